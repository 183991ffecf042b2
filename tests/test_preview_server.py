"""A running preview, whose files are edited at random by somebody who does not wait for it: in the end it shows what the files are, and it never dies."""

from __future__ import annotations

import json
import os
import random
import re
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest
from projects import HOME, edit, put, take_templates
from test_preview import Editor, run_apart
from tornado.httpclient import AsyncHTTPClient, HTTPClientError, HTTPRequest
from tornado.websocket import websocket_connect

from chronicle.pipeline import Options, make_pictures, make_site
from chronicle.reading import Project
from chronicle.serve.preview import Preview
from chronicle.serve.server import PreviewServer, find_port
from chronicle.serve.telling import EDITOR, source_pattern
from chronicle.serve.watching import _catch_up, look

EDITS = int(os.environ.get("CHRONICLE_EDITS", "10"))
SEED = int(os.environ.get("CHRONICLE_SEED", "7"))
PATIENCE = 60  # seconds
SCRIPT = re.compile(rb'<script type="module" src="/-/preview\.js\?at=\d+"></script>')


def test_random_edits_of_a_running_preview(project: Project, tmp_path: Path) -> None:
    """After many edits, some of them mistakes and some half a second apart, every file that is served is that of a build of the files as they are."""
    chance = random.Random(SEED)
    take_templates(project)
    editor = Editor(project.root, chance)
    command = [sys.executable, "-u", str(HOME / "build.py"), "serve", "--port", "0", "--project", str(project.root)]
    log = (tmp_path / "log").open("w+", encoding="utf-8")
    with log, subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT) as server:
        try:
            address = find_address(tmp_path / "log")
            for number in range(EDITS):
                editor.edit()
                time.sleep(chance.choice((0, 0, 0.05, 0.5)))
                if number % 10 == 9:
                    editor.mend()
                    compare(project, address)
                assert server.poll() is None, (tmp_path / "log").read_text(encoding="utf-8")
        finally:
            server.send_signal(signal.SIGTERM)
    assert server.returncode == 0
    assert "could not be followed" not in (tmp_path / "log").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("host", "name", "status"),
    [("127.0.0.1", "", 200), ("127.0.0.1", "localhost:80", 200), ("127.0.0.1", "evil.example:80", 403), ("0.0.0.0", "evil.example", 200)],
)  # fmt: skip
def test_names_that_are_not_of_this_machine(
    project: Project, tmp_path: Path, host: str, name: str, status: int
) -> None:
    """A preview of this machine alone answers to no other name, and its changes are told to its own pages alone; opened to a network, it answers to any."""
    preview = Preview(project, tmp_path / "site", "http://localhost/", lambda text: None, lambda problems: None)
    preview.build()

    async def ask() -> tuple[int, bool]:
        listening = PreviewServer(preview).application(port := find_port(host, 0), host)
        asked = HTTPRequest(f"http://127.0.0.1:{port}/en/", headers={"Host": name} if name else {})
        answer = await AsyncHTTPClient().fetch(asked, raise_error=False)
        page = HTTPRequest(f"ws://127.0.0.1:{port}/livereload", headers={"Origin": "https://evil.example"})
        try:
            (await websocket_connect(page)).close()
            is_open = True
        except HTTPClientError:
            is_open = False
        listening.stop()
        return answer.code, is_open

    assert run_apart(ask()) == (status, False)


@pytest.mark.parametrize("keeps_time", [False, True])
def test_a_save_during_the_first_build(keeps_time: bool, project: Project, tmp_path: Path) -> None:
    """What is saved while the preview is built for the first time, before its files are watched, is shown without another save; also what is moved there and keeps its time."""
    preview = Preview(project, tmp_path / "site", "http://localhost/", lambda text: None, lambda problems: None)
    seen = look(project.root)
    preview.build()
    chapter = edit(project.root / "content/chapters/part/one/en.md", "which is a", "which is told")
    if keeps_time:
        os.utime(chapter, (0, 0))
    run_apart(_catch_up(PreviewServer(preview), seen))
    assert "which is told" in (tmp_path / "site/en/part/one/index.html").read_text("utf-8")


