"""The whole story: content is read, rendered and checked; if all is well, pages are made, written, indexed, and put in place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from chronicle.assets import REPLACEABLE, STYLE_SHEET, Assets, check_root, join_styles, make_assets
from chronicle.catalogue import make_catalogue
from chronicle.charts import Poster, render_poster
from chronicle.checks import Content, check_text
from chronicle.colours import read_colours
from chronicle.derivation import borrow_halves, derive_text, without_derived
from chronicle.editions import Edition, compare_editions, make_edition
from chronicle.executors import open_executor
from chronicle.exports import make_exports, make_moved
from chronicle.imaging import make_photos, make_posters, make_share_pictures, plan_share_pictures
from chronicle.keeping import Keeper
from chronicle.linkcheck import Marks, PageMarks, check_pages, is_sound_again, read_marks
from chronicle.loading import Loaded, add_derived, load_site, open_site_keeper
from chronicle.model import Image, OutputFile, Site, Text
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
    localize_site,
    make_pages,
    make_text_pages,
    posters_of,
    update_pages,
)
from chronicle.pictures import Colours, SharePicture, choose_colours, plan_variants
from chronicle.problems import ContentError
from chronicle.prose import render_prose
from chronicle.reading import (
    DOWNLOADS,
    Project,
    read_downloads,
    read_half,
    read_static,
    read_templates,
)
from chronicle.rendering import Frame, RenderedPage, make_frame
from chronicle.search import SearchDocument, make_search_files, place_search_files
from chronicle.templating import make_environment
from chronicle.timing import Timer
from chronicle.urls import SEARCH_INDEX, Addresses, SitePath, output_path


@dataclass(frozen=True)
class Options:
    """How a site is made of its content.

    - `base_url`: where it will stand; that of the settings if none is given.
    - `edit_url`: the pattern of the address at which a page's file can be edited; that of the settings if empty.
    - `is_preview`: its style sheet and scripts keep their names, so that pages stay the same when these change.
    - `is_staging`: it is closed to search engines.
    - `is_offline`: it is read from a disk. Its links lead to files; it has nothing for hosts, for shared links, or at former addresses.
    - `downloads`: the folders of books and archives that are published with it.
    - `earlier`: the edition that it is compared with; pages tell what has changed since.
    """

    base_url: str | None = None
    edit_url: str = ""
    is_preview: bool = False
    is_staging: bool = False
    is_offline: bool = False
    downloads: tuple[str, ...] = tuple(DOWNLOADS)
    earlier: Edition | None = None


@dataclass(frozen=True)
class Built:
    """A site that was built, and how many of its pages can be searched."""

    made: MadeSite
    searchable: int


def build_site(
    project: Project,
    output: Path,
    options: Options = Options(),
    *,
    jobs: int = 1,
    cluster: str = "",
    with_search: bool = True,
    in_place: bool = False,
    compress: bool = False,
    timer: Timer | None = None,
) -> Built:
    """Build the site of a project into `output`, which is exchanged as a whole unless `in_place` is asked for.

    `compress` puts smaller forms beside text files, for hosts that send these. `cluster` is the address of one that reads the
    texts in place of `jobs` processes; pictures are made here.

    Raises ContentError with every problem of the content, and OutputRefused for a folder that is not the build's to replace.
    Whatever is raised, an earlier output stays as it was.
    """
    timer, keeper, searchable = timer or Timer(), open_site_keeper(project), 0
    check_output_folder(output, project.root)
    made, files = make_files(project, options, keeper, timer, jobs, cluster)
    check_room(files, output)
    with placed(output, timer, in_place) as folder:
        with timer.stage("write"):
            write_files(files, folder)
        if with_search:
            searchable = write_index(made, folder, keeper, timer)
        if compress:
            with timer.stage("compress"):
                compress_files(folder)
    return Built(made, searchable)


def make_files(
    project: Project, options: Options, keeper: Keeper, timer: Timer, jobs: int = 1, cluster: str = ""
) -> tuple[MadeSite, list[OutputFile]]:
    """Return a site and all of its files, pictures included. Raises ContentError as `make_site`."""
    with open_executor(jobs, cluster) as executor:
        made = make_site(project, options, executor, keeper, timer)
    return made, [*made.output, *make_pictures(made, project, jobs, timer)]


@contextmanager
def placed(output: Path, timer: Timer, in_place: bool = False, noted: Notes = NOTHING) -> Iterator[Path]:
    """Give the folder that a build is written into; putting it in place of `output`, whose files were `noted`, is a stage of its own."""
    with ExitStack() as stack:
        yield stack.enter_context(staged(output, in_place, noted))
        with timer.stage("put in place"):
            stack.close()


@dataclass(frozen=True)
class MadeSite:
    """The finished site in memory, without its pictures.

    - `frame` is what the pages were rendered with, beside `templates` and `assets`.
    - `marks` are the ids and links of the pages by their paths; `paths` are those of all other files, pictures included.
    - `files` are all files that are neither page nor picture.
    - `shares` are the paths of share pictures; `unset` are pages without one, each with the letters that our fonts lack for it.
    - `posters` are the pictures of charts by their paths. `light` and `dark` are the colours of the themes by their names.
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
    unset: Mapping[str, str]
    colours: Colours
    posters: Mapping[str, Poster]
    light: Mapping[str, str]
    dark: Mapping[str, str]

    @property
    def site(self) -> Site:
        """The content that the site was made of."""
        return self.localized_sites[0].site

    @property
    def addresses(self) -> Addresses:
        """Where the site will stand."""
        return self.localized_sites[0].addresses

    @property
    def output(self) -> list[OutputFile]:
        """Every file but pictures."""
        return [*(page.file for page in self.pages), *self.files]


