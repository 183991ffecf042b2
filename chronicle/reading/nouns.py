"""Entries → nouns: what an editor wrote becomes what the rest of the program works with. Entries go no further than this."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, TypeVar

from chronicle import model
from chronicle.model import entries
from chronicle.problems import Where

Noun = TypeVar("Noun")


def make_noun(noun: type[Noun], entry: entries.Entry, **made: object) -> Noun:
    """Return a noun with the fields of an entry; those that are nouns themselves are given in `made`."""
    return noun(**{**dict(entry), **made})


def make_settings(entry: entries.SettingsEntry) -> model.Settings:
    """Return the settings of a site."""
    languages = {key: _make_language(one) for key, one in entry.languages.items()}
    menu = tuple(make_noun(model.PartGroup, group) for group in entry.menu)
    refrain = make_noun(model.Refrain, entry.refrain) if entry.refrain else None
    doubts = {key: make_noun(model.Doubt, one) for key, one in entry.doubts.items()}
    story = make_noun(model.Story, entry.story) if entry.story else None
    deploy = {key: make_noun(model.Target, target) for key, target in entry.deploy.items()}
    return make_noun(
        model.Settings,
        entry,
        languages=languages,
        menu=menu,
        doubts=doubts,
        refrain=refrain,
        story=story,
        deploy=deploy,
    )


def _make_language(entry: entries.LanguageEntry) -> model.Language:
    return make_noun(model.Language, entry, derived=make_noun(model.Derived, entry.derived) if entry.derived else None)


def make_unit(entry: entries.UnitEntry) -> model.Unit:
    """Return a unit with its conversions."""
    return make_noun(
        model.Unit, entry, convert={key: make_noun(model.Conversion, one) for key, one in entry.convert.items()}
    )


def make_person(entry: entries.PersonEntry) -> model.Person:
    """Return a person with what a source prints of their words."""
    return make_noun(model.Person, entry, quote=make_noun(model.Quote, entry.quote) if entry.quote else None)


def make_drawing(entry: entries.DrawingEntry) -> model.Drawing:
    """Return a drawing, its pieces read."""
    return model.Drawing(tuple(map(model.parse_piece, entry.pieces)))


def make_chart(entry: entries.ChartEntry) -> model.ChartSpec:
    """Return a chart with its rows."""
    return make_noun(model.ChartSpec, entry, rows=tuple(make_noun(model.ChartRow, row) for row in entry.rows))


def make_boundaries(
    entry: entries.BoundaryEntry, polygons: Mapping[str, model.Polygons], where: Where, places: Mapping[str, Where]
) -> model.Boundaries:
    """Return boundaries with who made them."""
    return make_noun(model.Boundaries, entry, polygons=polygons, where=where, places=places)


def make_sources(front_matter: entries.MainFrontMatter) -> tuple[model.SourceMention, ...]:
    """Return the sections of sources that a text rests on."""
    return tuple(make_noun(model.SourceMention, mention) for mention in front_matter.sources)


def make_profile(front_matter: entries.MainFrontMatter) -> model.Profile | None:
    """Return what a county's text says beside its figures; None if it says nothing."""
    return make_noun(model.Profile, front_matter.profile) if front_matter.profile else None


# What the entries of a file become; those of relations are made in `relations`, words stay as they were written.
MAKERS: Mapping[str, Callable[[Any], Any]] = {
    "drawing": make_drawing,
    "person": make_person,
    "unit": make_unit,
    **{
        kind: partial(make_noun, noun)
        for kind, noun in {
            "source": model.Source, "place": model.Place, "term": model.Term, "event": model.Event, "caption": model.Caption,
            "comparison": model.Comparison, "count": model.Count,
        }.items()
    },
}  # fmt: skip
