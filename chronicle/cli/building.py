"""Commands that make something of the content: build, check, serve."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import click

from chronicle.cli.frame import (
    EXIT_PROBLEMS,
    base_url_option,
    commands,
    compare_option,
    current_language,
    debug_option,
    jobs_option,
    open_project,
    output_option,
    print_problems,
    project_option,
    read_earlier,
    say,
    tell_example,
    tell_words,
)
from chronicle.cli.progress import ProgressBar, set_column
from chronicle.messages import translate, translate_problem
from chronicle.problems import ContentError, Problem, printable

MOST_NOTES = 3  # of one kind
MOST_LETTERS = 40  # that a note shows

if TYPE_CHECKING:
    from chronicle.builds import Build
    from chronicle.made import MadeSite
    from chronicle.pipeline import Built
    from chronicle.project import Project
    from chronicle.timing import Count, Stage, Timer


def _cluster(ctx: click.Context, parameter: click.Parameter, value: str) -> str:
    if value and not value.startswith("dask:"):
        raise click.BadParameter(f"'{printable(value)}' names no executor; write dask:tcp://HOST:8786.")
    if value and find_spec("distributed") is None:
        raise click.BadParameter("This needs Dask, which is not installed: pip install 'chronicle[dask]'.")
    return value


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
@output_option(help="The folder to write the site to (default: output/ in the project).")
@base_url_option
@jobs_option
@click.option("--no-search", is_flag=True, help="Build without the search index.")
@click.option("--in-place", is_flag=True, help="Keep the output folder and replace its files one by one.")
@click.option("--staging", is_flag=True, help="Exclude search engines; for a trial address.")
@click.option(
    "--compress", is_flag=True, help="Write .gz and .br files beside text files, for servers that send these."
)
@click.option(
    "--executor", "cluster", callback=_cluster, default="", help="Let a cluster read the texts: dask:tcp://HOST:8786."
)
@compare_option
@click.option("--quiet", "-q", is_flag=True, help="Say nothing unless something is wrong.")
@click.option(
    "--profile",
    type=click.Path(dir_okay=False, writable=True, path_type=Path),
    help="Write what each stage took into this file, as a trace that browsers show (about:tracing, ui.perfetto.dev).",
)
@debug_option
def build(
    project: Path,
    output: Path | None,
    base_url: str | None,
    jobs: int,
    no_search: bool,
    in_place: bool,
    staging: bool,
    compress: bool,
    cluster: str,
    compared: Path | None,
    quiet: bool,
    profile: Path | None,
) -> None:
    """Build the site: content/ becomes output/."""
    from chronicle.builds import plan_build
    from chronicle.timing import Timer

    tell: Callable[[str], None] = (lambda line: None) if quiet else say
    opened = open_project(project)
    target = output or opened.root / "output"
    earlier = read_earlier(compared)
    asked = base_url, no_search, staging, compress, earlier
    bar = ProgressBar(is_shown=not quiet, language=current_language())
    timer = Timer(_tell_stages(tell, bar), bar.show)
    planned = plan_build(opened, target, asked)
    if told := planned.find():
        for line in ("Nothing has changed since the last build.", *told):
            tell(line)
        _write_trace(profile, timer)
        return
    can_stand_on_last = not (in_place or compress or earlier)
    site = _build_again(opened, planned, staging, timer) if can_stand_on_last else None
    if site:
        told = planned.told
    else:
        from chronicle.pipeline import Options, build_site
        from chronicle.remaking import keep_site

        options = Options(base_url, is_staging=staging, earlier=earlier)
        try:
            built = build_site(
                opened,
                target,
                options,
                jobs=jobs,
                cluster=cluster,
                with_search=not no_search,
                in_place=in_place,
                compress=compress,
                timer=timer,
                done=lambda: planned.standing,
            )
        finally:
            bar.clear()
        site = keep_site(built.made, built.indexed) if can_stand_on_last else b""
        told = [*_tell_build(built, target), *_tell_english(opened, built)]
    tell(f"  {set_column(translate('all', bar.language))}{timer.seconds:6.2f} s")
    for line in told:
        tell(line)
    if planned.is_current():
        planned.remember(told, site)
    _write_trace(profile, timer)


def _build_again(opened: Project, planned: Build, is_staging: bool, timer: Timer) -> bytes | None:
    """Rebuild the pages of edited texts if nothing else has changed; return the kept site for the next build, or None if the whole site must be built."""
    edited = [*map(Path, planned.find_edits())]
    if not edited or not all(path.is_relative_to(opened.root / "content") for path in edited):
        return None
    if not (site := planned.site):
        return None
    from chronicle.remaking import remake_site

    return remake_site(
        opened,
        planned.output,
        {*map(opened.name, edited)},
        site,
        timer,
        planned.noted,
        is_staging,
        lambda: planned.standing,
    )


def _tell_stages(tell: Callable[[str], None], bar: ProgressBar) -> Callable[[Stage], None]:
    def tell_stage(stage: Stage) -> None:
        bar.clear()
        told = [translate(one, bar.language) for one in (stage.name, *_tell_counts(stage))]
        tell("  ".join([f"  {set_column(told[0])}{stage.seconds:6.2f} s", *told[1:]]))

    return tell_stage


def _tell_counts(stage: Stage) -> Iterator[str]:
    for what, (total, kept) in stage.counts.items():
        yield f"{what}: {total}, {kept} of them kept" if kept else f"{what}: {total}"


def _write_trace(file: Path | None, timer: Timer) -> None:
    """Write the stages of a build, and what other processes did, as a trace, which `about:tracing` of Chromium and ui.perfetto.dev show."""
    if not file:
        return
    since = time.time() - time.perf_counter()  # other processes report Unix times
    stages = [_event(os.getpid(), one.name, one.began, one.seconds, one.counts) for one in timer.stages]
    shared = [_event(span.process, what, span.began - since, span.seconds, {}) for what, span in timer.spans]
    file.write_text(json.dumps({"traceEvents": stages + shared}, indent=1), encoding="utf-8")


def _event(process: int, name: str, began: float, seconds: float, counts: Mapping[str, Count]) -> dict[str, object]:
    """Return an event of a trace, whose times are in microseconds."""
    place = {"pid": process, "tid": process}
    args = {what: count._asdict() for what, count in counts.items()}
    return {"name": name, "ph": "X", "ts": began * 1e6, "dur": seconds * 1e6, **place, "args": args}


def _tell_build(built: Built, output: Path) -> Iterator[str]:
    """Yield the messages of a finished build."""
    made = built.made
    searched = f", {len(built.indexed)} of them searchable" if built.indexed else ", without search"
    yield f"{len(made.pages)} pages{searched}, {len(made.site.facts)} facts."
    yield from _tell_unset(made.unset)
    yield f"The site is in {printable(str(output))}"
    yield from tell_example(made.addresses)


def _tell_unset(unset: Mapping[str, str]) -> Iterator[str]:
    """Yield a note for each page whose share picture needs glyphs that the fonts lack, or one note for all if there are many such pages, as in a script without a font."""
    if len(unset) <= MOST_NOTES:
        for path, letters in sorted(unset.items()):
            yield f"Note: {path} has no share picture of its own, because the fonts have no glyphs for: {letters}"
        return
    lacking = "".join(dict.fromkeys("".join(unset[path] for path in sorted(unset))))
    shown = lacking if len(lacking) <= MOST_LETTERS else f"{lacking[:MOST_LETTERS]}…"
    yield f"Note: {len(unset)} pages have no share picture of their own, because the fonts have no glyphs for: {shown}"


def _tell_english(opened: Project, built: Built) -> Iterator[str]:
    """Yield a note for each language in which some interface words are English because nobody has translated them."""
    from chronicle.reading import read_word_states

    states = read_word_states(opened, built.made.site.locales)
    for one in tell_words(state for state in states if state.english):
        yield f"Note: the interface in {one}"


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
@debug_option
def serve(project: Path, port: int, host: str, opens: bool, editor: str) -> None:
    """Preview the site and reload it in the browser whenever a file changes."""
    from chronicle.serve import serve_site

    language = current_language()  # other threads do not know it
    tell, complain = partial(say, language=language), partial(print_problems, language=language)
    serve_site(open_project(project), host, port, tell, complain, language, editor, opens)
