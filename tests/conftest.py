"""What all tests share: a browser, a web server, and a closed door to the network."""

import fcntl
import gc
import ipaddress
import os
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import jinja2
import pytest
from browser_setup import find_browser
from hypothesis import settings
from lent_pages import LentPages
from playwright.sync_api import Browser, Page, expect, sync_playwright
from projects import HOME, lay_out
from web_server import HeaderRules, serving

from chronicle import imaging
from chronicle.cli import GARBAGE
from chronicle.model import Unit
from chronicle.model.entries import Countable, Key, UnitEntry
from chronicle.pictures import draw_share_picture
from chronicle.pipeline import Options, build_site
from chronicle.problems import Where
from chronicle.reading import Project, read_settings
from chronicle.reading.nouns import make_noun
from chronicle.reading.shipped import read_shared
from chronicle.words import Words, parse_words

BROWSER_OPTIONS = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Nothing but this machine has an address: a page that asks for anything else gets an error, which the test sees.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
    # No page is open for long: compiling its scripts once more, and clearing up beside them, takes more time than it saves.
    "--js-flags=--no-turbofan --single-threaded-gc --min-semi-space-size=64 --max-semi-space-size=64",
]

# Pages are laid out and never painted, which is a third of what a page costs. What waits for a frame waits for ever: a click,
# an animation, an observer of what comes into view.
PAINTS_NOTHING = ["--disable-threaded-compositing"]


def _loopback_only(event: str, arguments: tuple) -> None:
    """An audit hook: tests reach this machine and no other, whatever library they call."""
    if event != "socket.connect":
        return
    address = arguments[1]
    if not isinstance(address, tuple):
        return  # a Unix socket
    host = address[0]
    if host == "localhost":
        return
    try:
        allowed = ipaddress.ip_address(host).is_loopback
    except ValueError:
        allowed = False
    if not allowed:
        raise RuntimeError(f"a test tried to reach {host}: tests use no network but 127.0.0.1")


sys.addaudithook(_loopback_only)


def pytest_collection_finish() -> None:
    """What was imported stays: looking through it for garbage would take a quarter of each build's time."""
    gc.freeze()
    gc.set_threshold(*GARBAGE)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--refresh", action="store_true", help="write the expected files of tests/sites anew")


