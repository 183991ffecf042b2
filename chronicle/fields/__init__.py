"""YAML and front matter → checked entries. All mistakes are reported at once, each with its line and column."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
