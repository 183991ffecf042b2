"""The books of the real content, set whole and read back: `make test-books`, some two minutes a book on a quiet machine."""

from __future__ import annotations

import io
import re
import sys
import zipfile
from html import unescape
from itertools import repeat
from pathlib import Path
from xml.etree import ElementTree

import pypdf
import pytest
from epub_check import find_epub_faults

from chronicle.binding import bind_books, editions_of
from chronicle.loading import load_site
from chronicle.reading import Project

PROJECT = Project(Path(__file__).parent.parent.parent)
# Bullets, running head, number; a page on which a chapter begins has no running head.
PAGE_ENDS = (re.compile(r"(\n\u2022 *)*\n[^\n]*\n\d+\s*\Z"), re.compile(r"(\n\u2022 *)*\n\d+\s*\Z"))
CONTENTS_LINE = re.compile(r"(?P<title>\S.*?)(?: *\.){3,} *(?P<page>\d+)")
FIGURE = re.compile(r"<data [^>]*>([^<]*)</data>")


def squeeze(text: str) -> str:
    """Return a text without spaces and hyphens: lines of a PDF break anywhere."""
    return re.sub(r"[\s\u00ad\u2010-]+", "", text)


@pytest.mark.parametrize("name", editions_of(load_site(PROJECT)[0]))
def test_books_have_the_figures_of_the_site(name: str, tmp_path: Path) -> None:
    """Each figure that a text of the site tells stands in its EPUB and its PDF with the same letters; the EPUB is valid, contents lead to the right pages."""
    site, _, references, bodies, *_ = load_site(PROJECT)
    books = {book.path: book.content for book in bind_books(PROJECT, only=name)}
    told = [
        block
        for text in site.texts
        for one in editions_of(site)[name]
        for block in bodies[text.halves[one].path].blocks
    ]
    figures = {squeeze(unescape(figure)) for block in told for figure in FIGURE.findall(block.html)}
    main = references[editions_of(site)[name][0]].figures
    figures |= {squeeze(main[fact].text.plain) for block in told for fact in block.facts}
    with zipfile.ZipFile(io.BytesIO(books[f"{name}.epub"])) as archive:
        documents = [archive.read(path) for path in archive.namelist() if path.endswith(".xhtml")]
    epub = squeeze("".join("".join(ElementTree.fromstring(document).itertext()) for document in documents))
    assert [figure for figure in figures if figure not in epub] == []
    (tmp_path / f"{name}.epub").write_bytes(books[f"{name}.epub"])
    assert find_epub_faults(tmp_path / f"{name}.epub") == []
    reader = pypdf.PdfReader(io.BytesIO(books[f"{name}.pdf"]))
    pages = [page.extract_text() for page in reader.pages]
    pdf = squeeze("".join("".join(map(end.sub, repeat(""), pages)) for end in PAGE_ENDS))
    assert [figure for figure in figures if figure not in pdf] == []
    contents = [line for page in pages[:10] for line in map(CONTENTS_LINE.fullmatch, page.splitlines()) if line]
    assert len(contents) > len(site.parts)
    for line in contents:
        assert squeeze(line["title"]) in squeeze(pages[int(line["page"]) - 1]), line[0]
    sys.stderr.write(f"{name}: {len(figures)} figures, {len(pages)} pages, {len(contents)} lines of contents\n")
