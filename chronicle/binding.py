"""The story of the books: content is read, rendered and checked as for the site; its pages are made with the addresses of a book, and bound."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Executor
from functools import partial

from jinja2 import Environment

from chronicle.books import FORMS, Book, BookAddresses, book_files, check_fonts, find_form, make_book
from chronicle.imaging import make_photos
from chronicle.keeping import open_keeper, open_site_keeper
from chronicle.loading import load_site, outlines_of, render_bodies
from chronicle.look import read_look
from chronicle.model import OutputFile, Site
from chronicle.pages import localize_site, make_pages
from chronicle.problems import BooksUnavailable, suggest
from chronicle.project import Project
from chronicle.prose import make_references
from chronicle.reading import BOOKS
from chronicle.rendering import make_frame
from chronicle.templating import make_environment
from chronicle.urls import Addresses


def bind_books(
    project: Project,
    base_url: str | None = None,
    forms: Sequence[str] = (),
    only: str = "",
    executor: Executor | None = None,
) -> Iterator[OutputFile]:
    """Yield the books of a project, in every form or in the given `forms`: one for each language, and one for each pair of languages, whose blocks alternate.

    `only` is the name of a single book, such as `zh` or `zh-en`. An executor makes several books at once. Raises ContentError with every
    problem of the content, and BooksUnavailable if there is no such book, or if a package, library or font that it needs is missing.
    """
    for form in forms or FORMS:
        find_form(form)
    site, addresses, *_ = load_site(project, base_url, keeper=open_site_keeper(project))
    editions = editions_of(site)
    if only and only not in editions:
        raise BooksUnavailable(f"There is no book '{only}'. {suggest(only, editions)}")
    names = [only] if only else list(editions)
    if "pdf" in (forms or FORMS):
        shown = dict.fromkeys(language for name in names for language in editions[name])
        check_fonts(site.settings.title[language] for language in shown)
    if executor:  # a site is too large to be sent to another process, so each process reads it again
        bind = partial(_bind_edition, project, base_url, forms or FORMS)
        for books in executor.map(bind, reversed(names)):  # books in two languages first: they take longest
            yield from books
    else:
        for name in names:
            yield from _bind_forms(project, site, addresses, forms or FORMS, name)


def editions_of(site: Site) -> dict[str, tuple[str, ...]]:
    """Return name → languages of each book: `zh-en` → `("zh", "en")`."""
    pairs = {"-".join(pair): pair for pair in site.language_pairs}
    return {**{language: (language,) for language in site.written}, **pairs}


def _bind_edition(project: Project, base_url: str | None, forms: Sequence[str], name: str) -> list[OutputFile]:
    """Read the site again and return one of its books in some forms."""
    loaded = load_site(project, base_url, keeper=open_site_keeper(project))
    return _bind_forms(project, loaded.site, loaded.addresses, forms, name)


def _bind_forms(
    project: Project, site: Site, addresses: Addresses, forms: Sequence[str], name: str
) -> list[OutputFile]:
    """Return one book in some forms; a form whose input is unchanged comes from the cache."""
    book, images, environment, colours = _bind(project, site, addresses, name, editions_of(site)[name])
    keeper = open_keeper(project.root, BOOKS)
    bound = []
    for form in forms:
        found = find_form(form)
        (content,) = keeper.keep(found.bind, [found.compose(book, environment, colours, images)])
        bound.append(OutputFile(f"{name}.{form}", content))
    return bound


def _bind(
    project: Project, site: Site, addresses: Addresses, name: str, languages: tuple[str, ...]
) -> tuple[Book, list[OutputFile], Environment, Mapping[str, str]]:
    """Make the pages of one book; return the book, its photographs, the templates, and the colours of the light theme."""
    within = BookAddresses(addresses.base_url, book_files(site, languages))
    references = make_references(site, within)
    bodies = render_bodies(site.texts, references, open_site_keeper(project))
    localized_sites = localize_site(site, within, references, bodies, outlines_of(bodies))
    pages = make_pages(localized_sites)
    look = read_look(project)
    environment = make_environment(look.templates)
    frame = make_frame(pages, localized_sites, environment, look.assets, {})
    book = make_book(name, pages, frame, languages, look.light)
    images = [image for text in site.texts for image in text.images.values()]
    shown = {element.get("src") for document in book.documents for element in document.body.iter("img")}
    photos = [photo for photo in make_photos(images, project.root, 1) if photo.path in shown]
    return book, photos, environment, look.light
