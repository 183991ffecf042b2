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
    """A published text from which facts are taken: an entry of `content/sources.yaml`."""

    title: LocalizedEntry = Field(description="The title as published, and in translation.")
    short: LocalizedEntry = Field(description="The name used in running text.")
    kind: Literal["pictorial", "newspaper-page", "book", "report", "web-page"] = Field(
        description="The kind of source."
    )
    publication: LocalizedEntry = Field(default={}, description="The periodical it appeared in.")
    authors: tuple[NonEmpty, ...] = Field(default=(), description="Authors as printed.")
    authors_en: tuple[NonEmpty, ...] = Field(
        default=(), description="The same authors in Latin letters, in the same order."
    )
    editors: tuple[LocalizedEntry, ...] = Field(
        default=(), description="Editors as printed, and in the other languages; with their office, if any."
    )
    writers: tuple[LocalizedEntry, ...] = Field(default=(), description="The people who wrote parts of it.")
    photographs: tuple[LocalizedEntry, ...] = Field(default=(), description="The people who took its photographs.")
    issued_by: LocalizedEntry = Field(default={}, description="The publisher.")
    year: Year = Field(description="The year of publication as far as known.")
    date_note: LocalizedEntry = Field(description="What the text says about its date, and what is unknown.")
    description: LocalizedEntry = Field(description="A description of the source and what it covers.")
    reliability: LocalizedEntry = Field(description="How reliable it is.")
    headings: tuple[LocalizedEntry, ...] = Field(
        default=(), description="Its headings as printed, in the main language, each with a rendering in the others."
    )


class PlaceEntry(Entry):
    """A region, city, county, town or village: an entry of `content/places.yaml`."""

    name: LocalizedEntry = Field(description="The name.")
    short: LocalizedEntry = Field(
        default={}, description="The name on maps and at the heads of columns, where there is little room."
    )
    pinyin: str = Field(default="", description="A Chinese name in pinyin without tones; other names have none.")
    kind: Key = Field(
        description="The kind of place: region, city, county, district, town, township, village, other, or a key of place_kinds in site.yaml.",
        json_schema_extra={"examples": [*PLACE_KINDS]},
    )
    parent: Key = Field(default="", description="The place to which it belongs.")
    other: tuple[NonEmpty, ...] = Field(default=(), description="Other spellings and short forms in use.")
    seat: tuple[Longitude, Latitude] | None = Field(
        default=None, description="Longitude and latitude of the seat, degrees."
    )
    beyond: tuple[Longitude, Latitude] | None = Field(
        default=None,
        description="For a place outside the map: its longitude and latitude, degrees. An arrow at the edge of the map points to it.",
    )


class TermEntry(Entry):
    """A programme, slogan, term, code or organisation: an entry of `content/glossary.yaml`."""

    term: LocalizedEntry = Field(description="The term.")
    forms: dict[Key, tuple[NonEmpty, ...]] = Field(
        default={}, description="Other forms that occur in text, per language."
    )
    synonyms: dict[Key, tuple[NonEmpty, ...]] = Field(
        default={}, description="Other names that readers search for and no text uses, per language."
    )
    kind: Literal["programme", "slogan", "term", "unit", "award", "code", "organisation"] = Field(
        description="The kind of term; codes and organisations have a page of their own."
    )
    place: Key = Field(default="", description="The place to which it belongs, or in which it worked.")
    meaning: LocalizedEntry = Field(description="The meaning, in one or two sentences.")


class DrawingEntry(Entry):
    """The face of a county or part, an entry of `content/drawings.yaml`: pieces on a square of 48 units, one on top of the other."""

    pieces: tuple[FeltPiece, ...] = Field(
        min_length=1,
        description="Each a colour (red, rose, sand, grass), a kind (area, line, dot) and points x,y; a dot has x,y,radius.",
    )


class QuoteEntry(Entry):
    """Words of a person that a source prints."""

    text: LocalizedEntry = Field(
        description="The words without quotation marks: as printed in the main language, rendered in the others."
    )
    source: Key = Field(description="The source that prints them.")
    section: NonEmpty = Field(description="The heading in the source under which they are printed.")


class PersonEntry(Entry):
    """A person named for what they did: an entry of `content/people.yaml`."""

    name: LocalizedEntry = Field(description="The name.")
    pinyin: str = Field(default="", description="A Chinese name in pinyin without tones; other names have none.")
    role: LocalizedEntry = Field(description="The office or role at the time, according to the source.")
    place: Key = Field(default="", description="The place where they did it.")
    chapters: tuple[NonEmpty, ...] = Field(min_length=1, description="The chapters about the person: part/key.")
    quote: QuoteEntry | None = Field(default=None, description="Words of the person that a source prints.")


class EventEntry(Entry):
    """A dated event in the chapters: an entry of `content/timeline.yaml`."""

    date: Period = Field(description="A day, month, year or period.")
    event: LocalizedEntry = Field(description="What happened, in one sentence.")
    chapter: NonEmpty = Field(description="The chapter about it: part/key.")
    place: Key = Field(default="", description="The place where it happened.")


class CaptionEntry(Entry):
    """A picture that a source prints: an entry of `content/captions.yaml`."""

    shows: LocalizedEntry = Field(description="What was photographed, in our words.")
    source: Key = Field(description="The source that prints the picture.")
    section: NonEmpty = Field(description="The heading in the source under which it is printed.")
    place: Key = Field(default="", description="The place shown.")
    chapter: NonEmpty = Field(default="", description="The chapter based on the section: part/key.")


class MapEntry(Entry):
    """`content/map.yaml`: the map of the places with a seat."""

    shows: tuple[Key, ...] = Field(
        default=(), description="What the map shows, one at a time: comparisons, measures, 'left' (default: all)."
    )


class BoundaryEntry(Entry):
    """`content/geo/counties.yaml`, `content/geo/ground.yaml`: the source of the GeoJSON file beside it."""

    source: LocalizedEntry = Field(
        description="The maker and date of the boundaries or lines, in the form that the maker requests."
    )
    source_url: WebAddress = Field(default="", description="The address where they were published.")
    licence: LocalizedEntry = Field(description="The name of the licence under which they may be used.")
    licence_url: WebAddress = Field(description="The address of the licence's text.")
