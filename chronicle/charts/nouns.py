"""The stages of a drawing, in one language: what is shown, where that is on its scale, where that is on the sheet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["bars", "groups", "change", "line", "parts", "units"]


@dataclass(frozen=True)
class Value:
    """A figure as read and as shown: `high` is the upper end of a range; `when` its date in words, `moment` in years."""

    text: str
    low: float
    high: float | None = None
    when: str = ""
    moment: float | None = None

    @property
    def top(self) -> float:
        """The highest value that it shows."""
        return self.low if self.high is None else self.high


@dataclass(frozen=True)
class Row:
    """One row: a bar, a group of bars, a line, a part."""

    label: str
    values: tuple[Value, ...]


@dataclass(frozen=True)
class Chart:
    """First stage: what is shown. `key` makes the ids of its elements; `series` names the values of each row.

    `whole` is what the rows are parts of, `rest` what is left of it that no figure tells.
    """

    key: str
    kind: Kind
    title: str
    description: str
    rows: tuple[Row, ...]
    series: tuple[str, ...] = ()
    whole: Row | None = None
    rest: str = ""


@dataclass(frozen=True)
class Span:
    """A value on its scale, all as shares of the scale's length: it begins, ends, and as a range may reach further."""

    start: float
    end: float
    reach: float


@dataclass(frozen=True)
class ScaledRow:
    """A row with a span for each value; on a time scale `moments` tells how far along each value stands."""

    label: str
    values: tuple[Value, ...]
    spans: tuple[Span, ...]
    moments: tuple[float, ...] = ()


@dataclass(frozen=True)
class Scaled:
    """Second stage: every value is a share of its scale. A rest has a span of its own."""

    chart: Chart
    rows: tuple[ScaledRow, ...]
    rest: Span | None = None


@dataclass(frozen=True)
class Label:
    """A line of text; `tail` follows it quietly."""

    text: str
    x: float
    y: float
    role: Literal["label", "value", "quiet"] = "label"
    anchor: Literal["start", "middle", "end"] = "start"
    tail: str = ""


@dataclass(frozen=True)
class Box:
    """A bar or a square. The series tells its looks: 1 is filled, 2 an outline, 3 both."""

    x: float
    y: float
    width: float
    height: float
    role: str


@dataclass(frozen=True)
class Mark:
    """A point of a series: 1 is a disc, 2 a ring, 3 a square."""

    x: float
    y: float
    series: int


@dataclass(frozen=True)
class Stroke:
    """A straight line."""

    x1: float
    y1: float
    x2: float
    y2: float
    role: str


Shape = Label | Box | Mark | Stroke


@dataclass(frozen=True)
class Placed:
    """Third stage: every shape has its place on a sheet of the given height."""

    chart: Chart
    height: float
    shapes: tuple[Shape, ...]
