"""The door through which content comes in: walks `content/`, reads each file once, returns the site and its problems."""

from chronicle.project import Project
from chronicle.reading.content import ENTRY_FILES
from chronicle.reading.references import HEADING, HEADING_FIELDS, REFERENCE_FIELDS
from chronicle.reading.shipped import WordState, read_word_states
from chronicle.reading.site import read_settings, read_site
from chronicle.reading.snapshots import read_snapshot
from chronicle.reading.static import BOOKS, DOWNLOADS, read_downloads, read_static, read_templates
from chronicle.reading.steps import STEPS
from chronicle.reading.texts import read_half

__all__ = [
    "BOOKS",
    "DOWNLOADS",
    "ENTRY_FILES",
    "HEADING",
    "HEADING_FIELDS",
    "REFERENCE_FIELDS",
    "STEPS",
    "Project",
    "WordState",
    "read_downloads",
    "read_half",
    "read_settings",
    "read_site",
    "read_snapshot",
    "read_static",
    "read_templates",
    "read_word_states",
]
