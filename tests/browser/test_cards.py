"""The card beside a word: figures, terms, places and notes, by mouse, touch and keyboard; and what there is without a script."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import accessibility
import pytest
from lent_pages import watching
from playwright.sync_api import Locator, Page, expect

DENSE = "en/beyond/xilingol-2019/"
# A figure, a note, a term, a place.
WORDS = (".prose .figure", ".prose .note", ".prose a[href*='/glossary/#']", ".prose a[href*='/places/']")


@pytest.fixture
def page(open_page: Callable[..., Page]) -> Iterator[Page]:
    """A page on a phone, whose errors fail the test."""
    page = open_page(viewport={"width": 360, "height": 740})
    with watching(page):
        yield page


def card_of(page: Page) -> Locator:
    return page.locator("#card")


def overlap(word: Locator, card: Locator) -> bool:
    """Tell whether a card lies over any line of the word that it explains."""
    boxes = word.evaluate("word => [...word.getClientRects()].map(box => [box.left, box.right, box.top, box.bottom])")
    left, right, top, bottom = card.evaluate(
        "card => { const box = card.getBoundingClientRect(); return [box.left, box.right, box.top, box.bottom]; }"
    )
    return any(one[0] < right and left < one[1] and one[2] < bottom and top < one[3] for one in boxes)


@pytest.mark.parametrize("selector", WORDS)
@pytest.mark.parametrize("width", [360, 1440])
def test_one_behaviour_for_every_word(page: Page, address: str, selector: str, width: int) -> None:
    """A touch opens the card beside the word, never over it, in the densest chapter too; Escape and a touch elsewhere close it, and nothing is added to the history."""
    page.set_viewport_size({"width": width, "height": 740})
    page.goto(address + DENSE)
    before = page.evaluate("history.length")
    word, card = page.locator(selector).last, card_of(page)
    word.scroll_into_view_if_needed()
    for close in (lambda: page.keyboard.press("Escape"), lambda: page.mouse.click(3, 300)):
        word.click()
        expect(card).to_be_in_viewport()
        expect(card.locator(":scope > div > *").first).to_be_visible()
        assert not overlap(word, card)
        box = card.bounding_box()
        assert box and box["x"] >= 0 and box["x"] + box["width"] <= width
        close()
        expect(card).to_be_hidden()
    assert page.evaluate("history.length") == before
    assert page.url == address + DENSE


def test_by_keyboard(page: Page, address: str) -> None:
    """A word that has the focus shows its card; Enter goes into it, Escape back to the word; the next word shows the next card."""
    page.goto(address + DENSE)
    words, card = page.locator(".prose .figure"), card_of(page)
    words.first.evaluate("word => word.focus({focusVisible: true})")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    expect(card).to_be_visible()
    expect(words.first).to_be_focused()
    page.keyboard.press("Enter")
    expect(card).to_be_focused()
    page.keyboard.press("Tab")
    expect(card.get_by_role("link").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()
    expect(words.first).to_be_focused()
    page.keyboard.press("Tab")
    expect(card).to_be_visible()


def test_in_two_languages(page: Page, address: str) -> None:
    """Beside each other, a figure of either language has its card in that language."""
    page.goto(f"{address}en-zh/counties/aohan/")
    page.locator("#start-1 [lang=zh] .figure").first.click()
    expect(card_of(page)).to_contain_text("贫困发生率")


def test_what_cannot_be_fetched_is_a_link(open_page: Callable[..., Page], address: str) -> None:
    """Where the entry cannot be fetched, the link leads to it as if there were no script."""
    page = open_page()
    page.route("**/*", lambda route: route.abort() if route.request.resource_type == "fetch" else route.continue_())
    page.goto(address + DENSE)
    page.locator(".prose a[href*='/glossary/#']").first.click()
    expect(page).to_have_url(re.compile("/en/glossary/#"))


def test_without_a_script(open_page: Callable[..., Page], address: str) -> None:
    """Without a script a figure leads to its details below the text, and these back; a term leads to the glossary."""
    page = open_page(address + DENSE, java_script_enabled=False)
    figure = page.locator(".prose .figure").first
    figure.click()
    entry = page.locator(".figures li:target")
    expect(entry).to_be_in_viewport()
    entry.get_by_role("link", name="Back to the text").click()
    expect(figure).to_be_in_viewport()
    page.locator(".prose a[href*='/glossary/#']").first.click()
    expect(page).to_have_url(re.compile("/en/glossary/#"))


def test_accessibility(open_page: Callable[..., Page], address: str) -> None:
    """axe finds nothing in an open card and in the open settings, light or dark."""
    page = open_page(address + DENSE, bypass_csp=True)
    for opener in (".prose .figure", ".settings button"):
        page.locator(opener).first.click()
        accessibility.check_by_day_and_night(page)


def test_a_readers_own_light_and_size(page: Page, address: str) -> None:
    """Light and size of text are as the reader has chosen, on the next page too, and again as the device has it when that is chosen."""
    page.emulate_media(color_scheme="light")
    page.goto(f"{address}en/counties/aohan/")
    paper = "getComputedStyle(document.documentElement).backgroundColor"
    size = "parseFloat(getComputedStyle(document.documentElement).fontSize)"
    light, normal = page.evaluate(paper), page.evaluate(size)
    page.get_by_role("button", name="Display settings").click()
    for name in ("System", "Normal"):
        expect(page.get_by_role("radio", name=name, exact=True)).to_be_checked()
    page.get_by_role("radio", name="Dark").check()
    page.get_by_role("radio", name="Largest").check()
    page.goto(f"{address}zh/facts/")
    assert page.evaluate(paper) != light
    assert page.evaluate(size) > 1.3 * normal
    page.get_by_role("button", name="显示设置").click()
    expect(page.get_by_role("radio", name="深色")).to_be_checked()
    page.get_by_role("radio", name="随系统").check()
    assert page.evaluate(paper) == light


def test_the_contents_mark_where_one_is(page: Page, address: str) -> None:
    """While reading, the contents mark the heading that the reader is below, and the language links lead to the same paragraph."""
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(f"{address}en/counties/aohan/#what-remains")
    expect(page.locator(".in-this-chapter [aria-current]")).to_have_attribute("href", "#what-remains")
    page.mouse.wheel(0, -60)
    expect(page.locator(".site-title")).to_be_in_viewport()
    page.get_by_role("navigation", name="Language").get_by_role("link", name="中文").click()
    expect(page).to_have_url(re.compile(r"/zh/counties/aohan/#[\w-]+$"))


def test_share_and_listen(page: Page, address: str) -> None:
    """A chapter can be shared and heard where the browser can; a heading has a link of its own."""
    page.goto(f"{address}en/counties/aohan/")
    expect(page.get_by_role("button", name="Share")).to_be_visible()
    page.get_by_role("link", name="Link to this section").first.click()
    expect(page).to_have_url(f"{address}en/counties/aohan/#land")


def test_what_is_copied_is_said_where_nothing_moves(open_page: Callable[..., Page], address: str) -> None:
    """That the address is copied is said over the button, which stays as large as it is."""
    page = open_page(f"{address}en/counties/aohan/", own=True, permissions=["clipboard-write"])
    share = page.locator("[data-share]")
    before = share.bounding_box()
    page.evaluate("Object.defineProperty(navigator, 'share', {value: undefined})")
    share.click()
    expect(share).to_have_class("told")
    assert share.bounding_box() == before
