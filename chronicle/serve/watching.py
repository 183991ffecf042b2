"""Watching the files of a preview, and following each change."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator, Collection, Iterable
from pathlib import Path
from typing import Any, Protocol

from watchfiles import Change, DefaultFilter, awatch

from chronicle.project import HOME
from chronicle.serve.preview import Preview

WATCHED = ("content", "templates", "static")
PAUSE = 10  # milliseconds without a change, after which those before it are followed


class Telling(Protocol):
    """What serves a preview, and tells the pages that are open."""

    preview: Preview

    @property
    def opened(self) -> set[str]:
        """The paths of the pages that are open."""

    def tell(self) -> None:
        """Tell all open pages how it stands."""


class WatchedFiles(DefaultFilter):
    """All that content, templates and static files are made of; editors' own files beside them are passed over."""

    ignore_dirs = (".git", ".hg", ".svn", ".schemas")
    ignore_entity_patterns = (r"\.sw.$", r"~$", r"^\.#", r"^4913$", r"\.(?:bak|orig)$")


async def watch(server: Telling, began: float) -> None:
    """Follow every change, in a thread beside the server, and tell all open pages; what is still made of an earlier one is given up.

    A folder that is new is followed from then on.
    """
    root, following = server.preview.project.root, asyncio.create_task(_catch_up(server, began))
    while True:
        folders = _watched(root)
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
        await following
        await follow(server, (), False)


async def _catch_up(server: Telling, began: float) -> None:
    """Follow what was saved while the site was built, when nobody watched."""
    paths = _list_files(_watched(server.preview.project.root))
    if saved := {path for path in map(Path, paths) if _is_saved_since(path, began)}:
        await follow(server, saved, False)


def _look_at(paths: set[str], known: set[str]) -> tuple[set[Path], bool]:
    """Return which paths have changed, and whether each was there and is; `known` are those that were, and then those that are.

    Editors exchange a file for a new one, or set it aside while they save: nothing has come or gone then.
    """
    there, were = set(filter(os.path.lexists, paths)), known & paths
    known -= were
    known |= there
    return {*map(Path, there | were)}, bool(were) and there == were


def _list_files(folders: Iterable[Path]) -> set[str]:
    """Return the paths of folders and of all that lies in them."""
    return {str(path) for folder in folders for path in (folder, *folder.rglob("*"))}


def _is_saved_since(path: Path, began: float) -> bool:
    try:
        state = path.lstat()
        return max(state.st_mtime, state.st_ctime) >= began  # what is moved or copied there may keep its time
    except OSError:  # it is gone again, or lies in a folder that may not be entered
        return False


def _watched(root: Path) -> list[Path]:
    return [path for name in WATCHED for path in {root / name, HOME / name} if path.is_dir()]


async def _find_folder(root: Path, found: asyncio.Event) -> None:
    """Set an event when one of the folders that are watched comes into a project that had none of its own."""
    async for changes in _changes(root, recursive=False):
        if any(change == Change.added and Path(path).name in WATCHED for change, path in changes):
            found.set()


async def _changes(*folders: Path, **options: Any) -> AsyncIterator[set[tuple[Change, str]]]:
    """Yield what changes in folders; nothing where that cannot be told, since the watcher ends at a name that is not UTF-8."""
    while True:
        try:
            async for changes in awatch(*folders, step=PAUSE, debounce=10 * PAUSE, **options):
                yield changes
            return
        except ExceptionGroup:
            yield set()


async def follow(server: Telling, changed: Collection[Path], is_edit: bool) -> None:
    """Follow one change, and tell all open pages. Whatever goes wrong, the next one may be followed."""
    loop = asyncio.get_running_loop()

    def tell() -> None:
        loop.call_soon_threadsafe(server.tell)

    try:
        await asyncio.to_thread(server.preview.follow, changed, is_edit, server.opened, tell)
    except Exception as error:
        server.preview.fail(error)
    server.tell()
