"""Work that is divided among copies of this process."""

from __future__ import annotations

import os
import select
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from projects import edit, problems_of, read

from chronicle import executors
from chronicle.cache import make_key
from chronicle.executors import FEWEST_TO_DIVIDE, divide, open_executor, unwatched
from chronicle.imaging import Task, _make_all
from chronicle.pipeline import build_site
from chronicle.problems import ContentError, Problem, Where, WorkerLost
from chronicle.project import Project
from chronicle.serve.preview import Preview
from chronicle.timing import Timer

PATIENCE = 60  # seconds
ITEMS = [*range(FEWEST_TO_DIVIDE * 3)]

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere no process is copied")


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Threads of other tests hold nothing here."""
    monkeypatch.setattr(threading, "active_count", lambda: 1)
    yield


@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_results_come_in_the_order_of_the_items(jobs: int) -> None:
    """The function may know what cannot be sent to another process; there are as many copies as are asked for."""
    known = {item: lambda item=item: item * 2 for item in ITEMS}
    made = list(divide(lambda item: (known[item](), os.getpid()), ITEMS, jobs))
    assert [double for double, _ in made] == [item * 2 for item in ITEMS]
    makers = {maker for _, maker in made}
    assert makers == {os.getpid()} if jobs == 1 else os.getpid() not in makers and len(makers) <= jobs


def test_what_each_process_did_is_noted() -> None:
    """Which process, when by the clock of the day, and how long; what this process did is no span of another."""
    began, timer = time.time(), Timer()
    list(divide(lambda item: time.sleep(0.001), ITEMS, 2, timer.watch("items")))
    assert len(timer.spans) == -(-len(ITEMS) // executors.AT_ONCE)
    for what, span in timer.spans:
        assert what == "items" and span.process != os.getpid()
        assert began - 1 < span.began < time.time() and span.seconds >= executors.AT_ONCE * 0.001
    list(divide(str, ITEMS, 1, timer.watch("others")))
    assert {what for what, _ in timer.spans} == {"items"}


def test_little_work_is_not_divided() -> None:
    """Copies would take longer to begin than the work takes."""
    assert {*divide(lambda _: os.getpid(), ITEMS[: FEWEST_TO_DIVIDE - 1], 2)} == {os.getpid()}


def test_a_process_with_threads_is_not_copied(monkeypatch: pytest.MonkeyPatch) -> None:
    """A copy would wait for ever for what another thread holds."""
    monkeypatch.setattr(threading, "active_count", lambda: 2)
    assert {*divide(lambda _: os.getpid(), ITEMS, 2)} == {os.getpid()}


def test_a_problem_that_a_copy_meets() -> None:
    """It is the same problem as in this process."""
    problem = Problem(Where("templates/a.html", 3), "template", "A value is missing: 'a'.", "Set it.")

    def work(item: int) -> None:
        if item == 100:
            raise ContentError([problem])

    with pytest.raises(ContentError) as raised:
        list(divide(work, ITEMS, 2))
    assert raised.value.problems == (problem,)


def test_a_copy_that_is_killed() -> None:
    """That is told to a person, with what to do."""

    def work(item: int) -> None:
        if item == 100:
            os.kill(os.getpid(), signal.SIGKILL)

    with pytest.raises(WorkerLost) as raised:
        list(divide(work, ITEMS, 2))
    assert str(raised.value) == (
        "A process that shared the work was killed, perhaps because there was not enough memory. Try again with --jobs 1."
    )


def test_a_picture_that_kills_its_process(tmp_path: Path) -> None:
    """Pictures are shared out too, and that one of their processes was killed is told in the same way."""
    tasks = [Task((path,), (make_key(path),), _kill_this_process, ()) for path in ("a.png", "b.png")]
    with pytest.raises(WorkerLost):
        list(_make_all(tasks, tmp_path, 1000, unwatched))


def _kill_this_process() -> list[bytes]:
    os.kill(os.getpid(), signal.SIGKILL)
    return []


def _divide(work: Callable[[int], object]) -> None:
    list(divide(work, ITEMS, 2))


def _share(work: Callable[[int], object]) -> None:
    with open_executor(2) as executor:
        assert executor
        list(executor.map(work, ITEMS))


def _wait(pipe: int, item: int) -> None:
    os.write(pipe, b"begun")
    time.sleep(PATIENCE * 2)


def begin_apart(share_out: Callable[[Callable[[int], object]], None]) -> tuple[int, int]:
    """Share out work without end in a process of its own group, which tells its errors into a pipe; return its number and the pipe, in which work has begun."""
    read, write = os.pipe()
    first = os.fork()
    if first == 0:
        try:
            os.setsid()
            signal.signal(signal.SIGTERM, signal.SIG_DFL)
            os.dup2(write, 2)
            share_out(partial(_wait, write))
        except KeyboardInterrupt:
            os._exit(2)
        finally:
            os._exit(1)
    os.close(write)
    assert os.read(read, 5) == b"begun"
    return first, read


def read_all(pipe: int) -> bytes:
    """Return what is still written into a pipe until nobody has it open."""
    written = b""
    while select.select([pipe], [], [], PATIENCE)[0]:
        if not (more := os.read(pipe, 1000)):
            return written
        written += more
    raise TimeoutError


@pytest.mark.parametrize("share_out", [_divide, _share])
@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGTERM])
def test_processes_end_with_the_first(share_out: Callable[..., None], end: signal.Signals) -> None:
    """A build that is killed leaves no process behind: what these could write to is closed."""
    first, pipe = begin_apart(share_out)
    os.kill(first, end)
    os.waitpid(first, 0)
    assert read_all(pipe).replace(b"begun", b"") == b""


@pytest.mark.parametrize("share_out", [_divide, _share])
def test_processes_are_not_interrupted(share_out: Callable[..., None]) -> None:
    """Of Ctrl+C, which a terminal sends to all processes, only the first one tells."""
    first, pipe = begin_apart(share_out)
    os.killpg(first, signal.SIGINT)
    time.sleep(0.5)
    os.kill(first, signal.SIGKILL)  # it waits for what is being made
    os.waitpid(first, 0)
    assert read_all(pipe).replace(b"begun", b"") == b""


def test_pages_that_copies_render_are_the_same(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A site has the same bytes whether one process renders its pages or two, and a template has the same mistake."""
    monkeypatch.setattr(executors, "FEWEST_TO_DIVIDE", 2)
    monkeypatch.setattr(executors, "AT_ONCE", 3)
    for jobs in (1, 2):
        build_site(project, tmp_path / f"output-{jobs}", jobs=jobs)
    one, two = (read(tmp_path / f"output-{jobs}") for jobs in (1, 2))
    assert one == two
    template = project.root / "templates/pages/chapter.html"
    template.parent.mkdir(parents=True)
    template.write_text("{{ page.path }}\n{{ page.missing }}\n", encoding="utf-8")
    told = [problems_of(build_site, project, tmp_path / f"output-{jobs}", jobs=jobs) for jobs in (1, 2)]
    assert told[0] == told[1]
    assert told[0][0].where == Where("templates/pages/chapter.html", 2)
    assert one == two == read(tmp_path / "output-2")


def test_a_preview_that_copies_begin(project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A preview has the same files whether one process makes its first site or two, also after an edit of a fact."""
    monkeypatch.setattr(executors, "FEWEST_TO_DIVIDE", 2)
    monkeypatch.setattr(executors, "AT_ONCE", 3)
    previews = [Preview(project, tmp_path / f"served-{jobs}", "http://localhost/", str, list) for jobs in (1, 2)]
    assert all(preview.build(jobs) for jobs, preview in enumerate(previews, 1))
    first = read(previews[0].folder)
    assert read(previews[1].folder) == first
    sheet = edit(project.root / "content/facts/sheet.yaml", "46.8万人", "46.9万人")
    assert [preview.follow({sheet}, is_edit=True) for preview in previews] == ["*", "*"]
    assert read(previews[0].folder) == read(previews[1].folder) != first
