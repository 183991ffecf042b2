# What the room offers; each module is loaded when something of it is asked for.
from .drawn import draw_chart as draw_chart
from .layout import place_chart as place_chart
from .nouns import (
    WIDE as WIDE,
    Chart as Chart,
    Placed as Placed,
    Row as Row,
    Tick as Tick,
    Value as Value,
)
from .poster import (
    Poster as Poster,
    count_left_out as count_left_out,
    draw_thumbnail as draw_thumbnail,
    lay_out_poster as lay_out_poster,
    render_poster as render_poster,
)
from .quilt import draw_quilt as draw_quilt
from .scale import (
    round_ticks as round_ticks,
    scale_chart as scale_chart,
)
