"""Drawings that a style sheet colours on pages → drawings that contain their colours, since style sheets do not reach drawings in every book."""

from __future__ import annotations

from collections.abc import Mapping

from chronicle.books.xhtml import Element
from chronicle.model import FELT_COLOURS
from chronicle.shapes import LOOKS, SIZE, colour_of
from chronicle.svg import Attributes, by_colour, number

_SEAM = {"fill": "none", "stroke-width": "1.8", "stroke-dasharray": "4.5 2.5"}


def colour_drawings(section: Element, colours: Mapping[str, str]) -> None:
    """Give every shape in the drawings of a document the attributes of its role; `colours` is name → colour of the light theme."""
    style = by_colour(colours)
    for svg in section.iter("svg"):
        svg.set("direction", "ltr")  # as on pages in any script
        if "drawing" in svg.get("class", "").split():
            svg.set("font-size", number(SIZE))
        for shape in svg.iter():
            role = shape.get("class") or ("label" if shape.tag == "text" else "")
            if role in LOOKS:
                _set(shape, {key.replace("_", "-"): value for key, value in style(role).items()})
            elif role.partition(" ")[0] in FELT_COLOURS:
                colour = colour_of(colours, FELT_COLOURS[role.partition(" ")[0]])
                _set(shape, {**_SEAM, "stroke": colour} if role.endswith(" line") else {"fill": colour})


def _set(shape: Element, looks: Attributes) -> None:
    for name, value in looks.items():
        if value is not None:
            shape.set(name, value if isinstance(value, str) else number(value))
