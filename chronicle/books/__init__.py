"""Books: the site's texts and registers bound as EPUB and PDF.

A book consists of the main elements of the site's own pages, so that all its figures are those of the site. Its links lead to its own
documents.
"""

from __future__ import annotations

from chronicle.books.addresses import BookAddresses, book_files
from chronicle.books.book import Book, make_book
from chronicle.books.fonts import check_fonts
from chronicle.books.forms import FORMS, find_form

__all__ = ["FORMS", "Book", "BookAddresses", "book_files", "check_fonts", "find_form", "make_book"]
