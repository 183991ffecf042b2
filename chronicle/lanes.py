"""Dated events as a drawing: a lane for each place, a dot for the events of a year, whose size shows their number, and bars for periods."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

from markupsafe import Markup

from chronicle.lines import estimate_width
from chronicle.svg import element, number, text

FONT_SIZE = 12.0
RADIUS = 4.2  # of a single event
NUMBERED = 5.5  # the radius of a dot that has room for its number
BAR, BAR_STEP = 5.0, 8.0
LANE = 24.0
TOP = 34.0
MARGIN = 12.0
PHONE = 320.0  # the width of the narrow form, which its years share
PAGE = 832.0  # the least width of the wide form: the width of the page from which it is shown, 52rem in timeline.css
WRITTEN = 30.0  # the number of a year that has less room is rotated
LEAST = 17.0  # the least width of a year with events
PAUSE = 6  # the narrow form begins after the last pause of more than so many years


@dataclass(frozen=True)
class Form:
    """The sizes of a drawing; in a busy year something begins or ends.

    `least` is the least width, `busy` the greatest width of a busy year, `empty` the width of any other year, and `title` the height of a
    title above its lane, or zero if titles are beside the lanes.
    """

    name: str
    least: float
    busy: float
    empty: float
    title: float = 0.0


NARROW, WIDE = Form("narrow", PHONE, 36.0, 2.5, 16.0), Form("wide", PAGE, 56.0, 7.0)


@dataclass(frozen=True)
class Mark:
    """An event, or a period if it ends in a later year than it begins; `link` leads to its entry, `title` tells it in words."""

    link: str
    title: str
    first: int
    last: int


@dataclass(frozen=True)
class Lane:
    """The events of a place, in the order of their dates. `key` is the key of the place, by which a page can show its lane alone."""

    title: str
    marks: tuple[Mark, ...]
    key: str = ""

    @property
    def points(self) -> Mapping[int, Sequence[Mark]]:
        """Year → the events in it that are not periods."""
        years: dict[int, list[Mark]] = {}
        for mark in self.marks:
            if mark.first == mark.last:
                years.setdefault(mark.first, []).append(mark)
        return years

    @property
    def bars(self) -> list[Mark]:
        """The periods."""
        return [mark for mark in self.marks if mark.first < mark.last]


@dataclass(frozen=True)
class Layout:
    """The positions in a form: the width of a busy year, where each year begins (and the one after the last), the left edge of the first year, and the radius of the dot of a single event."""

    form: Form
    busy: float
    years: Mapping[int, float]
    left: float
    radius: float

    @property
    def gaps(self) -> Iterator[tuple[float, float]]:
        """The left and right edge of each run of two or more years in which nothing begins or ends, and which have no number."""
        named = [year for year, after in pairwise(self.years) if self.years[after] - self.years[year] > self.busy - 1]
        for before, year in pairwise(named):
            if year - before > 2:
                yield self.left + self.years[before + 1], self.left + self.years[year]

    def middle(self, lane: Lane) -> float:
        """Return how far the dots of a lane are below its top."""
        most = max(map(len, lane.points.values()), default=0)
        return self.form.title + max(LANE / 2, self.radius * math.sqrt(most) + 3)

    def height(self, lane: Lane) -> float:
        """Return how high a lane is, in units of the drawing."""
        return 2 * self.middle(lane) - self.form.title + BAR_STEP * len(lane.bars)


def draw_lanes(lanes: Sequence[Lane]) -> Markup:
    """Return lanes as two SVG drawings: for narrow pages with the years since the last pause, for wide pages with all years. A year in which nothing begins or ends is narrow."""
    return _draw(_since(lanes, last_beginning(lanes)), NARROW) + _draw(lanes, WIDE)


def last_beginning(lanes: Sequence[Lane]) -> int:
    """Return the first busy year after the last pause, or of all if there is no pause; in a pause nothing begins or ends for more than `PAUSE` years."""
    years = sorted(_busy(lanes))
    return max([years[0], *(year for before, year in pairwise(years) if year - before > PAUSE)])


def _since(lanes: Sequence[Lane], year: int) -> list[Lane]:
    """Return the lanes with the events since a year; a period that began earlier begins in that year, and empty lanes are left out."""
    since = [
        replace(
            lane,
            marks=tuple(
                replace(mark, first=max(mark.first, year))
                for mark in lane.marks
                if mark.first >= year or mark.last > year
            ),
        )
        for lane in lanes
    ]
    return [lane for lane in since if lane.marks]


def _busy(lanes: Sequence[Lane]) -> set[int]:
    return {year for lane in lanes for mark in lane.marks for year in (mark.first, mark.last)}


def _draw(lanes: Sequence[Lane], form: Form) -> Markup:
    layout = _lay_out(lanes, form)
    width = max(form.least, layout.left + layout.years[max(layout.years)] + (0 if form.title else MARGIN))
    tops = list(accumulate(map(layout.height, lanes), initial=TOP))
    drawn = [*_draw_axis(layout, tops[-1])]
    for lane, top in zip(lanes, tops, strict=False):
        drawn.append(element("line", x1=0.0, x2=width, y1=top, y2=top, class_="lane"))
        title = text(lane.title, 0, top + (form.title or layout.middle(lane) + FONT_SIZE / 3))
        marks = (*_draw_dots(lane, layout, top), *_draw_bars(lane, layout, top))
        drawn.append(element("g", (title, *marks), data_lane=lane.key or None))
    box = f"0 0 {number(width)} {number(tops[-1] + 2)}"
    return element(
        "svg", drawn, class_=f"lanes {form.name}", viewBox=box, width=width, height=tops[-1] + 2, aria_hidden="true"
    )


def _lay_out(lanes: Sequence[Lane], form: Form) -> Layout:
    busy = _busy(lanes)
    first, last = min(busy), max(busy)
    empty = last + 1 - first - len(busy)
    width = min(form.busy, (PHONE - empty * form.empty) / len(busy)) if form.title else form.busy
    width = max(width, LEAST)
    widths = (width if year in busy else form.empty for year in range(first, last + 1))
    years = dict(zip(range(first, last + 2), accumulate(widths, initial=0.0), strict=True))
    left = 0.0 if form.title else max(estimate_width(lane.title, FONT_SIZE) for lane in lanes) + MARGIN
    most = max((len(marks) for lane in lanes for marks in lane.points.values()), default=1)
    return Layout(form, width, years, left, min(RADIUS, (width - 1) / 2 / math.sqrt(most)))


def _draw_axis(layout: Layout, bottom: float) -> Iterator[Markup]:
    """Yield the lines and numbers of the years; where there is little room, the numbers are rotated."""
    for year, after in pairwise(layout.years):
        begin, end = (layout.left + layout.years[one] for one in (year, after))
        yield element("line", x1=begin, x2=begin, y1=TOP, y2=bottom, class_="year")
        middle = (begin + end) / 2
        if end - begin < layout.busy - 1:
            continue
        if layout.busy < WRITTEN:
            x, y = number(middle + FONT_SIZE / 3), number(TOP - 4)
            yield element("text", f"{year}", transform=f"translate({x} {y}) rotate(-90)")
        else:
            yield text(f"{year}", middle, TOP - 8, anchor="middle")
    if layout.busy >= WRITTEN:
        for begin, end in layout.gaps:
            yield text("…", (begin + end) / 2, TOP - 8, anchor="middle")


def _draw_dots(lane: Lane, layout: Layout, top: float) -> Iterator[Markup]:
    y = top + layout.middle(lane)
    for year, marks in lane.points.items():
        x = layout.left + (layout.years[year] + layout.years[year + 1]) / 2
        radius = layout.radius * math.sqrt(len(marks))
        title = _tell(marks, layout.form)
        count = text(f"{len(marks)}", x, y + 3.5, "count", "middle") if len(marks) > 1 and radius > NUMBERED else ""
        yield _link(marks[0], element("circle", title, cx=x, cy=y, r=radius) + count)


def _draw_bars(lane: Lane, layout: Layout, top: float) -> Iterator[Markup]:
    for position, mark in enumerate(lane.bars):
        x, end = (layout.left + layout.years[year] for year in (mark.first, mark.last + 1))
        y = top + 2 * layout.middle(lane) - layout.form.title - 2 + BAR_STEP * position
        bar = element("rect", _tell([mark], layout.form), x=x + 2, y=y, width=end - x - 4, height=BAR, rx=2.0)
        yield _link(mark, bar)


def _tell(marks: Sequence[Mark], form: Form) -> Markup:
    """Return the tooltip of some marks; empty in the narrow form, since readers do not point on a phone."""
    return Markup() if form.title else element("title", "\n".join(mark.title for mark in marks))


def _link(mark: Mark, shape: Markup) -> Markup:
    return element("a", shape, href=mark.link, tabindex="-1")
