"""The map: `content/map.yaml`, and boundaries in `content/geo/` where an editor has put some."""

from __future__ import annotations

from chronicle.fields import check_document
from chronicle.geography import parse_boundaries
from chronicle.model import Boundaries, BoundaryEntry, TileMap, TileMapEntry
from chronicle.problems import ContentError, Problem, Where
from chronicle.reading.files import read_text
from chronicle.reading.nouns import make_boundaries, make_noun
from chronicle.reading.shelf import Shelf

SHAPES, MATTER = "counties.geojson", "counties.yaml"


def read_tile_map(shelf: Shelf) -> TileMap | None:
    """Return the map as `content/map.yaml` describes it; none where there is no such file, or it cannot be read."""
    path = shelf.content / "map.yaml"
    if not path.exists():
        return None
    try:
        document = shelf.read_document(path)
        tile_map = make_noun(TileMap, check_document(document, TileMapEntry, shelf.languages))
    except ContentError as error:
        shelf.problems.extend(error.problems)
        shelf.where["unread", "map"] = Where(shelf.name(path))
        return None
    shelf.where["map", "tiles"] = document.where("tiles")
    shelf.where["map", "home"] = document.where_value("home")
    for place in tile_map.tiles:
        shelf.where["tile", place] = document.where("tiles", place)
    for number, shown in enumerate(tile_map.shows):
        shelf.where["map-shows", shown] = document.where("shows", number)
    return tile_map


def read_boundaries(shelf: Shelf) -> Boundaries | None:
    """Return the boundaries in `content/geo/`; none where there are none, or where they cannot be read or may not be used."""
    folder = shelf.content / "geo"
    found = set()
    for path in shelf.walk(folder, "boundary"):
        if path in (folder / SHAPES, folder / MATTER):
            found.add(path.name)
        else:
            shelf.refuse_file(path, f"Boundaries are called {SHAPES}, what is said of them {MATTER}.")
    if found != {SHAPES, MATTER}:
        shelf.problems.extend(_lonely(shelf.name(folder / name), name) for name in found)
        return None
    shapes, name = folder / SHAPES, shelf.name(folder / SHAPES)
    try:
        front = check_document(shelf.read_document(folder / MATTER), BoundaryEntry, shelf.languages)
        polygons, where, problems = parse_boundaries(read_text(shapes, name), name)
    except ContentError as error:
        shelf.problems.extend(error.problems)
        return None
    shelf.problems.extend(problems)
    shelf.where.update({("boundary", place): here for place, here in where.items()})
    return make_boundaries(front, polygons, Where(name)) if polygons else None


def _lonely(path: str, name: str) -> Problem:
    """Return the letter to whoever put one of the two files there without the other."""
    if name == MATTER:
        message = "This tells of boundaries that are not there."
        return Problem(Where(path), "lonely-file", message, f"Put them beside it as {SHAPES}, or delete this file.")
    message = "Nothing says who made these boundaries and under which licence they may be used."
    hint = (
        f"Write content/geo/{MATTER} with 'source:', 'licence:' and 'licence_url:'; without a licence, take them out."
    )
    return Problem(Where(path), "lonely-file", message, hint)
