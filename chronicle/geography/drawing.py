"""A canvas and the texts of its places → an SVG in which each place is a link; the style sheet colours it by class."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from itertools import product

from markupsafe import Markup

from chronicle.geography.canvas import NAME, Canvas, Spot
from chronicle.geography.lines import Along, Point
from chronicle.lines import balance_lines, estimate_width
from chronicle.shapes import Label
from chronicle.svg import draw_shape, element, line_path, number, text

FONT_SIZE = 12.0
LINE_HEIGHT = 13.5
MOST_LINES = 2
NAME_ROOM = 84.0  # for a name beside its place
PLAIN = 6.0  # the radius of a place whose circle does not show a count
SMALL = 4.5  # the radius of a place of which nothing is reported
SPACE = 3.0
BETWEEN = 5.0  # between a name and other names or circles; closer names would be read as one block
REACH = 15  # the radius that a finger needs
ROOMY = 1.2  # how much further apart places are, measured by their names, on maps that show the class `roomy`
CELL = 40.0  # the side of a cell of the grid by which names near a place are found
COURSE = 3.0  # to each side of a line; a name there would be crossed by it

MOST_NAMES = 100  # on a small map; if there are more, only the place that the map is about has its name

Box = tuple[float, float, float, float]  # left, top, right, bottom
Placing = tuple[str, Box]  # the text anchor of a name, and its box


@dataclass(frozen=True)
class MapPlace:
    """One place on a map. `look` is its class; `label` is the text of the link for screen readers; `radius` is that of a circle that shows a count, or zero."""

    name: str
    url: str
    label: str
    value: str = ""
    look: str = ""
    radius: float = 0.0


@dataclass(frozen=True)
class Locator:
    """The small map of a site, prepared once for all pages.

    `marks` is place → its drawing, or one drawing of all places if they are many. `placed` is place → position of its name. `free` are places whose names do not cover each other.
    """

    canvas: Canvas
    marks: Mapping[str, Markup]
    places: Mapping[str, MapPlace]
    placed: Mapping[str, Placing]
    free: tuple[str, ...]


def draw_map(canvas: Canvas, places: Mapping[str, MapPlace], label: str, bar: str = "") -> Markup:
    """Return the map as SVG; `label` describes it, `bar` is the text of its scale bar. Large circles and areas are below smaller ones."""
    has_areas = any(spot.path for spot in canvas.spots.values())
    order = sorted(places, key=lambda key: (-canvas.spots[key].area, -places[key].radius))
    if has_areas:
        links = [_draw_area(canvas.spots[key], places[key]) for key in order]
        return element("svg", links, class_="map areas", viewBox=_view(canvas), fill_rule="evenodd", role="group", aria_label=label)  # fmt: skip
    names, roomy = _place_all(canvas, places, order)
    taken = [box for _, box in names.values()] + _circles(canvas, places, order)
    words = [_draw_words(canvas, label, taken) for label in _labels(canvas)]
    links = [
        _draw_spot(canvas, canvas.spots[key], places[key], names.get(key) or roomy.get(key), key in roomy)
        for key in order
    ]
    bar_scale = _draw_bar(canvas, bar) if canvas.bar and bar else ""
    along = map(partial(_draw_along, canvas), canvas.names)
    return _draw_ground(canvas) + element(
        "svg", words, along, bar_scale, links, class_="map seats", role="group", aria_label=label
    )


def _place_all(
    canvas: Canvas, places: Mapping[str, MapPlace], order: list[str]
) -> tuple[dict[str, Placing], dict[str, Placing]]:
    """Return place → position of its name; and of a crowded map, on which not all names have room, place → position of its name on a large one."""
    if not canvas.is_crowded:
        return place_names(canvas, places, order), {}
    names = place_free_names(canvas, places, order, {}, 1)
    return names, place_free_names(canvas, places, (key for key in order if key not in names), names, ROOMY)


def _draw_ground(canvas: Canvas) -> Markup:
    """Return the drawing below the places, which grows with the page: grid, lines, and hairlines to true seats.

    Names and circles hardly grow, so they are in a drawing of their own on top of it.
    """
    grid = [draw_shape(shape) for shape in canvas.grid if not isinstance(shape, Label)]
    leaders = map(_draw_leader, canvas.spots.values())
    return element("svg", grid[:1], _draw_lines(canvas), grid[1:], leaders, class_="map-ground", viewBox=_view(canvas), aria_hidden="true")  # fmt: skip


def _view(canvas: Canvas) -> str:
    return f"0 0 {number(canvas.width)} {number(canvas.height)}"


def _at(canvas: Canvas, x: float, y: float) -> dict[str, str]:
    """Return the attributes `x` and `y` of a point as percentages of the drawing, so that they hold at any size."""
    return {"x": f"{number(x / canvas.width * 100)}%", "y": f"{number(min(y / canvas.height, 1) * 100)}%"}


def _labels(canvas: Canvas) -> list[Label]:
    return [shape for shape in canvas.grid if isinstance(shape, Label)]


def _circles(canvas: Canvas, places: Mapping[str, MapPlace], order: list[str]) -> list[Box]:
    return [_around(canvas.spots[key], _radius(canvas, places[key])) for key in order]


def _draw_words(canvas: Canvas, label: Label, taken: list[Box]) -> Markup:
    """Return words at an edge of the map, or below it; if names or circles cover them on a small map, only a large map shows them."""
    anchor = None if label.anchor == "start" else label.anchor
    down = "1.1em" if label.y > canvas.height else None
    look = "quiet roomy" if _touching(_grow(_around_words(label)), taken) else "quiet"
    return element("text", label.text, **_at(canvas, label.x, label.y), dy=down, class_=look, text_anchor=anchor)


def _draw_along(canvas: Canvas, name: Along) -> Markup:
    """Return the name of a line, parallel to the line and above it."""
    words = element("text", name.name, y=-4, class_="along", text_anchor="middle", transform=f"rotate({round(name.turn)})")  # fmt: skip
    return element("svg", words, **_at(canvas, name.x, name.y))


def lay_out_locator(canvas: Canvas, names: Mapping[str, str]) -> Locator:
    """Return the small map of places before one of them is highlighted; `names` is place → name. On a map with boundaries no names are shown."""
    marks = {key: _mark(spot, "there") for key, spot in canvas.spots.items()}
    if any(spot.path for spot in canvas.spots.values()):
        return Locator(canvas, marks, {}, {}, ())
    places = {key: MapPlace(name, "", "") for key, name in names.items()}
    if len(places) > MOST_NAMES:
        marks = {"": _mark_many(canvas.spots.values(), PLAIN * canvas.crowding)}
        return Locator(canvas, marks, places, {key: _beside(canvas, key, places[key]) for key in places}, ())
    placed = place_names(canvas, places, list(places), rounds=1)
    free: list[str] = []
    for key in placed:
        if not any(_is_over(placed[key], placed[other]) for other in free):
            free.append(key)
    return Locator(canvas, marks, places, placed, tuple(free))


def _beside(canvas: Canvas, key: str, place: MapPlace) -> Placing:
    """Return the position of the only name on a map: beside its place, on the side with more room."""
    lines, spot = _lines(place), canvas.spots[key]
    right, left, *_ = _sides(spot, PLAIN, max(text_width(line) for _, line in lines), len(lines) * LINE_HEIGHT)
    return left if spot.x > canvas.width / 2 else right


def draw_locator(locator: Locator, place: str, label: str) -> Markup:
    """Return a small map that shows where a place lies among the others; no other name covers its name."""
    canvas, placed = locator.canvas, locator.placed
    marks = [mark for key, mark in locator.marks.items() if key != place]
    here = [_mark(canvas.spots[place], "here")] if place in canvas.spots else []
    others = [key for key in locator.free if key != place and not _is_over(placed[key], placed[place])]
    return element(
        "svg",
        _draw_lines(canvas),
        marks + here,
        _draw_name(locator.places[place], placed[place], "here") if placed else [],
        [line for key in others for line in _draw_name(locator.places[key], placed[key], "there")],
        class_="locator",
        viewBox=_view(canvas),
        role="img",
        aria_label=label,
    )


def _draw_lines(canvas: Canvas) -> Markup:
    """Return the lines below the places, in a nested `svg` element that cuts them off at the edge of the map."""
    if not canvas.lines:
        return Markup()
    path = element("path", d=canvas.lines, class_="ground-lines")
    return element("svg", path, width=canvas.width, height=canvas.height)


def _draw_leader(spot: Spot) -> Markup:
    """Return a hairline from a place that was moved to its true seat."""
    if spot.seat is None:
        return Markup()
    return element("path", d=line_path([(spot.x, spot.y), spot.seat]), class_="leader")


def _mark(spot: Spot, look: str) -> Markup:
    if spot.path:
        return element("path", d=spot.path, class_=look)
    return element("circle", cx=spot.x, cy=spot.y, r=PLAIN if look == "here" else PLAIN / 2, class_=look)


def _mark_many(spots: Iterable[Spot], side: float) -> Markup:
    """Return the places of a crowded map as one shape of small squares, which is half as long as a circle for each."""
    squares = (f"M{number(spot.x - side / 2)} {number(spot.y - side / 2)}h{number(side)}v{number(side)}h-{number(side)}z" for spot in spots)  # fmt: skip
    return element("path", d="".join(squares), class_="there")


def _is_over(one: Placing, other: Placing) -> bool:
    return _overlap(one[1], other[1]) > LINE_HEIGHT


def _draw_name(place: MapPlace, where: Placing, look: str) -> list[Markup]:
    """Return the lines of a place's name and value at their position, with the class `look`; without a look, or with that of names which only a large map shows, each also with the class `name` or `value`."""
    anchor, (left, top, right, _) = where
    x = {"start": left, "end": right, "middle": (left + right) / 2}[anchor]
    return [
        text(
            line,
            x,
            top + row * LINE_HEIGHT + FONT_SIZE * 0.85,
            f"{kind} {look}" if look == "roomy" else look or kind,
            None if anchor == "start" else anchor,
        )
        for row, (kind, line) in enumerate(_lines(place))
    ]


