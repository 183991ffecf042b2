"""The places with a seat side by side: which figure of each is set beside the others, by a rule that can be told."""

from chronicle.comparison.columns import (
    LEAST_PLACES,
    LEFT,
    Cell,
    Column,
    all_comparisons,
    compared_places,
    make_columns,
)

__all__ = [
    "LEAST_PLACES",
    "LEFT",
    "Cell",
    "Column",
    "all_comparisons",
    "compared_places",
    "make_columns",
]
