"""Where the names of places stand on a map: beside their circles, so that they cover as little as possible, or nothing."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

from chronicle.geography.canvas import NAME, Canvas, Spot
from chronicle.geography.lines import Along, Point
from chronicle.lines import balance_lines, estimate_width
from chronicle.shapes import Label

FONT_SIZE = 12.0
LINE_HEIGHT = 13.5
MOST_LINES = 2
NAME_ROOM = 84.0  # for a name beside its place
PLAIN = 6.0  # the radius of a place whose circle does not show a count
SMALL = 4.5  # the radius of a place of which nothing is reported
SPACE = 3.0
BETWEEN = 5.0  # between a name and other names or circles; closer names would be read as one block
CELL = 40.0  # the side of a cell of the grid by which names near a place are found
COURSE = 3.0  # to each side of a line; a name there would be crossed by it
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


def place_names(
    canvas: Canvas, places: Mapping[str, MapPlace], order: list[str], rounds: int = 2
) -> dict[str, Placing]:
    """Return place → position of its name: right, left, below or above the place, where it covers the least of other things.

    With a second round, every name takes the positions of all other names into account.
    """
    circles = circles_of(canvas, places, order)
    words = [around_words(label) for label in labels_of(canvas)]
    words += [_square(point, NAME / 2) for name in canvas.names for point in _points_along(name)]
    ground = (0.0, 0.0, canvas.width, canvas.height)
    courses = [_square(point, COURSE) for point in canvas.course]
    placed: dict[str, Placing] = {}
    for key in sorted(order, key=lambda key: -len(lines_of(places[key]))) * rounds:
        spot, radius = canvas.spots[key], radius_of(canvas, places[key])
        width, height = _size(places[key])
        reach = _around(spot, radius + SPACE + max(width, height * 1.5))
        others = [*words, *(box for other, (_, box) in placed.items() if other != key)]
        others = touching(grow(reach), others)
        own = _around(spot, radius)
        rings = [one for one in touching(grow(reach), circles) if one != own]
        crossed = touching(reach, courses)
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
        taken.add(_stretch(_around(spot, radius_of(canvas, places[key])), spot, stretch))
        if key in others:
            taken.add(_stretch(others[key][1], spot, stretch))
    for label in labels_of(canvas):
        taken.add(_stretch(around_words(label), Spot(label.x, label.y), stretch))
    for point in (point for name in canvas.names for point in _points_along(name)):
        taken.add(_stretch(_square(point, NAME / 2), Spot(*point), stretch))
    placed: dict[str, Placing] = {}
    for key in order:
        spot = canvas.spots[key]
        for anchor, box in _sides(spot, radius_of(canvas, places[key]), *_size(places[key])):
            wide = left, top, right, bottom = _stretch(box, spot, stretch)
            is_inside = left >= 0 and top >= 0 and right <= canvas.width * stretch and bottom <= canvas.height * stretch
            if is_inside and not taken.touches(wide):
                placed[key] = anchor, box
                taken.add(wide)
                break
    return placed


def place_beside(canvas: Canvas, key: str, place: MapPlace) -> Placing:
    """Return the position of the only name on a map: beside its place, on the side with more room."""
    spot = canvas.spots[key]
    right, left, *_ = _sides(spot, PLAIN, *_size(place))
    return left if spot.x > canvas.width / 2 else right


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
        return any(touching(box, self.cells[cell]) for cell in self._cells(box) if cell in self.cells)

    def _cells(self, box: Box) -> Iterator[tuple[int, int]]:
        left, top, right, bottom = (int(side // CELL) for side in box)
        yield from product(range(left, right + 1), range(top, bottom + 1))


def _cost(box: Box, names: list[Box], rings: list[Box], courses: list[Box], ground: Box) -> float:
    """Return the cost of a name in a box: how much it covers of other names, circles and lines, and how much of it is outside the map."""
    wide = grow(box)
    near = touching(wide, names)
    outside = (box[2] - box[0]) * (box[3] - box[1]) - _overlap(box, ground)
    covered = sum(_overlap(box, one) for one in near)
    close = sum(_overlap(wide, one) for one in near)
    around = sum(_overlap(wide, one) for one in touching(wide, rings))
    struck = sum(_overlap(box, one) for one in touching(box, courses))
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


def circles_of(canvas: Canvas, places: Mapping[str, MapPlace], order: list[str]) -> list[Box]:
    """Return the boxes around the circles of places."""
    return [_around(canvas.spots[key], radius_of(canvas, places[key])) for key in order]


def labels_of(canvas: Canvas) -> list[Label]:
    """Return the words at the edge of a map: degrees, and places outside it."""
    return [shape for shape in canvas.grid if isinstance(shape, Label)]


def lines_of(place: MapPlace) -> list[tuple[str, str]]:
    """Return the lines of a place's name, then its value, each with the class `name` or `value`."""
    value = [("value", place.value)] if place.value else []
    return [*(("name", line) for line in break_name(place.name, NAME_ROOM)), *value]


def _size(place: MapPlace) -> tuple[float, float]:
    """Return the width and height of a place's name and value."""
    lines = lines_of(place)
    return max(text_width(line) for _, line in lines), len(lines) * LINE_HEIGHT


def radius_of(canvas: Canvas, place: MapPlace) -> float:
    """Return the radius of a place's circle."""
    return canvas.crowding * (place.radius or (SMALL if place.look == "gap" else PLAIN))


def around_words(label: Label) -> Box:
    """Return the box of words at the edge of a map."""
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


def grow(box: Box) -> Box:
    """Return a box with the distance around it that names keep."""
    left, top, right, bottom = box
    return left - BETWEEN, top - BETWEEN, right + BETWEEN, bottom + BETWEEN


def touching(box: Box, others: list[Box]) -> list[Box]:
    """Return the boxes of `others` that overlap with a box."""
    left, top, right, bottom = box
    return [one for one in others if one[0] < right and one[2] > left and one[1] < bottom and one[3] > top]


def _overlap(one: Box, other: Box) -> float:
    """Return the area that two boxes share."""
    width = min(one[2], other[2]) - max(one[0], other[0])
    height = min(one[3], other[3]) - max(one[1], other[1])
    return max(0.0, width) * max(0.0, height)


def is_over(one: Placing, other: Placing) -> bool:
    """Return whether a name covers another so far that it cannot be read."""
    return _overlap(one[1], other[1]) > LINE_HEIGHT


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
