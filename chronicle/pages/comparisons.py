"""The map and the comparison: one column of figures per measure, drawn as maps, as bars and as a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from markupsafe import Markup

from chronicle.comparison import LEAST_PLACES, Bar, Column, compared_places, draw_bars, grade, make_columns
from chronicle.figures import format_compact, unit_name
from chronicle.geography import Canvas, MapPlace, boundary_canvas, draw_map, tile_canvas
from chronicle.pages.edition import Edition, Link, Page
from chronicle.pages.views import fact_view
from chronicle.svg import element
from chronicle.urls import fixed_path

SWATCH = 16.0


def make_map(edition: Edition) -> Iterator[Page]:
    """The map page: one map per measure, each with its legend and the same as a table; none where nothing is to be drawn."""
    words, language = edition.words, edition.language
    canvas, columns = make_canvas(edition), shown_columns(edition)
    if canvas is None or not columns:
        return
    boundaries = edition.site.boundaries
    intro = words["map.intro-boundaries" if boundaries else "map.intro"]
    content = {
        "intro": intro,
        "maps": [_map_view(edition, column, canvas) for column in columns],
        "boundaries": boundary_view(edition),
        "compare_url": edition.link(fixed_path(language, "compare")),
    }
    yield Page("map", language, fixed_path(language, "map"), words["map.title"], intro, content, edition.trail())


def make_compare(edition: Edition) -> Iterator[Page]:
    """The comparison: a table of all places and measures, and a small chart per measure; none where too few places report."""
    words, language = edition.words, edition.language
    columns = make_columns(edition.site)
    if not columns:
        return
    places = compared_places(edition.site)
    content = {
        "rule": words["compare.rule"].format(n=LEAST_PLACES),
        "columns": [_column_view(edition, column) for column in columns],
        "rows": [
            {"place": place_link(edition, place), "cells": [_cell_view(edition, column, place) for column in columns]}
            for place in places
        ],
        "charts": [_chart_view(edition, column, places) for column in columns if column.unit],
        "map_url": edition.link(fixed_path(language, "map")) if has_map(edition) else "",
    }
    path, title, intro = fixed_path(language, "compare"), words["compare.title"], words["compare.intro"]
    yield Page("compare", language, path, title, intro, content, edition.trail(), scripts=("compare.js",))


def make_home_map(edition: Edition) -> dict[str, Any] | None:
    """Return the home page's map: names and links, coloured by one measure; none where there is no map."""
    canvas, columns = make_canvas(edition), shown_columns(edition)
    if canvas is None or not columns:
        return None
    tile_map = edition.site.tile_map
    wanted = tile_map.home if tile_map else None
    column = next((one for one in columns if one.key == wanted), columns[0])
    more = edition.link(fixed_path(edition.language, "map"))
    return {**_drawn(edition, column, canvas, "home", has_values=False), "url": more, **{"boundaries": boundary_view(edition)}}


def list_comparison_pages(edition: Edition) -> list[Link]:
    """Return the links to the map and the comparison, as far as the site has them."""
    words, language = edition.words, edition.language
    there = {"map": has_map(edition), "compare": bool(make_columns(edition.site))}
    return [Link(words[f"{page}.title"], edition.link(fixed_path(language, page))) for page in there if there[page]]


def has_map(edition: Edition) -> bool:
    """Tell whether the site has a map."""
    return make_canvas(edition) is not None and bool(shown_columns(edition))


def make_canvas(edition: Edition) -> Canvas | None:
    """Return what maps are drawn on: boundaries where the site has some, else tiles; nothing without either."""
    site = edition.site
    if site.boundaries:
        return boundary_canvas(site.boundaries.polygons)
    return tile_canvas(site.tile_map.tiles) if site.tile_map and site.tile_map.tiles else None


def shown_columns(edition: Edition) -> list[Column]:
    """Return the columns that have a map, in the order that map.yaml gives; all where it gives none."""
    columns = {column.key: column for column in make_columns(edition.site)}
    wanted = edition.site.tile_map.shows if edition.site.tile_map else []
    return [columns[key] for key in wanted] if wanted else list(columns.values())


def boundary_view(edition: Edition) -> dict[str, str] | None:
    """Return whom the boundaries come from and under which licence they stand; nothing for tiles."""
    boundaries, language = edition.site.boundaries, edition.language
    if boundaries is None:
        return None
    matter = boundaries.matter
    return {
        "source": matter.source[language],
        "source_url": matter.source_url or "",
        "licence": matter.licence[language],
        "licence_url": matter.licence_url,
    }


