"""Makes pictures: the only room that uses Pillow. It has only functions of values; `imaging` handles files and the cache.

`photos`: the published forms of an editor's image · `share`: the picture of a shared link · `drawing`: a chart · `setting`: lines of type.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
