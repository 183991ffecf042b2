"""The output folder where it is a mount point or must stay: files in place, pages last; and builds that wait for each other."""

from __future__ import annotations

import os
import shutil
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from projects import HOME

from chronicle.model import OutputFile
from chronicle.output import OutputRefused, check_output_folder, locking, placing, staged, write_files

BUILD = """
import sys, time
from pathlib import Path
from chronicle.model import OutputFile
from chronicle.output import staged, write_files
with staged(Path(sys.argv[1]), in_place=sys.argv[3] == "in-place") as stage:
    for number in range(30):
        write_files([OutputFile(f"{sys.argv[2]}/{number}.html", sys.argv[2].encode())], stage)
        time.sleep(0.01)
"""


def write(folder: Path, files: dict[str, str], in_place: bool = True) -> None:
    """Build a site of files, path → content."""
    with staged(folder, in_place) as stage:
        write_files([OutputFile(path, content.encode()) for path, content in files.items()], stage)


def files_of(folder: Path) -> dict[str, str]:
    """Return path → content of what is in a folder, but for the sums and the mark."""
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in folder.rglob("*")
        if path.is_file() and path.name not in ("SHA256SUMS", "chronicle.txt")
    }


def start_build(output: Path, name: str, how: str, *before: str) -> subprocess.Popen[bytes]:
    command = [*before, sys.executable, "-c", BUILD, str(output), name, how]
    return subprocess.Popen(command, env={**os.environ, "PYTHONPATH": str(HOME)}, stderr=subprocess.PIPE)


def end(*builds: subprocess.Popen[bytes]) -> None:
    assert [(build.communicate()[1], build.returncode) for build in builds] == [(b"", 0)] * len(builds)


# --- in place ------------------------------------------------------------------------------------------------------
def test_the_folder_stays(tmp_path: Path) -> None:
    """In place the folder is the same before and after, what is no longer made is gone, and nothing else is left."""
    output = tmp_path / "output"
    write(output, {"index.html": "old", "stale/a.html": "old", "turned": "file", "over/a.html": "old"})
    number = output.stat().st_ino
    new = {"index.html": "new", "assets/a.css": "new", "turned/a.html": "now a folder", "over": "now a file"}
    write(output, new)
    assert files_of(output) == new and output.stat().st_ino == number
    assert sorted(path.name for path in output.iterdir()) == sorted(
        ["SHA256SUMS", "assets", "chronicle.txt", "index.html", "over", "turned"]
    )
    write(output, {"index.html": "newer"}, in_place=False)
    assert files_of(output) == {"index.html": "newer"}


def test_what_people_put_there_stays(tmp_path: Path) -> None:
    """In place too, a file that no build has made stops the build, and nothing is changed."""
    output = tmp_path / "output"
    write(output, {"index.html": "old"})
    with pytest.raises(OutputRefused, match=r"that were changed since: notes\.txt\. Move"), staged(output, True):
        (output / "notes.txt").write_text("mine", encoding="utf-8")
    assert files_of(output) == {"index.html": "old", "notes.txt": "mine"}


