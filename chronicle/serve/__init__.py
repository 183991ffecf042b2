"""Preview: the site is made in memory, written into a folder of its own, served on this machine, and shown again in the browser after a change.

If a build finds problems, the last good pages stay, and show the problems until these are corrected.
"""

from chronicle.serve.preview import Preview
from chronicle.serve.server import serve_site

__all__ = ["Preview", "serve_site"]
