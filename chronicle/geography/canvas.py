"""Places on a canvas: where each stands, to scale, with its boundary if there is one, and lines to find one's way by.

The canvas is 340 units wide, the room that a page has on a small phone: a unit is about a pixel there. On a wider one places are
further apart, but names and circles are hardly larger.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from chronicle.geography.geojson import Polygon, Ring, ring_area
from chronicle.geography.lines import Along, Line, Point, lines_path, name_along, walk
from chronicle.geography.outlines import label_point, outline_path
from chronicle.lines import estimate_width
from chronicle.shapes import Box, Label, Shape, Stroke

WIDTH = 340.0
LOCATOR = 270.0  # the width of a small map beside a text, to the same measure
MARGIN = 2.0  # so that the stroke of a focused place is not cut off
BESIDE = 0.18  # of the width, for names beside the places at the edges
BELOW = 26.0
APART = 20.0  # between two places; closer ones could not be told from each other
ARROWS = "→↘↓↙←↖↑↗"
NAME = 12.0  # the size of the name of a line
KEPT_FREE = 60.0  # around a place, for its own name, if the name of a line can stand elsewhere
ASIDE = (0.0, 12.0, -12.0, 24.0, -24.0, 36.0, -36.0)  # how far a name at the edge may move along it
ROUNDS = 20  # after which a crowd of places is as far apart as it gets

TALLEST = 2.0  # a canvas is at most twice as high as wide
DETAIL = 1.0  # of the lines below the places; on a wide page three pixels
KM_PER_DEGREE = 111.2  # of latitude
BAR_KM = 50


@dataclass(frozen=True)
class Spot:
    """A place as it is drawn: its point, and `seat`, its true one if it was moved.

    If it has a boundary, `path` is that as an SVG path, `room` the width that its name can have, `area` the area.
    """

    x: float
    y: float
    path: str = ""
    room: float = 0.0
    area: float = 0.0
    seat: Point | None = None


@dataclass(frozen=True)
class Canvas:
    """Everything that is drawn, and the size of it. `grid` is below the places, and so are `lines`, an SVG path.

    `course` are points along the lines, of which names keep clear; `names` are what lines are called.

    `bar` is the length of so many kilometres.
    """

    width: float
    height: float
    spots: Mapping[str, Spot]
    grid: tuple[Shape, ...] = ()
    bar: float = 0.0
    lines: str = ""
    course: tuple[Point, ...] = ()
    names: tuple[Along, ...] = ()


@dataclass(frozen=True)
class Projection:
    """From degrees to units of the canvas.

    It is equirectangular with the scale right at the middle latitude (x is longitude × cos of that latitude), which over a
    prefecture cannot be told from better ones.
    """

    west: float
    north: float
    squeeze: float
    scale: float
    margin: Point

    def place(self, longitude: float, latitude: float) -> Point:
        """Return where a point of the earth lies on the canvas."""
        x = self.margin[0] + (longitude - self.west) * self.squeeze * self.scale
        return x, self.margin[1] + (self.north - latitude) * self.scale


def seat_canvas(
    seats: Mapping[str, Point], beyond: Mapping[str, Point] | None = None, lines: Iterable[Line] = ()
) -> Canvas:
    """Return the seats of places, given as longitude and latitude in degrees, with the degrees around them.

    `beyond` are places outside, by name, to which arrows at the edge point; `lines` lie below the places. Seats that nearly
    coincide are moved apart.
    """
    projection, width, height = _project(seats.values(), (WIDTH * BESIDE, BELOW))
    canvas = Canvas(width, height, _seat_spots(projection, seats), bar=projection.scale * BAR_KM / KM_PER_DEGREE)
    courses = _walk(projection, lines)
    around = ((0, 0), (-APART, 0), (APART, 0), (0, -APART), (0, APART))
    taken = [(spot.x + right, spot.y + down) for spot in canvas.spots.values() for right, down in around]
    arrows = _arrows(projection, width, height, beyond or {}, [*taken, *chain.from_iterable(courses.values())])
    canvas = replace(canvas, grid=(*_grid(projection, width, height), *arrows))
    return _lay_lines(canvas, projection, courses, DETAIL)


def locator_canvas(seats: Mapping[str, Point], lines: Iterable[Line] = ()) -> Canvas:
    """Return the seats of places for a small map beside a text."""
    projection, width, height = _project(seats.values(), (LOCATOR * BESIDE, BELOW), LOCATOR)
    canvas = Canvas(width, height, _seat_spots(projection, seats))
    return _lay_lines(canvas, projection, _walk(projection, [replace(line, name="") for line in lines]), 4 * DETAIL)


def boundary_canvas(places: Mapping[str, tuple[Polygon, ...]]) -> Canvas:
    """Return boundaries, given as polygons in degrees; corners are rounded to a tenth of a unit, repeated ones dropped."""
    corners = [corner for polygons in places.values() for polygon in polygons for ring in polygon for corner in ring]
    projection, width, height = _project(corners, (MARGIN, MARGIN))

    def project(ring: Ring) -> Ring:
        return tuple(projection.place(*corner) for corner in ring)

    spots = {}
    for key, polygons in places.items():
        drawn = [tuple(project(ring) for ring in polygon) for polygon in polygons]
        x, y, room = label_point(max(drawn, key=lambda polygon: ring_area(polygon[0])))
        spots[key] = Spot(x, y, outline_path(drawn, x, y), room, sum(ring_area(polygon[0]) for polygon in drawn))
    return Canvas(width, height, spots)


def _walk(projection: Projection, lines: Iterable[Line]) -> dict[Line, list[Point]]:
    return {line: walk([projection.place(*corner) for corner in line.points]) for line in lines}


def _lay_lines(canvas: Canvas, projection: Projection, courses: Mapping[Line, list[Point]], detail: float) -> Canvas:
    """Return the canvas with lines, and the name of each where it is straight and far from places, words and other lines."""
    size = canvas.width, canvas.height
    taken = [((spot.x, spot.y), KEPT_FREE) for spot in canvas.spots.values()]
    taken += [(point, 2 * NAME) for shape in canvas.grid if isinstance(shape, Label) for point in _under(shape)]
    names = []
    for line, steps in courses.items():
        others = [(point, 2 * NAME) for other in courses if other != line for point in courses[other]]
        if line.name:
            names.append(name_along(line.name, steps, estimate_width(line.name, NAME), size, [*taken, *others]))
    course = tuple(chain.from_iterable(courses.values()))
    path = lines_path(courses, projection.place, size, detail)
    return replace(canvas, lines=path, course=course, names=tuple(name for name in names if name))


def _project(corners: Iterable[Point], margin: Point, width: float = WIDTH) -> tuple[Projection, float, float]:
    """Return the projection by which points fill the canvas within its margins, and the size of that."""
    points = list(corners)
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    south, north = min(y for _, y in points), max(y for _, y in points)
    squeeze = math.cos(math.radians((south + north) / 2))
    room = width - 2 * margin[0]
    scale = min(room / max((east - west) * squeeze, 1e-6), room * TALLEST / max(north - south, 1e-6))
    across, down = (east - west) * squeeze * scale, (north - south) * scale
    return Projection(west, north, squeeze, scale, margin), 2 * margin[0] + across, 2 * margin[1] + down


def _seat_spots(projection: Projection, seats: Mapping[str, Point]) -> dict[str, Spot]:
    points = {key: projection.place(*seat) for key, seat in seats.items()}
    moved = _part(points)
    return {
        key: Spot(*moved[key], seat=None if math.dist(moved[key], point) < 1 else point)
        for key, point in points.items()
    }


def _part(points: Mapping[str, Point]) -> dict[str, Point]:
    """Move points that nearly coincide away from each other, along the line on which they lie, by as little as is needed."""
    moved = dict(points)
    for _ in range(ROUNDS):
        close = list(_close(moved))
        for one, other in close:
            (x1, y1), (x2, y2) = moved[one], moved[other]
            distance = math.dist(moved[one], moved[other])
            right, down = ((x2 - x1) / distance, (y2 - y1) / distance) if distance else (1.0, 0.0)
            push = max(0.0, APART - distance) / 2
            moved[one] = x1 - right * push, y1 - down * push
            moved[other] = x2 + right * push, y2 + down * push
        if not close:
            break
    return moved


def _close(points: Mapping[str, Point]) -> Iterator[tuple[str, str]]:
    """Yield the pairs of points that could not be told apart, from left to right."""
    ordered = sorted(points, key=lambda key: points[key])
    for number, one in enumerate(ordered):
        for other in ordered[number + 1 :]:
            if points[other][0] - points[one][0] >= APART:
                break
            if math.dist(points[one], points[other]) < APART - 0.01:
                yield one, other


def _grid(projection: Projection, width: float, height: float) -> Iterable[Shape]:
    """Yield every whole degree that crosses the map, which is `height` high, with what it is called."""
    left, top = projection.west - projection.margin[0] / projection.squeeze / projection.scale, projection.north + projection.margin[1] / projection.scale  # fmt: skip
    right, bottom = left + width / projection.squeeze / projection.scale, top - height / projection.scale
    yield Box(0, 0, width, height, "ground")
    for degree in range(math.ceil(left), math.floor(right) + 1):
        x, _ = projection.place(degree, top)
        yield Stroke(x, 0, x, height, "grid")
        yield Label(f"{abs(degree)}°{'E' if degree >= 0 else 'W'}", x, height + 12, "quiet", "middle")
    for degree in range(math.ceil(bottom), math.floor(top) + 1):
        _, y = projection.place(left, degree)
        yield Stroke(0, y, width, y, "grid")
        yield Label(f"{abs(degree)}°{'N' if degree >= 0 else 'S'}", 2, y - 3, "quiet")


def _arrows(
    projection: Projection, width: float, height: float, beyond: Mapping[str, Point], taken: Sequence[Point]
) -> Iterable[Label]:
    """Yield the name of each place outside with an arrow, at the edge where one leaves the middle of the map for it, or near there, so that it covers less."""
    middle, centre = width / 2, height / 2
    for name, place in beyond.items():
        x, y = projection.place(*place)
        right, down = x - middle, y - centre
        reach = min((middle - 2) / max(abs(right), 1e-6), (centre - 12) / max(abs(down), 1e-6))
        arrow = ARROWS[round(math.atan2(down, right) / math.tau * len(ARROWS)) % len(ARROWS)]
        is_right = right > 0
        words = f"{name} {arrow}" if is_right else f"{arrow} {name}"
        at = Label(words, middle + right * reach, centre + down * reach + 3, "quiet", "end" if is_right else "start")
        near = [replace(at, y=at.y + aside) for aside in ASIDE if NAME <= at.y + aside <= height - 3]
        yield min(near, key=lambda label: sum(_covers(label, point) for point in taken))


def _under(label: Label) -> list[Point]:
    """Return points along a line of text."""
    length = estimate_width(label.text, NAME)
    left = label.x - {"start": 0.0, "middle": length / 2, "end": length}[label.anchor]
    return [(left + length * share, label.y - NAME / 3) for share in (0, 0.25, 0.5, 0.75, 1)]


def _covers(label: Label, point: Point) -> bool:
    (left, y), *_, (right, _) = _under(label)
    return left - NAME < point[0] < right + NAME and abs(point[1] - y) < NAME
