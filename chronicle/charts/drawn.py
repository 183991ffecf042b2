"""The last stage: shapes in their places → SVG with a title, a description, classes, and text that stays text."""

from __future__ import annotations

from markupsafe import Markup

from chronicle.charts.layout import DOT, WIDTH, place_chart
from chronicle.charts.measure import SIZE
from chronicle.charts.nouns import Box, Chart, Label, Mark, Placed, Shape, Stroke
from chronicle.charts.scale import scale_chart
from chronicle.svg import element, number


def draw_chart(chart: Chart) -> Markup:
    """Return a chart as SVG. What it shows is told by its title and description to those who do not see it."""
    return render_placed(place_chart(scale_chart(chart)))


def render_placed(placed: Placed) -> Markup:
    """Write every shape as an element, in the order of the reader's eye."""
    chart = placed.chart
    title, description = title_id(chart.key), f"{chart.key}-desc"
    return element(
        "svg",
        element("title", chart.title, id=title),
        element("desc", chart.description, id=description),
        (_element(shape) for shape in placed.shapes),
        class_=f"drawing {chart.kind}",
        viewBox=f"0 0 {number(WIDTH)} {number(placed.height)}",
        font_size=SIZE,
        role="img",
        aria_labelledby=f"{title} {description}",
    )


def title_id(key: str) -> str:
    """Return the id of a drawing's title, which names its table too."""
    return f"{key}-title"


def _element(shape: Shape) -> Markup:
    if isinstance(shape, Label):
        return _label(shape)
    if isinstance(shape, Box):
        return element("rect", x=shape.x, y=shape.y, width=shape.width, height=shape.height, class_=shape.role)
    if isinstance(shape, Stroke):
        return element("line", x1=shape.x1, y1=shape.y1, x2=shape.x2, y2=shape.y2, class_=shape.role)
    return _mark(shape)


def _label(label: Label) -> Markup:
    tail = element("tspan", label.tail, dx=SIZE / 2, class_="quiet") if label.tail else ""
    anchor = None if label.anchor == "start" else label.anchor
    role = None if label.role == "label" else label.role
    return element("text", label.text, tail, x=label.x, y=label.y, class_=role, text_anchor=anchor)


def _mark(mark: Mark) -> Markup:
    role = f"mark s{mark.series}"
    if mark.series == 3:
        side = 2 * DOT - 1
        return element("rect", x=mark.x - side / 2, y=mark.y - side / 2, width=side, height=side, class_=role)
    return element("circle", cx=mark.x, cy=mark.y, r=DOT, class_=role)
