"""The register of pictures that the sources print; the pictures themselves are not on the site."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from chronicle.pages.groups import Group, by_county
from chronicle.pages.links import Link, SourceHeading
from chronicle.pages.localized import LocalizedSite
from chronicle.pages.page import Page, PageKind, fixed_page

PicturesBelow = tuple[SourceHeading, tuple["CaptionView", ...]]  # a heading of a source, and the pictures below it


@dataclass(frozen=True)
class CaptionView:
    """A picture that a source prints: what it shows, and the heading of the source under which it is printed."""

    key: str
    shows: str
    section: SourceHeading
    place: Link | None
    chapter: Link | None


@dataclass(frozen=True)
class Pictures:
    """The register of pictures: for each source, by the county-level unit that they show, then by the heading of the source."""

    sources: tuple[Group[Group[PicturesBelow]], ...]
    count: int


def make_pictures(kind: PageKind, localized: LocalizedSite) -> Iterator[Page]:
    """Yield the register of pictures that the sources print; the pictures themselves are not on the site."""
    site = localized.site
    by_source: dict[str, list[str]] = defaultdict(list)
    for key, caption in site.captions.items():
        by_source[caption.source].append(key)
    sources = tuple(
        Group(source, site.sources[source].title[localized.language], _picture_groups(localized, source, keys))
        for source, keys in by_source.items()
    )
    yield fixed_page(kind, localized, Pictures(sources, len(site.captions)))


def _picture_groups(localized: LocalizedSite, source: str, keys: Sequence[str]) -> tuple[Group[PicturesBelow], ...]:
    """Return the pictures of a source, grouped by county-level unit; the anchor of a group begins with the key of the source."""
    captions, elsewhere = localized.site.captions, localized.words["pictures.elsewhere"]
    return tuple(
        Group(f"{source}-{group.key}", group.title, tuple(_picture_sections(localized, group.items)), group.face)
        for group in by_county(localized, keys, lambda key: captions[key].place, elsewhere)
    )


def _picture_sections(localized: LocalizedSite, keys: Sequence[str]) -> Iterator[PicturesBelow]:
    """Yield each heading of a source with its pictures, in the order of the first picture of each."""
    by_heading: dict[SourceHeading, list[CaptionView]] = defaultdict(list)
    for view in (_caption_view(localized, key) for key in keys):
        by_heading[view.section].append(view)
    for heading, views in by_heading.items():
        yield heading, tuple(views)


def _caption_view(localized: LocalizedSite, key: str) -> CaptionView:
    language, caption = localized.language, localized.site.captions[key]
    return CaptionView(
        key=key,
        shows=caption.shows[language],
        section=localized.source_heading(caption.source, caption.section),
        place=localized.place_link(caption.place),
        chapter=localized.chapter_link(caption.chapter) if caption.chapter else None,
    )
