"""What goes wrong on the way out: a full disk, a folder that may not be written, a store that fails and hangs up, a build that is killed."""

from __future__ import annotations

import hashlib
import http.client
import http.server
import os
import random
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from projects import HOME, append
from releases import NEW, OLD, finish, read_files

from chronicle.deploy import Destination, open_destination, open_release
from chronicle.model import Target
from chronicle.pipeline import build_site
from chronicle.problems import DeployRefused
from chronicle.project import Project

from .conftest import program
from .test_places import KILLS, Server, nothing, s3_server  # noqa: F401

needs_root = pytest.mark.skipif(sys.platform != "linux" or os.geteuid() != 0, reason="mounts a file system")


def place_at(folder: Path) -> Destination:
    return open_destination("www", {"www": Target("folder", str(folder))}, folder)


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Path]:
    """A file system of 300 kB."""
    folder = tmp_path / "small"
    folder.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=300k", "tmpfs", str(folder)], check=True)
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


@needs_root
def test_a_full_disk(small: Path, tmp_path: Path) -> None:
    """The build before counts as published, its pages load what they need, and with more room the next deploy finishes."""
    www = small / "www"
    place_at(www).publish(open_release(finish(tmp_path / "old", OLD)), nothing)
    large = NEW | {f"assets/{number}.js": "x" * 40_000 for number in range(12)}
    sums = (www / "SHA256SUMS").read_bytes()
    with pytest.raises(OSError, match="No space left on device"):
        place_at(www).publish(open_release(finish(tmp_path / "new", large)), nothing)
    assert (www / "SHA256SUMS").read_bytes() == sums
    assert {path: text for path, text in read_files(www).items() if path in OLD} == OLD
    assert not list(www.rglob("*.deploying"))
    subprocess.run(["mount", "-o", "remount,size=3m", str(small)], check=True)
    place_at(www).publish(open_release(tmp_path / "new"), nothing)
    assert read_files(www).items() >= large.items()


@needs_root
def test_a_folder_that_may_not_be_written(small: Path, tmp_path: Path) -> None:
    """Nothing changes, and the system's own words say why."""
    www = small / "www"
    place_at(www).publish(open_release(finish(tmp_path / "old", OLD)), nothing)
    subprocess.run(["mount", "-o", "remount,ro", str(small)], check=True)
    with pytest.raises(OSError, match="Read-only file system"):
        place_at(www).publish(open_release(finish(tmp_path / "new", NEW)), nothing)
    assert read_files(www) == OLD


class Flaky(http.server.BaseHTTPRequestHandler):
    """Passes requests on to a store, but for some: these it answers with 500, drops, or answers only in part."""

    protocol_version = "HTTP/1.1"
    store: tuple[str, int]
    chance: random.Random
    failed = 0

    def pass_on(self) -> None:
        """Answer as the store does, or fail."""
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        fate = type(self).chance.random()
        if fate < 0.05:
            type(self).failed += 1
            self.close_connection = True
            self.connection.shutdown(socket.SHUT_RDWR)
            return
        if fate < 0.15:
            type(self).failed += 1
            self.send_error(500)
            return
        connection = http.client.HTTPConnection(*self.store, timeout=30)
        connection.request(self.command, self.path, body, dict(self.headers))
        answer = connection.getresponse()
        content = answer.read()
        connection.close()
        self.send_response(answer.status)
        for name, value in answer.getheaders():
            if name.lower() not in ("transfer-encoding", "connection", "date", "server", "content-length"):
                self.send_header(name, value)
        length = answer.getheader("Content-Length") if self.command == "HEAD" else str(len(content))
        self.send_header("Content-Length", length or "0")
        self.end_headers()
        self.wfile.write(content)

    do_GET = do_PUT = do_DELETE = do_HEAD = do_POST = pass_on

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def flaky(port: int) -> Iterator[tuple[int, type[Flaky]]]:
    """Give a port behind which a store fails now and then."""
    handler = type("Handler", (Flaky,), {"store": ("127.0.0.1", port), "chance": random.Random(7)})
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.handle_error = lambda *_: None
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield server.server_port, handler
        finally:
            server.shutdown()