# The files that take longest, longest first: begun last, one of them would leave the other processors idle at the end.
LONGEST = (
    "browser/test_design.py",
    "test_mutation.py",
    "browser/test_languages.py",
    "browser/test_reading.py",
    "test_output.py",
    "test_cli.py",
    "test_books.py",
    "test_remaking.py",
    "test_charts.py",
    "test_partial_languages.py",
    "browser/test_search_queries.py",
    "test_trust.py",
    "test_attacks.py",
    "test_preview.py",
    "test_images.py",
    "test_data_package.py",
    "test_deploy.py",
    "test_parallel.py",
    "test_lint.py",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the files that take longest; all else stays in its order."""
    places = {HOME / "tests" / name: place for place, name in enumerate(LONGEST)}
    items.sort(key=lambda item: places.get(item.path, len(places)))


@pytest.fixture(scope="session")
def start_browser() -> Iterator[Callable[..., Browser]]:
    """`start_browser(*options)` -> a real Chromium, which ends with the run."""
    program = find_browser()
    if program is None:
        message = "needs Chromium or Chrome: 'make test' installs it or says how to get it"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    with sync_playwright() as playwright, ExitStack() as browsers:

        def start(*options: str) -> Browser:
            # No sandbox: root has none, nor have many containers, and only pages of this machine are opened.
            args = [*BROWSER_OPTIONS, *options]
            browser = playwright.chromium.launch(executable_path=program, args=args, chromium_sandbox=False)
            browsers.callback(browser.close)
            return browser

        yield start


@pytest.fixture(scope="session")
def browser(start_browser: Callable[..., Browser]) -> Browser:
    """A real Chromium, one for all tests; each test opens its own context in it."""
    return start_browser()


@pytest.fixture
def serve() -> Iterator[Callable[..., str]]:
    """`serve(folder, headers=None, prefix="/")` -> base URL; the folder is served until the test ends.

    headers: path pattern -> headers. Without it the folder's own `_headers`, if any, is followed.
    """
    with ExitStack() as servers:

        def start(folder: Path, headers: HeaderRules | None = None, prefix: str = "/") -> str:
            return servers.enter_context(serving(folder, headers, prefix))

        yield start


@pytest.fixture(scope="session")
def lent_pages(browser: Browser, start_browser: Callable[..., Browser]) -> LentPages:
    """The pages that tests lend to each other."""
    return LentPages(browser, lambda: start_browser(*PAINTS_NOTHING))


@pytest.fixture
def open_page(lent_pages: LentPages, serve: object) -> Iterator[Callable[..., Page]]:
    """`open_page(address, **options)` -> a page like a new one, which is left before what is served; the options are those of `LentPages.lend`."""
    with ExitStack() as pages:

        def start(address: str = "about:blank", **options: Any) -> Page:
            page = pages.enter_context(lent_pages.lend(**options))
            if address != "about:blank":
                page.goto(address)
            return page

        yield start


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """The good site, a tiny one without a mistake, in a folder of its own."""
    return lay_out("good-site", tmp_path / "site")


@pytest.fixture(scope="session")
def real_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real content, built once for all processes of a run, search index included; in another time zone than other builds."""

    def build(output: Path) -> None:
        with in_time_zone("America/Los_Angeles"):
            build_site(Project(HOME), output, jobs=3)

    return make_once(tmp_path_factory, "real", build)


@contextmanager
def in_time_zone(zone: str) -> Iterator[None]:
    """Have this process, and those that it starts, live in a time zone."""
    try:
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("TZ", zone)
            time.tzset()
            yield
    finally:
        time.tzset()


@pytest.fixture(scope="session")
def real_site_below_a_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same for a host where it lies at https://example.org/chronicle/."""
    options = Options("https://example.org/chronicle/")
    return make_once(tmp_path_factory, "below", lambda output: build_site(Project(HOME), output, options))


def make_once(folders: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """Return the folder that `make` fills for the first of the processes of a run (`-n 2`) that asks; the others wait for it."""
    base = _folder_of_run(folders)
    output = base / name / "output"
    output.parent.mkdir(exist_ok=True)
    with (base / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not output.exists():
            make(output)
    return output


def _folder_of_run(folders: pytest.TempPathFactory) -> Path:
    """Return the folder that all processes of a run share."""
    base = folders.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


# --- units and words as the real content has them, for the tests of single modules -------------------------------
LOCALES = {"zh": "zh_CN", "en": "en_GB"}


def read_entries(name: str, shape: Any) -> Any:
    """Return the units or interface words of the real site: its own over the generator's."""
    languages = read_settings(Project(HOME)).languages
    read = read_shared(Project(HOME), name, shape, languages)
    assert read.problems == () and read.value is not None
    return read.value


@pytest.fixture(scope="session")
def units() -> Mapping[str, Unit]:
    """The real units of figures."""
    entries: dict[str, UnitEntry] = read_entries("units", dict[Key, UnitEntry])
    return {key: make_noun(Unit, entry) for key, entry in entries.items()}


@pytest.fixture(scope="session")
def words() -> Mapping[str, Words]:
    """The real interface words, by language."""
    entries, problems = parse_words(read_entries("interface", dict[str, Countable]), lambda *_: Where("interface"))
    assert problems == []
    return {language: Words(entries, language, locale) for language, locale in LOCALES.items()}


@pytest.fixture(scope="session", autouse=True)
def state_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The secret of caches lies in a folder of the tests, not in the tester's own; all processes of a run use what one of them has kept."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", str(_folder_of_run(tmp_path_factory) / "state"))
        yield


@pytest.fixture(scope="session", autouse=True)
def templates_compiled_once() -> Iterator[None]:
    """A text is compiled the first time that a process meets it as a template: of a tiny site, that is a third of a build."""
    compile_template = jinja2.Environment.compile
    compiled: dict[tuple[object, ...], Any] = {}

    def compile_new(environment: jinja2.Environment, source: str, *names: object) -> Any:
        key = (type(environment), environment.autoescape, source, *names)
        if key not in compiled:
            compiled[key] = compile_template(environment, source, *names)
        return compiled[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(jinja2.Environment, "compile", compile_new)
        yield


@pytest.fixture(scope="session", autouse=True)
def share_pictures_drawn_once() -> Iterator[None]:
    """A share picture is drawn the first time that a process needs it: tiny sites have the same titles. Builds with several processes draw all."""
    drawn = cache(lambda picture, colours: draw_share_picture(picture, imaging.read_faces(), colours))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(imaging, "draw_share_picture", lambda picture, _, colours: drawn(picture, colours))
        yield


# --- nothing here depends on the clock or on what else the machine does --------------------------------------------
# `make test` tries the same examples everywhere, each time. `make fuzz` searches on; what it finds becomes an @example.
settings.register_profile("test", derandomize=True, database=None, deadline=None)
settings.register_profile("fuzz", max_examples=20_000, deadline=None)
settings.load_profile("test")
# A condition that comes true ends the waiting; the bound is for a machine that is very busy.
expect.set_options(timeout=60_000)
