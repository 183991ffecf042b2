"""The chronicle's own Markdown: figures and dates in braces, notes to sources, links by key, anchors of headings.

References are inline patterns of Python-Markdown, so that none is read inside code. A pattern puts a slot element into the tree and
records the reference that it met. `tree` then numbers the notes and makes the slots, in the order of the text.
"""

from __future__ import annotations

import re
import string
from collections.abc import Sequence
from functools import partial
from html import unescape
from xml.etree import ElementTree as etree

from markdown import Extension, Markdown
from markdown.blockprocessors import ReferenceProcessor
from markdown.extensions.tables import TableProcessor
from markdown.inlinepatterns import (
    IMAGE_LINK_RE,
    IMAGE_REFERENCE_RE,
    Delimiter,
    ImageInlineProcessor,
    ImageReferenceInlineProcessor,
    InlineProcessor,
    LinkInlineProcessor,
    ShortImageReferenceInlineProcessor,
    SubstituteTagInlineProcessor,
)
from markdown.util import INLINE_PLACEHOLDER_RE, AtomicString

from chronicle.prose.bare_addresses import BareAddress
from chronicle.prose.braces import (
    IN_BRACES,
    MACRO,
    Declared,
    FactReference,
    explain_unknown,
    find_meant,
    is_attributes,
    parse_calculation_reference,
    parse_reference,
)
from chronicle.prose.leftovers import ROLE
from chronicle.prose.marks import MARK, without_marks
from chronicle.prose.met import Met, NoteReference, Reference
from chronicle.typography import CHINESE, OBJECT

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
LONGEST_COMMAND = 200
_OF_COMMAND = re.compile(
    rf"\\[A-Za-z]+\*?(?:\[[^\[\]\n]*\])?(?:{MARK.pattern})?(?:\{{[^{{}}\n]*\}}(?:{MARK.pattern})?)*$"
)


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
        md.inlinePatterns.register(BracePattern(self.met, md), "chronicle-brace", 175)
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


class BracePattern(InlineProcessor):
    """`{sheet.key}`, `{sheet.key:number}` → a figure; `{= a.b / a.c}` → a calculated figure; `{2020-09}`, `{2016/2019}` → a date; `{"306"}` → text as it is written; `{chart:key}` → the place of a chart."""

    def __init__(self, met: Met, md: Markdown) -> None:
        super().__init__(
            rf"\{{(?![#%!])(?!(?<=\{{\{{)[^{{}}\n]*\}}\}})({IN_BRACES})\}}", md
        )  # no template of another tool
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
            self.met.doubt("wrong-calculation", offset, written=f"{{{inside}}}", why=str(error))
            reference = Declared(f"{{{inside}}}")
        if reference is not None and not isinstance(reference, Declared):
            return self.met.slot(reference, offset), m.start(0), m.end(0)
        element = etree.Element("span", {"declared": str(offset)})
        if reference is None:
            before = without_marks(data[: m.start(0)])[-1:]
            message, hint = explain_unknown(inside, self.met.locale, before)
            tell = partial(self.met.findings.add, "unknown-reference", offset, message, hint)
            is_role = re.fullmatch("[a-z][a-z:-]*", inside) and self._is_code(data, m.end(0))
            if is_role:
                tell = partial(self.met.findings.add_literal, "foreign-markup", offset, f"{{{inside}}}", *ROLE)
            self.met.doubted[offset] = tell
            if is_attributes(inside):
                element.set("attributes", "")
            if not is_role and isinstance(meant := parse_reference(find_meant(inside, self.met.locale)), FactReference):
                return self.met.slot(meant, offset), m.start(0), m.end(0)  # so that it is not reported as unused
        element.text = AtomicString(reference.text if reference else f"{{{inside}}}")
        return element, m.start(0), m.end(0)

    def _is_code(self, data: str, at: int) -> bool:
        """Return whether a piece of code follows directly."""
        held = re.compile(f"(?:{MARK.pattern})?{INLINE_PLACEHOLDER_RE.pattern}").match(data, at)
        node = self.md.treeprocessors["inline"].stashed_nodes.get(held[1]) if held else None  # type: ignore[attr-defined]
        return isinstance(node, etree.Element) and node.tag == "code"


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


_AGAIN = re.compile(r"\|?(?: *:?-{2,}:? *\|)+(?: *:?-{2,}:?)?")
BELOW_TABLE = "If this is no row of the table, write an empty line above it."


class Table(TableProcessor):
    """Reads tables, and reports each row that has more or fewer cells than the head."""

    def __init__(self, met: Met, md: Markdown) -> None:
        super().__init__(md.parser, {"use_align_attribute": False})
        self.met = met

    def run(self, parent: etree.Element, blocks: list[str]) -> None:
        """Make a table; report one without rows."""
        self._at = self.met.offset(blocks[0])
        if blocks[0].strip("\n").count("\n") == 1:
            self.met.findings.add(
                "wrong-row",
                self._at,
                "This table has a head and no rows.",
                "Write a row below the line of hyphens: | one | two |.",
            )
        super().run(parent, blocks)

    def _build_row(self, row: str, parent: etree.Element, align: Sequence[str | None]) -> None:
        cells, columns = len(self._split_row(row)), len(align)  # type: ignore[attr-defined]
        self._at = self.met.marks.offset_in(row) or self._at
        if _AGAIN.fullmatch(typed := without_marks(row).strip()):
            self.met.findings.add(
                "wrong-row",
                self._at,
                "A second line of hyphens is in this table.",
                "Take it away, or write an empty line and a head above it.",
            )
            return
        if cells != columns and not (typed[:1] == "{" and is_attributes(typed[1:])):
            count = {1: "1 cell"}.get(cells, f"{cells} cells")
            is_text = cells == 1 and "|" not in row
            self.met.findings.tell("wrong-row", self._at, BELOW_TABLE if is_text else "", cells=count, head=columns)
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
