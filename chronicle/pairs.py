"""The two halves of a chapter, block by block: where they no longer say the same thing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from chronicle.model import Block
from chronicle.problems import Where

BLOCK_NAMES = {
    "p": "a paragraph", "h1": "a heading", "h2": "a heading", "h3": "a smaller heading", "h4": "a smaller heading", "ul": "a list",
    "ol": "a numbered list", "blockquote": "a quotation", "table": "a table", "pre": "code", "dl": "a list of definitions", "hr": "a rule",
}  # fmt: skip


def compare_halves(main: Sequence[Block], other: Sequence[Block], end: Where) -> Iterator[tuple[Where, str]]:
    """Yield where the other half differs from the main one, and how.

    Blocks of different kinds end the comparison, since nothing after them can be matched; `end` is the place to show where the other
    half is the shorter one.
    """
    for number, (one, two) in enumerate(zip_longest(main, other), 1):
        if one is None:
            yield two.where, f"Block {number} is {_name(two)}, but the other half ends after {_count(main)}"
            return
        if two is None:
            message = (
                f"This half ends after {_count(other)}, but the other half has {len(main)}; next there is {_name(one)}"
            )
            yield end, f"{message} (line {one.where.line})"
            return
        if one.kind != two.kind:
            yield (
                two.where,
                f"Block {number} is {_name(two)} here, but {_name(one)} in the other half (line {one.where.line})",
            )
            return
        missing, added = Counter(one.facts) - Counter(two.facts), Counter(two.facts) - Counter(one.facts)
        if missing or added:
            lacks = f"lacks {_list(missing)}" if missing else ""
            has = f"has {_list(added)}" if added else ""
            difference = " and ".join(filter(None, (lacks, has)))
            yield (
                two.where,
                f"Block {number} does not use the same facts as in the other half (line {one.where.line}): it {difference}",
            )


def _count(blocks: Sequence[Block]) -> str:
    return "1 block" if len(blocks) == 1 else f"{len(blocks)} blocks"


def _name(block: Block) -> str:
    what, _, key = block.kind.partition(" ")
    return f"the {what} '{key}'" if key else BLOCK_NAMES.get(block.kind, f"<{block.kind}>")


def _list(facts: Counter[str]) -> str:
    return ", ".join(f"{{{fact}}}" for fact in sorted(facts.elements()))
