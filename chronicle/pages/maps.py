"""The page of the map: one measure at a time, each with its legend and its table; and the small map that shows where a place lies."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from chronicle.comparison import Column
from chronicle.geography import Canvas, MapPlace, draw_locator, draw_map
from chronicle.pages.clocks import clocks_link
from chronicle.pages.columns import (
    CellView,
    ColumnView,
    cell_view,
    column_title,
    column_view,
    county_link,
    short_figure,
)
from chronicle.pages.links import Link
from chronicle.pages.localized import LocalizedSite
from chronicle.pages.map_scales import UNLIKE, LegendItem, draw_swatch, make_scale
from chronicle.pages.page import Page, PageKind, fixed_page
from chronicle.urls import SitePath, fixed_path


@dataclass(frozen=True)
class MapDrawing:
    """A map of a column with its title and legend; `key` is its anchor."""

    key: str
    title: str
    svg: Markup
    legend: tuple[LegendItem, ...]


@dataclass(frozen=True)
class Attribution:
    """The source and licence of the boundaries or of the lines below the places, which `label` names; `source_url` may be empty."""

    label: str
    source: str
    source_url: str
    licence: str
    licence_url: str


@dataclass(frozen=True)
class HomeMap:
    """The map on the home page, with the first measure; `path` is that of the page of the map, which has all measures."""

    drawing: MapDrawing
    path: SitePath
    attributions: tuple[Attribution, ...]


@dataclass(frozen=True)
class MapView:
    """A measure on the map, with its notes and its table: each place with its cell, None if the place does not report it."""

    drawing: MapDrawing
    column: ColumnView
    rows: tuple[tuple[Link, CellView | None], ...]


@dataclass(frozen=True)
class Maps:
    """The page of the map: its measures, one of which readers choose; `ratio` is the width of a map divided by its height."""

    intro: str
    ratio: str
    maps: tuple[MapView, ...]
    attributions: tuple[Attribution, ...]
    compare_path: SitePath
    clocks: Link | None


def make_map(kind: PageKind, localized: LocalizedSite) -> Iterator[Page]:
    """Yield the page of the map; nothing if the site has no map."""
    if not has_map(localized):
        return
    canvas = localized.map_canvas
    intro = localized.words["map.intro-boundaries" if localized.site.boundaries else "map.intro"]
    maps = tuple(_map_view(localized, column, canvas) for column in shown_columns(localized))
    content = Maps(
        intro,
        f"{canvas.width / canvas.height:.2f}",
        maps,
        make_attributions(localized),
        fixed_path(localized.language, "compare"),
        clocks_link(localized),
    )
    yield fixed_page(kind, localized, content, description=intro)


def make_home_map(localized: LocalizedSite) -> HomeMap | None:
    """Return the home page's map; None if there is no map."""
    if not has_map(localized):
        return None
    drawing = _draw(localized, shown_columns(localized)[0], localized.map_canvas)
    return HomeMap(drawing, fixed_path(localized.language, "map"), make_attributions(localized))


def make_locator(localized: LocalizedSite, place: str) -> Markup:
    """Return the small map that shows where a place lies among the others; nothing for one that is not on the map."""
    if place not in localized.site.seats:
        return Markup()
    name = localized.site.places[place].name[localized.language]
    return draw_locator(localized.locator, place, localized.words.fill("map.locator", place=name))


def list_comparison_pages(localized: LocalizedSite) -> tuple[Link, ...]:
    """Return the links to the map and the comparison, as far as the site has them."""
    there = {"map": has_map(localized), "compare": bool(localized.columns)}
    return tuple(localized.page_link(page) for page in there if there[page])


def has_map(localized: LocalizedSite) -> bool:
    """Return whether the site has a map, that is, a column for it: see `shown_columns`."""
    return bool(shown_columns(localized))


def shown_columns(localized: LocalizedSite) -> list[Column]:
    """Return the columns that the map shows, in the order of map.yaml, or all if it names none; only columns in which places count the same thing."""
    columns = {column.key: column for column in localized.columns if column.counts or not column.unit}
    settings = localized.site.map_settings
    wanted = settings.shows if settings else ()
    return [columns[key] for key in wanted or columns if key in columns]


def make_attributions(localized: LocalizedSite) -> tuple[Attribution, ...]:
    """Return the source and licence of the boundaries and of the lines below the places, as far as the site has them."""
    site, words, language = localized.site, localized.words, localized.language
    shapes = ((words["map.boundaries"], site.boundaries), (words["map.ground"], site.ground))
    return tuple(
        Attribution(label, one.source[language], one.source_url, one.licence[language], one.licence_url)
        for label, one in shapes
        if one is not None
    )


def _map_view(localized: LocalizedSite, column: Column, canvas: Canvas) -> MapView:
    rows = tuple((county_link(localized, place), cell_view(localized, column, place)) for place in localized.site.seats)
    return MapView(_draw(localized, column, canvas), column_view(localized, column), rows)


def _draw(localized: LocalizedSite, column: Column, canvas: Canvas) -> MapDrawing:
    """Return a map of a column with its title and legend. A place that counts something else, or reports nothing, has its own look."""
    words = localized.words
    scale = make_scale(localized, column)
    places = {}
    for place in localized.site.seats:
        link = county_link(localized, place)
        value = short_figure(localized, column, place)
        label = words.fill("map.link", place=link.title, value=value)
        look, radius = scale.looks.get(place, (UNLIKE if place in column.cells else "gap", 0.0))
        shown = value if place in column.cells else ""
        name = localized.short_place(place)
        places[place] = MapPlace(name, localized.addresses.link(link.path), label, shown, look, radius)
    title = column_title(localized, column)
    legend = list(scale.legend)
    if any(one.look == UNLIKE for one in places.values()):
        legend.append(LegendItem(draw_swatch(UNLIKE), words["map.other"]))
    if len(column.cells) < len(places):
        legend.append(LegendItem(draw_swatch("gap"), words["map.not-reported"]))
    bar = words.fill("map.bar", n=canvas.bar_km)
    return MapDrawing(
        column.key, title, draw_map(canvas, places, words.fill("map.label", title=title), bar), tuple(legend)
    )
