"""Redirects of a preview for pages that are no longer made: from a renamed text to its new address, from a deleted text to the page above it."""

from __future__ import annotations

from collections.abc import Mapping

from chronicle.made import MadeSite
from chronicle.model import Half, Text
from chronicle.urls import SitePath, text_path

ALIKE = 0.5  # two texts with at least this share of lines in common are one text, renamed and edited


def find_moves(before: MadeSite, after: MadeSite) -> Mapping[SitePath, SitePath]:
    """Return path of each page that is no longer made → path of the page to show instead."""
    paths = {one.page.path for one in after.pages}
    gone = [one.page for one in before.pages if one.page.path not in paths]
    renamed = _find_renamed(before, after) if gone else {}
    moves: dict[SitePath, SitePath] = {}
    for page in gone:
        text = renamed.get(page.source.path) if page.source else None
        there = text_path(page.path.split("/")[0], text) if text else page.path
        while there and there not in paths:
            there = SitePath(there.rstrip("/").rpartition("/")[0] + "/")
            there = SitePath("") if there == "/" else there
        moves[page.path] = there
    return moves


def _find_renamed(before: MadeSite, after: MadeSite) -> Mapping[str, Text]:
    """Return path of each half of a removed text → the new text that is most similar to it."""
    old, new = ({(text.kind, text.key): text for text in made.site.texts} for made in (before, after))
    added = [text for key, text in new.items() if key not in old]
    renamed: dict[str, Text] = {}
    for text in (text for key, text in old.items() if key not in new):
        likeness, other = max(
            ((_compare(text, one), one) for one in added), key=lambda pair: pair[0], default=(0, None)
        )
        if other and likeness >= ALIKE:
            renamed |= {half.path: other for half in text.halves.values()}
    return renamed


def _compare(one: Text, other: Text) -> float:
    """Return how similar two texts are, from 0 to 1, in the language where they are most similar; 1 for the same lines or the same title."""
    return max(
        (_compare_halves(half, other.halves[key]) for key, half in one.halves.items() if key in other.halves), default=0
    )


def _compare_halves(one: Half, other: Half) -> float:
    lines, others = ({line for line in half.markdown.splitlines() if line.strip()} for half in (one, other))
    return 1 if one.title == other.title else len(lines & others) / max(len(lines), len(others), 1)
