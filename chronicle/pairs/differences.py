"""Differences between the two halves of a text."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import groupby

from chronicle.model import Block, Item, Mention
from chronicle.pairs.align import FREE, Pair
from chronicle.problems import Where

BLOCK_NAMES = {
    "p": "a paragraph", "h1": "a heading", "h2": "a heading", "h3": "a smaller heading", "h4": "a smaller heading",
    "h5": "a smaller heading", "h6": "a smaller heading", "ul": "a list", "ol": "a numbered list", "blockquote": "a quotation",
    "table": "a table", "pre": "code", "dl": "a list of definitions", "hr": "a rule", "aside": "a side note",
}  # fmt: skip
# The parts of blocks by their tags, with the name of one part and of several.
PARTS = {
    "ul": {"li": ("item", "items")},
    "ol": {"li": ("item", "items")},
    "dl": {"dt": ("term", "terms"), "dd": ("meaning", "meanings")},
    "table": {"tr": ("row", "rows"), "td": ("cell", "cells")},
    "blockquote": {"p": ("paragraph", "paragraphs"), "li": ("item", "items")},
    "aside": {"p": ("paragraph", "paragraphs"), "li": ("item", "items")},
}
LINKS = {"chapter", "page", "place", "source", "sheet", "anchor"}


def compare_halves(
    pairs: Iterable[Pair],
    end: Where,
    exists: Callable[[Mention], bool] = bool,
    is_unread: Callable[[Block], bool] = lambda block: False,
    misplaced: Set[str] = frozenset(),
    unsure: Set[str] = frozenset(),
) -> Iterator[tuple[Where, str]]:
    """Yield (place in the other half, message) for each difference of the other half from the main one.

    `pairs` are the corresponding blocks. `end` is the place to show for blocks that are missing at the end of the other half.
    `exists` returns whether the thing that is mentioned exists; if not, this is reported elsewhere. `is_unread` returns whether
    something in a block could not be read; differences of such a block are not reported. It is called only for blocks that differ.
    `misplaced` are the kinds of blocks that a half has inside another block, which is reported elsewhere: they are not missing.
    `unsure` are the kinds of blocks that may stand in the other half as a block of another kind, for the same reason.
    """
    number = 0
    groups = [(side, list(group)) for side, group in groupby(pairs, _side)]
    for place, (side, group) in enumerate(groups):
        lone = [block for pair in group for block in pair if block and block.kind not in misplaced | unsure]
        if side == "main" and lone:
            following = next((two.where for _, later in groups[place:] for _, two in later if two), end)
            yield following, _missing(lone)
        elif side == "other" and lone:
            yield lone[0].where, _added(lone)
        elif side == "both":
            for count, (one, two) in enumerate(group, number + 1):
                if one and two:
                    told = [*_compare(count, one, two, exists), *_compare_mentions(count, one, two, exists)]
                    is_apart = told and (misplaced & {one.kind, two.kind} or is_unread(one) or is_unread(two))
                    yield from () if is_apart else told
        number += sum(two is not None for _, two in group)


def _side(pair: Pair) -> str:
    return "other" if pair[0] is None else "main" if pair[1] is None else "both"


def _missing(blocks: Sequence[Block]) -> str:
    if len(blocks) == 1:
        return f"The other half has {_name(blocks[0])} (line {blocks[0].where.line}) that is missing here"
    return (
        f"The other half has {len(blocks)} blocks that are missing here, the first {_name(blocks[0])} (line "
        f"{blocks[0].where.line})"
    )


def _added(blocks: Sequence[Block]) -> str:
    if len(blocks) == 1:
        return f"This is {_name(blocks[0])} that is missing in the other half"
    return f"Here are {len(blocks)} blocks that are missing in the other half, the first {_name(blocks[0])}"


def _compare(number: int, one: Block, two: Block, exists: Callable[[Mention], bool]) -> Iterator[tuple[Where, str]]:
    """Yield how two corresponding blocks differ in kind or in their parts."""
    there = f"in the other half (line {one.where.line})"
    named = {block.kind.partition(" ")[0] for block in (one, two)}
    if named in ({"chart"}, {"image"}) and not all(map(exists, (*one.mentions, *two.mentions))):
        return  # a missing chart or image is reported elsewhere
    if one.kind != two.kind:
        yield two.where, f"Block {number} is {_name(two)} here, but {_name(one)} {there}"
        return
    for tag, (few, many) in PARTS.get(one.kind, {}).items():
        here, other = _count(two, tag), _count(one, tag)
        if here != other:
            yield two.where, f"Block {number} has {here} {few if here == 1 else many}, but {other} {there}"
            return
    if [item.depth for item in one.items] != [item.depth for item in two.items]:
        yield two.where, f"The parts of block {number} are not nested as {there}"


def _compare_mentions(
    number: int, one: Block, two: Block, exists: Callable[[Mention], bool]
) -> Iterator[tuple[Where, str]]:
    """Yield the differences in references between two blocks, part by part; blocks with different parts are reported by `_compare` alone."""
    if one.kind != two.kind or [(item.kind, item.depth) for item in one.items] != [
        (item.kind, item.depth) for item in two.items
    ]:
        return
    for first, second in zip(_parts_of(one), _parts_of(two), strict=True):
        if difference := tell_difference(first.mentions, second.mentions, exists):
            there = f"in the other half (line {first.where.line})"
            yield second.where, f"Block {number}{second.name} has other references than {there}: it {difference}"


def tell_difference(one: Iterable[Mention], two: Iterable[Mention], exists: Callable[[Mention], bool] = bool) -> str:
    """Return which mentions the second of two places lacks or has besides: `lacks {2019} and has {2018}`; empty if none.

    If a mention in either place is of something that does not exist, all mentions of its kind are left out. All links are one kind.
    """
    one, two = list(one), list(two)
    left_out = {*FREE, *(mention.kind for mention in (*one, *two) if not exists(mention))}
    left_out |= LINKS if left_out & LINKS else set()
    first, second = (
        Counter(_write(mention) for mention in mentions if mention.kind not in left_out) for mentions in (one, two)
    )
    missing, added = first - second, second - first
    lacks, has = (", ".join(sorted(found.elements())) for found in (missing, added))
    return " and ".join([*([f"lacks {lacks}"] if lacks else []), *([f"has {has}"] if has else [])])


@dataclass(frozen=True)
class _Part:
    """An item, cell or paragraph of a block, or the block itself: its name, where it begins, its mentions."""

    name: str
    where: Where
    mentions: list[Mention]


def _parts_of(block: Block) -> Sequence[_Part]:
    """Return the parts of a block with their mentions. The first part has the mentions before all other parts."""
    parts = [_Part("", block.where, []), *(_Part(name, item.where, []) for name, item in _named(block))]
    begins = [part.where for part in parts[1:]]
    for mention in block.mentions:
        parts[bisect_right(begins, mention.where)].mentions.append(mention)
    return parts


def _named(block: Block) -> Iterator[tuple[str, Item]]:
    """Yield (name, item) for the items of a block. A name is `, item 2`, or `, row 3, cell 1` with the head as the first row."""
    row = cell = 0
    counts: Counter[str] = Counter()
    for item in block.items:
        counts[item.kind] += 1
        row, cell = (row + 1, 0) if item.kind == "tr" else (row, cell + (item.kind in ("td", "th")))
        name = PARTS.get(block.kind, {}).get(item.kind, ("", ""))[0]
        called = f", row {row}, cell {cell}" if cell else f", {name} {counts[item.kind]}" if name else ""
        yield called, item


def _count(block: Block, tag: str) -> int:
    return sum(item.kind == tag for item in block.items)


def _name(block: Block) -> str:
    what, _, key = block.kind.partition(" ")
    return f"the {what} '{key}'" if key else BLOCK_NAMES.get(block.kind, f"<{block.kind}>")


def _write(mention: Mention) -> str:
    """Return a mention as it is written in Markdown. All full addresses give the same text, because each language may have its own."""
    key = f"{mention.target}#{mention.anchor}" if mention.anchor else mention.target
    if mention.kind in ("fact", "period", "calculation"):
        return f"{{{mention.target}}}"
    if mention.kind == "note":
        return f"[@{mention.target}, {mention.anchor}]" if mention.anchor else f"[@{mention.target}]"
    if mention.kind == "address":
        return "a link to a full address"
    return f"(#{mention.target})" if mention.kind == "anchor" else f"({mention.kind}:{key})"
