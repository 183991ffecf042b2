"""The search's card index: what each page, and each entry on a page, is called, counted and sorted by."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from chronicle.model import Fact, Place, Text
from chronicle.pages import Edition, is_county
from chronicle.spellings import make_pinyin, squash
from chronicle.urls import entry_path, fact_path, text_path

_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")


@dataclass(frozen=True)
class Card:
    """What search knows of a page or of an entry on one, beside its text.

    `names` are other ways to write its title, in any language; `pinyin` has spaces between syllables; `numbers` are all that a
    figure's value can be asked by; `part`, `place` and `years` are what results are sorted by. `twin` is the same page in the
    other languages: language, title, address, and again.
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


def make_catalogue(editions: Sequence[Edition]) -> list[Card]:
    """Return a card for every text, place, term, person, event and figure, in every language."""
    makers = (_texts, _places, _terms, _people, _events, _facts)
    return [card for edition in editions for make in makers for card in make(edition, editions)]


def _texts(edition: Edition, editions: Sequence[Edition]) -> Iterator[Card]:
    for text in edition.site.texts:
        if text.key == "home" and text.kind == "page":
            continue
        is_on_county = text.kind == "chapter" and is_county(edition.site, text)
        title = text.halves[edition.language].title
        names = [half.title for half in text.halves.values()]
        pinyin = [make_pinyin(half.title) for half in text.halves.values()]
        # A sheet of the same key holds the text's figures: what the sheet is called, its readers may call the text.
        if sheet := edition.site.sheets.get(text.key.rpartition("/")[2]):
            names += sheet.title.values()
        if is_on_county:
            place = edition.site.places[text.place]
            names += [*place.name.values(), *place.other]
            pinyin = list(_place_pinyin(place))
        yield Card(
            text_path(edition.language, text),
            "county" if is_on_county else text.kind,
            title,
            _others(title, names),
            _known(pinyin),
            part=_part(edition, text),
            place=_county(edition, text.place),
            twin=tuple(
                step
                for one in editions
                if one is not edition
                for step in (one.language, text.halves[one.language].title, text_path(one.language, text))
            ),
        )


def _places(edition: Edition, editions: Sequence[Edition]) -> Iterator[Card]:
    # A place with a page of its own is called by name there; its entry in the index of places is found by what it says.
    language = edition.language
    for key, place in edition.site.places.items():
        title = place.name[language]
        yield Card(
            edition.place_path(key),
            "place",
            title,
            _others(title, [*place.name.values(), *place.other]),
            _known(_place_pinyin(place)),
            place=_county(edition, key),
        )


def _terms(edition: Edition, editions: Sequence[Edition]) -> Iterator[Card]:
    language = edition.language
    for key, term in edition.site.terms.items():
        title = term.term[language]
        forms = [form for of_language in term.forms.values() for form in of_language]
        pinyin = [make_pinyin(name) for name in term.term.values()]
        names = _others(title, [*term.term.values(), *forms])
        yield Card(entry_path(language, "glossary", key), "term", title, names, _known(pinyin))


def _people(edition: Edition, editions: Sequence[Edition]) -> Iterator[Card]:
    language = edition.language
    texts = {text.key: text for text in edition.site.texts}
    for key, person in edition.site.people.items():
        title = person.name[language]
        pinyin = [make_pinyin(name, person.pinyin) for name in person.name.values() if make_pinyin(name)]
        parts = [_part(edition, texts[chapter]) for chapter in person.chapters if chapter in texts]
        yield Card(
            entry_path(language, "people", key),
            "person",
            title,
            _others(title, person.name.values()),
            _known([*pinyin, person.pinyin.lower()]),
            part=parts[0] if parts else "",
            place=_county(edition, person.place or ""),
        )


def _events(edition: Edition, editions: Sequence[Edition]) -> Iterator[Card]:
    texts = {text.key: text for text in edition.site.texts}
    for key, event in edition.site.events.items():
        part = _part(edition, texts[event.chapter]) if event.chapter in texts else ""
        yield Card(
            entry_path(edition.language, "timeline", key),
            "event",
            f"{edition.period(event.date)} {event.event[edition.language]}",
            part=part,
            place=_county(edition, event.place or ""),
            years=_years(event.date),
        )


def _facts(edition: Edition, editions: Sequence[Edition]) -> Iterator[Card]:
    for fact in edition.site.facts.values():
        figure = edition.references.figures[fact.id].text.plain
        uses = [text for text in edition.used_in.get(("fact", fact.id), ()) if text.kind == "chapter"]
        yield Card(
            fact_path(edition.language, fact.id),
            "figure",
            f"{fact.label[edition.language]} {figure}",
            numbers=_numbers(fact, editions),
            part=_part(edition, uses[0]) if uses else "",
            place=_county(edition, fact.place),
            years=_years(fact.as_of),
        )


def _numbers(fact: Fact, editions: Sequence[Edition]) -> tuple[str, ...]:
    """Return the values of a figure, and every number that stands in it in either number system: 468000, 46.8."""
    values = [value for value in (fact.figure.value, fact.figure.value_max) if value is not None]
    texts = [edition.references.figures[fact.id].text.full for edition in editions]
    values += [Decimal(number.replace(",", "")) for text in texts for number in _NUMBER.findall(text)]
    return tuple(dict.fromkeys(f"{value.normalize():f}" for value in values))


def _county(edition: Edition, key: str) -> str:
    """Return the county-level unit that a place is or belongs to, by its name."""
    places = edition.site.places
    for _ in range(len(places)):
        if key not in places:
            return ""
        if places[key].seat is not None:
            return places[key].name[edition.language]
        key = places[key].parent or ""
    return ""


def _part(edition: Edition, text: Text) -> str:
    parts = {part.key: part.opening.halves[edition.language].title for part in edition.site.parts}
    return parts.get(text.key.partition("/")[0], "")


def _place_pinyin(place: Place) -> Iterator[str]:
    """Yield the pinyin of a place's name, and of its short forms."""
    names = [name for name in place.name.values() if make_pinyin(name)]
    yield from (make_pinyin(name, place.pinyin) for name in names)
    yield place.pinyin.lower()
    yield from (make_pinyin(name) for name in place.other)


def _years(period: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(step[:4] for step in period.split("/") if step[:4].isdigit()))


def _others(title: str, names: Iterator[str] | Sequence[str]) -> tuple[str, ...]:
    return tuple(name for name in dict.fromkeys(names) if name != title)


def _known(pinyin: Iterator[str] | Sequence[str]) -> tuple[str, ...]:
    """Return each pinyin once, the forms with the most syllables first."""
    forms: dict[str, str] = {}
    for form in pinyin:
        if form and len(form.split()) > len(forms.get(squash(form), "").split()):
            forms[squash(form)] = form
    return tuple(forms.values())
