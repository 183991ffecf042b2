"""Light: what every page of the real site weighs, compressed as hosts compress it, and what it asks for."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from elements import Elements
from playwright.sync_api import Page
from projects import pages_of

from chronicle.pages import PAGE_KINDS

# Bytes, compressed: a page's own HTML, which is all that a second visit loads, and the page with all that it asks for.
BUDGETS = {kind.name: kind.budget for kind in PAGE_KINDS}
# The touch icon is for those who put the site on their home screen.
NOT_LOADED = {"canonical", "alternate", "license", "next", "prev", "apple-touch-icon"}
SOURCED = {"script", "img", "iframe", "embed", "audio", "video", "use", "image"}
STYLES, SCRIPTS = (".css",), (".js", ".mjs")


@dataclass(frozen=True)
class Weight:
    """One page: its kind, the bytes of its HTML and the addresses that it asks for."""

    kind: str
    html: int
    asked: tuple[str, ...]


def requests(page: Elements) -> Iterator[str]:
    """Yield what a browser asks for when it opens a page."""
    for tag, attributes, _ in page.found:
        if tag == "link" and not NOT_LOADED & set(attributes["rel"].split()):
            yield attributes["href"]
        # A picture of several sizes counts with the one that every browser knows.
        elif tag in SOURCED and attributes.get("loading") != "lazy":
            source = attributes.get("src") or attributes.get("href") or attributes.get("xlink:href") or ""
            if source and not source.startswith(("#", "data:")):
                yield source


def compressed(content: bytes) -> int:
    """Return the size after gzip at level 6, which hosts use; Brotli gives some fifteen percent less."""
    return len(gzip.compress(content, 6, mtime=0))


@cache
def weights(site: Path) -> dict[str, Weight]:
    """Return page → weight for the whole site; what only leads on to another page has no kind, and is left out."""
    found = {}
    for path in pages_of(site):
        page = Elements(path)
        if kind := page.all("body")[0].get("class", ""):
            asked = tuple(dict.fromkeys(requests(page)))
            name = kind.split()[0].removeprefix("page-")
            found[path.relative_to(site).as_posix()] = Weight(name, compressed(path.read_bytes()), asked)
    return found


def asked_files(site: Path, page: Weight) -> Iterator[Path]:
    """Yield the files of what a page asks for."""
    for address in page.asked:
        yield site / address.lstrip("/").partition("?")[0]


def test_every_kind_has_a_budget(real_site: Path) -> None:
    """A new kind of page has to say what it may weigh."""
    assert {page.kind for page in weights(real_site).values()} - set(BUDGETS) == set()


def test_every_page_keeps_its_budget(real_site: Path) -> None:
    """HTML alone, and HTML with style sheet, scripts, icons and pictures, weigh no more than their kind may."""
    heavy = []
    for name, page in weights(real_site).items():
        again, first = BUDGETS[page.kind]
        whole = page.html + sum(compressed(file.read_bytes()) for file in asked_files(real_site, page))
        heavy += [f"{name}: {page.html} bytes of HTML, {again} are allowed"] if page.html > again else []
        heavy += [f"{name}: {whole} bytes in all, {first} are allowed"] if whole > first else []
    assert heavy == [], "\n".join(heavy)


def test_nothing_is_asked_of_another_host(real_site: Path) -> None:
    """Every address that a page loads something from is a path of this site, and the file is there."""
    foreign = [
        f"{name}: {address}"
        for name, page in weights(real_site).items()
        for address in page.asked
        if not re.match("/(?!/)", address)
    ]
    assert foreign == []
    assert all(file.is_file() for page in weights(real_site).values() for file in asked_files(real_site, page))


def test_scripts_of_what_is_read(real_site: Path) -> None:
    """What is read loads only what a reader may do without: the scripts of the frame, and those beside a text; together they weigh little."""
    reading = ("chapter", "part", "page", "home", "sheet", "facts", "glossary", "sources", "entrance", "not-found")
    additions = {
        "install.js",
        "theme.js",
        "settings.js",
        "reading/page.js",
        "reading/card.js",
        "reading/place.js",
        "reading/tools.js",
        "lists.js",
        "not-found.js",
        "search/box.js",
    }
    found = {
        address
        for page in weights(real_site).values()
        if page.kind in reading
        for address in page.asked
        if address.endswith(SCRIPTS)
    }
    assert {address.partition("scripts.")[2].partition("/")[2] for address in found} <= additions
    assert sum(compressed((real_site / address.lstrip("/")).read_bytes()) for address in found) <= 7_200


def test_no_web_font(real_site: Path) -> None:
    """The style sheet loads nothing: no font, no picture, no other sheet; the site has no font file."""
    for sheet in real_site.glob("assets/*.css"):
        text = sheet.read_text(encoding="utf-8")
        assert "@font-face" not in text and "@import" not in text
        assert re.findall(r"url\((?!\s*[\"']?(?:data:|#))[^)]*\)", text) == []
    assert [path for path in real_site.rglob("*") if path.suffix in (".woff", ".woff2", ".ttf", ".otf")] == []


@pytest.mark.parametrize("path", ["zh/counties/aohan/", "en/beyond/xilingol-2019/", "zh/", "en/"])
def test_a_browser_asks_for_no_more(
    path: str, real_site: Path, open_page: Callable[..., Page], serve: Callable[..., str]
) -> None:
    """What Chromium loads is what was counted; of the page that is opened next it loads the HTML alone."""
    address = serve(real_site)
    # What a worker hands on is not what was sent.
    page = open_page(service_workers="block")
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(request.url))
    page.goto(address + path, wait_until="load")
    counted = weights(real_site)[f"{path}index.html"].asked
    assert set(loaded) - {address + path} <= {address + one.lstrip("/") for one in counted}
    assert any(one.endswith(STYLES) for one in loaded)
    page.goto(f"{address}zh/counties/linxi/", wait_until="load")
    # Chromium looks for the icon when it likes; what the page waits for is the style sheet.
    styles = page.evaluate(
        "performance.getEntriesByType('resource').filter(one => one.initiatorType === 'link' && one.name.endsWith('.css'))"
        ".map(one => one.transferSize)"
    )
    assert styles == [0]
    sent = page.evaluate("performance.getEntriesByType('navigation')[0].encodedBodySize")
    assert sent == weights(real_site)["zh/counties/linxi/index.html"].html, "what was measured is what is sent"
