"""The search index: what Pagefind is given, what it gives back, and what is said when it cannot."""

from __future__ import annotations

import gzip
import json
import random
import re
import sys
from pathlib import Path
from typing import Any

import pagefind_bin
import pytest

from chronicle import search
from chronicle.search import BORDER, SPACE, SearchDocument, SearchUnavailable, write_search_index

PROJECT = Path(__file__).parent.parent


def document(html: str, *, language: str = "zh", title: str = "题", url: str = "") -> SearchDocument:
    return SearchDocument(url or f"{language}/page/", language, title, "chapter", html)


def fragments(folder: Path) -> list[dict[str, Any]]:
    """Read what the index holds of each page; all that is found stands in it."""
    marked = [gzip.decompress(path.read_bytes()) for path in sorted((folder / "fragment").iterdir())]
    return [json.loads(content.removeprefix(b"pagefind_dcd")) for content in marked]


def content(folder: Path) -> str:
    [fragment] = fragments(folder)
    text = fragment["content"]
    assert isinstance(text, str)
    return text


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<p>易地搬迁</p>", "易 地 搬 迁"),
        ("<p>搬<strong>迁</strong><a href='x'>新</a><data value='1'>村</data></p>", "搬 迁 新 村"),
        ("<p>搬迁\n  新村</p>", "搬 迁 新 村"),
        ("<p>搬迁<br>新村</p>", "搬 迁 新 村"),
        ("<p>搬迁，新村</p>", "搬 迁 ， 新 村"),
        ("<p>搬迁,新村</p>", "搬 迁 , 新 村"),
        ("<p>“十三五”规划</p>", "“ 十 三 五 ” 规 划"),
        ("<p>46.8万人</p>", "46.8 万 人"),
        ("<p>GDP增长12.12%。</p>", "GDP 增 长 12.12% 。"),
        ("<p>6000—10000元</p>", "6000 — 10000 元"),
        ("<p>搬迁 新村</p>", f"搬 迁 {SPACE}新 村"),
        ("<p>the <i>搬迁</i> programme</p>", f"the {SPACE}搬 迁 {SPACE}programme"),
        ("<p>re<b>loc</b>ation</p>", "relocation"),
        ("<h2>搬迁</h2><p>新村</p>", f"搬 迁 {BORDER} 新 村"),
        ("<table><tr><td>搬迁</td><td>新村</td></tr></table>", f"搬 迁 {BORDER} 新 村"),
        ("<ul><li>搬迁</li>\n<li>新村</li></ul>", f"搬 迁 {BORDER} 新 村"),
        ("<p>\U00020000\u3400\uf900〇々</p>", "\U00020000 \u3400 \u8c48 〇 々"),
        ("<p>葛\U000e0100根\u200b茶</p>", "葛 根 茶"),
        ("<p>a &lt;b&gt; &amp; c</p>", "a <b> & c"),
        ("<nav><p>目录</p></nav><p>搬迁</p>", f"目 录 {BORDER} 搬 迁"),
        ("<p>搬迁</p><footer><p>注释</p></footer>", f"搬 迁 {BORDER} 注 释"),
        ("<p>搬迁</p><img src='x.png' alt='图片'><svg><title>图</title><text>字</text></svg>", "搬 迁"),
        ("<p>搬<sup data-pagefind-ignore>1</sup>迁</p>", "搬 迁"),
    ],
)
def test_words(tmp_path: Path, html: str, words: str) -> None:
    """Every Han character is a word; punctuation and blocks keep words apart, markup and line ends do not."""
    write_search_index([document(html)], tmp_path / "pagefind")
    assert content(tmp_path / "pagefind").removesuffix(f" {BORDER}") == words


def test_page_data(tmp_path: Path) -> None:
    """A result has the page's address, its title in single characters, its kind, and the ids of its headings."""
    html = '<h2 id="new-villages">新村</h2><p id="para">搬迁</p>'
    write_search_index([document(html, title="易地搬迁 A & B", url="zh/measures/relocation/")], tmp_path / "pagefind")
    [fragment] = fragments(tmp_path / "pagefind")
    assert fragment["url"] == "/zh/measures/relocation/"
    assert fragment["meta"] == {"title": f"易 地 搬 迁 {SPACE}A & B"}
    assert [(anchor["element"], anchor["id"], anchor["text"]) for anchor in fragment["anchors"]] == [
        ("span", "kind:chapter", ""),
        ("h2", "new-villages", "新 村"),
    ]


