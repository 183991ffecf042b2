"""Site and bodies → every page, as finished values: templates receive them and search for nothing.

One function per kind of page, listed in `MAKERS`; each makes its pages in one language. The entrance and the page for
addresses that do not exist are made once, in all languages.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from markupsafe import Markup

from chronicle.dates import format_day, format_period
from chronicle.model import Body, Chapter, Fact, Site, SourceMention
from chronicle.navigation import find_neighbours, reading_order
from chronicle.prose import References
from chronicle.urls import Addresses, entry_path, fact_path, fixed_path, home_path, sheet_path, text_path
from chronicle.words import Words


@dataclass(frozen=True)
class Link:
    """A link with the sentence that tells where it leads; `language` is set where the text is in another one."""

    title: str
    url: str
    summary: str = ""
    language: str = ""
    key: str = ""


@dataclass(frozen=True)
class Page:
    """One page before it is rendered. `path` is below the site's root; `content` is what its template shows."""

    kind: str
    language: str
    path: str
    title: str
    description: str
    content: Mapping[str, Any] = field(default_factory=dict)
    trail: tuple[Link, ...] = ()
    previous: Link | None = None
    next: Link | None = None
    scripts: tuple[str, ...] = ()
    updated: str = ""


@dataclass(frozen=True)
class Edition:
    """One language of the site with all that its pages are made from."""

    site: Site
    addresses: Addresses
    language: str
    references: References
    bodies: Mapping[str, Body]
    used_in: Mapping[tuple[str, str], tuple[Chapter, ...]]
    words: Words

    def link(self, path: str) -> str:
        """Return the link to a path of this site."""
        return self.addresses.link(path)

    def text_link(self, text: Chapter) -> Link:
        """Return the link to a text, with its summary."""
        half = text.texts[self.language]
        return Link(half.title, self.link(text_path(self.language, text.key, text.slug)), half.summary, key=text.key)

    def trail(self, *links: Link) -> tuple[Link, ...]:
        """Return the way from the home page to a page, the page itself left out."""
        return (Link(self.words["trail.home"], self.link(home_path(self.language))), *links)


def make_editions(
    site: Site, addresses: Addresses, references: Mapping[str, References], bodies: Mapping[str, Body]
) -> list[Edition]:
    """Return the site's languages, each with its references and words."""
    used_in = find_uses(site, bodies)
    return [
        Edition(site, addresses, language, references[language], bodies, used_in, references[language].words)
        for language in site.languages
    ]


def make_pages(editions: list[Edition]) -> list[Page]:
    """Return every page of the site in every language."""
    pages = [page for edition in editions for make in MAKERS for page in make(edition)]
    return [make_entrance(editions), make_not_found(editions), *pages]


def find_uses(site: Site, bodies: Mapping[str, Body]) -> Mapping[tuple[str, str], tuple[Chapter, ...]]:
    """Return (kind, key) → the texts that mention it, in reading order; facts shown at the top of a text count."""
    uses: dict[tuple[str, str], dict[str, Chapter]] = defaultdict(dict)
    for text in site.texts:
        if text.place:
            uses["place", text.place][text.key] = text
        for fact in text.highlights:
            uses["fact", fact][text.key] = text
        for language in site.languages:
            for mention in bodies[text.texts[language].path].mentions:
                uses[mention.kind, mention.target][text.key] = text
    order = {text.key: number for number, text in enumerate((*reading_order(site.parts), *site.pages.values()))}
    return {name: tuple(sorted(texts.values(), key=lambda text: order[text.key])) for name, texts in uses.items()}


def make_home(edition: Edition) -> Iterator[Page]:
    """The home page: what this is, the figures that tell the story, the parts and their chapters."""
    site, language = edition.site, edition.language
    intro = site.pages.get("home")
    parts = [
        {**vars(edition.text_link(part.opening)), "chapters": [edition.text_link(chapter) for chapter in part.chapters]}
        for part in site.parts
    ]
    content = {
        "body": Markup(edition.bodies[intro.texts[language].path].html) if intro else "",
        "highlights": [_fact_view(edition, site.facts[fact]) for fact in site.settings.highlights],
        "parts": parts,
    }
    settings = site.settings
    yield Page("home", language, home_path(language), settings.title[language], settings.description[language], content)


def make_parts(edition: Edition) -> Iterator[Page]:
    """A page per part: its opening and its chapters."""
    neighbours = find_neighbours(reading_order(edition.site.parts))
    for part in edition.site.parts:
        chapters = [edition.text_link(chapter) for chapter in part.chapters]
        yield _text_page(edition, part.opening, {"chapters": chapters}, edition.trail(), neighbours)


