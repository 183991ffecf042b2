"""The output folder: written beside its place and put there whole, or not at all; nothing else is ever touched."""

import hashlib
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from projects import HOME, read

from chronicle.model import OutputFile
from chronicle.output import OutputRefused, check_output_folder, check_room, placing, seal, staged, write_files
from chronicle.pipeline import build_site
from chronicle.reading import Project


def write(folder: Path, **files: str) -> None:
    """Build a site of the given files, `name=content`, in the way that the pipeline does."""
    with staged(folder) as stage:
        write_files([OutputFile(f"{name}.html", content.encode()) for name, content in files.items()], stage)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_first_build(tmp_path: Path) -> None:
    """The site appears in a folder that did not exist, with its checksums, and nothing else is left beside it."""
    output = tmp_path / "new" / "output"
    write(output, index="first")
    assert names(output) == ["SHA256SUMS", "chronicle.txt", "index.html"]
    assert names(output.parent) == ["output"]
    assert output.stat().st_mode & 0o777 == 0o755


def test_a_later_build_replaces_the_whole(tmp_path: Path) -> None:
    """Files that the new build no longer has are gone; while it is made, the old one stands untouched."""
    output = tmp_path / "output"
    write(output, index="old", stale="old")
    with staged(output) as stage:
        write_files([OutputFile("index.html", b"new")], stage)
        assert stage.parent == output.parent
        assert names(output) == ["SHA256SUMS", "chronicle.txt", "index.html", "stale.html"]
    assert names(output) == ["SHA256SUMS", "chronicle.txt", "index.html"]
    assert (output / "index.html").read_text(encoding="utf-8") == "new"
    assert names(tmp_path) == ["output"]


@pytest.mark.parametrize("error", [RuntimeError, KeyboardInterrupt, OutputRefused])
def test_failure_leaves_the_old_output(error: type[BaseException], tmp_path: Path) -> None:
    """Whatever stops a build, also a person, the old output stays as it was and the half-made one is removed."""
    output = tmp_path / "output"
    write(output, index="old")
    with pytest.raises(error), staged(output) as stage:
        write_files([OutputFile("index.html", b"new")], stage)
        raise error("stop")
    assert (output / "index.html").read_text(encoding="utf-8") == "old"
    assert names(tmp_path) == ["output"]


def test_failure_of_a_first_build(tmp_path: Path) -> None:
    """Where there was no output before, a failed build leaves none."""
    with pytest.raises(RuntimeError), staged(tmp_path / "output"):
        raise RuntimeError("stop")
    assert names(tmp_path) == []


KILLED = """
import os, signal, sys
from pathlib import Path
from types import SimpleNamespace
from chronicle import output
from chronicle.model import OutputFile
from chronicle.output import placing
folder, exchange = Path(sys.argv[1]), sys.argv[2] == "exchange"
if not exchange:
    placing._exchange = lambda one, two: False  # as on a system that cannot exchange two folders
rename = Path.rename
def rename_and_die(self, target):
    rename(self, target)
    os.kill(os.getpid(), signal.SIGKILL)
Path.rename = rename_and_die
with output.staged(folder) as stage:
    output.write_files([OutputFile("index.html", b"new")], stage)
    if exchange:
        os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.parametrize(("moment", "left"), [("exchange", True), ("rename", False)])
def test_a_killed_build(moment: str, left: bool, tmp_path: Path) -> None:
    """A build that is killed while it writes, or between two renames, loses nothing: the next one begins from the old output."""
    output = tmp_path / "output"
    write(output, index="old")
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(output), moment], env={**os.environ, "PYTHONPATH": str(HOME)}
    )
    assert done.returncode == -signal.SIGKILL
    assert output.exists() == left
    with pytest.raises(RuntimeError), staged(output):
        assert (output / "index.html").read_text(encoding="utf-8") == "old"
        raise RuntimeError("stop")
    assert (output / "index.html").read_text(encoding="utf-8") == "old"
    write(output, index="new")
    assert (output / "index.html").read_text(encoding="utf-8") == "new"
    assert names(tmp_path) == ["output"]


def test_what_dead_builds_have_left(tmp_path: Path) -> None:
    """The unfinished folder of a killed build goes with the next build; whatever else has a name like it is left alone."""
    kept = [".output-building-123", ".output-building-x", f".outputs-building-{'0' * 16}"]
    for name in [*kept, f".output-building-{'0' * 16}"]:
        (tmp_path / name).mkdir()
        (tmp_path / name / "index.html").touch()
    write(tmp_path / "output", index="one")
    assert names(tmp_path) == sorted([*kept, "output"])


def test_the_current_folder(project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The output folder may be the one that a person stands in."""
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    check_output_folder(Path("."), project)
    write(Path("."), index="one")
    assert names(tmp_path / "here") == ["SHA256SUMS", "chronicle.txt", "index.html"]


