"""The sitemap and the Atom feeds, each with a template of its own."""

from __future__ import annotations

from collections.abc import Sequence

from jinja2 import Environment

from chronicle.pages import LocalizedSite, Page
from chronicle.templating import render_template
from chronicle.urls import Addresses, feed_path, home_path, text_path


def make_sitemap(environment: Environment, addresses: Addresses, pages: Sequence[Page], updated: str) -> str:
    """Return the sitemap: each listed page, with (language, address) of its translations; `updated` is the date of pages that have none themselves."""
    entries = [
        {
            "url": addresses.absolute(page.path),
            "updated": page.updated or updated,
            "alternates": [(language, addresses.absolute(path)) for language, path in page.alternates.items()],
        }
        for page in pages
        if page.kind.is_listed and page.original == page.path
    ]
    return render_template(environment, "sitemap.xml", {"entries": entries})


def make_feed(environment: Environment, localized: LocalizedSite) -> str:
    """Return the Atom feed of one language: every chapter that is written in it, the last changed first.

    The feed links to the home page of its language, and as `homes`, (language, address), to those of all languages.
    """
    settings, language, addresses = localized.site.settings, localized.language, localized.addresses
    entries = [
        {
            "title": chapter.halves[language].title,
            "url": addresses.absolute(text_path(language, chapter)),
            "updated": chapter.updated or settings.updated,
            "summary": chapter.halves[language].summary,
        }
        for chapter in localized.site.chapters
        if language not in chapter.untranslated
    ]
    feed = {
        "language": language,
        "title": str(settings.title[language]),
        "subtitle": str(settings.subtitle[language]),
        "home": addresses.absolute(home_path(language)),
        "url": addresses.absolute(feed_path(language)),
        "homes": [(one, addresses.absolute(home_path(one))) for one in localized.site.languages],
        "updated": max([settings.updated, *(entry["updated"] for entry in entries)]),
        "author": str(settings.author[language]),
        "rights": str(settings.license[language]),
        "entries": sorted(entries, key=lambda entry: entry["updated"], reverse=True),
    }
    return render_template(environment, "feed.xml", {"feed": feed})
