"""The search page as a reader who stays on it uses it: one question after another."""

from __future__ import annotations

from playwright.sync_api import Page

ASK = """query => new Promise((answer) => {
    const form = document.querySelector("form[data-search]"), list = document.querySelector("[data-search-results]");
    new MutationObserver((_, watch) => {
        if (list.dataset.searchState === "busy") return;
        watch.disconnect();
        answer([...list.querySelectorAll("a")].map((link) => link.getAttribute("href")));
    }).observe(list, { attributes: true, attributeFilter: ["data-search-state"] });
    form.elements.q.value = query;
    form.requestSubmit();
})"""


def ask(page: Page, query: str) -> list[str]:
    """Put a query to the open search page; returns the addresses of all links in its answer, best first."""
    page.wait_for_selector("[data-search-page]:not([hidden])", state="attached")  # its script has taken over
    return page.evaluate(ASK, query)
