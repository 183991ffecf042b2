"""A canvas and what is said of each place → an SVG whose places are links; colours are the style sheet's, by class."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from chronicle.geography.outlines import Canvas, Outline
from chronicle.svg import element, hatch, line_width, number, text

FONT_SIZE = 12.0
LINE_HEIGHT = 14.0
LETTER = 0.56  # the width of a letter or digit of a sans-serif, in ems; a Han character is one em wide


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
    lines = [("name", line) for line in wrap(place.name, outline.room)]
    # What stands in a gap is set smaller, in one line.
    value = wrap(place.value, outline.room) if place.step else [place.value]
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


def wrap(words: str, room: float) -> list[str]:
    """Return a name in one line, or in two of about the same length where it is wider than `room` units."""
    if text_width(words) <= room:
        return [words]
    breaks = [(at, at + 1) for at, character in enumerate(words) if character == " "]
    if not breaks and any(unicodedata.east_asian_width(character) == "W" for character in words):
        breaks = [(len(words) // 2, len(words) // 2)]
    if not breaks:
        return [words]
    # Of two equal breaks the later, as the last word is mostly the kind of place.
    end, start = min(breaks[::-1], key=lambda cut: max(text_width(words[: cut[0]]), text_width(words[cut[1] :])))
    return [words[:end], words[start:]]


def text_width(words: str) -> float:
    """Return about how wide a line is on a map, in units of the canvas."""
    return line_width(words, FONT_SIZE, LETTER)
