"""What is checked."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from chronicle.model import Body, Site
from chronicle.prose import References


@dataclass(frozen=True)
class Content:
    """What is checked: the site, and the bodies of those texts that could be rendered, by the path of their file; `references` by language."""

    site: Site
    bodies: Mapping[str, Body]
    references: Mapping[str, References]

    def lacks(self, kind: str, key: str) -> bool:
        """Tell whether a key was not written; of a file that could not be read nothing is said to be lacking."""
        unread = ("unread", kind) in self.site.where or ("unread", f"{kind} {key.partition('.')[0]}") in self.site.where
        return not unread and (kind, key) not in self.site.where

    def known(self, kind: str) -> Collection[str]:
        """Return the keys of a kind that were written, also where an entry has mistakes of its own."""
        return [key for (one, key) in self.site.where if one == kind]
