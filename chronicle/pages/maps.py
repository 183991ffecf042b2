"""The map: one drawing per measure, each with its legend and the same as a table; and the home page's own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from markupsafe import Markup

from chronicle.comparison import Column, compared_places, grade
from chronicle.geography import Canvas, MapPlace, boundary_canvas, draw_map, tile_canvas
from chronicle.pages.columns import (
    CellView,
    ColumnView,
    cell_view,
    column_title,
    column_view,
    place_link,
    short_figure,
)
from chronicle.pages.links import Link
from chronicle.pages.localized import LocalizedSite
from chronicle.pages.page import Page, PageKind, fixed_page
from chronicle.svg import element
from chronicle.urls import SitePath, fixed_path

SWATCH = 16.0


@dataclass(frozen=True)
class LegendItem:
    """What a shade on the map means."""

    swatch: Markup
    text: str


@dataclass(frozen=True)
class Drawing:
    """A map of a column with its title and legend; `key` is its anchor."""

    key: str
    title: str
    svg: Markup
    legend: tuple[LegendItem, ...]


@dataclass(frozen=True)
class Attribution:
    """Whom boundaries come from, and under which licence; the address of the source may be empty."""

    source: str
    source_url: str
    licence: str
    licence_url: str


@dataclass(frozen=True)
class HomeMap:
    """The map on the home page: names and links, coloured by one measure; `path` leads to all maps."""

    drawing: Drawing
    path: SitePath
    boundaries: Attribution | None


@dataclass(frozen=True)
class MapRow:
    """A place on a map, as a row of its table."""

    place: Link
    cell: CellView | None


@dataclass(frozen=True)
class MapView:
    """A map on the page of maps, with its notes and its table."""

    drawing: Drawing
    column: ColumnView
    rows: tuple[MapRow, ...]


@dataclass(frozen=True)
class Maps:
    """What the page of maps shows."""

    intro: str
    maps: tuple[MapView, ...]
    boundaries: Attribution | None
    compare_path: SitePath


def make_map(kind: PageKind, localized: LocalizedSite) -> Iterator[Page]:
    """The map page: one map per measure; none where nothing is to be drawn."""
    canvas, columns = make_canvas(localized), shown_columns(localized)
    if canvas is None or not columns:
        return
    intro = localized.words["map.intro-boundaries" if localized.site.boundaries else "map.intro"]
    maps = tuple(_map_view(localized, column, canvas) for column in columns)
    content = Maps(intro, maps, make_attribution(localized), fixed_path(localized.language, "compare"))
    yield fixed_page(kind, localized, content, description=intro)


def make_home_map(localized: LocalizedSite) -> HomeMap | None:
    """Return the home page's map; none where there is no map."""
    canvas, columns = make_canvas(localized), shown_columns(localized)
    if canvas is None or not columns:
        return None
    tile_map = localized.site.tile_map
    wanted = tile_map.home if tile_map else None
    column = next((one for one in columns if one.key == wanted), columns[0])
    drawing = _draw(localized, column, canvas, "home", has_values=False)
    return HomeMap(drawing, fixed_path(localized.language, "map"), make_attribution(localized))


def list_comparison_pages(localized: LocalizedSite) -> tuple[Link, ...]:
    """Return the links to the map and the comparison, as far as the site has them."""
    words, language = localized.words, localized.language
    there = {"map": has_map(localized), "compare": bool(localized.columns)}
    return tuple(Link(words[f"{page}.title"], fixed_path(language, page)) for page in there if there[page])


def has_map(localized: LocalizedSite) -> bool:
    """Tell whether the site has a map."""
    site = localized.site
    return bool(site.boundaries or (site.tile_map and site.tile_map.tiles)) and bool(shown_columns(localized))


def make_canvas(localized: LocalizedSite) -> Canvas | None:
    """Return what maps are drawn on: boundaries where the site has some, else tiles; nothing without either."""
    site = localized.site
    if site.boundaries:
        return boundary_canvas(site.boundaries.polygons)
    return tile_canvas(site.tile_map.tiles) if site.tile_map and site.tile_map.tiles else None


def shown_columns(localized: LocalizedSite) -> list[Column]:
    """Return the columns that have a map, in the order that map.yaml gives; all where it gives none."""
    columns = {column.key: column for column in localized.columns}
    wanted = localized.site.tile_map.shows if localized.site.tile_map else ()
    return [columns[key] for key in wanted] if wanted else list(columns.values())


def make_attribution(localized: LocalizedSite) -> Attribution | None:
    """Return whom the boundaries come from and under which licence they stand; nothing for tiles."""
    boundaries, language = localized.site.boundaries, localized.language
    if boundaries is None:
        return None
    return Attribution(
        boundaries.source[language], boundaries.source_url, boundaries.licence[language], boundaries.licence_url
    )


def _map_view(localized: LocalizedSite, column: Column, canvas: Canvas) -> MapView:
    rows = tuple(
        MapRow(place_link(localized, place), cell_view(localized, column, place))
        for place in compared_places(localized.site)
    )
    return MapView(_draw(localized, column, canvas, column.key), column_view(localized, column), rows)


def _draw(localized: LocalizedSite, column: Column, canvas: Canvas, key: str, has_values: bool = True) -> Drawing:
    """Return a map of a column with its title and legend."""
    words = localized.words
    steps, grades = grade({place: _graded_value(column, place) for place in column.cells})
    places = {}
    for place in compared_places(localized.site):
        link = place_link(localized, place)
        value = short_figure(localized, column, place)
        label = words.fill("map.link", place=link.title, value=value)
        address = localized.addresses.link(link.path)
        places[place] = MapPlace(link.title, address, label, value if has_values else "", steps.get(place, 0))
    title = column_title(localized, column)
    legend = [
        LegendItem(_swatch(f"step-{one.step}"), _range(localized, column, one.lowest, one.highest)) for one in grades
    ]
    if len(column.cells) < len(places):
        legend.append(LegendItem(_swatch("gap", f"url(#gap-{key})"), words["map.not-reported"]))
    svg = draw_map(canvas, places, key, words.fill("map.label", title=title))
    return Drawing(key, title, svg, tuple(legend))


def _graded_value(column: Column, place: str) -> Decimal:
    """Return what colours a place: its figure, or the year alone of a day."""
    cell = column.cells[place]
    return cell.value if cell.fact else cell.value // 10000


def _swatch(class_: str, fill: str | None = None) -> Markup:
    box = element("rect", x=0.5, y=0.5, width=SWATCH - 1, height=SWATCH - 1, fill=fill)
    return element("svg", box, class_=f"swatch {class_}", viewBox=f"0 0 {SWATCH:g} {SWATCH:g}", aria_hidden="true")


def _range(localized: LocalizedSite, column: Column, lowest: str, highest: str) -> str:
    low, high = (short_figure(localized, column, place, marked=False) for place in (lowest, highest))
    return low if low == high else localized.words.fill("map.range", low=low, high=high)
