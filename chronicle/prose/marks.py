"""Marks: single characters put into a text before Markdown is read. Each stands for a position in the file, or for a thing.

A mark is a character of the planes for private use, which no text may have, so Markdown carries it along as it carries letters.
What comes out of Markdown can then be led back to where it stands in the file, without searching.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from chronicle.prose.slots import Slot

_FIRST = 0xF0000
_SECOND_PLANE = 0x100000
# Each of the two planes ends with two code points that are no characters.
_A_PLANE = 0xFFFE
MOST_MARKS = 2 * _A_PLANE
MARK = re.compile("[\U000f0000-\U0010ffff]")


@dataclass(frozen=True)
class Code:
    """Lines of code, as they are shown."""

    text: str
    offset: int


@dataclass(frozen=True)
class Rule:
    """A line between two parts of a text."""

    offset: int


@dataclass(frozen=True)
class Tag:
    """A tag of raw HTML that holds blocks: its attributes, or where it ends an element."""

    name: str
    attributes: tuple[tuple[str, str], ...]
    is_end: bool
    offset: int


# A number is an offset in the Markdown.
Thing: TypeAlias = int | Code | Rule | Tag | Slot


class Marks:
    """The meanings of the marks in one text."""

    def __init__(self) -> None:
        self._things: list[Thing] = []

    def add(self, thing: Thing) -> str:
        """Return a new mark for a thing. Raises OverflowError after MOST_MARKS of them."""
        number = len(self._things)
        if number >= MOST_MARKS:
            raise OverflowError("no more marks")
        self._things.append(thing)
        return chr(_FIRST + number if number < _A_PLANE else _SECOND_PLANE + number - _A_PLANE)

    def __getitem__(self, mark: str) -> Thing:
        """Return what a mark stands for."""
        number = ord(mark)
        return self._things[number - _FIRST if number < _SECOND_PLANE else number - _SECOND_PLANE + _A_PLANE]

    def offset_in(self, text: str) -> int | None:
        """Return the first position that is marked in a text, if any."""
        return next((thing for mark in MARK.findall(text) if isinstance(thing := self[mark], int)), None)

    def without_positions(self, text: str) -> str:
        """Return a text with no marks but those of things."""
        return MARK.sub(lambda mark: "" if isinstance(self[mark[0]], int) else mark[0], text)

    def structure(self, text: str | None) -> Code | Rule | Tag | None:
        """Return what a paragraph stands for that is a single mark."""
        thing = self[text] if text and len(text) == 1 and MARK.match(text) else None
        return thing if isinstance(thing, Code | Rule | Tag) else None

    def split(self, html: str) -> Iterator[str | Slot]:
        """Yield a text in pieces: what stands between its slots, and these; marks of positions are left out."""
        done = 0
        for mark in MARK.finditer(html):
            if mark.start() > done:
                yield html[done : mark.start()]
            thing = self[mark[0]]
            if not isinstance(thing, int | Code | Rule | Tag):
                yield thing
            done = mark.end()
        if done < len(html):
            yield html[done:]


def without_marks(text: str) -> str:
    """Return a text without any marks."""
    return MARK.sub("", text)
