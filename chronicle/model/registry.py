"""The registry: for every kind of entry, what exists, where it is, and what could not be read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from chronicle.problems import Where

Location = tuple[str | int, ...]


@dataclass(frozen=True)
class Document:
    """A YAML text as plain dictionaries, lists and strings, with the place of every key and value."""

    path: str
    data: Any
    keys: Mapping[Location, Where]
    values: Mapping[Location, Where]
    lines: Sequence[str] = field(default=(), repr=False)

    def where(self, *location: str | int) -> Where:
        """Return the place of a key, or of the nearest thing around it that was written."""
        while location and location not in self.keys:
            location = location[:-1]
        return self.keys.get(location, Where(self.path, self._first_line()))

    def where_value(self, *location: str | int) -> Where:
        """Return the place of a value, or of its key where the value was not written."""
        return self.values.get(location) or self.where(*location)

    def has_no_colon(self, *location: str | int) -> bool:
        """Return whether a name inside braces stands there alone: {zh: 甲, en: one, two}."""
        where, name = self.where(*location), "".join(map(str, location[-1:]))
        behind = "".join(self.lines[where.line - 1 : where.line])[where.column - 1 :].removeprefix(name)
        return bool(name) and not behind.startswith((":", "'", '"', " :"))

    def get(self, *location: str | int) -> Any:
        """Return a value; None if it was not written."""
        data: Any = self.data
        for step in location:
            if isinstance(data, dict):
                data = data.get(step)
            elif isinstance(data, list) and isinstance(step, int) and step < len(data):
                data = data[step]
            else:
                return None
        return data

    def texts(self) -> Iterator[tuple[Location, str]]:
        """Yield every text in the document with its location."""
        yield from _texts(self.data, ())

    def _first_line(self) -> int:
        return self.values[()].line if () in self.values else 1


@dataclass(frozen=True)
class Reference:
    """An entry of another file that YAML or front matter names by its key."""

    kind: str
    key: str
    where: Where


@dataclass(frozen=True)
class Spot:
    """Where an entry stands: a location in a document."""

    document: Document
    location: Location = ()

    def where(self, *field: str | int) -> Where:
        """Return the place of a field's value, or of the nearest thing around it; without a field, the place of the entry."""
        return (self.document.where_value if field else self.document.where)(*self.location, *field)


@dataclass(frozen=True)
class Registry:
    """All entries by kind and key, right or wrong, and what is not known since it could not be read.

    `unread` are the keys of a kind that may exist unseen, `""` where any may; for facts the names of sheets. `broken` are
    entries that exist but have mistakes, so that there is no value of them. `homes` are the files or folders that an editor writes each kind in.
    """

    spots: Mapping[str, Mapping[str, Spot]] = field(default_factory=dict)
    unread: Mapping[str, frozenset[str]] = field(default_factory=dict)
    broken: Mapping[str, frozenset[str]] = field(default_factory=dict)
    homes: Mapping[str, str] = field(default_factory=dict)

    def exists(self, kind: str, key: str) -> bool:
        """Return whether an entry was written, with mistakes or without."""
        return key in self.spots.get(kind, {})

    def lacks(self, kind: str, key: str) -> bool:
        """Return whether an entry was certainly not written: nothing that it may stand in is unread."""
        unread = self.unread.get(kind, frozenset())
        return not (self.exists(kind, key) or unread & {"", key, key.partition(".")[0]})

    def is_whole(self, *kinds: str) -> bool:
        """Return whether every entry of some kinds could be read, so that none is missed if there is none."""
        return not any(self.unread.get(kind) or self.broken.get(kind) for kind in kinds)

    def keys(self, kind: str) -> tuple[str, ...]:
        """Return the keys of a kind that were written, in their order."""
        return tuple(self.spots.get(kind, ()))

    def lines(self, kind: str, key: str) -> Sequence[str]:
        """Return the lines of the file in which an entry stands."""
        return self.spots[kind][key].document.lines

    def without_places(self, *kinds: str) -> Registry:
        """Return the registry with no documents of some kinds: it tells what exists, and no longer where."""
        nowhere = Spot(Document("", None, {}, {}))
        return replace(
            self, spots={**self.spots, **{kind: dict.fromkeys(self.spots.get(kind, ()), nowhere) for kind in kinds}}
        )

    def where(self, kind: str, key: str, *field: str | int) -> Where:
        """Return the place of an entry, or of the value of one of its fields. Raises KeyError for one that does not exist."""
        return self.spots[kind][key].where(*field)


def _texts(data: Any, location: Location) -> Iterator[tuple[Location, str]]:
    if isinstance(data, str):
        yield location, data
        return
    for name, value in data.items() if isinstance(data, dict) else enumerate(data or ()):
        yield from _texts(value, (*location, name))
