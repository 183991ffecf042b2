"""The whole story: content is read, rendered and checked; if all is well, pages are made, written, indexed, and put in place."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from chronicle.assets import REPLACEABLE, Assets, check_root
from chronicle.cache import find_previous
from chronicle.charts import render_poster
from chronicle.editions import Edition, compare_editions, make_edition
from chronicle.executors import open_executor
from chronicle.exports import make_exports, make_moved
from chronicle.imaging import make_photos, make_posters, make_share_pictures, plan_share_pictures
from chronicle.indexing import write_index
from chronicle.keeping import Keeper, open_site_keeper
from chronicle.linkcheck import check_pages
from chronicle.loading import Loaded, add_derived, load_site
from chronicle.look import read_look
from chronicle.made import MadeSite
from chronicle.model import OutputFile
from chronicle.output import (
    RESERVED,
    check_output_folder,
    check_room,
    check_room_again,
    compress_files,
    drop_folder,
    placed,
    write_files,
)
from chronicle.pages import LocalizedSite, localize_site, make_pages, posters_of
from chronicle.pictures import plan_variants
from chronicle.problems import ContentError, Problem, group_problems
from chronicle.project import Project
from chronicle.reading import DOWNLOADS, read_downloads, read_static, read_templates
from chronicle.renderers import Renderer, render_again, render_into
from chronicle.rendering import make_frame
from chronicle.search import ItemPage
from chronicle.templating import make_environment
from chronicle.timing import Timer
from chronicle.urls import SEARCH_INDEX, output_path


@dataclass(frozen=True)
class Options:
    """How a site is made from its content.

    - `base_url`: the address of the site; if None, that of the settings.
    - `edit_url`: the pattern of the address at which a page's file can be edited; if empty, that of the settings.
    - `is_preview`: style sheets and scripts keep their names, so that pages stay the same when these change.
    - `is_staging`: the site is closed to search engines.
    - `is_offline`: the site is read from a disk. Its links lead to files; it has no files for hosts, no share pictures and no redirects.
    - `downloads`: the folders of books and archives that are published with the site.
    - `earlier`: the edition that the site is compared with; pages tell what has changed since.
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
    """A site that was built, whose pages are in its folder, and the pages of its search index, if it has one."""

    made: MadeSite
    indexed: Sequence[ItemPage]


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
    done: Callable[[], object] = lambda: None,
) -> Built:
    """Build the site of a project into `output`, which is replaced as a whole unless `in_place`.

    `compress` puts compressed copies beside text files, for hosts that send these. `cluster` is the address of a cluster that reads the
    texts in place of `jobs` processes; pictures are made on this machine. `done` is called when the site is in its place, before another
    build may write there.

    Raises ContentError with every problem of the content, and OutputRefused for a folder that the build may not replace.
    If anything is raised, an earlier output stays as it was.
    """
    timer, keeper = timer or Timer(), open_site_keeper(project, is_once=True)
    indexed: list[ItemPage] = []
    check_output_folder(output, project.root)
    check_room_again(output)
    loaded = load_content(project, options, keeper, timer, jobs, cluster)
    drop_folder(find_previous(project.root))  # its files are those of other builds
    with placed(output, timer, in_place, done=done) as folder:
        made = write_site(project, loaded, options, folder, keeper, timer, jobs)
        if with_search:
            indexed = write_index(made, folder, keeper, timer)
        if compress:
            with timer.stage("compress"):
                compress_files(folder)
    return Built(made, indexed)


def load_content(
    project: Project, options: Options, keeper: Keeper, timer: Timer, jobs: int = 1, cluster: str = ""
) -> Loaded:
    """Return the content of the site, read by `jobs` processes or a cluster. Raises ContentError with every problem of the content."""
    watch = timer.watch("texts")
    with timer.stage("read and check"), open_executor(jobs, cluster) as executor:
        try:
            loaded = load_site(project, options.base_url, executor, keeper, options.is_offline, watch)
        except ContentError as error:
            raise ContentError([*error.problems, *_find_unreadable(project)]) from None
        loaded = add_derived(loaded, keeper, executor, watch)
        return loaded._replace(site=loaded.site.without_checked) if keeper.is_once else loaded


def _find_unreadable(project: Project) -> Iterator[Problem]:
    """Yield the problems of templates and static files that cannot be read, to be reported with those of the content."""
    for read in (read_templates, read_static):
        try:
            read(project)
        except ContentError as error:
            yield from error.problems


def write_site(
    project: Project, loaded: Loaded, options: Options, folder: Path, keeper: Keeper, timer: Timer, jobs: int
) -> MadeSite:
    """Make the site from loaded content and write it into a folder, including its pictures; no page stays in memory.

    Raises ContentError with every problem of the pages, and OutputRefused if the disk has no room.
    """
    made = _make_site(project, loaded, options, keeper, timer, partial(render_into, folder, jobs))
    written = sum(page.size for page in made.pages)
    for picture in make_pictures(made, project, jobs, timer):
        check_room([picture], folder, written)
        write_files([picture], folder)
        written += len(picture.content)
    check_room(made.files, folder, written)
    with timer.stage("write"):
        timer.count("files", len(made.files))
        write_files(made.files, folder)
    return made


