"""Pages → items, the possible results of a query → the pages that Pagefind indexes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from itertools import pairwise

from chronicle.catalogue import SearchEntry
from chronicle.search.pagefind import IndexedPage
from chronicle.search.texts import TEXT, Block, read_html
from chronicle.search.words import BORDER, tokens


@dataclass(frozen=True)
class SearchDocument:
    """A page to be indexed: `url` is its path below the site's root, `html` its rendered main content."""

    url: str
    language: str
    title: str
    kind: str
    html: str


@dataclass
class Item:
    """A possible result of a query: a page, an entry on one, or a part after an entry.

    `text` has its tokens, and between them the markup for Pagefind; `headings` has the position and length of its title and of each
    heading.
    """

    entry: SearchEntry
    is_page: bool = False
    is_part: bool = False
    text: list[str] = field(default_factory=list)
    headings: list[tuple[int, int]] = field(default_factory=list)
    end: int = 0

    def add(self, words: Sequence[str], level: int, anchor: str) -> None:
        """Add a block, and after it a border that no run of characters crosses."""
        if level < TEXT:
            self.headings.append((self.end, len(words)))
        text = escape(" ".join(words), quote=False)
        is_heading = level < TEXT and level > 1 and self.end
        self.text.append(f'<h{level} id="{escape(anchor)}">{text} </h{level}>' if is_heading else text)
        self.text.append(BORDER)
        self.end += len(words) + 1


@dataclass(frozen=True)
class ItemPage:
    """The items of one page, and a digest of them."""

    language: str
    url: str
    items: Sequence[Item]
    digest: str


def make_pages(items: Sequence[Item], language: str) -> list[IndexedPage]:
    """Return the pages of one language for Pagefind."""
    starts = [number for number, item in enumerate(items) if item.is_page]
    pages: list[IndexedPage] = []
    for start, end in pairwise([*starts, len(items)]):
        text = " ".join(part for item in items[start:end] for part in item.text)
        html = f'<!doctype html><html lang="{language}"><body data-pagefind-body>{text}</body></html>'
        pages.append(IndexedPage(items[start].entry.url, html))
    return pages


def read_page(document: SearchDocument, entries: Sequence[SearchEntry]) -> ItemPage:
    """Return the items of a page; `entries` are its own entry and those of the entries on it."""
    items = list(_items(document, {entry.url: entry for entry in entries}))
    return ItemPage(document.language, document.url, items, hashlib.sha256(repr(items).encode()).hexdigest())


def _items(document: SearchDocument, entries: Mapping[str, SearchEntry]) -> Iterator[Item]:
    """Yield the items of a page, which is cut where an entry of the catalogue begins, and where a part after the entries begins."""
    blocks = read_html(document.html)
    if not any(block.level == 1 for block in blocks):
        blocks.insert(0, Block(document.title, 1))
    page_entry = entries.get(document.url) or SearchEntry(document.url, document.kind, document.title)
    item = Item(page_entry, is_page=True)
    for number, block in enumerate(blocks):
        known = [entry for anchor in block.anchors if (entry := entries.get(f"{document.url}#{anchor}"))]
        is_part = item.entry is not page_entry and block.anchors
        if number and (known or is_part):
            yield item
            item = Item(known[-1]) if known else Item(page_entry, is_part=True)
        if block.is_after_end:
            item.text.append('<i id="end"></i>')
        item.add(tokens(block.text), block.level, block.anchor)
    yield item
