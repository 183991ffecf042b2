"""Shared parts of all commands: their language, options, printing, and what `main` must know about the running command."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from chronicle import __version__
from chronicle.messages import LANGUAGES, SPOKEN, translate, translate_problem
from chronicle.problems import Problem

if TYPE_CHECKING:
    from chronicle.editions import Edition
    from chronicle.project import Project
    from chronicle.reading import WordState
    from chronicle.urls import Addresses

EXIT_PROBLEMS, EXIT_USAGE = 1, 2
MOST_JOBS = 256


@dataclass
class Run:
    """The state of the running command for `main`, and the editor's language for all commands."""

    debug: bool = False
    language: str = SPOKEN
    has_output: bool = False  # the command takes --output


def _make_language_option() -> click.Option:
    help_ = "The language of messages (default: that of the system)."
    return click.Option(["--lang"], type=click.Choice(LANGUAGES), expose_value=False, help=help_)


class Command(click.Command):
    """A command with the option `--lang`, the language of its messages."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.params.append(_make_language_option())

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command, and note whether it takes `--output`, on which the hints of errors depend."""
        ctx.ensure_object(Run).has_output = any("--output" in one.opts for one in self.params)
        return super().invoke(ctx)


class Group(click.Group):
    """A group of commands with the option `--lang`."""

    command_class = Command

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.params.append(_make_language_option())


class DefaultGroup(Group):
    """A group of commands in which `build` is the default, and `--lang`, an option of every command, may also be before the command."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put `build` before arguments that do not begin with a command, and move `--lang` behind the command."""
        end = 0
        if args and args[0].partition("=")[0] == "--lang":
            end = 1 if "=" in args[0] else 2
        language, args = args[:end], args[end:]
        if not args or (args[0].startswith("-") and args[0] not in ("--help", "-h", "--version")):
            args = ["build", *args]
        return super().parse_args(ctx, args if args[0].startswith("-") else [args[0], *language, *args[1:]])


def _base_url(ctx: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    if value is not None:
        from chronicle.urls import parse_base_url

        try:
            parse_base_url(value)
        except ValueError as error:
            raise click.BadParameter(f"{error}.") from error
    return value


def _count_processors() -> int:
    """Return how many processors this process may use, at most `MOST_JOBS`."""
    found = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(found, MOST_JOBS)


def _debug(ctx: click.Context, parameter: click.Parameter, value: bool) -> None:
    ctx.ensure_object(Run).debug = value


project_option = click.option(
    "--project", type=click.Path(exists=True, file_okay=False, path_type=Path), default=Path("."),
    help="The folder that contains content/ (default: the current one).",
)  # fmt: skip
output_option = partial(click.option, "--output", type=click.Path(path_type=Path))
base_url_option = click.option(
    "--base-url", callback=_base_url, help="The address of the published site, with or without a path below the host."
)
jobs_option = click.option(
    "--jobs",
    type=click.IntRange(1, MOST_JOBS),
    default=_count_processors,
    show_default="as many as the machine has processors",
    help="The number of processes that read texts, render pages and make pictures.",
)
compare_option = click.option(
    "--compare",
    "compared",
    type=click.Path(exists=True, path_type=Path),
    metavar="OLD",
    help="Add pages that list what has changed since the edition in OLD, a snapshot's folder or .zip.",
)
debug_option = click.option(
    "--debug",
    is_flag=True,
    expose_value=False,
    callback=_debug,
    help="Show where in the program an unexpected error occurred.",
)


@click.group(cls=DefaultGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="chronicle")
def commands() -> None:
    """Turn content/ into a searchable site in several languages. The default command is build."""


def open_project(folder: Path) -> Project:
    """Return the project in a folder."""
    from chronicle.project import Project

    return Project(folder.resolve())


def program() -> list[str]:
    """Return the words that started this program, so that a suggested command can be typed as it is shown."""
    return [sys.orig_argv[0], sys.argv[0]] if Path(sys.argv[0]).name == "build.py" else ["chronicle"]


def read_earlier(path: Path | None) -> Edition | None:
    """Return the edition that the site is to be compared with, if one was named."""
    if path is None:
        return None
    from chronicle.reading import read_snapshot

    return read_snapshot(path)


def current_language() -> str:
    """Return the language of the editor."""
    context = click.get_current_context(silent=True)
    run = context.find_object(Run) if context else None
    return run.language if run else SPOKEN


def print_problems(problems: Sequence[Problem], language: str = "") -> None:
    """Print problems and their number, in the language of the editor if none is named."""
    spoken = language or current_language()
    for problem in problems:
        say(str(translate_problem(problem, spoken)), err=True, language=spoken)
    say(f"{len(problems)} problem{'s' if len(problems) != 1 else ''}. Nothing was written.", err=True, language=spoken)


def tell_example(addresses: Addresses) -> Iterator[str]:
    """Yield a warning if the pages of a site have an address that is reserved for examples."""
    if addresses.is_example:
        yield (
            f"NOT FOR PUBLISHING: its pages say that they stand at {addresses.base_url}, which is an address of examples. "
            "Set base_url in content/site.yaml, or build with --base-url."
        )


def tell_words(states: Iterable[WordState]) -> Iterator[str]:
    """Yield a line for each language: how many interface words it has, how many of them are English, and whether they were reviewed."""
    for one in states:
        english = (
            f", {len(one.english)} of them English: build.py words {one.language} lists them" if one.english else ""
        )
        reviewed = "" if one.is_reviewed else "; the built-in texts have not been reviewed by a native speaker"
        yield f"{one.language}: {one.count} words{english}{reviewed}"


def say(text: str, err: bool = False, end: str = "\n", language: str = "") -> None:
    """Print a text in a language; if nobody reads the output any more (`| head`), the rest is discarded, and the work goes on."""
    try:
        click.echo(translate(text, language or current_language()) + end, nl=False, err=err)
    except BrokenPipeError:
        stream = sys.stderr if err else sys.stdout
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
