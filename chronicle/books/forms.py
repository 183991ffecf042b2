"""The forms of a book, each with the packages of its own that it needs."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol

from jinja2 import Environment

from chronicle.books.book import Book
from chronicle.model import OutputFile
from chronicle.problems import BooksUnavailable


class Form(Protocol):
    """A form of a book: what it is made of, and the file that is made of that alone, so that it can be kept."""

    @property
    def compose(self) -> Callable[[Book, Environment, Mapping[str, str], Sequence[OutputFile]], tuple[Any, ...]]:
        """Returns what a book is made of in this form; images are those that its documents show, by the paths that they name."""

    @property
    def bind(self) -> Callable[..., bytes]:
        """Returns the file that is made of what was composed."""


FORMS = ("epub", "pdf")


def find_form(name: str) -> Form:
    """Return the form of a name. Raises BooksUnavailable if a package or a library of the system is missing."""
    try:
        form: Form = importlib.import_module(f"chronicle.books.{name}")
    except ImportError as error:
        raise BooksUnavailable(
            f"Books need the package {error.name}, which is not installed. Install it with: pip install 'chronicle[book]'"
        ) from error
    except OSError as error:  # WeasyPrint looks for Pango when it is imported
        raise BooksUnavailable(
            f"A PDF needs the library Pango: {error}. On Debian or Ubuntu: apt-get install libpango-1.0-0 libpangoft2-1.0-0"
        ) from error
    return form
