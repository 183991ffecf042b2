"""The whole story: content is read, rendered and checked; if all is well, pages are made, written, indexed, and put in place."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from chronicle.assets import REPLACEABLE, STYLE_SHEET, Assets, check_root, join_styles, make_assets
from chronicle.catalogue import make_catalogue
from chronicle.charts import Poster, render_poster
from chronicle.checks import Content, check_text
from chronicle.colours import read_colours
from chronicle.derivation import borrow_halves, derive_text, without_derived
from chronicle.editions import Edition, compare_editions, make_edition
from chronicle.executors import Watch, open_executor
from chronicle.exports import make_exports, make_moved
from chronicle.imaging import make_photos, make_posters, make_share_pictures, plan_share_pictures
from chronicle.keeping import Keeper
from chronicle.linkcheck import Marks, PageMarks, check_pages, is_sound_again, read_marks
from chronicle.loading import add_derived, load_site, open_site_keeper
from chronicle.model import Image, OutputFile, Text
from chronicle.output import (
    NOTHING,
    RESERVED,
    Notes,
    check_output_folder,
    check_room,
    compress_files,
    staged,
    write_files,
)
from chronicle.pages import (
    LocalizedSite,
    PageKind,
    localize_site,
    make_pages,
    make_text_pages,
    posters_of,
    update_pages,
)
from chronicle.pictures import Colours, SharePicture, choose_colours, plan_variants
from chronicle.policy import page_policy
from chronicle.problems import ContentError
from chronicle.prose import render_prose
from chronicle.reading import (
    DOWNLOADS,
    Project,
    WordState,
    read_downloads,
    read_half,
    read_static,
    read_templates,
    read_word_states,
)
from chronicle.rendering import Frame, RenderedPage, make_frame
from chronicle.search import SearchDocument, make_search_files, place_search_files
from chronicle.templating import make_environment
from chronicle.urls import NOT_FOUND, NOT_KEPT, SEARCH_INDEX, Addresses, SitePath, output_path


@dataclass(frozen=True)
class Stage:
    """One stage of a build: when it began, on a clock that says no more than what comes after what, and how many seconds it took."""

    name: str
    began: float
    seconds: float


@dataclass
class Report:
    """What a build did: how many pages, where they are, and its stages, of each of which is told when it is done; meanwhile `show` gets what is made, how many are done, and of how many.

    `words` tell how far the interface speaks each language. `unset` are pages without a share picture, each with the letters that this would have needed and no font of ours has.
    """

    pages: int = 0
    facts: int = 0
    output: Path | None = None
    searchable: int = 0
    unset: dict[str, str] = field(default_factory=dict)
    stages: list[Stage] = field(default_factory=list)
    addresses: Addresses | None = None
    words: tuple[WordState, ...] = ()
    made: MadeSite | None = None
    tell: Callable[[Stage], None] = lambda stage: None
    show: Callable[[str, int, int], None] = lambda what, done, total: None

    def watch(self, what: str) -> Watch:
        """Return what shows how many of such things are done while they are made."""

        def watch(made: Iterable[Any], total: int) -> Iterator[Any]:
            for done, one in enumerate(made):
                self.show(what, done, total)
                yield one

        return watch

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Measure one stage, and tell of it when it is done."""
        began = time.perf_counter()
        yield
        self.stages.append(Stage(name, began, time.perf_counter() - began))
        self.tell(self.stages[-1])

    @property
    def seconds(self) -> float:
        """How long all stages took together."""
        return sum(stage.seconds for stage in self.stages)


