"""The command that makes the site: build."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import click

from chronicle.cli.frame import (
    base_url_option,
    commands,
    compare_option,
    current_language,
    debug_option,
    jobs_option,
    open_project,
    output_option,
    project_option,
    read_earlier,
    say,
    tell_example,
    tell_words,
)
from chronicle.cli.progress import ProgressBar, set_column
from chronicle.messages import translate
from chronicle.problems import printable

MOST_NOTES = 3  # of one kind
MOST_LETTERS = 40  # that a note shows

if TYPE_CHECKING:
    from chronicle.builds import Build
    from chronicle.pipeline import Built
    from chronicle.project import Project
    from chronicle.timing import Count, Stage, Timer


def _cluster(ctx: click.Context, parameter: click.Parameter, value: str) -> str:
    if value and not value.startswith("dask:"):
        raise click.BadParameter(f"'{printable(value)}' names no executor; write dask:tcp://HOST:8786.")
    if value and find_spec("distributed") is None:
        raise click.BadParameter("This needs Dask, which is not installed: pip install 'chronicle[dask]'.")
    return value


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
        from chronicle.remaking import keep_site, pack_site

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
        told = [*_tell_build(built, target), *_tell_english(opened, built)]
        kept = keep_site(built.made, built.indexed) if can_stand_on_last else None
        del built  # to pickle a site takes as much memory as its texts and pages
        site = pack_site(kept) if kept else b""
        del kept
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