def _draw_area(spot: Spot, place: MapPlace) -> Markup:
    lines = [("name", line) for line in break_name(place.name, spot.room)]
    lines += [("value", line) for line in break_name(place.value, spot.room) if line]
    top = spot.y - (len(lines) - 1) * LINE_HEIGHT / 2 + FONT_SIZE * 0.36
    circle = element("circle", cx=spot.x, cy=spot.y, r=place.radius) if place.radius else ""
    words = [text(line, spot.x, top + row * LINE_HEIGHT, kind, "middle") for row, (kind, line) in enumerate(lines)]
    return _link(place, element("path", d=spot.path), circle, words)


def _draw_spot(canvas: Canvas, spot: Spot, place: MapPlace, where: Placing | None, is_roomy: bool) -> Markup:
    """Return a place as a link with a nested `svg` element, whose origin is the centre of the place's circle; a place without a name shows it when it is pointed at."""
    radius, room = _radius(canvas, place), REACH * canvas.crowding
    reach = element("circle", r=room, class_="reach") if radius < room else ""
    at = _at(canvas, spot.x, spot.y)
    if where is None:
        return _link(place, element("svg", element("circle", r=radius), reach, element("title", place.label), **at))
    anchor, (left, top, right, bottom) = where
    around = anchor, (left - spot.x, top - spot.y, right - spot.x, bottom - spot.y)
    name = _draw_name(place, around, "roomy" if is_roomy else "")
    return _link(place, element("svg", element("circle", r=radius), reach, name, **at))


