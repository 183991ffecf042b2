"""The map: places as tiles in their relative position, or by boundaries that an editor has a licence for → one static SVG."""

from chronicle.geography.drawing import MapPlace, draw_map
from chronicle.geography.geojson import parse_boundaries
from chronicle.geography.outlines import Canvas, Outline, boundary_canvas, tile_canvas

__all__ = ["Canvas", "MapPlace", "Outline", "boundary_canvas", "draw_map", "parse_boundaries", "tile_canvas"]