def place_link(edition: Edition, place: str) -> Link:
    """Return the link to the chapter of a county, or to its page where it has no chapter."""
    name = edition.site.places[place].name[edition.language]
    chapter = next((text for text in edition.site.chapters if text.place == place), None)
    url = edition.text_link(chapter).url if chapter else edition.link(edition.place_path(place))
    return Link(name, url, key=place)


def _map_view(edition: Edition, column: Column, canvas: Canvas) -> dict[str, Any]:
    rows = [
        {"place": place_link(edition, place), "cell": _cell_view(edition, column, place)}
        for place in compared_places(edition.site)
    ]
    return {**_drawn(edition, column, canvas, column.key), **_column_view(edition, column), "rows": rows}


def _drawn(edition: Edition, column: Column, canvas: Canvas, key: str, has_values: bool = True) -> dict[str, Any]:
    """Return a map of a column with its title and legend."""
    words = edition.words
    steps, grades = grade({place: _graded_value(column, place) for place in column.cells})
    places = {}
    for place in compared_places(edition.site):
        link = place_link(edition, place)
        value = _short(edition, column, place)
        label = words["map.link"].format(place=link.title, value=value)
        places[place] = MapPlace(link.title, link.url, label, value if has_values else "", steps.get(place, 0))
    title = _title(edition, column)
    legend = [
        {"swatch": _swatch(f"step-{one.step}"), "text": _range(edition, column, one.lowest, one.highest)}
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


def _title(edition: Edition, column: Column) -> str:
    return column.title[edition.language] if column.unit else edition.words["map.left"]


def _range(edition: Edition, column: Column, lowest: str, highest: str) -> str:
    low, high = (_short(edition, column, place, marked=False) for place in (lowest, highest))
    return low if low == high else edition.words["map.range"].format(low=low, high=high)


def _short(edition: Edition, column: Column, place: str, marked: bool = True) -> str:
    """Return a place's figure in its short form, marked where it counts something else than most."""
    cell = column.cells.get(place)
    if cell is None:
        return edition.words["map.not-reported"]
    if cell.fact is None:
        return edition.period(f"{cell.value // 10000}")
    mark = "*" if marked and column.label and not column.is_common(place) else ""
    references, language = edition.references, edition.language
    if edition.site.settings.languages[language].numbers == "as-printed":
        return references.figures[cell.fact.id].text.plain + mark
    return format_compact(cell.fact.figure, edition.site.units, language, references.locale, edition.words) + mark


def _column_view(edition: Edition, column: Column) -> dict[str, Any]:
    """Return a column's title, what most places count in it, and the notes that it needs."""
    words, language, site = edition.words, edition.language, edition.site
    title, label = _title(edition, column), column.label.get(language, "")
    notes = []
    if column.unit and site.settings.languages[language].numbers != "as-printed":
        unit = unit_name(site.units[column.unit].text[language]["other"])
        notes += [words["map.unit"].format(unit=unit)] if unit else []
    others = sum(not column.is_common(place) for place in column.cells)
    if column.unit and not label:
        notes.append(words["compare.no-common"])
    elif others:
        notes.append(words.count("compare.marked", others, label=label))
    return {"key": column.key, "title": title, "label": label if label != title else "", "notes": notes, "unit": column.unit}


def _cell_view(edition: Edition, column: Column, place: str) -> dict[str, Any] | None:
    """Return what a column has of a place, with what it counts where that is not what most count; none for a gap."""
    cell = column.cells.get(place)
    if cell is None:
        return None
    if cell.fact is None:
        return {"value": f"{cell.value}", "text": edition.period(cell.period), "url": place_link(edition, place).url} | {
            "label": "",
            "mark": "",
            "as_of": "",
            "doubtful": False,
        }
    fact = fact_view(edition, cell.fact)
    other = not column.is_common(place)
    return {
        "value": fact["value"],
        "text": fact["plain"],
        "url": fact["url"],
        "label": fact["label"] if other else "",
        "mark": "*" if other and column.label else "",
        "as_of": fact["as_of"],
        "doubtful": fact["doubtful"],
    }


def _chart_view(edition: Edition, column: Column, places: Sequence[str]) -> dict[str, Any]:
    """Return a small chart of a column, with the same notes as its map."""
    words = edition.words
    bars = [
        Bar(
            edition.site.places[place].name[edition.language],
            _short(edition, column, place),
            column.cells[place].value if place in column.cells else None,
            place in column.cells and not column.is_common(place),
        )
        for place in places
    ]
    label = words["compare.chart-label"].format(title=_title(edition, column))
    return {**_column_view(edition, column), "svg": draw_bars(bars, column.key, label)}
