"""Where links lead: to something of the site by kind and key, to a heading, to a full address."""

from __future__ import annotations

from urllib.parse import quote

from chronicle.model import Mention
from chronicle.model.addresses import is_web_address
from chronicle.problems import shorten
from chronicle.prose.findings import Findings

LINK_KINDS = ("chapter", "page", "place", "source", "term", "sheet", "fact")
SCHEMES = ("http", "https", "mailto")
IMAGE_ENDINGS = (".jpg", ".jpeg", ".png")


def mention_link(href: str, offset: int, findings: Findings) -> Mention | None:
    """Return the mention of something on the site by a link. Return None for a full address, and for a wrong address, which is reported."""
    kind, colon, target = href.partition(":")
    if colon and kind in LINK_KINDS:
        key, _, anchor = target.partition("#")
        if key != key.strip():
            hint = f"Write '{kind}:{target.strip()}', without a space."
            findings.tell("unknown-address", offset, hint, written=shorten(href))
            return None
        return Mention(kind, key, findings.where(offset), anchor)  # type: ignore[arg-type]
    if href.startswith("#"):
        return Mention("anchor", href[1:], findings.where(offset))
    if not is_full_address(href):
        findings.tell("unknown-address", offset, _hint(href), written=shorten(href))
    return None


def _hint(href: str) -> str:
    """Return a hint on what to write in place of an address that leads nowhere; empty if it resembles no right one."""
    kind, colon, target = href.partition("：")
    if colon and kind in LINK_KINDS:
        return f"Write '{kind}:{target}', with a half-width colon."
    if href.startswith("www."):
        return f"Write 'https://{href}'."
    if href.lower().endswith(IMAGE_ENDINGS):
        return f"For an image, write ![what it shows]({href}), with a half-width exclamation mark."
    return ""


def is_full_address(href: str) -> bool:
    """Return whether an address, escaped by `as_url`, is a complete web or mail address."""
    url = as_url(href).replace("'", "%27")
    return is_web_address(url) or (url.startswith("mailto:") and "@" in url)


def as_url(href: str) -> str:
    """Return an address with spaces, quotation marks and other characters that HTML does not allow there percent-encoded."""
    return quote(href, safe="!#$%&'()*+,/:;=?@[]~-._") if any(one in href for one in ' "<>\\^`{|}') else href
