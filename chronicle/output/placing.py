"""A finished stage takes the place of the output folder: exchanged in one step, or file by file where the folder must stay."""

from __future__ import annotations

import ctypes
import errno
import os
import re
import shutil
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path, PurePosixPath

from chronicle.output.listing import CHECKSUMS, MARK, is_there, read_listing, remove_empty, remove_listed
from chronicle.problems import OutputRefused

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_UNABLE = (errno.EINVAL, errno.ENOSYS, errno.ENOTSUP)
_HELD = (errno.EBUSY, errno.EXDEV)


def is_mount_point(folder: Path) -> bool:
    """Return whether a folder is a mount point, so that it cannot be renamed; a bind mount within one file system is one too."""
    if os.path.ismount(folder):
        return True
    try:
        mounts = Path("/proc/self/mountinfo").read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        return False
    points = (line.split(" ")[4] for line in mounts.splitlines())
    return str(folder) in (re.sub(r"\\(\d{3})", lambda match: chr(int(match[1], 8)), point) for point in points)


def exchange_folders(stage: Path, folder: Path) -> Path | None:
    """Put a stage in a folder's place; return where the old folder is now, if there was one.

    This is one step if the system can exchange two folders. Otherwise it is two renames, and `restore` repairs a folder whose build was
    killed between them. Raises OutputRefused if the folder cannot be renamed.
    """
    if not folder.exists():
        stage.rename(folder)
        return None
    try:
        if _exchange(stage, folder):
            return stage
        previous = _previous(folder)
        if previous.exists():
            raise OutputRefused(f"{previous} is in the place to which the old site is moved temporarily. Move it away.")
        folder.rename(previous)
    except OSError as error:
        if error.errno not in _HELD:
            raise
        message = (
            f"{folder} cannot be renamed: something is mounted there, or a program holds it. Build with --in-place."
        )
        raise OutputRefused(message) from error
    stage.rename(folder)
    return previous


def restore(folder: Path) -> None:
    """Put back the old site if a build was killed after moving it aside, or remove it if the new site is in place."""
    previous = _previous(folder)
    listing = read_listing(previous)
    if listing.sums and not folder.exists():
        previous.rename(folder)
    elif listing.sums:
        remove_listed(previous, listing)


def take_folder(kept: Path, stage: Path) -> bool:
    """Turn a kept folder into a stage, if there is one; return whether this was done. No link is followed."""
    try:
        if kept.is_symlink() or kept.parent.is_symlink() or not kept.is_dir():
            return False
        (kept / CHECKSUMS).unlink(missing_ok=True)  # a stage left by a killed build is no finished site
        kept.chmod(0o700)
        kept.rename(stage)
    except OSError:
        return False
    return True


def drop_folder(kept: Path) -> None:
    """Remove a kept folder, if there is one."""
    if not kept.parent.is_symlink():
        shutil.rmtree(kept, ignore_errors=True)


def keep_folder(old: Path, kept: Path) -> bool:
    """Keep the folder that a build has replaced, for the next build; return whether this was possible."""
    if kept.parent.is_symlink():
        return False
    with suppress(OSError):  # another disk, or another build's folder is there
        old.rename(kept)
        return True
    return False


def place_files(stage: Path, folder: Path, dead: Sequence[Path]) -> None:
    """Move the files of a stage into a folder that stays: first files that pages need, then pages; then remove files that are no longer needed.

    Each file is complete at any moment. If this is killed, the folder has files of two builds, which `read_listing` of the folder and of
    the stages in it knows.
    """
    old, new = read_listing(folder, *dead), read_listing(stage)
    stale = [path for path in old.sums if path not in new.sums and is_there(folder, path, old)]
    # A file where a new folder will be, or in a folder where a new file will be, is removed first.
    in_the_way = {path for path in stale if path in new.folders or not new.sums.keys().isdisjoint(_parents(path))}
    for path in in_the_way:
        _remove(folder, path)
    for path in sorted(new.sums, key=lambda path: (path.endswith(".html"), path)):
        if path not in (CHECKSUMS, MARK):
            make_folder((folder / path).parent)
            os.replace(stage / path, folder / path)
    for path in set(stale) - in_the_way:
        _remove(folder, path)
    os.replace(stage / MARK, folder / MARK)
    os.replace(stage / CHECKSUMS, folder / CHECKSUMS)


def make_folder(folder: Path) -> None:
    """Make a folder and its parents, which everybody may read; folders that exist stay as they are."""
    if not folder.exists():
        make_folder(folder.parent)
        folder.mkdir()
        with suppress(OSError):  # some disks have no permissions
            folder.chmod(0o755)


def remove_stage(stage: Path) -> None:
    """Remove a stage; if it holds a finished site, perhaps an old one, remove only what a build has made."""
    listing = read_listing(stage)
    if listing.sums:
        remove_listed(stage, listing)
    else:
        shutil.rmtree(stage, ignore_errors=True)


def _remove(folder: Path, path: str) -> None:
    (folder / path).unlink(missing_ok=True)
    for parent in _parents(path):
        if parent == "." or not remove_empty(folder / parent):
            return


def _parents(path: str) -> list[str]:
    return [str(parent) for parent in PurePosixPath(path).parents]


def _previous(folder: Path) -> Path:
    return folder.with_name(f".{folder.name}-previous")


def _exchange(one: Path, two: Path) -> bool:
    """Exchange two folders in one step (renameat2 of Linux); return whether the system could."""
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None) if os.name == "posix" else None
    if rename is None:
        return False
    result = rename(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(two), _RENAME_EXCHANGE)
    if result != 0 and ctypes.get_errno() not in _UNABLE:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()), str(two))
    return bool(result == 0)
