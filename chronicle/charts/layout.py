"""From shares of a scale to places on a sheet that is as wide as a phone.

A label and its figure stand on one line above their bar: so the longest label has room, and bars begin at one edge.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Literal

from chronicle.charts.measure import figure_width, width_of
from chronicle.charts.nouns import Box, Label, Mark, Placed, Scaled, ScaledRow, Shape, Span, Stroke, Value
from chronicle.lines import break_lines
from chronicle.svg import bar_extent

WIDTH = 340.0
LINE = 17.0  # from one line of text to the next
RISE = 13.0  # from the top of a line to its foot
BAR = 11.0
GAP = 11.0  # below a bar
SPACE = 8.0  # between words that stand side by side
DOT = 5.0  # the radius of a point
UNIT, PITCH = 10.0, 13.0  # a mark that stands for one, and the way to the next
PLOT = 150.0  # the height of a chart over time

Shapes = list[Shape]
Layout = Callable[[Scaled, Shapes], float]


def place_chart(scaled: Scaled) -> Placed:
    """Put everything in its place, from the top down."""
    shapes: Shapes = []
    bottom = LAYOUTS[scaled.chart.kind](scaled, shapes)
    return Placed(scaled.chart, bottom, tuple(shapes))


def _place_bars(scaled: Scaled, shapes: Shapes) -> float:
    y = 0.0
    for row in scaled.rows:
        y = _head(row, row.values[0].text, row.values[0].when, y, shapes)
        y = _bar(row.spans[0], "bar", y, shapes)
    return y - GAP + 1


def _place_parts(scaled: Scaled, shapes: Shapes) -> float:
    y = 0.0
    rows = scaled.rows
    for row in rows:
        y = _head(row, row.values[0].text, row.values[0].when, y, shapes)
        is_whole = bool(scaled.chart.whole) and row is rows[0]
        if not is_whole:
            shapes.append(Box(0, y, WIDTH, BAR, "track"))
        y = _bar(row.spans[0], "whole" if is_whole else "bar", y, shapes)
    if scaled.rest:
        y = _lines(scaled.chart.rest, "", WIDTH, y, shapes)
        shapes.append(Box(0, y, WIDTH, BAR, "track"))
        y = _bar(scaled.rest, "rest", y, shapes)
    return y - GAP + 1


def _place_groups(scaled: Scaled, shapes: Shapes) -> float:
    y = _legend(list(scaled.chart.series), shapes, [f"bar s{number}" for number in (1, 2, 3)])
    room = WIDTH - SPACE - max(figure_width(value.text) for row in scaled.rows for value in row.values)
    for row in scaled.rows:
        y = _lines(row.label, _common_date(row), WIDTH, y, shapes)
        for number, (value, span) in enumerate(zip(row.values, row.spans, strict=True), 1):
            x, width = bar_extent(0, span.end * room, room)
            shapes.append(Box(x, y, width, BAR + 2, f"bar s{number}"))
            shapes.append(Label(value.text, width + SPACE, y + BAR, "value"))
            y += LINE
        y += GAP / 2
    return y - GAP / 2


def _place_change(scaled: Scaled, shapes: Shapes) -> float:
    """A ring where the value was and a disc where it came to, joined by a line; the ring is the second looks of a point."""
    y = _legend(list(scaled.chart.series), shapes, [2, 1])
    room = WIDTH - 2 * (DOT + 1)
    for row in scaled.rows:
        before, after = row.values
        y = _head(row, f"{before.text} → {after.text}", _from_to(before, after), y, shapes) + DOT
        ends = [DOT + 1 + span.end * room for span in row.spans]
        shapes.append(Stroke(DOT + 1, y, WIDTH - DOT - 1, y, "axis"))
        shapes.append(Stroke(ends[0], y, ends[1], y, "way"))
        shapes.extend((Mark(ends[0], y, 2), Mark(ends[1], y, 1)))
        y += DOT + GAP + 2
    return y - GAP


def _place_units(scaled: Scaled, shapes: Shapes) -> float:
    y = 0.0
    for row in scaled.rows:
        y = _head(row, row.values[0].text, row.values[0].when, y, shapes)
        across = int((WIDTH + PITCH - UNIT) // PITCH)
        count = round(row.values[0].low)
        shapes.extend(
            Box(number % across * PITCH, y + number // across * PITCH, UNIT, UNIT, "bar") for number in range(count)
        )
        y += -(-count // across) * PITCH + GAP - 3
    return y - GAP + 1


def _place_line(scaled: Scaled, shapes: Shapes) -> float:
    """Time runs from left to right. A figure stands beside its point, on the side to which its line does not go up."""
    top = _legend([row.label for row in scaled.rows], shapes, [1, 2, 3]) if len(scaled.rows) > 1 else 0.0
    left, right = _margins(scaled)
    floor = top + LINE + PLOT
    dates: dict[float, str] = {}
    for series, row in enumerate(scaled.rows, 1):
        points = [
            (left + along * (right - left), floor - span.end * PLOT)
            for along, span in zip(row.moments, row.spans, strict=True)
        ]
        for (x1, y1), (x2, y2) in pairwise(points):
            shapes.append(Stroke(x1, y1, x2, y2, f"way s{series}"))
        for number, ((x, y), value) in enumerate(zip(points, row.values, strict=True)):
            shapes.append(Mark(x, y, series))
            rises = _rises(row.values, number)
            shapes.append(
                Label(value.text, x - SPACE if rises else x + SPACE, y - 5, "value", "end" if rises else "start")
            )
            dates[x] = value.when
    shapes.append(Stroke(0, floor, WIDTH, floor, "axis"))
    return _ticks(dates, floor + 3, shapes)


LAYOUTS: dict[str, Layout] = {
    "bars": _place_bars,
    "groups": _place_groups,
    "change": _place_change,
    "line": _place_line,
    "parts": _place_parts,
    "units": _place_units,
}


def _head(row: ScaledRow, figure: str, when: str, y: float, shapes: Shapes) -> float:
    """Place a row's label and, at the other edge, its figure; return where the bar begins.

    Where they do not fit side by side, the label has its own lines and the figure shares the next with the date.
    """
    room = WIDTH - figure_width(figure) - SPACE
    if room < WIDTH / 3 and width_of(row.label) > room:
        y = _lines(row.label, "", WIDTH, y, shapes) - 1
        if when:
            shapes.append(Label(when, 0, y + RISE, "quiet"))
            y += LINE if width_of(when) > room else 0
        shapes.append(Label(figure, WIDTH, y + RISE, "value", "end"))
        return y + LINE + 1
    shapes.append(Label(figure, WIDTH, y + RISE, "value", "end"))
    return _lines(row.label, when, room, y, shapes)


def _lines(label: str, when: str, room: float, y: float, shapes: Shapes) -> float:
    """Place a label, broken where it must be, and its date behind it or below it; return where the next thing begins."""
    lines = break_lines(label, room, width_of) or [""]
    fits = width_of(f"{lines[-1]}  {when}") <= room
    for number, line in enumerate(lines, 1):
        shapes.append(Label(line, 0, y + RISE, "label", tail=when if fits and number == len(lines) else ""))
        y += LINE
    if when and not fits:
        shapes.append(Label(when, 0, y + RISE, "quiet"))
        y += LINE
    return y + 1


def _bar(span: Span, role: str, y: float, shapes: Shapes) -> float:
    """Place a bar, at least a unit wide, and what a range adds to it; return where the next row begins."""
    x, width = bar_extent(span.start * WIDTH, span.end * WIDTH, WIDTH)
    shapes.append(Box(x, y, width, BAR, role))
    if span.reach > span.end:
        shapes.append(Box(span.end * WIDTH, y, (span.reach - span.end) * WIDTH, BAR, "range"))
    return y + BAR + GAP


def _legend(names: list[str], shapes: Shapes, looks: Sequence[int | str]) -> float:
    """Place the names of the series behind their looks, a point's or a bar's, side by side where there is room."""
    x, y = 0.0, 0.0
    for name, look in zip(names, looks, strict=False):
        width = width_of(name) + 3 * DOT + 2 * SPACE
        if x and x + width > WIDTH:
            x, y = 0.0, y + LINE
        if isinstance(look, int):
            shapes.append(Mark(x + DOT + 1, y + RISE - 4, look))
        else:
            shapes.append(Box(x + 1, y + 4, UNIT, UNIT, look))
        shapes.append(Label(name, x + UNIT + 6, y + RISE, "quiet"))
        x += width
    return y + LINE + GAP / 2 if names else 0.0


def _ticks(dates: dict[float, str], y: float, shapes: Shapes) -> float:
    """Place dates below their points; one that would touch its neighbour goes a line down."""
    ends = [0.0, 0.0]
    for x, when in sorted(dates.items()):
        width = width_of(when)
        left = min(max(x - width / 2, 0.0), WIDTH - width)
        level = 0 if left >= ends[0] else 1
        ends[level] = left + width + SPACE
        # At an edge the text is tied to that: how wide it is can only be guessed.
        anchor: Literal["start", "middle", "end"]
        anchor, at = ("start", 0.0) if not left else ("end", WIDTH) if left == WIDTH - width else ("middle", x)
        shapes.append(Label(when, at, y + RISE + level * LINE, "quiet", anchor))
    return y + LINE + (LINE if ends[1] else 0) + 2


def _margins(scaled: Scaled) -> tuple[float, float]:
    """Return where time begins and ends, so that the figures at either end have room beside their points."""
    left = right = DOT + 1
    for row in scaled.rows:
        for number, (value, along) in enumerate(zip(row.values, row.moments, strict=True)):
            needed = figure_width(value.text) + SPACE
            rises = _rises(row.values, number)
            left = max(left, needed) if rises and along < 0.5 else left
            right = max(right, needed) if not rises and along >= 0.5 else right
    return left, WIDTH - right


def _rises(values: tuple[Value, ...], number: int) -> bool:
    """Tell whether the line goes up from a point, or, at its end, has come up to it."""
    if number + 1 < len(values):
        return values[number + 1].low > values[number].low
    return number > 0 and values[number].low > values[number - 1].low


def _from_to(before: Value, after: Value) -> str:
    return " → ".join(filter(None, (before.when, after.when)))


def _common_date(row: ScaledRow) -> str:
    """Return the date of a group where its values share one."""
    dates = {value.when for value in row.values}
    return dates.pop() if len(dates) == 1 else ""
