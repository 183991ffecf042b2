"""One chapter's Markdown → `Body`: html, contents, anchors, blocks, and all that the text mentions.

Prose records what a chapter mentions and never judges it; whether the mentioned thing exists is a matter for `checks`.
"""

from chronicle.prose.markup import make_detacher
from chronicle.prose.references import FigureReference, References, make_references
from chronicle.prose.render import render_prose

__all__ = ["FigureReference", "References", "make_detacher", "make_references", "render_prose"]
