"""Pages of running text: home, parts, chapters, and texts that stand alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any

from markupsafe import Markup

from chronicle.comparison import compared_places
from chronicle.model import Site, Text
from chronicle.navigation import find_neighbours, reading_order
from chronicle.pages.edition import Edition, Link, Page
from chronicle.pages.maps import list_comparison_pages, make_home_map
from chronicle.pages.views import fact_view, in_other_languages, in_their_script, page_citation, source_views
from chronicle.reading_time import reading_minutes
from chronicle.urls import entry_path, home_path, sheet_path, text_path, use_anchor

UNDATED = "9999"


def make_home(edition: Edition) -> Iterator[Page]:
    """The home page: what this is, the figures that tell the story, the parts and their chapters."""
    site, language = edition.site, edition.language
    intro = site.pages.get("home")
    parts = [
        {**vars(edition.text_link(part.opening)), "chapters": [edition.text_link(chapter) for chapter in part.chapters]}
        for part in site.parts
    ]
    highlights = [fact_view(edition, site.facts[fact]) for fact in site.settings.highlights]
    text = _text_content(edition, intro) if intro else {"body": "", "figures": [], "sheets": [], "notes": []}
    content = {
        **text,
        "highlights": highlights,
        "counties": [county_view(edition, chapter) for chapter in site.chapters if is_county(site, chapter)],
        "parts": parts,
        "map": make_home_map(edition),
    }
    settings = site.settings
    path = home_path(language)
    yield Page(
        "home", language, path, settings.title[language], settings.description[language], content, parallels=edition.parallel_links(path)
    )  # fmt: skip


def is_county(site: Site, chapter: Text) -> bool:
    """Return whether a chapter is the one on a county-level unit, which is a place with a seat."""
    return chapter.place in site.places and site.places[chapter.place].seat is not None


def county_view(edition: Edition, chapter: Text) -> dict[str, Any]:
    """Return a county's entry in the list of the home page: its chapter, its names, when it left the list."""
    name = edition.site.places[chapter.place].name
    left = chapter.profile.left if chapter.profile else None
    return {
        "url": edition.text_link(chapter).url,
        "title": name[edition.language],
        "others": in_other_languages(name, edition.language),
        "left": edition.period(left) if left else "",
    }


def make_parts(edition: Edition) -> Iterator[Page]:
    """A page per part: its opening and its chapters."""
    neighbours = find_neighbours(reading_order(edition.site.parts))
    for number, part in enumerate(edition.site.parts, 1):
        chapters = [edition.text_link(chapter) for chapter in part.chapters]
        compared = set(compared_places(edition.site)) & {chapter.place for chapter in part.chapters}
        more = {
            "number": edition.words["part.number"].format(n=number),
            "chapters": chapters,
            "comparisons": list_comparison_pages(edition) if compared else [],
        }
        yield _text_page(edition, part.opening, more, edition.trail(), neighbours)


def make_chapters(edition: Edition) -> Iterator[Page]:
    """A page per chapter: the text, its figures and its sources."""
    neighbours = find_neighbours(reading_order(edition.site.parts))
    for part in edition.site.parts:
        trail = edition.trail(edition.text_link(part.opening))
        for chapter in part.chapters:
            content = {"profile": make_profile(edition, chapter), **_chapter_extras(edition, chapter)}
            yield _text_page(edition, chapter, content, trail, neighbours)


def _chapter_extras(edition: Edition, chapter: Text) -> dict[str, Any]:
    """Return what is told of a chapter as such: how long it takes to read, when it was changed, how it is cited."""
    half, updated = chapter.halves[edition.language], chapter.updated or edition.site.settings.updated
    return {
        "minutes": reading_minutes(edition.bodies[half.path].html),
        "updated": updated,
        "updated_day": edition.day(updated),
        "citation": page_citation(edition, half.title, text_path(edition.language, chapter), updated=updated),
    }


def make_standalone(edition: Edition) -> Iterator[Page]:
    """A page per text in `content/pages/`, but the home page's own."""
    for key, text in edition.site.pages.items():
        if key != "home":
            yield _text_page(edition, text, {}, edition.trail(), {})


