"""The elements of a finished page."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"}


class Elements(HTMLParser):
    """The elements of a page in order, each as (tag, attributes, the ids of the elements it stands in)."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str], tuple[str, ...]]] = []
        self._open: list[tuple[str, str]] = []
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        attributes = {name: value or "" for name, value in attrs}
        self.found.append((tag, attributes, tuple(name for _, name in self._open if name)))
        if tag not in VOID:
            self._open.append((tag, attributes.get("id", "")))

    def handle_endtag(self, tag: str) -> None:
        """Close the element, and what was left open in it."""
        while self._open and self._open.pop()[0] != tag:
            pass

    def ids(self) -> list[str]:
        """Return every id of the page, in order."""
        return [attributes["id"] for _, attributes, _ in self.found if "id" in attributes]

    def all(self, tag: str, name: str = "") -> list[dict[str, str]]:
        """Return the attributes of every element of a kind, and of a class."""
        return [
            one for kind, one, _ in self.found if kind == tag and (not name or name in one.get("class", "").split())
        ]
