"""Tags of raw HTML: what one says, what it mentions, and which elements are open."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser

from chronicle.dates import check_period
from chronicle.model import Mention
from chronicle.prose.braces import parse_reference
from chronicle.prose.findings import Findings
from chronicle.prose.layout import DEEPEST
from chronicle.prose.links import LINK_KINDS, mention_link
from chronicle.prose.markup import BLOCK_TAGS, EMPTY_TAGS, INSTEAD, PART_TAGS, TAGS, UNENDED_TAGS, WHOLES

_LOOKS = {"style", "type", "align", "valign", "bgcolor", "color", "face", "size", "width", "height", "border"}
_IN_BRACES = re.compile(r"(?<!\{)\{([^{}\n]*)\}(?!\})")
# Times that HTML allows besides days, months and years: 09:30, 2020-09-30T09:30+08:00, P3D.
_MOMENT = re.compile(
    r"(?:\d{4}-\d\d-\d\d[T ])?\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:?\d\d)?|P(?=.)(?:\d+[YMWD])*(?:T(?:\d+[HMS])+)?"
)


def read_tag(written: str) -> tuple[str, dict[str, str], bool]:
    """Return the name of a tag, its attributes, and whether it is an end tag."""
    tag = _Tag()
    tag.feed(written)
    tag.close()
    name = tag.name or written.lstrip("</").split()[0].rstrip("/>").lower()
    return name, tag.attributes, tag.is_end


class _Tag(HTMLParser):
    """A single tag."""

    def __init__(self) -> None:
        super().__init__()
        self.name, self.is_end = "", False
        self.attributes: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.name, self.attributes = tag, {name: value or "" for name, value in attrs}

    handle_startendtag = handle_starttag  # in HTML <b/> is never closed

    def handle_endtag(self, tag: str) -> None:
        self.name, self.is_end = tag, True


def lost_attributes(attributes: Mapping[str, str]) -> list[str]:
    """Return the attributes that set how an element looks, which are not allowed."""
    return [name for name in attributes if name in _LOOKS]


def is_refused(tag: str, attributes: Mapping[str, str]) -> bool:
    """Return whether a tag is not allowed, or has a script as an attribute (`onclick`)."""
    return tag not in TAGS or any(name.startswith("on") for name in attributes)


def find_mentions(tag: str, attributes: Mapping[str, str], offset: int, findings: Findings) -> Iterator[Mention]:
    """Yield what a start tag mentions; report a wrong date, heading or address in it."""
    if "id" in attributes:
        yield Mention("id", attributes["id"], findings.where(offset))
    moment = attributes.get("datetime", "")
    if moment and ("/" in moment or check_period(moment)) and not _MOMENT.fullmatch(moment):
        findings.tell("wrong-date", offset, written=moment)
    if tag == "h1":
        findings.tell("first-rank-heading", offset)
    for inside in _IN_BRACES.findall(" ".join(attributes.values())):
        if parse_reference(inside):
            hint = "Attributes have no references: write it in full."
            findings.tell("reference-in-html", offset, hint, written=f"{{{inside}}}")
    if tag == "a" and "href" in attributes:
        href = attributes["href"].strip()
        if href.partition(":")[0] in LINK_KINDS and ":" in href:
            findings.tell("reference-in-html", offset, written=href)
        elif mention := mention_link(href, offset, findings):
            yield mention


class OpenTags:
    """The elements that are open at one place of a text. Reports those that are not allowed, never closed or never opened."""

    def __init__(self, findings: Findings) -> None:
        self._findings = findings
        self._open: list[tuple[str, int]] = []
        # How many end tags of each element are passed over, because a problem of the start tag has been reported.
        self._passed_over: Counter[str] = Counter()
        self._refused_at: dict[str, int] = {}

    def add(self, tag: str, offset: int) -> None:
        """Open an element that is allowed."""
        if tag in EMPTY_TAGS:
            return
        self._open.append((tag, offset))
        if len(self._open) == DEEPEST + 1:
            self._findings.tell("nested-too-deep", offset)

    def close(self, tag: str, offset: int) -> None:
        """Close an element and all elements open inside it. Report those that need an end tag, and an end tag that closes nothing."""
        last = next((number for number in reversed(range(len(self._open))) if self._open[number][0] == tag), -1)
        if last < 0:
            if tag not in EMPTY_TAGS | UNENDED_TAGS | PART_TAGS:
                self._findings.tell("unopened-tag", offset, tag=tag)
            return
        self._tell_unclosed(self._open[last + 1 :])
        del self._open[last:]

    def refuse(self, tag: str, written: str, offset: int, is_end: bool) -> int:
        """Report a tag that is not allowed, unless it is part of an element that has been reported; return the offset of the element."""
        if is_end and self._passed_over[tag]:
            self._passed_over[tag] -= 1
            return offset
        whole = next((self._refused_at[one] for one in WHOLES.get(tag, ()) if self.passes_over(one)), None)
        if whole is None:
            shown = f"/{written}" if is_end else written
            self._findings.tell("refused-html", offset, INSTEAD.get(tag, ""), tag=shown)
        self._refused_at[tag] = offset if whole is None else whole
        self._passed_over[tag] += -1 if is_end else 1
        return self._refused_at[tag]

    def pass_over_end(self, tag: str) -> None:
        """Pass over one end tag of an element, because its start tag has been reported."""
        self._passed_over[tag] += 1

    def passes_over(self, tag: str) -> bool:
        """Return whether the next end tag of an element is passed over."""
        return self._passed_over[tag] > 0

    def end_block(self) -> None:
        """Report inline elements that are still open where their block ends; their end tags will be passed over."""
        self._tell_unclosed([one for one in self._open if one[0] not in BLOCK_TAGS])
        self._open = [one for one in self._open if one[0] in BLOCK_TAGS]

    def end_text(self) -> None:
        """Report every element that is still open at the end of the text."""
        self._tell_unclosed(self._open)

    def _tell_unclosed(self, tags: list[tuple[str, int]]) -> None:
        names = [tag for tag, _ in tags]
        for number, (tag, offset) in enumerate(tags):
            if tag not in UNENDED_TAGS and not (tag in PART_TAGS and tag in names[:number]):
                self._findings.tell("unclosed-tag", offset, tag=tag)
                self._passed_over[tag] += 1
