"""Addresses that an editor may give: a link may lead to a web page or a mail address, and never runs a script.

The check is made on the parsed address, not on its first characters: browsers drop tabs and line ends in an address, read a
backslash as a slash, and accept schemes in upper or lower case.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

MAX_ADDRESS = 2000
_NEVER = re.compile(r"[\s\x00-\x20\x7f-\x9f<>\"'`\\{}|^]")
_HOST = re.compile(r"(?:\w(?:[\w-]*\w)?\.)*\w(?:[\w-]*\w)?\.?|\[[0-9a-f:.]+\]", re.IGNORECASE)


def is_web_address(text: str) -> bool:
    """Return whether a text is a full web address: http or https, a host, no user name, and no character that must be escaped."""
    if len(text) > MAX_ADDRESS or _NEVER.search(text):
        return False
    try:
        parts = urlsplit(text)
        _ = parts.port
    except ValueError:
        return False
    host = parts.netloc.rpartition(":")[0] if parts.port is not None else parts.netloc
    return parts.scheme in ("http", "https") and bool(_HOST.fullmatch(host))


def is_mail_address(text: str) -> bool:
    """Return whether a text is `mailto:` and one address; a question mark with a subject and a body may follow."""
    if len(text) > MAX_ADDRESS or _NEVER.search(text):
        return False
    parts = urlsplit(text)
    return parts.scheme == "mailto" and not parts.netloc and bool(re.fullmatch(r"[^@,;/]+@[\w.-]+", parts.path))
