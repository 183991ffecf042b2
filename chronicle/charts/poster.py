"""A chart as a stand-alone picture: its finding above it; below it the sources of its figures, and who made it.

No style sheet applies to such a file, so it contains its colours.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from markupsafe import Markup

from chronicle.charts.layout import place_chart
from chronicle.charts.nouns import THUMB, WIDE, Chart, Row
from chronicle.charts.pieces import LINE, RISE, width_of
from chronicle.charts.scale import scale_chart
from chronicle.lines import BOLD_LETTER, balance_lines, break_lines, estimate_width
from chronicle.shapes import BOLD, SIZE, SIZES, Box, Label, Mark, Shape, colour_of, move_shape
from chronicle.svg import by_colour, draw_shape, element, number

MARGIN = 24.0
MOST_ROWS = 8  # the most rows of a small drawing


@dataclass(frozen=True)
class Poster:
    """A stand-alone picture before it is drawn: its size in units of the drawing, and all its shapes."""

    title: str
    description: str
    width: float
    height: float
    shapes: tuple[Shape, ...]


def lay_out_poster(chart: Chart, measure: str, feet: tuple[str, ...]) -> Poster:
    """Return a poster of a chart: its title and measure above it, the lines `feet` below it."""
    bare = replace(chart, rows=tuple(replace(row, face=None) for row in chart.rows))  # a file of its own has no faces
    placed = place_chart(scale_chart(bare), WIDE)
    shapes: list[Shape] = []
    y = _place_text(chart.title, "title", MARGIN, 27, shapes, is_balanced=True)
    y = _place_text(measure, "quiet", y, 18, shapes) + 10
    shapes += [move_shape(shape, MARGIN, y) for shape in placed.shapes]
    y += placed.height + 16
    for foot in feet:
        y = _place_text(foot, "foot", y, 15, shapes)
    return Poster(chart.title, chart.description, WIDE.width + 2 * MARGIN, y + MARGIN - 8, tuple(shapes))


def render_poster(poster: Poster, colours: Mapping[str, str]) -> str:
    """Return a poster as the text of an SVG file; `colours` is name → colour of the light theme."""
    width, height = number(poster.width), number(poster.height)
    svg = element(
        "svg",
        element("title", poster.title),
        element("desc", poster.description),
        element("rect", width=poster.width, height=poster.height, fill=colour_of(colours, "paper")),
        (draw_shape(shape, by_colour(colours)) for shape in poster.shapes),
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {width} {height}",
        width=poster.width,
        height=poster.height,
        font_family="system-ui, 'Segoe UI', Roboto, 'Noto Sans', 'Noto Sans CJK SC', sans-serif",
        font_size=SIZE,
        role="img",
    )
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{svg}\n'


def draw_thumbnail(chart: Chart, rest: str) -> Markup:
    """Return a chart as a small drawing, hidden from screen readers; `rest` is a text that says how many rows it leaves out, or empty."""
    short = _shorten(chart)
    # Beside the figures of a change, or the key to parts, there is no room for labels; labels that are too long beside bars are above them.
    has_room = max(width_of(row.label) for row in short.rows) <= THUMB.width * THUMB.share
    placed = place_chart(scale_chart(short), replace(THUMB, beside=chart.kind not in ("change", "parts") and has_room))
    left_out = [Label(rest, 0, placed.height + RISE, "quiet")] if rest else []
    return element(
        "svg",
        (
            draw_shape(replace(shape, tip="") if isinstance(shape, Box | Mark) else shape)
            for shape in (*placed.shapes, *left_out)
        ),
        class_=f"drawing {'list' if chart.kind == 'table' else chart.kind} thumb",  # .table is a box that scrolls
        viewBox=f"0 0 {number(THUMB.width)} {number(placed.height + LINE * len(left_out))}",
        font_size=SIZE,
        aria_hidden="true",
        focusable="false",
    )


def count_left_out(chart: Chart) -> int:
    """Return how many rows its small drawing leaves out."""
    return max(0, len(chart.rows) - MOST_ROWS) if chart.kind not in ("line", "parts") else 0


def _shorten(chart: Chart) -> Chart:
    """Return a chart without scale and faces, and without dates unless it is over time; of many rows only the first ones and the last are kept."""
    last = len(chart.rows) - 1
    rows = [
        Row(row.label, row.values if chart.kind == "line" else tuple(replace(value, when="") for value in row.values))
        for place, row in enumerate(chart.rows)
        if place == last or place < last - count_left_out(chart)
    ]
    return replace(chart, rows=tuple(rows), ticks=())


def _place_text(text: str, role: str, y: float, line: float, shapes: list[Shape], is_balanced: bool = False) -> float:
    size, letter = SIZES.get(role, SIZE), BOLD_LETTER if role in BOLD else 0.58
    lay = balance_lines if is_balanced else break_lines
    for words in lay(text, WIDE.width, lambda words: estimate_width(words, size, letter)):
        shapes.append(Label(words, MARGIN, y + size, role))  # type: ignore[arg-type]
        y += line
    return y
