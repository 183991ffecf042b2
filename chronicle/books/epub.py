"""A book as EPUB 3.3: a ZIP archive of XHTML documents, drawings in them, and a package that lists them.

https://www.w3.org/TR/epub-33/ and https://www.w3.org/TR/epub-a11y-11/
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence

from jinja2 import Environment
from markupsafe import Markup

from chronicle.books.book import Book, BookDocument
from chronicle.books.drawings import colour_drawings
from chronicle.books.xhtml import Element, choose_drawings, read_html, write_xml
from chronicle.felt import draw_cover
from chronicle.lines import BOLD_LETTER, break_lines, estimate_width
from chronicle.media_types import media_type
from chronicle.model import OutputFile
from chronicle.templating import render_template

COVER_WIDTH, SUBTITLE = 1300, 56  # units of the cover's drawing, which is 1600 wide
EARLIEST = (1980, 1, 1, 0, 0, 0)  # the time of every file in the archive, so that the same book has the same bytes
CONTAINER = """<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="book/package.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
"""
NOTES = frozenset(["notes", "chapter-figures"])  # classes of elements that hold notes


def compose(
    book: Book, environment: Environment, colours: Mapping[str, str], images: Sequence[OutputFile]
) -> tuple[Mapping[str, str | bytes]]:
    """Return the arguments of `bind`: path → content of the files in an EPUB; `images` are those that its documents show."""
    listed = [(image.path, media_type(image.path)) for image in images]
    context = {"book": book, "images": listed, "colours": colours, "link": str, **_lay_out_cover(book, colours)}

    def render(name: str, **given: object) -> str:
        return render_template(environment, f"book/{name}", {**context, **given})

    def document(language: str, title: str, body: str) -> str:
        return render("document.xhtml", language=language, title=title, body=Markup(body.rstrip("\n")))

    main = book.languages[0]
    files: dict[str, str | bytes] = {
        "META-INF/container.xml": CONTAINER,
        "book/package.opf": render("package.opf"),
        "book/nav.xhtml": document(main, book.contents, render("nav.xhtml")),
        "book/cover.svg": render("cover.svg"),
        "book/title.xhtml": document(main, book.titles[0], render("title.html")),
        "book/book.css": render("book.css"),
        **{
            f"book/{one.name}": document(one.language, one.title, write_xml(_mark_notes(one))) for one in book.documents
        },
    }
    return (files | {f"book/{image.path}": image.content for image in images},)


def bind(files: Mapping[str, str | bytes]) -> bytes:
    """Return the EPUB file that contains some files, given as path → content."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
        packed.writestr(zipfile.ZipInfo("mimetype", EARLIEST), "application/epub+zip", zipfile.ZIP_STORED)
        for path, content in files.items():
            entry = zipfile.ZipInfo(path, EARLIEST)
            entry.compress_type = zipfile.ZIP_DEFLATED
            packed.writestr(entry, content)
    return archive.getvalue()


def _lay_out_cover(book: Book, colours: Mapping[str, str]) -> dict[str, object]:
    """Return the drawing of the cover in its colours, and the lines and sizes of its title and subtitle, in units of the drawing."""
    drawn = read_html(f"<svg>{draw_cover(book.cover)}</svg>")
    colour_drawings(drawn, colours)
    size = 150 if len(book.titles) == 1 else 120
    return {
        "drawing": Markup("".join(map(write_xml, drawn[0]))),
        "title_lines": _break(book.titles, size),
        "subtitle_lines": _break(book.subtitles, SUBTITLE),
        "title_size": size,
        "subtitle_size": SUBTITLE,
    }


def _break(texts: Sequence[str], size: float) -> list[str]:
    return [
        line
        for text in texts
        for line in break_lines(text, COVER_WIDTH, lambda words: estimate_width(words, size, BOLD_LETTER))
    ]


def _mark_notes(document: BookDocument) -> Element:
    """Return the body of a document with the types of notes and of links to them, so that a reading system can show a note beside its word.

    Of drawings only the narrow form stays, which can be read on a phone.
    """
    body = choose_drawings(document.body, "wide")
    for element in body.iter():
        if not NOTES.isdisjoint(element.get("class", "").split()):
            element.set("epub:type", "endnotes")
            for item in element.iter("li"):
                if "id" in item.attrib:
                    item.set("epub:type", "endnote")
        if element.tag == "a" and element.get("href", "").startswith(("#figure-", "#note-")):
            element.set("epub:type", "noteref")
    return body
