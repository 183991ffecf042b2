"""The books of the real content, set whole: `make test-books`, some two minutes a language on a quiet machine."""

from __future__ import annotations

import io
import re
import sys
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pypdf
import pytest

from chronicle.binding import bind_books
from chronicle.loading import load_site
from chronicle.reading import Project

PROJECT = Project(Path(__file__).parent.parent.parent)
CONTENTS_LINE = re.compile(r"(?P<title>\S.*?)(?: ?\.){3,} ?(?P<page>\d+)")


def squeeze(text: str) -> str:
    """Return a text without spaces and hyphens: lines of a PDF break anywhere."""
    return re.sub(r"[\s\u00ad\u2010-]+", "", text)


@pytest.mark.parametrize("language", load_site(PROJECT)[0].languages)
def test_books_have_the_figures_of_the_site(language: str) -> None:
    """Each figure that a text of the site tells stands in its EPUB and its PDF with the same letters; contents lead to the right pages."""
    site, _, references, bodies = load_site(PROJECT)
    books = {book.path: book.content for book in bind_books(PROJECT, only=language)}
    texts = [text.halves[language] for text in site.texts if language in text.halves]
    told = {fact for half in texts for block in bodies[half.path].blocks for fact in block.facts}
    figures = {fact: squeeze(references[language].figures[fact].text.plain) for fact in told}
    with zipfile.ZipFile(io.BytesIO(books[f"{language}.epub"])) as archive:
        documents = [archive.read(name) for name in archive.namelist() if name.endswith(".xhtml")]
    epub = squeeze("".join("".join(ElementTree.fromstring(document).itertext()) for document in documents))
    assert [fact for fact, figure in figures.items() if figure not in epub] == []
    reader = pypdf.PdfReader(io.BytesIO(books[f"{language}.pdf"]))
    pages = [page.extract_text() for page in reader.pages]
    pdf = squeeze("".join(pages))
    assert [fact for fact, figure in figures.items() if figure not in pdf] == []
    contents = [line for page in pages[:10] for line in map(CONTENTS_LINE.fullmatch, page.splitlines()) if line]
    assert len(contents) > len(site.parts)
    for line in contents:
        assert squeeze(line["title"]) in squeeze(pages[int(line["page"]) - 1]), line[0]
    sys.stderr.write(f"{language}: {len(told)} figures, {len(pages)} pages, {len(contents)} lines of contents\n")
