"""What a hostile contributor writes is refused, or stands on the pages as harmless text: the corpus through the real build and a real browser."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
import yaml
from attacks import ADDRESSES, BLOCKS, ENTRIES, EVIL, LINKS, MARKUP, Corpus, make_corpus
from playwright.sync_api import Browser, Page

from chronicle import loading
from chronicle.checks import Content, check_site, check_texts
from chronicle.pipeline import build_site
from chronicle.problems import ContentError, Problem
from chronicle.reading import Project

CONTENT = Path(__file__).parent.parent / "content"
POLYGLOT = f"\"'><script>alert('site')</script><img src=//{EVIL}/site onerror=alert('site')>"
PLANTED = f"<!doctype html><script>alert('planted')</script><img src=//{EVIL}/planted><b onclick=x>x</b>"
# Rules of good writing would refuse many attacks by chance, such as for a straight quotation mark. They are set aside, so that what is
# published is judged.
OF_WRITING = {
    "empty-text",
    "image-says-nothing",
    "lookalike",
    "lost-attribute",
    "markup-in-title",
    "markup-in-yaml",
    "not-translated",
    "punctuation",
    "several-spaces",
    "typed-digits",
    "untold-fact",
    "unused-source",
    "wrong-script",
}
SETTINGS = """\
title: {en: T}
subtitle: {en: T}
description: {en: T}
languages:
  en: {name: T, short: T, locale: en_GB, numbers: western}
base_url: https://example.net/
updated: "2020-01-01"
author: {en: T}
license: {en: T}
license_url: https://example.net/licence
parts:
  part: [one, KINDS]
themes:
  results: {en: T}
"""
SOURCES = """\
book:
  title: {en: T}
  short: {en: T}
  kind: book
  issued_by: {en: T}
  authors: [T]
  year: "2019"
  date_note: {en: T}
  description: {en: T}
  reliability: {en: T}
  headings: [{en: Section}]
