"""The chronicle's own Markdown: figures and dates in braces, notes to sources, links by key, anchors of headings.

Built as inline patterns of Python-Markdown, so that what stands in code stays code. Each pattern records what it met.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree import ElementTree as etree

from markdown import Extension, Markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from chronicle.dates import check_period, format_period
from chronicle.model import PERIOD_PATTERN, Heading, Note
from chronicle.prose.references import References
from chronicle.urls import figure_anchor, use_anchor

HAN = r"\u3000-\u303f\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef“”‘’—…\U00020000-\U0003ffff"
LINK_KINDS = ("chapter", "page", "place", "source", "term", "sheet", "fact")

_FACT = re.compile(r"(?P<fact>[a-z0-9-]+\.[a-z0-9-]+)(?::(?P<form>number|plain))?")
_DECLARED = re.compile(r'["“”]([^"“”]+)["“”]')
_ANCHOR = re.compile(r"\s*\{#(?P<anchor>[a-z0-9-]+)\}\s*$")
_SOFT_BREAK = re.compile(rf"(?<=[{HAN}])\s*\n\s*(?=[{HAN}])")


@dataclass
class Record:
    """What one rendering met, in the order of the text: (kind, target, text as written)."""

    mentions: list[tuple[str, str, str]] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    blocks: list[tuple[str, tuple[str, ...], tuple[str, ...], str]] = field(default_factory=list)


class ChronicleExtension(Extension):
    """Adds the chronicle's patterns to one Markdown instance; what they meet goes into `record`."""

    def __init__(self, references: References, record: Record) -> None:
        super().__init__()
        self.references = references
        self.record = record

    def extendMarkdown(self, md: Markdown) -> None:
        """Register the patterns below code and escapes (190, 180) and above links (170 and less)."""
        md.inlinePatterns.register(BracePattern(self.references, self.record), "chronicle-brace", 175)
        md.inlinePatterns.register(NotePattern(self.references, self.record), "chronicle-note", 174)
        md.treeprocessors.register(TextTree(md, self.references, self.record), "chronicle-tree", 5)


class BracePattern(InlineProcessor):
    """`{sheet.key}`, `{sheet.key:number}` → a figure; `{2020-09}`, `{2016/2019}` → a date; `{"306"}` → text as it stands."""

    def __init__(self, references: References, record: Record) -> None:
        super().__init__(r"\{(?!#)([^{}\n]*)\}")
        self.references = references
        self.record = record

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[etree.Element | str, int, int]:
        """Return the element, or the text as it was where it refers to nothing that is known."""
        inside = m[1].strip()
        if fact := _FACT.fullmatch(inside):
            self.record.mentions.append(("fact", fact["fact"], m[0]))
            if reference := self.references.figures.get(fact["fact"]):
                first = sum(one[:2] == ("fact", fact["fact"]) for one in self.record.mentions) == 1
                link = etree.Element(
                    "a", {"class": "figure", "href": f"#{figure_anchor(fact['fact'])}", "fact": fact["fact"]}
                )
                if first:
                    link.set("id", use_anchor(fact["fact"]))
                data_element = etree.SubElement(link, "data", {"value": reference.value})
                data_element.text = AtomicString(getattr(reference.text, fact["form"] or "full"))
                return link, m.start(0), m.end(0)
        elif re.match(PERIOD_PATTERN, inside) and not check_period(inside):
            self.record.mentions.append(("period", inside, m[0]))
            return self._time(inside), m.start(0), m.end(0)
        elif declared := _DECLARED.fullmatch(inside):
            as_it_stands = etree.Element("span", {"declared": ""})
            as_it_stands.text = AtomicString(declared[1])
            return as_it_stands, m.start(0), m.end(0)
        else:
            self.record.mentions.append(("brace", inside, m[0]))
        return AtomicString(m[0]), m.start(0), m.end(0)

    def _time(self, period: str) -> etree.Element:
        # HTML knows no periods in `datetime`; an element for a period carries none.
        time = etree.Element("time" if "/" not in period else "span", {"period": period, "declared": ""})
        if "/" not in period:
            time.set("datetime", period)
        time.text = AtomicString(format_period(period, self.references.locale, self.references.words))
        return time


