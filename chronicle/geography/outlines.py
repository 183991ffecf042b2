"""Places on a canvas: what is drawn of each, and where its name has room.

The canvas is 320 units wide, the room that a page has on a small phone: a unit is about a pixel there and more elsewhere.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from chronicle.geography.geojson import Polygon, Ring, ring_area
from chronicle.svg import number

WIDTH = 320.0
TILE_HEIGHT = 64.0
GAP = 3.0  # between tiles
MARGIN = 2.0  # so that the stroke of a focused place is not cut off
SCAN_LINES = 24
NAME_SHAPE = 1.5  # a name with its figure is about so much wider than high
TALLEST = 2.0  # a canvas is at most twice as high as wide


@dataclass(frozen=True)
class Outline:
    """A place as it is drawn: an SVG path, the middle of its name, how wide the name may be, and the area."""

    path: str
    x: float
    y: float
    room: float
    area: float


@dataclass(frozen=True)
class Canvas:
    """Everything that is drawn, and the size of it."""

    width: float
    height: float
    outlines: Mapping[str, Outline]


def tile_canvas(tiles: Mapping[str, tuple[int, int]]) -> Canvas:
    """Return a tile per place, by its column and row; columns and rows that no place has at the edges are left out."""
    columns, rows = ({tile[axis] for tile in tiles.values()} for axis in (0, 1))
    # Few columns do not make huge tiles.
    width = min((WIDTH - 2 * MARGIN) / (max(columns) - min(columns) + 1), WIDTH / 3)
    outlines = {}
    for place, (column, row) in tiles.items():
        left = MARGIN + (column - min(columns)) * width + GAP / 2
        top = MARGIN + (row - min(rows)) * TILE_HEIGHT + GAP / 2
        box = f"M{number(left)} {number(top)}h{number(width - GAP)}v{number(TILE_HEIGHT - GAP)}H{number(left)}Z"
        outlines[place] = Outline(box, left + (width - GAP) / 2, top + (TILE_HEIGHT - GAP) / 2, width - GAP - 4, 1)
    height = 2 * MARGIN + (max(rows) - min(rows) + 1) * TILE_HEIGHT
    return Canvas(2 * MARGIN + (max(columns) - min(columns) + 1) * width, height, outlines)


def boundary_canvas(places: Mapping[str, tuple[Polygon, ...]]) -> Canvas:
    """Return the boundaries, projected and made to fit.

    The projection is equirectangular with the scale right at the middle latitude (x is longitude × cos of that latitude), which
    over a prefecture cannot be told from better ones. Corners are rounded to a tenth of a unit, repeated ones dropped.
    """
    corners = [corner for polygons in places.values() for polygon in polygons for ring in polygon for corner in ring]
    west, east = min(x for x, _ in corners), max(x for x, _ in corners)
    south, north = min(y for _, y in corners), max(y for _, y in corners)
    squeeze = math.cos(math.radians((south + north) / 2))
    room = WIDTH - 2 * MARGIN
    scale = min(room / ((east - west) * squeeze), room * TALLEST / (north - south))

    def project(ring: Ring) -> Ring:
        return tuple((MARGIN + (x - west) * squeeze * scale, MARGIN + (north - y) * scale) for x, y in ring)

    projected = {
        place: [tuple(project(ring) for ring in polygon) for polygon in polygons] for place, polygons in places.items()
    }
    outlines = {place: _outline(polygons) for place, polygons in projected.items()}
    return Canvas(2 * MARGIN + (east - west) * squeeze * scale, 2 * MARGIN + (north - south) * scale, outlines)


def _outline(polygons: list[Polygon]) -> Outline:
    paths = [_ring_path(ring) for polygon in polygons for ring in polygon]
    x, y, room = label_point(max(polygons, key=lambda polygon: ring_area(polygon[0])))
    area = sum(ring_area(polygon[0]) for polygon in polygons)
    # A place too small to be seen is still a dot under its name.
    return Outline("".join(paths) or f"M{number(x)} {number(y)}h.1v.1Z", x, y, room, area)


def _ring_path(ring: Ring) -> str:
    """Return a ring as a closed path; nothing where it is too small to be seen."""
    rounded = [(number(x), number(y)) for x, y in ring[:-1]]
    kept = [corner for before, corner in pairwise([rounded[-1], *rounded]) if corner != before]
    if len(kept) < 3:
        return ""
    (x, y), *rest = kept
    return f"M{x} {y}L{' '.join(f'{x} {y}' for x, y in rest)}Z"


def label_point(polygon: Polygon) -> tuple[float, float, float]:
    """Return a point inside a polygon, and in none of its holes, with the width of the polygon there.

    Of the middles of all level lines it is the one with the most room to its sides and above and below.
    """
    heights = [y for _, y in polygon[0]]
    top, bottom = min(heights), max(heights)
    levels = [top + (bottom - top) * (step + 0.5) / SCAN_LINES for step in range(SCAN_LINES)]
    turned = [tuple((y, x) for x, y in ring) for ring in polygon]
    best, found = (-1.0, 0.0), ((polygon[0][0][0], (top + bottom) / 2, 0.0))
    for level in levels:
        # The widest first: one that is narrower than the best found cannot have more room.
        for start, end in sorted(_spans(polygon, level), key=lambda span: span[0] - span[1]):
            if (end - start) / 2 < best[0]:
                break
            middle = (start + end) / 2
            clear = max((min(level - upper, lower - level) for upper, lower in _spans(turned, middle)), default=0.0)
            room = min((end - start) / 2, clear * NAME_SHAPE)
            if (room, clear) > best:
                best, found = (room, clear), (middle, level, end - start)
    return found


def _spans(polygon: Iterable[Ring], level: float) -> list[tuple[float, float]]:
    """Return the pieces of a level line that lie inside a polygon."""
    crossings = sorted(
        x1 + (level - y1) * (x2 - x1) / (y2 - y1)
        for ring in polygon
        for (x1, y1), (x2, y2) in pairwise(ring)
        if (y1 <= level) != (y2 <= level)
    )
    return list(zip(crossings[::2], crossings[1::2], strict=True))
