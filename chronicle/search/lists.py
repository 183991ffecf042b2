"""The lists of items: what each is called and sorted by, which a query needs before and after Pagefind has answered.

`items-zh.bin` is read first, and asked for anew each time. The other lists are named after their content, which it tells.
All are JSON, or lines of text, packed with gzip.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from chronicle.search.records import Item
from chronicle.search.words import fold, tokens
from chronicle.spellings import traditional_forms

SHOWN = 64  # items of which one list says how they are shown
UNCALLED = frozenset({"figure", "event"})  # kinds of item that nobody asks for by the whole of their title


def make_lists(items: Sequence[Item], language: str, ids: Mapping[str, str]) -> dict[str, bytes]:
    """Return the lists of one language by their path; `ids` are the pages' in Pagefind's index."""
    shown = [[item.entry.title, item.entry.url, item.entry.summary] for item in items]
    lists = [_pack(_json(shown[at : at + SHOWN])) for at in range(0, len(shown), SHOWN)]
    tokens_of_all = {word for item in items for part in item.text for word in part.split()}
    words = _pack("\n".join(_vocabulary(tokens_of_all)).encode())
    names = {content: f"lists/{hashlib.sha256(content).hexdigest()[:10]}.bin" for content in (words, *lists)}
    first = {
        **_columns(items),
        "ids": [ids[item.entry.url].removeprefix(f"{language}_") for item in items if item.is_page],
        "traditional": traditional_forms({word[-1] for word in tokens_of_all}),
        "words": names[words],
        "shown": [SHOWN, *(names[content] for content in lists)],
    }
    return {f"items-{language}.bin": _pack(_json(first)), **{path: content for content, path in names.items()}}


def _columns(items: Sequence[Item]) -> dict[str, Any]:
    """Return what every query needs of the items, a list for each property; of values that repeat, each is written once and counted.

    `end` is the number of an item's words, `pages` are the numbers of items that begin a page, `parts` of those that are only
    another part of their page; `heads` are place and length of an item's title, and of each heading in it.
    """
    entries = [item.entry for item in items]
    columns: dict[str, Any] = {
        "end": [item.end for item in items],
        "whole": next((entry.title for entry in entries if entry.kind == "place" and entry.weight), ""),
        "pages": [number for number, item in enumerate(items) if item.is_page],
        "parts": [number for number, item in enumerate(items) if item.is_part],
        "title": ["" if item.is_part or item.entry.kind in UNCALLED else item.entry.title for item in items],
        "length": [sum(1 for word in tokens(entry.label or entry.title) if fold(word).isalnum()) for entry in entries],
        "heads": [[at for heading in item.headings for at in heading] for item in items],
    }
    for name in ("names", "pinyin", "numbers", "years", "twin", "weight"):
        columns[name] = [(not item.is_part and getattr(item.entry, name)) or 0 for item in items]
    for name in ("kind", "part", "place"):
        values = [getattr(entry, name) for entry in entries]
        known = list(dict.fromkeys(values))
        columns[name] = [known, [known.index(value) for value in values]]
    return columns


def _vocabulary(words: Iterable[str]) -> list[str]:
    """Return the words of other scripts, in their order: what a mistyped word is compared with."""
    folded = {fold(word.strip("-^~.,;:()!?\"'")) for word in words}
    return sorted(word for word in folded if word.isascii() and word.isalpha())


def _json(content: Any) -> bytes:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()


def _pack(content: bytes) -> bytes:
    # Not gzip.compress: from Python 3.13 on it writes another byte into the header.
    packing = zlib.compressobj(9, zlib.DEFLATED, 31)
    return packing.compress(content) + packing.flush()
