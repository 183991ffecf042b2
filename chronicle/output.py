"""The door through which the finished site goes out: written beside its place and put there whole, or not at all.

The output folder is recognised by its `SHA256SUMS`; a folder that holds anything not listed there is never touched.
"""

from __future__ import annotations

import ctypes
import errno
import glob
import hashlib
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from chronicle.model import OutputFile

CHECKSUMS = "SHA256SUMS"
_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


class OutputRefused(Exception):
    """The output folder is not one that the build may replace; the message says why and what to do."""


def check_output_folder(folder: Path, project: Path) -> None:
    """Raise OutputRefused unless the folder is free, empty, or an earlier build, and holds nothing of the project itself."""
    if folder.is_symlink():
        raise OutputRefused(f"{folder} is a symbolic link. Name the folder itself with --output.")
    if project.resolve().is_relative_to(folder.resolve()):
        raise OutputRefused(f"{folder} holds the project itself. Name a folder of its own with --output.")
    for name in ("content", "templates", "static", "chronicle", "tests"):
        if folder.resolve().is_relative_to((project / name).resolve()):
            raise OutputRefused(f"{folder} lies inside {name}/. Name a folder of its own with --output.")
    if folder.exists() and not folder.is_dir():
        raise OutputRefused(f"{folder} is a file. Name a folder with --output.")
    if foreign := _find_foreign(folder):
        raise OutputRefused(
            f"{folder} holds files that no build has made ({foreign}). Empty it, or name another folder with --output."
        )


@contextmanager
def staged(folder: Path) -> Iterator[Path]:
    """Give a new folder beside `folder`; put it in its place when the work in it is done, remove it when the work fails."""
    folder = folder.resolve()
    folder.parent.mkdir(parents=True, exist_ok=True)
    _restore(folder)
    _remove_dead_stages(folder)
    stage = _stage(folder, os.getpid())
    stage.mkdir(mode=0o700)
    try:
        yield stage
        write_checksums(stage)
        stage.chmod(0o755)
        _replace(stage, folder)
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def write_files(files: Iterable[OutputFile], folder: Path) -> None:
    """Write files below a folder; raises OutputRefused for a path that would leave it."""
    root = folder.resolve()
    for file in files:
        path = (root / file.path).resolve()
        if not path.is_relative_to(root) or path == root:
            raise OutputRefused(f"The path '{file.path}' leads out of the output folder.")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.content)


def write_checksums(folder: Path) -> None:
    """Write the SHA-256 of every file but itself, in the format of `sha256sum`, in the order of the paths."""
    paths = _list_files(folder)
    lines = (f"{hashlib.sha256((folder / path).read_bytes()).hexdigest()}  {path}\n" for path in paths)
    (folder / CHECKSUMS).write_text("".join(lines), encoding="utf-8")


def _list_files(folder: Path) -> list[str]:
    """Return the paths of all files below a folder but its checksums, in their order; a link counts as a file."""
    paths = (path for path in folder.rglob("*") if path.is_symlink() or not path.is_dir())
    return sorted(path.relative_to(folder).as_posix() for path in paths if path != folder / CHECKSUMS)


def _find_foreign(folder: Path) -> str:
    """Return by what one sees that not everything in a folder comes from a build; nothing where it does, or is empty."""
    if not folder.is_dir() or not any(folder.iterdir()):
        return ""
    sums = folder / CHECKSUMS
    if not sums.is_file():
        return f"it has no {CHECKSUMS}"
    listed = {line.partition("  ")[2] for line in sums.read_text(encoding="utf-8", errors="replace").split("\n")}
    unlisted = next((path for path in _list_files(folder) if path not in listed), "")
    return unlisted and f"{unlisted} is not in its {CHECKSUMS}"


def _stage(folder: Path, process: int | str) -> Path:
    return folder.with_name(f".{folder.name}-building-{process}")


def _remove_dead_stages(folder: Path) -> None:
    """Remove what builds that were killed have left: stages whose process no longer runs, or had the number of this one."""
    for stage in folder.parent.glob(glob.escape(_stage(folder, "").name) + "*"):
        process = stage.name.rpartition("-")[2]
        if process.isdecimal() and (int(process) == os.getpid() or not _runs(int(process))):
            shutil.rmtree(stage, ignore_errors=True)


def _runs(process: int) -> bool:
    """Tell whether a process runs; where the system cannot be asked, it may."""
    if os.name != "posix":
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        pass
    return True


def _previous(folder: Path) -> Path:
    return folder.with_name(f".{folder.name}-previous")


def _restore(folder: Path) -> None:
    """Put back what a build that was killed between two renames had moved aside."""
    previous = _previous(folder)
    if previous.is_dir() and not folder.exists():
        previous.rename(folder)


def _replace(stage: Path, folder: Path) -> None:
    """Put the stage in the folder's place: in one step where the system can exchange two folders, else in two renames."""
    if not folder.exists():
        stage.rename(folder)
    elif not _exchange(stage, folder):
        previous = _previous(folder)
        shutil.rmtree(previous, ignore_errors=True)
        folder.rename(previous)
        stage.rename(folder)
        shutil.rmtree(previous, ignore_errors=True)


def _exchange(one: Path, two: Path) -> bool:
    """Exchange two folders in one step (renameat2 of Linux); tell whether the system could."""
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None) if os.name == "posix" else None
    if rename is None:
        return False
    result = rename(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(two), _RENAME_EXCHANGE)
    if result != 0 and ctypes.get_errno() not in (errno.EINVAL, errno.ENOSYS, errno.ENOTSUP):
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()), str(two))
    return result == 0
