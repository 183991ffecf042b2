"""The preview of a shared link: Open Graph tags of a page."""

from __future__ import annotations

from collections.abc import Mapping

from chronicle.pages import LocalizedSite, Page
from chronicle.pictures import SHARE_SIZE, SharePicture

Tags = tuple[tuple[str, str], ...]


def make_tags(page: Page, localized: LocalizedSite, pictures: Mapping[SharePicture, str]) -> Tags:
    """Return the Open Graph tags of a page, each as (property, content); `pictures` is share picture → path.

    A page without a picture of its own shows that of the home page.
    """
    settings, addresses = localized.site.settings, localized.addresses
    locales = [one.locale for language, one in settings.languages.items() if language != page.language]
    tags = [
        ("type", page.kind.share_type),
        ("site_name", settings.title[page.language]),
        ("title", page.title),
        ("description", page.description),
        ("url", addresses.absolute(page.path)),
        ("locale", settings.languages[page.language].locale),
        *(("locale:alternate", locale) for locale in locales),
    ]
    picture = next((one for one in (page.picture, localized.home_picture) if one in pictures), None)
    if picture:
        tags += [
            ("image", addresses.absolute(pictures[picture])),
            ("image:width", str(SHARE_SIZE[0])),
            ("image:height", str(SHARE_SIZE[1])),
            ("image:alt", _alternative(picture, localized)),
        ]
    return tuple((f"og:{tag}", str(content)) for tag, content in tags)


def _alternative(picture: SharePicture, localized: LocalizedSite) -> str:
    """Return in words what a share picture shows."""
    words, site, title = localized.words, picture.site, picture.title
    if not picture.figure:
        return words.fill("share.picture", site=site, title=title)
    return words.fill("share.picture-with-figure", site=site, title=title, figure=picture.figure, label=picture.label)
