"""Lines over time, from left to right; a line is dashed over years without a figure.

If figures would touch, the first and last of a line have priority, then its highest and lowest, then all others that have room.
The table below the drawing has all of them.
"""

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
from chronicle.shapes import DOT, SIZE, Label, Mark, Stroke

PLOT = 150.0
NEIGHBOURS = 1.5  # with more years between two figures, at least one year is missing
Spot = tuple[float, float, float]  # the left edge, the right edge and the baseline of a line of text


def place_line(scaled: Scaled, sheet: Sheet, shapes: Shapes) -> float:
    """Place every line. A figure is above its point, to the left if the line rises from there, else to the right, so that the line does not cross it."""
    names = [row.label for row in scaled.rows]
    top = place_key(names, [1, 2, 3], sheet, shapes) if len(names) > 1 else 0.0
    left, right = _margins(scaled, sheet)
    floor = top + LINE + PLOT
    taken: list[Spot] = []
    for along, text in scaled.ticks:
        y = floor - along * PLOT
        shapes.append(Stroke(0, y, sheet.width, y, "grid" if along else "axis"))
        shapes.append(Label(text, 0, y - 4, "quiet"))
        taken.append((0, width_of(text), y - 4))
    figures: list[tuple[int, Label]] = []
    marks: list[Spot] = []
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
            marks.append((x - DOT, x + DOT, y + DOT))
            rises = _rises(row.values, number)
            along = x - SPACE if rises else x + SPACE
            figures.append(
                (_rank(row.values, number), Label(value.text, along, y - 5, value.role, "end" if rises else "start"))
            )
            dates[x] = value.when
    free = [label for rank, label in figures if not rank and _take(_spot(label), taken)]
    taken.extend(marks)
    ranked = sorted(figures, key=lambda figure: figure[0])
    free.extend(label for rank, label in ranked if rank and _take(_spot(label), taken))
    shapes.extend(label for _, label in figures if label in free)
    if not scaled.ticks:
        shapes.append(Stroke(0, floor, sheet.width, floor, "axis"))
    return _place_dates(dates, sheet, floor + 3, shapes)


def _rank(values: tuple[Value, ...], number: int) -> int:
    """Return the priority of a figure's text: 0 for the first and last of its line, 1 for the highest and lowest, 2 for all others."""
    one = values[number]
    if number in (0, len(values) - 1):
        return 0
    is_highest = one.top == max(value.top for value in values)
    is_lowest = one.bottom == min(value.bottom for value in values)
    return 1 if is_highest or is_lowest else 2


def _spot(figure: Label) -> Spot:
    """Return the space that the text of a figure takes."""
    width = figure_width(figure.text)
    return (figure.x - width, figure.x, figure.y) if figure.anchor == "end" else (figure.x, figure.x + width, figure.y)


def _take(spot: Spot, taken: list[Spot]) -> bool:
    """Add the space of a line of text to `taken` if it is free; return whether it was."""
    is_free = all(spot[1] <= left or right <= spot[0] or abs(spot[2] - y) >= SIZE for left, right, y in taken)
    taken.extend([spot] if is_free else [])
    return is_free


def _place_dates(dates: dict[float, str], sheet: Sheet, y: float, shapes: Shapes) -> float:
    """Place dates below their points, on a second line where they would touch; if there are too many, only every second, third and so on."""
    places = sorted(dates)
    for step in range(1, len(places) + 1):
        taken: list[Spot] = []
        labels = []
        for x in places[::-step][::-1]:
            width = width_of(dates[x])
            left = min(max(x - width / 2, 0.0), sheet.width - width)
            feet = (foot for foot in (y + RISE, y + RISE + LINE) if _take((left, left + width + SPACE, foot), taken))
            if foot := next(feet, 0.0):
                labels.append(place_below(dates[x], x, sheet, foot))
        if len(labels) == len(places[::-step]):
            break
    shapes.extend(labels)
    return max((label.y for label in labels), default=y) + LINE - RISE + 2


def _margins(scaled: Scaled, sheet: Sheet) -> tuple[float, float]:
    """Return the x of the first and last moment, so that the texts of the scale and the figures beside the outer points have room."""
    left = right = DOT + 1
    scale = max((width_of(text) + SPACE for _, text in scaled.ticks), default=0.0)
    left = max(left, scale + DOT)
    for row in scaled.rows:
        for number, (value, along) in enumerate(zip(row.values, row.moments, strict=True)):
            needed = figure_width(value.text) + SPACE
            if not _rises(row.values, number):
                right = max(right, needed) if along >= 0.5 else right
            elif not number:
                left = max(left, scale + needed)
            elif along < 0.5:
                left = max(left, needed)
    return left, sheet.width - right


def _rises(values: tuple[Value, ...], number: int) -> bool:
    """Return whether the line rises after a point; for the last point, whether it rises to that."""
    if number + 1 < len(values):
        return values[number + 1].bottom > values[number].bottom
    return number > 0 and values[number].bottom > values[number - 1].bottom
