"""A book as PDF: B5 pages with running heads, contents and registers with page numbers, notes behind each chapter.

It is tagged as PDF/UA-1 asks (ISO 14289-1), with bookmarks and languages.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from typing import Any

import weasyprint
from jinja2 import Environment
from markupsafe import Markup
from weasyprint.text.ffi import pango

from chronicle.books.book import Book, BookDocument
from chronicle.books.fonts import list_fonts
from chronicle.books.xhtml import Element, write_xml
from chronicle.model import OutputFile
from chronicle.templating import render_template

Made = tuple[str, str, str, Mapping[str, bytes], str]


def compose(book: Book, environment: Environment, colours: Mapping[str, str], images: Sequence[OutputFile]) -> Made:
    """Return what a PDF is made of: HTML, style sheet, identifier, `images` by the paths that the documents name, and with which letters."""
    bodies = [(document, Markup(write_xml(_in_one(document)))) for document in book.documents]
    context = {"book": book, "bodies": bodies, "colours": colours, "name": _anchor}
    html = render_template(environment, "book/book.html", context)
    style = render_template(environment, "book/print.css", context)
    letters = f"Pango {pango.pango_version()}\n{list_fonts()}"
    return html, style, book.identifier, {image.path: image.content for image in images}, letters


def bind(html: str, style: str, identifier: str, images: Mapping[str, bytes], letters: str) -> bytes:
    """Return the PDF file that is made of these; it has other lines with other `letters`, those of this machine."""

    def fetch(url: str, *_: Any, **__: Any) -> dict[str, Any]:
        """Give the renderer the book's own images, and nothing from anywhere else."""
        return {"string": images[url.removeprefix("book:")]}

    laid = weasyprint.HTML(string=html, base_url="book:", url_fetcher=fetch).render(
        stylesheets=[weasyprint.CSS(string=style, base_url="book:", url_fetcher=fetch)]
    )
    content = laid.write_pdf(pdf_variant="pdf/ua-1", pdf_identifier=identifier.encode(), uncompressed_pdf=False)
    assert content is not None, "without a target the bytes are returned"
    return bytes(content)


def _in_one(document: BookDocument) -> Element:
    """Return the body of a document as a part of one that holds them all: its anchors begin with its name."""
    body, own = copy.deepcopy(document.body), _anchor(document.name)
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
    return body


def _lead(href: str, own: str) -> str:
    """Return a link between documents, or within one, as a link within the one that holds them all."""
    file, sign, anchor = href.partition("#")
    if file and not file.endswith(".xhtml"):
        return href
    name = _anchor(file) if file else own
    return f"#{name}--{anchor}" if sign else f"#{name}"


def _anchor(name: str) -> str:
    return name.removesuffix(".xhtml")
