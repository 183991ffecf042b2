"""The story of a site as a quilt: one stitch for every so many things that there were; the last stitches, in another colour, are those still left."""

from __future__ import annotations

import math

from markupsafe import Markup

from chronicle.svg import element, line_path, number

ROWS = 12
PITCH = 10.0  # from one stitch to the next
LEADING = 9.0  # from one row to the next
WAVE = 3.5  # the amplitude of a row
WAVES = 1.5  # the number of waves over the width
POINTS = 3  # stitches from one point of a row's curve to the next


def draw_quilt(stitches: int, left: int, label: str) -> Markup:
    """Return a quilt of so many stitches, row by row; the last `left` ones have another class. `label` describes it to readers who cannot see it."""
    columns = -(-stitches // min(ROWS, stitches))
    done, threads = stitches - left, []
    for row, first in enumerate(range(0, stitches, columns)):
        last = min(first + columns, stitches)
        middle = min(max(done, first), last)
        threads += [
            _draw_thread(row, begin - first, end - first, columns, role)
            for begin, end, role in ((first, middle, "stitch"), (middle, last, "stitch left"))
            if begin < end
        ]
    rows = -(-stitches // columns)
    return element(
        "svg",
        threads,
        class_="quilt",
        viewBox=f"0 0 {number(columns * PITCH)} {number(rows * LEADING + 2 * WAVE)}",
        role="img",
        aria_label=label,
    )


def _draw_thread(row: int, begin: int, end: int, columns: int, role: str) -> Markup:
    """Return the stitches of a row from `begin` to before `end`, as one dashed line."""
    steps = [*range(begin, end, POINTS), end]
    places = [(step * PITCH, _level(row, step / columns)) for step in steps]
    # The length of the path is given in stitches, so that each stitch is one dash, however the row curves.
    return element("path", d=line_path(places), class_=role, pathLength=end - begin, stroke_dasharray="0.66 0.34")


def _level(row: int, along: float) -> float:
    return WAVE + LEADING * (row + 0.5) + WAVE * math.sin(2 * math.pi * WAVES * along + row / 4)
