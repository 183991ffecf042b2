"""The search index: how text is cut, what the files hold, and that they are the same for the same pages."""

from __future__ import annotations

import gzip
import json
import random
import re
from pathlib import Path
from typing import Any

import pytest

from chronicle.catalogue import SearchEntry
from chronicle.search import SearchDocument, make_search_files, write_search_index
from chronicle.search.index import ALONE, OTHER, shard_of
from chronicle.search.texts import read_html
from chronicle.search.words import HAN, LETTERS, cut
from chronicle.spellings import make_pinyin, squash, traditional_forms

PROJECT = Path(__file__).parent.parent


def document(html: str, *, language: str = "zh", title: str = "题", url: str = "") -> SearchDocument:
    return SearchDocument(url or f"{language}/page/", language, title, "chapter", html)


def unpack(files: dict[str, bytes], name: str) -> bytes:
    """Return the content of one file of the only language."""
    [content] = [content for path, content in files.items() if path.endswith(f"/{name}.bin")]
    return gzip.decompress(content)


def items(files: dict[str, bytes]) -> Any:
    return json.loads(unpack(files, "items"))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("易地搬迁", "0易 1地 2搬 3迁"),
        ("搬迁，新村", "0搬 1迁 3新 4村"),
        ("搬迁 新村", "0搬 1迁 3新 4村"),
        ("搬迁\n新村", "0搬 1迁 3新 4村"),
        ("“十三五”规划", "0十 1三 2五 4规 5划"),
        ("46.8万人", "046.8 1万 2人"),
        ("468,000 people", "0468000 1people"),
        ("GDP增长12.12%。", "0gdp 1增 2长 312.12"),
        ("6000—10000元", "06000 110000 2元"),
        ("2016,2017", "02016 12017"),
        ("the 搬迁 programme", "0the 1搬 2迁 3programme"),
        ("Shi’ertu, County's café", "0shiertu 1countys 2cafe"),
        ("e-commerce (new)", "0e 1commerce 2new"),
        ("\U00020000〇々", "0\U00020000 1〇 2々"),
    ],
)
def test_words(text: str, words: str) -> None:
    """Every Han character is a word; punctuation and spaces beside one keep words apart; other words are folded."""
    assert " ".join(f"{position}{word}" for position, word, _ in cut(text)) == words


@pytest.mark.parametrize(
    ("html", "blocks"),
    [
        ("<p>搬<strong>迁</strong><a href='x'>新</a><data value='1'>村</data></p>", ["搬迁新村"]),
        ("<p>搬迁，\n  新村</p>", ["搬迁，新村"]),
        ("<p>搬迁<br>新村</p>", ["搬迁新村"]),
        ("<p><span>搬迁</span>\n<span>新村</span></p>", ["搬迁 新村"]),
        ("<p>re<b>loc</b>ation\nof people</p>", ["relocation of people"]),
        ("<h2>搬迁</h2><p>新村</p>", ["搬迁", "新村"]),
        ("<table><tr><td>搬迁</td><td>新村</td></tr></table>", ["搬迁", "新村"]),
        ("<p>葛\U000e0100根\u200b茶 \uf900</p>", ["葛根茶 豈"]),
        ("<p>a &lt;b&gt; &amp; c</p>", ["a <b> & c"]),
        (
            "<p>搬迁</p><img src='x.png' alt='图片'><svg><title>图</title><text>字</text></svg><noscript>无</noscript>",
            ["搬迁"],
        ),
    ],
)
def test_blocks(html: str, blocks: list[str]) -> None:
    """Blocks and cells are apart, inline markup and line ends within a paragraph are not seen."""
    assert read_html(html).blocks == blocks


def test_headings() -> None:
    """Headings are known with their level and anchor, names of entries too, and the place where a section is over."""
    page = read_html(
        "<h1>题</h1><section><h2 id='new'>新村</h2><p>搬迁</p></section><dl><div id='a'><dt>名</dt></div></dl>"
    )
    assert page.headings == [(0, 1, ""), (1, 2, "new"), (3, 9, ""), (3, 0, "")]
    assert page.anchors == [(1, "new"), (3, "a")]


def test_items() -> None:
    """A page is an item, and so is every entry on it that has a card; what comes after an entry is part of the page again."""
    card = SearchEntry(
        "zh/page/#b", "term", "搬迁", names=("relocation",), pinyin=("ban qian",), numbers=("5",), years=("2019",)
    )
    html = "<h1>题</h1><p id='a'>新村</p><p id='b'>搬迁</p><h2 id='c'>林西</h2>"
    files = make_search_files([document(html)], [card])
    contents = items(files)
    assert {name: contents[name] for name in ("at", "pages", "parts", "title", "length")} == {
        "at": [0, 5, 3],
        "pages": [0],
        "parts": [2],
        "title": ["题", "搬迁", ""],
        "length": [1, 2, 1],
    }
    assert {name: contents[name] for name in ("names", "pinyin", "numbers", "years")} == {
        "names": [0, ["relocation"], 0],
        "pinyin": [0, ["ban qian"], 0],
        "numbers": [0, ["5"], 0],
        "years": [0, ["2019"], 0],
    }
    assert contents["kind"] == [["chapter", "term"], [0, 1, 0]]
    assert json.loads(unpack(files, "cards-0")) == [["题", "zh/page/"], ["搬迁", "zh/page/#b"], ["题", "zh/page/"]]


