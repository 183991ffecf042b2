"""Search: what Pagefind indexes, and running it.

Pagefind's standard build takes words from white space, which Chinese does not have. It is given copies of the pages
in which every Han character is a word of its own; `static/search.js` asks for a run of characters as the quoted phrase
of those words. Both sides must cut text in the same places: `HAN` and `MARKS` stand in both files, and a test compares
them.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import tempfile
from base64 import b64decode, b64encode
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from html.parser import HTMLParser
from importlib import import_module
from pathlib import Path
from typing import Any
from unicodedata import normalize

# The inside of two character classes: Han characters, and the punctuation that always stands alone.
HAN = r"\u3005\u3007\u3021-\u3029\u3038-\u303b\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
MARKS = (
    r"\u00b7\u2013-\u2015\u2026\u3001-\u3004\u3008-\u3020\u302a-\u3037\u303c-\u303f\u30fb"
    r"\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65"
)

# A word without letters takes up a position and is not indexed, so no phrase reaches across it.
BORDER = "␞"
# Stands before a word that had a real space before it, where the copy has spaces that the page does not.
SPACE = "␠"
# Begins the id that carries a page's kind.
KIND = "kind:"

REMEDY = "`make site` installs it, or `pip install pagefind-bin`; `--no-search` builds the site without search."

_APART = rf"[{HAN}]+|[{MARKS}]+|(?<=[{HAN}])[^\w\s]+|[^\w\s]+(?=[{HAN}])"
_PIECE = re.compile(rf"(?P<space>\s+)|(?P<apart>{_APART})|(?P<rest>(?:(?!{_APART})\S)+)")
_HAN = re.compile(rf"[{HAN}]")
_UNSEEN = re.compile(rf"[\u00ad\u200b\u2060\ufeff{BORDER}{SPACE}]|(?<=[{HAN}])[\ufe00-\ufe0f\U000e0100-\U000e01ef]")

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_INLINE = re.compile(
    r"a|abbr|b|bdi|bdo|br|button|cite|code|data|del|dfn|em|i|ins|kbd|mark|q|rp|rt|ruby|s|samp|small|span|strong|sub|sup"
    r"|time|u|var"
)
# Pagefind skips these, but a table of contents and the notes at a chapter's foot are text of the page like any other.
_RENAMED = {"footer": "div", "nav": "div"}
_DROPPED = frozenset({"img", "input", "source", "track", "wbr"})
_FOR_THE_BROWSER = re.compile(r"pagefind\.js|pagefind-entry\.json|.+\.(pagefind|pf_\w+)")


class SearchUnavailable(Exception):
    """Pagefind is missing or has failed; the message says so to a person."""


@dataclass(frozen=True)
class SearchDocument:
    """A page as search sees it: `url` is its path below the site's root, `html` its rendered main content."""

    url: str
    language: str
    title: str
    kind: str
    html: str


def write_search_index(documents: Sequence[SearchDocument], folder: Path) -> None:
    """Index the documents and make `folder` hold the index and nothing else; no documents, no index."""
    files = _index(sorted(documents, key=lambda document: document.url)) if documents else {}
    if folder.exists():
        shutil.rmtree(folder)
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)


def _index(documents: Sequence[SearchDocument]) -> dict[str, bytes]:
    # As a service Pagefind takes the pages in the order in which they are named. Let loose on a folder it takes them as
    # the file system lists them, and the index differs from machine to machine.
    requests: list[dict[str, Any]] = [{"type": "NewIndex"}]
    for document in documents:
        page = {"url": f"/{document.url}", "file_contents": _copy(document)}
        requests.append({"type": "AddFile", "index_id": 0, "file_path": None, **page})
    # Not `WriteFiles`: Pagefind 1.5.2 says that it has written them before it has.
    requests.append({"type": "GetFiles", "index_id": 0})
    *_, answer = _ask_pagefind(requests)
    files = {file["path"]: b64decode(file["content"]) for file in answer["files"]}
    entry = json.loads(files["pagefind-entry.json"])
    files["pagefind-entry.json"] = json.dumps(entry, ensure_ascii=False, sort_keys=True).encode()
    return {path: files[path] for path in sorted(files) if _FOR_THE_BROWSER.fullmatch(path)}


