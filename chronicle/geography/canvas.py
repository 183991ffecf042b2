"""Places on a canvas: where each stands, to scale, with its boundary if there is one, and lines to find one's way by.

The canvas is 340 units wide, the room that a page has on a small phone: a unit is about a pixel there and more elsewhere.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from chronicle.geography.geojson import Polygon, Ring, ring_area
from chronicle.geography.outlines import label_point, outline_path
from chronicle.shapes import Label, Shape, Stroke

WIDTH = 340.0
LOCATOR = 236.0  # the width of a small map beside a text, to the same measure
MARGIN = 2.0  # so that the stroke of a focused place is not cut off
BESIDE = 0.18  # of the width, for names beside the places at the edges
BELOW = 26.0
TALLEST = 2.0  # a canvas is at most twice as high as wide
KM_PER_DEGREE = 111.2  # of latitude
BAR_KM = 50

Point = tuple[float, float]


@dataclass(frozen=True)
class Spot:
    """A place as it is drawn: its point; and where it has a boundary, that as an SVG path, the room for its name and the area."""

    x: float
    y: float
    path: str = ""
    room: float = 0.0
    area: float = 0.0


@dataclass(frozen=True)
class Canvas:
    """Everything that is drawn, and the size of it. `grid` is below the places; `bar` is the length of so many kilometres."""

    width: float
    height: float
    spots: Mapping[str, Spot]
    grid: tuple[Shape, ...] = ()
    bar: float = 0.0


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


def seat_canvas(seats: Mapping[str, Point], width: float = WIDTH) -> Canvas:
    """Return the seats of places, given as longitude and latitude in degrees, with the degrees around them."""
    projection, width, height = _project(seats.values(), (width * BESIDE, BELOW), width)
    spots = {key: Spot(*projection.place(*seat)) for key, seat in seats.items()}
    return Canvas(
        width, height, spots, tuple(_grid(projection, width, height)), projection.scale * BAR_KM / KM_PER_DEGREE
    )


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


def _grid(projection: Projection, width: float, height: float) -> Iterable[Shape]:
    """Yield every whole degree that crosses the canvas, with what it is called."""
    left, top = projection.west - projection.margin[0] / projection.squeeze / projection.scale, projection.north + projection.margin[1] / projection.scale  # fmt: skip
    right, bottom = left + width / projection.squeeze / projection.scale, top - height / projection.scale
    for degree in range(math.ceil(left), math.floor(right) + 1):
        x, _ = projection.place(degree, top)
        yield Stroke(x, 0, x, height, "grid")
        yield Label(f"{abs(degree)}°{'E' if degree >= 0 else 'W'}", x + 2, height - 3, "quiet")
    for degree in range(math.ceil(bottom), math.floor(top) + 1):
        _, y = projection.place(left, degree)
        yield Stroke(0, y, width, y, "grid")
        yield Label(f"{abs(degree)}°{'N' if degree >= 0 else 'S'}", 2, y - 3, "quiet")
