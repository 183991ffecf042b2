"""Lists of terms with their meanings: the glossary, the codes, the organisations."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from chronicle.model import Term
from chronicle.pages.facts import in_other_languages
from chronicle.pages.groups import Choice, Group, by_letter
from chronicle.pages.links import Link, Name
from chronicle.pages.localized import LocalizedSite
from chronicle.pages.page import Page, PageKind, fixed_page
from chronicle.typography import UNSPACED, script_of
from chronicle.urls import (
    term_list,
)


@dataclass(frozen=True)
class TermItem:
    """A term; `kind` is the key of its kind, `kind_title` the name of the kind. `forms` are its other names in the language of the page."""

    key: str
    kind: str
    kind_title: str
    title: str
    forms: tuple[str, ...]
    others: tuple[Name, ...]
    meaning: str
    place: Link | None
    used_in: tuple[Link, ...]


@dataclass(frozen=True)
class Terms:
    """A list of terms, grouped by first letter, and the kinds of terms in it."""

    groups: tuple[Group[TermItem], ...]
    kinds: tuple[Choice, ...]


def make_terms(kind: PageKind, localized: LocalizedSite) -> Iterator[Page]:
    """Yield a list of terms with their meanings and their names in other languages: the glossary, the codes or the organisations.

    There is no page if the site has no terms for the list.
    """
    language, words = localized.language, localized.words
    main, script = (script_of(localized.site.locales[one]) for one in (localized.site.languages[0], language))
    in_script = script if script in (*UNSPACED, "Kore") else main  # Han characters on a page of others are borrowed
    terms = tuple(
        TermItem(
            key,
            term.kind,
            words[f"term.{term.kind}"],
            term.term[language],
            _other_names(term, language, script),
            in_other_languages(term.term, localized),
            term.meaning[language],
            localized.place_link(term.place),
            localized.text_links("term", key),
        )
        for key, term in localized.site.terms.items()
        if term_list(term.kind) == kind.name
    )
    kinds = dict.fromkeys(Choice(term.kind, term.kind_title) for term in terms)
    if terms:
        content = Terms(by_letter(terms, lambda term: term.title, in_script), tuple(kinds))
        yield fixed_page(kind, localized, content)


def _other_names(term: Term, language: str, script: str) -> tuple[str, ...]:
    """Return the forms of a term that are names of their own: not its plurals and the like, nor its name in quotation marks."""
    if script not in UNSPACED:
        return ()  # most forms are only inflected: banners
    name = _letters(term.term[language])
    return tuple(form for form in term.forms.get(language, ()) if _letters(form) != name)


def _letters(name: str) -> str:
    return "".join(filter(str.isalnum, name))
