"""The set-up itself: the lock files, build.py without its packages, and the helpers that the other tests stand on."""

import ast
import os
import re
import shutil
import socket
import subprocess
import sys
import tomllib
import urllib.error
import urllib.request
from collections.abc import Callable
from importlib.metadata import packages_distributions
from pathlib import Path

import accessibility
import pytest
from browser_setup import main as browser_setup
from html_validity import validity_messages
from lent_pages import LentPages
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from playwright.sync_api import Page
from projects import HOME
from web_server import headers_for, read_headers

PROJECT = tomllib.loads((HOME / "pyproject.toml").read_text(encoding="utf-8"))
REQUIREMENTS = {
    "site": [Requirement(text) for text in PROJECT["project"]["dependencies"]],
    "book": [Requirement(text) for text in PROJECT["project"]["optional-dependencies"]["book"]],
    "test": [Requirement(text) for text in PROJECT["project"]["optional-dependencies"]["test"]],
}
PAGE = """<!DOCTYPE html>
<html lang="{lang}"><head><meta charset="utf-8"><title>赤峰</title></head><body>{body}</body></html>"""
MODERN = """
<header><search>
<form action="search/"><label for="q">搜索</label><input id="q" type="search" name="q"></form></search></header>
<main><h1>赤峰</h1>
<p><data value="468000">46.8万人</data> <time datetime="2013-12-31">2013年底</time> <time datetime="2019">2019年</time>
<span lang="en">Aohan Banner</span> <button type="button" popovertarget="note">注</button></p>
<div id="note" popover>说明</div>
<details name="group" open><summary>表</summary><p>一</p></details>
<details name="group"><summary>表</summary><p>二</p></details>
<figure><svg role="img" aria-labelledby="t d" viewBox="0 0 9 9"><title id="t">题</title><desc id="d">说明</desc>
<text x="1" y="2">字</text></svg><figcaption>图</figcaption></figure>
<ol role="list" data-search-results data-search-state="done"></ol><p role="status"></p>
<div hidden="until-found" inert>藏</div></main>"""


def locked(name: str) -> dict[str, str]:
    text = (HOME / name).read_text(encoding="utf-8")
    return dict(re.findall(r"^([a-z0-9.-]+)==(\S+)", text, re.MULTILINE))


