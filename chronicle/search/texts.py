"""A page's HTML → its text for the search: blocks in their order, each with the ids that begin at it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from html import unescape

from chronicle.search.words import HAN, KEPT, normal_form

TEXT = 9  # the level of a block that is no heading
_FULL = rf"{HAN}\u2013-\u201d\u2026\u3000-\u303f\uff00-\uffef"
_IGNORED = " data-pagefind-ignore"  # Pagefind's own attribute, for content that repeats another page
# Elements that are drawn or pressed and not read; headings of sources beside the facts taken from them; marks of notes.
_UNREAD = re.compile(
    r"<(script|style|svg|template|noscript|button|select)\b.*?</\1>|<a [^>]*\sdownload\b.*?</a>"
    rf'|<cite{_IGNORED}>.*?</cite>|<sup\b[^>]*><a [^>]*\bclass="note"[^>]*>[^<]*</a></sup>',
    re.DOTALL,
)
_INLINE = re.compile(
    r"</?(?:a|abbr|b|bdi|bdo|br|cite|code|data|del|dfn|em|i|ins|kbd|mark|q|rp|rt|ruby|s|samp|small|span|strong|sub|sup"
    r"|time|u|var|wbr|img|input|source|track)\b[^>]*>"
)
_PIECE = re.compile(r"(?:<(?P<end>/?)(?P<tag>[a-z][a-z0-9]*)(?P<attributes>[^>]*)>)?(?P<text>[^<]*)")
_LEVELS = {f"h{level}": level for level in range(1, 7)}
_ID = re.compile(r""" id=["']?([^"'>\s]+)""")
# A line end between two Han characters of one paragraph is no space, even if browsers show one.
_SOFT_LINE_END = re.compile(rf"(?<=[{_FULL}])[ \t]*\n\s*(?=[{_FULL}])")
_UNSEEN = re.compile(rf"[\u00ad\u200b\u2060\ufeff]|(?<=[{HAN}])[\ufe00-\ufe0f\U000e0100-\U000e01ef]")


@dataclass
class Block:
    """A block of text: `level` of a heading, 0 for the name of an entry in a list, else TEXT; `anchors`: the ids that begin here.

    `anchor` is a heading's own id. If a block `is_after_end`, the part under the heading before it has ended.
    """

    text: str = ""
    level: int = TEXT
    anchor: str = ""
    anchors: tuple[str, ...] = ()
    is_after_end: bool = False


def read_html(html: str) -> list[Block]:
    """Return the text of a page's main content, which our own templates made: whole tags, and no `>` in an attribute."""
    html = _SOFT_LINE_END.sub("", _UNREAD.sub("", html)).replace("\n", " ").replace("<br>", "\n")
    return list(_blocks(_INLINE.sub("", html)))


def _blocks(html: str) -> Iterator[Block]:
    """Yield the block of text after each tag; a tag without text after it gives its level and ids to the next block.

    Ignored content and navigation are left out. The end of a section or of navigation ends the part under the heading before it.
    """
    block = Block()
    ignored, depth = "", 0
    for piece in _PIECE.finditer(html):
        tag = piece["tag"]
        if not depth and tag and not piece["end"] and (tag == "nav" or _IGNORED in piece["attributes"]):
            ignored = tag
        if tag and tag == ignored:
            depth += -1 if piece["end"] else 1
            ignored = ignored if depth else ""
        if depth:
            continue
        if tag:
            if not piece["end"]:
                anchor = unescape(found[1]) if (found := _ID.search(piece["attributes"])) else ""
                anchors = (*block.anchors, anchor) if anchor else block.anchors
                is_name = tag in ("dt", "summary", "th") and bool(anchors)
                level = _LEVELS.get(tag, 0 if is_name else block.level)
                block = Block("", level, anchor, anchors, block.is_after_end)
            else:
                block = Block("", TEXT, "", block.anchors, block.is_after_end or tag in ("nav", "section"))
        if text := _plain(piece["text"]):
            block.text = text
            yield block
            block = Block()


@lru_cache(KEPT)
def _plain(text: str) -> str:
    """Return a text in the form in which it is indexed."""
    text = _UNSEEN.sub("", _SOFT_LINE_END.sub("", normal_form(unescape(text))))
    return re.sub(r"\s+", " ", text).strip()
