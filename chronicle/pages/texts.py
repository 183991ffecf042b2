"""Pages of running text: home, parts, chapters, and texts that stand alone."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from chronicle.charts import draw_quilt
from chronicle.citations import Citation
from chronicle.comparison import compared_places
from chronicle.felt import draw_band
from chronicle.model import Heading, Part, SafeHtml, Text
from chronicle.pages.clocks import Clocks, make_clocks
from chronicle.pages.facts import (
    FactView,
    SourceView,
    in_other_languages,
    make_source_views,
)
from chronicle.pages.links import Link, Name, SourceHeading
from chronicle.pages.localized import LocalizedSite
from chronicle.pages.maps import HomeMap, list_comparison_pages, make_home_map, make_locator
from chronicle.pages.page import SETTINGS, Page, PageKind
from chronicle.pages.profiles import ProfileRow, is_county, make_profile
from chronicle.pairs import find_steps
from chronicle.pictures import SharePicture
from chronicle.prose import render_sentence
from chronicle.reading_time import reading_minutes
from chronicle.urls import SitePath, entry_path, home_path, sheet_path, text_path, use_anchor, with_anchor

NO_HTML = SafeHtml()


@dataclass(frozen=True)
class TextBlock:
    """A block of a text as HTML, or the key of the chart that it is; a heading has links to the same place in other languages.

    `newer` leads to the block in the main language where that has been changed since this one was last in step with it.
    """

    anchor: str
    html: SafeHtml
    chart: str
    heading_links: tuple[Link, ...]
    newer: Link | None = None


@dataclass(frozen=True)
class FigureDetail:
    """What a reader gets who follows a figure in a text; `back` is the anchor of where it stands."""

    fact: FactView
    back: str


@dataclass(frozen=True)
class FigureGroup:
    """The details of figures that stand under the same headings of a source."""

    source: str
    sections: tuple[SourceHeading, ...]
    details: tuple[FigureDetail, ...]


@dataclass(frozen=True)
class NoteView:
    """A numbered note to a source; `section` is none where the source as a whole is meant."""

    number: int
    title: str
    section: SourceHeading | None
    path: SitePath


@dataclass(frozen=True)
class TextView:
    """A text with its figures, notes and sources. `headings` are those of the second rank."""

    summary: str = ""
    blocks: tuple[TextBlock, ...] = ()
    headings: tuple[Heading, ...] = ()
    highlights: tuple[FactView, ...] = ()
    figures: tuple[FigureGroup, ...] = ()
    sheets: tuple[Link, ...] = ()
    sources: tuple[SourceView, ...] = ()
    notes: tuple[NoteView, ...] = ()


@dataclass(frozen=True)
class Byline:
    """How many minutes a text takes to read; when it was changed, as an ISO day and in words."""

    minutes: int
    updated: str
    updated_day: str


@dataclass(frozen=True)
class Chapter:
    """What the page of a chapter shows; `part` is the part that it belongs to."""

    text: TextView
    part: PartItem
    band: Markup
    profile: tuple[ProfileRow, ...]
    locator: Markup
    byline: Byline
    citation: Citation


@dataclass(frozen=True)
class PartOpening:
    """What the page of a part shows; `number` is in words."""

    text: TextView
    band: Markup
    number: str
    chapters: tuple[Link, ...]
    comparisons: tuple[Link, ...]


@dataclass(frozen=True)
class Standalone:
    """What the page of a text outside the parts shows."""

    text: TextView


@dataclass(frozen=True)
class CountyItem:
    """A county in the list of the home page: its chapter, its names, when it left the list of poor counties or nothing."""

    title: str
    path: SitePath
    others: tuple[Name, ...]
    left: str
    face: Markup


@dataclass(frozen=True)
class PartItem:
    """A part in the table of contents, with its chapters."""

    link: Link
    chapters: tuple[Link, ...]


@dataclass(frozen=True)
class StoryView:
    """The story in one drawing: how many there were, how many are left, the drawing, and the sentence that tells it again."""

    before: FactView
    after: FactView
    svg: Markup
    text: Markup


@dataclass(frozen=True)
class Home:
    """What the home page shows."""

    text: TextView
    story: StoryView | None
    highlights: tuple[FactView, ...]
    counties: tuple[CountyItem, ...]
    parts: tuple[PartItem, ...]
    map: HomeMap | None
    clocks: Clocks | None


def make_home(kind: PageKind, localized: LocalizedSite, intro: Text | None) -> Page:
    """The home page: what this is, the figures that tell the story, the parts and their chapters."""
    site, language, settings = localized.site, localized.language, localized.site.settings
    told = (settings.story.before, settings.story.after) if settings.story else ()
    content = Home(
        text=make_text_view(localized, intro) if intro else TextView(),
        story=make_story(localized),
        highlights=tuple(localized.facts[fact] for fact in settings.highlights if fact not in told),
        counties=tuple(county_item(localized, chapter) for chapter in site.chapters if is_county(site, chapter)),
        parts=tuple(part_item(localized, part) for part in site.parts),
        map=make_home_map(localized),
        clocks=make_clocks(localized),
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
        blocks=localized.bodies[intro.halves[language].path].blocks if intro else (),
    )


def make_story(localized: LocalizedSite) -> StoryView | None:
    """Return the story in one drawing, if the site tells one; a stitch that is only begun counts as one."""
    story, site = localized.site.settings.story, localized.site
    if story is None:
        return None
    count, left = (math.ceil(site.facts[fact].figure.value / story.each) for fact in (story.before, story.after))
    label = localized.words.fill("story.label", n=count, left=left)
    text = render_sentence(story.text[localized.language], localized.references).html
    facts = localized.facts
    return StoryView(facts[story.before], facts[story.after], draw_quilt(count, left, label), text)


def make_band(localized: LocalizedSite, text: Text) -> Markup:
    """Return the face of a text as a band; nothing for a text that has none."""
    drawing = localized.site.drawings.get(text.drawing)
    return draw_band(text.drawing, drawing) if drawing else Markup()


def part_item(localized: LocalizedSite, part: Part) -> PartItem:
    """Return a part with its chapters."""
    return PartItem(localized.text_link(part.opening), tuple(map(localized.text_link, part.chapters)))


def county_item(localized: LocalizedSite, chapter: Text) -> CountyItem:
    """Return a county's entry in the list of the home page."""
    name = localized.site.places[chapter.place].name
    left = chapter.profile.left if chapter.profile else None
    return CountyItem(
        title=name[localized.language],
        path=localized.text_link(chapter).path,
        others=in_other_languages(name, localized),
        left=localized.period(left or ""),
        face=localized.text_link(chapter).face,
    )