def imported(*folders: str) -> set[str]:
    """Return the top-level packages that the Python in these folders imports and that Python does not bring along."""
    names = set()
    for path in (path for folder in folders for path in (HOME / folder).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                names |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                names.add(node.module.partition(".")[0])
    own = {"chronicle", "benchmarks", "tests", "tools", *(path.stem for path in (HOME / "tests").glob("*.py"))}
    return names - set(sys.stdlib_module_names) - own


def get(url: str) -> tuple[int, dict[str, str], bytes]:
    try:
        with urllib.request.urlopen(url, timeout=60) as answer:
            return answer.status, dict(answer.headers), answer.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, dict(error.headers), error.read()


def test_the_test_lock_holds_all_of_the_site_lock() -> None:
    """One .venv serves both: the same versions, and more."""
    site, book, test = (locked(f"requirements{extra}.lock").items() for extra in ("", "-book", "-test"))
    assert site <= book <= test


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-book.lock", "requirements-test.lock"])
def test_lock_files_have_a_hash_for_each_package_and_no_address(name: str) -> None:
    """What is installed is what was tested, from whichever registry a machine uses."""
    text = (HOME / name).read_text(encoding="utf-8")
    blocks = re.split(r"\n(?=[a-z0-9])", text)[1:]
    assert len(blocks) == len(locked(name))
    assert all("--hash=sha256:" in block for block in blocks)
    assert "make lock" in text.partition("\n\n")[0][:400]
    assert not re.search(r"://|--index-url|--find-links|file:", text)


def test_what_is_imported_is_declared() -> None:
    """No package is used only because another happens to need it too: the site's are in `dependencies`, those of books and tests in extras."""
    carried = packages_distributions()
    needed = {canonicalize_name(need.name) for need in REQUIREMENTS["site"]}
    needed |= {canonicalize_name(need.name) for need in REQUIREMENTS["book"]}
    assert {
        name for name in imported("chronicle") if needed.isdisjoint(map(canonicalize_name, carried.get(name, ())))
    } == set()
    needed |= {canonicalize_name(need.name) for need in REQUIREMENTS["test"]}
    used = imported("chronicle", "tests", "benchmarks")
    assert {name for name in used if needed.isdisjoint(map(canonicalize_name, carried.get(name, ())))} == set()


@pytest.mark.parametrize(
    ("kind", "name"),
    [("site", "requirements.lock"), ("book", "requirements-book.lock"), ("test", "requirements-test.lock")],
)
def test_the_lock_keeps_the_bounds(kind: str, name: str) -> None:
    """Each declared package has a lowest version, and the one that is installed is within its bounds."""
    versions = locked(name)
    for need in REQUIREMENTS[kind]:
        assert any(bound.operator == ">=" for bound in need.specifier), need
        assert need.specifier.contains(versions[canonicalize_name(need.name)]), need


def test_one_oldest_python() -> None:
    """The oldest Python is the same wherever it is named."""
    oldest = PROJECT["project"]["requires-python"].removeprefix(">=")
    assert PROJECT["tool"]["mypy"]["python_version"] == oldest
    makefile = (HOME / "Makefile").read_text(encoding="utf-8")
    assert f"--python-version {oldest} " in makefile
    assert f"Python {oldest} or newer" in makefile


def test_build_without_its_packages_says_what_to_do(tmp_path: Path) -> None:
    """A person who starts build.py with the system's Python reads one line, not a traceback."""
    shutil.copy(HOME / "build.py", tmp_path)
    package = tmp_path / "chronicle"
    package.mkdir()
    (package / "__init__.py").touch()
    (package / "cli.py").write_text("import no_such_package_anywhere\n", encoding="utf-8")
    done = subprocess.run([sys.executable, "build.py"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "The package 'no_such_package_anywhere' is not installed: run 'make site', which installs all that is needed, "
        "or start this with .venv/bin/python build.py\n"
    )


def test_the_html_checker_knows_what_the_site_uses(tmp_path: Path) -> None:
    """popover, search, details name and the rest are valid for it: no message has to be filtered for being new."""
    (tmp_path / "index.html").write_text(PAGE.format(lang="zh", body=MODERN), encoding="utf-8")
    assert validity_messages(tmp_path) == []


def test_the_html_checker_finds_mistakes(tmp_path: Path) -> None:
    """Each mistake has its place."""
    (tmp_path / "zh").mkdir()
    (tmp_path / "good.html").write_text(PAGE.format(lang="zh", body="<h1>一</h1>"), encoding="utf-8")
    (tmp_path / "zh/index.html").write_text(
        PAGE.format(lang="zh", body='<h1 id="a">一</h1>\n<p id="a">二</p>\n<data>三</data>'), encoding="utf-8"
    )
    assert [message for message in validity_messages(tmp_path) if ": error: " in message] == [
        "zh/index.html:3:1: error: Duplicate ID “a”.",
        "zh/index.html:4:1: error: Element “data” is missing required attribute “value”.",
    ]


def test_a_folder_without_pages_is_a_mistake_of_the_test(tmp_path: Path) -> None:
    """Nothing checked is not nothing found."""
    with pytest.raises(ValueError, match="no HTML in"):
        validity_messages(tmp_path)


def test_axe_finds_mistakes(open_page: Callable[..., Page]) -> None:
    """A text that is too pale by day or by night alone is found, transparent colours too, with its contrast; a dark one is not."""
    style = (
        "<style>:root { color-scheme: light dark; background: light-dark(#fff, #000); color: light-dark(#000, #fff) }"
        " .day { color: light-dark(#999, #fff) } .night { color: light-dark(rgb(0 0 0 / 0.8), rgb(255 255 255 / 0.4)) }</style>"
    )
    page = open_page(own=True, painted=False)
    page.set_content(PAGE.format(lang="en", body=f"{style}<main><h1>One</h1><p class=day>Two<p class=night>Three"))
    for scheme, pale, contrast in (("light", "day", "2.84"), ("dark", "night", "3.65")):
        page.emulate_media(color_scheme=scheme)
        with pytest.raises(AssertionError) as caught:
            accessibility.check(page)
        told = str(caught.value)
        assert re.findall(r'<p class="(\w+)">', told) == [pale]
        assert f"insufficient color contrast of {contrast} " in told


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/", {"X-All": "yes"}),
        ("/zh/", {"X-All": "yes", "X-Zh": "1, 2"}),
        ("/zh/a/b.css", {"X-All": "yes", "X-Zh": "1, 2", "Cache-Control": "max-age=1"}),
        ("/zh/a/b/c.css", {"X-All": "yes", "X-Zh": "1, 2"}),
    ],
)
def test_headers_are_read_as_netlify_reads_them(path: str, expected: dict[str, str]) -> None:
    """Patterns with * and :name; every rule that fits counts; a name given twice has both values."""
    rules = read_headers(
        "# all\n/*\n  X-All: yes\n\n/zh/*\n  X-Zh: 1\n  x-zh: 2\n/zh/:folder/b.css\n\tCache-Control: max-age=1\n"
    )
    assert headers_for(path, rules) == expected


