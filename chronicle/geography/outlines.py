"""Boundaries as paths, and where the name of an area has room."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from chronicle.geography.geojson import Polygon, Ring
from chronicle.svg import number

SCAN_LINES = 24
NAME_SHAPE = 1.5  # the ratio of width to height of a name with its figure, roughly


def outline_path(polygons: Iterable[Polygon], x: float, y: float) -> str:
    """Return polygons as one SVG path; if they are too small to be seen, the path is a dot at the point `x`, `y`."""
    return "".join(_ring_path(ring) for polygon in polygons for ring in polygon) or f"M{number(x)} {number(y)}h.1v.1Z"


def _ring_path(ring: Ring) -> str:
    """Return a ring as a closed path; empty if it is too small to be seen."""
    rounded = [(number(x), number(y)) for x, y in ring[:-1]]
    kept = [corner for before, corner in pairwise([rounded[-1], *rounded]) if corner != before]
    if len(kept) < 3:
        return ""
    (x, y), *rest = kept
    return f"M{x} {y}L{' '.join(f'{x} {y}' for x, y in rest)}Z"


def label_point(polygon: Polygon) -> tuple[float, float, float]:
    """Return x and y of a point inside a polygon and outside its holes, and the width of the polygon there.

    The point is the middle of a horizontal line through the polygon: the one with the most room beside, above and below it.
    """
    heights = [y for _, y in polygon[0]]
    top, bottom = min(heights), max(heights)
    levels = [top + (bottom - top) * (step + 0.5) / SCAN_LINES for step in range(SCAN_LINES)]
    turned = [tuple((y, x) for x, y in ring) for ring in polygon]
    best, found = (-1.0, 0.0), ((polygon[0][0][0], (top + bottom) / 2, 0.0))
    for level in levels:
        # The widest first: a narrower piece than the best one found cannot have more room.
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
    """Return the pieces, as (start, end), of the horizontal line at `level` that are inside a polygon."""
    crossings = sorted(
        x1 + (level - y1) * (x2 - x1) / (y2 - y1)
        for ring in polygon
        for (x1, y1), (x2, y2) in pairwise(ring)
        if (y1 <= level) != (y2 <= level)
    )
    return list(zip(crossings[::2], crossings[1::2], strict=True))
