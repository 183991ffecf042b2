"""Where things stand in a text's Markdown: mentions are found by what was written, blocks by the empty lines before them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from chronicle.model import Half, Mention
from chronicle.problems import Where

_FILLER = "`"
_HIDDEN = re.compile(
    r"(?P<comment><!--.*?-->)"
    r"|^(?P<fence>`{3,}|~{3,})[^\n]*\n.*?^(?P=fence)[ ]*$"
    r"|(?<![\\`])(?P<ticks>`+)(?!`)(?:(?!\n[ \t]*\n).)+?(?<!`)(?P=ticks)(?!`)",
    re.DOTALL | re.MULTILINE,
)
_TITLE = re.compile(r"^[ >]*#(?!#)|^(?=[^\n]+\n=+[ ]*$)", re.MULTILINE)
_BEFORE_LINK = re.compile(r"(?:\(\s*<?|\]:\s*<?|<)\Z")
_AFTER_LINK = ("", " ", "\t", "\n", ">", ")")
_LIST_ITEM = re.compile(r" {0,3}(?:[-*+]|\d+\.|:)\s")


@dataclass(frozen=True)
class Written:
    """What stands in the Markdown for a mention: the text itself, the target of a link, or the mark of a title."""

    text: str
    way: Literal["text", "link", "title"] = "text"


def place_mentions(mentions: Iterable[tuple[str, str, Written]], text: Half) -> tuple[Mention, ...]:
    """Find each (kind, target, written) in the Markdown: the second that is written alike is the second place where it stands."""
    hidden = hide_code(text.markdown)
    seen: Counter[Written] = Counter()
    found: dict[Written, list[int]] = {}
    placed = []
    for kind, target, written in mentions:
        if written not in found:
            found[written] = list(_find(written, hidden)) or [0]
        places = found[written]
        start = places[min(seen[written], len(places) - 1)]
        seen[written] += 1
        line = text.first_line + hidden.count("\n", 0, start)
        column = start - (hidden.rfind("\n", 0, start) + 1) + 1
        placed.append(Mention(kind, target, Where(text.path, line, column)))  # type: ignore[arg-type]
    return tuple(placed)


def _find(written: Written, hidden: str) -> Iterator[int]:
    """Yield where something stands that is not escaped; the target of a link begins at the bracket before it."""
    if written.way == "title":
        yield from (match.start() for match in _TITLE.finditer(hidden))
        return
    start = hidden.find(written.text) if written.text else -1
    while start >= 0:
        end = start + len(written.text)
        before = _BEFORE_LINK.search(hidden, max(0, start - 8), start) if written.way == "link" else None
        if written.way == "text" and hidden[start - 1 : start] != "\\":
            yield start
        elif before and hidden[end : end + 1] in _AFTER_LINK:
            yield before.start()
        start = hidden.find(written.text, end)


def block_lines(text: Half) -> list[int]:
    """Return the lines of the file on which blocks begin: after an empty line, outside code and comments."""
    lines, empty = [], True
    for number, line in enumerate(hide_code(text.markdown).split("\n"), text.first_line):
        if line.strip() and (empty or line.startswith("#")):
            lines.append(number)
        empty = not line.strip() or line.startswith("#")
    return lines


def hide_code(markdown: str) -> str:
    """Return the Markdown, line for line and column for column, with code filled up and comments blanked."""
    return _hide_indented(_HIDDEN.sub(_hide, markdown))


def _hide(match: re.Match[str]) -> str:
    if match["comment"]:
        return re.sub(r"[^\n]", " ", match[0])
    # An empty line of code is filled too: it does not end the block.
    return "\n".join(_FILLER * max(1, len(line)) for line in match[0].split("\n"))


def _hide_indented(markdown: str) -> str:
    """Fill up code that is told by four spaces after an empty line; in a list these only go on with an item."""
    lines = []
    code = in_list = False
    empty = True
    for line in markdown.split("\n"):
        if line.strip():
            indented = line.startswith(("    ", "\t"))
            code = indented and (code or (empty and not in_list))
            in_list = in_list if indented else bool(_LIST_ITEM.match(line)) or (in_list and not empty)
        empty = not line.strip()
        lines.append(_FILLER * len(line) if code and not empty else line)
    return "\n".join(lines)
