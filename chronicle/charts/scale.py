"""From values to shares of a scale. Every scale begins at nothing, so that lengths can be compared."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from chronicle.charts.nouns import Chart, Row, Scaled, ScaledRow, Span


def scale_chart(chart: Chart) -> Scaled:
    """Put the values of a chart on its scale."""
    if chart.kind == "parts":
        return _scale_parts(chart)
    most = max(value.top for row in chart.rows for value in row.values)
    moments = [value.moment for row in chart.rows for value in row.values if value.moment is not None]
    rows = []
    for row in chart.rows:
        spans = tuple(_span(0, value.low, value.top, most) for value in row.values)
        along = tuple(share(value.moment, moments) for value in row.values) if chart.kind == "line" else ()
        rows.append(ScaledRow(row.label, row.values, spans, along))
    return Scaled(chart, tuple(rows))


def share(moment: float | None, moments: Sequence[float]) -> float:
    """Return how far along a moment stands between the first and the last, from 0 to 1."""
    first, last = min(moments), max(moments)
    return (moment - first) / (last - first) if moment is not None and last > first else 0.0


def _scale_parts(chart: Chart) -> Scaled:
    """Let each part begin where the one before it ends; parts printed with rounding may miss the whole by a hair."""
    lows = [row.values[0].low for row in chart.rows]
    whole = chart.whole.values[0].low if chart.whole else sum(lows)
    length = max(whole, sum(lows))
    ends = [sum(lows[:number]) for number in range(len(lows) + 1)]
    rows = [
        ScaledRow(row.label, row.values, (_span(start, end, end, length),))
        for row, (start, end) in zip(chart.rows, pairwise(ends), strict=True)
    ]
    whole_row = [_whole(chart.whole)] if chart.whole else []
    rest = _span(ends[-1], length, length, length) if chart.rest else None
    return Scaled(chart, (*whole_row, *rows), rest)


def _whole(row: Row) -> ScaledRow:
    return ScaledRow(row.label, row.values, (Span(0, 1, 1),))


def _span(start: float, end: float, reach: float, length: float) -> Span:
    return Span(start / length, end / length, reach / length) if length else Span(0, 0, 0)
