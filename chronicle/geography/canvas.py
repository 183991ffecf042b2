"""Places on a canvas: the position of each place, to scale, with its boundary if there is one; the grid of degrees, and lines such as rivers.

The canvas is 340 units wide, the width of a page on a small phone: a unit is about a pixel there. On a wider screen places are
further apart, but names and circles are hardly larger.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from chronicle.geography.geojson import Polygon, Ring, ring_area
from chronicle.geography.lines import Along, Line, Point, lines_path, name_along, walk
from chronicle.geography.outlines import label_point, outline_path
from chronicle.lines import estimate_width
from chronicle.shapes import Box, Label, Shape, Stroke

WIDTH = 340.0
LOCATOR = 270.0  # the width of a small map beside a text, in the same units
MARGIN = 2.0  # so that the stroke of a focused place is not cut off
BESIDE = 0.18  # the share of the width that is kept free at each side, for names beside the outer places
BELOW = 26.0
APART = 20.0  # the least distance between two places that readers can tell apart
CROWDED = 40  # places, of which a map of the width of a phone cannot show all names
ARROWS = "→↘↓↙←↖↑↗"
NAME = 12.0  # the size of the name of a line
KEPT_FREE = 60.0  # around a place, for its own name, if there is another place for the name of a line
ASIDE = (0.0, 12.0, -12.0, 24.0, -24.0, 36.0, -36.0)  # how far a name at the edge may move up or down
ROUNDS = 20  # the most rounds of moving crowded places apart

TALLEST = 2.0  # a canvas is at most twice as high as wide
DETAIL = 1.0  # the detail of the lines below the places; on a wide page this is three pixels
KM_PER_DEGREE = 111.2  # of latitude
BARS = (50, 100, 200, 500, 20, 10, 5, 2, 1)  # kilometres that a scale bar may have; the first that fits
SHORTEST = 20.0  # scale bar; the longest is half the width of the map
DEGREES = (1, 2, 5, 10, 30)  # from one line of the grid to the next; the first with room for the labels
BESIDE_LABEL = 40.0


@dataclass(frozen=True)
class Spot:
    """A place on the canvas: its point; if that was moved, `seat` is the true one.

    If the place has a boundary, `path` is the boundary as an SVG path, `room` the width that its name can have, `area` its area.
    """

    x: float
    y: float
    path: str = ""
    room: float = 0.0
    area: float = 0.0
    seat: Point | None = None


@dataclass(frozen=True)
class Canvas:
    """Everything on a map, and its size. The `grid` and the `lines`, an SVG path, are drawn below the places.

    `course` are points along the lines, which the names of places should not cover. `names` are the names of lines, with positions.

    `bar` is the length of `bar_km` kilometres; 0 for no scale bar. `crowding` is how much smaller circles are than usual, because
    there are many: 1 for none.
    """

    width: float
    height: float
    spots: Mapping[str, Spot]
    grid: tuple[Shape, ...] = ()
    bar: float = 0.0
    bar_km: int = 0
    lines: str = ""
    course: tuple[Point, ...] = ()
    names: tuple[Along, ...] = ()
    crowding: float = 1.0

    @property
    def is_crowded(self) -> bool:
        """Whether the map has more places than it can show names."""
        return len(self.spots) > CROWDED


@dataclass(frozen=True)
class Projection:
    """The projection from degrees to units of the canvas.

    It is equirectangular and true to scale at the middle latitude (x is longitude × cos of that latitude). Over an area of the
    size of a prefecture, the difference from better projections cannot be seen.
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


def tell_degrees(direction: str, degrees: int) -> str:
    """Return a degree of longitude or latitude with the international letter of its direction: north, 42 → 42°N."""
    return f"{degrees}°{direction[0].upper()}"


def seat_canvas(
    seats: Mapping[str, Point],
    beyond: Mapping[str, Point] | None = None,
    lines: Iterable[Line] = (),
    tell: Callable[[str, int], str] = tell_degrees,
) -> Canvas:
    """Return a canvas with the seats of places, given as longitude and latitude in degrees, and a grid of whole degrees.

    `beyond` is name → longitude and latitude of places outside the map; arrows at the edge point to them. `lines` are drawn
    below the places. Seats that nearly coincide are moved apart. `tell` returns the label of a degree in a direction.
    """
    projection, width, height = _project(seats.values(), (WIDTH * BESIDE, BELOW))
    crowding = _crowding(len(seats), width, height)
    kilometre = projection.scale / KM_PER_DEGREE
    bar = next((one for one in BARS if SHORTEST <= one * kilometre <= width / 2), 0)
    spots = _seat_spots(projection, seats, crowding * APART)
    canvas = Canvas(width, height, spots, bar=bar * kilometre, bar_km=bar, crowding=crowding)
    courses = _walk(projection, lines)
    around = ((0, 0), (-APART, 0), (APART, 0), (0, -APART), (0, APART))
    taken = [(spot.x + right, spot.y + down) for spot in canvas.spots.values() for right, down in around]
    arrows = _arrows(projection, width, height, beyond or {}, [*taken, *chain.from_iterable(courses.values())])
    canvas = replace(canvas, grid=(*_grid(projection, width, height, tell), *arrows))
    return _lay_lines(canvas, projection, courses, DETAIL)


