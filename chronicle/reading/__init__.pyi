# What the room offers; each module is loaded when something of it is asked for.
from .content import ENTRY_FILES as ENTRY_FILES
from .files import Project as Project
from .references import HEADING as HEADING, HEADING_FIELDS as HEADING_FIELDS, REFERENCE_FIELDS as REFERENCE_FIELDS
from .rereading import reread_markdown as reread_markdown
from .shipped import WordState as WordState, read_word_states as read_word_states
from .site import read_settings as read_settings, read_site as read_site
from .snapshots import read_snapshot as read_snapshot
from .static import (
    BOOKS as BOOKS,
    DOWNLOADS as DOWNLOADS,
    is_passed_over as is_passed_over,
    read_downloads as read_downloads,
    read_static as read_static,
    read_templates as read_templates,
)
from .steps import STEPS as STEPS
