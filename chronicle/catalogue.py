"""The search entries: the names, figures and other data by which a search finds and sorts each page and each entry on a page."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TypeAlias

from chronicle.dates import FOR_EVER, years_of
from chronicle.model import Fact, Factsheet, Place, Site, Text
from chronicle.pages import PAGE_KINDS, LocalizedSite, column_title, is_county, short_figure
from chronicle.spellings import make_pinyin, squash
from chronicle.typography import has_chinese
from chronicle.urls import entry_path, fact_path, fixed_path, is_home_text, term_list, term_path, text_path

# The kinds of search results; whatever has no kind of its own is a page.
RESULT_KINDS = ("county", "chapter", "part", "figure", "chart", "sheet", "place", "term", "organisation", "code", "person", "event", "page")  # fmt: skip
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")


@dataclass(frozen=True)
class SearchEntry:
    """The search data of a page, or of an entry on a page, besides its text.

    `names` are other ways to write its title, in any language; `pinyin` has spaces between syllables; `numbers` are all numbers by
    which a figure is found; results are filtered by `part`, `place` and `years`. `twin` has language, title and path of the same page
    in each other language, one after the other. `label` is what a figure counts: its title without the value. `weight` is 2 for the
    figures that the home page shows, 1 for the place that most counties belong to and for its other figures. `opens` is true for a
    figure that a text begins with, `compares` for a chart, or a row of the comparison, with several places. `summary` describes an
    entry in a sentence or two, or a figure by its date, place and source.
    """

    url: str
    kind: str
    title: str
    names: tuple[str, ...] = ()
    pinyin: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    part: str = ""
    place: str = ""
    years: tuple[str, ...] = ()
    twin: tuple[str, ...] = ()
    label: str = ""
    weight: int = 0
    opens: bool = False
    compares: bool = False
    summary: str = ""

    @property
    def digest(self) -> str:
        """A digest of all fields."""
        return hashlib.sha256(repr(self).encode()).hexdigest()


# All search entries, and language → kind → its name.
Catalogue: TypeAlias = tuple[list[SearchEntry], dict[str, dict[str, str]]]


def make_catalogue(localized_sites: Sequence[LocalizedSite]) -> Catalogue:
    """Return an entry for every text, list, chart, place, term, person, event and figure, and the names of the kinds in every language."""
    entries = [entry for localized in localized_sites for entry in _entries(localized, localized_sites)]
    if not _has_pinyin(localized_sites[0].site):
        entries = [replace(entry, pinyin=()) for entry in entries]
    return entries, {
        one.language: {kind: one.words[f"search.kind-{kind}"] for kind in RESULT_KINDS} for one in localized_sites
    }


def _has_pinyin(site: Site) -> bool:
    """Return whether the Han characters of a site are read as Chinese: one of its languages is Chinese, or an editor has written the pinyin of a name."""
    written = [one.pinyin for one in site.places.values()] + [one.pinyin for one in site.people.values()]
    return has_chinese(site) or any(written)


def _entries(localized: LocalizedSite, localized_sites: Sequence[LocalizedSite]) -> Iterator[SearchEntry]:
    yield from _texts(localized, localized_sites)
    yield from _lists(localized, localized_sites)
    for find in (_charts, _comparisons, _places, _terms, _people, _events):
        yield from find(localized)
    yield from _facts(localized, localized_sites)


def _texts(localized: LocalizedSite, localized_sites: Sequence[LocalizedSite]) -> Iterator[SearchEntry]:
    for text in localized.site.texts:
        if is_home_text(text) or localized.language in text.untranslated:
            continue
        is_on_county = text.kind == "chapter" and is_county(localized.site, text)
        title = text.halves[localized.language].title
        names = [half.title for half in text.halves.values()]
        pinyin = [make_pinyin(half.title) for half in text.halves.values()]
        # The sheet with the same key holds the text's figures, so readers may call the text by the sheet's title.
        if sheet := localized.site.sheets.get(text.key.rpartition("/")[2]):
            names += sheet.title.values()
        names += [name for of_language in text.synonyms.values() for name in of_language]
        if is_on_county:
            place = localized.site.places[text.place]
            names += [*place.name.values(), *place.other]
            pinyin = list(_place_pinyin(place))
        yield SearchEntry(
            text_path(localized.language, text),
            "county" if is_on_county else text.kind,
            title,
            _others(title, names),
            _known(pinyin),
            part=_part(localized, text),
            place=_county(localized, text.place),
            twin=tuple(
                step
                for one in localized_sites
                if one is not localized
                and one.language in localized.site.written
                and one.language not in text.untranslated
                for step in (one.language, text.halves[one.language].title, text_path(one.language, text))
            ),
            summary=text.halves[localized.language].summary,
        )


def _lists(localized: LocalizedSite, localized_sites: Sequence[LocalizedSite]) -> Iterator[SearchEntry]:
    """Yield an entry for each page that every site has and for which the interface words list synonyms."""
    for kind in (kind.name for kind in PAGE_KINDS if f"{kind.name}.synonyms" in set(localized.words)):
        title = localized.words[f"{kind}.title"]
        names = [one.words[f"{kind}.title"] for one in localized_sites]
        names += [name for one in localized_sites for name in one.words.listed(f"{kind}.synonyms")]
        if kind == "sources":
            names += [short for source in localized.site.sources.values() for short in source.short.values()]
        path, intro = fixed_path(localized.language, kind), localized.words[f"{kind}.intro"]
        yield SearchEntry(path, "page", title, _others(title, names), _known(map(make_pinyin, names)), summary=intro)


def _charts(localized: LocalizedSite) -> Iterator[SearchEntry]:
    for chart in localized.charts.values():
        facts = [localized.site.facts[fact] for fact in localized.site.charts[chart.key].facts]
        compares = len({fact.place for fact in facts} & localized.site.seats.keys()) > 1
        summary = chart.measure.striptags()
        yield SearchEntry(chart.path, "chart", chart.title_text, compares=compares, summary=summary)


def _comparisons(localized: LocalizedSite) -> Iterator[SearchEntry]:
    """Yield an entry for each measure of the comparison; its summary lists the places, the largest figure or the earliest date first."""
    for column in localized.columns:
        title = localized.words.fill("compare.measure", title=column_title(localized, column))
        places = sorted(column.cells, key=lambda place: column.cells[place].value, reverse=bool(column.unit))
        told = (f"{localized.short_place(place)} {short_figure(localized, column, place)}" for place in places)
        path = entry_path(localized.language, "compare", f"measure-{column.key}")
        counts = {cell.fact.counts for cell in column.cells.values() if cell.fact}
        names = [localized.site.counts[key].name[localized.language] for key in sorted(counts) if key]
        names += () if column.unit else localized.words.listed("map.left.synonyms")
        yield SearchEntry(path, "chart", title, _others(title, names), compares=True, summary=" · ".join(told))


def _places(localized: LocalizedSite) -> Iterator[SearchEntry]:
    # A search for a name leads to the place's own page, if it has one; its entry in the index of places is found by its text.
    language, whole = localized.language, _whole(localized.site)
    for key, place in localized.site.places.items():
        title = place.name[language]
        yield SearchEntry(
            localized.place_path(key),
            "place",
            title,
            _others(title, [*place.name.values(), *place.other]),
            _known(_place_pinyin(place)),
            place=_county(localized, key),
            weight=int(key == whole),
        )


def _terms(localized: LocalizedSite) -> Iterator[SearchEntry]:
    language = localized.language
    for key, term in localized.site.terms.items():
        title = term.term[language]
        forms = [form for of_language in term.forms.values() for form in of_language]
        pinyin = [make_pinyin(name) for name in term.term.values()]
        asked = [name for of_language in term.synonyms.values() for name in of_language]
        names = _others(title, [*term.term.values(), *forms, *asked])
        yield SearchEntry(
            term_path(language, key, term),
            term.kind if term_list(term.kind) != "glossary" else "term",
            title,
            names,
            _known(pinyin),
            place=_county(localized, term.place),
            summary=term.meaning[language],
        )


def _people(localized: LocalizedSite) -> Iterator[SearchEntry]:
    language = localized.language
    for key, person in localized.site.people.items():
        title = person.name[language]
        pinyin = [make_pinyin(name, person.pinyin) for name in person.name.values() if make_pinyin(name)]
        parts = [_part(localized, localized.chapters[chapter]) for chapter in person.chapters]
        yield SearchEntry(
            entry_path(language, "people", key),
            "person",
            title,
            _others(title, person.name.values()),
            _known([*pinyin, person.pinyin.lower()]),
            part=parts[0] if parts else "",
            place=_county(localized, person.place),
            summary=person.role[language],
        )


def _events(localized: LocalizedSite) -> Iterator[SearchEntry]:
    for key, event in localized.site.events.items():
        yield SearchEntry(
            entry_path(localized.language, "timeline", key),
            "event",
            f"{localized.period(event.date)} {event.event[localized.language]}",
            part=_part(localized, localized.chapters[event.chapter]),
            place=_county(localized, event.place),
            years=_years(event.date),
        )


def _facts(localized: LocalizedSite, localized_sites: Sequence[LocalizedSite]) -> Iterator[SearchEntry]:
    whole = _whole(localized.site)
    openings = {fact for text in localized.site.texts for fact in text.highlights}
    parts = {key: _main_part(localized, sheet) for key, sheet in localized.site.sheets.items()}
    for fact in localized.site.facts.values():
        figure = localized.references.figures[fact.id].text.plain
        yield SearchEntry(
            fact_path(localized.language, fact.id),
            "figure",
            f"{fact.label[localized.language]}{localized.words['chart.colon']}{figure}",
            numbers=_numbers(fact, localized_sites),
            part=parts[fact.sheet],
            place=_county(localized, fact.place),
            years=_years(fact.as_of),
            summary=_summarize(localized, fact),
            label=fact.label[localized.language],
            weight=2 if fact.id in localized.site.settings.highlights else int(fact.place == whole),
            opens=fact.id in openings,
        )


def _main_part(localized: LocalizedSite, sheet: Factsheet) -> str:
    """Return the title of the part that uses the most figures of a sheet, the first of several; empty if there is none."""
    uses = (localized.used_in.get(("fact", fact.id), ()) for fact in sheet.facts)
    told = Counter(part for texts in uses for part in dict.fromkeys(_part(localized, text) for text in texts))
    return max(told, key=told.__getitem__, default="")


def _summarize(localized: LocalizedSite, fact: Fact) -> str:
    """Return the summary of a figure: its conversion, doubt, date and place, the first text that uses it, and its source."""
    site, language = localized.site, localized.language
    figure, county = localized.references.figures[fact.id].text, _county(localized, fact.place)
    told = (
        "" if figure.full == figure.plain else figure.full,
        localized.words["fact.doubtful"] if localized.facts[fact.id].doubtful else "",
        localized.period(fact.as_of) if fact.as_of else "",
        site.places[fact.place].name[language] if fact.place in site.places else "",
        next((link.title for link in localized.text_links("fact", fact.id)), ""),
        site.sources[fact.source].short[language],
    )
    return " · ".join(one for one in told if one and one != county)


def _numbers(fact: Fact, localized_sites: Sequence[LocalizedSite]) -> tuple[str, ...]:
    """Return the values of a figure, and every number in its text in any language: 468000, 46.8."""
    values = [value for value in (fact.figure.value, fact.figure.value_max) if value is not None]
    texts = [localized.references.figures[fact.id].text.full for localized in localized_sites]
    values += [Decimal(number.replace(",", "")) for text in texts for number in _NUMBER.findall(text)]
    return tuple(dict.fromkeys(f"{value.normalize():f}" for value in values))


def _county(localized: LocalizedSite, key: str) -> str:
    """Return the name of the county that a place is or belongs to; empty if there is none."""
    county = localized.site.counties.get(key)
    return localized.site.places[county].name[localized.language] if county else ""


def _whole(site: Site) -> str:
    """Return the key of the place that most counties belong to."""
    parents = Counter(parent for key in site.seats if (parent := site.places[key].parent))
    return parents.most_common(1)[0][0] if parents else ""


def _part(localized: LocalizedSite, text: Text) -> str:
    """Return the title of the part that a text belongs to; empty if it is outside the parts."""
    opening = localized.chapters.get(text.key.partition("/")[0])
    return opening.halves[localized.language].title if opening else ""


def _place_pinyin(place: Place) -> Iterator[str]:
    """Yield the pinyin of a place's names, and of its other names."""
    names = [name for name in place.name.values() if make_pinyin(name)]
    yield from (make_pinyin(name, place.pinyin) for name in names)
    yield place.pinyin.lower()
    yield from (make_pinyin(name) for name in place.other)


def _years(period: str) -> tuple[str, ...]:
    """Return the years by which a result is found: the first and the last year of its period, as far as they are known."""
    return tuple(dict.fromkeys(str(year) for year in (years_of(period) if period else ()) if year != FOR_EVER))


def _others(title: str, names: Iterable[str]) -> tuple[str, ...]:
    return tuple(name for name in dict.fromkeys(names) if name != title)


def _known(pinyin: Iterable[str]) -> tuple[str, ...]:
    """Return each pinyin once, in the form with the most syllables: `ao han` and not `aohan`."""
    forms: dict[str, str] = {}
    for form in pinyin:
        if form and len(form.split()) > len(forms.get(squash(form), "").split()):
            forms[squash(form)] = form
    return tuple(forms.values())
