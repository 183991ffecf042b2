"""What was made once and would be made again alike: bytes by a key that tells all they were made from.

The folder may be deleted at any time. An entry begins with the SHA-256 of the rest; one that is damaged counts as missing.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

DAYS_KEPT = 30
_DIGEST = hashlib.sha256().digest_size


@dataclass(frozen=True)
class Cache:
    """A folder of entries. Where it cannot be written, everything works without it."""

    folder: Path

    def get(self, key: str) -> bytes | None:
        """Return an entry, or nothing where it is missing or damaged."""
        path = self.folder / key
        try:
            content = path.read_bytes()
            os.utime(path)
        except OSError:
            return None
        digest, kept = content[:_DIGEST], content[_DIGEST:]
        return kept if hashlib.sha256(kept).digest() == digest else None

    def put(self, key: str, content: bytes) -> None:
        """Keep an entry, whole or not at all."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(dir=self.folder, prefix=".", delete=False) as file:
                file.write(hashlib.sha256(content).digest() + content)
            os.replace(file.name, self.folder / key)
        except OSError:
            return

    def forget_old(self) -> None:
        """Remove what no build has asked for in a month."""
        oldest = time.time() - DAYS_KEPT * 86400
        for path in self.folder.glob("*") if self.folder.is_dir() else ():
            try:
                if path.is_file() and path.stat().st_mtime < oldest:
                    path.unlink()
            except OSError:
                continue


def make_key(*parts: object) -> str:
    """Return the key of what is made from these values; equal values have equal keys in every process."""
    return hashlib.sha256("\n".join(map(repr, parts)).encode()).hexdigest()
