"""The profile of a county: statements of its chapter's front matter, its figures, and links to more."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from heapq import nsmallest
from itertools import groupby
from math import cos, hypot, radians

from chronicle.model import Profile, Site, Text
from chronicle.pages.columns import county_link
from chronicle.pages.doubtful import doubts_link
from chronicle.pages.facts import FactView
from chronicle.pages.links import Link
from chronicle.pages.localized import LocalizedSite
from chronicle.pages.maps import list_comparison_pages

UNDATED = "9999"
NEAREST = 3


@dataclass(frozen=True)
class ProfileRow:
    """A row of a county's profile: a text, figures or links. `is_way` tells whether it only links to pages that books do not have."""

    label: str
    text: str = ""
    facts: tuple[FactView, ...] = ()
    links: tuple[Link, ...] = ()
    is_way: bool = False


def is_county(site: Site, chapter: Text) -> bool:
    """Return whether a chapter is the one on a county-level unit, which is a place with a seat."""
    return chapter.place in site.seats


def make_profile(localized: LocalizedSite, chapter: Text) -> tuple[ProfileRow, ...]:
    """Return the rows of a county's profile; empty for a chapter that has no profile and is not about a county."""
    if chapter.profile is None and not is_county(localized.site, chapter):
        return ()
    rows = [*_told_rows(localized, chapter.profile or Profile()), *_figure_rows(localized, chapter)]
    if doubts := doubts_link(localized, chapter.place):
        rows.append(ProfileRow(localized.words["doubtful.title"], links=(doubts,)))
    return (*rows, *_place_rows(localized, chapter.place))


def find_nearest(site: Site, key: str) -> list[str]:
    """Return the `NEAREST` places whose seats are nearest to that of a place, the nearest first; none if the place has no seat."""
    seats = site.seats
    if key not in seats:
        return []
    east, north = seats[key]

    def distance(one: str) -> float:
        return hypot((seats[one][0] - east) * cos(radians(north)), seats[one][1] - north)

    return nsmallest(NEAREST, seats.keys() - {key}, key=lambda one: (distance(one), one))


def _told_rows(localized: LocalizedSite, profile: Profile) -> Iterator[ProfileRow]:
    told = {
        "left": localized.period(profile.left),
        "industries": profile.industries.get(localized.language, ""),
        "partner": profile.partner.get(localized.language, ""),
    }
    for name, text in told.items():
        if text:
            yield ProfileRow(localized.words[f"profile.{name}"], text)


def _figure_rows(localized: LocalizedSite, chapter: Text) -> Iterator[ProfileRow]:
    """Yield the county's figures of the measures that profiles show, those with the same label in one row.

    A measure is left out if all its figures are highlights of the chapter.
    """
    site, language = localized.site, localized.language
    own = site.facts_of.get(chapter.place, ())
    for measure in site.settings.profile:
        facts = [fact for fact in own if fact.measure == measure]
        if all(fact.id in chapter.highlights for fact in facts):
            continue
        facts.sort(key=lambda fact: (fact.label[language], fact.as_of or UNDATED))
        for label, group in groupby(facts, key=lambda fact: fact.label[language]):
            yield ProfileRow(label, facts=tuple(localized.facts[fact.id] for fact in group))


def _place_rows(localized: LocalizedSite, key: str) -> Iterator[ProfileRow]:
    """Yield links to the places near a place, to its fact sheets, to its own page, and to the map and the comparison."""
    site, words = localized.site, localized.words
    if key not in site.places:
        return
    if nearest := find_nearest(site, key):
        yield ProfileRow(words["profile.near"], links=tuple(county_link(localized, one) for one in nearest))
    if sheets := dict.fromkeys(fact.sheet for fact in site.facts_of.get(key, ())):
        yield ProfileRow(words["profile.data"], links=tuple(map(localized.sheet_link, sheets)), is_way=True)
    everything = Link(words["profile.everything"], localized.place_path(key))
    yield ProfileRow(words["profile.more"], links=(everything, *list_comparison_pages(localized)), is_way=True)
