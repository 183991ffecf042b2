"""`python -m benchmarks.build --pages 1000`: how long builds of a generated documentary take, beside the floor of this stack and other generators.

Contenders take turns in every round, so that a busy machine is busy for all. Each is a whole process, started anew.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import statistics
import subprocess
import sys
import time
import venv
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path

from benchmarks.corpus import make_corpus

HOME = Path(__file__).parent.parent
FLOOR = "floor, 2 processes"
# What each of the others is installed as, and its program.
PEERS = {
    "Hugo": ("hugo", "hugo"),
    "Zensical": ("zensical", "zensical"),
    "MkDocs with Material": ("mkdocs-material", "mkdocs"),
    "Pelican": ("pelican[markdown]", "pelican"),
}


@dataclass(frozen=True)
class Run:
    """One run of a program: seconds by the clock, seconds of the processor, its largest process in MB."""

    wall: float
    cpu: float
    memory: float


@dataclass
class Contender:
    """What is measured: a command, what is done before each run of it, and where its pages are; `runs` are added as they are done."""

    name: str
    command: Sequence[str | Path]
    prepare: Callable[[int], None]
    output: Path
    runs: list[Run] = field(default_factory=list)
    said: str = ""

    def run(self, number: int) -> None:
        """Run once. Raises RuntimeError with what was said where the program fails."""
        self.prepare(number)
        began = time.perf_counter()
        process = subprocess.Popen(self.command, cwd=HOME, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        assert process.stdout is not None
        self.said = process.stdout.read().decode("utf-8", "replace")
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise RuntimeError(f"{self.name} has failed:\n{self.said}")
        self.runs.append(Run(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024))

    def median(self, name: str) -> float:
        """Return the median of a figure of its runs."""
        return statistics.median(getattr(run, name) for run in self.runs)

    @property
    def pages(self) -> int:
        """How many pages are in its output."""
        return sum(1 for _ in self.output.rglob("*.html"))


def make_texts(corpus: Path, folder: Path) -> int:
    """Write the chapters of a documentary in the Markdown that every generator reads, a file per language; return how many."""
    count = 0
    for path in sorted((corpus / "content" / "chapters").glob("*/*/*.md")):
        text = path.read_text(encoding="utf-8")
        head, body = text.removeprefix("---\n").split("\n---\n", 1)
        body = re.sub(r"\{([a-z0-9.-]+)\}", "46.8万", re.sub(r"\{#[^}]*\}|\[@[^]]*\]", "", body))
        body = re.sub(r"\]\([a-z]+:([a-z0-9/-]+)\)", r"](https://example.org/\1/)", body)
        title = re.search(r"^title: .*", head, re.MULTILINE)
        assert title is not None
        target = folder / path.stem / path.parent.relative_to(corpus / "content" / "chapters").with_suffix(".md")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(f"---\n{title[0]}\ndate: 2020-01-01\n---\n{body}", encoding="utf-8")
        count += 1
    return count


def list_contenders(
    folder: Path, corpus: Path, texts: Path, peers: Iterable[str], with_search: bool
) -> list[Contender]:
    """Return all that is measured, in the order of each round."""
    output = folder / "output"
    chapter = next((corpus / "content" / "chapters").glob("*/*/en.md"))
    command = [sys.executable, "build.py", "build", "--project", corpus, "--output", output]
    command += [] if with_search else ["--no-search"]

    def nothing(number: int) -> None:
        return None

    def forget(number: int) -> None:
        shutil.rmtree(corpus / ".cache" / "texts", ignore_errors=True)
        shutil.rmtree(corpus / ".cache" / "builds", ignore_errors=True)
        shutil.rmtree(output, ignore_errors=True)

    def change(number: int) -> None:
        with chapter.open("a", encoding="utf-8") as file:
            file.write("\nOne more word.\n" if number == 0 else "And another word.\n")
        with chapter.with_name("zh.md").open("a", encoding="utf-8") as file:
            file.write("\n又一句。\n" if number == 0 else "又一句。\n")

    found = [
        _floor(folder, texts, 1),
        _floor(folder, texts, 2),
        Contender("chronicle, cold, --jobs 1", [*command, "--jobs", "1"], forget, output),
        Contender("chronicle, cold, --jobs 2", [*command, "--jobs", "2"], forget, output),
        Contender("chronicle, nothing changed", command, nothing, output),
        Contender("chronicle, one chapter changed", command, change, output),
    ]
    return [*found, *(_peer(name, folder, texts) for name in peers)]


def _floor(folder: Path, texts: Path, processes: int) -> Contender:
    output = folder / f"floor-{processes}"
    name = FLOOR if processes == 2 else f"floor, {processes} process"
    command = [sys.executable, "-m", "benchmarks.floor", texts, output, str(processes)]
    return Contender(name, command, lambda _: shutil.rmtree(output, ignore_errors=True), output)


def _peer(name: str, folder: Path, texts: Path) -> Contender:
    """Return another generator on the same texts, installed in an environment of its own if it is not yet."""
    package, program = PEERS[name]
    place, site = folder / "peers" / program, folder / "sites" / program
    output = site / "output"
    if not (place / "bin" / program).exists():
        venv.create(place, with_pip=True)
        subprocess.run([place / "bin" / "pip", "install", "-qq", "--disable-pip-version-check", package], check=True)
    site.mkdir(parents=True, exist_ok=True)
    source = site / ("docs" if program in ("mkdocs", "zensical") else "content")
    if not source.exists():
        shutil.copytree(texts, source)
        (source / ("_index.md" if program == "hugo" else "index.md")).write_text("---\ntitle: Home\ndate: 2020-01-01\n---\nHome\n", encoding="utf-8")  # fmt: skip
    run = place / "bin" / program
    commands: dict[str, list[str | Path]] = {
        "hugo": [run, "--quiet", "--source", site, "--destination", output],
        "zensical": [run, "build", "--clean", "--config-file", site / "mkdocs.yml"],
        "mkdocs": [run, "build", "--quiet", "--config-file", site / "mkdocs.yml"],
        "pelican": [run, "--quiet", source, "--output", output],
    }
    config = (
        "site_name: Bench\nsite_url: https://example.org/\ntheme:\n  name: material\nplugins: []\nsite_dir: output\n"
    )
    (site / "mkdocs.yml").write_text(config, encoding="utf-8")
    if program == "hugo":
        _write_hugo_site(site)
    found = Contender(f"{name} {_version(place, program)}", commands[program], lambda _: shutil.rmtree(output, ignore_errors=True), output)  # fmt: skip
    return found


def _write_hugo_site(site: Path) -> None:
    (site / "hugo.toml").write_text('baseURL = "https://example.org/"\ntitle = "Bench"\ndisableKinds = ["taxonomy", "term", "RSS"]\n')  # fmt: skip
    layouts = site / "layouts" / "_default"
    layouts.mkdir(parents=True, exist_ok=True)
    for name in ("single", "list"):
        (layouts / f"{name}.html").write_text(
            '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{{ .Title }}</title></head>'
            '<body><header><a href="/">{{ site.Title }}</a></header><main><h1>{{ .Title }}</h1>{{ .Content }}</main></body></html>\n'
        )


def _version(place: Path, program: str) -> str:
    package = {"mkdocs": "mkdocs-material"}.get(program, program)
    found = next(place.glob(f"lib/python*/site-packages/{package.replace('-', '_')}-*.dist-info"), None)
    return found.name.removesuffix(".dist-info").rpartition("-")[2] if found else ""


def tell(contenders: Sequence[Contender]) -> Iterable[str]:
    """Yield a table of the medians; the last two columns compare what a page takes with the floor in two processes."""
    floor = next(one for one in contenders if one.name == FLOOR)
    yield "| what | pages | seconds | of the processor | largest process, MB | ms a page | times the floor | by the processor |"
    yield "|---|---|---|---|---|---|---|---|"
    for one in contenders:
        wall, cpu = one.median("wall"), one.median("cpu")
        times, by_processor = (
            one.median(name) / one.pages / (floor.median(name) / floor.pages) for name in ("wall", "cpu")
        )
        yield (
            f"| {one.name} | {one.pages:,} | {wall:.2f} | {cpu:.2f} | {one.median('memory'):.0f} "
            f"| {wall / one.pages * 1000:.2f} | {times:.2f} | {by_processor:.2f} |"
        )


def main(arguments: Sequence[str] | None = None) -> int:
    """Make the corpus, run every contender in turn, print the table and the stages of the last cold build."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.build", description=__doc__)
    parser.add_argument("--pages", type=int, default=1000, help="pages of chapters, in two languages")
    parser.add_argument("--runs", type=int, default=3, help="rounds; the median is told")
    parser.add_argument("--folder", type=Path, default=HOME / ".cache" / "benchmark", help="where all is made and kept")
    parser.add_argument(
        "--peers", nargs="*", default=list(PEERS), choices=list(PEERS), help="other generators, installed from PyPI"
    )
    kinds = parser.add_mutually_exclusive_group()
    kinds.add_argument("--tables", action="store_true", help="chapters of long tables in place of prose")
    kinds.add_argument("--project", type=Path, help="the content of a project in place of what is generated")
    parser.add_argument("--search", action="store_true", help="make the search index too")
    given = parser.parse_args(arguments)
    folder = given.folder.resolve() / ("project" if given.project else f"{given.pages}{'-tables' * given.tables}")
    corpus, texts = folder / "corpus", folder / "texts"
    for one in (corpus, texts):
        shutil.rmtree(one, ignore_errors=True)
    if given.project:
        shutil.copytree(given.project / "content", corpus / "content")
    else:
        make_corpus(corpus, max(1, given.pages // 2), has_tables=given.tables)
    count = make_texts(corpus, texts)
    contenders = list_contenders(folder, corpus, texts, given.peers, given.search)
    # Pictures are made once, before: what they take says nothing of the program.
    subprocess.run([*map(str, contenders[2].command)], cwd=HOME, check=True, stdout=subprocess.DEVNULL)
    cold = ""
    for number in range(given.runs):
        for one in contenders:
            one.run(number)
            cold = one.said if one.name == "chronicle, cold, --jobs 1" else cold
    packages = ", ".join(f"{name} {version(name)}" for name in ("Markdown", "Jinja2"))
    print(
        f"{count} pages of chapters, {given.runs} rounds, Python {sys.version.split()[0]}, {packages}, {os.cpu_count()} processors\n"
    )
    print("\n".join(tell(contenders)))
    print(f"\nThe last cold build:\n\n{cold}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
