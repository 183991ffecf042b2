"""Facts → one drawing, in stages: chart → scaled → placed → SVG. Each stage is a type.

A drawing is laid out twice, for a phone and for a wide page, so that its text is readable on both. It has classes and no colours,
and no information is given by colour alone. Every figure in it is the text of a fact, a share of a whole or a value on the scale.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
