"""Entries of figures: units, fact sheets, what facts count, what holds between them, how they are drawn."""

from __future__ import annotations

from pydantic import Field

from chronicle.model.entries.values import Entry, Factor, Highest, Key, LocalizedEntry, NonEmpty, Period
from chronicle.model.facts import ChartKind, ChartLabels


class CountEntry(Entry):
    """A quantity that several places or sources count in the same way: an entry of `content/counts.yaml`."""

    name: LocalizedEntry = Field(description="What is counted, in a few words.")
    definition: LocalizedEntry = Field(
        description="What is included and what is not, and why these figures are comparable."
    )


class ConversionEntry(Entry):
    """The conversion of a unit into one that readers of a language know."""

    unit: Key = Field(description="The unit converted to.")
    factor: Factor = Field(description="The conversion factor: 1/15, 0.5.")


class UnitEntry(Entry):
    """A unit of figures: an entry of `content/units.yaml`."""

    printed: tuple[NonEmpty, ...] = Field(min_length=1, description="How the sources print it: 人, 名, 口.")
    whole: bool = Field(
        default=False, description="true for a unit of whole things: a number that is printed in full is exact."
    )
    highest: Highest | None = Field(
        default=None, description="The highest value that makes sense: 100 for a percentage."
    )
    text: dict[Key, dict[NonEmpty, NonEmpty]] = Field(
        default={}, description="Per language that rewrites figures and per plural form: a pattern with {n}."
    )
    convert: dict[Key, ConversionEntry] = Field(default={}, description="Per language: a conversion shown in brackets.")


class FactEntry(Entry):
    """One figure as an editor writes it in `content/facts/<sheet>.yaml`."""

    label: LocalizedEntry = Field(description="What exactly is counted.")
    printed: NonEmpty = Field(description="The figure as the source prints it: 46.8万人, 近10亿元, 6000-10000元.")
    section: NonEmpty = Field(
        description="The heading in the source under which it is printed, in the language of the source."
    )
    also: tuple[NonEmpty, ...] = Field(
        default=(), description="Other headings of the source that print the same figure."
    )
    source: Key = Field(default="", description="The source, if it differs from the sheet's.")
    place: Key = Field(default="", description="The place, if it differs from the sheet's.")
    theme: Key = Field(default="", description="The theme, if it differs from the sheet's.")
    measure: Key = Field(default="", description="The measure, if other places or years report it too.")
    counts: Key = Field(
        default="", description="What it counts, a key of counts.yaml: comparable facts have the same key."
    )
    unit: Key = Field(default="", description="The unit, if the printed form does not show it.")
    as_of: Period = Field(default="", description="A day, month, year, or a period: 2016/2020, 2017/..")
    planned: bool = Field(
        default=False, description="true if the source only plans it: it may then be dated after the source."
    )
    highest: Highest | None = Field(
        default=None, description="The highest value that makes sense, if it is not the unit's."
    )
    doubt: Key = Field(default="", description="The kind of doubt about it, a key of doubts in site.yaml; with a note.")
    note: LocalizedEntry = Field(default={}, description="What a reader should know about the figure.")


class SheetEntry(Entry):
    """`content/facts/<sheet>.yaml`: facts that belong together."""

    title: LocalizedEntry = Field(description="The sheet's name.")
    intro: LocalizedEntry = Field(default={}, description="One or two sentences on what the sheet contains.")
    source: Key = Field(default="", description="The source of its facts, unless a fact says otherwise.")
    place: Key = Field(default="", description="The place of its facts, unless a fact says otherwise.")
    theme: Key = Field(default="", description="The theme of its facts, unless a fact says otherwise.")
    facts: dict[Key, FactEntry] = Field(min_length=1, description="The facts by key.")


class RelationEntry(Entry):
    """Arithmetic between facts: an entry of `content/relations.yaml`."""

    holds: NonEmpty = Field(description="sheet.a + sheet.b = sheet.c; signs + - * / ( ) and one of = == <=.")
    why: LocalizedEntry = Field(description="The reason why it must hold, in one sentence.")
    contradiction: LocalizedEntry = Field(
        default={}, description="If the sources contradict it: what they print and why it cannot be reconciled."
    )
    doubt: Key = Field(default="", description="With contradiction: its kind, a key of doubts in site.yaml.")


class ComparisonEntry(Entry):
    """A measure that is compared: an entry of `content/comparisons.yaml`, for a measure that needs more than its name."""

    measure: Key = Field(description="The measure of site.yaml whose figures are compared.")
    title: LocalizedEntry = Field(description="The name of the column, map and chart.")
    as_of: Period = Field(default="", description="Only figures dated within this period: 2014/2015, 2019/..")
    undated: bool = Field(default=False, description="With as_of: whether figures without a date count too.")


class ChartRowEntry(Entry):
    """One row of a chart: a bar, a pair of bars, a line, a part of the whole."""

    facts: tuple[NonEmpty, ...] = Field(min_length=1, description="Its facts (sheet.key); the values are theirs.")
    label: LocalizedEntry = Field(default={}, description="The name of the row, if 'labels' is too long.")


class ChartEntry(Entry):
    """`content/charts/<key>.yaml`: which facts, drawn how. Titles and sentences refer to figures as running text does."""

    kind: ChartKind = Field(
        description="bars, groups (of bars), change (before and after), line (over time), parts (of a whole), units (a mark each), table (no drawing, for counts that differ in kind)."
    )
    title: LocalizedEntry = Field(description="The finding: a short sentence without a full stop.")
    measure: LocalizedEntry = Field(
        description="The data: the measure, of what, when; the unit is added automatically."
    )
    note: LocalizedEntry = Field(default={}, description="What a reader should know before comparing.")
    theme: Key = Field(default="", description="The theme under which the page of charts shows it.")
    labels: ChartLabels = Field(
        default="fact", description="The names of the rows: the label, place or date of the fact."
    )
    series: tuple[LocalizedEntry, ...] = Field(
        default=(), description="For groups: the names of the facts of each row, in their order."
    )
    rows: tuple[ChartRowEntry, ...] = Field(min_length=1, description="The rows, in the order of drawing.")
    whole: NonEmpty = Field(default="", description="For parts: the fact (sheet.key) for the whole.")
    rest: LocalizedEntry = Field(default={}, description="For parts: what the rest is, if there is no fact for it.")
