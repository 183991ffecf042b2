"""The last stage: shapes in their places → SVG with a title, a description, classes, and text that stays text."""

from __future__ import annotations

from markupsafe import Markup

from chronicle.charts.layout import place_chart
from chronicle.charts.nouns import NARROW, WIDE, Chart, Placed
from chronicle.charts.scale import scale_chart
from chronicle.shapes import SIZE
from chronicle.svg import draw_shape, element, number

# A page has both, and the style sheet shows the one that its room asks for: text in a drawing does not grow with its width.
SHEETS = (NARROW, WIDE)


def draw_chart(chart: Chart) -> Markup:
    """Return a chart as SVG, once for each sheet. What it shows is told by its title and description to those who do not see it."""
    scaled = scale_chart(chart)
    return Markup("\n").join(render_placed(place_chart(scaled, sheet)) for sheet in SHEETS)


def render_placed(placed: Placed) -> Markup:
    """Write every shape as an element, in the order of the reader's eye."""
    chart, sheet = placed.chart, placed.sheet
    title, description = (f"{chart.key}-{sheet.name}-{part}" for part in ("title", "desc"))
    return element(
        "svg",
        element("title", chart.title, id=title),
        element("desc", chart.description, id=description),
        map(draw_shape, placed.shapes),
        class_=f"drawing {chart.kind} {sheet.name}",
        viewBox=f"0 0 {number(sheet.width)} {number(placed.height)}",
        font_size=SIZE,
        role="img",
        aria_labelledby=f"{title} {description}",
    )
