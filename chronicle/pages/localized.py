"""One language of the site, with all that its pages are made from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from chronicle.dates import format_day, format_period
from chronicle.model import Body, Site, Text
from chronicle.navigation import reading_order
from chronicle.prose import References
from chronicle.urls import Addresses, home_path, parallel_folder, place_path, text_path
from chronicle.words import Words


@dataclass(frozen=True)
class Link:
    """A link with the sentence that tells where it leads; `language` is set where the text is in another one."""

    title: str
    url: str
    summary: str = ""
    language: str = ""
    key: str = ""


@dataclass(frozen=True)
class Page:
    """One page before it is rendered. `path` is below the site's root; `content` is what its template shows.

    `twins` are the paths of the same in single languages, for a page that is in several; `parallels` lead to the same in two.
    An unlisted page is kept from search engines, since what it says stands elsewhere.
    """

    kind: str
    language: str
    path: str
    title: str
    description: str
    content: Mapping[str, Any] = field(default_factory=dict)
    trail: tuple[Link, ...] = ()
    previous: Link | None = None
    next: Link | None = None
    scripts: tuple[str, ...] = ()
    updated: str = ""
    twins: Mapping[str, str] = field(default_factory=dict)
    parallels: tuple[Link, ...] = ()
    listed: bool = True


@dataclass(frozen=True)
class LocalizedSite:
    """One language of the site with all that its pages are made from."""

    site: Site
    addresses: Addresses
    language: str
    references: References
    bodies: Mapping[str, Body]
    used_in: Mapping[tuple[str, str], tuple[Text, ...]]
    words: Words
    # Facts are shown on many pages, the same on each; what was made for one is kept here for the next.
    fact_views: dict[str, dict[str, Any]] = field(default_factory=dict, compare=False)
    # The same is true of charts, which stand in texts, on parallel pages and on the page of all charts.
    chart_views: dict[str, dict[str, Any]] = field(default_factory=dict, compare=False)

    def link(self, path: str) -> str:
        """Return the link to a path of this site."""
        return self.addresses.link(path)

    def day(self, day: str) -> str:
        """Return a day as this language writes it."""
        return format_day(day, self.references.locale)

    def period(self, period: str) -> str:
        """Return a period as this language writes it; nothing for none."""
        return format_period(period, self.references.locale, self.words) if period else ""

    def text_link(self, text: Text) -> Link:
        """Return the link to a text, with its summary."""
        half = text.halves[self.language]
        return Link(half.title, self.link(text_path(self.language, text)), half.summary, key=text.key)

    def parallel_links(self, path: str, anchor: str = "", word: str = "parallel.link") -> tuple[Link, ...]:
        """Return the links from a page of this language to the pages that show the same beside another language."""
        names = {key: language.name for key, language in self.site.settings.languages.items()}
        pairs = [pair for pair in self.site.language_pairs if self.language in pair]
        title, below = self.words[word], path.removeprefix(self.language)
        return tuple(
            Link(
                title if len(pairs) == 1 else f"{title} {'–'.join(names[language] for language in pair)}",
                self.link(parallel_folder(pair) + below) + anchor,
            )
            for pair in pairs
        )

    def chapter_link(self, key: str) -> Link:
        """Return the link to a chapter or part by its key."""
        return self.text_link(next(text for text in self.site.texts if text.kind != "page" and text.key == key))

    def place_path(self, key: str) -> str:
        """Return the path of a place: its own page, or its entry in the index."""
        return place_path(self.language, key, self.site.places[key])

    def trail(self, *links: Link) -> tuple[Link, ...]:
        """Return the way from the home page to a page, the page itself left out."""
        return (Link(self.words["trail.home"], self.link(home_path(self.language))), *links)


def localize_site(
    site: Site, addresses: Addresses, references: Mapping[str, References], bodies: Mapping[str, Body]
) -> list[LocalizedSite]:
    """Return the site's languages, each with its references and words."""
    used_in = find_uses(site, bodies)
    return [
        LocalizedSite(site, addresses, language, references[language], bodies, used_in, references[language].words)
        for language in site.languages
    ]


def find_uses(site: Site, bodies: Mapping[str, Body]) -> Mapping[tuple[str, str], tuple[Text, ...]]:
    """Return (kind, key) → the texts that mention it, in reading order; facts shown at the top of a text count."""
    uses: dict[tuple[str, str], dict[str, Text]] = defaultdict(dict)
    for text in site.texts:
        if text.place:
            uses["place", text.place][text.key] = text
        for fact in text.highlights:
            uses["fact", fact][text.key] = text
        for language in site.languages:
            for mention in bodies[text.halves[language].path].mentions:
                uses[mention.kind, mention.target][text.key] = text
    order = {text.key: number for number, text in enumerate((*reading_order(site.parts), *site.pages.values()))}
    return {name: tuple(sorted(texts.values(), key=lambda text: order[text.key])) for name, texts in uses.items()}
