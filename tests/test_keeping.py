"""Results of stages are kept by all that they were made from, and made anew where anything of that is different."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from decimal import Decimal
from operator import mul
from pathlib import Path

import pytest
from jinja2 import Environment
from projects import HOME, edit, problems_of, read

from chronicle import keeping, search
from chronicle.executors import DASK, open_executor
from chronicle.keeping import digest_of, make_stage_key, open_keeper, open_site_keeper
from chronicle.lazy import PackedDict
from chronicle.loading import load_site
from chronicle.pipeline import build_site
from chronicle.project import Project
from chronicle.templating import make_environment, render_template

calls: list[tuple[object, ...]] = []


def double(number: int, word: str) -> str:
    """A stage: says so each time that it runs."""
    calls.append((number, word))
    return word * number


@dataclass(frozen=True)
class Thing:
    """A value with a field that makes no difference."""

    name: str
    where: int = field(default=0, compare=False)


@pytest.fixture(autouse=True)
def nothing_in_memory(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Each test begins with nothing kept in memory."""
    monkeypatch.setattr(keeping, "_memory", type(keeping._memory)())
    calls.clear()
    yield


def test_what_was_made_is_not_made_again(tmp_path: Path) -> None:
    """A stage runs once for each value: in one call, in a later one, and in a later process, which has nothing in memory."""
    keeper = open_keeper(tmp_path, "doubles")
    givens = [(2, "a"), (3, "b"), (2, "a")]
    assert keeper.keep(double, givens) == ["aa", "bbb", "aa"]
    assert calls == [(2, "a"), (3, "b")]
    assert keeper.keep(double, [(3, "b"), (1, "c")]) == ["bbb", "c"]
    keeping._memory.clear()
    assert keeper.keep(double, givens) == ["aa", "bbb", "aa"]
    assert calls == [(2, "a"), (3, "b"), (1, "c")]


def test_a_build_keeps_nothing_in_memory(tmp_path: Path) -> None:
    """What is asked for once is made when it is taken, one by one, and not remembered; the next process finds it on the disk."""
    keeper = open_keeper(tmp_path, "doubles", is_once=True)
    made = keeper.stream(double, [(2, "a"), (3, "b"), (2, "a")])
    assert next(made) == "aa"
    assert calls == [(2, "a")]
    assert [*made] == ["bbb", "aa"]
    assert not keeping._memory
    assert keeper.keep(double, [(3, "b")]) == ["bbb"]
    assert calls == [(2, "a"), (3, "b")]


def test_a_damaged_entry_counts_as_missing(tmp_path: Path) -> None:
    """What was changed on the disk is made anew, and never read."""
    keeper = open_keeper(tmp_path, "doubles")
    keeper.keep(double, [(2, "a")])
    keeping._memory.clear()
    for path in (tmp_path / ".cache/doubles").iterdir():
        path.write_bytes(path.read_bytes()[:-1] + b"!")
    assert keeper.keep(double, [(2, "a")]) == ["aa"]
    assert calls == [(2, "a"), (2, "a")]


def test_another_version_of_the_program_makes_all_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The key of a result tells the program that made it."""
    keeper = open_keeper(tmp_path, "doubles")
    keeper.keep(double, [(2, "a")])
    monkeypatch.setattr(keeping, "program_sum", lambda: "another")
    keeper.keep(double, [(2, "a")])
    assert len(calls) == 2


def test_a_function_that_sees_more_than_it_is_given_is_not_kept(tmp_path: Path) -> None:
    """A lambda, a closure and a method may depend on what no key tells."""
    unseen = 3
    keeper = open_keeper(tmp_path, "doubles")

    def multiply(number: int) -> int:
        return number * unseen

    stages: tuple[Callable[[int], int], ...] = (multiply, lambda number: number, Thing("a").__eq__)
    for stage in stages:
        with pytest.raises(TypeError, match="only a function of a module can be kept"):
            keeper.keep(stage, [(1,)])


def test_several_processes_make_the_same(tmp_path: Path) -> None:
    """With an executor the results are the same, in the same order."""
    with ProcessPoolExecutor(2) as executor:
        made = open_keeper(tmp_path, "doubles").keep(double, [(n, "a") for n in range(40)], executor)
    assert made == ["a" * n for n in range(40)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (1, "1"),
        (1, True),
        (("a", "b"), ("ab",)),
        (("a", ("b",)), (("a",), "b")),
        ({"a": 1, "b": 2}, {"b": 2, "a": 1}),
        (Thing("a"), Thing("b")),
        (Thing("a"), ("a",)),
        (Decimal("1.0"), Decimal("1.00")),
        (None, ""),
    ],
)
def test_different_values_have_different_digests(one: object, other: object) -> None:
    """Types, borders between values, and the order of a mapping make a difference."""
    assert digest_of(one) != digest_of(other)


def test_equal_values_have_equal_digests() -> None:
    """The order of a set makes no difference, nor a field that is not compared, in whatever process."""
    assert digest_of(frozenset("abc")) == digest_of({"c", "b", "a"})
    assert digest_of(Thing("a", 1)) == digest_of(Thing("a", 2))
    code = "from chronicle.keeping import digest_of; print(digest_of((frozenset('abcdef'), {'x': 1})))"
    seeds = {
        subprocess.run(
            [sys.executable, "-c", code], cwd=HOME, env={"PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in "12"
    }
    assert len(seeds) == 1


def test_what_cannot_be_described_is_refused() -> None:
    """A value of which nobody knows what it holds is no part of a key."""
    with pytest.raises(TypeError, match="a function has no digest"):
        make_stage_key(double, (double,))


def test_a_warm_build_has_the_bytes_of_a_cold_one(project: Project, tmp_path: Path) -> None:
    """A build that keeps what another has read writes the same files, and a changed text is read anew."""

    def build(name: str) -> dict[str, bytes]:
        output = tmp_path / name
        build_site(project, output, with_search=False)
        return read(output)

    cold = build("cold")
    keeping._memory.clear()
    assert build("warm") == cold
    edit(project.root / "content/chapters/part/one/en.md", "which is a", "which is, then, a")
    assert b"which is, then, a" in build("changed")["en/part/one/index.html"]


def test_of_what_is_large_the_last_result_is_kept(tmp_path: Path) -> None:
    """It is taken as long as it would be made of the same, and then makes room for the next."""
    keeper = open_keeper(tmp_path, "doubles")
    assert [keeper.keep_last(double, given) for given in ((2, "a"), (2, "a"), (3, "b"), (2, "a"))] == [
        "aa",
        "aa",
        "bbb",
        "aa",
    ]
    assert calls == [(2, "a"), (3, "b"), (2, "a")]
    assert len(list((tmp_path / ".cache/doubles").iterdir())) == 1


def test_the_index_of_the_same_pages_is_not_made_again(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another style sheet changes the head of each page, and nothing that is searched: the last index is written again."""
    build_site(project, tmp_path / "output")
    before = read(tmp_path / "output/pagefind")
    style = project.root / "static/styles/9-own.css"
    style.parent.mkdir(parents=True, exist_ok=True)
    style.write_text(".own { order: 1; }\n", encoding="utf-8")
    monkeypatch.setattr(search, "run_pagefind", lambda *_: pytest.fail("it was made again"))
    report = build_site(project, tmp_path / "output")
    assert len(report.indexed) > 0
    assert read(tmp_path / "output/pagefind") == before


