"""A book as PDF: B5 pages with running heads, contents and registers with page numbers, notes at the foot.

It is tagged as PDF/UA-1 asks (ISO 14289-1), with bookmarks and languages.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any
from unittest.mock import patch

import pydyf
import weasyprint
from jinja2 import Environment
from weasyprint.text.ffi import pango
from weasyprint.urls import URLFetcher, URLFetcherResponse

from chronicle.books.book import Book, BookDocument, Branch
from chronicle.books.fonts import list_fonts
from chronicle.books.xhtml import Element, choose_drawings, write_xml
from chronicle.model import OutputFile
from chronicle.templating import render_template


class _Pdf(pydyf.PDF):  # type: ignore[misc]
    """A PDF that lists its pages once: pydyf does so for each of the hundred thousand tags."""

    page_references = cached_property(pydyf.PDF.page_references.fget)


class _Images(URLFetcher):  # type: ignore[misc]
    """Gives the renderer the book's own images, and nothing from anywhere else."""

    def __init__(self, images: Mapping[str, bytes]) -> None:
        super().__init__()
        self._images = images

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
        return URLFetcherResponse(url, self._images[url.removeprefix("book:")])


LINK = re.compile(r' href="#([^"]+)"')
PHRASES = {"a", "cite", "data", "em", "strong", "time"}

Made = tuple[str, Sequence[str], str, str, Mapping[str, bytes], str]


def compose(book: Book, environment: Environment, colours: Mapping[str, str], images: Sequence[OutputFile]) -> Made:
    """Return the arguments of `bind`: the HTML of the first pages and of the sections, the style sheet, the identifier, path → content of `images`, and the fonts of this machine."""
    context = {"book": book, "colours": colours, "link": lambda name: f"#{_anchor(name)}"}
    front = render_template(environment, "book/book.html", context)
    sections = [_write_section(book, branch) for branch in book.outline]
    style = render_template(environment, "book/print.css", context)
    letters = f"Pango {pango.pango_version()}\n{list_fonts()}"
    return front, sections, style, book.identifier, {image.path: image.content for image in images}, letters


def bind(
    front: str, sections: Sequence[str], style: str, identifier: str, images: Mapping[str, bytes], letters: str
) -> bytes:
    """Return the PDF file made from this input. `letters`, the fonts of this machine, are part of it because other fonts give other lines."""
    fetch = _Images(images)

    def lay(section: str, before: int = 0) -> weasyprint.Document:
        """Lay out a section that begins on a right-hand page after `before` other pages; links to known pages get their numbers."""
        start = f"@page :first {{ counter-reset: page {before + 1} }}"
        if before % 2:  # a left page stays blank
            section = section.replace("<body>", '<body><div class="blank"></div>', 1)
            start += "html { break-before: verso }"
        html = LINK.sub(
            lambda link: f'{link[0]} data-page="{numbers[link[1]]}"' if link[1] in numbers else link[0], section
        )
        sheets = [sheet, weasyprint.CSS(string=start)]
        return weasyprint.HTML(string=html, base_url="book:", url_fetcher=fetch).render(stylesheets=sheets)

    # Each section is laid out once, the first pages again when all numbers are known: asked for page numbers of a whole
    # book, the renderer lays out hundreds of pages four times.
    sheet = weasyprint.CSS(string=style, base_url="book:", url_fetcher=fetch)
    numbers: dict[str, int] = {}
    pages = lay(front).pages
    for section in sections:
        laid = lay(section, len(pages)).pages
        for number, page in enumerate(laid, len(pages) + 1):
            numbers = dict.fromkeys(page.anchors, number) | numbers  # an element begins on its first page
        pages += laid
    first = lay(front)
    with patch.object(pydyf, "PDF", _Pdf):
        content = first.copy([*first.pages, *pages[len(first.pages) :]]).write_pdf(
            pdf_variant="pdf/ua-1", pdf_identifier=identifier.encode(), uncompressed_pdf=False
        )
    assert content is not None, "without a target the bytes are returned"
    return bytes(content)


def _write_section(book: Book, branch: Branch) -> str:
    body = "".join(write_xml(_in_one(document)) for document in (branch.document, *branch.chapters))
    return f'<html lang="{book.languages[0]}" dir="{book.direction}"><body>{body}</body></html>'


def _in_one(document: BookDocument) -> Element:
    """Return the body of a document as a part of a PDF that holds all documents: its anchors begin with its name."""
    body, own = choose_drawings(document.body, "narrow"), _anchor(document.name)
    _move_notes(body)
    _help_lines(body)
    body.set("id", own)
    body.set("lang", document.language)
    body.set("class", f"document level-{document.level}")
    for element in body.iter():
        if element is not body and "id" in element.attrib:
            element.set("id", f"{own}--{element.attrib['id']}")
        for name in ("aria-labelledby", "aria-describedby"):
            element.attrib.pop(name, None)
        if "href" in element.attrib:
            element.set("href", _lead(element.attrib["href"], own))
        if (fill := element.get("fill", "")).startswith("url(#"):
            element.set("fill", fill.replace("#", f"#{own}--", 1))
    return body


def _move_notes(body: Element) -> None:
    """Move the notes of a document to the foot of the page that first mentions them, where the style sheet puts them."""
    notes: dict[str, Element] = {}
    for parent in body.iter():
        for section in [child for child in parent if "notes" in child.get("class", "").split()]:
            notes |= {item.attrib["id"]: item for item in section.iter("li")}
            parent.remove(section)
    for mark in list(body.iter("sup")):
        link = mark.find("a")
        if link is not None and (note := notes.pop(link.get("href", "").rpartition("#")[2], None)) is not None:
            note.tag, note.tail = "span", None
            note.set("class", "footnote")
            note.text = f"{link.text} {note.text or ''}"
            mark.append(note)


def _help_lines(body: Element) -> None:
    """Change texts where WeasyPrint 70 breaks lines badly: the space before a phrase moves into it, and the mark of a note is joined to its word.

    Otherwise a text whose last space does not fit its line is broken after its first word, and a mark can begin a line.
    """
    for parent in body.iter():
        before, text = parent, parent.text or ""
        for child in parent:
            if child.tag in PHRASES and text.endswith(" "):
                text, child.text = text[:-1], f" {child.text or ''}"
            elif child.tag == "sup" and text:
                text += "\N{WORD JOINER}"
            if before is parent:
                before.text = text
            else:
                before.tail = text
            before, text = child, child.tail or ""


def _lead(href: str, own: str) -> str:
    """Return a link between documents, or within one, as a link within the PDF that holds all documents."""
    file, sign, anchor = href.partition("#")
    if file and not file.endswith(".xhtml"):
        return href
    name = _anchor(file) if file else own
    return f"#{name}--{anchor}" if sign else f"#{name}"


def _anchor(name: str) -> str:
    return name.removesuffix(".xhtml")
