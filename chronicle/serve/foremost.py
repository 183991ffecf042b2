"""Rebuilds the open pages before the whole site, so that an editor sees a change while the rest is still being made."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from jinja2 import Environment

from chronicle.checks import Content, check_text
from chronicle.derivation import borrow_site, derive_site
from chronicle.imaging import plan_share_pictures
from chronicle.keeping import Keeper
from chronicle.loading import outlines_of, render_bodies, without_halves
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
    """Return those pages of a preview at some paths that an edit changes; `folders` are the folders of the edit: `content`, `templates`, or both.

    Return None if the texts of these pages have mistakes, or if texts or languages were added or removed: then the whole site must be made
    first. Raises ContentError with the mistakes of templates, or with those of content that are found in reading.
    """
    shown = [one.page for one in made.pages if one.page.path in paths]
    templates = read_templates(project) if "templates" in folders else made.look.templates
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
    """Return the site in each language with the bodies of the texts on some pages; empty if these have mistakes, or if texts or languages were added or removed."""
    main = made.localized_sites[0]
    references = make_references(site, main.addresses)
    texts = _texts_of(site.texts, shown)
    bodies = render_bodies(texts, references, keeper)
    written = {half.path for text in site.texts for half in text.halves.values()}
    known = {path: outline for path, outline in main.outlines.items() if path in written}
    outlines = {**known, **outlines_of(bodies)}
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
    bodies |= render_bodies(without_halves(_texts_of(site.texts, shown), bodies), references, keeper)
    return localize_site(site, main.addresses, references, bodies, {**main.outlines, **outlines_of(bodies)})


def _texts_of(texts: Sequence[Text], shown: Sequence[Page]) -> list[Text]:
    paths = {half.path for page in shown for half in page.halves}
    return [text for text in texts if any(half.path in paths for half in text.halves.values())]


def _make_pages(localized_sites: Sequence[LocalizedSite], shown: Sequence[Page]) -> Iterator[Page]:
    """Yield the new pages at the paths of the pages `shown`."""
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
    """Render some pages; return those whose HTML has changed."""
    before = {one.page.path: one for one in made.pages}
    all_pages = {**{path: one.page for path, one in before.items()}, **{page.path: page for page in pages}}
    shares, _ = plan_share_pictures((page.picture for page in pages if page.picture), made.look.colours)
    frame = make_frame(
        [*all_pages.values()],
        localized_sites,
        environment,
        made.look.assets,
        {**made.shares, **shares},
        downloads=read_downloads(project, tuple(DOWNLOADS)),
        edit_url=edit_url,
        is_installed=False,
    )
    rendered = map(frame.render, pages)
    return [one for one in rendered if one.content != before[one.page.path].content]
