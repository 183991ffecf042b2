"""From a page's HTML to its text as search sees it: blocks in their order, and which of them begin what."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from chronicle.search.words import HAN, normal_form

_FULL = rf"{HAN}\u2013-\u201d\u2026\u3000-\u303f\uff00-\uffef"
_INLINE = re.compile(
    r"a|abbr|b|bdi|bdo|br|button|cite|code|data|del|dfn|em|i|ins|kbd|mark|q|rp|rt|ruby|s|samp|small|span|strong|sub|sup"
    r"|time|u|var|wbr|img|input|source|track"
)
END = 9  # in the place of a heading's level: here the reach of the heading before ends
_SKIPPED = frozenset({"script", "style", "svg", "template", "noscript", "button"})
_HEADING = re.compile(r"h[1-6]")
# A line end between two Han characters of one paragraph is no space, whatever browsers make of it.
_SOFT_LINE_END = re.compile(rf"(?<=[{_FULL}])[ \t]*\n\s*(?=[{_FULL}])")
_UNSEEN = re.compile(rf"[\u00ad\u200b\u2060\ufeff]|(?<=[{HAN}])[\ufe00-\ufe0f\U000e0100-\U000e01ef]")


@dataclass
class PageText:
    """Blocks of text; (number of a block, id) for each id that begins one; (number, level, id) for each heading.

    A level of 0 is the name of an entry in a list, END the place where the part under a heading is over.
    """

    blocks: list[str] = field(default_factory=list)
    anchors: list[tuple[int, str]] = field(default_factory=list)
    headings: list[tuple[int, int, str]] = field(default_factory=list)


def read_html(html: str) -> PageText:
    """Return the text of a page's main content."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    reader.flush()
    return reader.page


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.page = PageText()
        self._block: list[str] = []
        self._skipping = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SKIPPED:
            self._skipping += 1
        if tag == "br":
            self._block.append("\n")
        if self._skipping or _INLINE.fullmatch(tag):
            return
        self.flush()
        anchor = dict(attrs).get("id") or ""
        if anchor:
            self.page.anchors.append((len(self.page.blocks), anchor))
        if _HEADING.fullmatch(tag):
            self.page.headings.append((len(self.page.blocks), int(tag[1]), anchor))
        elif tag == "dt" and self.page.anchors and self.page.anchors[-1][0] == len(self.page.blocks):
            self.page.headings.append((len(self.page.blocks), 0, ""))

    def handle_endtag(self, tag: str) -> None:
        if tag in _SKIPPED:
            self._skipping -= 1
        elif not self._skipping and not _INLINE.fullmatch(tag):
            self.flush()
            if tag in ("nav", "section"):
                self.page.headings.append((len(self.page.blocks), END, ""))

    def handle_data(self, data: str) -> None:
        if not self._skipping:
            self._block.append(re.sub(r"\s+", " ", _SOFT_LINE_END.sub("", data)))

    def flush(self) -> None:
        """End a block."""
        text = _SOFT_LINE_END.sub("", "".join(self._block))
        text = re.sub(r"\s+", " ", _UNSEEN.sub("", normal_form(text))).strip()
        self._block = []
        if text:
            self.page.blocks.append(text)
