"""Arithmetic between facts, with the precision of what was printed: relations that must hold, and calculations in texts."""

from chronicle.relations.calculations import Calculation, calculate, parse_calculation
from chronicle.relations.intervals import evaluate, figure_interval
from chronicle.relations.statements import holds, make_relation, show_relation

__all__ = [
    "Calculation",
    "calculate",
    "evaluate",
    "figure_interval",
    "holds",
    "make_relation",
    "parse_calculation",
    "show_relation",
]
