"""A drawing as a PNG: shapes in their places, in the colours of the light theme."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise

from PIL import Image, ImageDraw

from chronicle.pictures.setting import Type, pack
from chronicle.pictures.share import Faces
from chronicle.scripts import has_han
from chronicle.shapes import BOLD, DOT, LOOKS, SIZE, SIZES, Box, Face, Label, Mark, Shape, Stroke, colour_of, role_of

SCALE = 2  # pixels to a unit
SMOOTH = 2  # shapes are drawn so many times larger, then reduced
TALL = 8_000  # from this height in pixels on, shapes are not drawn larger: a list of 300 bars would take 600 MB
COLOURS = 64
WAVE = 2 * SCALE  # from the top of the wavy line to its foot

Point = tuple[float, float]


def draw_shapes(
    shapes: Iterable[Shape], width: float, height: float, faces: Faces, colours: Mapping[str, str]
) -> bytes:
    """Return a drawing as a PNG, two pixels to a unit."""
    size = (round(width * SCALE), round(height * SCALE))
    smooth = SMOOTH if size[1] < TALL else 1
    large = Image.new("RGB", (size[0] * smooth, size[1] * smooth), colour_of(colours, "paper"))
    pen, labels = ImageDraw.Draw(large), []
    for shape in shapes:
        if isinstance(shape, Label):
            labels.append(shape)
        elif not isinstance(shape, Face):  # only pages have faces
            _draw(pen, shape, colours, SCALE * smooth)
    image = large.reduce(smooth) if smooth > 1 else large
    canvas = ImageDraw.Draw(image)
    for label in labels:
        _write(canvas, label, faces, colours)
    return pack(image.quantize(COLOURS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE))


def _draw(pen: ImageDraw.ImageDraw, shape: Box | Mark | Stroke, colours: Mapping[str, str], zoom: int) -> None:
    look = LOOKS[role_of(shape)]
    fill = colour_of(colours, look.fill) if look.fill else None
    stroke = colour_of(colours, look.stroke) if look.stroke else None
    line = max(1, round(look.width * zoom))
    if isinstance(shape, Stroke):
        ends = ((shape.x1 * zoom, shape.y1 * zoom), (shape.x2 * zoom, shape.y2 * zoom))
        for one, two in _dash(*ends, [length * zoom for length in look.dashes]):
            pen.line((one, two), fill=stroke, width=line)
        return
    left, top, right, bottom = (side * zoom for side in _edges(shape))
    if isinstance(shape, Mark) and shape.series != 3:
        pen.ellipse((left, top, right, bottom), fill=fill, outline=stroke, width=line)
        return
    pen.rectangle((left, top, max(left, right - 1), max(top, bottom - 1)), fill=fill)
    corners = ((left, top), (right, top), (right, bottom), (left, bottom), (left, top))
    for start, end in pairwise(corners) if stroke else ():
        for one, two in _dash(start, end, [length * zoom for length in look.dashes]):
            pen.line((one, two), fill=stroke, width=line)


def _edges(shape: Box | Mark) -> tuple[float, float, float, float]:
    if isinstance(shape, Box):
        return shape.x, shape.y, shape.x + shape.width, shape.y + shape.height
    return shape.x - DOT, shape.y - DOT, shape.x + DOT, shape.y + DOT


def _dash(start: Point, end: Point, dashes: list[float]) -> Iterator[tuple[Point, Point]]:
    """Yield the pieces of a line that are drawn: the whole line, or its dashes."""
    length = math.dist(start, end)
    if not dashes or not length:
        yield start, end
        return
    at, (dash, gap) = 0.0, dashes
    while at < length:
        yield _between(start, end, at / length), _between(start, end, min(1.0, (at + dash) / length))
        at += dash + gap


def _between(start: Point, end: Point, share: float) -> Point:
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share


def _write(canvas: ImageDraw.ImageDraw, label: Label, faces: Faces, colours: Mapping[str, str]) -> None:
    face = faces.title if label.role in BOLD else faces.text
    type_ = Type(face, round(SIZES.get(label.role, SIZE) * SCALE), has_han(label.text + label.tail))
    width = type_.width(label.text)
    left = label.x * SCALE - {"start": 0.0, "middle": width / 2, "end": width}[label.anchor]
    colour = colour_of(colours, LOOKS[label.role].fill)
    type_.draw(canvas, left, label.y * SCALE, label.text, colour)
    if label.role == "value doubtful":
        xs = range(round(left), round(left + width) + 1, WAVE)
        wave = [(x, (label.y + 3) * SCALE + (WAVE if number % 2 else 0)) for number, x in enumerate(xs)]
        canvas.line(wave, fill=colour, width=SCALE)
    if label.tail:
        quiet = Type(faces.text, type_.size, type_.chinese)
        quiet.draw(canvas, left + width + SIZE / 2 * SCALE, label.y * SCALE, label.tail, colour_of(colours, "quiet"))
