"""Rules of comparisons and of the map: enough places report what is compared, and boundaries and lines fit the places."""

from __future__ import annotations

from collections.abc import Iterator

from chronicle.checks.content import Content
from chronicle.comparison import LEAST_PLACES, LEFT, all_comparisons, make_columns
from chronicle.geography import Line, seat_canvas
from chronicle.problems import Problem, suggest


def check_comparisons(content: Content) -> Iterator[Problem]:
    """A comparison is of a measure that exists, does not take another's name, and is reported by enough places."""
    site = content.site
    columns = {column.key for column in make_columns(site)}
    for key, comparison in site.comparisons.items():
        where = site.registry.where("comparison", key)
        if comparison.measure not in site.settings.measures:
            continue  # check_entries reports that
        if key == LEFT or (key in site.settings.measures and key != comparison.measure):
            message = f"'{key}' is already the name of another comparison."
            yield Problem(where, "taken-key", message, "Choose another key.")
        elif key not in columns and not _unread_facts(content):
            message = f"Fewer than {LEAST_PLACES} places with a seat report '{key}', which is too few to compare."
            hint = "Give this measure to more facts where it is the same, widen 'as_of:', or remove the entry."
            yield Problem(where, "too-few-places", message, hint)


def check_map(content: Content) -> Iterator[Problem]:
    """The map shows only comparisons that exist and that enough places report."""
    site = content.site
    if site.map_settings is None or _unread_facts(content):
        return
    columns = [column.key for column in make_columns(site)]
    for number, key in enumerate(site.map_settings.shows):
        where = site.registry.where("map", "map", "shows", number)
        if key in (*all_comparisons(site), LEFT) and key not in columns:
            message = f"Fewer than {LEAST_PLACES} places with a seat report '{key}', which is too few for a map."
            yield Problem(where, "too-few-places", message, suggest("", columns))
        elif key not in columns:
            message = f"There is no comparison or measure '{key}'."
            yield Problem(where, "unknown-comparison", message, suggest(key, columns))


def check_boundaries(content: Content) -> Iterator[Problem]:
    """Each place with a seat has a boundary, and no other place has one."""
    site = content.site
    if site.boundaries is None or not content.is_whole("place"):
        return
    seats = site.seats
    found = site.boundaries.places
    for key in found.keys() - set(seats):
        yield Problem(found[key], "unknown-place", f"There is no place '{key}' with a seat.", suggest(key, seats))
    for key in set(seats) - found.keys():
        message = f"The place '{key}' has a seat but no boundary here."
        hint = f'Add a feature with "properties": {{"place": "{key}"}}.'
        yield Problem(site.boundaries.where, "missing-boundary", message, hint)


def check_ground(content: Content) -> Iterator[Problem]:
    """Lines below the places name only places that exist, and can be seen: they cross the map, and no areas hide them."""
    site = content.site
    if site.ground is None or not content.is_whole("place"):
        return
    for line in site.ground.lines:
        if line.place and line.place not in site.places:
            message = f"There is no place '{line.place}'."
            yield Problem(line.where, "unknown-place", message, suggest(line.place, site.places))
    if not site.seats:
        return
    if site.boundaries is not None:
        message = "The areas within the boundaries would hide these lines."
        yield Problem(site.ground.where, "hidden-lines", message, "Keep counties.geojson or ground.geojson.")
    elif not seat_canvas(site.seats, lines=[Line(one.points) for one in site.ground.lines]).lines:
        message = "None of these lines crosses the map, which shows the places with a seat."
        hint = "Write each position with its longitude first, and take the lines of this area."
        yield Problem(site.ground.where, "hidden-lines", message, hint)


def _unread_facts(content: Content) -> bool:
    """Return whether something could not be read, so that places may seem to report less than they do."""
    return bool(content.unknown_facts) or not content.is_whole("fact", "chapter", "place", "comparison", "measure")
