"""Places: the index of all, and a page for each county-level unit with everything about it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from itertools import islice

from markupsafe import Markup

from chronicle.model import Site
from chronicle.pages.charts import chart_links
from chronicle.pages.doubtful import doubts_link
from chronicle.pages.facts import FactView, in_other_languages, in_their_script, translated
from chronicle.pages.groups import Group, by_county
from chronicle.pages.links import Link, Name
from chronicle.pages.localized import LocalizedSite
from chronicle.pages.maps import make_locator
from chronicle.pages.page import Page, PageKind, fixed_page, with_translations
from chronicle.pages.timeline import EventView, event_view
from chronicle.urls import SitePath, entry_path, term_path


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


def make_places(kind: PageKind, localized: LocalizedSite) -> Iterator[Page]:
    """Yield the index of all places, with their names and the texts that mention each."""
    views = [_place_view(localized, key) for key in localized.site.places]
    groups = by_county(localized, views, lambda view: view.key, localized.words["places.elsewhere"])
    yield fixed_page(kind, localized, Places(groups))


def make_place_pages(kind: PageKind, localized: LocalizedSite) -> Iterator[Page]:
    """Yield a page for each place with a seat, that is, for each county-level unit."""
    words, language, site = localized.words, localized.language, localized.site
    trail = localized.trail(localized.page_link("places"))
    for key, seat in site.seats.items():
        path, title = localized.place_path(key), site.places[key].name[language]
        told = (fact for text in site.texts if text.place == key for fact in text.highlights)
        own = [fact for fact in told if site.facts[fact].place in {key, *places_within(site, key)}]
        page = Page(
            kind,
            language,
            path,
            title,
            words.fill("place.description", place=title),
            _place_page(localized, key, seat),
            trail,
            picture=localized.share_picture(title, words["places.title"], own),
            where=site.registry.where("place", key),
        )
        yield with_translations(localized, page)


def places_within(site: Site, key: str) -> list[str]:
    """Return the places that belong to a place, directly or through another, in the order of the file."""
    return [one for one, parents in site.parents.items() if key in parents]


def _place_page(localized: LocalizedSite, key: str, seat: tuple[float, float]) -> PlacePage:
    site, language = localized.site, localized.language
    within = places_within(site, key)
    about = {key, *within}
    texts = {text.key for one in about for text in localized.used_in.get(("place", one), ())}
    facts = {fact.id for one in about for fact in site.facts_of.get(one, ())}
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
        events=tuple(event_view(localized, one) for one, event in site.events.items() if event.place in about),
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


def _by_sheet(localized: LocalizedSite, facts: Collection[str]) -> Iterator[tuple[Link, tuple[FactView, ...]]]:
    """Yield the link to each fact sheet that has some of the facts, with these facts."""
    sheets = {localized.site.facts[fact].sheet for fact in facts}
    for key, sheet in localized.site.sheets.items():
        if key in sheets:
            yield localized.sheet_link(key), tuple(localized.facts[one.id] for one in sheet.facts if one.id in facts)
