"""Making pictures: the only room that knows Pillow. Functions of values; files and the cache are a matter for `imaging`.

`photos`: what an editor's image is published as · `cards`: the picture that a shared link shows · `setting`: lines of type.
"""

from chronicle.pictures.cards import CARD_SIZE, Card, Colours, Faces, draw_card, missing_letters, read_colours
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

__all__ = [
    "CARD_SIZE", "ENCODERS", "LIMITS", "SHOWN_WIDTH", "Card", "Colours", "Faces", "Shape", "Typeface", "UnusableImage", "Variant", "Variants", "check_original", "check_size", "draw_card",
    "encode_photo", "encoding_of", "inspect_photo", "missing_letters", "plan_variants", "read_colours",
]  # fmt: skip
