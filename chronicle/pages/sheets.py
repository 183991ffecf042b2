"""Fact sheets: the list of all, and a page for each with its facts, their relations, and a citation."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from markupsafe import Markup

from chronicle.citations import Citation
from chronicle.model import Factsheet, Site, Text
from chronicle.pages.facts import FactItem, FactView, RelationView, places_that_differ
from chronicle.pages.groups import Group
from chronicle.pages.links import Link
from chronicle.pages.localized import LocalizedSite
from chronicle.pages.page import Page, PageKind, fixed_page, with_translations
from chronicle.pages.profiles import is_county
from chronicle.pages.texts import part_of
from chronicle.urls import (
    DATA_PACKAGE,
    FACTS_CSV,
    FACTS_JSON,
    SitePath,
    fixed_path,
    sheet_data_path,
    sheet_path,
)


@dataclass(frozen=True)
class SheetItem:
    """A fact sheet in the list: the link to it, with a face, and the number of its facts."""

    link: Link
    count: int


@dataclass(frozen=True)
class SheetList:
    """The list of fact sheets: of places with a seat, of subjects, of places elsewhere; with the data package's files."""

    groups: tuple[Group[SheetItem], ...]
    count: int
    doubtful: int
    doubtful_path: SitePath
    csv: SitePath
    json: SitePath
    package: SitePath
    citation: Citation


@dataclass(frozen=True)
class SheetPage:
    """The page of a fact sheet; `intro` and `face` may be empty. `place` and `source` are those of all its facts, None if they differ."""

    intro: str
    face: Markup
    place: Link | None
    source: Link | None
    facts: tuple[FactItem, ...]
    download: SitePath
    citation: Citation


def make_facts(kind: PageKind, localized: LocalizedSite) -> Iterator[Page]:
    """Yield the page of the list of fact sheets."""
    words, language, site = localized.words, localized.language, localized.site
    content = SheetList(
        groups=tuple(_sheet_groups(localized)),
        count=len(site.facts),
        doubtful=sum(map(site.is_doubtful, site.facts.values())),
        doubtful_path=fixed_path(language, "doubtful"),
        csv=FACTS_CSV,
        json=FACTS_JSON,
        package=DATA_PACKAGE,
        citation=localized.citation(words["facts.title"], fixed_path(language, kind.name), is_data=True),
    )
    yield fixed_page(kind, localized, content, table=FACTS_CSV)


def _sheet_groups(localized: LocalizedSite) -> Iterator[Group[SheetItem]]:
    """Yield fact sheets in groups, each in the order of the texts that show most of their facts."""
    site, groups = localized.site, defaultdict[str, list[SheetItem]](list)
    whole = _find_whole(site)
    for key, text in _find_main_texts(localized).items():
        sheet = site.sheets[key]
        link = replace(
            localized.sheet_link(key),
            summary=sheet.intro.get(localized.language, ""),
            face=_sheet_face(localized, text),
        )
        groups[_sheet_group(site, whole, sheet, text)].append(SheetItem(link, len(sheet.facts)))
    for name in ("places", "subjects", "elsewhere"):
        if groups[name]:
            yield Group(f"sheets-{name}", localized.words[f"facts.{name}"], tuple(groups[name]))


def _find_main_texts(localized: LocalizedSite) -> dict[str, Text]:
    """Return sheet → the text that shows most of its facts, in the reading order of these texts.

    Of several such texts it is a chapter, not an opening, because openings only repeat what their chapters say; of several
    chapters it is the first. If no part shows any of its facts, it is the first opening if another page does, else the
    first chapter.
    """
    chapters = localized.chapters
    order = {key: number for number, key in enumerate(chapters)}
    opening = localized.site.parts[0].opening
    first = next((text for text in chapters.values() if text.kind == "chapter"), opening)
    found = {}
    for name, sheet in localized.site.sheets.items():
        told = Counter(text.key for fact in sheet.facts for text in localized.used_in.get(("fact", fact.id), ()))
        texts = [chapters[key] for key in told if key in chapters] or [opening if told else first]
        found[name] = min(texts, key=lambda text: (-told[text.key], text.kind != "chapter", order[text.key]))
    return dict(sorted(found.items(), key=lambda one: order[one[1].key]))


