"""Entries of sources, places, terms, people, events and pictures, and of the map."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from chronicle.model.entries.values import (
    Entry,
    FeltPiece,
    Key,
    Latitude,
    LocalizedEntry,
    Longitude,
    NonEmpty,
    Period,
    WebAddress,
    Year,
)
from chronicle.model.registers import PLACE_KINDS


class SourceEntry(Entry):
    """A published text that facts come from: an entry of `content/sources.yaml`."""

    title: LocalizedEntry = Field(description="The title as published, and in translation.")
    short: LocalizedEntry = Field(description="The name used in running text.")
    kind: Literal["pictorial", "newspaper-page", "book", "report", "web-page"] = Field(description="What it is.")
    publication: LocalizedEntry = Field(default={}, description="The periodical it appeared in.")
    authors: tuple[NonEmpty, ...] = Field(default=(), description="Authors as printed.")
    authors_en: tuple[NonEmpty, ...] = Field(
        default=(), description="The same authors in Latin letters, in the same order."
    )
    editors: tuple[LocalizedEntry, ...] = Field(
        default=(), description="Editors as printed, and in the other languages; with their office, if any."
    )
    writers: tuple[LocalizedEntry, ...] = Field(default=(), description="Those who wrote parts of it.")
    photographs: tuple[LocalizedEntry, ...] = Field(default=(), description="Those who took its photographs.")
    issued_by: LocalizedEntry = Field(default={}, description="The publisher.")
    year: Year = Field(description="The year of publication as far as known.")
    date_note: LocalizedEntry = Field(description="What the text tells of its date, and what is unknown.")
    description: LocalizedEntry = Field(description="What it is and what it covers.")
    reliability: LocalizedEntry = Field(description="How far it can be relied on.")
    headings: tuple[LocalizedEntry, ...] = Field(
        default=(), description="Its headings as printed, in the main language, each with a rendering in the others."
    )


class PlaceEntry(Entry):
    """A region, city, county, town or village: an entry of `content/places.yaml`."""

    name: LocalizedEntry = Field(description="The name.")
    pinyin: str = Field(default="", description="A Chinese name in pinyin without tones; other names have none.")
    kind: Key = Field(
        description="What it is: region, city, county, district, town, township, village, other, or a key of place_kinds in site.yaml.",
        json_schema_extra={"examples": [*PLACE_KINDS]},
    )
    parent: Key = Field(default="", description="The place that it belongs to.")
    other: tuple[NonEmpty, ...] = Field(default=(), description="Other spellings and short forms in use.")
    seat: tuple[Longitude, Latitude] | None = Field(
        default=None, description="Longitude and latitude of the seat, degrees."
    )


class TermEntry(Entry):
    """A programme, slogan, term, code or organisation: an entry of `content/glossary.yaml`."""

    term: LocalizedEntry = Field(description="The term.")
    forms: dict[Key, tuple[NonEmpty, ...]] = Field(
        default={}, description="Other forms that occur in text, per language."
    )
    synonyms: dict[Key, tuple[NonEmpty, ...]] = Field(
        default={}, description="What readers call it who search, and no text does, per language."
    )
    kind: Literal["programme", "slogan", "term", "unit", "award", "code", "organisation"] = Field(
        description="What sort of term it is; codes and organisations have a page of their own."
    )
    place: Key = Field(default="", description="The place that it belongs to, or worked in.")
    meaning: LocalizedEntry = Field(description="What it is, in one or two sentences.")


class DrawingEntry(Entry):
    """The face of a county or part, an entry of `content/drawings.yaml`: pieces on a square of 48 units, one upon the other."""

    pieces: tuple[FeltPiece, ...] = Field(
        description="Each a colour (red, sand, grass), a kind (area, line, dot) and points x,y; a dot has x,y,radius."
    )


class QuoteEntry(Entry):
    """Words of a person that a source prints."""

    text: LocalizedEntry = Field(
        description="The words without quotation marks: as printed in the main language, rendered in the others."
    )
    source: Key = Field(description="The source that prints them.")
    section: NonEmpty = Field(description="The heading that they stand under in the source.")


class PersonEntry(Entry):
    """Somebody named for what they did: an entry of `content/people.yaml`."""

    name: LocalizedEntry = Field(description="The name.")
    pinyin: str = Field(default="", description="A Chinese name in pinyin without tones; other names have none.")
    role: LocalizedEntry = Field(description="Office or part played, as the source gives it at the time.")
    place: Key = Field(default="", description="The place where that was.")
    chapters: tuple[NonEmpty, ...] = Field(min_length=1, description="The chapters that tell of the person: part/key.")
    quote: QuoteEntry | None = Field(default=None, description="Words of the person that a source prints.")


class EventEntry(Entry):
    """Something dated that the chapters tell of: an entry of `content/timeline.yaml`."""

    date: Period = Field(description="A day, month, year or period.")
    event: LocalizedEntry = Field(description="What happened, in one sentence.")
    chapter: NonEmpty = Field(description="The chapter that tells of it: part/key.")
    place: Key = Field(default="", description="Where it happened.")


class CaptionEntry(Entry):
    """A picture that a source prints: an entry of `content/captions.yaml`."""

    shows: LocalizedEntry = Field(description="What was photographed, in our words.")
    source: Key = Field(description="The source that prints the picture.")
    section: NonEmpty = Field(description="The heading that it stands under in the source.")
    place: Key = Field(default="", description="The place that it shows.")
    chapter: NonEmpty = Field(default="", description="The chapter that tells the section: part/key.")


class MapEntry(Entry):
    """`content/map.yaml`: the map of the places that have a seat."""

    shows: tuple[Key, ...] = Field(
        default=(), description="What the map shows, one at a time: comparisons, measures, 'left'; all if left out."
    )


class BoundaryEntry(Entry):
    """`content/geo/counties.yaml`: where the boundaries beside it come from."""

    source: LocalizedEntry = Field(description="Who made the boundaries, and when, as they ask to be named.")
    source_url: WebAddress = Field(default="", description="Where they were published.")
    licence: LocalizedEntry = Field(description="The name of the licence that they may be used under.")
    licence_url: WebAddress = Field(description="Where the licence can be read.")
