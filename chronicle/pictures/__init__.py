"""Making pictures: the only room that knows Pillow. Functions of values; files and the cache are a matter for `imaging`.

`photos`: what an editor's image is published as · `share`: the picture that a shared link shows · `drawing`: a chart · `setting`: lines of type.
"""

from chronicle.pictures.drawing import draw_shapes
from chronicle.pictures.photos import (
    ENCODERS,
    LIMITS,
    SHOWN_WIDTH,
    Shape,
    UnusableImage,
    Variant,
    Variants,
    check_original,
    check_size,
    encode_photo,
    encoding_of,
    inspect_photo,
    plan_variants,
)
from chronicle.pictures.setting import Typeface
from chronicle.pictures.share import (
    SHARE_SIZE,
    Colours,
    Faces,
    SharePicture,
    choose_colours,
    describe_share_picture,
    draw_share_picture,
    missing_glyphs,
)

__all__ = [
    "ENCODERS",
    "LIMITS",
    "SHARE_SIZE",
    "SHOWN_WIDTH",
    "Colours",
    "Faces",
    "Shape",
    "SharePicture",
    "Typeface",
    "UnusableImage",
    "Variant",
    "Variants",
    "check_original",
    "check_size",
    "choose_colours",
    "describe_share_picture",
    "draw_shapes",
    "draw_share_picture",
    "encode_photo",
    "encoding_of",
    "inspect_photo",
    "missing_glyphs",
    "plan_variants",
]  # fmt: skip
