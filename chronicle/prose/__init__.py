"""Turns the Markdown of a half into its `Body`: headings, notes, blocks with HTML and anchors, mentions, problems of markup.

This package records what a half mentions. `checks` decides whether the mentioned things exist.
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