def _link(place: MapPlace, *drawn: str | list[Markup]) -> Markup:
    return element("a", *drawn, href=place.url, class_=place.look, aria_label=place.label)


def _draw_bar(canvas: Canvas, words: str) -> Markup:
    """Return the scale bar with its text, below the labels of the degrees."""
    share, end = canvas.bar / canvas.width, _at(canvas, canvas.width, canvas.height)
    bar = element("rect", x=f"{number(99.7 - share * 100)}%", y="100%", width=f"{number(share * 100)}%", height=4, class_="bar")  # fmt: skip
    return bar + element("text", words, x=f"{number(98.5 - share * 100)}%", y=end["y"], dy="2.4em", class_="quiet", text_anchor="end")  # fmt: skip


def _lines(place: MapPlace) -> list[tuple[str, str]]:
    value = [("value", place.value)] if place.value else []
    return [*(("name", line) for line in break_name(place.name, NAME_ROOM)), *value]


def place_names(
    canvas: Canvas, places: Mapping[str, MapPlace], order: list[str], rounds: int = 2
) -> dict[str, Placing]:
    """Return place → position of its name: right, left, below or above the place, where it covers the least of other things.

    With a second round, every name takes the positions of all other names into account.
    """
    circles = _circles(canvas, places, order)
    words = [_around_words(label) for label in _labels(canvas)]
    words += [_square(point, NAME / 2) for name in canvas.names for point in _points_along(name)]
    ground = (0.0, 0.0, canvas.width, canvas.height)
    courses = [_square(point, COURSE) for point in canvas.course]
    placed: dict[str, Placing] = {}
    for key in sorted(order, key=lambda key: -len(_lines(places[key]))) * rounds:
        lines = _lines(places[key])
        width = max(text_width(line) for _, line in lines)
        spot, radius = canvas.spots[key], _radius(canvas, places[key])
        height = len(lines) * LINE_HEIGHT
        reach = _around(spot, radius + SPACE + max(width, height * 1.5))
        others = [*words, *(box for other, (_, box) in placed.items() if other != key)]
        others = _touching(_grow(reach), others)
        own = _around(spot, radius)
        rings = [one for one in _touching(_grow(reach), circles) if one != own]
        crossed = _touching(reach, courses)
        sides = _sides(spot, radius, width, height)
        placed[key] = min(sides, key=lambda side: _cost(side[1], others, rings, crossed, ground))
    return placed


