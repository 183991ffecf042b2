"""A reader of two languages in a real Chromium: beside each other, one below the other, on paper; there and back."""

from __future__ import annotations

import re
from collections.abc import Callable

import accessibility
import pytest
from playwright.sync_api import Page, expect

CHAPTER = "counties/aohan/"
PAGES = ("zh-en/", f"en-zh/{CHAPTER}", "zh-en/beyond/xilingol-2019/", "en-zh/measures/", "zh-en/counties/songshan/")
# How the two sides of each row that has text lie: the corners of each, in the order of the page.
BOXES = """() => [...document.querySelectorAll('.pair')].map(row => [...row.querySelectorAll(
    ':scope > .side, :scope > :is(h1, h2, h3, h4) .side')].map(side => {
        const box = side.getBoundingClientRect();
        return {lang: side.lang, top: box.top, bottom: box.bottom, left: box.left, right: box.right};
    }))"""


@pytest.fixture
def page(open_page: Callable[..., Page]) -> Page:
    """A page without JavaScript."""
    return open_page(java_script_enabled=False)


def rows_of(page: Page) -> list[list[dict]]:
    """Return the boxes of the rows' sides, two by two: titles, then summaries."""
    found = [row[start : start + 2] for row in page.evaluate(BOXES) for start in range(0, len(row), 2)]
    assert len(found) >= 4
    order = ["zh", "en"] if "/zh-en/" in page.url else ["en", "zh"]
    assert all([side["lang"] for side in row] == order for row in found)
    return found


@pytest.mark.parametrize("path", PAGES)
def test_side_by_side_on_a_desk(open_page: Callable[..., Page], address: str, path: str) -> None:
    """On a wide screen both sides of a row begin at one height, the language of the frame on the left, and no row overlaps the next."""
    page = open_page(address + path, painted=False, viewport={"width": 1440, "height": 900})
    below = 0
    for one, two in rows_of(page):
        assert abs(one["top"] - two["top"]) < 1
        assert one["right"] < two["left"]
        assert one["top"] >= below
        below = max(one["bottom"], two["bottom"])


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("width", [320, 360, 768])
def test_one_below_the_other_on_a_phone(open_page: Callable[..., Page], address: str, path: str, width: int) -> None:
    """On a narrow screen the languages take turns in one column, and nothing sticks out."""
    page = open_page(address + path, painted=False, viewport={"width": width, "height": 800})
    below = 0
    for one, two in rows_of(page):
        assert abs(one["left"] - two["left"]) < 1
        assert below <= one["top"] < one["bottom"] <= two["top"]
        below = two["bottom"]
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width", [360, 1440])
def test_the_way_to_a_language_stands_beside_it(open_page: Callable[..., Page], address: str, width: int) -> None:
    """Beside each paragraph stands the way to it in its own language alone; on a phone the second language is on a ground of its own."""
    page = open_page(address + PAGES[1], painted=False, viewport={"width": width, "height": 800})
    row = page.locator(".pair:has(> .ways):has(> .side)").first
    for side, way in zip(row.locator("> .side").all(), row.locator(".ways a").all(), strict=True):
        text, link = side.bounding_box(), way.bounding_box()
        assert text and link and way.get_attribute("hreflang") == side.get_attribute("lang")
        assert abs(text["y"] - link["y"]) < 8 and text["x"] + text["width"] <= link["x"]
    grounds = row.locator("> .side").evaluate_all("sides => sides.map(one => getComputedStyle(one).backgroundColor)")
    assert (grounds[0] == grounds[1]) == (width > 1000)


def test_both_columns_on_paper(open_page: Callable[..., Page], address: str) -> None:
    """On paper, which is narrower than a desk, both columns stand side by side, without links; rows are kept together."""
    page = open_page(address + PAGES[1], viewport={"width": 680, "height": 900})
    page.emulate_media(media="print")
    for one, two in rows_of(page):
        assert abs(one["top"] - two["top"]) < 1
        assert one["right"] < two["left"]
    assert not page.locator(".ways").first.is_visible()
    assert page.locator(".pair").first.evaluate("row => getComputedStyle(row).breakInside") == "avoid"
    # In a real PDF a page is an object of its own; in one column this chapter takes more of them.
    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4"))) in range(3, 10)


