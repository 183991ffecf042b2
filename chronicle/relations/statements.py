"""Arithmetic that must hold between facts: two expressions and a comparison.

`a.b + a.c = a.d`, `a.b / a.c = a.share`, `a.b <= a.c`, `a.b == c.d`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, cast, get_args

from chronicle.model import Expression, Fact, Relation, Sign, Unit
from chronicle.problems import Where
from chronicle.relations.grammar import facts_of, parse_expression, read_tokens
from chronicle.relations.intervals import evaluate

if TYPE_CHECKING:
    from chronicle.model.entries import RelationEntry  # loads pydantic, which a build that reads no YAML does not need

SHOWN_SIGNS = {"+": "+", "-": "−", "*": "×", "/": "÷", "=": "=", "==": "=", "<=": "≤"}
CONTRARY = {"=": "≠", "==": "≠", "<=": ">"}
RANKS = {"+": 0, "-": 0, "*": 1, "/": 1}


def make_relation(key: str, entry: RelationEntry, where: Where) -> Relation:
    """Return a relation. Raises ValueError, with the reason as a sentence, for anything that is not in the grammar."""
    tokens = read_tokens(entry.holds)
    signs = [(position, token) for position, (_, token) in enumerate(tokens) if token in get_args(Sign)]
    if len(signs) != 1:
        raise ValueError("a relation has one comparison: =, == or <=")
    position, sign = signs[0]
    left, right = parse_expression(tokens[:position]), parse_expression(tokens[position + 1 :])
    if left == right:
        raise ValueError("both sides are the same, so that it says nothing")
    facts = tuple(dict.fromkeys((*facts_of(left), *facts_of(right))))
    return Relation(
        key, entry.holds, left, cast(Sign, sign), right, facts, entry.why, entry.contradiction, entry.doubt, where
    )


def holds(relation: Relation, facts: Mapping[str, Fact], units: Mapping[str, Unit]) -> bool:
    """Return whether a relation can be true with the precision of the printed figures."""
    figures = {fact: facts[fact].figure for fact in relation.facts}
    left, right = evaluate(relation.left, figures, units), evaluate(relation.right, figures, units)
    return left.low <= right.high and (relation.sign == "<=" or right.low <= left.high)


def show_relation(relation: Relation, show_fact: Callable[[str], str]) -> str:
    """Return a relation in ordinary arithmetic, each fact as `show_fact` shows it: 3人 ÷ 4人 = 75%. In a contradiction the sign is ≠ or >."""
    sides = (_show(side, show_fact, 0) for side in (relation.left, relation.right))
    return f" {(CONTRARY if relation.contradiction else SHOWN_SIGNS)[relation.sign]} ".join(sides)


def _show(expression: Expression, show_fact: Callable[[str], str], rank: int) -> str:
    """Return an expression, in brackets if it binds less than the expression around it: `rank` is 0 to 2."""
    if expression.operator == "fact":
        return show_fact(expression.name)
    if expression.operator == "number":
        return expression.name
    own = RANKS[expression.operator]
    left, right = expression.operands
    text = f"{_show(left, show_fact, own)} {SHOWN_SIGNS[expression.operator]} {_show(right, show_fact, own + 1)}"
    return f"({text})" if own < rank else text