def make_part(kind: PageKind, localized: LocalizedSite, opening: Text) -> Page:
    """The page of a part: its opening and its chapters."""
    part = part_of(localized, opening)
    compared = set(compared_places(localized.site)) & {chapter.place for chapter in part.chapters}
    text = make_text_view(localized, opening)
    content = PartOpening(
        text=text,
        band=make_band(localized, opening),
        number=localized.words.fill("part.number", n=localized.site.parts.index(part) + 1),
        chapters=tuple(localized.text_link(chapter) for chapter in part.chapters),
        comparisons=list_comparison_pages(localized) if compared else (),
    )
    return _text_page(kind, localized, opening, content, text, localized.trail())


def make_chapter(kind: PageKind, localized: LocalizedSite, chapter: Text) -> Page:
    """The page of a chapter: the text, its figures and its sources."""
    part = part_of(localized, chapter)
    text = make_text_view(localized, chapter)
    half, updated = chapter.halves[localized.language], chapter.updated or localized.site.settings.updated
    path = text_path(localized.language, chapter)
    content = Chapter(
        text=text,
        part=part_item(localized, part),
        band=make_band(localized, chapter),
        profile=make_profile(localized, chapter),
        locator=make_locator(localized, chapter.place),
        byline=Byline(reading_minutes(localized.bodies[half.path].html), updated, localized.day(updated)),
        citation=localized.citation(half.title, path, updated=updated),
    )
    trail = localized.trail(localized.text_link(part.opening))
    return _text_page(kind, localized, chapter, content, text, trail)


def make_standalone(kind: PageKind, localized: LocalizedSite, text: Text) -> Page:
    """The page of a text in `content/pages/`, but the home page's own."""
    view = make_text_view(localized, text)
    return _text_page(kind, localized, text, Standalone(view), view, localized.trail())


