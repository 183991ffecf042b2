"""Nouns of one rendered text: what it mentions, its notes, headings and blocks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from chronicle.problems import Where

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


@dataclass(frozen=True)
class Mention:
    """Something that a text refers to, as written: `kind` says to what, `target` is its name or key."""

    kind: Literal[
        "fact",
        "period",
        "source",
        "chapter",
        "page",
        "place",
        "term",
        "sheet",
        "anchor",
        "link",
        "brace",
        "html",
        "raw",
        "title",
        "id",
        "chart",
        "chart-in-line",
        "image",
        "image-in-line",
        "image-titled",
        "image-without-text",
    ]
    target: str
    where: Where


@dataclass(frozen=True)
class Note:
    """A numbered note to a source; `section` is empty where the source as a whole is meant."""

    number: int
    source: str
    section: str


@dataclass(frozen=True)
class Heading:
    """A heading in a text; `anchor` is the same in every language."""

    level: int
    anchor: str
    text: str


@dataclass(frozen=True)
class Block:
    """One paragraph, heading, list, quotation or table of a text, with the facts and periods it refers to in their order.

    `anchor` is the same in every language. `text` is what was typed in the block: code, figures, dates, notes and text
    declared as it stands are left out.
    """

    kind: str
    anchor: str
    where: Where
    facts: tuple[str, ...]
    periods: tuple[str, ...]
    text: str
    html: str

    @property
    def level(self) -> int:
        """The rank of a heading, 0 for any other block."""
        return int(self.kind[1]) if self.kind in HEADINGS else 0


@dataclass(frozen=True)
class Body:
    """One language's half of a chapter, rendered, with all that it mentions.

    `has_cards` tells whether its figures lead to cards on the same page, rather than to their sheets.
    """

    headings: tuple[Heading, ...]
    notes: tuple[Note, ...]
    blocks: tuple[Block, ...]
    mentions: tuple[Mention, ...]
    has_cards: bool

    @property
    def html(self) -> str:
        """The whole text: its blocks, one below the other."""
        return "\n".join(block.html for block in self.blocks)


@dataclass(frozen=True)
class OutputFile:
    """A file of the finished site: a path below `output/` with forward slashes, and its bytes."""

    path: str
    content: bytes
