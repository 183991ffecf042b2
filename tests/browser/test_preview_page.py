"""The preview in a real Chromium: what is saved stands in the open tab, and so does what is wrong with it."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from projects import HOME, append, edit, lay_out, put

PATIENCE = 60_000  # milliseconds
CONNECTED = re.compile(r"\d+")  # the attribute data-preview of a page that listens to the server
TEMPLATE = "templates/pages/chapter.html"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The folder of a small project with a template of its own."""
    root = lay_out("good-site", tmp_path / "site").root
    put(root, {TEMPLATE: (HOME / TEMPLATE).read_bytes()})
    return root


@pytest.fixture
def preview(root: Path, browser: Browser) -> Iterator[Callable[[str], Page]]:
    """A running preview of the project, told in Chinese; what opens a page of it."""
    command = [sys.executable, "-u", str(HOME / "build.py"), "serve", "--port", "0", "--lang", "zh"]
    with ExitStack() as stack:
        server = subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        stack.callback(server.wait)
        stack.callback(server.send_signal, signal.SIGTERM)
        assert server.stdout is not None
        stack.enter_context(server.stdout)
        address = next(line.split()[1] for line in server.stdout if line.startswith("预览在 "))
        context = stack.enter_context(browser.new_context())

        def show(path: str) -> Page:
            page = context.new_page()
            page.set_default_timeout(PATIENCE)
            page.goto(address + path)
            expect(page.locator("html")).to_have_attribute("data-preview", CONNECTED, timeout=PATIENCE)
            return page

        yield show


def test_what_is_saved_is_seen(root: Path, preview: Callable[[str], Page]) -> None:
    """Each of several saves stands in the open tab; a style sheet of a static/ that was not there is exchanged without leaving the page."""
    page, chapter = preview("en/part/one/"), root / "content/chapters/part/one/en.md"
    for old, new in (("which is a", "which is one"), ("which is one", "which is two"), ("which is two", "which is a")):
        edit(chapter, old, new)
        expect(page.get_by_text(new)).to_be_visible(timeout=PATIENCE)
    shutil.rmtree(root / "static", ignore_errors=True)
    style = root / "static/styles/9-own.css"
    style.parent.mkdir(parents=True)
    style.write_text("h1 { order: 3; }\n", encoding="utf-8")
    title = page.locator("h1")
    expect(title).to_have_css("order", "3", timeout=PATIENCE)
    expect(page.locator("html")).to_have_attribute("data-preview", CONNECTED, timeout=PATIENCE)
    page.evaluate("window.isSame = true")
    style.write_text("h1 { order: 4; }\n", encoding="utf-8")
    expect(title).to_have_css("order", "4", timeout=PATIENCE)
    assert page.evaluate("window.isSame")


def test_an_edit_leaves_the_page(root: Path, preview: Callable[[str], Page]) -> None:
    """What has changed of a text or a template is exchanged in the open page, which is then what a new tab shows; only where scripts look for it once, as for a heading that was not there, is the page loaded anew."""
    chapter, template = root / "content/chapters/part/one/en.md", root / TEMPLATE
    page = preview("en/part/one/")
    for half, words in ((chapter, "ABCD"), (chapter.with_name("zh.md"), "甲乙丙丁")):
        append(half, "\n- {0}\n- {1}\n\n| {0} | {1} |\n|---|---|\n| {2} | {3} |\n".format(*words))
    expect(page.locator("td").last).to_have_text("D", timeout=PATIENCE)
    for path, old, new, stays in (
        (chapter, "which is a", "which is always a", True),
        (chapter, "- B\n", "- B, or *b*\n", True),
        (chapter, "| C | D |", "| C | E |", True),
        (template, "<article>", "<p>Before it.</p><p>Before it, too.</p><article>", True),
        (template, "<p>Before it.</p>", "", True),
        (chapter, "## Land", "## The land", True),
        (template, "<article>", "<h2>Before it</h2><article>", False),
    ):
        page.evaluate("window.isSame = true")
        version = page.locator("html").get_attribute("data-preview")
        edit(path, old, new)
        expect(page.locator("html")).not_to_have_attribute("data-preview", version or "", timeout=PATIENCE)
        expect(page.locator("html")).to_have_attribute("data-preview", CONNECTED, timeout=PATIENCE)
        assert bool(page.evaluate("window.isSame")) == stays, new
        fresh = preview("en/part/one/")
        for part in ("title", "body"):
            assert page.locator(part).inner_html() == fresh.locator(part).inner_html(), new
        fresh.close()


def test_what_is_wrong_stands_over_the_last_good_page(root: Path, preview: Callable[[str], Page]) -> None:
    """It is told in the editor's language with its line, leads to the editor's program, is there after loading anew, stays aside once it was put there, and goes when it is mended."""
    page, chapter = preview("en/part/one/"), root / "content/chapters/part/one/en.md"
    edit(chapter, "{sheet.land}", "{sheet.lnd}")
    alert = page.get_by_role("alert")
    expect(alert.locator("strong")).to_have_text("没有“sheet.lnd”这个事实。", timeout=PATIENCE)
    expect(alert.locator("pre")).to_have_text("It has {sheet.lnd},")
    expect(alert.get_by_role("link")).to_have_attribute("href", f"vscode://file{chapter}:9")
    expect(page.get_by_text("which is a")).to_be_visible()
    with page.expect_websocket() as connection:
        page.reload()
    expect(alert).to_be_visible(timeout=PATIENCE)
    page.keyboard.press("Escape")
    expect(alert).to_be_hidden()
    with connection.value.expect_event("framereceived"):
        edit(chapter, "which is a", "which is always a")
    page.evaluate("window.isSame = true")
    expect(alert).to_be_hidden()
    edit(chapter, "{sheet.lnd}", "{sheet.land}, indeed")
    expect(page.get_by_role("main").get_by_text("indeed")).to_be_visible(timeout=PATIENCE)
    expect(alert).to_be_hidden()
    assert page.evaluate("window.isSame")


def test_pages_that_have_moved_and_pages_that_never_were(root: Path, preview: Callable[[str], Page]) -> None:
    """A renamed text leads to its new address; the site's own page tells of others, and follows the preview too; each text leads to its file, and the search finds."""
    page = preview("en/part/one/")
    expect(page.get_by_role("link", name="Edit this page")).to_have_attribute(
        "href", f"vscode://file{root}/content/chapters/part/one/en.md:5"
    )
    os.rename(root / "content/chapters/part/one", root / "content/chapters/part/first")
    edit(root / "content/site.yaml", "[one]", "[first]")
    page.wait_for_url("**/en/part/first/", timeout=PATIENCE)
    other = preview("en/nowhere/")
    assert other.evaluate("fetch(location.href).then((answer) => answer.status)") == 404
    found = preview("en/search/?q=town")
    expect(found.locator("[data-search-results] li").first).to_be_visible(timeout=PATIENCE)