def test_headings_of_the_index() -> None:
    """Where each heading stands and how far it reaches is known before its text is."""
    files = make_search_files([document("<h1>题</h1><h2 id='c'>林西 县</h2><p>搬迁</p>")])
    contents = items(files)
    assert contents["headings"] == [[0, 2], [1, 4]]
    assert contents["titles"] == [0]
    assert json.loads(unpack(files, "headings-0")) == [["", ""], ["c", "林西 县"]]


def test_postings() -> None:
    """Pairs of characters stand in the file that follows from them, with the distances of their positions."""
    files = make_search_files([document("<p>搬迁，搬迁46.8万</p>")])
    assert items(files)["shards"] == 1
    assert shard_of("搬迁", 1) == 0
    head, _, body = unpack(files, "pairs-0").partition(b"\n")
    pairs = [group[0] + second for group in head.decode().split(" ") for second in group[1:]]
    assert sorted(pairs) == sorted([f"{OTHER}万", "搬迁", f"迁{OTHER}", f"题{ALONE}", f"万{ALONE}"])
    lists = dict(zip(pairs, body.split(b"\0")[:-1], strict=True))
    assert lists["搬迁"] == bytes([3, 3])  # at 2 and 5, counted from -1
    assert unpack(files, "vocabulary") == b"46.8"
    assert unpack(files, "text-0").decode() == "题\n搬迁，搬迁46.8万"


def test_files(tmp_path: Path) -> None:
    """Each language has a folder named after its content, which index.json tells; nothing of an earlier index stays."""
    folder = tmp_path / "search"
    folder.mkdir()
    (folder / "stale.bin").write_text("old")
    write_search_index([document("<p>搬迁</p>"), document("<p>Relocation</p>", language="en")], folder)
    names = json.loads((folder / "index.json").read_text())
    assert sorted(names) == ["en", "zh"]
    assert all(re.fullmatch(rf"{language}-[0-9a-f]{{10}}", name) for language, name in names.items())
    assert {path.name for path in folder.iterdir()} == {"index.json", *names.values()}
    assert {path.name for path in (folder / names["en"]).iterdir()} == {
        "cards-0.bin", "headings-0.bin", "items.bin", "pairs-0.bin", "text-0.bin", "vocabulary.bin", "words-0.bin",
    }  # fmt: skip


def test_no_documents(tmp_path: Path) -> None:
    """A site without pages to search has no index."""
    write_search_index([], tmp_path / "search")
    assert not (tmp_path / "search").exists()


def test_same_documents_same_bytes() -> None:
    """The index is the same to the byte in whatever order the documents come."""
    documents = [
        SearchDocument(f"{language}/{n}/", language, f"第{n}页", f"kind-{n % 7}", f"<p>共有{n * 7}户。</p>")
        for n in range(40)
        for language in ("zh", "en")
    ]
    indexes = []
    for turn in range(3):
        random.Random(turn).shuffle(documents)
        indexes.append(make_search_files(documents))
    assert all(index == indexes[0] for index in indexes)


@pytest.mark.parametrize(
    ("name", "given", "pinyin"),
    [
        ("敖汉旗", "Aohan Qi", "ao han qi"),
        ("阿鲁科尔沁旗", "Aluke'erqin Qi", "a lu ke er qin qi"),
        ("马树友", "Ma Shuyou", "ma shu you"),
        ("赤新乡村振兴旅游公路", "Chixin Xiangcun Zhenxing Lüyou Gonglu", "chi xin xiang cun zhen xing lv you gong lu"),
        ("306线", "306 Xian", "306 xian"),
        ("易地搬迁", "", "yi di ban qian"),
        ("Aohan", "", ""),
    ],
)
def test_pinyin(name: str, given: str, pinyin: str) -> None:
    """Of several readings of a character those are taken that an editor's pinyin is made of."""
    assert make_pinyin(name, given) == pinyin
    assert not given or squash(pinyin) == squash(given)


def test_every_place_and_person_has_syllables() -> None:
    """What editors wrote as pinyin can be read from the characters, but for names with digits in them."""
    from chronicle.reading import Project, read_site

    site, _ = read_site(Project(PROJECT))
    wrong = [
        f"{entry.name['zh']}: {entry.pinyin}"
        for entry in (*site.places.values(), *site.people.values())
        if not re.search(r"\d|—", entry.name["zh"])
        and len(make_pinyin(entry.name["zh"], entry.pinyin).split()) != len(re.findall(f"[{HAN}]", entry.name["zh"]))
    ]
    assert wrong == []


def test_traditional() -> None:
    """Only characters that the site has are given traditional forms, and none that the site itself has is taken for one."""
    pairs = traditional_forms({"迁", "汉", "后"})
    assert {"遷迁", "漢汉", "後后"} <= {pairs[at : at + 2] for at in range(0, len(pairs), 2)}
    assert "漢" not in traditional_forms({"汉", "漢"})


def test_browser_cuts_alike() -> None:
    """The script of the search page means the same characters by HAN and LETTERS as the index does."""
    scripts = [(PROJECT / "static" / "search" / name).read_text(encoding="utf-8") for name in ("words.js", "index.js")]
    script = "".join(scripts)
    for name, meant in (("HAN", HAN), ("LETTERS", LETTERS)):
        [definition] = re.findall(rf"const {name} =(.*?);", script, flags=re.DOTALL)
        ranges = "".join(re.findall(r"String\.raw`([^`]*)`", definition))
        assert re.sub(r"\\u\{(\w+)\}", lambda match: rf"\U{match[1]:0>8}", ranges) == meant
    assert f'OTHER = "{OTHER}"' in script
    assert f'ALONE = "{ALONE}"' in script
