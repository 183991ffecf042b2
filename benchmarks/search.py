"""`python -m benchmarks.search [OUTPUT]`: recall, precision, bytes and milliseconds of the search, in a real Chromium."""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
import shutil
import statistics
import sys
import tempfile
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from html import escape
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from pathlib import Path
from typing import Any

import yaml
from playwright.sync_api import Browser, sync_playwright

from chronicle.search import SearchDocument, index_pages, place_search_files, read_pages
from chronicle.urls import SEARCH_INDEX

PROJECT = Path(__file__).parent.parent
FRESH = 40  # queries, each asked with an empty cache, and each after another
HAN = r"\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff"

# The text of each page as the page itself has it: blocks apart, inline markup and line ends within a paragraph ignored.
READ_PAGES = """async (paths) => {
    const inline = new Set("A ABBR B BDI BDO CITE CODE DATA DEL DFN EM I INS KBD MARK Q S SAMP SMALL SPAN STRONG SUB SUP TIME U VAR".split(" "));
    const skipped = new Set(["SCRIPT", "STYLE", "SVG", "TEMPLATE", "NOSCRIPT", "BUTTON", "SELECT"]);
    const read = (node) => {
        if (node.nodeType === 3) return node.data.replace(/(?<=[\\u2e80-\\uffef])[ \\t]*\\n\\s*(?=[\\u2e80-\\uffef])/g, "").replace(/\\s+/g, " ");
        if (node.nodeType !== 1 || skipped.has(node.nodeName.toUpperCase()) || node.matches("a[download], [data-pagefind-ignore]")) return "";
        const text = [...node.childNodes].map(read).join("");
        return inline.has(node.nodeName) ? text : `\\n${text}\\n`;
    };
    const texts = {};
    for (const path of paths) {
        const page = new DOMParser().parseFromString(await (await fetch(path)).text(), "text/html");
        texts[path] = read(page.querySelector("main"));
    }
    return texts;
}"""

# What answers are read from: the scripts of the page, all results of each question.
ASK_SCRIPTS = """async (runs) => {
    const script = (name) => [...document.querySelectorAll("link[rel=modulepreload]")].find((link) => link.href.includes(`/${name}.`)).href;
    const [{ Index }, { ask }] = await Promise.all([import(script("index")), import(script("answer"))]);
    const form = document.querySelector("form[data-search]");
    const index = await Index.open(form.dataset.searchRoot, form.dataset.searchIndex, document.documentElement.lang.toLowerCase());
    const answers = [];
    for (const run of runs) {
        const { results } = await ask(index, `"${run}"`);
        const items = results.map(({ item }) => item);
        await index.reveal(items);
        answers.push([...new Set(items.map((item) => new URL(index.root + item.url, location.href).pathname))]);
    }
    return answers;
}"""

# What a reader waits for: milliseconds from question to answer.
ASK_PAGE = """async (run) => {
    const form = document.querySelector("form[data-search]");
    const list = document.querySelector("[data-search-results]");
    const began = performance.now();
    form.elements.q.focus();
    form.elements.q.value = run;
    form.requestSubmit();
    while (list.dataset.searchState !== "done") await new Promise((done) => setTimeout(done, 1));
    const took = performance.now() - began;
    list.dataset.searchState = "asked";
    return took;
}"""


class _Handler(SimpleHTTPRequestHandler):
    """A static host that counts what it sends."""

    sent: Counter[str]

    def log_message(self, format: str, *args: Any) -> None:
        pass

    def copyfile(self, source: Any, outputfile: Any) -> None:
        content = source.read()
        # Sent as it is, and counted as a host sends it that compresses what is text.
        is_text = self.path.partition("?")[0].endswith((".js", ".json", ".html", ".css", ".svg", "/"))
        self.sent["bytes"] += len(gzip.compress(content, 6)) if is_text else len(content)
        outputfile.write(content)


@contextmanager
def hosting(folder: Path) -> Iterator[tuple[str, Counter[str]]]:
    """Serve a folder; yields its address and a counter of the bytes that were sent."""
    sent: Counter[str] = Counter()
    handler = partial(
        type("Handler", (_Handler,), {"sent": sent, "protocol_version": "HTTP/1.1"}), directory=str(folder)
    )
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}/", sent
        finally:
            server.shutdown()


def sample_runs(texts: dict[str, str], count: int, seed: int) -> list[str]:
    """Return runs of 1 to 8 Han characters, each from a page, a stretch and a place in it that chance chooses."""
    chance = random.Random(seed)
    stretches = {path: re.findall(f"[{HAN}]+", text) for path, text in sorted(texts.items())}
    pages = [path for path, found in stretches.items() if found]
    runs = []
    for _ in range(count):
        stretch = chance.choice(stretches[chance.choice(pages)])
        length = min(chance.randint(1, 8), len(stretch))
        start = chance.randint(0, len(stretch) - length)
        runs.append(stretch[start : start + length])
    return runs


def judge(runs: list[str], answers: list[list[str]], texts: dict[str, str]) -> list[str]:
    """Print recall and precision; return the runs that were answered wrongly."""
    right = found = wanted = 0
    wrong = []
    for run, paths in zip(runs, answers, strict=True):
        true, given = {path for path, text in texts.items() if run in text}, set(paths) & set(texts)
        right, found, wanted = right + len(true & given), found + len(given), wanted + len(true)
        if true != given:
            wrong.append(run)
    recall, precision = right / max(1, wanted), right / max(1, found)
    print(f"recall {recall:.2%}, precision {precision:.2%}, {len(wrong)} of {len(runs)} runs answered wrongly")
    return wrong


