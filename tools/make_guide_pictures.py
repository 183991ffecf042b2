"""Make the pictures of the guide for editors, `docs/images/`, by following it with a preview in a real Chromium: `python -m tools.make_guide_pictures`.

The sentences of the guide say what they show; `tests/test_guide.py` follows the same steps.
"""

from __future__ import annotations

import io
import os
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

HOME = Path(__file__).parent.parent
sys.path.insert(0, str(HOME / "tests"))

from browser_setup import find_browser  # noqa: E402
from test_guide import follow  # noqa: E402

SIZE, WIDTH, QUALITY = {"width": 1100, "height": 680}, 880, 55
PATIENCE = 60_000


class Photographer:
    """Takes a picture after some of the steps of the guide in one language."""

    def __init__(self, browser: Browser, language: str, folder: Path) -> None:
        self.browser, self.language, self.folder = browser, language, folder
        self.stack = ExitStack()
        self.page: Page | None = None
        self.address = ""

    def after(self, step: str) -> None:
        """Take the picture of a step, if it has one."""
        if step == "init oldbridge":
            self._serve()
        elif step == "serve --project":
            self._shoot("1-begin", f"{self.language}/town/water/", "h1")
        elif step == "new chapter":
            self._shoot("2-problems", f"{self.language}/town/water/", "[role=alert] li")
        elif step == "en.md" if self.language == "zh" else step == "zh.md":
            self._shoot("3-text", f"{self.language}/town/school/", "#later")
        elif step == "chart":
            self._shoot("4-chart", f"{self.language}/town/school/", "main figure svg")
        elif step == "picture":
            self._shoot("5-picture", f"{self.language}/town/school/", "main figure img")
            self._shoot("6-status", "status/", "main table")

    def _serve(self) -> None:
        command = [sys.executable, "-u", str(HOME / "build.py"), "serve", "--port", "0", "--project", "oldbridge"]
        server = subprocess.Popen([*command, "--lang", self.language], stdout=subprocess.PIPE, text=True)
        self.stack.callback(server.wait)
        self.stack.callback(server.terminate)
        assert server.stdout is not None
        self.address = next(
            word for line in server.stdout for word in line.split() if word.startswith("http://127.0.0.1")
        )
        self.page = self.stack.enter_context(self.browser.new_context(viewport=SIZE)).new_page()  # type: ignore[arg-type]

    def _shoot(self, name: str, path: str, seen: str) -> None:
        page = self.page
        assert page is not None
        for _ in range(60):
            page.goto(self.address + path)
            page.wait_for_timeout(1000)
            if page.locator(seen).count():
                break
        else:
            raise AssertionError(f"{path} shows no {seen}.")
        if seen.startswith("main figure"):
            page.locator(seen).last.scroll_into_view_if_needed(timeout=PATIENCE)
            page.mouse.wheel(0, 150)
            page.wait_for_timeout(1000)
        picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
        picture = picture.resize((WIDTH, WIDTH * picture.height // picture.width), Image.Resampling.LANCZOS)
        ending = "" if self.language == "en" else f"-{self.language}"
        picture.save(self.folder / f"guide-{name}{ending}.webp", quality=QUALITY, method=6)


def main() -> int:
    """Follow the guide in each language."""
    program = find_browser()
    if program is None:
        print("This needs Chromium or Chrome.", file=sys.stderr)
        return 2
    folder = HOME / "docs/images"
    folder.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, chromium_sandbox=False)
        for language, other in (("en", "zh"), ("zh", "en")):
            with tempfile.TemporaryDirectory() as temporary:
                os.chdir(temporary)
                photographer = Photographer(browser, language, folder)
                with photographer.stack:
                    follow(language, other, photographer.after)
                os.chdir(HOME)
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
