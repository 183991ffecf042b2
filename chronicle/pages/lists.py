"""Pages that list: fact sheets, terms; and the search page."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from chronicle.citations import Citation
from chronicle.model import Factsheet, Site, Term, Text
from chronicle.pages.facts import FactItem, FactView, RelationView, in_other_languages
from chronicle.pages.groups import Choice, Group, by_letter
from chronicle.pages.links import Link, Name
from chronicle.pages.localized import LocalizedSite
from chronicle.pages.page import Page, PageKind, fixed_page, with_translations
from chronicle.pages.profiles import is_county
from chronicle.pages.texts import part_of
from chronicle.typography import UNSPACED, script_of
from chronicle.urls import (
    DATA_PACKAGE,
    FACTS_CSV,
    FACTS_JSON,
    SitePath,
    fixed_path,
    home_path,
    sheet_data_path,
    sheet_path,
    term_list,
)

SEARCH_MESSAGES = ("busy", "none", "failed", "instead", "quoted", "and", "partial", "ignored", "counting", "numerals")


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


@dataclass(frozen=True)
class TermItem:
    """A term; `kind` is the key of its kind, `kind_title` the name of the kind. `forms` are its other names in the language of the page."""

    key: str
    kind: str
    kind_title: str
    title: str
    forms: tuple[str, ...]
    others: tuple[Name, ...]
    meaning: str
    place: Link | None
    used_in: tuple[Link, ...]


@dataclass(frozen=True)
class Terms:
    """A list of terms, grouped by first letter, and the kinds of terms in it."""

    groups: tuple[Group[TermItem], ...]
    kinds: tuple[Choice, ...]


@dataclass(frozen=True)
class SearchPage:
    """The search page: `messages` are the words for its script; all else is shown without a script or before a query."""

    messages: Mapping[str, object]
    ways: tuple[Link, ...]
    examples: tuple[str, ...]
    lists: tuple[Group[Link], ...]


def make_facts(kind: PageKind, localized: LocalizedSite) -> Iterator[Page]:
    """Yield the page of the list of fact sheets."""
    words, language, site = localized.words, localized.language, localized.site
    content = SheetList(
        groups=tuple(_sheet_groups(localized)),
        count=len(site.facts),
        doubtful=sum(fact.doubtful for fact in localized.facts.values()),
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
    for key, text in _find_telling(localized).items():
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


def _find_telling(localized: LocalizedSite) -> dict[str, Text]:
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
    trail = localized.trail(Link(words["facts.title"], fixed_path(language, "facts")))
    relations: dict[str, list[RelationView]] = defaultdict(list)
    for relation in localized.relations.values():
        for fact in relation.facts:
            relations[fact.id].append(relation)
    telling = _find_telling(localized)
    for key, sheet in site.sheets.items():
        intro, path = sheet.intro.get(language, ""), sheet_path(language, key)
        # A sheet often has the same title as its chapter.
        name = words.fill("sheet.title", title=sheet.title[language])
        facts = [localized.facts[fact.id] for fact in sheet.facts]
        content = SheetPage(
            intro=intro,
            face=_sheet_face(localized, telling[key]),
            place=_in_common([fact.place for fact in facts]),
            source=_in_common([fact.source for fact in facts]),
            facts=tuple(_fact_items(facts, relations)),
            download=sheet_data_path(key),
            citation=localized.citation(name, path, is_data=True),
        )
        page = Page(
            kind,
            language,
            path,
            name,
            intro or name,
            content,
            trail,
            table=content.download,
            where=sheet.where,
        )
        yield with_translations(localized, page)


def _fact_items(facts: Sequence[FactView], relations: Mapping[str, list[RelationView]]) -> Iterator[FactItem]:
    """Yield the facts of a sheet in their order, but facts with the same label directly after the first of them."""
    by_label: dict[str, list[FactView]] = defaultdict(list)
    for fact in facts:
        by_label[fact.label].append(fact)
    for alike in by_label.values():
        for fact in alike:
            yield FactItem(fact, tuple(relations[fact.id]), fact is not alike[0] and bool(fact.as_of))


def _in_common(links: Sequence[Link | None]) -> Link | None:
    """Return the link if all links are equal; None if they differ or there are none."""
    return links[0] if len(set(links)) == 1 else None


def make_terms(kind: PageKind, localized: LocalizedSite) -> Iterator[Page]:
    """Yield a list of terms with their meanings and their names in other languages: the glossary, the codes or the organisations.

    There is no page if the site has no terms for the list.
    """
    language, words = localized.language, localized.words
    script = script_of(localized.site.settings.languages[language].locale)
    terms = tuple(
        TermItem(
            key,
            term.kind,
            words[f"term.{term.kind}"],
            term.term[language],
            _other_names(term, language, script),
            in_other_languages(term.term, localized),
            term.meaning[language],
            localized.place_link(term.place),
            localized.text_links("term", key),
        )
        for key, term in localized.site.terms.items()
        if term_list(term.kind) == kind.name
    )
    kinds = dict.fromkeys(Choice(term.kind, term.kind_title) for term in terms)
    if terms:
        content = Terms(by_letter(terms, lambda term: term.title, script), tuple(kinds))
        yield fixed_page(kind, localized, content)


def _other_names(term: Term, language: str, script: str) -> tuple[str, ...]:
    """Return the forms of a term that are names of their own: not its plurals and the like, nor its name in quotation marks."""
    if script not in UNSPACED:
        return ()  # most forms are only inflected: banners
    name = _letters(term.term[language])
    return tuple(form for form in term.forms.get(language, ()) if _letters(form) != name)


def _letters(name: str) -> str:
    return "".join(filter(str.isalnum, name))


def make_search(kind: PageKind, localized: LocalizedSite) -> Iterator[Page]:
    """Yield the search page; its script loads the index. Without a script it links to the parts, to the places with a seat, and to the lists of names."""
    words, language, site = localized.words, localized.language, localized.site
    counted = words.forms("search.count")
    forms = counted if isinstance(counted, Mapping) else {"other": counted, "one": counted}
    messages: dict[str, object] = {**{key: str(words.pattern(f"search.{key}")) for key in SEARCH_MESSAGES}, **forms}
    messages["numerals"] = ", ".join(map(str, site.words["search.numerals"].values()))
    messages["sentences"] = str(words.pattern("chart.sentences"))
    messages["comparing"] = words.listed("search.comparing")
    messages["languages"] = {key: one.name for key, one in site.settings.languages.items()}
    has = {
        "places": bool(site.places),
        "glossary": any(term_list(one.kind) == "glossary" for one in site.terms.values()),
    }
    ways = (
        Link(words["search.contents"], home_path(language)),
        *(Link(words[f"{name}.title"], fixed_path(language, name)) for name in has if has[name]),
    )
    parts = tuple(localized.text_link(part.opening) for part in site.parts)
    seats = tuple(
        Link(site.places[key].name[language], localized.place_path(key), face=localized.place_face(key))
        for key in site.seats
    )
    figure, _ = localized.first_figure(site.settings.highlights)
    lists = (
        Group("parts", words["home.parts"], parts),
        Group("places", words["places.title"], seats),
    )
    content = SearchPage(
        messages,
        ways,
        tuple(filter(None, (*words.listed("search.queries"), figure))),
        tuple(one for one in lists if one.items),
    )
    yield fixed_page(kind, localized, content)
