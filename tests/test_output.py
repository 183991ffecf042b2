"""The finished real site: what must be true of every page."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import re
import subprocess
import sys
from collections import Counter
from functools import cache
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin
from xml.etree import ElementTree

from elements import Elements
from html_validity import validity_messages
from projects import HOME, pages_of

BASE = "https://chronicle.example.org/"
LANGUAGES = {"zh": "zh", "en": "en", "zh-hant": "zh-Hant"}  # folder → language of its pages


@cache
def outlines(site: Path) -> dict[str, Elements]:
    """Return page → its elements for the whole site."""
    return {path.relative_to(site).as_posix(): Elements(path) for path in pages_of(site)}


def test_every_page_has_its_twin(real_site: Path) -> None:
    """Each page of one language has a page at the same path in the other, and both say so in their heads."""
    pages = outlines(real_site)
    chinese = {name.removeprefix("zh/") for name in pages if name.startswith("zh/")}
    english = {name.removeprefix("en/") for name in pages if name.startswith("en/")}
    assert chinese == english
    # The page for missing addresses stands at every address, so it has no other.
    for name in chinese - {"404.html"}:
        for language in ("zh", "en"):
            links = pages[f"{language}/{name}"].all("link")
            alternates = {
                link["hreflang"]: link["href"]
                for link in links
                if link.get("rel") == "alternate" and "hreflang" in link
            }
            path = name.removesuffix("index.html")
            assert alternates["zh"] == f"{BASE}zh/{path}"
            assert alternates["en"] == f"{BASE}en/{path}"
            assert "x-default" in alternates
            assert [link["href"] for link in links if link.get("rel") == "canonical"] == [f"{BASE}{language}/{path}"]


def test_a_derived_language_has_no_elements_of_its_own(real_site: Path) -> None:
    """In the main part of a page that is made from another language's, each element is of a kind, class, role and set of attributes that stand there too, but for the language of quoted words: what holds for the look and use of one page holds for the other."""
    pages = outlines(real_site)

    def kinds(name: str) -> set[object]:
        found = [
            (tag, one.get("class"), one.get("role"), frozenset(one) - {"lang"}, ids)
            for tag, one, ids in pages[name].found
        ]
        return {tuple(kind) for *kind, ids in found if "main" in ids}

    derived = [name for name in pages if name.startswith("zh-hant/")]
    assert len(derived) > 100
    for name in derived:
        assert kinds(name) and kinds(name) <= kinds(name.replace("zh-hant/", "zh/", 1)), name


def test_no_internal_link_is_broken(real_site: Path) -> None:
    """Each link, asset and anchor of the site leads to something that is there."""
    pages = outlines(real_site)
    ids = {
        name: {attributes["id"] for _, attributes, _ in page.found if "id" in attributes}
        for name, page in pages.items()
    }

    @cache
    def find_file(page: str, address: str) -> str:
        path = unquote(urljoin(f"/{page}", address).partition("?")[0]).lstrip("/")
        path = path if Path(path).suffix else os.path.join(path, "index.html")
        return path if (real_site / path).is_file() else ""

    broken = []
    for name, page in pages.items():
        named = (one.get("href") or one.get("src") or one.get("action") for tag, one, _ in page.found if tag != "data")
        for link in {link.replace(BASE, "/") for link in named if link}:
            if re.match(r"[a-z]+:", link):
                continue
            address, anchor = urldefrag(link)
            file = find_file("" if address.startswith("/") else name, address)
            if not file or (anchor and anchor not in ids.get(file, ())):
                broken.append(f"{name}: {link}")
    assert broken == []


def test_markup_of_every_page(real_site: Path) -> None:
    """One h1, one main, the skip link first, a language, a title and a description, links that lead somewhere, no id twice, no script or style in the page."""
    wrong = []
    for name, page in outlines(real_site).items():
        tags = Counter(tag for tag, *_ in page.found)
        body = [tag for tag, *_ in page.found].index("body")
        ids = Counter(attributes["id"] for _, attributes, _ in page.found if "id" in attributes)
        facts = {
            "one h1": tags["h1"] == 1,
            "one main": tags["main"] == 1,
            "skip link first": page.found[body + 1][1].get("class") == "skip",
            "language": page.all("html")[0].get("lang") in LANGUAGES.values(),
            "language of the path": LANGUAGES.get(name.partition("/")[0], lang := page.all("html")[0]["lang"]) == lang,
            "description": any(meta.get("name") == "description" and meta["content"] for meta in page.all("meta")),
            "no id twice": max(ids.values(), default=1) == 1,
            "no inline script": all(
                "src" in script or script.get("type") == "application/ld+json" for script in page.all("script")
            ),
            "no inline style": tags["style"] == 0 and not any("style" in attributes for _, attributes, _ in page.found),
            "only the theme is set before a page is shown": [
                "theme." in script["src"]
                for script in page.all("script")
                if "src" in script and script.get("type") != "module"
            ]
            in ([], [True]),
            "links lead somewhere": all(link.get("href") for link in page.all("a")),
            "images with alternative text": all("alt" in image for image in page.all("img")),
        }
        wrong += [f"{name}: {fact}" for fact, holds in facts.items() if not holds]
    assert wrong == []


def test_headings_step_down_one_by_one(real_site: Path) -> None:
    """No heading skips a level."""
    wrong = []
    for name, page in outlines(real_site).items():
        levels = [int(tag[1]) for tag, *_ in page.found if re.fullmatch("h[1-6]", tag)]
        wrong += [f"{name}: h{before} to h{after}" for before, after in pairwise(levels) if after > before + 1]
    assert wrong == []


