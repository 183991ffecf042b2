"""The command that shows the site while it is edited: serve."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

import click

from chronicle.cli.frame import (
    commands,
    current_language,
    debug_option,
    jobs_option,
    open_project,
    print_problems,
    project_option,
    say,
)
from chronicle.cli.progress import ProgressBar
from chronicle.problems import Problem, printable


def _editor(ctx: click.Context, parameter: click.Parameter, value: str) -> str:
    if "{path}" not in value:
        raise click.BadParameter(f"'{printable(value)}' names no file; write {{path}} where its path belongs.")
    return value


def _host(ctx: click.Context, parameter: click.Parameter, value: str) -> str:
    """Return the address of a machine without the brackets of IPv6. Raises BadParameter if no browser could open it."""
    from chronicle.urls import parse_base_url

    host = value.removeprefix("[").removesuffix("]")
    try:
        parse_base_url(f"http://[{host}]/" if ":" in host else f"http://{host}/")
    except ValueError:
        message = f"'{value}' is no address of a machine, such as 127.0.0.1, ::1 or localhost."
        raise click.BadParameter(message) from None
    return host


@commands.command()
@project_option
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8000,
    show_default=True,
    help="The port to listen on; 0 chooses a free one.",
)
@click.option("--host", default="127.0.0.1", show_default=True, callback=_host, help="The address to listen on.")
@click.option("--open", "opens", is_flag=True, help="Open the preview in the browser.")
@click.option(
    "--editor",
    callback=_editor,
    default="vscode://file{path}:{line}",
    show_default=True,
    help="The address that a page's link to its source opens, with the file's path and line.",
)
@jobs_option
@debug_option
def serve(project: Path, port: int, host: str, opens: bool, editor: str, jobs: int) -> None:
    """Preview the site and reload it in the browser whenever a file changes."""
    from chronicle.serve import serve_site
    from chronicle.timing import Timer

    language = current_language()  # other threads do not know it
    bar = ProgressBar(language=language)

    def complain(problems: Sequence[Problem]) -> None:
        bar.clear()
        print_problems(problems, language=language)

    timer = Timer(lambda stage: bar.clear(), bar.show)
    tell = partial(say, language=language)
    serve_site(open_project(project), host, port, tell, complain, language, editor, opens, jobs, timer)
