"""The chronicle's own Markdown: figures and dates in braces, notes to sources, links by key, anchors of headings.

References are inline patterns of Python-Markdown, so that none is read inside code. A pattern puts a slot element into the tree and
records the reference that it met. `tree` then numbers the notes and makes the slots, in the order of the text.
"""

from __future__ import annotations

import re
import string
from collections.abc import Sequence
from dataclasses import dataclass, field
from html import unescape
from typing import TypeAlias
from xml.etree import ElementTree as etree

from markdown import Extension, Markdown
from markdown.blockprocessors import ReferenceProcessor
from markdown.extensions.tables import TableProcessor
from markdown.inlinepatterns import (
    IMAGE_LINK_RE,
    IMAGE_REFERENCE_RE,
    AutolinkInlineProcessor,
    Delimiter,
    ImageInlineProcessor,
    ImageReferenceInlineProcessor,
    InlineProcessor,
    LinkInlineProcessor,
    ShortImageReferenceInlineProcessor,
    SubstituteTagInlineProcessor,
)
from markdown.util import HTML_PLACEHOLDER_RE, INLINE_PLACEHOLDER_RE, AtomicString

from chronicle.problems import shorten
from chronicle.prose.braces import (
    MACRO,
    CalculationReference,
    ChartReference,
    Declared,
    FactReference,
    PeriodReference,
    explain_unknown,
    find_meant,
    parse_calculation_reference,
    parse_reference,
)
from chronicle.prose.findings import Findings
from chronicle.prose.links import NO_REFERENCE, is_full_address
from chronicle.prose.marks import MARK, Marks, without_marks
from chronicle.prose.slots import CalculationSlot, FigureSlot, PeriodSlot
from chronicle.scripts import HAN, HANGUL, KANA
from chronicle.typography import CHINESE, OBJECT

SLOT = "x-slot"
# The characters that a text must contain for an inline pattern to occur in it.
SIGNS = {
    "backtick": "`",
    "chronicle-break": "\\",
    "escape": "\\",
    "chronicle-brace": "{",
    "chronicle-note": "[@",
    "reference": "[",
    "link": "[",
    "image_link": "![",
    "image_reference": "![",
    "short_reference": "[",
    "short_image_ref": "![",
    "autolink": "<",
    "automail": "<",
    "chronicle-address": "://",
    "linebreak": "  \n",
    "html": "<",
    "entity": "&",
}
DELETION = ("~", "del")
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
LONGEST_COMMAND = 200
_OF_COMMAND = re.compile(
    rf"\\[A-Za-z]+\*?(?:\[[^\[\]\n]*\])?(?:{MARK.pattern})?(?:\{{[^{{}}\n]*\}}(?:{MARK.pattern})?)*$"
)


@dataclass(frozen=True)
class NoteReference:
    """`[@pictorial, 发展生产 致富增收]`: a note to a source, and to a section in it."""

    source: str
    section: str


Reference: TypeAlias = FactReference | CalculationReference | PeriodReference | ChartReference | NoteReference


@dataclass
class Met:
    """The references that the patterns met in one text, each with its offset; its index is the number of its slot element in the tree.

    `doubted` are the addresses that lead nowhere or may be cut: offset → rule and values of its message.
    """

    marks: Marks
    findings: Findings
    locale: str
    references: list[tuple[Reference, int]] = field(default_factory=list)
    doubted: dict[int, tuple[str, dict[str, str]]] = field(default_factory=dict)

    def slot(self, reference: Reference, offset: int) -> etree.Element:
        """Record a reference and return its slot element."""
        self.references.append((reference, offset))
        element = etree.Element(SLOT, {"met": str(len(self.references) - 1)})
        # The alternative text of an image has no elements: there, only this text of the slot element remains.
        if isinstance(reference, FactReference):
            element.text = AtomicString(self.marks.add(FigureSlot(reference.fact, reference.form, False, "")))
        elif isinstance(reference, CalculationReference):
            element.text = AtomicString(self.marks.add(CalculationSlot(reference.calculation, reference.form, ())))
        elif isinstance(reference, PeriodReference):
            element.text = AtomicString(self.marks.add(PeriodSlot(reference.period)))
        return element

    def offset(self, written: str) -> int:
        """Return the first offset that is marked in a piece of text; 0 if none is."""
        return self.marks.offset_in(written) or 0


