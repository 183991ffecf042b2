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

from chronicle.books.book import Book, Document
from chronicle.books.xhtml import Element, write_xml
from chronicle.model import OutputFile
from chronicle.templating import render_template


def write(book: Book, environment: Environment, colours: Mapping[str, str], images: Sequence[OutputFile] = ()) -> bytes:
    """Return a book as a PDF file; `images` are those that its documents show, by the paths that they name."""
    stored = {image.path: image.content for image in images}

    def fetch(url: str, *_: Any, **__: Any) -> dict[str, Any]:
        """Give the renderer the book's own images, and nothing from anywhere else."""
        return {"string": stored[url.removeprefix("book:")]}

    bodies = [(document, Markup(write_xml(_in_one(document)))) for document in book.documents]
    context = {"book": book, "bodies": bodies, "colours": colours, "name": _anchor}
    html = render_template(environment, "book/book.html", context)
    style = render_template(environment, "book/print.css", context)
    laid = weasyprint.HTML(string=html, base_url="book:", url_fetcher=fetch).render(
        stylesheets=[weasyprint.CSS(string=style, base_url="book:", url_fetcher=fetch)]
    )
    content = laid.write_pdf(pdf_variant="pdf/ua-1", pdf_identifier=book.identifier.encode(), uncompressed_pdf=False)
    assert content is not None, "without a target the bytes are returned"
    return bytes(content)


def _in_one(document: Document) -> Element:
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
