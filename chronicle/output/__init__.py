"""Writes the finished site: into a new folder beside its place, which is then put there completely, or not at all.

Only files that a build has made are ever replaced or removed: see `listing`. Other files in the folder are reported, and stay.
"""

from __future__ import annotations

import hashlib
import os
import re
import secrets
import shutil
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from chronicle.output.compressing import compress_files as compress_files
from chronicle.output.listing import (
    CHECKSUMS as CHECKSUMS,
    NOTHING,
    RESERVED as RESERVED,
    Notes as Notes,
    find_foreign,
    read_listing,
    remove_listed,
    seal as seal,
    walk,
)
from chronicle.output.locking import locked
from chronicle.output.packing import pack_folder as pack_folder, remove_folder as remove_folder
from chronicle.output.placing import (
    drop_folder as drop_folder,
    exchange_folders,
    is_mount_point,
    keep_folder,
    make_folder,
    place_files,
    remove_stage,
    restore,
    take_folder,
)
from chronicle.problems import OutputRefused as OutputRefused, name_some
from chronicle.timing import Timer

if TYPE_CHECKING:
    from chronicle.model import OutputFile  # it takes long to load, and is needed only where pages are made


BLOCK, MEGABYTE = 4096, 1 << 20  # bytes
INNER = ("content", "templates", "static", "chronicle", "tests")


class Overtaken(Exception):
    """Another build has written the folder since its files were noted."""


def check_output_folder(folder: Path, project: Path) -> None:
    """Raise OutputRefused unless the folder does not exist, is empty or holds an unchanged earlier build, and holds nothing of the project itself."""
    if folder.is_symlink():
        raise OutputRefused(f"{folder} is a symbolic link. Name the folder itself with --output.")
    if project.resolve().is_relative_to(folder.resolve()):
        raise OutputRefused(f"{folder} contains the project itself. Name a separate folder with --output.")
    for name in INNER:
        if folder.resolve().is_relative_to(os.path.realpath(project / name)):
            raise OutputRefused(f"{folder} lies inside {name}/. Name a separate folder with --output.")
    if folder.resolve() != Path(os.path.abspath(folder)):
        raise OutputRefused(
            f"{folder} leads through a symbolic link to {folder.resolve()}. If that is intended, name it with --output."
        )
    if folder.exists() and not folder.is_dir():
        raise OutputRefused(f"{folder} is a file. Name a folder with --output.")
    if folder.is_dir() and not os.access(folder, os.R_OK | os.W_OK | os.X_OK):
        raise OutputRefused(
            f"You have no permission to write {folder}. Grant yourself permission, or name another folder with --output."
        )
    _refuse_foreign(folder)


def check_room_again(folder: Path) -> None:
    """Raise OutputRefused if there is no room for another site as large as the one in a folder, since the new site is first written beside it."""
    if folder.is_dir():
        _check_room(sum(entry.stat(follow_symlinks=False).st_blocks * 512 for _, entry in walk(folder)), folder)


def check_room(files: Iterable[OutputFile], folder: Path, written: int = 0) -> None:
    """Raise OutputRefused if there is no room for some more files; `written` bytes of the site are there already, and only the message counts these."""
    # A file takes whole blocks, and its folder one.
    _check_room(sum(len(file.content) + 2 * BLOCK for file in files), folder, written)


def _check_room(needed: int, folder: Path, written: int = 0) -> None:
    place = next(path for path in (folder, *folder.resolve().parents) if path.is_dir())
    usage = shutil.disk_usage(place)
    if needed > usage.free:
        raise OutputRefused(
            f"The site needs about {(written + needed) // MEGABYTE:,} MB beside the one that it replaces, but only {(written + usage.free) // MEGABYTE:,} MB are free in {place}. "
            "Free some space, or name another place with --output."
        )


@contextmanager
def staged(
    folder: Path,
    in_place: bool = False,
    noted: Notes = NOTHING,
    previous: Path | None = None,
    done: Callable[[], object] = lambda: None,
) -> Iterator[Path]:
    """Yield a new folder; put it in the place of `folder` when the work in it is done, or remove it when the work fails.

    If a folder of an earlier build is kept at `previous`, it becomes the new folder, with its files; the folder that is replaced is then
    kept there.

    Builds of one folder wait for each other; `done` is called before the next one may begin. The folder itself is exchanged, unless it is
    a mount point or `in_place` is true: then it stays, and its files are replaced one by one, pages last.

    `noted` is path → size and time of files that were as listed; a file that still has these counts as unchanged. Raises OutputRefused if
    the folder has changed meanwhile, and Overtaken if another build has written it since its files were noted. Files that were added even
    after this check are kept beside the folder.
    """
    folder = folder.resolve()
    in_place = in_place or is_mount_point(folder)
    make_folder(folder if in_place else folder.parent)
    previous = None if in_place else previous
    with locked(folder, with_file=not in_place) as is_locked:
        if not in_place:
            restore(folder)
        if not noted:
            _refuse_foreign(folder)
        elif not _has_noted_sums(folder, noted):
            raise Overtaken
        dead = _list_stages(folder, in_place) if is_locked else []
        for one in dead if not in_place else ():
            remove_stage(one)
        stage = (folder if in_place else folder.parent) / f"{_stem(folder, in_place)}{secrets.token_hex(8)}"
        if not (previous and take_folder(previous, stage)):
            stage.mkdir(mode=0o700)
        try:
            yield stage
            seal(stage, folder, read_listing(folder, noted=noted))
            _refuse_foreign(folder, noted)
        except BaseException:
            remove_stage(stage)
            raise
        if in_place:
            place_files(stage, folder, dead)
            for one in (stage, *dead):
                remove_stage(one)
        else:
            _exchange(stage, folder, noted, previous)
        done()


