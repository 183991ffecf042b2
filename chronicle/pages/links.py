"""Links between pages. A link holds a path; rendering turns it into an address."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from chronicle.urls import SitePath

NOTHING = Markup()


@dataclass(frozen=True)
class Link:
    """A link with the sentence that tells where it leads; `language` is set where its text is in another one than the page.

    `face` is a small drawing before it, `short` its title where there is little room.
    """

    title: str
    path: SitePath
    summary: str = ""
    language: str = ""
    face: Markup = NOTHING
    short: str = ""


@dataclass(frozen=True)
class SourceHeading:
    """A heading of a source as printed; `rendering` is what it says in the page's language, empty if that is the source's."""

    printed: str
    rendering: str


@dataclass(frozen=True)
class Name:
    """A name as another language or script has it; `language` is empty if it is that of the page."""

    text: str
    language: str
