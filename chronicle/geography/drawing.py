"""A canvas and the texts of its places → an SVG in which each place is a link; the style sheet colours it by class."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial

from markupsafe import Markup

from chronicle.geography.canvas import Canvas, Spot
from chronicle.geography.lines import Along
from chronicle.geography.placing import (
    FONT_SIZE,
    LINE_HEIGHT,
    PLAIN,
    Box,
    MapPlace,
    Placing,
    around_words,
    break_name,
    circles_of,
    grow,
    is_over,
    labels_of,
    lines_of,
    place_beside,
    place_free_names,
    place_names,
    radius_of,
    touching,
)
from chronicle.shapes import Label
from chronicle.svg import draw_shape, element, line_path, number, text

REACH = 15  # the radius that a finger needs
ROOMY = 1.2  # how much further apart places are, measured by their names, on maps that show the class `roomy`

MOST_NAMES = 100  # on a small map; if there are more, only the place that the map is about has its name


@dataclass(frozen=True)
class Locator:
    """The small map of a site, prepared once for all pages.

    `marks` is place → its drawing, or one drawing of all places if they are many. `placed` is place → position of its name. `free` are places whose names do not cover each other.
    """

    canvas: Canvas
    marks: Mapping[str, Markup]
    places: Mapping[str, MapPlace]
    placed: Mapping[str, Placing]
    free: tuple[str, ...]


def draw_map(canvas: Canvas, places: Mapping[str, MapPlace], label: str, bar: str = "") -> Markup:
    """Return the map as SVG; `label` describes it, `bar` is the text of its scale bar. Large circles and areas are below smaller ones."""
    has_areas = any(spot.path for spot in canvas.spots.values())
    order = sorted(places, key=lambda key: (-canvas.spots[key].area, -places[key].radius))
    if has_areas:
        links = [_draw_area(canvas.spots[key], places[key]) for key in order]
        return element("svg", links, class_="map areas", viewBox=_view(canvas), fill_rule="evenodd", role="group", aria_label=label)  # fmt: skip
    names, roomy = _place_all(canvas, places, order)
    taken = [box for _, box in names.values()] + circles_of(canvas, places, order)
    words = [_draw_words(canvas, label, taken) for label in labels_of(canvas)]
    links = [
        _draw_spot(canvas, canvas.spots[key], places[key], names.get(key) or roomy.get(key), key in roomy)
        for key in order
    ]
    bar_scale = _draw_bar(canvas, bar) if canvas.bar and bar else ""
    along = map(partial(_draw_along, canvas), canvas.names)
    return _draw_ground(canvas) + element(
        "svg", words, along, bar_scale, links, class_="map seats", role="group", aria_label=label
    )


def _place_all(
    canvas: Canvas, places: Mapping[str, MapPlace], order: list[str]
) -> tuple[dict[str, Placing], dict[str, Placing]]:
    """Return place → position of its name; and of a crowded map, on which not all names have room, place → position of its name on a large one."""
    if not canvas.is_crowded:
        return place_names(canvas, places, order), {}
    names = place_free_names(canvas, places, order, {}, 1)
    return names, place_free_names(canvas, places, (key for key in order if key not in names), names, ROOMY)


def _draw_ground(canvas: Canvas) -> Markup:
    """Return the drawing below the places, which grows with the page: grid, lines, and hairlines to true seats.

    Names and circles hardly grow, so they are in a drawing of their own on top of it.
    """
    grid = [draw_shape(shape) for shape in canvas.grid if not isinstance(shape, Label)]
    leaders = map(_draw_leader, canvas.spots.values())
    return element("svg", grid[:1], _draw_lines(canvas), grid[1:], leaders, class_="map-ground", viewBox=_view(canvas), aria_hidden="true")  # fmt: skip


def _view(canvas: Canvas) -> str:
    return f"0 0 {number(canvas.width)} {number(canvas.height)}"


def _at(canvas: Canvas, x: float, y: float) -> dict[str, str]:
    """Return the attributes `x` and `y` of a point as percentages of the drawing, so that they hold at any size."""
    return {"x": f"{number(x / canvas.width * 100)}%", "y": f"{number(min(y / canvas.height, 1) * 100)}%"}


def _draw_words(canvas: Canvas, label: Label, taken: list[Box]) -> Markup:
    """Return words at an edge of the map, or below it; if names or circles cover them on a small map, only a large map shows them."""
    anchor = None if label.anchor == "start" else label.anchor
    down = "1.1em" if label.y > canvas.height else None
    look = "quiet roomy" if touching(grow(around_words(label)), taken) else "quiet"
    return element("text", label.text, **_at(canvas, label.x, label.y), dy=down, class_=look, text_anchor=anchor)


def _draw_along(canvas: Canvas, name: Along) -> Markup:
    """Return the name of a line, parallel to the line and above it."""
    words = element("text", name.name, y=-4, class_="along", text_anchor="middle", transform=f"rotate({round(name.turn)})")  # fmt: skip
    return element("svg", words, **_at(canvas, name.x, name.y))


def lay_out_locator(canvas: Canvas, names: Mapping[str, str]) -> Locator:
    """Return the small map of places before one of them is highlighted; `names` is place → name. On a map with boundaries no names are shown."""
    marks = {key: _mark(spot, "there") for key, spot in canvas.spots.items()}
    if any(spot.path for spot in canvas.spots.values()):
        return Locator(canvas, marks, {}, {}, ())
    places = {key: MapPlace(name, "", "") for key, name in names.items()}
    if len(places) > MOST_NAMES:
        marks = {"": _mark_many(canvas.spots.values(), PLAIN * canvas.crowding)}
        return Locator(canvas, marks, places, {key: place_beside(canvas, key, places[key]) for key in places}, ())
    placed = place_names(canvas, places, list(places), rounds=1)
    free: list[str] = []
    for key in placed:
        if not any(is_over(placed[key], placed[other]) for other in free):
            free.append(key)
    return Locator(canvas, marks, places, placed, tuple(free))


def draw_locator(locator: Locator, place: str, label: str) -> Markup:
    """Return a small map that shows where a place lies among the others; no other name covers its name."""
    canvas, placed = locator.canvas, locator.placed
    marks = [mark for key, mark in locator.marks.items() if key != place]
    here = [_mark(canvas.spots[place], "here")] if place in canvas.spots else []
    others = [key for key in locator.free if key != place and not is_over(placed[key], placed[place])]
    return element(
        "svg",
        _draw_lines(canvas),
        marks + here,
        _draw_name(locator.places[place], placed[place], "here") if placed else [],
        [line for key in others for line in _draw_name(locator.places[key], placed[key], "there")],
        class_="locator",
        viewBox=_view(canvas),
        role="img",
        aria_label=label,
    )


def _draw_lines(canvas: Canvas) -> Markup:
    """Return the lines below the places, in a nested `svg` element that cuts them off at the edge of the map."""
    if not canvas.lines:
        return Markup()
    path = element("path", d=canvas.lines, class_="ground-lines")
    return element("svg", path, width=canvas.width, height=canvas.height)


def _draw_leader(spot: Spot) -> Markup:
    """Return a hairline from a place that was moved to its true seat."""
    if spot.seat is None:
        return Markup()
    return element("path", d=line_path([(spot.x, spot.y), spot.seat]), class_="leader")


def _mark(spot: Spot, look: str) -> Markup:
    if spot.path:
        return element("path", d=spot.path, class_=look)
    return element("circle", cx=spot.x, cy=spot.y, r=PLAIN if look == "here" else PLAIN / 2, class_=look)


def _mark_many(spots: Iterable[Spot], side: float) -> Markup:
    """Return the places of a crowded map as one shape of small squares, which is half as long as a circle for each."""
    squares = (f"M{number(spot.x - side / 2)} {number(spot.y - side / 2)}h{number(side)}v{number(side)}h-{number(side)}z" for spot in spots)  # fmt: skip
    return element("path", d="".join(squares), class_="there")


def _draw_name(place: MapPlace, where: Placing, look: str) -> list[Markup]:
    """Return the lines of a place's name and value at their position, with the class `look`; without a look, or with that of names which only a large map shows, each also with the class `name` or `value`."""
    anchor, (left, top, right, _) = where
    x = {"start": left, "end": right, "middle": (left + right) / 2}[anchor]
    return [
        text(
            line,
            x,
            top + row * LINE_HEIGHT + FONT_SIZE * 0.85,
            f"{kind} {look}" if look == "roomy" else look or kind,
            None if anchor == "start" else anchor,
        )
        for row, (kind, line) in enumerate(lines_of(place))
    ]


