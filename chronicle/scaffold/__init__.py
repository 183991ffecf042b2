"""Beginnings: a documentary, or more of one, in every language of the site. No file is written over."""

from chronicle.scaffold.additions import BEGINNINGS as BEGINNINGS, write_schemas as write_schemas
from chronicle.scaffold.documentary import init_documentary as init_documentary, read_languages as read_languages
