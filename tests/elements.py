"""The elements of a finished page."""

from __future__ import annotations

from pathlib import Path

from lxml import etree


class Elements:
    """The elements of a page in order, each as (tag, attributes, the ids of the elements it stands in)."""

    def __init__(self, path: Path) -> None:
        self.found: list[tuple[str, dict[str, str], tuple[str, ...]]] = []
        within: dict[etree._Element, tuple[str, ...]] = {}  # the ids for what stands in an element
        for element in etree.parse(path, etree.HTMLParser(encoding="utf-8")).iter(etree.Element):
            ids = within.get(element.getparent(), ())
            self.found.append((element.tag, dict(element.items()), ids))
            within[element] = (*ids, name) if (name := element.get("id")) else ids

    def ids(self) -> list[str]:
        """Return every id of the page, in order."""
        return [attributes["id"] for _, attributes, _ in self.found if "id" in attributes]

    def all(self, tag: str, name: str = "") -> list[dict[str, str]]:
        """Return the attributes of every element of a kind, and of a class."""
        return [
            one for kind, one, _ in self.found if kind == tag and (not name or name in one.get("class", "").split())
        ]
