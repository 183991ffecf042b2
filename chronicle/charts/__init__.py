"""Facts → one drawing: chart → scaled → placed → SVG, each stage a type of its own.

It is laid out once for a phone and once for a page, so that its text stays readable on both. It has classes and no colours, and
nothing in it is told by colour alone. Every number that a reader sees in it is the text of a fact, or stands on its scale.
"""

from chronicle.charts.drawn import draw_chart
from chronicle.charts.layout import place_chart
from chronicle.charts.nouns import SMALL, WIDE, Chart, Placed, Row, Tick, Value
from chronicle.charts.poster import Poster, draw_thumbnail, lay_out_poster, render_poster
from chronicle.charts.quilt import draw_quilt
from chronicle.charts.scale import round_ticks, scale_chart

__all__ = [
    "SMALL",
    "WIDE",
    "Chart",
    "Placed",
    "Poster",
    "Row",
    "Tick",
    "Value",
    "draw_chart",
    "draw_quilt",
    "draw_thumbnail",
    "lay_out_poster",
    "place_chart",
    "render_poster",
    "round_ticks",
    "scale_chart",
]
