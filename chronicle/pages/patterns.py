"""The page of patterns: every part of the interface with sample values, for those who change the design."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from markupsafe import Markup

from chronicle.pages.charts import chart_view
from chronicle.pages.localized import Link, LocalizedSite, Page
from chronicle.pages.maps import make_home_map
from chronicle.pages.texts import county_view, is_county, make_profile
from chronicle.pages.views import fact_view, page_citation, relation_view
from chronicle.urls import fixed_path, home_path, sheet_path

SAMPLES = 5


def make_patterns(localized: LocalizedSite) -> Iterator[Page]:
    """The page of patterns, made of what the site has: its first figures, chapters, sources and counties."""
    words, language, site = localized.words, localized.language, localized.site
    path = fixed_path(language, "patterns")
    doubtful = [fact for fact in site.facts.values() if site.is_doubtful(fact)]
    facts = dict.fromkeys([*site.settings.highlights, *(fact.id for fact in doubtful[:1]), *site.facts])
    shown = [fact_view(localized, site.facts[fact]) for fact in list(facts)[: SAMPLES + 1]]
    counties = [chapter for chapter in site.chapters if is_county(site, chapter)]
    chapters = [localized.text_link(chapter) for chapter in site.chapters[:SAMPLES]]
    content = {
        "minutes": 1,
        "updated": site.settings.updated,
        "updated_day": localized.day(site.settings.updated),
        "highlights": shown[:SAMPLES],
        "figures": [{**fact, "back": "main"} for fact in shown],
        "facts": [{**fact, "relations": _relations(localized, fact["id"])} for fact in shown[-1:]],
        "profile": make_profile(localized, counties[0]) if counties else [],
        "counties": [county_view(localized, chapter) for chapter in counties],
        "chapters": chapters,
        "parts": [{**vars(localized.text_link(part.opening)), "chapters": chapters} for part in site.parts[:2]],
        "sheets": [
            Link(sheet.title[language], localized.link(sheet_path(language, key)))
            for key, sheet in list(site.sheets.items())[:2]
        ],
        "map": make_home_map(localized),
        "chart": chart_view(localized, min(site.charts)) if site.charts else None,
        "notes": [
            {
                "number": 1,
                "title": source.title[language],
                "section": "",
                "url": localized.link(fixed_path(language, "sources")),
            }
            for source in list(site.sources.values())[:1]
        ],
        "parallel": _parallel(localized),
        "citation": page_citation(localized, words["patterns.title"], path),
    }
    yield Page(
        "patterns", language, path, words["patterns.title"], words["patterns.intro"], content, localized.trail(),
        chapters[0] if chapters else None, chapters[-1] if chapters else None, listed=False,
    )  # fmt: skip


def _parallel(localized: LocalizedSite) -> dict[str, Any]:
    """Return a row of parallel reading, made of the site's own titles and descriptions."""
    settings = localized.site.settings
    return {
        "anchor": "pair",
        "level": 0,
        "url": localized.link(home_path(localized.language)),
        "sides": [
            {
                "language": language,
                "title": settings.title[language],
                "summary": settings.description[language],
                "html": Markup("<p>{}</p>").format(settings.description[language]),
            }
            for language in localized.site.languages
        ],
        "ways": [
            Link(settings.languages[language].name, localized.link(home_path(language)), language=language)
            for language in localized.site.languages
        ],
    }


def _relations(localized: LocalizedSite, fact: str) -> list[dict[str, Any]]:
    return [relation_view(localized, relation) for relation in localized.site.relations if fact in relation.facts]
