"""Search: the index that `static/search/` reads, and writing it.

One of the doors: `words` cuts text, `texts` reads pages, `index` makes the files, and here they are written.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterable, Sequence
from itertools import groupby
from pathlib import Path

from chronicle.catalogue import SearchEntry
from chronicle.search.index import SearchDocument, make_index

__all__ = ["SearchDocument", "make_search_files", "write_search_index"]

ENTRY = "index.json"


def write_search_index(documents: Sequence[SearchDocument], folder: Path, cards: Iterable[SearchEntry] = ()) -> None:
    """Index the documents and make `folder` hold the index and nothing else; no documents, no index."""
    if folder.exists():
        shutil.rmtree(folder)
    for path, content in make_search_files(documents, cards).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)


def make_search_files(documents: Sequence[SearchDocument], cards: Iterable[SearchEntry] = ()) -> dict[str, bytes]:
    """Return the files of the index, each language's in a folder named after its content; `index.json` tells their names."""
    by_url = {card.url: card for card in cards}
    ordered = sorted(documents, key=lambda document: (document.language, document.url))
    files: dict[str, bytes] = {}
    folders = {}
    for language, group in groupby(ordered, key=lambda document: document.language):
        index = make_index(list(group), by_url)
        digest = hashlib.sha256(b"".join(name.encode() + index[name] for name in sorted(index))).hexdigest()[:10]
        folders[language] = f"{language}-{digest}"
        files |= {f"{folders[language]}/{name}.bin": content for name, content in sorted(index.items())}
    if folders:
        files[ENTRY] = json.dumps(folders, sort_keys=True).encode()
    return files
