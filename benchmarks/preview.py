"""`python -m benchmarks.preview --pages 1000`: from a file that is saved to the change standing in an open tab, in a real Chromium."""

from __future__ import annotations

import argparse
import re
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from benchmarks.corpus import make_corpus
from tests.browser_setup import find_browser

HOME = Path(__file__).parent.parent
CHAPTER = "content/chapters/part-1/chapter-2/en.md"
PATH = "en/part-1/chapter-2/"
REST = 0.3  # seconds between what is seen and the next change
# In every document: what is seen of the change, and when it is first seen, in milliseconds of the clock.
WATCH = """
const seen = () => {
    const style = getComputedStyle(document.documentElement).getPropertyValue("--benchmark").trim();
    const text = document.querySelector("main")?.textContent ?? "";
    const marks = [...text.matchAll(/Zq([a-j]+)q/g)].map((found) => Number([...found[1]].map((letter) => "abcdefghij".indexOf(letter)).join("")));
    return Math.max(0, Number(style), ...marks);
};
window.seen = {};
const look = () => {
    const mark = document.body ? seen() : 0;
    window.seen[mark] ??= Date.now();
    requestAnimationFrame(look);
};
look();
"""


def measure(
    page: Page, change: Callable[[int], None], marks: Sequence[int], patience: float, rest: Callable[[], object]
) -> list[float]:
    """Return the milliseconds from each change, which puts a mark, to its being seen; after each comes a `rest`."""
    found = []
    for mark in marks:
        saved = time.time()
        change(mark)
        while True:
            try:
                seen = page.evaluate(f"window.seen?.[{mark}] ?? 0")
            except Exception:  # the page is being loaded anew
                seen = 0
            if seen:
                break
            if time.time() - saved > patience:
                raise TimeoutError(f"The change {mark} was not seen within {patience:.0f} s.")
            time.sleep(0.005)
        found.append(seen - saved * 1000)
        rest()
    return found


def list_changes(corpus: Path) -> dict[str, Callable[[int], None]]:
    """Return what is saved, by what it is called: each puts a mark that is seen in the open page."""
    chapter, sheet = corpus / CHAPTER, corpus / "content/facts/part-1.yaml"
    style, template = corpus / "static/styles/9-benchmark.css", corpus / "templates/pages/chapter.html"
    style.write_text(":root { --benchmark: 0; }\n", encoding="utf-8")
    text, facts, frame = (path.read_text(encoding="utf-8") for path in (chapter, sheet, template))
    label = re.search(r"f1-0:\n +label:\n +zh: .*\n +en: .*", facts)
    assert label is not None, "the chapter that is open tells this fact"

    def edit_fact(mark: int) -> None:
        sheet.write_text(facts.replace(label[0], f"{label[0]} {_sign(mark)}"), encoding="utf-8")

    return {
        "a text": lambda mark: _write(chapter, f"{text.rstrip()}\n\n{_sign(mark)}.\n"),
        "a style sheet": lambda mark: _write(style, f":root {{ --benchmark: {mark}; }}\n"),
        "a fact": edit_fact,
        "a template": lambda mark: _write(template, f"{frame}<p>{_sign(mark)}</p>\n"),
    }


def _sign(mark: int) -> str:
    """Return a mark in letters: digits in a text are references."""
    return f"Zq{''.join('abcdefghij'[int(digit)] for digit in str(mark))}q"


def _wait_for_whole(told: Iterable[str]) -> None:
    """Wait until the site is made of which the open page came first, and as long as after any other change."""
    next(line for line in told if line.startswith("Built"))
    time.sleep(REST)


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


def main(arguments: Sequence[str] | None = None) -> int:
    """Serve a generated documentary, save a file again and again, print the medians."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.preview", description=__doc__)
    parser.add_argument("--pages", type=int, default=1000, help="pages of chapters, in two languages")
    parser.add_argument("--runs", type=int, default=20, help="how often a text and a style sheet are saved")
    parser.add_argument("--whole", type=int, default=4, help="how often what makes the whole site anew is saved")
    parser.add_argument("--folder", type=Path, default=HOME / ".cache" / "benchmark", help="where all is made")
    given = parser.parse_args(arguments)
    program = find_browser()
    if program is None:
        print("This needs Chromium or Chrome (see benchmarks/README.md).", file=sys.stderr)
        return 2
    corpus = given.folder.resolve() / f"preview-{given.pages}"
    shutil.rmtree(corpus / "content", ignore_errors=True)
    make_corpus(corpus, max(1, given.pages // 2))
    zh = corpus / CHAPTER.replace("en.md", "zh.md")
    zh.write_text(zh.read_text(encoding="utf-8").rstrip() + "\n\n记号。\n", encoding="utf-8")
    changes = list_changes(corpus)
    changes["a text"](1)
    command = [sys.executable, "-u", "build.py", "serve", "--port", "0", "--project", str(corpus)]
    server = subprocess.Popen(command, cwd=HOME, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    try:
        assert server.stdout is not None
        address = next(line.split()[2] for line in server.stdout if line.startswith("Preview on "))
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=program, chromium_sandbox=False)
            page = browser.new_page()
            page.add_init_script(WATCH)
            page.goto(address + PATH)
            page.locator("html[data-preview]").wait_for()
            print("| what is saved | times | median, ms | slowest, ms |\n|---|---|---|---|")
            first = 100
            for name, change in changes.items():
                is_small = name in ("a text", "a style sheet")
                times = given.runs if is_small else given.whole
                rest = partial(time.sleep, REST) if is_small else partial(_wait_for_whole, server.stdout)
                taken = measure(page, change, range(first, first + times), 120, rest)
                first += times
                print(f"| {name} | {times} | {statistics.median(taken):.0f} | {max(taken):.0f} |", flush=True)
            browser.close()
    finally:
        server.terminate()
        server.wait()
    return 0


if __name__ == "__main__":
    sys.exit(main())
