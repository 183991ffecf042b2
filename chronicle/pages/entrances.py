"""Pages in all languages at once: the entrance, and the pages for addresses that do not exist or cannot be reached offline."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from chronicle.model import Site
from chronicle.pages.localized import LocalizedSite
from chronicle.pages.page import Page, PageKind
from chronicle.urls import NOT_FOUND, NOT_KEPT, SitePath, home_path, not_found_path


@dataclass(frozen=True)
class LanguageChoice:
    """The texts of a page of this module in one language; `name` is the text of the link to the home page of that language."""

    language: str
    name: str
    title: str
    summary: str
    path: SitePath


@dataclass(frozen=True)
class Choices:
    """The content of a page of this module: a choice of languages that needs no script, and whether it has a search, in the first of them."""

    choices: tuple[LanguageChoice, ...]
    has_search: bool = False


def make_entrance(kind: PageKind, localized_sites: Sequence[LocalizedSite]) -> Iterator[Page]:
    """Yield the entrance, the page at which readers choose a language."""
    choices = tuple(
        LanguageChoice(
            one.language,
            one.site.settings.languages[one.language].name,
            one.site.settings.title[one.language],
            one.site.settings.description[one.language],
            home_path(one.language),
        )
        for one in localized_sites
    )
    page = _page(kind, home_path(), Choices(choices), localized_sites[0].site)
    yield replace(page, x_default=page.path)


def make_not_found(kind: PageKind, localized_sites: Sequence[LocalizedSite]) -> Iterator[Page]:
    """Yield the pages that a host shows for an address that does not exist: one in all languages, and one in each language for hosts that can choose."""
    for path, shown in (
        (NOT_FOUND, localized_sites),
        *((not_found_path(one.language), [one]) for one in localized_sites),
    ):
        yield _page(kind, path, Choices(_missing(kind, shown), has_search=True), shown[0].site)


def make_not_kept(kind: PageKind, localized_sites: Sequence[LocalizedSite]) -> Iterator[Page]:
    """Yield the page that an installed site shows without a network instead of a page that was not read before."""
    yield _page(kind, NOT_KEPT, Choices(_missing(kind, localized_sites)), localized_sites[0].site)


def _missing(kind: PageKind, localized_sites: Sequence[LocalizedSite]) -> tuple[LanguageChoice, ...]:
    """Return the texts of a page that replaces a missing one, in each language, with the path of the home page."""
    return tuple(
        LanguageChoice(
            one.language,
            one.words["not-found.home"],
            one.words[f"{kind.name}.title"],
            one.words[f"{kind.name}.text"],
            home_path(one.language),
        )
        for one in localized_sites
    )


def _page(kind: PageKind, path: SitePath, content: Choices, site: Site) -> Page:
    title = " · ".join(choice.title for choice in content.choices)
    first = content.choices[0]
    languages = {language: home_path(language) for language in site.languages}
    return Page(kind, first.language, path, title, first.summary, content, languages=languages, head_title=title)
