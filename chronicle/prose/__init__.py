"""One chapter's Markdown → `Body`: html, contents, anchors, blocks, and all that the text mentions.

Prose records what a chapter mentions and never judges it; whether the mentioned thing exists is a matter for `checks`.
"""

from chronicle.prose.markup import make_detacher as make_detacher
from chronicle.prose.references import (
    FigureReference as FigureReference,
    References as References,
    make_references as make_references,
)
from chronicle.prose.render import parse as parse, render_prose as render_prose, resolve as resolve
from chronicle.prose.sentences import (
    Sentence as Sentence,
    render_sentence as render_sentence,
    resolve_titles as resolve_titles,
    strip_references as strip_references,
)