def test_there_and_back_without_javascript(page: Page, address: str) -> None:
    """From a heading of a chapter to both languages, from a paragraph there to the other language, and back to both: always the same place."""
    page.goto(f"{address}zh/{CHAPTER}")
    page.locator("#programmes").locator("xpath=..").get_by_role("link", name="对照").click()
    expect(page).to_have_url(f"{address}zh-en/{CHAPTER}#programmes")
    row = page.locator("#programmes-2")
    row.get_by_role("link", name="EN Fifteen years of programmes, block 2").click()
    expect(page).to_have_url(f"{address}en/{CHAPTER}#programmes-2")
    expect(page.locator("#programmes-2")).to_be_in_viewport()
    expect(page.locator("#programmes-2")).to_contain_text("Poverty fell on a large scale")
    page.locator("#programmes").locator("xpath=..").get_by_role("link", name="中").click()
    expect(page).to_have_url(f"{address}zh/{CHAPTER}#programmes")
    page.get_by_role("navigation", name="语言").get_by_role("link", name="对照").click()
    expect(page).to_have_url(f"{address}zh-en/{CHAPTER}")
    expect(page.get_by_role("heading", level=1)).to_have_text("敖汉旗 Aohan Banner")
    page.get_by_role("link", name="This language only").click()
    expect(page).to_have_url(f"{address}en/{CHAPTER}")


def test_the_contents_lead_to_every_text(page: Page, address: str) -> None:
    """From the home page to the contents in two languages, to a chapter, and on to the next one."""
    page.goto(f"{address}en/")
    page.get_by_role("navigation", name="Language").get_by_role("link", name="Both").click()
    page.get_by_role("link", name="Aohan Banner 敖汉旗").click()
    expect(page).to_have_url(f"{address}en-zh/{CHAPTER}")
    page.get_by_role("link", name="Next").click()
    expect(page).to_have_url(f"{address}en-zh/counties/songshan/")


def test_a_figure_leads_to_what_is_known_of_it(page: Page, address: str) -> None:
    """A figure on a parallel page leads to its card on the chapter's page, in the language it is read in."""
    page.goto(f"{address}zh-en/{CHAPTER}")
    page.locator("#start-1").get_by_role("link", name="57.2%").last.click()
    expect(page).to_have_url(f"{address}en/{CHAPTER}#figure-aohan.poverty-rate-1988")
    expect(page.locator("li:target")).to_be_in_viewport()


def test_one_outline_for_both(page: Page, address: str) -> None:
    """A screen reader meets each heading once, with both titles, each in its language; the sides follow in the order of the site."""
    page.goto(f"{address}zh-en/{CHAPTER}")
    headings = page.get_by_role("main").get_by_role("heading")
    expect(headings).to_have_count(7)
    expect(headings.nth(1)).to_have_text("土地与长期的贫困 The land and long poverty")
    expect(headings.nth(1).locator("[lang=en]")).to_have_text("The land and long poverty")


@pytest.mark.parametrize("path", [PAGES[1], f"zh/{CHAPTER}", f"en/{CHAPTER}"])
def test_links_are_large_enough(open_page: Callable[..., Page], address: str, path: str) -> None:
    """The links from language to language are at least 24 pixels high and wide, and can be reached by keyboard."""
    page = open_page(address + path, viewport={"width": 360, "height": 800})
    links = page.locator(".ways a, .headed p a")
    sizes = links.evaluate_all(
        "links => links.map(one => one.getBoundingClientRect()).map(box => [box.width, box.height])"
    )
    assert len(sizes) >= 12
    assert all(width >= 24 and height >= 24 for width, height in sizes)
    links.first.focus()
    page.keyboard.press("Tab")
    assert links.nth(1).evaluate("link => link === document.activeElement")


@pytest.mark.parametrize("path", [f"zh-en/{CHAPTER}#land-2", f"en/{CHAPTER}#land-2"])
def test_accessibility(open_page: Callable[..., Page], address: str, path: str) -> None:
    """axe finds no violation in a block that a link has led to, light or dark."""
    page = open_page(address + path, painted=False, bypass_csp=True)
    accessibility.check_by_day_and_night(page)
