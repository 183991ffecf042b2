"""A small static host for tests: a folder as a real one serves it, compressed, with `_headers`, a path prefix and 404.html."""

import gzip
import re
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache, lru_cache
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

HeaderRules = Mapping[str, Mapping[str, str]]

# Written down rather than asked of the machine, so that every machine serves the same.
TYPES = {
    ".avif": "image/avif",
    ".css": "text/css; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".epub": "application/epub+zip",
    ".html": "text/html; charset=utf-8",
    ".ico": "image/x-icon",
    ".jpg": "image/jpeg",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".mjs": "text/javascript; charset=utf-8",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".wasm": "application/wasm",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
}
COMPRESSED = {".css", ".csv", ".html", ".js", ".json", ".mjs", ".svg", ".txt", ".webmanifest", ".xml"}
_HAD: set[int] = set()
NOT_SERVED = {"_headers", "_redirects"}  # instructions for the host


def read_headers(text: str) -> dict[str, dict[str, str]]:
    """Netlify's `_headers`: a path pattern at the start of a line, under it, indented, its headers."""
    rules: dict[str, dict[str, str]] = {}
    current: dict[str, str] | None = None
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        if not line[0].isspace():
            current = rules.setdefault(line.strip(), {})
            continue
        name, colon, value = line.strip().partition(":")
        if current is None or not colon:
            raise ValueError(f"_headers:{number}: a header needs a path above it and a colon: {line.strip()!r}")
        _add(current, name.strip(), value.strip())
    return rules


def headers_for(path: str, rules: HeaderRules) -> dict[str, str]:
    """The headers of every pattern that fits the path: `*` is any run of characters, `:name` one segment."""
    found: dict[str, str] = {}
    for pattern, headers in rules.items():
        if _pattern(pattern).fullmatch(path):
            for name, value in headers.items():
                _add(found, name, value)
    return found


@contextmanager
def serving(folder: Path, headers: HeaderRules | None = None, prefix: str = "/") -> Iterator[str]:
    """Serve the folder on a free port of 127.0.0.1 and give the base URL, with a slash at its end."""
    folder = folder.resolve(strict=True)
    prefix = f"/{prefix.strip('/')}/".replace("//", "/")
    if headers is None:
        rules = folder / "_headers"
        headers = read_headers(rules.read_text(encoding="utf-8")) if rules.is_file() else {}
    handler = type("Handler", (_Handler,), {"folder": folder, "prefix": prefix, "rules": headers})
    with _bind(handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}{prefix}"
        finally:
            server.shutdown()
            thread.join()


def _bind(handler: type[BaseHTTPRequestHandler]) -> ThreadingHTTPServer:
    """Take a free port that no other server of this process has had: a browser would remember what it got from there."""
    while True:
        server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        if server.server_port not in _HAD:
            _HAD.add(server.server_port)
            return server
        server.server_close()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    folder: Path
    prefix: str
    rules: HeaderRules

    def do_GET(self) -> None:
        path = unquote(urlsplit(self.path).path)
        if f"{path}/" == self.prefix:
            return self._redirect(self.prefix)
        target = self._target(path)
        if target is not None and target.is_dir():
            if not path.endswith("/"):
                return self._redirect(f"{path}/")
            target = target / "index.html"
        if target is not None and target.is_file() and target.name not in NOT_SERVED:
            return self._answer(HTTPStatus.OK, path, target.read_bytes(), target.suffix)
        missing = self.folder / "404.html"
        body = missing.read_bytes() if missing.is_file() else b"not found"
        return self._answer(HTTPStatus.NOT_FOUND, path, body, ".html")

    do_HEAD = do_GET

    def log_message(self, format: str, *args: object) -> None:
        pass

    def _target(self, path: str) -> Path | None:
        """The file or folder under the root that the path names; None for what lies outside."""
        if not path.startswith(self.prefix) or "\0" in path:
            return None
        target = (self.folder / path.removeprefix(self.prefix).lstrip("/")).resolve()
        if not target.is_relative_to(self.folder) or (path.endswith("/") and target.is_file()):
            return None
        return target

    def _redirect(self, path: str) -> None:
        self.send_response(HTTPStatus.MOVED_PERMANENTLY)
        query = urlsplit(self.path).query
        self.send_header("Location", quote(path) + (f"?{query}" if query else ""))
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _answer(self, status: HTTPStatus, path: str, body: bytes, suffix: str) -> None:
        sent = {"Content-Type": TYPES.get(suffix, "application/octet-stream"), "Cache-Control": "no-store"}
        if suffix in COMPRESSED and "gzip" in self.headers.get("Accept-Encoding", ""):
            body = _compress(body)
            sent |= {"Content-Encoding": "gzip", "Vary": "Accept-Encoding"}
        sent["Content-Length"] = str(len(body))
        extra = headers_for(path, self.rules)
        overridden = {name.lower() for name in extra}
        self.send_response(status)
        for name, value in [*((n, v) for n, v in sent.items() if n.lower() not in overridden), *extra.items()]:
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)


def _add(headers: dict[str, str], name: str, value: str) -> None:
    """A header that is given twice is one header with both values, as on Netlify."""
    known = next((key for key in headers if key.lower() == name.lower()), name)
    headers[known] = f"{headers[known]}, {value}" if known in headers else value


@lru_cache(256)
def _compress(body: bytes) -> bytes:
    return gzip.compress(body, 6, mtime=0)


@cache
def _pattern(pattern: str) -> re.Pattern[str]:
    parts = re.split(r"(\*|:[A-Za-z]\w*)", pattern)
    return re.compile("".join(".*" if p == "*" else "[^/]+" if p.startswith(":") else re.escape(p) for p in parts))
