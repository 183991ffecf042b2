"""Addresses: base URLs with and without a path, and the one path of every key."""

import re
from pathlib import Path
from typing import Literal

import pytest

from chronicle import urls
from chronicle.model import Text
from chronicle.problems import Where


def text(kind: Literal["chapter", "part", "page"], key: str, slug: str) -> Text:
    """A text of which only the address matters."""
    return Text(
        key=key, kind=kind, slug=slug, halves={}, place="", sources=(), highlights=(), profile=None, updated="", where=Where(key)
    )  # fmt: skip


@pytest.mark.parametrize(
    ("written", "base_url", "root"),
    [
        ("https://example.org", "https://example.org/", "/"),
        ("https://example.org/", "https://example.org/", "/"),
        ("https://example.org/chronicle", "https://example.org/chronicle/", "/chronicle/"),
        ("https://example.org/chronicle/", "https://example.org/chronicle/", "/chronicle/"),
        ("https://example.org/a/b//", "https://example.org/a/b/", "/a/b/"),
        ("http://127.0.0.1:8000", "http://127.0.0.1:8000/", "/"),
        ("http://[::1]:8000/a", "http://[::1]:8000/a/", "/a/"),
        ("HTTPS://Example.org/Chronicle", "https://example.org/Chronicle/", "/Chronicle/"),
        ("https://example.org/.well/a..b/", "https://example.org/.well/a..b/", "/.well/a..b/"),
    ],
)
def test_base_urls(written: str, base_url: str, root: str) -> None:
    """A base URL always ends in one slash, its scheme and host are lower-case; links begin with its path, full addresses with all of it."""
    addresses = urls.parse_base_url(written)
    assert (addresses.base_url, addresses.root) == (base_url, root)
    assert addresses.link("zh/facts/") == f"{root}zh/facts/"
    assert addresses.absolute("zh/facts/") == f"{base_url}zh/facts/"
    assert (addresses.link(""), addresses.absolute("")) == (root, base_url)


NOT_FULL = "is not a full address such as https://example.org/ or https://example.org/chronicle/"
IS_PAGE = "is the address of a page; write that of its folder, which ends in a slash"
NOT_BELOW = "has a '?' or a '#', which an address that pages stand below cannot have"


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("", NOT_FULL),
        ("example.org", NOT_FULL),
        ("/chronicle/", NOT_FULL),
        ("//example.org/", NOT_FULL),
        ("https:///chronicle/", NOT_FULL),
        ("ftp://example.org/", NOT_FULL),
        ("javascript:alert(1)", NOT_FULL),
        ("https://example.org/a b/", NOT_FULL),
        ("https://example.org\n", NOT_FULL),
        (" https://example.org/", NOT_FULL),
        ('https://example.org/"><b>/', NOT_FULL),
        ("https://user:secret@example.org/", NOT_FULL),
        ("https://example.org:99999/", NOT_FULL),
        ("https://example..org/", NOT_FULL),
        ("https://example.org/../a/", NOT_FULL),
        ("https://example.org/a/..", NOT_FULL),
        ("https://example.org/a//b/", NOT_FULL),
        ("https://[::1", NOT_FULL),
        ("https://.example.org/", NOT_FULL),
        ("https://example.org/a#", NOT_BELOW),
        ("https://example.org/?", NOT_BELOW),
        ("https://example.org/?page=1", NOT_BELOW),
        ("https://example.org/#top", NOT_BELOW),
        ("https://example.org/index.html", IS_PAGE),
        ("https://example.org/chronicle/en.htm/", IS_PAGE),
    ],
)
def test_refused_base_urls(written: str, reason: str) -> None:
    """What pages cannot stand below is refused, and the reason names what was written."""
    with pytest.raises(ValueError) as error:
        urls.parse_base_url(written)
    assert str(error.value) == f"'{written}' {reason}"


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (urls.home_path("zh"), "zh/"),
        (urls.text_path("zh", text("part", "measures", "measures")), "zh/measures/"),
        (urls.text_path("en", text("chapter", "measures/industry", "industry")), "en/measures/industry/"),
        (urls.text_path("en", text("chapter", "measures/industry", "work")), "en/measures/work/"),
        (urls.unslugged_path("en", text("chapter", "measures/industry", "work")), "en/measures/industry/"),
        (urls.text_path("en", text("page", "about", "about")), "en/about/"),
        (urls.text_path("en", text("page", "home", "home")), "en/"),
        (urls.fixed_path("en", "facts"), "en/facts/"),
        (urls.sheet_path("en", "linxi"), "en/facts/linxi/"),
        (urls.fact_path("en", "linxi.work-teams"), "en/facts/linxi/#work-teams"),
        (urls.entry_path("zh", "places", "aohan"), "zh/places/#aohan"),
        (urls.sheet_data_path("linxi"), "data/sheets/linxi.csv"),
    ],
)
def test_paths(path: str, expected: str) -> None:
    """Every key has one path per language, the same but for the language; data has one for all."""
    assert path == expected


@pytest.mark.parametrize(
    ("path", "file"),
    [
        ("", "index.html"),
        ("zh/", "zh/index.html"),
        ("en/facts/linxi/", "en/facts/linxi/index.html"),
        ("404.html", "404.html"),
    ],
)
def test_output_files(path: str, file: str) -> None:
    """A directory address is answered by the index.html in it, any other by the file itself."""
    assert urls.output_path(path) == file


def test_the_worker_knows_what_never_changes() -> None:
    """What the service worker keeps for ever is what hosts are told to keep for ever, and its page without a network is the site's."""
    worker = (Path(__file__).parent.parent / "static/root/worker.js").read_text(encoding="utf-8")
    written = re.search(r"const PERMANENT = /(.+)/;", worker)
    assert written and f'const NOT_KEPT = "{urls.NOT_KEPT}";' in worker
    kept = re.compile(written[1].replace("\\/", "/"))
    paths = ["assets/a.js", "images/a.png", f"{urls.SEARCH_INDEX}/1/a.pf_index", f"{urls.SEARCH_INDEX}/pagefind.js"]
    paths += ["zh/index.html", "assets.html", "zh/assets/index.html", "data/facts.csv"]
    assert [bool(kept.match(path)) for path in paths] == [urls.is_permanent(path) for path in paths]
