"""The page of sources: what each source is, who made it, how reliable it is, and which texts use it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from chronicle.citations import Citation, cite_source
from chronicle.model import Source, Text
from chronicle.pages.facts import in_other_languages
from chronicle.pages.links import Link, Name, SourceHeading
from chronicle.pages.localized import LocalizedSite
from chronicle.pages.page import Page, PageKind, fixed_page
from chronicle.typography import has_chinese

Uses: TypeAlias = Mapping[str, Mapping[str, tuple[Text, ...]]]


@dataclass(frozen=True)
class Author:
    """A person named by a source: the name as printed, and `latin`, the name for readers of other languages, empty on pages in the main language."""

    name: str
    latin: str


@dataclass(frozen=True)
class Credit:
    """The people with the same role in a source; `label` names the role."""

    label: str
    people: tuple[Author, ...]


@dataclass(frozen=True)
class SourceItem:
    """A source with everything known about it; `publication` and `issued_by` may be empty.

    `sections` are its headings that texts use, each with links to these texts.
    """

    key: str
    title: str
    other_titles: tuple[Name, ...]
    description: str
    publication: str
    credits: tuple[Credit, ...]
    issued_by: str
    date_note: str
    reliability: str
    citation: Citation
    fact_count: int
    sections: tuple[tuple[SourceHeading, tuple[Link, ...]], ...]


@dataclass(frozen=True)
class Sources:
    """The list of sources."""

    sources: tuple[SourceItem, ...]


def make_sources(kind: PageKind, localized: LocalizedSite) -> Iterator[Page]:
    """Yield the page of sources: a description and the reliability of each source, and which texts use which of its headings."""
    uses = _find_uses(localized)
    sources = tuple(_source_item(localized, key, source, uses) for key, source in localized.site.sources.items())
    yield fixed_page(kind, localized, Sources(sources))


def _source_item(localized: LocalizedSite, key: str, source: Source, uses: Uses) -> SourceItem:
    language, is_main = localized.language, localized.language == localized.site.languages[0]
    return SourceItem(
        key=key,
        title=source.title[language],
        other_titles=in_other_languages(source.title, localized),
        description=source.description[language],
        publication=source.publication.get(language, ""),
        credits=tuple(_credits(localized, source)),
        issued_by=source.issued_by.get(language, ""),
        date_note=source.date_note[language],
        reliability=source.reliability[language],
        citation=cite_source(source, language, latin=not is_main, has_gb=has_chinese(localized.site)),
        fact_count=sum(fact.source == key for fact in localized.site.facts.values()),
        sections=tuple(_sections(localized, key, uses)),
    )


def _sections(localized: LocalizedSite, key: str, uses: Uses) -> Iterator[tuple[SourceHeading, tuple[Link, ...]]]:
    """Yield the headings of a source that texts use, in the order of the source, each with links to these texts."""
    for heading in dict.fromkeys((*localized.site.headings_of[key], *uses.get(key, ()))):
        if texts := uses.get(key, {}).get(heading, ()):
            yield localized.source_heading(key, heading), tuple(localized.text_link(text) for text in texts)


def _find_uses(localized: LocalizedSite) -> Uses:
    """Return source → heading → the texts that name it in their front matter, have a note to it, or have a figure that is printed under it."""
    uses: dict[str, dict[str, dict[str, Text]]] = defaultdict(lambda: defaultdict(dict))
    site = localized.site
    for text in site.texts:
        outline = localized.outlines[text.halves[localized.language].path]
        facts = [site.facts[fact] for fact in sorted({*text.highlights, *outline.facts})]
        named = [(mention.source, mention.section) for mention in text.sources]
        named += outline.notes
        named += [(fact.source, section) for fact in facts for section in (fact.section, *fact.also)]
        for source, section in named:
            if section:
                uses[source][section][text.key] = text
    return {
        source: {section: tuple(texts.values()) for section, texts in sections.items()}
        for source, sections in uses.items()
    }


def _credits(localized: LocalizedSite, source: Source) -> Iterator[Credit]:
    """Yield the people named by a source, by role: authors and editors first."""
    language, main = localized.language, localized.site.languages[0]
    authors = zip(source.authors, source.authors_en or source.authors, strict=True)
    named = {
        "authors": tuple(Author(name, "" if language == main or latin == name else latin) for name, latin in authors),
        **{
            role: tuple(Author(name[main], name[language] if name[language] != name[main] else "") for name in names)
            for role, names in (
                ("editors", source.editors),
                ("writers", source.writers),
                ("photographs", source.photographs),
            )
        },
    }
    yield from (Credit(localized.words[f"source.{role}"], people) for role, people in named.items() if people)
