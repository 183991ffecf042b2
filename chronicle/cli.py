"""The command line: arguments, printing, exit codes. 0 done, 1 the content has problems, 2 wrong usage or a missing program.

What a command needs is imported when it runs, so that help and explanations are there at once.
"""

from __future__ import annotations

import errno
import gc
import inspect
import json
import os
import sys
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from chronicle import __version__
from chronicle.messages import LANGUAGES, SPOKEN, choose_language, explain_in, translate, translate_problem
from chronicle.problems import (
    ContentError,
    Problem,
    Refusal,
    Where,
    printable,
    suggest,
)

if TYPE_CHECKING:
    from chronicle.deploy import Plan, Release
    from chronicle.pipeline import MadeSite, Report, Stage
    from chronicle.project import Project

EXIT_PROBLEMS, EXIT_USAGE = 1, 2
HINTS = {
    errno.ENOSPC: "Free some space, or name another place with --output.",
    errno.EDQUOT: "Free some space, or name another place with --output.",
    errno.EACCES: "Check its permissions, or name another place with --output.",
    errno.EPERM: "Check its permissions, or name another place with --output.",
    errno.EROFS: "Name a place that may be written with --output.",
    errno.ENAMETOOLONG: "Choose a shorter name.",
    errno.EADDRINUSE: "Choose another port with --port; 0 takes any that is free.",
    errno.EADDRNOTAVAIL: "Name an address of this machine with --host.",
    errno.EMFILE: "Allow more open files (ulimit -n), or use fewer --jobs.",
}


@dataclass
class Run:
    """What `main` must know of the command that it has started, and what all commands must know: the language of the editor."""

    debug: bool = False
    language: str = SPOKEN


