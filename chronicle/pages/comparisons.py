"""The comparison: all places and measures in one table, and what each measure counts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from chronicle.comparison import LEAST_PLACES, Column
from chronicle.model import Borrowed
from chronicle.pages.columns import CellView, ColumnView, cell_view, column_view, county_link
from chronicle.pages.links import Link
from chronicle.pages.localized import LocalizedSite
from chronicle.pages.maps import has_map
from chronicle.pages.page import Page, PageKind, fixed_page
from chronicle.urls import SitePath, fixed_path

NO_BREAK = "\u00a0"


Row = tuple[ColumnView, tuple[CellView | None, ...]]


@dataclass(frozen=True)
class ComparisonTable:
    """The comparison; the measures that most places report come first. `map_path` is None if there is no map.

    `groups` are (title, measures), each measure with one cell per place, None for a place that does not report it: first the
    comparable measures, without a title, then those that each place counts in its own way.
    `classes` are the CSS classes of each place: `n2` for the second place; and the first of `of-3`, `of-6`, `of-9` that holds,
    if it is one of the 3, 6 or 9 places that report most, because a narrow window shows only these.
    """

    rule: str
    keys: tuple[str, ...]
    places: tuple[Link, ...]
    groups: tuple[tuple[str, tuple[Row, ...]], ...]
    classes: tuple[str, ...]
    map_path: SitePath | None


def make_compare(kind: PageKind, localized: LocalizedSite) -> Iterator[Page]:
    """Yield the page of the comparison; nothing if too few places report the same measure."""
    words, columns = localized.words, localized.columns
    if not columns:
        return
    places = tuple(localized.site.seats)
    columns = tuple(sorted(columns, key=lambda column: -len(column.cells)))
    content = ComparisonTable(
        rule=words.fill("compare.rule", n=LEAST_PLACES),
        keys=places,
        places=tuple(
            make_head(replace(county_link(localized, place), title=localized.short_place(place))) for place in places
        ),
        groups=tuple(
            (title, tuple(_row(localized, column, places) for column in group))
            for title, group in (
                ("", [column for column in columns if column.is_comparable]),
                (words["compare.own"], [column for column in columns if not column.is_comparable]),
            )
            if group
        ),
        classes=_classes(columns, places),
        map_path=fixed_path(localized.language, "map") if has_map(localized) else None,
    )
    yield fixed_page(kind, localized, content)


def _row(localized: LocalizedSite, column: Column, places: Sequence[str]) -> Row:
    return column_view(localized, column), tuple(cell_view(localized, column, place) for place in places)


def _classes(columns: Sequence[Column], places: Sequence[str]) -> tuple[str, ...]:
    reported = {place: sum(place in column.cells for column in columns) for place in places}
    ranks = {place: rank for rank, place in enumerate(sorted(places, key=lambda place: -reported[place]))}
    shown = {place: next((f" of-{most}" for most in (3, 6, 9) if ranks[place] < most), "") for place in places}
    return tuple(f"n{number}{shown[place]}" for number, place in enumerate(places, 1))


def make_head(place: Link) -> Link:
    """Return a link whose title breaks into two lines at most: only one of its spaces can break. Borrowed titles are not changed."""
    words = place.title.split(" ")
    if len(words) < 3 or isinstance(place.title, Borrowed):
        return place
    lines = ((NO_BREAK.join(words[:cut]), NO_BREAK.join(words[cut:])) for cut in reversed(range(1, len(words))))
    return replace(place, title=" ".join(min(lines, key=lambda pair: max(map(len, pair)))))