def place_free_names(
    canvas: Canvas, places: Mapping[str, MapPlace], order: Iterable[str], others: Mapping[str, Placing], stretch: float
) -> dict[str, Placing]:
    """Return place → position of its name, of those places whose names cover no other name, no circle and nothing outside the map.

    `others` are names that are there already. With a `stretch` the map is larger by this factor, but its names and circles are not.
    """
    taken = _Boxes()
    for key in places:
        spot = canvas.spots[key]
        taken.add(_stretch(_around(spot, _radius(canvas, places[key])), spot, stretch))
        if key in others:
            taken.add(_stretch(others[key][1], spot, stretch))
    for label in _labels(canvas):
        taken.add(_around_words(replace(label, x=label.x * stretch, y=label.y * stretch)))
    placed: dict[str, Placing] = {}
    for key in order:
        lines, spot = _lines(places[key]), canvas.spots[key]
        width, height = max(text_width(line) for _, line in lines), len(lines) * LINE_HEIGHT
        for anchor, box in _sides(spot, _radius(canvas, places[key]), width, height):
            wide = left, top, right, bottom = _stretch(box, spot, stretch)
            is_inside = left >= 0 and top >= 0 and right <= canvas.width * stretch and bottom <= canvas.height * stretch
            if is_inside and not taken.touches(wide):
                placed[key] = anchor, box
                taken.add(wide)
                break
    return placed


def _stretch(box: Box, spot: Spot, factor: float) -> Box:
    """Return a box beside a place on a map that is larger by a factor."""
    right, down = spot.x * (factor - 1), spot.y * (factor - 1)
    return box[0] + right, box[1] + down, box[2] + right, box[3] + down


