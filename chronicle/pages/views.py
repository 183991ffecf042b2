"""Facts, sources and relations as one language shows them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from chronicle.citations import Citation, cite_page
from chronicle.model import Fact, Relation, SourceMention, Text
from chronicle.pages.localized import Link, LocalizedSite
from chronicle.relations import show_relation
from chronicle.typography import HAN, HAN_SCRIPTS, script_of
from chronicle.urls import entry_path, fact_path

IS_HAN = re.compile(f"[{HAN}]")


def fact_view(localized: LocalizedSite, fact: Fact) -> dict[str, Any]:
    """Return a fact as one language shows it, with everything that is known of it."""
    if fact.id not in localized.fact_views:
        localized.fact_views[fact.id] = _make_fact_view(localized, fact)
    return localized.fact_views[fact.id]


def _make_fact_view(localized: LocalizedSite, fact: Fact) -> dict[str, Any]:
    site, language = localized.site, localized.language
    reference = localized.references.figures[fact.id]
    place = site.places.get(fact.place)
    source = site.sources[fact.source]
    return {
        "id": fact.id,
        "key": fact.key,
        "label": fact.label[language],
        "value": reference.value,
        "text": reference.text.full,
        "plain": reference.text.plain,
        "shown": reference.text,
        "printed": fact.figure.printed,
        "url": localized.link(fact_path(language, fact.id)),
        "as_of": localized.period(fact.as_of),
        "place": Link(place.name[language], localized.link(localized.place_path(fact.place))) if place else None,
        "source": Link(source.title[language], localized.link(entry_path(language, "sources", fact.source))),
        "short_source": source.short[language],
        "sections": [fact.section, *fact.also],
        "note": fact.note.get(language, ""),
        "doubtful": localized.site.is_doubtful(fact),
        "used_in": [localized.text_link(text) for text in localized.used_in.get(("fact", fact.id), ())],
    }


def relation_view(localized: LocalizedSite, relation: Relation) -> dict[str, Any]:
    """Return a relation with its figures in the place of their names: `156464人 ÷ 386289人 = 40.5%`."""
    figures = localized.references.figures
    return {
        "key": relation.key,
        "text": show_relation(relation, lambda fact: figures[fact].text.plain),
        "why": relation.why[localized.language],
        "contradiction": relation.contradiction.get(localized.language, ""),
        "facts": [fact_view(localized, localized.site.facts[fact]) for fact in relation.facts],
    }


def source_views(localized: LocalizedSite, text: Text, facts: list[Fact]) -> list[dict[str, Any]]:
    """Return the sources that a text names and those of its figures, each with the headings drawn on."""
    sections: dict[str, dict[str, None]] = defaultdict(dict)
    figures = (SourceMention(source=fact.source, section=fact.section) for fact in facts)
    for mention in (*text.sources, *figures):
        sections[mention.source].update({mention.section: None} if mention.section else {})
    language = localized.language
    return [
        {
            "title": localized.site.sources[key].title[language],
            "url": localized.link(entry_path(language, "sources", key)),
            "sections": list(headings),
        }
        for key, headings in sections.items()
    ]


def in_other_languages(texts: Mapping[str, str], language: str) -> list[Link]:
    return [Link(text, "", language=other) for other, text in texts.items() if other != language]


def in_their_script(localized: LocalizedSite, names: Sequence[str]) -> list[Link]:
    """Return names as links without an address; those in Han characters tell their language where the page is in another script."""
    locales = {language: one.locale for language, one in localized.site.settings.languages.items()}
    in_han = [language for language, locale in locales.items() if script_of(locale) in HAN_SCRIPTS]
    han = in_han[0] if in_han and localized.language not in in_han else ""
    return [Link(name, "", language=han if IS_HAN.search(name) else "") for name in names]


def page_citation(
    localized: LocalizedSite, title: str, path: str, is_data: bool = False, updated: str = ""
) -> Citation:
    """Return how a page of this site is cited; it is dated by the localized where it has no day of its own."""
    settings, language = localized.site.settings, localized.language
    url = localized.addresses.absolute(path)
    day = updated or settings.updated
    return cite_page(title, settings.title[language], settings.author[language], day, url, is_data)
