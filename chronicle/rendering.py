"""Pages → finished HTML: each page's own template inside the frame that all of them share."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from jinja2 import Environment
from markupsafe import Markup

from chronicle.assets import STYLE_SHEET, Assets
from chronicle.colours import measure_contrasts
from chronicle.jsonld import make_json_ld
from chronicle.model import OutputFile
from chronicle.pages import Link, LocalizedSite, Page, chart_view, list_comparison_pages
from chronicle.prose import fill_charts
from chronicle.sharing import Tags
from chronicle.templating import make_environment, render_template
from chronicle.urls import fixed_path, home_path, output_path

MENU = ("facts", "places", "timeline", "glossary", "sources")
SEARCH_SCRIPT = "search/page.js"
MORE = ("people", "charts", "pictures", "doubtful")


@dataclass(frozen=True)
class RenderedPage:
    """A page as HTML: whole, and the inside of its main element, which is what search reads."""

    page: Page
    html: str
    main: str

    @property
    def file(self) -> OutputFile:
        """The page as a file of the output."""
        return OutputFile(output_path(self.page.path), self.html.encode())


def render_pages(
    pages: list[Page],
    localized_sites: list[LocalizedSite],
    templates: Mapping[str, str],
    assets: Assets,
    shares: Mapping[str, Tags],
    policy: Callable[[bool], str],
) -> list[RenderedPage]:
    """Render every page, `shares` being what each says to sites that show links, `policy` what a browser may load on one that searches or does not.

    Raises ContentError where a template lacks a value.
    """
    environment = make_environment(templates)
    addresses = localized_sites[0].addresses
    environment.globals["root"] = addresses.root
    environment.globals["asset"] = lambda name: addresses.link(assets.files[name].path)
    environment.tests["asset"] = assets.files.__contains__
    environment.globals["modules"] = lambda name: assets.modules[name]
    environment.globals["contrasts"] = measure_contrasts(assets.files[STYLE_SHEET].content.decode())
    environment.globals["main_language"] = localized_sites[0].language
    shared = {localized.language: _shared_context(localized) for localized in localized_sites}
    figures, unanchored = (
        {
            (localized.language, key): _chart_figure(
                environment, localized, shared[localized.language], key, is_anchored
            )
            for localized in localized_sites
            for key in localized.site.charts
        }
        for is_anchored in (True, False)
    )
    paths = {page.path for page in pages}
    rendered = []
    for page in pages:
        context = {**shared[page.language], "page": _head(page, localized_sites, paths), "content": page.content}
        context["share"] = shares.get(page.path, ())
        context["policy"] = policy(SEARCH_SCRIPT in page.scripts)
        main = render_template(environment, f"pages/{page.kind}.html", context)
        # Where a chart stands in two languages, the row has the anchor.
        main = fill_charts(main, unanchored if page.kind == "parallel" else figures)
        html = render_template(environment, "base.html", {**context, "main": Markup(main)})
        rendered.append(RenderedPage(page, html, main))
    return rendered


def _chart_figure(
    environment: Environment, localized: LocalizedSite, shared: Mapping[str, Any], key: str, is_anchored: bool
) -> str:
    """Return a chart as it stands in a text, where its title is no heading."""
    chart = chart_view(localized, key) | ({} if is_anchored else {"anchor": ""})
    return render_template(environment, "parts/chart.html", {**shared, "chart": chart, "heading": False})


def _shared_context(localized: LocalizedSite) -> dict[str, Any]:
    """Return what every page of a language shows: the site's own texts, the menu, the parts."""
    settings, language, words = localized.site.settings, localized.language, localized.words
    site = {
        "title": settings.title[language],
        "subtitle": settings.subtitle[language],
        "description": settings.description[language],
        "license": settings.license[language],
        "license_url": settings.license_url,
        "updated": localized.day(settings.updated),
    }
    return {
        "site": site,
        "words": words,
        "count": words.count,
        "menu_links": [Link(words[f"menu.{page}"], localized.link(fixed_path(language, page))) for page in MENU],
        "more_links": list_comparison_pages(localized)
        + [
            Link(words[f"{page}.title"], localized.link(fixed_path(language, page)))
            for page in MORE
            if page != "charts" or localized.site.charts
        ]
        + [localized.text_link(page) for key, page in localized.site.pages.items() if key != "home"]
        + list(localized.parallel_links(home_path(language), word="parallel.title")),
        "part_links": [localized.text_link(part.opening) for part in localized.site.parts],
    }


def _report_link(page: Page, localized: LocalizedSite) -> str:
    """Return where a mistake on a page is reported, with the page's address and title where the setting has room for them."""
    told = {"{url}": localized.addresses.absolute(page.path), "{title}": page.title}
    return re.sub(r"\{(?:url|title)\}", lambda name: quote(told[name[0]], safe=""), localized.site.settings.report_url)


def _head(page: Page, localized_sites: list[LocalizedSite], paths: set[str]) -> dict[str, Any]:
    """Return a page with its addresses: its own, its twins', and what the head of the document says of them."""
    localized = next(one for one in localized_sites if one.language == page.language)
    addresses, words = localized.addresses, localized.words
    is_twinned = page.path.startswith(f"{page.language}/")
    twins = page.twins or (
        {one.language: one.language + page.path.removeprefix(page.language) for one in localized_sites}
        if is_twinned
        else {}
    )
    home = page.kind in ("home", "entrance", "not-found")
    alternates = [
        {"language": language, "url": addresses.absolute(path)}
        for language, path in twins.items()
        if path in paths and not page.twins
    ]
    if page.kind in ("home", "entrance"):
        twins = twins or {one.language: f"{one.language}/" for one in localized_sites}
        alternates = [{"language": language, "url": addresses.absolute(path)} for language, path in twins.items()]
        alternates.append({"language": "x-default", "url": addresses.absolute("")})
    elif alternates:
        alternates.append({"language": "x-default", "url": alternates[0]["url"]})
    names = localized.site.settings.languages
    return {
        **vars(page),
        "json_ld": Markup(make_json_ld(page, localized)),
        "url": addresses.link(page.path),
        "head_title": page.title
        if home
        else words["title.pattern"].format(page=page.title, site=localized.site.settings.title[page.language]),
        "canonical": addresses.absolute(page.path) if page.kind != "not-found" else "",
        "report_url": _report_link(page, localized),
        "alternates": alternates,
        "languages": [
            Link(names[language].name, addresses.link(path), language=language) for language, path in twins.items()
        ],
    }
