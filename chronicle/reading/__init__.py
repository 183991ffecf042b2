"""The input layer: reads each file of `content/` once, and returns the site and its problems."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
