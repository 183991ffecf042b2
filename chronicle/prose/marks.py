"""Marks: single characters inserted into a text before Markdown reads it. Each stands for a position in the file, a block or a slot.

A mark is a private-use character. No text may contain such characters itself, and Markdown passes them through like letters.
So the position in the file of a piece of Markdown's output is known without a search.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from chronicle.prose.slots import Slot

_FIRST = 0xF0000
_SECOND_PLANE = 0x100000
# The last two code points of each of the two planes are noncharacters.
_A_PLANE = 0xFFFE
MOST_MARKS = 2 * _A_PLANE
MARK = re.compile("[\U000f0000-\U0010ffff]")


@dataclass(frozen=True)
class Code:
    """A block of code, as it is shown."""

    text: str
    offset: int


@dataclass(frozen=True)
class Rule:
    """A horizontal rule between two parts of a text."""

    offset: int


@dataclass(frozen=True)
class Tag:
    """The start or end tag of a block element of raw HTML."""

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
        """Return the offset that the first mark of a position in a text stands for; None if there is no such mark."""
        return next((thing for mark in MARK.findall(text) if isinstance(thing := self[mark], int)), None)

    def without_positions(self, text: str) -> str:
        """Return a text without its marks of positions; marks of blocks and slots stay."""
        return MARK.sub(lambda mark: "" if isinstance(self[mark[0]], int) else mark[0], text)

    def structure(self, text: str | None) -> Code | Rule | Tag | None:
        """Return the code, rule or tag that a text stands for; None if the text is not a single mark of one."""
        thing = self[text] if text and len(text) == 1 and MARK.match(text) else None
        return thing if isinstance(thing, Code | Rule | Tag) else None

    def split(self, html: str) -> Iterator[str | Slot]:
        """Yield the pieces of a text: its slots, and the text between them. All other marks are left out."""
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
