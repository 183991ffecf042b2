"""The pictures that a site will have, before any is drawn: the pictures that pages refer to, their sizes and formats. This module does not load Pillow."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from chronicle.model import Drawing, Image as Photo

SHARE_SIZE = (1200, 630)
MAX_SIDE = 16_383  # the longest side that WebP can have
WIDTHS = (480, 960, 1600)
SHOWN_WIDTH = 960  # the width for a browser that chooses none of the others
LARGER_WIDTH = 2400
_METHOD = 2  # increased when the same image gives other bytes, so that the names of files change too


@dataclass(frozen=True)
class Encoder:
    """How a format is written: the ending of its files, its media type, and the options for Pillow."""

    ending: str
    type: str
    options: Mapping[str, Any]


ENCODERS = {
    "AVIF": Encoder("avif", "image/avif", {"quality": 55, "speed": 6, "max_threads": 1, "autotiling": False}),
    "WEBP": Encoder("webp", "image/webp", {"quality": 78, "method": 4}),
    "JPEG": Encoder("jpg", "image/jpeg", {"quality": 82, "optimize": True, "progressive": True}),
    "PNG": Encoder("png", "image/png", {"optimize": True}),
}
# How drawings are written, as PNG: a stronger level takes two to eight times as long and saves a twentieth of the bytes.
DRAWN = {"compress_level": 5}


@dataclass(frozen=True)
class Variant:
    """One published form of a picture: a path below `images/`, a format of ENCODERS, and a size in pixels."""

    path: str
    format: str
    width: int
    height: int


@dataclass(frozen=True)
class Variants:
    """All published forms of an image: a row for each format, from the best to the one that every browser knows, each from narrow to wide; and the larger view.

    `original` is the path at which the file itself is published; empty if it is not published.
    """

    rows: tuple[tuple[Variant, ...], ...]
    larger: Variant
    original: str

    @property
    def all(self) -> tuple[Variant, ...]:
        """Every form once."""
        return tuple(dict.fromkeys([*(one for row in self.rows for one in row), self.larger]))

    @property
    def paths(self) -> tuple[str, ...]:
        """The paths of all published files of the image."""
        return (*(one.path for one in self.all), *((self.original,) if self.original else ()))

    @property
    def shown(self) -> Variant:
        """The form for a browser that chooses none of the others."""
        return next((one for one in self.rows[-1] if one.width >= SHOWN_WIDTH), self.rows[-1][-1])


@dataclass(frozen=True)
class Colours:
    """The colours of share pictures, each #rrggbb."""

    paper: str = "#fbf9f4"
    ink: str = "#24261f"
    quiet: str = "#5b5d52"
    figure: str = "#8f3f16"
    peak: str = "#a2311f"
    peak_behind: str = "#cf8a6c"
    sand: str = "#a57a1f"
    grass: str = "#2f7f5d"


@dataclass(frozen=True)
class SharePicture:
    """The content of a share picture; all but the site's name and the title may be empty. `face` is the drawing of a county or part, `cover` that of the site."""

    site: str
    part: str
    title: str
    figure: str = ""
    label: str = ""
    face: Drawing | None = None
    cover: Drawing | None = None


def choose_colours(colours: Mapping[str, str]) -> Colours:
    """Return the colours of share pictures from those of a style sheet; colours that it does not define keep their defaults."""
    found = {name.replace("-", "_"): colour for name, colour in colours.items()}
    return Colours(**{one.name: found[one.name] for one in fields(Colours) if one.name in found})


def plan_variants(image: Photo) -> Variants:
    """Return all published forms of an editor's image, none wider than the image itself."""
    last = "PNG" if image.transparent else "JPEG"
    mark = hashlib.sha256(f"{image.digest} {encoding_of(last)}".encode()).hexdigest()[:10]
    name = image.path.rpartition("/")[2]
    stem, _, ending = name.lower().rpartition(".")
    place = f"images/{image.text}/{stem}"

    def variant(format_: str, width: int) -> Variant:
        height = max(1, round(image.height * width / image.width))
        return Variant(f"{place}-{width}.{mark}.{ENCODERS[format_].ending}", format_, width, height)

    # A long screenshot is narrowed until its height is one that every format can have.
    most = max(1, min(image.width, image.width * MAX_SIDE // image.height))
    widest = min(most, WIDTHS[-1])
    widths = [*(width for width in WIDTHS if width < widest), widest]
    rows = tuple(tuple(variant(one, width) for width in widths) for one in ("AVIF", "WEBP", last))
    original = f"{place}.{image.digest[:10]}.{ending}" if image.publish_original else ""
    return Variants(rows, variant(last, min(most, LARGER_WIDTH)), original)


def encoding_of(format_: str) -> str:
    """Return everything that determines the bytes of published pictures, besides the image: settings and versions of the encoders."""
    import PIL  # imported here, so that planning needs no Pillow if there are no photographs
    from PIL import features

    versions = [
        PIL.__version__,
        *(features.version(name) for name in ("avif", "webp", "libjpeg_turbo", "littlecms2", "zlib_ng")),
    ]
    return repr((_METHOD, format_, WIDTHS, LARGER_WIDTH, sorted(ENCODERS.items()), DRAWN, versions))