def build_site(
    project: Project,
    output: Path,
    base_url: str | None = None,
    jobs: int = 1,
    with_search: bool = True,
    in_place: bool = False,
    is_staging: bool = False,
    compress: bool = False,
    tell: Callable[[Stage], None] = lambda stage: None,
    show: Callable[[str, int, int], None] = lambda what, done, total: None,
    cluster: str = "",
    earlier: Edition | None = None,
) -> Report:
    """Build the site of a project into `output`, which is exchanged as a whole unless `in_place` is asked for.

    The pages of a staging site are closed to search engines. `compress` puts smaller forms beside text files, for hosts that
    send these. Compared with an `earlier` edition, the site tells what has changed since. `tell` is called after each stage, `show` while things are made (see `Report`). `cluster` is the address of one that reads
    the texts in the place of `jobs` processes; pictures are made here.

    Raises ContentError with every problem of the content, and OutputRefused for a folder that is not the build's to replace.
    Whatever is raised, an earlier output stays as it was.
    """
    report = Report(output=output, tell=tell, show=show)
    check_output_folder(output, project.root)
    keeper = open_site_keeper(project)
    with open_executor(jobs, cluster) as executor:
        made = make_site(
            project, base_url, executor, report=report, keeper=keeper, is_staging=is_staging, earlier=earlier
        )
    files = [*made.output, *make_pictures(made, project, jobs, report)]
    check_room(files, output)
    with placed(output, report, in_place) as folder:
        with report.stage("write"):
            write_files(files, folder)
        if with_search:
            write_index(made, folder, report, keeper)
        if compress:
            with report.stage("compress"):
                compress_files(folder)
    report.made, report.addresses = made, made.localized_sites[0].addresses
    report.words = read_word_states(project, made.localized_sites[0].site.locales)
    report.pages, report.facts = len(made.pages), len(made.localized_sites[0].site.facts)
    return report


@contextmanager
def placed(output: Path, report: Report, in_place: bool = False, noted: Notes = NOTHING) -> Iterator[Path]:
    """Give the folder that a build is written into; putting it in the place of `output`, whose files were `noted`, is a stage of its own."""
    with ExitStack() as stack:
        yield stack.enter_context(staged(output, in_place, noted))
        with report.stage("put in place"):
            stack.close()


@dataclass(frozen=True)
class MadeSite:
    """The finished site in memory, its pictures left out: `shares` are the paths of share pictures, `posters` those of charts, `files` all that is no page.

    `frame` is what the pages were rendered with, beside `templates` and `assets`, `marks` their ids and links by their paths, `paths` are those of all
    other files. `light` and `dark` are the colours of the themes by their names.
    """

    localized_sites: list[LocalizedSite]
    frame: Frame
    templates: Mapping[str, str]
    assets: Assets
    pages: list[RenderedPage]
    marks: Mapping[SitePath, Marks]
    paths: frozenset[str]
    files: list[OutputFile]
    images: list[Image]
    shares: Mapping[SharePicture, str]
    colours: Colours
    posters: Mapping[str, Poster]
    light: Mapping[str, str]
    dark: Mapping[str, str]

    @property
    def output(self) -> list[OutputFile]:
        """Every file but pictures."""
        return [*(page.file for page in self.pages), *self.files]


