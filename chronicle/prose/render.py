"""Rendering one text: Markdown to HTML that is safe, and the places of everything it mentions."""

from __future__ import annotations

import re
from collections import Counter
from html.parser import HTMLParser

import nh3
from markdown import Markdown

from chronicle.model import Block, Body, ChapterText, Mention
from chronicle.problems import Where
from chronicle.prose.extension import ChronicleExtension, Record
from chronicle.prose.references import References

TAGS = {
    "a", "abbr", "b", "blockquote", "br", "cite", "code", "data", "dd", "del", "details", "div", "dl", "dt", "em", "h1", "h2", "h3", "h4",
    "h5", "h6", "hr", "i", "ins", "kbd", "li", "mark", "ol", "p", "pre", "q", "rp", "rt", "ruby", "s", "small", "span", "strong", "sub",
    "summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "time", "tr", "u", "ul",
}  # fmt: skip
ATTRIBUTES = {
    "*": {"lang", "dir", "title", "id"},
    "a": {"href", "aria-label"},
    "abbr": {"title"},
    "data": {"value"},
    "time": {"datetime"},
    "div": {"role", "tabindex", "aria-label"},
    "ol": {"start", "reversed"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
}
CLASSES = {"a": {"figure", "note"}, "div": {"table"}, "td": {"number"}, "th": {"number"}}


def render_prose(text: ChapterText, references: References) -> Body:
    """Render one language's half of a chapter."""
    record = Record()
    markdown = Markdown(
        extensions=["tables", "sane_lists", "fenced_code", "def_list", ChronicleExtension(references, record)]
    )
    html = markdown.convert(text.markdown)
    record.mentions.extend(("html", tag, f"<{tag}") for tag in _refused_tags(html))
    safe = nh3.clean(
        html,
        tags=TAGS,
        attributes=ATTRIBUTES,
        allowed_classes=CLASSES,
        link_rel=None,
        url_schemes={"http", "https", "mailto"},
    )
    starts = _block_lines(text)
    exact = len(starts) == len(record.blocks)
    blocks = tuple(
        Block(kind, Where(text.path, starts[number] if exact else text.first_line), facts, periods, typed)
        for number, (kind, facts, periods, typed) in enumerate(record.blocks)
    )
    return Body(safe, tuple(record.headings), tuple(record.notes), blocks, _place_mentions(record, text))


def _place_mentions(record: Record, text: ChapterText) -> tuple[Mention, ...]:
    """Find each mention in the Markdown by what was written: the second of a kind is the second place it stands at."""
    seen: Counter[str] = Counter()
    mentions = []
    for kind, target, written in record.mentions:
        places = [match.start() for match in re.finditer(re.escape(written), text.markdown)] or [0]
        start = places[min(seen[written], len(places) - 1)]
        seen[written] += 1
        before = text.markdown[:start]
        line = text.first_line + before.count("\n")
        column = start - (before.rfind("\n") + 1) + 1
        mentions.append(Mention(kind, target, Where(text.path, line, column)))  # type: ignore[arg-type]
    return tuple(mentions)


def _block_lines(text: ChapterText) -> list[int]:
    """Return the lines of the file on which blocks begin: after an empty line, outside fenced code."""
    lines, fenced, empty = [], False, True
    for number, line in enumerate(text.markdown.split("\n"), text.first_line):
        if line.startswith(("```", "~~~")):
            fenced = not fenced
            if fenced and empty:
                lines.append(number)
        elif not fenced and line.strip() and (empty or line.startswith("#")):
            lines.append(number)
        empty = not line.strip() or (line.startswith("#") and not fenced)
    return lines


class _TagList(HTMLParser):
    """Lists the tags, and the attributes that act, which a text is not allowed to have."""

    def __init__(self) -> None:
        super().__init__()
        self.refused: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag that is not allowed, or one that carries a script."""
        acts = any(
            name.startswith("on") or (value or "").strip().lower().startswith("javascript:") for name, value in attrs
        )
        if tag not in TAGS or acts:
            self.refused.append(tag)


def _refused_tags(html: str) -> list[str]:
    parser = _TagList()
    parser.feed(html)
    return parser.refused
