"""Entries → nouns: what an editor wrote becomes what the rest of the program works with. Entries go no further than this."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, TypeVar

from chronicle import model
from chronicle.model import entries

Noun = TypeVar("Noun")


def make_noun(noun: type[Noun], entry: entries.Entry, **made: object) -> Noun:
    """Return a noun with the fields of an entry, and those that are `made` besides."""
    return noun(**{**fields_of(entry), **made})


def fields_of(entry: entries.Entry, *without: str) -> dict[str, Any]:
    """Return the fields of an entry but for some. Entries in them become the nouns of their names: a `QuoteEntry` a `Quote`."""
    return {name: _as_noun(value) for name, value in entry if name not in without}


def _as_noun(value: Any) -> Any:
    if isinstance(value, entries.Entry):
        return make_noun(getattr(model, type(value).__name__.removesuffix("Entry")), value)
    if isinstance(value, dict):
        return {key: _as_noun(one) for key, one in value.items()}
    return tuple(map(_as_noun, value)) if isinstance(value, tuple) else value


def make_drawing(entry: entries.DrawingEntry) -> model.Drawing:
    """Return a drawing, its pieces read."""
    return model.Drawing(tuple(map(model.parse_piece, entry.pieces)))


# What the entries of a file become; those of relations are made in `relations`, words stay as they were written.
MAKERS: Mapping[str, Callable[[Any], Any]] = {
    "drawing": make_drawing,
    **{
        kind: partial(make_noun, noun)
        for kind, noun in {
            "unit": model.Unit, "source": model.Source, "place": model.Place, "term": model.Term, "person": model.Person,
            "event": model.Event, "caption": model.Caption, "comparison": model.Comparison, "count": model.Count,
        }.items()
    },
}  # fmt: skip
