"""Links between pages. A link holds a path; rendering turns it into an address."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from chronicle.urls import SitePath

NOTHING = Markup()


@dataclass(frozen=True, slots=True)
class Link:
    """A link: its title, its path, and a sentence about its target. `language` is that of the title, if it is not the page's.

    `face` is a small drawing before it, `short` the title to use where there is little room.
    """

    title: str
    path: SitePath
    summary: str = ""
    language: str = ""
    face: Markup = NOTHING
    short: str = ""


@dataclass(frozen=True, slots=True)
class SourceHeading:
    """A heading of a source as printed; `rendering` is its translation into the page's language, empty on pages in the main language."""

    printed: str
    rendering: str


@dataclass(frozen=True)
class Name:
    """A name in another language or script; `language` is empty if it is the page's."""

    text: str
    language: str
