"""Arithmetic that must hold between facts, evaluated with the precision of what was printed.

A relation is two expressions and a comparison: `a.b + a.c = a.d`, `a.b / a.c = a.share`, `a.b <= a.c`, `a.b == c.d`. A fact
stands for the interval that its print allows: 46.8万 may be anything from 46.75万 to 46.85万, 7300多 from 7300 to 7400; what
is counted in whole things and printed in full is exact. Percentages stand for fractions: 40.5% is 0.405. Expressions are
read by the small grammar below and by nothing else.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from chronicle.model import FACT_ID, Expression, Fact, Figure, Relation, RelationEntry, Sign, Unit
from chronicle.problems import Where

# A fact's id has a letter in it; 1.5 is a number.
TOKEN = re.compile(
    rf"\s*(?:(?P<fact>(?=[0-9.-]*[a-z]){FACT_ID})|(?P<number>[0-9]+(?:\.[0-9]+)?)|(?P<sign><=|==|=|[-+*/()]))"
)
MOST_CHARACTERS = 4000
MOST_OPERANDS = 100
MOST_DIGITS = 15
MOST_BRACKETS = 20  # one within another
COMPARISONS: Mapping[str, Sign] = {"<=": "<=", "==": "==", "=": "="}
SHOWN_SIGNS = {"+": "+", "-": "−", "*": "×", "/": "÷", "=": "=", "==": "=", "<=": "≤"}
RANKS = {"+": 0, "-": 0, "*": 1, "/": 1}
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
    if len(entry.holds) > MOST_CHARACTERS:
        raise ValueError(f"it has {len(entry.holds)} characters, the most are {MOST_CHARACTERS}")
    tokens = list(_tokens(entry.holds))
    signs = [(position, token) for position, (_, token) in enumerate(tokens) if token in COMPARISONS]
    if len(signs) != 1:
        raise ValueError("a relation has one comparison: =, == or <=")
    operands = sum(kind != "sign" for kind, _ in tokens)
    if operands > MOST_OPERANDS:
        raise ValueError(f"it has {operands} facts and numbers, the most are {MOST_OPERANDS}")
    position, sign = signs[0]
    left, right = _parse_side(tokens[:position]), _parse_side(tokens[position + 1 :])
    facts = tuple(dict.fromkeys((*_facts_of(left), *_facts_of(right))))
    return Relation(
        key, entry.holds, left, COMPARISONS[sign], right, facts, entry.why, entry.contradiction, entry.doubt, where
    )


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
    if expression.operator == "/" and right.low <= 0 <= right.high:
        raise ZeroDivisionError
    ends = [
        OPERATIONS[expression.operator](one, two) for one in (left.low, left.high) for two in (right.low, right.high)
    ]
    return Interval(min(ends), max(ends))


def show_relation(relation: Relation, show_fact: Callable[[str], str]) -> str:
    """Return a relation as readers know arithmetic, with what `show_fact` gives for each fact's id: 3人 ÷ 4人 = 75%."""
    sides = (_show(side, show_fact, 0) for side in (relation.left, relation.right))
    return f" {SHOWN_SIGNS[relation.sign]} ".join(sides)


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

Tokens = deque[tuple[str, str]]


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    text = text.rstrip()
    position = 0
    while position < len(text):
        match = TOKEN.match(text, position)
        if not match or match.lastgroup is None:
            raise ValueError(f"'{text[position : position + 40].strip()[:20]}' is not a fact, a number or a sign")
        kind, token = match.lastgroup, match[match.lastgroup]
        if kind == "number" and len(token) > MOST_DIGITS:
            raise ValueError(f"the number '{token[:10]}…' has {len(token)} digits, the most are {MOST_DIGITS}")
        yield kind, token
        position = match.end()


def _parse_side(tokens: Iterable[tuple[str, str]]) -> Expression:
    rest = deque(tokens)
    expression = _parse_sum(rest, 0)
    if rest:
        raise ValueError(f"'{rest[0][1]}' cannot stand where it does")
    return expression


def _parse_sum(rest: Tokens, depth: int) -> Expression:
    return _parse_chain(rest, ("+", "-"), lambda: _parse_chain(rest, ("*", "/"), lambda: _parse_operand(rest, depth)))


def _parse_chain(rest: Tokens, operators: Sequence[str], parse_next: Callable[[], Expression]) -> Expression:
    """Take operands joined by operators of one rank, from the left."""
    expression = parse_next()
    while rest and rest[0][1] in operators:
        _, operator = rest.popleft()
        expression = Expression(operator, operands=(expression, parse_next()))
    return expression


def _parse_operand(rest: Tokens, depth: int) -> Expression:
    if not rest:
        raise ValueError("an operand is missing")
    kind, token = rest.popleft()
    if token == "(":
        if depth == MOST_BRACKETS:
            raise ValueError(f"more than {MOST_BRACKETS} brackets stand within one another")
        expression = _parse_sum(rest, depth + 1)
        if not rest or rest.popleft()[1] != ")":
            raise ValueError("a bracket is not closed")
        return expression
    if kind == "sign":
        raise ValueError(f"'{token}' stands where a fact or a number should")
    return Expression(kind, token)


def _show(expression: Expression, show_fact: Callable[[str], str], rank: int) -> str:
    """Return an expression, in brackets where it binds less than what is around it: `rank` is 0 to 2."""
    if expression.operator == "fact":
        return show_fact(expression.name)
    if expression.operator == "number":
        return expression.name
    own = RANKS[expression.operator]
    left, right = expression.operands
    text = f"{_show(left, show_fact, own)} {SHOWN_SIGNS[expression.operator]} {_show(right, show_fact, own + 1)}"
    return f"({text})" if own < rank else text


def _facts_of(expression: Expression) -> Iterator[str]:
    if expression.operator == "fact":
        yield expression.name
    for operand in expression.operands:
        yield from _facts_of(operand)
