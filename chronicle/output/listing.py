"""The files of a finished build, the only ones that are ever replaced or removed: their checksums, and the mark that binds them to this program.

`SHA256SUMS` alone says nothing: release folders and backups have one. `chronicle.txt` beside it holds a sum of its lines that
nobody makes by chance, and every file must still have the sum that is listed.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path, PurePosixPath
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
    """The files of one build, or of two while one takes the other's place: path → the sums that are right. Empty: no build's folder.

    `noted` are sizes and times with which files are known to be as they are listed, and need not be read.
    """

    sums: Mapping[str, frozenset[str]]
    noted: Notes = field(default_factory=dict)

    @cached_property
    def folders(self) -> frozenset[str]:
        """Every folder that a listed file lies in."""
        folders = {path.rpartition("/")[0] for path in self.sums}
        return frozenset(str(parent) for folder in folders for parent in PurePosixPath(folder, "_").parents)

    def is_noted(self, path: str, state: os.stat_result) -> bool:
        """Return whether a file is known to be as it is listed."""
        return path in self.sums and self.noted.get(path) == (state.st_size, state.st_mtime_ns)


def seal(folder: Path, old: Listing | None = None) -> None:
    """Write the mark, then the SHA-256 of every file but the sums, in the format of `sha256sum`, in the order of the paths.

    Of a file that an `old` build of this place has noted, it is the one that is listed there.
    """
    old = old or Listing({})
    paths = [path for path, is_folder in walk(folder) if path not in RESERVED and not is_folder]
    sums = {path: _sum(f"{folder}/{path}", path, old) for path in paths}
    mark = _mark(_lines(sums)).encode()
    (folder / MARK).write_bytes(mark)
    sums[MARK] = hashlib.sha256(mark).hexdigest()
    (folder / CHECKSUMS).write_text(_lines(sums), encoding="utf-8", newline="")


def read_listing(*folders: Path, noted: Notes = NOTHING) -> Listing:
    """Return what the builds in some folders consist of. A build's sums and its mark may lie in two of them, while one is being moved."""
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
    """Return what in a folder is not as a build has made it: files added or changed, folders added, links. `ignored` are names at its top."""
    foreign = []
    for path, is_folder in walk(folder, listing.folders):
        if path.partition("/")[0] in ignored:
            continue
        if is_folder:
            if path.rstrip("/") not in listing.folders:
                foreign.append(path)
        elif not is_listed(folder, path, listing):
            foreign.append(path)
    return foreign


def is_there(folder: Path, path: str, listing: Listing) -> bool:
    """Return whether a file of a listing is in a folder as it is listed."""
    try:
        return is_listed(folder, path, listing)
    except (FileNotFoundError, NotADirectoryError):
        return False


def is_listed(folder: Path, path: str, listing: Listing) -> bool:
    """Return whether a file in a folder is one of the listing's, byte for byte; the sums themselves are where there is a listing."""
    state = os.lstat(
        file := f"{folder}/{path}"
    )  # no path is made of each of thousands of names, which takes longer than to ask for it
    if path not in listing.sums or not stat.S_ISREG(state.st_mode):
        return False
    return path == CHECKSUMS or listing.is_noted(path, state) or file_digest(file) in listing.sums[path]


def remove_listed(folder: Path, listing: Listing) -> bool:
    """Remove from a folder what a build has made, the folder too if nothing else is in it; return whether it is gone."""
    for path, is_folder in sorted(walk(folder, listing.folders), reverse=True):
        if is_folder:
            if path.rstrip("/") in listing.folders:
                remove_empty(folder / path)
        elif path != CHECKSUMS and is_listed(folder, path, listing):
            with suppress(OSError):
                os.unlink(f"{folder}/{path}")
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


def walk(folder: Path, entered: frozenset[str] | None = None, below: str = "") -> Iterator[tuple[str, bool]]:
    """Yield the paths of all that is in a folder and whether each is a folder, which ends in a slash; links are not followed.

    Of folders only `entered` are entered, where these are given. Raises OSError for one that cannot be read.
    """
    for entry in sorted(os.scandir(f"{folder}/{below}"), key=lambda entry: entry.name):
        path = below + entry.name
        if entry.is_dir(follow_symlinks=False):
            yield f"{path}/", True
            if entered is None or path in entered:
                yield from walk(folder, entered, f"{path}/")
        else:
            yield path, False


def _lines(sums: Mapping[str, str]) -> str:
    return "".join(f"{digest}  {path}\n" for path, digest in sorted(sums.items()))


def _mark(lines: str) -> str:
    return _MARK_TEXT.format(hashlib.sha256((_MARK_SALT + lines).encode("utf-8", "surrogateescape")).hexdigest())


def parse_sums(text: str) -> dict[str, str]:
    """Return path → sum of a listing in the format of `sha256sum`."""
    pairs = (line.partition("  ") for line in text.split("\n") if line)
    return {path: digest for digest, _, path in pairs}


def _read(file: Path) -> str:
    """Return a text file; empty if there is none, or something else."""
    try:
        if not stat.S_ISREG(file.lstat().st_mode):
            return ""
        return file.read_bytes().decode("utf-8", "surrogateescape")
    except (FileNotFoundError, NotADirectoryError):
        return ""


def _sum(file: str, path: str, old: Listing) -> str:
    return next(iter(old.sums[path])) if old.is_noted(path, os.lstat(file)) else file_digest(file)


def file_digest(file: str | Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal."""
    with open(file, "rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()
