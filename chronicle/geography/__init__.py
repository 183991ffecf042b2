"""The map: places where they are, to scale, or by boundaries that an editor has a licence for → one static SVG."""

from chronicle.geography.canvas import BAR_KM, Canvas, boundary_canvas, locator_canvas, seat_canvas
from chronicle.geography.drawing import MapPlace, draw_locator, draw_map
from chronicle.geography.geojson import parse_boundaries

__all__ = [
    "BAR_KM",
    "Canvas",
    "MapPlace",
    "boundary_canvas",
    "draw_locator",
    "draw_map",
    "locator_canvas",
    "parse_boundaries",
    "seat_canvas",
]
