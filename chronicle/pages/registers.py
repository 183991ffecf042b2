"""Pages of registers: places, dated events, pictures that the sources print."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, islice

from markupsafe import Markup

from chronicle.dates import FOR_EVER, years_of
from chronicle.lanes import Lane, Mark, draw_lanes, last_beginning
from chronicle.model import Site
from chronicle.pages.charts import chart_links
from chronicle.pages.doubtful import doubts_link
from chronicle.pages.facts import FactView, in_other_languages, in_their_script, translated
from chronicle.pages.groups import Choice, Group, by_county
from chronicle.pages.links import Link, Name, SourceHeading
from chronicle.pages.localized import LocalizedSite
from chronicle.pages.maps import make_locator
from chronicle.pages.page import Page, PageKind, fixed_page, with_translations
from chronicle.urls import SitePath, entry_path, fixed_path, term_path

ELSEWHERE = "elsewhere"
PicturesBelow = tuple[SourceHeading, tuple["CaptionView", ...]]  # a heading of a source, and the pictures below it


@dataclass(frozen=True)
class PlaceView:
    """A place with its names: `others` are the names beside its title, in other languages; `spellings` are all further names. `kind` is in words."""

    key: str
    title: str
    path: SitePath
    has_page: bool
    others: tuple[Name, ...]
    kind: str
    pinyin: str
    spellings: tuple[Name, ...]
    parent: Link | None
    used_in: tuple[Link, ...]


@dataclass(frozen=True)
class EventView:
    """A dated event. `iso` is its date in ISO 8601, empty for a period; `is_year` tells whether the date is only a year.

    `county` is the key of the county-level unit where it happened, empty for any other place.
    """

    key: str
    date: str
    iso: str
    is_year: bool
    first_year: int
    last_year: int
    county: str
    event: str
    chapter: Link


@dataclass(frozen=True)
class CaptionView:
    """A picture that a source prints: what it shows, and the heading of the source under which it is printed."""

    key: str
    shows: str
    section: SourceHeading
    place: Link | None
    chapter: Link | None


@dataclass(frozen=True)
class Places:
    """The index of places: each county-level unit with the places in it, then all others."""

    groups: tuple[Group[PlaceView], ...]


@dataclass(frozen=True)
class PlacePage:
    """The page of a place: everything about it and the places within it.

    `seat` is its longitude and latitude, in words. `sheets` are the fact sheets with facts about it, each with these facts.
    """

    place: PlaceView
    face: Markup
    locator: Markup
    seat: str
    chapters: tuple[Link, ...]
    used_in: tuple[Link, ...]
    sheets: tuple[tuple[Link, tuple[FactView, ...]], ...]
    charts: tuple[Link, ...]
    within: tuple[PlaceView, ...]
    people: tuple[Link, ...]
    events: tuple[EventView, ...]
    pictures: tuple[Link, ...]
    doubts: Link | None
    terms: tuple[Link, ...]


@dataclass(frozen=True)
class Timeline:
    """The timeline: the drawing (empty if there are no events), the same events grouped by year, and the county-level units to choose from.

    `earlier` are the years that the drawing for a narrow page leaves out, because they are before its first year.
    """

    drawing: Markup
    years: tuple[Group[EventView], ...]
    counties: tuple[Choice, ...]
    earlier: tuple[Group[EventView], ...]


@dataclass(frozen=True)
class Pictures:
    """The register of pictures: for each source, by the county-level unit that they show, then by the heading of the source."""

    sources: tuple[Group[Group[PicturesBelow]], ...]
    count: int


def make_places(kind: PageKind, localized: LocalizedSite) -> Iterator[Page]:
    """Yield the index of all places, with their names and the texts that mention each."""
    views = [_place_view(localized, key) for key in localized.site.places]
    groups = by_county(localized, views, lambda view: view.key, localized.words["places.elsewhere"])
    yield fixed_page(kind, localized, Places(groups))


def make_place_pages(kind: PageKind, localized: LocalizedSite) -> Iterator[Page]:
    """Yield a page for each place with a seat, that is, for each county-level unit."""
    words, language, site = localized.words, localized.language, localized.site
    trail = localized.trail(Link(words["places.title"], fixed_path(language, "places")))
    for key, seat in site.seats.items():
        path, title = localized.place_path(key), site.places[key].name[language]
        told = next((text for text in site.texts if text.place == key and text.highlights), None)
        page = Page(
            kind,
            language,
            path,
            title,
            words.fill("place.description", place=title),
            _place_page(localized, key, seat),
            trail,
            picture=localized.share_picture(title, words["places.title"], told.highlights if told else ()),
            where=site.registry.where("place", key),
        )
        yield with_translations(localized, page)


def make_timeline(kind: PageKind, localized: LocalizedSite) -> Iterator[Page]:
    """Yield the timeline: every dated event by year, with the chapter about it."""
    years = tuple(
        Group(f"year-{year}", localized.period(year), tuple(_event_view(localized, key) for key, _ in entries))
        for year, entries in groupby(localized.site.events.items(), key=lambda item: item[1].date[:4])
    )
    views = [view for year in years for view in year.items]
    groups = by_county(localized, views, lambda view: view.county, localized.words["timeline.elsewhere"])
    counties = tuple(Choice(group.items[0].county or ELSEWHERE, group.title) for group in groups)
    drawn = [
        Lane(group.title, tuple(map(_mark, group.items)), choice.key)
        for group, choice in zip(groups, counties, strict=True)
    ]
    lanes = [*drawn[-1:], *drawn[:-1]]
    begin = last_beginning(lanes) if lanes else 0
    earlier = tuple(year for year in years if year.items[0].first_year < begin)
    yield fixed_page(kind, localized, Timeline(draw_lanes(lanes) if lanes else Markup(), years, counties, earlier))


def make_pictures(kind: PageKind, localized: LocalizedSite) -> Iterator[Page]:
    """Yield the register of pictures that the sources print; the pictures themselves are not on the site."""
    site = localized.site
    by_source: dict[str, list[str]] = defaultdict(list)
    for key, caption in site.captions.items():
        by_source[caption.source].append(key)
    sources = tuple(
        Group(source, site.sources[source].title[localized.language], _picture_groups(localized, source, keys))
        for source, keys in by_source.items()
    )
    yield fixed_page(kind, localized, Pictures(sources, len(site.captions)))


def _picture_groups(localized: LocalizedSite, source: str, keys: Sequence[str]) -> tuple[Group[PicturesBelow], ...]:
    """Return the pictures of a source, grouped by county-level unit; the anchor of a group begins with the key of the source."""
    captions, elsewhere = localized.site.captions, localized.words["pictures.elsewhere"]
    return tuple(
        Group(f"{source}-{group.key}", group.title, tuple(_picture_sections(localized, group.items)), group.face)
        for group in by_county(localized, keys, lambda key: captions[key].place, elsewhere)
    )


def _picture_sections(localized: LocalizedSite, keys: Sequence[str]) -> Iterator[PicturesBelow]:
    """Yield each heading of a source with its pictures, in the order of the first picture of each."""
    by_heading: dict[SourceHeading, list[CaptionView]] = defaultdict(list)
    for view in (_caption_view(localized, key) for key in keys):
        by_heading[view.section].append(view)
    for heading, views in by_heading.items():
        yield heading, tuple(views)


def _mark(event: EventView) -> Mark:
    """Return an event as a mark of the drawing, which links to its entry on the page."""
    return Mark(f"#{event.key}", f"{event.date} {event.event}", event.first_year, event.last_year)


def places_within(site: Site, key: str) -> list[str]:
    """Return the places that belong to a place, directly or through another, in the order of the file."""
    return [one for one, parents in site.parents.items() if key in parents]


def _place_page(localized: LocalizedSite, key: str, seat: tuple[float, float]) -> PlacePage:
    site, language = localized.site, localized.language
    within = places_within(site, key)
    about = {key, *within}
    texts = {text.key for one in about for text in localized.used_in.get(("place", one), ())}
    facts = {fact.id for fact in site.facts.values() if fact.place in about}
    return PlacePage(
        place=_place_view(localized, key),
        face=localized.place_face(key),
        locator=make_locator(localized, key),
        seat=_tell_seat(localized, *seat),
        chapters=tuple(localized.text_link(text) for text in site.texts if text.place == key),
        # Without faces, because only some of these texts have one.
        used_in=tuple(
            replace(localized.text_link(text), face=Markup())
            for text in site.texts
            if text.key in texts and text.place != key
        ),
        sheets=tuple(_by_sheet(localized, facts)),
        charts=chart_links(localized, facts),
        within=tuple(_place_view(localized, one) for one in within),
        people=tuple(
            Link(person.name[language], entry_path(language, "people", one), person.role[language])
            for one, person in site.people.items()
            if person.place in about
        ),
        events=tuple(_event_view(localized, one) for one, event in site.events.items() if event.place in about),
        pictures=tuple(
            Link(caption.shows[language], entry_path(language, "pictures", one))
            for one, caption in site.captions.items()
            if caption.place in about
        ),
        doubts=doubts_link(localized, key),
        terms=tuple(
            Link(term.term[language], term_path(language, one, term), term.meaning[language])
            for one, term in site.terms.items()
            if term.place in about
        ),
    )


def _place_view(localized: LocalizedSite, key: str) -> PlaceView:
    language, place = localized.language, localized.site.places[key]
    beside = in_other_languages(place.name, localized)
    spellings = in_their_script(localized, place.other)
    known = {name.text for name in (*beside, *spellings)}
    return PlaceView(
        key=key,
        title=place.name[language],
        path=localized.place_path(key),
        has_page=place.seat is not None,
        others=beside,
        kind=_tell_kind(localized, place.kind),
        pinyin=place.pinyin,
        spellings=(*(name for name in translated(place.name, localized) if name.text not in known), *spellings),
        parent=localized.place_link(place.parent),
        used_in=localized.text_links("place", key) or _pictures_of(localized, key),
    )


def _pictures_of(localized: LocalizedSite, key: str) -> tuple[Link, ...]:
    """Return a link to the first picture of a place, or nothing if there is none; it is for places that no text mentions."""
    captions = (one for one, caption in localized.site.captions.items() if caption.place == key)
    title = localized.words["pictures.title"]
    return tuple(Link(title, entry_path(localized.language, "pictures", one)) for one in islice(captions, 1))


def _tell_seat(localized: LocalizedSite, longitude: float, latitude: float) -> str:
    """Return a longitude and latitude in degrees as the language writes them."""
    words = localized.words
    return words.fill(
        "place.seat-pattern",
        longitude=words.fill("place.west" if longitude < 0 else "place.east", degrees=abs(longitude)),
        latitude=words.fill("place.south" if latitude < 0 else "place.north", degrees=abs(latitude)),
    )


def _tell_kind(localized: LocalizedSite, kind: str) -> str:
    """Return the name of a kind of place: from the site's settings, or else the interface word."""
    named = localized.site.settings.place_kinds.get(kind)
    return named[localized.language] if named else localized.words[f"place.{kind}"]


