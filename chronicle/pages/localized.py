"""One language of the site with everything that its pages are made from: the localizer, and views that many pages show, made once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial

from chronicle.comparison import Column, make_columns
from chronicle.editions import Changes
from chronicle.geography import (
    Canvas,
    Line,
    Locator,
    boundary_canvas,
    lay_out_locator,
    locator_canvas,
    seat_canvas,
    tell_degrees,
)
from chronicle.lazy import LazyMapping
from chronicle.model import Body, Drawing, Outline, Site
from chronicle.pages.charts import ChartView, make_chart_view
from chronicle.pages.facts import FactView, RelationView, make_fact_view, make_relation_view
from chronicle.pages.localizer import Localizer, make_localizers
from chronicle.pictures import SharePicture
from chronicle.prose import References
from chronicle.urls import Addresses


@dataclass(frozen=True)
class LocalizedSite(Localizer):
    """One language of the site, with the views of its facts by id, and of its charts and relations by key.

    `columns` are the columns of the comparison. `changes` are the changes since an earlier edition, if the site was compared with one.
    """

    facts: Mapping[str, FactView]
    relations: Mapping[str, RelationView]
    charts: Mapping[str, ChartView]
    columns: tuple[Column, ...]
    changes: Changes | None

    def share_picture(
        self, title: str, part: str, highlights: Sequence[str] = (), face: Drawing | None = None
    ) -> SharePicture:
        """Return the content of the share picture of a page: its part, its title, the first of its highlights, its face."""
        return SharePicture(
            self.site.settings.title[self.language], part, title, *self.first_figure(highlights), face, self.site.cover
        )

    @cached_property
    def map_canvas(self) -> Canvas:
        """The canvas of the maps: boundaries if the site has them, or else the seats of places, and arrows to places outside."""
        if self.site.boundaries:
            return boundary_canvas(self.site.boundaries.polygons)
        beyond = {self.short_place(key): one.beyond for key, one in self.site.places.items() if one.beyond}
        return seat_canvas(self.site.seats, beyond, self._lines, self._tell_degrees)

    def _tell_degrees(self, direction: str, degrees: int) -> str:
        """Return the label of a degree; where a language writes the direction before it (北纬42°), the map has the international letter."""
        told = self.words.fill(f"place.{direction}", degrees=degrees)
        return told if told[0].isdecimal() else tell_degrees(direction, degrees)

    @cached_property
    def locator(self) -> Locator:
        """The small map beside texts, laid out once for all places with a seat."""
        names = {key: self.short_place(key) for key in self.site.seats}
        canvas = self.map_canvas if self.site.boundaries else locator_canvas(self.site.seats, self._lines)
        return lay_out_locator(canvas, names)

    @property
    def _lines(self) -> tuple[Line, ...]:
        lines = self.site.ground.lines if self.site.ground else ()
        return tuple(Line(one.points, self.short_place(one.place) if one.place else "") for one in lines)

    @property
    def home_picture(self) -> SharePicture:
        """The share picture of the home page, and of every page without one of its own."""
        settings = self.site.settings
        title, subtitle = settings.title[self.language], settings.subtitle[self.language]
        return SharePicture(subtitle, "", title, *self.first_figure(settings.highlights), cover=self.site.cover)

    def first_figure(self, highlights: Sequence[str]) -> tuple[str, str]:
        """Return the text of the first of the facts, and its label with its date; two empty texts if there are no facts."""
        if not highlights:
            return "", ""
        fact = self.facts[highlights[0]]
        dated = self.words.fill("share.label-dated", label=fact.label, date=fact.as_of) if fact.as_of else fact.label
        return fact.plain, dated


def localize_site(
    site: Site,
    addresses: Addresses,
    references: Mapping[str, References],
    bodies: Mapping[str, Body],
    outlines: Mapping[str, Outline],
    changes: Changes | None = None,
) -> list[LocalizedSite]:
    """Return the site in each of its languages, the main language first. `bodies` may be only those of the texts whose pages are made."""
    columns = tuple(make_columns(site))
    localizers = make_localizers(site, addresses, references, bodies, outlines)
    return [_localize(localizer, columns, changes) for localizer in localizers]


def _localize(localizer: Localizer, columns: tuple[Column, ...], changes: Changes | None) -> LocalizedSite:
    site = localizer.site
    lean = replace(localizer, bodies={})  # the views are made later: bodies would be stored with them
    facts = LazyMapping(site.facts, partial(make_fact_view, lean))
    declared = {relation.key: relation for relation in site.relations}
    relations = LazyMapping(declared, partial(make_relation_view, lean, facts, declared))
    charts = LazyMapping(site.charts, partial(make_chart_view, lean, facts))
    return LocalizedSite(
        **vars(localizer), facts=facts, relations=relations, charts=charts, columns=columns, changes=changes
    )
