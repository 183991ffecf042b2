"""Small finished builds, and the places where they are published, for the tests of `deploy`."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

from chronicle.output import seal

OLD = {
    "index.html": "old entrance",
    "zh/index.html": "old page, which loads assets/site.1.css",
    "zh/gone/index.html": "a page that goes",
    "assets/site.1.css": "old style",
    "assets/same.3.js": "script",
    "sitemap.xml": "old map",
}
NEW = {
    "index.html": "old entrance",
    "zh/index.html": "new page, which loads assets/site.2.css",
    "zh/come/index.html": "a page that comes",
    "assets/site.2.css": "new style",
    "assets/same.3.js": "script",
    "sitemap.xml": "new map",
}
THIRD = {**NEW, "zh/index.html": "third page, which loads assets/site.4.css", "assets/site.4.css": "third style"}


def finish(folder: Path, files: Mapping[str, str]) -> Path:
    """Write a finished build of some files into a folder, in the place of what is there."""
    shutil.rmtree(folder, ignore_errors=True)
    for path, text in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    seal(folder)
    return folder


def read_files(folder: Path) -> dict[str, str]:
    """Return path → text of what a folder holds, but for the files that every build and every deploy has."""
    return {
        path: file.read_text(encoding="utf-8")
        for file in sorted(folder.rglob("*"))
        if file.is_file() and (path := file.relative_to(folder).as_posix()) not in ("SHA256SUMS", "chronicle.txt")
        if not path.startswith(".chronicle/")
    }
