"""The map: the seats of places, to scale, or boundaries that an editor may use → one static SVG."""

from chronicle.geography.canvas import Canvas, boundary_canvas, locator_canvas, seat_canvas, tell_degrees
from chronicle.geography.drawing import Locator, draw_locator, draw_map, lay_out_locator
from chronicle.geography.geojson import parse_boundaries, parse_lines
from chronicle.geography.lines import Line
from chronicle.geography.placing import MapPlace

__all__ = [
    "Canvas",
    "Line",
    "Locator",
    "MapPlace",
    "boundary_canvas",
    "draw_locator",
    "draw_map",
    "lay_out_locator",
    "locator_canvas",
    "parse_boundaries",
    "parse_lines",
    "seat_canvas",
    "tell_degrees",
]
