"""Evaluates expressions of figures as intervals: a figure stands for all values that its print allows.

46.8万 may be any value from 46.75万 to 46.85万, 7300多 any value from 7300 to 7400. A figure that counts whole things and is printed
in full is exact. Percentages stand for fractions: 40.5% is 0.405.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from chronicle.model import Expression, Figure, Unit

INFINITY = Fraction(10) ** 30
OPERATIONS: Mapping[str, Callable[[Fraction, Fraction], Fraction]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
}


@dataclass(frozen=True)
class Interval:
    """All values that a print allows; both ends belong to it."""

    low: Fraction
    high: Fraction


def evaluate(expression: Expression, figures: Mapping[str, Figure], units: Mapping[str, Unit]) -> Interval:
    """Return the interval of an expression. Raises ZeroDivisionError if a divisor may be zero."""
    if expression.operator == "fact":
        figure = figures[expression.name]
        return figure_interval(figure, units[figure.unit])
    if expression.operator == "number":
        return Interval(Fraction(expression.name), Fraction(expression.name))
    left, right = (evaluate(operand, figures, units) for operand in expression.operands)
    if expression.operator == "/" and right.low <= 0 <= right.high:
        raise ZeroDivisionError
    work_out = OPERATIONS[expression.operator]
    ends = [work_out(one, two) for one in (left.low, left.high) for two in (right.low, right.high)]
    return Interval(min(ends), max(ends))


def figure_interval(figure: Figure, unit: Unit) -> Interval:
    """Return all values that a printed figure allows."""
    value, step = Fraction(figure.value), Fraction(figure.step)
    half = Fraction(0) if unit.whole and step == 1 else step / 2
    low, high = {
        "": (value - half, value + half),
        "more-than": (value, value + step),
        "nearly": (value - step, value),
        "about": (value - step, value + step),
        "at-least": (value, INFINITY),
        "at-most": (Fraction(0), value),
        "below": (Fraction(0), value),
    }[figure.bound]
    if figure.value_max is not None:
        high = max(high, Fraction(figure.value_max))
    scale = Fraction(1, 100) if figure.unit == "percent" else Fraction(1)
    return Interval(low * scale, high * scale)