def test_serve_acts_as_a_static_host(tmp_path: Path, serve) -> None:
    """Directory addresses, types, headers of the folder, 404.html, and nothing from outside the folder."""
    site = tmp_path / "site"
    (site / "zh").mkdir(parents=True)
    (tmp_path / "secret.html").write_text("secret", encoding="utf-8")
    (site / "zh/index.html").write_text("中文", encoding="utf-8")
    (site / "404.html").write_text("lost", encoding="utf-8")
    (site / "app.js").write_text("1", encoding="utf-8")
    (site / "_headers").write_text("/*\n  X-Content-Type-Options: nosniff\n", encoding="utf-8")
    base = serve(site)
    status, headers, body = get(f"{base}zh/?q=a")
    assert (status, body.decode()) == (200, "中文")
    assert headers["Content-Type"] == "text/html; charset=utf-8"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert get(f"{base}zh")[2].decode() == "中文"
    assert get(f"{base}app.js")[1]["Content-Type"].startswith("text/javascript")
    for unknown in ("", "zh/none", "_headers", "../secret.html", "%2e%2e/secret.html", "zh/index.html/"):
        assert get(f"{base}{unknown}")[::2] == (404, b"lost"), unknown


def test_a_page_that_is_lent_again_is_like_a_new_one(tmp_path: Path, lent_pages: LentPages, serve) -> None:
    """Nothing that the browser keeps for the first test is met by the second; the same address is loaded anew; a page with traces is not lent again."""
    (tmp_path / "index.html").write_text("<!doctype html><title>A</title><p id=b>B", encoding="utf-8")
    (tmp_path / "worker.js").write_text("", encoding="utf-8")
    base = serve(tmp_path)
    with lent_pages.lend(viewport={"width": 300, "height": 400}, color_scheme="dark") as first:
        first.route("**/*.json", lambda route: route.abort())
        first.goto(base)
        first.evaluate("""async () => {
            localStorage.a = sessionStorage.a = 1;
            document.cookie = "a=1";
            await caches.open("a");
            await navigator.serviceWorker.register("worker.js");
            window.a = 1;
        }""")
        with pytest.raises(AssertionError, match="own=True"):
            first.add_init_script("window.b = 1")
    with lent_pages.lend() as second:
        assert second is first
        second.goto(f"{base}#b")
        assert second.evaluate("""async () => [
            localStorage.length, sessionStorage.length, document.cookie, await caches.keys(),
            (await navigator.serviceWorker.getRegistrations()).length, "a" in window,
            innerWidth, innerHeight, matchMedia("(prefers-color-scheme: dark)").matches,
            (await fetch("worker.js")).status, (await fetch("no.json")).status,
        ]""") == [0, 0, "", [], 0, False, 1280, 720, False, 200, 404]
        second.evaluate("open('about:blank')")
        second.wait_for_timeout(0)
    with lent_pages.lend() as third:
        assert third is not second


def test_serve_under_a_prefix(tmp_path: Path, serve) -> None:
    """The site lies under its path only, as on a host that many sites share."""
    (tmp_path / "index.html").write_text("home", encoding="utf-8")
    base = serve(tmp_path, headers={"/chronicle/*": {"X-Test": "1"}}, prefix="chronicle")
    assert base.endswith("/chronicle/")
    status, headers, body = get(base)
    assert (status, headers["X-Test"], body) == (200, "1", b"home")
    assert get(base.removesuffix("/"))[2] == b"home"
    assert get(base.removesuffix("chronicle/"))[0] == 404


def test_the_browser_opens_a_page_and_reaches_nothing_else(
    tmp_path: Path, serve, open_page: Callable[..., Page]
) -> None:
    """A real Chromium, with fonts for Chinese; a request to another host fails."""
    body = '<p id="p">易地搬迁</p><script>fetch("https://example.org/").catch(() => document.title = "closed")</script>'
    (tmp_path / "index.html").write_text(PAGE.format(lang="zh", body=body), encoding="utf-8")
    page = open_page(serve(tmp_path))
    page.wait_for_function("document.title === 'closed'")
    assert page.locator("#p").inner_text() == "易地搬迁"


def test_tests_do_not_reach_the_network() -> None:
    """An address that no machine has (RFC 5737) is refused before anything is sent."""
    with socket.socket() as attempt, pytest.raises(RuntimeError, match="tests use no network"):
        attempt.connect(("192.0.2.1", 80))


def test_a_missing_browser_is_one_line_that_says_how_to_get_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where nothing can be installed, `make test` ends with a sentence and exit code 2."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("CHRONICLE_BROWSER", str(tmp_path / "none"))
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setattr(sys, "platform", "linux")
    assert browser_setup() == 2
    assert capsys.readouterr().err == (
        "The browser tests need Chromium or Chrome (or name one in CHRONICLE_BROWSER), and a font with Chinese "
        "characters (one that 'fc-list :lang=zh' lists): install what is missing from your system's packages, then run "
        "'make test' again\n"
    )
