"""Photographs and drawings of editors: inspects their files, and makes the sizes and formats in which they are published.

A published picture has nothing of the file but its pixels, upright and in sRGB: no place, no camera, no comment.
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageCms, ImageFile, ImageOps, UnidentifiedImageError
from PIL.Image import open as open_in_memory

from chronicle.pictures.plans import ENCODERS, LARGER_WIDTH, Variant

FORMATS = ("JPEG", "PNG")
MAX_BYTES = 60_000_000
MAX_PIXELS = 40_000_000  # noise of this size is read, reduced and encoded in 3 s and 390 MB, a photograph in less
MAX_RATIO = 50  # a picture that is longer than this many times its width shows nothing
LIMITS = (MAX_BYTES, MAX_PIXELS, MAX_RATIO)
SMALLER = f"Save it smaller: what is published is at most {LARGER_WIDTH} pixels wide."
# For transparent pictures: at the usual speed, noise in all four channels takes 5 s, and the file is no smaller.
_QUICKER = {"AVIF": {"speed": 8}}
_ORIENTATION = 0x0112
_TURNED = (5, 6, 7, 8)


class UnusableImage(ValueError):
    """A file that no picture can be made from; the message says why, `hint` what to do."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


@dataclass(frozen=True)
class Shape:
    """The size of a picture in pixels when it is upright, and whether a part of it is transparent."""

    width: int
    height: int
    transparent: bool


def check_original(content: bytes) -> None:
    """Raise UnusableImage if a file that is to be published as it is has data after its picture, since it may also be a file of another kind."""
    if not content.rstrip(b"\0").endswith((b"\xff\xd9", b"IEND\xaeB`\x82")):
        hint = "Save it again, or remove 'publish_original'."
        raise UnusableImage("This file goes on behind the end of its picture, so it is not published as it is", hint)


def check_size(size: int) -> None:
    """Raise UnusableImage if a file has more bytes than an image may have."""
    if size > MAX_BYTES:
        message = f"This image is {size / 1e6:,.1f} MB large; an image has at most {MAX_BYTES / 1e6:,.0f} MB"
        raise UnusableImage(message, SMALLER)


def inspect_photo(content: bytes) -> Shape:
    """Return the shape of a JPEG or PNG. Raises UnusableImage for a file that is too large, broken, animated or of another kind."""
    check_size(len(content))
    image = _open(content)
    if image.width * image.height > MAX_PIXELS:
        message = (
            f"This image has {image.width:,} × {image.height:,} pixels, more than {MAX_PIXELS // 1_000_000} million"
        )
        raise UnusableImage(message, SMALLER)
    if max(image.size) > MAX_RATIO * min(image.size):
        message = f"This image has {image.width:,} × {image.height:,} pixels: it is more than {MAX_RATIO} times as long as wide"
        raise UnusableImage(message, "Cut it into several.")
    if image.format == "PNG" and getattr(image, "is_animated", False):
        raise UnusableImage("This image moves", "Save one picture of it.")
    _load(image)
    orientation = image.getexif().get(_ORIENTATION)
    width, height = image.size[::-1] if orientation in _TURNED else image.size
    return Shape(width, height, _shines_through(image))


def encode_photo(content: bytes, variants: tuple[Variant, ...]) -> list[bytes]:
    """Return the files of some variants of a picture, in their order."""
    sizes = {(variant.width, variant.height) for variant in variants}
    # The original may have fifteen times the pixels of the widest form, so only that is made from it, and all others from that.
    widest = _resize(_upright(_open(content)), *max(sizes))
    images = {size: _resize(widest, *size) for size in sizes}
    return [_encode(images[variant.width, variant.height], variant.format) for variant in variants]


def _open(content: bytes) -> Image.Image:
    ImageFile.LOAD_TRUNCATED_IMAGES = (
        False  # another library that is loaded too may have allowed truncated images for the whole program
    )
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            return open_in_memory(BytesIO(content), formats=FORMATS)
    except Image.DecompressionBombError:
        raise UnusableImage(f"This image has more than {MAX_PIXELS // 1_000_000} million pixels", SMALLER) from None
    except UnidentifiedImageError:
        if not content:
            raise UnusableImage("This file is empty", "Copy or save it again.") from None
        raise UnusableImage(
            "This is neither a JPEG nor a PNG", "Save it as JPEG or PNG; another ending is not enough."
        ) from None
    except (OSError, ValueError, SyntaxError) as error:
        raise _broken() from error


def _load(image: Image.Image) -> None:
    try:
        image.load()
    except (OSError, ValueError, SyntaxError, IndexError, EOFError) as error:
        raise _broken() from error


def _broken() -> UnusableImage:
    return UnusableImage("This image is broken, or only a part of it is there", "Copy or save it again.")


def _shines_through(image: Image.Image) -> bool:
    if "A" not in image.getbands() and "transparency" not in image.info:
        return False
    alpha = image if "A" in image.getbands() else image.convert("RGBA")
    return any(alpha.getchannel("A").histogram()[:255])


def _upright(image: Image.Image) -> Image.Image:
    """Return the pixels of a picture, upright and in sRGB, without any other data."""
    transparent = _shines_through(image)
    profile = image.info.get("icc_profile")
    image = ImageOps.exif_transpose(image)
    if image.mode.startswith("I;16") or image.mode == "I":
        image = image.convert("I").point(lambda value: value / 256).convert("L")
    if profile and image.mode in ("RGB", "RGBA", "CMYK", "L"):
        image = _to_srgb(image, profile)
    image = image.convert("RGBA" if transparent else "RGB")
    image.info = {}
    return image


def _to_srgb(image: Image.Image, profile: bytes) -> Image.Image:
    """Return a picture in sRGB; if its profile cannot be read, it counts as sRGB, as in browsers."""
    mode = "RGBA" if image.mode == "RGBA" else "RGB"
    try:
        given = ImageCms.ImageCmsProfile(BytesIO(profile))
        converted = ImageCms.profileToProfile(image, given, ImageCms.createProfile("sRGB"), outputMode=mode)
    except (ImageCms.PyCMSError, OSError, ValueError):
        return image
    return converted or image


def _resize(image: Image.Image, width: int, height: int) -> Image.Image:
    if image.size == (width, height):
        return image
    if image.mode == "RGBA":
        # With premultiplied alpha (RGBa), so that the colour of transparent pixels does not darken the edges beside them.
        return image.convert("RGBa").resize((width, height), Image.Resampling.LANCZOS).convert("RGBA")
    return image.resize((width, height), Image.Resampling.LANCZOS)


def _encode(image: Image.Image, format_: str) -> bytes:
    content = BytesIO()
    quicker = _QUICKER.get(format_, {}) if image.mode == "RGBA" else {}
    image.save(content, format_, **{**ENCODERS[format_].options, **quicker})
    return content.getvalue()
