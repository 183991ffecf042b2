"""Lines over time, from left to right: dashed across years of which nothing is told."""

from __future__ import annotations

from itertools import pairwise

from chronicle.charts.nouns import Scaled, Sheet, Value
from chronicle.charts.pieces import (
    LINE,
    RISE,
    SPACE,
    Shapes,
    figure_width,
    place_below,
    place_key,
    tell_value,
    width_of,
)
from chronicle.shapes import DOT, Label, Mark, Stroke

PLOT = 150.0
NEIGHBOURS = 1.5  # years between figures of which none is missing


def place_line(scaled: Scaled, sheet: Sheet, shapes: Shapes) -> float:
    """Place every line. A figure stands beside its point, on the side to which its line does not go up."""
    names = [row.label for row in scaled.rows]
    top = place_key(names, [1, 2, 3], sheet, shapes) if len(names) > 1 else 0.0
    left, right = _margins(scaled, sheet)
    floor = top + LINE + PLOT
    for along, text in scaled.ticks:
        y = floor - along * PLOT
        shapes.append(Stroke(0, y, sheet.width, y, "grid" if along else "axis"))
        shapes.append(Label(text, 0, y - 4, "quiet"))
    dates: dict[float, str] = {}
    for series, row in enumerate(scaled.rows, 1):
        points = [
            (left + along * (right - left), floor - span.end * PLOT)
            for along, span in zip(row.moments, row.spans, strict=True)
        ]
        for ((x1, y1), (x2, y2)), (one, two) in zip(pairwise(points), pairwise(row.values), strict=True):
            is_gap = (two.moment or 0) - (one.moment or 0) > NEIGHBOURS
            shapes.append(Stroke(x1, y1, x2, y2, f"trace s{series}" + (" gap" if is_gap else "")))
        for number, ((x, y), value) in enumerate(zip(points, row.values, strict=True)):
            shapes.append(Mark(x, y, series, tell_value(row.label, value)))
            rises = _rises(row.values, number)
            along = x - SPACE if rises else x + SPACE
            shapes.append(Label(value.text, along, y - 5, value.role, "end" if rises else "start"))
            dates[x] = value.when
    if not scaled.ticks:
        shapes.append(Stroke(0, floor, sheet.width, floor, "axis"))
    return _place_dates(dates, sheet, floor + 3, shapes)


def _place_dates(dates: dict[float, str], sheet: Sheet, y: float, shapes: Shapes) -> float:
    """Place dates below their points; one that would touch its neighbour goes a line down."""
    ends = [0.0, 0.0]
    for x, when in sorted(dates.items()):
        width = width_of(when)
        left = min(max(x - width / 2, 0.0), sheet.width - width)
        level = 0 if left >= ends[0] else 1
        ends[level] = left + width + SPACE
        shapes.append(place_below(when, x, sheet, y + RISE + level * LINE))
    return y + LINE + (LINE if ends[1] else 0) + 2


def _margins(scaled: Scaled, sheet: Sheet) -> tuple[float, float]:
    """Return where time begins and ends, so that the figures at either end have room beside their points, and the scale its own."""
    left = right = DOT + 1
    left = max([left, *(width_of(text) + SPACE + DOT for _, text in scaled.ticks)])
    for row in scaled.rows:
        for number, (value, along) in enumerate(zip(row.values, row.moments, strict=True)):
            needed = figure_width(value.text) + SPACE
            rises = _rises(row.values, number)
            left = max(left, needed) if rises and along < 0.5 else left
            right = max(right, needed) if not rises and along >= 0.5 else right
    return left, sheet.width - right


def _rises(values: tuple[Value, ...], number: int) -> bool:
    """Return whether the line goes up from a point, or, at its end, has come up to it."""
    if number + 1 < len(values):
        return values[number + 1].bottom > values[number].bottom
    return number > 0 and values[number].bottom > values[number - 1].bottom
