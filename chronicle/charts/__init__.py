"""Facts → one drawing: chart → scaled → placed → SVG, each stage a type of its own.

The drawing is narrow, so that its text stays readable on a phone; it has classes and no colours, and nothing in it is told by
colour alone. Every number that a reader sees in it is the text of a fact.
"""

from chronicle.charts.drawn import draw_chart, title_id
from chronicle.charts.nouns import Chart, Row, Value

__all__ = ["Chart", "Row", "Value", "draw_chart", "title_id"]