def _event_view(localized: LocalizedSite, key: str) -> EventView:
    event = localized.site.events[key]
    first, last = years_of(event.date)
    return EventView(
        key=key,
        date=localized.period(event.date),
        iso=event.date if "/" not in event.date else "",
        is_year=event.date == f"{first}",
        first_year=first,
        last_year=first if last == FOR_EVER else last,
        county=localized.site.counties.get(event.place, ""),
        event=event.event[localized.language],
        chapter=localized.chapter_link(event.chapter),
    )


def _caption_view(localized: LocalizedSite, key: str) -> CaptionView:
    language, caption = localized.language, localized.site.captions[key]
    return CaptionView(
        key=key,
        shows=caption.shows[language],
        section=localized.source_heading(caption.source, caption.section),
        place=localized.place_link(caption.place),
        chapter=localized.chapter_link(caption.chapter) if caption.chapter else None,
    )


def _by_sheet(localized: LocalizedSite, facts: Collection[str]) -> Iterator[tuple[Link, tuple[FactView, ...]]]:
    """Yield the link to each fact sheet that has some of the facts, with these facts."""
    for key, sheet in localized.site.sheets.items():
        if known := tuple(localized.facts[fact.id] for fact in sheet.facts if fact.id in facts):
            yield localized.sheet_link(key), known
