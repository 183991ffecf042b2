"""Pages in other languages than the first two, in a real browser: searched, and as they are laid out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, expect
from test_sites import lay_out

from chronicle.pipeline import build_site


def test_a_derived_language_is_searched_in_either_form(
    browser: Browser, tmp_path: Path, serve: Callable[..., str]
) -> None:
    """A query in simplified or traditional characters finds the same page, and a click leads to it."""
    build_site(lay_out("derived-language", tmp_path / "site"), tmp_path / "output")
    address = serve(tmp_path / "output")
    with browser.new_context() as context:
        page = context.new_page()
        for query in ("貧困人口", "贫困人口", "鄉裡", "乡里"):
            page.goto(f"{address}zh-hant/search/?q={query}")
            results = page.locator("[data-search-results]")
            expect(results).to_have_attribute("data-search-state", "done")
            assert results.locator('a[href*="/zh-hant/part/one/"]').count(), query
        results.locator('a[href*="/zh-hant/part/one/"]').first.click()
        expect(page.get_by_role("heading", level=1)).to_have_text("鄉裡的貧困人口")
        assert page.evaluate("document.documentElement.lang") == "zh-Hant"