class ChronicleExtension(Extension):
    """Adds the chronicle's patterns to one Markdown instance."""

    def __init__(self, met: Met) -> None:
        super().__init__()
        self.met = met

    def extendMarkdown(self, md: Markdown) -> None:
        """Register the patterns of references, with priorities below code and escapes (190, 180) and above links (170 and less)."""
        # `lines` and `scan` have already read raw HTML and blocks of code.
        md.preprocessors.deregister("html_block")
        md.ESCAPED_CHARS = list(string.punctuation)
        md.parser.blockprocessors.deregister("code")
        md.parser.blockprocessors.register(Definitions(md.parser), "reference", 15)
        md.parser.blockprocessors.register(Table(self.met, md), "table", 75)
        # A backslash at the end of a line breaks it.
        md.inlinePatterns.register(SubstituteTagInlineProcessor(r"\\\n", "br"), "chronicle-break", 182)
        md.inlinePatterns.register(BracePattern(self.met), "chronicle-brace", 175)
        md.inlinePatterns.register(NotePattern(self.met), "chronicle-note", 174)
        assert md.delimiters, "Markdown has made its own"
        md.delimiters.delimiters["_"] = _make_underscore()
        md.delimiters.add(*DELETION, double=True)
        md.inlinePatterns.register(Image(IMAGE_LINK_RE, md), "image_link", 150)
        md.inlinePatterns.register(ReferredImage(IMAGE_REFERENCE_RE, md), "image_reference", 140)
        md.inlinePatterns.register(ShortImage(IMAGE_REFERENCE_RE, md), "short_image_ref", 125)
        md.inlinePatterns.register(BareAddress(self.met, md), "chronicle-address", 85)


def _make_underscore() -> Delimiter:
    """Return the delimiter `_` of emphasis, which also works beside Han characters, as in `_真，_她`.

    Inside a word `_` is no emphasis. Han words have no spaces between them, so a `_` beside a Han character does not count as inside a word.
    """
    underscore = Delimiter("_", "strong,em", smart=True, double=False)
    underscore.boundary = re.compile(underscore.boundary.pattern.replace(r"[\w_]", rf"[^\W{CHINESE}]"))
    return underscore


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
            self.met.doubted[offset] = "foreign-wiki-link", {"written": shorten(m[1])}
        elif not is_full_address(m[1]):
            self.met.doubted[offset] = "unknown-address", {"written": shorten(m[1])}
        elif without_marks(data[: m.start()]).endswith("<"):
            self.met.doubted[offset] = "unclosed-angle", {"written": shorten(m[1], 40)}
        elif self._goes_on(data, m.end()):
            values = {"written": shorten(m[1]), "behind": "{", "instead": NO_REFERENCE}
            self.met.doubted[offset] = "cut-address", values
        elif behind and _OPEN.search(m[1]):
            self.met.doubted[offset] = "cut-address", {"written": shorten(m[1]), "behind": behind[1]}
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


class BracePattern(InlineProcessor):
    """`{sheet.key}`, `{sheet.key:number}` → a figure; `{= a.b / a.c}` → a calculated figure; `{2020-09}`, `{2016/2019}` → a date; `{"306"}` → text as it is written; `{chart:key}` → the place of a chart."""

    def __init__(self, met: Met) -> None:
        super().__init__(r"\{(?![#%!])(?!(?<=\{\{)[^{}\n]*\}\})([^{}\n]*)\}")  # no template of another tool
        self.met = met

    def handleMatch(  # type: ignore[override]
        self, m: re.Match[str], data: str
    ) -> tuple[etree.Element | None, int | None, int | None]:
        """Return a slot element, or an element with literal text if the braces hold no reference; None for those of other tools."""
        offset, inside = self.met.offset(m[1]), without_marks(m[1])
        if re.fullmatch(MACRO, inside) or _OF_COMMAND.search(data, max(0, m.start(0) - LONGEST_COMMAND), m.start(0)):
            return None, None, None  # of other tools, which is reported elsewhere
        reference: Reference | Declared | None
        try:
            reference = parse_calculation_reference(inside) or parse_reference(inside)
        except ValueError as error:
            self.met.findings.tell("wrong-calculation", offset, written=f"{{{inside}}}", why=error)
            reference = Declared(f"{{{inside}}}")
        if reference is not None and not isinstance(reference, Declared):
            return self.met.slot(reference, offset), m.start(0), m.end(0)
        element = etree.Element("span", {"declared": ""})
        if reference is None:
            self.met.findings.add("unknown-reference", offset, *explain_unknown(inside, self.met.locale))
            if isinstance(meant := parse_reference(find_meant(inside, self.met.locale)), FactReference):
                return self.met.slot(meant, offset), m.start(0), m.end(0)  # so that it is not reported as unused
        element.text = AtomicString(reference.text if reference else f"{{{inside}}}")
        return element, m.start(0), m.end(0)


