"""Markup that Markdown has left in a text as it was typed."""

from __future__ import annotations

from collections.abc import Iterable

from chronicle.prose.draft import DraftBlock
from chronicle.prose.findings import Findings


def find_leftovers(blocks: Iterable[DraftBlock], findings: Findings) -> None:
    """Tell of markup that a reader would see."""
