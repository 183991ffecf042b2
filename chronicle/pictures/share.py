"""The picture that a shared link shows: 1200 × 630 pixels, a page's title in large type above the drawing of the cover."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import astuple, dataclass
from functools import lru_cache
from itertools import pairwise

from PIL import Image, ImageDraw

from chronicle.model import FACE_SIDE, FELT_COLOURS, Drawing
from chronicle.pictures.plans import SHARE_SIZE, Colours, SharePicture
from chronicle.pictures.setting import Type, Typeface, cut_lines, find_missing, mix, pack, wrap
from chronicle.scripts import has_han

WIDTH, HEIGHT = SHARE_SIZE
MARGIN = 80
TITLE_TOP, TITLE_BOTTOM = 118, 396
TITLE_SIZES = ((104, 1), (88, 2), (76, 2), (68, 3), (58, 3), (50, 4))  # size, most lines
TITLE_LEADING = 1.25
SMALL_SIZE = 29
FIGURE_SIZES = (54, 48, 42, 36, 30)
LABEL_SIZE, LABEL_LINES, LABEL_STEP = 27, 2, 38
FIGURE_BASE = 456
FIGURE_ROOM = 555  # the peak stands right of it

# The rows of the plain, in units of the cover's drawing, which is 1600 wide.
SCALE = WIDTH / 1600
SKY = 405  # pixels from the upper edge of the picture to that of the drawing
ASIDE = 70  # units by which the drawing of the cover is moved to the right
ROWS = (
    (190, 210, 187, 170, 195, 209), (206, 216, 188, 180, 208, 214), (225, 222, 193, 197, 225, 221), (242, 228, 203, 217, 241, 229),
    (258, 235, 219, 239, 256, 239), (270, 244, 239, 262, 271, 252), (281, 258, 262, 283, 286, 267), (292, 276, 287, 305, 303, 284),
    (306, 298, 311, 326, 321, 301), (323, 322, 336, 348, 340, 318), (343, 346, 361, 371, 358, 336), (366, 371, 387, 395, 374, 355),
)  # fmt: skip
SHOWN_FACE = 84  # pixels of the side of a face
FACE_PLACE = (WIDTH - MARGIN - SHOWN_FACE, 30)
SMOOTH = 3  # the drawing is made so many times larger, then reduced


@dataclass(frozen=True)
class Faces:
    """The typeface of titles and figures, and that of all other text."""

    title: Typeface
    text: Typeface


@dataclass(frozen=True)
class Line:
    """A line of a picture: its type, the point where its base line begins, its words and the name of its colour."""

    type: Type
    left: float
    base: float
    text: str
    colour: str


def missing_glyphs(picture: SharePicture, faces: Faces) -> str:
    """Return the characters on a picture for which the fonts have no glyphs."""
    texts = ((faces.title, picture.title), (faces.title, picture.figure), (faces.text, picture.site), (faces.text, picture.part), (faces.text, picture.label))  # fmt: skip
    return "".join(dict.fromkeys("".join(find_missing(face, text) for face, text in texts)))


def lay_out_share_picture(picture: SharePicture, faces: Faces) -> list[Line]:
    """Return every line of a picture with its place."""
    return [*_head_lines(picture, faces), *_title_lines(picture, faces), *_figure_lines(picture, faces)]


def describe_share_picture(picture: SharePicture, faces: Faces, colours: Colours) -> tuple[object, ...]:
    """Return everything that is seen on a picture as plain values: a digest of its ground, its colours, its face, and every line with its size, place and colour."""
    lines = lay_out_share_picture(picture, faces)
    shown = ((one.type.size, one.type.chinese, one.type.face == faces.title, one.left, one.base, one.text, one.colour) for one in lines)  # fmt: skip
    return (
        _ground_sum(colours, picture.cover),
        astuple(colours),
        astuple(picture.face) if picture.face else (),
        *shown,
    )


@lru_cache(maxsize=8)
def _ground_sum(colours: Colours, cover: Drawing | None) -> str:
    return hashlib.sha256(_ground(colours, cover).tobytes()).hexdigest()


def draw_share_picture(picture: SharePicture, faces: Faces, colours: Colours) -> bytes:
    """Return a picture as a PNG."""
    image = _ground(colours, picture.cover).copy()
    if picture.face:
        image.paste(_draw_face(picture.face, colours), FACE_PLACE)
    canvas = ImageDraw.Draw(image)
    for line in lay_out_share_picture(picture, faces):
        line.type.draw(canvas, line.left, line.base, line.text, getattr(colours, line.colour))
    return pack(image.quantize(palette=_palette(colours), dither=Image.Dither.NONE))


def _head_lines(picture: SharePicture, faces: Faces) -> Iterator[Line]:
    small = Type(faces.text, SMALL_SIZE, has_han(picture.site + picture.part))
    base = MARGIN + 4
    room = WIDTH - 2 * MARGIN - (SHOWN_FACE + 22 if picture.face else 0)
    (site,) = cut_lines(small, wrap(small, picture.site, room), 1, room) or [""]
    yield Line(small, MARGIN, base, site, "peak")
    left = MARGIN + small.width(site) + 22
    if picture.part and left + small.width(picture.part) <= MARGIN + room:
        yield Line(small, left, base, picture.part, "quiet")


def _title_lines(picture: SharePicture, faces: Faces) -> Iterator[Line]:
    room = WIDTH - 2 * MARGIN
    for size, most in TITLE_SIZES:
        kind = Type(faces.title, size, has_han(picture.title))
        lines = wrap(kind, picture.title, room)
        if len(lines) <= most:
            break
    lines = cut_lines(kind, lines, most, room)
    leading = size * TITLE_LEADING
    height = leading * (len(lines) - 1) + size
    top = TITLE_TOP + (TITLE_BOTTOM - TITLE_TOP - height) * 0.4
    for number, line in enumerate(lines):
        yield Line(kind, MARGIN, round(top + kind.ascent + number * leading), line, "ink")


def _figure_lines(picture: SharePicture, faces: Faces) -> Iterator[Line]:
    """Yield the line of the figure, as large as its room allows, and those of its label; a figure without room is left out, since a part of it would be wrong."""
    kinds = (Type(faces.title, size, has_han(picture.figure)) for size in FIGURE_SIZES)
    figure = next((kind for kind in kinds if kind.width(picture.figure) <= FIGURE_ROOM), None)
    if not picture.figure or figure is None:
        return
    yield Line(figure, MARGIN, FIGURE_BASE, picture.figure, "figure")
    label = Type(faces.text, LABEL_SIZE, has_han(picture.label))
    lines = cut_lines(label, wrap(label, picture.label, FIGURE_ROOM), LABEL_LINES, FIGURE_ROOM)
    for number, line in enumerate(lines):
        yield Line(label, MARGIN, FIGURE_BASE + LABEL_STEP * (number + 1), line, "ink")


def _draw_face(face: Drawing, colours: Colours) -> Image.Image:
    """Return a face as a small picture on paper; its seams are whole lines, since dashes would vanish at this size."""
    zoom = SHOWN_FACE * SMOOTH / FACE_SIDE
    image = Image.new("RGB", (SHOWN_FACE * SMOOTH, SHOWN_FACE * SMOOTH), colours.paper)
    _draw_pieces(ImageDraw.Draw(image), face, colours, zoom)
    return image.reduce(SMOOTH)


def _draw_pieces(
    pen: ImageDraw.ImageDraw, drawing: Drawing, colours: Colours, zoom: float, left: float = 0, top: float = 0
) -> None:
    """Draw the pieces of a drawing whose square has its upper left corner at a point; a unit is `zoom` pixels."""
    for piece in drawing.pieces:
        colour = getattr(colours, FELT_COLOURS[piece.colour].replace("-", "_"))
        places = [(left + x * zoom, top + y * zoom) for x, y in piece.points]
        if piece.kind == "dot":
            (x, y), radius = places[0], piece.radius * zoom
            pen.ellipse((x - radius, y - radius, x + radius, y + radius), fill=colour)
        elif piece.kind == "area":
            pen.polygon(places, fill=colour)
        else:
            pen.line(places, fill=colour, width=round(1.8 * zoom), joint="curve")


@lru_cache(maxsize=2)
def _ground(colours: Colours, cover: Drawing | None) -> Image.Image:
    """Return the ground that all pictures share: paper, the drawing of the cover, and the rows of the plain in front of it."""
    image = Image.new("RGB", (WIDTH * SMOOTH, HEIGHT * SMOOTH), colours.paper)
    canvas = ImageDraw.Draw(image)
    if cover:
        scale, left, top = cover.on_cover
        x, y = _place(left + ASIDE, top)
        _draw_pieces(canvas, cover, colours, scale * SCALE * SMOOTH, x, y)
    edge = [_place(x, y) for x, y in _row(ROWS[0])]
    canvas.polygon(
        [*edge, (WIDTH * SMOOTH, HEIGHT * SMOOTH), (0, HEIGHT * SMOOTH)], fill=mix(colours.paper, colours.sand, 0.12)
    )
    for number, row in enumerate(ROWS):
        far = number / (len(ROWS) - 1)
        colour = mix(colours.sand, colours.grass, min(1.0, far * 2))
        canvas.line(
            [_place(x, y) for x, y in _row(row)], fill=colour, width=round((1.6 + 1.6 * far) * SMOOTH), joint="curve"
        )
    return image.reduce(SMOOTH)


def _place(x: float, y: float) -> tuple[float, float]:
    return x * SCALE * SMOOTH, (y * SCALE + SKY) * SMOOTH


def _row(heights: tuple[int, ...]) -> Iterator[tuple[float, float]]:
    """Yield the points of a smooth line through heights that are 320 units apart."""
    for number, (one, two) in enumerate(pairwise(heights)):
        for step in range(33):
            part = step / 32
            yield (number + part) * 320, one + (two - one) * (3 * part**2 - 2 * part**3)


@lru_cache(maxsize=2)
def _palette(colours: Colours) -> Image.Image:
    """Return the few colours of every picture: those named, and the steps from each to the paper that smooth edges need."""
    paper, ink, quiet, figure, peak, behind, sand, grass = astuple(colours)
    plain = mix(paper, sand, 0.12)
    ramps = [(paper, ink, 10), (paper, figure, 7), (paper, quiet, 5), (paper, peak, 7), (paper, behind, 4), (plain, sand, 4), (plain, grass, 5), (plain, mix(sand, grass, 0.5), 4), (behind, peak, 3)]  # fmt: skip
    shades = [mix(one, two, step / count) for one, two, count in ramps for step in range(count + 1)]
    few = list(dict.fromkeys([*shades, ink]))
    palette = Image.new("P", (1, 1))
    palette.putpalette(b"".join(bytes.fromhex(shade[1:]) for shade in few))
    return palette
