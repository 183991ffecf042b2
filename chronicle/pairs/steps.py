"""Translations in step: the blocks of a half that were last accepted as translations of blocks of the main half, and the changes since."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from chronicle.model import Block, Body, Half
from chronicle.pairs.align import align_halves
from chronicle.problems import Where

State = Literal["in-step", "main-changed", "other-changed", "both-changed", "missing", "added", "unseen"]
DIGEST_LENGTH = 12


@dataclass(frozen=True)
class Step:
    """A block of the main half and its counterpart in another half; or the titles and summaries of both halves.

    `main` and `other` are the places of the two, `digests` their digests. `anchor` and `other_anchor` are those of the blocks.
    All are None or empty if there is no block.
    """

    state: State
    main: Where | None
    other: Where | None
    digests: tuple[str, str]
    anchor: str = ""
    other_anchor: str = ""


def find_steps(first: Half, main: Body, half: Half, other: Body, seen: Collection[tuple[str, str]]) -> Iterator[Step]:
    """Yield the steps of a half in the order of the text, that of the titles first. `seen` are the digests of pairs that once were in step."""
    mains, others = {pair[0] for pair in seen}, {pair[1] for pair in seen}

    def state(one: str, two: str) -> State:
        if not (one and two):
            return "missing" if one else "added"
        if not seen:
            return "unseen"
        if (one, two) in seen:
            return "in-step"
        if two in others:
            return "main-changed"
        return "other-changed" if one in mains else "both-changed"

    titles = (_digest_title(first), _digest_title(half))
    yield Step(state(*titles), _title_place(first), _title_place(half), titles)
    digests = _digest_blocks(first, main.blocks) | _digest_blocks(half, other.blocks)
    for one, two in align_halves(main.blocks, other.blocks):
        pair = (digests[one.where] if one else "", digests[two.where] if two else "")
        places = (one.where if one else None, two.where if two else None)
        yield Step(state(*pair), *places, pair, one.anchor if one else "", two.anchor if two else "")


def _digest_blocks(half: Half, blocks: Sequence[Block]) -> dict[Where, str]:
    """Return place → digest of the Markdown of each block. The digest does not depend on line breaks and the number of spaces."""
    lines = half.markdown.split("\n")
    begins = [block.where for block in blocks]
    end = Where(half.path, half.first_line + len(lines))
    return {
        begin: _digest("\n".join(lines[begin.line - half.first_line : after.line - half.first_line]))
        for begin, after in pairwise([*begins, end])
    }


def _digest_title(half: Half) -> str:
    return _digest("\n".join(phrase.text for _, phrase in sorted(half.phrases.items())))


def _title_place(half: Half) -> Where:
    return half.phrases["title"].where if "title" in half.phrases else Where(half.path)


def _digest(text: str) -> str:
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()[:DIGEST_LENGTH]