def test_only_the_language_that_was_edited_is_indexed_again(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of its pages only those are cut into words that have changed."""
    build_site(project, tmp_path / "output")
    keeping._memory.clear()
    chapter, read = project.root / "content/chapters/part/one/en.md", search.records.read_html
    edit(chapter, "which is a", "which is just a")
    indexed: list[str] = []
    cut: list[str] = []
    run = search.run_pagefind
    monkeypatch.setattr(search, "run_pagefind", lambda pages: indexed.extend(one.url for one in pages) or run(pages))
    monkeypatch.setattr(search.records, "read_html", lambda html: cut.append(html) or read(html))
    build_site(project, tmp_path / "output")
    assert {url.partition("/")[0] for url in indexed} == {"en"}
    assert len(cut) == 1 and "which is just a" in cut[0]


def test_a_build_holds_texts_packed(project: Project) -> None:
    """A build of a large site holds its texts packed, in a fraction of their memory, and without what only checks need; a preview holds them as they are."""
    packed = load_site(project, keeper=open_site_keeper(project, is_once=True)).bodies
    plain = load_site(project).bodies
    assert isinstance(packed, PackedDict) and not isinstance(plain, PackedDict)
    assert {path: body.without_checked for path, body in plain.items()} == dict(packed)
    assert not any(block.items or block.visible.text for body in packed.values() for block in body.blocks)


def test_templates_are_compiled_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A template that was compiled is taken as it was kept, one whose text has changed is compiled anew; both tell their lines. A build of another project takes it too."""
    templates = {"a.html": "{{ one }}\n{{ two.three }}\n"}

    def render(root: Path = tmp_path / "one", **given: object) -> str:
        keeper = open_keeper(root, "texts", is_once=True)
        return render_template(make_environment(templates, keeper), "a.html", given)

    assert render(one=1, two={"three": "<"}) == "1\n&lt;\n"
    monkeypatch.setattr(Environment, "compile", lambda *_: pytest.fail("it was compiled again"))
    assert render(tmp_path / "other", one=2, two={"three": 3}) == "2\n3\n"
    keeping._memory.clear()
    assert render(one=2, two={"three": 3}) == "2\n3\n"
    assert problems_of(render, one=1, two={})[0].where.line == 2
    monkeypatch.undo()
    templates["a.html"] = "{{ one }}"
    assert render(one=4) == "4"


@pytest.mark.filterwarnings("ignore")  # Dask's own
def test_a_cluster_makes_the_same_and_may_lose_a_worker(tmp_path: Path) -> None:
    """Workers of a Dask cluster read the texts; what one of them had begun when it was killed, another does."""
    distributed = pytest.importorskip("distributed", reason="needs Dask: pip install 'chronicle[dask]'")
    givens = [("a", n) for n in range(64)]
    with (
        distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster,
        open_executor(1, f"{DASK}{cluster.scheduler_address}") as executor,
    ):
        assert executor is not None
        first = executor.submit(os.getpid).result()
        killed = executor.submit(os.kill, first, signal.SIGKILL)
        made = open_keeper(tmp_path, "doubles").keep(mul, givens, executor)
        killed.cancel()
    assert made == ["a" * n for _, n in givens]


def test_an_executor_that_is_none(tmp_path: Path) -> None:
    """What is asked for with one process is done in this one."""
    with open_executor(1) as executor:
        assert executor is None
