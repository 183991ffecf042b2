"""Whatever stands in a project, the build answers with problems or with a site: one thing at a time is replaced by junk."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from benchmarks import mutation
from benchmarks.mutants import Spot, find_spots, group_spots, mutate
from benchmarks.mutation import Outcome, Task, find_scripts, judge_times, lay_out, plan, summarize, try_all, try_change
from chronicle.problems import ContentError, Problem, Where

SHEET = b"place: a\ntitle:\n  zh: \xe8\xa1\xa8\nfacts:\n  one: {printed: 1}\n  two: {printed: 2}\n"
TEXT = b"---\ntitle: One\n---\n\nSee {sheet.land} and [a](chapter:b).\n"


def test_spots_are_keys_and_values() -> None:
    """Each key and each value of YAML is a spot; ids stand in its kind as a star."""
    kinds = [spot.kind.partition(": ")[2] for spot in find_spots("content/facts/a.yaml", SHEET, random.Random(1))]
    assert kinds == [
        "bytes",
        "value ",
        "key .place",
        "value .place",
        "key .title",
        "value .title",
        "key .title.zh",
        "value .title.zh",
        "key .facts",
        "value .facts",
        "key .facts.*",
        "value .facts.*",
        "key .facts.*.printed",
        "value .facts.*.printed",
        "key .facts.*",
        "value .facts.*",
        "key .facts.*.printed",
        "value .facts.*.printed",
    ]


@pytest.mark.parametrize(
    ("kind", "junk", "expected"),
    [
        ("value .title", "script address", 'title: "javascript:alert(1)"\n'),
        ("key .title", "list", "[a, b]: One\n"),
        ("reference", "markup", "See <script>alert(1)</script><img src=x onerror=alert(1)> and [a](chapter:b).\n"),
        ("address", "right to left", "See {sheet.land} and [a](\u202eabc\u2066).\n"),
        ("line", "empty", "\n"),
    ],
)
def test_junk_in_a_text(kind: str, junk: str, expected: str) -> None:
    """Junk stands between quotation marks in YAML and without them in Markdown."""
    spots = group_spots(find_spots("content/pages/a/en.md", TEXT, random.Random(1)))
    spot = spots[f"content/pages/*.md: {kind}"][-1]
    changed = mutate(spot, junk, TEXT)
    assert changed is not None
    assert expected in changed.decode()


@pytest.mark.parametrize(
    "html",
    [
        '<a href="javascript:alert(1)">',
        '<a class="b" href=" java\tscript:alert(1)">',
        "<img src=x onerror=alert(1)>",
        "<script>alert(1)</script>",
        '<iframe src="data:text/html,x">',
    ],
)
def test_scripts_are_found(html: str, tmp_path: Path) -> None:
    """Addresses, attributes and elements that run a script are seen in a page."""
    (tmp_path / "index.html").write_text(html, encoding="utf-8")
    assert find_scripts(tmp_path).startswith("index.html: ")


def test_what_counts_as_failed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A traceback, more than ten problems and a message that quotes a whole text are failures; the file is put back."""
    site = lay_out("charts", tmp_path / "site")
    before = (site / "content/site.yaml").read_bytes()
    task = Task("charts", Spot("content/site.yaml", "content/site.yaml: bytes", 0, 9), "one number", whole=False)
    raised: Exception = KeyError("b")

    def load(*_: object) -> None:
        raise raised

    monkeypatch.setattr(mutation.pipeline, "load_site", load)
    assert try_change(site, task).failures == ("KeyError in test_mutation.py:load",)
    raised = ContentError([Problem(Where("a"), "wrong-value", "x" * (2_000 + number), "") for number in range(11)])
    outcome = try_change(site, task)
    assert outcome.failures == ("many problems", "long message")
    assert (outcome.problems, outcome.rules) == (11, ("wrong-value",))
    assert (site / "content/site.yaml").read_bytes() == before


def test_what_counts_as_slow() -> None:
    """A change is slow if it takes more than five seconds and three times what others of its site take: a slow machine is no failure."""
    times = {"charts": (0.1, 0.2, 0.3, 6.0), "real": (4.0, 5.0, 7.0, 16.0)}
    outcomes = [Outcome(site, "a", "b", "1", "c", 0, seconds) for site, some in times.items() for seconds in some]
    slow = [(one.site, one.seconds) for one in judge_times(outcomes) if one.failures == ("slow",)]
    assert slow == [("charts", 6.0)]
    outcomes.append(Outcome("real", "a", "b", "1", "c", 0, 21.1))
    assert [one.seconds for one in judge_times(outcomes) if one.failures] == [6.0, 21.1]


def test_summary() -> None:
    """Failures are grouped by what was broken, the kind of file and the rules; the worst stands for the rest."""
    parts = {"site": "real", "place": "3", "junk": "bracket", "rules": ("a", "b"), "failures": ("many problems",)}
    outcomes = [
        Outcome(path="content/x.yaml", kind="content/x.yaml: value .a", problems=number, seconds=0.5, **parts)
        for number in (12, 40)
    ]
    assert summarize(outcomes) == (
        "2 changes: 2 told as problems, 2 failed, at most 40 problems, 0.5 s\n\n"
        "2 x many problems · content/x.yaml · a b (up to 40 problems)\n"
        "  real/content/x.yaml:3 (content/x.yaml: value .a) becomes bracket, 0.5 s"
    )


SAMPLE = {"map-and-comparison": 45, "charts": 45, "registers": 45, "real": 10}


def test_a_sample() -> None:
    """Of three tiny sites and the real content nothing that is replaced by junk breaks a promise; a third is built, not only checked."""
    chance = random.Random(2026)
    tasks = [
        task
        for site, most in SAMPLE.items()
        for task in chance.sample(plan(site, chance, per_kind=1, whole=0 if site == "real" else 0.3), most)
    ]
    outcomes = judge_times(list(try_all(tasks, processes=2)))
    assert not any(outcome.failures for outcome in outcomes), summarize(outcomes)
