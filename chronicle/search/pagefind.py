"""Runs Pagefind: sends it pages and returns the files of an index, by the service protocol of its own Python package.

That package is not used: version 1.5.2 waits a tenth of a second before it reads each answer. The program indexes pages in the order
in which they are sent, so that the same pages give the same bytes.
"""

from __future__ import annotations

import gzip
import json
import os
import re
import tempfile
from base64 import b64decode, b64encode
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from subprocess import PIPE, Popen
from threading import Event, Thread, Timer
from typing import IO, Any

from chronicle.problems import SearchUnavailable

OLDEST = (1, 5)
PATIENCE = 60.0  # seconds for any index, and more for each page:
PATIENCE_A_PAGE = 0.2
CHUNK = 1 << 16  # bytes read at once
INSTALL = "Install it with 'pip install pagefind-bin', or build with --no-search."
# The size at which Pagefind cuts its index into files, in positions of words. With its default, 20,000, a query of eight characters
# loads 400 kB. The variable is not documented: if it is removed, searching loads more and nothing else changes; a test notices this.
_CHUNK_SIZE = {"PAGEFIND_UNSTABLE_INDEX_CHUNK_SIZE": "2000"}
_ENTRY = "pagefind-entry.json"
_UNNEEDED = re.compile(r"pagefind-(?!entry).*")  # its own search boxes and what highlights for them


@dataclass(frozen=True)
class IndexedPage:
    """A page for Pagefind: its address, and its complete HTML."""

    url: str
    html: str


def run_pagefind(
    pages: Sequence[IndexedPage], program: Path | None = None, patience: float = PATIENCE
) -> dict[str, bytes]:
    """Return the files of the index of these pages by their path. Raises SearchUnavailable if Pagefind does not make one."""
    requests: list[dict[str, Any]] = [{"type": "NewIndex"}]
    requests += [
        {"type": "AddFile", "index_id": 0, "file_path": None, "url": page.url, "file_contents": page.html}
        for page in pages
    ]
    # Not `WriteFiles`: Pagefind 1.5.2 says that it has written them before it has.
    requests.append({"type": "GetFiles", "index_id": 0})
    answer = _ask(program or _find_program(), requests, patience)
    files = {file["path"]: b64decode(file["content"]) for file in answer.get("files", ())}
    if _ENTRY not in files:
        raise SearchUnavailable(
            f"The index that Pagefind made lacks {_ENTRY}, so this is not the expected Pagefind. {INSTALL}"
        )
    entry = json.loads(files[_ENTRY])
    if tuple(int(step) for step in re.findall(r"\d+", entry["version"])[:2]) < OLDEST:
        wanted = ".".join(map(str, OLDEST))
        raise SearchUnavailable(
            f"Pagefind {entry['version']} is too old: the search needs {wanted} or newer. Run 'pip install --upgrade pagefind-bin'."
        )
    # Pagefind writes the languages in any order.
    files[_ENTRY] = json.dumps(entry, sort_keys=True).encode()
    engines = {f"wasm.{language['wasm'] or 'unknown'}.pagefind" for language in entry["languages"].values()}
    return {
        path: content
        for path, content in sorted(files.items())
        if not _UNNEEDED.fullmatch(path) and (path in engines or not path.startswith("wasm."))
    }


def merge_indexes(one: Mapping[str, bytes], other: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return two indexes of different languages as one: their entry files are joined; all other files are named by their content, so they do not collide."""
    languages = [json.loads(files[_ENTRY])["languages"] for files in (one, other) if _ENTRY in files]
    entry = {**json.loads(other[_ENTRY]), "languages": {key: one for some in languages for key, one in some.items()}}
    return {**one, **other, _ENTRY: json.dumps(entry, sort_keys=True).encode()}


def page_ids(files: Mapping[str, bytes]) -> dict[str, str]:
    """Return address of each page → its id in Pagefind's answers."""
    ids: dict[str, str] = {}
    for path, content in files.items():
        if path.endswith(".pf_fragment"):
            ids[_read_fragment(content)["url"]] = Path(path).stem
    return ids


def _read_fragment(content: bytes) -> dict[str, Any]:
    fragment: dict[str, Any] = json.loads(gzip.decompress(content).removeprefix(b"pagefind_dcd"))
    return fragment


def _find_program() -> Path:
    try:
        from pagefind_bin import get_executable  # type: ignore[import-untyped]
    except ImportError as error:
        raise SearchUnavailable(f"The search index needs Pagefind, which is not installed. {INSTALL}") from error
    return Path(get_executable())


def _ask(program: Path, requests: Sequence[Mapping[str, Any]], patience: float) -> Mapping[str, Any]:
    """Send requests to Pagefind and return its answer to the last one. Raises SearchUnavailable if it fails or takes too long."""
    messages = (json.dumps({"message_id": number, "payload": request}) for number, request in enumerate(requests))
    sent = b"".join(b64encode(message.encode()) + b"," for message in messages)
    limit = patience + PATIENCE_A_PAGE * len(requests)
    is_late = Event()
    with tempfile.TemporaryFile() as said:
        # Pagefind takes settings from environment variables, and from files of the folder in which it is started.
        others = {name: value for name, value in os.environ.items() if not name.startswith("PAGEFIND_")}
        program, environment = program.resolve(), others | _CHUNK_SIZE
        try:
            pagefind = Popen(
                [program, "--service"], stdin=PIPE, stdout=PIPE, stderr=said, env=environment, cwd=program.parent
            )
        except OSError as error:
            raise SearchUnavailable(f"Pagefind does not start: {error}. {INSTALL}") from error
        assert pagefind.stdin and pagefind.stdout
        # Requests are sent while answers are read. Pagefind stops at the end of its input, so the input stays open.
        sending = Thread(target=_send, args=(pagefind.stdin, sent))
        watching = Timer(limit, _stop, (pagefind, is_late))
        try:
            sending.start()
            watching.start()
            answers = list(_read_answers(pagefind.stdout, len(requests)))
        finally:
            watching.cancel()
            pagefind.kill()
            sending.join()
            with suppress(BrokenPipeError), pagefind:
                pass
        if is_late.is_set():
            raise SearchUnavailable(
                f"Pagefind did not finish indexing {len(requests) - 2} pages within {limit:.0f} s and was stopped. {INSTALL}"
            )
        mistakes = [answer.get("message", "") for answer in answers if answer.get("type") == "Error"]
        if mistakes or len(answers) < len(requests):
            said.seek(0)
            reasons = [*mistakes, said.read().decode("utf-8", "replace").strip() or "It stopped without a word."]
            raise SearchUnavailable("\n    ".join(["Pagefind could not make the search index:", *reasons]))
    return answers[-1]


def _stop(program: Popen[bytes], is_late: Event) -> None:
    is_late.set()
    program.kill()


def _send(stream: IO[bytes], content: bytes) -> None:
    with suppress(BrokenPipeError):  # Pagefind has ended, which its answers show
        stream.write(content)
        stream.flush()


def _read_answers(stream: IO[bytes], number: int) -> Iterator[Mapping[str, Any]]:
    """Yield answers up to a number, fewer if the stream ends or says something else."""
    chunks: list[bytes] = []
    while number and (chunk := os.read(stream.fileno(), CHUNK)):
        *ends, rest = chunk.split(b",")
        for end in ends[:number]:
            try:
                yield json.loads(b64decode(b"".join([*chunks, end])))["payload"]
            except ValueError:
                return
            chunks, number = [], number - 1
        chunks.append(rest)
