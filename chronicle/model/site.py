"""Nouns of the site: frozen values. Each is complete when it is made: nothing is filled in later."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from chronicle.model.borrowed import Written
from chronicle.model.facts import ChartSpec, Comparison, Count, Fact, Factsheet, Relation, Unit
from chronicle.model.registers import (
    Boundaries,
    Caption,
    Drawing,
    Event,
    Ground,
    Localized,
    MapSettings,
    Person,
    Place,
    Source,
    Term,
)
from chronicle.model.registry import Reference, Registry
from chronicle.model.settings import Derived, Language, Settings
from chronicle.model.texts import Part, Phrase, Text
from chronicle.patterns import Pattern


@dataclass(frozen=True)
class Site:
    """All content that was read, in the written languages; `all_languages` also has the derived ones.

    `registry` tells which entries exist, with or without mistakes, and where they are.
    `steps` is path of a half → pairs of digests: of a block in the main half and of its counterpart that were in step.
    `references` are all keys in YAML and front matter that name other entries.
    `phrases` are all texts of YAML and front matter, each with its place; the entries have the same texts without places.
    """

    settings: Settings
    words: Mapping[str, Mapping[str, Pattern | Mapping[str, Pattern]]]
    units: Mapping[str, Unit]
    counts: Mapping[str, Count]
    drawings: Mapping[str, Drawing]
    sources: Mapping[str, Source]
    places: Mapping[str, Place]
    terms: Mapping[str, Term]
    people: Mapping[str, Person]
    events: Mapping[str, Event]
    captions: Mapping[str, Caption]
    sheets: Mapping[str, Factsheet]
    facts: Mapping[str, Fact]
    relations: tuple[Relation, ...]
    comparisons: Mapping[str, Comparison]
    map_settings: MapSettings | None
    boundaries: Boundaries | None
    ground: Ground | None
    charts: Mapping[str, ChartSpec]
    parts: tuple[Part, ...]
    pages: Mapping[str, Text]
    registry: Registry
    references: tuple[Reference, ...]
    phrases: tuple[Phrase, ...]
    steps: Mapping[str, frozenset[tuple[str, str]]] = field(default_factory=dict)
    all_languages: Mapping[str, Language] = field(default_factory=dict)

    @cached_property
    def derived(self) -> Mapping[str, Derived]:
        """Language → how it is derived, for every derived language, whether its texts have been made yet or not: see `derivation`."""
        return {key: one.derived for key, one in self.all_languages.items() if one.derived}

    @cached_property
    def written(self) -> Written:
        """The languages that somebody writes, the main one first."""
        languages = {key: one for key, one in self.settings.languages.items() if not one.derived}
        return Written(tuple(languages), frozenset(key for key, one in languages.items() if one.partial))

    @property
    def described_in(self) -> str:
        """The language of files that have only one: English if every text is written in it, or else the main language."""
        english = (key for key in self.written.whole if self.settings.languages[key].locale.startswith("en"))
        return next(english, self.written[0])

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages, the main one first."""
        return tuple(self.settings.languages)

    def with_texts(self, put: Callable[[Text], Text]) -> Site:
        """Return the site with each text replaced by what `put` returns for it."""
        parts = tuple(Part(part.key, put(part.opening), tuple(map(put, part.chapters))) for part in self.parts)
        return replace(self, parts=parts, pages={key: put(page) for key, page in self.pages.items()})

    @property
    def without_checked(self) -> Site:
        """The site without the data that only checks need: phrases, and the places of facts and sheets."""
        return replace(self, phrases=(), registry=self.registry.without_places("fact", "sheet"))

    @property
    def locales(self) -> Mapping[str, str]:
        """Language → its CLDR locale."""
        return {key: one.locale for key, one in self.settings.languages.items()}

    @cached_property
    def facts_of(self) -> Mapping[str, Sequence[Fact]]:
        """Place → the facts about it, in the order of the fact sheets."""
        found: dict[str, list[Fact]] = {}
        for fact in self.facts.values():
            found.setdefault(fact.place, []).append(fact)
        return found

    @cached_property
    def headings_of(self) -> Mapping[str, Mapping[str, Localized]]:
        """Source → heading as printed → the heading in every language, in the order of the source."""
        main = self.languages[0]
        return {key: {one[main]: one for one in source.headings} for key, source in self.sources.items()}

    @cached_property
    def chapter_of(self) -> Mapping[str, Text]:
        """Place → the first chapter about it."""
        return {text.place: text for text in reversed(self.chapters)}

    def is_doubtful(self, fact: Fact) -> bool:
        """Return whether there is any doubt about a fact."""
        return bool(self.doubts_of(fact))

    def doubts_of(self, fact: Fact) -> tuple[str, ...]:
        """Return the kinds of doubt about a fact, each once: the fact's own, then those of the contradictions that it is part of."""
        declared = [one.doubt for one in self.contradictions_of.get(fact.id, ())]
        return tuple(dict.fromkeys([*([fact.doubt] if fact.doubt else []), *declared]))

    @cached_property
    def contradictions_of(self) -> Mapping[str, Sequence[Relation]]:
        """Fact id → the contradictions that the fact is part of."""
        found: dict[str, list[Relation]] = {}
        for one in self.relations:
            for fact in one.facts if one.contradiction else ():
                found.setdefault(fact, []).append(one)
        return found

    @cached_property
    def doubts(self) -> Mapping[str, Sequence[Relation | Fact]]:
        """Place → the contradictions about it, then the facts that are doubtful by themselves.

        A contradiction is about the place of its facts that contains all others, or else of most of them, the first of several.
        Doubts about a place within a county-level unit are the unit's.
        """
        found: dict[str, list[Relation | Fact]] = {}
        for one in self.relations:
            if one.contradiction:
                places = [self.facts[fact].place for fact in one.facts]
                above = [{place, *self.parents.get(place, ())} for place in places]
                whole = next((place for place in places if all(place in each for each in above)), "")
                place = whole or max(places, key=places.count)
                found.setdefault(self.counties.get(place, place), []).append(one)
        for fact in self.facts.values():
            if fact.doubt:
                found.setdefault(self.counties.get(fact.place, fact.place), []).append(fact)
        return found

    @property
    def language_pairs(self) -> tuple[tuple[str, str], ...]:
        """The pairs of written languages that parallel pages show: the main language with each other one, then each other one with the main language.

        The interface of a parallel page is in the first language of its pair.
        """
        main, *others = self.written
        return (*((main, other) for other in others), *((other, main) for other in others))

    @cached_property
    def counties(self) -> Mapping[str, str]:
        """Place → county-level unit: the place itself if it has a seat, or else the nearest place above it that has one.

        Places without one are left out.
        """
        nearest = {
            key: next((one for one in (key, *above) if one in self.seats), "") for key, above in self.parents.items()
        }
        return {key: county for key, county in nearest.items() if county}

    @property
    def cover(self) -> Drawing | None:
        """The drawing on the cover; None if the site has none."""
        return self.drawings.get(self.settings.cover)

    @cached_property
    def seats(self) -> Mapping[str, tuple[float, float]]:
        """Place → seat (longitude and latitude), in the order of the file. Each of these places has its own page, and they are compared."""
        return {key: place.seat for key, place in self.places.items() if place.seat is not None}

    @cached_property
    def parents(self) -> Mapping[str, tuple[str, ...]]:
        """Place → the places that it lies in, the nearest first; in a cycle, each place comes only once."""
        found = {}
        for key in self.places:
            above: list[str] = []
            one = self.places[key].parent
            while one in self.places and one not in above:
                above.append(one)
                one = self.places[one].parent
            found[key] = tuple(above)
        return found

    @property
    def chapters(self) -> tuple[Text, ...]:
        """The chapters of all parts in reading order."""
        return tuple(chapter for part in self.parts for chapter in part.chapters)

    @property
    def texts(self) -> tuple[Text, ...]:
        """All texts: openings of parts, chapters, pages."""
        openings = tuple(part.opening for part in self.parts)
        return openings + self.chapters + tuple(self.pages.values())
