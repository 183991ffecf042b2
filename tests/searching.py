"""The index of some documents, and the search page as a reader who stays on it uses it: one question after another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from playwright.sync_api import Page

from chronicle.catalogue import SearchEntry
from chronicle.search import SearchDocument, index_pages, read_pages

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


def make_search_files(
    documents: Iterable[SearchDocument],
    entries: Iterable[SearchEntry] = (),
    kinds: Mapping[str, Mapping[str, str]] | None = None,
) -> dict[str, bytes]:
    """Return the files of the index of some documents."""
    return index_pages(read_pages(documents, entries), kinds or {})


def ask(page: Page, query: str) -> list[str]:
    """Put a query to the open search page; returns the addresses of all links in its answer, best first."""
    page.wait_for_selector("[data-search-page]:not([hidden])", state="attached")  # its script has taken over
    return page.evaluate(ASK, query)
