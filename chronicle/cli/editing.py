"""Commands for editors: explain, new, translations, schemas."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Sequence
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from chronicle.cli.frame import (
    EXIT_PROBLEMS,
    Group,
    commands,
    current_language,
    debug_option,
    open_project,
    project_option,
    say,
    tell_words,
)
from chronicle.messages import explain_in
from chronicle.problems import printable, suggest

if TYPE_CHECKING:
    from chronicle.project import Project


@commands.command()
@click.argument("rule", required=False)
def explain(rule: str | None) -> None:
    """Explain the rule with the id RULE, which is shown after each problem; without RULE, list all rules."""
    from chronicle.rules import RULES

    if rule is not None and rule not in RULES:
        raise click.UsageError(f"There is no rule '{printable(rule)}'. {suggest(rule, RULES)}")
    for one in [rule] if rule else sorted(RULES):
        say(f"{one}\n    {explain_in(one, current_language())}")


@commands.group(cls=Group)
def new() -> None:
    """Begin a chapter, sheet, chart or entry in every language of the site."""


def _telling(begin: Callable[..., Iterable[str]]) -> Callable[..., None]:
    """Return the function of a command, which calls `begin` with the project and prints each line that it returns."""

    @project_option
    @debug_option
    @wraps(begin)
    def run(project: Path, **given: Any) -> None:
        for line in begin(open_project(project), **given):
            say(line)

    return run


def _add_beginning(kind: str, arguments: Sequence[str], help_: str) -> None:
    """Add the command `new KIND` with some arguments."""

    @_telling
    def begin(project: Project, **given: str) -> Iterable[str]:
        from chronicle.scaffold import BEGINNINGS

        return BEGINNINGS[kind](project, **given)

    for argument in reversed(arguments):
        begin = click.argument(argument)(begin)
    new.command(kind, help=help_)(begin)


_IN_PART, _ALONE = ("part", "key"), ("key",)
_add_beginning("chapter", _IN_PART, "Begin the chapter KEY in PART: a file per language, and its place in site.yaml.")
_add_beginning(
    "county", _IN_PART, "Begin the chapter KEY in PART, with a profile if other chapters have one, and the place KEY."
)
_add_beginning("part", _ALONE, "Begin the part KEY: its opening per language, and its place in site.yaml.")
_add_beginning("chart", _ALONE, "Begin the chart KEY.")
_add_beginning("sheet", _ALONE, "Begin the fact sheet KEY.")
for _kind in ("source", "place", "term", "person", "event"):
    _add_beginning(_kind, _ALONE, f"Add the {_kind} KEY with its required fields.")


@commands.command()
@project_option
@click.option("--only", multiple=True, metavar="TEXT", help="Compare only the text with this key: measures/industry.")
@click.option("--accept", is_flag=True, help="Record that everything is in step now.")
@debug_option
def translations(project: Path, only: tuple[str, ...], accept: bool) -> None:
    """List the blocks that were changed in only one language since they were in step; the exit code is 1 if there are any."""
    from chronicle.translations import accept_translations, find_dates, find_translations, is_in_step, tell_translations

    opened = open_project(project)
    try:
        found = find_translations(opened, only)
    except ValueError as error:
        raise click.UsageError(str(error)) from error
    if accept:
        say(f"{accept_translations(opened, found)} blocks are in step.")
        return
    for line in tell_translations(found, find_dates(opened)):
        say(line)
    sys.exit(0 if is_in_step(found) else EXIT_PROBLEMS)


@commands.command()
@click.argument("language", required=False)
@_telling
def words(project: Project, language: str | None) -> Iterable[str]:
    """Show where the interface words of each language come from; with LANGUAGE, list those to translate, in the format of interface.yaml."""
    from chronicle.reading import read_settings, read_word_states

    locales = {key: one.locale for key, one in read_settings(project).languages.items()}
    states = {state.language: state for state in read_word_states(project, locales)}
    if language is None:
        return tell_words(states.values())
    if language not in states:
        raise click.UsageError(f"There is no language '{printable(language)}'. {suggest(language, states)}")
    words = states[language].english.items()
    return (f"{key}: {{{language}: {json.dumps(word, ensure_ascii=False)}}}" for key, word in words)


@commands.command()
@_telling
def schemas(project: Project) -> Iterable[str]:
    """Rewrite content/.schemas/, which editors use to check and complete the YAML files."""
    from chronicle.scaffold import write_schemas

    return write_schemas(project)
