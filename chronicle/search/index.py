"""From pages to the files of the index: postings of words and of pairs of Han characters, the text for excerpts, the items.

A run of Han characters is found by the pairs that it consists of, at their positions; so only a few small files are read,
and no page is named that does not have the run. A pair of which one half is `#` has there a word that is not Han.
"""

from __future__ import annotations

import gzip
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from chronicle.catalogue import SearchEntry
from chronicle.search.texts import END, PageText, read_html
from chronicle.search.words import cut
from chronicle.spellings import traditional_forms

OTHER = "#"
ALONE = "."  # in the place of a second half: a character that no other follows
SHARD_BYTES = 10_000  # of postings in a file, before compression
SPREAD = 4  # in how many files the pairs stand that begin with the same character
CHUNK_BYTES = 16_000  # of text in a file, before compression
CARDS = 64  # items, or headings, of which one file says how they are shown
UNCALLED = frozenset({"figure", "event"})  # kinds of item that nobody asks for by the whole of their title


@dataclass(frozen=True)
class SearchDocument:
    """A page as search sees it: `url` is its path below the site's root, `html` its rendered main content."""

    url: str
    language: str
    title: str
    kind: str
    html: str


@dataclass(frozen=True)
class _Item:
    """What a query can lead to, from the position at which it begins: a page, an entry on one, or a part after an entry."""

    at: int
    card: SearchEntry
    is_page: bool = False
    is_part: bool = False


@dataclass(frozen=True)
class _Heading:
    """A heading or, without a text, a title: where it begins, and over how many positions it reaches."""

    at: int
    span: int
    anchor: str
    text: str


@dataclass
class _Index:
    """What is gathered of one language while its pages are read."""

    singles: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    pairs: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    words: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    items: list[_Item] = field(default_factory=list)
    headings: list[_Heading] = field(default_factory=list)
    chunks: list[tuple[int, list[str]]] = field(default_factory=list)
    end: int = 0


