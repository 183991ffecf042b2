"""The site without a network: what was read is kept, a later edition takes its place, and one without a worker ends it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page
from projects import edit, lay_out

from chronicle.pipeline import Options, build_site

TESTS = Path(__file__).parent.parent
SERVER = """
import sys
from pathlib import Path
from web_server import serving
with serving(Path(sys.argv[1]), prefix="/below/") as base:
    print(base, flush=True)
    sys.stdin.read()
"""
CONTROLLED = """navigator.serviceWorker.controller
    || new Promise((done) => navigator.serviceWorker.addEventListener("controllerchange", () => done(true)))"""

GONE = """(async () => {
    for (let tries = 0; tries < 500; tries++) {
        const left = [...await navigator.serviceWorker.getRegistrations(), ...await caches.keys()];
        if (!left.length) return true;
        await new Promise((done) => setTimeout(done, 20));
    }
    return false;
})()"""


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Serve a folder from a process of its own: when that ends, no connection that a browser kept open answers any more."""
    with running(folder) as (base, _):
        yield base


@contextmanager
def running(folder: Path) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """Serve a folder from a process of its own, which is given with the address."""
    command = [sys.executable, "-c", SERVER, str(folder)]
    with subprocess.Popen(command, cwd=TESTS, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout
        try:
            yield server.stdout.readline().strip(), server
        finally:
            server.kill()


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """A tiny site, built with its search below a path of the host."""
    build_site(lay_out("good-site", tmp_path / "site"), tmp_path / "output", Options("https://example.org/below/"))
    return tmp_path / "output"


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A reader who has never been here."""
    with browser.new_context() as context:
        yield context


def install(context: BrowserContext, base: str) -> Page:
    """Open the home page and wait until the worker answers for it."""
    page = context.new_page()
    page.goto(f"{base}en/")
    page.evaluate(CONTROLLED)
    return page


def test_what_was_read_is_kept(output: Path, context: BrowserContext) -> None:
    """With the server stopped a page that was read is there with its styles; in the place of another stands one that says why."""
    with serving(output) as base:
        page = install(context, base)
        page.goto(f"{base}en/part/one/")
        page.wait_for_load_state("networkidle")
    page.goto(f"{base}en/part/one/")
    assert page.locator("h1").inner_text() == "Chapter one"
    assert page.evaluate("document.styleSheets[0].cssRules.length") > 0
    page.goto(f"{base}zh/part/one/")
    assert page.locator("h1 [lang=en]").inner_text() == "You are offline"
    assert page.evaluate("document.styleSheets[0].cssRules.length") > 0
    assert page.locator("a >> text=Go to the home page").get_attribute("href") == "/below/en/"


def test_search_is_kept_if_asked_for(output: Path, context: BrowserContext) -> None:
    """The index is kept when the reader says so; then the search answers with the server stopped."""
    with serving(output) as base:
        page = install(context, base)
        page.goto(f"{base}en/search/")
        page.click("text=Save search for offline use")
        page.wait_for_selector("[data-keep] [role=status]:has-text('Saved.')")
    page.goto(f"{base}en/search/?q=chapter")
    page.wait_for_selector(".search-results li")
    assert "Chapter one" in page.locator(".search-results").inner_text()


def test_a_later_edition_is_there_at_once(output: Path, context: BrowserContext) -> None:
    """With a network the newest page is shown, at the first visit after it was published, though an older one is kept."""
    with serving(output) as base:
        page = install(context, base)
        page.goto(f"{base}en/part/one/")
        edit(output / "en/part/one/index.html", "Chapter one", "Chapter one, revised")
        page.goto(f"{base}en/part/one/")
        assert page.locator("h1").inner_text() == "Chapter one, revised"
        page.wait_for_load_state("networkidle")
    page.goto(f"{base}en/part/one/")
    assert page.locator("h1").inner_text() == "Chapter one, revised"


def test_a_network_that_does_not_answer(output: Path, context: BrowserContext) -> None:
    """Where a server takes a question and says nothing, a page that was read is shown as it was kept; once it answers, the newest is."""
    with running(output) as (base, server):
        page = install(context, base)
        page.goto(f"{base}en/part/one/")
        page.wait_for_load_state("networkidle")
        edit(output / "en/part/one/index.html", "Chapter one", "Chapter one, revised")
        server.send_signal(signal.SIGSTOP)
        os.waitpid(server.pid, os.WUNTRACED)  # its threads go on until one of them has taken the signal
        page.goto(f"{base}en/part/one/", wait_until="commit")
        assert page.locator("h1").inner_text() == "Chapter one"
        assert page.evaluate("document.styleSheets[0].cssRules.length") > 0
        server.send_signal(signal.SIGCONT)
        page.goto(f"{base}en/part/one/")
        assert page.locator("h1").inner_text() == "Chapter one, revised"


def test_an_edition_without_a_worker_ends_it(output: Path, context: BrowserContext) -> None:
    """Where a later edition has no worker, that of an earlier one takes itself away with all that it has kept."""
    with serving(output) as base:
        install(context, base).close()
        (output / "worker.js").unlink()
        for file in output.rglob("install.js"):
            file.unlink()
        page = context.new_page()
        page.goto(f"{base}en/part/one/")
        assert page.evaluate(GONE)


def test_only_home_and_search_have_it(output: Path, context: BrowserContext) -> None:
    """No other page loads a script for it, has the manifest, or may register a worker."""
    pages = {path.relative_to(output).as_posix(): path.read_text("utf-8") for path in output.rglob("*.html")}
    with_it = {name for name, html in pages.items() if "install.js" in html}
    assert with_it == {"en/index.html", "zh/index.html", "en/search/index.html", "zh/search/index.html"}
    assert {name for name, html in pages.items() if 'rel="manifest"' in html} == with_it
    assert {name for name, html in pages.items() if "worker-src" in html} == with_it


def test_manifest(output: Path, context: BrowserContext) -> None:
    """A browser finds nothing wrong with the manifest; it begins at the home page of its language, and its icons are there."""
    told = json.loads((output / "en/manifest.json").read_text("utf-8"))
    assert (told["name"], told["start_url"], told["scope"]) == ("Small site", "/below/en/", "/below/")
    with serving(output) as base:
        page = install(context, base)
        found = context.new_cdp_session(page).send("Page.getAppManifest")
        assert found["errors"] == []
        assert json.loads(found["data"]) == told
        for icon in told["icons"]:
            assert page.request.get(f"{base}{icon['src'].removeprefix('/below/')}").ok
