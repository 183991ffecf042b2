"""Pages that list: fact sheets, sources, glossary, places; and the search page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from chronicle.citations import cite_source
from chronicle.pages.localized import Link, LocalizedSite, Page
from chronicle.pages.views import fact_view, in_other_languages, page_citation, relation_view
from chronicle.urls import SEARCH_INDEX, entry_path, fixed_path, sheet_data_path, sheet_path


def make_facts(localized: LocalizedSite) -> Iterator[Page]:
    """The list of fact sheets."""
    words, language = localized.words, localized.language
    sheets = [
        Link(sheet.title[language], localized.link(sheet_path(language, key)), sheet.intro.get(language, ""))
        for key, sheet in localized.site.sheets.items()
    ]
    path = fixed_path(language, "facts")
    content = {
        "sheets": sheets,
        "count": len(localized.site.facts),
        "doubtful": sum(localized.site.is_doubtful(fact) for fact in localized.site.facts.values()),
        "doubtful_url": localized.link(fixed_path(language, "doubtful")),
        "citation": page_citation(localized, words["facts.title"], path, is_data=True),
    }
    yield Page(
        "facts",
        language,
        path,
        words["facts.title"],
        words["facts.intro"],
        content,
        localized.trail(),
    )


def make_sheets(localized: LocalizedSite) -> Iterator[Page]:
    """A page per fact sheet, with an anchor per fact, the arithmetic it takes part in, and how it is cited."""
    words, language, site = localized.words, localized.language, localized.site
    trail = localized.trail(Link(words["facts.title"], localized.link(fixed_path(language, "facts"))))
    relations: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for relation in site.relations:
        view = relation_view(localized, relation)
        for fact in relation.facts:
            relations[fact].append(view)
    for key, sheet in site.sheets.items():
        intro, path = sheet.intro.get(language, ""), sheet_path(language, key)
        # A sheet is often called like the chapter that it belongs to.
        name = words["sheet.title"].format(title=sheet.title[language])
        content = {
            "intro": intro,
            "facts": [{**fact_view(localized, fact), "relations": relations[fact.id]} for fact in sheet.facts],
            "download": localized.link(sheet_data_path(key)),
            "citation": page_citation(localized, name, path, is_data=True),
        }
        yield Page("sheet", language, path, name, intro or name, content, trail)


def make_doubtful(localized: LocalizedSite) -> Iterator[Page]:
    """The figures that cannot be right or cannot be reconciled: what is printed, and why that is so."""
    words, language, site = localized.words, localized.language, localized.site
    contradictions = [relation for relation in site.relations if relation.contradiction]
    told = {fact for relation in contradictions for fact in relation.facts}
    single = [fact for fact in site.facts.values() if site.is_doubtful(fact) and fact.id not in told]
    content = {
        "contradictions": [relation_view(localized, relation) for relation in contradictions],
        "facts": [fact_view(localized, fact) for fact in single],
    }
    path = fixed_path(language, "doubtful")
    yield Page("doubtful", language, path, words["doubtful.title"], words["doubtful.intro"], content, localized.trail())


def make_sources(localized: LocalizedSite) -> Iterator[Page]:
    """What each source is and how far it can be relied on."""
    words, language, site = localized.words, localized.language, localized.site
    main = site.languages[0]
    sources = [
        {
            "key": key,
            "title": source.title[language],
            "other_titles": in_other_languages(source.title, language),
            "description": source.description[language],
            "publication": (source.publication or {}).get(language),
            "authors": [
                {"name": name, "latin": latin if language != main else ""}
                for name, latin in zip(source.authors, source.authors_en or source.authors, strict=True)
            ],
            "issued_by": (source.issued_by or {}).get(language),
            "date_note": source.date_note[language],
            "reliability": source.reliability[language],
            "citation": cite_source(source, language, latin=language != main),
            "fact_count": sum(fact.source == key for fact in site.facts.values()),
        }
        for key, source in site.sources.items()
    ]
    yield Page(
        "sources",
        language,
        fixed_path(language, "sources"),
        words["sources.title"],
        words["sources.intro"],
        {"sources": sources},
        localized.trail(),
    )


def make_glossary(localized: LocalizedSite) -> Iterator[Page]:
    """Every term with its meaning and its name in the other languages."""
    words, language = localized.words, localized.language
    terms = [
        {
            "key": key,
            "title": term.term[language],
            "others": in_other_languages(term.term, language),
            "meaning": term.meaning[language],
            "used_in": [localized.text_link(text) for text in localized.used_in.get(("term", key), ())],
        }
        for key, term in localized.site.terms.items()
    ]
    yield Page(
        "glossary",
        language,
        fixed_path(language, "glossary"),
        words["glossary.title"],
        words["glossary.intro"],
        {"terms": terms},
        localized.trail(),
    )


def make_search(localized: LocalizedSite) -> Iterator[Page]:
    """The search page; its script loads the index. Without a script it is an index of places and terms."""
    words, language, site = localized.words, localized.language, localized.site
    counted = words.forms("search.count")
    forms = counted if isinstance(counted, Mapping) else {"other": counted, "one": counted}
    messages: dict[str, Any] = {key: words[f"search.{key}"] for key in SEARCH_MESSAGES} | dict(forms)
    messages["kinds"] = {kind: words[f"search.kind-{kind}"] for kind in SEARCH_KINDS}
    messages["languages"] = {key: one.name for key, one in site.settings.languages.items()}
    places = [
        Link(place.name[language], localized.link(localized.place_path(key))) for key, place in site.places.items()
    ]
    terms = [
        Link(term.term[language], localized.link(entry_path(language, "glossary", key)))
        for key, term in site.terms.items()
    ]
    content = {
        "messages": messages,
        "index": f"{SEARCH_INDEX}/",
        "filters": SEARCH_FILTERS,
        "lists": [
            {"title": words["places.title"], "links": places},
            {"title": words["glossary.title"], "links": terms},
        ],
    }
    yield Page(
        "search", language, fixed_path(language, "search"), words["search.title"], words["search.intro"], content, localized.trail(),
        scripts=("search/page.js",),
    )  # fmt: skip


SEARCH_MESSAGES = ("none", "failed", "instead", "quoted", "and", "partial")
SEARCH_KINDS = ("county", "chapter", "part", "figure", "sheet", "place", "term", "person", "event", "page")
SEARCH_FILTERS = ("kind", "part", "place", "year")
