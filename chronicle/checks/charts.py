"""Rules of charts: their references exist, their rows have the right shape, and only comparable figures are on one scale."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Set
from fractions import Fraction
from functools import partial

from chronicle.checks.content import Content
from chronicle.checks.digits import DIGITS_HINT, blank_names, declared_names
from chronicle.checks.sentences import check_mentions
from chronicle.comparison import all_comparisons, common_count, make_columns
from chronicle.model import ChartSpec, Fact, Site
from chronicle.problems import Problem, Where, shorten
from chronicle.prose import strip_references
from chronicle.prose.leftovers import blank_markup
from chronicle.relations import figure_interval

# Kind → the least and the greatest number of facts in a row; None for no limit. Groups have a fact for each series.
FACTS_PER_ROW = {"bars": (1, 1), "change": (2, 2), "line": (2, None), "parts": (1, 1), "units": (1, 1), "table": (1, 1)}
MOST_SERIES = 3  # readers cannot tell more apart without colour
FEWEST_STITCHES, MOST_STITCHES = 12, 1200
MOST_UNITS = 80  # readers do not count more squares
FEWEST_FACTS = 2
# Location in a chart → the place in its file.
Place = Callable[..., Where]


def check_charts(content: Content) -> Iterator[Problem]:
    """Every chart has rows of the right shape, no fact twice, one unit, and figures that can be compared."""
    site, measures = content.site, all_comparisons(content.site)
    # The measures that places count differently, if the content declares which facts count alike.
    columns = make_columns(site) if site.counts else ()
    unlike = {measures[column.key].measure for column in columns if not column.is_comparable}
    for key, chart in site.charts.items():
        where = partial(site.registry.where, "chart", key)
        yield from _check_repeated(site, chart, where)
        yield from _check_shape(chart, where)
        facts = [site.facts[fact] for fact in chart.facts if fact in site.facts]
        if len(facts) == len(chart.facts):
            yield from _check_values(site, chart, facts, where)
            yield from _check_rows(site, chart, where)
            if all(fact.counts in ("", *site.counts) for fact in facts):  # any other key is reported elsewhere
                yield from _check_counts(chart, facts, unlike, where)


def check_chart_texts(content: Content) -> Iterator[Problem]:
    """Titles, sentences and labels of charts refer to facts and dates that exist, and type no digits."""
    site = content.site
    names = declared_names(site)
    for key, chart in site.charts.items():
        for location, texts in chart.texts.items():
            for phrase in content.phrases("chart", key, location, texts):
                yield from check_mentions(
                    content, phrase, "The texts of a chart can refer to {sheet.key} and {2020-09}."
                )
                typed = blank_names(blank_markup(strip_references(phrase.text)), names)
                is_whole = content.is_whole("term", "place", "source", "sheet", "fact")
                if is_whole and (digits := re.search(r"\d[\d,，.]*", typed)):
                    message = f"The digits '{shorten(digits[0].strip(',，.'))}' are typed instead of a reference."
                    yield Problem(phrase.where_at(digits.start()), "typed-digits", message, DIGITS_HINT)


def check_story(content: Content) -> Iterator[Problem]:
    """The facts of the drawing on the home page have one unit and give a number of stitches that can be drawn; its sentence is as in a chart."""
    site, story = content.site, content.site.settings.story
    if story is None:
        return
    for phrase in content.phrases("site", "site", ("story", "text"), story.text):
        yield from check_mentions(content, phrase, "The text of the drawing can refer to {sheet.key} and {2020-09}.")
    before, after = site.facts.get(story.before), site.facts.get(story.after)
    if before is None or after is None:
        return  # check_entries reports that
    where = site.registry.where("site", "site", "story")
    if before.figure.unit != after.figure.unit:
        message = f"'{after.id}' is counted in {after.figure.unit}, but '{before.id}' in {before.figure.unit}."
        yield Problem(where, "chart-units", message, "Name two facts of one unit.")
    stitches = before.figure.value / story.each
    if not FEWEST_STITCHES <= stitches <= MOST_STITCHES or after.figure.value > before.figure.value:
        message = f"A quilt cannot be drawn from '{before.id}' and '{after.id}' with 'each' {story.each}."
        hint = f"'before' must be {FEWEST_STITCHES} to {MOST_STITCHES} times 'each', and 'after' no more than 'before'."
        yield Problem(where, "chart-shape", message, hint)


def check_chart_places(content: Content) -> Iterator[Problem]:
    """A text has a chart only once."""
    for body in content.bodies.values():
        shown = Counter(mention.target for mention in body.mentions if mention.kind == "chart")
        for mention in body.mentions:
            if mention.kind == "chart" and shown[mention.target] > 1:
                shown[mention.target] = 0
                message = f"The chart '{mention.target}' is repeated in this text."
                yield Problem(
                    mention.where, "repeated-chart", message, "Keep one of them; elsewhere refer to it in words."
                )


def _check_repeated(site: Site, chart: ChartSpec, where: Place) -> Iterator[Problem]:
    """No fact stands in a chart twice."""
    seen: set[str] = set()
    for fact, there in _facts(chart, where):
        if fact in seen and not site.registry.lacks("fact", fact):  # check_entries reports unknown facts
            message = f"The fact '{fact}' is repeated in this chart."
            yield Problem(there, "repeated-fact", message, "Remove one of them.")
        seen.add(fact)


def _check_shape(chart: ChartSpec, where: Place) -> Iterator[Problem]:
    """Each kind has the fields that it needs and no others."""
    if chart.kind == "groups" and not FEWEST_FACTS <= len(chart.series) <= MOST_SERIES:
        message = f"A chart of groups has two or three named series; this one has {len(chart.series)}."
        hint = "Write 'series:' with a name for each fact of a row."
        yield Problem(where("series"), "chart-shape", message, hint)
    if chart.kind == "change" and len(chart.series) not in (0, 2):
        message = f"A chart of before and after has two series or names none; here there are {len(chart.series)}."
        yield Problem(where("series"), "chart-shape", message, "Name what was before and what came after.")
    if chart.kind == "line" and len(chart.rows) > MOST_SERIES:
        message = f"This chart has {len(chart.rows)} lines; more than three cannot be told apart without colour."
        yield Problem(where("rows"), "chart-shape", message, "Keep three, or make it 'kind: change'.")
    for field, written, kinds in (
        ("series", chart.series, ("groups", "change")),
        ("whole", chart.whole, ("parts",)),
        ("rest", chart.rest, ("parts",)),
    ):
        if written and chart.kind not in kinds:
            message = f"A chart of the kind '{chart.kind}' has no '{field}'."
            yield Problem(where(field), "chart-shape", message, f"Remove it, or use a kind that has it: {kinds[0]}.")
    if chart.rest and not chart.whole:
        message, hint = (
            "There is a rest, but no whole that it is left of.",
            "Name the fact that is the whole: 'whole: sheet.key'.",
        )
        yield Problem(where("rest"), "chart-shape", message, hint)
    yield from _check_row_lengths(chart, where)


def _check_row_lengths(chart: ChartSpec, where: Place) -> Iterator[Problem]:
    """Each row has as many facts as its kind needs, and the chart at least two."""
    low, high = FACTS_PER_ROW.get(chart.kind) or (len(chart.series) or 1, len(chart.series) or None)
    for number, row in enumerate(chart.rows):
        if len(row.facts) < low or (high is not None and len(row.facts) > high):
            wanted = f"{'' if low == high else 'at least '}{low} fact{'' if low == 1 else 's'}"
            message = f"A row of the kind '{chart.kind}' has {wanted}; this one has {len(row.facts)}."
            hint = "One for each series, in their order." if chart.kind == "groups" else "Give each row its own."
            yield Problem(where("rows", number, "facts"), "chart-shape", message, hint)
    if len(chart.facts) < FEWEST_FACTS:
        message = "A chart with one figure compares nothing."
        yield Problem(where("rows"), "chart-shape", message, "Add the figures to compare it with.")


def _check_values(site: Site, chart: ChartSpec, facts: list[Fact], where: Place) -> Iterator[Problem]:
    """All facts have one unit, none is below zero, those of a line have dates, and squares can be counted."""
    places = dict(_facts(chart, where))
    unit, first = facts[0].figure.unit, facts[0].id
    for fact in facts:
        if fact.figure.unit != unit:
            message = f"'{fact.id}' is counted in {fact.figure.unit}, but '{first}' in {unit}: one scale has one unit."
            yield Problem(places[fact.id], "chart-units", message, "Draw them as two charts.")
        if chart.kind == "line" and (not fact.as_of or "/" in fact.as_of):
            message = f"'{fact.id}' has no day, month or year, so it has no place in time."
            hint = "Give the fact 'as_of:', or use another kind of chart."
            yield Problem(places[fact.id], "chart-dates", message, hint)
        if fact.figure.value < 0:
            message = f"'{fact.id}' is {fact.figure.printed}, which is below zero, where every scale begins."
            yield Problem(places[fact.id], "chart-values", message, "State it in words, or in a table.")
        whole = site.units[fact.figure.unit].whole and not fact.figure.bound and fact.figure.value_max is None
        if chart.kind == "units" and not (whole and fact.figure.value <= MOST_UNITS):
            message = f"'{fact.id}' is {fact.figure.printed}, which cannot be drawn as countable squares."
            hint = f"Use 'kind: bars'; squares are for exact counts up to {MOST_UNITS}."
            yield Problem(places[fact.id], "chart-units", message, hint)


def _check_rows(site: Site, chart: ChartSpec, where: Place) -> Iterator[Problem]:
    for number, row in enumerate(chart.rows):
        there = where("rows", number, "facts")
        facts = [site.facts[fact] for fact in row.facts]
        for field, value in (("place", facts[0].place), ("date", facts[0].as_of)):
            if chart.labels == field and not row.label and not value:
                message = f"'{facts[0].id}' has no {field} to name the row."
                hint = "Give the row a 'label:', or give the fact the missing field."
                yield Problem(there, "chart-label", message, hint)
        moments = [fact.as_of for fact in facts if fact.as_of]
        if chart.kind in ("line", "change") and moments != sorted(set(moments)):
            message = "The facts of this row are not in chronological order."
            yield Problem(there, "chart-dates", message, "Write the earliest first.")
    if chart.kind == "parts" and chart.whole:
        yield from _check_sum(site, chart, where)


def _check_counts(chart: ChartSpec, facts: list[Fact], unlike: Set[str], where: Place) -> Iterator[Problem]:
    """Places on one scale count alike. Rows that are named after places count alike, or the note says what is different."""
    rows = [fact for fact in facts if fact.id != chart.whole]
    measured = Counter(measure for measure, _ in {(fact.measure, fact.place) for fact in rows})
    # In a line or change, the figures of a row are compared with each other.
    is_one_scale = chart.kind not in ("table", "line", "change")
    if is_one_scale and any(measured[measure] > 1 for measure in unlike) and not common_count(facts):
        message = "The places of this chart do not count alike, so that one scale would rank what cannot be compared."
        hint = "Give facts that count alike the same 'counts:', or write 'kind: table'."
        yield Problem(where("kind"), "chart-counts", message, hint)
        return
    counted = {fact.counts for fact in facts}
    if chart.labels == "place" and len(counted) > 1 and not chart.note:
        named = ", ".join(sorted(f"'{one}'" for one in counted if one))
        message = (
            f"The places of this chart do not count alike: {named}{' and what has no key' if '' in counted else ''}."
        )
        hint = (
            "Say in 'note:' what is different, give facts that count alike the same 'counts:', or leave the others out."
        )
        yield Problem(where("rows"), "chart-counts", message, hint)


def _check_sum(site: Site, chart: ChartSpec, where: Place) -> Iterator[Problem]:
    """The parts add up to the whole, with the precision of the print. If the chart has a rest, they may add up to less."""
    facts = [site.facts[fact] for fact in chart.facts]
    whole, *parts = (figure_interval(fact.figure, site.units[fact.figure.unit]) for fact in facts)
    low, high = sum((part.low for part in parts), Fraction(0)), sum((part.high for part in parts), Fraction(0))
    doubted = any(map(site.is_doubtful, facts))
    if low > whole.high and not doubted:
        message = f"The parts add up to at least {float(low):.6g}, more than the whole."
        hint = "Correct the figures, or draw them as 'kind: bars'."
        yield Problem(where("whole"), "chart-sum", message, hint)
    elif high < whole.low and not chart.rest and not doubted:
        message = f"The parts add up to at most {float(high):.6g}, less than the whole."
        yield Problem(where("whole"), "chart-sum", message, "Say what the rest is: 'rest: {...}'.")


def _facts(chart: ChartSpec, where: Place) -> Iterator[tuple[str, Where]]:
    """Yield (id, place) for each fact that a chart names."""
    if chart.whole:
        yield chart.whole, where("whole")
    for number, row in enumerate(chart.rows):
        for place, fact in enumerate(row.facts):
            yield fact, where("rows", number, "facts", place)
