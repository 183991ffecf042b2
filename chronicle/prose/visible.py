"""The visible characters of a block, each with its place, for rules on typing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import unescape
from xml.etree import ElementTree as etree

from markdown.util import AMP_SUBSTITUTE, HTML_PLACEHOLDER_RE, AtomicString

from chronicle.model import HEADINGS, Visible
from chronicle.prose.links import FOOTNOTE
from chronicle.prose.marks import MARK, without_marks
from chronicle.prose.met import SLOT, Met, NoteReference
from chronicle.scripts import HAN, HANGUL, KANA
from chronicle.typography import NEUTRAL, OBJECT

BORDER = "\n"
REPLACEMENT = "\ufffd"
BLOCKS = {
    "aside",
    "p",
    "li",
    "td",
    "th",
    "dt",
    "dd",
    "tr",
    "blockquote",
    "div",
    "summary",
    "details",
    "figcaption",
    *HEADINGS,
}
_LETTER = re.compile(rf"[^\W\d_{HAN}{KANA}{HANGUL}]")
# A link, and the alternative text of an image, have no links inside.
_WITHOUT_LINKS = ("a", "img")
_SIZE = re.compile(
    rf"\|(?:{MARK.pattern}|\s)*\d+(?:x\d+)?$"
)  # behind the alternative text of an image, which is reported elsewhere
ITEMS = {"li", "tr", "td", "th", "dt", "dd", "p"}

_TOKEN = re.compile(
    rf"(?P<mark>[\U000f0000-\U0010ffff])|\x02(?P<escaped>\d+)\x03|{HTML_PLACEHOLDER_RE.pattern.replace('(', '(?P<raw>', 1)}|{re.escape(AMP_SUBSTITUTE)}"
)
# Characters of markup that may stand between two visible characters in the Markdown, and that are not in the tree.
_UNSEEN = frozenset("*_~=[]! \t\n>#|")
_ADDRESS = re.compile(r"https?://(?:(?!\[/)[^\s<>）)\]])*")
# An address without https://, which does not become a link.
WWW_ADDRESS = r"(?i:(?<![a-z0-9@./_-])www\.[a-z0-9-]+\.[^\s<>()\[\]（）「」《》“”，。；、！？]*[a-z0-9/])"
_WWW_ADDRESS = re.compile(WWW_ADDRESS)
_ANCHOR = re.compile(r"(?<!\s)\s*\{#[^{}]*\}\s*$")


class Reader:
    """Reads the blocks of a text in order. The search for a block in the Markdown begins where the last block ended."""

    def __init__(self, markdown: str, met: Met, raw: Sequence[object]) -> None:
        self._markdown = markdown
        self._met = met
        self._raw = raw
        self._at = 0

    def read(self, block: etree.Element) -> tuple[Visible, list[tuple[str, int, int]]]:
        """Return the visible text of a block, and its inner items, rows, cells and paragraphs as (tag, depth, offset)."""
        self._seen: list[str] = []
        self._runs: list[tuple[int, int]] = []
        self._length = 0
        self._items: list[tuple[str, int, int]] = []
        self._waiting: list[int] = []
        self._is_link = False
        self._element(block, 0)
        self._place_items(self._at)
        text = "".join(self._seen)
        if block.tag in HEADINGS:
            text = _ANCHOR.sub("", text)
        return _hide_addresses(Visible(text, tuple(self._runs) or ((0, self._at),))), self._items

    def _element(self, element: etree.Element, depth: int) -> None:
        if element.tag == SLOT:
            reference, offset = self._met.references[int(element.attrib["met"])]
            if not isinstance(reference, NoteReference):
                self._see(OBJECT, offset)
            return
        if element.tag in BLOCKS:
            self._see(BORDER, self._at)
        if element.tag in ITEMS and depth:
            self._waiting.append(len(self._items))
            self._items.append((element.tag, depth, self._at))
        is_address = element.tag == "a" and (
            isinstance(element.text, AtomicString)
            or not (len(element) or element.text)
            or FOOTNOTE.fullmatch(without_marks(element.get("href", "")))
        )
        if element.tag in ("code", "pre") or "declared" in element.attrib or is_address:
            self._see(OBJECT, int(element.get("declared") or self._at))
            return
        if element.tag == "br":
            self._see(BORDER, self._at)
        self._is_link |= element.tag in _WITHOUT_LINKS
        self._text(_SIZE.sub("", element.get("typed", "")) if element.tag == "img" else element.text)
        for child in element:
            is_list = child.tag == "em" and without_marks("".join(child.itertext())).endswith("\n")
            if is_list or (child.tag == "em" and self._is_between_words(child)):
                self._see("*", self._at)  # so that it is reported as unpaired, or as the mark of a list
            self._element(child, depth + 1)
            if is_list:
                self._see("*", self._at)
            self._is_link &= child.tag not in _WITHOUT_LINKS
            self._text(child.tail)

    def _is_between_words(self, emphasis: etree.Element) -> bool:
        """Return whether an emphasis begins within a word and ends within another, as the stars of Bürger*innen und Lehrer*innen."""
        before, behind = "".join(self._seen[-1:])[-1:], without_marks(emphasis.tail or "")[:1]
        has_space = " " in "".join(emphasis.itertext())
        return has_space and all(_LETTER.match(one) for one in (before, behind))

    def _text(self, text: str | None) -> None:
        if not text:
            return
        done = 0
        for token in _TOKEN.finditer(text):
            self._plain(text[done : token.start()])
            done = token.end()
            if token["mark"]:
                thing = self._met.marks[token["mark"]]
                if isinstance(thing, int):
                    self._at = thing
            elif token["escaped"]:
                self._see(NEUTRAL, self._at)
            elif token["raw"]:
                self._entity(str(self._raw[int(token["raw"])]))
            else:
                self._see("&", self._at)
        self._plain(text[done:])

    def _entity(self, raw: str) -> None:
        """Add the character of an entity (NEUTRAL for a sign), or the entity as typed if there is no such character. A tag adds nothing."""
        character = unescape(raw)
        if re.match("</?a\\b", raw):
            self._is_link = raw[1] != "/"
        if re.match("</?br\\b", raw):
            self._see(BORDER, self._at)
        if raw.startswith("&") and (character in ("", raw) or REPLACEMENT in character):
            self._see(raw, self._at)
        elif raw.startswith("&") and len(character) == 1:
            # Spaces at the beginning of a block are an indent, however they are written.
            is_seen = character.isalnum() or (character.isspace() and not "".join(self._seen).strip())
            self._see(character if is_seen else NEUTRAL, self._at)

    def _plain(self, text: str) -> None:
        """Add text of the tree with its offsets in the Markdown; markup between its characters there is skipped."""
        if not text:
            return
        at = self._find(text[0])
        if self._markdown.startswith(text, at):
            is_named = self._is_link and "." in text
            self._see(_WWW_ADDRESS.sub(lambda one: NEUTRAL * len(one[0]), text) if is_named else text, at)
            self._at = at + len(text)
            return
        for character in text:
            at = self._find(character)
            if self._markdown[at : at + 1] == character:
                self._at = at
            self._see(character, self._at)
            self._at += self._markdown[self._at : self._at + 1] == character

    def _find(self, character: str) -> int:
        """Return the offset of the next character in the Markdown that is `character` or is not markup."""
        at = self._at
        while at < len(self._markdown) and self._markdown[at] != character and self._markdown[at] in _UNSEEN:
            at += 1
        return at

    def _see(self, text: str, offset: int) -> None:
        if text != BORDER:
            self._place_items(offset)
        self._seen.append(text)
        last = self._runs[-1] if self._runs else None
        if last is None or last[1] + self._length - last[0] != offset:
            self._runs.append((self._length, offset))
        self._length += len(text)

    def _place_items(self, offset: int) -> None:
        for number in self._waiting:
            tag, depth, _ = self._items[number]
            self._items[number] = (tag, depth, offset)
        self._waiting.clear()


def _hide_addresses(visible: Visible) -> Visible:
    """Return the visible text with one object character in place of each web address."""
    if "://" not in visible.text:
        return visible
    pieces, runs, done, length = [], [], 0, 0
    for address in [*_ADDRESS.finditer(visible.text), None]:
        end = address.start() if address else len(visible.text)
        starts = [done, *(start for start, _ in visible.runs if done < start < end)]
        runs += [(length + start - done, visible.offset(start)) for start in starts if start < end or not end]
        pieces.append(visible.text[done:end])
        length += end - done
        if address:
            runs.append((length, visible.offset(end)))
            pieces.append(OBJECT)
            length, done = length + 1, address.end()
    return Visible("".join(pieces), tuple(runs) or ((0, 0),))
