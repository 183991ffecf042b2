"""The policy of every page: hosts that read no `_headers` are most of them, and a page must be as safe on these."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest
from playwright.sync_api import Page

from chronicle.pipeline import build_site
from chronicle.policy import DIRECTIVES, header_policy, page_policy
from chronicle.project import Project

META = '<meta http-equiv="Content-Security-Policy" content="'


@pytest.fixture
def output(project: Project, tmp_path: Path) -> Path:
    """A tiny site, built."""
    build_site(project, tmp_path / "output", with_search=False)
    return tmp_path / "output"


def test_header_and_page_say_the_same() -> None:
    """Both are made from one table; a page says all but who may frame it, which browsers obey in a header only."""
    assert header_policy() == f"{page_policy(searches=True, installs=True)}; frame-ancestors 'none'"
    assert page_policy().startswith("default-src 'none'; script-src 'self'; ") and "unsafe" not in str(DIRECTIVES)


def test_only_pages_that_search_run_webassembly() -> None:
    """Pagefind is WebAssembly: pages that search allow that beside the site's scripts, and nothing more."""
    assert page_policy(searches=True) == page_policy().replace(
        "script-src 'self'", "script-src 'self' 'wasm-unsafe-eval'"
    )


def test_only_pages_that_install_have_a_worker() -> None:
    """The pages from which what is read is kept allow their worker and the manifest, and nothing more."""
    assert page_policy(installs=True) == f"{page_policy()}; worker-src 'self'; manifest-src 'self'"


def test_every_page_has_its_policy(output: Path) -> None:
    """It stands before anything that it is for, once, and the host's header has the same."""
    pages = list(output.rglob("*.html"))
    assert len(pages) == 32
    for page in pages:
        html = page.read_text(encoding="utf-8")
        head = html.partition(META)[0]
        assert html.count(META) == 1 and re.findall("<(\\w+)", head) == ["html", "head", "meta"], page
        searches, is_home = page.parent.name == "search", page in (output / "zh/index.html", output / "en/index.html")
        policy = page_policy(searches, searches or is_home)
        assert unescape(html.partition(META)[2].partition('"')[0]) == policy
    assert f"  Content-Security-Policy: {header_policy()}\n" in (output / "_headers").read_text(encoding="utf-8")


def test_a_host_without_headers(output: Path, open_page: Callable[..., Page], serve: Callable[..., str]) -> None:
    """A script, a handler or a request to another host that got into a page does nothing, and the browser says why."""
    page_file = output / "en/part/one/index.html"
    html = page_file.read_text(encoding="utf-8")
    attack = "<script>document.title = 'run'</script><img src='//evil.example/i' onerror=\"document.title = 'run'\">"
    page_file.write_text(html.replace("<main", f"{attack}<main"), encoding="utf-8")
    page = open_page()
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    page.goto(f"{serve(output, headers={})}en/part/one/")
    page.wait_for_load_state("networkidle")
    assert page.title().startswith("Chapter one")
    assert len([text for text in told if "Content Security Policy" in text]) == 3