def test_a_store_that_fails(s3_server: Server, tmp_path: Path) -> None:  # noqa: F811
    """A store that answers 500 and hangs up gets each file in the end; a deploy that has to give up says so, and the next goes on."""
    port = int(s3_server.target.endpoint.rpartition(":")[2])
    with flaky(port) as (other, handler):
        # Requests are signed for the address that they are sent to; the store is asked with the same name.
        target = replace(s3_server.target, endpoint=f"http://127.0.0.1:{other}")
        place = open_destination("www", {"www": target}, tmp_path, break_lock=True)
        for files in (OLD, NEW | {f"zh/{number}/index.html": f"page {number}" for number in range(60)}):
            release = open_release(finish(tmp_path / "output", files))
            for _ in range(10):
                try:
                    place.publish(release, nothing)
                    break
                except DeployRefused as error:
                    assert "Try again" in str(error)
            assert read_files(s3_server.folder).items() >= files.items()
        assert handler.failed > 5


def test_killed_builds(project: Project) -> None:
    """Killed with SIGKILL at random moments, the output is one whole build, old or new; after the next nothing is left over."""
    half = project.root / "content/chapters/part/one/en.md"
    text = half.read_text(encoding="utf-8")
    command = [sys.executable, "-B", str(HOME / "build.py"), "build", "--project", str(project.root)]

    def start(title: str) -> subprocess.Popen[bytes]:
        half.write_text(text.replace("title: Chapter one", f"title: Chapter {title}"), "utf-8")
        return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)

    began = time.monotonic()
    assert start("first").wait() == 0
    whole = time.monotonic() - began
    chance, outcomes = random.Random(2), {"old": 0, "new": 0}
    before = open_release(project.root / "output").name
    for number in range(1, KILLS + 1):
        process = start("abcdefghij"[number % 10])
        time.sleep(chance.uniform(0.3 * whole, 1.05 * whole))
        with suppress(ProcessLookupError):  # it has just ended by itself
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        now = open_release(project.root / "output").name
        outcomes["old" if now == before else "new"] += 1
        before = now
    assert start("last").wait() == 0  # another than the one that stands, or there would be nothing to do
    left = {path.name for path in project.root.iterdir()} - {
        "content",
        "templates",
        "output",
        ".cache",
        "README.md",
        "expected",
    }
    assert not left
    print(outcomes)


def test_a_clock_that_jumps(project: Project, tmp_path: Path) -> None:
    """Builds and deploys years before and after each other give what one of today gives; files from the future are read as any."""
    faketime = program("faketime", "faketime")
    append(project.root / "content/site.yaml", "deploy:\n  www: {kind: folder, to: ../www}\n")
    half = project.root / "content/chapters/part/one/en.md"
    text = half.read_text(encoding="utf-8")
    run = [sys.executable, "-B", str(HOME / "build.py")]
    for number, day in enumerate(("2026-11-28", "2025-11-28", "2027-11-28", "2024-02-29", "2037-12-31")):
        half.write_text(text.replace("title: Chapter one", f"title: Chapter {'abcdefghij'[number]}"), "utf-8")
        then = datetime.fromisoformat(f"{day}T12:00:00+00:00").timestamp()
        os.utime(half, (then, then + 86400))
        for command in ("build", "deploy www"):
            call = [faketime, f"{day} 12:00:00", *run, *command.split(), "--project", str(project.root)]
            subprocess.run(call, check=True, capture_output=True)
        fresh = tmp_path / f"fresh-{number}"
        build_site(project, fresh)
        wanted = open_release(fresh).sums
        assert open_release(project.root / "output").sums == wanted, day
        for path, one in wanted.items():
            assert hashlib.sha256((tmp_path / "www" / path).read_bytes()).hexdigest() == one, f"{path} on {day}"


def test_one_job_after_another(project: Project, tmp_path: Path) -> None:
    """Deploys from two processes at the same time do not mix: one refuses, or comes after the other."""
    append(project.root / "content/site.yaml", "deploy:\n  www: {kind: folder, to: ../www}\n")
    builds: list[tuple[Path, dict[str, str]]] = []
    for number in range(2):
        files = {f"zh/{page}/index.html": f"page of {number}" for page in range(100)}
        builds.append((finish(tmp_path / f"output-{number}", files), files))
    run: Callable[[Path], subprocess.Popen[bytes]] = lambda folder: subprocess.Popen(  # noqa: E731
        [
            sys.executable,
            "-B",
            str(HOME / "build.py"),
            "deploy",
            "www",
            "--project",
            str(project.root),
            "--output",
            str(folder),
        ],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    both = [run(folder) for folder, _ in builds]
    said = [process.communicate()[1].decode() for process in both]
    codes = [process.returncode for process in both]
    assert 0 in codes
    for code, words in zip(codes, said, strict=True):
        assert code == 0 or "Another deploy" in words
    assert read_files(tmp_path / "www") in [files for _, files in builds]
