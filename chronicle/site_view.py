"""What every page of a language shows of the site: its titles, its menu, its downloads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import permutations
from pathlib import PurePosixPath

from markupsafe import Markup

from chronicle.felt import draw_cover
from chronicle.figures import write_number
from chronicle.model import OutputFile, Site
from chronicle.pages import Link, LocalizedSite, MenuGroup, Page, make_menu
from chronicle.urls import SEARCH_INDEX, SitePath, feed_path, fixed_path, home_path, manifest_path, term_list


@dataclass(frozen=True)
class SiteView:
    """Data shown on every page of a language: the site's own texts, its menu, the paths of its home page, search, search index and feed.

    `parallels` are links to its contents in two languages side by side. `entry_lists` are the paths, in all languages, of the pages with
    entries that words in a text link to. `cover` is the drawing behind the plain, `downloads` are links to books and archives. `changes` is
    the path of the page of changes, or None if the site was not compared with an earlier edition.
    """

    title: str
    subtitle: str
    cover: Markup
    license: str
    license_url: str
    updated: str
    menu: tuple[MenuGroup, ...]
    home: SitePath
    search: SitePath
    search_index: SitePath
    feed: SitePath
    parallels: tuple[Link, ...]
    entry_lists: tuple[SitePath, ...]
    downloads: tuple[Link, ...]
    changes: SitePath | None
    manifest: SitePath


def view_site(pages: Sequence[Page], localized: LocalizedSite, downloads: Sequence[OutputFile]) -> SiteView:
    """Return the data of the site that every page of a language shows."""
    settings, language = localized.site.settings, localized.language
    return SiteView(
        title=settings.title[language],
        subtitle=settings.subtitle[language],
        cover=draw_cover(localized.site.cover),
        license=settings.license[language],
        license_url=settings.license_url,
        updated=localized.day(settings.updated),
        menu=make_menu(pages, localized),
        home=home_path(language),
        search=fixed_path(language, "search"),
        search_index=SitePath(f"{SEARCH_INDEX}/"),
        feed=feed_path(language),
        parallels=localized.parallel_links(home_path(language)),
        entry_lists=tuple(
            fixed_path(one, page) for one in localized.site.languages for page in _entry_lists(localized.site)
        ),
        downloads=tuple(_download_links(localized, downloads)),
        changes=fixed_path(language, "changes") if localized.changes else None,
        manifest=manifest_path(language),
    )


def _download_links(localized: LocalizedSite, files: Sequence[OutputFile]) -> Iterator[Link]:
    """Yield the links to books and archives, each with its form and size; books that begin in the page's language come first."""
    for file in sorted(files, key=lambda file: not PurePosixPath(file.path).name.startswith(localized.language)):
        path = PurePosixPath(file.path)
        megabytes = Decimal(max(len(file.content), 100_000)) / 1_000_000
        size = write_number(megabytes, 1, localized.site.settings.languages[localized.language].locale)
        told = {"form": path.suffix[1:].upper(), "size": size}
        if path.parent.name == "snapshots":
            title = localized.words.fill("download.snapshots", date=localized.day(path.stem[-10:]), **told)
        elif path.parent.name == "offline":
            title = localized.words.fill("download.offline", **told)
        else:
            title = localized.words.fill("book.link", languages=_name_languages(localized, path.stem), **told)
        yield Link(title, SitePath(file.path))


def _name_languages(localized: LocalizedSite, name: str) -> str:
    names = {key: language.name for key, language in localized.site.settings.languages.items()}
    pairs = {f"{one}-{two}": (one, two) for one, two in permutations(names, 2)}
    return "–".join(names.get(language, language) for language in pairs.get(name, (name,)))


def _entry_lists(site: Site) -> Sequence[str]:
    return sorted({"facts", "glossary", "places", *(term_list(term.kind) for term in site.terms.values())})
