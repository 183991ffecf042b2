"""How a measure is shown on the map, by shades or circles, and the legend of these."""

from __future__ import annotations

import math
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from markupsafe import Markup

from chronicle.charts import round_ticks
from chronicle.comparison import Column
from chronicle.figures import format_tick
from chronicle.pages.localized import LocalizedSite
from chronicle.svg import element

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
class Scale:
    """How a column is shown on the map: place → (look, radius of its circle or 0), and the legend of looks and sizes."""

    looks: dict[str, tuple[str, float]]
    legend: tuple[LegendItem, ...]


def make_scale(localized: LocalizedSite, column: Column) -> Scale:
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
        legend.append(LegendItem(draw_swatch(f"step-{step[year]}"), text, step[year] if is_chosen else 0))
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
        LegendItem(draw_swatch(f"step-{steps[rank]}"), localized.words.fill("map.range", low=low, high=high))
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


def draw_swatch(class_: str) -> Markup:
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
