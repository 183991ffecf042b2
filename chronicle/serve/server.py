"""The server of a preview: files of its folder, with a script in each page that shows what is rebuilt."""

from __future__ import annotations

import asyncio
import contextlib
import json
import re
import signal
import socket
import tempfile
import webbrowser
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from livereload import Server
from livereload.handlers import LiveReloadHandler
from tornado.httpserver import HTTPServer
from tornado.web import Application, RequestHandler

from chronicle.media_types import media_type
from chronicle.messages import translate
from chronicle.problems import Problem, SearchUnavailable
from chronicle.project import Project
from chronicle.serve.preview import Preview
from chronicle.serve.telling import page_of
from chronicle.serve.watching import Seen, look, watch
from chronicle.timing import Timer
from chronicle.urls import NOT_FOUND, SEARCH_INDEX

OWN = Path(__file__).parent
HEAD = b"<head>"
# Without this check, a page of another site could read a preview by a host name of its own that leads to this machine (DNS rebinding).
LOOPBACK = r"(?:.+\.)?localhost|127\.\d+\.\d+\.\d+|\[::1\]"


class _Handler(RequestHandler):
    """Headers of all responses: browsers do not cache a preview."""

    def set_default_headers(self) -> None:
        self.set_header("Cache-Control", "no-store")


class _Served(_Handler):
    """Sends a file of the preview. A page that has moved is redirected; for a missing page the site's own page of that error is sent."""

    def initialize(self, preview: Preview) -> None:
        self.preview = preview

    async def get(self, path: str) -> None:
        """Answer with a file."""
        if self.preview.made is None:
            self.version = self.preview.versions.number
            self._send_page(page_of(self.preview.told(), self.preview.language).encode(), 503)
            return
        if path.startswith(f"{SEARCH_INDEX}/"):
            try:
                await asyncio.to_thread(self.preview.index)
            except SearchUnavailable as error:
                self.set_status(503)
                self.finish(str(error))
                return
        file = self._find(path)
        self.version = self.preview.versions.of(path)
        if file is None and (there := self.preview.find_moved(path)) is not None:
            self.redirect(f"/{there}")
        elif file is None and self._find(f"{path}/"):
            self.redirect(f"/{path}/")
        elif file is None or file.suffix == ".html":
            page = file or self._find(f"{path.partition('/')[0]}/{NOT_FOUND}") or self.preview.folder / NOT_FOUND
            self._send_page(page.read_bytes() if page.exists() else b"404", 200 if file else 404)
        else:
            self.set_header("Content-Type", media_type(file.name))
            self.finish(file.read_bytes())

    def _find(self, path: str) -> Path | None:
        """Return the file for the path of an address; None if it does not exist, or is not in the folder."""
        folder = self.preview.folder
        named = f"{path}index.html" if path.endswith("/") or not path else path
        with contextlib.suppress(OSError, ValueError):
            file = (folder / named).resolve()
            if file.is_relative_to(folder) and file.is_file():
                return file
        return None

    def _send_page(self, page: bytes, status: int) -> None:
        script = f'<script type="module" src="/-/preview.js?at={self.version}"></script>'
        self.set_status(status)
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.finish(page.replace(HEAD, HEAD + script.encode(), 1))


class _Foreign(_Handler):
    """Answers requests for a host name that is not this machine's."""

    def initialize(self, preview: Preview) -> None:
        self.preview = preview

    def prepare(self) -> None:
        """Refuse the request, and say what to do."""
        refusal = f"This preview is for this machine alone: {self.preview.base_url}. To open it to others, start it with --host 0.0.0.0."
        self.set_status(403)
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        self.finish(translate(refusal, self.preview.language))


class _Own(_Handler):
    """The script and style sheet of the preview itself."""

    def get(self, name: str) -> None:
        """Answer with one of the two files."""
        self.set_header("Content-Type", "text/javascript" if name.endswith(".js") else "text/css")
        self.finish((OWN / name).read_bytes())