def make_site(
    project: Project,
    base_url: str | None = None,
    executor: Executor | None = None,
    is_preview: bool = False,
    edit_url: str = "",
    report: Report | None = None,
    keeper: Keeper | None = None,
    is_staging: bool = False,
    earlier: Edition | None = None,
    is_offline: bool = False,
    downloads: Collection[str] = tuple(DOWNLOADS),
    before: MadeSite | None = None,
) -> MadeSite:
    """Make everything but pictures; without a keeper nothing is written to the disk.

    Pages that are as they were in the site `before`, made with the same options, are not rendered anew.

    The style sheet and scripts of a preview keep their names, so that pages stay as they are when these change.
    `edit_url` is the pattern of where a page's file can be edited, in the place of that of the settings.
    Compared with an `earlier` edition, the site has pages of what has changed since. An offline site is one to be read from a
    disk: its links lead to files, and it has nothing for hosts, for shared links, or at former addresses.
    `downloads` are the folders of what readers may keep that is published with the site.
    Raises ContentError with every problem of the content, or else of the pages made from it.
    """
    report, keeper = report or Report(), keeper or open_site_keeper(project, is_reading=True)
    with report.stage("read and check"):
        loaded = load_site(project, base_url, executor, keeper, is_offline, report.watch("texts"))
        site, addresses, references, bodies = add_derived(*loaded, keeper, executor)
    with report.stage("make pages"):
        changes = compare_editions(earlier, make_edition(site, references, bodies)) if earlier else None
        localized_sites = localize_site(site, addresses, references, bodies, changes)
        pages = [
            page for page in make_pages(localized_sites) if not (is_offline and page.path in (NOT_FOUND, NOT_KEPT))
        ]
        static, templates = read_static(project), read_templates(project)
        environment = make_environment(templates, keeper)
        assets, (light, dark) = make_assets(static, is_named=not is_preview), read_colours(join_styles(static))
        colours = choose_colours(light)
        shares, unset = plan_share_pictures((page.picture for page in pages if page.picture), colours)
        report.unset = {page.path: unset[page.picture] for page in reversed(pages) if page.picture in unset}
        kept = read_downloads(project, downloads)
        frame = make_frame(
            pages,
            localized_sites,
            environment,
            assets,
            shares,
            _policy_of,
            is_staging,
            kept,
            edit_url or site.settings.edit_url,
            not is_preview,
        )
        is_like = before and (before.templates, before.assets) == (templates, assets) and frame.is_like(before.frame)
        known = {one.page.path: one for one in before.pages} if before and is_like else {}
        rendered = [frame.render(page, known.get(page.path)) for page in report.watch("pages")(pages, len(pages))]
        posters = posters_of(pages, site.written)
        drawn = [OutputFile(f"{path}.svg", render_poster(poster, light).encode()) for path, poster in posters.items()]
        exports = [
            *make_exports(site, addresses, localized_sites, pages, environment, assets, is_staging),
            *drawn,
            *kept,
        ]
        moved = [] if is_offline else make_moved(site, addresses, pages, environment)
        shares = {} if is_offline else shares
    with report.stage("check pages"):
        images = [image for text in site.texts for image in text.images.values()]
        pngs = {f"{path}.png": poster for path, poster in posters.items()}
        pictures = [*shares.values(), *(path for image in images for path in plan_variants(image).paths), *pngs]
        others = [*pictures, *(file.path for file in moved)]
        files = _gather_files(assets, exports, [*(output_path(page.path) for page in pages), *others])
        marks = [_mark(one, known, before) for one in rendered]
        paths = frozenset([*pictures, *(file.path for file in files)])
        if problems := list(check_pages(marks, paths, site, addresses)):
            raise ContentError(problems)
    by_path = {one.page.path: one.bare for one in marks}
    return MadeSite(
        localized_sites,
        frame,
        templates,
        assets,
        rendered,
        by_path,
        paths,
        [*files, *moved],
        images,
        shares,
        colours,
        pngs,
        light,
        dark,
    )


def _mark(page: RenderedPage, known: Mapping[SitePath, RenderedPage], before: MadeSite | None) -> PageMarks:
    """Return the ids and links of a page; those that are known of one that was not rendered anew."""
    if before is None or known.get(page.page.path) is not page:
        return read_marks(page)
    marks = before.marks[page.page.path]
    return PageMarks(marks.ids, marks.links, page.page)


def _policy_of(kind: PageKind) -> str:
    """Return what a browser may load on pages of a kind."""
    return page_policy(kind.searches, kind.installs)


