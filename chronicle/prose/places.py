"""Where things stand in a text's Markdown: mentions are found by what was written, blocks by the empty lines before them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from chronicle.model import ChapterText, Mention
from chronicle.problems import Where

_FILLER = "`"
_HIDDEN = re.compile(
    r"(?P<comment><!--.*?-->)"
    r"|^(?P<fence>`{3,}|~{3,})[^\n]*\n.*?^(?P=fence)[ ]*$"
    r"|(?<![\\`])(?P<ticks>`+)(?!`)(?:(?!\n[ \t]*\n).)+?(?<!`)(?P=ticks)(?!`)",
    re.DOTALL | re.MULTILINE,
)
_LIST_ITEM = re.compile(r" {0,3}(?:[-*+]|\d+\.|:)\s")


def place_mentions(mentions: Iterable[tuple[str, str, str]], text: ChapterText) -> tuple[Mention, ...]:
    """Find each (kind, target, pattern) in the Markdown: the second of a pattern is the second place it matches."""
    hidden = hide_code(text.markdown)
    seen: Counter[str] = Counter()
    found: dict[str, list[int]] = {}
    placed = []
    for kind, target, pattern in mentions:
        if pattern not in found:
            found[pattern] = [match.start() for match in re.finditer(pattern, hidden, re.MULTILINE)] or [0]
        places = found[pattern]
        start = places[min(seen[pattern], len(places) - 1)]
        seen[pattern] += 1
        before = hidden[:start]
        line = text.first_line + before.count("\n")
        column = start - (before.rfind("\n") + 1) + 1
        placed.append(Mention(kind, target, Where(text.path, line, column)))  # type: ignore[arg-type]
    return tuple(placed)


def block_lines(text: ChapterText) -> list[int]:
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
