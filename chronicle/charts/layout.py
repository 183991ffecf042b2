"""Second stage → third stage: shares of a scale → places on a sheet, for bars, groups, changes, units and tables.

Labels are beside or above what they name. Each layout adds its shapes to a list and returns the y at which they end.
"""

from __future__ import annotations

import math
from collections.abc import Callable

from chronicle.charts.nouns import Placed, Scaled, ScaledRow, Sheet, Span, Value
from chronicle.charts.over_time import place_line
from chronicle.charts.parts import place_parts
from chronicle.charts.pieces import (
    ARROW,
    GAP,
    LINE,
    PITCH,
    RISE,
    SPACE,
    UNIT,
    Shapes,
    arrow_lines,
    common_date,
    face_room,
    figure_width,
    label_lines,
    label_room,
    place_below,
    place_head,
    place_key,
    place_lines,
    tell_value,
    width_of,
)
from chronicle.shapes import DOT, FACE, Box, Face, Label, Mark, Stroke
from chronicle.svg import bar_extent

BAR = 14.0
STEP = 18.0  # from one bar of a row to the next
SHORTEST = 40.0  # the least length of the scale, however wide the figures are

Layout = Callable[[Scaled, Sheet, Shapes], float]


def place_chart(scaled: Scaled, sheet: Sheet) -> Placed:
    """Return the chart with every shape in its place on the sheet, from the top down."""
    shapes: Shapes = []
    bottom = LAYOUTS[scaled.chart.kind](scaled, sheet, shapes)
    return Placed(scaled.chart, sheet, bottom, tuple(shapes))


def _place_bars(scaled: Scaled, sheet: Sheet, shapes: Shapes) -> float:
    """Place rows of one or several bars, each with its figure at its end."""
    y = top = place_key(scaled.chart.series, [f"bar s{number}" for number in (1, 2, 3)], sheet, shapes)
    left = label_room(scaled, sheet, [common_date(row) for row in scaled.rows])
    labels = (face_room(scaled.rows), left)
    length = _bar_length(scaled, sheet.width - left)
    axis = left + scaled.zero * length
    for row in scaled.rows:
        begin, y = _place_label(row, common_date(row), labels, STEP * len(row.values), sheet, y, shapes)
        for series, (value, span) in enumerate(zip(row.values, row.spans, strict=True), 1):
            _place_bar(row.label, value, span, (left, length, axis), series, begin, shapes)
            begin += STEP
        y = max(y, begin) + GAP
    if left:
        shapes.insert(0, Stroke(axis, top, axis, y - GAP, "axis"))
    return y - GAP + 1


def _place_label(
    row: ScaledRow, when: str, labels: tuple[float, float], height: float, sheet: Sheet, y: float, shapes: Shapes
) -> tuple[float, float]:
    """Place a label with its date beside or above the content of a row, which is `height` high.

    `labels` are the x at which labels begin and the x at which the content begins, 0 if labels are above it. Beside the content,
    the face of the row is before its label. Return the y at which the content begins and the y below the label; both are the
    same if the label is above.
    """
    start, left = labels
    if not left:
        begin = place_lines(row.label, when, 0, sheet.width, y, shapes)
        return begin, begin
    room = left - SPACE - start
    text = LINE * len(label_lines(row.label, when, room))
    if row.face:
        shapes.append(Face(0, y + (max(height, text) - FACE) / 2, row.face))
    end = place_lines(row.label, when, start, room, y + max(0.0, (height - text) / 2), shapes) - 1
    return y + max(0.0, (text - height) / 2), end


def _bar_length(scaled: Scaled, room: float) -> float:
    """Return the greatest length of the scale with which every figure has room after its bar, but at least `SHORTEST`."""
    length = room
    for row in scaled.rows:
        for value, span in zip(row.values, row.spans, strict=True):
            if (end := max(span.reach, scaled.zero)) > 0:
                length = min(length, (room - SPACE - figure_width(value.text)) / end)
    return max(length, SHORTEST)


def _place_bar(
    label: str,
    value: Value,
    span: Span,
    scale: tuple[float, float, float],
    series: int,
    y: float,
    shapes: Shapes,
) -> None:
    """Place a bar, at least one unit wide, the extension of a range, and the figure; a value that is not drawn has only its text.

    `scale` is the x at which the scale begins, its length, and the x of zero.
    """
    left, length, axis = scale
    middle = y + STEP / 2 + 4.5
    if value.low is None:
        shapes.append(Label(value.text, axis + SPACE, middle, "quiet"))
        return
    x, width = bar_extent(left + span.start * length, left + span.end * length, left + length)
    top, tip = y + (STEP - BAR) / 2, tell_value(label, value)
    shapes.append(Box(x, top, width, BAR, "bar other" if value.is_other else f"bar s{series}", tip))
    if span.reach > span.end:
        shapes.append(Box(left + span.end * length, top, (span.reach - span.end) * length, BAR, "range", tip))
    shapes.append(Label(value.text, max(x + width, left + span.reach * length, axis) + SPACE - 2, middle, value.role))


