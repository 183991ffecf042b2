"""Watches the files of a preview, and has each change processed."""

from __future__ import annotations

import asyncio
import os
import stat
import time
from collections.abc import AsyncIterator, Collection, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from watchfiles import Change, DefaultFilter, awatch

from chronicle.project import HOME, LENT
from chronicle.serve.preview import Preview

WATCHED = ("content", "templates", "static")
TICK = 0.02  # seconds by which the times of files may be behind the clock of the program
PAUSE = 10  # milliseconds without a change, after which the changes before are processed


class Telling(Protocol):
    """A server of a preview that can tell open pages of changes."""

    preview: Preview

    @property
    def opened(self) -> set[str]:
        """The paths of the pages that are open."""

    def tell(self) -> None:
        """Send the state of the preview to all open pages."""


class WatchedFiles(DefaultFilter):
    """A filter for content, templates and static files, without the files that editors put beside them while they save."""

    ignore_dirs = (".git", ".hg", ".svn", ".schemas")
    ignore_entity_patterns = (r"\.sw.$", r"~$", r"^\.#", r"^4913$", r"\.(?:bak|orig)$")


@dataclass(frozen=True)
class Seen:
    """The paths of all files and folders of a project at a moment (Unix time)."""

    moment: float
    paths: frozenset[str]


def look(root: Path) -> Seen:
    """Return what is there now, to be asked before the site is built."""
    return Seen(time.time(), frozenset(_list_files(_watched(root))))


async def watch(server: Telling, seen: Seen) -> None:
    """Process every change since `seen` in a thread beside the server, and tell all open pages; unfinished work for an earlier change is given up.

    A new folder is watched as soon as it exists.
    """
    root = server.preview.project.root
    while True:
        folders = _watched(root)
        following = asyncio.create_task(_catch_up(server, seen))
        with_new = asyncio.Event()
        looking = asyncio.create_task(_find_folder(root, with_new))
        known = _list_files(folders)
        async for changes in _changes(*folders, watch_filter=WatchedFiles(), stop_event=with_new):
            changed, is_edit = _look_at({path for _, path in changes}, known)
            if changes and not changed:
                continue
            server.preview.give_way()
            await following
            following = asyncio.create_task(follow(server, changed, is_edit))
        looking.cancel()
        seen = look(root)
        await following
        await follow(server, (), False)


async def _catch_up(server: Telling, seen: Seen) -> None:
    """Process what was saved, added or removed since `seen`, while the site was built and nothing was watched."""
    there = _list_files(_watched(server.preview.project.root))
    saved = {path for path in there & seen.paths if _is_saved_since(Path(path), seen.moment)}
    if paths := saved | (there ^ seen.paths):
        await follow(server, *_look_at(paths, {*seen.paths}))


def _look_at(paths: set[str], known: set[str]) -> tuple[set[Path], bool]:
    """Return the changed paths, and whether each of them existed before and exists now; `known` are the paths that existed, and is brought up to date.

    Editors replace a file by a new one, or move it aside while they save: this is an edit, since the file exists before and after.
    """
    there, were = set(filter(os.path.lexists, paths)), known & paths
    known -= were
    known |= there
    return {*map(Path, there | were)}, bool(were) and there == were


def _list_files(folders: Iterable[Path]) -> set[str]:
    """Return the paths of folders and of all that lies in them."""
    return {str(path) for folder in folders for path in (folder, *folder.rglob("*"))}


def _is_saved_since(path: Path, moment: float) -> bool:
    """Return whether a file was written or moved since a moment; a folder changes only with what lies in it."""
    try:
        state = path.lstat()
        is_new = max(state.st_mtime, state.st_ctime) >= moment - TICK  # moved or copied files may keep their st_mtime
        return is_new and not stat.S_ISDIR(state.st_mode)
    except OSError:  # it no longer exists, or its folder may not be entered
        return False


def _watched(root: Path) -> list[Path]:
    own, lent = (root / name for name in WATCHED), (HOME / name for name in LENT)
    return [path for path in dict.fromkeys((*own, *lent)) if path.is_dir()]


async def _find_folder(root: Path, found: asyncio.Event) -> None:
    """Set an event when one of the folders to be watched is added to a project."""
    async for changes in _changes(root, recursive=False):
        if any(change == Change.added and Path(path).name in WATCHED for change, path in changes):
            found.set()


async def _changes(*folders: Path, **options: Any) -> AsyncIterator[set[tuple[Change, str]]]:
    """Yield the changes in folders; an empty set if they are unknown, because the watcher fails at a name that is not UTF-8."""
    while True:
        try:
            async for changes in awatch(*folders, step=PAUSE, debounce=10 * PAUSE, **options):
                yield changes
            return
        except ExceptionGroup:
            yield set()


async def follow(server: Telling, changed: Collection[Path], is_edit: bool) -> None:
    """Process one change, and tell all open pages. An exception is reported, so that the next change can be processed."""
    loop = asyncio.get_running_loop()

    def tell() -> None:
        loop.call_soon_threadsafe(server.tell)

    server.preview.resume()
    try:
        await asyncio.to_thread(server.preview.follow, changed, is_edit, server.opened, tell)
    except Exception as error:
        server.preview.fail(error)
    server.tell()