def test_what_comes_and_goes_during_a_build(project: Project, tmp_path: Path) -> None:
    """A style sheet that is saved while the site is built is exchanged, and no page is loaded anew for it; a file that is added or removed meanwhile is no edit."""
    style = project.root / "static/styles/9-own.css"
    put(project.root, {"static/styles/9-own.css": b"h1 { order: 3; }\n"})
    preview = Preview(project, tmp_path / "site", "http://localhost/", lambda text: None, lambda problems: None)
    preview.build()

    def catch_up(change: Callable[[], object]) -> str:
        seen = look(project.root)
        change()
        run_apart(_catch_up(PreviewServer(preview), seen))
        return str(json.loads(preview.state("en/part/one/"))["style"])

    assert catch_up(lambda: style.write_text("h1 { order: 4; }\n")) == "assets/site.css"
    assert catch_up(lambda: put(project.root, {"static/styles/8-own.css": b"h2 { order: 4; }\n"})) == ""
    assert catch_up(style.unlink) == ""
    assert "h1 { order" not in (tmp_path / "site/assets/site.css").read_text("utf-8")


def test_a_name_that_is_not_utf_8(project: Project, tmp_path: Path) -> None:
    """A file whose name came out of a Chinese Windows archive is told, whether it was there or comes; the preview goes on when it has gone."""
    static = os.fsencode(project.root / "static")
    os.mkdir(static)
    command = [sys.executable, "-u", str(HOME / "build.py"), "serve", "--port", "0", "--project", str(project.root)]
    log = (tmp_path / "log").open("w+", encoding="utf-8")
    with log, subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT) as server:
        try:
            address = find_address(tmp_path / "log")
            wait_for(tmp_path / "log", "Built ", 2, (project.root / "content/site.yaml").touch)
            for number in range(2):
                try:
                    with open(static + b"/\xb3\xe0.txt", "wb"):
                        pass
                except OSError:
                    pytest.skip("this file system has no such names")
                wait_for(tmp_path / "log", "static/\\xb3\\xe0.txt:1:1: The name of this file is not UTF-8", number + 1)
                os.unlink(static + b"/\xb3\xe0.txt")
                wait_for(tmp_path / "log", "Built ", number + 3)
            compare(project, address)
            assert server.poll() is None
        finally:
            server.send_signal(signal.SIGTERM)


def wait_for(log: Path, text: str, times: int, meanwhile: Callable[[], None] = lambda: None) -> None:
    end = time.monotonic() + PATIENCE
    while log.read_text(encoding="utf-8").count(text) < times:
        assert time.monotonic() < end, log.read_text(encoding="utf-8")
        meanwhile()
        time.sleep(0.5)


def find_address(log: Path) -> str:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if found := re.search(r"Preview on (\S+)", log.read_text(encoding="utf-8")):
            return found[1]
        time.sleep(0.05)
    raise AssertionError(log.read_text(encoding="utf-8"))


def compare(project: Project, address: str) -> None:
    """Compare what is served with a fresh build, once the preview has followed."""
    made = make_site(project, Options(address, source_pattern(project, EDITOR), is_preview=True))
    files = {file.path: file.content for file in (*made.output, *make_pictures(made, project))}
    end = time.monotonic() + PATIENCE
    while (different := [path for path in files if fetch(address + path) != files[path]]) and time.monotonic() < end:
        time.sleep(0.2)
    assert different == []
    # The pages may be those of an earlier moment at which the files were the same.
    while (problems := run_apart(ask(address))["problems"]) and time.monotonic() < end:
        time.sleep(0.2)
    assert problems == ""


async def ask(address: str) -> dict[str, object]:
    """Return what a page is told that opens now."""
    page = await websocket_connect(f"{address.replace('http', 'ws', 1)}livereload", connect_timeout=PATIENCE)
    await page.write_message(json.dumps({"command": "hello"}))
    await page.write_message(json.dumps({"command": "info", "url": address}))
    while True:
        told: dict[str, object] = json.loads(await page.read_message() or "{}")
        if "version" in told:
            page.close()
            while await page.read_message() is not None:
                pass
            return told


def fetch(address: str) -> bytes:
    """Return what is served, without the script of the preview."""
    try:
        with urllib.request.urlopen(address, timeout=PATIENCE) as answer:
            return SCRIPT.sub(b"", answer.read())
    except urllib.error.HTTPError as error:
        with error:
            return SCRIPT.sub(b"", error.read())
