"""Two languages side by side: each text block by block, and the contents of the site."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from chronicle.model import Text
from chronicle.navigation import find_neighbours, reading_order
from chronicle.pages.localized import Link, LocalizedSite, Page
from chronicle.prose import make_detacher
from chronicle.urls import home_path, parallel_folder, text_path


@dataclass(frozen=True)
class Pair:
    """Two languages side by side; what stands around the texts is in the first one's language."""

    main: LocalizedSite
    other: LocalizedSite
    folder: str

    @property
    def localized_sites(self) -> tuple[LocalizedSite, LocalizedSite]:
        """The two, in their order."""
        return self.main, self.other

    def text_link(self, text: Text) -> Link:
        """Return the link to a text, by its title in the main language."""
        return Link(text.halves[self.main.language].title, self.main.link(text_path(self.folder, text)))

    def trail(self, *links: Link) -> tuple[Link, ...]:
        """Return the way from the home page to a text through the contents."""
        contents = Link(self.main.words["parallel.title"], self.main.link(home_path(self.folder)))
        return self.main.trail(contents, *links)


def make_parallels(localized_sites: Sequence[LocalizedSite]) -> Iterator[Page]:
    """For each pair of languages the contents and a page per text; nothing for a site in one language."""
    by_language = {localized.language: localized for localized in localized_sites}
    site = localized_sites[0].site
    for main, other in site.language_pairs:
        pair = Pair(by_language[main], by_language[other], parallel_folder((main, other)))
        yield _make_contents(pair)
        neighbours = find_neighbours(reading_order(site.parts))
        for part in site.parts:
            yield _make_text(pair, part.opening, pair.trail(), *neighbours[part.key])
            trail = pair.trail(pair.text_link(part.opening))
            for chapter in part.chapters:
                yield _make_text(pair, chapter, trail, *neighbours[chapter.key])
        for text in _standalone(pair):
            yield _make_text(pair, text, pair.trail())


def _make_contents(pair: Pair) -> Page:
    """Return the contents: parts, chapters, and the texts that stand alone."""
    main = pair.main
    sides = [
        {"language": one.language, "title": one.words["parallel.title"], "summary": one.words["parallel.intro"]}
        for one in pair.localized_sites
    ]
    parts = [
        {**_entry(pair, part.opening), "chapters": [_entry(pair, chapter) for chapter in part.chapters]}
        for part in main.site.parts
    ]
    path = home_path(pair.folder)
    return Page(
        "parallels",
        main.language,
        path,
        main.words["parallel.title"],
        main.words["parallel.intro"],
        {"sides": sides, "parts": parts, "pages": [_entry(pair, text) for text in _standalone(pair)]},
        main.trail(),
        twins={one.language: home_path(one.language) for one in pair.localized_sites},
        parallels=main.parallel_links(home_path(main.language)),
    )


def _make_text(
    pair: Pair, text: Text, trail: tuple[Link, ...], before: Text | None = None, after: Text | None = None
) -> Page:
    """Return the page of a text; its rows have the anchors that the blocks have in either language."""
    main, site = pair.main, pair.main.site
    half = text.halves[main.language]
    sides = [
        {
            "language": one.language,
            "title": text.halves[one.language].title,
            "summary": text.halves[one.language].summary,
            "url": one.link(text_path(one.language, text)),
            "alone": one.words["parallel.alone"],
        }
        for one in pair.localized_sites
    ]
    return Page(
        "parallel",
        main.language,
        text_path(pair.folder, text),
        main.words["parallel.page"].format(title=half.title),
        half.summary or site.settings.description[main.language],
        {"sides": sides, "rows": list(_make_rows(pair, text))},
        trail,
        pair.text_link(before) if before else None,
        pair.text_link(after) if after else None,
        updated=text.updated or site.settings.updated,
        twins={one.language: text_path(one.language, text) for one in pair.localized_sites},
        parallels=main.parallel_links(text_path(main.language, text)),
        listed=False,
    )


def _make_rows(pair: Pair, text: Text) -> Iterator[dict[str, Any]]:
    """Yield a row per block, its two sides, and the links to it in either language."""
    for blocks in zip(*(_make_side(localized, text) for localized in pair.localized_sites), strict=True):
        anchor, level = blocks[0]["anchor"], blocks[0]["level"]
        yield {"anchor": anchor, "level": level, "sides": blocks, "ways": [block["way"] for block in blocks]}


def _make_side(localized: LocalizedSite, text: Text) -> Iterator[dict[str, Any]]:
    """Yield the blocks of one language: headings as text, all else as HTML without anchors of its own."""
    half, words, language = text.halves[localized.language], localized.words, localized.language
    body = localized.bodies[half.path]
    page = localized.link(text_path(language, text))
    settings = localized.site.settings.languages[language]
    detach = make_detacher(page, {block.anchor for block in body.blocks})
    titles = {heading.anchor: heading.text for heading in body.headings}
    heading, position = half.title, 0
    for block in body.blocks:
        heading, position = (titles[block.anchor], 0) if block.level else (heading, position + 1)
        there = words["parallel.block"].format(heading=heading, n=position) if position else heading
        yield {
            "anchor": block.anchor,
            "level": block.level,
            "language": language,
            "title": heading,
            "html": "" if block.level else Markup(detach(block.html)),
            "way": Link(settings.short or settings.name, f"{page}#{block.anchor}", there, language),
        }


def _entry(pair: Pair, text: Text) -> dict[str, Any]:
    """Return a text as the contents show it."""
    sides = [
        {
            "language": one.language,
            "title": text.halves[one.language].title,
            "summary": text.halves[one.language].summary,
        }
        for one in pair.localized_sites
    ]
    return {"url": pair.text_link(text).url, "sides": sides}


def _standalone(pair: Pair) -> list[Text]:
    """Return the texts outside the parts; the home page's is not read by itself."""
    return [text for key, text in pair.main.site.pages.items() if key != "home"]
