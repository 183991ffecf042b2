"""One chapter's Markdown → `Body`: html, contents, anchors, blocks, and all that the text mentions.

Prose records what a chapter mentions and never judges it; whether the mentioned thing exists is a matter for `checks`.
"""

from chronicle.prose.markup import fill_charts, make_detacher
from chronicle.prose.references import FigureReference, References, make_references
from chronicle.prose.render import render_prose
from chronicle.prose.sentences import Sentence, render_sentence
from chronicle.prose.visible import VisibleText, read_visible

__all__ = [
    "FigureReference",
    "References",
    "Sentence",
    "VisibleText",
    "fill_charts",
    "make_detacher",
    "make_references",
    "read_visible",
    "render_prose",
    "render_sentence",
]
