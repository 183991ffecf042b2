"""Finishes the tree of a text after the inline patterns: records its mentions, and does what depends on the order of the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from xml.etree import ElementTree as etree

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor, UnescapeTreeprocessor
from markdown.util import AMP_SUBSTITUTE, HTML_PLACEHOLDER_RE, STX, AtomicString

from chronicle.model import HEADINGS, Half, Item, Mention, Visible
from chronicle.problems import shorten
from chronicle.prose.braces import ChartReference
from chronicle.prose.breaks import hold_spaces, join_soft_breaks
from chronicle.prose.draft import DraftHeading, TreeBlock
from chronicle.prose.fold import fold_blocks
from chronicle.prose.headings import check_level, check_underline, give_anchor
from chronicle.prose.images import image_fault, lift_images
from chronicle.prose.links import NO_REFERENCE, as_url, mention_link
from chronicle.prose.marks import MARK, without_marks
from chronicle.prose.met import SLOT, Met, Reference
from chronicle.prose.record import Record
from chronicle.prose.slots import CreditSlot, ImageSlot, LinkSlot, Slot
from chronicle.prose.terms import TermFinder, link_terms
from chronicle.prose.visible import Reader
from chronicle.typography import HAN_SCRIPTS, OBJECT, is_same_language, script_of
from chronicle.urls import START_ANCHOR, block_anchor

TAG_HINT = "Begin headings with '## '. Remove a tag that only another program reads; for a sign that is meant as one write \\#."
# The content of these elements was not typed as text.
UNTYPED_TAGS = {"code", "pre", "img", SLOT}
# A paragraph of these elements alone shows nothing, if they have no text and are no anchors.
_LOOKS = {"p", "br", "strong", "em"}
_NOTHING = re.compile(r"(?:\s|&nbsp;|&#(?:160|x[aA]0);|</?(?:br|strong|em|b|i|u)\b(?![^<>]* id=)[^<>]*>)*")


class TextTree(Treeprocessor):
    """Handles mentions, links, notes, anchors, soft line breaks and blocks after the inline patterns, in the order of the text."""

    def __init__(self, md: Markdown, met: Met, half: Half, locale: str, terms: TermFinder) -> None:
        super().__init__(md)
        self.met = met
        self.half = half
        self.terms = terms
        self.record = Record()
        self._is_han = script_of(locale) in HAN_SCRIPTS
        self._is_french = is_same_language(locale, "fr")
        self._heading = START_ANCHOR
        self._position = 0
        self._offsets: dict[etree.Element, int] = {}
        self._walked: set[int] = set()

    def run(self, root: etree.Element) -> None:
        """Work on the whole tree in place, as Python-Markdown expects."""
        fold_blocks(root, self.met.marks, self._offsets)
        reader = Reader(self.half.markdown, self.met, self.md.htmlStash.rawHtmlBlocks)
        seen = [reader.read(block) for block in root]
        self._strip(root)
        for number, heading in enumerate([one for one in root if one.tag in HEADINGS], 1):
            give_anchor(heading, number)
        lift_images(root)
        link_terms(root, self.terms)
        self._lift_charts(root)
        for block, (visible, items) in zip(list(root), seen, strict=True):
            if block.tag == "p" and not len(block) and not (block.text or "").strip():
                root.remove(block)
            elif block.tag == "p" and {one.tag for one in block.iter()} <= _LOOKS and self._is_empty(block):
                begin = len(visible.text) - len(visible.text.lstrip("\n"))
                self.met.findings.tell("missing-text", self.met.findings.begin(visible.offset(begin)), what="paragraph")
                root.remove(block)
            else:
                self._finish(block, visible, items)
        for number, (reference, offset) in enumerate(self.met.references):
            if number not in self._walked:
                # It is in the alternative text of an image, where there are no elements.
                self.record.slot(reference, self.met.findings.where(offset), in_link=True)

    def _finish(self, block: etree.Element, visible: Visible, items: list[tuple[str, int, int]]) -> None:
        """Finish a block and record it."""
        self.record.mentioned = []
        begin = len(visible.text) - len(visible.text.lstrip("\n"))
        offset = self._offsets.get(block, self.met.findings.begin(visible.offset(begin)))
        self._offsets[block] = offset
        if block.tag == "dl" and len(block) and block[0].tag == "dd":
            hint = "Write the term on the line above it. A caption is a paragraph, without the colon."
            self.met.findings.add("unread-list", offset, "The ':' begins a meaning, but no term stands above it.", hint)
        kind, chart = self._kind(block)
        self._walk(block, None, block, in_link=False)
        join_soft_breaks(block, self.met, self._is_han)
        typed = self._plain("".join(_typed_text(block)))
        if not self._is_han:
            hold_spaces(block, self.met, self._is_french)
        for note in block.iter("aside"):
            note.set("role", "note")  # without it each would be a landmark
        for cell in block.iter():
            # The Content-Security-Policy of the site forbids style attributes. A column aligned to the right holds numbers.
            if cell.tag in ("td", "th") and "right" in cell.attrib.pop("style", ""):
                cell.set("class", "number")
        where = self.met.findings.where
        places = tuple(Item(tag, depth, where(at)) for tag, depth, at in items)
        anchor = self._place(block, kind)
        if block.tag in HEADINGS:
            pieces = tuple(self.met.marks.split(self._plain("".join(block.itertext())).strip()))
            check_level(int(block.tag[1]), self.record.headings, offset, self.met.findings)
            check_underline(visible.text.rstrip(), self.half.markdown, offset, self.met.findings)
            self.record.headings.append(DraftHeading(int(block.tag[1]), anchor, pieces))
        mentions = tuple(self.record.mentioned)
        self.record.blocks.append(TreeBlock(kind, anchor, where(offset), mentions, typed, visible, places, chart))

    def _is_empty(self, block: etree.Element) -> bool:
        """Return whether a block has only spaces and line breaks."""
        raw = self.md.htmlStash.rawHtmlBlocks
        text = "".join(block.itertext()).strip()
        return text[:1] in ("", STX) and bool(
            _NOTHING.fullmatch(HTML_PLACEHOLDER_RE.sub(lambda one: str(raw[int(one[1])]), text))
        )

    def _strip(self, root: etree.Element) -> None:
        """Remove the marks of positions from the tree; the offsets of addresses are kept in `_offsets`."""
        for element in root.iter():
            for side in ("text", "tail"):
                text = getattr(element, side)
                if text and MARK.search(text):
                    setattr(element, side, type(text)(self.met.marks.without_positions(text)))
            for name, value in element.attrib.items():
                if MARK.search(value):
                    if name in ("href", "src") and (offset := self.met.marks.offset_in(value)) is not None:
                        self._offsets[element] = offset
                    element.set(name, self.met.marks.without_positions(value))

    def _walk(self, element: etree.Element, parent: etree.Element | None, block: etree.Element, in_link: bool) -> None:
        """Record the mentions in an element and its descendants, and put slots in place of the references."""
        if element.tag == SLOT:
            if "met" not in element.attrib:
                return
            number = int(element.attrib.pop("met"))
            self._walked.add(number)
            reference, offset = self.met.references[number]
            slot = self.record.slot(reference, self.met.findings.where(offset), in_link)
            element.text = AtomicString(self.met.marks.add(slot))
            return
        if element.tag == "a":
            self._resolve(element, block)
            in_link = True
        elif element.tag == "img":
            self._image(element, parent, block)
            return
        elif element.tag == "h1" and (len(element) or element.text):  # an empty heading has been reported already
            typed = self.half.markdown[self._offsets[block] :][:2]
            hint = TAG_HINT if typed[:1] == "#" and typed[1:].strip() else ""
            self.met.findings.tell("first-rank-heading", self._offsets[block], hint)
        for child in list(element):
            self._walk(child, element, block, in_link)

    def _resolve(self, link: etree.Element, block: etree.Element) -> None:
        """Record what a link mentions; put a slot in place of an address by key, such as `place:oldbridge`."""
        href = _unescape(link.get("href", ""))
        offset = self._offsets.get(link)
        begin = self._offsets[block] if offset is None else offset
        if not (len(link) or (link.text or "").strip()):
            self.met.findings.tell("missing-text", begin, what="link")
        if self.met.marks.without_positions(href) != without_marks(href):
            if offset is not None:  # `scan` has reported an address in angle brackets
                self.met.findings.tell("unknown-address", begin, NO_REFERENCE, written=MARK.sub("{…}", href))
            return
        address = Mention("address", href, self.met.findings.where(begin))
        if offset is None and not href.startswith("term:"):
            self.record.mentioned.append(address)  # an address in angle brackets, which `scan` has checked
            return
        mention = mention_link(href, begin, self.met.findings)
        if mention is None:
            self.record.mentioned.append(address)
            link.set("href", as_url(href))
            return
        self.record.mentions.append(mention)
        if offset is not None:
            self.record.mentioned.append(mention)
        if mention.kind != "anchor":
            link.set("href", self.met.marks.add(LinkSlot(mention.kind, mention.target, mention.anchor)))

    def _image(self, image: etree.Element, parent: etree.Element | None, block: etree.Element) -> None:
        """Record an image and report its mistakes. In a figure of its own, a slot replaces it and another is added for its credit."""
        for attribute in ("src", "alt"):
            image.set(attribute, _unescape(image.get(attribute, "")))
        typed = image.get("typed", "")
        name, offset = image.get("src", ""), self._offsets.get(image, self._offsets[block])
        self.record.mention(Mention("image", name, self.met.findings.where(offset)))
        if fault := image_fault(image, parent is block and block.tag == "figure"):
            self.met.findings.tell(fault, offset, name=shorten(name), text=image.get("alt", "").strip())
        if parent is None or parent.tag != "figure":
            return
        path = f"{self.half.path.rpartition('/')[0]}/{name}"
        parent[0] = self._filled(ImageSlot(path, tuple(self.met.marks.split(image.get("alt", "")))))
        parent[0].set("typed", typed)
        credit = self._filled(CreditSlot(path, is_caption=len(parent) == 1))
        (parent[1] if len(parent) > 1 else parent).append(credit)

    def _filled(self, slot: Slot) -> etree.Element:
        element = etree.Element(SLOT)
        element.text = AtomicString(self.met.marks.add(slot))
        return element

    def _kind(self, block: etree.Element) -> tuple[str, str]:
        """Return the kind of a block, and the key of its chart if it is one."""
        if block.tag == "figure":
            return f"image {block[0].get('src')}", ""
        if block.tag == "div" and len(block) and block[0].tag == SLOT:
            reference, _ = self._reference(block[0])
            if isinstance(reference, ChartReference):
                return f"chart {reference.chart}", reference.chart
        return block.tag, ""

    def _place(self, block: etree.Element, kind: str) -> str:
        """Give a block its anchor and return it. A heading already has one; any other block is numbered below its heading."""
        if kind in HEADINGS:
            self._heading, self._position = block.get("id", ""), 0
            return self._heading
        self._position += 1
        anchor = block_anchor(self._heading, self._position)
        block.set("id", anchor)
        return anchor

    def _plain(self, text: str) -> str:
        """Return text of the tree as it was typed."""
        raw = self.md.htmlStash.rawHtmlBlocks
        written = HTML_PLACEHOLDER_RE.sub(lambda one: _entity(str(raw[int(one[1])])), text)
        return _unescape(written)

    def _lift_charts(self, root: etree.Element) -> None:
        """Turn each paragraph that is a single chart into a `div`; report charts elsewhere, where there is no room for them."""
        for block in root:
            charts = [one for one in block.iter(SLOT) if isinstance(self._reference(one)[0], ChartReference)]
            if len(charts) == 1 and list(block) == charts and not f"{block.text or ''}{charts[0].tail or ''}".strip():
                block.tag = "div"
                continue
            for chart in charts:
                reference, offset = self._reference(chart)
                if isinstance(reference, ChartReference):
                    self.met.findings.tell("chart-in-line", offset, chart=reference.chart)

    def _reference(self, slot: etree.Element) -> tuple[Reference, int]:
        return self.met.references[int(slot.attrib["met"])]


def _entity(raw: str) -> str:
    return unescape(raw) if raw.startswith("&") else ""


def _unescape(text: str) -> str:
    """Return text of the tree without Markdown's internal codes for escapes (`\\*`) and for mail addresses."""
    text = UnescapeTreeprocessor.RE.sub(lambda escaped: chr(int(escaped[1])), text)
    return unescape(text.replace(AMP_SUBSTITUTE, "&")) if AMP_SUBSTITUTE in text else text


def _typed_text(element: etree.Element) -> Iterator[str]:
    """Yield the typed text of an element, with a space for each reference, piece of code and declared text."""
    if element.tag in UNTYPED_TAGS or "declared" in element.attrib:
        element.attrib.pop("declared", None)
        yield f"{element.attrib.pop('typed', '').replace(OBJECT, ' ')} "
        return
    yield element.text or ""
    for child in element:
        yield from _typed_text(child)
        yield child.tail or ""
