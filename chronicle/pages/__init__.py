"""Site and bodies → every page, as finished values: templates receive them and search for nothing.

One function per kind of page, listed in `MAKERS`; each makes its pages in one language. The entrance and the page for
addresses that do not exist are made once, in all languages; those that show two languages side by side, once for each pair.
"""

from __future__ import annotations

from chronicle.pages.charts import chart_rows, chart_view, make_charts
from chronicle.pages.comparisons import make_compare
from chronicle.pages.lists import (
    make_doubtful,
    make_facts,
    make_glossary,
    make_search,
    make_sheets,
    make_sources,
)
from chronicle.pages.localized import Link, LocalizedSite, Page, localize_site
from chronicle.pages.maps import list_comparison_pages, make_map
from chronicle.pages.parallel import make_parallels
from chronicle.pages.patterns import make_patterns
from chronicle.pages.registers import make_people, make_pictures, make_place_pages, make_places, make_timeline
from chronicle.pages.texts import is_county, make_chapters, make_home, make_parts, make_standalone
from chronicle.urls import home_path

__all__ = [
    "Link",
    "LocalizedSite",
    "Page",
    "chart_rows",
    "chart_view",
    "is_county",
    "list_comparison_pages",
    "localize_site",
    "make_pages",
]  # fmt: skip

MAKERS = (
    make_home,
    make_parts,
    make_chapters,
    make_standalone,
    make_facts,
    make_sheets,
    make_doubtful,
    make_sources,
    make_glossary,
    make_places,
    make_place_pages,
    make_people,
    make_timeline,
    make_pictures,
    make_map,
    make_compare,
    make_charts,
    make_search,
    make_patterns,
)


def make_pages(localized_sites: list[LocalizedSite]) -> list[Page]:
    """Return every page of the site in every language."""
    pages = [page for localized in localized_sites for make in MAKERS for page in make(localized)]
    return [make_entrance(localized_sites), make_not_found(localized_sites), *pages, *make_parallels(localized_sites)]


def make_entrance(localized_sites: list[LocalizedSite]) -> Page:
    """The entrance: a choice of language that needs no script."""
    choices = [
        {
            "language": one.language,
            "name": one.site.settings.languages[one.language].name,
            "title": one.site.settings.title[one.language],
            "summary": one.site.settings.description[one.language],
            "url": one.link(home_path(one.language)),
        }
        for one in localized_sites
    ]
    title = " · ".join(choice["title"] for choice in choices)
    return Page("entrance", localized_sites[0].language, "", title, choices[0]["summary"], {"choices": choices})


def make_not_found(localized_sites: list[LocalizedSite]) -> Page:
    """The page that a host shows for an address that does not exist."""
    choices = [
        {
            "language": one.language,
            "title": one.words["not-found.title"],
            "summary": one.words["not-found.text"],
            "name": one.words["not-found.home"],
            "url": one.link(home_path(one.language)),
        }
        for one in localized_sites
    ]
    title = " · ".join(choice["title"] for choice in choices)
    return Page(
        "not-found", localized_sites[0].language, "404.html", title, choices[0]["summary"], {"choices": choices}
    )
