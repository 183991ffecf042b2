"""A book before it is bound: its title, and its documents in their order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import NAMESPACE_URL, uuid5

from chronicle.books.addresses import BookAddresses
from chronicle.books.drawings import colour_drawings
from chronicle.books.xhtml import Element, read_html
from chronicle.model import Drawing
from chronicle.pages import LocalizedSite, Page
from chronicle.rendering import Frame
from chronicle.templating import render_template
from chronicle.typography import direction_of
from chronicle.urls import home_path

# Numbering systems of CLDR → styles of CSS, as in the site's own style sheet.
COUNTERS = {"arab": "arabic-indic", "arabext": "persian", "beng": "bengali", "deva": "devanagari", "mymr": "myanmar"}


@dataclass(frozen=True)
class BookDocument:
    """One document of a book; `level` is 1 for a part, a register or a text that stands alone, 2 for a chapter."""

    name: str
    language: str
    title: str
    level: int
    body: Element

    @property
    def is_drawn(self) -> bool:
        """Return whether there is a drawing in it."""
        return next(self.body.iter("svg"), None) is not None


@dataclass(frozen=True)
class Branch:
    """A document of the first level, and the chapters below it."""

    document: BookDocument
    chapters: tuple[BookDocument, ...]


@dataclass(frozen=True)
class Book:
    """A book. `name` is that of its file without the ending; the first of its languages is the language of its registers and metadata.

    `updated` is the ISO day of the edition, `date` the same in words, `identifier` a URN that all editions share; `direction` is that of
    its pages, ltr or rtl, `counter` the CSS style of the numbers of its lists, `cover` the drawing behind the plain, `contents` the title
    of its contents, `accessibility` a sentence on how it can be read.
    """

    name: str
    identifier: str
    languages: tuple[str, ...]
    titles: tuple[str, ...]
    subtitles: tuple[str, ...]
    author: str
    description: str
    license: str
    address: str
    updated: str
    date: str
    direction: str
    counter: str
    contents: str
    accessibility: str
    cover: Drawing | None
    documents: tuple[BookDocument, ...]

    @property
    def outline(self) -> tuple[Branch, ...]:
        """The contents: each document of the first level with the chapters that follow it."""
        tops = [number for number, document in enumerate(self.documents) if document.level == 1]
        ends = [*tops[1:], len(self.documents)]
        return tuple(
            Branch(self.documents[top], self.documents[top + 1 : end]) for top, end in zip(tops, ends, strict=True)
        )


def make_book(
    name: str,
    pages: Sequence[Page],
    frame: Frame,
    languages: tuple[str, ...],
    colours: Mapping[str, str],
) -> Book:
    """Return the book of pages that were made with its addresses; `colours` is name → colour of the light theme."""
    main = frame.localized_sites[languages[0]]
    settings = main.site.settings
    return Book(
        name=name,
        identifier=uuid5(NAMESPACE_URL, main.addresses.absolute(name)).urn,
        languages=languages,
        titles=tuple(str(settings.title[language]) for language in languages),
        subtitles=tuple(str(settings.subtitle[language]) for language in languages),
        author=str(settings.author[main.language]),
        description=str(settings.description[main.language]),
        license=str(settings.license[main.language]),
        address=main.addresses.absolute(home_path(main.language)),
        updated=settings.updated,
        date=main.day(settings.updated),
        direction=direction_of(main.site.locales[main.language]),
        counter=COUNTERS.get(main.words.digits, "decimal"),
        contents=main.words["book.contents"],
        accessibility=main.words["book.accessibility"],
        cover=main.site.cover,
        documents=tuple(_documents(pages, main, frame, colours)),
    )


def _documents(
    pages: Sequence[Page], main: LocalizedSite, frame: Frame, colours: Mapping[str, str]
) -> Iterator[BookDocument]:
    """Yield a document for each page that the book holds, in the order of its files."""
    addresses = main.addresses
    assert isinstance(addresses, BookAddresses), "the pages were made for a book"
    held: dict[str, list[Page]] = {file: [] for file in addresses.files.values()}
    for page in pages:
        if page.language == main.language and page.path in addresses.files:
            held[addresses.files[page.path]].append(page)
    for file, found in held.items():
        # The notes and figures of a text in two languages come from its page in one language.
        alone = next((page for page in found if not page.kind.is_parallel), None)
        if alone and "#" not in file:
            both = next((page for page in found if page.kind.is_parallel), None)
            html = frame.render_main(both) + _render_notes(frame, alone) if both else frame.render_main(alone)
            body = read_html(html)
            colour_drawings(body, colours)
            yield BookDocument(file, alone.language, str(alone.title), min(len(alone.trail), 2), body)


def _render_notes(frame: Frame, page: Page) -> str:
    context = {**frame.contexts[page.language], "page": page, "content": page.complete.content}
    parts = ("parts/notes.html", "parts/figures.html")
    return "".join(render_template(frame.environment, part, context) for part in parts)