def test_files(tmp_path: Path) -> None:
    """The index has one part for each language, holds what the browser needs and nothing of Pagefind's interface."""
    folder = tmp_path / "pagefind"
    folder.mkdir()
    (folder / "stale.pf_index").write_text("old")
    write_search_index([document("<p>搬迁</p>"), document("<p>Relocation</p>", language="en")], folder)
    names = {re.sub(r"_[0-9a-f]{7,}", "_*", path.relative_to(folder).as_posix()) for path in folder.rglob("*.*")}
    assert names == {
        "fragment/en_*.pf_fragment",
        "fragment/zh_*.pf_fragment",
        "index/en_*.pf_index",
        "index/zh_*.pf_index",
        "pagefind-entry.json",
        "pagefind.en_*.pf_meta",
        "pagefind.js",
        "pagefind.zh_*.pf_meta",
        "wasm.en.pagefind",
        "wasm.unknown.pagefind",
    }


def test_no_documents(tmp_path: Path) -> None:
    """A site without pages to search has no index."""
    write_search_index([], tmp_path / "pagefind")
    assert not (tmp_path / "pagefind").exists()


def test_same_documents_same_bytes(tmp_path: Path) -> None:
    """The index is the same to the byte in whatever order the documents come."""
    documents = [
        SearchDocument(f"{language}/{n}/", language, f"第{n}页", f"kind-{n % 7}", f"<p>共有{n * 7}户。</p>")
        for n in range(40)
        for language in ("zh", "en")
    ]
    indexes = []
    for turn in range(4):
        random.Random(turn).shuffle(documents)
        folder = tmp_path / str(turn)
        write_search_index(documents, folder)
        indexes.append({path.relative_to(folder): path.read_bytes() for path in folder.rglob("*.*")})
    assert all(index == indexes[0] for index in indexes)


def test_missing_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without Pagefind's package the error says what is missing and how to get it."""
    monkeypatch.setitem(sys.modules, "pagefind_bin", None)
    with pytest.raises(SearchUnavailable) as caught:
        write_search_index([document("<p>搬迁</p>")], tmp_path / "pagefind")
    assert str(caught.value) == (
        "The search index needs Pagefind, which is not here (import of pagefind_bin halted; None in sys.modules).\n"
        "`make site` installs it, or `pip install pagefind-bin`; `--no-search` builds the site without search."
    )


def test_missing_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A package without its program gives the same help."""
    monkeypatch.setattr(pagefind_bin, "get_executable", lambda: tmp_path / "pagefind")
    with pytest.raises(
        SearchUnavailable, match=r"The search index needs Pagefind, which is not here \(\[Errno 2\] No such file"
    ):
        write_search_index([document("<p>搬迁</p>")], tmp_path / "index")


def test_failing_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What Pagefind says when it fails is handed on, and the former index stays."""
    program = tmp_path / "pagefind"
    program.write_text("#!/bin/sh\necho the disk is on fire >&2\nexit 3\n")
    program.chmod(0o755)
    former = tmp_path / "index"
    former.mkdir()
    (former / "pagefind.js").write_text("former")
    monkeypatch.setattr(pagefind_bin, "get_executable", lambda: program)
    with pytest.raises(SearchUnavailable) as caught:
        write_search_index([document("<p>搬迁</p>")], former)
    assert str(caught.value).startswith("Pagefind could not make the search index:\nthe disk is on fire\n")
    assert (former / "pagefind.js").read_text() == "former"


def test_browser_cuts_alike() -> None:
    """The script of the search page means the same characters by HAN and MARKS as the index does."""
    script = (PROJECT / "static" / "search.js").read_text(encoding="utf-8")
    for name in ("HAN", "MARKS"):
        [definition] = re.findall(rf"const {name} =(.*?);", script, flags=re.DOTALL)
        ranges = "".join(re.findall(r"String\.raw`([^`]*)`", definition))
        assert re.sub(r"\\u\{(\w+)\}", lambda match: rf"\U{match[1]:0>8}", ranges) == getattr(search, name)
    assert f'BORDER = "{BORDER}"' in script
    assert f'SPACE = "{SPACE}"' in script
    assert f'KIND = "{search.KIND}"' in script
