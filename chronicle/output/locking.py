"""Lets builds of one folder run one after the other, even in different containers.

The lock is the system's own (flock) and ends with the process that holds it, however that ends. Where there are no such locks, as on
Windows or on some network drives, two builds are separated only by the random names of their stages: each puts its whole site in
place, and the later one stays.
"""

from __future__ import annotations

import errno
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from chronicle.problems import OutputRefused

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

PATIENCE = 600.0  # seconds: a build of thousands of pages writes for minutes
_UNSUPPORTED = (errno.ENOLCK, errno.ENOSYS, errno.ENOTSUP, errno.EINVAL)


@contextmanager
def locked(folder: Path, with_file: bool) -> Iterator[bool]:
    """Hold the lock of an output folder; yield whether there is one. Raises OutputRefused if another build does not end.

    The folder itself is locked if it exists. If it will be exchanged (`with_file`), a file beside it, which stays, is locked too.
    """
    until = time.monotonic() + PATIENCE
    file = folder.with_name(f".{folder.name}.lock")
    held: list[int] = []
    try:
        if with_file and fcntl:
            held += _acquire(file, os.O_RDONLY | os.O_CREAT, until, folder)
        if folder.is_dir() and fcntl:
            held += _acquire(folder, os.O_RDONLY | os.O_DIRECTORY, until, folder)
        yield bool(held)
    finally:
        if with_file and held:
            file.unlink(missing_ok=True)
        for descriptor in held:
            os.close(descriptor)


def _acquire(path: Path, flags: int, until: float, folder: Path) -> list[int]:
    """Return the open descriptor that holds the lock of a path; empty if the system has no such locks."""
    while True:
        descriptor = os.open(path, flags | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC, 0o644)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if _is_same(descriptor, path):
                return [descriptor]
        except BlockingIOError:
            pass
        except OSError as error:
            os.close(descriptor)
            if error.errno in _UNSUPPORTED:
                return []
            raise
        # Another build holds the lock, or has moved or removed the path since it was opened.
        os.close(descriptor)
        if time.monotonic() > until:
            raise OutputRefused(f"Another build is writing {folder} and has not finished. Wait for it, or stop it.")
        time.sleep(0.05)


def _is_same(descriptor: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(descriptor), path.lstat())
    except FileNotFoundError:
        return False
