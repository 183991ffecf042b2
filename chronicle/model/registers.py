"""Nouns of the registers: sources, places, terms, people, events, captions, and the map."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, cast

from chronicle.problems import Where

# A text in every language of the site: language → text. Empty if an editor left it out.
Localized = Mapping[str, str]
# The kinds of places that the interface has a word for; a site may name others.
PLACE_KINDS = ("region", "city", "county", "district", "town", "township", "village", "other")
Polygons = tuple[tuple[tuple[tuple[float, float], ...], ...], ...]


@dataclass(frozen=True)
class Source:
    """A published text that facts come from. `authors_en` are the authors in Latin letters, in the same order.

    `editors`, `writers` and `photographs` are names, each in every language.
    `headings` are its headings, in the main language as printed, in the others rendered.
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
    """A region, city, county, town or village; `kind` is one of `PLACE_KINDS` or of the site's own. `parent` is the key of the place that it belongs to; `seat` is longitude and latitude in degrees; so is `beyond`, of a place outside the map to which an arrow at its edge points. `short` is its name where there is little room, or nothing."""

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
    """A programme, slogan, term, code or organisation; `forms` are other forms that occur in text, `synonyms` what it is only searched by, by language."""

    term: Localized
    kind: str
    meaning: Localized
    forms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    synonyms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    place: str = ""


@dataclass(frozen=True)
class Quote:
    """Words of a person that a source prints under the heading `section`: in the main language as printed, in the others rendered."""

    text: Localized
    source: str
    section: str


@dataclass(frozen=True)
class Person:
    """Somebody named for what they did; `chapters` are the keys of the chapters that tell of them."""

    name: Localized
    pinyin: str
    role: Localized
    chapters: tuple[str, ...]
    place: str = ""
    quote: Quote | None = None


@dataclass(frozen=True)
class Event:
    """Something dated that a chapter tells of. `date` is a day, month, year or period in ISO 8601."""

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


FACE_SIDE = 48  # of the square that a face is drawn on
# Colours of pieces → those of the style sheet.
FELT_COLOURS = {"red": "peak", "rose": "peak-behind", "sand": "sand", "grass": "grass"}
# On the cover, which is 1600 units wide: the left and the lower edge of the room behind the plain, its width and its height.
COVER_ROOM = (709.0, 240.0, 715.0, 214.0)


@dataclass(frozen=True)
class Piece:
    """A piece of a drawing, in units of its square; a dot has one point and a radius."""

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
    """Return a piece as an editor writes it: `grass area 4,40 24,8 44,40`, `red dot 24,24,6`.

    Raises ValueError for anything else, and where a point lies beside the square.
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
    """The face of a county or part: pieces on a square of 48 units, one upon the other."""

    pieces: tuple[Piece, ...]

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """Where its pieces end: left, top, right and bottom."""
        spots = [(x, y, piece.radius) for piece in self.pieces for x, y in piece.points]
        left, top = (min(spot[axis] - spot[2] for spot in spots) for axis in (0, 1))
        right, bottom = (max(spot[axis] + spot[2] for spot in spots) for axis in (0, 1))
        return left, top, right, bottom

    @property
    def on_cover(self) -> tuple[float, float, float]:
        """The scale that fits it into the room of the cover, and where the corner of its square lies then: it stands on the lower edge, in the middle."""
        left, top, right, bottom = self.bounds
        edge, foot, width, height = COVER_ROOM
        scale = min(width / max(right - left, 1), height / max(bottom - top, 1))
        return scale, edge + width / 2 - scale * (left + right) / 2, foot - scale * bottom


@dataclass(frozen=True)
class MapSettings:
    """The map of the places that have a seat: `shows` are keys of comparisons."""

    shows: tuple[str, ...] = ()


@dataclass(frozen=True)
class Boundaries:
    """Boundaries read from GeoJSON, and who made them.

    `polygons` are place → polygons → rings (the outer one first) → corners as longitude and latitude in degrees; `places`
    tells where the boundary of each place stands in the file, right or wrong.
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
    """A line as longitudes and latitudes in degrees, and the key of the place that it is, or nothing."""

    points: tuple[tuple[float, float], ...]
    place: str
    where: Where


@dataclass(frozen=True)
class Ground:
    """Lines below the places of the map, such as rivers, and who made them."""

    lines: tuple[GroundLine, ...]
    source: Localized
    licence: Localized
    licence_url: str
    source_url: str
    where: Where
