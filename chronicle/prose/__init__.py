"""One chapter's Markdown → `Body`: html, contents, anchors, blocks, and all that the text mentions.

Prose records what a chapter mentions and never judges it; whether the mentioned thing exists is a matter for `checks`.
"""

from chronicle.prose.markup import fill_charts, make_detacher
from chronicle.prose.references import FigureReference, References, make_references
from chronicle.prose.render import render_prose
from chronicle.prose.sentences import Sentence, render_sentence

__all__ = [
    "FigureReference",
    "References",
    "Sentence",
    "fill_charts",
    "make_detacher",
    "make_references",
    "render_prose",
    "render_sentence",
]
