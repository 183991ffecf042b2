"""A small bar chart of one measure: a row per place, always in the same order, gaps left visible."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from markupsafe import Markup

from chronicle.svg import element, hatch, number, text

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
    """Return the chart; what is in it stands in a table too, so that it is one picture for a screen reader."""
    most = max((bar.value for bar in bars if bar.value is not None), default=Decimal(0))
    pattern = f"other-{key}"
    room = WIDTH - NAMES - VALUES
    return element(
        "svg",
        element("defs", hatch(pattern, 5)),
        element("path", d=f"M{number(NAMES)} 0V{number(len(bars) * ROW)}", class_="axis"),
        [
            _draw_bar(bar, row * ROW, float(bar.value or 0) / float(most or 1) * room, f"url(#{pattern})")
            for row, bar in enumerate(bars)
        ],
        class_="small-bars",
        viewBox=f"0 0 {number(WIDTH)} {number(len(bars) * ROW)}",
        role="img",
        aria_label=label,
    )


def _draw_bar(bar: Bar, top: float, length: float, pattern: str) -> Markup:
    base = top + ROW / 2 + 4
    name = text(bar.name, NAMES - 6, base, "name", "end")
    if bar.value is None:
        return name + text(bar.text, NAMES + 6, base, "gap")
    box = element(
        "rect",
        x=NAMES,
        y=top + (ROW - BAR) / 2,
        width=max(length, 1),
        height=BAR,
        class_="other" if bar.is_other else "bar",
        fill=pattern if bar.is_other else None,
    )
    return name + box + text(bar.text, NAMES + length + 5, base, "value")
