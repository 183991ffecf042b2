"""`46.8万人` ⇄ 468,000 people: reading what was printed, and writing it in either number system.

A figure is written once, as the source prints it. Value, precision, unit and bound are read from this print. A language
that counts in thousands and millions never shows more precision than the print has.
"""

from chronicle.figures.compact import (
    format_compact as format_compact,
    format_tick as format_tick,
    plural_name as plural_name,
    unit_name as unit_name,
)
from chronicle.figures.conventions import (
    separators as separators,
    write_number as write_number,
    write_share as write_share,
)
from chronicle.figures.foreign import NoDigits as NoDigits, Print as Print, read_figure as read_figure
from chronicle.figures.format import (
    FigureText as FigureText,
    Form as Form,
    check_units as check_units,
    format_printed as format_printed,
    format_western as format_western,
    spell as spell,
    write_as_printed as write_as_printed,
)
from chronicle.figures.numerals import write_digits as write_digits
from chronicle.figures.parse import UnknownUnit as UnknownUnit, parse_figure as parse_figure
from chronicle.figures.spoken import can_hear as can_hear, find_spoken as find_spoken
