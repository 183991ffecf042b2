"""A canvas and what is said of each place → an SVG whose places are links; colours are the style sheet's, by class."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from chronicle.geography.outlines import Canvas, Outline
from chronicle.lines import balance_lines, estimate_width
from chronicle.svg import element, hatch, number, text

FONT_SIZE = 12.0
LINE_HEIGHT = 14.0
MOST_LINES = 2


@dataclass(frozen=True)
class MapPlace:
    """What a map says of one place; `step` is 1 to 5, or 0 where there is no figure; `label` is the link in words."""

    name: str
    url: str
    label: str
    value: str = ""
    step: int = 0


def draw_map(canvas: Canvas, places: Mapping[str, MapPlace], key: str, label: str) -> Markup:
    """Return the map; `key` makes the id of its pattern its own on a page with several maps.

    Places stand in the order of `places`, but larger areas before smaller ones, whose names may need room on them.
    """
    pattern = f"gap-{key}"
    order = sorted(places, key=lambda place: -canvas.outlines[place].area)
    return element(
        "svg",
        element("defs", hatch(pattern, 6)),
        [_draw_place(canvas.outlines[place], places[place], f"url(#{pattern})") for place in order],
        class_="map",
        viewBox=f"0 0 {number(canvas.width)} {number(canvas.height)}",
        fill_rule="evenodd",
        role="group",
        aria_label=label,
    )


def _draw_place(outline: Outline, place: MapPlace, pattern: str) -> Markup:
    lines = [("name", line) for line in break_name(place.name, outline.room)]
    # What stands in a gap is set smaller, in one line.
    value = break_name(place.value, outline.room) if place.step else [place.value]
    lines += [("value", line) for line in value if line]
    top = outline.y - (len(lines) - 1) * LINE_HEIGHT / 2 + FONT_SIZE * 0.36
    return element(
        "a",
        element("path", d=outline.path, fill=None if place.step else pattern),
        [text(line, outline.x, top + row * LINE_HEIGHT, kind, "middle") for row, (kind, line) in enumerate(lines)],
        href=place.url,
        class_=f"step-{place.step}" if place.step else "gap",
        aria_label=place.label,
    )


def break_name(words: str, room: float) -> list[str]:
    """Break a name into lines; a third would find no room in a tile, so a long one sticks out of it a little."""
    lines = balance_lines(words, room, text_width, whole_words=True)
    return lines if len(lines) <= MOST_LINES else break_name(words, room * 1.05)


def text_width(words: str) -> float:
    """Return about how wide a line is on a map, in units of the canvas."""
    return estimate_width(words, FONT_SIZE)
