"""Spaces and line breaks of a text that depend on its language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree import ElementTree as etree

from chronicle.prose.met import SLOT, Met
from chronicle.prose.slots import NoteSlot
from chronicle.typography import CHINESE, hold_dashes, hold_marks

# Chinese and Western texts both use these; beside a Chinese character they count as Chinese.
MARKS = "“”‘’—…"
_SOFT_BREAK = re.compile(
    rf"(?:[{CHINESE}][{MARKS}]*(?=\s*\n\s*[{MARKS}]*[{CHINESE}])|[{CHINESE}](?=\s*\n\s*[{MARKS}])|[{MARKS}](?=\s*\n\s*[{CHINESE}]))(\s*\n\s*)"
)
# In a Chinese text, a line break between Chinese and Latin letters or digits is dropped too: the style sheet adds the space.
_ANY_SOFT_BREAK = re.compile(rf"(?:[{CHINESE}][{MARKS}]*(?=\s*\n)|(?=\s*\n\s*[{MARKS}]*[{CHINESE}]))(\s*\n\s*)")


def join_soft_breaks(block: etree.Element, met: Met, is_han: bool) -> None:
    """Drop line breaks beside Han characters, also across inline markup: there they do not stand for spaces."""
    if not any("\n" in text for text in block.itertext()):
        return
    pieces = list(_gather(block, met, is_han))
    whole = "".join(text for _, _, text in pieces)
    soft_break = _ANY_SOFT_BREAK if is_han else _SOFT_BREAK
    drop = {position for match in soft_break.finditer(whole) for position in range(*match.span(1))}
    position = 0
    for element, side, text in pieces:
        if drop and side:
            setattr(element, side, "".join(one for at, one in enumerate(text, position) if at not in drop))
        position += len(text)


def hold_spaces(block: etree.Element, met: Met, is_french: bool) -> None:
    """Put non-breaking spaces before the dashes of a text, and beside the punctuation marks of a French one."""
    for element, side, text in _gather(block, met, is_han=False):
        held = hold_dashes(hold_marks(text) if is_french else text)
        if side and held != text:
            setattr(element, side, type(text)(held))


def _gather(element: etree.Element, met: Met, is_han: bool) -> Iterator[tuple[etree.Element, str, str]]:
    """Yield (element, side, text) for each text in an element. `side` is "text", "tail", or "" for code and slots, which are not changed.

    In a Chinese text, a slot that is not a note counts as a Han character; code and all other slots count as a Latin letter.
    """
    if element.tag == SLOT:
        is_note = isinstance(met.marks[element.text or ""], NoteSlot)
        yield element, "", "x" if is_note or not is_han else "人"
        return
    if element.tag in ("code", "pre"):
        yield element, "", "x"
        return
    if element.text:
        yield element, "text", element.text
    for child in element:
        yield from _gather(child, met, is_han)
        if child.tail:
            yield child, "tail", child.tail
