"""Entries → nouns: an editor's input becomes the values that the rest of the program works with. Entries go no further than this."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, TypeVar

from chronicle import model
from chronicle.model import entries

Noun = TypeVar("Noun")


def make_noun(noun: type[Noun], entry: entries.Entry, **made: object) -> Noun:
    """Return a noun with the fields of an entry and the additional fields `made`."""
    return noun(**{**fields_of(entry), **made})


def fields_of(entry: entries.Entry, *without: str) -> dict[str, Any]:
    """Return the fields of an entry, except those in `without`. Entries in them become the nouns of their names: a `QuoteEntry` a `Quote`."""
    return {name: _as_noun(value) for name, value in entry if name not in without}


def _as_noun(value: Any) -> Any:
    if isinstance(value, entries.Entry):
        return make_noun(getattr(model, type(value).__name__.removesuffix("Entry")), value)
    if isinstance(value, dict):
        return {key: _as_noun(one) for key, one in value.items()}
    return tuple(map(_as_noun, value)) if isinstance(value, tuple) else value


def make_drawing(entry: entries.DrawingEntry) -> model.Drawing:
    """Return a drawing with its pieces parsed."""
    return model.Drawing(tuple(map(model.parse_piece, entry.pieces)))


# Kind → the function that makes a noun of an entry. `relations` makes those of relations; words stay as they were written.
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