def _place_change(scaled: Scaled, sheet: Sheet, shapes: Shapes) -> float:
    """Place for each row a ring at the value before and a disc at the value after, joined by a line; see `Mark` for their numbers, 4 and 1."""
    y = top = place_key(scaled.chart.series, [4, 1], sheet, shapes)
    figures = [
        Value(
            ARROW.join(value.text for value in row.values),
            when=ARROW.join(value.when for value in row.values if value.when),
            is_doubtful=any(value.is_doubtful for value in row.values),
        )
        for row in scaled.rows
    ]
    left = label_room(scaled, sheet, [figure.when for figure in figures])
    labels = (face_room(scaled.rows), left)
    # The texts of the first and last tick are centred on them: half their width, and a third more for a wide font, if they are not long.
    ends = () if sheet.beside else (scaled.ticks[:1] + scaled.ticks[-1:])
    margin = max([DOT + 1, *(min(width_of(text) * 2 / 3, sheet.width / 5) for _, text in ends)])
    room = sheet.width - left - SPACE - 2 * margin - SHORTEST
    lines = [arrow_lines(figure.text, room, figure_width) if sheet.beside else [] for figure in figures]
    right = sheet.width - max((figure_width(line) + SPACE for row in lines for line in row), default=0.0)
    begin, length = left + margin, right - left - 2 * margin
    for row, figure, beside in zip(scaled.rows, figures, lines, strict=True):
        if sheet.beside:
            height = STEP + LINE * (len(beside) - 1)
            at, end = _place_label(row, figure.when, labels, height, sheet, y, shapes)
            for number, line in enumerate(beside):
                foot = at + STEP / 2 + 4.5 + LINE * number
                shapes.append(Label(line, sheet.width, foot, figure.role, "end"))
            at, y = at + height / 2, max(end, at + height) + GAP
        else:
            at = place_head(row.label, figure, sheet, y, shapes) + DOT + 2
            y = at + DOT + GAP + 2
        shapes.append(Stroke(left, at, right, at, "grid"))
        known = [
            (begin + span.end * length, 4 if value.is_other else series, value)
            for span, series, value in zip(row.spans, (4, 1), row.values, strict=True)
            if value.low is not None
        ]
        if len(known) == len(row.values):
            shapes.append(Stroke(known[0][0], at, known[1][0], at, "trace s1"))
        shapes.extend(Mark(x, at, series, tell_value(row.label, value)) for x, series, value in known)
    bottom = y - GAP + 2
    # Where labels stand above, lines from top to bottom would cross them.
    return _place_scale(scaled, sheet, begin, length, top if sheet.beside else bottom - 4, bottom, shapes)


def _place_scale(
    scaled: Scaled, sheet: Sheet, begin: float, length: float, top: float, bottom: float, shapes: Shapes
) -> float:
    """Place the ticks of a horizontal scale, their lines behind all other shapes; return the y at which everything ends.

    Where the texts of all ticks have no room beside each other, only every second, third ... has one, or the last alone.
    """
    if not scaled.ticks:
        return bottom
    steps = max(1, len(scaled.ticks) - 1)
    widest = max(width_of(text) for _, text in scaled.ticks) + SPACE
    every = math.ceil(widest * steps / length)
    told = range(0, len(scaled.ticks), every) if every <= steps else [steps]
    for number, (along, text) in enumerate(scaled.ticks):
        x = begin + along * length
        shapes.insert(0, Stroke(x, top, x, bottom, "grid"))
        if number in told:
            shapes.append(place_below(text, x, sheet, bottom + RISE))
    return bottom + LINE + 2


def _place_units(scaled: Scaled, sheet: Sheet, shapes: Shapes) -> float:
    """Place one square for each thing that a value counts, so that readers can count them."""
    y, left = 0.0, label_room(scaled, sheet)
    labels = (face_room(scaled.rows), left)
    figures = max(figure_width(row.values[0].text) for row in scaled.rows) + SPACE if left else 0.0
    across = max(1, int((sheet.width - left - figures + PITCH - UNIT) // PITCH))
    for row in scaled.rows:
        value = row.values[0]
        count, tip = round(value.bottom), tell_value(row.label, value)
        role = "bar other" if value.is_other else "bar s1"
        height = max(STEP, -(-count // across) * PITCH)
        if left:
            begin, y = _place_label(row, value.when, labels, STEP, sheet, y, shapes)
            x = left + min(count, across) * PITCH + SPACE - 3
            shapes.append(Label(value.text, x, begin + STEP / 2 + 4.5, value.role))
            begin += (STEP - UNIT) / 2
        else:
            begin = place_head(row.label, value, sheet, y, shapes)
        shapes.extend(
            Box(left + number % across * PITCH, begin + number // across * PITCH, UNIT, UNIT, role, tip)
            for number in range(count)
        )
        y = max(y, begin + height) + GAP - 3
    return y - GAP + 1


def _place_table(scaled: Scaled, sheet: Sheet, shapes: Shapes) -> float:
    """Place each figure as text only, for counts that differ in kind and must not be compared by length."""
    y = 0.0
    for row in scaled.rows:
        y = place_head(row.label, row.values[0], sheet, y, shapes) + 4
        shapes.append(Stroke(0, y - 1, sheet.width, y - 1, "grid"))
    return y


LAYOUTS: dict[str, Layout] = {
    "bars": _place_bars,
    "groups": _place_bars,
    "change": _place_change,
    "line": place_line,
    "parts": place_parts,
    "units": _place_units,
    "table": _place_table,
}
