"""Dated events as a drawing: a lane for each place, points for events, bars for periods."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from markupsafe import Markup

from chronicle.lines import estimate_width
from chronicle.svg import element, number, text

FONT_SIZE = 12.0
RADIUS = 4.5
POINT_ROOM = 14.0
EMPTY_YEAR = 7.0
LEAST_YEAR = 40.0
BAR, BAR_STEP = 5.0, 8.0
LANE = 24.0
TOP = 22.0
MARGIN = 12.0


@dataclass(frozen=True)
class Mark:
    """An event, or a period where it ends in a later year than it begins; `link` leads to what is told of it, `title` is that in words."""

    link: str
    title: str
    first: int
    last: int


@dataclass(frozen=True)
class Lane:
    """The events of a place, in the order of their dates."""

    title: str
    marks: tuple[Mark, ...]

    @property
    def points(self) -> list[Mark]:
        """The events that are no periods."""
        return [mark for mark in self.marks if mark.first == mark.last]

    @property
    def bars(self) -> list[Mark]:
        """The periods."""
        return [mark for mark in self.marks if mark.first < mark.last]

    @property
    def height(self) -> float:
        """How high the lane is, in units of the drawing."""
        return LANE + BAR_STEP * len(self.bars)


def draw_lanes(lanes: Sequence[Lane]) -> Markup:
    """Return lanes as SVG. A year in which nothing begins or ends is narrow; a year is as wide as its fullest lane needs."""
    years = _place_years(lanes)
    left = max(estimate_width(lane.title, FONT_SIZE) for lane in lanes) + MARGIN
    width = left + years[max(years)] + MARGIN
    tops = list(accumulate((lane.height for lane in lanes), initial=TOP))
    drawn = [*_draw_axis(years, left, tops[-1])]
    for lane, top in zip(lanes, tops, strict=False):
        drawn.append(element("line", x1=0.0, x2=width, y1=top, y2=top, class_="lane"))
        drawn.append(text(lane.title, 0, top + LANE / 2 + FONT_SIZE / 3))
        drawn += _draw_marks(lane, years, left, top)
    box = f"0 0 {number(width)} {number(tops[-1] + 2)}"
    return element("svg", drawn, class_="lanes", viewBox=box, width=width, height=tops[-1] + 2, aria_hidden="true")


def _place_years(lanes: Sequence[Lane]) -> Mapping[int, float]:
    """Return where each year begins; the one after the last is where that one ends."""
    first = min(mark.first for lane in lanes for mark in lane.marks)
    last = max(mark.last for lane in lanes for mark in lane.marks)
    most: Counter[int] = Counter()
    for lane in lanes:
        most |= Counter(mark.first for mark in lane.points)
    busy = {year for lane in lanes for mark in lane.marks for year in (mark.first, mark.last)}
    widths = (
        max(LEAST_YEAR, POINT_ROOM * most[year]) if year in busy else EMPTY_YEAR for year in range(first, last + 1)
    )
    return dict(zip(range(first, last + 2), accumulate(widths, initial=0.0), strict=True))


def _draw_axis(years: Mapping[int, float], left: float, bottom: float) -> Iterator[Markup]:
    for year in list(years)[:-1]:
        begin, end = left + years[year], left + years[year + 1]
        yield element("line", x1=begin, x2=begin, y1=TOP, y2=bottom, class_="year")
        if end - begin >= LEAST_YEAR:
            yield text(f"{year}", (begin + end) / 2, TOP - 8, anchor="middle")


def _draw_marks(lane: Lane, years: Mapping[int, float], left: float, top: float) -> Iterator[Markup]:
    counts = Counter(mark.first for mark in lane.points)
    seen: Counter[int] = Counter()
    for mark in lane.points:
        room = (years[mark.first + 1] - years[mark.first]) / counts[mark.first]
        x = left + years[mark.first] + room * (seen[mark.first] + 0.5)
        seen[mark.first] += 1
        yield _link(mark, element("circle", element("title", mark.title), cx=x, cy=top + LANE / 2, r=RADIUS))
    for position, mark in enumerate(lane.bars):
        x, end = left + years[mark.first] + 2, left + years[mark.last + 1] - 2
        y = top + LANE - 2 + BAR_STEP * position
        bar = element("rect", element("title", mark.title), x=x, y=y, width=end - x, height=BAR, rx=2.0)
        yield _link(mark, bar)


def _link(mark: Mark, shape: Markup) -> Markup:
    return element("a", shape, href=mark.link, tabindex="-1")