def make_index(documents: Sequence[SearchDocument], cards: Mapping[str, SearchEntry]) -> dict[str, bytes]:
    """Return the files of one language's index by name."""
    index = _Index()
    for document in documents:
        _add_page(index, document, read_html(document.html), cards)
    pairs = dict(sorted((index.pairs | index.singles).items()))
    words = dict(sorted(index.words.items()))
    shards = max(1, sum(map(len, pairs.values())) * 2 // SHARD_BYTES)
    word_shards = list(_in_order(words))
    contents = {
        **_columns(index),
        "shards": shards,
        "spread": SPREAD,
        "cuts": [first for first, _ in word_shards],
        "chunks": [start for start, _ in index.chunks],
        "cards": CARDS,
        "traditional": traditional_forms({character for pair in pairs for character in pair}),
    }
    shown = [[item.card.title, item.card.url] for item in index.items]
    headings = [[heading.anchor, heading.text] for heading in index.headings]
    files = {
        "items": _json(contents),
        "vocabulary": "\n".join(words).encode(),
        **{f"pairs-{number}": content for number, content in enumerate(_hashed(pairs, shards))},
        **{f"words-{number}": content for number, (_, content) in enumerate(word_shards)},
        **{f"text-{number}": "\n".join(text).encode() for number, (_, text) in enumerate(index.chunks)},
        **{f"cards-{at // CARDS}": _json(shown[at : at + CARDS]) for at in range(0, len(shown), CARDS)},
        **{f"headings-{at // CARDS}": _json(headings[at : at + CARDS]) for at in range(0, len(headings), CARDS)},
    }
    return {name: gzip.compress(content, 9, mtime=0) for name, content in files.items()}


def _columns(index: _Index) -> dict[str, Any]:
    """Return what every query needs of items and headings, as lists: how an item is shown comes later, for those that are.

    Positions are distances from the one before. `pages` are the numbers of items that begin a page, `parts` those that are
    only another part of their page; of values that repeat, each is written once and then counted.
    """
    items, headings = index.items, index.headings
    cards = [item.card for item in items]
    columns: dict[str, Any] = {
        "at": _distances(item.at for item in items),
        "pages": [number for number, item in enumerate(items) if item.is_page],
        "parts": [number for number, item in enumerate(items) if item.is_part],
        "title": [
            "" if card.kind in UNCALLED or item.is_part else card.title for item, card in zip(items, cards, strict=True)
        ],
        "length": [sum(1 for _ in cut(card.title)) for card in cards],
        "headings": [_distances(heading.at for heading in headings), [heading.span for heading in headings]],
        "titles": [number for number, heading in enumerate(headings) if not heading.text],
    }
    for name in ("names", "pinyin", "numbers", "years", "twin"):
        columns[name] = [getattr(card, name) or 0 for card in cards]
    for name in ("kind", "part", "place"):
        values = [getattr(card, name) for card in cards]
        known = list(dict.fromkeys(values))
        columns[name] = [known, [known.index(value) for value in values]]
    return columns


def _distances(positions: Iterable[int]) -> list[int]:
    return [after - before for before, after in pairwise([0, *positions])]


def _json(content: Any) -> bytes:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()


def _add_page(index: _Index, document: SearchDocument, page: PageText, cards: Mapping[str, SearchEntry]) -> None:
    """Add a page's text, and every item that begins on it: the page itself, and the anchors that have a card."""
    if not any(level == 1 for _, level, _ in page.headings):
        page = PageText(
            [document.title, *page.blocks],
            [(number + 1, anchor) for number, anchor in page.anchors],
            [(0, 1, ""), *((number + 1, level, anchor) for number, level, anchor in page.headings)],
        )
    starts = _add_blocks(index, page.blocks)
    last = len(page.blocks) - 1
    card = cards.get(document.url) or SearchEntry(document.url, document.kind, document.title)
    index.items.append(_Item(starts[0], card, is_page=True))
    carded = {number: cards[url] for number, anchor in page.anchors if (url := f"{document.url}#{anchor}") in cards}
    for number, anchor in page.anchors:
        if number in carded and number <= last:
            index.items.append(_Item(starts[number], carded[number]))
        elif carded and min(carded) < number <= last and not anchor.startswith("figure-"):
            part = SearchEntry(document.url, document.kind, card.title)
            index.items.append(_Item(starts[number], part, is_part=True))
    for number, level, anchor in page.headings:
        if number <= last:
            is_title = level in (0, 1, END) or number in carded
            reach = 0 if level == END else max((at for at, _, _ in cut(page.blocks[number])), default=-1) + 1
            heading = ("", "") if is_title else (anchor, page.blocks[number])
            index.headings.append(_Heading(starts[number], reach, *heading))


def _add_blocks(index: _Index, blocks: Iterable[str]) -> list[int]:
    """Add the postings of a page's blocks; return the position at which each begins."""
    starts = []
    alone: dict[str, int] = {}
    begun: set[str] = set()
    for block in blocks:
        starts.append(index.end)
        if not index.chunks or sum(len(text.encode()) for text in index.chunks[-1][1]) > CHUNK_BYTES:
            index.chunks.append((index.end, []))
        index.chunks[-1][1].append(block)
        words = list(cut(block, index.end))
        for number, (position, word, is_han) in enumerate(words):
            after = words[number + 1] if number + 1 < len(words) else (-1, "", False)
            if not is_han:
                index.words[word].append(position)
            if after[0] == position + 1 and (is_han or after[2]):
                index.pairs[(word if is_han else OTHER) + (after[1] if after[2] else OTHER)].append(position)
                begun.add(word)
            elif is_han:
                alone.setdefault(word, position)
        index.end = (words[-1][0] if words else index.end - 2) + 2
    for word, position in alone.items():
        if word not in begun:
            index.singles[word].append(position)
    return starts


def _hashed(postings: Mapping[str, list[int]], shards: int) -> list[bytes]:
    """Return pairs in files whose number follows from their characters; each file's keys by their first character."""
    contents: list[dict[str, dict[str, list[int]]]] = [defaultdict(dict) for _ in range(shards)]
    for key, positions in postings.items():
        contents[shard_of(key, shards)][key[0]][key[1:] or ALONE] = positions
    return [
        _encode(
            (first + "".join(group) for first, group in content.items()),
            (positions for group in content.values() for positions in group.values()),
        )
        for content in contents
    ]


def shard_of(key: str, shards: int) -> int:
    """Return the file in which a single character or a pair stands; the pairs that begin alike are in a few files."""
    return (ord(key[0]) * SPREAD + ord(key[-1]) % SPREAD) % shards


def _in_order(postings: Mapping[str, list[int]]) -> Iterable[tuple[str, bytes]]:
    """Yield the first word and the content of files in the order of words, so that forms of a word stand together."""
    content: dict[str, list[int]] = {}
    size = 0
    for key, positions in postings.items():
        content[key] = positions
        size += len(positions) * 2 + len(key)
        if size > SHARD_BYTES:
            yield next(iter(content)), _encode(content, content.values())
            content, size = {}, 0
    if content:
        yield next(iter(content)), _encode(content, content.values())


def _encode(keys: Iterable[str], postings: Iterable[list[int]]) -> bytes:
    """Write a line of keys, and after it the distances between the positions of each, seven bits a byte; 0 ends a list."""
    body = bytearray()
    for positions in postings:
        last = -1
        for position in positions:
            rest, last = position - last, position
            while rest > 127:
                body.append(rest & 127 | 128)
                rest >>= 7
            body.append(rest)
        body.append(0)
    return " ".join(keys).encode() + b"\n" + bytes(body)
