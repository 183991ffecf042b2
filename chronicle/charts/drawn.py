"""The last stage: placed shapes → SVG with a title, a description, classes, and text as text elements."""

from __future__ import annotations

from markupsafe import Markup

from chronicle.charts.layout import place_chart
from chronicle.charts.nouns import NARROW, WIDE, Chart, Placed
from chronicle.charts.scale import scale_chart
from chronicle.shapes import SIZE
from chronicle.svg import draw_shape, element, number

# A page has both, and the style sheet shows the one that fits the width: the text would be too small in a wide drawing on a phone.
SHEETS = (NARROW, WIDE)


def draw_chart(chart: Chart) -> Markup:
    """Return a chart as SVG, once for each sheet. Its title and description say what it shows to readers who cannot see it."""
    scaled = scale_chart(chart)
    return Markup("\n").join(render_placed(place_chart(scaled, sheet)) for sheet in SHEETS)


def render_placed(placed: Placed) -> Markup:
    """Return the SVG of a placed chart, with an element for each shape, in the order of the shapes."""
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
