"""What a reader sees of a text's Markdown, character by character, each with its place: for rules of how a text is typed."""

from __future__ import annotations

import re
from dataclasses import dataclass

from chronicle.model import Half
from chronicle.problems import Where
from chronicle.prose.places import hide_code
from chronicle.typography import HAN, OBJECT

BORDER = "\n"

# Tried at each place in this order; what has a group of its own is replaced, all else is markup that nobody sees.
_MARKUP = re.compile(
    r"(?P<line>^[ ]{0,3}\[[^\]\n]+\]:[^\n]*$|^[ |:-]*-[ |:-]*$)"
    r"|(?P<code>`+)"
    r"|\\(?P<escaped>[\\`*_{}\[\]()#+.!<>|~:-])"
    r"|(?P<object>\{(?!#)[^{}\n]*\}|<(?:https?|mailto):[^<>\s]*>|https?://[^\s<>）)]*)"
    r"|[ ]*\{\#[^{}\n]*\}"
    r"|\[@[^\[\]\n]*\]"
    r"|\]\((?:[^()\n]|\([^()\n]*\))*\)|\]\[[^\[\]\n]*\]|!(?=\[)|[\[\]]"
    r"|</?[a-zA-Z][^<>]*>"
    r"|(?P<start>^[ \t>]*(?:[-*+][ ]|\d+\.[ ]|:[ ]+|\#{1,6}[ ])[ \t]*|^[ \t>]+)"
    rf"|\*+|(?<![^\W_{HAN}])_+|_+(?![^\W_{HAN}])",
    re.MULTILINE,
)


@dataclass(frozen=True)
class VisibleText:
    """The text that is seen, with one position in the Markdown for each character of it."""

    text: str
    positions: tuple[int, ...]
    source: Half

    def where(self, position: int) -> Where:
        """Return the place in the file of a character of the text."""
        start = self.positions[position]
        before = self.source.markdown[:start]
        return Where(
            self.source.path, self.source.first_line + before.count("\n"), start - (before.rfind("\n") + 1) + 1
        )


def read_visible(source: Half) -> VisibleText:
    """Return what is seen of a text: no markup, no targets of links, an OBJECT for each reference, piece of code and address."""
    markdown = hide_code(source.markdown)
    seen: list[str] = []
    positions: list[int] = []

    def see(text: str, start: int) -> None:
        seen.extend(text)
        positions.extend(range(start, start + len(text)))

    done = 0
    for found in _MARKUP.finditer(markdown):
        see(markdown[done : found.start()], done)
        done = found.end()
        if found["code"] or found["object"]:
            see(OBJECT, found.start())
        elif found["escaped"]:
            see(found["escaped"], found.start("escaped"))
        elif found["start"]:
            see(BORDER, found.start())
    see(markdown[done:], done)
    return VisibleText("".join(seen), tuple(positions), source)
