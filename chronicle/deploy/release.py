"""A finished build to be published, complete and unchanged, and its differences from the published one."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from chronicle.output import CHECKSUMS
from chronicle.output.listing import find_foreign, is_there, parse_sums, read_listing
from chronicle.problems import DeployRefused, name_some
from chronicle.urls import Addresses, is_permanent

ROBOTS = "robots.txt"


@dataclass(frozen=True)
class Release:
    """A finished build: `sums` is path → SHA-256 of every file, including SHA256SUMS itself."""

    folder: Path
    sums: Mapping[str, str]

    @cached_property
    def name(self) -> str:
        """The name of this build: the first digits of the SHA-256 of its SHA256SUMS."""
        return self.sums[CHECKSUMS][:12]

    @property
    def listed(self) -> Mapping[str, str]:
        """The files that SHA256SUMS lists, which does not list itself: path → SHA-256."""
        return {path: one for path, one in self.sums.items() if path != CHECKSUMS}

    @property
    def addresses(self) -> Addresses:
        """The addresses that its pages have according to robots.txt; the base URL is empty if that does not tell."""
        robots = self.read(ROBOTS).decode() if ROBOTS in self.sums else ""
        told = re.search(r"^Sitemap: (.*)sitemap\.xml$", robots, re.MULTILINE)
        return Addresses(told[1] if told else "")

    def read(self, path: str) -> bytes:
        """Return the content of a file. Raises DeployRefused if it was changed meanwhile, for example by a build."""
        content = (self.folder / path).read_bytes()
        if hashlib.sha256(content).hexdigest() != self.sums[path]:
            raise DeployRefused(f"{self.folder / path} was changed while it was being published. Publish again.")
        return content

    def size(self, path: str) -> int:
        """Return the size of a file in bytes."""
        return (self.folder / path).stat().st_size


@dataclass(frozen=True)
class Plan:
    """The plan of a deploy: paths to add, change and remove, with the bytes to send; `kept` files stay for readers of old pages."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    kept: tuple[str, ...] = ()

    @property
    def sent(self) -> tuple[str, ...]:
        """The files to send, in order: files that pages load, the pages, files that link to pages, and the checksums last."""
        return tuple(sorted((*self.added, *self.changed), key=lambda path: (rank(path), path)))


def open_release(folder: Path) -> Release:
    """Return the build in a folder. Raises DeployRefused unless it is a complete build, in which every file has its listed checksum."""
    listing = read_listing(folder)
    if not listing.sums:
        raise DeployRefused(
            f"{folder} contains no finished build. Run 'build' first, or name its folder with --output."
        )
    lost = (path for path in listing.sums if not is_there(folder, path, listing))
    wrong = list(dict.fromkeys((*lost, *find_foreign(folder, listing))))
    if wrong:
        raise DeployRefused(
            f"{folder} has changed since it was built: {name_some(wrong)}. Build again before you publish."
        )
    text = (folder / CHECKSUMS).read_bytes()
    return Release(folder, {**parse_sums(text.decode()), CHECKSUMS: hashlib.sha256(text).hexdigest()})


def compare(release: Release, there: Mapping[str, str], before: Iterable[str], ours: Iterable[str]) -> Plan:
    """Return how a release differs from a place.

    `there` is path → sum of the files that are there, `before` are the files of the build that is replaced, and `ours` are all files that
    any build has put there: only these are removed. Those files of `before` that are named by their content stay for one more build.
    """
    sums = release.sums
    kept = {path for path in before if path not in sums and path in there and is_permanent(path)}
    return Plan(
        added=tuple(path for path in sums if path not in there),
        changed=tuple(path for path in sums if path in there and there[path] != sums[path]),
        removed=tuple(sorted(path for path in set(ours) if path in there and path not in sums and path not in kept)),
        kept=tuple(sorted(kept)),
    )


def rank(path: str) -> int:
    """Return the place of a file in the order of sending: 0 for files named by their content, 1 for pages, 2 for all other files, such as the sitemap, 3 for the checksums."""
    if path == CHECKSUMS:
        return 3
    return 0 if is_permanent(path) else 1 if path.endswith((".html", ".html.gz", ".html.br")) else 2
