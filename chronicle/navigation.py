"""The reading order of the texts, the previous and next text of each, and the texts outside the parts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import chain

from chronicle.model import Part, Site, Text
from chronicle.urls import is_home_text


def reading_order(parts: Iterable[Part]) -> tuple[Text, ...]:
    """Return the openings and chapters of all parts in their reading order."""
    return tuple(chain.from_iterable((part.opening, *part.chapters) for part in parts))


def find_neighbours(order: Iterable[Text]) -> Mapping[str, tuple[Text | None, Text | None]]:
    """Return key → (previous text, next text); None at either end."""
    texts = list(order)
    padded = [None, *texts, None]
    return {text.key: (before, after) for text, before, after in zip(texts, padded, padded[2:], strict=False)}


def home_texts(site: Site) -> tuple[Text | None]:
    """Return a tuple of one: the text of the home page, or None if there is none."""
    return (next(filter(is_home_text, site.pages.values()), None),)


def openings(site: Site) -> tuple[Text, ...]:
    """Return the openings of the parts."""
    return tuple(part.opening for part in site.parts)


def parallel_texts(site: Site) -> tuple[Text, ...]:
    """Return the texts that can be read in two languages side by side."""
    return (*reading_order(site.parts), *standalone_texts(site))


def standalone_texts(site: Site) -> tuple[Text, ...]:
    """Return the texts outside the parts that have a page of their own."""
    return tuple(text for text in site.pages.values() if not is_home_text(text))