"""
# Run before anything of a page: what it would do is written down.
WATCH = """
window.found = [];
for (const name of ["alert", "open"]) { window[name] = (text) => window.found.push(`${name} ${text}`); }
window.top.alert = window.alert;
"""
# What a page must not have, whether or not it has acted yet.
LOOK = """() => {
  const found = [...window.found];
  for (const element of document.querySelectorAll("*")) {
    const tag = element.localName;
    if (["iframe", "frame", "object", "embed", "base", "applet", "portal"].includes(tag)) found.push(tag);
    for (const {name, value} of element.attributes) {
      if (name.startsWith("on") || (name === "style" && tag !== "html") || name === "srcdoc" || name === "ping") found.push(`${tag} ${name}`);
      if (["href", "src", "action", "formaction", "data", "poster", "xlink:href", "cite", "background"].includes(name)) {
        const address = new URL(value, document.baseURI);
        const leads = tag === "a" || (tag === "link" && /canonical|alternate/.test(element.rel));
        const fits = ["http:", "https:", "mailto:"].includes(address.protocol) && (leads || address.origin === location.origin);
        if (!fits || address.hostname === "evil.example") found.push(`${tag} ${name} ${value}`);
      }
    }
    if (tag === "script" && !element.src && element.type !== "application/ld+json") found.push("inline script");
    if (tag === "meta" && element.httpEquiv && element.httpEquiv !== "Content-Security-Policy") found.push("meta");
  }
  return found;
}"""


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return make_corpus()


def _check_but_writing(check: Callable[[Content], Iterator[Problem]], content: Content) -> Iterator[Problem]:
    return (one for one in check(content) if one.rule not in OF_WRITING)


@pytest.fixture(autouse=True)
def set_aside(monkeypatch: pytest.MonkeyPatch) -> None:
    """No rule of writing is asked."""
    for name, check in (("check_texts", check_texts), ("check_site", check_site)):
        monkeypatch.setattr(loading, name, partial(_check_but_writing, check))


def without(language: str, value: object) -> object:
    """Return a document without one of its languages."""
    if not isinstance(value, dict):
        return value
    return {key: without(language, one) for key, one in value.items() if key != language}


def build(corpus: Corpus, root: Path) -> Path:
    """Build the site, taking out what is refused until it builds; every problem is that of an attack."""
    kinds = ", ".join((*BLOCKS, *LINKS))
    quoted = '"' + POLYGLOT.replace('"', '\\"') + '"'
    for path, text in (("site", SETTINGS.replace("KINDS", kinds)), ("sources", SOURCES)):
        file = root / f"content/{path}.yaml"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(re.sub(r"\bT\b", lambda _: quoted, text), encoding="utf-8")
    for name in ("interface", "units"):
        words = yaml.safe_load((CONTENT / f"{name}.yaml").read_text(encoding="utf-8"))
        (root / f"content/{name}.yaml").write_text(yaml.safe_dump(without("zh", words), allow_unicode=True), "utf-8")
    part = root / "content/chapters/part/en.md"
    part.parent.mkdir(parents=True, exist_ok=True)
    part.write_text(f"---\ntitle: {quoted}\nsummary: {quoted}\n---\n", encoding="utf-8")
    for _ in range(12):
        corpus.write(root)
        try:
            build_site(Project(root), root / "output")
            return root / "output"
        except ContentError as error:
            stray = []
            # From the end of each file, so that the lines of what stands above stay.
            for problem in sorted(error.problems, key=lambda one: -one.where.line):
                if not corpus.refuse(problem.where.path, problem.where.line, problem.rule):
                    stray.append(str(problem))
            told = {problem.where.path for problem in error.problems}
            assert len(stray) < len(error.problems), stray[:5]
            assert told
    raise AssertionError("the site does not build")


def test_attacks(corpus: Corpus, tmp_path: Path, browser: Browser, serve: Callable[..., str]) -> None:
    """Of more than a thousand attacks none runs a script, asks another host, frames or sends anything, without any header or policy."""
    number = len(BLOCKS) * len(MARKUP) + len(LINKS) * len(ADDRESSES) + len(ENTRIES) * len(MARKUP)
    output = build(corpus, tmp_path)
    assert len(corpus.refused) + len(corpus.left) - 1 == number > 1900
    assert len(corpus.refused) > 1000 and len(corpus.left) > 700
    pages = sorted(output.rglob("*.html"))
    for page_file in pages:
        # The policy would stop what got through: it is taken out, and the pages alone are judged.
        html = page_file.read_text(encoding="utf-8")
        page_file.write_text(re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", html), encoding="utf-8")
    (output / "planted.html").write_text(PLANTED, encoding="utf-8")
    base = serve(output, headers={})
    asked: list[str] = []
    found: dict[str, list[str]] = {}
    with browser.new_context() as context:
        context.add_init_script(WATCH)
        context.on("request", lambda request: asked.append(request.url))
        context.on("dialog", lambda dialog: (found.setdefault("dialog", []).append(dialog.message), dialog.dismiss()))
        page = context.new_page()
        for page_file in pages:
            path = page_file.relative_to(output).as_posix()
            page.goto(f"{base}{path}", wait_until="load")
            if wrong := page.evaluate(LOOK):
                found[path] = wrong
        for query in ("alert", EVIL, "<script>alert('q')</script>", "\"><img src=x onerror=alert('q')>"):
            found |= search(page, f"{base}en/search/", query)
        page.goto(f"{base}planted.html", wait_until="load")
        planted = page.evaluate(LOOK)
    assert planted == ["alert planted", "inline script", "img src //evil.example/planted", "b onclick"], (
        "it would be seen"
    )
    assert [url for url in asked if url == f"http://{EVIL}/planted"], "it would be seen"
    asked = [url for url in asked if url != f"http://{EVIL}/planted"]
    assert found == {}
    assert [url for url in asked if not url.startswith(base)] == []


def search(page: Page, address: str, query: str) -> dict[str, list[str]]:
    """Search for what the attacks are made of, and look at the page of results."""
    page.goto(address)
    page.fill("main input[type=search]", query)
    page.keyboard.press("Enter")
    page.wait_for_selector("[data-search-results][data-search-state=done]", state="attached")
    wrong = page.evaluate(LOOK)
    return {f"search for {query}": wrong} if wrong else {}
