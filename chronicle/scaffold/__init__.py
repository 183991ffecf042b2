"""Creates new content in every language of the site: a documentary, or additions to one. No file is overwritten."""

from chronicle.scaffold.additions import BEGINNINGS as BEGINNINGS, write_schemas as write_schemas
from chronicle.scaffold.documentary import init_documentary as init_documentary, read_languages as read_languages
