"""Pages of registers: places and what is said of each, people, dated events, pictures that the sources print."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from chronicle.model import Fact, Place
from chronicle.pages.charts import chart_links
from chronicle.pages.localized import Link, LocalizedSite, Page
from chronicle.pages.views import fact_view, in_other_languages, in_their_script
from chronicle.urls import entry_path, fixed_path, sheet_path


def make_places(localized: LocalizedSite) -> Iterator[Page]:
    """The index of all places with their names, and the texts that tell of each."""
    words, language, site = localized.words, localized.language, localized.site
    places = [
        {
            **_place_view(localized, key, place),
            "used_in": [localized.text_link(text) for text in localized.used_in.get(("place", key), ())],
        }
        for key, place in site.places.items()
    ]
    path = fixed_path(language, "places")
    yield Page(
        "places", language, path, words["places.title"], words["places.intro"], {"places": places}, localized.trail()
    )


def make_place_pages(localized: LocalizedSite) -> Iterator[Page]:
    """A page per place with a seat, that is, per county-level unit: everything said of it and of the places within it."""
    words, language, site = localized.words, localized.language, localized.site
    trail = localized.trail(Link(words["places.title"], localized.link(fixed_path(language, "places"))))
    for key, place in site.places.items():
        if place.seat is None:
            continue
        within = places_within(localized, key)
        about = {key, *within}
        texts = {text.key for one in about for text in localized.used_in.get(("place", one), ())}
        facts = [fact for fact in site.facts.values() if fact.place in about]
        content = {
            **_place_view(localized, key, place),
            "seat": place.seat,
            "chapters": [localized.text_link(text) for text in site.texts if text.place == key],
            "used_in": [localized.text_link(text) for text in site.texts if text.key in texts and text.place != key],
            "sheets": _by_sheet(localized, facts),
            "charts": chart_links(localized, {fact.id for fact in facts}),
            "within": [_place_view(localized, one, site.places[one]) for one in within],
            "people": [_person_view(localized, one) for one, person in site.people.items() if person.place in about],
            "events": [_event_view(localized, one) for one, event in site.events.items() if event.place in about],
            "pictures": [_caption_view(localized, one) for one, shown in site.captions.items() if shown.place in about],
        }
        title = place.name[language]
        description = words["place.description"].format(place=title)
        yield Page("place", language, localized.place_path(key), title, description, content, trail)


def make_people(localized: LocalizedSite) -> Iterator[Page]:
    """Everybody who is named for what they did, with the chapters that tell of them."""
    words, language = localized.words, localized.language
    people = [_person_view(localized, key) for key in localized.site.people]
    path = fixed_path(language, "people")
    yield Page(
        "people", language, path, words["people.title"], words["people.intro"], {"people": people}, localized.trail()
    )


def make_timeline(localized: LocalizedSite) -> Iterator[Page]:
    """Every dated event by year, with the chapter that tells of it."""
    words, language = localized.words, localized.language
    events = sorted(localized.site.events.items(), key=lambda item: item[1].date)
    years = [
        {"year": year, "title": localized.period(year), "events": [_event_view(localized, key) for key, _ in entries]}
        for year, entries in groupby(events, key=lambda item: item[1].date[:4])
    ]
    path = fixed_path(language, "timeline")
    yield Page(
        "timeline",
        language,
        path,
        words["timeline.title"],
        words["timeline.intro"],
        {"years": years},
        localized.trail(),
    )


def make_pictures(localized: LocalizedSite) -> Iterator[Page]:
    """What the sources' pictures show, by source and heading; the pictures themselves are not here."""
    words, language, site = localized.words, localized.language, localized.site
    sections: dict[str, dict[str, list[dict[str, Any]]]] = {}
    for key, caption in site.captions.items():
        of_source = sections.setdefault(caption.source, {})
        of_source.setdefault(caption.section, []).append(_caption_view(localized, key))
    sources = [
        {
            "title": site.sources[source].title[language],
            "sections": [{"section": section, "pictures": pictures} for section, pictures in of_source.items()],
        }
        for source, of_source in sections.items()
    ]
    path = fixed_path(language, "pictures")
    content = {"sources": sources, "count": len(site.captions)}
    yield Page("pictures", language, path, words["pictures.title"], words["pictures.intro"], content, localized.trail())


def places_within(localized: LocalizedSite, key: str) -> list[str]:
    """Return the places that belong to a place, directly or through another, in the order of the file."""
    places = localized.site.places
    within: list[str] = []
    for one in places:
        above, steps = places[one].parent, 0
        while above in places and above != key and steps < len(places):
            above, steps = places[above].parent, steps + 1
        if above == key:
            within.append(one)
    return within


def _place_view(localized: LocalizedSite, key: str, place: Place) -> dict[str, Any]:
    language, site = localized.language, localized.site
    parent = site.places.get(place.parent or "")
    return {
        "key": key,
        "title": place.name[language],
        "url": localized.link(localized.place_path(key)),
        "has_page": place.seat is not None,
        "others": in_other_languages(place.name, language),
        "kind": localized.words[f"place.{place.kind}"],
        "pinyin": place.pinyin,
        "spellings": in_their_script(localized, place.other),
        "parent": Link(parent.name[language], localized.link(localized.place_path(place.parent or "")))
        if parent
        else None,
    }


def _person_view(localized: LocalizedSite, key: str) -> dict[str, Any]:
    language, site = localized.language, localized.site
    person = site.people[key]
    return {
        "key": key,
        "title": person.name[language],
        "url": localized.link(entry_path(language, "people", key)),
        "others": in_other_languages(person.name, language),
        "role": person.role[language],
        "chapters": [localized.chapter_link(chapter) for chapter in person.chapters],
    }


def _event_view(localized: LocalizedSite, key: str) -> dict[str, Any]:
    event = localized.site.events[key]
    return {
        "key": key,
        "date": localized.period(event.date),
        "iso": event.date if "/" not in event.date else "",
        "event": event.event[localized.language],
        "chapter": localized.chapter_link(event.chapter),
    }


def _caption_view(localized: LocalizedSite, key: str) -> dict[str, Any]:
    language, site = localized.language, localized.site
    caption = site.captions[key]
    place = site.places.get(caption.place or "")
    return {
        "key": key,
        "shows": caption.shows[language],
        "place": Link(place.name[language], localized.link(localized.place_path(caption.place or "")))
        if place
        else None,
        "chapter": localized.chapter_link(caption.chapter) if caption.chapter else None,
        "url": localized.link(entry_path(language, "pictures", key)),
    }


def _by_sheet(localized: LocalizedSite, facts: list[Fact]) -> list[dict[str, Any]]:
    """Return facts in groups by their sheets."""
    language, site = localized.language, localized.site
    return [
        {
            "title": site.sheets[sheet].title[language],
            "url": localized.link(sheet_path(language, sheet)),
            "facts": [fact_view(localized, fact) for fact in group],
        }
        for sheet, group in groupby(facts, key=lambda fact: fact.sheet)
    ]
