"""The correspondence between the blocks of two halves of a text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import zip_longest
from typing import TypeAlias

from chronicle.model import Block

# With more pairs of blocks than this, comparing all of them would take too long.
MOST_PAIRS = 250_000

# Kinds of mentions that may differ between languages: the first use of a term is linked to the glossary automatically.
FREE = ("term",)
# What is a block of its own: one within another block is told.
APART = ("chart", "image")

Pair: TypeAlias = tuple[Block | None, Block | None]


def align_halves(main: Sequence[Block], other: Sequence[Block]) -> tuple[Pair, ...]:
    """Return the pairs of corresponding blocks in order; a block without a counterpart is paired with None."""
    if len(main) == len(other) and all(_is_alike(one, two) for one, two in zip(main, other, strict=True)):
        return tuple(zip(main, other, strict=True))
    if len(main) * len(other) > MOST_PAIRS:
        return tuple(zip_longest(main, other))
    return _align(main, other)


def _is_alike(one: Block, two: Block) -> bool:
    return one.kind == two.kind and _mentioned(one) == _mentioned(two)


def _mentioned(block: Block) -> Counter[tuple[str, str]]:
    return Counter(
        (mention.kind, "" if mention.kind == "address" else mention.target)
        for mention in block.mentions
        if mention.kind not in FREE
        if mention.kind not in APART or block.kind.startswith(mention.kind)
    )


def _align(main: Sequence[Block], other: Sequence[Block]) -> tuple[Pair, ...]:
    """Return the pairs with the greatest total likeness, as a diff of two files finds them."""
    ratio = sum(len(block.text) for block in other) / max(1, sum(len(block.text) for block in main))
    rows, columns = len(main), len(other)
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    mentioned, answered = [_mentioned(block) for block in main], [_mentioned(block) for block in other]
    likeness = [
        [_likeness(one, two, _shared(said, answer), ratio) for two, answer in zip(other, answered, strict=True)]
        for one, said in zip(main, mentioned, strict=True)
    ]
    for row in reversed(range(rows)):
        for column in reversed(range(columns)):
            paired = best[row + 1][column + 1] + likeness[row][column]
            best[row][column] = max(paired, best[row + 1][column], best[row][column + 1])
    pairs: list[Pair] = []
    row = column = 0
    while row < rows and column < columns:
        if best[row][column] == best[row + 1][column + 1] + likeness[row][column]:
            pairs.append((main[row], other[column]))
            row, column = row + 1, column + 1
        elif best[row][column] == best[row + 1][column]:
            pairs.append((main[row], None))
            row += 1
        else:
            pairs.append((None, other[column]))
            column += 1
    pairs += [(block, None) for block in main[row:]]
    return (*pairs, *((None, block) for block in other[column:]))


def _shared(one: Counter[tuple[str, str]], two: Counter[tuple[str, str]]) -> float:
    return 2 * (one & two).total() / max(1, one.total() + two.total())


def _likeness(one: Block, two: Block, shared: float, ratio: float) -> float:
    """Return how alike two blocks are: by kind, by what they mention, and a little by their length."""
    if bool(one.level) != bool(two.level) or (one.kind != two.kind and not shared):
        return 0.1 if not one.level and not two.level else 0.05
    expected = len(one.text) * ratio
    length = min(expected, len(two.text)) / max(expected, len(two.text), 1)
    return 2.0 * (one.kind == two.kind) + 4 * shared + length + (one.anchor == two.anchor and one.level > 0)
