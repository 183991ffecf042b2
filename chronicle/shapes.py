"""The parts of a drawing before it is SVG or a picture: texts, boxes, marks and strokes in their places.

A shape has a role and no colour. On a page the style sheet colours a role; in a file of its own, which no style sheet reaches,
`LOOKS` does. Lengths are in units of the drawing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from chronicle.model import Drawing

SIZE = 13.0  # the size of text whose role is not in SIZES
SIZES = {"title": 21.0, "foot": 11.0}
BOLD = frozenset({"title", "value", "value doubtful"})
DOT = 5.0  # the radius of a mark
FACE = 18.0  # the side of a face


@dataclass(frozen=True)
class Label:
    """A line of text; `tail` follows it quietly."""

    text: str
    x: float
    y: float
    role: Literal["label", "value", "value doubtful", "quiet", "title", "foot"] = "label"
    anchor: Literal["start", "middle", "end"] = "start"
    tail: str = ""


@dataclass(frozen=True)
class Box:
    """A bar, a part or a square; `tip` is its tooltip."""

    x: float
    y: float
    width: float
    height: float
    role: str
    tip: str = ""


@dataclass(frozen=True)
class Mark:
    """A point of a series: 1 is a disc, 2 a ring, 3 a square. 4 is a ring that belongs to series 1: an earlier value, or one that counts something else."""

    x: float
    y: float
    series: int
    tip: str = ""


@dataclass(frozen=True)
class Stroke:
    """A straight line."""

    x1: float
    y1: float
    x2: float
    y2: float
    role: str


@dataclass(frozen=True)
class Face:
    """The face of a place, as large as a line of text is high. It is only on pages, where the style sheet colours its pieces."""

    x: float
    y: float
    drawing: Drawing
    role: str = "felt"


Shape = Label | Box | Mark | Stroke | Face


@dataclass(frozen=True)
class Look:
    """How a role is drawn: the names of two colours, or nothing; the width of its line, and how that is dashed."""

    fill: str = ""
    stroke: str = ""
    width: float = 1
    dashes: tuple[float, ...] = ()


LOOKS = {
    "label": Look("ink"),
    "value": Look("ink"),
    "value doubtful": Look("ink"),
    "title": Look("ink"),
    "quiet": Look("quiet"),
    "foot": Look("quiet"),
    "bar s1": Look("series-1"),
    "bar s2": Look("series-2"),
    "bar s3": Look("sheet", "series-3", 2, (2, 2)),
    "bar other": Look("paper", "series-1", 2),
    "range": Look("paper", "series-1", 1, (2, 2)),
    "part other": Look("paper", "series-1", 2),
    "part p1": Look("step-5", "paper"),
    "part p2": Look("step-4", "paper"),
    "part p3": Look("step-3", "paper"),
    "part p4": Look("step-2", "quiet"),
    "part p5": Look("step-1", "quiet"),
    "part p6": Look("sheet", "quiet"),
    "rest": Look("paper", "quiet", 1, (3, 3)),
    "axis": Look("", "quiet"),
    "grid": Look("", "line"),
    "trace s1": Look("", "series-1", 2.5),
    "trace s2": Look("", "series-2", 2.5),
    "trace s3": Look("", "series-3", 2.5),
    "trace s1 gap": Look("", "series-1", 2.5, (2, 5)),
    "trace s2 gap": Look("", "series-2", 2.5, (2, 5)),
    "trace s3 gap": Look("", "series-3", 2.5, (2, 5)),
    "mark s1": Look("series-1", "series-1", 2),
    "mark s2": Look("paper", "series-2", 2),
    "mark s3": Look("sheet", "series-3", 2),
    "mark s4": Look("paper", "series-1", 2),
}


def role_of(shape: Shape) -> str:
    """Return the role of a shape; a mark's is that of its series."""
    return f"mark s{shape.series}" if isinstance(shape, Mark) else shape.role


def move_shape(shape: Shape, right: float, down: float) -> Shape:
    """Return a shape in another place."""
    if isinstance(shape, Stroke):
        return replace(shape, x1=shape.x1 + right, x2=shape.x2 + right, y1=shape.y1 + down, y2=shape.y2 + down)
    return replace(shape, x=shape.x + right, y=shape.y + down)


def colour_of(colours: Mapping[str, str], name: str) -> str:
    """Return a colour of the light theme; if the style sheet does not define it, one that can be read on white."""
    return colours.get(name, "#ffffff" if name in ("paper", "sheet") else "#333333")