def make_site(
    project: Project,
    options: Options = Options(),
    executor: Executor | None = None,
    keeper: Keeper | None = None,
    timer: Timer | None = None,
    before: MadeSite | None = None,
) -> MadeSite:
    """Make everything but pictures; without a keeper nothing is written to the disk.

    Pages that are as they were in the site `before`, made with the same options, are not rendered again.
    Raises ContentError with every problem of the content, or else of the pages made from it.
    """
    timer, keeper = timer or Timer(), keeper or open_site_keeper(project, is_reading=True)
    with timer.stage("read and check"):
        loaded = load_site(project, options.base_url, executor, keeper, options.is_offline, timer.watch("texts"))
        loaded = add_derived(loaded, keeper, executor)
    with timer.stage("make pages"):
        localized_sites = _localize(loaded, options.earlier)
        pages = [
            page for page in make_pages(localized_sites) if not (options.is_offline and not page.kind.is_addressed)
        ]
        static, templates = read_static(project), read_templates(project)
        environment = make_environment(templates, keeper)
        assets, (light, dark) = make_assets(static, is_named=not options.is_preview), read_colours(join_styles(static))
        colours = choose_colours(light)
        shares, unset = plan_share_pictures((page.picture for page in pages if page.picture), colours)
        kept = read_downloads(project, options.downloads)
        frame = make_frame(
            pages,
            localized_sites,
            environment,
            assets,
            shares,
            is_staging=options.is_staging,
            downloads=kept,
            edit_url=options.edit_url or loaded.site.settings.edit_url,
            is_installed=not options.is_preview,
        )
        is_like = before and (before.templates, before.assets) == (templates, assets) and frame.is_like(before.frame)
        known = {one.page.path: one for one in before.pages} if before and is_like else {}
        rendered = [frame.render(page, known.get(page.path)) for page in timer.watch("pages")(pages, len(pages))]
        posters = posters_of(pages, loaded.site.written)
        drawn = [OutputFile(f"{path}.svg", render_poster(poster, light).encode()) for path, poster in posters.items()]
        exports = make_exports(
            loaded.site, loaded.addresses, localized_sites, pages, environment, assets, options.is_staging
        )
        moved = [] if options.is_offline else make_moved(loaded.site, loaded.addresses, pages, environment)
        shares = {} if options.is_offline else shares
    with timer.stage("check pages"):
        images = [image for text in loaded.site.texts for image in text.images.values()]
        pngs = {f"{path}.png": poster for path, poster in posters.items()}
        pictures = [*shares.values(), *(path for image in images for path in plan_variants(image).paths), *pngs]
        others = [*(output_path(page.path) for page in pages), *pictures, *(file.path for file in moved)]
        files = _gather_files(assets, [*exports, *drawn, *kept], others)
        marks = [_mark(one, known, before) for one in rendered]
        paths = frozenset([*pictures, *(file.path for file in files)])
        if problems := list(check_pages(marks, paths, loaded.site, loaded.addresses)):
            raise ContentError(problems)
    return MadeSite(
        localized_sites=localized_sites,
        frame=frame,
        templates=templates,
        assets=assets,
        pages=rendered,
        marks={one.page.path: one.bare for one in marks},
        paths=paths,
        files=[*files, *moved],
        images=images,
        shares=shares,
        unset={page.path: unset[page.picture] for page in reversed(pages) if page.picture in unset},
        colours=colours,
        posters=pngs,
        light=light,
        dark=dark,
    )


