"""The offline copy in a browser, opened from the disk."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from projects import lay_out

from chronicle.offline import make_offline_copy


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The unpacked offline copy of a tiny site."""
    folder = tmp_path_factory.mktemp("offline")
    with zipfile.ZipFile(make_offline_copy(lay_out("charts", folder / "site"), folder / "copy")) as archive:
        archive.extractall(folder / "unpacked")
    return next((folder / "unpacked").iterdir())


def test_read_from_the_disk(browser: Browser, copy: Path) -> None:
    """From the disk a page has its styles and drawings, nothing is refused, and its links lead on to chapters and side-by-side pages."""
    page = browser.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("requestfailed", lambda request: complaints.append(request.url))
    page.goto((copy / "index.html").as_uri())
    page.click("a:text-is('English')")
    page.click(".table-of-contents a >> text=Chapter one")
    assert page.title() == "Chapter one · Small site"
    colour = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    assert colour not in ("rgba(0, 0, 0, 0)", "rgb(255, 255, 255)")
    assert page.locator("svg.drawing:visible").count() > 0
    page.click(".languages a >> text=Both")
    assert page.url.endswith("/en-zh/part/one/index.html")
    assert complaints == []
    page.close()


def test_search_page_says_why(browser: Browser, copy: Path) -> None:
    """From the disk the search page has no form, says why, and shows its index of names."""
    page = browser.new_page()
    page.goto((copy / "en/search/index.html").as_uri())
    assert not page.locator("form.search").is_visible()
    assert page.locator("text=where browsers do not let pages search").is_visible()
    assert page.locator(".search-start ul a").first.is_visible()
    page.close()
