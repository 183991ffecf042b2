"""Parallel pages: each text in two languages side by side, block by block, and the contents of the site in two languages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from chronicle.model import SafeHtml, Text
from chronicle.navigation import standalone_texts
from chronicle.pages.links import Link
from chronicle.pages.localized import LocalizedSite
from chronicle.pages.page import Page, PageKind
from chronicle.pages.texts import neighbours_of, part_of, text_picture
from chronicle.prose import make_detacher
from chronicle.urls import SitePath, home_path, parallel_folder, text_path, with_anchor


@dataclass(frozen=True)
class Side:
    """The title and summary of a text in one language; the summary may be empty. `alone` is the link to the text in only that language."""

    language: str
    title: str
    summary: str
    alone: Link | None = None


@dataclass(frozen=True)
class BlockSide:
    """A block in one language: a heading has `title`, a chart its key, any other block HTML without anchors."""

    language: str
    title: str
    html: SafeHtml
    chart: str = ""


@dataclass(frozen=True)
class ParallelRow:
    """A block in two languages; `level` is the level of a heading, 0 for any other block."""

    anchor: str
    level: int
    sides: tuple[BlockSide, ...]
    heading_links: tuple[Link, ...]


@dataclass(frozen=True)
class ParallelText:
    """The page of a text in two languages."""

    sides: tuple[Side, ...]
    rows: tuple[ParallelRow, ...]


@dataclass(frozen=True)
class ParallelItem:
    """A text in the contents: its titles and summaries in two languages, and the path of its page."""

    path: SitePath
    sides: tuple[Side, ...]


@dataclass(frozen=True)
class ParallelPart:
    """A part with its chapters."""

    opening: ParallelItem
    chapters: tuple[ParallelItem, ...]


@dataclass(frozen=True)
class ParallelContents:
    """The contents in two languages."""

    sides: tuple[Side, ...]
    parts: tuple[ParallelPart, ...]
    pages: tuple[ParallelItem, ...]


@dataclass(frozen=True)
class LanguagePair:
    """Two languages of the site side by side; the interface of their pages is in the first, `main`."""

    main: LocalizedSite
    other: LocalizedSite
    folder: str

    @property
    def both(self) -> tuple[LocalizedSite, LocalizedSite]:
        """The two, in their order."""
        return self.main, self.other

    def text_link(self, text: Text) -> Link:
        """Return the link to the parallel page of a text, with its title in the pair's first language; to its page in that language if it is not in both."""
        folder = self.folder if self.has(text) else self.main.language
        return Link(text.halves[self.main.language].title, text_path(folder, text))

    def has(self, text: Text) -> bool:
        """Return whether a text is written in both."""
        return not text.untranslated & {self.main.language, self.other.language}

    def trail(self, *links: Link) -> tuple[Link, ...]:
        """Return the trail of a text: the links to the home page, to the contents in two languages, and `links`."""
        return self.main.trail(Link(self.main.words["parallel.title"], home_path(self.folder)), *links)


def make_parallels(kind: PageKind, localized_sites: Sequence[LocalizedSite]) -> Iterator[Page]:
    """Yield the page of the contents in two languages, for each pair of languages."""
    for pair in language_pairs(localized_sites):
        main, site = pair.main, pair.main.site
        content = ParallelContents(
            sides=tuple(
                Side(one.language, one.words["parallel.title"], one.words["parallel.intro"]) for one in pair.both
            ),
            parts=tuple(
                ParallelPart(_item(pair, part.opening), tuple(_item(pair, chapter) for chapter in part.chapters))
                for part in site.parts
            ),
            pages=tuple(_item(pair, text) for text in standalone_texts(site)),
        )
        path, home = home_path(pair.folder), home_path(main.language)
        links = main.parallel_links(home, word="parallel.title")
        yield Page(
            kind,
            main.language,
            path,
            main.words["parallel.title"],
            main.words["parallel.intro"],
            content,
            main.trail(),
            languages={language: home_path(language) for language in site.languages},
            parallels=main.parallel_links(home),
            menu_title=next(link.title for link in links if link.path == path),
        )


def make_parallel_text(kind: PageKind, pair: LanguagePair, text: Text) -> Page:
    """Return the page of a text in two languages; its rows have the same anchors as the blocks in each language."""
    main, site = pair.main, pair.main.site
    half = text.halves[main.language]
    before, after = neighbours_of(main, text)
    above = (pair.text_link(part_of(main, text).opening),) if text.kind == "chapter" else ()
    return Page(
        kind,
        main.language,
        text_path(pair.folder, text),
        main.words.fill("parallel.page", title=half.title),
        half.summary or site.settings.description[main.language],
        partial(_make_content, pair, text),
        pair.trail(*above),
        pair.text_link(before) if before else None,
        pair.text_link(after) if after else None,
        updated=text.updated or site.settings.updated,
        languages={language: text_path(language, text) for language in site.languages},
        parallels=main.parallel_links(text_path(main.language, text), without=text.untranslated),
        picture=text_picture(main, text),
        where=text.where,
        halves=tuple(text.halves[one.language].begin for one in pair.both),
    )


def _make_content(pair: LanguagePair, text: Text) -> ParallelText:
    sides = tuple(
        Side(
            one.language,
            text.halves[one.language].title,
            text.halves[one.language].summary,
            Link(one.words["parallel.alone"], text_path(one.language, text), language=one.language),
        )
        for one in pair.both
    )
    return ParallelText(sides, tuple(_rows(pair, text)))


def language_pairs(localized_sites: Sequence[LocalizedSite]) -> Iterator[LanguagePair]:
    """Yield each pair of written languages, in both orders; none for a site in one language."""
    by_language = {localized.language: localized for localized in localized_sites}
    for main, other in localized_sites[0].site.language_pairs:
        yield LanguagePair(by_language[main], by_language[other], parallel_folder((main, other)))


def _rows(pair: LanguagePair, text: Text) -> Iterator[ParallelRow]:
    """Yield a row per block, its two sides, and the links to it in either language."""
    blocks = pair.main.bodies[text.halves[pair.main.language].path].blocks
    sides = zip(*(_make_sides(localized, text) for localized in pair.both), strict=True)
    for block, both in zip(blocks, sides, strict=True):
        yield ParallelRow(block.anchor, block.level, tuple(side for side, _ in both), tuple(link for _, link in both))


def _make_sides(localized: LocalizedSite, text: Text) -> Iterator[tuple[BlockSide, Link]]:
    """Yield the blocks of a text in one language, each with the link to it on the page of that language."""
    half, language = text.halves[localized.language], localized.language
    body, path = localized.bodies[half.path], text_path(language, text)
    settings = localized.site.settings.languages[language]
    detach = make_detacher(localized.addresses.link(path), {block.anchor for block in body.blocks})
    titles = {heading.anchor: heading.text for heading in body.headings}
    heading, position = half.title, 0
    for block in body.blocks:
        heading, position = (titles[block.anchor], 0) if block.level else (heading, position + 1)
        there = localized.words.fill("parallel.block", heading=heading, n=position) if position else heading
        side = BlockSide(language, heading, SafeHtml() if block.level else detach(block.html), block.chart)
        yield side, Link(settings.mark, with_anchor(path, block.anchor), there, language)


def _item(pair: LanguagePair, text: Text) -> ParallelItem:
    """Return the item of a text in the contents."""
    sides = tuple(
        Side(one.language, text.halves[one.language].title, text.halves[one.language].summary) for one in pair.both
    )
    return ParallelItem(pair.text_link(text).path, sides)
