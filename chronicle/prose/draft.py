"""A text between its two steps: read, with slots for all that it names, and not yet filled."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from chronicle.model import Item, Mention, Note, Visible
from chronicle.problems import Problem, Where
from chronicle.prose.slots import CalculationSlot, CreditSlot, FigureSlot, ImageSlot, LinkSlot, Slot

Pieces = tuple[str | Slot, ...]


@dataclass(frozen=True)
class DraftHeading:
    """A heading; its text may have figures in it."""

    level: int
    anchor: str
    text: Pieces


@dataclass(frozen=True)
class DraftBlock:
    """A block, its HTML clean, with slots."""

    kind: str
    anchor: str
    where: Where
    mentions: tuple[Mention, ...]
    text: str
    html: Pieces
    visible: Visible
    items: tuple[Item, ...]
    chart: str


@dataclass(frozen=True)
class Draft:
    """A text that was read. Nothing in it depends on what its references say."""

    headings: tuple[DraftHeading, ...]
    notes: tuple[Note, ...]
    blocks: tuple[DraftBlock, ...]
    mentions: tuple[Mention, ...]
    problems: tuple[Problem, ...]

    @property
    def names(self) -> frozenset[str]:
        """The references needed to fill the slots: `fact:sheet.key`, `place:oldbridge`, `image:content/…/photo.jpg`."""
        pieces = (piece for block in self.blocks for piece in block.html if not isinstance(piece, str))
        return frozenset(name for slot in pieces for name in _names(slot))


def _names(slot: Slot) -> Iterator[str]:
    if isinstance(slot, FigureSlot):
        yield f"fact:{slot.fact}"
    elif isinstance(slot, CalculationSlot):
        yield from (f"fact:{fact}" for fact in slot.calculation.facts)
    elif isinstance(slot, LinkSlot):
        yield f"{slot.kind}:{slot.key}"
    elif isinstance(slot, ImageSlot | CreditSlot):
        yield f"image:{slot.path}"
