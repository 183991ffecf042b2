# What the room offers; each module is loaded when something of it is asked for.
from .drawing import draw_shapes as draw_shapes
from .photos import (
    LIMITS as LIMITS,
    Shape as Shape,
    UnusableImage as UnusableImage,
    check_original as check_original,
    check_size as check_size,
    encode_photo as encode_photo,
    inspect_photo as inspect_photo,
)
from .plans import (
    ENCODERS as ENCODERS,
    SHARE_SIZE as SHARE_SIZE,
    Colours as Colours,
    SharePicture as SharePicture,
    Variant as Variant,
    choose_colours as choose_colours,
    encoding_of as encoding_of,
    plan_variants as plan_variants,
)
from .setting import Typeface as Typeface
from .share import (
    Faces as Faces,
    describe_share_picture as describe_share_picture,
    draw_share_picture as draw_share_picture,
    missing_glyphs as missing_glyphs,
)
