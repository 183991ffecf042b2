"""The page of doubtful figures: by place and kind, what the sources print and why it is in doubt."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from chronicle.model import Fact, Relation
from chronicle.pages.clocks import Clocks, make_clocks
from chronicle.pages.facts import FactView
from chronicle.pages.links import Link
from chronicle.pages.localized import LocalizedSite
from chronicle.pages.page import Page, PageKind, fixed_page
from chronicle.urls import fixed_path, with_anchor


@dataclass(frozen=True)
class DoubtItem:
    """A doubt: its figures, and the reason.

    `statement` is the relation between the figures as printed, `expected` says what should hold; both are empty for a single figure.
    """

    key: str
    title: str
    statement: str
    expected: str
    facts: tuple[FactView, ...]
    reason: str


@dataclass(frozen=True)
class DoubtKind:
    """The doubts of one kind about a place; `meaning` explains the kind in a sentence."""

    key: str
    title: str
    meaning: str
    items: tuple[DoubtItem, ...]


@dataclass(frozen=True)
class DoubtfulPlace:
    """All doubts about the figures of a place and of those within it, by kind."""

    key: str
    title: str
    face: Markup
    count: int
    kinds: tuple[DoubtKind, ...]


@dataclass(frozen=True)
class Doubtful:
    """The page of doubtful figures: `count` is the number of doubts, `figures` that of doubtful facts; `kinds` has each kind of doubt on the page once."""

    places: tuple[DoubtfulPlace, ...]
    kinds: tuple[DoubtKind, ...]
    count: int
    figures: int
    clocks: Clocks | None


def make_doubtful(kind: PageKind, localized: LocalizedSite) -> Iterator[Page]:
    """Yield the page of figures that cannot be right or contradict each other; nothing if there are no doubts."""
    doubts = localized.site.doubts
    if not doubts:
        return
    places = tuple(_make_place(localized, place) for place in (*localized.site.places, "") if place in doubts)
    kinds = {kind.key: kind for place in places for kind in place.kinds}
    content = Doubtful(
        places,
        tuple(kinds.values()),
        sum(map(len, doubts.values())),
        sum(fact.doubtful for fact in localized.facts.values()),
        make_clocks(localized),
    )
    yield fixed_page(kind, localized, content)


def doubts_link(localized: LocalizedSite, place: str) -> Link | None:
    """Return the link to the doubts about a place; its title is their number. None if there are no doubts."""
    count = len(localized.site.doubts.get(place, ()))
    path = with_anchor(fixed_path(localized.language, "doubtful"), _anchor(place))
    return Link(localized.words.count("doubtful.count", count), path) if count else None


def _make_place(localized: LocalizedSite, place: str) -> DoubtfulPlace:
    site, language = localized.site, localized.language
    doubts = site.doubts[place]
    kinds = (
        DoubtKind(
            f"kind-{kind or 'none'}",
            *localized.doubt(kind),
            tuple(_make_item(localized, one) for one in doubts if one.doubt == kind),
        )
        for kind in (*site.settings.doubts, "")
    )
    title = site.places[place].name[language] if place else localized.words["doubtful.no-place"]
    return DoubtfulPlace(
        _anchor(place), title, localized.place_face(place), len(doubts), tuple(kind for kind in kinds if kind.items)
    )


def _make_item(localized: LocalizedSite, doubt: Relation | Fact) -> DoubtItem:
    if isinstance(doubt, Fact):
        label, reason = doubt.label[localized.language], doubt.note[localized.language]
        return DoubtItem(doubt.id, label, "", "", (localized.facts[doubt.id],), reason)
    view = localized.relations[doubt.key]
    return DoubtItem(doubt.key, view.why, view.text, view.rule, view.facts, view.contradiction)


def _anchor(place: str) -> str:
    return f"of-{place or 'no-place'}"
