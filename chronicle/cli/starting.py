"""The command that begins a documentary: init."""

from __future__ import annotations

import shlex
from datetime import date
from pathlib import Path

import click

from chronicle.cli.frame import commands, debug_option, open_project, program, say
from chronicle.problems import printable


@commands.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), default=Path("."))
@click.option(
    "--languages", "written", metavar="CODES", default="en", show_default=True,
    help="The languages, the main one first: ja,en,ar.",
)  # fmt: skip
@debug_option
def init(folder: Path, written: str) -> None:
    """Begin a documentary in FOLDER: a chapter, figures, a source, a place and a chart, to be replaced by your own."""
    from chronicle.scaffold import init_documentary, read_languages, write_schemas
    from chronicle.translations import accept_translations, find_translations

    try:
        languages = read_languages(written)
    except ValueError as error:
        raise click.UsageError(str(error)) from error
    project = open_project(folder)
    for line in init_documentary(project, languages, date.today().isoformat()):
        say(line)
    write_schemas(project)
    accept_translations(project, find_translations(project))
    say(f"Look at it with: {printable(shlex.join([*program(), 'serve', '--project', str(folder)]))}")
