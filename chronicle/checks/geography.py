"""Rules of the map and of what is compared: every place once, in its direction; nothing shown that too few report."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from chronicle.checks.content import Content
from chronicle.comparison import LEAST_PLACES, LEFT, all_comparisons, compared_places, make_columns
from chronicle.model import Place, TileMap
from chronicle.problems import Problem, suggest


def check_comparisons(content: Content) -> Iterator[Problem]:
    """A comparison is of a measure that exists, does not take another's name, and is reported by enough places."""
    site = content.site
    columns = {column.key for column in make_columns(site)}
    for key, comparison in site.comparisons.items():
        where = site.registry.where("comparison", key)
        if comparison.measure not in site.settings.measures:
            continue  # check_entries has told of that
        if key == LEFT or (key in site.settings.measures and key != comparison.measure):
            yield Problem(
                where,
                "taken-key",
                f"'{key}' is already the name of something else that is compared.",
                "Take another key.",
            )
        elif key not in columns and not _unread_facts(content):
            message = f"Fewer than {LEAST_PLACES} places with a seat report '{key}', which is too few to compare."
            hint = "Give more of their facts this measure where it is the same, widen 'as_of:', or take the entry out."
            yield Problem(where, "too-few-places", message, hint)


def check_tiles(content: Content) -> Iterator[Problem]:
    """Each place with a seat has one tile, no two tiles share a cell, and tiles lie in the direction that the places do."""
    site = content.site
    if site.tile_map is None or not site.registry.is_whole("place", "tile"):
        return
    yield from _check_shown(content, site.tile_map)
    seats = {key: site.places[key] for key in compared_places(site)}
    if not site.tile_map.tiles and site.boundaries:
        return
    for key in site.tile_map.tiles.keys() - seats.keys():
        place = f"The place '{key}' has no seat" if key in site.places else f"There is no place '{key}'"
        hint = "Give it a 'seat:', or take the tile out." if key in site.places else suggest(key, seats)
        yield Problem(site.registry.where("tile", key), "unknown-place", f"{place}.", hint)
    for key in seats.keys() - site.tile_map.tiles.keys():
        message = f"The place '{key}' has a seat but no tile on the map."
        yield Problem(
            site.registry.where("map", "map", "tiles"), "missing-tile", message, f"Add '{key}: [column, row]'."
        )
    known = {key: tile for key, tile in site.tile_map.tiles.items() if key in seats}
    for (one, here), (other, there) in combinations(known.items(), 2):
        message = _misplaced((one, here, seats[one]), (other, there, seats[other]))
        if message:
            hint = "In a row places follow from west to east, in a column from north to south, by their seats."
            yield Problem(site.registry.where("tile", other), "misplaced-tile", message, hint)


def check_boundaries(content: Content) -> Iterator[Problem]:
    """The boundaries are those of the places with a seat, of all of them and of no others."""
    site = content.site
    if site.boundaries is None or not site.registry.is_whole("place"):
        return
    seats = compared_places(site)
    found = site.boundaries.places
    for key in found.keys() - set(seats):
        yield Problem(found[key], "unknown-place", f"There is no place '{key}' with a seat.", suggest(key, seats))
    for key in set(seats) - found.keys():
        message = f"The place '{key}' has a seat but no boundary here."
        yield Problem(
            site.boundaries.where,
            "missing-boundary",
            message,
            'Add a feature with "properties": {"place": "' + key + '"}.',
        )


def _check_shown(content: Content, tile_map: TileMap) -> Iterator[Problem]:
    """What the maps show can be compared, and so can what colours the home page's map."""
    site = content.site
    if _unread_facts(content):
        return
    columns = [column.key for column in make_columns(site)]
    place_of = site.registry.where
    shown = [(key, place_of("map", "map", "shows", number)) for number, key in enumerate(tile_map.shows)]
    shown += [(tile_map.home, place_of("map", "map", "home"))] if tile_map.home else []
    for key, where in shown:
        if key in (*all_comparisons(site), LEFT) and key not in columns:
            message = f"Fewer than {LEAST_PLACES} places with a seat report '{key}', which is too few for a map."
            yield Problem(where, "too-few-places", message, suggest("", columns))
        elif key not in columns:
            yield Problem(
                where, "unknown-comparison", f"There is nothing '{key}' that could be shown.", suggest(key, columns)
            )


def _unread_facts(content: Content) -> bool:
    """Tell whether something could not be read without which places seem to report less than they do."""
    return not content.site.registry.is_whole("fact", "chapter", "place", "comparison", "measure")


def _misplaced(one: tuple[str, tuple[int, int], Place], other: tuple[str, tuple[int, int], Place]) -> str:
    """Return what is wrong between two tiles, in a sentence."""
    (name, (column, row), place), (other_name, (other_column, other_row), other_place) = one, other
    longitude, latitude = place.seat or (0.0, 0.0)
    other_longitude, other_latitude = other_place.seat or (0.0, 0.0)
    if (column, row) == (other_column, other_row):
        return f"The tiles of '{name}' and '{other_name}' share the cell [{column}, {row}]."
    if row == other_row and (column < other_column) != (longitude < other_longitude):
        return f"'{name}' and '{other_name}' stand in row {row} in the wrong order."
    if column == other_column and (row < other_row) != (latitude > other_latitude):
        return f"'{name}' and '{other_name}' stand in column {column} in the wrong order."
    return ""
