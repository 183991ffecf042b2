"""A small bar chart of one measure: a row per place, always in the same order, gaps left visible."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from markupsafe import Markup

from chronicle.svg import bar_extent, element, hatch, number, text

WIDTH = 320.0  # the room on a small phone; a unit is about a pixel there
ROW = 20.0
BAR = 12.0
NAMES = 122.0
VALUES = 92.0


@dataclass(frozen=True)
class Bar:
    """One row: `value` is None where there is no figure; `is_other` where the figure counts something else than most."""

    name: str
    text: str
    value: Decimal | None = None
    is_other: bool = False


def draw_bars(bars: Sequence[Bar], key: str, label: str) -> Markup:
    """Return the chart: bars go to the right of the axis, those below nothing to its left.

    What is in it stands in a table too, so that it is one picture for a screen reader.
    """
    values = [0.0, *(float(bar.value) for bar in bars if bar.value is not None)]
    unit = (WIDTH - NAMES - VALUES) / ((max(values) - min(values)) or 1)
    axis = NAMES - min(values) * unit
    pattern = f"other-{key}"
    return element(
        "svg",
        element("defs", hatch(pattern, 5)),
        element("path", d=f"M{number(axis)} 0V{number(len(bars) * ROW)}", class_="axis"),
        [_draw_bar(bar, row * ROW, axis, unit, f"url(#{pattern})") for row, bar in enumerate(bars)],
        class_="small-bars",
        viewBox=f"0 0 {number(WIDTH)} {number(len(bars) * ROW)}",
        role="img",
        aria_label=label,
    )


def _draw_bar(bar: Bar, top: float, axis: float, unit: float, pattern: str) -> Markup:
    base = top + ROW / 2 + 4
    name = text(bar.name, NAMES - 6, base, "name", "end")
    if bar.value is None:
        return name + text(bar.text, axis + 6, base, "gap")
    start, end = sorted((axis, axis + float(bar.value) * unit))
    x, width = bar_extent(start, end, WIDTH - VALUES)
    box = element(
        "rect",
        x=x,
        y=top + (ROW - BAR) / 2,
        width=width,
        height=BAR,
        class_="other" if bar.is_other else "bar",
        fill=pattern if bar.is_other else None,
    )
    return name + box + text(bar.text, end + 5, base, "value")