def make_text_view(localized: LocalizedSite, text: Text) -> TextView:
    """Return a text with its figures, notes and sources."""
    site, language = localized.site, localized.language
    half = text.halves[language]
    body = localized.bodies[half.path]
    mentioned = dict.fromkeys(fact for block in body.blocks for fact in block.facts)
    facts = [site.facts[fact] for fact in dict.fromkeys((*text.highlights, *mentioned))]
    newer = _find_newer(localized, text)
    return TextView(
        summary=half.summary,
        blocks=tuple(
            TextBlock(
                block.anchor,
                block.html,
                block.chart,
                _heading_links(localized, text, block.anchor) if block.level else (),
                newer.get(block.anchor),
            )
            for block in body.blocks
        ),
        headings=tuple(heading for heading in body.headings if heading.level == 2),
        highlights=tuple(localized.facts[fact] for fact in text.highlights),
        figures=group_figures(
            FigureDetail(localized.facts[fact.id], use_anchor(fact.id) if fact.id in mentioned else "main")
            for fact in facts
        ),
        sheets=tuple(
            Link(site.sheets[key].title[language], sheet_path(language, key))
            for key in dict.fromkeys(fact.sheet for fact in facts)
        ),
        sources=make_source_views(localized, text, facts),
        notes=tuple(
            NoteView(
                note.number,
                site.sources[note.source].title[language],
                localized.source_heading(note.source, note.section) if note.section else None,
                entry_path(language, "sources", note.source),
            )
            for note in body.notes
        ),
    )


def group_figures(details: Iterable[FigureDetail]) -> tuple[FigureGroup, ...]:
    """Return details by the headings that their figures stand under, in the order in which these are first met."""
    groups: dict[tuple[str, tuple[SourceHeading, ...]], list[FigureDetail]] = defaultdict(list)
    for detail in details:
        groups[detail.fact.short_source, detail.fact.sections].append(detail)
    return tuple(FigureGroup(source, sections, tuple(of)) for (source, sections), of in groups.items())


def text_picture(localized: LocalizedSite, text: Text) -> SharePicture | None:
    """Return what the share picture of a text shows: its title, and for a chapter its part; none for texts outside the parts."""
    if text.kind == "page":
        return None
    opening = part_of(localized, text).opening
    above = opening.halves[localized.language].title if text.kind == "chapter" else ""
    face = localized.site.drawings.get(text.drawing)
    return localized.share_picture(text.halves[localized.language].title, above, text.highlights, face)


def part_of(localized: LocalizedSite, text: Text) -> Part:
    """Return the part that a chapter or an opening belongs to."""
    return next(part for part in localized.site.parts if part.key == text.key.partition("/")[0])


def neighbours_of(localized: LocalizedSite, text: Text) -> tuple[Text | None, Text | None]:
    """Return what stands before and after a text; nothing beside one outside the parts."""
    return (None, None) if text.kind == "page" else localized.neighbours[text.key]


def _text_page(
    kind: PageKind,
    localized: LocalizedSite,
    text: Text,
    content: object,
    view: TextView,
    trail: tuple[Link, ...],
) -> Page:
    site, language = localized.site, localized.language
    half, path = text.halves[language], text_path(language, text)
    before, after = neighbours_of(localized, text)
    languages = localized.alternates(path)
    return Page(
        kind,
        language,
        path,
        half.title,
        half.summary or site.settings.description[language],
        content,
        trail,
        localized.text_link(before) if before else None,
        localized.text_link(after) if after else None,
        updated=text.updated or site.settings.updated,
        languages=languages,
        x_default=languages[site.languages[0]],
        parallels=localized.parallel_links(path),
        picture=text_picture(localized, text),
        cites=tuple(source.title for source in view.sources),
        where=text.where,
        blocks=localized.bodies[half.path].blocks,
    )


def _find_newer(localized: LocalizedSite, text: Text) -> Mapping[str, Link]:
    """Return anchor → where a block stands in the main language that has been changed there alone since both were in step."""
    site, main = localized.site, localized.site.languages[0]
    first, half = text.halves[main], text.halves[localized.language]
    seen = site.steps.get(half.path)
    if not seen:
        return {}
    steps = find_steps(first, localized.bodies[first.path], half, localized.bodies[half.path], seen)
    path, name = text_path(main, text), site.settings.languages[main].name
    return {
        step.other_anchor: Link(name, with_anchor(path, step.anchor), language=main)
        for step in steps
        if step.state == "main-changed" and step.anchor
    }


def _heading_links(localized: LocalizedSite, text: Text, anchor: str) -> tuple[Link, ...]:
    """Return the links from a heading to the same place in the other languages, and in two languages side by side."""
    path = text_path(localized.language, text)
    others = [
        Link(settings.short or settings.name, with_anchor(text_path(language, text), anchor), language=language)
        for language, settings in localized.site.settings.languages.items()
        if language != localized.written and not settings.derived
    ]
    return (*others, *localized.parallel_links(path, anchor))