def _copy(document: SearchDocument) -> str:
    title = _Copyist()
    title.handle_data(document.title)
    content = _Copyist()
    content.feed(document.html)
    content.close()
    # The kind is not a filter, for Pagefind writes those in another order each time, and not metadata, for their words
    # would be found. The id of an empty element reaches the result as it is.
    return (
        f'<!doctype html><html lang="{escape(document.language)}"><head><meta charset="utf-8"></head>'
        f'<body data-pagefind-body data-pagefind-meta="title[data-title]" data-title="{title.text()}">'
        f'<span id="{KIND}{escape(document.kind)}"></span>{content.text()}</body></html>'
    )


class _Copyist(HTMLParser):
    """Rewrites HTML so that white space stands around all that is to be a word, and borders between blocks."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._written: list[str] = []
        self._gap = ""
        self._after_apart = False
        self._at_border = True

    def text(self) -> str:
        """Return what has been written so far."""
        return "".join(self._written)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep the tag with what Pagefind reads of it: the ids of headings and its own attributes."""
        if tag == "br":
            self._gap += "\n"
        if tag in _DROPPED:
            return
        if not _INLINE.fullmatch(tag):
            self._border()
        kept = "".join(
            f' {name}="{escape(value or "")}"'
            for name, value in attrs
            if name.startswith("data-pagefind-") or (name == "id" and tag in _HEADINGS)
        )
        self._written.append(f"<{_RENAMED.get(tag, tag)}{kept}>")

    def handle_endtag(self, tag: str) -> None:
        """Close the tag; a block ends in a space, or Pagefind would add a full stop that is not on the page."""
        if tag in _DROPPED or tag == "br":
            return
        if _INLINE.fullmatch(tag):
            self._written.append(f"</{tag}>")
        else:
            self._written.append(f" </{_RENAMED.get(tag, tag)}>")
            self._border()

    def handle_data(self, data: str) -> None:
        """Write text word by word."""
        # NFC turns compatibility ideographs into the usual ones; Pagefind keeps such spellings apart within a phrase.
        for match in _PIECE.finditer(_UNSEEN.sub("", normalize("NFC", data))):
            if match["space"]:
                self._gap += match["space"]
            else:
                self._write(match[0], apart=match["apart"] is not None)

    def _write(self, piece: str, *, apart: bool) -> None:
        lead = " " if self._gap or apart or self._after_apart else ""
        # A line end between two Han characters is no space, whatever browsers make of it.
        soft = apart and self._after_apart and "\n" in self._gap
        marked = self._gap and not self._at_border and (apart or self._after_apart) and not soft
        self._written.append(lead + (SPACE if marked else "") + escape(_HAN.sub(r"\g<0> ", piece).rstrip()))
        self._gap, self._after_apart, self._at_border = "", apart, False

    def _border(self) -> None:
        if not self._at_border:
            self._written.append(f" {BORDER} ")
        self._gap, self._after_apart, self._at_border = "", False, True


def _ask_pagefind(requests: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    letters = [json.dumps({"message_id": number, "payload": request}) for number, request in enumerate(requests)]
    with tempfile.TemporaryFile() as said:
        try:
            # Imported only here, because all else that the project does works without the package.
            command = [str(import_module("pagefind_bin").get_executable()), "--service"]
            with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=said) as pagefind:
                assert pagefind.stdin and pagefind.stdout
                pagefind.stdin.write(b"".join(b64encode(letter.encode()) + b"," for letter in letters))
                pagefind.stdin.flush()
                # The end of its input stops Pagefind at once, so the input stays open until the last answer is here.
                answers = [answer for _, answer in zip(letters, _answers(pagefind.stdout.fileno()), strict=False)]
        except BrokenPipeError:
            answers = []
        except (ImportError, OSError) as error:
            raise SearchUnavailable(
                f"The search index needs Pagefind, which is not here ({error}).\n{REMEDY}"
            ) from error
        mistakes = [answer["message"] for answer in answers if answer["type"] == "Error"]
        if mistakes or len(answers) < len(letters):
            said.seek(0)
            reasons = "\n".join([*mistakes, said.read().decode("utf-8", "replace").strip()])
            raise SearchUnavailable(f"Pagefind could not make the search index:\n{reasons}\n{REMEDY}")
    return answers


def _answers(output: int) -> Iterator[dict[str, Any]]:
    parts: list[bytes] = []
    while received := os.read(output, 1 << 20):
        *ends, rest = received.split(b",")
        for end in ends:
            yield json.loads(b64decode(b"".join([*parts, end])))["payload"]
            parts = []
        parts.append(rest)
