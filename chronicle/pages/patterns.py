"""The page of patterns: every part of the interface with sample values, for those who change the design."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from markupsafe import Markup

from chronicle.citations import Citation
from chronicle.model import SafeHtml
from chronicle.pages.chart_pages import ChartItem, list_charts
from chronicle.pages.charts import ChartView
from chronicle.pages.clocks import Clocks, make_clocks
from chronicle.pages.columns import CellView
from chronicle.pages.facts import FactItem, FactView
from chronicle.pages.groups import Group
from chronicle.pages.home import CountyItem, StoryView, county_item, make_story
from chronicle.pages.links import Link
from chronicle.pages.localized import LocalizedSite
from chronicle.pages.maps import Attribution, HomeMap, make_home_map, make_locator
from chronicle.pages.page import Page, PageKind, fixed_page
from chronicle.pages.parallel import BlockSide, ParallelItem, ParallelRow, Side
from chronicle.pages.profiles import ProfileRow, is_county, make_profile
from chronicle.pages.text_views import FigureDetail, NoteView, TextView, group_figures
from chronicle.pages.texts import Byline, PartItem
from chronicle.urls import fixed_path, home_path

SAMPLES = 5


@dataclass(frozen=True)
class Patterns:
    """The page of patterns; `text` is a view with figures, sheets and notes, but no blocks."""

    byline: Byline
    text: TextView
    facts: tuple[FactItem, ...]
    profile: tuple[ProfileRow, ...]
    locator: Markup
    counties: tuple[CountyItem, ...]
    chapters: tuple[Link, ...]
    parts: tuple[PartItem, ...]
    part: PartItem
    groups: tuple[Group[Link], ...]
    story: StoryView | None
    map: HomeMap | None
    clocks: Clocks | None
    attributions: tuple[Attribution, ...]
    chart: ChartView | None
    thumbnails: tuple[ChartItem, ...]
    cells: tuple[CellView, ...]
    entry: ParallelItem
    row: ParallelRow
    citation: Citation


def make_patterns(kind: PageKind, localized: LocalizedSite) -> Iterator[Page]:
    """Yield the page of patterns; its sample values are the first figures, chapters, sources and counties of the site."""
    words, language, site = localized.words, localized.language, localized.site
    settings, path = site.settings, fixed_path(language, kind.name)
    doubtful = [fact.id for fact in localized.facts.values() if fact.doubtful]
    samples = list(dict.fromkeys([*settings.highlights, *doubtful[:1], *site.facts]))[: SAMPLES + 1]
    shown = tuple(localized.facts[fact] for fact in samples)
    counties = [chapter for chapter in site.chapters if is_county(site, chapter)]
    chapters = tuple(localized.text_link(chapter) for chapter in site.chapters[:SAMPLES])
    content = Patterns(
        byline=Byline(1, settings.updated, localized.day(settings.updated)),
        text=_text(localized, shown),
        facts=tuple(
            FactItem(fact, tuple(one for one in localized.relations.values() if fact in one.facts))
            for fact in shown[-1:]
        ),
        profile=make_profile(localized, counties[0]) if counties else (),
        locator=make_locator(localized, counties[0].place) if counties else Markup(),
        counties=tuple(county_item(localized, chapter) for chapter in counties),
        chapters=chapters,
        parts=tuple(PartItem(localized.text_link(part.opening), chapters) for part in site.parts[:2]),
        groups=(Group("lists", words["patterns.lists"], chapters), Group("parts", words["patterns.parts"], ())),
        part=PartItem(Link(words["patterns.lists"], path), chapters),
        story=make_story(localized),
        map=make_home_map(localized),
        clocks=make_clocks(localized),
        attributions=(
            Attribution(
                words["map.boundaries"], words["patterns.sample"], "", settings.license[language], settings.license_url
            ),
        ),
        chart=localized.charts[min(localized.charts)] if localized.charts else None,
        thumbnails=tuple(islice(list_charts(localized).values(), 2)),
        cells=tuple(
            CellView("1", fact.plain, fact.digits, fact.path, words["patterns.sample"], "*", share=60)
            for fact in shown[:1]
        ),
        entry=ParallelItem(
            home_path(language),
            tuple(Side(one, settings.title[one], settings.description[one]) for one in site.languages),
        ),
        row=_row(localized),
        citation=localized.citation(words["patterns.title"], path),
    )
    first, last = (chapters[0], chapters[-1]) if chapters else (None, None)
    yield fixed_page(kind, localized, content, previous=first, next_=last)


def _text(localized: LocalizedSite, shown: tuple[FactView, ...]) -> TextView:
    language, site = localized.language, localized.site
    main = site.languages[0]
    return TextView(
        highlights=shown[:SAMPLES],
        figures=group_figures(FigureDetail(fact, "main") for fact in shown),
        sheets=tuple(map(localized.sheet_link, list(site.sheets)[:2])),
        notes=tuple(
            NoteView(1, source.title[language], None, fixed_path(language, "sources"))
            for source in list(site.sources.values())[:1]
        ),
        borrowed=Link(site.settings.languages[main].name, home_path(main), language=main),
    )


def _row(localized: LocalizedSite) -> ParallelRow:
    """Return a row of parallel reading, made of the site's own titles and descriptions."""
    settings = localized.site.settings
    sides = tuple(
        BlockSide(language, settings.title[language], SafeHtml("<p>{}</p>").format(settings.description[language]))
        for language in localized.site.languages
    )
    links = tuple(
        Link(settings.languages[language].name, home_path(language), language=language)
        for language in localized.site.languages
    )
    return ParallelRow("pair", 0, sides, links)
