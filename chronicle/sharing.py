"""What a shared link shows of a page: the words of its picture, and the tags by which other sites read them (Open Graph)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from chronicle.model import OutputFile
from chronicle.pages import LocalizedSite, Page
from chronicle.pages.views import fact_view
from chronicle.pictures import CARD_SIZE, Card
from chronicle.urls import home_path

OWN_PICTURE = ("home", "part", "chapter", "place")


Tags = tuple[tuple[str, str], ...]


def make_cards(pages: Sequence[Page], localized_sites: Sequence[LocalizedSite]) -> dict[str, Card]:
    """Return name → card for every page that has a share picture of its own; the name is the page's path without its slash."""
    by_language = {localized.language: localized for localized in localized_sites}
    return {card_name(page.path): _card(page, by_language[page.language]) for page in pages if page.kind in OWN_PICTURE}


def card_name(path: str) -> str:
    """Return the name of a page's card."""
    return path.removesuffix("/")


def make_shares(
    pages: Sequence[Page],
    localized_sites: Sequence[LocalizedSite],
    cards: Mapping[str, Card],
    pictures: Mapping[str, OutputFile],
) -> dict[str, Tags]:
    """Return path → what the page says of itself, each (property, content), `pictures` being the files of cards by their names.

    A page without a picture of its own shows that of the home page; the page for addresses that do not exist says nothing.
    """
    by_language = {localized.language: localized for localized in localized_sites}
    return {
        page.path: _tags(page, by_language[page.language], cards, pictures)
        for page in pages
        if page.kind != "not-found"
    }


def _tags(page: Page, localized: LocalizedSite, cards: Mapping[str, Card], pictures: Mapping[str, OutputFile]) -> Tags:
    settings, addresses = localized.site.settings, localized.addresses
    # A page that shows a text in another way has the picture of that text.
    beside = f"{page.language}/{page.path.partition('/')[2]}"
    names = [card_name(path) for path in (page.path, beside, home_path(page.language))]
    name = next((name for name in names if name in pictures), "")
    locales = [one.locale for language, one in settings.languages.items() if language != page.language]
    tags = [
        ("type", "article" if page.kind == "chapter" else "website"),
        ("site_name", settings.title[page.language]),
        ("title", page.title),
        ("description", page.description),
        ("url", addresses.absolute(page.path)),
        ("locale", settings.languages[page.language].locale),
        *(("locale:alternate", locale) for locale in locales),
    ]
    if name:
        tags += [
            ("image", addresses.absolute(pictures[name].path)),
            ("image:width", str(CARD_SIZE[0])),
            ("image:height", str(CARD_SIZE[1])),
            ("image:alt", _alternative(cards[name], localized)),
        ]
    return tuple((f"og:{tag}", content) for tag, content in tags)


def _card(page: Page, localized: LocalizedSite) -> Card:
    site, language = localized.site, localized.language
    name = site.settings.title[language]
    part = page.trail[-1].title if len(page.trail) > 1 else ""
    if page.kind == "home":
        return Card(site.settings.subtitle[language], "", name, *_figure(site.settings.highlights, localized))
    highlights = _highlights(page, localized)
    return Card(name, part, page.title, *_figure(highlights, localized))


def _highlights(page: Page, localized: LocalizedSite) -> Sequence[str]:
    """Return the facts shown at the top of a page's text; for a place, of the chapter on it."""
    for text in localized.site.texts:
        own = localized.text_link(text).url == localized.link(page.path)
        about = page.kind == "place" and text.place and localized.place_path(text.place) == page.path
        if (own or about) and text.highlights:
            return text.highlights
    return ()


def _figure(highlights: Sequence[str], localized: LocalizedSite) -> tuple[str, str]:
    """Return the first of the facts as it reads, and what it counts."""
    if not highlights:
        return "", ""
    fact: Mapping[str, Any] = fact_view(localized, localized.site.facts[highlights[0]])
    dated = localized.words["share.label-dated"].format(label=fact["label"], date=fact["as_of"])
    return fact["plain"], dated if fact["as_of"] else fact["label"]


def _alternative(card: Card, localized: LocalizedSite) -> str:
    """Return in words what a card shows."""
    pattern = "share.picture-with-figure" if card.figure else "share.picture"
    return localized.words[pattern].format(site=card.site, title=card.title, figure=card.figure, label=card.label)
