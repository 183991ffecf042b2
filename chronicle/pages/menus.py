"""The menu of the work: its texts in groups, then the pages of data and of reference."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from chronicle.pages.links import Link
from chronicle.pages.localized import LocalizedSite
from chronicle.pages.page import Page
from chronicle.urls import SitePath

PAGE_GROUPS = ("data", "reference")
# The menu is on every page: on a site with more chapters it links only to the parts, whose pages link to their chapters.
MOST_CHAPTERS = 150


@dataclass(frozen=True)
class MenuSection:
    """Links under one that leads to all of them; `above` is None if there is none."""

    above: Link | None
    links: tuple[Link, ...]


@dataclass(frozen=True)
class MenuGroup:
    """One of the menu's panels; `key` is the anchor of it."""

    key: str
    title: str
    sections: tuple[MenuSection, ...]

    @property
    def summary(self) -> tuple[Link, ...]:
        """The links of the group where there is little room: to its parts, or all links if it has only one section."""
        if len(self.sections) == 1:
            return self.sections[0].links
        return tuple(section.above for section in self.sections if section.above)

    @cached_property
    def paths(self) -> frozenset[SitePath]:
        """The paths that the group leads to."""
        links = (link for section in self.sections for link in (section.above, *section.links))
        return frozenset(link.path for link in links if link)


def find_current(menu: Sequence[MenuGroup], page: Page) -> SitePath | None:
    """Return the path in the menu that a page belongs to: its own, or else the last in its trail that the menu has; None if there is none."""
    way = (page.path, *(link.path for link in reversed(page.trail)))
    return next((path for path in way if any(path in group.paths for group in menu)), None)


def make_menu(pages: Iterable[Page], localized: LocalizedSite) -> tuple[MenuGroup, ...]:
    """Return the groups of the menu in one language: those of texts, then those of data and of reference."""
    return (*_text_groups(localized), *_page_groups(pages, localized))


def _text_groups(localized: LocalizedSite) -> Iterator[MenuGroup]:
    """Yield the group of the parts that are in no group of the settings, then the groups of the settings."""
    site = localized.site
    named = {part for group in site.settings.menu for part in group.parts}
    groups = [("chapters", localized.words["menu.chapters"], [part for part in site.parts if part.key not in named])]
    groups += [
        (f"group-{number}", group.title[localized.language], [part for part in site.parts if part.key in group.parts])
        for number, group in enumerate(site.settings.menu, 1)
    ]
    has_chapters = sum(len(part.chapters) for part in site.parts) <= MOST_CHAPTERS
    for key, title, parts in groups:
        openings = tuple(localized.text_link(part.opening) for part in parts)
        chapters = (tuple(map(localized.text_link, part.chapters)) for part in parts)
        if parts:
            sections = map(MenuSection, openings, chapters) if has_chapters else (MenuSection(None, openings),)
            yield MenuGroup(key, title, tuple(sections))


def _page_groups(pages: Iterable[Page], localized: LocalizedSite) -> Iterator[MenuGroup]:
    of_language = [page for page in pages if page.language == localized.language]
    for name in PAGE_GROUPS:
        links = tuple(Link(page.menu_title or page.title, page.path) for page in of_language if page.kind.menu == name)
        if links:
            yield MenuGroup(name, localized.words[f"menu.{name}"], (MenuSection(None, links),))
