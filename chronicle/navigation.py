"""Parts, order, previous and next."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import chain

from chronicle.model import Chapter, Part


def reading_order(parts: Iterable[Part]) -> tuple[Chapter, ...]:
    """Return openings and chapters in the order in which a reader turns the pages."""
    return tuple(chain.from_iterable((part.opening, *part.chapters) for part in parts))


def find_neighbours(order: Iterable[Chapter]) -> Mapping[str, tuple[Chapter | None, Chapter | None]]:
    """Return key → what stands before and after it, none at either end."""
    texts = list(order)
    padded = [None, *texts, None]
    return {text.key: (before, after) for text, before, after in zip(texts, padded, padded[2:], strict=False)}
