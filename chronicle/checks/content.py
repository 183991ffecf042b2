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

    @property
    def is_told(self) -> bool:
        """Tell whether every text could be read, so that what none of them mentions is mentioned nowhere."""
        registry = self.site.registry
        return registry.is_whole("chapter", "part", "page") and all(body.is_read for body in self.bodies.values())

    def lacks(self, kind: str, key: str) -> bool:
        """Tell whether a key was not written; of a file that could not be read nothing is said to be lacking."""
        return self.site.registry.lacks(kind, key)

    def known(self, kind: str) -> Collection[str]:
        """Return the keys of a kind that were written, also where an entry has mistakes of its own."""
        return self.site.registry.keys(kind)
