"""GeoJSON (RFC 7946) → polygons by place, or lines, and the problems in it.

`properties.place` of a feature is the key of its place. All geometry is in degrees of longitude and latitude.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

from chronicle.model import GroundLine
from chronicle.problems import Problem, Where

Ring = tuple[tuple[float, float], ...]
Polygon = tuple[Ring, ...]

MOST_FEATURES = 1000
MOST_RINGS = 2000  # of one place
LEAST_POSITIONS = 4  # a triangle, its first corner again at the end
LEAST_OF_LINE, MOST_OF_LINE = 2, 5000  # positions
_FEATURE = re.compile(r'"type"\s*:\s*"Feature"')
_NAMED = re.compile(r'"place"\s*:\s*"(?P<place>[^"\\]*)"')

HINT_FILE = 'A FeatureCollection is {"type": "FeatureCollection", "features": [...]}, as GIS programs export it.'
HINT_LINE = "Export the lines again, in degrees (WGS 84), each position with its longitude first."
HINT_RING = "Export the boundaries again, in degrees (WGS 84), each ring closed and with at least three corners."


def parse_boundaries(text: str, path: str) -> tuple[dict[str, tuple[Polygon, ...]], dict[str, Where], list[Problem]]:
    """Return place → polygons, place → where it is in the file, and the problems found; features with a problem have no polygons."""
    features = _read_features(text, path)
    if isinstance(features, Problem):
        return {}, {}, [features]
    named = _find_places(text, path)
    polygons: dict[str, tuple[Polygon, ...]] = {}
    found: dict[str, Where] = {}
    problems: list[Problem] = []
    for number, feature in enumerate(features, 1):
        place = _place_of(feature)
        where = named.get(place, Where(path))
        if not place:
            hint = 'Write the key that it has in places.yaml: "properties": {"place": "..."}.'
            problems.append(Problem(where, "geojson", f"Feature {number} does not say which place it is.", hint))
        elif place in found:
            problems.append(
                Problem(where, "geojson", f"The place '{place}' has two features.", "Join them into a MultiPolygon.")
            )
        else:
            found[place] = where
            try:
                polygons[place] = _read_geometry(feature.get("geometry"))
            except ValueError as error:
                problems.append(
                    Problem(where, "geojson", f"The boundary of '{place}' cannot be drawn: {error}.", HINT_RING)
                )
    return polygons, found, problems


def parse_lines(text: str, path: str) -> tuple[tuple[GroundLine, ...], list[Problem]]:
    """Return the lines of all features, each with the key of its place if it has one, and the problems found; features with a problem are left out."""
    features = _read_features(text, path)
    if isinstance(features, Problem):
        return (), [features]
    wheres = [where for _, where in _find(_FEATURE, text, path)]
    if len(wheres) != len(features):
        wheres = [Where(path)] * len(features)
    lines: list[GroundLine] = []
    problems: list[Problem] = []
    for number, (feature, where) in enumerate(zip(features, wheres, strict=True), 1):
        try:
            geometry = feature.get("geometry") if isinstance(feature, dict) else None
            pieces = _pieces(geometry, "LineString")
            lines += [GroundLine(_read_line(line), _place_of(feature), where) for line in pieces]
        except ValueError as error:
            problems.append(
                Problem(where, "geojson", f"The line of feature {number} cannot be drawn: {error}.", HINT_LINE)
            )
    return tuple(lines), problems


def _read_features(text: str, path: str) -> list[Any] | Problem:
    """Return the features of a file, or the problem because of which it has none."""
    try:
        # Whole numbers are read as floats too: one of 400 digits becomes infinity, which is refused below like any other wrong position.
        data = json.loads(text, parse_int=float, parse_float=float)
    except json.JSONDecodeError as error:
        where = Where(path, error.lineno, error.colno)
        return Problem(where, "geojson", f"This is not valid JSON: {error.msg}.", HINT_FILE)
    except RecursionError:
        return Problem(Where(path), "geojson", "Values are nested too deeply here.", HINT_FILE)
    features = data.get("features") if isinstance(data, dict) and data.get("type") == "FeatureCollection" else None
    if not isinstance(features, list) or not features:
        message = "This is not a GeoJSON FeatureCollection with features in it."
        return Problem(Where(path), "geojson", message, HINT_FILE)
    if len(features) > MOST_FEATURES:
        message = f"This has {len(features)} features, at most {MOST_FEATURES} are allowed."
        return Problem(Where(path), "geojson", message, "Leave only the places that the map shows.")
    return features


def _place_of(feature: Any) -> str:
    properties = feature.get("properties") if isinstance(feature, dict) else None
    place = properties.get("place") if isinstance(properties, dict) else None
    return place if isinstance(place, str) else ""


def _find_places(text: str, path: str) -> dict[str, Where]:
    """Return where each place is first named in the file."""
    found: dict[str, Where] = {}
    for match, where in _find(_NAMED, text, path):
        found.setdefault(match["place"], where)
    return found


def _find(pattern: re.Pattern[str], text: str, path: str) -> Iterator[tuple[re.Match[str], Where]]:
    """Yield all matches in a file, with where they are."""
    line, begins, position = 1, 0, 0
    for match in pattern.finditer(text):
        line += text.count("\n", position, match.start())
        begins = text.rfind("\n", 0, match.start()) + 1 if "\n" in text[position : match.start()] else begins
        position = match.start()
        yield match, Where(path, line, match.start() - begins + 1)


def _pieces(geometry: Any, single: str) -> list[Any]:
    """Return the coordinates of each polygon or line of a geometry of the type `single` or `Multi` + `single`.

    Raises ValueError if the geometry has another type or no coordinates.
    """
    several = f"Multi{single}"
    kind = geometry.get("type") if isinstance(geometry, Mapping) else None
    if kind not in (single, several):
        raise ValueError(f"its geometry is '{kind}', not a {single} or {several}" if kind else "it has no geometry")
    coordinates = geometry.get("coordinates")
    pieces = [coordinates] if kind == single else coordinates
    if not isinstance(pieces, list) or not pieces:
        raise ValueError("it has no coordinates")
    return pieces


def _read_geometry(geometry: Any) -> tuple[Polygon, ...]:
    """Return the polygons of a geometry. Raises ValueError with a message that says what is wrong with it."""
    polygons = _pieces(geometry, "Polygon")
    rings = sum(len(polygon) for polygon in polygons if isinstance(polygon, list))
    if rings > MOST_RINGS:
        raise ValueError(f"it has {rings} rings, at most {MOST_RINGS} are allowed: join or leave out the smallest")
    return tuple(_read_polygon(polygon) for polygon in polygons)


def _read_line(line: Any) -> tuple[tuple[float, float], ...]:
    if not isinstance(line, list) or len(line) < LEAST_OF_LINE:
        raise ValueError(f"a line has fewer than {LEAST_OF_LINE} positions")
    if len(line) > MOST_OF_LINE:
        raise ValueError(f"a line has {len(line)} positions, at most {MOST_OF_LINE} are allowed: simplify it")
    return tuple(_read_position(position) for position in line)


def _read_polygon(polygon: Any) -> Polygon:
    if not isinstance(polygon, list) or not polygon:
        raise ValueError("a polygon has no rings")
    return tuple(_read_ring(ring) for ring in polygon)


def _read_ring(ring: Any) -> Ring:
    if not isinstance(ring, list) or len(ring) < LEAST_POSITIONS:
        raise ValueError(f"a ring has fewer than {LEAST_POSITIONS} positions")
    corners = tuple(_read_position(position) for position in ring)
    if corners[0] != corners[-1]:
        raise ValueError("a ring does not end where it began")
    if not ring_area(corners):
        raise ValueError("a ring encloses nothing")
    return corners


def _read_position(position: Any) -> tuple[float, float]:
    numbers = position[:2] if isinstance(position, list) else []
    if len(numbers) < 2 or not all(isinstance(number, float) and math.isfinite(number) for number in numbers):
        raise ValueError("a position is not a longitude and a latitude")
    longitude, latitude = numbers
    if abs(longitude) > 180 or abs(latitude) > 90:
        raise ValueError(f"{longitude:g}, {latitude:g} is not a longitude and latitude in degrees")
    return longitude, latitude


def ring_area(ring: Ring) -> float:
    """Return the area that a ring encloses, in the square of its own units."""
    x, y = ring[0]  # coordinates are relative to a corner, so that no precision is lost between large numbers
    return abs(sum((x1 - x) * (y2 - y) - (x2 - x) * (y1 - y) for (x1, y1), (x2, y2) in pairwise(ring))) / 2
