"""The comparison: all places and measures in one table, and a small chart per measure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from chronicle.comparison import LEAST_PLACES, Bar, Column, compared_places, draw_bars
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
from chronicle.pages.maps import has_map
from chronicle.pages.page import Page, PageKind, fixed_page
from chronicle.urls import SitePath, fixed_path


@dataclass(frozen=True)
class ComparisonRow:
    """A place with a cell per column, none where it reports nothing."""

    place: Link
    cells: tuple[CellView | None, ...]


@dataclass(frozen=True)
class SmallChart:
    """A small chart of a column."""

    column: ColumnView
    svg: Markup


@dataclass(frozen=True)
class ComparisonTable:
    """What the comparison shows; `map_path` is none where there is no map."""

    rule: str
    columns: tuple[ColumnView, ...]
    rows: tuple[ComparisonRow, ...]
    charts: tuple[SmallChart, ...]
    map_path: SitePath | None


def make_compare(kind: PageKind, localized: LocalizedSite) -> Iterator[Page]:
    """The comparison; none where too few places report."""
    words, columns = localized.words, localized.columns
    if not columns:
        return
    places = compared_places(localized.site)
    content = ComparisonTable(
        rule=words.fill("compare.rule", n=LEAST_PLACES),
        columns=tuple(column_view(localized, column) for column in columns),
        rows=tuple(
            ComparisonRow(
                place_link(localized, place), tuple(cell_view(localized, column, place) for column in columns)
            )
            for place in places
        ),
        charts=tuple(_small_chart(localized, column, places) for column in columns if column.unit),
        map_path=fixed_path(localized.language, "map") if has_map(localized) else None,
    )
    yield fixed_page(kind, localized, content)


def _small_chart(localized: LocalizedSite, column: Column, places: Sequence[str]) -> SmallChart:
    """Return a small chart of a column, with the same notes as its map."""
    bars = [
        Bar(
            localized.site.places[place].name[localized.language],
            short_figure(localized, column, place),
            column.cells[place].value if place in column.cells else None,
            place in column.cells and not column.is_common(place),
        )
        for place in places
    ]
    label = localized.words.fill("compare.chart-label", title=column_title(localized, column))
    return SmallChart(column_view(localized, column), draw_bars(bars, column.key, label))
