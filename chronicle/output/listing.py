"""The files of a finished build, the only ones that are ever replaced or removed: their checksums, and the mark of this program.

`SHA256SUMS` alone proves nothing: release folders and backups have one too. `chronicle.txt` beside it contains a digest of its lines
that only this program makes, and every file must still have its listed sum.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from types import MappingProxyType

CHECKSUMS = "SHA256SUMS"
MARK = "chronicle.txt"
RESERVED = (CHECKSUMS, MARK)
_MARK_TEXT = """This folder was made by chronicle. The next build replaces it, as long as every file in it is as SHA256SUMS lists it.
{}
"""
_MARK_SALT = "chronicle output 5d0c7c1e-8a53-4f0e-9d0b-6f3f2f6f3c57\n"
# Path → size in bytes and time of the last change in nanoseconds.
Notes = Mapping[str, tuple[int, int]]
NOTHING: Notes = MappingProxyType({})


@dataclass(frozen=True)
class Listing:
    """The files of one build, or of two while one replaces the other: path → the valid sums. It is empty for a folder that no build has made.

    `noted` is path → size and time; a file that still has these is known to be as listed, and is not read.
    """

    sums: Mapping[str, frozenset[str]]
    noted: Notes = field(default_factory=dict)

    @cached_property
    def folders(self) -> frozenset[str]:
        """All folders that contain a listed file."""
        folders: set[str] = set()
        for path in self.sums:
            while (path := path.rpartition("/")[0]) and path not in folders:
                folders.add(path)
        return frozenset(folders)

    def is_noted(self, path: str, state: os.stat_result) -> bool:
        """Return whether a file is known to be as listed, by its size and time."""
        return path in self.sums and self.noted.get(path) == (state.st_size, state.st_mtime_ns)


def seal(folder: Path, place: Path | None = None, old: Listing | None = None) -> None:
    """Write the mark, then SHA256SUMS: the SHA-256 of every other file, in the format of `sha256sum`, in the order of the paths.

    All files and folders get the modes that a web server needs, whatever the umask. A file that has the same bytes in the `old` build at
    `place` gets the time that it has there, so that browsers learn that it has not changed, and programs that copy by time skip it.
    A file that is noted in `old` is not read.
    """
    old = old or Listing({})
    sums = {}
    for path, entry in walk(folder):
        state = entry.stat(follow_symlinks=False)
        mode = 0o755 if path.endswith("/") else 0o644
        if stat.S_IMODE(state.st_mode) != mode:
            os.chmod(entry.path, mode)
        if old.is_noted(path, state):
            sums[path] = next(iter(old.sums[path]))
        elif not path.endswith("/") and path not in RESERVED:
            sums[path] = file_digest(entry.path)
            if place and old.sums.get(path) == frozenset([sums[path]]):
                with suppress(FileNotFoundError):
                    before = os.lstat(f"{place}/{path}")
                    os.utime(entry.path, ns=(before.st_atime_ns, before.st_mtime_ns))
    mark = _mark(_lines(sums)).encode()
    sums[MARK] = hashlib.sha256(mark).hexdigest()
    for name, content in ((MARK, mark), (CHECKSUMS, _lines(sums).encode("utf-8", "surrogateescape"))):
        file = folder / name
        file.write_bytes(content)
        file.chmod(0o644)


def read_listing(*folders: Path, noted: Notes = NOTHING) -> Listing:
    """Return the listing of the builds in some folders. The sums and the mark of a build may be in two of them, while it is being moved."""
    marks = {_read(folder / MARK) for folder in folders}
    found: dict[str, frozenset[str]] = {}
    for folder in folders:
        sums = parse_sums(_read(folder / CHECKSUMS))
        if _mark(_lines({path: digest for path, digest in sums.items() if path != MARK})) in marks:
            for path, digest in sums.items():
                found[path] = found.get(path, frozenset()) | {digest}
            found.setdefault(CHECKSUMS, frozenset())
    return Listing(found, noted)


def find_foreign(folder: Path, listing: Listing, ignored: frozenset[str] = frozenset()) -> list[str]:
    """Return the paths in a folder that are not as a build has made them: added or changed files, added folders, links. `ignored` are names at its top that do not count."""
    foreign = []
    for path, entry in walk(folder, listing.folders):
        if path.partition("/")[0] in ignored:
            continue
        if not (path[:-1] in listing.folders if path.endswith("/") else _is_listed(entry, path, listing)):
            foreign.append(path)
    return sorted(foreign)


def is_there(folder: Path, path: str, listing: Listing) -> bool:
    """Return whether a file of a listing is in a folder as it is listed."""
    try:
        return _is_listed(folder / path, path, listing)
    except (FileNotFoundError, NotADirectoryError):
        return False


def _is_listed(file: os.DirEntry[str] | Path, path: str, listing: Listing) -> bool:
    """Return whether a file is listed and has a listed sum; SHA256SUMS itself has none, and only needs to be listed."""
    state = file.stat(follow_symlinks=False)
    if path not in listing.sums or not stat.S_ISREG(state.st_mode):
        return False
    return path == CHECKSUMS or listing.is_noted(path, state) or file_digest(file) in listing.sums[path]


def remove_listed(folder: Path, listing: Listing) -> bool:
    """Remove the files of a build from a folder, and the folder itself if nothing else is in it; return whether the folder is gone."""
    for path, entry in sorted(walk(folder, listing.folders), key=lambda one: one[0], reverse=True):
        if path.endswith("/"):
            if path[:-1] in listing.folders:
                remove_empty(folder / path)
        elif path != CHECKSUMS and _is_listed(entry, path, listing):
            with suppress(OSError):
                os.unlink(entry.path)
    if [entry.name for entry in os.scandir(folder)] == [CHECKSUMS]:
        (folder / CHECKSUMS).unlink()
    return remove_empty(folder)


def remove_empty(folder: Path) -> bool:
    """Remove a folder if nothing is in it; return whether it is gone."""
    try:
        folder.rmdir()
    except OSError:
        return False
    return True


def walk(folder: Path, entered: frozenset[str] | None = None) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Yield (path, entry) for everything in a folder, in no order; the path of a folder ends with a slash. Links are not followed.

    If `entered` is given, only these folders are entered. Raises OSError for a folder that cannot be read.
    """
    folders = [("", os.fspath(folder))]
    for below, place in folders:
        with os.scandir(place) as entries:
            for entry in entries:
                path = below + entry.name
                if entry.is_dir(follow_symlinks=False):
                    if entered is None or path in entered:
                        folders.append((f"{path}/", entry.path))
                    path += "/"
                yield path, entry


def _lines(sums: Mapping[str, str]) -> str:
    return "".join(f"{digest}  {path}\n" for path, digest in sorted(sums.items()))


def _mark(lines: str) -> str:
    return _MARK_TEXT.format(hashlib.sha256((_MARK_SALT + lines).encode("utf-8", "surrogateescape")).hexdigest())


def parse_sums(text: str) -> dict[str, str]:
    """Return path → sum of a listing in the format of `sha256sum`."""
    pairs = (line.partition("  ") for line in text.split("\n") if line)
    return {path: digest for digest, _, path in pairs}


def _read(file: Path) -> str:
    """Return the text of a file; empty if there is none, or if it is not a regular file."""
    try:
        if not stat.S_ISREG(file.lstat().st_mode):
            return ""
        return file.read_bytes().decode("utf-8", "surrogateescape")
    except (FileNotFoundError, NotADirectoryError):
        return ""


def file_digest(file: str | os.PathLike[str]) -> str:
    """Return the SHA-256 of a file, in hexadecimal."""
    with open(file, "rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()