def remake_text(made: MadeSite, project: Project, text: Text) -> MadeSite | None:
    """Return the site with the pages of one text made anew, and those that show something of every text; None where its edit changes more, or has a mistake.

    More is changed by another front matter, or another outline: what the text mentions, and which facts it tells.
    """
    main = made.localized_sites[0]
    references = {one.language: one.references for one in made.localized_sites}
    halves, bodies = {}, {}
    if any((project.root / text.halves[language].path).exists() for language in text.untranslated):
        return None  # somebody has just written it
    for language in (one for one in main.site.written if one not in text.untranslated):
        half = text.halves[language]
        read = read_half(project, project.root / half.path, language, main.site.written)
        if read.half is None or read.problems or read.half.front_matter != half.front_matter:
            return None
        halves[language] = replace(half, markdown=read.half.markdown)
        known = main.bodies.get(half.path) if read.half.markdown == half.markdown else None
        bodies[half.path] = known or render_prose(halves[language], references[language])
        if bodies[half.path].outline != main.outlines[half.path]:
            return None
    edited = replace(text, halves=halves)
    content = Content(without_derived(main.site), {}, references, main.outlines, ())
    if any(check_text(content, edited, bodies)):
        return None
    edited = derive_text(borrow_halves(edited, main.site.written), main.site.derived)
    for language, half in edited.halves.items():
        if half.path not in bodies:
            bodies[half.path] = render_prose(half, references[language].of(half))
    site = main.site.with_texts(lambda one: edited if (one.kind, one.key) == (edited.kind, edited.key) else one)
    alone = [replace(localized, site=site, bodies=bodies) for localized in made.localized_sites]
    pages = [*make_text_pages(alone, edited), *update_pages((one.page for one in made.pages), alone, edited)]
    rendered = {one.page.path: one for one in map(made.frame.render, pages)}
    marks = [read_marks(one) for one in rendered.values()]
    if not is_sound_again(marks, made.marks, made.paths, main.addresses):
        return None
    return replace(
        made,
        pages=[*{**{one.page.path: one for one in made.pages}, **rendered}.values()],
        marks={**made.marks, **{one.page.path: one.bare for one in marks}},
    )


def remake_style(made: MadeSite, project: Project) -> OutputFile | None:
    """Return the style sheet of a preview after an edit; None where it has a mistake, or other colours, which pictures have too."""
    try:
        static = read_static(project)
        file = make_assets(static, is_named=False).files[STYLE_SHEET]
    except ContentError:
        return None
    return file if read_colours(join_styles(static)) == (made.light, made.dark) else None


def _gather_files(assets: Assets, exports: list[OutputFile], others: list[str]) -> list[OutputFile]:
    """Return all files but pages and pictures, whose paths are the `others`.

    Raises ContentError where one of `static/root/` takes another's place, but for a few that may.
    """
    own = {file.path for file in assets.files.values()}
    kept = [file for file in exports if file.path not in REPLACEABLE or file.path not in own]
    if problems := check_root(assets, [*others, *(file.path for file in kept), *RESERVED, SEARCH_INDEX, "assets"]):
        raise ContentError(problems)
    return [*assets.files.values(), *kept]


def make_pictures(made: MadeSite, project: Project, jobs: int = 1, report: Report | None = None) -> list[OutputFile]:
    """Return the pictures of a site: those of shared links, photographs, charts."""
    report = report or Report()
    watch = report.watch("pictures")
    with report.stage("make pictures"):
        return [
            *make_share_pictures(made.shares, made.colours, project.root, jobs, watch),
            *make_photos(made.images, project.root, jobs, watch),
            *make_posters(made.posters, made.light, project.root, jobs, watch),
        ]


def write_index(made: MadeSite, folder: Path, report: Report, keeper: Keeper) -> None:
    """Write the search index of a site into the folder that the site is written into."""
    index_documents(make_search_documents(made.pages), made, folder, report, keeper)


def index_documents(
    documents: Sequence[SearchDocument], made: MadeSite, folder: Path, report: Report, keeper: Keeper
) -> None:
    """Write the index of some documents into the folder of their site; the last one again, if it would be the same."""
    with report.stage("index"):
        given = documents, *make_catalogue(made.localized_sites)
        place_search_files(keeper.keep_last(make_search_files, given), folder / SEARCH_INDEX)
        report.searchable = len(documents)


def make_search_documents(rendered: Iterable[RenderedPage]) -> list[SearchDocument]:
    """Return what search indexes: the main text of every page that a reader reads."""
    return [
        SearchDocument(one.page.path, one.page.language, one.page.title, one.page.kind.name, one.main)
        for one in rendered
        if one.page.kind.is_searched and one.page.original == one.page.path
    ]
