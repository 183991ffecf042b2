"""The forms of a book: each is a module, which loads the packages that it needs.

Its `compose` returns the input of the form, and its `bind` the file made from this input alone, so that the file can be cached.
"""

from __future__ import annotations

import importlib
from types import ModuleType

from chronicle.problems import BooksUnavailable

FORMS = ("epub", "pdf")


def find_form(name: str) -> ModuleType:
    """Return the module of a form. Raises BooksUnavailable if a package or a library of the system is missing."""
    try:
        importlib.import_module("tinyhtml5")  # every form needs it
        return importlib.import_module(f"chronicle.books.{name}")
    except ImportError as error:
        raise BooksUnavailable(
            f"Books need the package {error.name}, which is not installed. Install it with: pip install 'chronicle[book]'"
        ) from error
    except OSError as error:  # WeasyPrint looks for Pango when it is imported
        raise BooksUnavailable(
            f"A PDF needs the library Pango: {error}. On Debian or Ubuntu: apt-get install libpango-1.0-0 libpangoft2-1.0-0"
        ) from error
