"""The command line: arguments, printing, exit codes. 0 done, 1 the content has problems, 2 wrong usage or a missing program."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from chronicle import __version__
from chronicle.output import OutputRefused
from chronicle.pipeline import build_site, load_site
from chronicle.problems import ContentError, Problem
from chronicle.reading import Project
from chronicle.scaffold import new_chapter, new_sheet, write_schemas
from chronicle.serve import serve_site
from chronicle.urls import parse_base_url

EXIT_PROBLEMS, EXIT_USAGE = 1, 2


class DefaultGroup(click.Group):
    """A group of commands in which no command means `build`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put `build` before arguments that name no command."""
        if not args or (args[0].startswith("-") and args[0] not in ("--help", "-h", "--version")):
            args = ["build", *args]
        return super().parse_args(ctx, args)


def _project(ctx: click.Context, parameter: click.Parameter, value: Path) -> Project:
    return Project(value.resolve())


def _base_url(ctx: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    if value is not None:
        try:
            parse_base_url(value)
        except ValueError as error:
            raise click.BadParameter(f"{error}.") from error
    return value


project_option = click.option(
    "--project", type=click.Path(exists=True, file_okay=False, path_type=Path), default=Path("."), callback=_project,
    help="The folder that has content/ in it; the current one if left out.",
)  # fmt: skip
output_option = click.option(
    "--output", type=click.Path(path_type=Path), help="Where the site goes; output/ in the project if left out."
)
base_url_option = click.option(
    "--base-url", callback=_base_url, help="Where the site will stand, with or without a path below the host."
)
jobs_option = click.option(
    "--jobs",
    type=click.IntRange(1),
    default=1,
    show_default=True,
    help="How many processes render chapters and make pictures.",
)


@click.group(cls=DefaultGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="chronicle")
def commands() -> None:
    """Turn content/ into a searchable site in several languages. No command means build."""


@commands.command()
@project_option
@output_option
@base_url_option
@jobs_option
@click.option("--no-search", is_flag=True, help="Leave the search index out.")
@click.option(
    "--in-place", is_flag=True, help="Keep the output folder and replace its files one by one, as a mount needs it."
)
def build(
    project: Project, output: Path | None, base_url: str | None, jobs: int, no_search: bool, in_place: bool
) -> None:
    """Build the site: content/ becomes output/."""
    target = output or project.root / "output"
    report = build_site(project, target, base_url, jobs, with_search=not no_search, in_place=in_place)
    for stage, seconds in report.seconds.items():
        click.echo(f"  {stage:<16}{seconds:6.2f} s")
    searched = f", {report.searchable} of them searchable" if report.searchable else ", without search"
    click.echo(f"{report.pages} pages{searched}, {report.facts} facts in {sum(report.seconds.values()):.2f} s.")
    for path, letters in report.unset.items():
        click.echo(
            f"Note: {path} has no share picture of its own, since the fonts for these have no letters for: {letters}"
        )
    click.echo(f"The site is in {report.output}")


@commands.command()
@project_option
@jobs_option
def check(project: Project, jobs: int) -> None:
    """Check the content by every rule; nothing is written."""
    site, *_ = load_site(project, jobs=jobs)
    click.echo(f"No problems in {len(site.texts)} texts and {len(site.facts)} facts.")


@commands.command()
@project_option
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8000,
    show_default=True,
    help="The port to listen on; 0 takes a free one.",
)
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--search", is_flag=True, help="Rebuild the search index too at every change.")
def serve(project: Project, port: int, host: str, search: bool) -> None:
    """Preview the site and reload it in the browser whenever a file changes."""
    serve_site(project, host, port, with_search=search, say=click.echo, complain=_print_problems)


@commands.group()
def new() -> None:
    """Begin a chapter or a fact sheet in every language of the site."""


@new.command("chapter")
@click.argument("part")
@click.argument("key")
@project_option
def chapter_command(part: str, key: str, project: Project) -> None:
    """Begin the chapter KEY in PART: a file per language, and a line to add to site.yaml."""
    for line in new_chapter(project, part, key):
        click.echo(line)


@new.command("sheet")
@click.argument("key")
@project_option
def sheet_command(key: str, project: Project) -> None:
    """Begin the fact sheet KEY."""
    for line in new_sheet(project, key):
        click.echo(line)


@commands.command()
@project_option
def schemas(project: Project) -> None:
    """Write content/.schemas/ anew, by which editors check and complete the YAML files."""
    for line in write_schemas(project):
        click.echo(line)


def main(arguments: list[str] | None = None) -> None:
    """Run the program and leave with its exit code."""
    try:
        commands.main(arguments, standalone_mode=False)
    except ContentError as error:
        _print_problems(error.problems)
        sys.exit(EXIT_PROBLEMS)
    except click.ClickException as error:
        error.show()
        sys.exit(EXIT_USAGE)
    except (OutputRefused, OSError) as error:
        click.echo(f"Error: {error}", err=True)
        sys.exit(EXIT_USAGE)
    except click.Abort:
        sys.exit(EXIT_USAGE)


def _print_problems(problems: tuple[Problem, ...]) -> None:
    for problem in problems:
        click.echo(str(problem), err=True)
    click.echo(f"{len(problems)} problem{'s' if len(problems) != 1 else ''}. Nothing was written.", err=True)
