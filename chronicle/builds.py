"""The last build of each output folder: what it was made from, and how it left its files. What would come out the same is not made again.

A build depends on the program, on its options and on the bytes of every file below `content/`, `templates/`, `static/`, `books/` and `offline/`; all
of that is read each time. Of snapshots, which are large, size and time are taken. The output must hold the files that the build has left, each of its size and time, and nothing else.
This module needs nothing that takes time to load.
"""

from __future__ import annotations

import hashlib
import json
import os
import stat
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from chronicle.cache import Cache, make_key, open_cache, program_sum
from chronicle.output.listing import walk
from chronicle.project import HOME, PACKAGE, Project

READ = ("content", "templates", "static", "books", "offline")
_NO_FILES: Mapping[str, Any] = {}


@dataclass(frozen=True)
class Build:
    """A build that is asked for: where its output goes, and a digest of all that it depends on."""

    cache: Cache
    output: Path
    sources: str

    @property
    def key(self) -> str:
        """The key of what is kept of the last build of this folder."""
        return make_key("build", str(self.output.resolve()))

    def find(self) -> Sequence[str] | None:
        """Return what was told of the last build, if this one would be the same and its output stands; else None."""
        kept = self.cache.get(self.key)
        last = json.loads(kept) if kept else {}
        if last.get("sources") != self.sources or last["files"] != _stand(self.output):
            return None
        told: list[str] = last["told"]
        return told

    def remember(self, told: Sequence[str]) -> None:
        """Keep that this build was made, and what was told of it."""
        record = {"sources": self.sources, "told": list(told), "files": _stand(self.output)}
        self.cache.put(self.key, json.dumps(record).encode())
        self.cache.forget_old()


def plan_build(project: Project, output: Path, options: Sequence[object]) -> Build:
    """Return the build of a project with some options."""
    content = hashlib.sha256(f"{program_sum()}\n{options!r}\n".encode())
    folders = [root / name for root in dict.fromkeys((HOME, project.root)) for name in READ]
    for folder in (*folders, PACKAGE / "fonts"):
        for piece in _describe(folder):
            content.update(piece)
    for archive in sorted((project.root / "snapshots").glob("*.zip")):
        state = archive.stat()
        content.update(f"{archive.name}\n{state.st_size} {state.st_mtime_ns}\n".encode("utf-8", "surrogateescape"))
    return Build(open_cache(project.root, "builds"), output, content.hexdigest())


def _describe(folder: Path) -> Iterator[bytes]:
    """Yield what tells a folder from any other: the path, kind, length and bytes of all that is in it."""
    yield f"{folder}\n".encode("utf-8", "surrogateescape")
    if folder.is_symlink() or not folder.is_dir():
        return
    try:
        for path, is_folder in walk(folder):
            file = folder / path
            state = file.lstat()
            yield f"{path}\n{stat.S_IFMT(state.st_mode)} {state.st_size}\n".encode("utf-8", "surrogateescape")
            if stat.S_ISREG(state.st_mode) and not is_folder:
                yield file.read_bytes()
    except OSError as error:  # the build itself tells what cannot be read
        yield f"{error}\n".encode("utf-8", "surrogateescape")


def _stand(output: Path) -> Mapping[str, Any]:
    """Return path → size and time of all files in an output folder; nothing of what is no folder."""
    try:
        return _NO_FILES if output.is_symlink() else dict(_list_files(os.fspath(output), ""))
    except OSError:
        return _NO_FILES


def _list_files(folder: str, below: str) -> Iterator[tuple[str, Any]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            state = entry.stat(follow_symlinks=False)
            if stat.S_ISDIR(state.st_mode):
                yield f"{below}{entry.name}/", None
                yield from _list_files(entry.path, f"{below}{entry.name}/")
            else:
                yield below + entry.name, [stat.S_IFMT(state.st_mode), state.st_size, state.st_mtime_ns]
