"""Limits of the length and complexity of a text. A text that Python-Markdown could not read in seconds is reported before it is read.

The time that Python-Markdown needs grows with the square of some counts (brackets, tags, cells of a table, links in a paragraph); others
make its stack grow. All limits are far above what a person writes: the longest text of the first documentary has 13,000 characters
and 60 paragraphs.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from chronicle.prose.findings import Findings
from chronicle.prose.layout import Laid


@dataclass(frozen=True)
class Limit:
    """The largest allowed number of matches of a pattern. `what` is the name of what is counted, for messages."""

    what: str
    pattern: re.Pattern[str]
    most: int


MOST_CHARACTERS = 300_000
# In a whole text, and in one paragraph, list, quotation or table of it.
TEXT_LIMITS = (
    Limit("lines", re.compile(r"\n"), 8_000),
    Limit("paragraphs", re.compile(r"\n\n+"), 3_000),
    Limit("headings", re.compile(r"^[> ]*#", re.MULTILINE), 1_000),
    Limit("references and links", re.compile(r"[\[{]"), 6_000),
    Limit("marks of code", re.compile(r"`+"), 4_000),
    Limit("marks of emphasis", re.compile(r"[*_~]+"), 8_000),
    Limit("marks of HTML", re.compile(r"<"), 3_000),
    Limit("marks of entities and escapes", re.compile(r"[&\\]"), 6_000),
    Limit("cells", re.compile(r"\|"), 60_000),  # each has a mark: see marks.MOST_MARKS
)
PARAGRAPH_LIMITS = (
    Limit("characters in a paragraph", re.compile(r"(?s)."), 50_000),
    Limit("square brackets in a paragraph", re.compile(r"\["), 500),
    Limit("addresses in a paragraph", re.compile("://"), 1_000),
    Limit("marks of HTML in a paragraph", re.compile(r"<"), 500),
    Limit("marks of emphasis in a paragraph", re.compile(r"[*_~]+"), 2_000),
    Limit("marks of code in a paragraph", re.compile(r"`+"), 1_000),
)
MOST_CELLS = 60  # in a line


def check_length(markdown: str, findings: Findings) -> None:
    """Report a text that exceeds a limit. Raises TooMuch."""
    if len(markdown) > MOST_CHARACTERS:
        _stop(findings, 0, len(markdown), "characters", MOST_CHARACTERS)
    for limit in TEXT_LIMITS:
        count = len(limit.pattern.findall(markdown))
        if count > limit.most:
            _stop(findings, 0, count, limit.what, limit.most)


def check_lines(laid: Laid, findings: Findings) -> None:
    """Report a paragraph, list, quotation or table that exceeds a limit. Raises TooMuch."""
    start = 0
    for paragraph in laid.text.split("\n\n"):
        for limit in PARAGRAPH_LIMITS:
            if len(paragraph) <= limit.most:
                continue
            count = sum(1 for _ in limit.pattern.finditer(paragraph))
            if count > limit.most:
                _stop(findings, laid.offset(start), count, limit.what, limit.most)
        if paragraph.count("|") > MOST_CELLS:
            for line in paragraph.split("\n"):
                if line.count("|") > MOST_CELLS:
                    _stop(findings, laid.offset(start), line.count("|"), "cells in a line", MOST_CELLS)
        start += len(paragraph) + 2


def _stop(findings: Findings, offset: int, count: int, what: str, most: int) -> None:
    findings.stop("too-long", offset, count=f"{count:,}", what=what, most=f"{most:,}")