def _sheet_face(localized: LocalizedSite, text: Text) -> Markup:
    """Return the face of the text that shows a sheet's facts, or else the face of its part."""
    return localized.text_link(text).face or localized.text_link(part_of(localized, text).opening).face


def _find_whole(site: Site) -> str:
    """Return the smallest place that contains all places with a seat; empty if there is none."""
    above = [site.parents[seat] for seat in site.seats]
    return next((place for place in (above[0] if above else ()) if all(place in each for each in above)), "")


def _sheet_group(site: Site, whole: str, sheet: Factsheet, text: Text) -> str:
    """Return the group of a sheet: `places`, `elsewhere` or `subjects`.

    It is `places` if the text that shows its facts is about a place with a seat; `elsewhere` if most of its facts are about a
    place outside of `whole`, the place that contains all places with a seat.
    """
    if is_county(site, text):
        return "places"
    place, _ = Counter(fact.place for fact in sheet.facts).most_common(1)[0]
    is_within = not whole or not place or whole in (place, *site.parents[place])
    return "subjects" if is_within else "elsewhere"


def make_sheets(kind: PageKind, localized: LocalizedSite) -> Iterator[Page]:
    """Yield a page for each fact sheet, with an anchor for each fact, the relations of each fact, and a citation."""
    words, language, site = localized.words, localized.language, localized.site
    trail = localized.trail(localized.page_link("facts"))
    relations: dict[str, list[RelationView]] = defaultdict(list)
    for relation in localized.relations.values():
        for fact in relation.facts:
            relations[fact.id].append(relation)
    main_texts = _find_main_texts(localized)
    for key, sheet in site.sheets.items():
        intro, path = sheet.intro.get(language, ""), sheet_path(language, key)
        # A sheet often has the same title as its chapter.
        name = words.fill("sheet.title", title=sheet.title[language])
        page = Page(
            kind,
            language,
            path,
            name,
            intro or name,
            partial(_make_sheet, localized, key, main_texts[key], relations),
            trail,
            table=sheet_data_path(key),
            where=sheet.where,
        )
        yield with_translations(localized, page)


def _make_sheet(
    localized: LocalizedSite, key: str, text: Text, relations: Mapping[str, Sequence[RelationView]]
) -> SheetPage:
    sheet, language = localized.site.sheets[key], localized.language
    facts = [localized.facts[fact.id] for fact in sheet.facts]
    name = localized.words.fill("sheet.title", title=sheet.title[language])
    return SheetPage(
        intro=sheet.intro.get(language, ""),
        face=_sheet_face(localized, text),
        place=_in_common([fact.place for fact in facts]),
        source=_in_common([fact.source for fact in facts]),
        facts=tuple(_fact_items(facts, relations)),
        download=sheet_data_path(key),
        citation=localized.citation(name, sheet_path(language, key), is_data=True),
    )


def _fact_items(facts: Sequence[FactView], relations: Mapping[str, Sequence[RelationView]]) -> Iterator[FactItem]:
    """Yield the facts of a sheet in their order, but facts with the same label directly after the first of them."""
    by_label: dict[str, list[FactView]] = defaultdict(list)
    places = places_that_differ(facts)
    for fact in facts:
        by_label[fact.label].append(fact)
    for alike in by_label.values():
        for fact in alike:
            is_more = fact is not alike[0] and bool(fact.as_of)
            yield FactItem(fact, tuple(relations.get(fact.id, ())), is_more, places.get(fact.id, ""))


def _in_common(links: Sequence[Link | None]) -> Link | None:
    """Return the link if all links are equal; None if they differ or there are none."""
    return links[0] if len(set(links)) == 1 else None
