"""The pages of a finished site."""

from __future__ import annotations

from pathlib import Path


def pages_of(site: Path) -> list[Path]:
    """Return the HTML files of a site in order, without those that only lead from a former address to the one now."""
    return [
        path for path in sorted(site.rglob("*.html")) if 'http-equiv="refresh"' not in path.read_text(encoding="utf-8")
    ]
