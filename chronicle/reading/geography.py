"""The map: `content/map.yaml`, and boundaries in `content/geo/` where an editor has put some."""

from __future__ import annotations

from chronicle.fields import check_document
from chronicle.geography import parse_boundaries
from chronicle.model import Boundaries, BoundaryMatter, TileMap
from chronicle.problems import ContentError, Problem, Where
from chronicle.reading.files import read_text, walk_files
from chronicle.reading.shelf import Shelf

SHAPES, MATTER = "counties.geojson", "counties.yaml"


def read_tile_map(shelf: Shelf) -> TileMap | None:
    """Return the map as `content/map.yaml` describes it; none where there is no such file, or it cannot be read."""
    path = shelf.content / "map.yaml"
    if not path.exists():
        return None
    try:
        document = shelf.read_document(path)
        tile_map: TileMap = check_document(document, TileMap, shelf.languages)
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
    found = {path.name: path for path in walk_files(shelf.project, folder, shelf.problems) if path.parent == folder}
    for name, path in found.items():
        if name not in (SHAPES, MATTER):
            shelf.refuse_file(path, f"Boundaries are called {SHAPES}, what is said of them {MATTER}.")
    if not found.keys() & {SHAPES, MATTER}:
        return None
    if lacking := {SHAPES, MATTER} - found.keys():
        other, name = (SHAPES, MATTER) if MATTER in lacking else (MATTER, SHAPES)
        message = {
            MATTER: "Nothing says who made these boundaries and under which licence they may be used.",
            SHAPES: "This tells of boundaries that are not there.",
        }[name]
        hint = {
            MATTER: f"Write content/geo/{MATTER} with 'source:', 'licence:' and 'licence_url:'; without a licence, take them out.",
            SHAPES: f"Put them beside it as {SHAPES}, or delete this file.",
        }[name]
        shelf.problems.append(Problem(Where(shelf.name(found[other])), message, hint))
        return None
    path = found[SHAPES]
    try:
        matter = check_document(shelf.read_document(found[MATTER]), BoundaryMatter, shelf.languages)
        polygons, where, problems = parse_boundaries(read_text(path, shelf.name(path)), shelf.name(path))
    except ContentError as error:
        shelf.problems.extend(error.problems)
        return None
    shelf.problems.extend(problems)
    shelf.where.update({("boundary", place): here for place, here in where.items()})
    return Boundaries(polygons, matter, Where(shelf.name(path))) if polygons else None
