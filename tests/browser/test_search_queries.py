"""What readers type, put to the search page of the real site: the right page among the first five, mostly the first."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import accessibility
import pytest
import yaml
from playwright.sync_api import Page, expect
from searching import ask

QUERIES = yaml.safe_load(Path(__file__).with_name("queries.yaml").read_text(encoding="utf-8"))
FIRST, FIRST_FIVE = 0.92, 0.99


def leads_to(href: str, wanted: str) -> bool:
    """Tell whether a result's address is a wanted page, or the wanted entry of one."""
    parts = urlsplit(href)
    _, _, path = parts.path.strip("/").partition("/")
    page, _, anchor = wanted.partition("#")
    return path == page and (not anchor or parts.fragment.split(":~:")[0] == anchor)


def rank(page: Page, query: str, wanted: list[str]) -> int:
    """Return the place of the first right result, 1 for the first; 99 where there is none."""
    hrefs = ask(page, query)
    places = [number for number, href in enumerate(hrefs, 1) if any(leads_to(href, one) for one in wanted)]
    return min(places, default=99)


def test_there_are_enough_queries() -> None:
    """At least a hundred queries, half of them in each language."""
    assert sum(map(len, QUERIES.values())) >= 100
    assert all(len(entries) >= 50 for entries in QUERIES.values())


@pytest.mark.parametrize("language", QUERIES)
def test_queries(open_page: Callable[..., Page], address: str, language: str) -> None:
    """Of the queries in each language 92 % lead to the right page first, and 99 % among the first five."""
    entries: list[dict[str, Any]] = QUERIES[language]
    page = open_page(f"{address}{language}/search/", painted=False)
    ranks = {entry["q"]: rank(page, entry["q"], entry["to"]) for entry in entries}
    late = {query: place for query, place in ranks.items() if place > 1}
    assert sum(place <= 5 for place in ranks.values()) >= FIRST_FIVE * len(ranks), late
    assert sum(place == 1 for place in ranks.values()) >= FIRST * len(ranks), late


def test_the_first_result_is_seen_on_a_phone(open_page: Callable[..., Page], address: str) -> None:
    """On a phone the first result begins in the upper two thirds of the window, also where something else was looked for: the filters are folded."""
    page = open_page(viewport={"width": 360, "height": 740})
    for language, query in (("zh", "王忠生"), ("en", "relocation")):
        page.goto(f"{address}{language}/search/?q={quote(query)}")
        first = page.locator("[data-search-results] > li").first
        first.wait_for()
        assert first.bounding_box()["y"] < 490
        page.get_by_text("筛选" if language == "zh" else "Filter", exact=True).click()
        expect(page.locator("[data-search-filters] select:visible").first).to_be_visible()


def test_words_that_the_site_has_not(open_page: Callable[..., Page], address: str) -> None:
    """A name written with another character of the same sound leads to the name; of a word that is nowhere, no single characters are looked for."""
    page = open_page(f"{address}zh/search/?q={quote('量子计算')}")
    page.locator("[data-search-state=done]").wait_for()
    expect(page.get_by_role("status").first).not_to_contain_text("“量”")
    assert rank(page, "王忠生", ["people#wang-zhongsheng"]) == 1


def test_a_page_found_by_name_leads_to_its_beginning(open_page: Callable[..., Page], address: str) -> None:
    """A page that is shown by its summary, since what was typed is its name, opens at its beginning, not at its sources, where one of the words stands again."""
    page = open_page(f"{address}en/search/?q=smallloans")
    first = page.locator("[data-search-results] > li").first
    expect(first).to_contain_text("What microcredit for poverty relief is")
    expect(first.locator("a")).to_have_attribute("href", re.compile("/finance/small-loans/(#:~:.*)?$"))


def test_the_list_for_suggestions_is_small(real_site: Path) -> None:
    """What a search box loads when it is used is at most 40 kB, in each language."""
    sizes = {path.name: path.stat().st_size for path in (real_site / "pagefind").glob("names-*.bin")}
    assert sizes.keys() == {f"names-{language}.bin" for language in (*QUERIES, "zh-hant")}
    assert max(sizes.values()) <= 40_000, sizes


def test_accessibility(open_page: Callable[..., Page], address: str) -> None:
    """axe finds nothing in an open list of suggestions with one chosen, in results with filters, on the empty search page and on the 404 page."""
    page = open_page(bypass_csp=True)
    for path in ("en/about/", "zh/search/?q=" + quote("扶贫"), "en/search/", "404.html"):
        page.goto(address + path)
        if path == "en/about/":
            page.locator(".search-box input").fill("relocation")
            page.get_by_role("option").first.wait_for()
            page.locator(".search-box input").press("ArrowDown")
        if "?q=" in path:
            page.wait_for_selector("[data-search-results][data-search-state=done]")
        accessibility.check_by_day_and_night(page)


def test_a_missing_address_is_a_query(open_page: Callable[..., Page], real_site: Path, address: str) -> None:
    """The page for an address that does not exist has its last name ready to be searched for."""
    page = open_page()
    missing = (real_site / "en" / "404.html").read_text(encoding="utf-8")
    page.route(
        "**/counties/small-loans.html", lambda route: route.fulfill(status=404, body=missing, content_type="text/html")
    )
    page.goto(f"{address}en/counties/small-loans.html")
    expect(page.locator("main [name=q]")).to_have_value("small loans")
