"""The kinds of pages: one record for each, with everything that the program needs to know about the kind.

A new kind of page needs a line in `PAGE_KINDS`, a maker with a dataclass for its template, the template, and its words.
Pages are made in the order of `PAGE_KINDS`; menus and the sitemap have the same order.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from operator import attrgetter

from chronicle.model import Text
from chronicle.navigation import home_texts, openings, parallel_texts, standalone_texts
from chronicle.pages.captions import make_pictures
from chronicle.pages.changes import make_changes
from chronicle.pages.chart_pages import make_chart_pages, make_charts
from chronicle.pages.comparisons import make_compare
from chronicle.pages.doubtful import make_doubtful
from chronicle.pages.entrances import make_entrance, make_not_found, make_not_kept
from chronicle.pages.home import make_home
from chronicle.pages.localized import LocalizedSite
from chronicle.pages.maps import make_map
from chronicle.pages.page import Page, PageKind, TextMaker, in_each_language
from chronicle.pages.parallel import LanguagePair, language_pairs, make_parallel_text, make_parallels
from chronicle.pages.patterns import make_patterns
from chronicle.pages.people import make_people
from chronicle.pages.places import make_place_pages, make_places
from chronicle.pages.search_page import make_search
from chronicle.pages.sheets import make_facts, make_sheets
from chronicle.pages.sources import make_sources
from chronicle.pages.status import make_status, update_status
from chronicle.pages.terms import make_terms
from chronicle.pages.texts import make_chapter, make_part, make_standalone
from chronicle.pages.timeline import make_timeline
from chronicle.urls import in_language

# Compressed bytes: of the HTML, and of everything that a first visit to the page loads, of which 12.8 kB are the style sheet.
SMALL = (10_500, 26_500)
READING = ("reading/page.js",)
LISTS = ("lists.js",)
MAP = ("map.css",)
HOME = ("home.css",)
SHEET = ("sheet.css",)

# fmt: off
PAGE_KINDS = (
    PageKind("entrance", make_entrance, SMALL, is_searched=False, is_framed=False, styles=HOME),
    PageKind("not-found", make_not_found, SMALL, is_searched=False, is_listed=False, is_addressed=False, scripts=("not-found.js",), styles=HOME),
    PageKind("not-kept", make_not_kept, SMALL, is_searched=False, is_listed=False, is_framed=False, is_addressed=False, styles=HOME),
    PageKind("home", TextMaker(home_texts, make_home), (30_000, 44_000), has_cards=True, installs=True, scripts=READING, styles=HOME),
    PageKind("part", TextMaker(openings, make_part), (12_500, 31_000), has_cards=True, scripts=READING, schema_type="Article"),
    # Chapters made from a newspaper page have the most figures, up to 113; all others have at most 14 kB.
    PageKind("chapter", TextMaker(attrgetter("chapters"), make_chapter), (21_600, 41_000), has_cards=True, scripts=READING, schema_type="Article", share_type="article"),
    PageKind("facts", in_each_language(make_facts), SMALL, menu="data", schema_type="Dataset"),
    PageKind("sheet", in_each_language(make_sheets), (14_700, 30_400), schema_type="Dataset", styles=SHEET),
    # Its small drawings have names and figures.
    PageKind("charts", in_each_language(make_charts, attrgetter("charts")), (14_000, 29_800), menu="data", scripts=LISTS),
    PageKind("chart", in_each_language(make_chart_pages), SMALL, schema_type="Dataset", styles=("chart.css",)),
    # The table of each measure has the faces of all places.
    PageKind("map", in_each_language(make_map), (13_500, 30_000), menu="data", scripts=("choice.js",), styles=MAP),
    # Its own style sheet has 1.3 kB, for the choice of places and the bars in its cells.
    PageKind("compare", in_each_language(make_compare), (12_000, 30_400), menu="data", scripts=("compare.js",), styles=("compare.css",)),
    PageKind("doubtful", in_each_language(make_doubtful), (24_600, 41_000), menu="data", scripts=LISTS, styles=("doubtful.css",)),
    # It exists only if the site was compared with an earlier edition; its length depends on the changes.
    PageKind("changes", in_each_language(make_changes), (24_000, 38_500), menu="reference", is_searched=False),
    PageKind("timeline", in_each_language(make_timeline, attrgetter("events")), (15_000, 31_000), menu="reference", scripts=LISTS, styles=("timeline.css",)),
    # Some people have a quote, in two languages.
    PageKind("people", in_each_language(make_people, attrgetter("people")), (9_500, 25_000), menu="reference", scripts=LISTS),
    PageKind("places", in_each_language(make_places, attrgetter("places")), (21_500, 37_000), menu="reference", scripts=LISTS),
    PageKind("place", in_each_language(make_place_pages), (12_000, 27_500)),
    PageKind("glossary", in_each_language(make_terms), (36_000, 48_000), menu="reference", scripts=LISTS),
    PageKind("codes", in_each_language(make_terms), SMALL, menu="reference", scripts=LISTS),
    PageKind("organisations", in_each_language(make_terms), SMALL, menu="reference", scripts=LISTS),
    # Each heading of a source has links to the chapters that use it.
    PageKind("sources", in_each_language(make_sources), (16_000, 31_000), menu="reference"),
    # The faces of the places are 1.5 kB.
    PageKind("pictures", in_each_language(make_pictures, attrgetter("captions")), (18_500, 34_000), menu="reference", scripts=LISTS),
    PageKind("page", TextMaker(standalone_texts, make_standalone), SMALL, has_cards=True, scripts=READING, menu="reference", schema_type="Article"),
    # The script is counted, but not the index, which is loaded for the first query.
    PageKind("search", in_each_language(make_search), (16_500, 55_500), is_searched=False, is_listed=False, searches=True, installs=True, scripts=("search/page.js",), styles=("search.css",)),
    # Every part of the interface at once, with the style sheet of the map.
    PageKind("patterns", in_each_language(make_patterns), (19_100, 41_800), has_cards=True, scripts=READING, styles=(*MAP, *HOME, *SHEET), is_searched=False, is_listed=False),
    # For editors: it has a row for each text.
    PageKind("status", make_status, (10_500, 25_000), is_searched=False, is_listed=False, update=update_status),
    PageKind("parallels", make_parallels, (16_000, 31_000), menu="reference", is_searched=False),
    # A chapter twice.
    PageKind("parallel", TextMaker(parallel_texts, make_parallel_text, language_pairs, LanguagePair.has), (23_500, 43_000), has_cards=True, scripts=READING, is_searched=False, is_listed=False, is_parallel=True),
)
# fmt: on


def make_text_pages(localized_sites: Sequence[LocalizedSite], text: Text) -> list[Page]:
    """Return all pages that show the body of a text, of every kind and in every language."""
    made = ((kind, kind.make) for kind in PAGE_KINDS)
    pages = [
        page for kind, make in made if isinstance(make, TextMaker) for page in make.of(kind, localized_sites, text)
    ]
    return _with_written_pictures(pages, localized_sites)


def update_pages(pages: Iterable[Page], localized_sites: Sequence[LocalizedSite], text: Text) -> list[Page]:
    """Return the pages with data of every text, updated after an edit of one text; `localized_sites` have only the bodies of that text."""
    return [page.kind.update(page, localized_sites, text) for page in pages if page.kind.update]


def make_pages(localized_sites: Sequence[LocalizedSite], kinds: Iterable[PageKind] = PAGE_KINDS) -> list[Page]:
    """Return every page of these kinds, in every language of the site."""
    pages = [page for kind in kinds for page in kind.make(kind, localized_sites)]
    return _with_written_pictures(pages, localized_sites)


def _with_written_pictures(pages: list[Page], localized_sites: Sequence[LocalizedSite]) -> list[Page]:
    """Return the pages; those in a derived language have the share picture of the same page in the language that they are derived from."""
    if not localized_sites[0].site.derived:
        return pages
    homes = {one.language: one.home_picture for one in localized_sites}
    pictures = {page.path: page.picture or homes[page.language] for page in pages}
    origins = {one.language: one.written for one in localized_sites if one.written != one.language}
    return [
        replace(page, picture=pictures[in_language(page.path, page.language, origins[page.language])])
        if page.language in origins
        else page
        for page in pages
    ]
