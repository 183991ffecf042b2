"""The page of patterns: every part of the interface with sample values, for those who change the design."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from markupsafe import Markup

from chronicle.pages.charts import chart_view
from chronicle.pages.edition import Edition, Link, Page
from chronicle.pages.maps import make_home_map
from chronicle.pages.texts import county_view, is_county, make_profile
from chronicle.pages.views import fact_view, page_citation, relation_view
from chronicle.urls import fixed_path, home_path, sheet_path

SAMPLES = 5


def make_patterns(edition: Edition) -> Iterator[Page]:
    """The page of patterns, made of what the site has: its first figures, chapters, sources and counties."""
    words, language, site = edition.words, edition.language, edition.site
    path = fixed_path(language, "patterns")
    doubtful = [fact for fact in site.facts.values() if fact.status == "doubtful"]
    facts = dict.fromkeys([*site.settings.highlights, *(fact.id for fact in doubtful[:1]), *site.facts])
    shown = [fact_view(edition, site.facts[fact]) for fact in list(facts)[: SAMPLES + 1]]
    counties = [chapter for chapter in site.chapters if is_county(site, chapter)]
    chapters = [edition.text_link(chapter) for chapter in site.chapters[:SAMPLES]]
    content = {
        "minutes": 1,
        "updated": site.settings.updated,
        "updated_day": edition.day(site.settings.updated),
        "highlights": shown[:SAMPLES],
        "figures": [{**fact, "back": "main"} for fact in shown],
        "facts": [{**fact, "relations": _relations(edition, fact["id"])} for fact in shown[-1:]],
        "profile": make_profile(edition, counties[0]) if counties else [],
        "counties": [county_view(edition, chapter) for chapter in counties],
        "chapters": chapters,
        "parts": [{**vars(edition.text_link(part.opening)), "chapters": chapters} for part in site.parts[:2]],
        "sheets": [
            Link(sheet.title[language], edition.link(sheet_path(language, key)))
            for key, sheet in list(site.sheets.items())[:2]
        ],
        "map": make_home_map(edition),
        "chart": chart_view(edition, min(site.charts)) if site.charts else None,
        "notes": [
            {
                "number": 1,
                "title": source.title[language],
                "section": "",
                "url": edition.link(fixed_path(language, "sources")),
            }
            for source in list(site.sources.values())[:1]
        ],
        "parallel": _parallel(edition),
        "citation": page_citation(edition, words["patterns.title"], path),
    }
    yield Page(
        "patterns", language, path, words["patterns.title"], words["patterns.intro"], content, edition.trail(),
        chapters[0] if chapters else None, chapters[-1] if chapters else None, listed=False,
    )  # fmt: skip


def _parallel(edition: Edition) -> dict[str, Any]:
    """Return a row of parallel reading, made of the site's own titles and descriptions."""
    settings = edition.site.settings
    return {
        "anchor": "pair",
        "level": 0,
        "url": edition.link(home_path(edition.language)),
        "sides": [
            {
                "language": language,
                "title": settings.title[language],
                "summary": settings.description[language],
                "html": Markup("<p>{}</p>").format(settings.description[language]),
            }
            for language in edition.site.languages
        ],
        "ways": [
            Link(settings.languages[language].name, edition.link(home_path(language)), language=language)
            for language in edition.site.languages
        ],
    }


def _relations(edition: Edition, fact: str) -> list[dict[str, Any]]:
    return [relation_view(edition, relation) for relation in edition.site.relations if fact in relation.facts]
