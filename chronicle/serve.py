"""Preview: the site is built into a folder of its own, served on this machine, and reloaded in the browser after a change.

A build that finds problems leaves the last good preview standing; before there is one, the problems are shown in its stead.
"""

from __future__ import annotations

import logging
import shutil
import socket
import tempfile
from collections.abc import Callable, Sequence
from html import escape
from pathlib import Path

from livereload import Server

from chronicle.pipeline import build_site
from chronicle.problems import ContentError, Problem
from chronicle.reading import Project

WATCHED = ("content", "templates", "static")


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
        preview = Path(temporary).resolve() / "site"

        def rebuild() -> None:
            rebuild_preview(project, preview, address, with_search, say, complain)

        rebuild()
        server = Server()
        for name in WATCHED:
            server.watch(str(project.find(name)), rebuild)
        say(f"Preview on {address} (Ctrl+C ends it)")
        server.serve(port=port, host=host, root=str(preview), open_url_delay=None)


def address_of(host: str, port: int) -> str:
    """Return the address of a host, with brackets around one of IPv6."""
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


def find_port(host: str, port: int) -> int:
    """Return the port of a host, for 0 any that nothing listens on. Raises OSError for one that is taken."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.create_server((host, port), family=family) as free:
        found: int = free.getsockname()[1]
    return found


def rebuild_preview(
    project: Project,
    preview: Path,
    base_url: str,
    with_search: bool,
    say: Callable[[str], None],
    complain: Callable[[Sequence[Problem]], None],
) -> None:
    """Build the preview once; problems are told, and take the preview's place only where there is none yet."""
    holds_site = (preview / "SHA256SUMS").exists()
    if not holds_site:
        # A page of problems is no build's work, and a build refuses a folder that holds anything else.
        shutil.rmtree(preview, ignore_errors=True)
    try:
        report = build_site(project, preview, base_url, with_search=with_search, is_preview=True)
    except ContentError as error:
        complain(error.problems)
        if not holds_site:
            preview.mkdir()
            (preview / "index.html").write_text(problems_page(error.problems), encoding="utf-8")
    else:
        say(f"Built {report.pages} pages in {sum(report.seconds.values()):.2f} s")
        (preview / "index.html").touch()


def problems_page(problems: Sequence[Problem]) -> str:
    """Return a page that tells what keeps the preview from being built; it has a head, into which the server puts what reloads it."""
    letters = "\n".join(escape(str(problem)) for problem in problems)
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Problems</title></head>'
        f"<body><h1>The content has {len(problems)} problems</h1><pre>{letters}</pre></body></html>"
    )
