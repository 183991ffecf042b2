"""Headings of a text: their anchors, and the checks of their levels."""

from __future__ import annotations

import re
from collections.abc import Sequence
from xml.etree import ElementTree as etree

from chronicle.prose.draft import DraftHeading
from chronicle.prose.findings import Findings

_ANCHOR = re.compile(r"(?<!\s)\s*\{#(?P<anchor>[a-z0-9-]+)\}\s*$")


def give_anchor(heading: etree.Element, number: int) -> None:
    """Give a heading its written anchor, or one by its number (`section-3`), which is the same in every language."""
    last = heading[-1] if len(heading) else None
    text = (last.tail if last is not None else heading.text) or ""
    anchor = f"section-{number}"
    if written := _ANCHOR.search(text):
        anchor = written["anchor"]
        text = text[: written.start()]
        if last is not None:
            last.tail = text
        else:
            heading.text = text
    heading.set("id", anchor)


def check_level(level: int, above: Sequence[DraftHeading], offset: int, findings: Findings) -> None:
    """Report a heading that skips a level, such as level 4 after level 2. The title of the text is level 1."""
    last = above[-1].level if above else 1
    if level > last + 1:
        findings.tell("skipped-level", offset, level=level, above=last, marks="#" * (last + 1))


def check_underline(heading: str, markdown: str, offset: int, findings: Findings) -> None:
    """Report a heading that was probably meant as a paragraph: hyphens below it make it one, and it is a sentence, or they are a single one."""
    lines = markdown[offset : offset + 2000].split("\n", 2)
    is_underlined = lines[0][:1] not in "#<" and lines[1:2] and lines[1].strip(" >-") == ""
    if is_underlined and (heading.endswith((".", "。")) or lines[1].strip(" >") == "-"):
        findings.tell("paragraph-as-heading", offset)
