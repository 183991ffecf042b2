"""The links of a book: to its own documents, or to the site for pages that are not in the book."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from chronicle.model import Site
from chronicle.navigation import reading_order, standalone_texts
from chronicle.urls import Addresses, fixed_path, parallel_folder, place_path, text_path

# The registers that a book ends with, in their order, by the names of their kinds of pages.
REGISTERS = ("doubtful", "glossary", "codes", "organisations", "people", "places", "sources")
IMAGES = "images/"


@dataclass(frozen=True)
class BookAddresses(Addresses):
    """The addresses of a book. `files` is path of a page → the document of the book that has it, or the place in a document."""

    files: Mapping[str, str]

    def link(self, path: str) -> str:
        """Return the link to a path from any document of the book."""
        page, sign, anchor = path.partition("#")
        if page.startswith(IMAGES):
            return path
        if page not in self.files:
            return self.absolute(path)
        return f"{self.files[page].partition('#')[0]}#{anchor}" if sign else self.files[page]


def book_files(site: Site, languages: tuple[str, ...]) -> dict[str, str]:
    """Return path of a page → document, for a book in one language, or in two languages with alternating blocks.

    In a book in two languages a text has one document for both, and the registers are those of the first language.
    """
    main, folder = languages[0], languages[0] if len(languages) == 1 else parallel_folder((languages[0], languages[1]))
    files: dict[str, str] = {}
    for text in (*reading_order(site.parts), *standalone_texts(site)):
        name = _file_name(text_path(folder, text))
        files |= {text_path(language, text): name for language in (*languages, folder)}
    registers = {name: _file_name(fixed_path(main, name)) for name in REGISTERS}
    for language in languages:
        files |= {fixed_path(language, name): file for name, file in registers.items()}
        seats = site.seats
        files |= {place_path(language, key, site.places[key]): f"{registers['places']}#{key}" for key in seats}
    return files


def _file_name(path: str) -> str:
    return f"{path.strip('/').replace('/', '-')}.xhtml"
