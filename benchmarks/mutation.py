"""Mutation: one thing of a project is replaced by junk, and the build has to answer with problems or with a site.

What it may never do: end in a traceback, tell more than ten problems of one change, take far longer than without it, or
publish an address that runs a script. `python -m benchmarks.mutation` tries every kind of value with every kind of junk.
"""

from __future__ import annotations

import argparse
import atexit
import json
import multiprocessing
import os
import random
import re
import shutil
import signal
import sys
import tempfile
import time
import traceback
from collections import defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from html.parser import HTMLParser
from pathlib import Path
from statistics import median

from benchmarks.mutants import Spot, find_spots, group_spots, mutate, read_files
from chronicle import pipeline
from chronicle.problems import ContentError
from chronicle.reading import Project

HOME = Path(__file__).parent.parent
MOST_PROBLEMS = 10
# Of the processor. A slow machine is no failure, so that it is also three times what others of the same site take.
MOST_SECONDS, MOST_TIMES = 5.0, 3
GIVEN_UP = 20
RUNS_SCRIPT = re.compile(r"[\x00-\x20]*(?:javascript:|vbscript:|data:text)", re.IGNORECASE)
ADDRESSES = {"href", "src", "srcset", "action", "formaction", "data", "poster", "xlink:href"}
CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True)
class Task:
    """One change to try, in a site of a name; `whole` builds it where it has no problems."""

    site: str
    spot: Spot
    junk: str
    whole: bool


@dataclass(frozen=True)
class Outcome:
    """What one change led to. `failures` say which promises were broken; `rules` are those of the problems."""

    site: str
    path: str
    kind: str
    place: str
    junk: str
    problems: int
    seconds: float
    rules: tuple[str, ...] = ()
    failures: tuple[str, ...] = ()
    detail: str = ""


class TooSlow(BaseException):
    """Raised in the middle of whatever takes so long."""


def try_change(root: Path, task: Task) -> Outcome:
    """Change a file of the project, check it, or build it if that is asked for, and put the file back."""
    path = root / task.spot.path
    before = path.read_bytes()
    changed = mutate(task.spot, task.junk, before)
    if changed is None:
        path.unlink()
    else:
        path.write_bytes(changed)
    failures, rules, detail = [], [], ""
    began = time.process_time()
    try:
        with given_up_after(GIVEN_UP):
            if task.whole:
                pipeline.build_site(Project(root), root / "output", with_search=False)
            else:
                pipeline.load_site(Project(root))
    except ContentError as error:
        rules = [problem.rule for problem in error.problems]
        told = [str(problem) for problem in error.problems]
        if len(rules) > MOST_PROBLEMS:
            failures.append("many problems")
        if any(CONTROLS.search(text.replace("\n", "")) for text in told):
            failures.append("control characters in a message")
        if any(len(text) > 2_000 for text in told):
            failures.append("long message")
        detail = "\n".join(text[:300] for text in told[:3])
    except TooSlow:
        failures.append("slow")
        detail = "".join(traceback.format_exc().splitlines(keepends=True)[-8:])
    except Exception as error:
        frames = traceback.extract_tb(error.__traceback__)
        ours = [frame for frame in frames if "chronicle" in frame.filename] or frames
        failures.append(f"{type(error).__name__} in {Path(ours[-1].filename).name}:{ours[-1].name}")
        detail = f"{str(error)[:200]}\n" + "".join(traceback.format_exc().splitlines(keepends=True)[-6:])[:1500]
    seconds = time.process_time() - began
    if task.whole and not rules and not failures:
        detail = find_scripts(root / "output")
        failures += ["runs a script"] if detail else []
    path.write_bytes(before)
    # The place of bytes is one in bytes, that of anything else one in characters.
    text = before.decode("latin-1" if task.spot.kind.endswith(": bytes") else "utf-8")
    line = text.count("\n", 0, task.spot.start) + 1
    return Outcome(
        site=task.site,
        path=task.spot.path,
        kind=task.spot.kind,
        place=str(line),
        junk=task.junk,
        problems=len(rules),
        seconds=round(seconds, 2),
        rules=tuple(sorted(set(rules))),
        failures=tuple(failures),
        detail=detail,
    )


def find_scripts(output: Path) -> str:
    """Return the first place in the pages that would run a script which is not the site's own, or nothing."""
    for path in sorted(output.rglob("*")):
        if path.suffix in (".html", ".svg", ".xml"):
            finder = _ScriptFinder()
            finder.feed(path.read_text(encoding="utf-8"))
            if finder.found:
                return f"{path.relative_to(output)}: {finder.found[:200]}"
    return ""


class _ScriptFinder(HTMLParser):
    """Notes the first tag that runs a script: by an address, by an attribute, or as an element with its text inside."""

    found = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        inline = tag == "script" and "src" not in values and not values.get("type", "").startswith("application/")
        runs = [name for name in ADDRESSES & values.keys() if RUNS_SCRIPT.match(re.sub(r"[\t\n\r]", "", values[name]))]
        if inline or runs or any(name.startswith("on") for name in values):
            self.found = self.found or self.get_starttag_text() or tag


