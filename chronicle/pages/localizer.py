"""The localizer: writes values in one language of the site: words, days, names, and links to texts, places and sheets."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from markupsafe import Markup

from chronicle.citations import Citation, cite_page
from chronicle.dates import format_day, format_period
from chronicle.felt import draw_tile
from chronicle.model import Body, Drawing, Outline, Site, Text, written_in
from chronicle.navigation import find_neighbours, reading_order
from chronicle.pages.links import NOTHING, Link, SourceHeading
from chronicle.prose import References
from chronicle.typography import has_chinese
from chronicle.urls import (
    Addresses,
    SitePath,
    entry_path,
    fixed_path,
    home_path,
    in_language,
    parallel_folder,
    place_path,
    sheet_path,
    text_path,
    use_anchor,
    with_anchor,
)
from chronicle.words import Words


@dataclass(frozen=True)
class Localizer:
    """Writes the values of a site in one language.

    `outlines` and `bodies` are by the path of the half; a page uses only the bodies of its own text. `used_in` is (kind, key) →
    the texts that mention it. `chapters` are the chapters and the openings of parts, by key. `neighbours` is key → the texts
    before and after it. `links` is (kind, key) of a text → the link to it.
    """

    site: Site
    addresses: Addresses
    language: str
    references: References
    outlines: Mapping[str, Outline]
    bodies: Mapping[str, Body]
    used_in: Mapping[tuple[str, str], tuple[Text, ...]]
    chapters: Mapping[str, Text]
    neighbours: Mapping[str, tuple[Text | None, Text | None]]
    words: Words
    links: Mapping[tuple[str, str], Link]

    @property
    def written(self) -> str:
        """The written language of the texts: the language that this one is derived from, or this one if it is not derived."""
        derived = self.site.derived
        return derived[self.language].of if self.language in derived else self.language

    def day(self, day: str) -> str:
        """Return a day as this language writes it."""
        return format_day(day, self.references.locale)

    def period(self, period: str) -> str:
        """Return a day, month, year or period as this language writes it; empty if it is empty."""
        return format_period(period, self.references.locale, self.words) if period else ""

    def text_link(self, text: Text) -> Link:
        """Return the link to a text, with its summary."""
        return self.links[text.kind, text.key]

    def short_place(self, place: str) -> str:
        """Return the short name of a place, or its name if it has no short one."""
        entry = self.site.places[place]
        return (entry.short or entry.name)[self.language]

    def place_face(self, place: str) -> Markup:
        """Return the face of a place as a tile, or an empty one."""
        drawing = self.place_drawing(place)
        return draw_tile(drawing) if drawing else NOTHING

    def place_drawing(self, place: str) -> Drawing | None:
        """Return the face of a place: that of the first text about the place that has one; None if none has."""
        about = (text for text in self.used_in.get(("place", place), ()) if text.place == place)
        return next((drawing for text in about if (drawing := self.site.drawings.get(text.drawing))), None)

    def text_links(self, kind: str, key: str) -> tuple[Link, ...]:
        """Return the links to the texts that mention something, in reading order."""
        return tuple(self.text_link(text) for text in self.used_in.get((kind, key), ()))

    def use_links(self, fact: str) -> tuple[Link, ...]:
        """Return a link for each text that uses a fact: to its first use in the text, or to the top of the page if it is only a highlight there."""
        links = []
        for text in self.used_in.get(("fact", fact), ()):
            outline = self.outlines[text.halves[self.language].path]
            anchor = use_anchor(fact) if fact in outline.facts else ""
            link = self.text_link(text)
            links.append(replace(link, path=with_anchor(link.path, anchor)))
        return tuple(links)

    def chapter_link(self, key: str) -> Link:
        """Return the link to a chapter or part by its key."""
        return self.text_link(self.chapters[key])

    def parallel_links(
        self, path: SitePath, anchor: str = "", word: str = "parallel.link", without: Collection[str] = ()
    ) -> tuple[Link, ...]:
        """Return the links from a page in this language to the parallel pages that show it beside another language, except the languages `without`."""
        languages = self.site.settings.languages
        pairs = [pair for pair in self.site.language_pairs if pair[0] == self.written]
        title = self.words[word]
        # Beside three languages a phone has no room for a longer name than these marks.
        is_short = len(pairs) == 1 and (len(languages) < 3 or len(title) < 7)
        return tuple(
            Link(
                title if len(pairs) == 1 else f"{title} {'–'.join(languages[one].name for one in pair)}",
                in_language(path, self.language, parallel_folder(pair), anchor),
                short="" if is_short else "–".join(languages[one].mark for one in pair),
            )
            for pair in pairs
            if not {*pair} & {*without}
        )

    def doubt(self, kind: str) -> tuple[str, str]:
        """Return the title and meaning of a kind of doubt; those of the interface words if the settings do not have the kind."""
        declared = self.site.settings.doubts.get(kind)
        if declared is None:
            return self.words["doubtful.contradiction"], self.words["doubtful.meaning"]
        return declared.title[self.language], declared.meaning[self.language]

    def place_path(self, key: str) -> SitePath:
        """Return the path of a place: its own page, or its entry in the index."""
        return place_path(self.language, key, self.site.places[key])

    def place_link(self, key: str) -> Link | None:
        """Return the link to a place, with its name as title; None if there is no such place."""
        place = self.site.places.get(key)
        return Link(place.name[self.language], self.place_path(key)) if place else None

    def sheet_link(self, key: str) -> Link:
        """Return the link to a fact sheet, with its title."""
        return Link(self.site.sheets[key].title[self.language], sheet_path(self.language, key))

    def page_link(self, name: str) -> Link:
        """Return the link to one of the pages that every site has, such as `facts`, with its title."""
        return Link(self.words[f"{name}.title"], fixed_path(self.language, name))

    def source_link(self, key: str) -> Link:
        """Return the link to a source, with its short title."""
        return Link(self.site.sources[key].short[self.language], entry_path(self.language, "sources", key))

    def source_heading(self, source: str, printed: str) -> SourceHeading:
        """Return a heading of a source, with its translation on pages that are not in the main language."""
        heading = self.site.headings_of[source].get(printed, {})
        is_main = self.written == self.site.languages[0]
        return SourceHeading(printed, "" if is_main else written_in(heading).get(self.language, ""))

    def trail(self, *links: Link) -> tuple[Link, ...]:
        """Return the trail of a page: the links from the home page to the page, without the page itself."""
        return (Link(self.words["trail.home"], home_path(self.language)), *links)

    def alternates(self, path: SitePath) -> dict[str, SitePath]:
        """Return language → path of the same page, for a page that every language has."""
        return {language: in_language(path, self.language, language) for language in self.site.languages}

    def citation(self, title: str, path: SitePath, is_data: bool = False, updated: str = "") -> Citation:
        """Return the citation of a page of this site; its date is that of the edition if `updated` is empty."""
        settings, language = self.site.settings, self.language
        url = self.addresses.absolute(path)
        day = updated or settings.updated
        data_set = self.words["citation.data-set"] if is_data else ""
        has_gb = has_chinese(self.site)
        return cite_page(title, settings.title[language], settings.author[language], day, url, data_set, has_gb)


def make_localizers(
    site: Site,
    addresses: Addresses,
    references: Mapping[str, References],
    bodies: Mapping[str, Body],
    outlines: Mapping[str, Outline],
) -> list[Localizer]:
    """Return a localizer for each language of `references`."""
    used_in = find_uses(site, outlines)
    order = reading_order(site.parts)
    chapters, neighbours = {text.key: text for text in order}, find_neighbours(order)
    return [
        Localizer(
            site,
            addresses,
            language,
            one,
            outlines,
            bodies,
            used_in,
            chapters,
            neighbours,
            one.words,
            {(text.kind, text.key): _link_text(site, language, text) for text in site.texts},
        )
        for language, one in references.items()
    ]


def _link_text(site: Site, language: str, text: Text) -> Link:
    half, drawing = text.halves[language], site.drawings.get(text.drawing)
    face = draw_tile(drawing) if drawing else NOTHING
    return Link(half.title, text_path(language, text), half.summary, face=face)


def find_uses(site: Site, outlines: Mapping[str, Outline]) -> Mapping[tuple[str, str], tuple[Text, ...]]:
    """Return (kind, key) → the texts that mention it in any language, in reading order; their places and highlights count as mentions."""
    uses: dict[tuple[str, str], dict[str, Text]] = defaultdict(dict)
    for text in (*reading_order(site.parts), *site.pages.values()):
        if text.place:
            uses["place", text.place][text.key] = text
        for fact in text.highlights:
            uses["fact", fact][text.key] = text
        for language in site.languages:
            for mention in outlines[text.halves[language].path].mentions:
                uses[mention][text.key] = text
    return {name: tuple(texts.values()) for name, texts in uses.items()}
