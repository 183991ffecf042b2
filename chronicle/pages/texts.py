"""Pages of running text: home, parts, chapters, and texts that stand alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any

from markupsafe import Markup

from chronicle.comparison import compared_places
from chronicle.model import Site, Text
from chronicle.navigation import find_neighbours, reading_order
from chronicle.pages.localized import Link, LocalizedSite, Page
from chronicle.pages.maps import list_comparison_pages, make_home_map
from chronicle.pages.views import fact_view, in_other_languages, in_their_script, page_citation, source_views
from chronicle.reading_time import reading_minutes
from chronicle.urls import entry_path, home_path, sheet_path, text_path, use_anchor

UNDATED = "9999"


def make_home(localized: LocalizedSite) -> Iterator[Page]:
    """The home page: what this is, the figures that tell the story, the parts and their chapters."""
    site, language = localized.site, localized.language
    intro = site.pages.get("home")
    parts = [
        {
            **vars(localized.text_link(part.opening)),
            "chapters": [localized.text_link(chapter) for chapter in part.chapters],
        }
        for part in site.parts
    ]
    highlights = [fact_view(localized, site.facts[fact]) for fact in site.settings.highlights]
    text = _text_content(localized, intro) if intro else {"body": "", "figures": [], "sheets": [], "notes": []}
    content = {
        **text,
        "highlights": highlights,
        "counties": [county_view(localized, chapter) for chapter in site.chapters if is_county(site, chapter)],
        "parts": parts,
        "map": make_home_map(localized),
    }
    settings = site.settings
    path = home_path(language)
    yield Page(
        "home", language, path, settings.title[language], settings.description[language], content, parallels=localized.parallel_links(path)
    )  # fmt: skip


def is_county(site: Site, chapter: Text) -> bool:
    """Return whether a chapter is the one on a county-level unit, which is a place with a seat."""
    return chapter.place in site.places and site.places[chapter.place].seat is not None


def county_view(localized: LocalizedSite, chapter: Text) -> dict[str, Any]:
    """Return a county's entry in the list of the home page: its chapter, its names, when it left the list."""
    name = localized.site.places[chapter.place].name
    left = chapter.profile.left if chapter.profile else None
    return {
        "url": localized.text_link(chapter).url,
        "title": name[localized.language],
        "others": in_other_languages(name, localized.language),
        "left": localized.period(left) if left else "",
    }


def make_parts(localized: LocalizedSite) -> Iterator[Page]:
    """A page per part: its opening and its chapters."""
    neighbours = find_neighbours(reading_order(localized.site.parts))
    for number, part in enumerate(localized.site.parts, 1):
        chapters = [localized.text_link(chapter) for chapter in part.chapters]
        compared = set(compared_places(localized.site)) & {chapter.place for chapter in part.chapters}
        more = {
            "number": localized.words["part.number"].format(n=number),
            "chapters": chapters,
            "comparisons": list_comparison_pages(localized) if compared else [],
        }
        yield _text_page(localized, part.opening, more, localized.trail(), neighbours)


def make_chapters(localized: LocalizedSite) -> Iterator[Page]:
    """A page per chapter: the text, its figures and its sources."""
    neighbours = find_neighbours(reading_order(localized.site.parts))
    for part in localized.site.parts:
        trail = localized.trail(localized.text_link(part.opening))
        for chapter in part.chapters:
            content = {"profile": make_profile(localized, chapter), **_chapter_extras(localized, chapter)}
            yield _text_page(localized, chapter, content, trail, neighbours)


def _chapter_extras(localized: LocalizedSite, chapter: Text) -> dict[str, Any]:
    """Return what is told of a chapter as such: how long it takes to read, when it was changed, how it is cited."""
    half, updated = chapter.halves[localized.language], chapter.updated or localized.site.settings.updated
    return {
        "minutes": reading_minutes(localized.bodies[half.path].html),
        "updated": updated,
        "updated_day": localized.day(updated),
        "citation": page_citation(localized, half.title, text_path(localized.language, chapter), updated=updated),
    }


def make_standalone(localized: LocalizedSite) -> Iterator[Page]:
    """A page per text in `content/pages/`, but the home page's own."""
    for key, text in localized.site.pages.items():
        if key != "home":
            yield _text_page(localized, text, {}, localized.trail(), {})


