"""Reads a line of Markdown: its quotation markers, its indent and what follows, and what sort of block that begins."""

from __future__ import annotations

import re
from dataclasses import dataclass

INDENT = 4  # the spaces that Python-Markdown counts as one level
ITEM = re.compile(r"(?P<marker>[-*+]|\d{1,9}[.)])(?P<space> +)(?=\S)")
FENCE = re.compile(r"(?P<items>(?:(?:[-*+]|\d{1,9}[.)]) +)*)(?P<fence>`{3,}(?=[^`]*$)|~{3,})[^\n]*")
HEADING = re.compile(r"#{1,6}(?!#)")
_RULE = re.compile(r"(?:(?:\* *){3,}|(?:- *){3,}|(?:_ *){3,})")
_TABLE_LINE = re.compile(r"\|?(?: *:?-+:? *\|)+(?: *:?-+:? *)?|\|? *:?-+:? *(?:\| *:?-+:? *)+\|?")
_QUOTE = re.compile(r"(?: {0,3}>[ \t]?)+")
_MARKERS = re.compile(r"(?:(?:[-*+>]|\d{1,9}[.)]) +)*")
# A tab after a list or heading marker counts as the space that belongs there.
_TABBED = re.compile(r"(?:(?:[-*+]|#{1,6}|\d{1,9}[.)])[ \t]+)+")


@dataclass(frozen=True)
class Line:
    """A line of the Markdown. Its `body` begins at `offset`, after `quotes` quotation markers and an indent of `indent` columns."""

    offset: int
    quotes: int
    indent: int
    body: str

    @property
    def is_blank(self) -> bool:
        """Whether nothing stands on the line."""
        return not self.body

    @property
    def is_rule(self) -> bool:
        """Whether the line is a horizontal rule."""
        return bool(_RULE.fullmatch(self.body))

    @property
    def is_table_rule(self) -> bool:
        """Whether the line can stand between the head of a table and its rows."""
        return bool(_TABLE_LINE.fullmatch(self.body.strip()))

    @property
    def begins_block(self) -> bool:
        """Whether the line begins a block, whatever stands above it."""
        return bool(self.is_rule or FENCE.fullmatch(self.body) or HEADING.match(self.body) or ITEM.match(self.body))

    @property
    def markers(self) -> int:
        """The number of list and quotation markers at its beginning: 3 for `- > - text`."""
        markers = _MARKERS.match(self.body)
        return len(markers[0].split()) if markers else 0


def read_line(written: str, offset: int, inside: int) -> Line:
    """Read a line. A `>` at its beginning is a quotation marker only if the line is indented by less than `inside` spaces."""
    indent = len(written) - len(written.lstrip(" "))
    quote = _QUOTE.match(written) if indent < inside else None
    start = quote.end() if quote else 0
    body = _TABBED.sub(lambda marks: marks[0].replace("\t", " "), written[start:].lstrip(" \t"), 1)
    begin = len(written) - len(body)
    # Two or more spaces at the end are a line break; other space at the end means nothing.
    breaks = body.strip() and body.endswith("  ")
    columns = len(written[start:begin].expandtabs(INDENT))
    return Line(offset + begin, quote[0].count(">") if quote else 0, columns, body.rstrip(" \t") + "  " * bool(breaks))
