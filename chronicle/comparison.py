"""Which figures can be compared in a chart, in the comparison and on the map: those with the same `counts`.

The facts of one measure become a column with at most one figure of each place. The pages explain the rule: the figures of a column have
the unit that most places use. If a place has several figures, the one that counts what most places count is taken (the field `counts`
decides this, never the wording); of several such figures the latest; of several with the same date the first in its sheet.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from chronicle.dates import FOR_EVER, years_of
from chronicle.model import ChartSpec, Comparison, Fact, Site

LEAST_PLACES = 4  # a column with fewer places is left out
LEFT = "left"  # the column of the dates that profiles give as `left`; the interface words say what the dates mean


@dataclass(frozen=True)
class Cell:
    """The cell of one place in a column: a fact, or a period in the column of leaving. `value` orders the cells."""

    value: Decimal
    fact: Fact | None = None
    period: str = ""


@dataclass(frozen=True)
class Column:
    """A measure with a cell for each place that reports it. `counts` is the key of what most places, and at least two, count, or empty; `title` is by language."""

    key: str
    title: Mapping[str, str]
    counts: str
    unit: str
    cells: Mapping[str, Cell]

    @property
    def is_comparable(self) -> bool:
        """Return whether at least two places count the same thing, or the cells are dates."""
        return bool(self.counts or not self.unit)

    def is_common(self, place: str) -> bool:
        """Return whether a place's figure counts what most places count."""
        fact = self.cells[place].fact
        return fact is None or is_alike(fact, self.counts)

    def share(self, place: str) -> int:
        """Return a place's figure in hundredths of the largest one, at least 1; 0 if it is not above zero, or if no two places count the same thing."""
        most = max(cell.value for cell in self.cells.values())
        value = self.cells[place].value
        return max(1, round(value / most * 100)) if self.counts and value > 0 else 0


def common_count(facts: Iterable[Fact]) -> str:
    """Return the key of what most places, and at least two, count; empty if no two places count the same thing."""
    key, places = _most_common((fact.counts, fact.place) for fact in facts if fact.counts)
    return key if places > 1 else ""


def is_alike(fact: Fact, common: str) -> bool:
    """Return whether a fact counts what most places count."""
    return bool(common and fact.counts == common)


def set_apart(site: Site, chart: ChartSpec) -> frozenset[str]:
    """Return the ids of those facts of a chart of several places that count something else than most places."""
    facts = [site.facts[fact] for fact in chart.facts]
    common = common_count(facts)
    rows = [fact for fact in facts if fact.id != chart.whole]
    is_about_several = len({fact.place for fact in rows}) > 1
    return frozenset(fact.id for fact in rows if common and is_about_several and not is_alike(fact, common))


def make_columns(site: Site) -> list[Column]:
    """Return a column for everything that enough places report: first the dates that profiles give as `left`, then the measures in their order."""
    places = tuple(site.seats)
    columns = [_left_column(site, places)]
    columns += [_column(site, places, key, comparison) for key, comparison in all_comparisons(site).items()]
    return [column for column in columns if len(column.cells) >= LEAST_PLACES]


def all_comparisons(site: Site) -> dict[str, Comparison]:
    """Return key → comparison in the order of the measures: the comparisons of comparisons.yaml, and one for each measure that has none there."""
    found: dict[str, Comparison] = {}
    for measure, title in site.settings.measures.items():
        own = {key: one for key, one in site.comparisons.items() if one.measure == measure}
        found |= own or {measure: Comparison(measure, title)}
    return found


def _left_column(site: Site, places: Sequence[str]) -> Column:
    left = {text.place: text.profile.left for text in site.chapters if text.profile and text.profile.left}
    cells = {place: Cell(_day_number(left[place]), period=left[place]) for place in places if place in left}
    return Column(LEFT, {}, "", "", cells)


def _column(site: Site, places: Sequence[str], key: str, comparison: Comparison) -> Column:
    facts = [
        fact
        for fact in site.facts.values()
        if fact.measure == comparison.measure and fact.place in places and _is_within(fact.as_of, comparison)
    ]
    unit, _ = _most_common((fact.figure.unit, fact.place) for fact in facts)
    facts = [fact for fact in facts if fact.figure.unit == unit]
    common = common_count(facts)
    cells = {}
    for place in places:
        own = [fact for fact in facts if fact.place == place]
        if own:
            chosen = max(own, key=lambda fact: (is_alike(fact, common), _day_number(fact.as_of)))
            cells[place] = Cell(chosen.figure.value, chosen)
    return Column(key, comparison.title, common, unit, cells)


def _most_common(named: Iterable[tuple[str, str]]) -> tuple[str, int]:
    """Return the name that most places have, the first of several, and how many have it; an empty name if there are none. `named` are (name, place)."""
    counts = Counter(name for name, _ in dict.fromkeys(named))
    return counts.most_common(1)[0] if counts else ("", 0)


def _is_within(as_of: str, comparison: Comparison) -> bool:
    """Return whether a date or period lies in the years that a comparison is limited to."""
    if not comparison.as_of:
        return True
    if not as_of:
        return comparison.undated
    (start, end), (first, last) = years_of(as_of), years_of(comparison.as_of)
    return first <= start and end <= last


def _day_number(period: str) -> Decimal:
    """Return a number that orders days, months, years and periods by their ends; an empty text comes first."""
    start, _, end = period.partition("/")
    last = str(FOR_EVER) if end == ".." else end or start
    return Decimal(last.replace("-", "").ljust(8, "0"))
