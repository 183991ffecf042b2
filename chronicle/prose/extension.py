"""The chronicle's own Markdown: figures and dates in braces, notes to sources, links by key, anchors of headings.

Built as inline patterns of Python-Markdown, so that what stands in code stays code. Each pattern marks what it met; the tree
records it in the order of the text.
"""

from __future__ import annotations

import re
from xml.etree import ElementTree as etree

from markdown import Extension, Markdown
from markdown.inlinepatterns import (
    IMAGE_LINK_RE,
    IMAGE_REFERENCE_RE,
    Delimiter,
    ImageInlineProcessor,
    ImageReferenceInlineProcessor,
    InlineProcessor,
    ShortImageReferenceInlineProcessor,
)
from markdown.util import INLINE_PLACEHOLDER_RE, AtomicString

from chronicle.dates import check_period, format_period
from chronicle.model import FACT_ID, PERIOD_PATTERN
from chronicle.prose.markup import CHART_PLACE
from chronicle.prose.references import References
from chronicle.prose.tree import MENTION, Record, TextTree
from chronicle.typography import HAN

_FACT = re.compile(rf"(?P<fact>{FACT_ID})(?::(?P<form>number|plain))?")
_CHART = re.compile(r"chart:([a-z0-9-]+)")
_DECLARED = re.compile(r'["“”]([^"“”]+)["“”]')


class ChronicleExtension(Extension):
    """Adds the chronicle's patterns to one Markdown instance; what they meet goes into `record`."""

    def __init__(self, references: References, record: Record, path: str) -> None:
        super().__init__()
        self.path = path
        self.references = references
        self.record = record

    def extendMarkdown(self, md: Markdown) -> None:
        """Register the patterns below code and escapes (190, 180) and above links (170 and less)."""
        md.inlinePatterns.register(BracePattern(self.references), "chronicle-brace", 175)
        md.inlinePatterns.register(NotePattern(), "chronicle-note", 174)
        md.delimiters.delimiters["_"] = _make_underscore()
        md.inlinePatterns.register(Image(IMAGE_LINK_RE, md), "image_link", 150)
        md.inlinePatterns.register(ReferredImage(IMAGE_REFERENCE_RE, md), "image_reference", 140)
        md.inlinePatterns.register(ShortImage(IMAGE_REFERENCE_RE, md), "short_image_ref", 125)
        md.treeprocessors.register(TextTree(md, self.references, self.record, self.path), "chronicle-tree", 5)


def _mark(element: etree.Element, kind: str, target: str, written: str) -> etree.Element:
    """Mark an element as a mention. The tree records it: patterns run in another order than the text has."""
    for name, value in zip(MENTION, (kind, target, written), strict=True):
        element.set(name, value)
    return element


def _make_underscore() -> Delimiter:
    """Return the mark of emphasis by which `_真，_她` is some: where no spaces stand between words, one beside a Han character is not inside a word."""
    underscore = Delimiter("_", "strong,em", smart=True, double=False)
    underscore.boundary = re.compile(underscore.boundary.pattern.replace(r"[\w_]", rf"[^\W{HAN}]"))
    return underscore


class BracePattern(InlineProcessor):
    """`{sheet.key}`, `{sheet.key:number}` → a figure; `{2020-09}`, `{2016/2019}` → a date; `{"306"}` → text as it stands; `{chart:key}` → its place."""

    def __init__(self, references: References) -> None:
        super().__init__(r"\{(?!#)([^{}\n]*)\}")
        self.references = references

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[etree.Element, int, int]:
        """Return the element; it holds the text as it was where that refers to nothing that is known."""
        return refer(m[1].strip(), m[0], self.references), m.start(0), m.end(0)


def refer(inside: str, written: str, references: References) -> etree.Element:
    """Return the element for what stands in braces, marked as a mention; text as it was where it refers to nothing that is known."""
    element, text = etree.Element("span"), written
    if fact := _FACT.fullmatch(inside):
        _mark(element, "fact", fact["fact"], written)
        if reference := references.figures.get(fact["fact"]):
            element.tag = "data"
            element.set("value", reference.value)
            element.set("fact", fact["fact"])
            text = getattr(reference.text, fact["form"] or "full")
    elif re.match(PERIOD_PATTERN, inside) and not check_period(inside):
        _mark(element, "period", inside, written)
        element.set("period", inside)
        # HTML knows no periods in `datetime`; an element for a period carries none.
        if "/" not in inside:
            element.tag = "time"
            element.set("datetime", inside)
        element.set("declared", "")
        text = format_period(inside, references.locale, references.words)
    elif declared := _DECLARED.fullmatch(inside):
        element.set("declared", "")
        text = declared[1]
    elif chart := _CHART.fullmatch(inside):
        _mark(element, "chart", chart[1], written)
        element.tag, text = CHART_PLACE, ""
        element.set("key", chart[1])
        element.set("lang", references.language)
    else:
        _mark(element, "brace", inside, written)
    element.text = AtomicString(text)
    return element


class NotePattern(InlineProcessor):
    """`[@pictorial, 发展生产 致富增收]` → a note to a source, which the tree numbers."""

    def __init__(self) -> None:
        super().__init__(r"\[@([a-z0-9-]+)(?:\s*[,，]\s*([^\[\]]+?))?\s*\]")

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[etree.Element, int, int]:
        """Return the raised element that the number will stand in."""
        raised = _mark(etree.Element("sup", {"section": m[2] or ""}), "source", m[1], m[0])
        return raised, m.start(0), m.end(0)


class _Typed:
    """An image that keeps what was typed as its alternative text, a space for each thing that was referred to."""

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[etree.Element | None, int | None, int | None]:
        """Return the image with one attribute more, which the tree takes away again."""
        image, start, end = super().handleMatch(m, data)
        if image is not None:
            image.set("typed", INLINE_PLACEHOLDER_RE.sub(" ", self.getText(data, m.end(0))[0]))
        return image, start, end


class Image(_Typed, ImageInlineProcessor):
    """`![alternative text](photo.jpg)`."""


class ReferredImage(_Typed, ImageReferenceInlineProcessor):
    """`![alternative text][photo]`, the file named elsewhere in the text."""


class ShortImage(_Typed, ShortImageReferenceInlineProcessor):
    """`![photo]`, the file named elsewhere in the text."""
