"""The stages of a drawing, in one language: what is shown, where it is on its scale, where it is on the sheet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from chronicle.model import ChartKind, Drawing
from chronicle.shapes import Shape


@dataclass(frozen=True)
class Value:
    """A figure as a number and as text.

    `text` is its text in the drawing, without the unit if all figures share one; `full` has the unit. `low` is its value, None for
    a value that is shown as text but not drawn; `high` is the upper end of a range. `when` is its date in words, `moment` the
    same date in years (2019.5). `colon` stands between a label and the value. `share` is its share of a whole, as text. `is_other`
    tells that it counts something else than the other values of the chart: its shape is hollow.
    """

    text: str
    low: float | None = None
    high: float | None = None
    when: str = ""
    moment: float | None = None
    full: str = ""
    colon: str = ": "
    share: str = ""
    is_doubtful: bool = False
    is_other: bool = False

    @property
    def role(self) -> Literal["value", "value doubtful"]:
        """The role of its text."""
        return "value doubtful" if self.is_doubtful else "value"

    @property
    def bottom(self) -> float:
        """The value, or the lower end of a range; zero if nothing is drawn."""
        return self.low or 0.0

    @property
    def top(self) -> float:
        """The upper end of a range, or else the value."""
        return self.bottom if self.high is None else self.high


@dataclass(frozen=True)
class Row:
    """One row: a bar, a group of bars, a line or a part. `face` is the face of its place, if the rows are about several places."""

    label: str
    values: tuple[Value, ...]
    face: Drawing | None = None


@dataclass(frozen=True)
class Tick:
    """A value on the scale, with its text."""

    value: float
    text: str


@dataclass(frozen=True)
class Chart:
    """First stage: what is shown. The ids of its elements begin with `key`; `series` are the names of the values of each row, in order.

    `whole` is the whole that the rows are parts of; `rest` is the name of the part of it for which there is no figure, or empty.
    With `ticks` the scale goes from the first to the last; without, from zero or a lower value to the highest value.
    """

    key: str
    kind: ChartKind
    title: str
    description: str
    rows: tuple[Row, ...]
    series: tuple[str, ...] = ()
    whole: Row | None = None
    rest: str = ""
    ticks: tuple[Tick, ...] = ()


@dataclass(frozen=True)
class Sheet:
    """The canvas of a drawing: its width, and whether labels are `beside` their bars or above them.

    `share` is the greatest share of the width that labels beside bars may take.
    """

    name: str
    width: float
    beside: bool
    share: float = 0.36


NARROW = Sheet("narrow", 340, beside=False)
WIDE = Sheet("wide", 620, beside=True)
THUMB = Sheet("thumb", 340, beside=True, share=0.44)


@dataclass(frozen=True)
class Span:
    """A value on its scale, in shares of the scale's length: its start, its end, and how far it reaches if it is a range, else its end."""

    start: float
    end: float
    reach: float


@dataclass(frozen=True)
class ScaledRow(Row):
    """A row with a span for each value. On a time scale, `moments` is the position of each value, as a share of its length."""

    spans: tuple[Span, ...] = ()
    moments: tuple[float, ...] = ()


@dataclass(frozen=True)
class Scaled:
    """Second stage: every value is a share of its scale. `rest` is the span of the rest; `ticks` are (position, text).

    `zero` is the position of the value 0; on a scale with ticks it is the beginning.
    """

    chart: Chart
    rows: tuple[ScaledRow, ...]
    rest: Span | None = None
    zero: float = 0.0
    ticks: tuple[tuple[float, str], ...] = ()


@dataclass(frozen=True)
class Placed:
    """Third stage: every shape has its place on a sheet of the given height."""

    chart: Chart
    sheet: Sheet
    height: float
    shapes: tuple[Shape, ...]
