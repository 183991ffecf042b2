"""A whole and its parts: one bar in pieces with their shares, and a key below it in the same order.

If there are only a few pieces and there is room, each has its name directly below it instead.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from chronicle.charts.nouns import Scaled, Sheet, Value
from chronicle.charts.pieces import (
    GAP,
    LINE,
    RISE,
    SPACE,
    UNIT,
    Shapes,
    figure_width,
    place_head,
    place_lines,
    tell_value,
    width_of,
)
from chronicle.shapes import Box, Label

BAR = 44.0
FEW = 4  # up to so many pieces, the key has one column
DIRECT = 3  # up to so many pieces have their names directly below them
LOOKS = 6  # the number of looks; all further parts have the last one
NARROWEST = 1.0


@dataclass(frozen=True)
class Piece:
    """A part of the bar in its place: its name, its figure (None for the rest), its role."""

    label: str
    value: Value | None
    role: str
    x: float
    width: float

    @property
    def when(self) -> str:
        """The date of its figure, in words; empty if it has none."""
        return self.value.when if self.value else ""

    @property
    def name_width(self) -> float:
        """The width of its name, with the date after it."""
        return width_of(f"{self.label}  {self.when}" if self.when else self.label)

    @property
    def room(self) -> float:
        """The width that its figure, and below it its name with the date, need."""
        figure = figure_width(self.value.text) if self.value else 0.0
        return max(figure, self.name_width) + SPACE


def place_parts(scaled: Scaled, sheet: Sheet, shapes: Shapes) -> float:
    """Place the whole with its figure, the bar, and the names of its pieces; return the y at which they end."""
    y, rows = 0.0, list(scaled.rows)
    if scaled.chart.whole:
        whole = rows.pop(0)
        y = place_head(whole.label, whole.values[0], sheet, y, shapes)
    pieces = []
    for number, row in enumerate(rows):
        (value,), (span,) = row.values, row.spans
        role = "part other" if value.is_other else f"part p{min(number + 1, LOOKS)}"
        width = max((span.end - span.start) * sheet.width, NARROWEST)
        pieces.append(Piece(row.label, value, role, span.start * sheet.width, width))
    if scaled.rest:
        x = scaled.rest.start * sheet.width
        pieces.append(Piece(scaled.chart.rest.strip(), None, "rest", x, scaled.rest.end * sheet.width - x))
    y += LINE if any(piece.value and piece.value.share for piece in pieces) else 0.0
    starts, bottom = _find_starts(pieces, sheet), 0.0
    for number, piece in enumerate(pieces):
        _place_piece(piece, y, shapes)
        if starts:
            bottom = max(bottom, _place_name(piece, starts[number], y + BAR + 1, shapes))
    return bottom or _place_key(pieces, sheet, y + BAR + GAP, shapes)


def _place_piece(piece: Piece, y: float, shapes: Shapes) -> None:
    """Place a piece, and its share above it if that has room."""
    tip = tell_value(piece.label, piece.value) if piece.value else piece.label
    shapes.append(Box(piece.x, y, piece.width, BAR, piece.role, tip))
    share = piece.value.share if piece.value else ""
    if share and figure_width(share) + SPACE / 2 < piece.width:
        shapes.append(Label(share, piece.x + piece.width / 2, y - 5, "value", "middle"))


def _find_starts(pieces: list[Piece], sheet: Sheet) -> list[float]:
    """Return the x of each piece's name below it; empty if there are more than `DIRECT` pieces or the names have no room.

    The name of the last piece is moved left as far as needed to end at the edge of the sheet.
    """
    starts = [*(piece.x for piece in pieces[:-1]), min(pieces[-1].x, sheet.width + SPACE - pieces[-1].room)]
    has_room = all(start + piece.room <= then for piece, (start, then) in zip(pieces, pairwise(starts), strict=False))
    return starts if len(pieces) <= DIRECT and has_room and starts[-1] >= 0 else []


def _place_name(piece: Piece, x: float, y: float, shapes: Shapes) -> float:
    """Place the figure and the name of a piece below it; return the y at which they end."""
    if piece.value:
        shapes.append(Label(piece.value.text, x, y + RISE, piece.value.role))
    return place_lines(piece.label, piece.when, x, piece.room, y + LINE * bool(piece.value), shapes)


def _place_key(pieces: list[Piece], sheet: Sheet, y: float, shapes: Shapes) -> float:
    """Place the key in one column, or in two on a sheet with labels beside if there are more than `FEW` pieces; return the y at which it ends.

    Two columns are read downwards. In each column the figures are aligned, after the longest label.
    """
    columns = 2 if sheet.beside and len(pieces) > FEW else 1
    width = (sheet.width - SPACE * (columns - 1)) / columns
    figures = max(figure_width(piece.value.text) for piece in pieces if piece.value)
    room = min(max(piece.name_width for piece in pieces) + 1, width - UNIT - 2 * SPACE - figures)
    deep, bottom = -(-len(pieces) // columns), y
    for column in range(columns):
        left, below = column * (width + SPACE), y
        text = left + UNIT + SPACE
        for piece in pieces[column * deep : (column + 1) * deep]:
            shapes.append(Box(left + 1, below + 4, UNIT, UNIT, piece.role))
            if piece.value:
                end = text + room + SPACE + figures
                shapes.append(Label(piece.value.text, end, below + RISE, piece.value.role, "end"))
            below = place_lines(piece.label, piece.when, text, room, below, shapes) + 1
        bottom = max(bottom, below)
    return bottom + 1
