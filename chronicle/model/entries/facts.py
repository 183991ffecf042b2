"""Entries of figures: units, fact sheets, what facts count, what holds between them, how they are drawn."""

from __future__ import annotations

from pydantic import Field

from chronicle.model.entries.values import Entry, Factor, Highest, Key, LocalizedEntry, NonEmpty, Period
from chronicle.model.facts import ChartKind, ChartLabels


class CountEntry(Entry):
    """What several places or sources count alike: an entry of `content/counts.yaml`."""

    name: LocalizedEntry = Field(description="What is counted, in a few words.")
    definition: LocalizedEntry = Field(description="What is in it and what is not, and why these figures are alike.")


class ConversionEntry(Entry):
    """What a unit comes to in one that readers of a language know."""

    unit: Key = Field(description="The unit converted to.")
    factor: Factor = Field(description="What one comes to: 1/15, 0.5.")


class UnitEntry(Entry):
    """A unit of figures: an entry of `content/units.yaml`."""

    printed: tuple[NonEmpty, ...] = Field(min_length=1, description="How the sources print it: 人, 名, 口.")
    whole: bool = Field(
        default=False, description="true for what is counted in whole things: printed in full it is exact."
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
    section: NonEmpty = Field(description="The heading that it stands under in the source, in the source's language.")
    also: tuple[NonEmpty, ...] = Field(
        default=(), description="Other headings of the source that print the same figure."
    )
    source: Key = Field(default="", description="The source, where it differs from the sheet's.")
    place: Key = Field(default="", description="The place, where it differs from the sheet's.")
    theme: Key = Field(default="", description="The theme, where it differs from the sheet's.")
    measure: Key = Field(default="", description="The measure, where other places or years report it too.")
    counts: Key = Field(default="", description="What it counts, a key of counts.yaml: the same for what is alike.")
    unit: Key = Field(default="", description="The unit, where the printed form leaves it open.")
    as_of: Period = Field(default="", description="A day, month, year, or a period: 2016/2020, 2017/..")
    planned: bool = Field(
        default=False, description="true for what the source only plans: it may be dated after the source."
    )
    highest: Highest | None = Field(
        default=None, description="The highest value that makes sense, where not the unit's."
    )
    doubt: Key = Field(default="", description="The kind of doubt about it, a key of doubts in site.yaml; with a note.")
    note: LocalizedEntry = Field(default={}, description="What a reader should know of the figure.")


class SheetEntry(Entry):
    """`content/facts/<sheet>.yaml`: facts that belong together."""

    title: LocalizedEntry = Field(description="The sheet's name.")
    intro: LocalizedEntry = Field(default={}, description="One or two sentences on what the sheet gathers.")
    source: Key = Field(default="", description="The source of its facts, unless a fact says otherwise.")
    place: Key = Field(default="", description="The place of its facts, unless a fact says otherwise.")
    theme: Key = Field(default="", description="The theme of its facts, unless a fact says otherwise.")
    facts: dict[Key, FactEntry] = Field(min_length=1, description="The facts by key.")


class RelationEntry(Entry):
    """Arithmetic between facts: an entry of `content/relations.yaml`."""

    holds: NonEmpty = Field(description="sheet.a + sheet.b = sheet.c; signs + - * / ( ) and one of = == <=.")
    why: LocalizedEntry = Field(description="Why it must hold, in one sentence.")
    contradiction: LocalizedEntry = Field(
        default={}, description="Where the sources contradict it: what they print and why it cannot be reconciled."
    )
    doubt: Key = Field(default="", description="With contradiction: of what kind it is, a key of doubts in site.yaml.")


class ComparisonEntry(Entry):
    """A measure set side by side: an entry of `content/comparisons.yaml`, for a measure that needs more than its name."""

    measure: Key = Field(description="The measure of site.yaml whose figures are compared.")
    title: LocalizedEntry = Field(description="What the column, map and chart are called.")
    as_of: Period = Field(default="", description="Only figures dated within this period: 2014/2015, 2019/..")
    undated: bool = Field(default=False, description="With as_of: whether figures without a date count too.")


class ChartRowEntry(Entry):
    """One row of a chart: a bar, a pair of bars, a line, a part of the whole."""

    facts: tuple[NonEmpty, ...] = Field(min_length=1, description="Its facts (sheet.key); the values are theirs.")
    label: LocalizedEntry = Field(default={}, description="What the row is called, where 'labels' is too long.")


class ChartEntry(Entry):
    """`content/charts/<key>.yaml`: which facts, drawn how. Titles and sentences refer to figures as running text does."""

    kind: ChartKind = Field(
        description="bars, groups (of bars), change (before and after), line (over time), parts (of a whole), units (a mark each)."
    )
    title: LocalizedEntry = Field(description="What is found: a short sentence without a full stop.")
    measure: LocalizedEntry = Field(
        description="What is drawn: the measure, of what, when; the unit is told by itself."
    )
    note: LocalizedEntry = Field(default={}, description="What a reader should know before comparing.")
    theme: Key = Field(default="", description="The theme that the page of charts shows it under.")
    labels: ChartLabels = Field(
        default="fact", description="What rows are called: by the fact's label, its place, or its date."
    )
    series: tuple[LocalizedEntry, ...] = Field(
        default=(), description="For groups: what the facts of each row are, in their order."
    )
    rows: tuple[ChartRowEntry, ...] = Field(min_length=1, description="The rows, in the order in which they are drawn.")
    whole: NonEmpty = Field(default="", description="For parts: the fact (sheet.key) that they are parts of.")
    rest: LocalizedEntry = Field(default={}, description="For parts: what the rest is, where no fact tells it.")
