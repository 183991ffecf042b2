"""The comparison: all places and measures in one table, and a small chart per measure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from chronicle.comparison import LEAST_PLACES, Bar, Column, compared_places, draw_bars, make_columns
from chronicle.pages.columns import cell_view, column_title, column_view, place_link, short_figure
from chronicle.pages.localized import LocalizedSite, Page
from chronicle.pages.maps import has_map
from chronicle.urls import fixed_path


def make_compare(localized: LocalizedSite) -> Iterator[Page]:
    """The comparison: a table of all places and measures, and a small chart per measure; none where too few places report."""
    words, language = localized.words, localized.language
    columns = make_columns(localized.site)
    if not columns:
        return
    places = compared_places(localized.site)
    content = {
        "rule": words["compare.rule"].format(n=LEAST_PLACES),
        "columns": [column_view(localized, column) for column in columns],
        "rows": [
            {
                "place": place_link(localized, place),
                "cells": [cell_view(localized, column, place) for column in columns],
            }
            for place in places
        ],
        "charts": [_chart_view(localized, column, places) for column in columns if column.unit],
        "map_url": localized.link(fixed_path(language, "map")) if has_map(localized) else "",
    }
    path, title, intro = fixed_path(language, "compare"), words["compare.title"], words["compare.intro"]
    yield Page("compare", language, path, title, intro, content, localized.trail(), scripts=("compare.js",))


def _chart_view(localized: LocalizedSite, column: Column, places: Sequence[str]) -> dict[str, Any]:
    """Return a small chart of a column, with the same notes as its map."""
    words = localized.words
    bars = [
        Bar(
            localized.site.places[place].name[localized.language],
            short_figure(localized, column, place),
            column.cells[place].value if place in column.cells else None,
            place in column.cells and not column.is_common(place),
        )
        for place in places
    ]
    label = words["compare.chart-label"].format(title=column_title(localized, column))
    return {**column_view(localized, column), "svg": draw_bars(bars, column.key, label)}
