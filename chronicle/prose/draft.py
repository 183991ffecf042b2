"""A draft: a half that has been read, with unfilled slots for its references."""

from __future__ import annotations

from dataclasses import dataclass

from chronicle.model import Item, Mention, Note, Visible
from chronicle.problems import Problem, Where
from chronicle.prose.slots import Slot

Pieces = tuple[str | Slot, ...]


@dataclass(frozen=True)
class DraftHeading:
    """A heading; its text may have figures in it."""

    level: int
    anchor: str
    text: Pieces


@dataclass(frozen=True)
class TreeBlock:
    """A finished block of the tree, whose HTML is not yet made."""

    kind: str
    anchor: str
    where: Where
    mentions: tuple[Mention, ...]
    text: str
    visible: Visible
    items: tuple[Item, ...]
    chart: str


@dataclass(frozen=True)
class DraftBlock(TreeBlock):
    """A block with its HTML, which is clean and has slots."""

    html: Pieces


@dataclass(frozen=True)
class Draft:
    """A half that has been read. Nothing in it depends on the values of its references."""

    headings: tuple[DraftHeading, ...]
    notes: tuple[Note, ...]
    blocks: tuple[DraftBlock, ...]
    mentions: tuple[Mention, ...]
    problems: tuple[Problem, ...]
