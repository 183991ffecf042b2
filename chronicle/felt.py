"""The faces of counties and parts, drawn as appliqué on felt: a tile of pieces one upon the other, or a band of such tiles."""

from __future__ import annotations

from functools import lru_cache

from markupsafe import Markup

from chronicle.model import FACE_SIDE, Drawing
from chronicle.svg import draw_piece, element, number

PITCH = 72  # from one tile of a band to the next
EDGE = 6  # above and below the tiles of a band, where its seams run


@lru_cache(maxsize=256)
def draw_tile(drawing: Drawing) -> Markup:
    """Return a face as a small drawing, hidden from screen readers, since the text beside it says the same."""
    return element(
        "svg",
        map(draw_piece, drawing.pieces),
        class_="felt",
        viewBox=f"0 0 {FACE_SIDE} {FACE_SIDE}",
        aria_hidden="true",
        focusable="false",
    )


def draw_band(key: str, drawing: Drawing) -> Markup:
    """Return a band that repeats a face over its whole width; `key` is part of the id of its SVG pattern."""
    name, height = f"felt-{key}", FACE_SIDE + 2 * EDGE
    tile = element("g", map(draw_piece, drawing.pieces), transform=f"translate({(PITCH - FACE_SIDE) // 2} {EDGE})")
    seams = (element("line", x2="100%", y1=y, y2=y, class_="grass line") for y in (1.5, height - 1.5))
    pattern = element("pattern", tile, id=name, width=PITCH, height=height, patternUnits="userSpaceOnUse")
    return element(
        "svg",
        pattern,
        element("rect", width="100%", height=height, fill=f"url(#{name})"),
        *seams,
        class_="felt band",
        height=height,
        aria_hidden="true",
        focusable="false",
    )


def draw_cover(drawing: Drawing | None) -> Markup:
    """Return a drawing in its place behind the plain, in units of the cover; empty if there is no drawing."""
    if drawing is None:
        return Markup()
    scale, x, y = drawing.on_cover
    moved = f"translate({number(x)} {number(y)}) scale({scale:.4g})"
    return element("g", map(draw_piece, drawing.pieces), class_="felt", transform=moved)
