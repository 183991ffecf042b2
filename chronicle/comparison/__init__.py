"""The places with a seat side by side: which figure of each is set beside the others, by a rule that can be told."""

from chronicle.comparison.bars import Bar, draw_bars
from chronicle.comparison.columns import (
    LEAST_PLACES,
    LEFT,
    Cell,
    Column,
    all_comparisons,
    compared_places,
    make_columns,
)
from chronicle.comparison.steps import Grade, grade

__all__ = [
    "LEAST_PLACES",
    "LEFT",
    "Bar",
    "Cell",
    "Column",
    "Grade",
    "all_comparisons",
    "compared_places",
    "draw_bars",
    "grade",
    "make_columns",
]
