"""Beginnings: a documentary, or more of one, in every language of the site. No file is written over."""

from chronicle.scaffold.additions import (
    new_chapter,
    new_chart,
    new_county,
    new_entry,
    new_part,
    new_sheet,
    write_schemas,
)
from chronicle.scaffold.documentary import init_documentary, read_languages

__all__ = [
    "init_documentary",
    "new_chapter",
    "new_chart",
    "new_county",
    "new_entry",
    "new_part",
    "new_sheet",
    "read_languages",
    "write_schemas",
]
