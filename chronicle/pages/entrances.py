"""The pages that are made once, in all languages: the entrance, and what a host shows for an address that does not exist."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from chronicle.pages.localized import LocalizedSite
from chronicle.pages.page import Page, PageKind
from chronicle.urls import NOT_FOUND, NOT_KEPT, SitePath, fixed_path, home_path


@dataclass(frozen=True)
class SearchForm:
    """A form that leads to the search page."""

    path: SitePath
    label: str
    button: str


@dataclass(frozen=True)
class Choice:
    """The texts of such a page in one language; `name` is the text of the link to its home page."""

    language: str
    name: str
    title: str
    summary: str
    path: SitePath
    search: SearchForm | None = None


@dataclass(frozen=True)
class Choices:
    """The content of such a page: a choice of language that needs no script."""

    choices: tuple[Choice, ...]


def make_entrance(kind: PageKind, localized_sites: Sequence[LocalizedSite]) -> Iterator[Page]:
    """The entrance."""
    choices = tuple(
        Choice(
            one.language,
            one.site.settings.languages[one.language].name,
            one.site.settings.title[one.language],
            one.site.settings.description[one.language],
            home_path(one.language),
        )
        for one in localized_sites
    )
    yield _page(kind, home_path(), choices, is_home=True)


def make_not_found(kind: PageKind, localized_sites: Sequence[LocalizedSite]) -> Iterator[Page]:
    """The page that a host shows for an address that does not exist."""
    yield _missing(kind, NOT_FOUND, localized_sites, has_search=True)


def make_not_kept(kind: PageKind, localized_sites: Sequence[LocalizedSite]) -> Iterator[Page]:
    """The page that an installed site shows without a network in place of one that was not read before."""
    yield _missing(kind, NOT_KEPT, localized_sites, has_search=False)


def _missing(kind: PageKind, path: SitePath, localized_sites: Sequence[LocalizedSite], has_search: bool) -> Page:
    """Return a page that stands for one that is not there, and leads on."""
    choices = tuple(
        Choice(
            one.language,
            one.words["not-found.home"],
            one.words[f"{kind.name}.title"],
            one.words[f"{kind.name}.text"],
            home_path(one.language),
            SearchForm(fixed_path(one.language, "search"), one.words["search.label"], one.words["search.button"])
            if has_search
            else None,
        )
        for one in localized_sites
    )
    return _page(kind, path, choices, is_home=False)


def _page(kind: PageKind, path: SitePath, choices: tuple[Choice, ...], is_home: bool) -> Page:
    title = " · ".join(choice.title for choice in choices)
    return Page(
        kind,
        choices[0].language,
        path,
        title,
        choices[0].summary,
        Choices(choices),
        languages={choice.language: choice.path for choice in choices} if is_home else {},
        x_default=path if is_home else None,
        head_title=title,
    )
