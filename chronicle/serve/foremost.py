"""The pages that are open, rebuilt before the whole site is: an editor sees what was saved while the rest is made."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from jinja2 import Environment

from chronicle.checks import Content, check_text
from chronicle.derivation import borrow_site, derive_site
from chronicle.imaging import plan_share_pictures
from chronicle.keeping import Keeper
from chronicle.loading import render_bodies, with_halves
from chronicle.made import MadeSite
from chronicle.model import Site, Text
from chronicle.pages import LocalizedSite, Page, localize_site, make_pages, make_text_pages
from chronicle.problems import ContentError, group_problems
from chronicle.project import Project
from chronicle.prose import make_references, resolve_titles
from chronicle.reading import DOWNLOADS, read_downloads, read_site, read_templates
from chronicle.rendering import RenderedPage, make_frame
from chronicle.templating import make_environment


def remake_pages(
    made: MadeSite, project: Project, paths: Collection[str], keeper: Keeper, edit_url: str, folders: Collection[str]
) -> list[RenderedPage] | None:
    """Return the pages of a preview at some paths as they are after an edit in some folders, content or templates, without those that it leaves as they were.

    None if their texts have mistakes, or where texts or languages came or went: then the whole site tells what to show.
    Raises ContentError with the mistakes of templates, or those of content that are met before its texts are looked at.
    """
    shown = [one.page for one in made.pages if one.page.path in paths]
    templates = read_templates(project) if "templates" in folders else made.templates
    environment = make_environment(templates, keeper)
    if "content" not in folders:
        return _render(made, project, made.localized_sites, shown, environment, edit_url)
    site, problems = read_site(project)
    if problems:
        raise ContentError(group_problems(problems))
    try:
        if localized_sites := _localize(made, site, shown, keeper):
            pages = [*_make_pages(localized_sites, shown)]
            return _render(made, project, localized_sites, pages, environment, edit_url)
    except ContentError:
        pass
    return None


def _localize(made: MadeSite, site: Site, shown: Sequence[Page], keeper: Keeper) -> list[LocalizedSite]:
    """Return the site in each language with the bodies of the texts that pages show; empty if it has mistakes."""
    main = made.localized_sites[0]
    references = make_references(site, main.addresses)
    texts = _texts_of(site.texts, shown)
    bodies = render_bodies(texts, references, keeper)
    written = {half.path for text in site.texts for half in text.halves.values()}
    known = {path: outline for path, outline in main.outlines.items() if path in written}
    outlines = {**known, **{path: body.outline for path, body in bodies.items()}}
    languages = site.written, site.derived
    if written != outlines.keys() or languages != (main.site.written, main.site.derived):
        return []
    if any(
        problem for text in texts for problem in check_text(Content(site, {}, references, outlines, ()), text, bodies)
    ):
        return []
    site = borrow_site(resolve_titles(site, references))
    if site.derived:
        site = derive_site(site)
        references = make_references(site, main.addresses, references)
    bodies |= render_bodies(with_halves(_texts_of(site.texts, shown), bodies), references, keeper)
    return localize_site(site, main.addresses, references, bodies, outlines=main.outlines)


def _texts_of(texts: Sequence[Text], shown: Sequence[Page]) -> list[Text]:
    paths = {block.where.path for page in shown for block in page.blocks}
    return [text for text in texts if any(half.path in paths for half in text.halves.values())]


def _make_pages(localized_sites: Sequence[LocalizedSite], shown: Sequence[Page]) -> Iterator[Page]:
    """Yield the pages at the paths of those that are shown."""
    paths = {page.path for page in shown}
    texts = _texts_of(localized_sites[0].site.texts, shown)
    others = dict.fromkeys(page.kind for page in shown if not page.kind.is_of_texts)
    pages = [page for text in texts for page in make_text_pages(localized_sites, text)]
    yield from (page for page in (*pages, *make_pages(localized_sites, others)) if page.path in paths)


def _render(
    made: MadeSite,
    project: Project,
    localized_sites: Sequence[LocalizedSite],
    pages: Sequence[Page],
    environment: Environment,
    edit_url: str,
) -> list[RenderedPage]:
    """Return those of some pages that are others than before."""
    before = {one.page.path: one for one in made.pages}
    all_pages = {**{path: one.page for path, one in before.items()}, **{page.path: page for page in pages}}
    shares, _ = plan_share_pictures((page.picture for page in pages if page.picture), made.colours)
    frame = make_frame(
        [*all_pages.values()],
        localized_sites,
        environment,
        made.assets,
        {**made.shares, **shares},
        downloads=read_downloads(project, tuple(DOWNLOADS)),
        edit_url=edit_url,
        is_installed=False,
    )
    rendered = map(frame.render, pages)
    return [one for one in rendered if one.content != before[one.page.path].content]