class Command(click.Command):
    """A command that is told in the language of the editor."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        help_ = "The language of messages; that of the system if left out."
        self.params.append(click.Option(["--lang"], type=click.Choice(LANGUAGES), expose_value=False, help=help_))


class Group(click.Group):
    """A group of such commands."""

    command_class = Command


class DefaultGroup(Group):
    """A group of commands in which no command means `build`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put `build` before arguments that name no command."""
        if not args or (args[0].startswith("-") and args[0] not in ("--help", "-h", "--version")):
            args = ["build", *args]
        return super().parse_args(ctx, args)


def _base_url(ctx: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    if value is not None:
        from chronicle.urls import parse_base_url

        try:
            parse_base_url(value)
        except ValueError as error:
            raise click.BadParameter(f"{error}.") from error
    return value


def _count_processors() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _cluster(ctx: click.Context, parameter: click.Parameter, value: str) -> str:
    if value and not value.startswith("dask:"):
        raise click.BadParameter(f"'{printable(value)}' names no executor; write dask:tcp://HOST:8786.")
    if value and find_spec("distributed") is None:
        raise click.BadParameter("This needs Dask, which is not installed: pip install 'chronicle[dask]'.")
    return value


def _debug(ctx: click.Context, parameter: click.Parameter, value: bool) -> None:
    ctx.ensure_object(Run).debug = value


project_option = click.option(
    "--project", type=click.Path(exists=True, file_okay=False, path_type=Path), default=Path("."),
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
    default=_count_processors,
    show_default="as many as the machine has processors",
    help="How many processes read texts and make pictures.",
)
debug_option = click.option(
    "--debug",
    is_flag=True,
    expose_value=False,
    callback=_debug,
    help="Show where in the program an unforeseen error has come up.",
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
@click.option("--in-place", is_flag=True, help="Keep the output folder and replace its files one by one.")
@click.option("--staging", is_flag=True, help="Close the site to search engines: for a trial address.")
@click.option("--compress", is_flag=True, help="Put .gz and .br beside text files, for servers that send these.")
@click.option(
    "--executor", "cluster", callback=_cluster, default="", help="Let a cluster read the texts: dask:tcp://HOST:8786."
)
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
    quiet: bool,
    profile: Path | None,
) -> None:
    """Build the site: content/ becomes output/."""
    from chronicle.builds import plan_build

    say: Callable[[str], None] = (lambda line: None) if quiet else _say
    opened = _open(project)
    target = output or opened.root / "output"
    options = base_url, no_search, staging, compress
    planned = plan_build(opened, target, options)
    if told := planned.find():
        for line in ("Nothing has changed since the last build.", *told):
            say(line)
        return
    from chronicle.pipeline import build_site

    report = build_site(
        opened,
        target,
        base_url,
        jobs,
        with_search=not no_search,
        in_place=in_place,
        is_staging=staging,
        compress=compress,
        tell=lambda stage: say(f"  {stage.name:<16}{stage.seconds:6.2f} s"),
        cluster=cluster,
    )
    say(f"  {'all':<16}{report.seconds:6.2f} s")
    told = list(_tell_build(report))
    for line in told:
        say(line)
    if plan_build(opened, target, options).sources == planned.sources:  # nothing was saved meanwhile
        planned.remember(told)
    if profile:
        profile.write_text(_trace(report.stages), encoding="utf-8")


def _trace(stages: Iterable[Stage]) -> str:
    """Return the stages of a build as a trace, which `about:tracing` of Chromium and ui.perfetto.dev show: times in microseconds."""
    events = [
        {"name": one.name, "ph": "X", "ts": one.began * 1e6, "dur": one.seconds * 1e6, "pid": 1, "tid": 1}
        for one in stages
    ]
    return json.dumps({"traceEvents": events}, indent=1)


def _tell_build(report: Report) -> Iterator[str]:
    """Yield what is told of a build."""
    searched = f", {report.searchable} of them searchable" if report.searchable else ", without search"
    yield f"{report.pages} pages{searched}, {report.facts} facts."
    for path, letters in report.unset.items():
        yield f"Note: {path} has no share picture of its own, since the fonts for these have no letters for: {letters}"
    yield f"The site is in {printable(str(report.output))}"
    if report.addresses and report.addresses.is_example:
        yield (
            f"NOT FOR PUBLISHING: its pages say that they stand at {report.addresses.base_url}, which is an address of examples. "
            "Set base_url in content/site.yaml, or build with --base-url."
        )


@commands.command()
@project_option
@jobs_option
@click.option(
    "--format",
    "format_",
    type=click.Choice(("text", "json", "github", "sarif")),
    default="text",
    show_default=True,
    help="How problems are written; all but text go to the standard output.",
)
@click.option(
    "--published",
    metavar="URL|FILE",
    help="Check too that every address of a published SHA256SUMS or sitemap.xml still leads somewhere.",
)
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@debug_option
def check(project: Path, jobs: int, format_: str, published: str | None, paths: tuple[Path, ...]) -> None:
    """Check the content by every rule; nothing is written.

    With PATHS only what is wrong in these files is told, of a text in all of its languages; that is quick.
    """
    from chronicle.formats import FORMATS

    problems: tuple[Problem, ...] = ()
    told = ""
    try:
        told = _check(_open(project), jobs, published, paths)
    except ContentError as error:
        if format_ == "text":
            raise
        problems = error.problems
    if format_ == "text":
        _say(told)
    else:
        _say(FORMATS[format_]([translate_problem(problem, _language()) for problem in problems]), end="")
        sys.exit(EXIT_PROBLEMS if problems else 0)


def _check(project: Project, jobs: int, published: str | None, paths: Sequence[Path]) -> str:
    """Return what to say of content without a problem. Raises ContentError with the problems of any other."""
    from chronicle.executors import open_executor
    from chronicle.pipeline import check_files, make_site

    if not paths:
        with open_executor(jobs) as executor:
            made = make_site(project, executor=executor)
        if published:
            _check_published(published, made)
        site = made.localized_sites[0].site
        return f"No problems in {len(site.texts)} texts and {len(site.facts)} facts."
    files = [one for path in paths for one in (sorted(path.rglob("*")) if path.is_dir() else [path]) if one.is_file()]
    for file in files:
        if not file.resolve().is_relative_to(project.root / "content"):
            raise click.UsageError(f"{printable(str(file))} is not in the content of the project.")
    with open_executor(jobs) as executor:
        problems = check_files(project, {project.name(file.resolve()) for file in files}, executor)
    if problems:
        raise ContentError(problems)
    return f"No problems in {len(files)} file{'s' if len(files) != 1 else ''}."


def _check_published(source: str, made: MadeSite) -> None:
    """Raise ContentError where what was published at an address is no more."""
    from chronicle.deploy import find_lost, read_published

    name, text = read_published(source)
    paths = {*made.paths, *(file.path for file in made.output)}
    if problems := list(find_lost(name, text, made.localized_sites[0].addresses.root, paths)):
        raise ContentError(problems)


@commands.command()
@click.argument("rule", required=False)
def explain(rule: str | None) -> None:
    """Tell more of the rule with the id RULE, which stands behind each problem; without RULE, list all."""
    from chronicle.rules import RULES

    if rule is not None and rule not in RULES:
        raise click.UsageError(f"There is no rule '{printable(rule)}'. {suggest(rule, RULES)}")
    for one in [rule] if rule else sorted(RULES):
        _say(f"{one}\n    {explain_in(one, _language())}")


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
@debug_option
def serve(project: Path, port: int, host: str, search: bool) -> None:
    """Preview the site and reload it in the browser whenever a file changes."""
    from chronicle.serve import serve_site

    serve_site(_open(project), host, port, with_search=search, say=_say, complain=_print_problems)


@commands.command()
@click.argument("target")
@project_option
@click.option(
    "--output", type=click.Path(path_type=Path), help="The build to publish; output/ in the project if left out."
)
@click.option("--dry-run", is_flag=True, help="Tell what would be added, changed and removed; send nothing.")
@click.option("--rollback", is_flag=True, help="Go back to what was published before.")
@click.option(
    "--verify", "verified", metavar="URL", help="Ask the site at URL for every file, and compare; with nothing else."
)
@click.option("--break-lock", is_flag=True, help="Go on although another deploy seems to be at work.")
@debug_option
def deploy(
    target: str,
    project: Path,
    output: Path | None,
    dry_run: bool,
    rollback: bool,
    verified: str | None,
    break_lock: bool,
) -> None:
    """Publish the finished build at TARGET, a name under deploy: in content/site.yaml."""
    from chronicle.deploy import open_place, open_release
    from chronicle.reading import read_settings

    opened = _open(project)
    place = open_place(target, read_settings(opened).deploy, opened.root, break_lock)
    if rollback:
        _say(place.roll_back())
        return
    release = open_release((output or opened.root / "output").absolute())
    if verified:
        _verify(release, verified)
        return
    if dry_run:
        _say_plan(place.plan(release), release, "to be ")
        return
    everything = sum(map(release.size, release.sums))
    with click.progressbar(length=everything, label=f"Publishing at {place.name}", file=sys.stderr) as bar:
        done = place.publish(release, bar.update)
    _say_plan(done, release, "")
    _say(f"{place.name} has the build {release.name}.")


def _say_plan(plan: Plan, release: Release, mood: str) -> None:
    """Tell what was or is to be done, path by path and in all."""
    for what, paths in (("added", plan.added), ("changed", plan.changed), ("removed", plan.removed)):
        for path in paths if mood else ():
            size = f"  {release.size(path):>10,} bytes" if path in release.sums else ""
            _say(f"  {what:<8}{printable(path)}{size}")
    counts = f"{len(plan.added)} {mood}added, {len(plan.changed)} {mood}changed, {len(plan.removed)} {mood}removed"
    kept = f", {len(plan.kept)} kept for readers of old pages" if plan.kept else ""
    _say(f"{counts}{kept}; {sum(map(release.size, plan.sent)):,} bytes {'to send' if mood else 'sent'}.")


def _verify(release: Release, url: str) -> None:
    from chronicle.deploy import verify

    with click.progressbar(length=len(release.sums), label=f"Asking {url}", file=sys.stderr) as bar:
        found = verify(release, url, bar.update)
    for path, what in found.wrong.items():
        _say(f"{printable(path)}: {what}", err=True)
    for name in found.missing_headers:
        _say(f"Note: pages come without the header {name}: see docs/deploying.en.md.")
    _say(f"{found.right} files are as they were built, {len(found.wrong)} are not.")
    if found.wrong:
        sys.exit(EXIT_PROBLEMS)


@commands.command()
@project_option
@click.option(
    "--output", type=click.Path(path_type=Path), help="Where the books go; books/ in the project if left out."
)
@base_url_option
@click.option(
    "--form", "forms", type=click.Choice(("epub", "pdf")), multiple=True, help="Only this form; may be given again."
)
@click.option("--only", default="", help="Only the book of this language, or of these two: zh, zh-en.")
@jobs_option
@debug_option
def books(
    project: Path, output: Path | None, base_url: str | None, forms: tuple[str, ...], only: str, jobs: int
) -> None:
    """Bind the site as books: EPUB and PDF, in each language, and in two with their blocks in turn."""
    from chronicle.binding import bind_books
    from chronicle.executors import open_executor
    from chronicle.output import check_output_folder, staged, write_files

    opened = _open(project)
    target = output or opened.root / "books"
    check_output_folder(target, opened.root)
    with staged(target) as folder, open_executor(1 if only else jobs) as executor:
        for book in bind_books(opened, base_url, forms, only, executor):
            write_files([book], folder)
            _say(f"  {book.path:<14}{len(book.content) / 1_000_000:6.1f} MB")
    _say(f"The books are in {printable(str(target))}")


@commands.group(cls=Group)
def new() -> None:
    """Begin a chapter, sheet, chart or entry in every language of the site."""


@new.command("chapter")
@click.argument("part")
@click.argument("key")
@project_option
@debug_option
def chapter_command(part: str, key: str, project: Path) -> None:
    """Begin the chapter KEY in PART: a file per language, and its place in site.yaml."""
    from chronicle.scaffold import new_chapter

    for line in new_chapter(_open(project), part, key):
        _say(line)


@new.command("county")
@click.argument("part")
@click.argument("key")
@project_option
@debug_option
def county_command(part: str, key: str, project: Path) -> None:
    """Begin the chapter KEY in PART with a profile, and the place KEY."""
    from chronicle.scaffold import new_county

    for line in new_county(_open(project), part, key):
        _say(line)


@new.command("part")
@click.argument("key")
@project_option
@debug_option
def part_command(key: str, project: Path) -> None:
    """Begin the part KEY: its opening per language, and its place in site.yaml."""
    from chronicle.scaffold import new_part

    for line in new_part(_open(project), key):
        _say(line)


@new.command("chart")
@click.argument("key")
@project_option
@debug_option
def chart_command(key: str, project: Path) -> None:
    """Begin the chart KEY."""
    from chronicle.scaffold import new_chart

    for line in new_chart(_open(project), key):
        _say(line)


@new.command("entry")
@click.argument("kind", type=click.Choice(("source", "place", "term", "person", "event")))
@click.argument("key")
@project_option
@debug_option
def entry_command(kind: str, key: str, project: Path) -> None:
    """Add the entry KEY with the fields that one of its KIND must have."""
    from chronicle.scaffold import new_entry

    for line in new_entry(_open(project), kind, key):
        _say(line)


@new.command("sheet")
@click.argument("key")
@project_option
@debug_option
def sheet_command(key: str, project: Path) -> None:
    """Begin the fact sheet KEY."""
    from chronicle.scaffold import new_sheet

    for line in new_sheet(_open(project), key):
        _say(line)


@commands.command()
@project_option
@click.option("--only", multiple=True, metavar="TEXT", help="Look at the text with this key alone: measures/industry.")
@click.option("--accept", is_flag=True, help="Write down that all is in step as it stands now.")
@debug_option
def translations(project: Path, only: tuple[str, ...], accept: bool) -> None:
    """Tell which blocks were changed in one language alone since they were in step; 1 is left where any was."""
    from chronicle.translations import accept_translations, find_translations, is_in_step, tell_translations

    opened = _open(project)
    try:
        found = find_translations(opened, only)
    except ValueError as error:
        raise click.UsageError(str(error)) from error
    if accept:
        _say(f"{accept_translations(opened, found)} blocks are in step.")
        return
    for line in tell_translations(found):
        _say(line)
    sys.exit(0 if is_in_step(found) else EXIT_PROBLEMS)


@commands.command()
@project_option
@debug_option
def schemas(project: Path) -> None:
    """Write content/.schemas/ anew, by which editors check and complete the YAML files."""
    from chronicle.scaffold import write_schemas

    for line in write_schemas(_open(project)):
        _say(line)


def main(arguments: list[str] | None = None) -> None:
    """Run the program and leave with its exit code."""
    given = sys.argv[1:] if arguments is None else arguments
    run = Run(language=_find_language(given))
    with click.Context(commands, obj=run):  # what is told of an error is told in that language too
        _translate_help(commands, run.language)
        _run(given, run)


def _find_language(arguments: Sequence[str]) -> str:
    """Return the language that `--lang` names, or that of the system."""
    wanted = [
        one.partition("=")[2] or after for one, after in pairwise([*arguments, ""]) if one.split("=")[0] == "--lang"
    ]
    locale = next(filter(None, map(os.environ.get, ("LC_ALL", "LC_MESSAGES", "LANG"))), "")
    return choose_language(wanted[0] if wanted else "", locale or "")


def _translate_help(command: click.Command, language: str) -> None:
    """Put the help of a command, its options and all commands below it into a language."""
    if language == SPOKEN:
        return
    command.help = translate(inspect.cleandoc(command.help or ""), language)
    for option in command.params:
        if isinstance(option, click.Option):
            option.help = translate(option.help or "", language)
    for one in command.commands.values() if isinstance(command, click.Group) else ():
        _translate_help(one, language)


def _language() -> str:
    context = click.get_current_context(silent=True)
    run = context.find_object(Run) if context else None
    return run.language if run else SPOKEN


def _run(arguments: Sequence[str], run: Run) -> None:
    # A build keeps nearly all that it makes: looking for garbage often finds nothing and takes a sixth of the time.
    gc.set_threshold(200_000, 20, 50)
    try:
        commands.main(list(arguments), standalone_mode=False, obj=run)
    except ContentError as error:
        _print_problems(error.problems)
        sys.exit(EXIT_PROBLEMS)
    except click.ClickException as error:
        told = translate(error.format_message(), run.language)
        (error if told == error.format_message() else click.UsageError(told, getattr(error, "ctx", None))).show()
        sys.exit(EXIT_USAGE)
    except Refusal as error:
        _fail(str(error), EXIT_USAGE)
    except OSError as error:
        if run.debug:
            traceback.print_exc()
        _fail(*_disk_error(error))
    except (click.Abort, KeyboardInterrupt):
        _fail("Stopped.", EXIT_USAGE)
    except Exception as error:
        if run.debug:
            traceback.print_exc()
        _fail(_unforeseen(error), EXIT_PROBLEMS)


def _open(project: Path) -> Project:
    from chronicle.project import Project

    return Project(project.resolve())


def _disk_error(error: OSError) -> tuple[str, int]:
    """Return what to say of an error of the system: which file, what, and what to do."""
    names = [str(name) for name in (error.filename, error.filename2) if name is not None]
    place = f"{printable(' and '.join(names))}: " if names else ""
    hint = HINTS.get(error.errno or 0, "")
    return " ".join(filter(None, (f"{place}{error.strerror or error}.", hint))), EXIT_USAGE


def _unforeseen(error: Exception) -> str:
    """Return what to say of an error in the program: what it is, which file was being worked on, and that it be reported."""
    frames = [frame for frame, _ in traceback.walk_tb(error.__traceback__)]
    code = frames[-1].f_code
    at_work = next(filter(None, (_file_in(frame.f_locals) for frame in reversed(frames))), "")
    file = f" The file at work was {printable(at_work)}." if at_work else ""
    what = f"{type(error).__name__}: {printable(str(error))}"[:500]
    return (
        f"The program has met what it was not made for: {what} (in {code.co_name} of {Path(code.co_filename).name}).{file} "
        "Nothing was written. Please report this with what the same command shows when you add --debug."
    )


def _file_in(variables: dict[str, Any]) -> str:
    """Return the path of a file of the project that is found among the variables of a function."""
    for value in variables.values():
        path = value if isinstance(value, str) else getattr(value, "path", None)
        if isinstance(value, Where) or (
            isinstance(path, str) and path.startswith(("content/", "templates/", "static/")) and "\n" not in path
        ):
            return str(path)
    return ""


def _fail(message: str, code: int) -> None:
    _say(f"Error: {printable(translate(message, _language()))}", err=True)
    sys.exit(code)


def _print_problems(problems: Sequence[Problem]) -> None:
    for problem in problems:
        _say(str(translate_problem(problem, _language())), err=True)
    _say(f"{len(problems)} problem{'s' if len(problems) != 1 else ''}. Nothing was written.", err=True)


def _say(text: str, err: bool = False, end: str = "\n") -> None:
    """Print; where nobody listens any more (`| head`), the rest goes nowhere, and the work goes on."""
    try:
        click.echo(translate(text, _language()) + end, nl=False, err=err)
    except BrokenPipeError:
        stream = sys.stderr if err else sys.stdout
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