def test_html_is_valid(real_site: Path) -> None:
    """The Nu HTML Checker finds nothing on any page."""
    assert validity_messages(real_site) == []


def test_contract_figures(real_site: Path) -> None:
    """Figures read as the contract's table says."""
    facts = {fact["printed"]: fact for fact in json.loads((real_site / "data/facts.json").read_text(encoding="utf-8"))}
    for printed, zh, en, value in (
        ("46.8万人", "46.8万人", "468,000 people", 468000),
        ("0.98万人", "0.98万人", "9,800 people", 9800),
        ("28527人", "28527人", "28,527 people", 28527),
        ("10.32亿元", "10.32亿元", "1.032 billion yuan", 1032000000),
        ("3.47亿元", "3.47亿元", "347 million yuan", 347000000),
        ("161.88万人次", "161.88万人次", "1,618,800 person-times", 1618800),
        ("12.12%", "12.12%", "12.12%", 12.12),
        ("7300多亩", "7300多亩", "more than 7,300 mu (about 487 hectares)", 7300),
        ("4.5亿斤", "4.5亿斤", "450 million jin (225,000 tonnes)", 450000000),
        ("6000-10000元", "6000—10000元", "6,000–10,000 yuan", 6000),
    ):
        assert (facts[printed]["text_zh"], facts[printed]["text_en"], facts[printed]["value"]) == (zh, en, value)


def test_data_tables(real_site: Path) -> None:
    """facts.csv and facts.json hold the same facts, in the contract's columns; every URL leads to the fact's anchor."""
    rows = list(csv.DictReader(io.StringIO((real_site / "data/facts.csv").read_text(encoding="utf-8"))))
    facts = json.loads((real_site / "data/facts.json").read_text(encoding="utf-8"))
    columns = "id sheet place theme label_zh label_en value value_max unit as_of printed source section status note_zh note_en text_zh text_en url_zh url_en"
    assert list(rows[0]) == columns.split()
    assert [row["id"] for row in rows] == [fact["id"] for fact in facts]
    for fact in facts:
        for language in ("zh", "en"):
            page, anchor = urldefrag(fact[f"url_{language}"].removeprefix(BASE))
            assert any(
                attributes.get("id") == anchor for _, attributes, _ in outlines(real_site)[f"{page}index.html"].found
            )
    assert {path.name for path in (real_site / "data").iterdir()} >= {
        "places.csv",
        "sources.csv",
        "glossary.csv",
        "datapackage.json",
    }


def test_sitemap_and_feeds(real_site: Path) -> None:
    """The sitemap lists every page once with its twins; each feed has every chapter."""
    space = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "a": "http://www.w3.org/2005/Atom"}
    listed = [one.text or "" for one in ElementTree.parse(real_site / "sitemap.xml").findall(".//s:loc", space)]
    pages = {
        BASE + name.removesuffix("index.html")
        for name in outlines(real_site)
        if not name.endswith(("404.html", "not-kept.html"))
        and "/search/" not in name
        and "/patterns/" not in name
        and not name.startswith(("zh-en/", "en-zh/", "status/"))
    }
    assert sorted(listed) == sorted({*pages, f"{BASE}zh-en/", f"{BASE}en-zh/"})
    for language in ("zh", "en"):
        entries = ElementTree.parse(real_site / language / "feed.xml").findall("a:entry/a:id", space)
        assert entries and all(entry.text in pages for entry in entries)


def test_checksums(real_site: Path) -> None:
    """SHA256SUMS names every file but itself, with its right sum."""
    lines = (line.split("  ", 1) for line in (real_site / "SHA256SUMS").read_text(encoding="utf-8").splitlines())
    named = {name: digest for digest, name in lines}
    there = {path.relative_to(real_site).as_posix(): path for path in real_site.rglob("*") if path.is_file()}
    assert set(there) - {"SHA256SUMS"} == set(named)
    assert all(hashlib.sha256(there[name].read_bytes()).hexdigest() == digest for name, digest in named.items())


def test_two_builds_are_the_same_bytes(real_site: Path, tmp_path: Path) -> None:
    """Another folder, another process, another time zone, one job or more, nothing kept: the same bytes, the search index included.

    `real_site` is built in Los Angeles by three processes.
    """
    output = tmp_path / "elsewhere" / "output"
    command = [sys.executable, "build.py", "build", "--output", str(output), "--jobs", "1"]
    elsewhere = {**os.environ, "TZ": "Asia/Shanghai", "PYTHONHASHSEED": "7", "XDG_STATE_HOME": str(tmp_path)}
    subprocess.run(command, cwd=HOME, check=True, capture_output=True, env=elsewhere)
    assert (output / "SHA256SUMS").read_text() == (real_site / "SHA256SUMS").read_text()


def test_a_site_below_a_path(real_site_below_a_path: Path) -> None:
    """With --base-url https://example.org/chronicle/ every link of every page stays below /chronicle/."""
    output = real_site_below_a_path
    for page in outlines(output).values():
        for _, attributes, _ in page.found:
            for name in ("href", "src", "action", "data-search-root"):
                if attributes.get(name, "").startswith("/"):
                    assert attributes[name].startswith("/chronicle/")
    assert "Sitemap: https://example.org/chronicle/sitemap.xml" in (output / "robots.txt").read_text()
    assert (output / "_headers").read_text().startswith("/chronicle/*\n")
