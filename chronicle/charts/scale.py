"""First stage → second stage: values → shares of a scale. A scale includes zero, so that lengths can be compared, unless it has ticks that do not."""

from __future__ import annotations

import math
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from chronicle.charts.nouns import Chart, Scaled, ScaledRow, Span, Value

STEPS = tuple(map(Decimal, ("1", "2", "2.5", "5", "10")))
MOST_TICKS = 5  # besides zero


def round_ticks(most: float) -> list[float]:
    """Return the round values of a scale, evenly spaced, from zero to the first that is not below `most`: 7 gives 0, 2, 4, 6, 8."""
    if most <= 0:
        return [0.0]
    exact = Decimal(str(most))
    scale = Decimal(10) ** math.floor(math.log10(most / MOST_TICKS))
    step = next(scale * step for step in STEPS if math.ceil(exact / (scale * step)) <= MOST_TICKS)
    return [float(number * step) for number in range(math.ceil(exact / step) + 1)]


def scale_chart(chart: Chart) -> Scaled:
    """Return a chart with all its values on its scale."""
    if chart.kind == "parts":
        return _scale_parts(chart)
    values = [value for row in chart.rows for value in row.values]
    ends = [tick.value for tick in chart.ticks] or [0.0, *(value.bottom for value in values), *(value.top for value in values)]  # fmt: skip
    low, high = min(ends), max(ends)
    zero = 0.0 if chart.ticks else low
    moments = [value.moment for value in values if value.moment is not None]
    rows = []
    for row in chart.rows:
        spans = tuple(_span(low, high, value, low if chart.ticks else 0.0) for value in row.values)
        along = tuple(share(value.moment, moments) for value in row.values) if chart.kind == "line" else ()
        rows.append(ScaledRow(**vars(row), spans=spans, moments=along))
    ticks = tuple((_along(low, high, tick.value), tick.text) for tick in chart.ticks)
    return Scaled(chart, tuple(rows), zero=_along(low, high, 0.0) if zero else 0.0, ticks=ticks)


def share(moment: float | None, moments: Sequence[float]) -> float:
    """Return the position of a moment between the first and the last of `moments`, from 0 to 1; 0 if it is None."""
    return 0.0 if moment is None else _along(min(moments), max(moments), moment)


def _scale_parts(chart: Chart) -> Scaled:
    """Return the parts of a whole, each beginning where the one before ends; because of rounding their sum may be slightly more than the whole."""
    lows = [row.values[0].bottom for row in chart.rows]
    whole = chart.whole.values[0].bottom if chart.whole else sum(lows)
    length = max(whole, sum(lows)) or 1.0
    ends = [sum(lows[:number]) / length for number in range(len(lows) + 1)]
    rows = [
        ScaledRow(**vars(row), spans=(Span(start, end, end),))
        for row, (start, end) in zip(chart.rows, pairwise(ends), strict=True)
    ]
    whole_row = [ScaledRow(**vars(chart.whole), spans=(Span(0, 1, 1),))] if chart.whole else []
    rest = Span(ends[-1], 1, 1) if chart.rest else None
    return Scaled(chart, (*whole_row, *rows), rest)


def _span(low: float, high: float, value: Value, base: float) -> Span:
    """Return the span of a value: from the base of the scale to the value, or from the value to the base if it is lower."""
    start, end = sorted((base, value.bottom))
    return Span(_along(low, high, start), _along(low, high, end), _along(low, high, max(value.top, end)))


def _along(low: float, high: float, value: float) -> float:
    return (value - low) / (high - low) if high > low else 0.0
