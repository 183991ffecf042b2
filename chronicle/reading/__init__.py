"""The door through which content comes in: walks `content/`, reads each file once, returns the site and its problems."""

from chronicle.reading.files import Project
from chronicle.reading.site import read_site, read_static, read_templates

__all__ = ["Project", "read_site", "read_static", "read_templates"]
