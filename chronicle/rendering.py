"""Pages → finished HTML: each page's own template inside the frame that all of them share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, partial
from typing import Any

from jinja2 import Environment
from markupsafe import Markup

from chronicle.assets import STYLE_SHEET, Assets
from chronicle.colours import measure_contrasts
from chronicle.head import Head, make_head
from chronicle.lazy import LazyMapping
from chronicle.model import OutputFile
from chronicle.pages import LocalizedSite, Page, find_current
from chronicle.pictures import SharePicture
from chronicle.policy import page_policy
from chronicle.site_view import view_site
from chronicle.templating import render_template
from chronicle.typography import direction_of
from chronicle.urls import language_tag, output_path


@dataclass(frozen=True, slots=True)
class Given:
    """The data from which one page is rendered, besides the data of all pages: the page, its metadata, the charts in its texts."""

    page: Page
    head: Head
    charts: Mapping[tuple[str, str], Markup]


@dataclass(frozen=True, slots=True)
class RenderedPage:
    """A page as HTML, in UTF-8: `size` bytes, of which those from `start` to `end` are the inside of its main element, which search reads.

    `given` is the data that it was rendered from, besides the data of all pages. A page that was written into a folder has no `content`; one that another process rendered has no `given`.
    """

    page: Page
    start: int
    end: int
    size: int
    content: bytes = b""
    given: Given | None = None

    @property
    def html(self) -> str:
        """The page as text. It is not stored, since text with Chinese takes half as much memory again as its bytes."""
        return self.content.decode()

    @property
    def main(self) -> str:
        """The inside of the main element."""
        return self.content[self.start : self.end].decode()

    @property
    def file(self) -> OutputFile:
        """The page as a file of the output."""
        return OutputFile(output_path(self.page.path), self.content)


@dataclass(frozen=True)
class Frame:
    """The data and templates that all pages are rendered with, made once for the site.

    `contexts` is language → what every template receives; `charts` is (language, key) → chart as HTML in a text, `bare_charts` the same
    without anchors; `pictures` is share picture → path; `edit_url` is the pattern of the address at which a page's file can be edited.
    `menus` keeps the menu and contents of the last page rendered in each language, since the next page often has the same.
    """

    localized_sites: Mapping[str, LocalizedSite]
    environment: Environment
    contexts: Mapping[str, Mapping[str, Any]]
    charts: Mapping[tuple[str, str], Markup]
    bare_charts: Mapping[tuple[str, str], Markup]
    pictures: Mapping[SharePicture, str]
    edit_url: str
    menus: dict[str, tuple[object, dict[str, Markup]]] = field(default_factory=dict, compare=False, repr=False)

    def render(self, page: Page, before: RenderedPage | None = None) -> RenderedPage:
        """Render one page; return `before`, which was rendered with a frame that is alike, if the result would be the same.

        Raises ContentError if a template lacks a value.
        """
        page = page.complete
        head = make_head(page, self.localized_sites[page.language], self.pictures, self.edit_url)
        given = Given(page, head, self._charts_of(page))
        if before and before.given == given:
            return before
        addresses = self.localized_sites[page.language].addresses
        main = addresses.settle(self.render_main(page), page.path)
        context = {
            **self._context(page),
            **self._menu_of(page),
            "head": head,
            "policy": page_policy(page.kind.searches, page.kind.installs),
            "main": Markup(main),
        }
        html = addresses.settle(render_template(self.environment, "base.html", context), page.path)
        content, inside = html.encode(), main.encode()
        start = content.index(inside)
        return RenderedPage(page, start, start + len(inside), len(content), content, given)

    def render_main(self, page: Page) -> str:
        """Render the inside of a page's main element."""
        return render_template(self.environment, page.kind.template, self._context(page))

    def with_charts(self) -> Frame:
        """Return the frame with all charts drawn, so that this is done once, before the frame is shared with other processes or stored."""
        return replace(self, charts=dict(self.charts), bare_charts=dict(self.bare_charts))

    def is_like(self, other: Frame) -> bool:
        """Return whether equal pages are rendered alike with both frames, if templates and assets are the same."""
        return self._shared == other._shared

    @property
    def _shared(self) -> tuple[object, ...]:
        """The data from which all pages are rendered, except templates, assets, and each page's own `Given`."""
        settings = {name: value for name, value in self.environment.globals.items() if not callable(value)}
        views = {language: context["site"] for language, context in self.contexts.items()}
        site = next(iter(self.localized_sites.values())).site
        return settings, views, site.words, site.settings

    def _charts_of(self, page: Page) -> dict[tuple[str, str], Markup]:
        """Return (language, key) → chart for the charts that the texts of a page mention."""
        charts = self.bare_charts if page.kind.is_parallel else self.charts
        outlines = self.localized_sites[page.language].outlines
        keys = {key for half in page.halves for kind, key in outlines[half.path].mentions if kind == "chart"}
        return {place: charts[place] for place in charts if place[1] in keys}

    def _menu_of(self, page: Page) -> dict[str, Markup]:
        """Return the menu and the contents of a page as HTML, by the names of their parts."""
        shared = self.contexts[page.language]
        current = find_current(shared["site"].menu, page)
        shown = {"current": current, "current_as": "page" if current == page.path else "true"}
        before, menu = self.menus.get(page.language, (None, {}))
        if before != shown:
            context = {**shared, **shown}
            parts = {name: f"parts/{name}.html" for name in ("menu", "contents")}
            menu = {name: Markup(render_template(self.environment, part, context)) for name, part in parts.items()}
            self.menus[page.language] = shown, menu
        return menu

    def _context(self, page: Page) -> dict[str, Any]:
        page, shared = page.complete, self.contexts[page.language]
        return {**shared, "page": page, "content": page.content, "charts": self._charts_of(page)}


