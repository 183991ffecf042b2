"""Making pictures: the only room that knows Pillow. Functions of values; files and the cache are a matter for `imaging`.

`photos`: what an editor's image is published as · `share`: the picture that a shared link shows · `drawing`: a chart · `setting`: lines of type.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
