"""Preview: the site is made in memory, written into a folder of its own, served on this machine, and reloaded in the browser after a change.

An edit of one text makes its pages anew, one of a style sheet the style sheet, any other the whole site.
A build that finds problems leaves the last good preview standing; before there is one, the problems are shown in its stead.
"""

from __future__ import annotations

import asyncio
import logging
import socket
import tempfile
import time
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from html import escape
from pathlib import Path

from livereload import Server
from livereload.handlers import LiveReloadHandler
from watchfiles import Change, DefaultFilter, awatch

from chronicle.output import write_changes
from chronicle.pipeline import (
    MadeSite,
    Report,
    make_pictures,
    make_site,
    open_site_keeper,
    remake_style,
    remake_text,
    write_index,
)
from chronicle.problems import ContentError, Problem
from chronicle.reading import Project

WATCHED = ("content", "templates", "static")
PAUSE = 10  # milliseconds without a change, after which those before it are followed
EVERYTHING = "*"


@dataclass
class Preview:
    """The site as it is served from a folder that holds nothing else.

    `made` is the site as it was made last, none before it could be; `is_current` if no file has had a mistake since; `written` are
    the digests of the files in the folder.
    """

    project: Project
    folder: Path
    base_url: str
    with_search: bool
    say: Callable[[str], None]
    complain: Callable[[Sequence[Problem]], None]
    made: MadeSite | None = None
    is_current: bool = False
    written: dict[str, bytes] = field(default_factory=dict)

    def follow(self, changed: Collection[Path], is_edit: bool) -> str:
        """Take in what was saved, `is_edit` if no file came or went; return what browsers are to load again, nothing for nothing."""
        began = time.perf_counter()
        if is_edit and self.is_current and (told := self._edit_text(changed) or self._edit_style(changed)):
            self.say(f"Made {told} anew in {(time.perf_counter() - began) * 1000:.0f} ms")
            return told if told in self.written else EVERYTHING
        return EVERYTHING if self.build() else ""

    def build(self) -> bool:
        """Make the whole site and write what is new; tell whether it could be made. Problems are told, and shown where there is no site yet."""
        report, self.is_current = Report(), False
        keeper = open_site_keeper(self.project)
        try:
            self.made = make_site(self.project, self.base_url, is_preview=True, report=report, keeper=keeper)
            pictures = make_pictures(self.made, self.project, report=report)
        except ContentError as error:
            self.complain(error.problems)
            if self.made is None:
                self.folder.mkdir(exist_ok=True)
                (self.folder / "index.html").write_text(problems_page(error.problems), encoding="utf-8")
            return False
        with report.stage("write"):
            self.written = write_changes([*self.made.output, *pictures], self.folder, self.written)
        if self.with_search:
            write_index(self.made, self.folder, report, keeper)
        self.is_current = True
        self.say(f"Built {len(self.made.pages)} pages in {report.seconds:.2f} s")
        return True

    def _edit_text(self, changed: Collection[Path]) -> str:
        """Make the pages of one text anew, if that is all that has changed; return its key, or nothing."""
        if self.made is None:
            return ""
        names = {self.project.name(path) for path in changed}
        texts = self.made.localized_sites[0].site.texts
        edited = [text for text in texts if not names.isdisjoint(half.path for half in text.halves.values())]
        paths = {half.path for text in edited for half in text.halves.values()}
        if len(edited) != 1 or not names <= paths or not (made := remake_text(self.made, self.project, edited[0])):
            return ""
        before, self.made = {id(page) for page in self.made.pages}, made
        files = [page.file for page in made.pages if id(page) not in before]
        self.written |= write_changes(files, self.folder, {file.path: self.written[file.path] for file in files})
        return edited[0].key

    def _edit_style(self, changed: Collection[Path]) -> str:
        """Make the style sheet anew, if only parts of it have changed; return its path, or nothing."""
        is_style = all(self.project.name(path).startswith("static/styles/") for path in changed)
        if self.made is None or not is_style or not (file := remake_style(self.made, self.project)):
            return ""
        self.written |= write_changes([file], self.folder, {})
        return file.path


class WatchedFiles(DefaultFilter):
    """All that content, templates and static files are made of; editors' own files beside them are passed over."""

    ignore_dirs = (".git", ".hg", ".svn", ".schemas")
    ignore_entity_patterns = (r"\.sw.$", r"~$", r"^\.#", r"^4913$", r"\.(?:bak|orig)$")


class Followed:
    """In the place of livereload's own watcher, which asks for every file every 0.8 s: here, what was saved comes by itself."""

    def __init__(self) -> None:
        self._tasks = {"preview": None}
        self._changes: list[object] = []
        self.filepath = EVERYTHING

    def start(self, callback: Callable[[], None]) -> bool:
        """Say that nothing has to be asked for."""
        return True


def serve_site(
    project: Project,
    host: str,
    port: int,
    with_search: bool,
    say: Callable[[str], None],
    complain: Callable[[Sequence[Problem]], None],
) -> None:
    """Serve a preview until it is interrupted; port 0 is a free one, which the address tells.

    Raises OSError, before anything is built, where something listens on the port already.
    """
    port = find_port(host, port)
    address = address_of(host, port)
    # livereload tells the address too, without the brackets that IPv6 needs.
    logging.getLogger("livereload").addFilter(lambda record: not record.getMessage().startswith("Serving on "))
    with tempfile.TemporaryDirectory(prefix="chronicle-preview-") as temporary:
        preview = Preview(project, Path(temporary).resolve() / "site", address, with_search, say, complain)
        preview.build()
        server = Server(watcher=Followed())
        watched = [path for name in WATCHED if (path := project.find(name)).exists()]
        asyncio.get_event_loop_policy().get_event_loop().create_task(_watch(preview, watched))
        say(f"Preview on {address} (Ctrl+C ends it)")
        server.serve(port=port, host=host, root=str(preview.folder), open_url_delay=None)


async def _watch(preview: Preview, folders: Sequence[Path]) -> None:
    """Follow every change, in a thread beside the server, and let browsers load anew what is different."""
    async for changes in awatch(*folders, watch_filter=WatchedFiles(), step=PAUSE, debounce=10 * PAUSE):
        changed = {Path(path) for _, path in changes}
        is_edit = all(change == Change.modified for change, _ in changes)
        if told := await asyncio.to_thread(preview.follow, changed, is_edit):
            LiveReloadHandler.reload_waiters(told)


def address_of(host: str, port: int) -> str:
    """Return the address of a host, with brackets around one of IPv6."""
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


def find_port(host: str, port: int) -> int:
    """Return the port of a host, for 0 any that nothing listens on. Raises OSError for one that is taken."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.create_server((host, port), family=family) as free:
        found: int = free.getsockname()[1]
    return found


def problems_page(problems: Sequence[Problem]) -> str:
    """Return a page that tells what keeps the preview from being built; it has a head, into which the server puts what reloads it."""
    letters = "\n".join(escape(str(problem)) for problem in problems)
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Problems</title></head>'
        f"<body><h1>The content has {len(problems)} problems</h1><pre>{letters}</pre></body></html>"
    )
