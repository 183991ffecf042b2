"""People who are named for what they did: the register, and how each is shown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from chronicle.model import Quote
from chronicle.pages.facts import translated
from chronicle.pages.groups import NO_COUNTY, Group, by_county
from chronicle.pages.links import Link, Name, SourceHeading
from chronicle.pages.localized import LocalizedSite
from chronicle.pages.page import Page, PageKind, fixed_page
from chronicle.urls import SitePath, entry_path


@dataclass(frozen=True)
class QuoteView:
    """A quote of a person; `printed` is the quote in the main language, empty on pages in that language."""

    text: str
    printed: str
    source: Link
    section: SourceHeading


@dataclass(frozen=True)
class PersonView:
    """A person who is named for what they did, with the chapters about them."""

    key: str
    title: str
    path: SitePath
    others: tuple[Name, ...]
    role: str
    chapters: tuple[Link, ...]
    quote: QuoteView | None


@dataclass(frozen=True)
class People:
    """The register of people: those of no county, then those of each."""

    groups: tuple[Group[PersonView], ...]


def make_people(kind: PageKind, localized: LocalizedSite) -> Iterator[Page]:
    """Yield the register of people, with the chapters about each person."""
    people, elsewhere = localized.site.people, localized.words["people.elsewhere"]
    views = [person_view(localized, key) for key in people]
    groups = by_county(localized, views, lambda view: people[view.key].place, elsewhere)
    yield fixed_page(kind, localized, People(tuple(sorted(groups, key=lambda group: group.key != NO_COUNTY))))


def person_view(localized: LocalizedSite, key: str) -> PersonView:
    """Return the view of a person in one language."""
    language, person = localized.language, localized.site.people[key]
    return PersonView(
        key=key,
        title=person.name[language],
        path=entry_path(language, "people", key),
        others=translated(person.name, localized),
        role=person.role[language],
        chapters=tuple(localized.chapter_link(chapter) for chapter in person.chapters),
        quote=_quote_view(localized, person.quote) if person.quote else None,
    )


def _quote_view(localized: LocalizedSite, quote: Quote) -> QuoteView:
    language, main = localized.language, localized.site.languages[0]
    return QuoteView(
        text=quote.text[language],
        printed=quote.text[main] if language != main else "",
        source=localized.source_link(quote.source),
        section=localized.source_heading(quote.source, quote.section),
    )
