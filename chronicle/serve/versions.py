"""The versions of the pages of a preview, by which an open page knows that it is out of date."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

from chronicle.urls import SitePath


@dataclass(frozen=True)
class Versions:
    """The version of each page after the last change, and how an open page becomes current.

    A change makes a new object of this type, so that a thread that tells open pages of a change sees either all of it or nothing.
    `number` is the version of all pages, except those that show edits while the site is still being made: `ahead` is path of such a page →
    how many versions it is ahead. An open page with version `loaded` or a later one can exchange what has changed in it; the pages in
    `exchanged` can do this from the version given there. An older page is loaded anew. `style` is the path of the style sheet if the last
    change was only of this.
    """

    number: int
    loaded: int
    ahead: Mapping[SitePath, int] = field(default_factory=dict)
    exchanged: Mapping[SitePath, int] = field(default_factory=dict)
    style: str = ""

    def of(self, path: str) -> int:
        """Return the version of the page at a path."""
        return self.number + self.ahead.get(SitePath(path), 0)

    def since(self, path: str) -> int:
        """Return the oldest version of a page that can exchange what has changed; an older one is loaded anew."""
        return self.exchanged.get(SitePath(path), self.loaded)

    def show_first(self, paths: Collection[SitePath]) -> Versions:
        """Return the versions after some pages were rebuilt before all others; these pages can exchange what has changed."""
        return replace(self, ahead={**self.ahead, **{path: self.ahead.get(path, 0) + 1 for path in paths}}, style="")

    def exchange(self) -> Versions:
        """Return the next versions of all pages; each can exchange what has changed."""
        return replace(self, number=self._next, ahead={}, style="")

    def restyle(self, style: str) -> Versions:
        """Return the next versions of all pages; only a style sheet has changed."""
        return Versions(self._next, self._next, style=style)

    def load_anew(self) -> Versions:
        """Return the next versions of all pages; each is loaded anew."""
        number = self._next + bool(self.ahead)
        return Versions(number, number)

    def load_others_anew(self) -> Versions:
        """Return the next versions of all pages; those that were ahead are current, all others are loaded anew."""
        return Versions(self._next, self._next, exchanged={path: self.since(path) for path in self.ahead})

    @property
    def _next(self) -> int:
        """The version of the pages that are furthest ahead, or else the next one."""
        return self.number + max(self.ahead.values(), default=1)
