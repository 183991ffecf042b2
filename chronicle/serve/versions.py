"""The versions of the pages of a preview, by which an open page knows that it is no longer what is served."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

from chronicle.urls import SitePath


@dataclass(frozen=True)
class Versions:
    """Which version each page has after the last change, and how an open page comes to it.

    A change makes another object of this type: a thread that tells open pages of a change sees it whole or not at all.
    `number` is the version of all pages but those of which edits are seen already while the site is still made: these are `ahead` by so many.
    Since version `loaded`, all that has changed of a page can be exchanged in it; for some pages since an earlier one, `exchanged`.
    `style` is the style sheet that the last change was of, if it was of nothing else.
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
        """Return the oldest version of a page that needs no more than what has changed exchanged; an older one is loaded anew."""
        return self.exchanged.get(SitePath(path), self.loaded)

    def show_first(self, paths: Collection[SitePath]) -> Versions:
        """Count on for some pages, in which what has changed can be exchanged, before all others."""
        return replace(self, ahead={**self.ahead, **{path: self.ahead.get(path, 0) + 1 for path in paths}}, style="")

    def exchange(self) -> Versions:
        """Count on for all pages: what has changed can be exchanged in each."""
        return replace(self, number=self._next, ahead={}, style="")

    def restyle(self, style: str) -> Versions:
        """Count on for all pages: one style sheet has changed, and nothing else."""
        return Versions(self._next, self._next, style=style)

    def load_anew(self) -> Versions:
        """Count on for all pages: each is loaded anew."""
        number = self._next + bool(self.ahead)
        return Versions(number, number)

    def load_others_anew(self) -> Versions:
        """Count on for all pages: those that were ahead are as they should be, each other one is loaded anew."""
        return Versions(self._next, self._next, exchanged={path: self.since(path) for path in self.ahead})

    @property
    def _next(self) -> int:
        """The version of the pages that are furthest ahead, or else the next one."""
        return self.number + max(self.ahead.values(), default=1)