def make_frame(
    pages: Sequence[Page],
    localized_sites: Sequence[LocalizedSite],
    environment: Environment,
    assets: Assets,
    pictures: Mapping[SharePicture, str],
    is_staging: bool = False,
    downloads: Sequence[OutputFile] = (),
    edit_url: str = "",
    is_installed: bool = True,
) -> Frame:
    """Return the frame that all pages are rendered with; the menu has the titles of the pages. Pages of a staging site are closed to search engines. Raises ContentError as `Frame.render` does."""
    set_up_environment(environment, localized_sites[0], assets, is_staging, is_installed)
    contexts = {
        one.language: {"site": view_site(pages, one, downloads), "words": one.words, "count": one.words.count}
        for one in localized_sites
    }
    by_language = {localized.language: localized for localized in localized_sites}
    places = [(localized.language, key) for localized in localized_sites for key in localized.charts]
    charts, bare_charts = (
        LazyMapping(places, partial(_render_chart, environment, by_language, contexts, is_anchored))
        for is_anchored in (True, False)
    )
    return Frame(by_language, environment, contexts, charts, bare_charts, pictures, edit_url)


def set_up_environment(
    environment: Environment,
    main: LocalizedSite,
    assets: Assets,
    is_staging: bool,
    is_installed: bool = True,
) -> None:
    """Give templates the data that is the same on every page: addresses of paths and files, scripts, contrasts, the main language."""
    environment.filters["url"] = main.addresses.link
    environment.filters["tag"] = language_tag
    # If all languages run from left to right, no `dir` is needed: browsers assume this.
    directions = {key: direction_of(locale) for key, locale in main.site.locales.items()}
    has_both = "rtl" in directions.values()

    @cache
    def tell_language(language: str) -> Markup:
        """Return the HTML attributes of a text in a language: `lang`, and `dir` on a site that has a script from right to left."""
        tag, way = language_tag(language), directions.get(language, "ltr")
        return Markup('lang="{}" dir="{}"').format(tag, way) if has_both else Markup('lang="{}"').format(tag)

    environment.filters["lang"] = tell_language
    environment.globals["asset"] = lambda name: main.addresses.link(assets.files[name].path)
    environment.tests["asset"] = assets.files.__contains__
    environment.globals["modules"] = lambda name: assets.modules[name]
    environment.globals["contrasts"] = measure_contrasts(assets.files[STYLE_SHEET].content.decode())
    environment.globals["main_language"] = main.language
    environment.globals["root"] = main.addresses.root
    environment.globals["is_offline"] = main.addresses.is_offline
    environment.globals["is_staging"] = is_staging
    environment.globals["is_installed"] = is_installed and not main.addresses.is_offline


def _render_chart(
    environment: Environment,
    localized_sites: Mapping[str, LocalizedSite],
    contexts: Mapping[str, Mapping[str, Any]],
    is_anchored: bool,
    place: tuple[str, str],
) -> Markup:
    """Return the chart of `place`, a (language, key), as HTML for a text, where its title is no heading."""
    language, key = place
    chart = localized_sites[language].charts[key]
    shown = {"chart": chart if is_anchored else replace(chart, anchor=""), "heading": False, "alone": False}
    return Markup(render_template(environment, "parts/chart.html", {**contexts[language], **shown}))
