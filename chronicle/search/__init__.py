"""Search: Pagefind's index of every page of the site, the list of items beside it that `static/search/` reads, and writing them.

One of the doors: `words` cuts text, `texts` reads pages, `records` makes what is indexed, `pagefind` runs the engine, and
here its files and ours are put together and written.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from types import MappingProxyType

from chronicle.catalogue import SearchEntry
from chronicle.search.lists import make_lists
from chronicle.search.pagefind import page_ids, run_pagefind
from chronicle.search.records import SearchDocument, make_items, make_pages

__all__ = ["SearchDocument", "make_search_files", "place_search_files"]

NONE: Mapping[str, Mapping[str, str]] = MappingProxyType({})


def place_search_files(files: Mapping[str, bytes], folder: Path) -> None:
    """Make `folder` hold the files of an index and nothing else; without files there is no folder."""
    if folder.exists():
        shutil.rmtree(folder)
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)


def make_search_files(
    documents: Sequence[SearchDocument],
    entries: Iterable[SearchEntry] = (),
    kinds: Mapping[str, Mapping[str, str]] = NONE,
    program: Path | None = None,
) -> dict[str, bytes]:
    """Return the files of the index by their path: Pagefind's, and the lists of each language; no documents, no files.

    `kinds` are what kinds of entries are called in each language; `program` is a Pagefind other than the installed one.
    Raises SearchUnavailable if Pagefind makes no index.
    """
    by_url = {entry.url: entry for entry in entries}
    ordered = sorted(documents, key=lambda document: (document.language, document.url))
    items = {
        language: make_items(list(group), by_url)
        for language, group in groupby(ordered, key=lambda document: document.language)
    }
    if not items:
        return {}
    pages = [page for language, some in items.items() for page in make_pages(some, language)]
    files = run_pagefind(pages, program)
    ids = page_ids(files)
    for language, some in items.items():
        files |= make_lists(some, language, ids, kinds.get(language, {}))
    return dict(sorted(files.items()))
