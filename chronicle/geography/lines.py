"""Lines below the places of a map, such as rivers, as a path with no more corners than can be seen."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

Point = tuple[float, float]
Line = tuple[Point, ...]


def lines_path(lines: Iterable[Line], place: Callable[[float, float], Point], size: Point, detail: float) -> str:
    """Return lines in degrees as an SVG path in whole units, each corner counted from the one before.

    Lines beside the canvas are left out, and so are corners less than `detail` beside the line.
    """
    return "".join(
        _line_path(simplify(points, detail))
        for points in ([place(*corner) for corner in line] for line in lines)
        if crosses(points, size)
    )


def crosses(points: Iterable[Point], size: Point) -> bool:
    """Return whether a part of a line can be seen on a canvas: whether its box and that of the canvas overlap."""
    across, down = zip(*points, strict=True)
    return bool(max(across) > 0 < max(down) and min(across) < size[0] and min(down) < size[1])


def simplify(points: Sequence[Point], detail: float) -> list[Point]:
    """Return a line without the corners that are closer than `detail` to what is left (Douglas and Peucker)."""
    kept = {0, len(points) - 1}
    pieces = [(0, len(points) - 1)]
    while pieces:
        start, end = pieces.pop()
        distances = [_distance(points[one], points[start], points[end]) for one in range(start + 1, end)]
        if distances and max(distances) > detail:
            middle = start + 1 + distances.index(max(distances))
            kept.add(middle)
            pieces += [(start, middle), (middle, end)]
    return [points[one] for one in sorted(kept)]


def _distance(point: Point, start: Point, end: Point) -> float:
    """Return how far a point is from the piece of a line between two others."""
    (x, y), (x1, y1), (x2, y2) = point, start, end
    length = math.dist(start, end) ** 2
    along = min(1.0, max(0.0, ((x - x1) * (x2 - x1) + (y - y1) * (y2 - y1)) / length)) if length else 0.0
    return math.dist(point, (x1 + along * (x2 - x1), y1 + along * (y2 - y1)))


def _line_path(points: Sequence[Point]) -> str:
    corners = [(round(x), round(y)) for x, y in points]
    steps = [(x2 - x1, y2 - y1) for (x1, y1), (x2, y2) in pairwise(corners) if (x1, y1) != (x2, y2)]
    if not steps:
        return ""
    return f"M{corners[0][0]} {corners[0][1]}l{' '.join(f'{x} {y}' for x, y in steps)}".replace(" -", "-")
