"""The command that checks the content: check."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from chronicle.cli.frame import (
    EXIT_PROBLEMS,
    commands,
    current_language,
    debug_option,
    jobs_option,
    open_project,
    project_option,
    say,
)
from chronicle.messages import translate_problem
from chronicle.problems import ContentError, Problem, printable

if TYPE_CHECKING:
    from chronicle.made import MadeSite
    from chronicle.project import Project


@commands.command()
@project_option
@jobs_option
@click.option(
    "--format",
    "format_",
    type=click.Choice(("text", "json", "github", "sarif")),
    default="text",
    show_default=True,
    help="The format of problems; all formats but text go to the standard output.",
)
@click.option(
    "--published",
    metavar="URL|FILE",
    help="Check too that every address of a published SHA256SUMS or sitemap.xml still leads somewhere.",
)
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@debug_option
def check(project: Path, jobs: int, format_: str, published: str | None, paths: tuple[Path, ...]) -> None:
    """Check the content against every rule; nothing is written.

    With PATHS, check only these files (a text in all its languages), which is quick.
    """
    from chronicle.formats import FORMATS

    problems: tuple[Problem, ...] = ()
    told = ""
    try:
        told = _check(open_project(project), jobs, published, paths)
    except ContentError as error:
        if format_ == "text":
            raise
        problems = error.problems
    if format_ == "text":
        say(told)
    else:
        say(FORMATS[format_]([translate_problem(problem, current_language()) for problem in problems]), end="")
        sys.exit(EXIT_PROBLEMS if problems else 0)


def _check(project: Project, jobs: int, published: str | None, paths: Sequence[Path]) -> str:
    """Check the content, or only some files of it; return the message for content without problems. Raises ContentError with the problems."""
    if not paths:
        from chronicle.pipeline import check_project

        made = check_project(project, jobs)
        if published:
            _check_published(published, made)
        site = made.site
        return f"No problems in {len(site.texts)} texts and {len(site.facts)} facts."
    files = [one for path in paths for one in (sorted(path.rglob("*")) if path.is_dir() else [path]) if one.is_file()]
    for file in files:
        if not file.resolve().is_relative_to(project.root / "content"):
            raise click.UsageError(f"{printable(str(file))} is not in the content of the project.")
    from chronicle.executors import open_executor
    from chronicle.loading import check_files

    with open_executor(jobs) as executor:
        problems = check_files(project, {project.name(file.resolve()) for file in files}, executor)
    if problems:
        raise ContentError(problems)
    return f"No problems in {len(files)} file{'s' if len(files) != 1 else ''}."


def _check_published(source: str, made: MadeSite) -> None:
    """Raise ContentError if an address that was published no longer leads anywhere."""
    from chronicle.deploy import find_lost, read_published

    name, text = read_published(source)
    paths = {*made.paths, *(file.path for file in made.output)}
    if problems := list(find_lost(name, text, made.addresses.root, paths)):
        raise ContentError(problems)