def _localize(loaded: Loaded, earlier: Edition | None) -> list[LocalizedSite]:
    """Return what was loaded in each of its languages, compared with an earlier edition if there is one."""
    changes = (
        compare_editions(earlier, make_edition(loaded.site, loaded.references, loaded.bodies)) if earlier else None
    )
    return localize_site(*loaded, changes)


def _mark(page: RenderedPage, known: Mapping[SitePath, RenderedPage], before: MadeSite | None) -> PageMarks:
    """Return the ids and links of a page; those that are known of one that was not rendered again."""
    if before is None or known.get(page.page.path) is not page:
        return read_marks(page)
    marks = before.marks[page.page.path]
    return PageMarks(marks.ids, marks.links, page.page)


def remake_text(made: MadeSite, project: Project, text: Text) -> MadeSite | None:
    """Return the site with the pages of one text rebuilt, and those that show something of every text; None if its edit changes more, or has a mistake.

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
    """Return the style sheet of a preview after an edit; None if it has a mistake, or other colours, which pictures have too."""
    try:
        static = read_static(project)
        file = make_assets(static, is_named=False).files[STYLE_SHEET]
    except ContentError:
        return None
    return file if read_colours(join_styles(static)) == (made.light, made.dark) else None


def _gather_files(assets: Assets, exports: list[OutputFile], others: list[str]) -> list[OutputFile]:
    """Return all files but pages and pictures, whose paths are the `others`.

    Raises ContentError if one of `static/root/` takes another's place, but for a few that may.
    """
    own = {file.path for file in assets.files.values()}
    kept = [file for file in exports if file.path not in REPLACEABLE or file.path not in own]
    if problems := check_root(assets, [*others, *(file.path for file in kept), *RESERVED, SEARCH_INDEX, "assets"]):
        raise ContentError(problems)
    return [*assets.files.values(), *kept]


def make_pictures(made: MadeSite, project: Project, jobs: int = 1, timer: Timer | None = None) -> list[OutputFile]:
    """Return the pictures of a site: those of shared links, photographs, charts."""
    timer = timer or Timer()
    watch = timer.watch("pictures")
    with timer.stage("make pictures"):
        return [
            *make_share_pictures(made.shares, made.colours, project.root, jobs, watch),
            *make_photos(made.images, project.root, jobs, watch),
            *make_posters(made.posters, made.light, project.root, jobs, watch),
        ]


def write_index(made: MadeSite, folder: Path, keeper: Keeper, timer: Timer | None = None) -> int:
    """Write the search index of a site into the folder that the site is written into; return how many pages it has."""
    return index_documents(make_search_documents(made.pages), made, folder, keeper, timer or Timer())


def index_documents(
    documents: Sequence[SearchDocument], made: MadeSite, folder: Path, keeper: Keeper, timer: Timer
) -> int:
    """Write the index of some documents into the folder of their site, the last one again if it would be the same; return how many they are."""
    with timer.stage("index"):
        given = documents, *make_catalogue(made.localized_sites)
        place_search_files(keeper.keep_last(make_search_files, given), folder / SEARCH_INDEX)
    return len(documents)


def make_search_documents(rendered: Iterable[RenderedPage]) -> list[SearchDocument]:
    """Return what search indexes: the main text of every page that a reader reads."""
    return [
        SearchDocument(one.page.path, one.page.language, one.page.title, one.page.kind.name, one.main)
        for one in rendered
        if one.page.kind.is_searched and one.page.original == one.page.path
    ]
