"""The home page: the story in one drawing, the figures, the counties, the parts."""

from __future__ import annotations

import math
from dataclasses import dataclass

from markupsafe import Markup

from chronicle.charts import draw_quilt
from chronicle.model import Text
from chronicle.pages.chart_pages import ChartItem, list_charts
from chronicle.pages.clocks import Clocks, make_clocks
from chronicle.pages.facts import FactView, in_other_languages
from chronicle.pages.links import Link, Name
from chronicle.pages.localized import LocalizedSite
from chronicle.pages.maps import HomeMap, make_home_map
from chronicle.pages.page import SETTINGS, Page, PageKind
from chronicle.pages.people import PersonView, person_view
from chronicle.pages.profiles import is_county
from chronicle.pages.text_views import TextView, make_text_view
from chronicle.pages.texts import PartItem, part_item
from chronicle.prose import render_sentence
from chronicle.urls import SitePath, home_path

VOICES = 3  # the quotes side by side on a wide page; all others are in the register of people


@dataclass(frozen=True)
class CountyItem:
    """A county in the list on the home page: its chapter, and its names; `left` is the date `left` of its profile, in words, or empty."""

    title: str
    path: SitePath
    others: tuple[Name, ...]
    left: str
    face: Markup


@dataclass(frozen=True)
class StoryView:
    """The story in one drawing: how many there were, how many are left, the drawing, and a text that says what it shows."""

    before: FactView
    after: FactView
    svg: Markup
    text: Markup


@dataclass(frozen=True)
class Home:
    """The home page; `begin` are the texts that its cover leads to."""

    text: TextView
    story: StoryView | None
    highlights: tuple[FactView, ...]
    counties: tuple[CountyItem, ...]
    parts: tuple[PartItem, ...]
    begin: tuple[Link, ...]
    map: HomeMap | None
    clocks: Clocks | None
    voices: tuple[PersonView, ...]
    findings: tuple[ChartItem, ...]


def make_home(kind: PageKind, localized: LocalizedSite, intro: Text | None) -> Page:
    """Return the home page; `intro` is the text on it, if the site has one."""
    site, language, settings = localized.site, localized.language, localized.site.settings
    quoted = [key for key, person in site.people.items() if person.quote]
    parts = tuple(part_item(localized, part) for part in site.parts)
    first = [chapter.key for chapter in site.chapters[:1]]
    # A place of several chapters stands once, with the first of them, to which its other links lead too.
    first_about: dict[str, Text] = {}
    for chapter in site.chapters:
        if is_county(site, chapter):
            first_about.setdefault(chapter.place, chapter)
    charts = list_charts(localized) if settings.findings else {}
    told = (settings.story.before, settings.story.after) if settings.story else ()
    content = Home(
        text=make_text_view(localized, intro) if intro else TextView(),
        story=make_story(localized),
        highlights=tuple(localized.facts[fact] for fact in settings.highlights if fact not in told),
        counties=tuple(county_item(localized, chapter) for chapter in first_about.values()),
        parts=parts,
        begin=tuple(map(localized.chapter_link, settings.begin or first)),
        map=make_home_map(localized),
        clocks=make_clocks(localized),
        voices=tuple(person_view(localized, key) for key in quoted[:VOICES]),
        findings=tuple(charts[key] for key in settings.findings),
    )
    path, title = home_path(language), settings.title[language]
    return Page(
        kind,
        language,
        path,
        title,
        settings.description[language],
        content,
        languages=localized.alternates(path),
        x_default=home_path(),
        parallels=localized.parallel_links(path),
        head_title=title,
        picture=localized.home_picture,
        where=intro.where if intro else SETTINGS,
        halves=(intro.halves[language].begin,) if intro else (),
    )


def make_story(localized: LocalizedSite) -> StoryView | None:
    """Return the story in one drawing, None if the settings have none; a partial stitch counts as one."""
    story, site = localized.site.settings.story, localized.site
    if story is None:
        return None
    count, left = (math.ceil(site.facts[fact].figure.value / story.each) for fact in (story.before, story.after))
    label = localized.words.fill("story.label", n=count, left=left)
    text = render_sentence(story.text[localized.language], localized.references).html
    facts = localized.facts
    return StoryView(facts[story.before], facts[story.after], draw_quilt(count, left, label), text)


def county_item(localized: LocalizedSite, chapter: Text) -> CountyItem:
    """Return a county's entry in the list of the home page."""
    name = localized.site.places[chapter.place].name
    left = chapter.profile.left if chapter.profile else ""
    return CountyItem(
        title=name[localized.language],
        path=localized.text_link(chapter).path,
        others=in_other_languages(name, localized),
        left=localized.period(left),
        face=localized.text_link(chapter).face,
    )
