"""A generator of static, bilingual documentary sites whose figures can be trusted.

`pipeline.build_site` tells the whole story; `ARCHITECTURE.md` at the top of the repository is the map.
"""

__version__ = "0.1.0"
