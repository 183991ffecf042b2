"""The last stage: shapes in their places → SVG with a title, a description, classes, and text that stays text."""

from __future__ import annotations

from dataclasses import replace

from markupsafe import Markup

from chronicle.charts.layout import place_chart
from chronicle.charts.nouns import NARROW, SMALL, WIDE, Chart, Placed, Sheet
from chronicle.charts.scale import scale_chart
from chronicle.shapes import SIZE, Box
from chronicle.svg import draw_shape, element, number

# A page has both, and the style sheet shows the one that its room asks for: text in a drawing does not grow with its width.
SHEETS = (NARROW, WIDE)


def draw_chart(chart: Chart, sheets: tuple[Sheet, ...] = SHEETS) -> Markup:
    """Return a chart as SVG, once for each sheet. What it shows is told by its title and description to those who do not see it."""
    scaled = scale_chart(chart)
    return Markup("\n").join(render_placed(place_chart(scaled, sheet)) for sheet in sheets)


def render_placed(placed: Placed) -> Markup:
    """Write every shape as an element, in the order of the reader's eye. A small chart, beside a table, is told in one line."""
    chart, sheet = placed.chart, placed.sheet
    title, description = (f"{chart.key}-{sheet.name}-{part}" for part in ("title", "desc"))
    is_small = sheet is SMALL
    shapes = (replace(shape, tip="") if is_small and isinstance(shape, Box) else shape for shape in placed.shapes)
    return element(
        "svg",
        "" if is_small else element("title", chart.title, id=title),
        "" if is_small else element("desc", chart.description, id=description),
        map(draw_shape, shapes),
        class_=f"drawing {chart.kind} {sheet.name}",
        viewBox=f"0 0 {number(sheet.width)} {number(placed.height)}",
        font_size=SIZE,
        role="img",
        aria_label=chart.description if is_small else None,
        aria_labelledby=None if is_small else f"{title} {description}",
    )
