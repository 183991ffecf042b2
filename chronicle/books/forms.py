"""The forms of a book, each with the packages of its own that it needs."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping, Sequence

from jinja2 import Environment

from chronicle.books.book import Book
from chronicle.model import OutputFile
from chronicle.problems import BooksUnavailable

Writer = Callable[[Book, Environment, Mapping[str, str], Sequence[OutputFile]], bytes]

FORMS = ("epub", "pdf")


def find_writer(form: str) -> Writer:
    """Return what writes a book in a form. Raises BooksUnavailable where a package or a library of the system is missing."""
    try:
        writer: Writer = importlib.import_module(f"chronicle.books.{form}").write
    except ImportError as error:
        raise BooksUnavailable(
            f"Books need the package {error.name}, which is not installed. Install it with: pip install 'chronicle[book]'"
        ) from error
    except OSError as error:  # WeasyPrint looks for Pango when it is imported
        raise BooksUnavailable(
            f"A PDF needs the library Pango: {error}. On Debian or Ubuntu: apt-get install libpango-1.0-0 libpangoft2-1.0-0"
        ) from error
    return writer
