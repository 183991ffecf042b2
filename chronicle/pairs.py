"""The two halves of a text, block by block: which block of one answers to which of the other, and where they do not say the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby, zip_longest
from typing import TypeAlias

from chronicle.model import Block
from chronicle.problems import Where

BLOCK_NAMES = {
    "p": "a paragraph", "h1": "a heading", "h2": "a heading", "h3": "a smaller heading", "h4": "a smaller heading",
    "h5": "a smaller heading", "h6": "a smaller heading", "ul": "a list", "ol": "a numbered list", "blockquote": "a quotation",
    "table": "a table", "pre": "code", "dl": "a list of definitions", "hr": "a rule", "aside": "a side note",
}  # fmt: skip
# What blocks are made of, by tag: the name of one and of several.
PARTS = {
    "ul": {"li": ("item", "items")},
    "ol": {"li": ("item", "items")},
    "dl": {"dt": ("term", "terms"), "dd": ("meaning", "meanings")},
    "table": {"tr": ("row", "rows"), "td": ("cell", "cells")},
    "blockquote": {"p": ("paragraph", "paragraphs"), "li": ("item", "items")},
    "aside": {"p": ("paragraph", "paragraphs"), "li": ("item", "items")},
}
# Beyond as many pairs of blocks it would take too long to weigh each against each.
MOST_PAIRS = 250_000

Pair: TypeAlias = tuple[Block | None, Block | None]


def compare_halves(
    main: Sequence[Block], other: Sequence[Block], end: Where, exists: Callable[[str], bool] = bool
) -> Iterator[tuple[Where, str]]:
    """Yield where the other half differs from the main one, and how.

    `end` is the place to show where the other half is the shorter one. `exists` tells of a fact whether there is one: a block that
    names another has its problem already.
    """
    number = 0
    for side, group in groupby(align_halves(main, other), _side):
        pairs = list(group)
        if side == "main":
            following = other[number].where if number < len(other) else end
            yield following, _missing([one for one, _ in pairs if one])
        elif side == "other":
            blocks = [two for _, two in pairs if two]
            yield blocks[0].where, _added(blocks)
        else:
            for count, (one, two) in enumerate(pairs, number + 1):
                if one and two:
                    yield from _compare(count, one, two, exists)
        number += sum(two is not None for _, two in pairs)


def align_halves(main: Sequence[Block], other: Sequence[Block]) -> tuple[Pair, ...]:
    """Return which blocks answer to each other, in their order; one that nothing answers to stands beside None."""
    if len(main) == len(other) and all(_is_alike(one, two) for one, two in zip(main, other, strict=True)):
        return tuple(zip(main, other, strict=True))
    if len(main) * len(other) > MOST_PAIRS:
        return tuple(zip_longest(main, other))
    return _align(main, other)


def _is_alike(one: Block, two: Block) -> bool:
    return one.kind == two.kind and Counter(one.facts) == Counter(two.facts)


def _align(main: Sequence[Block], other: Sequence[Block]) -> tuple[Pair, ...]:
    """Return the pairs that are most alike together, as the comparison of two versions of a file does."""
    ratio = sum(len(block.text) for block in other) / max(1, sum(len(block.text) for block in main))
    rows, columns = len(main), len(other)
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    likeness = [[_likeness(one, two, ratio) for two in other] for one in main]
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


def _likeness(one: Block, two: Block, ratio: float) -> float:
    """Return how alike two blocks are: by kind, by what they mention, and a little by their length."""
    mentioned, answered = Counter(one.keys or one.facts), Counter(two.keys or two.facts)
    shared = 2 * (mentioned & answered).total() / max(1, mentioned.total() + answered.total())
    if bool(one.level) != bool(two.level) or (one.kind != two.kind and not shared):
        return 0.1 if not one.level and not two.level else 0.05
    expected = len(one.text) * ratio
    length = min(expected, len(two.text)) / max(expected, len(two.text), 1)
    return 2.0 * (one.kind == two.kind) + 4 * shared + length + (one.anchor == two.anchor and one.level > 0)


def _side(pair: Pair) -> str:
    return "other" if pair[0] is None else "main" if pair[1] is None else "both"


def _missing(blocks: Sequence[Block]) -> str:
    if len(blocks) == 1:
        return f"The other half has {_name(blocks[0])} (line {blocks[0].where.line}) that this one lacks; it would stand here"
    return (
        f"The other half has {len(blocks)} blocks that this one lacks, the first {_name(blocks[0])} (line "
        f"{blocks[0].where.line}); they would stand here"
    )


def _added(blocks: Sequence[Block]) -> str:
    if len(blocks) == 1:
        return f"This is {_name(blocks[0])} that the other half lacks"
    return f"Here are {len(blocks)} blocks that the other half lacks, the first {_name(blocks[0])}"


def _compare(number: int, one: Block, two: Block, exists: Callable[[str], bool]) -> Iterator[tuple[Where, str]]:
    """Yield how two blocks that answer to each other differ."""
    there = f"in the other half (line {one.where.line})"
    if one.kind != two.kind:
        yield two.where, f"Block {number} is {_name(two)} here, but {_name(one)} {there}"
        return
    different = [tag for tag in PARTS.get(one.kind, {}) if _count(one, tag) != _count(two, tag)]
    for tag in different[:1]:
        few, many = PARTS[one.kind][tag]
        here, other = _count(two, tag), _count(one, tag)
        yield two.where, f"Block {number} has {here} {few if here == 1 else many}, but {other} {there}"
    if not different and [item.depth for item in one.items] != [item.depth for item in two.items]:
        yield two.where, f"The parts of block {number} are not nested as {there}"
    missing, added = Counter(one.facts) - Counter(two.facts), Counter(two.facts) - Counter(one.facts)
    if (missing or added) and all(map(exists, (*one.facts, *two.facts))):
        lacks = f"lacks {_list(missing)}" if missing else ""
        has = f"has {_list(added)}" if added else ""
        yield (
            two.where,
            f"Block {number} does not use the same facts as {there}: it {' and '.join(filter(None, (lacks, has)))}",
        )


def _count(block: Block, tag: str) -> int:
    return sum(item.kind == tag for item in block.items)


def _name(block: Block) -> str:
    what, _, key = block.kind.partition(" ")
    return f"the {what} '{key}'" if key else BLOCK_NAMES.get(block.kind, f"<{block.kind}>")


def _list(facts: Counter[str]) -> str:
    return ", ".join(f"{{{fact}}}" for fact in sorted(facts.elements()))