@pytest.mark.parametrize("moves", range(5))
def test_killed_in_place(moves: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Killed after any number of moves, the folder is still one that the next build knows, and that build leaves no trace of it."""
    output = tmp_path / "output"
    write(output, {"index.html": "old", "a.html": "old", "stale.html": "old"})
    replace, done = os.replace, 0

    def replace_or_die(source: Path, target: Path) -> None:
        nonlocal done
        if done == moves:
            raise KeyboardInterrupt
        done += 1
        replace(source, target)

    monkeypatch.setattr(os, "replace", replace_or_die)
    new = {"index.html": "new", "a.html": "new", "b.css": "new"}
    with pytest.raises(KeyboardInterrupt):
        write(output, new)
    monkeypatch.undo()
    check_output_folder(output, tmp_path / "project")
    write(output, {"index.html": "newest"})
    assert files_of(output) == {"index.html": "newest"}
    assert not [path.name for path in output.iterdir() if path.name.startswith(".")]


@pytest.fixture
def mounted(tmp_path: Path) -> Iterator[Path]:
    """A folder that another is mounted at."""
    (tmp_path / "volume").mkdir()
    (tmp_path / "output folder").mkdir()
    command = ["mount", "--bind", str(tmp_path / "volume"), str(tmp_path / "output folder")]
    if not shutil.which("mount") or subprocess.run(command, capture_output=True).returncode:
        pytest.skip("needs the right to mount")
    try:
        yield tmp_path / "output folder"
    finally:
        subprocess.run(["umount", str(tmp_path / "output folder")], check=True)


def test_a_mount_point(mounted: Path) -> None:
    """A folder that something is mounted at is written in place."""
    write(mounted, {"index.html": "old", "stale.html": "old"}, in_place=False)
    write(mounted, {"index.html": "new"}, in_place=False)
    assert files_of(mounted) == {"index.html": "new"} == files_of(mounted.parent / "volume")


def test_a_folder_that_cannot_be_renamed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A mount that could not be seen before is told with what to do; the old site stands."""
    write(tmp_path / "output", {"index.html": "old"})

    def refuse(one: Path, two: Path) -> bool:
        raise OSError(16, "Device or resource busy")

    monkeypatch.setattr(placing, "_exchange", refuse)
    with pytest.raises(OutputRefused) as error:
        write(tmp_path / "output", {"index.html": "new"}, in_place=False)
    told = "cannot be renamed: something is mounted there, or a program holds it. Build with --in-place."
    assert str(error.value) == f"{tmp_path}/output {told}"
    assert files_of(tmp_path / "output") == {"index.html": "old"} and len(list(tmp_path.iterdir())) == 1


@pytest.mark.parametrize("in_place", [False, True])
def test_modes_do_not_follow_the_umask(in_place: bool, tmp_path: Path) -> None:
    """A web server of another user may read all that is published, also what a private umask (077) has made."""
    mask = os.umask(0o077)
    try:
        write(tmp_path / "output", {"index.html": "a", "zh/a/index.html": "a"}, in_place)
    finally:
        os.umask(mask)
    paths = [tmp_path / "output", *(tmp_path / "output").rglob("*")]
    modes = {(path.is_dir(), stat.S_IMODE(path.stat().st_mode)) for path in paths}
    assert modes == {(True, 0o755), (False, 0o644)}


# --- two builds ----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("how", ["exchange", "in-place", "mixed"])
@pytest.mark.parametrize("apart", [False, True])
def test_two_builds_at_once(how: str, apart: bool, tmp_path: Path) -> None:
    """Two builds of one folder, also in two containers, come one after the other: the site is one of the two, whole."""
    before = ["unshare", "--pid", "--fork", "--mount-proc"] if apart else []
    if apart and (not shutil.which("unshare") or subprocess.run([*before, "true"], capture_output=True).returncode):
        pytest.skip("needs the right to make a namespace")
    output = tmp_path / "output"
    write(output, {"index.html": "old"}, in_place=False)
    ways = {
        "exchange": ("exchange", "exchange"),
        "in-place": ("in-place", "in-place"),
        "mixed": ("exchange", "in-place"),
    }
    end(*(start_build(output, name, way, *before) for name, way in zip(("one", "two"), ways[how], strict=True)))
    made = files_of(output)
    (winner,) = set(made.values())
    assert made == {f"{winner}/{number}.html": winner for number in range(30)}
    assert [path.name for path in tmp_path.iterdir()] == ["output"]


def test_a_build_that_does_not_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever has waited for long is told, and nothing is written."""
    monkeypatch.setattr(locking, "PATIENCE", 0.2)
    output = tmp_path / "output"
    with staged(output), pytest.raises(OutputRefused) as error:
        write(output, {"index.html": "new"}, in_place=False)
    assert str(error.value) == f"Another build is writing {output} and has not finished. Wait for it, or stop it."


def test_a_killed_build_holds_no_lock(tmp_path: Path) -> None:
    """The lock ends with its process."""
    output = tmp_path / "output"
    build = start_build(output, "one", "exchange")
    while not list(tmp_path.glob(".output-building-*")):
        assert build.poll() is None
        time.sleep(0.01)
    build.send_signal(signal.SIGKILL)
    build.communicate()
    write(output, {"index.html": "new"}, in_place=False)
    assert [path.name for path in tmp_path.iterdir()] == ["output"]


def test_where_there_are_no_locks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Builds work, and leave alone what may be another's unfinished work."""
    monkeypatch.setattr(locking, "fcntl", None)
    (tmp_path / f".output-building-{'0' * 16}").mkdir()
    write(tmp_path / "output", {"index.html": "new"}, in_place=False)
    assert sorted(path.name for path in tmp_path.iterdir()) == [f".output-building-{'0' * 16}", "output"]
