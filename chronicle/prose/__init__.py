"""One chapter's Markdown → `Body`: html, contents, anchors, blocks, and all that the text mentions.

Prose records what a chapter mentions and never judges it; whether the mentioned thing exists is a matter for `checks`.
"""

from chronicle.prose.draft import Draft
from chronicle.prose.markup import make_detacher
from chronicle.prose.references import FigureReference, References, make_references
from chronicle.prose.render import parse, render_prose, resolve
from chronicle.prose.sentences import Sentence, render_sentence, resolve_titles, strip_references

__all__ = [
    "Draft",
    "FigureReference",
    "References",
    "Sentence",
    "make_detacher",
    "make_references",
    "parse",
    "render_prose",
    "render_sentence",
    "resolve",
    "resolve_titles",
    "strip_references",
]