@pytest.mark.parametrize("path", ["../outside.html", "a/../../outside.html", "/outside.html", "..", ".", "a/.."])
def test_a_path_that_leaves_the_folder(path: str, tmp_path: Path) -> None:
    """A file whose path leads out of the output folder, or is the folder itself, is refused and not written."""
    with pytest.raises(OutputRefused) as error:
        write_files([OutputFile(path, b"x")], tmp_path / "output")
    assert str(error.value) == f"The path '{path}' leads out of the output folder."
    assert list(tmp_path.rglob("*.html")) == []


def test_paths_within_the_folder(tmp_path: Path) -> None:
    """Folders are made as they are needed; names may be Chinese."""
    files = [OutputFile("zh/facts/index.html", b"1"), OutputFile("图/赤峰.svg", b"2"), OutputFile("a/../b.txt", b"3")]
    write_files(files, tmp_path)
    assert read(tmp_path) == {"zh/facts/index.html": b"1", "图/赤峰.svg": b"2", "b.txt": b"3"}


def test_checksums(tmp_path: Path) -> None:
    """SHA256SUMS has a line for every file but itself, in the order of the paths; one of that name in a folder below is a file like any other."""
    contents = {
        "data/SHA256SUMS": b"three",
        "index.html": b"one",
        "en/index.html": b"two",
        "en-a.txt": b"",
        "图 1.svg": "图".encode(),
    }
    write_files([OutputFile(path, content) for path, content in contents.items()], tmp_path)
    seal(tmp_path)
    contents["chronicle.txt"] = (tmp_path / "chronicle.txt").read_bytes()
    written = (tmp_path / "SHA256SUMS").read_text(encoding="utf-8")
    assert written == "".join(f"{hashlib.sha256(contents[path]).hexdigest()}  {path}\n" for path in sorted(contents))
    seal(tmp_path)
    assert (tmp_path / "SHA256SUMS").read_text(encoding="utf-8") == written


def test_sha256sum_agrees(tmp_path: Path) -> None:
    """`sha256sum --check` finds every file as it is listed, and notices a changed one."""
    program = shutil.which("sha256sum")
    if program is None:
        stop = pytest.fail if os.environ.get("CI") else pytest.skip
        stop("needs sha256sum, which is part of coreutils")
    write(tmp_path / "output", index="one", 赤峰="two")
    command = [program, "--check", "--strict", "--quiet", "SHA256SUMS"]
    assert subprocess.run(command, cwd=tmp_path / "output").returncode == 0
    (tmp_path / "output" / "index.html").write_text("changed", encoding="utf-8")
    assert subprocess.run(command, cwd=tmp_path / "output", capture_output=True).returncode == 1


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project's folder with the folders that hold its own files."""
    for name in ("content/facts", "templates", "static", "chronicle", "tests"):
        (tmp_path / "project" / name).mkdir(parents=True)
    return tmp_path / "project"


@pytest.mark.parametrize("kind", ["absent", "empty", "built"])
def test_folders_that_may_be_replaced(kind: str, project: Path, tmp_path: Path) -> None:
    """A folder that does not exist, an empty one and an earlier build may be replaced, in the project or elsewhere."""
    for output in (project / "output", tmp_path / "elsewhere"):
        if kind == "empty":
            output.mkdir()
        if kind == "built":
            write(output, index="old")
        check_output_folder(output, project)