class _Boxes:
    """Boxes on a map, which are found by the cells of a grid that they touch."""

    def __init__(self) -> None:
        self.cells: dict[tuple[int, int], list[Box]] = defaultdict(list)

    def add(self, box: Box) -> None:
        """Add a box."""
        for cell in self._cells(box):
            self.cells[cell].append(box)

    def touches(self, box: Box) -> bool:
        """Return whether a box overlaps with one of the others."""
        return any(_touching(box, self.cells[cell]) for cell in self._cells(box) if cell in self.cells)

    def _cells(self, box: Box) -> Iterator[tuple[int, int]]:
        left, top, right, bottom = (int(side // CELL) for side in box)
        yield from product(range(left, right + 1), range(top, bottom + 1))


def _cost(box: Box, names: list[Box], rings: list[Box], courses: list[Box], ground: Box) -> float:
    """Return the cost of a name in a box: how much it covers of other names, circles and lines, and how much of it is outside the map."""
    wide = _grow(box)
    near = _touching(wide, names)
    outside = (box[2] - box[0]) * (box[3] - box[1]) - _overlap(box, ground)
    covered = sum(_overlap(box, one) for one in near)
    close = sum(_overlap(wide, one) for one in near)
    around = sum(_overlap(wide, one) for one in _touching(wide, rings))
    struck = sum(_overlap(box, one) for one in _touching(box, courses))
    return covered * 9 + close + around * 5 + struck * 4 + outside * 9


def _sides(spot: Spot, radius: float, width: float, height: float) -> Iterator[Placing]:
    near, slack = radius + SPACE, height / 3
    for down in (0.0, slack, -slack):
        top = spot.y - height / 2 + down
        yield "start", (spot.x + near, top, spot.x + near + width, top + height)
        yield "end", (spot.x - near - width, top, spot.x - near, top + height)
    for top in (spot.y + near, spot.y - near - height):
        for anchor, left in (
            ("middle", spot.x - width / 2),
            ("start", spot.x - radius),
            ("end", spot.x + radius - width),
            ("start", spot.x - width / 3),
            ("end", spot.x - width * 2 / 3),
        ):
            yield anchor, (left, top, left + width, top + height)


def _radius(canvas: Canvas, place: MapPlace) -> float:
    return canvas.crowding * (place.radius or (SMALL if place.look == "gap" else PLAIN))


def _around_words(label: Label) -> Box:
    width = text_width(label.text)
    left = label.x - {"start": 0.0, "middle": width / 2, "end": width}[label.anchor]
    return left, label.y - FONT_SIZE, left + width, label.y


def _square(point: Point, half: float) -> Box:
    return point[0] - half, point[1] - half, point[0] + half, point[1] + half


def _points_along(name: Along) -> Iterator[Point]:
    """Yield points along the name of a line; the name is above the line."""
    turn, length = math.radians(name.turn), estimate_width(name.name, NAME)
    right, down = math.cos(turn), math.sin(turn)
    for step in range(round(length / NAME) + 1):
        along = (step / round(length / NAME) - 0.5) * length
        yield name.x + along * right + 8 * down, name.y + along * down - 8 * right


def _around(spot: Spot, radius: float) -> Box:
    return spot.x - radius, spot.y - radius, spot.x + radius, spot.y + radius


def _grow(box: Box) -> Box:
    left, top, right, bottom = box
    return left - BETWEEN, top - BETWEEN, right + BETWEEN, bottom + BETWEEN


def _touching(box: Box, others: list[Box]) -> list[Box]:
    """Return the boxes of `others` that overlap with a box."""
    left, top, right, bottom = box
    return [one for one in others if one[0] < right and one[2] > left and one[1] < bottom and one[3] > top]


def _overlap(one: Box, other: Box) -> float:
    """Return the area that two boxes share."""
    width = min(one[2], other[2]) - max(one[0], other[0])
    height = min(one[3], other[3]) - max(one[1], other[1])
    return max(0.0, width) * max(0.0, height)


@lru_cache(maxsize=4096)  # each locator of a site has the same names
def break_name(words: str, room: float) -> tuple[str, ...]:
    """Return a name broken into at most `MOST_LINES` lines of about the width `room`; whole words stay together.

    A map has no room for a third line, so the lines of a long name are wider.
    """
    lines = tuple(balance_lines(words, room, text_width, whole_words=True))
    return lines if len(lines) <= MOST_LINES else break_name(words, room * 1.05)


def text_width(words: str) -> float:
    """Return an estimate of the width of a line of text on a map, in units of the canvas."""
    return estimate_width(words, FONT_SIZE)
