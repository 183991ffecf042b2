"""Places that hold files one by one, such as a folder or a bucket: their interface, and the folder."""

from __future__ import annotations

import os
import stat
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Protocol

from chronicle.deploy.release import Release
from chronicle.output.listing import file_digest, remove_empty
from chronicle.output.placing import make_folder
from chronicle.problems import DeployRefused


class Store(Protocol):
    """A place that holds files one by one. Each file is complete at any moment, even if a deploy is killed."""

    name: str
    jobs: int  # the number of files sent at the same time

    def sums(self, release: Release, believed: Mapping[str, str]) -> Mapping[str, str]:
        """Return path → SHA-256 of each file that is there, "" for a file that differs from the release. `believed` are the sums listed there."""

    def paths(self) -> frozenset[str]:
        """Return the paths of all files that are there."""

    def read(self, path: str) -> bytes:
        """Return a file, empty if there is none."""

    def write(self, path: str, content: bytes) -> None:
        """Write a file, completely or not at all."""

    def create(self, path: str, content: bytes) -> bool:
        """Write a file if there is none; return whether there was none."""

    def copy(self, path: str, other: str) -> None:
        """Put a file of the place at another path too."""

    def remove(self, path: str) -> None:
        """Remove a file, if it is there."""


class FolderStore:
    """A folder of this machine, of a USB stick or of a network drive. Links in it are not followed."""

    jobs = 1

    def __init__(self, folder: Path) -> None:
        self.folder = folder.resolve()
        self.name = str(self.folder)
        if self.folder.exists() and not self.folder.is_dir():
            raise DeployRefused(f"{self.folder} is a file. Set 'to' of the target to a folder.")

    def sums(self, release: Release, believed: Mapping[str, str]) -> Mapping[str, str]:
        """Return path → SHA-256 of all files, which are read for this."""
        return {path: file_digest(self.folder / path) for path in self.paths()}

    def paths(self) -> frozenset[str]:
        """Return the paths of all files, links left out."""
        files = (Path(parent, name) for parent, _, names in os.walk(self.folder) for name in names)
        return frozenset(
            file.relative_to(self.folder).as_posix() for file in files if stat.S_ISREG(file.lstat().st_mode)
        )

    def read(self, path: str) -> bytes:
        """Return a file, empty if there is none."""
        try:
            return self._place(path).read_bytes()
        except (FileNotFoundError, NotADirectoryError):
            return b""

    def write(self, path: str, content: bytes) -> None:
        """Write a file beside its place, then move it there."""
        place = self._place(path)
        make_folder(place.parent)
        beside = place.with_name(f".{place.name}.deploying")
        try:
            beside.write_bytes(content)
            with suppress(OSError):  # some drives have no modes
                beside.chmod(0o644)
            os.replace(beside, place)
        except BaseException:
            beside.unlink(missing_ok=True)
            raise

    def create(self, path: str, content: bytes) -> bool:
        """Write a file if there is none; return whether there was none."""
        place = self._place(path)
        make_folder(place.parent)
        try:
            with place.open("xb") as file:
                file.write(content)
        except FileExistsError:
            return False
        return True

    def copy(self, path: str, other: str) -> None:
        """Put a file at another path too."""
        self.write(other, self.read(path))

    def remove(self, path: str) -> None:
        """Remove a file, and the folders that it leaves empty."""
        place = self._place(path)
        place.unlink(missing_ok=True)
        for parent in place.parents:
            if parent == self.folder or not remove_empty(parent):
                return

    def _place(self, path: str) -> Path:
        place = self.folder / path
        if not place.parent.resolve().is_relative_to(self.folder) or place.is_symlink():
            raise DeployRefused(
                f"{place} is a link, or is reached through one. Remove it: nothing is written through a link."
            )
        return place
