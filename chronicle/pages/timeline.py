"""The timeline: dated events as a drawing and as a list by year."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from chronicle.dates import FOR_EVER, years_of
from chronicle.lanes import Lane, Mark, draw_lanes, last_beginning
from chronicle.pages.groups import Choice, Group, by_county
from chronicle.pages.links import Link
from chronicle.pages.localized import LocalizedSite
from chronicle.pages.page import Page, PageKind, fixed_page

ELSEWHERE = "elsewhere"


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
class Timeline:
    """The timeline: the drawing, the same events grouped by year, and the county-level units to choose from.

    `earlier` are the years that the drawing for a narrow page leaves out, because they are before its first year.
    """

    drawing: Markup
    years: tuple[Group[EventView], ...]
    counties: tuple[Choice, ...]
    earlier: tuple[Group[EventView], ...]


def make_timeline(kind: PageKind, localized: LocalizedSite) -> Iterator[Page]:
    """Yield the timeline: every dated event by year, with the chapter about it."""
    years = tuple(
        Group(f"year-{year}", localized.period(year), tuple(event_view(localized, key) for key, _ in entries))
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
    begin = last_beginning(lanes)
    earlier = tuple(year for year in years if year.items[0].first_year < begin)
    yield fixed_page(kind, localized, Timeline(draw_lanes(lanes), years, counties, earlier))


def _mark(event: EventView) -> Mark:
    """Return an event as a mark of the drawing, which links to its entry on the page."""
    return Mark(f"#{event.key}", f"{event.date} {event.event}", event.first_year, event.last_year)


def event_view(localized: LocalizedSite, key: str) -> EventView:
    """Return an event in one language."""
    event = localized.site.events[key]
    first, last = years_of(event.date)
    return EventView(
        key=key,
        date=localized.period(event.date),
        iso=event.date if "/" not in event.date else "",
        is_year=len(event.date) == 4,
        first_year=first,
        last_year=first if last == FOR_EVER else last,
        county=localized.site.counties.get(event.place, ""),
        event=event.event[localized.language],
        chapter=localized.chapter_link(event.chapter),
    )
