"""The sitemap and the Atom feeds, each with a template of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from jinja2 import Environment

from chronicle.pages import LocalizedSite, Page
from chronicle.templating import render_template
from chronicle.urls import Addresses, feed_path, home_path, text_path


@dataclass(frozen=True)
class SitemapEntry:
    """A page with its full address, the day of its last change, and (language, address) of its translations."""

    url: str
    updated: str
    alternates: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class FeedEntry:
    """A chapter in a feed; `summary` may be empty."""

    title: str
    url: str
    updated: str
    summary: str


@dataclass(frozen=True)
class Feed:
    """A language's feed; `homes` are (language, address) of all home pages, which are this feed's page as well."""

    language: str
    title: str
    subtitle: str
    home: str
    url: str
    homes: tuple[tuple[str, str], ...]
    updated: str
    author: str
    rights: str
    entries: tuple[FeedEntry, ...]


def make_sitemap(environment: Environment, addresses: Addresses, pages: Sequence[Page], updated: str) -> str:
    """Return the sitemap, each page with its translations; `updated` is the day of pages that have none of their own."""
    entries = [
        SitemapEntry(
            addresses.absolute(page.path),
            page.updated or updated,
            tuple((language, addresses.absolute(path)) for language, path in page.alternates.items()),
        )
        for page in pages
        if page.kind.is_listed and page.original == page.path
    ]
    return render_template(environment, "sitemap.xml", {"entries": entries})


def make_feed(environment: Environment, localized: LocalizedSite) -> str:
    """Return one language's Atom feed: every chapter that is written in it, the last changed first."""
    settings, language, addresses = localized.site.settings, localized.language, localized.addresses
    entries = [
        FeedEntry(
            chapter.halves[language].title,
            addresses.absolute(text_path(language, chapter)),
            chapter.updated or settings.updated,
            chapter.halves[language].summary,
        )
        for chapter in localized.site.chapters
        if language not in chapter.untranslated
    ]
    entries.sort(key=lambda entry: entry.updated, reverse=True)
    feed = Feed(
        language=language,
        title=str(settings.title[language]),
        subtitle=str(settings.subtitle[language]),
        home=addresses.absolute(home_path(language)),
        url=addresses.absolute(feed_path(language)),
        homes=tuple((one, addresses.absolute(home_path(one))) for one in localized.site.languages),
        updated=max([settings.updated, *(entry.updated for entry in entries)]),
        author=str(settings.author[language]),
        rights=str(settings.license[language]),
        entries=tuple(entries),
    )
    return render_template(environment, "feed.xml", {"feed": feed})
