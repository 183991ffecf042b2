"""Lines below the places of a map, such as rivers, as an SVG path with no more corners than readers can see."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

Point = tuple[float, float]
STEP = 6.0  # between two points along a line, in units of the canvas


@dataclass(frozen=True)
class Line:
    """A line in degrees; `name` is its name if the map should show it, or empty."""

    points: tuple[Point, ...]
    name: str = ""


@dataclass(frozen=True)
class Along:
    """The name of a line and its position: the middle of the name, and its rotation in degrees."""

    name: str
    x: float
    y: float
    turn: float


def lines_path(lines: Iterable[Line], place: Callable[[float, float], Point], size: Point, detail: float) -> str:
    """Return lines in degrees as an SVG path in whole units, each corner relative to the one before.

    Lines outside the canvas are left out, and so are corners that are less than `detail` away from the simplified line.
    """
    return "".join(
        _line_path(simplify(points, detail))
        for points in ([place(*corner) for corner in line.points] for line in lines)
        if crosses(points, size)
    )


def crosses(points: Iterable[Point], size: Point) -> bool:
    """Return whether a line may be visible on a canvas: whether the bounding box of the line and the canvas overlap."""
    across, down = zip(*points, strict=True)
    return bool(max(across) > 0 < max(down) and min(across) < size[0] and min(down) < size[1])


def walk(points: Sequence[Point]) -> list[Point]:
    """Return points along a line, at equal distances of `STEP`."""
    far = list(accumulate((math.dist(one, other) for one, other in pairwise(points)), initial=0.0))
    return list(_walk(points, far))


def _walk(points: Sequence[Point], far: list[float]) -> Iterator[Point]:
    for step in range(int(far[-1] / STEP) + 1):
        index = min(bisect_right(far, step * STEP), len(points) - 1)
        (x1, y1), (x2, y2) = points[index - 1], points[index]
        share = (step * STEP - far[index - 1]) / ((far[index] - far[index - 1]) or 1.0)
        yield x1 + (x2 - x1) * share, y1 + (y2 - y1) * share


def name_along(
    name: str, steps: Sequence[Point], width: float, size: Point, others: Sequence[tuple[Point, float]]
) -> Along | None:
    """Return the best position for a name along a line; None if there is no room.

    `steps` are points along the line at equal distances, `width` is the width of the name, `size` the size of the canvas.
    `others` are (point, least distance). At the best position the line is nearly straight and no point is too close.
    """
    count = math.ceil(width / STEP)
    best: tuple[float, Along] | None = None
    for start in range(len(steps) - count):
        piece = steps[start : start + count + 1]
        (x1, y1), (x2, y2) = sorted((piece[0], piece[-1]))
        if min(x1, y1, y2) < STEP or x2 > size[0] - STEP or max(y1, y2) > size[1] - STEP:
            continue
        x, y = (x1 + x2) / 2, (y1 + y2) / 2
        bent = max(_distance(one, (x1, y1), (x2, y2)) for one in piece)
        near = max((reach - _distance(one, (x1, y1), (x2, y2)) for one, reach in others), default=0.0)
        cost = bent + max(0.0, near)
        if best is None or cost < best[0]:
            best = cost, Along(name, x, y, math.degrees(math.atan2(y2 - y1, x2 - x1)))
    return best[1] if best else None


def simplify(points: Sequence[Point], detail: float) -> list[Point]:
    """Return a line without the corners that are at most `detail` away from the remaining line (the Douglas–Peucker algorithm)."""
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
    """Return the distance of a point from the line segment between two other points."""
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