@contextmanager
def given_up_after(seconds: float) -> Iterator[None]:
    """Raise TooSlow in what has used the processor for that long."""

    def stop(*_: object) -> None:
        raise TooSlow

    signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def lay_out(site: str, folder: Path) -> Path:
    """Copy a whole project: "real" or a tiny site of the tests; what it would take from the generator's home comes along."""
    tiny = HOME / "tests" / "sites"
    for source in (HOME / "templates", HOME / "static"):
        shutil.copytree(source, folder / source.name)
    if site == "real":
        shutil.copytree(HOME / "content", folder / "content")
        return folder
    shutil.copytree(tiny / "_base" / "content", folder / "content")
    shutil.copy(HOME / "content/interface.yaml", folder / "content")
    shutil.copytree(tiny / site / "content", folder / "content", dirs_exist_ok=True)
    return folder


def plan(site: str, chance: random.Random, per_kind: int, whole: float, only: str = "") -> list[Task]:
    """Return what to try of a site: of each kind of spot some, with every junk each; a part of them as whole builds."""
    with tempfile.TemporaryDirectory() as folder:
        files = read_files(lay_out(site, Path(folder) / "site"))
    spots = [spot for path, content in files.items() for spot in find_spots(path, content, chance)]
    chosen = [
        (spot, junk)
        for kind, group in group_spots(spots).items()
        if only in kind
        for junk in group[0].junk
        for spot in chance.sample(group, min(per_kind, len(group)))
    ]
    return [Task(site, spot, junk, chance.random() < whole) for spot, junk in chosen]


class Tries:
    """A process's own copies of the sites, in which it tries one change after the other."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="mutation-"))
        atexit.register(shutil.rmtree, self.folder, ignore_errors=True)

    def __call__(self, task: Task) -> Outcome:
        root = self.folder / task.site
        if not root.exists():
            lay_out(task.site, root)
        return try_change(root, task)


def try_all(tasks: Sequence[Task], processes: int) -> Iterator[Outcome]:
    """Try each change, in several processes; what is yielded first was tried first."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(processes, context, initializer=_begin) as pool:
        yield from pool.map(_try, tasks, chunksize=4)


_tries: Tries


def _begin() -> None:
    global _tries
    _tries = Tries()


def _try(task: Task) -> Outcome:
    return _tries(task)


def judge_times(outcomes: Sequence[Outcome]) -> list[Outcome]:
    """Return the outcomes; those that took far longer than others of their site have failed."""
    times = defaultdict(list)
    for one in outcomes:
        times[one.site].append(one.seconds)
    most = {site: max(MOST_SECONDS, MOST_TIMES * median(some)) for site, some in times.items()}
    return [
        replace(one, failures=(*one.failures, "slow"))
        if "slow" not in one.failures and one.seconds > most[one.site]
        else one
        for one in outcomes
    ]


def summarize(outcomes: Sequence[Outcome]) -> str:
    """Return the figures, and the failures in groups: what was broken, by which rules, in which kind of file."""
    groups: dict[tuple[str, str, str], list[Outcome]] = {}
    for outcome in outcomes:
        for failure in outcome.failures:
            groups.setdefault((failure, " ".join(outcome.rules), outcome.kind.partition(":")[0]), []).append(outcome)
    failed = sum(1 for outcome in outcomes if outcome.failures)
    lines = [
        f"{len(outcomes)} changes: {sum(1 for one in outcomes if one.problems)} told as problems, {failed} failed, "
        f"at most {max(one.problems for one in outcomes)} problems, {max(one.seconds for one in outcomes):.1f} s"
    ]
    for (failure, rules, kind), group in sorted(groups.items(), key=lambda item: -len(item[1])):
        worst = max(group, key=lambda one: (one.problems, one.seconds))
        lines.append(f"\n{len(group)} x {failure} · {kind} · {rules or 'no rule'} (up to {worst.problems} problems)")
        lines.append(
            f"  {worst.site}/{worst.path}:{worst.place} ({worst.kind}) becomes {worst.junk}, {worst.seconds} s"
        )
        lines += [f"    {line}" for line in worst.detail.splitlines()]
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> int:
    """Try the changes that are asked for, print what failed, and write a report, an outcome in JSON on each line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.mutation", description=__doc__.partition("\n")[0])
    parser.add_argument("--site", default="real", help='"real", or a tiny site in tests/sites')
    parser.add_argument("--per-kind", type=int, default=1, help="how many places of each kind; 1000000 tries every one")
    parser.add_argument("--whole", type=float, default=0.02, help="which part of them is built, not only checked")
    parser.add_argument("--only", default="", help="kinds that hold this text, such as content/facts or title")
    parser.add_argument("--most", type=int, default=0, help="a sample of that many")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--report", type=Path, default=Path(".cache/mutation.jsonl"))
    given = parser.parse_args(arguments)
    chance = random.Random(given.seed)
    tasks = plan(given.site, chance, given.per_kind, given.whole, given.only)
    tasks = chance.sample(tasks, min(given.most or len(tasks), len(tasks)))
    outcomes = []
    given.report.parent.mkdir(parents=True, exist_ok=True)
    # A line each, written at once: a run of hours that is stopped has its figures up to there.
    with given.report.open("w", encoding="utf-8") as report:
        for number, outcome in enumerate(try_all(tasks, given.processes), 1):
            outcomes.append(outcome)
            print(json.dumps(asdict(outcome), ensure_ascii=False), file=report, flush=True)
            if sys.stderr.isatty() or number % 100 == 0:
                print(f"\r{number} of {len(tasks)}", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    outcomes = judge_times(outcomes)
    print(summarize(outcomes))
    return int(any(outcome.failures for outcome in outcomes))


if __name__ == "__main__":
    sys.exit(main())
