"""The page of the map: one measure at a time, each with its legend and its table; and the small map that shows where a place lies."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from markupsafe import Markup

from chronicle.charts import round_ticks
from chronicle.comparison import Column
from chronicle.figures import format_tick
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
from chronicle.pages.page import Page, PageKind, fixed_page
from chronicle.svg import element
from chronicle.urls import SitePath, fixed_path

SWATCH = 16.0
UNLIKE = "unlike"  # the look of a place whose figure counts something else than most
LARGEST = 20.0  # the radius of the largest circle, in units of the map
# Number of classes → the shades that they have, as far apart as possible.
SPREAD = {1: (3,), 2: (1, 5), 3: (1, 3, 5), 4: (1, 2, 4, 5), 5: (1, 2, 3, 4, 5)}


@dataclass(frozen=True)
class LegendItem:
    """The meaning of a shade or a size on the map. `step` is the shade of a year, if readers can choose to see the map up to that year; otherwise 0."""

    swatch: Markup
    text: str
    step: int = 0


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


@dataclass(frozen=True)
class Scale:
    """How a column is shown on the map: place → (look, radius of its circle or 0), and the legend of looks and sizes."""

    looks: dict[str, tuple[str, float]]
    legend: tuple[LegendItem, ...]


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
    scale = _scale(localized, column)
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
        legend.append(LegendItem(_swatch(UNLIKE), words["map.other"]))
    if len(column.cells) < len(places):
        legend.append(LegendItem(_swatch("gap"), words["map.not-reported"]))
    bar = words.fill("map.bar", n=canvas.bar_km)
    return MapDrawing(
        column.key, title, draw_map(canvas, places, words.fill("map.label", title=title), bar), tuple(legend)
    )


def _scale(localized: LocalizedSite, column: Column) -> Scale:
    """Return how a column is shown: years and percentages by shade, counts and sums by the area of a circle."""
    values = {place: cell.value for place, cell in column.cells.items() if column.is_common(place)}
    if not column.unit:
        return _scale_years(localized, values)
    if localized.site.units[column.unit].highest is not None:  # a share of something
        return _scale_rates(localized, column, values)
    return _scale_counts(localized, column, values)


def _scale_years(localized: LocalizedSite, values: dict[str, Decimal]) -> Scale:
    """Return the scale of years: each year has a shade, the latest the strongest, and readers can choose a year.

    If there are more years than shades, neighbouring years share a shade, and readers cannot choose.
    """
    years = {place: int(value) // 10000 for place, value in values.items()}
    different = sorted(set(years.values()))
    steps = SPREAD.get(len(different)) or [rank * 5 // len(different) + 1 for rank in range(len(different))]
    step = dict(zip(different, steps, strict=True))
    looks = {place: (f"step-{step[year]}", 0.0) for place, year in years.items()}
    is_chosen = 1 < len(different) <= len(SPREAD)
    legend = []
    for year in different:
        text = localized.period(f"{year}")
        if is_chosen:
            reached = sum(one <= year for one in years.values())
            text = localized.words.fill("map.until", year=text, n=reached, total=len(years))
        legend.append(LegendItem(_swatch(f"step-{step[year]}"), text, step[year] if is_chosen else 0))
    return Scale(looks, tuple(legend))


def _scale_rates(localized: LocalizedSite, column: Column, values: dict[str, Decimal]) -> Scale:
    """Return the scale of percentages: classes between round values, from zero to the highest; a value on a border is in the lower class."""
    ends = round_ticks(float(max(values.values())))
    classes = max(1, len(ends) - 1)
    steps = SPREAD[classes]
    looks = {}
    for place, value in values.items():
        rank = max(0, sum(float(value) > end for end in ends) - 1)
        looks[place] = (f"step-{steps[rank]}", 0.0)
    ticks = [_tick(localized, column, end) for end in ends]
    legend = [
        LegendItem(_swatch(f"step-{steps[rank]}"), localized.words.fill("map.range", low=low, high=high))
        for rank, (low, high) in enumerate(pairwise(ticks))
    ]
    return Scale(looks, tuple(legend))


def _scale_counts(localized: LocalizedSite, column: Column, values: dict[str, Decimal]) -> Scale:
    """Return the scale of counts: the area of each circle is proportional to its value, also if it counts something else.

    The legend has at most two round values.
    """
    most = float(max(cell.value for cell in column.cells.values())) or 1.0
    looks = {
        place: (
            "count" if place in values else UNLIKE,
            max(2.0, LARGEST * math.sqrt(max(0.0, float(cell.value)) / most)),
        )
        for place, cell in column.cells.items()
    }
    ends = [end for end in round_ticks(most) if end and end <= most]
    told = list(dict.fromkeys([ends[0], ends[-1]])) if ends else []
    largest = LARGEST * localized.map_canvas.crowding
    legend = [LegendItem(_circle(largest * math.sqrt(end / most)), _tick(localized, column, end)) for end in told]
    return Scale(looks, tuple(legend))


def _tick(localized: LocalizedSite, column: Column, value: float) -> str:
    unit, language = localized.site.units[column.unit], localized.language
    return format_tick(Decimal(str(value)), unit, language, localized.references.locale, has_unit=True)


def _swatch(class_: str) -> Markup:
    mark = element("circle", cx=SWATCH / 2, cy=SWATCH / 2, r=SWATCH / 2 - 1)
    return element("svg", mark, class_=f"swatch {class_}", viewBox=f"0 0 {SWATCH:g} {SWATCH:g}", aria_hidden="true")


def _circle(radius: float) -> Markup:
    """Return a circle of the legend, as large as on the map."""
    side = 2 * radius + 2
    mark = element("circle", cx=side / 2, cy=side / 2, r=radius)
    return element(
        "svg",
        mark,
        class_="swatch size count",
        viewBox=f"0 0 {side:.1f} {side:.1f}",
        width=side,
        height=side,
        aria_hidden="true",
    )