def _draw_area(spot: Spot, place: MapPlace) -> Markup:
    lines = [("name", line) for line in break_name(place.name, spot.room)]
    lines += [("value", line) for line in break_name(place.value, spot.room) if line]
    top = spot.y - (len(lines) - 1) * LINE_HEIGHT / 2 + FONT_SIZE * 0.36
    circle = element("circle", cx=spot.x, cy=spot.y, r=place.radius) if place.radius else ""
    words = [text(line, spot.x, top + row * LINE_HEIGHT, kind, "middle") for row, (kind, line) in enumerate(lines)]
    return _link(place, element("path", d=spot.path), circle, words)


def _draw_spot(canvas: Canvas, spot: Spot, place: MapPlace, where: Placing | None, is_roomy: bool) -> Markup:
    """Return a place as a link with a nested `svg` element, whose origin is the centre of the place's circle; a place without a name shows it when it is pointed at."""
    radius, room = radius_of(canvas, place), REACH * canvas.crowding
    reach = element("circle", r=room, class_="reach") if radius < room else ""
    at = _at(canvas, spot.x, spot.y)
    if where is None:
        return _link(place, element("svg", element("circle", r=radius), reach, element("title", place.label), **at))
    anchor, (left, top, right, bottom) = where
    around = anchor, (left - spot.x, top - spot.y, right - spot.x, bottom - spot.y)
    name = _draw_name(place, around, "roomy" if is_roomy else "")
    return _link(place, element("svg", element("circle", r=radius), reach, name, **at))


def _link(place: MapPlace, *drawn: str | list[Markup]) -> Markup:
    return element("a", *drawn, href=place.url, class_=place.look, aria_label=place.label)


def _draw_bar(canvas: Canvas, words: str) -> Markup:
    """Return the scale bar with its text, below the labels of the degrees."""
    share, end = canvas.bar / canvas.width, _at(canvas, canvas.width, canvas.height)
    bar = element("rect", x=f"{number(99.7 - share * 100)}%", y="100%", width=f"{number(share * 100)}%", height=4, class_="bar")  # fmt: skip
    return bar + element("text", words, x=f"{number(98.5 - share * 100)}%", y=end["y"], dy="2.4em", class_="quiet", text_anchor="end")  # fmt: skip
