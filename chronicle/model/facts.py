"""Nouns of figures: units, facts, relations between facts, comparisons and charts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from chronicle.model.registers import Localized
from chronicle.model.registry import Location
from chronicle.problems import Where

Sign = Literal["=", "==", "<="]
# How a source qualifies the number that it prints.
Bound = Literal["", "more-than", "nearly", "about", "at-least", "at-most", "below"]


@dataclass(frozen=True)
class Conversion:
    """Conversion factor from one unit to another: a number or a fraction, 0.5 or 1/15."""

    unit: str
    factor: str


@dataclass(frozen=True)
class Unit:
    """A unit of figures.

    `printed` are the forms in which sources print it. `whole` tells whether it counts whole things. `highest` is the highest
    value that makes sense, such as 100 for a percentage. `text` is language → plural form → pattern with {n}. `convert` is
    language → conversion.
    """

    printed: tuple[str, ...]
    whole: bool = False
    highest: Decimal | None = None
    text: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    convert: Mapping[str, Conversion] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure read from print.

    `value` is in the base unit (46.8万 is 468000); `value_max` is the upper end of a range; `step` is the place value of
    the last significant digit (46.8万: 1000); `bound` says how the source qualifies it. `normal` is the number with a decimal
    point, whatever decimal sign the source prints. `unit_print` is the text that names the unit, with what joins it to the name of a
    large number (`d’habitants`); empty if the print has none.
    """

    printed: str
    value: Decimal
    value_max: Decimal | None
    step: Decimal
    unit: str
    bound: Bound
    normal: str = ""
    unit_print: str = ""


@dataclass(frozen=True)
class Count:
    """A quantity that facts of several places or sources count in the same way. `definition` says what is included, and why they are comparable."""

    name: Localized
    definition: Localized


@dataclass(frozen=True, slots=True)
class Fact:
    """A figure with everything that is known about it. `id` is `sheet.key`; `as_of` is empty if the source gives no date.

    A `planned` fact is a plan of the source, so its date may be later than the source.
    Facts with the same `counts`, the key of a `Count`, are comparable; it is empty if no other fact counts the same.

    `doubt` is the kind of doubt that its sheet gives, or empty. Relations may add doubts: see `Site.doubts_of`.
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


@dataclass(frozen=True, slots=True)
class Factsheet:
    """Facts that belong together, in the order of their file."""

    key: str
    title: Localized
    intro: Localized
    facts: tuple[Fact, ...]
    where: Where


@dataclass(frozen=True, slots=True)
class Expression:
    """One side of a relation: a fact's id, a number, or an operator with two operands."""

    operator: str
    name: str = ""
    operands: tuple[Expression, ...] = ()


@dataclass(frozen=True, slots=True)
class Relation:
    """Two expressions and the sign that must hold between them.

    `facts` are the ids of the facts in it, each once, in their order. `contradiction` is empty unless the sources contradict
    the relation; `doubt` is the kind of that contradiction.
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
    """A measure that is compared between places. With `as_of`, it has only figures dated within that period, and undated figures if `undated` is true."""

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
    """The definition of a chart: which facts are drawn, and how. Its texts may contain references, as running text does; `series` has one text per series."""

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
        """Location → text for every text of the chart that is not empty; a location is `("title",)` or `("rows", 0, "label")`."""
        written: dict[Location, Localized] = {
            (name,): getattr(self, name) for name in ("title", "measure", "note", "rest")
        }
        written |= {("series", number): name for number, name in enumerate(self.series)}
        written |= {("rows", number, "label"): row.label for number, row in enumerate(self.rows)}
        return {location: text for location, text in written.items() if text}