class NotePattern(InlineProcessor):
    """`[@pictorial, 发展生产 致富增收]` → a note to a source, which the tree numbers."""

    def __init__(self, met: Met) -> None:
        super().__init__(
            r"\[@((?:(?!\x02k)[^\[\]@\n])*)\](?!\(.?https?:)"
        )  # not with a reference inside, which has already been read; [@name](https://…) is a link
        self.met = met

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[etree.Element, int, int]:  # type: ignore[override]
        """Return the slot element for the number of the note."""
        source, section = re.match(r"([^,，]*)[,，]?(.*)", without_marks(m[1])).groups()  # type: ignore[union-attr]
        return (
            self.met.slot(NoteReference(source.strip(), section.strip()), self.met.offset(m[1])),
            m.start(0),
            m.end(0),
        )


class Defined(dict[str, tuple[str, str]]):
    """The link definitions of a text (`[name]: address`), and which of them are used. Names are compared as typed, with their code and escapes."""

    def __init__(self, markdown: Markdown) -> None:
        super().__init__()
        self.used: set[str] = set()
        self._inline = markdown.treeprocessors["inline"]

    def __contains__(self, name: object) -> bool:
        return super().__contains__(self._typed(str(name)))

    def __getitem__(self, name: str) -> tuple[str, str]:
        self.used.add(typed := self._typed(name))
        return super().__getitem__(typed)

    def _typed(self, name: str) -> str:
        nodes: dict[str, str | etree.Element] = self._inline.stashed_nodes  # type: ignore[attr-defined]
        return INLINE_PLACEHOLDER_RE.sub(lambda found: _type(nodes[found[1]]), without_marks(name)).lower()


def _type(node: str | etree.Element) -> str:
    """Return an escape or a piece of code, which Markdown has already read, as it was typed."""
    if isinstance(node, str):
        return re.sub("\x02(\\d+)\x03", lambda found: f"\\{chr(int(found[1]))}", node)
    return f"`{unescape(''.join(node.itertext()))}`"


class Definitions(ReferenceProcessor):
    """Reads link definitions such as `[photo]: photo.jpg`; but not `[^1]: …`, a footnote in other kinds of Markdown."""

    RE = re.compile(ReferenceProcessor.RE.pattern.replace(r"\[([", r"\[(?!\^)([", 1), ReferenceProcessor.RE.flags)


BELOW_TABLE = "If this is no row of the table, write an empty line above it."


class Table(TableProcessor):
    """Reads tables, and reports each row that has more or fewer cells than the head."""

    def __init__(self, met: Met, md: Markdown) -> None:
        super().__init__(md.parser, {"use_align_attribute": False})
        self.met = met

    def run(self, parent: etree.Element, blocks: list[str]) -> None:
        """Make a table; report one without rows."""
        if blocks[0].strip("\n").count("\n") == 1:
            self.met.findings.add(
                "wrong-row",
                self.met.offset(blocks[0]),
                "This table has a head and no rows.",
                "Write a row below the line of hyphens: | one | two |.",
            )
        super().run(parent, blocks)

    def _build_row(self, row: str, parent: etree.Element, align: Sequence[str | None]) -> None:
        cells, columns = len(self._split_row(row)), len(align)  # type: ignore[attr-defined]
        if cells != columns:
            count = {1: "1 cell"}.get(cells, f"{cells} cells")
            is_text = cells == 1 and "|" not in row
            self.met.findings.tell(
                "wrong-row", self.met.offset(row), BELOW_TABLE if is_text else "", cells=count, head=columns
            )
        super()._build_row(row, parent, align)  # type: ignore[misc]


class _Typed(LinkInlineProcessor):
    """Reads an image and keeps its alternative text as typed, with OBJECT in place of each reference or other inline element."""

    def handleMatch(  # type: ignore[override]
        self, m: re.Match[str], data: str
    ) -> tuple[etree.Element | None, int | None, int | None]:
        """Return the image with an additional attribute `typed`, which `tree` removes again."""
        image, start, end = super().handleMatch(m, data)
        if not isinstance(image, etree.Element):
            return None, None, None
        image.set("typed", INLINE_PLACEHOLDER_RE.sub(OBJECT, self.getText(data, m.end(0))[0]))
        return image, start, end


class Image(_Typed, ImageInlineProcessor):
    """`![alternative text](photo.jpg)`."""


class ReferredImage(_Typed, ImageReferenceInlineProcessor):
    """`![alternative text][photo]`; a link definition elsewhere in the text names the file."""


class ShortImage(_Typed, ShortImageReferenceInlineProcessor):
    """`![photo]`; a link definition elsewhere in the text names the file."""
