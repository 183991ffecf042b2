"""Lays out the lines of a text in the form that Python-Markdown requires.

In this form nested lists are indented by four spaces, blocks are separated by empty lines, and each block of code and each rule is
a mark. Editors may write more freely: they may indent a nested list by two spaces or more, begin a list, a table or a fence directly
below a line of text, and put fences into lists and quotations. The offset in the Markdown of each piece of the new text is kept.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import accumulate

from chronicle.problems import shorten
from chronicle.prose.findings import Findings
from chronicle.prose.foreign import (
    ABBREVIATION,
    AUTOMATIC,
    DIRECTIVE,
    DIRECTIVE_HINT,
    INDENTING,
    SIGNS,
    Foreign,
    find_foreign,
)
from chronicle.prose.lines import FENCE, HEADING, INDENT, ITEM, Line, read_line
from chronicle.prose.marks import Code, Marks, Rule
from chronicle.rules import LITERAL
from chronicle.scripts import HAN

CODE_MESSAGE = "Four spaces or a tab at the beginning of a line make it a block of code."
CODE_HINT = "Remove them: the style sheet sets the distances. Around code write ``` on lines of its own."
_ANCHOR = re.compile(r"\{#[^{}]*\}\s*$")
DEEPEST = 12  # levels of lists or quotations

# Signs that an indented block is prose and not code, such as a reference, a link, a sentence.
_PROSE = re.compile(
    rf"[。！？]|^ *[{HAN}][^=;(){{}}<>]*$|^##+ |^\|.*\|$|\{{[a-z0-9-]+\.[a-z0-9-]+\}}|\[@|\]\([a-z]+:|^[A-Z][^=;{{}}<>_`\n]*(?: [^=;{{}}<>_`\s]+){{3,}}[.!?]$",
    re.MULTILINE,
)
_MEANING = re.compile(r": +\S")
_DASHES = re.compile(r"-+ *|=+ *")


@dataclass(frozen=True)
class Laid:
    """A text in its new layout. `starts` are the positions of its pieces, `offsets` the offsets of the same pieces in the Markdown."""

    text: str
    starts: tuple[int, ...]
    offsets: tuple[int, ...]

    def offset(self, position: int) -> int:
        """Return the offset in the Markdown of a position in the new text."""
        piece = bisect_right(self.starts, position) - 1
        return self.offsets[piece] + position - self.starts[piece]


def lay_out(markdown: str, marks: Marks, findings: Findings) -> Laid:
    """Return the text in the form that Python-Markdown requires; each block of code and each rule is a mark on a line of its own.

    Raises TooMuch if lists or quotations are nested too deeply.
    """
    layout = _Layout(markdown.split("\n"), marks, findings)
    layout.run()
    return Laid("".join(layout.pieces), tuple(layout.starts), tuple(layout.offsets))


@dataclass
class _Layout:
    """Lays out one text. Holds the lines to read, the pieces made so far, and the open lists as (indent, sort of marker)."""

    written: list[str]
    marks: Marks
    findings: Findings
    pieces: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    offsets: list[int] = field(default_factory=list)
    lists: list[tuple[int, str]] = field(default_factory=list)
    quotes: int = 0
    indent: int = 0
    # What the last line was: "item", "text", or "" for an empty line.
    above: str = ""
    # The indent of the first line after the last empty line, and whether that line is text within a list item.
    start: int = 0
    is_apart: bool = False
    is_table: bool = False
    length: int = 0

    @cached_property
    def begins(self) -> list[int]:
        """The offset of each line."""
        return [0, *accumulate(len(line) + 1 for line in self.written)]

    @cached_property
    def may_have_foreign(self) -> bool:
        """Whether there may be blocks of other tools."""
        return bool(SIGNS.search("\n".join(self.written)))

    def run(self) -> None:
        """Lay out every line."""
        number = 0
        while number < len(self.written):
            line = self._line(number)
            if line.quotes < self.quotes and self.above == "text" and not line.is_blank and not line.begins_block:
                # A line of text continues the quotation above it even without a quotation marker.
                line = replace(line, quotes=self.quotes)
            if line.quotes != self.quotes:
                self.quotes = min(line.quotes, self.quotes)
                if self.above:
                    self._blank(line)
                self.lists, self.quotes = [], line.quotes
            if max(line.quotes, len(self.lists), line.markers) > DEEPEST:
                self.findings.stop("nested-too-deep", line.offset)
            number = self._block(number, line)

    def _line(self, number: int) -> Line:
        inside = self.lists[-1][0] + 2 if self.lists else INDENT
        return read_line(self.written[number], self.begins[number], inside)

    def _block(self, number: int, line: Line) -> int:
        """Lay out the line, or the block that begins on it; return the number of the line after it."""
        if line.is_blank:
            self._blank(line)
        elif "<!--" in line.body and "-->" not in line.body.rpartition("<!--")[2]:
            return self._comment(number)
        elif self._is_code(line):
            return self._indented(number)
        elif not self.above and (foreign := self._find_foreign(number)):
            return self._foreign(foreign, line)
        elif ABBREVIATION.fullmatch(line.body):
            what, hint = LITERAL["foreign-abbreviation"]
            self.findings.add_literal("foreign-abbreviation", line.offset, shorten(line.body, 40), what, hint)
        elif automatic := AUTOMATIC.match(line.body):
            what = "the number of a list"
            self.findings.add_literal("unread-list", line.offset, automatic[0], what, "Write 1. and a space.")
            self._item(replace(line, body=f"1.{line.body[automatic.end() :]}"))
        elif fence := FENCE.fullmatch(line.body):
            return self._fence(number, fence)
        elif line.is_rule and not (self.above == "text" and _DASHES.fullmatch(line.body)):
            self._leave_lists(line)
            self._alone(line, self.marks.add(Rule(line.offset)))
        elif self._begins_item(line):
            self._item(line)
        elif HEADING.match(line.body) and (line.indent < 2 or not self.lists):
            self._leave_lists(line)
            if not _ANCHOR.sub("", line.body).strip("# "):
                self.findings.tell("missing-text", line.offset, what="heading")
            self._alone(line, line.body)
        else:
            if not self.is_table and self._is_table(number):
                if self.above:
                    self._blank(line)
                self.is_table = True
            if line.body in ("-", "*", "+") and self.above != "text":
                hint = "Write a space and a text behind it."
                self.findings.add_literal("unread-list", line.offset, line.body, "the mark of a list", hint)
            self._text(line)
        return number + 1

    def _is_code(self, line: Line) -> bool:
        """Return whether a line is code because of its indent; only a line after an empty line can be."""
        depth = sum(line.indent >= indent + 2 for indent, _ in self.lists)
        return not self.above and line.indent >= INDENT * (depth + 1) and not ITEM.match(line.body)

    def _find_foreign(self, number: int) -> Foreign | None:
        """Return the block of another tool that begins on a line."""
        if not self.may_have_foreign:
            return None
        return find_foreign(lambda at: self._line(at).body, number, len(self.written))

    def _foreign(self, foreign: Foreign, line: Line) -> int:
        """Report a block of another tool, and lay out what stands in its place; return the number of the line after it."""
        told = self._line(foreign.at)
        self.findings.add_literal(foreign.rule, told.offset, shorten(told.body, 40), foreign.what, foreign.hint)
        self._leave_lists(line)
        begin = line.offset - (foreign.instead.find(line.body) if line.body in foreign.instead else 0)
        self._alone(replace(line, offset=begin), foreign.instead or self.marks.add(Code("", line.offset)))
        return foreign.end

    def _is_table(self, number: int) -> bool:
        """Return whether a table begins on a line."""
        if number + 1 == len(self.written) or "|" not in self.written[number]:
            return False
        return self._line(number + 1).is_table_rule

    def _begins_item(self, line: Line) -> bool:
        """Return whether a line begins a list item. Directly below a line of text outside lists, a numbered item must have the number 1."""
        item = ITEM.match(line.body)
        return item is not None and (
            not self.above or bool(self.lists) or item["marker"] in ("-", "*", "+", "1.", "1)")
        )

    def _item(self, line: Line) -> None:
        item = ITEM.match(line.body)
        assert item
        sort = "*" if item["marker"] in "-*+" else "1"
        was = ""
        while self.lists and line.indent < self.lists[-1][0] + 2:
            was = self.lists.pop()[1]
        level = INDENT * len(self.lists)
        is_other = (not self.lists and not was) or was not in ("", sort)
        if self.above and (is_other or self.is_apart or level < self.start):
            # Below a paragraph, a list of the other sort, or lines that began with a deeper indent, an item needs an empty line above it.
            self._blank(line)
        self.lists.append((line.indent, sort))
        marker = "-" if sort == "*" else f"{item['marker'][:-1]}."
        self._emit(f"{marker} {line.body[item.end() :]}\n", line.offset + item.end() - len(marker) - 1, line, level)
        self.above, self.indent, self.is_apart = "item", level, False

    def _text(self, line: Line) -> None:
        """Lay out a line of text. After an empty line it continues the list item under which it is indented, if any."""
        if not self.above:
            self._leave_lists(line)
            self.is_apart = bool(self.lists)
        self._emit(f"{line.body}\n", line.offset, line, self.indent)
        self.above = "text"
        if _MEANING.match(line.body):
            # Indented lines after an empty line continue the definition of the term.
            self._leave_lists(line)
            self.lists.append((line.indent, ":"))

    def _leave_lists(self, line: Line) -> None:
        while self.lists and line.indent < self.lists[-1][0] + 2:
            self.lists.pop()
        self.indent = INDENT * len(self.lists)

    def _alone(self, line: Line, body: str) -> None:
        """Lay out a block of one line, with an empty line above and below it."""
        if self.above:
            self._blank(line)
        self._emit(f"{body}\n", line.offset, line, self.indent)
        self._blank(line)

    def _fence(self, number: int, fence: re.Match[str]) -> int:
        """Lay out a fenced block of code as a mark; return the number of the line after it."""
        line = self._line(number)
        start = line.offset + fence.start("fence")
        edge = line.indent + len(fence["items"])
        closing = re.compile(rf"{fence['fence'][0]}{{{len(fence['fence'])},}} *")
        code, after, is_closed = [], number + 1, False
        while after < len(self.written) and not is_closed:
            inside = read_line(self.written[after], 0, 0 if not line.quotes else len(self.written[after]) + 1)
            if inside.quotes < line.quotes:
                break
            is_closed = bool(closing.fullmatch(inside.body))
            if not is_closed:
                code.append(" " * max(0, inside.indent - edge) + inside.body.rstrip())
            after += 1
        if not is_closed:
            self.findings.tell("unclosed-fence", start, fence=shorten(fence["fence"]))
        elif DIRECTIVE.fullmatch(opening := line.body[fence.start("fence") :].strip()):
            message = f"'{shorten(opening, 40)}' would be published as code: a directive of another program."
            self.findings.add("foreign-markup", start, message, DIRECTIVE_HINT)
        mark = self.marks.add(Code("".join(f"{one}\n" for one in code), start))
        if fence["items"]:
            self._item(replace(line, body=fence["items"] + mark))
            self._blank(line)
        else:
            self._leave_lists(line)
            self._alone(line, mark)
        return after

    def _indented(self, number: int) -> int:
        """Lay out an indented block of code as a mark; return the number of the line after it."""
        first = self._line(number)
        self._leave_lists(first)
        edge = INDENT * (len(self.lists) + 1)
        code, after = [], number
        while after < len(self.written):
            line = self._line(after)
            if not line.is_blank and (line.indent < edge or line.quotes != first.quotes):
                break
            code.append(" " * (line.indent - edge) + line.body)
            after += 1
        while not code[-1].strip():
            code.pop()
            after -= 1
        above = next(
            (one for one in reversed(self.written[:number]) if one.strip() and not one.startswith(" " * INDENT)), ""
        )
        if _PROSE.search("\n".join(code)) and not INDENTING.match(above.strip()):
            self.findings.add("typed-space", first.offset, CODE_MESSAGE, CODE_HINT)
        self._alone(first, self.marks.add(Code("".join(f"{line}\n" for line in code), first.offset)))
        return after

    def _comment(self, number: int) -> int:
        """Copy the lines of a comment; return the number of the line after it."""
        if not self.above:
            self._leave_lists(self._line(number))
        while number < len(self.written):
            line = self._line(number)
            self._emit(f"{line.body}\n", line.offset, line, self.indent)
            number += 1
            if "-->" in line.body:
                break
        self.above = "text"
        return number

    def _blank(self, line: Line) -> None:
        self._emit("\n", line.offset, Line(line.offset, self.quotes, 0, ""), 0)
        self.above, self.is_table = "", False

    def _emit(self, text: str, offset: int, line: Line, indent: int) -> None:
        self.start = self.start if self.above else indent
        before = "> " * line.quotes + " " * indent
        self.starts += [self.length, self.length + len(before)]
        self.offsets += [offset, offset]
        self.pieces += [before, text]
        self.length += len(before) + len(text)
