"""The search page: the words for its script, and links for readers without a script or before a query."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from chronicle.figures import separators
from chronicle.pages.groups import Group
from chronicle.pages.links import Link
from chronicle.pages.localized import LocalizedSite
from chronicle.pages.page import Page, PageKind, fixed_page
from chronicle.urls import (
    home_path,
    term_list,
)

SEARCH_MESSAGES = (
    "busy",
    "none",
    "failed",
    "instead",
    "quoted",
    "and",
    "partial",
    "ignored",
    "counting",
    "who",
    "numerals",
)


@dataclass(frozen=True)
class SearchPage:
    """The search page: `messages` are the words for its script; all else is shown without a script or before a query."""

    messages: Mapping[str, object]
    ways: tuple[Link, ...]
    examples: tuple[str, ...]
    lists: tuple[Group[Link], ...]


def make_search(kind: PageKind, localized: LocalizedSite) -> Iterator[Page]:
    """Yield the search page; its script loads the index. Without a script it links to the parts, to the places with a seat, and to the lists of names."""
    words, language, site = localized.words, localized.language, localized.site
    counted = words.forms("search.count")
    forms = counted if isinstance(counted, Mapping) else {"other": counted, "one": counted}
    messages: dict[str, object] = {**{key: str(words.pattern(f"search.{key}")) for key in SEARCH_MESSAGES}, **forms}
    messages["numerals"] = ", ".join(map(str, site.words["search.numerals"].values()))
    messages["sign"], _ = separators(site.locales[language])
    messages["sentences"] = str(words.pattern("chart.sentences"))
    messages["comparing"] = words.listed("search.comparing")
    messages["languages"] = {key: one.name for key, one in site.settings.languages.items()}
    has = {
        "places": bool(site.places),
        "glossary": any(term_list(one.kind) == "glossary" for one in site.terms.values()),
    }
    ways = (
        Link(words["search.contents"], home_path(language)),
        *(localized.page_link(name) for name in has if has[name]),
    )
    parts = tuple(localized.text_link(part.opening) for part in site.parts)
    seats = tuple(
        Link(site.places[key].name[language], localized.place_path(key), face=localized.place_face(key))
        for key in site.seats
    )
    figure, _ = localized.first_figure(site.settings.highlights)
    lists = (
        Group("parts", words["home.parts"], parts),
        Group("places", words["places.title"], seats),
    )
    content = SearchPage(
        messages,
        ways,
        tuple(filter(None, (*words.listed("search.queries"), figure))),
        tuple(one for one in lists if one.items),
    )
    yield fixed_page(kind, localized, content)
