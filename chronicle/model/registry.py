"""The registry: for every kind of entry, which entries exist, where they are, and which could not be read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from chronicle.problems import Where

Location = tuple[str | int, ...]


@dataclass(frozen=True)
class Document:
    """A YAML text as plain dictionaries, lists and strings, with the place of every key and value.

    `keys` are the places of all keys and items of lists; `values` are the places of the values that do not stand `beside` their keys.
    """

    path: str
    data: Any
    keys: Mapping[Location, Where]
    values: Mapping[Location, Where]
    lines: Sequence[str] = field(default=(), repr=False)

    def where(self, *location: str | int) -> Where:
        """Return the place of a key; if it was not written, the place of the nearest enclosing key or item that was."""
        while location and location not in self.keys:
            location = location[:-1]
        return self.keys.get(location, Where(self.path, self._first_line()))

    def where_value(self, *location: str | int) -> Where:
        """Return the place of a value; if the value was not written, the same as `where`."""
        found = self.values.get(location) or self.keys.get(location)
        if found is None:
            return self.where(*location)
        return found if location in self.values else beside(found, location[-1])

    def has_no_colon(self, *location: str | int) -> bool:
        """Return whether a name inside braces has no colon and value: `two` in {zh: 甲, en: one, two}."""
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


def beside(key: Where, step: str | int) -> Where:
    """Return where the value of a key usually stands: behind its colon and a space. The value of an item is the item itself."""
    return key if isinstance(step, int) else key._replace(column=key.column + len(step) + 2)


@dataclass(frozen=True, slots=True)
class Reference:
    """A key in YAML or front matter that names an entry of another file: the kind and key of that entry, and where the key is written."""

    kind: str
    key: str
    where: Where


@dataclass(frozen=True, slots=True)
class Spot:
    """Where an entry stands: a location in a document."""

    document: Document
    location: Location = ()

    def where(self, *field: str | int) -> Where:
        """Return the place of a field's value, or of the nearest enclosing key that was written; without a field, the place of the entry."""
        return (self.document.where_value if field else self.document.where)(*self.location, *field)


@dataclass(frozen=True)
class Registry:
    """All entries by kind and key, with or without mistakes, and what is unknown because it could not be read.

    `unread` is kind → keys that may exist in a file that could not be read; `""` stands for any key, and for facts the name of
    a sheet stands for all its facts. `broken` is kind → keys of entries with mistakes, which have no noun. `homes` is kind →
    the file or folder in which an editor writes entries of the kind.
    """

    spots: Mapping[str, Mapping[str, Spot]] = field(default_factory=dict)
    unread: Mapping[str, frozenset[str]] = field(default_factory=dict)
    broken: Mapping[str, frozenset[str]] = field(default_factory=dict)
    homes: Mapping[str, str] = field(default_factory=dict)

    def exists(self, kind: str, key: str) -> bool:
        """Return whether an entry was written, with mistakes or without."""
        return key in self.spots.get(kind, {})

    def lacks(self, kind: str, key: str) -> bool:
        """Return whether an entry certainly does not exist: it was not found, and every file that may contain it could be read."""
        unread = self.unread.get(kind, frozenset())
        return not (self.exists(kind, key) or unread & {"", key, key.partition(".")[0]})

    def is_whole(self, *kinds: str) -> bool:
        """Return whether every entry of these kinds could be read, so that an entry that is not found does not exist."""
        return not any(self.unread.get(kind) or self.broken.get(kind) for kind in kinds)

    def keys(self, kind: str) -> tuple[str, ...]:
        """Return the keys of a kind that were written, in their order."""
        return tuple(self.spots.get(kind, ()))

    def lines(self, kind: str, key: str) -> Sequence[str]:
        """Return the lines of the file that contains an entry. Raises KeyError for an entry that does not exist."""
        return self.spots[kind][key].document.lines

    def without_places(self, *kinds: str) -> Registry:
        """Return the registry without the documents of these kinds: it still tells which entries exist, but not where they are."""
        nowhere = Spot(Document("", None, {}, {}))
        return replace(
            self, spots={**self.spots, **{kind: dict.fromkeys(self.spots.get(kind, ()), nowhere) for kind in kinds}}
        )

    def where(self, kind: str, key: str, *field: str | int) -> Where:
        """Return the place of an entry, or of the value of one of its fields. Raises KeyError for an entry that does not exist."""
        return self.spots[kind][key].where(*field)


def _texts(data: Any, location: Location) -> Iterator[tuple[Location, str]]:
    if isinstance(data, str):
        yield location, data
        return
    for name, value in data.items() if isinstance(data, dict) else enumerate(data or ()):
        yield from _texts(value, (*location, name))
