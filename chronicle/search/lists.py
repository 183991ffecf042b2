"""The lists beside Pagefind's index, which a query needs before and after Pagefind has answered.

`names-zh.bin` is what suggestions are made from; it and `items-zh.bin` are read first, and asked for again each time. The other
lists are named after their content, which `items-zh.bin` tells. All are JSON, or lines of text, packed with gzip.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from chronicle.search.records import Item
from chronicle.search.words import fold, tokens
from chronicle.spellings import other_forms

TOLD = 32  # items of which one list tells what is said of them
EVENT = "event"  # the kind that is not suggested: nobody asks for an event by its sentence


def make_lists(
    items: Sequence[Item], language: str, find_ids: Callable[[], Mapping[str, str]], kinds: Mapping[str, str]
) -> dict[str, bytes]:
    """Return the lists of one language by their path; `find_ids` gives the pages' ids in Pagefind's index when it is ready, `kinds` are what kinds are called."""
    told = [_told(item) for item in items]
    lists = [_pack(_json(told[at : at + TOLD])) for at in range(0, len(told), TOLD)]
    written = {word for item in items for part in item.text for word in part.split()}
    words = _pack("\n".join(_vocabulary(written)).encode())
    paths = {content: f"lists/{hashlib.sha256(content).hexdigest()[:10]}.bin" for content in (words, *lists)}
    forms = other_forms(set("".join(written)), set("".join(name for item in items for name in item.entry.names)))
    names, columns = _pack(_json(_names(items, kinds))), _columns(items, forms)
    ids = find_ids()
    first = {
        "columns": columns,
        "whole": next((item.entry.title for item in items if item.entry.kind == "place" and item.entry.weight), ""),
        "ids": [ids[item.entry.url].removeprefix(f"{language}_") for item in items if item.is_page],
        "forms": "".join(one + other for one, other in forms.items()),
        "words": paths[words],
        "told": [TOLD, *(paths[content] for content in lists)],
    }
    return {
        f"items-{language}.bin": _pack(_json(first)),
        f"names-{language}.bin": names,
        **{path: content for content, path in paths.items()},
    }


def _told(item: Item) -> list[str]:
    """Return what is said of an item; of an event also its title and address, which stand in no other list."""
    entry = item.entry
    return [entry.summary, entry.title, entry.url] if entry.kind == EVENT else [] if item.is_part else [entry.summary]


def _names(items: Sequence[Item], kinds: Mapping[str, str]) -> dict[str, Any]:
    """Return what is suggested: kind, title, pinyin, and the address: of a page its path, of an entry its anchor on the page before it.

    A part of a page has no kind, and neither it nor an event has a title.
    """
    named = [None if item.is_part or item.entry.kind == EVENT else item.entry for item in items]
    known = [item.entry.kind if item.entry.kind in kinds or not kinds else "page" for item in items]
    return {
        "kinds": dict(kinds),
        "kind": ["" if item.is_part else kind for item, kind in zip(items, known, strict=True)],
        "title": [entry.title if entry else "" for entry in named],
        "url": [entry.url.rpartition("#")[2] if entry else "" for entry in named],
        "pinyin": [(entry and entry.pinyin) or 0 for entry in named],
    }


def _columns(items: Sequence[Item], forms: Mapping[str, str]) -> dict[str, Any]:
    """Return what every query needs of the items, a list for each property.

    `begins` says where a page begins, `end` is the number of an item's words, `length` that of what its title counts or names;
    `heads` are place and length of its title, and of each heading in it. Names are written as queries are, in the site's own characters.
    """
    entries = [item.entry for item in items]
    own = str.maketrans(dict(forms))
    columns: dict[str, Any] = {
        "end": [item.end for item in items],
        "begins": [int(item.is_page) for item in items],
        "length": [sum(1 for word in tokens(entry.label or entry.title) if fold(word).isalnum()) for entry in entries],
        "heads": [[at for heading in item.headings for at in heading] for item in items],
        "part": [entry.part for entry in entries],
        "place": [entry.place for entry in entries],
    }
    for name in ("names", "numbers", "years", "twin", "weight", "opens", "compares"):
        columns[name] = [(not item.is_part and getattr(item.entry, name)) or 0 for item in items]
    columns["names"] = [
        [name for name in dict.fromkeys(name.translate(own) for name in names) if name != entry.title] if names else 0
        for names, entry in zip(columns["names"], entries, strict=True)
    ]
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
