"""How wide the texts of a chart are, as far as can be told without the reader's font."""

from __future__ import annotations

from chronicle.lines import BOLD_LETTER, estimate_width
from chronicle.shapes import SIZE


def width_of(text: str) -> float:
    """Return about how wide a line of text is, in units of the drawing."""
    return estimate_width(text, SIZE)


def figure_width(text: str) -> float:
    """Return about how wide a figure is, which is set bold."""
    return estimate_width(text, SIZE, BOLD_LETTER)