def locator_canvas(seats: Mapping[str, Point], lines: Iterable[Line] = ()) -> Canvas:
    """Return a canvas with the seats of places for a small map beside a text; its lines are less detailed and have no names."""
    projection, width, height = _project(seats.values(), (LOCATOR * BESIDE, BELOW), LOCATOR)
    crowding = _crowding(len(seats), width, height)
    canvas = Canvas(width, height, _seat_spots(projection, seats, crowding * APART), crowding=crowding)
    return _lay_lines(canvas, projection, _walk(projection, [replace(line, name="") for line in lines]), 4 * DETAIL)


def boundary_canvas(places: Mapping[str, tuple[Polygon, ...]]) -> Canvas:
    """Return a canvas with boundaries, given as polygons in degrees; corners are rounded to a tenth of a unit, and repeated corners are dropped."""
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
    """Return the projection with which the points fill the canvas within its margins, and the width and height of the canvas."""
    points = list(corners)
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    south, north = min(y for _, y in points), max(y for _, y in points)
    squeeze = math.cos(math.radians((south + north) / 2))
    room = width - 2 * margin[0]
    scale = min(room / max((east - west) * squeeze, 1e-6), room * TALLEST / max(north - south, 1e-6))
    across, down = (east - west) * squeeze * scale, (north - south) * scale
    return Projection(west, north, squeeze, scale, margin), 2 * margin[0] + across, 2 * margin[1] + down


def _crowding(places: int, width: float, height: float) -> float:
    """Return how much smaller the circles of so many places are, and how much nearer to each other they may be: 1 for few."""
    room = 0.7 * math.sqrt(width * height / places)
    return min(1.0, room / APART) if places > CROWDED else 1.0


def _seat_spots(projection: Projection, seats: Mapping[str, Point], apart: float) -> dict[str, Spot]:
    points = {key: projection.place(*seat) for key, seat in seats.items()}
    moved = _part(points, apart)
    return {
        key: Spot(*moved[key], seat=None if math.dist(moved[key], point) < 1 else point)
        for key, point in points.items()
    }


def _part(points: Mapping[str, Point], apart: float) -> dict[str, Point]:
    """Return the points with those that nearly coincide moved apart, along the line between them, as little as needed."""
    moved = dict(points)
    for _ in range(ROUNDS):
        close = list(_close(moved, apart))
        for one, other in close:
            (x1, y1), (x2, y2) = moved[one], moved[other]
            distance = math.dist(moved[one], moved[other])
            right, down = ((x2 - x1) / distance, (y2 - y1) / distance) if distance else (1.0, 0.0)
            push = max(0.0, apart - distance) / 2
            moved[one] = x1 - right * push, y1 - down * push
            moved[other] = x2 + right * push, y2 + down * push
        if not close:
            break
    return moved


def _close(points: Mapping[str, Point], apart: float) -> Iterator[tuple[str, str]]:
    """Yield the pairs of points that are less than `apart` from each other, from left to right."""
    ordered = sorted(points, key=lambda key: points[key])
    for number, one in enumerate(ordered):
        for other in ordered[number + 1 :]:
            if points[other][0] - points[one][0] >= apart:
                break
            if math.dist(points[one], points[other]) < apart - 0.01:
                yield one, other


def _grid(projection: Projection, width: float, height: float, tell: Callable[[str, int], str]) -> Iterable[Shape]:
    """Yield the ground of the map, then a line and a label for whole degrees of longitude and latitude on it: every one, or every second, fifth or tenth."""
    left, top = projection.west - projection.margin[0] / projection.squeeze / projection.scale, projection.north + projection.margin[1] / projection.scale  # fmt: skip
    right, bottom = left + width / projection.squeeze / projection.scale, top - height / projection.scale
    yield Box(0, 0, width, height, "ground")
    across = projection.squeeze * projection.scale
    step = next((one for one in DEGREES if one * across >= BESIDE_LABEL), DEGREES[-1])
    for degree in range(math.ceil(left / step) * step, math.floor(right) + 1, step):
        x, _ = projection.place(degree, top)
        yield Stroke(x, 0, x, height, "grid")
        yield Label(tell("east" if degree >= 0 else "west", abs(degree)), x, height + 12, "quiet", "middle")
    for degree in range(math.ceil(bottom / step) * step, math.floor(top) + 1, step):
        _, y = projection.place(left, degree)
        yield Stroke(0, y, width, y, "grid")
        yield Label(tell("north" if degree >= 0 else "south", abs(degree)), 2, y - 3, "quiet")


def _arrows(
    projection: Projection, width: float, height: float, beyond: Mapping[str, Point], taken: Sequence[Point]
) -> Iterable[Label]:
    """Yield the name of each place outside the map with an arrow that points to it.

    It is at the edge, where the line from the middle of the map to the place crosses it, or a little above or below if it
    covers fewer of the points `taken` there.
    """
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
