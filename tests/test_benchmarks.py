"""The measurements that are made by hand: what they say of a report, and of a machine that lacks what they need."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from projects import HOME

from benchmarks import build, floor, lighthouse
from benchmarks.corpus import make_corpus
from chronicle.pages.kinds import PAGE_KINDS
from chronicle.pipeline import load_site
from chronicle.reading import Project


def report(performance: float | None = 1, **audits: float | None) -> dict[str, Any]:
    """Return a report as Lighthouse makes them: audits named in it belong to performance."""
    references = [{"id": name, "weight": 0 if name == "unweighed" else 10} for name in audits]
    categories = {name: {"score": 1, "auditRefs": []} for name in lighthouse.CATEGORIES}
    categories["performance"] = {"score": performance, "auditRefs": references}
    return {
        "categories": categories,
        "audits": {
            name: {"title": name.title(), "score": score, "displayValue": "2 s" if score else ""}
            for name, score in audits.items()
        },
    }


def test_scores() -> None:
    """Scores are whole numbers up to 100, performance first; one that could not be measured is nought."""
    assert lighthouse.scores_of(report(0.964)) == [96, 100, 100, 100]
    assert lighthouse.scores_of(report(None)) == [0, 100, 100, 100]


def test_losses() -> None:
    """What counts and did not pass is told with what was measured; what passed, does not count or does not apply is not."""
    told = lighthouse.find_losses(report(0.9, speed=0.5, blocking=0, paint=1, unweighed=0, other=None))
    assert told == ["performance: Speed (2 s)", "performance: Blocking (0)"]


def test_a_machine_without_node(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """Without npx nothing is built or fetched, and the README is named."""
    monkeypatch.setenv("PATH", str(tmp_path))
    assert lighthouse.main([]) == 2
    assert capsys.readouterr().err == "This needs Node with npx, and Chromium or Chrome (see benchmarks/README.md).\n"


def test_every_kind_of_page_is_measured() -> None:
    """Each kind of page has one that Lighthouse measures, but for samples, the board for editors and what is there at times; a county is one more chapter."""
    assert {kind.name for kind in PAGE_KINDS} - {
        "patterns",
        "not-found",
        "not-kept",
        "changes",
        "status",
    } == lighthouse.PAGES.keys() - {"county"}


def test_the_pages_are_there(real_site: Path) -> None:
    """Every page that is measured is a page of the real site in both languages."""
    for pattern in lighthouse.PAGES.values():
        for language in ("zh", "en"):
            assert (real_site / pattern.format(language=language) / "index.html").is_file()


def test_reports_stay_out_of_git() -> None:
    """Reports and what npm keeps lie in folders that git ignores."""
    for folder in (lighthouse.REPORTS, lighthouse.NPM_CACHE):
        rules = (HOME / ".gitignore").read_text(encoding="utf-8").splitlines()
        assert folder.relative_to(HOME).parts[0] in {rule.strip("/") for rule in rules}


def test_every_generator_has_the_same_texts(tmp_path: Path) -> None:
    """Each half of a chapter is a file with its title and without what only this program reads; the floor makes a page of each."""
    corpus, texts = tmp_path / "corpus", tmp_path / "texts"
    make_corpus(corpus, 2)
    assert build.make_texts(corpus, texts) == 4
    text = (texts / "zh/part-1/chapter-1.md").read_text(encoding="utf-8")
    assert text.startswith("---\ntitle: ")
    assert not any(mark in text for mark in ("{", "[@", "place:"))
    floor.main(texts, tmp_path / "pages", 1)
    page = (tmp_path / "pages/zh/part-1/chapter-1/index.html").read_text(encoding="utf-8")
    assert page.count("<table>") == 1 and "46.8万" in page


@pytest.mark.parametrize("has_tables", [False, True])
def test_the_corpus_has_no_problems(tmp_path: Path, has_tables: bool) -> None:
    """What is measured is a documentary that every rule lets pass, of prose or of tables; of a few chapters more than one part."""
    make_corpus(tmp_path, 30, has_tables=has_tables)
    site = load_site(Project(tmp_path)).site
    assert (len(site.chapters), len(site.parts) > 1) == (30, True)


def test_contenders_are_compared_a_page(tmp_path: Path) -> None:
    """The table has the medians of the rounds, and how often a page takes what one of the floor takes."""
    (tmp_path / "one").mkdir()
    for name in ("a.html", "one/b.html"):
        (tmp_path / name).touch()

    def contender(name: str, *seconds: float) -> build.Contender:
        runs = [build.Run(wall, wall / 2, 10) for wall in seconds]
        return build.Contender(name, (), lambda number: None, tmp_path, runs)

    table = list(build.tell([contender(build.FLOOR, 1, 2, 9), contender("Other", 3, 5, 4)]))
    assert table[2:] == [
        "| floor, 2 processes | 2 | 2.00 | 1.00 | 10 | 1000.00 | 1.00 | 1.00 |",
        "| Other | 2 | 4.00 | 2.00 | 10 | 2000.00 | 2.00 | 2.00 |",
    ]
