"""Nouns of figures: units, facts, relations between them, and what is drawn of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from chronicle.model.registers import Localized
from chronicle.model.registry import Location
from chronicle.problems import Where

Sign = Literal["=", "==", "<="]
# How a print qualifies its number.
Bound = Literal["", "more-than", "nearly", "about", "at-least", "at-most", "below"]


@dataclass(frozen=True)
class Conversion:
    """Conversion factor from one unit to another: a number or a fraction, 0.5 or 1/15."""

    unit: str
    factor: str


@dataclass(frozen=True)
class Unit:
    """A unit of figures.

    `printed` are the forms in which sources print it; `whole` tells that it counts whole things; `text` is by language and
    plural form a pattern with {n}; `convert` is by language.
    """

    printed: tuple[str, ...]
    whole: bool = False
    highest: Decimal | None = None
    text: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    convert: Mapping[str, Conversion] = field(default_factory=dict)


@dataclass(frozen=True)
class Figure:
    """A figure read from print.

    `value` is in the base unit (46.8万 is 468000); `value_max` is the upper end of a range; `step` is the place value of
    the last digit that carries meaning (46.8万: 1000); `bound` says how the print qualifies it. `normal` is the number with a
    point before its decimals, where the print may have another sign there.
    """

    printed: str
    value: Decimal
    value_max: Decimal | None
    step: Decimal
    unit: str
    bound: Bound
    normal: str = ""


@dataclass(frozen=True)
class Count:
    """A quantity that facts of several places or sources count in the same way. `definition` says what is included, and why they are comparable."""

    name: Localized
    definition: Localized


@dataclass(frozen=True)
class Fact:
    """A figure with all that is known of it. `id` is `sheet.key`; `as_of` is empty if the source does not say.

    `planned` facts are plans of the source, so their date may be after it.
    Facts with the same `counts`, the key of a `Count`, are comparable; it is empty if no other fact counts the same.

    `doubt` is the kind of doubt that its sheet tells, or empty; whether it is to be doubted also depends on relations: see `Site.doubts_of`.
    """

    id: str
    sheet: str
    key: str
    label: Localized
    figure: Figure
    place: str
    theme: str
    source: str
    section: str
    also: tuple[str, ...]
    measure: str
    counts: str
    as_of: str
    highest: Decimal | None
    doubt: str
    note: Localized
    where: Where
    planned: bool = False


@dataclass(frozen=True)
class Factsheet:
    """Facts that belong together, in the order of their file."""

    key: str
    title: Localized
    intro: Localized
    facts: tuple[Fact, ...]
    where: Where


@dataclass(frozen=True)
class Expression:
    """One side of a relation: a fact's id, a number, or an operator with two operands."""

    operator: str
    name: str = ""
    operands: tuple[Expression, ...] = ()


@dataclass(frozen=True)
class Relation:
    """Two expressions and what must be true of them; `contradiction`, and `doubt`, its kind, are empty unless the sources contradict it.

    `facts` are the ids that take part, each once, in their order.
    """

    key: str
    text: str
    left: Expression
    sign: Sign
    right: Expression
    facts: tuple[str, ...]
    why: Localized
    contradiction: Localized
    doubt: str
    where: Where


@dataclass(frozen=True)
class Comparison:
    """A measure set side by side. With `as_of`, only figures dated within that period; `undated` ones count too if so said."""

    measure: str
    title: Localized
    as_of: str = ""
    undated: bool = False


ChartKind = Literal["bars", "groups", "change", "line", "parts", "units", "table"]
ChartLabels = Literal["fact", "place", "date"]


@dataclass(frozen=True)
class ChartRow:
    """One row of a chart: a bar, a pair of bars, a line, a part of the whole."""

    facts: tuple[str, ...]
    label: Localized = field(default_factory=dict)


@dataclass(frozen=True)
class ChartSpec:
    """Which facts are drawn, and how. Its texts refer to figures as running text does; `series` are one text a series."""

    kind: ChartKind
    title: Localized
    measure: Localized
    rows: tuple[ChartRow, ...]
    note: Localized = field(default_factory=dict)
    theme: str = ""
    labels: ChartLabels = "fact"
    series: tuple[Localized, ...] = ()
    whole: str = ""
    rest: Localized = field(default_factory=dict)

    @property
    def facts(self) -> tuple[str, ...]:
        """The ids of the facts that it shows, the whole first."""
        return (*([self.whole] if self.whole else []), *(fact for row in self.rows for fact in row.facts))

    @property
    def texts(self) -> Mapping[Location, Localized]:
        """Everything written in it, by where that stands: `("title",)`, `("rows", 0, "label")`."""
        written: dict[Location, Localized] = {
            (name,): getattr(self, name) for name in ("title", "measure", "note", "rest")
        }
        written |= {("series", number): name for number, name in enumerate(self.series)}
        written |= {("rows", number, "label"): row.label for number, row in enumerate(self.rows)}
        return {location: text for location, text in written.items() if text}