def make_chapters(edition: Edition) -> Iterator[Page]:
    """A page per chapter: the text, its figures and its sources."""
    neighbours = find_neighbours(reading_order(edition.site.parts))
    for part in edition.site.parts:
        trail = edition.trail(edition.text_link(part.opening))
        for chapter in part.chapters:
            yield _text_page(edition, chapter, {}, trail, neighbours)


def make_standalone(edition: Edition) -> Iterator[Page]:
    """A page per text in `content/pages/`, but the home page's own."""
    for key, text in edition.site.pages.items():
        if key != "home":
            yield _text_page(edition, text, {}, edition.trail(), {})


def make_facts(edition: Edition) -> Iterator[Page]:
    """The list of fact sheets."""
    words, language = edition.words, edition.language
    sheets = [
        Link(sheet.title[language], edition.link(sheet_path(language, key)), sheet.intro.get(language, ""))
        for key, sheet in edition.site.sheets.items()
    ]
    content = {"sheets": sheets, "count": len(edition.site.facts)}
    yield Page(
        "facts",
        language,
        fixed_path(language, "facts"),
        words["facts.title"],
        words["facts.intro"],
        content,
        edition.trail(),
    )


def make_sheets(edition: Edition) -> Iterator[Page]:
    """A page per fact sheet, with an anchor per fact."""
    words, language = edition.words, edition.language
    trail = edition.trail(Link(words["facts.title"], edition.link(fixed_path(language, "facts"))))
    for key, sheet in edition.site.sheets.items():
        intro = sheet.intro.get(language, "")
        content = {"intro": intro, "facts": [_fact_view(edition, fact) for fact in sheet.facts]}
        title = sheet.title[language]
        yield Page("sheet", language, sheet_path(language, key), title, intro or title, content, trail)