def make_site(
    project: Project,
    options: Options = Options(),
    keeper: Keeper | None = None,
    timer: Timer | None = None,
    before: MadeSite | None = None,
    jobs: int = 1,
) -> MadeSite:
    """Make the site in memory, without its pictures; without a keeper nothing is written to the disk.

    Pages that are the same as in the site `before`, made with the same options, are not rendered again. Without one, `jobs` processes render.
    Raises ContentError with every problem of the content or, if it has none, of the pages.
    """
    timer, keeper = timer or Timer(), keeper or open_site_keeper(project, is_reading=True)
    loaded = load_content(project, options, keeper, timer, jobs)
    return _make_site(project, loaded, options, keeper, timer, partial(render_again, before, jobs))


def check_project(project: Project, jobs: int) -> MadeSite:
    """Make the site without its pictures, to check it; no page stays in memory. Raises ContentError as `make_site` does."""
    options, keeper, timer = Options(), open_site_keeper(project, is_reading=True, is_once=True), Timer()
    loaded = load_content(project, options, keeper, timer, jobs)
    return _make_site(project, loaded, options, keeper, timer, partial(render_into, None, jobs))


def _make_site(
    project: Project, loaded: Loaded, options: Options, keeper: Keeper, timer: Timer, render: Renderer
) -> MadeSite:
    """Make the site from loaded content, without its pictures; `render` renders the pages and decides where they go."""
    with timer.stage("make pages"):
        localized_sites = _localize(loaded, options.earlier)
        pages = [
            page for page in make_pages(localized_sites) if not (options.is_offline and not page.kind.is_addressed)
        ]
        look = read_look(project, is_named=not options.is_preview)
        environment = make_environment(look.templates, keeper)
        shares, unset = plan_share_pictures((page.picture for page in pages if page.picture), look.colours)
        kept = read_downloads(project, options.downloads)
        frame = make_frame(
            pages,
            localized_sites,
            environment,
            look.assets,
            shares,
            is_staging=options.is_staging,
            downloads=kept,
            edit_url=options.edit_url or loaded.site.settings.edit_url,
            is_installed=not options.is_preview,
        ).with_charts()
        watch = timer.watch("pages")
        rendered = list(watch(render(watch, frame, look, pages), len(pages)))
        posters = posters_of(pages, loaded.site.written)
        drawn = [
            OutputFile(f"{path}.svg", render_poster(poster, look.light).encode()) for path, poster in posters.items()
        ]
        exports = make_exports(localized_sites, pages, environment, look.assets, options.is_staging)
        moved = [] if options.is_offline else make_moved(loaded.site, loaded.addresses, pages, environment)
        shares = {} if options.is_offline else shares
    with timer.stage("check pages"):
        images = [image for text in loaded.site.texts for image in text.images.values()]
        pngs = {f"{path}.png": poster for path, poster in posters.items()}
        pictures = [*shares.values(), *(path for image in images for path in plan_variants(image).paths), *pngs]
        others = [*(output_path(page.path) for page in pages), *pictures, *(file.path for file in moved)]
        files = _gather_files(look.assets, [*exports, *drawn, *kept], others)
        paths = frozenset([*pictures, *(file.path for file in files)])
        marks = {one.page.path: of_page for one, of_page in rendered}
        if problems := list(check_pages(pages, marks, paths, loaded.site, loaded.addresses, loaded.bodies)):
            raise ContentError(group_problems(problems))
    return MadeSite(
        frame=frame,
        look=look,
        pages=[one for one, _ in rendered],
        marks=marks,
        paths=paths,
        files=[*files, *moved],
        images=images,
        shares=shares,
        unset={page.path: unset[page.picture] for page in reversed(pages) if page.picture in unset},
        posters=pngs,
    )


def _localize(loaded: Loaded, earlier: Edition | None) -> list[LocalizedSite]:
    """Return a localized site for each language of the loaded content, with the changes since an earlier edition if there is one."""
    changes = (
        compare_editions(earlier, make_edition(loaded.site, loaded.references, loaded.bodies)) if earlier else None
    )
    return localize_site(*loaded, changes)


def _gather_files(assets: Assets, exports: list[OutputFile], others: list[str]) -> list[OutputFile]:
    """Return the assets, and the exports that the project does not replace; `others` are the paths of all other files of the site.

    Raises ContentError if a file of `static/root/` takes the path of another file, except that of a `REPLACEABLE` one.
    """
    own = {file.path for file in assets.files.values()}
    kept = [file for file in exports if file.path not in REPLACEABLE or file.path not in own]
    if problems := check_root(assets, [*others, *(file.path for file in kept), *RESERVED, SEARCH_INDEX, "assets"]):
        raise ContentError(problems)
    return [*assets.files.values(), *kept]


def make_pictures(made: MadeSite, project: Project, jobs: int = 1, timer: Timer | None = None) -> Iterator[OutputFile]:
    """Yield the pictures of a site: those of shared links, photographs, charts."""
    timer = timer or Timer()
    watch = timer.watch("pictures")
    with timer.stage("make pictures"):
        yield from make_share_pictures(made.shares, made.look.colours, project.root, jobs, watch)
        yield from make_photos(made.images, project.root, jobs, watch)
        yield from make_posters(made.posters, made.look.light, project.root, jobs, watch)