class _Changes(LiveReloadHandler):  # type: ignore[misc]  # livereload has no types
    """The connection to an open page, by the protocol of livereload: the page is told which version is current, and the present problems."""

    def initialize(self, preview: Preview) -> None:
        self.preview = preview

    def check_origin(self, origin: str) -> bool:
        """Accept only pages of this server."""
        return bool(urlsplit(origin).netloc.lower() == self.request.host.lower())

    def on_message(self, message: str) -> None:
        """Register the page, and send it the state of the preview."""
        super().on_message(message)
        self.path = unquote(urlsplit(json.loads(message).get("url", "")).path).removeprefix("/")
        if self in self.waiters:
            self.send_message(self.preview.state(self.path))


class PreviewServer(Server):  # type: ignore[misc]
    """livereload's server with the pages of a preview; its script is a file of ours, so that pages keep their policy."""

    def __init__(self, preview: Preview) -> None:
        super().__init__()
        self.preview = preview

    def application(self, port: int, host: str, **_: object) -> HTTPServer:
        """Listen at an address. At an address that only this machine reaches, answer only requests for this machine's own names."""
        given = {"preview": self.preview}
        routes: list[Any] = [
            (r"/livereload", _Changes, given),
            (r"/-/(preview\.(?:js|css))", _Own),
            (r"/(.*)", _Served, given),
        ]
        named = f"[{host}]" if ":" in host else host
        application = Application([(r".*", _Foreign, given)], log_function=lambda handler: None)
        application.add_handlers(LOOPBACK if re.fullmatch(LOOPBACK, named) else r".*", routes)
        return application.listen(port, address=host)

    @property
    def opened(self) -> set[str]:
        """The paths of the pages that are open."""
        return {page.path for page in LiveReloadHandler.waiters}

    def tell(self) -> None:
        """Send the state of the preview to all open pages."""
        for page in LiveReloadHandler.waiters.copy():
            page.send_message(self.preview.state(page.path))


def serve_site(
    project: Project,
    host: str,
    port: int,
    say: Callable[[str], None],
    complain: Callable[[Sequence[Problem]], None],
    language: str,
    editor: str,
    opens: bool,
    jobs: int,
    timer: Timer,
) -> None:
    """Serve a preview until it is interrupted; port 0 means any free port, which is in the address that is printed.

    Problems are shown in `language`; `editor` is the pattern of their links, which open a program. `jobs` processes make the first site,
    which `timer` measures. Raises OSError, before anything is built, if the port is taken.
    """
    port = find_port(host, port)
    address = address_of(host, port)
    with tempfile.TemporaryDirectory(prefix="chronicle-preview-") as temporary:
        preview = Preview(project, Path(temporary).resolve() / "site", address, say, complain, language, editor)
        seen = look(project.root)
        preview.build(jobs, timer)
        with contextlib.suppress(KeyboardInterrupt):
            asyncio.run(_serve(preview, host, port, opens, seen))


async def _serve(preview: Preview, host: str, port: int, opens: bool, seen: Seen) -> None:
    """Serve the site and process changes until the program is asked to end; `seen` are the files when the build of the site began."""
    server = PreviewServer(preview)
    listening = server.application(port, host)
    watching = asyncio.create_task(watch(server, seen))
    with contextlib.suppress(NotImplementedError):  # not on every system
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, watching.cancel)
    preview.say(f"Preview on {preview.base_url} (Ctrl+C ends it)")
    if opens:
        await asyncio.to_thread(webbrowser.open, preview.base_url)
    try:
        await watching
    except asyncio.CancelledError:
        listening.stop()


def address_of(host: str, port: int) -> str:
    """Return the address of a host, with brackets around one of IPv6."""
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


def find_port(host: str, port: int) -> int:
    """Return a port of a host, for 0 any free port. Raises OSError if the port is taken."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.create_server((host, port), family=family) as free:
        found: int = free.getsockname()[1]
    return found
