"""The tree of a text after the inline patterns: what it mentions, in the order of the text, and what depends on that order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from xml.etree import ElementTree as etree

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor, UnescapeTreeprocessor
from markdown.util import AMP_SUBSTITUTE, HTML_PLACEHOLDER_RE, AtomicString

from chronicle.model import HEADINGS, Heading, Note
from chronicle.prose.images import finish_image, image_kind, lift_images
from chronicle.prose.markup import CHART_PLACE, SCHEMES, UNTYPED_TAGS, RawHtml, is_refused
from chronicle.prose.places import Written
from chronicle.prose.references import References
from chronicle.prose.terms import link_terms
from chronicle.typography import HAN, HAN_SCRIPTS, script_of
from chronicle.urls import START_ANCHOR, block_anchor, figure_anchor, use_anchor

# Both languages write these; they belong to Chinese where they stand beside it.
MARKS = "“”‘’—…"
LINK_KINDS = ("chapter", "page", "place", "source", "term", "sheet", "fact")

# A text with more figures than this has no cards for them: its page would be too heavy for a phone on a slow line.
MOST_CARDS = 32

# The attributes by which a pattern marks an element as a mention.
MENTION = ("mention", "target", "written")

_ANCHOR = re.compile(r"\s*\{#(?P<anchor>[a-z0-9-]+)\}\s*$")
_SOFT_BREAK = re.compile(
    rf"(?:[{HAN}][{MARKS}]*(?=\s*\n\s*[{MARKS}]*[{HAN}])|[{HAN}](?=\s*\n\s*[{MARKS}])|[{MARKS}](?=\s*\n\s*[{HAN}]))(\s*\n\s*)"
)
# In a text that is itself Chinese nor is one beside Latin letters or digits: the style sheet keeps these apart.
_ANY_SOFT_BREAK = re.compile(rf"(?:[{HAN}][{MARKS}]*(?=\s*\n)|(?=\s*\n\s*[{MARKS}]*[{HAN}]))(\s*\n\s*)")


@dataclass
class Record:
    """What one rendering met, in the order of the text. A mention is (kind, target, what was written)."""

    mentions: list[tuple[str, str, Written]] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    # kind, anchor, facts, periods, typed text
    blocks: list[tuple[str, str, tuple[str, ...], tuple[str, ...], str]] = field(default_factory=list)
    has_cards: bool = True
    pictures: list[str] = field(default_factory=list)


class TextTree(Treeprocessor):
    """After the inline patterns, in the order of the text: mentions, links, notes, anchors, soft breaks, boxes around tables, blocks."""

    def __init__(self, md: Markdown, references: References, record: Record, path: str) -> None:
        super().__init__(md)
        self.folder = path.rpartition("/")[0]
        self.references = references
        self.record = record
        self._used: set[str] = set()
        self._heading = START_ANCHOR
        self._position = 0
        self._soft_break = _ANY_SOFT_BREAK if script_of(references.locale) in HAN_SCRIPTS else _SOFT_BREAK

    def run(self, root: etree.Element) -> None:
        """Work on the whole tree in place, as Python-Markdown expects."""
        self.record.has_cards = len({one.get("fact") for one in root.iter() if "fact" in one.attrib}) <= MOST_CARDS
        for number, heading in enumerate([one for one in root if one.tag in HEADINGS], 1):
            self._anchor(heading, number)
        lift_images(root)
        link_terms(root, self.references.terms)
        _lift_charts(root)
        for block in list(root):
            self._walk(block, in_link=False)
            _join_soft_breaks(block, self._soft_break)
            facts = tuple(figure.attrib.pop("fact") for figure in block.iter() if "fact" in figure.attrib)
            periods = tuple(time.attrib.pop("period") for time in block.iter() if "period" in time.attrib)
            if kind := self._kind(block):
                typed = self._plain("".join(_typed_text(block)))
                self.record.blocks.append((kind, self._place(block, kind), facts, periods, typed))
            else:
                root.remove(block)
        for cell in root.iter():
            # The policy of the site lets no style through; a column aligned to the right holds numbers.
            if cell.tag in ("td", "th") and "right" in cell.attrib.pop("style", ""):
                cell.set("class", "number")
        for index, block in enumerate(list(root)):
            if block.tag == "figure":
                picture = finish_image(block, self.folder, self.references, len(self.record.pictures))
                self.record.pictures.extend([picture] if picture else [])
            if block.tag == "table":
                box = etree.Element("div", {"class": "table", "role": "region", "tabindex": "0"})
                box.set("aria-label", self.references.words["table.label"])
                root[index] = box
                box.append(block)

    def _walk(self, element: etree.Element, in_link: bool) -> None:
        """Record what an element and all in it mention, and finish what depends on the order of the text."""
        if "mention" in element.attrib:
            kind, target, written = (element.attrib.pop(name) for name in MENTION)
            self.record.mentions.append((kind, target, Written(written)))
            if kind == "source":
                self._number(element, target, in_link)
            elif "fact" in element.attrib:
                self._link_figure(element, target, in_link)
            return
        if element.tag == "a":
            self._resolve(element)
            in_link = True
        elif element.tag == "img":
            for attribute in ("src", "alt"):
                element.set(attribute, _unescape(element.get(attribute, "")))
            name = element.get("src", "")
            self.record.mentions.append((image_kind(element), name, Written(name, "link")))
        elif element.tag == "h1":
            self.record.mentions.append(("title", "".join(element.itertext()).strip(), Written("", "title")))
        self._read_raw(element.text)
        for child in element:
            self._walk(child, in_link)
            self._read_raw(child.tail)

    def _number(self, raised: etree.Element, source: str, in_link: bool) -> None:
        """Give a note its number: the same section again has the same number, and only the first is led back to."""
        section = raised.attrib.pop("section")
        notes = self.record.notes
        number = next((note.number for note in notes if (note.source, note.section) == (source, section)), 0)
        link = raised if in_link else etree.SubElement(raised, "a", {"class": "note"})
        if not number:
            number = len(notes) + 1
            notes.append(Note(number, source, section))
            link.set("id", f"note-{number}-text")
        if not in_link:
            link.set("href", f"#note-{number}")
            link.set("aria-label", self.references.words["note.label"].format(n=number))
        link.text = AtomicString(str(number))

    def _link_figure(self, figure: etree.Element, fact: str, in_link: bool) -> None:
        """Let a figure lead to its card, or to its entry in the sheet, unless it stands in a link; a card leads back to the first."""
        if not in_link:
            data = etree.SubElement(figure, "data", {"value": figure.attrib.pop("value")})
            data.text, figure.text = figure.text, None
            figure.tag = "a"
            figure.set("class", "figure")
            card = f"#{figure_anchor(fact)}"
            figure.set("href", card if self.record.has_cards else self.references.links[f"fact:{fact}"])
        if self.record.has_cards and fact not in self._used:
            self._used.add(fact)
            figure.set("id", use_anchor(fact))

    def _resolve(self, link: etree.Element) -> None:
        """Turn `place:aohan` into an address."""
        href = _unescape(link.get("href", ""))
        self._mention_link(href, Written(href, "link"))
        kind, _, target = href.partition(":")
        key, mark, anchor = target.partition("#")
        if found := self.references.links.get(f"{kind}:{key}"):
            link.set("href", found + mark + anchor)

    def _mention_link(self, href: str, written: Written) -> None:
        """Record where a link leads, unless that is a full address."""
        kind, colon, target = href.partition(":")
        if colon and kind in LINK_KINDS:
            self.record.mentions.append((kind, target, written))
        elif href.startswith("#"):
            self.record.mentions.append(("anchor", href[1:], written))
        elif kind.lower() not in SCHEMES:
            self.record.mentions.append(("link", href, written))

    def _read_raw(self, text: str | None) -> None:
        """Record what the raw HTML mentions that Markdown has put aside behind placeholders in a text."""
        for placeholder in HTML_PLACEHOLDER_RE.finditer(text or ""):
            raw = self._raw(placeholder)
            for tag, attributes, tag_written in raw.tags:
                href, written = attributes.get("href", "").strip(), Written(tag_written)
                if "id" in attributes:
                    self.record.mentions.append(("id", attributes["id"], written))
                if is_refused(tag, attributes):
                    self.record.mentions.append(("html", tag, written))
                elif tag == "h1":
                    self.record.mentions.append(("title", "", written))
                elif tag == "a" and href.startswith(tuple(f"{kind}:" for kind in LINK_KINDS)):
                    self.record.mentions.append(("raw", href, written))
                elif tag == "a" and "href" in attributes:
                    self._mention_link(href, written)
            self.record.mentions.extend(("raw", reference, Written(reference)) for reference in raw.references)

    def _raw(self, placeholder: re.Match[str]) -> RawHtml:
        return RawHtml(self.md.htmlStash.rawHtmlBlocks[int(placeholder[1])])

    def _kind(self, block: etree.Element) -> str:
        """Return what kind of block it is: a paragraph that is all raw HTML is what that begins with, a comment nothing."""
        placeholder = HTML_PLACEHOLDER_RE.fullmatch((block.text or "").strip())
        if block.tag == "div":
            return f"chart {block[0].get('key')}"
        if block.tag == "figure":
            return f"image {block[0].get('src')}"
        return self._raw(placeholder).kind if block.tag == "p" and placeholder and not len(block) else block.tag

    def _place(self, block: etree.Element, kind: str) -> str:
        """Give a block its anchor: a heading has one, any other block is counted below the heading that it stands under."""
        if kind in HEADINGS and block.tag == kind:
            self._heading, self._position = block.get("id", ""), 0
            return self._heading
        self._position += 1
        anchor = block_anchor(self._heading, self._position)
        if block.tag == "p" and kind != "p":
            # What stands in the place of a paragraph is put there later; what holds it has the anchor.
            block.tag = "div"
        block.set("id", anchor)
        return anchor

    def _plain(self, text: str) -> str:
        """Return text of the tree as it was typed, that of raw HTML included."""
        return _unescape(HTML_PLACEHOLDER_RE.sub(lambda placeholder: self._raw(placeholder).text, text))

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
        content = self._plain("".join(heading.itertext())).strip()
        self.record.headings.append(Heading(level, anchor, content))


def _lift_charts(root: etree.Element) -> None:
    """Make a box of a paragraph that is a chart; elsewhere there is no room for one."""
    for block in root:
        charts = list(block.iter(CHART_PLACE))
        if len(charts) == 1 and list(block) == charts and not f"{block.text or ''}{charts[0].tail or ''}".strip():
            block.tag = "div"
            continue
        for chart in charts:
            chart.set("mention", "chart-in-line")


def _unescape(text: str) -> str:
    """Return text of the tree without what Markdown puts in it for its own use: `\\*` and addresses of mail."""
    text = UnescapeTreeprocessor.RE.sub(lambda escaped: chr(int(escaped[1])), text)
    return unescape(text.replace(AMP_SUBSTITUTE, "&")) if AMP_SUBSTITUTE in text else text


def _typed_text(element: etree.Element) -> Iterator[str]:
    """Yield the text that was typed, a space for each thing that was referred to or declared."""
    if element.tag in UNTYPED_TAGS or "declared" in element.attrib:
        element.attrib.pop("declared", None)
        yield " "
        return
    yield f"{element.attrib.pop('typed', '')} " if element.tag == "img" else ""
    yield element.text or ""
    for child in element:
        yield from _typed_text(child)
        yield child.tail or ""


def _join_soft_breaks(block: etree.Element, soft_break: re.Pattern[str]) -> None:
    """Drop line breaks beside Han characters, which are no spaces, wherever inline markup lets them fall."""
    pieces = list(_gather(block))
    whole = "".join(text for _, _, text in pieces)
    drop = {position for match in soft_break.finditer(whole) for position in range(*match.span(1))}
    position = 0
    for element, side, text in pieces:
        if drop and side:
            setattr(element, side, "".join(one for at, one in enumerate(text, position) if at not in drop))
        position += len(text)


def _gather(element: etree.Element) -> Iterator[tuple[etree.Element, str, str]]:
    """Yield (element, side, text) for each text below an element; code is a border that has no side to change."""
    if element.tag in ("code", "pre"):
        yield element, "", "x"
        return
    if element.text:
        yield element, "text", element.text
    for child in element:
        yield from _gather(child)
        if child.tail:
            yield child, "tail", child.tail