def refusal(folder: Path, project: Path) -> str:
    with pytest.raises(OutputRefused) as error:
        check_output_folder(folder, project)
    return str(error.value)


@pytest.mark.parametrize("listed", [False, True])
def test_a_folder_of_somebody_else(listed: bool, project: Path, tmp_path: Path) -> None:
    """A folder that no build has made is refused and stays, even where its SHA256SUMS lists all that is in it: a mirror, a backup."""
    mirror = tmp_path / "mirror"
    (mirror / "empty").mkdir(parents=True)
    for name in ("debian.iso", *(f"{number}.iso" for number in range(5))):
        (mirror / name).write_text("my only copy", encoding="utf-8")
    if listed:
        lines = (f"{hashlib.sha256(b'my only copy').hexdigest()}  {path.name}\n" for path in mirror.glob("*.iso"))
        (mirror / "SHA256SUMS").write_text("".join(lines), encoding="utf-8")
    files = names(mirror)
    told = (
        f"{mirror} is not a site made by this version of the program: it contains {', '.join(files[:5])} and {len(files) - 5} more. "
        "Move that away, or name another folder with --output."
    )
    assert refusal(mirror, project) == told
    with pytest.raises(OutputRefused) as error:
        write(mirror, index="new")
    assert str(error.value) == told
    assert names(mirror) == files


def test_a_mark_that_was_copied(project: Path, tmp_path: Path) -> None:
    """The mark belongs to one list of files: beside another list, even one that a person has made of a build, it is none."""
    write(tmp_path / "output", index="one")
    (tmp_path / "output/notes.txt").write_text("mine", encoding="utf-8")
    with (tmp_path / "output/SHA256SUMS").open("a", encoding="utf-8") as sums:
        sums.write(f"{hashlib.sha256(b'mine').hexdigest()}  notes.txt\n")
    assert "is not a site made by this version of the program" in refusal(tmp_path / "output", project)


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (lambda output: (output / "notes.txt").write_text("mine"), "notes.txt"),
        (lambda output: (output / "index.html").write_text("mended by hand"), "index.html"),
        (lambda output: (output / "zh/more").mkdir(), "zh/more/"),
        (lambda output: (output / "zh/link").symlink_to("/"), "zh/link"),
        (lambda output: [(output / "zh/a.html").unlink(), (output / "zh/a.html").symlink_to("/")], "zh/a.html"),
        (lambda output: os.mkfifo(output / "pipe"), "pipe"),
        (lambda output: (output / "chronicle.txt").write_text("x"), None),
    ],
    ids=["added", "changed", "folder", "link", "replaced", "pipe", "mark"],
)
@pytest.mark.parametrize("meanwhile", [False, True])
def test_what_people_put_into_the_output(
    change, named: str | None, meanwhile: bool, project: Path, tmp_path: Path
) -> None:
    """A file that was added, changed or put there while the build ran is named, and nothing is replaced."""
    output = tmp_path / "output"
    with staged(output) as stage:
        write_files([OutputFile("index.html", b"old"), OutputFile("zh/a.html", b"old")], stage)
    if not meanwhile:
        change(output)
        message = refusal(output, project)
    else:
        with pytest.raises(OutputRefused) as error, staged(output) as stage:
            write_files([OutputFile("index.html", b"new")], stage)
            change(output)
        message = str(error.value)
    if named:
        assert message == (
            f"{output} contains files that no build made, or that were changed since: {named}. "
            "Move that away, or name another folder with --output."
        )
    assert (output / "index.html").read_text(encoding="utf-8") != "new"
    assert names(tmp_path) == ["output", "project"]