def make_profile(edition: Edition, chapter: Text) -> list[dict[str, Any]]:
    """Return the rows of a county's profile: what its chapter says of it, and its figures of the measures that profiles show."""
    words, language, site = edition.words, edition.language, edition.site
    profile = chapter.profile
    if profile is None and not is_county(site, chapter):
        return []
    told = {
        "left": edition.period(profile.left or "") if profile else "",
        "industries": (profile.industries or {}).get(language, "") if profile else "",
        "partner": (profile.partner or {}).get(language, "") if profile else "",
    }
    rows: list[dict[str, Any]] = [
        {"label": words[f"profile.{name}"], "text": text, "names": [], "facts": []}
        for name, text in told.items()
        if text
    ]
    if chapter.place in site.places and site.places[chapter.place].other:
        names = in_their_script(edition, site.places[chapter.place].other)
        rows.insert(0, {"label": words["place.spellings"], "text": "", "names": names, "facts": []})
    for measure in site.settings.profile:
        facts = [fact for fact in site.facts.values() if fact.measure == measure and fact.place == chapter.place]
        facts.sort(key=lambda fact: fact.as_of or UNDATED)
        by_label = groupby(sorted(facts, key=lambda fact: fact.label[language]), key=lambda fact: fact.label[language])
        rows += [
            {"label": label, "text": "", "names": [], "facts": [fact_view(edition, fact) for fact in group]}
            for label, group in by_label
        ]
    return rows


def _text_page(
    edition: Edition, text: Text, more: Mapping[str, Any], trail: tuple[Link, ...], neighbours: Mapping[str, Any]
) -> Page:
    site, language = edition.site, edition.language
    half = text.halves[language]
    before, after = neighbours.get(text.key, (None, None))
    path = text_path(language, text)
    return Page(
        text.kind,
        language,
        path,
        half.title,
        half.summary or site.settings.description[language],
        {**_text_content(edition, text), **more},
        trail,
        edition.text_link(before) if before else None,
        edition.text_link(after) if after else None,
        updated=text.updated or site.settings.updated,
        parallels=edition.parallel_links(path),
    )


def _text_content(edition: Edition, text: Text) -> dict[str, Any]:
    """Return a text with its figures, notes and sources."""
    site, language = edition.site, edition.language
    half = text.halves[language]
    body = edition.bodies[half.path]
    mentioned = dict.fromkeys(fact for block in body.blocks for fact in block.facts)
    facts = [site.facts[fact] for fact in dict.fromkeys((*text.highlights, *mentioned))]
    sheets = dict.fromkeys(fact.sheet for fact in facts)
    return {
        "summary": half.summary,
        "body": Markup(body.html),
        "blocks": [
            {"html": Markup(block.html), "ways": _ways(edition, text, block.anchor) if block.level else []}
            for block in body.blocks
        ],
        "headings": [heading for heading in body.headings if heading.level == 2],
        "highlights": [fact_view(edition, site.facts[fact]) for fact in text.highlights],
        "figure_count": len(facts),
        "figures": [
            {**fact_view(edition, fact), "back": use_anchor(fact.id) if fact.id in mentioned else "main"}
            for fact in facts
            if body.has_cards
        ],
        "sheets": [Link(site.sheets[key].title[language], edition.link(sheet_path(language, key))) for key in sheets],
        "sources": source_views(edition, text, facts),
        "notes": [
            {
                "number": note.number,
                "title": site.sources[note.source].title[language],
                "section": note.section,
                "url": edition.link(entry_path(language, "sources", note.source)),
            }
            for note in body.notes
        ],
    }


def _ways(edition: Edition, text: Text, anchor: str) -> list[Link]:
    """Return the links from a heading to the same place in the other languages, and in two languages side by side."""
    path, mark = text_path(edition.language, text), f"#{anchor}"
    others = [
        Link(settings.short or settings.name, edition.link(text_path(language, text)) + mark, language=language)
        for language, settings in edition.site.settings.languages.items()
        if language != edition.language
    ]
    return [*others, *edition.parallel_links(path, mark)]
