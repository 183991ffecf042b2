"""A snapshot of an earlier edition, as a folder or as its archive → the record of that edition."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

from chronicle.editions import FACTS, TEXTS, Edition, read_edition
from chronicle.problems import SnapshotUnavailable, printable

MAX_BYTES = 200_000_000


def read_snapshot(path: Path) -> Edition:
    """Read the edition that a snapshot holds. Raises SnapshotUnavailable for anything that is no snapshot."""
    name = printable(str(path))
    try:
        read = _open_archive(path) if path.is_file() else lambda name: _read_file(path / name)
        return read_edition(read(FACTS), read(TEXTS))
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError, KeyError) as error:
        raise SnapshotUnavailable(
            f"{name} is not a snapshot: it lacks {TEXTS} or {FACTS}. Name the folder or the .zip that 'chronicle snapshot' made."
        ) from error
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, ValueError) as error:
        raise SnapshotUnavailable(
            f"The snapshot {name} cannot be read: {printable(str(error))[:200]}. Copy it again from where it is kept."
        ) from error


def _open_archive(path: Path) -> Callable[[str], bytes]:
    """Return a function that reads a file of an archive by its path below the archive's only folder. It raises KeyError for a missing file."""
    archive = zipfile.ZipFile(path)
    tops = {one.partition("/")[0] for one in archive.namelist()}
    top = next(iter(tops)) if len(tops) == 1 else ""

    def read(name: str) -> bytes:
        info = archive.getinfo(f"{top}/{name}")
        if info.file_size > MAX_BYTES:
            raise ValueError(f"{name} has more than {MAX_BYTES // 1_000_000} MB")
        return archive.read(info)

    return read


def _read_file(path: Path) -> bytes:
    if path.stat().st_size > MAX_BYTES:
        raise ValueError(f"{path.name} has more than {MAX_BYTES // 1_000_000} MB")
    return path.read_bytes()