def measure_bytes(browser: Browser, url: str, sent: Counter[str], queries: list[str]) -> None:
    """Print what a query costs with an empty cache, and what it costs after another one."""
    first, later, times = [], [], []
    for query, other in zip(queries[::2], queries[1::2], strict=False):
        with browser.new_context() as context:
            page = context.new_page()
            page.goto(url)
            page.wait_for_load_state("networkidle")
            before = sent["bytes"]
            page.evaluate(ASK_PAGE, query)
            page.wait_for_load_state("networkidle")
            middle = sent["bytes"]
            times.append(page.evaluate(ASK_PAGE, other))
            page.wait_for_load_state("networkidle")
            first.append(middle - before)
            later.append(sent["bytes"] - middle)
    print(
        f"{len(first)} first queries {statistics.median(first) / 1000:.0f} kB (median; at most {max(first) / 1000:.0f}), "
        f"another after each {statistics.median(later) / 1000:.0f} kB (at most {max(later) / 1000:.0f}) "
        f"and {statistics.median(times):.0f} ms (at most {max(times):.0f})"
    )


def measure_site(browser: Browser, folder: Path, options: argparse.Namespace) -> None:
    """Measure the site's own search page."""
    language = options.language
    index = sum(path.stat().st_size for path in (folder / SEARCH_INDEX).rglob("*") if path.is_file())
    # Pages that only lead on to another are not searched.
    pages = [
        page
        for page in sorted((folder / language).rglob("index.html"))
        if 'http-equiv="refresh"' not in page.read_text(encoding="utf-8")
    ]
    paths = [f"/{page.parent.relative_to(folder).as_posix()}/" for page in pages]
    paths = [path for path in paths if path not in (f"/{language}/search/", f"/{language}/patterns/")]
    with hosting(folder) as (address, sent):
        url = f"{address}{language}/search/"
        page = browser.new_page()
        page.goto(url)
        texts = page.evaluate(READ_PAGES, paths)
        runs = sample_runs(texts, max(options.runs, 2 * FRESH), options.seed)
        print(f"{len(paths)} pages, index {index / 1000:.0f} kB in all, {len(runs)} runs")
        wrong = judge(runs, page.evaluate(ASK_SCRIPTS, runs), texts)
        print(f"  wrong: {' '.join(wrong[:20])}" if wrong else "  nothing wrong")
        page.close()
        queries = runs[: 2 * FRESH]
        if language in options.queries and not options.generated:
            queries = random.Random(options.seed).sample(
                options.queries[language], min(2 * FRESH, len(options.queries[language]))
            )
        measure_bytes(browser, url, sent, queries)


def generate_site(source: Path, folder: Path, language: str, count: int, seed: int) -> None:
    """Make a site of many Chinese pages of 800 characters, of sentences as likely as those of the real site."""
    chance = random.Random(seed)
    text = "".join(page.read_text(encoding="utf-8") for page in sorted((source / language).rglob("index.html")))
    text = re.sub(rf"[^{HAN}，。、]+", "", re.sub(r"<[^>]*>", "。", text))
    following: dict[str, list[str]] = {}
    for one, two in pairwise(text):
        following.setdefault(one, []).append(two)
    shutil.copytree(source / language / "search", folder / language / "search")
    shutil.copytree(source / "assets", folder / "assets")
    documents = []
    for number in range(count):
        letters = ["。"]
        while len(letters) < 800:
            letters.append(chance.choice(following.get(letters[-1], ["。"])))
        paragraphs = "".join(letters).strip("，。、").split("。")
        main = f"<h1>第{number}页</h1>" + "".join(f"<p>{escape(one)}。</p>" for one in paragraphs if one)
        path = f"{language}/page-{number}/"
        (folder / path).mkdir(parents=True)
        (folder / path / "index.html").write_text(
            f"<!doctype html><html lang='{language}'><main>{main}</main>", encoding="utf-8"
        )
        documents.append(SearchDocument(path, language, f"第{number}页", "chapter", main))
    place_search_files(index_pages(read_pages(documents, ()), {}), folder / SEARCH_INDEX)


def main() -> int:
    """Measure, and print what was measured."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.search", description=__doc__)
    parser.add_argument("output", nargs="?", type=Path, default=PROJECT / "output")
    parser.add_argument("--runs", type=int, default=1000)
    parser.add_argument("--language", default="zh")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--generated", type=int, default=0, metavar="PAGES")
    parser.add_argument("--browser", help="a Chromium or Chrome other than Playwright's")
    options = parser.parse_args()
    asked = yaml.safe_load((PROJECT / "tests/browser/queries.yaml").read_text(encoding="utf-8"))
    options.queries = {language: [entry["q"] for entry in entries] for language, entries in asked.items()}
    if not (options.output / SEARCH_INDEX / "pagefind-entry.json").exists():
        print(f"{options.output} has no search index; build the site first: make site", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = options.output
        if options.generated:
            folder = Path(name)
            generate_site(options.output, folder, options.language, options.generated, options.seed)
        browser = playwright.chromium.launch(executable_path=options.browser, chromium_sandbox=False)
        print(json.dumps({"chromium": browser.version, "seed": options.seed}))
        measure_site(browser, folder, options)
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
