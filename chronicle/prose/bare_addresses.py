"""Addresses that are typed without angle brackets: where they end, and which of them lead nowhere or may be cut."""

from __future__ import annotations

import re
from xml.etree import ElementTree as etree

from markdown import Markdown
from markdown.inlinepatterns import AutolinkInlineProcessor
from markdown.util import HTML_PLACEHOLDER_RE, INLINE_PLACEHOLDER_RE

from chronicle.problems import shorten
from chronicle.prose.links import NO_REFERENCE, is_full_address
from chronicle.prose.marks import MARK, without_marks
from chronicle.prose.met import SLOT, Met, NoteReference
from chronicle.scripts import HAN, HANGUL, KANA
from chronicle.typography import CHINESE

# Letters of scripts without spaces between words do not belong to an address that is typed as it is: the sentence may go on with them.
_LETTER = rf"[^\W_{CHINESE}{KANA}{HANGUL}]"
# Marks of other tools around an address do not belong to it: ==https://example.org/==.
_AROUND, _NOT_AROUND = r"(?:(?<=(?P<around>==|\+\+))|)", r"(?(around)(?!(?P=around)))"
_OF_ADDRESS = rf"(?:(?!,https?://){_NOT_AROUND}[._~:/?#@!$&'*+,;=%-]|{_LETTER}|\\[_*~]|(?:\[[\w-]*\])+(?==))"
# The end of a sentence does not belong to the address before it; a pair of brackets may.
BARE_ADDRESS = (
    rf"{_AROUND}(?<![A-Za-z0-9/])(?i:https?)://{_LETTER}(?:(?:{_OF_ADDRESS}|\({_OF_ADDRESS}*\))*"
    rf"(?:{_NOT_AROUND}[/#@$&=%+-]|{_LETTER}|\({_OF_ADDRESS}*\)))?"
)
# An address that ends so, before a letter of a script without spaces between words, may be cut.
_OPEN, _UNSPACED = re.compile(r"[=#&%-]$|[^:/]/.*/$"), re.compile(rf"{MARK.pattern}([{HAN}{KANA}{HANGUL}])")
# Behind an address and a space, in brackets: the words of a link of MediaWiki.
_WORDS_OF_LINK = re.compile(rf"{MARK.pattern} [^\[\]\n]+\]")


class BareAddress(AutolinkInlineProcessor):
    """`https://example.org/`, an address without angle brackets, is a link too, except in the text of another link."""

    ANCESTOR_EXCLUDES = ("a",)

    def __init__(self, met: Met, md: Markdown) -> None:
        super().__init__(f"({BARE_ADDRESS})", md)
        self.met = met

    def handleMatch(  # type: ignore[override]
        self, m: re.Match[str], data: str
    ) -> tuple[etree.Element | None, int | None, int | None]:
        """Return the link, and record one that leads nowhere or may go on behind its end; None inside a link that is written as HTML."""
        raw = self.md.htmlStash.rawHtmlBlocks
        numbers = HTML_PLACEHOLDER_RE.findall(self.unescape(data[: m.start()]))
        tags = [tag for tag in (str(raw[int(number)]) for number in numbers) if re.match(r"</?a\b", tag)]
        if tags and not tags[-1].startswith("</"):
            return None, None, None
        offset, behind = self.met.offset(data[m.start() - 1 : m.start()]), _UNSPACED.match(data, m.end())
        if data[m.start() - 2 : m.start() - 1] == "[" and _WORDS_OF_LINK.match(data, m.end()):
            self.met.doubt("foreign-wiki-link", offset, written=shorten(m[1]))
        elif not is_full_address(m[1]):
            self.met.doubt("unknown-address", offset, written=shorten(m[1]))
        elif without_marks(data[: m.start()]).endswith("<"):
            self.met.doubt("unclosed-angle", offset, written=shorten(m[1], 40))
        elif self._goes_on(data, m.end()):
            self.met.doubt("cut-address", offset, written=shorten(m[1]), behind="{", instead=NO_REFERENCE)
        elif behind and _OPEN.search(m[1]):
            self.met.doubt("cut-address", offset, written=shorten(m[1]), behind=behind[1])
        link, start, end = super().handleMatch(m, data)
        assert isinstance(link, etree.Element)
        return link, start, end

    def _goes_on(self, data: str, end: int) -> bool:
        """Return whether a figure or date follows directly behind an address."""
        held = re.match(f"(?:{MARK.pattern})?{INLINE_PLACEHOLDER_RE.pattern}", data[end:])
        node = self.md.treeprocessors["inline"].stashed_nodes.get(held[1]) if held else None  # type: ignore[attr-defined]
        if not isinstance(node, etree.Element) or node.tag != SLOT:
            return False
        return not isinstance(self.met.references[int(node.attrib["met"])][0], NoteReference)
