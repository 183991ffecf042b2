"""The record of the last build of each output folder: its input and the state of its output. A build that would give the same output is skipped.

A build depends on the program, on its options and on the bytes of every file below `content/`, `templates/`, `static/`, `books/` and `offline/`;
all these files are read each time. Of snapshots, which are large, only size and time are compared. The output must hold exactly the files that
the build has left, each with its size and time. This module imports nothing that takes long to load.
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
from chronicle.project import HOME, LENT, PACKAGE, Project

READ = ("content", "templates", "static", "books", "offline")
_NO_FILES: Mapping[str, Any] = {}


@dataclass(frozen=True)
class Build:
    """A requested build: its output folder, a digest of the program and the options, and `sources`: path → digest of each file that it depends on.

    `states` has the kind, size and times of everything in `folders`, which hold these files, from before the files were read.
    """

    cache: Cache
    output: Path
    program: str
    sources: Mapping[str, str]
    folders: Sequence[Path]
    states: Mapping[str, tuple[object, ...]]

    def find(self) -> Sequence[str] | None:
        """Return the messages of the last build if this one would be the same and the output is unchanged, otherwise None."""
        told: list[str] | None = self._last["told"] if self._last and self._last["sources"] == self.sources else None
        return told

    def find_changed(self) -> frozenset[str]:
        """Return the files that were edited, added or removed since the build whose output stands, whatever its program and options; none if that is not known."""
        before = self._standing_record["sources"] if self._standing_record else self.sources
        states = {*before.items()} ^ {*self.sources.items()}
        return frozenset(path for path, state in states if not state.endswith(" "))  # as those of folders do

    def find_edits(self) -> frozenset[str]:
        """Return the paths of the files edited since the build whose site is kept; none if anything else has changed, or the last output was changed."""
        last = self._last or {"sources": {}, "edited": ()}
        before = last["sources"]
        edited = {path for path in before if self.sources.get(path) != before[path]}
        return frozenset(edited).union(last["edited"]) if before.keys() == self.sources.keys() else frozenset()

    def is_current(self) -> bool:
        """Return whether no file has been written since this build was planned."""
        return self.states == dict(_list_sources(self.folders))

    @property
    def noted(self) -> Mapping[str, tuple[int, int]]:
        """Path → size and time of each file of the last build; empty if its output was changed."""
        files = self._last["files"] if self._last else {}
        return {path: (state[1], state[2]) for path, state in files.items() if not path.endswith("/")}

    @property
    def told(self) -> Sequence[str]:
        """The messages of the last build; empty if its output was changed."""
        told: list[str] = self._last["told"] if self._last else []
        return told

    @cached_property
    def site(self) -> bytes | None:
        """The kept site of the last build, or of the build on which it is based; None if another build has replaced it."""
        kept, base = self.cache.get(self._key("site")) or b"", self._last["base"].encode() if self._last else b""
        return kept.removeprefix(base) if base and kept.startswith(base) else None

    @cached_property
    def standing(self) -> Mapping[str, Any]:
        """The state of the output's files when this was first read. Read it before another build may write there."""
        return _stand(self.output)

    def remember(self, told: Sequence[str], site: bytes = b"") -> None:
        """Record this build, its messages, and the site for the next build. If that is `self.site`, on which this build is based, it is not stored again."""
        if site is self.site and self._last:
            base, edited = self._last["base"], self.find_edits()
        else:
            base, edited = make_key(self.program, self.sources), frozenset()
            self.cache.put(self._key("site"), base.encode(), site)
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
        """The record of the last build by the same program with the same options; None if its output was changed."""
        last = self._standing_record
        return last if last and last["program"] == self.program else None

    @cached_property
    def _standing_record(self) -> Mapping[str, Any] | None:
        """The record of the last build; None if its output was changed."""
        kept = self.cache.get(self._key("build"))
        last: Mapping[str, Any] = json.loads(kept) if kept else {}
        return last if last and last["files"] == _stand(self.output) else None

    def _key(self, name: str) -> str:
        return make_key(name, str(self.output.resolve()))


def plan_build(project: Project, output: Path, options: Sequence[object]) -> Build:
    """Return the build of a project with some options."""
    program = hashlib.sha256(f"{program_sum()}\n{options!r}\n".encode()).hexdigest()
    own, lent = (project.root / name for name in READ), (HOME / name for name in LENT)
    folders = [*dict.fromkeys((*own, *lent, PACKAGE / "fonts"))]
    archives = {str(path): path.stat() for path in sorted((project.root / "snapshots").glob("*.zip"))}
    # Listed before any file is read, so that a file saved meanwhile is noticed.
    states = dict(_list_sources(folders))
    sources = {path: _describe(path, state) for path, state in states.items()}
    sources |= {path: f"{state.st_size} {state.st_mtime_ns}" for path, state in archives.items()}
    return Build(open_cache(project.root, "builds"), output, program, sources, folders, states)


def _list_sources(folders: Sequence[Path]) -> Iterator[tuple[str, tuple[object, ...]]]:
    """Yield the path and state of each folder and of everything in it; the state of a file changes whenever it is written."""
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
        except OSError as error:  # the build itself reports what cannot be read
            yield f"{folder}/", (str(error),)


def _describe(path: str, state: tuple[object, ...]) -> str:
    """Return the kind of a file or folder, and the digest of a file's bytes, or the error of reading it."""
    try:
        return f"{state[0]} {file_digest(path) if state[0] == stat.S_IFREG else ''}"
    except OSError as error:
        return str(error)


def _stand(output: Path) -> Mapping[str, Any]:
    """Return path → mode, size and time of each file in an output folder, and the mode of each folder; empty if there is no such folder."""
    try:
        return _NO_FILES if output.is_symlink() else {path: _state(path, entry) for path, entry in walk(output)}
    except OSError:
        return _NO_FILES


def _state(path: str, entry: os.DirEntry[str]) -> list[int]:
    state = entry.stat(follow_symlinks=False)
    return [state.st_mode] if path.endswith("/") else [state.st_mode, state.st_size, state.st_mtime_ns]
