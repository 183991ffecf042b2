"""Fact sheets: an editor's entry → complete facts, with all defaults filled in and the figures read."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from chronicle.dates import DATE_HINT, check_period
from chronicle.figures import NoDigits, Print, UnknownUnit, read_figure
from chronicle.model import Document, Fact, Factsheet, Unit
from chronicle.model.entries import FactEntry, SheetEntry
from chronicle.problems import Problem, Where


def make_factsheet(
    key: str,
    entry: SheetEntry,
    document: Document,
    units: Mapping[str, Unit],
    are_units_whole: bool = True,
    form: Print | None = None,
) -> tuple[Factsheet, list[Problem]]:
    """Return a sheet and the problems of its facts; a fact with a problem is left out of the sheet.

    `form` tells how sources without Chinese numerals print figures. If some units could not be read (`are_units_whole` is false), a fact whose
    figure cannot be read is left out without a problem.
    """
    facts: list[Fact] = []
    without_source = _find_without_source(entry, document)
    problems = [_no_source(without_source, document)] if without_source else []
    for name, fact_entry in entry.facts.items():
        mistakes = _check_fact(name, fact_entry, document)
        try:
            figure = read_figure(fact_entry.printed, units, fact_entry.unit or None, form)
        except ValueError as error:
            figure = None
            # An unknown unit is reported where references to units are checked.
            if are_units_whole and (not fact_entry.unit or fact_entry.unit in units):
                mistakes.append(unreadable(document.where_value("facts", name, "printed"), error, form))
        problems.extend(mistakes)
        if mistakes or figure is None or name in without_source:
            continue
        own = {field: value for field, value in fact_entry if field not in ("printed", "unit")}  # in the figure
        shared = {field: own[field] or getattr(entry, field) for field in ("place", "theme", "source")}
        where = document.where("facts", name)
        facts.append(Fact(f"{key}.{name}", key, name, figure=figure, where=where, **{**own, **shared}))
    sheet = Factsheet(key, entry.title, entry.intro, tuple(facts), document.where())
    return sheet, problems


def unreadable(where: Where, error: ValueError, form: Print | None) -> Problem:
    """Return the problem of a figure that cannot be read; words before its number are never proposed as a unit."""
    examples = form.example if form else "46.8万人, 7300多亩, 近10亿元, 6000-10000元"
    hint, cause = f"Write number, unit and qualification as printed: {examples}.", ""
    if isinstance(error, UnknownUnit) and form and error.before:
        hint = f"'{error.before}' qualifies no number here. Among the words that do are {form.qualifying}. In interface.yaml add it to the list of its bound, such as figure.about.synonyms: '{error.before} {{n}}'."
    elif isinstance(error, UnknownUnit) and not error.form:
        hint = "Write the unit as printed; where none is, add 'unit:' with a key of units.yaml, such as count for a number alone."
    elif isinstance(error, NoDigits):
        hint = "Write it in words where it belongs, and take the fact away."
    elif isinstance(error, UnknownUnit) and re.search("[0-9一二三四五六七八九十]" if form else "[0-9]", error.form):
        hint = "A fact is one number with one unit. Write 3.5 hours for 3 hours and 30 minutes, or tell it in words in the text."
    elif isinstance(error, UnknownUnit):
        hint = f"In units.yaml add it to what a unit is printed as, or begin one: key: {{printed: [{error.form}]}}."
        cause = (
            f"The unit '{error.form}' is not in units.yaml: add it to the 'printed' of a unit there, or begin a unit."
        )
    return Problem(where, "unreadable-figure", f"This figure cannot be read: {error}.", hint, cause)


def _find_without_source(sheet: SheetEntry, document: Document) -> list[str]:
    """Return the names of the facts without a source; empty if the sheet's source may be in a field with a mistyped name."""
    is_mistyped = not set(document.get()) <= set(SheetEntry.model_fields)
    if sheet.source or document.get("source") or is_mistyped:
        return []
    return [name for name, fact in sheet.facts.items() if not fact.source]


def _no_source(names: Sequence[str], document: Document) -> Problem:
    message = f"The fact '{names[0]}' has no source."
    if len(names) > 1:
        message = f"{len(names)} facts have no source, the first is '{names[0]}'."
    hint = "Add 'source:' to the fact, or to the whole sheet."
    return Problem(document.where("facts", names[0]), "missing-source", message, hint)


def _check_fact(name: str, fact: FactEntry, document: Document) -> list[Problem]:
    """Return the problems that the shape of an entry cannot find: a doubt without a note, a date that does not exist."""
    problems = []
    if fact.doubt and not fact.note:
        message = f"The fact '{name}' is doubtful but no note says why."
        hint = f"Add 'note: {{{', '.join(f'{language}: ...' for language in fact.label)}}}'."
        problems.append(Problem(document.where("facts", name, "doubt"), "missing-note", message, hint))
    if fact.as_of and (mistake := check_period(fact.as_of)):
        where = document.where_value("facts", name, "as_of")
        problems.append(Problem(where, "wrong-date", mistake, DATE_HINT))
    return problems
