"""The map: one drawing per measure, each with its legend and the same as a table; and the home page's own."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from markupsafe import Markup

from chronicle.comparison import Column, compared_places, grade, make_columns
from chronicle.geography import Canvas, MapPlace, boundary_canvas, draw_map, tile_canvas
from chronicle.pages.columns import cell_view, column_title, column_view, place_link, short_figure
from chronicle.pages.localized import Link, LocalizedSite, Page
from chronicle.svg import element
from chronicle.urls import fixed_path

SWATCH = 16.0


def make_map(localized: LocalizedSite) -> Iterator[Page]:
    """The map page: one map per measure, each with its legend and the same as a table; none where nothing is to be drawn."""
    words, language = localized.words, localized.language
    canvas, columns = make_canvas(localized), shown_columns(localized)
    if canvas is None or not columns:
        return
    boundaries = localized.site.boundaries
    intro = words["map.intro-boundaries" if boundaries else "map.intro"]
    content = {
        "intro": intro,
        "maps": [_map_view(localized, column, canvas) for column in columns],
        "boundaries": boundary_view(localized),
        "compare_url": localized.link(fixed_path(language, "compare")),
    }
    yield Page("map", language, fixed_path(language, "map"), words["map.title"], intro, content, localized.trail())


def make_home_map(localized: LocalizedSite) -> dict[str, Any] | None:
    """Return the home page's map: names and links, coloured by one measure; none where there is no map."""
    canvas, columns = make_canvas(localized), shown_columns(localized)
    if canvas is None or not columns:
        return None
    tile_map = localized.site.tile_map
    wanted = tile_map.home if tile_map else None
    column = next((one for one in columns if one.key == wanted), columns[0])
    more = localized.link(fixed_path(localized.language, "map"))
    drawn = _drawn(localized, column, canvas, "home", has_values=False)
    return {**drawn, "url": more, "boundaries": boundary_view(localized)}


def list_comparison_pages(localized: LocalizedSite) -> list[Link]:
    """Return the links to the map and the comparison, as far as the site has them."""
    words, language = localized.words, localized.language
    there = {"map": has_map(localized), "compare": bool(make_columns(localized.site))}
    return [Link(words[f"{page}.title"], localized.link(fixed_path(language, page))) for page in there if there[page]]


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
    columns = {column.key: column for column in make_columns(localized.site)}
    wanted = localized.site.tile_map.shows if localized.site.tile_map else []
    return [columns[key] for key in wanted] if wanted else list(columns.values())


def boundary_view(localized: LocalizedSite) -> dict[str, str] | None:
    """Return whom the boundaries come from and under which licence they stand; nothing for tiles."""
    boundaries, language = localized.site.boundaries, localized.language
    if boundaries is None:
        return None
    return {
        "source": boundaries.source[language],
        "source_url": boundaries.source_url,
        "licence": boundaries.licence[language],
        "licence_url": boundaries.licence_url,
    }


def _map_view(localized: LocalizedSite, column: Column, canvas: Canvas) -> dict[str, Any]:
    rows = [
        {"place": place_link(localized, place), "cell": cell_view(localized, column, place)}
        for place in compared_places(localized.site)
    ]
    return {**_drawn(localized, column, canvas, column.key), **column_view(localized, column), "rows": rows}


def _drawn(
    localized: LocalizedSite, column: Column, canvas: Canvas, key: str, has_values: bool = True
) -> dict[str, Any]:
    """Return a map of a column with its title and legend."""
    words = localized.words
    steps, grades = grade({place: _graded_value(column, place) for place in column.cells})
    places = {}
    for place in compared_places(localized.site):
        link = place_link(localized, place)
        value = short_figure(localized, column, place)
        label = words["map.link"].format(place=link.title, value=value)
        places[place] = MapPlace(link.title, link.url, label, value if has_values else "", steps.get(place, 0))
    title = column_title(localized, column)
    legend = [
        {"swatch": _swatch(f"step-{one.step}"), "text": _range(localized, column, one.lowest, one.highest)}
        for one in grades
    ]
    if len(column.cells) < len(places):
        legend.append({"swatch": _swatch("gap", f"url(#gap-{key})"), "text": words["map.not-reported"]})
    svg = draw_map(canvas, places, key, words["map.label"].format(title=title))
    return {"key": key, "title": title, "svg": svg, "legend": legend}


def _graded_value(column: Column, place: str) -> Decimal:
    """Return what colours a place: its figure, or the year alone of a day."""
    cell = column.cells[place]
    return cell.value if cell.fact else cell.value // 10000


def _swatch(class_: str, fill: str | None = None) -> Markup:
    box = element("rect", x=0.5, y=0.5, width=SWATCH - 1, height=SWATCH - 1, fill=fill)
    return element("svg", box, class_=f"swatch {class_}", viewBox=f"0 0 {SWATCH:g} {SWATCH:g}", aria_hidden="true")


def _range(localized: LocalizedSite, column: Column, lowest: str, highest: str) -> str:
    low, high = (short_figure(localized, column, place, marked=False) for place in (lowest, highest))
    return low if low == high else localized.words["map.range"].format(low=low, high=high)