def test_what_is_put_there_at_the_last_moment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that comes between the last look and the exchange is kept beside the new site, and that is told."""
    output = tmp_path / "output"
    write(output, index="old", stale="old")
    exchange = placing.exchange_folders

    def exchange_late(stage: Path, folder: Path) -> Path | None:
        (folder / "notes.txt").write_text("mine", encoding="utf-8")
        return exchange(stage, folder)

    monkeypatch.setattr("chronicle.output.exchange_folders", exchange_late)
    with pytest.raises(OutputRefused) as error:
        write(output, index="new")
    (kept,) = tmp_path.glob("output-kept-*")
    assert str(error.value) == (
        f"The new site is in {output}. Files that were added there while it was being replaced are now in {kept}."
    )
    assert names(kept) == ["SHA256SUMS", "notes.txt"] and (output / "index.html").read_text(encoding="utf-8") == "new"


def test_fewer_files_are_no_matter(tmp_path: Path) -> None:
    """A file that somebody has deleted from the output is made again."""
    write(tmp_path / "output", index="old", more="old")
    (tmp_path / "output/more.html").unlink()
    write(tmp_path / "output", index="new", more="new")
    assert names(tmp_path / "output") == ["SHA256SUMS", "chronicle.txt", "index.html", "more.html"]


def test_a_symbolic_link(project: Path, tmp_path: Path) -> None:
    """A symbolic link is refused, whatever it leads to: a folder, a build, nothing."""
    link = tmp_path / "link"
    write(tmp_path / "built", index="old")
    (tmp_path / "empty").mkdir()
    for target in ("built", "empty", "nothing"):
        link.symlink_to(tmp_path / target)
        assert refusal(link, project) == f"{link} is a symbolic link. Name the folder itself with --output."
        link.unlink()


def test_a_folder_below_a_link(project: Path, tmp_path: Path) -> None:
    """A folder that is reached by way of a link is refused, and the place where it really is is named."""
    (tmp_path / "elsewhere").mkdir()
    (project / "public").symlink_to(tmp_path / "elsewhere")
    assert refusal(project / "public/site", project) == (
        f"{project}/public/site leads through a symbolic link to {tmp_path}/elsewhere/site. "
        "If that is intended, name it with --output."
    )


def test_a_file(project: Path, tmp_path: Path) -> None:
    """A file is no folder."""
    (tmp_path / "file").write_text("x", encoding="utf-8")
    assert refusal(tmp_path / "file", project) == f"{tmp_path / 'file'} is a file. Name a folder with --output."


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        (".", "contains the project itself"),
        ("..", "contains the project itself"),
        ("content/..", "contains the project itself"),
        ("content", "lies inside content/"),
        ("content/facts", "lies inside content/"),
        ("content/new", "lies inside content/"),
        ("templates", "lies inside templates/"),
        ("static/site", "lies inside static/"),
        ("chronicle", "lies inside chronicle/"),
        ("tests", "lies inside tests/"),
        ("output/../static", "lies inside static/"),
    ],
)
def test_the_project_itself(name: str, reason: str, project: Path) -> None:
    """The project, what it lies in and what it is made of are never an output folder."""
    assert refusal(project / name, project) == f"{project / name} {reason}. Name a separate folder with --output."


def test_a_site_that_will_not_fit_is_told_before_it_is_made(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where another site as large as the last one does not fit, the next build says so before it reads anything; the last one stays."""
    output = project / "output"
    output.mkdir()
    (output / "index.html").write_bytes(bytes(5 << 20))
    seal(output)
    monkeypatch.setattr(shutil, "disk_usage", lambda place: SimpleNamespace(free=3 << 20))
    with pytest.raises(OutputRefused) as refused:
        build_site(Project(project), output)
    assert "needs about 5 MB beside the one that it replaces, but only 3 MB are free" in str(refused.value)
    assert (output / "index.html").stat().st_size == 5 << 20


def test_a_full_disk_is_told_before_anything_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A site that does not fit beside the one that it replaces is refused, with what it takes and what there is."""
    monkeypatch.setattr(shutil, "disk_usage", lambda place: SimpleNamespace(free=3 << 20))
    check_room([OutputFile("a.html", bytes(2 << 20))], tmp_path / "new/output")
    with pytest.raises(OutputRefused) as refused:
        check_room([OutputFile("a.html", bytes(4 << 20))], tmp_path / "new/output")
    assert str(refused.value) == (
        f"The site needs about 4 MB beside the one that it replaces, but only 3 MB are free in {tmp_path}. "
        "Free some space, or name another place with --output."
    )
