"""`46.8万人` ⇄ 468,000 people: reading what was printed, and writing it in either number system.

A figure is written once, as the source prints it. Value, precision, unit and approximation are read from that; a language
that counts in thousands and millions never shows more precision than the print has.
"""

from chronicle.figures.compact import format_compact, format_tick, unit_name
from chronicle.figures.conventions import write_share
from chronicle.figures.foreign import Print, read_figure
from chronicle.figures.format import FigureText, Form, check_units, format_printed, format_western
from chronicle.figures.parse import UnknownUnit, parse_figure
from chronicle.figures.spoken import can_hear, find_spoken

__all__ = [
    "FigureText",
    "Form",
    "Print",
    "UnknownUnit",
    "can_hear",
    "check_units",
    "find_spoken",
    "format_compact",
    "format_printed",
    "format_tick",
    "format_western",
    "parse_figure",
    "read_figure",
    "unit_name",
    "write_share",
]
