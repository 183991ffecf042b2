"""Search: makes and writes Pagefind's index of all pages of the site, and the lists beside it that `static/search/` reads.

`words` cuts text, `texts` reads pages, `records` makes the indexed items, `pagefind` runs the engine; this module puts the engine's
files and the lists together and writes them.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import reduce
from itertools import groupby, starmap
from pathlib import Path
from typing import Any

from chronicle.catalogue import SearchEntry
from chronicle.search.lists import make_lists
from chronicle.search.pagefind import merge_indexes, page_ids, run_pagefind
from chronicle.search.records import ItemPage, SearchDocument, make_pages, read_page

__all__ = ["ItemPage", "SearchDocument", "index_pages", "place_search_files", "read_pages"]

Reader = Callable[[Callable[..., ItemPage], Sequence[tuple[Any, ...]]], Sequence[ItemPage]]
Indexer = Callable[[Callable[..., dict[str, bytes]], tuple[Any, ...], str], dict[str, bytes]]


def place_search_files(files: Mapping[str, bytes], folder: Path) -> None:
    """Make `folder` hold exactly the files of an index; without files the folder is removed. Unchanged files are not touched, and hard links of changed files elsewhere keep their content."""
    kept = set()
    for parent, _, names in os.walk(folder, topdown=False):
        for name in names:
            file = f"{parent}/{name}"
            path = file[len(str(folder)) + 1 :].replace(os.sep, "/")
            with open(file, "rb") as content:
                is_same = content.read() == files.get(path)
            if is_same:
                kept.add(path)
            else:
                os.unlink(file)
        if not os.listdir(parent):
            os.rmdir(parent)
    for path in files.keys() - kept:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(files[path])


def read_pages(
    documents: Iterable[SearchDocument],
    entries: Iterable[SearchEntry],
    read: Reader = lambda stage, givens: list(starmap(stage, givens)),
) -> list[ItemPage]:
    """Return the pages as items; `read` runs a stage for each page, and may return a cached result."""
    of_page: dict[str, list[SearchEntry]] = defaultdict(list)
    for entry in entries:
        of_page[entry.url.partition("#")[0]].append(entry)
    return list(read(read_page, [(document, of_page.get(document.url, [])) for document in documents]))


def index_pages(
    pages: Iterable[ItemPage],
    kinds: Mapping[str, Mapping[str, str]],
    index: Indexer = lambda stage, given, name: stage(*given),
) -> dict[str, bytes]:
    """Return the files of the index by their path: Pagefind's, and the lists of each language; no pages, no files.

    `kinds` is language → kind of entry → its name. `index` runs a stage for each language, several at once, and may return a cached result.
    Raises SearchUnavailable if Pagefind makes no index.
    """
    ordered = sorted(pages, key=lambda page: (page.language, page.url))
    of_language = {language: list(group) for language, group in groupby(ordered, key=lambda page: page.language)}

    def index_one(language: str) -> Mapping[str, bytes]:
        return index(index_language, (language, of_language[language], kinds.get(language, {})), language)

    # Pagefind uses one processor for each language.
    with ThreadPoolExecutor(os.cpu_count()) as threads:
        files: Mapping[str, bytes] = reduce(merge_indexes, threads.map(index_one, of_language), {})
    return dict(sorted(files.items()))


def index_language(language: str, pages: Sequence[ItemPage], kinds: Mapping[str, str]) -> dict[str, bytes]:
    """Return the files of one language; the lists are made while Pagefind runs."""
    items = [item for page in pages for item in page.items]
    with ThreadPoolExecutor(1) as thread:
        indexing = thread.submit(run_pagefind, make_pages(items, language))
        lists = make_lists(items, language, lambda: page_ids(indexing.result()), kinds)
    return indexing.result() | lists
