"""The stages of a drawing, in one language: what is shown, where that is on its scale, where that is on the sheet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from chronicle.model import ChartKind, Drawing
from chronicle.shapes import Shape


@dataclass(frozen=True)
class Value:
    """A figure as read and as shown.

    `text` stands in the drawing, where the unit is told once; `full` has the unit. `high` is the upper end of a range; `when`
    its date in words, `moment` in years; `share` is its share of a whole in words. `low` is none for what is told but not drawn. `is_other` is
    one that counts something else than the others: it is hollow.
    """

    text: str
    low: float | None = None
    high: float | None = None
    when: str = ""
    moment: float | None = None
    full: str = ""
    share: str = ""
    is_doubtful: bool = False
    is_other: bool = False

    @property
    def role(self) -> Literal["value", "value doubtful"]:
        """The role of its text."""
        return "value doubtful" if self.is_doubtful else "value"

    @property
    def bottom(self) -> float:
        """The lowest value that it shows; zero if none is drawn."""
        return self.low or 0.0

    @property
    def top(self) -> float:
        """The highest value that it shows."""
        return self.bottom if self.high is None else self.high


@dataclass(frozen=True)
class Row:
    """One row: a bar, a group of bars, a line, a part; `face` is that of the place it is about, where rows are about several."""

    label: str
    values: tuple[Value, ...]
    face: Drawing | None = None


@dataclass(frozen=True)
class Tick:
    """A value on the scale, and how it reads there."""

    value: float
    text: str


@dataclass(frozen=True)
class Chart:
    """First stage: what is shown. `key` makes the ids of its elements; `series` names the values of each row.

    `whole` is what the rows are parts of, `rest` what is left of it that no figure tells. With `ticks` the scale reaches from the
    first to the last; without, from zero to the highest value.
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
    """The canvas of a drawing: its width, and whether labels are beside their bars or above them.

    `share` of the width is the most that labels take beside them.
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
    """A value on its scale, all as shares of the scale's length: it begins, ends, and as a range may reach further."""

    start: float
    end: float
    reach: float


@dataclass(frozen=True)
class ScaledRow(Row):
    """A row with a span for each value; on a time scale `moments` tells how far along each value stands."""

    spans: tuple[Span, ...] = ()
    moments: tuple[float, ...] = ()


@dataclass(frozen=True)
class Scaled:
    """Second stage: every value is a share of its scale; `zero` is where nothing stands. A rest has a span of its own."""

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
