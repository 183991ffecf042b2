"""Beginnings: a documentary, or more of one, in every language of the site. No file is written over."""

from chronicle.scaffold.additions import (
    new_chapter as new_chapter,
    new_chart as new_chart,
    new_county as new_county,
    new_entry as new_entry,
    new_part as new_part,
    new_sheet as new_sheet,
    write_schemas as write_schemas,
)
from chronicle.scaffold.documentary import init_documentary as init_documentary, read_languages as read_languages
