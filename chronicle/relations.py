"""Arithmetic that must hold between facts, evaluated with the precision of what was printed.

A relation is two expressions and a comparison: `a.b + a.c = a.d`, `a.b / a.c = a.share`, `a.b <= a.c`, `a.b == c.d`. A fact
stands for the interval that its print allows: 46.8万 may be anything from 46.75万 to 46.85万, 7300多 from 7300 to 7400; what
is counted in whole things and printed in full is exact. Percentages stand for fractions: 40.5% is 0.405. Expressions are
read by the small grammar below and by nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from chronicle.model import Expression, Fact, Figure, Relation, RelationEntry, Unit
from chronicle.problems import Where

TOKEN = re.compile(r"\s*(?:(?P<fact>[a-z0-9-]+\.[a-z0-9-]+)|(?P<number>\d+(?:\.\d+)?)|(?P<sign><=|==|=|[-+*/()]))")
COMPARISONS = ("<=", "==", "=")
INFINITY = Fraction(10) ** 30


@dataclass(frozen=True)
class Interval:
    """All values that a print allows; both ends belong to it."""

    low: Fraction
    high: Fraction

    def overlaps(self, other: Interval) -> bool:
        """Tell whether the two can be the same value."""
        return self.low <= other.high and other.low <= self.high


def make_relation(key: str, entry: RelationEntry, where: Where) -> Relation:
    """Return a relation. Raises ValueError, with the reason as a sentence, for what the grammar does not have."""
    tokens = list(_tokens(entry.holds))
    signs = [position for position, (_, token) in enumerate(tokens) if token in COMPARISONS]
    if len(signs) != 1:
        raise ValueError("a relation has one comparison: =, == or <=")
    left, rest_left = _parse_sum(tokens[: signs[0]])
    right, rest_right = _parse_sum(tokens[signs[0] + 1 :])
    for _, unread in (*rest_left, *rest_right):
        raise ValueError(f"'{unread}' cannot stand where it does")
    facts = tuple(dict.fromkeys((*_facts_of(left), *_facts_of(right))))
    sign: Any = tokens[signs[0]][1]
    return Relation(key, entry.holds, left, sign, right, facts, entry.why, entry.contradiction, where)


def holds(relation: Relation, facts: Mapping[str, Fact], units: Mapping[str, Unit]) -> bool:
    """Tell whether a relation can be true with the precision of the printed figures."""
    left, right = evaluate(relation.left, facts, units), evaluate(relation.right, facts, units)
    return left.low <= right.high if relation.sign == "<=" else left.overlaps(right)


def evaluate(expression: Expression, facts: Mapping[str, Fact], units: Mapping[str, Unit]) -> Interval:
    """Return the interval of an expression; raises ZeroDivisionError where it divides by what may be nothing."""
    if expression.operator == "fact":
        figure = facts[expression.name].figure
        return figure_interval(figure, units[figure.unit])
    if expression.operator == "number":
        return Interval(Fraction(expression.name), Fraction(expression.name))
    left, right = (evaluate(operand, facts, units) for operand in expression.operands)
    ends = [
        OPERATIONS[expression.operator](one, two) for one in (left.low, left.high) for two in (right.low, right.high)
    ]
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


OPERATIONS: dict[str, Callable[[Fraction, Fraction], Fraction]] = {
    "+": lambda one, two: one + two,
    "-": lambda one, two: one - two,
    "*": lambda one, two: one * two,
    "/": lambda one, two: one / two,
}

Tokens = list[tuple[str, str]]


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    position = 0
    while position < len(text.rstrip()):
        match = TOKEN.match(text, position)
        if not match or match.lastgroup is None:
            raise ValueError(f"'{text[position:].strip()[:20]}' is not a fact, a number or a sign")
        yield match.lastgroup, match[match.lastgroup]
        position = match.end()


def _parse_sum(tokens: Tokens) -> tuple[Expression, Tokens]:
    return _parse_chain(tokens, "+-", _parse_product)


def _parse_product(tokens: Tokens) -> tuple[Expression, Tokens]:
    return _parse_chain(tokens, "*/", _parse_operand)


def _parse_chain(
    tokens: Tokens, operators: str, parse_next: Callable[[Tokens], tuple[Expression, Tokens]]
) -> tuple[Expression, Tokens]:
    """Read operands joined by operators of one rank, from the left."""
    expression, rest = parse_next(tokens)
    while rest and rest[0][1] in tuple(operators):
        operator = rest[0][1]
        operand, rest = parse_next(rest[1:])
        expression = Expression(operator, operands=(expression, operand))
    return expression, rest


def _parse_operand(tokens: Tokens) -> tuple[Expression, Tokens]:
    if not tokens:
        raise ValueError("an operand is missing")
    kind, token = tokens[0]
    if token == "(":
        expression, rest = _parse_sum(tokens[1:])
        if not rest or rest[0][1] != ")":
            raise ValueError("a bracket is not closed")
        return expression, rest[1:]
    if kind == "sign":
        raise ValueError(f"'{token}' stands where a fact or a number should")
    return Expression(kind, token), tokens[1:]


def _facts_of(expression: Expression) -> Iterator[str]:
    if expression.operator == "fact":
        yield expression.name
    for operand in expression.operands:
        yield from _facts_of(operand)
