"""The lists beside Pagefind's index, which a query needs before and after Pagefind has answered.

Suggestions are made from `names-zh.bin`; browsers load it and `items-zh.bin` first, and request both again each time. The other lists
are named by their content, and `items-zh.bin` has their names. All are JSON, or lines of text, compressed with gzip.
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

TOLD = 32  # a list has the summaries of so many items
EVENT = "event"  # the kind that is not suggested, since nobody types the sentence of an event


def make_lists(
    items: Sequence[Item], language: str, find_ids: Callable[[], Mapping[str, str]], kinds: Mapping[str, str]
) -> dict[str, bytes]:
    """Return path → content of the lists of one language; `find_ids` waits for Pagefind's index and returns the pages' ids in it, `kinds` is kind → its name."""
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
    """Return the summary of an item, of an event also its title and address, which are in no other list; nothing for a part of a page."""
    entry = item.entry
    return [entry.summary, entry.title, entry.url] if entry.kind == EVENT else [] if item.is_part else [entry.summary]


def _names(items: Sequence[Item], kinds: Mapping[str, str]) -> dict[str, Any]:
    """Return the data of suggestions, a list for each property: kind, title, pinyin, and address: the path of a page, or the anchor of an entry on the page before it.

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
    """Return the data of the items that every query needs, a list for each property.

    `begins` is 1 where a page begins, `end` is the number of an item's words and borders, `length` the number of words in its label or
    title; `heads` has the position and length of its title and of each heading. Names are in the site's own characters, as queries are.
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
    """Return the words of the letters a to z, sorted; a mistyped word is compared with these."""
    folded = {fold(word.strip("-^~.,;:()!?\"'")) for word in words}
    return sorted(word for word in folded if word.isascii() and word.isalpha())


def _json(content: Any) -> bytes:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()


def _pack(content: bytes) -> bytes:
    # Not gzip.compress: from Python 3.13 on it writes another byte into the header.
    return zlib.compress(content, 9, wbits=31)
