"""YAML events → plain values with the place of each.

YAML is read from its events, so that each value keeps its place and a scalar stays the text that was written: `no`, `2019`
and `1.10` are not turned into something else. Anchors, aliases and tags are refused: content has no use for them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from chronicle.problems import ContentError, Problem, Where

Location = tuple[str | int, ...]

MAX_DEPTH = 20

# Control characters, marks of direction, spaces without width and the like: what an editor does not show.
_UNSEEN = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff]"
)


@dataclass(frozen=True)
class Document:
    """A YAML text as plain dictionaries, lists and strings, with the place of every key and value."""

    path: str
    data: Any
    keys: Mapping[Location, Where]
    values: Mapping[Location, Where]

    def where(self, *location: str | int) -> Where:
        """Return the place of a key, or of the nearest thing around it that was written."""
        while location and location not in self.keys:
            location = location[:-1]
        return self.keys.get(location, Where(self.path, self._first_line()))

    def where_value(self, *location: str | int) -> Where:
        """Return the place of a value, or of its key where the value was not written."""
        return self.values.get(location) or self.where(*location)

    def texts(self) -> Iterator[tuple[Location, str]]:
        """Yield every text in the document with its location."""
        yield from _texts(self.data, ())

    def _first_line(self) -> int:
        return self.values[()].line if () in self.values else 1


def _texts(data: Any, location: Location) -> Iterator[tuple[Location, str]]:
    if isinstance(data, str):
        yield location, data
        return
    for name, value in data.items() if isinstance(data, dict) else enumerate(data or ()):
        yield from _texts(value, (*location, name))


def split_front_matter(text: str, path: str) -> tuple[str, str, int]:
    """Split a chapter into its front matter, its Markdown and the line on which the Markdown begins.

    Raises ContentError where the front matter is missing or never closed.
    """
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        raise ContentError(
            [
                Problem(
                    Where(path),
                    "front-matter",
                    "The front matter is missing.",
                    "Begin the file with a line '---', fields, and a second line '---'.",
                )
            ]
        )
    for number, line in enumerate(lines[1:], 1):
        if line.rstrip() == "---":
            return "\n".join(["", *lines[1:number]]), "\n".join(lines[number + 1 :]), number + 2
    raise ContentError(
        [
            Problem(
                Where(path),
                "front-matter",
                "The front matter that opens here is never closed.",
                "Put a line '---' below its last field.",
            )
        ]
    )


def parse_yaml(text: str, path: str) -> Document:
    """Read one YAML text.

    Raises ContentError for a syntax error, a key that stands twice, an anchor, an alias, a tag, or a character that cannot be seen.
    """
    unseen = [
        _unseen(Where(path, number, found.start() + 1), found[0])
        for number, line in enumerate(text.split("\n"), 1)
        if (found := _UNSEEN.search(line))
    ]
    if unseen:
        raise ContentError(unseen)
    composer = _Composer(path)
    try:
        data = composer.compose(yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = Where(path, mark.line + 1, mark.column + 1) if mark else Where(path)
        hint = "Check the indentation, and put text that has ': ' or '#' in it between quotation marks."
        raise ContentError(
            [Problem(where, "yaml-syntax", f"This is not valid YAML: {error.problem}.", hint)]
        ) from error
    if composer.problems:
        raise ContentError(composer.problems)
    return Document(path, data, composer.keys, composer.values)


def _unseen(where: Where, character: str) -> Problem:
    hint = "Delete it; if nothing seems to stand there, type the line anew."
    return Problem(
        where, "unseen-character", f"The character U+{ord(character):04X} stands here, which cannot be seen.", hint
    )


class _Composer:
    """Builds plain values from YAML events and notes where each began."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.keys: dict[Location, Where] = {}
        self.values: dict[Location, Where] = {}
        self.problems: list[Problem] = []

    def compose(self, events: Iterator[yaml.Event]) -> Any:
        data: Any = None
        documents = 0
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self._refuse(
                        event, "yaml-documents", "A second YAML document begins here.", "Keep one document to a file."
                    )
                data = self._node(events, next(events), ())
        return data

    def _node(self, events: Iterator[yaml.Event], event: yaml.Event, location: Location) -> Any:
        self.values[location] = self._where(event)
        self._check_event(event)
        if len(location) > MAX_DEPTH:
            self._refuse(
                event,
                "too-deep",
                f"Values are nested more than {MAX_DEPTH} deep here.",
                "Check the brackets and the indentation.",
            )
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(events, location)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(events, location)
        return event.value

    def _mapping(self, events: Iterator[yaml.Event], location: Location) -> dict[str, Any]:
        mapping: dict[str, Any] = {}
        while not isinstance(event := next(events), yaml.MappingEndEvent):
            self._check_event(event)
            if not isinstance(event, yaml.ScalarEvent):
                self._refuse(
                    event,
                    "yaml-key",
                    "A list or a mapping cannot be the name of a field.",
                    "Write the name as plain text.",
                )
            key = event.value
            if key in mapping:
                first = self.keys[(*location, key)]
                message = f"The field '{key}' stands twice; it stood on line {first.line} before."
                self.problems.append(
                    Problem(
                        self._where(event),
                        "repeated-field",
                        message,
                        "Keep one of them, or give the second another name.",
                    )
                )
            self.keys[(*location, key)] = self._where(event)
            mapping[key] = self._node(events, next(events), (*location, key))
        return mapping

    def _sequence(self, events: Iterator[yaml.Event], location: Location) -> list[Any]:
        items: list[Any] = []
        while not isinstance(event := next(events), yaml.SequenceEndEvent):
            here = (*location, len(items))
            self.keys[here] = self._where(event)
            items.append(self._node(events, event, here))
        return items

    def _check_event(self, event: yaml.Event) -> None:
        """Refuse what content has no use for, in a key as in a value."""
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) or getattr(event, "tag", None):
            self._refuse(
                event,
                "yaml-anchor",
                "Anchors (&), aliases (*) and tags (!) are not used in content.",
                "Write the value itself.",
            )
        if isinstance(event, yaml.ScalarEvent) and (found := _UNSEEN.search(event.value)):
            self.problems.append(_unseen(self._where(event), found[0]))

    def _where(self, event: yaml.Event) -> Where:
        return Where(self.path, event.start_mark.line + 1, event.start_mark.column + 1)

    def _refuse(self, event: yaml.Event, rule: str, message: str, hint: str) -> None:
        raise ContentError([*self.problems, Problem(self._where(event), rule, message, hint)])