@contextmanager
def placed(output: Path, timer: Timer, in_place: bool = False, **how: Any) -> Iterator[Path]:
    """Yield the folder that a build is written into, as `staged` does; putting it in the place of `output` is a stage of `timer`."""
    with ExitStack() as stack:
        yield stack.enter_context(staged(output, in_place, **how))
        with timer.stage("put in place"):
            stack.close()


def write_files(files: Iterable[OutputFile], folder: Path) -> None:
    """Write files below a folder. Raises OutputRefused for a path that leads out of it."""
    root = folder.resolve()
    for file in files:
        path = (root / file.path).resolve()
        if not path.is_relative_to(root) or path == root:
            raise OutputRefused(f"The path '{file.path}' leads out of the output folder.")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(file.content)
        except OSError as error:
            error.filename = error.filename or str(path)
            raise


def read_output(folder: Path, path: str) -> bytes:
    """Return a file that was written below a folder."""
    return (folder / path).read_bytes()


def link_files(old: Path, new: Path, others: Collection[str]) -> None:
    """Fill the folder `new` with hard links to the files of an earlier build in `old`, except `others`; files are copied where links are impossible. Other files in `new` are removed."""
    there = {path: entry.inode() for path, entry in walk(old) if path not in (*RESERVED, *others)}
    here = {path: entry.inode() for path, entry in walk(new)}
    for path in sorted(here, reverse=True):
        if path.endswith("/"):
            if path not in there:
                os.rmdir(f"{new}/{path}")
        elif here[path] != there.get(path):
            os.unlink(f"{new}/{path}")
    for path in sorted(there.keys() - here.keys(), key=len):  # folders before what is in them
        if path.endswith("/"):
            os.mkdir(f"{new}/{path}")
    for path, inode in there.items():
        if not path.endswith("/") and here.get(path) != inode:
            try:
                os.link(f"{old}/{path}", f"{new}/{path}")
            except OSError:
                shutil.copy2(f"{old}/{path}", f"{new}/{path}")


def write_changes(files: Iterable[OutputFile], folder: Path, before: Mapping[str, bytes]) -> dict[str, bytes]:
    """Write the files that have changed into a folder that only this process uses; return path → digest of all files.

    `before` is path → digest of the files that are there; of these, files that are no longer made are removed.
    """
    files = list(files)
    after = {file.path: hashlib.sha256(file.content).digest() for file in files}
    for path in before.keys() - after.keys():
        (folder / path).unlink(missing_ok=True)
    write_files((file for file in files if before.get(file.path) != after[file.path]), folder)
    return after


def _exchange(stage: Path, folder: Path, noted: Notes, previous: Path | None) -> None:
    """Put a sealed stage in the folder's place; keep the old folder at `previous`, or remove it.

    Raises OutputRefused if the old folder has files that no build has made; these are kept beside the new one.
    """
    stage.chmod(0o755)
    try:
        old = exchange_folders(stage, folder)
    except BaseException:
        remove_stage(stage)
        raise
    if not old:
        return
    listing = read_listing(old, noted=noted)
    if previous and not find_foreign(old, listing) and keep_folder(old, previous):
        return
    if not remove_listed(old, listing):
        kept = folder.with_name(f"{folder.name}-kept-{secrets.token_hex(4)}")
        old.rename(kept)
        raise OutputRefused(
            f"The new site is in {folder}. Files that were added there while it was being replaced are now in {kept}."
        )


def _has_noted_sums(folder: Path, noted: Notes) -> bool:
    """Return whether the SHA256SUMS of a folder, which every build writes anew, has the noted size and time."""
    try:
        state = os.lstat(folder / CHECKSUMS)
    except FileNotFoundError:
        return False
    return noted.get(CHECKSUMS) == (state.st_size, state.st_mtime_ns)


def _refuse_foreign(folder: Path, noted: Notes = NOTHING) -> None:
    """Raise OutputRefused if a folder holds anything that no build has made."""
    if not folder.is_dir():
        return
    stages = _list_stages(folder, in_place=True)
    listing = read_listing(folder, *stages, noted=noted)
    foreign = find_foreign(folder, listing, frozenset(stage.name for stage in stages))
    if not foreign:
        return
    if not listing.sums:
        message = f"{folder} is not a site made by this version of the program: it contains {name_some(foreign)}"
    else:
        message = f"{folder} contains files that no build made, or that were changed since: {name_some(foreign)}"
    raise OutputRefused(f"{message}. Move that away, or name another folder with --output.")


def _stem(folder: Path, in_place: bool) -> str:
    return ".chronicle-building-" if in_place else f".{folder.name}-building-"


def _list_stages(folder: Path, in_place: bool) -> list[Path]:
    """Return the existing stages of a folder. If we hold its lock, their builds were killed."""
    form = re.compile(re.escape(_stem(folder, in_place)) + "[0-9a-f]{16}")
    place = folder if in_place else folder.parent
    return sorted(
        path for path in place.iterdir() if form.fullmatch(path.name) and path.is_dir() and not path.is_symlink()
    )
