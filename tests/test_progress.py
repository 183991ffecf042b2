"""The progress of a build: one line on a terminal, for what takes over a second, which goes when a stage is done."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from projects import lay_out

from chronicle import keeping
from chronicle.cli import progress
from chronicle.cli.progress import ProgressBar
from chronicle.pipeline import build_site
from chronicle.timing import Timer


class Terminal(io.StringIO):
    """A terminal that remembers all that was written."""

    def isatty(self) -> bool:
        """Tell that somebody looks on."""
        return True


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """A clock that stands at its only number."""
    now = [100.0]
    monkeypatch.setattr(progress.time, "monotonic", lambda: now[0])
    return now


def test_what_takes_a_second_has_a_bar(clock: list[float]) -> None:
    """The bar is drawn anew at most ten times a second, and is written over with blanks in the end."""
    bar = ProgressBar(Terminal())
    for now, done in ((100.0, 0), (100.9, 1), (101.0, 2), (101.05, 3), (101.2, 4)):
        clock[0] = now
        bar.show("pages", done, 4)
    bar.clear()
    first = "  pages           [###############---------------] 2/4"
    last = "  pages           [##############################] 4/4"
    assert bar.stream.getvalue() == f"\r{first}\r{last}\r{' ' * len(last)}\r"


def test_another_kind_of_things_begins_its_own_second(clock: list[float]) -> None:
    """What is quick is never shown, whatever came before it."""
    bar = ProgressBar(Terminal())
    for now, what in ((100.0, "texts"), (100.9, "pages"), (101.8, "pages"), (101.8, "pictures")):
        clock[0] = now
        bar.show(what, 1, 2)
    bar.clear()
    assert bar.stream.getvalue() == ""


def test_where_nobody_looks_on_there_is_no_bar(clock: list[float]) -> None:
    """A pipe or a file gets nothing, nor does a terminal that wants none."""
    for bar in (ProgressBar(io.StringIO()), ProgressBar(Terminal(), is_shown=False)):
        for now in (100.0, 102.0):
            clock[0] = now
            bar.show("pages", 1, 2)
        bar.clear()
        assert bar.stream.getvalue() == ""


def test_a_build_shows_its_texts_pages_and_pictures(tmp_path: Path) -> None:
    """Each of them is counted, from none done to all but the last; what was kept is not made, and not counted."""
    keeping._memory.clear()  # what other tests have read
    project, shown = lay_out("good-site", tmp_path), []
    for _ in range(2):
        build_site(
            project, tmp_path / "output", with_search=False, timer=Timer(show=lambda *progress: shown.append(progress))
        )
        shown.append(())
    first, second = shown[: shown.index(())], shown[shown.index(()) + 1 : -1]
    assert list(dict.fromkeys(what for what, _, _ in first)) == ["texts", "pages", "pictures"]
    assert {what for what, _, _ in second} == {"pages"}
    for what in ("texts", "pages"):
        totals = {total for name, _, total in first if name == what}
        assert [done for name, done, _ in first if name == what] == list(range(*totals))


def test_a_stage_counts_what_it_made_and_what_was_kept(tmp_path: Path) -> None:
    """Of texts and pictures the second build keeps all, in memory or on the disk; pages are made anew by a whole build, and files written."""
    keeping._memory.clear()  # what other tests have read
    project, counts = lay_out("good-site", tmp_path), []
    for _ in range(2):
        timer = Timer()
        build_site(project, tmp_path / "output", timer=timer)
        counts.append({stage.name: dict(stage.counts) for stage in timer.stages})
    first, second = counts
    texts, pictures = first["read and check"]["texts"], first["make pictures"]["pictures"]
    assert texts.total == len([*(tmp_path / "content").rglob("*.md")])
    assert first["make pages"]["pages"].total == len([*(tmp_path / "output").rglob("*.html")])
    assert not any(count.kept for stage in first.values() for count in stage.values())
    assert second["read and check"]["texts"] == texts._replace(kept=texts.total)
    assert second["make pictures"]["pictures"] == pictures._replace(kept=pictures.total)
    assert second["make pages"] == first["make pages"]