def make_profile(localized: LocalizedSite, chapter: Text) -> list[dict[str, Any]]:
    """Return the rows of a county's profile: what its chapter says of it, and its figures of the measures that profiles show."""
    words, language, site = localized.words, localized.language, localized.site
    profile = chapter.profile
    if profile is None and not is_county(site, chapter):
        return []
    told = {
        "left": localized.period(profile.left or "") if profile else "",
        "industries": (profile.industries or {}).get(language, "") if profile else "",
        "partner": (profile.partner or {}).get(language, "") if profile else "",
    }
    rows: list[dict[str, Any]] = [
        {"label": words[f"profile.{name}"], "text": text, "names": [], "facts": []}
        for name, text in told.items()
        if text
    ]
    if chapter.place in site.places and site.places[chapter.place].other:
        names = in_their_script(localized, site.places[chapter.place].other)
        rows.insert(0, {"label": words["place.spellings"], "text": "", "names": names, "facts": []})
    for measure in site.settings.profile:
        facts = [fact for fact in site.facts.values() if fact.measure == measure and fact.place == chapter.place]
        facts.sort(key=lambda fact: fact.as_of or UNDATED)
        by_label = groupby(sorted(facts, key=lambda fact: fact.label[language]), key=lambda fact: fact.label[language])
        rows += [
            {"label": label, "text": "", "names": [], "facts": [fact_view(localized, fact) for fact in group]}
            for label, group in by_label
        ]
    return rows


def _text_page(
    localized: LocalizedSite,
    text: Text,
    more: Mapping[str, Any],
    trail: tuple[Link, ...],
    neighbours: Mapping[str, Any],
) -> Page:
    site, language = localized.site, localized.language
    half = text.halves[language]
    before, after = neighbours.get(text.key, (None, None))
    path = text_path(language, text)
    return Page(
        text.kind,
        language,
        path,
        half.title,
        half.summary or site.settings.description[language],
        {**_text_content(localized, text), **more},
        trail,
        localized.text_link(before) if before else None,
        localized.text_link(after) if after else None,
        updated=text.updated or site.settings.updated,
        parallels=localized.parallel_links(path),
    )


def _text_content(localized: LocalizedSite, text: Text) -> dict[str, Any]:
    """Return a text with its figures, notes and sources."""
    site, language = localized.site, localized.language
    half = text.halves[language]
    body = localized.bodies[half.path]
    mentioned = dict.fromkeys(fact for block in body.blocks for fact in block.facts)
    facts = [site.facts[fact] for fact in dict.fromkeys((*text.highlights, *mentioned))]
    sheets = dict.fromkeys(fact.sheet for fact in facts)
    return {
        "summary": half.summary,
        "body": Markup(body.html),
        "blocks": [
            {"html": Markup(block.html), "ways": _ways(localized, text, block.anchor) if block.level else []}
            for block in body.blocks
        ],
        "headings": [heading for heading in body.headings if heading.level == 2],
        "highlights": [fact_view(localized, site.facts[fact]) for fact in text.highlights],
        "figure_count": len(facts),
        "figures": [
            {**fact_view(localized, fact), "back": use_anchor(fact.id) if fact.id in mentioned else "main"}
            for fact in facts
            if body.has_cards
        ],
        "sheets": [Link(site.sheets[key].title[language], localized.link(sheet_path(language, key))) for key in sheets],
        "sources": source_views(localized, text, facts),
        "notes": [
            {
                "number": note.number,
                "title": site.sources[note.source].title[language],
                "section": note.section,
                "url": localized.link(entry_path(language, "sources", note.source)),
            }
            for note in body.notes
        ],
    }


def _ways(localized: LocalizedSite, text: Text, anchor: str) -> list[Link]:
    """Return the links from a heading to the same place in the other languages, and in two languages side by side."""
    path, mark = text_path(localized.language, text), f"#{anchor}"
    others = [
        Link(settings.short or settings.name, localized.link(text_path(language, text)) + mark, language=language)
        for language, settings in localized.site.settings.languages.items()
        if language != localized.language
    ]
    return [*others, *localized.parallel_links(path, mark)]
