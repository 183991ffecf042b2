"""A whole and its parts as one bar in pieces with their shares, and what each piece is, in the same order, below it."""

from __future__ import annotations

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
FEW = 4  # pieces, whose key is one column
LOOKS = 6  # parts beyond have the looks of the last
NARROWEST = 1.0

Piece = tuple[str, Value | None, str]  # what a part is, its figure if it has one, its role


def place_parts(scaled: Scaled, sheet: Sheet, shapes: Shapes) -> float:
    """Place the whole with its figure, the bar, and the key to its pieces."""
    y, rows = 0.0, list(scaled.rows)
    if scaled.chart.whole:
        whole = rows.pop(0)
        y = place_head(whole.label, whole.values[0], whole.values[0].when, sheet, y, shapes)
    pieces: list[Piece] = []
    y += LINE if any(row.values[0].share for row in rows) else 0.0
    for number, row in enumerate(rows):
        (value,), (span,) = row.values, row.spans
        role = "part other" if value.is_other else f"part p{min(number + 1, LOOKS)}"
        width = max((span.end - span.start) * sheet.width, NARROWEST)
        shapes.append(Box(span.start * sheet.width, y, width, BAR, role, tell_value(row.label, value)))
        if value.share and figure_width(value.share) + SPACE / 2 < width:
            shapes.append(Label(value.share, span.start * sheet.width + width / 2, y - 5, "value", "middle"))
        pieces.append((row.label, value, role))
    if scaled.rest:
        width = (scaled.rest.end - scaled.rest.start) * sheet.width
        shapes.append(Box(scaled.rest.start * sheet.width, y, width, BAR, "rest", scaled.chart.rest.strip()))
        pieces.append((scaled.chart.rest, None, "rest"))
    return _place_pieces(pieces, sheet, y + BAR + GAP, shapes)


def _place_pieces(pieces: list[Piece], sheet: Sheet, y: float, shapes: Shapes) -> float:
    """Place the key in one column or, where labels stand beside and there are many, in two that are read downwards.

    Figures stand in a column behind the longest label.
    """
    columns = 2 if sheet.beside and len(pieces) > FEW else 1
    width = (sheet.width - SPACE * (columns - 1)) / columns
    figures = max(figure_width(value.text) for _, value, _ in pieces if value)
    told = [width_of(f"{label}  {value.when}" if value and value.when else label) for label, value, _ in pieces]
    room = min(max(told) + 1, width - UNIT - 2 * SPACE - figures)
    deep, bottom = -(-len(pieces) // columns), y
    for column in range(columns):
        left, below = column * (width + SPACE), y
        text = left + UNIT + SPACE
        for label, value, role in pieces[column * deep : (column + 1) * deep]:
            shapes.append(Box(left + 1, below + 4, UNIT, UNIT, role))
            if value:
                shapes.append(Label(value.text, text + room + SPACE + figures, below + RISE, value.role, "end"))
            below = place_lines(label, value.when if value else "", text, room, below, shapes) + 1
        bottom = max(bottom, below)
    return bottom + 1
