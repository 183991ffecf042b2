"""Entries → nouns: what an editor wrote becomes what the rest of the program works with. Entries go no further than this."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, TypeVar

from chronicle.model import (
    Boundaries,
    Caption,
    ChartRow,
    ChartSpec,
    Comparison,
    Conversion,
    Count,
    Derived,
    Doubt,
    Drawing,
    Event,
    Language,
    PartGroup,
    Person,
    Place,
    Polygons,
    Profile,
    Quote,
    Refrain,
    Settings,
    Source,
    SourceMention,
    Story,
    Target,
    Term,
    Unit,
    parse_piece,
)
from chronicle.model.entries import (
    BoundaryEntry,
    ChartEntry,
    DrawingEntry,
    Entry,
    LanguageEntry,
    MainFrontMatter,
    PersonEntry,
    SettingsEntry,
    UnitEntry,
)
from chronicle.problems import Where

Noun = TypeVar("Noun")


def make_noun(noun: type[Noun], entry: Entry, **made: object) -> Noun:
    """Return a noun with the fields of an entry; those that are nouns themselves are given in `made`."""
    return noun(**{**dict(entry), **made})


def make_settings(entry: SettingsEntry) -> Settings:
    """Return the settings of a site."""
    languages = {key: _make_language(one) for key, one in entry.languages.items()}
    menu = tuple(make_noun(PartGroup, group) for group in entry.menu)
    refrain = make_noun(Refrain, entry.refrain) if entry.refrain else None
    doubts = {key: make_noun(Doubt, one) for key, one in entry.doubts.items()}
    story = make_noun(Story, entry.story) if entry.story else None
    deploy = {key: make_noun(Target, target) for key, target in entry.deploy.items()}
    return make_noun(
        Settings,
        entry,
        languages=languages,
        menu=menu,
        doubts=doubts,
        refrain=refrain,
        story=story,
        deploy=deploy,
    )


def _make_language(entry: LanguageEntry) -> Language:
    return make_noun(Language, entry, derived=make_noun(Derived, entry.derived) if entry.derived else None)


def make_unit(entry: UnitEntry) -> Unit:
    """Return a unit with its conversions."""
    return make_noun(Unit, entry, convert={key: make_noun(Conversion, one) for key, one in entry.convert.items()})


def make_person(entry: PersonEntry) -> Person:
    """Return a person with what a source prints of their words."""
    return make_noun(Person, entry, quote=make_noun(Quote, entry.quote) if entry.quote else None)


def make_drawing(entry: DrawingEntry) -> Drawing:
    """Return a drawing, its pieces read."""
    return Drawing(tuple(map(parse_piece, entry.pieces)))


def make_chart(entry: ChartEntry) -> ChartSpec:
    """Return a chart with its rows."""
    return make_noun(ChartSpec, entry, rows=tuple(make_noun(ChartRow, row) for row in entry.rows))


def make_boundaries(
    entry: BoundaryEntry, polygons: Mapping[str, Polygons], where: Where, places: Mapping[str, Where]
) -> Boundaries:
    """Return boundaries with who made them."""
    return make_noun(Boundaries, entry, polygons=polygons, where=where, places=places)


def make_sources(front_matter: MainFrontMatter) -> tuple[SourceMention, ...]:
    """Return the sections of sources that a text rests on."""
    return tuple(make_noun(SourceMention, mention) for mention in front_matter.sources)


def make_profile(front_matter: MainFrontMatter) -> Profile | None:
    """Return what a county's text says beside its figures; None if it says nothing."""
    return make_noun(Profile, front_matter.profile) if front_matter.profile else None


# What the entries of a file become; those of relations are made in `relations`, words stay as they were written.
MAKERS: Mapping[str, Callable[[Any], Any]] = {
    "drawing": make_drawing,
    "person": make_person,
    "unit": make_unit,
    **{
        kind: partial(make_noun, noun)
        for kind, noun in {
            "source": Source, "place": Place, "term": Term, "event": Event, "caption": Caption,
            "comparison": Comparison, "count": Count,
        }.items()
    },
}  # fmt: skip
