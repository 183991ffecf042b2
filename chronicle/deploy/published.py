"""Addresses that were published once: each must still lead somewhere, because others may have linked to it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from html import unescape
from pathlib import Path
from urllib.parse import urlsplit

import urllib3

from chronicle.output import CHECKSUMS
from chronicle.problems import DeployRefused, Problem, Where, find_near
from chronicle.urls import SEARCH_INDEX, SERVER_FILES, is_permanent, output_path

# Files that nobody links to: programs request them each time, or they are found only through a page.
_NOT_LINKED = re.compile(rf"{SEARCH_INDEX}/.*|{SERVER_FILES}.*|[^/]+|.*\.(?:gz|br)")
_LOCATION = re.compile(r"<loc>([^<]*)</loc>")
_SUM = re.compile(r"[0-9a-f]{64}  (.+)")
MOST = 60_000_000


def read_published(source: str) -> tuple[str, str]:
    """Return the name and text of a SHA256SUMS or a sitemap; `source` is its file or address, or the address of a site with a SHA256SUMS.

    Raises DeployRefused if there is none.
    """
    if urlsplit(source).scheme not in ("http", "https"):
        try:
            return source, Path(source).read_text(encoding="utf-8")
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or "it is not UTF-8"
            raise DeployRefused(
                f"{source} cannot be read: {reason}. Name a SHA256SUMS, a sitemap.xml, or an address."
            ) from None
    address = source if source.endswith((".xml", CHECKSUMS)) else f"{source.rstrip('/')}/{CHECKSUMS}"
    try:
        answer = urllib3.request("GET", address, timeout=30, retries=3, preload_content=False)
        text = answer.read(MOST)
    except urllib3.exceptions.HTTPError as error:
        raise DeployRefused(f"{address} does not answer: {str(getattr(error, 'reason', error))[:200]}.") from error
    if answer.status != 200:
        raise DeployRefused(f"{address} answers with status {answer.status}. Name a SHA256SUMS or a sitemap.xml.")
    return address, text.decode("utf-8", "replace")


def find_lost(name: str, text: str, root: str, paths: Collection[str]) -> Iterator[Problem]:
    """Yield a problem for every address in a SHA256SUMS or a sitemap for which the site no longer has a file.

    `root` is the path of the site, `paths` are those of its files.
    """
    pages = [path for path in paths if path.endswith("/index.html") and path.count("/") > 1]
    for number, line in enumerate(text.split("\n"), 1):
        for path in _read_paths(line, root):
            if path in paths or _NOT_LINKED.fullmatch(path) or is_permanent(path):
                continue
            language, _, key = path.removesuffix("/index.html").partition("/")
            near = find_near(path, [one for one in pages if one.startswith(f"{language}/")])
            now = f" Did you mean '{near.removesuffix('index.html')}'?" if near else ""
            hint = f"Write 'aliases: [{key}]' into the front matter of the text that tells it now.{now}"
            if not path.endswith("/index.html"):
                hint = "Links to it are dead now. Give the file its name again, or put one there in static/root/."
            yield Problem(
                Where(name, number),
                "lost-address",
                f"/{path.removesuffix('index.html')} was published and no longer exists.",
                hint,
            )


def _read_paths(line: str, root: str) -> list[str]:
    """Return the paths in a line: of one file, listed with its sum, or of the pages in a sitemap."""
    if listed := _SUM.fullmatch(line):
        return [listed[1]]
    addresses = [urlsplit(unescape(one)).path for one in _LOCATION.findall(line)]
    return [output_path(one.removeprefix(root)) for one in addresses]
