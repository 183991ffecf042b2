"""Open pages that tests lend to each other: to open one takes longer than what most tests do with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any, NoReturn

from playwright.sync_api import Browser, ConsoleMessage, Error, Page, Request

VIEWPORT = {"width": 1280, "height": 720}
# A page stays where it was, as going to an empty one would cost half of what opening costs. What runs there is stopped; what it
# has stored is gone; and as it has another address, going there again loads it anew, with a fragment too.
LEAVE = """async () => {
    stop();
    localStorage.clear();
    sessionStorage.clear();
    for (const worker of await navigator.serviceWorker.getRegistrations()) await worker.unregister();
    for (const name of await caches.keys()) await caches.delete(name);
    history.replaceState(null, "", "/left");
    return history.length;
}"""
MOST_STEPS = 30  # a browser keeps fifty
# What cannot be taken back would be met by the next test; a session of the developer tools takes scripts, focus and media with
# it when it ends; a text that is set would stand under the policy of the last page.
OF_A_PAGE = (
    "add_init_script",
    "expose_binding",
    "expose_function",
    "set_content",
    "set_default_timeout",
    "set_extra_http_headers",
)
OF_ITS_CONTEXT = (
    "add_init_script",
    "expose_binding",
    "expose_function",
    "grant_permissions",
    "new_cdp_session",
    "route",
    "set_geolocation",
    "set_offline",
)
MEDIA = ("media", "color_scheme", "reduced_motion", "forced_colors")


class LentPages:
    """The open pages of a browser that no test uses. One that is lent is like a new one, but for the address where it last was.

    `start_unpainted` starts the browser of pages that nobody looks at.
    """

    def __init__(self, browser: Browser, start_unpainted: Callable[[], Browser]) -> None:
        self.browser = browser
        self.unpainted = cache(start_unpainted)
        self.free: dict[str, list[Page]] = {}

    @contextmanager
    def lend(self, *, own: bool = False, painted: bool = True, **options: Any) -> Iterator[Page]:
        """Lend a page for a time; the options are those of Playwright's contexts.

        With `own` it is a new page, which is closed afterwards: for a test that leaves what cannot be taken back. A page that is
        not `painted` is for tests that measure and read: nothing can be pressed there, nothing moves, and scripts are not told what
        comes into view.
        """
        browser = self.browser if painted else self.unpainted()
        if own:
            with browser.new_context(**options) as context:
                yield context.new_page()
            return
        viewport = options.pop("viewport", VIEWPORT)
        media = {name: options.pop(name) for name in MEDIA if name in options}
        free = self.free.setdefault(repr((painted, sorted(options.items()))), [])
        page = free.pop() if free else self._open(browser, options)
        page.set_viewport_size(viewport)
        page.emulate_media(**media)
        yield page
        if self._clear(page, painted):
            free.append(page)

    def _open(self, browser: Browser, options: dict[str, Any]) -> Page:
        page = browser.new_context(**options).new_page()
        for owner, names in ((page, OF_A_PAGE), (page.context, OF_ITS_CONTEXT)):
            for name in names:
                setattr(owner, name, _refuse)
        return page

    def _clear(self, page: Page, painted: bool) -> bool:
        """Make a page like a new one; False where that cannot be done, and the page is closed with its context."""
        context = page.context
        try:
            if page.is_closed() or len(context.pages) > 1:
                raise Error("the test has closed the page, or opened others")
            page.unroute_all(behavior="ignoreErrors")
            if painted:  # elsewhere the mouse waits for a frame
                page.mouse.move(-1, -1)
            if page.url != "about:blank" and page.evaluate(LEAVE) > MOST_STEPS:
                raise Error("so long a history would hide that a test adds to it")
            page.emulate_media(**dict.fromkeys(MEDIA, "null"))
            context.clear_cookies()
        except Error:
            context.close()
            return False
        return True


def _refuse(*_: object, **__: object) -> NoReturn:
    raise AssertionError("other tests will have this page: ask for one of your own, `open_page(..., own=True)`")


@contextmanager
def watching(page: Page, *, warnings: bool = False) -> Iterator[None]:
    """Fail if meanwhile a script of the page fails, an error is written to its console, or another machine is asked."""
    wrong: list[str] = []
    levels = ("error", "warning") if warnings else ("error",)

    def on_console(message: ConsoleMessage) -> None:
        if message.type in levels:
            wrong.append(message.text)

    def on_request(request: Request) -> None:
        if "127.0.0.1" not in request.url:
            wrong.append(request.url)

    def on_error(error: Error) -> None:
        wrong.append(str(error))

    handlers = {"pageerror": on_error, "console": on_console, "request": on_request}
    for event, handler in handlers.items():
        page.on(event, handler)
    yield
    for event, handler in handlers.items():
        page.remove_listener(event, handler)
    assert wrong == [], wrong
