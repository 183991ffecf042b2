"""Nouns of the site: frozen values without work in them. A value that exists is whole: nothing is filled in later."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from chronicle.model.entries import (
    BoundaryEntry,
    Caption,
    ChartEntry,
    Comparison,
    Event,
    Person,
    Place,
    Profile,
    Settings,
    Source,
    SourceMention,
    Term,
    TileMap,
    Unit,
)
from chronicle.patterns import Pattern
from chronicle.problems import Where


@dataclass(frozen=True)
class Figure:
    """A figure read from print.

    `value` is in the base unit (46.8万 is 468000); `value_max` is the upper end of a range; `step` is the place value of
    the last digit that carries meaning (46.8万: 1000); `bound` says how the print qualifies it.
    """

    printed: str
    value: Decimal
    value_max: Decimal | None
    step: Decimal
    unit: str
    bound: Literal["", "more-than", "nearly", "about", "at-least", "at-most", "below"]


@dataclass(frozen=True)
class Fact:
    """A figure with all that is known of it. `id` is `sheet.key`; `as_of` is empty where the source does not say."""

    id: str
    sheet: str
    key: str
    label: Mapping[str, str]
    figure: Figure
    place: str
    theme: str
    source: str
    section: str
    also: tuple[str, ...]
    measure: str
    as_of: str
    highest: Decimal | None
    status: str
    note: Mapping[str, str]
    where: Where


@dataclass(frozen=True)
class Factsheet:
    """Facts that belong together, in the order of their file."""

    key: str
    title: Mapping[str, str]
    intro: Mapping[str, str]
    facts: tuple[Fact, ...]
    where: Where


@dataclass(frozen=True)
class Expression:
    """One side of a relation: a fact's id, a number, or an operator with two operands."""

    operator: str
    name: str = ""
    operands: tuple[Expression, ...] = ()


@dataclass(frozen=True)
class Relation:
    """Two expressions and what must be true of them; `contradiction` is empty unless the sources contradict it.

    `facts` are the ids that take part, each once, in their order.
    """

    key: str
    text: str
    left: Expression
    sign: Literal["=", "==", "<="]
    right: Expression
    facts: tuple[str, ...]
    why: Mapping[str, str]
    contradiction: Mapping[str, str]
    where: Where


@dataclass(frozen=True)
class Boundaries:
    """Boundaries read from GeoJSON: place → polygons → rings (the outer one first) → corners as longitude and latitude."""

    polygons: Mapping[str, tuple[tuple[tuple[tuple[float, float], ...], ...], ...]]
    matter: BoundaryEntry
    where: Where


@dataclass(frozen=True)
class Half:
    """One language's half of a chapter: Markdown, and the line of its file on which the Markdown begins."""

    title: str
    summary: str
    markdown: str
    first_line: int
    path: str


@dataclass(frozen=True)
class Image:
    """An editor's image beside a text. `path` is below the project's folder, `text` the key of the text, `digest` the file's SHA-256.

    Width and height are in pixels, as the image is seen.
    """

    path: str
    text: str
    digest: str
    width: int
    height: int
    transparent: bool
    credit: Mapping[str, str]
    publish_original: bool


@dataclass(frozen=True)
class Text:
    """A text in every language of the site. `key` is its path below its folder: `measures/industry`."""

    key: str
    kind: Literal["chapter", "part", "page"]
    slug: str
    halves: Mapping[str, Half]
    place: str
    sources: tuple[SourceMention, ...]
    highlights: tuple[str, ...]
    profile: Profile | None
    updated: str
    where: Where
    images: Mapping[str, Image] = field(default_factory=dict)


@dataclass(frozen=True)
class Part:
    """A part of the site: an opening of its own and chapters in reading order."""

    key: str
    opening: Text
    chapters: tuple[Text, ...]


@dataclass(frozen=True)
class Phrase:
    """A text in one language as YAML or front matter has it."""

    language: str
    text: str
    where: Where


@dataclass(frozen=True)
class Site:
    """All that was read. `where` tells for (kind, key) on which line an entry stands: ("place", "aohan").

    `phrases` are all texts of YAML and front matter once more, each with its place.
    """

    settings: Settings
    words: Mapping[str, Mapping[str, Pattern | Mapping[str, Pattern]]]
    units: Mapping[str, Unit]
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
    tile_map: TileMap | None
    boundaries: Boundaries | None
    charts: Mapping[str, ChartEntry]
    parts: tuple[Part, ...]
    pages: Mapping[str, Text]
    where: Mapping[tuple[str, str], Where]
    phrases: tuple[Phrase, ...]

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages, the main one first."""
        return tuple(self.settings.languages)

    @property
    def language_pairs(self) -> tuple[tuple[str, str], ...]:
        """The languages that are read side by side: the main one with each other one."""
        main, *others = self.languages
        return tuple((main, other) for other in others)

    @property
    def chapters(self) -> tuple[Text, ...]:
        """The chapters of all parts in reading order."""
        return tuple(chapter for part in self.parts for chapter in part.chapters)

    @property
    def texts(self) -> tuple[Text, ...]:
        """Everything written in Markdown: openings of parts, chapters, pages."""
        openings = tuple(part.opening for part in self.parts)
        return openings + self.chapters + tuple(self.pages.values())
