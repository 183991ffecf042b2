"""What other browsers lack, taken from a real Chromium: each does without, and nothing is lost or lies over something else."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect


def without(page: Page, feature: str) -> None:
    """Let the browser not know what style sheets write as this."""

    def rename(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, body=answer.text().replace(feature, f"{feature[:-1]}-unknown{feature[-1]}"))

    page.route("**/*.css", rename)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_map_is_large_where_attributes_are_no_numbers(
    open_page: Callable[..., Page], address: str, language: str
) -> None:
    """Where a style sheet cannot read the shape of the map from an attribute (Firefox, Safari) it is more than half as high as the window too, and all seen."""
    page = open_page(own=True, viewport={"width": 1280, "height": 800})
    without(page, "<number>")
    page.goto(f"{address}{language}/map/")
    box = page.locator(".map-ground:visible").bounding_box()
    assert box["height"] > 400 and box["y"] + box["height"] < 800


def test_nothing_lies_over_a_page_without_popovers(open_page: Callable[..., Page], address: str) -> None:
    """Without popovers there are no buttons that open nothing, and no settings, which would lie over the text; the menus are links."""
    page = open_page(own=True, viewport={"width": 390, "height": 800})
    without(page, ":popover-open)")
    page.goto(f"{address}en/counties/aohan/")
    expect(page.locator("html.scripted")).to_be_attached()
    for name in (".settings", ".guide-button", ".profile-button", ".menu button"):
        assert not page.locator(name).first.is_visible(), name
    expect(page.locator(".without-panels")).to_be_visible()


def test_a_result_leads_to_its_anchor_without_text_fragments(open_page: Callable[..., Page], address: str) -> None:
    """A browser that marks no text would look for an anchor of that name: it gets the anchor alone. Nor does a search need what older ones lack."""
    page = open_page(own=True)
    page.add_init_script(
        "delete Document.prototype.fragmentDirective; delete document.fragmentDirective; delete Map.groupBy;"
    )
    page.goto(f"{address}zh/search/?q=易地搬迁人口")
    links = page.locator("[data-search-results] a")
    expect(links.first).to_be_visible()
    assert "fragmentDirective" not in page.evaluate("Object.keys(Object.getOwnPropertyDescriptors(Document.prototype))")
    assert [one for one in links.evaluate_all("all => all.map((one) => one.hash)") if ":~:" in one] == []


@pytest.mark.parametrize("path", ["zh/places/", "zh/doubtful/", "zh/charts/", "zh/counties/linxi/", "zh/"])
def test_no_heading_falls_apart_where_it_may_break(open_page: Callable[..., Page], address: str, path: str) -> None:
    """Where a heading may break it is running text: the parts of a flexible box would stand apart in Firefox."""
    page = open_page(address + path, painted=False)
    expect(page.locator("h1")).to_be_visible()
    page.evaluate("document.querySelectorAll('h1, h2, h3').forEach((one) => one.append(document.createElement('wbr')))")
    boxes = page.locator("wbr").evaluate_all("all => all.map((one) => getComputedStyle(one.parentElement).display)")
    assert boxes and not {"flex", "grid"} & set(boxes)


def test_a_page_that_is_gone_back_to_has_what_was_chosen_since(open_page: Callable[..., Page], address: str) -> None:
    """A browser shows a page as it was left; the size of its text, its light and its settings are those of the page that is left now."""
    page = open_page(f"{address}en/about/")
    expect(page.locator("html.scripted")).to_be_attached()
    page.evaluate("""() => {
        localStorage.setItem("reading.theme", "dark");
        localStorage.setItem("reading.size", "1.35");
        dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true }));
    }""")
    expect(page.locator("html")).to_have_css("color-scheme", "dark")
    assert page.evaluate("document.documentElement.style.getPropertyValue('--size')") == "1.35"
    page.get_by_role("button", name="Display settings").click()
    chosen = page.locator("#settings :checked").evaluate_all("all => all.map((one) => one.value)")
    assert chosen == ["dark", "1.35"]
