"""The metadata of a page for browsers, search engines and shared links."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote

from markupsafe import Markup

from chronicle.jsonld import make_json_ld
from chronicle.pages import Link, LocalizedSite, Page
from chronicle.pictures import SharePicture
from chronicle.sharing import Tags, make_tags


@dataclass(frozen=True)
class Head:
    """Metadata of a page for browsers and machines. Addresses are full; `canonical`, `report_url` and `edit_url` may be empty.

    `alternates` are (language, address) of this page and its translations; `languages` links to them; `share` is what a
    shared link shows, as (property, content).
    """

    title: str
    canonical: str
    alternates: tuple[tuple[str, str], ...]
    languages: tuple[Link, ...]
    json_ld: Markup
    share: Tags
    report_url: str
    edit_url: str


def make_head(page: Page, localized: LocalizedSite, pictures: Mapping[SharePicture, str], edit_url: str) -> Head:
    """Return the metadata of a page; `edit_url` is the pattern of the address at which its file can be edited."""
    addresses, settings, source = localized.addresses, localized.site.settings, page.source
    site = settings.title[page.language]
    return Head(
        title=str(page.head_title) or localized.words.fill("title.pattern", page=page.title, site=site),
        canonical=addresses.absolute(page.original) if page.kind.is_addressed else "",
        alternates=tuple((language, addresses.absolute(path)) for language, path in page.alternates.items()),
        languages=tuple(
            Link(settings.languages[one].name, path, language=one, short=settings.languages[one].mark)
            for one, path in page.languages.items()
        ),
        json_ld=Markup(make_json_ld(page, localized)),
        share=make_tags(page, localized, pictures) if page.kind.is_addressed else (),
        report_url=_fill(
            settings.report_url, {"url": localized.addresses.absolute(page.path), "title": page.title}, kept=""
        ),
        edit_url=_fill(edit_url, {"path": source.path, "line": str(source.line)}, kept="/") if source else "",
    )


def _fill(pattern: str, values: Mapping[str, str], kept: str) -> str:
    """Return an address with values in its slots; the values are percent-encoded, except for the characters in `kept`."""
    return re.sub(r"\{(\w+)\}", lambda slot: quote(values[slot[1]], safe=kept), pattern)