class NotePattern(InlineProcessor):
    """`[@pictorial, 发展生产 致富增收]` → a numbered note to a source; the same note again has the same number."""

    def __init__(self, references: References, record: Record) -> None:
        super().__init__(r"\[@([a-z0-9-]+)(?:\s*[,，]\s*([^\[\]]+?))?\s*\]")
        self.references = references
        self.record = record

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[etree.Element, int, int]:
        """Return the raised number, linked to its note below the text."""
        source, section = m[1], m[2] or ""
        self.record.mentions.append(("source", source, m[0]))
        notes = self.record.notes
        number = next((note.number for note in notes if (note.source, note.section) == (source, section)), 0)
        raised = etree.Element("sup")
        link = etree.SubElement(raised, "a", {"class": "note"})
        if not number:
            number = len(notes) + 1
            notes.append(Note(number, source, section))
            link.set("id", f"note-{number}-text")
        link.set("href", f"#note-{number}")
        link.set("aria-label", self.references.words["note.label"].format(n=number))
        link.text = AtomicString(str(number))
        return raised, m.start(0), m.end(0)


class TextTree(Treeprocessor):
    """After the inline patterns: links, anchors, soft breaks, boxes around tables; and the record of blocks."""

    def __init__(self, md: Markdown, references: References, record: Record) -> None:
        super().__init__(md)
        self.references = references
        self.record = record

    def run(self, root: etree.Element) -> None:
        """Work on the whole tree in place, as Python-Markdown expects."""
        for link in root.iter("a"):
            self._resolve(link)
        for number, heading in enumerate([one for one in root if re.fullmatch("h[1-6]", one.tag)], 1):
            self._anchor(heading, number)
        for block in root:
            _join_soft_breaks(block)
            facts = tuple(link.attrib.pop("fact") for link in block.iter("a") if "fact" in link.attrib)
            periods = tuple(time.attrib.pop("period") for time in block.iter() if "period" in time.attrib)
            self.record.blocks.append((block.tag, facts, periods, "".join(_typed_text(block))))
        for cell in root.iter():
            # The policy of the site lets no style through; a column aligned to the right holds numbers.
            if cell.tag in ("td", "th") and "right" in cell.attrib.pop("style", ""):
                cell.set("class", "number")
        for index, block in enumerate(list(root)):
            if block.tag == "table":
                box = etree.Element("div", {"class": "table", "role": "region", "tabindex": "0"})
                box.set("aria-label", self.references.words["table.label"])
                root[index] = box
                box.append(block)

    def _resolve(self, link: etree.Element) -> None:
        """Turn `place:aohan` into an address; anything that is neither that nor a full address is recorded as it stands."""
        href = link.get("href", "")
        kind, _, target = href.partition(":")
        if kind in LINK_KINDS:
            key, mark, anchor = target.partition("#")
            self.record.mentions.append((kind, target, f"({href}"))
            if found := self.references.links.get(f"{kind}:{key}"):
                link.set("href", found + mark + anchor)
        elif href.startswith("#"):
            if link.get("class") not in ("note", "figure"):
                self.record.mentions.append(("anchor", href[1:], f"({href}"))
        elif kind not in ("http", "https", "mailto") and "fact" not in link.attrib:
            self.record.mentions.append(("link", href, f"({href}"))

    def _anchor(self, heading: etree.Element, number: int) -> None:
        """Give a heading its written anchor, or one by its position, which is the same in every language."""
        last = heading[-1] if len(heading) else None
        text = (last.tail if last is not None else heading.text) or ""
        anchor = f"section-{number}"
        if written := _ANCHOR.search(text):
            anchor = written["anchor"]
            text = text[: written.start()]
            if last is not None:
                last.tail = text
            else:
                heading.text = text
        heading.set("id", anchor)
        level = int(heading.tag[1])
        content = "".join(heading.itertext()).strip()
        if level == 1:
            self.record.mentions.append(("title", content, f"# {content}"))
        self.record.headings.append(Heading(level, anchor, content))


def _typed_text(element: etree.Element) -> Iterator[str]:
    """Yield the text that was typed, a space for each thing that was referred to or declared."""
    if element.tag in ("code", "pre", "data", "time", "sup") or "declared" in element.attrib:
        element.attrib.pop("declared", None)
        yield " "
        return
    yield element.text or ""
    for child in element:
        yield from _typed_text(child)
        yield child.tail or ""


def _join_soft_breaks(block: etree.Element) -> None:
    """Drop line breaks between Han characters, which are no spaces, wherever inline markup lets them fall."""
    if block.tag == "pre":
        return
    pieces: list[tuple[etree.Element, str]] = []
    _gather(block, pieces)
    whole = "".join(getattr(element, side) for element, side in pieces)
    drop = {position for match in _SOFT_BREAK.finditer(whole) for position in range(match.start(), match.end())}
    position = 0
    for element, side in pieces:
        text = getattr(element, side)
        if drop:
            setattr(element, side, "".join(one for at, one in enumerate(text, position) if at not in drop))
        position += len(text)


def _gather(element: etree.Element, pieces: list[tuple[etree.Element, str]]) -> None:
    if element.text:
        pieces.append((element, "text"))
    for child in element:
        _gather(child, pieces)
        if child.tail:
            pieces.append((child, "tail"))
