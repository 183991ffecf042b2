"""Blocks of other tools that have to be found before Markdown reads a text, which would make something else of their lines."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import takewhile

from chronicle.rules import LITERAL

# A block of code that other tools read as something else: ```{note} of MyST, ```mermaid. Not ```{.python} and ```{r}.
DIRECTIVE = re.compile(
    r"(?:`{3,}|~{3,}) *(?:\{(?!\.|(?:r|python|julia|code|code-block|code-cell|sourcecode|console)\b)[=a-z][^{}]*\}"
    r"|(?:mermaid|plantuml|markmap|dataview(?:js)?|query|tasks|toc|math|ad-[a-z]+) *$).*"
)
DIRECTIVE_HINT = "Write in Markdown what it gives: > **Note:** text, a list, a table, an image."
# Constructs that are reported, and to which the indented lines below them belong.
INDENTING = re.compile(r"!!!|\?\?\?|===|\.\. |\[\^[^\]]+\]:|:::|///")
_HIGHLIGHT = re.compile(r"(?:\{%-?|\{\{[<%]) *highlight\b.*")
_HIGHLIGHT_END = re.compile(r"(?:\{%-? *end|\{\{[<%] */ *)highlight\b.*")
ABBREVIATION = re.compile(r"\*\[[^\[\]]+\]: [^*]*")
AUTOMATIC = re.compile(r"#\.(?= +\S)")  # the number of a list in Pandoc and reStructuredText
_CONTENTS = re.compile(r"@\[(?:toc|TOC)\]\([^()]*\)")
_UNDERLINE = re.compile(r"~{5,}|\*{4,}")
# A line of hyphens or equals signs that shows the columns of a table, and one below or above all columns.
_COLUMNS = re.compile(r"([-=])\1+ +\1\1[-= ]*")
_EDGE = re.compile("-{4,}")
# What a text has somewhere if there may be such a block in it.
SIGNS = re.compile(r"^[> \t]*(?:([-=])\1+ +\1\1|~{5}|\*{4}|\{[{%][-<%]? *highlight|@\[[Tt])", re.MULTILINE)
_HEAD = re.compile("(?!```|~~~).")
_MOST_HEADS = 4  # lines of a head above the line of columns
_REFERENCE = re.compile(r"\{[^{}\n]+\}|\[@[^\[\]\n]+\]")


@dataclass(frozen=True)
class Foreign:
    """A block of another tool: its rule, what it is and what to write instead; the lines at which it is told and after which the text goes on.

    `instead` is the line that is read in its place, so that other rules find what they expect; if it is empty, an empty block of code.
    """

    rule: str
    what: str
    hint: str
    at: int
    end: int
    instead: str = ""


def find_foreign(body: Callable[[int], str], number: int, last: int) -> Foreign | None:
    """Return the block of another tool that begins on a line below an empty one; None if there is none.

    `body` returns a line by its number, without its indent; `last` is the number of lines.
    """
    line, below = body(number), body(number + 1) if number + 1 < last else ""
    if _UNDERLINE.fullmatch(below) and 0 <= len(below) - len(line) <= len(line):
        hint = "Write ## and a space before the heading, and leave the line below it out."
        return Foreign("unread-heading", "a line of signs", hint, number + 1, number + 2, f"## {line}")
    if _HIGHLIGHT.fullmatch(line):
        end = next((at for at in range(number, last) if _HIGHLIGHT_END.fullmatch(body(at))), number)
        hint = "Around code write ``` on lines of its own."
        return Foreign("foreign-template", "code of another program", hint, number, end + 1)
    if _CONTENTS.fullmatch(line):
        return Foreign("foreign-contents", *LITERAL["foreign-contents"], number, number + 1)
    return _find_columns(body, number, last)


def _find_columns(body: Callable[[int], str], number: int, last: int) -> Foreign | None:
    """Return a table whose columns are shown by a line of hyphens or equals signs, as Pandoc and reStructuredText have it."""
    has_edge = bool(_EDGE.fullmatch(body(number)))
    start = number + has_edge
    heads = list(takewhile(_HEAD.match, map(body, range(start, min(start + _MOST_HEADS + 1, last)))))
    if len(heads) < 2 or not any(map(_COLUMNS.fullmatch, heads)):  # a single such line is a rule
        return None
    rows = range(start, last)
    end = next((at for at in rows if (_EDGE.fullmatch(body(at)) if has_edge else not body(at))), last - 1)
    # So that the facts in it are not told to be used nowhere.
    references = " ".join(_REFERENCE.findall("\n".join(map(body, range(number, end + 1)))))
    hint = "Write its rows as | one | two |, with a line |---|---| below the first."
    return Foreign("unread-table", "a table in columns", hint, number, end + 1, references)
