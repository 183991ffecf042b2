"""Arithmetic as an editor writes it: facts, numbers, signs and brackets, and nothing else."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence

from chronicle.model import FACT_ID, Expression

# A fact's id has a letter in it; 1.5 is a number.
_TOKEN = re.compile(
    rf"\s*(?:(?P<fact>(?=[0-9.-]*[a-z]){FACT_ID})|(?P<number>[0-9]+(?:\.[0-9]+)?)|(?P<sign><=|==|=|[-+*/()]))"
)
MOST_CHARACTERS = 4000
MOST_OPERANDS = 100
MOST_DIGITS = 15
MOST_BRACKETS = 20  # one within another

Token = tuple[str, str]
Tokens = deque[Token]


def read_tokens(text: str) -> list[Token]:
    """Return the (kind, text) of each fact, number and sign. Raises ValueError, with the reason as a sentence, for anything else."""
    if len(text) > MOST_CHARACTERS:
        raise ValueError(f"it has {len(text)} characters, at most {MOST_CHARACTERS} are allowed")
    tokens = list(_tokens(text))
    operands = sum(kind != "sign" for kind, _ in tokens)
    if operands > MOST_OPERANDS:
        raise ValueError(f"it has {operands} facts and numbers, at most {MOST_OPERANDS} are allowed")
    return tokens


def parse_expression(tokens: Iterable[Token]) -> Expression:
    """Return an expression. Raises ValueError, with the reason as a sentence, for anything that is not in the grammar."""
    rest = deque(tokens)
    expression = _parse_sum(rest, 0)
    if rest:
        raise ValueError(f"'{rest[0][1]}' is in the wrong place")
    return expression


def facts_of(expression: Expression) -> Iterator[str]:
    """Yield the id of each fact in an expression, as often as it stands there."""
    if expression.operator == "fact":
        yield expression.name
    for operand in expression.operands:
        yield from facts_of(operand)


def _tokens(text: str) -> Iterator[Token]:
    text = text.rstrip()
    position = 0
    while position < len(text):
        match = _TOKEN.match(text, position)
        if not match or match.lastgroup is None:
            raise ValueError(f"'{text[position : position + 40].strip()[:20]}' is not a fact, a number or a sign")
        kind, token = match.lastgroup, match[match.lastgroup]
        if kind == "number" and len(token) > MOST_DIGITS:
            raise ValueError(f"the number '{token[:10]}…' has {len(token)} digits, at most {MOST_DIGITS} are allowed")
        yield kind, token
        position = match.end()


def _parse_sum(rest: Tokens, depth: int) -> Expression:
    return _parse_chain(rest, ("+", "-"), lambda: _parse_chain(rest, ("*", "/"), lambda: _parse_operand(rest, depth)))


def _parse_chain(rest: Tokens, operators: Sequence[str], parse_next: Callable[[], Expression]) -> Expression:
    """Return the expression of operands that are joined by operators of one rank, grouped from the left."""
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
