"""Sets type with Pillow: lines that break where their language allows it, in glyphs whose widths are measured.

Only Pillow's basic layout is used: the other one needs a library that not every system has, and the same picture must have the same bytes everywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

from chronicle.lines import balance_lines
from chronicle.pictures.plans import DRAWN
from chronicle.scripts import FULL_WIDTH, HAN, KANA, has_han

# Marks that Chinese and other languages share; they are set as Chinese in a text with Han characters.
SHARED = "“”‘’—…·"
GAP = 0.2  # of the size, between Han and Latin or digits, where no space is typed

# The characters for which the font for Han is used.
_OF_HAN_FONT = HAN + KANA + FULL_WIDTH
_LETTER = re.compile(rf"[^\W{_OF_HAN_FONT}]")
_NO_FONT_HAS = "\uffff"


@dataclass(frozen=True)
class Typeface:
    """The fonts for Han and for all other characters, as the bytes of two font files."""

    han: bytes
    latin: bytes


@dataclass(frozen=True)
class Type:
    """A typeface at a size in pixels; in Chinese text, marks that other languages share are as wide as a character."""

    face: Typeface
    size: int
    chinese: bool

    @property
    def ascent(self) -> int:
        """Pixels from the top of a line's box to its base line."""
        return round(self.size * 0.88)

    def width(self, text: str) -> float:
        """Return how wide a line is, in pixels."""
        return _measure(self, text)

    def draw(self, canvas: ImageDraw.ImageDraw, left: float, base: float, text: str, colour: str) -> None:
        """Draw a line from `left` on the base line `base`."""
        for gap, font, run in self._runs(text):
            canvas.text((left + gap, base), run, fill=colour, font=font, anchor="ls")
            left += gap + font.getlength(run)

    def box(self, text: str) -> tuple[float, float, float, float]:
        """Return the box that a line covers, relative to its start on the base line: left, top, right, bottom."""
        left = 0.0
        boxes = []
        for gap, font, run in self._runs(text):
            one = font.getbbox(run, anchor="ls")
            boxes.append((left + gap + one[0], one[1], left + gap + one[2], one[3]))
            left += gap + font.getlength(run)
        lefts, tops, rights, bottoms = zip(*boxes, strict=True) if boxes else ((0,), (0,), (0,), (0,))
        return min(lefts), min(tops), max(rights), max(bottoms)

    def _runs(self, text: str) -> Iterator[tuple[float, ImageFont.FreeTypeFont, str]]:
        """Yield (gap before, font, text) for each run of letters of one font."""
        before = ""
        for is_han, run in split_runs(text, self.chinese):
            gap = GAP * self.size if before and is_border(before[-1], run[0]) else 0.0
            yield gap, open_font(self.face.han if is_han else self.face.latin, self.size), run
            before = run


@lru_cache(maxsize=16_384)
def _measure(type_: Type, text: str) -> float:
    return sum(gap + font.getlength(run) for gap, font, run in type_._runs(text))


def split_runs(text: str, chinese: bool) -> Iterator[tuple[bool, str]]:
    """Yield (is Han, run) for each run of letters of one font."""
    han = _OF_HAN_FONT + SHARED if chinese else _OF_HAN_FONT
    yield from ((bool(re.match(f"[{han}]", run)), run) for run in re.findall(f"[{han}]+|[^{han}]+", text))


def is_border(one: str, two: str) -> bool:
    """Return whether one character is Han and the other a letter or digit, so that a small gap is left between them."""
    letters = [bool(_LETTER.match(side)) for side in (one, two)]
    han = [has_han(side) for side in (one, two)]
    return (letters[0] and han[1]) or (han[0] and letters[1])


@lru_cache(maxsize=64)
def open_font(content: bytes, size: int) -> ImageFont.FreeTypeFont:
    """Return a font at a size."""
    return ImageFont.truetype(BytesIO(content), size, layout_engine=ImageFont.Layout.BASIC)


def find_missing(face: Typeface, text: str) -> str:
    """Return the characters of a text that the typeface has no glyph for, each once, in their order."""
    runs = split_runs(text, has_han(text))
    return "".join(dict.fromkeys(c for is_han, run in runs for c in run if not _has(face, is_han, c)))


@lru_cache(maxsize=8192)
def _has(face: Typeface, is_han: bool, character: str) -> bool:
    font = open_font(face.han if is_han else face.latin, 32)
    nothing, shape = font.getmask(_NO_FONT_HAS), font.getmask(character)
    return character.isspace() or (shape.size, bytes(shape)) != (nothing.size, bytes(nothing))


def wrap(type_: Type, text: str, width: float) -> list[str]:
    """Break a text into the smallest number of lines that fit, and make these lines as even as possible."""
    return balance_lines(text, width, type_.width, lambda one, two: GAP * type_.size * is_border(one, two))


def cut_lines(type_: Type, lines: Sequence[str], most: int, width: float) -> list[str]:
    """Return at most `most` lines; if some are left out, the last one ends in an ellipsis."""
    if len(lines) <= most:
        return list(lines)
    last = lines[most - 1]
    # The dots of Latin letters stand on the base line, those of Chinese in the middle of the line.
    dots = "……" if type_.chinese else "..."
    while last and type_.width(last.rstrip() + dots) > width:
        last = last[:-1]
    return [*lines[: most - 1], last.rstrip() + dots]


def mix(one: str, two: str, share: float) -> str:
    """Return a colour between two, of which the second makes up `share`: mix("#000000", "#ffffff", 0.5) is "#808080"."""
    pairs = zip(bytes.fromhex(one[1:]), bytes.fromhex(two[1:]), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def pack(image: Image.Image) -> bytes:
    """Return a drawing of few colours as a PNG."""
    content = BytesIO()
    image.save(content, "PNG", **DRAWN)
    return content.getvalue()
