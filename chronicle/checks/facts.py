"""Rules of facts: arithmetic that must hold, values that are impossible or repeated, facts that nothing uses."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations

from chronicle.checks.content import Content
from chronicle.model import Fact, Relation, Site
from chronicle.problems import Problem, find_near, suggest
from chronicle.relations import calculate, evaluate, holds, parse_calculation

FEWEST_ALIKE = 2
TELLING_DIGITS = 3  # 218 is hardly the figure of two different facts; 20 or 3,000 may be


def check_relations(content: Content) -> Iterator[Problem]:
    """A relation holds with the precision of the print; one that is declared a contradiction does not."""
    site = content.site
    for relation in site.relations:
        where = site.registry.where("relation", relation.key, "holds")
        lacking = [fact for fact in relation.facts if content.lacks("fact", fact)]
        for fact in lacking:
            yield content.tell_unknown("fact", fact, where)
        if lacking or any(fact not in site.facts for fact in relation.facts):
            continue
        try:
            true = holds(relation, site.facts, site.units)
        except ZeroDivisionError:
            message = f"The relation '{relation.key}' divides by a value that may be zero."
            yield Problem(where, "relation-divides-by-zero", message, _operands(relation, site))
            continue
        if not true and not relation.contradiction:
            message = f"The relation '{relation.key}' does not hold: {_sides(relation, site)}."
            hint = f"{_operands(relation, site)} Correct the wrong figure, or add 'contradiction: {{...}}' if the sources print it so."
            yield Problem(where, "relation-fails", message, hint)
        if true and relation.contradiction:
            message = (
                f"The relation '{relation.key}' is declared a contradiction, but it holds: {_sides(relation, site)}."
            )
            hint = "Remove 'contradiction:', or state what is contradicted."
            yield Problem(where, "contradiction-holds", message, hint)


def check_calculations(content: Content) -> Iterator[Problem]:
    """A calculation in a text has a unit, and at least two certain digits."""
    site = content.site
    if not content.is_whole("unit"):
        return
    figures = {fact.id: fact.figure for fact in site.facts.values()}
    for body in content.bodies.values():
        for mention in (one for one in body.mentions if one.kind == "calculation"):
            calculation = parse_calculation(mention.target)
            if any(fact not in figures for fact in calculation.facts):
                continue
            try:
                calculate(calculation, figures, site.units)
            except ValueError as error:
                message = f"'{{{mention.target}}}' cannot be calculated: {error}."
                hint = "Write the unit before the sign, {people = ...}, or use facts that are printed more precisely."
                yield Problem(mention.where, "wrong-calculation", message, hint)


def check_contradictions(content: Content) -> Iterator[Problem]:
    """A contradiction has a kind of doubt, if the site has kinds of doubt; a relation that is no contradiction has none."""
    registry = content.site.registry
    for relation in content.site.relations:
        if relation.contradiction and not relation.doubt and content.known("doubt-kind"):
            message = f"The contradiction '{relation.key}' has no kind of doubt."
            hint = f"Add 'doubt:' with a kind from site.yaml. {suggest('', content.known('doubt-kind'))}"
            yield Problem(registry.where("relation", relation.key), "missing-doubt", message, hint)
        elif relation.doubt and not relation.contradiction:
            message = f"The relation '{relation.key}' has a kind of doubt but no contradiction."
            hint = "Say in 'contradiction:' what the sources print, or remove 'doubt:'."
            yield Problem(registry.where("relation", relation.key, "doubt"), "missing-doubt", message, hint)


def check_untold_facts(content: Content) -> Iterator[Problem]:
    """Each fact is used in a text, or in a chart of a text.

    A fact that shares its sheet or its key with an unknown fact in a text counts as used: it may be the one that is meant. A fact that only
    some languages use is reported by the comparison of the halves.
    """
    site = content.site
    if not content.is_told or not content.is_whole("chart"):
        return
    mistyped = {part for fact in content.unknown_facts for part in fact.split(".", 1)}
    outlines = [content.outlines[text.halves[language].path] for language in site.written.whole for text in site.texts]
    charts = {key for outline in outlines for kind, key in outline.mentions if kind == "chart"}
    charts |= {find_near(key, site.charts) for key in charts - site.charts.keys()}  # a mistyped key is reported
    drawn = {fact for key in charts & site.charts.keys() for fact in site.charts[key].facts}
    told = drawn.union(*(outline.facts for outline in outlines))
    for fact in site.facts.values():
        if fact.id not in told and not mistyped & {fact.sheet, fact.key}:
            message, cause = (
                f"No text uses the fact '{fact.id}'.",
                f"No text uses many facts of the sheet '{fact.sheet}'.",
            )
            hint = f"Refer to it where it belongs: {{{fact.id}}}."
            yield Problem(fact.where, "unused-fact", message, hint, cause, (fact.id,))


def check_unused_counts(content: Content) -> Iterator[Problem]:
    """A declared count is used by at least two facts."""
    site = content.site
    if not content.is_whole("sheet", "fact"):
        return
    used = Counter(fact.counts for fact in site.facts.values())
    for key in site.counts:
        if used[key] < FEWEST_ALIKE:
            message = (
                f"{'Only one fact counts' if used[key] else 'No fact counts'} '{key}', so there is nothing to compare."
            )
            hint = "Write 'counts:' in all facts that count it, or remove it from counts.yaml and its fact."
            yield Problem(site.registry.where("count", key), "unused-count", message, hint)


def check_one_value(content: Content) -> Iterator[Problem]:
    """One measure of one place at one date has one value, unless the sources are declared to contradict each other."""
    site = content.site
    if not content.is_whole("relation"):
        return
    groups: dict[tuple[str, ...], list[Fact]] = defaultdict(list)
    for fact in site.facts.values():
        counted = fact.counts or fact.label[site.languages[0]]
        groups[counted, fact.place, fact.as_of, fact.figure.unit].append(fact)
    declared = {frozenset(relation.facts) for relation in site.relations if relation.contradiction}
    for facts in groups.values():
        for one, two in combinations(facts, 2):
            same = (one.figure.value, one.figure.value_max) == (two.figure.value, two.figure.value_max)
            if not same and not any({one.id, two.id} <= pair for pair in declared):
                there = f"{one.where.path}:{one.where.line}"
                message = f"The facts '{one.id}' ({one.figure.printed}, {there}) and '{two.id}' ({two.figure.printed}) measure the same."
                hint = "Say in the labels or dates what is different, or declare a contradiction in relations.yaml."
                yield Problem(two.where, "two-values", message, hint)


def check_stored_once(content: Content) -> Iterator[Problem]:
    """A figure is stored once: the same value of one place from one source does not stand in two sheets, or twice in one."""
    site = content.site
    if not site.registry.is_whole("relation"):
        return
    groups: dict[tuple[object, ...], list[Fact]] = defaultdict(list)
    for fact in site.facts.values():
        figure = fact.figure
        if len(str(figure.value).rstrip("0").replace(".", "")) >= TELLING_DIGITS:
            groups[fact.source, fact.place, figure.value, figure.value_max, figure.unit].append(fact)
    told: set[str] = set()
    for facts in groups.values():
        for one, two in combinations(facts, 2):
            is_dated_alike = one.as_of == two.as_of or not (one.as_of and two.as_of)
            is_related = any({one.id, two.id} <= set(relation.facts) for relation in site.relations)
            is_repeated = one.sheet != two.sheet or one.label == two.label
            if is_repeated and is_dated_alike and not is_related and two.id not in told:
                told.add(two.id)
                there = f"{one.where.path}:{one.where.line}"
                message = f"The fact '{two.id}' ({two.figure.printed}) is already stored as '{one.id}' ({one.figure.printed}, {there})."
                hint = f"Refer to {{{one.id}}}; if the two are different things, state '{one.id} == {two.id}' and why in relations.yaml."
                yield Problem(two.where, "repeated-figure", message, hint)


def check_ranges(content: Content) -> Iterator[Problem]:
    """No value is higher than its unit, or the fact itself, allows."""
    site = content.site
    for fact in site.facts.values():
        highest = fact.highest if fact.highest is not None else site.units[fact.figure.unit].highest
        value = fact.figure.value_max or fact.figure.value
        if highest is not None and value > highest and not site.is_doubtful(fact):
            message = f"The fact '{fact.id}' is {fact.figure.printed}, but {fact.figure.unit} goes up to {highest}."
            hint = "Correct the figure; if it is intended, add 'highest:' to the fact, or 'doubt:' with a note."
            yield Problem(site.registry.where("fact", fact.id, "printed"), "too-high", message, hint)


def _sides(relation: Relation, site: Site) -> str:
    """Return a relation as text, with the values that the print allows for each side."""
    shown = []
    figures = {fact: site.facts[fact].figure for fact in relation.facts}
    for side in (relation.left, relation.right):
        interval = evaluate(side, figures, site.units)
        low, high = (_show_end(end) for end in (interval.low, interval.high))
        shown.append(low if low == high else f"{low} to {high}")
    return f"{relation.text}, that is, {shown[0]} {relation.sign} {shown[1]}"


def _show_end(end: Fraction) -> str:
    size = len(str(abs(int(end)))) - 1
    return f"{float(end):.6g}" if size < 300 else f"{'-' if end < 0 else ''}10^{size}"


def _operands(relation: Relation, site: Site) -> str:
    facts = [site.facts[fact] for fact in relation.facts]
    return " ".join(f"{fact.id} is {fact.figure.printed} ({fact.where.path}:{fact.where.line})." for fact in facts)
