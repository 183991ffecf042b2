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
from functools import cached_property
from pathlib import Path
from typing import Any

from chronicle.cache import Cache, make_key, open_cache, program_sum
from chronicle.output.listing import file_digest, walk
from chronicle.project import HOME, PACKAGE, Project

READ = ("content", "templates", "static", "books", "offline")
_NO_FILES: Mapping[str, Any] = {}


@dataclass(frozen=True)
class Build:
    """A build that is asked for: where its output goes, a digest of the program and its options, and of all files that it depends on by their paths.

    `states` are kinds, sizes and times of what is in the `folders` of these files, from before it was read.
    """

    cache: Cache
    output: Path
    program: str
    sources: Mapping[str, str]
    folders: Sequence[Path]
    states: Mapping[str, tuple[object, ...]]

    def find(self) -> Sequence[str] | None:
        """Return what was told of the last build, if this one would be the same and its output stands; else None."""
        told: list[str] | None = self._last["told"] if self._last and self._last["sources"] == self.sources else None
        return told

    def find_changed(self) -> frozenset[str]:
        """Return the files that were edited, added or removed since the build whose output stands, whatever its program and options; none if that is not known."""
        before = self._standing_record["sources"] if self._standing_record else self.sources
        states = {*before.items()} ^ {*self.sources.items()}
        return frozenset(path for path, state in states if not state.endswith(" "))  # as those of folders do

    def find_edits(self) -> frozenset[str]:
        """Return the edited files if nothing else has changed since the build whose site is kept and the last output still exists, otherwise none."""
        last = self._last or {"sources": {}, "edited": ()}
        before = last["sources"]
        edited = {path for path in before if self.sources.get(path) != before[path]}
        return frozenset(edited).union(last["edited"]) if before.keys() == self.sources.keys() else frozenset()

    def is_current(self) -> bool:
        """Return whether no file has been written since this build was planned."""
        return self.states == dict(_list_sources(self.folders))

    @property
    def noted(self) -> Mapping[str, tuple[int, int]]:
        """Path → size and time of each file of the last build, whose output stands."""
        files = self._last["files"] if self._last else {}
        return {path: (state[1], state[2]) for path, state in files.items() if not path.endswith("/")}

    @property
    def told(self) -> Sequence[str]:
        """The messages of the last build, whose output still exists."""
        told: list[str] = self._last["told"] if self._last else []
        return told

    @cached_property
    def site(self) -> bytes | None:
        """The kept site of the last build, or of the build on which it is based; none if another build has kept its own in the place."""
        kept, base = self.cache.get(self._key("site")) or b"", self._last["base"].encode() if self._last else b""
        return kept.removeprefix(base) if base and kept.startswith(base) else None

    @cached_property
    def standing(self) -> Mapping[str, Any]:
        """The files of the output as they were when this was first asked, which is to be before another build may write there."""
        return _stand(self.output)

    def remember(self, told: Sequence[str], site: bytes = b"") -> None:
        """Keep that this build was made, what was told of it, and its site for the next, which may be the one that this build stands on."""
        if site is self.site and self._last:
            base, edited = self._last["base"], self.find_edits()
        else:
            base, edited = make_key(self.program, self.sources), frozenset()
            self.cache.put(self._key("site"), base.encode() + site)
        record = {
            "program": self.program,
            "sources": self.sources,
            "told": list(told),
            "files": self.standing,
            "edited": sorted(edited),
            "base": base,
        }
        self.cache.put(self._key("build"), json.dumps(record).encode())
        self.cache.forget_old()

    @property
    def _last(self) -> Mapping[str, Any] | None:
        """The record of the last build by the same program with the same options, if its output stands."""
        last = self._standing_record
        return last if last and last["program"] == self.program else None

    @cached_property
    def _standing_record(self) -> Mapping[str, Any] | None:
        """The record of the last build, if its output stands."""
        kept = self.cache.get(self._key("build"))
        last: Mapping[str, Any] = json.loads(kept) if kept else {}
        return last if last and last["files"] == _stand(self.output) else None

    def _key(self, name: str) -> str:
        return make_key(name, str(self.output.resolve()))


def plan_build(project: Project, output: Path, options: Sequence[object]) -> Build:
    """Return the build of a project with some options."""
    program = hashlib.sha256(f"{program_sum()}\n{options!r}\n".encode()).hexdigest()
    folders = [*(root / name for root in dict.fromkeys((HOME, project.root)) for name in READ), PACKAGE / "fonts"]
    archives = {str(path): path.stat() for path in sorted((project.root / "snapshots").glob("*.zip"))}
    # Before anything is read, so that what is saved meanwhile is noticed.
    states = dict(_list_sources(folders))
    sources = {path: _describe(path, state) for path, state in states.items()}
    sources |= {path: f"{state.st_size} {state.st_mtime_ns}" for path, state in archives.items()}
    return Build(open_cache(project.root, "builds"), output, program, sources, folders, states)


def _list_sources(folders: Sequence[Path]) -> Iterator[tuple[str, tuple[object, ...]]]:
    """Yield some folders and all that is in them, each with what is changed by whoever writes it."""
    for folder in folders:
        is_folder = folder.is_dir() and not folder.is_symlink()
        yield str(folder), (is_folder,)
        try:
            for _, entry in walk(folder) if is_folder else ():
                state = entry.stat(follow_symlinks=False)
                kind = stat.S_IFMT(state.st_mode)
                times = (
                    () if stat.S_ISDIR(kind) else (state.st_size, state.st_mtime_ns, state.st_ctime_ns, state.st_ino)
                )
                yield entry.path, (kind, *times)
        except OSError as error:  # the build itself tells what cannot be read
            yield f"{folder}/", (str(error),)


def _describe(path: str, state: tuple[object, ...]) -> str:
    """Return what tells a file or a folder from any other: its kind, and a digest of its bytes."""
    try:
        return f"{state[0]} {file_digest(path) if state[0] == stat.S_IFREG else ''}"
    except OSError as error:
        return str(error)


def _stand(output: Path) -> Mapping[str, Any]:
    """Return path → mode, size and time of all files in an output folder, and the modes of its folders; nothing of what is no folder."""
    try:
        return _NO_FILES if output.is_symlink() else {path: _state(path, entry) for path, entry in walk(output)}
    except OSError:
        return _NO_FILES


def _state(path: str, entry: os.DirEntry[str]) -> list[int]:
    state = entry.stat(follow_symlinks=False)
    return [state.st_mode] if path.endswith("/") else [state.st_mode, state.st_size, state.st_mtime_ns]
