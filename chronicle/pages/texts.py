"""Pages of running text: parts, chapters, and texts that stand alone."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from markupsafe import Markup

from chronicle.citations import Citation
from chronicle.felt import draw_band
from chronicle.model import Part, Text
from chronicle.pages.links import Link
from chronicle.pages.localized import LocalizedSite
from chronicle.pages.maps import list_comparison_pages, make_locator
from chronicle.pages.page import Page, PageKind, with_translations
from chronicle.pages.profiles import ProfileRow, make_profile
from chronicle.pages.reading_time import reading_minutes
from chronicle.pages.text_views import TextView, facts_of, make_text_view
from chronicle.pictures import SharePicture
from chronicle.urls import text_path


@dataclass(frozen=True)
class Byline:
    """How many minutes a text takes to read; when it was changed, as an ISO day and in words."""

    minutes: int
    updated: str
    updated_day: str


@dataclass(frozen=True)
class Chapter:
    """The page of a chapter; `part` is the part to which it belongs. `band` is its face repeated in a band, `face` the same as a tile."""

    text: TextView
    part: PartItem
    face: Markup
    band: Markup
    profile: tuple[ProfileRow, ...]
    locator: Markup
    byline: Byline
    citation: Citation


@dataclass(frozen=True)
class PartOpening:
    """The page of a part; `number` is in words."""

    text: TextView
    face: Markup
    band: Markup
    number: str
    chapters: tuple[Link, ...]
    comparisons: tuple[Link, ...]


@dataclass(frozen=True)
class Standalone:
    """The page of a text outside the parts."""

    text: TextView
    part: PartItem | None = None


@dataclass(frozen=True)
class PartItem:
    """A part in the table of contents, with its chapters."""

    link: Link
    chapters: tuple[Link, ...]


def make_band(localized: LocalizedSite, text: Text) -> Markup:
    """Return the face of a text as a band; nothing for a text that has none."""
    drawing = localized.site.drawings.get(text.drawing)
    return draw_band(text.drawing, drawing) if drawing else Markup()


def part_item(localized: LocalizedSite, part: Part) -> PartItem:
    """Return a part with its chapters."""
    return PartItem(localized.text_link(part.opening), tuple(map(localized.text_link, part.chapters)))


def make_part(kind: PageKind, localized: LocalizedSite, opening: Text) -> Page:
    """Return the page of a part: its opening and its chapters."""
    part = part_of(localized, opening)
    compared = localized.site.seats.keys() & {chapter.place for chapter in part.chapters}
    content = PartOpening(
        text=make_text_view(localized, opening),
        face=localized.text_link(opening).face,
        band=make_band(localized, opening),
        number=localized.words.fill("part.number", n=localized.site.parts.index(part) + 1),
        chapters=tuple(localized.text_link(chapter) for chapter in part.chapters),
        comparisons=list_comparison_pages(localized) if compared else (),
    )
    return _text_page(kind, localized, opening, content, localized.trail())


def make_chapter(kind: PageKind, localized: LocalizedSite, chapter: Text) -> Page:
    """Return the page of a chapter: the text, its figures and its sources."""
    trail = localized.trail(localized.text_link(part_of(localized, chapter).opening))
    return _text_page(kind, localized, chapter, partial(_make_chapter, localized, chapter), trail)


def _make_chapter(localized: LocalizedSite, chapter: Text) -> Chapter:
    half, updated = chapter.halves[localized.language], chapter.updated or localized.site.settings.updated
    path = text_path(localized.language, chapter)
    return Chapter(
        text=make_text_view(localized, chapter),
        part=part_item(localized, part_of(localized, chapter)),
        face=localized.text_link(chapter).face,
        band=make_band(localized, chapter),
        profile=make_profile(localized, chapter),
        locator=make_locator(localized, chapter.place),
        byline=Byline(reading_minutes(localized.bodies[half.path].html), updated, localized.day(updated)),
        citation=localized.citation(half.title, path, updated=updated),
    )


def make_standalone(kind: PageKind, localized: LocalizedSite, text: Text) -> Page:
    """Return the page of a text in `content/pages/`; the text of the home page is not one of these."""
    return _text_page(kind, localized, text, Standalone(make_text_view(localized, text)), localized.trail())


def text_picture(localized: LocalizedSite, text: Text) -> SharePicture | None:
    """Return the content of the share picture of a text: its title, highlights and face, and for a chapter its part; None for texts outside the parts."""
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
    """Return the texts before and after a text in reading order; None for both if it is outside the parts."""
    return (None, None) if text.kind == "page" else localized.neighbours[text.key]


def _list_sources(localized: LocalizedSite, text: Text) -> tuple[str, ...]:
    """Return the titles of the sources in a text's front matter and of the sources of its figures, each once."""
    named = [mention.source for mention in text.sources]
    keys = dict.fromkeys([*named, *(fact.source for fact in facts_of(localized, text))])
    return tuple(localized.site.sources[key].title[localized.language] for key in keys)


def _text_page(
    kind: PageKind,
    localized: LocalizedSite,
    text: Text,
    content: object,
    trail: tuple[Link, ...],
) -> Page:
    site, language = localized.site, localized.language
    half, path = text.halves[language], text_path(language, text)
    before, after = neighbours_of(localized, text)
    page = Page(
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
        untranslated=text.untranslated,
        parallels=localized.parallel_links(path, without=text.untranslated),
        picture=text_picture(localized, text),
        cites=_list_sources(localized, text),
        where=text.where,
        halves=(half.begin,),
    )
    return with_translations(localized, page)
