"""Where links lead: to something of the site by kind and key, to a heading, to a full address."""

from __future__ import annotations

import re
from urllib.parse import quote

from chronicle.model import Mention, plain_key
from chronicle.model.addresses import is_web_address
from chronicle.problems import shorten
from chronicle.prose.findings import Findings
from chronicle.rules import LITERAL

LINK_KINDS = ("chapter", "page", "place", "source", "term", "sheet", "fact")
NO_REFERENCE = "An address has no references in braces: write it in full."
SCHEMES = ("http", "https", "mailto")
# A title in quotation marks that a word processor made curly; Markdown reads a straight one.
_TITLED = re.compile(r"\s[“”„«‘「].*$")
# An address without its https://; a file, such as book.pdf, is none.
_DOMAIN = re.compile(r"www\.\S+|(?:[a-z0-9-]+\.)+(?:com|org|net|info|edu|gov|eu|cn|de|fr|uk|at|ch|jp|it|nl)(?:/\S*)?")
# The link between a footnote and its mark, as word processors and other tools write it: #_ftn1, #ftnt_ref1, #fn:1.
FOOTNOTE = re.compile(
    r"#_{0,2}(?:ftn|ftnt|edn|cmnt|fn|fnref|footnote|sdfootnote)(?:_?ref|note|-ref)?[-:_]?\d+(?:sym|anc)?"
)
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
    if FOOTNOTE.fullmatch(href):
        what, hint = LITERAL["foreign-footnote"]
        findings.add_literal("foreign-footnote", offset, f"({href})", what, hint)
        return None
    if href.startswith("#") and href != "#":
        return Mention("anchor", href[1:], findings.where(offset))
    if not is_full_address(href) or _TITLED.search(href):
        findings.tell("unknown-address", offset, _hint(href), written=shorten(href))
    return None


def _hint(href: str) -> str:
    """Return a hint on what to write in place of an address that leads nowhere; empty if it resembles no right one."""
    kind, colon, target = href.partition("：")
    if colon and kind in LINK_KINDS:
        return f"Write '{kind}:{target}', with a half-width colon."
    if kind.partition(":")[0].lower() in LINK_KINDS and plain_key(href) != href:
        return f"Write '{plain_key(href)}'."
    if _TITLED.search(href):
        return "Leave out the title in quotation marks: few readers would see it."
    if re.fullmatch(r"[^\s@/:]+@[^\s@/:]+\.[a-z]+", href):
        return f"Write 'mailto:{href}'."
    if _DOMAIN.fullmatch(href):
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