def make_sources(edition: Edition) -> Iterator[Page]:
    """What each source is and how far it can be relied on."""
    words, language, site = edition.words, edition.language, edition.site
    main = site.languages[0]
    sources = [
        {
            "key": key,
            "title": source.title[language],
            "other_titles": _in_other_languages(source.title, language),
            "description": source.description[language],
            "publication": (source.publication or {}).get(language),
            "authors": [
                {"name": name, "latin": latin if language != main else ""}
                for name, latin in zip(source.authors, source.authors_en or source.authors, strict=True)
            ],
            "issued_by": (source.issued_by or {}).get(language),
            "date_note": source.date_note[language],
            "reliability": source.reliability[language],
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
        edition.trail(),
    )


def make_glossary(edition: Edition) -> Iterator[Page]:
    """Every term with its meaning and its name in the other languages."""
    words, language = edition.words, edition.language
    terms = [
        {
            "key": key,
            "title": term.term[language],
            "others": _in_other_languages(term.term, language),
            "meaning": term.meaning[language],
        }
        for key, term in edition.site.terms.items()
    ]
    yield Page(
        "glossary",
        language,
        fixed_path(language, "glossary"),
        words["glossary.title"],
        words["glossary.intro"],
        {"terms": terms},
        edition.trail(),
    )


def make_places(edition: Edition) -> Iterator[Page]:
    """Every place with its names and the texts that tell of it."""
    words, language, site = edition.words, edition.language, edition.site
    places = []
    for key, place in site.places.items():
        parent = site.places.get(place.parent or "")
        places.append(
            {
                "key": key,
                "title": place.name[language],
                "others": _in_other_languages(place.name, language),
                "kind": words[f"place.{place.kind}"],
                "pinyin": place.pinyin,
                "parent": Link(parent.name[language], "", key=place.parent or "") if parent else None,
                "used_in": [edition.text_link(text) for text in edition.used_in.get(("place", key), ())],
            }
        )
    yield Page(
        "places",
        language,
        fixed_path(language, "places"),
        words["places.title"],
        words["places.intro"],
        {"places": places},
        edition.trail(),
    )


def make_search(edition: Edition) -> Iterator[Page]:
    """The search page; its script loads the index."""
    words, language = edition.words, edition.language
    counted = words.forms("search.count")
    forms = counted if isinstance(counted, Mapping) else {"other": counted, "one": counted}
    content = {"messages": {key: words[f"search.{key}"] for key in SEARCH_MESSAGES} | dict(forms)}
    yield Page(
        "search", language, fixed_path(language, "search"), words["search.title"], words["search.intro"], content, edition.trail(),
        scripts=("search.js",),
    )  # fmt: skip


MAKERS = (
    make_home, make_parts, make_chapters, make_standalone, make_facts, make_sheets, make_sources, make_glossary, make_places, make_search,
)  # fmt: skip
SEARCH_MESSAGES = ("none", "busy", "failed")


def make_entrance(editions: list[Edition]) -> Page:
    """The entrance: a choice of language that needs no script."""
    choices = [
        {
            "language": one.language,
            "name": one.site.settings.languages[one.language].name,
            "title": one.site.settings.title[one.language],
            "summary": one.site.settings.description[one.language],
            "url": one.link(home_path(one.language)),
        }
        for one in editions
    ]
    title = " · ".join(choice["title"] for choice in choices)
    return Page("entrance", editions[0].language, "", title, choices[0]["summary"], {"choices": choices})


def make_not_found(editions: list[Edition]) -> Page:
    """The page that a host shows for an address that does not exist."""
    choices = [
        {
            "language": one.language,
            "title": one.words["not-found.title"],
            "summary": one.words["not-found.text"],
            "name": one.words["not-found.home"],
            "url": one.link(home_path(one.language)),
        }
        for one in editions
    ]
    title = " · ".join(choice["title"] for choice in choices)
    return Page("not-found", editions[0].language, "404.html", title, choices[0]["summary"], {"choices": choices})


def _text_page(
    edition: Edition, text: Chapter, more: Mapping[str, Any], trail: tuple[Link, ...], neighbours: Mapping[str, Any]
) -> Page:
    site, language = edition.site, edition.language
    half = text.texts[language]
    body = edition.bodies[half.path]
    mentioned = dict.fromkeys(fact for block in body.blocks for fact in block.facts)
    facts = [site.facts[fact] for fact in dict.fromkeys((*text.highlights, *mentioned))]
    sheets = dict.fromkeys(fact.sheet for fact in facts)
    before, after = neighbours.get(text.key, (None, None))
    content = {
        "summary": half.summary,
        "body": Markup(body.html),
        "headings": [heading for heading in body.headings if heading.level == 2],
        "highlights": [_fact_view(edition, site.facts[fact]) for fact in text.highlights],
        "figures": [_fact_view(edition, fact) for fact in facts],
        "sheets": [Link(site.sheets[key].title[language], edition.link(sheet_path(language, key))) for key in sheets],
        "sources": _source_views(edition, text, facts),
        "notes": [
            {
                "number": note.number,
                "title": site.sources[note.source].title[language],
                "section": note.section,
                "url": edition.link(entry_path(language, "sources", note.source)),
            }
            for note in body.notes
        ],
        **more,
    }
    return Page(
        text.kind,
        language,
        text_path(language, text.key, text.slug),
        half.title,
        half.summary or site.settings.description[language],
        content,
        trail,
        edition.text_link(before) if before else None,
        edition.text_link(after) if after else None,
        updated=text.updated or site.settings.updated,
    )


def _source_views(edition: Edition, text: Chapter, facts: list[Fact]) -> list[dict[str, Any]]:
    """Return the sources that a text names and those of its figures, each with the headings drawn on."""
    sections: dict[str, dict[str, None]] = defaultdict(dict)
    figures = (SourceMention(source=fact.source, section=fact.section) for fact in facts)
    for mention in (*text.sources, *figures):
        sections[mention.source].update({mention.section: None} if mention.section else {})
    language = edition.language
    return [
        {
            "title": edition.site.sources[key].title[language],
            "url": edition.link(entry_path(language, "sources", key)),
            "sections": list(headings),
        }
        for key, headings in sections.items()
    ]


def _fact_view(edition: Edition, fact: Fact) -> dict[str, Any]:
    """Return a fact as one language shows it."""
    site, language = edition.site, edition.language
    reference = edition.references.figures[fact.id]
    place = site.places.get(fact.place)
    source = site.sources[fact.source]
    return {
        "key": fact.key,
        "label": fact.label[language],
        "value": reference.value,
        "text": reference.text.full,
        "plain": reference.text.plain,
        "printed": fact.figure.printed,
        "url": edition.link(fact_path(language, fact.id)),
        "as_of": format_period(fact.as_of, edition.references.locale, edition.references.words) if fact.as_of else "",
        "place": Link(place.name[language], edition.link(entry_path(language, "places", fact.place)))
        if place
        else None,
        "source": Link(source.title[language], edition.link(entry_path(language, "sources", fact.source))),
        "sections": [fact.section, *fact.also],
        "note": fact.note.get(language, ""),
        "doubtful": fact.status == "doubtful",
        "used_in": [edition.text_link(text) for text in edition.used_in.get(("fact", fact.id), ())],
    }


def _in_other_languages(texts: Mapping[str, str], language: str) -> list[Link]:
    return [Link(text, "", language=other) for other, text in texts.items() if other != language]


def format_edition_date(edition: Edition, day: str) -> str:
    """Return a day as the edition's language writes it."""
    return format_day(day, edition.references.locale)
