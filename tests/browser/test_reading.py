"""A reader in a real Chromium: reads a page, changes the language, finds what was typed; on a phone and on a desk."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path

import accessibility
import pytest
from lent_pages import watching
from playwright.sync_api import Page, expect
from projects import pages_of
from searching import ask

PAGES = (
    "", "404.html", "zh/", "en/", "zh/measures/", "en/practice/results/", "zh/counties/aohan/", "en/counties/linxi/", "zh/facts/", "en/facts/linxi/",
    "zh/sources/", "en/glossary/", "zh/places/", "en/search/?q=relocation", "zh/search/?q=敖汉旗",
    "en/search/?q=qqqzzzx",
)  # fmt: skip


@pytest.fixture
def page(open_page: Callable[..., Page]) -> Iterator[Page]:
    """A page whose errors, and whose requests to other hosts, fail the test."""
    page = open_page()
    with watching(page):
        yield page


def test_a_reader_chooses_reads_and_changes_the_language(page: Page, address: str) -> None:
    """From the entrance to a chapter, the same chapter in the other language, a figure's card, and all that is known of it."""
    page.goto(address)
    page.get_by_role("link", name="中文").click()
    page.get_by_role("link", name="易地搬迁", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("易地搬迁")
    page.get_by_role("link", name="English").click()
    expect(page).to_have_url(f"{address}en/measures/relocation/")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    figure = page.locator(".prose a.figure", has_text="28,527 people").first
    figure.scroll_into_view_if_needed()
    before = page.evaluate("scrollY")
    figure.click()
    card = page.get_by_role("dialog", name="Details")
    expect(card).to_be_in_viewport()
    expect(card).to_contain_text("28527人")
    assert page.evaluate("scrollY") == before, "the text stays where it is"
    card.get_by_role("button", name="Close").click()
    expect(card).to_be_hidden()
    expect(figure).to_be_focused()
    figure.click()
    card.get_by_role("link").first.click()
    expect(page).to_have_url(f"{address}en/facts/relocation/#people")
    expect(page.locator("#people")).to_contain_text("28527人")
    page.locator("#people").get_by_role("link", name="Relocation", exact=True).click()
    expect(page).to_have_url(f"{address}en/measures/relocation/#use-relocation.people")
    expect(figure).to_be_in_viewport()


def test_without_javascript(open_page: Callable[..., Page], address: str) -> None:
    """Entrance, chapters, facts and the language switch work without JavaScript; search says that it needs it."""
    page = open_page(address, java_script_enabled=False)
    page.get_by_role("link", name="English").click()
    page.get_by_role("link", name="Linxi County", exact=True).first.click()
    page.get_by_role("link", name="中文").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("林西县")
    page.get_by_role("searchbox").fill("易地搬迁")
    page.get_by_role("button", name="搜索").click()
    expect(page.get_by_text("搜索需要JavaScript")).to_be_visible()


@pytest.mark.parametrize(
    ("language", "query", "first"),
    [
        ("zh", "易地搬迁", "易地搬迁"),
        ("zh", "旱作农业", "敖汉旗"),
        ("en", "relocation", "Relocation"),
        ("zh", "三体防治", "三体防治"),
    ],
)
def test_search_finds(page: Page, address: str, language: str, query: str, first: str) -> None:
    """The box on a page leads to the search page, which lists the right page first and links to it."""
    page.goto(f"{address}{language}/")
    box = page.locator("header input[type=search]")  # a search box, and a combobox once it has suggestions
    box.fill(query)
    box.press("Enter")
    results = page.locator("[data-search-results]")
    expect(results).to_have_attribute("data-search-state", "done")
    expect(results.get_by_role("link").first).to_contain_text(first)
    expect(page.get_by_role("status")).to_contain_text(query)
    results.get_by_role("link").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(first)


def test_every_page_finds_itself(real_site: Path, open_page: Callable[..., Page], address: str) -> None:
    """Each Chinese chapter is among the results for its own title."""
    titles: dict[str, str] = {}
    for path in pages_of(real_site / "zh"):
        if path.match("zh/*/*/index.html") and "facts" not in path.parts:
            title = re.search(r"<h1[^>]*>(.*?)</h1>", path.read_text(encoding="utf-8"), re.DOTALL)
            assert title, path
            titles[path.parent.relative_to(real_site).as_posix()] = unescape(re.sub(r"<[^>]*>", "", title[1])).strip()
    assert titles
    page = open_page(f"{address}zh/search/", painted=False)
    lost = [title for path, title in titles.items() if not any(f"/{path}/" in href for href in ask(page, title))]
    assert lost == []


@pytest.mark.parametrize("path", [path for path in PAGES if "search" in path])
def test_accessibility(open_page: Callable[..., Page], address: str, path: str) -> None:
    """axe finds no violation among the results of a search, light or dark; test_design.py looks at every kind of page."""
    page = open_page(address + path, painted=False, bypass_csp=True)
    expect(page.locator("[data-search-results]")).to_have_attribute("data-search-state", "done")
    accessibility.check_by_day_and_night(page)


def test_nothing_moves_when_search_begins(open_page: Callable[..., Page], address: str) -> None:
    """The script takes over the search page without shifting what a reader has begun to read."""
    page = open_page(own=True, viewport={"width": 360, "height": 700})
    page.add_init_script(
        """window.moved = 0;
        new PerformanceObserver((list) => { for (const entry of list.getEntries()) window.moved += entry.value; })
            .observe({type: 'layout-shift', buffered: true});"""
    )
    page.goto(f"{address}en/search/?q=relocation")
    expect(page.locator("[data-search-results]")).to_have_attribute("data-search-state", "done")
    page.wait_for_load_state("networkidle")
    assert page.evaluate("window.moved") < 0.1  # what Core Web Vitals call good


def test_nothing_sticks_out(open_page: Callable[..., Page], address: str) -> None:
    """No page is wider than the window, from a small phone's width to a desk's."""
    page = open_page(painted=False)
    for path in PAGES:
        page.goto(address + path)
        for width in (320, 360, 768, 1440):
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate("document.documentElement.scrollWidth") <= width, path


def test_below_a_path(open_page: Callable[..., Page], real_site_below_a_path: Path, serve: Callable[..., str]) -> None:
    """Built for a path below the host, pages, styles, the language switch and search work there."""
    address = serve(real_site_below_a_path, prefix="/chronicle/")
    page = open_page(f"{address}zh/counties/aohan/")
    page.get_by_role("link", name="English").click()
    expect(page).to_have_url(f"{address}en/counties/aohan/")
    box = page.locator("header input[type=search]")
    box.fill("millet")
    box.press("Enter")
    results = page.locator("[data-search-results]")
    expect(results).to_have_attribute("data-search-state", "done")
    results.get_by_role("link", name="Aohan Banner").first.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Aohan Banner")
