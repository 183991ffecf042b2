"""Nouns of the registers: sources, places, terms, people, events, captions, and the map."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, cast

from chronicle.problems import Where

# Language → text, for every language of the site. Empty if an editor left the text out.
Localized = Mapping[str, str]
# The kinds of places that the interface has a word for; a site may name others.
PLACE_KINDS = ("region", "city", "county", "district", "town", "township", "village", "other")
Polygons = tuple[tuple[tuple[tuple[float, float], ...], ...], ...]


@dataclass(frozen=True)
class Source:
    """A published text that facts come from. `authors_en` are the authors in Latin letters, in the same order.

    `editors`, `writers` and `photographs` are names of people, each in every language.
    `headings` are its headings: as printed in the main language, translated in the others.
    """

    title: Localized
    short: Localized
    kind: str
    year: str
    date_note: Localized
    description: Localized
    reliability: Localized
    publication: Localized = field(default_factory=dict)
    authors: tuple[str, ...] = ()
    authors_en: tuple[str, ...] = ()
    issued_by: Localized = field(default_factory=dict)
    headings: tuple[Localized, ...] = ()
    editors: tuple[Localized, ...] = ()
    writers: tuple[Localized, ...] = ()
    photographs: tuple[Localized, ...] = ()


@dataclass(frozen=True)
class Place:
    """A region, city, county, town or village.

    `kind` is one of `PLACE_KINDS` or of the site's own kinds. `parent` is the key of the place that it belongs to. `seat` is a
    longitude and a latitude in degrees. `beyond` is the same for a place outside the map, to which an arrow at the edge points.
    `short` is the name to use where there is little room; it may be empty.
    """

    name: Localized
    pinyin: str
    kind: str
    parent: str = ""
    other: tuple[str, ...] = ()
    seat: tuple[float, float] | None = None
    beyond: tuple[float, float] | None = None
    short: Localized = field(default_factory=dict)


@dataclass(frozen=True)
class Term:
    """A programme, slogan, term, code or organisation.

    `forms` are other forms that occur in texts; `synonyms` are names that readers search for and no text uses. Both are language → names.
    """

    term: Localized
    kind: str
    meaning: Localized
    forms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    synonyms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    place: str = ""


@dataclass(frozen=True)
class Quote:
    """Words of a person that a source prints under the heading `section`: as printed in the main language, translated in the others."""

    text: Localized
    source: str
    section: str


@dataclass(frozen=True)
class Person:
    """A person named for what they did; `chapters` are the keys of the chapters about them."""

    name: Localized
    pinyin: str
    role: Localized
    chapters: tuple[str, ...]
    place: str = ""
    quote: Quote | None = None


@dataclass(frozen=True)
class Event:
    """A dated event in a chapter. `date` is a day, month, year or period in ISO 8601."""

    date: str
    event: Localized
    chapter: str
    place: str = ""


@dataclass(frozen=True)
class Caption:
    """A picture that a source prints under the heading `section`."""

    shows: Localized
    source: str
    section: str
    place: str = ""
    chapter: str = ""


FACE_SIDE = 48  # the side of the square that a face is drawn on
# The colour of a piece → the name of that colour in the style sheet.
FELT_COLOURS = {"red": "peak", "rose": "peak-behind", "sand": "sand", "grass": "grass"}
# The space for a drawing behind the plain on the cover, which is 1600 units wide: left edge, lower edge, width, height.
COVER_ROOM = (709.0, 240.0, 715.0, 214.0)


@dataclass(frozen=True)
class Piece:
    """A piece of a drawing, in units of the drawing's square; only a dot has a radius, and it has one point."""

    colour: Literal["red", "rose", "sand", "grass"]
    kind: Literal["area", "line", "dot"]
    points: tuple[tuple[float, float], ...]
    radius: float = 0.0


_NUMBER = r"[0-9]{1,2}(?:\.[0-9])?"
_XY = f"{_NUMBER},{_NUMBER}"
_PIECE = re.compile(
    rf"(?:{'|'.join(FELT_COLOURS)}) (?:(?:area(?: {_XY}){{3,24}}|line(?: {_XY}){{2,24}})|dot {_XY},{_NUMBER})"
)


def parse_piece(written: str) -> Piece:
    """Return the piece that an editor wrote as text: `grass area 4,40 24,8 44,40`, `red dot 24,24,6`.

    Raises ValueError if the text has another form, or if a point lies outside the square.
    """
    if not _PIECE.fullmatch(written):
        raise ValueError(written)
    colour, kind, *points = written.split(" ")
    numbers = [tuple(map(float, point.split(","))) for point in points]
    if max(number for point in numbers for number in point) > FACE_SIDE:
        raise ValueError(written)
    radius = numbers[0][2] if kind == "dot" else 0.0
    return Piece(cast(Any, colour), cast(Any, kind), tuple((x, y) for x, y, *_ in numbers), radius)


@dataclass(frozen=True)
class Drawing:
    """The face of a county or part: pieces on a square of 48 units, each drawn on top of those before it."""

    pieces: tuple[Piece, ...]

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """The edges of the box around all pieces: left, top, right and bottom."""
        spots = [(x, y, piece.radius) for piece in self.pieces for x, y in piece.points]
        left, top = (min(spot[axis] - spot[2] for spot in spots) for axis in (0, 1))
        right, bottom = (max(spot[axis] + spot[2] for spot in spots) for axis in (0, 1))
        return left, top, right, bottom

    @property
    def on_cover(self) -> tuple[float, float, float]:
        """The scale that fits the drawing into its space on the cover, and x and y of the corner of its square there.

        The drawing stands in the middle of the lower edge of the space (`COVER_ROOM`).
        """
        left, top, right, bottom = self.bounds
        edge, foot, width, height = COVER_ROOM
        scale = min(width / max(right - left, 1), height / max(bottom - top, 1))
        return scale, edge + width / 2 - scale * (left + right) / 2, foot - scale * bottom


@dataclass(frozen=True)
class MapSettings:
    """The settings of the map of places with a seat: `shows` are the keys of the columns on it (comparisons, measures, `left`), in order; empty for all."""

    shows: tuple[str, ...] = ()


@dataclass(frozen=True)
class Boundaries:
    """Boundaries read from GeoJSON, with their source and licence.

    `polygons` are place → polygons → rings (the outer one first) → corners as longitude and latitude in degrees. `places` is
    place → where its boundary is in the file, including boundaries with mistakes.
    """

    polygons: Mapping[str, Polygons]
    source: Localized
    licence: Localized
    licence_url: str
    source_url: str
    where: Where
    places: Mapping[str, Where] = field(default_factory=dict)


@dataclass(frozen=True)
class GroundLine:
    """A line of the ground, such as a river: its points as longitude and latitude in degrees, and the key of its place; empty if it has none."""

    points: tuple[tuple[float, float], ...]
    place: str
    where: Where


@dataclass(frozen=True)
class Ground:
    """Lines below the places of the map, such as rivers, with their source and licence."""

    lines: tuple[GroundLine, ...]
    source: Localized
    licence: Localized
    licence_url: str
    source_url: str
    where: Where
