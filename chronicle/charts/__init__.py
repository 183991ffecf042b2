"""Facts → one drawing: chart → scaled → placed → SVG, each stage a type of its own.

It is laid out once for a phone and once for a page, so that its text stays readable on both. It has classes and no colours, and
nothing in it is told by colour alone. Every number that a reader sees in it is the text of a fact, or stands on its scale.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
