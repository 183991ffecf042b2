"""A cache: bytes by a key made from everything that they depend on.

The folder may be deleted at any time. An entry begins with an HMAC of its name and its content, whose secret is in the user's own
folder. So an entry that is damaged, came with the project, or was made by another user's build counts as missing.
Without a place for the secret, everything works without the cache.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import re
import secrets
import stat
import sys
import sysconfig
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

DAYS_KEPT = 30
MOST_BYTES = 4 << 30  # of one kind: more than twice what the texts of 100,000 pages take
FOLDER = ".cache"
_SUM_BYTES = hashlib.sha256().digest_size
_SECRET_BYTES = 32
_KEY = re.compile("[0-9a-f]{64}")
_UNFINISHED = re.compile(rf"\.{_KEY.pattern}-\w{{8}}")


@dataclass(frozen=True)
class Cache:
    """The entries of one kind in a project's `.cache/`. If the folder cannot be used, everything works without it. Symbolic links in it are not followed."""

    root: Path
    kind: str
    secret: bytes

    @property
    def folder(self) -> Path:
        """The folder of the entries."""
        return self.root / FOLDER / self.kind

    def get(self, key: str) -> bytes | None:
        """Return an entry, or None if it is missing, damaged, or not made by this user's builds."""
        kept = self._read(key)
        if kept is not None:
            with suppress(OSError):
                os.utime(self.folder / key)
        return kept

    def put(self, key: str, *content: bytes) -> None:
        """Keep an entry, whole or not at all; its content may be given in pieces."""
        if not self._is_usable():
            return
        with suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            descriptor, name = tempfile.mkstemp(prefix=f".{key}-", dir=self.folder)
            try:
                with open(descriptor, "wb") as file:
                    file.writelines((self._sum(key, *content), *content))
                os.replace(name, self.folder / key)
            except BaseException:
                os.unlink(name)
                raise

    def forget_old(self) -> None:
        """Remove entries that no build has used for a month and, if the rest is too large, those used longest ago. Files that are no valid entries stay."""
        oldest, room = time.time() - DAYS_KEPT * 86400, MOST_BYTES
        for asked_for, size, path in sorted(self._list_entries(), reverse=True):
            room -= size
            if asked_for < oldest or room < 0:
                with suppress(OSError):
                    if _UNFINISHED.fullmatch(path.name) or self._read(path.name) is not None:
                        path.unlink()

    def _list_entries(self) -> Iterator[tuple[float, int, Path]]:
        """Yield (time of last use, size, path) of each entry, and of each file that a killed build left unfinished."""
        with suppress(OSError), os.scandir(self.folder if self._is_usable() else "") as entries:
            for entry in entries:
                if _KEY.fullmatch(entry.name) or _UNFINISHED.fullmatch(entry.name):
                    state = entry.stat(follow_symlinks=False)
                    yield state.st_mtime, state.st_size, Path(entry.path)

    def _read(self, key: str) -> bytes | None:
        path = self.folder / key
        if not self._is_usable():
            return None
        try:
            if not stat.S_ISREG(path.lstat().st_mode):
                return None
            content = path.read_bytes()
        except OSError:
            return None
        given, kept = content[:_SUM_BYTES], content[_SUM_BYTES:]
        return kept if hmac.compare_digest(given, self._sum(key, kept)) else None

    def _is_usable(self) -> bool:
        """Return whether there is a secret to verify entries with, and no symbolic link leads the folder elsewhere."""
        try:
            return bool(self.secret) and not any(path.is_symlink() for path in (self.folder.parent, self.folder))
        except OSError:
            return False

    def _sum(self, key: str, *content: bytes) -> bytes:
        made = hmac.new(self.secret, f"{self.kind}/{key}\n".encode(), "sha256")
        for piece in content:  # not joined, since it can be large
            made.update(piece)
        return made.digest()


def open_cache(root: Path, kind: str) -> Cache:
    """Return the cache of one kind of entries in a project's folder."""
    place = _secret_place()
    is_apart = place is not None and not place.is_relative_to(root.resolve())
    return Cache(root, kind, _read_secret(place) if place and is_apart else b"")


def find_previous(root: Path) -> Path:
    """Return the place of the output folder that the last build replaced; the next build writes into it only what differs."""
    return root / FOLDER / "previous-output"


def make_key(*parts: object) -> str:
    """Return the key of what is made from these values; equal values have equal keys in every process."""
    return hashlib.sha256("\n".join(map(repr, parts)).encode()).hexdigest()


@lru_cache(maxsize=1)
def program_sum() -> str:
    """Return a SHA-256 of the program, of Python's version and of the installed packages' versions: if one changes, everything is rebuilt."""
    package = Path(__file__).parent
    content = hashlib.sha256(sys.version.encode())
    for path in sorted([*package.rglob("*.py"), *package.rglob("shipped/**/*.yaml")]):
        content.update(f"{path.relative_to(package).as_posix()}\n".encode() + path.read_bytes())
    # The names of the folders that installers leave contain the versions: Markdown-3.11.1.dist-info.
    with suppress(OSError):
        content.update(
            "\n".join(
                sorted(name for name in os.listdir(sysconfig.get_path("purelib")) if name.endswith("-info"))
            ).encode()
        )
    return content.hexdigest()


def _secret_place() -> Path | None:
    """Return the path of the secret in the folder where the system keeps the state of a user's programs; None if there is no such folder."""
    given = os.environ.get("LOCALAPPDATA" if os.name == "nt" else "XDG_STATE_HOME", "")
    try:
        folder = Path(given) if os.path.isabs(given) else Path.home() / ".local" / "state"
        return folder.resolve() / "chronicle" / "cache-secret"
    except (OSError, RuntimeError):
        return None


@lru_cache
def _read_secret(place: Path) -> bytes:
    """Return the secret, which is made if it does not exist; empty if it cannot be stored, or if other users may read or replace it."""
    try:
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not place.exists():
            with tempfile.NamedTemporaryFile(dir=place.parent) as file:
                file.write(secrets.token_bytes(_SECRET_BYTES))
                file.flush()
                with suppress(FileExistsError):
                    os.link(file.name, place)
        state = place.lstat()
        is_private = os.name != "posix" or (state.st_uid == os.geteuid() and not state.st_mode & 0o077)
        secret = place.read_bytes() if stat.S_ISREG(state.st_mode) and is_private else b""
    except OSError:
        return b""
    return secret if len(secret) == _SECRET_BYTES else b""
