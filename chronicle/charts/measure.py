"""How wide a text is, as far as can be told without the reader's font; and breaking it where it is too wide."""

from __future__ import annotations

import re

from chronicle.svg import line_width

SIZE = 13.0  # the size of all text, in units of the drawing
NARROW = 0.58  # a letter or digit of a wide sans serif, in ems; a Han character is one em wide
BOLD = 0.68  # the same, bold

_PIECE = re.compile(
    r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef][\u3001\u3002\uff0c\uff1a\uff1b\uff09\u201d]*|[^\s\u2e80-\uffef]+\s*|\s+"
)


def width_of(text: str, narrow: float = NARROW) -> float:
    """Return about how wide a line of text is, in units of the drawing; `narrow` is the width of a letter, in ems."""
    return line_width(text, SIZE, narrow)


def figure_width(text: str) -> float:
    """Return about how wide a figure is, which is set bold."""
    return width_of(text, BOLD)


def break_lines(text: str, room: float) -> list[str]:
    """Break a text into lines that fit into a width: between words, or between Han characters."""
    lines = [""]
    for piece in _PIECE.findall(text):
        if lines[-1] and width_of((lines[-1] + piece).rstrip()) > room:
            lines.append("")
        lines[-1] += piece
    return [line.strip() for line in lines]
