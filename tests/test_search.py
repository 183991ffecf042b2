"""The search index: how text is cut, what the files hold, and that they are the same for the same pages."""

from __future__ import annotations

import gzip
import json
import random
import re
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any
from unicodedata import category

import pytest
from projects import HOME, edit, lay_out
from searching import make_search_files

from chronicle import search
from chronicle.catalogue import SearchEntry, make_catalogue
from chronicle.loading import load_site
from chronicle.pages import localize_site
from chronicle.pipeline import build_site
from chronicle.problems import SearchUnavailable
from chronicle.project import Project
from chronicle.scaffold import init_documentary
from chronicle.search import SearchDocument, place_search_files
from chronicle.search.pagefind import IndexedPage, run_pagefind
from chronicle.search.texts import Block, read_html
from chronicle.search.words import HAN, fold, letters, normal_form, tokens
from chronicle.spellings import make_pinyin, other_forms, squash


def document(html: str, *, language: str = "zh", title: str = "题", url: str = "") -> SearchDocument:
    return SearchDocument(url or f"{language}/page/", language, title, "chapter", html)


def unpack(content: bytes) -> Any:
    return json.loads(gzip.decompress(content))


def items(files: dict[str, bytes]) -> Any:
    return unpack(files["items-zh.bin"])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("易地搬迁", "易 地 搬 迁"),
        ("搬迁，新村", "搬 迁 ， 新 村"),
        ("“十三五”规划", "“ 十 三 五 ” 规 划"),
        ("46.8万人", "46p8 万 人"),
        ("468,000 people", "468‚000 people"),
        ("GDP增长12.12%。", "GDP 增 长 12p12 %。"),
        ("6000—10000元", "6000 — 10000 元"),
        ("the 搬迁 programme", "the ^搬 迁 ^programme"),
        ("Shi’ertu, County's café", "Shi'ertu, County's café"),
        ("Iğdır, Łódź", "Iğdi\u0335r, L\u0335ódź"),
        ("Œuvre, Straße", "OE\u0334uvre, Strass\u0334e"),
        ("e-commerce (new)", "e -commerce ^( new )"),
        ("\U00020000〇々", "\U00020000 〇 々"),
    ],
)
def test_words(text: str, found: str) -> None:
    """Every Han character is a word; what no run reaches across is a token of its own; numbers keep their point."""
    assert " ".join(tokens(text)) == found


@pytest.mark.parametrize(
    ("html", "blocks"),
    [
        ("<p>搬迁 <a href='x' download>CSV</a><button>关闭</button></p>", ["搬迁"]),
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
            "<p>a</p><section id='b' data-pagefind-ignore><h2 id='c'>b</h2><section><p>c</p></section><p>d</p></section><p>e</p>",
            ["a", "e"],
        ),
        ("<p>a <cite data-pagefind-ignore><q>b</q> <span>c</span></cite> d <cite>e</cite></p>", ["a d e"]),
        ('<p>赤<sup id="n"><a class="note" href="#note-1">1</a></sup>峰 38 m<sup>2</sup></p>', ["赤峰 38 m2"]),
        ("<p>a</p><nav class='guide'><h2 id='b'>b</h2><ul><li>c</li></ul></nav><p>d</p>", ["a", "d"]),
        ("<details class='mentions' data-pagefind-ignore><summary>5</summary><a href='x'>b</a></details>c", ["c"]),
        (
            "<p>搬迁</p><img src='x.png' alt='图片'><svg><title>图</title><text>字</text></svg><noscript>无</noscript>",
            ["搬迁"],
        ),
    ],
)
def test_blocks(html: str, blocks: list[str]) -> None:
    """Blocks and cells are apart, inline markup and line ends within a paragraph are not seen."""
    assert [block.text for block in read_html(html)] == blocks


def test_headings() -> None:
    """Headings are known with their level and anchor, names of entries too, and the place where a section is over."""
    blocks = read_html(
        "<h1>题</h1><section><h2 id='new'>新村</h2><p>搬迁</p></section><dl><div id='a'><dt>名</dt></div></dl>"
        "<article id='b'><details><summary><span>总人口</span> 60万</summary><p>注</p></details></article>"
    )
    assert blocks == [
        Block("题", 1),
        Block("新村", 2, "new", ("new",)),
        Block("搬迁"),
        Block("名", 0, "", ("a",), is_after_end=True),
        Block("总人口 60万", 0, "", ("b",)),
        Block("注"),
    ]


def test_items() -> None:
    """A page is an item, and so is every entry on it that search knows; what comes after an entry is part of the page again."""
    entry = SearchEntry(
        "zh/page/#b", "term", "搬迁", names=("relocation",), pinyin=("ban qian",), numbers=("5",), years=("2019",)
    )
    html = "<h1>题</h1><p id='a'>新村</p><p id='b'>搬迁</p><h2 id='c'>林西 县</h2>"
    files = make_search_files([document(html)], [entry])
    contents = items(files)
    assert contents["columns"] == {
        "end": [5, 3, 5],
        "begins": [1, 0, 0],
        "length": [1, 2, 1],
        "heads": [[0, 1], [], [0, 4]],
        "part": ["", "", ""],
        "place": ["", "", ""],
        "names": [0, ["relocation"], 0],
        "numbers": [0, ["5"], 0],
        "years": [0, ["2019"], 0],
        "twin": [0, 0, 0],
        "weight": [0, 0, 0],
        "opens": [0, 0, 0],
        "compares": [0, 0, 0],
    }
    [many, told] = contents["told"]
    assert (many, unpack(files[told])) == (32, [[""], [""], []])


def test_names() -> None:
    """What is suggested: kinds, titles, pinyin and addresses; no event, and kinds that have no name are pages."""
    entries = [
        SearchEntry("zh/page/#b", "term", "搬迁", pinyin=("ban qian",)),
        SearchEntry("zh/page/#c", "event", "2019年 搬迁"),
    ]
    files = make_search_files(
        [document("<p id='b'>搬迁</p><p id='c'>2019</p>")],
        entries,
        {"zh": {"term": "术语", "event": "事件", "page": "页面"}},
    )
    assert unpack(files["names-zh.bin"]) == {
        "kinds": {"term": "术语", "event": "事件", "page": "页面"},
        "kind": ["page", "term", "event"],
        "title": ["题", "搬迁", ""],
        "url": ["zh/page/", "b", ""],
        "pinyin": [0, ["ban qian"], 0],
    }
    [_, told] = items(files)["told"]
    assert unpack(files[told]) == [[""], [""], ["", "2019年 搬迁", "zh/page/#c"]]


def test_names_in_the_characters_of_the_site() -> None:
    """A name that differs from a title or another name only in the form of its characters is not listed: a query is put into the site's own characters."""
    entry = SearchEntry("zh/page/#b", "term", "搬迁", names=("搬遷", "遷居", "迁居"))
    files = make_search_files([document("<h1>题</h1><p id='b'>搬迁</p>")], [entry])
    assert items(files)["columns"]["names"] == [0, ["迁居"]]


def test_vocabulary() -> None:
    """The words of other scripts are listed without marks and numbers."""
    files = make_search_files([document("<p>GDP增长12.12%, café e-commerce.</p>")])
    assert gzip.decompress(files[items(files)["words"]]) == b"cafe\ncommerce\ne\ngdp"


def test_files(tmp_path: Path) -> None:
    """Pagefind's files stand beside the lists, and only what a browser needs of them; nothing of an earlier index stays."""
    folder = tmp_path / "search"
    folder.mkdir()
    (folder / "stale.bin").write_text("old")
    documents = [document("<p>搬迁</p>"), document("<p>Relocation</p>", language="en")]
    place_search_files(make_search_files(documents), folder)
    names = {re.sub(r"[0-9a-f]{7,}", "…", path.relative_to(folder).as_posix()) for path in folder.rglob("*.*")}
    assert names == {
        "pagefind.js", "pagefind-entry.json", "pagefind.zh_….pf_meta", "pagefind.en_….pf_meta",
        "wasm.en.pagefind", "wasm.unknown.pagefind", "index/zh_….pf_index", "index/en_….pf_index",
        "fragment/zh_….pf_fragment", "fragment/en_….pf_fragment", "items-zh.bin", "items-en.bin",
        "names-zh.bin", "names-en.bin", "lists/….bin",
    }  # fmt: skip


def test_ids_lead_from_answers_to_pages() -> None:
    """Pagefind's answers name pages by an id, and the list of items tells which page that is."""
    files = make_search_files([document("<p>搬迁</p>", url="zh/a/"), document("<p>新村</p>", url="zh/b/")])
    fragments = [
        json.loads(gzip.decompress(files[f"fragment/zh_{one}.pf_fragment"])[12:]) for one in items(files)["ids"]
    ]
    assert [fragment["url"] for fragment in fragments] == ["zh/a/", "zh/b/"]


def test_one_word_changes_one_fragment() -> None:
    """Where a word of one page changes, no other page's text gets a new name."""
    before, after = (
        make_search_files([document(f"<p>{text}</p>", url="zh/b/"), document("<p>新村</p>", url="zh/c/")])
        for text in ("搬迁", "搬走")
    )
    texts = [{path for path in files if path.startswith("fragment/")} for files in (before, after)]
    assert len(texts[0] & texts[1]) == 1


def test_index_is_cut_small() -> None:
    """An undocumented variable makes Pagefind cut its index into files small enough to search on a phone."""
    pages = [document("".join(f"<p>{chr(0x4E00 + n)}</p>" for n in range(6000)), url=f"zh/{n}/") for n in range(2)]
    assert len([path for path in make_search_files(pages) if path.startswith("index/")]) > 2


def test_no_documents(tmp_path: Path) -> None:
    """A site without pages to search has no index."""
    place_search_files(make_search_files([]), tmp_path / "search")
    assert not (tmp_path / "search").exists()


def test_languages_are_indexed_one_by_one() -> None:
    """What Pagefind makes of one language does not depend on the others: the indexes of all together are the index of all."""
    documents = [
        document(f"<p>{text}</p>", language=key) for key, text in (("zh", "搬迁新村"), ("en", "A new village"))
    ]
    files, sent = make_search_files(documents), []
    read = search.run_pagefind
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(search, "run_pagefind", lambda pages: sent.extend(pages) or read(pages))
        make_search_files(documents)
    whole = read(sent)
    assert {page.url for page in sent} == {"zh/page/", "en/page/"}
    assert {path: files.get(path) for path in whole} == whole


def test_same_documents_same_bytes() -> None:
    """The index is the same to the byte in whatever order the documents come, Pagefind's part included."""
    documents = [
        SearchDocument(f"{language}/{n}/", language, f"第{n}页", f"kind-{n % 7}", f"<p>共有{n * 7}户。</p>")
        for n in range(40)
        for language in ("zh", "en", "ja")
    ]
    indexes = []
    for turn in range(3):
        random.Random(turn).shuffle(documents)
        indexes.append(make_search_files(documents))
    assert all(index == indexes[0] for index in indexes)


def test_nobodys_settings_of_pagefind_count(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pagefind is asked the same wherever the build is started, even beside the settings of another site that cannot be read."""
    documents = [SearchDocument("zh/page/", "zh", "搬迁", "chapter", "<p>共有7户。</p>")]
    files = make_search_files(documents)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pagefind.yml").write_text("root_selector: [", encoding="utf-8")
    monkeypatch.setenv("PAGEFIND_VERBOSE", "perhaps")
    assert make_search_files(documents) == files


# --- Pagefind that is not there, or not well -----------------------------------------------------------------------
ANSWERS = """
import base64, json, sys, time
def say(payload):
    print(base64.b64encode(json.dumps({"message_id": 0, "payload": payload}).encode()).decode() + ",", end="", flush=True)
def files(version):
    entry = base64.b64encode(json.dumps({"version": version, "languages": {}}).encode()).decode()
    say({"type": "GetFiles", "files": [{"path": "pagefind-entry.json", "content": entry}]})
"""


def pretend(folder: Path, script: str) -> Path:
    """Return a program in Pagefind's place."""
    program = folder / "pagefind"
    program.write_text(f"#!{sys.executable}\n{ANSWERS}{script}", encoding="utf-8")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    return program


INSTALL = "Install it with 'pip install pagefind-bin', or build with --no-search."


@pytest.mark.parametrize(
    ("script", "message"),
    [
        ("sys.exit('no memory')", "Pagefind could not make the search index:\n    no memory"),
        ("print('hello')", "Pagefind could not make the search index:\n    It stopped without a word."),
        ("print('hello,', flush=True)", "Pagefind could not make the search index:\n    It stopped without a word."),
        (
            "say({'type': 'NewIndex'}); say({'type': 'Error', 'message': 'no such page'})",
            "Pagefind could not make the search index:\n    no such page\n    It stopped without a word.",
        ),
        ("time.sleep(60)", f"Pagefind did not finish indexing 1 pages within 1 s and was stopped. {INSTALL}"),
        (
            "say({}); say({}); files('1.4.0')",
            "Pagefind 1.4.0 is too old: the search needs 1.5 or newer. Run 'pip install --upgrade pagefind-bin'.",
        ),
        (
            "say({}); say({}); say({'type': 'GetFiles', 'files': []})",
            f"The index that Pagefind made lacks pagefind-entry.json, so this is not the expected Pagefind. {INSTALL}",
        ),
    ],
    ids=["crash", "silence", "no answers", "refusal", "hanging", "old", "other"],
)  # fmt: skip
def test_pagefind_fails(tmp_path: Path, script: str, message: str) -> None:
    """Where Pagefind crashes, refuses, hangs or is too old, a message says so."""
    with pytest.raises(SearchUnavailable) as caught:
        run_pagefind([IndexedPage("zh/", "<p>搬迁</p>")], pretend(tmp_path, script), patience=0.5)
    assert str(caught.value) == message


def test_pagefind_ends_before_it_was_asked(tmp_path: Path) -> None:
    """What is still to be sent when Pagefind ends is no error of its own: what Pagefind said is told."""
    program = pretend(tmp_path, "sys.exit('no memory')")
    with pytest.raises(SearchUnavailable, match="no memory"):
        run_pagefind([IndexedPage("zh/", "x" * 1_000_000)] * 10, program, patience=5)


def test_pagefind_is_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where Pagefind is not installed, or does not start, a message says so and the old output stays."""
    with pytest.raises(SearchUnavailable) as caught:
        run_pagefind([IndexedPage("zh/", "<p>搬迁</p>")], tmp_path / "none")
    assert str(caught.value).startswith("Pagefind does not start: [Errno 2]")
    assert str(caught.value).endswith(INSTALL)
    project, output = lay_out("charts", tmp_path / "site"), tmp_path / "output"
    build_site(project, output, with_search=False)
    pages = {path: path.stat().st_mtime_ns for path in output.rglob("*.html")}
    monkeypatch.setitem(sys.modules, "pagefind_bin", None)
    with pytest.raises(SearchUnavailable) as caught:
        build_site(project, output)
    assert str(caught.value) == f"The search index needs Pagefind, which is not installed. {INSTALL}"
    assert {path: path.stat().st_mtime_ns for path in output.rglob("*.html")} == pages


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

    site, _ = read_site(Project(HOME))
    wrong = [
        f"{entry.name['zh']}: {entry.pinyin}"
        for entry in (*site.places.values(), *site.people.values())
        if not re.search(r"\d|—", entry.name["zh"])
        and len(make_pinyin(entry.name["zh"], entry.pinyin).split()) != len(re.findall(f"[{HAN}]", entry.name["zh"]))
    ]
    assert wrong == []


def test_traditional() -> None:
    """Only characters that the site has are given traditional forms, and none that the site itself has is taken for one."""
    assert {"遷": "迁", "漢": "汉", "後": "后"}.items() <= other_forms({"迁", "汉"}, {"后", "後"}).items()
    assert "漢" not in other_forms({"汉", "漢"})


CUT_IN_BROWSER = """
import { cut, normalForm } from "./static/search/words.js";
const texts = JSON.parse(new TextDecoder().decode(await new Response(Deno.stdin.readable).arrayBuffer()));
console.log(JSON.stringify(texts.map((text) => cut(normalForm(text)).map(({ word, han }) => [word, han]))));
"""
SAMPLES = (
    "易地搬迁，46.8万人。", "468,000 people", "GDP增长12.12%", "Shi’ertu, County's café", "e-commerce (new)", "Iğdır IŞIKLI Đắk", "\U00020000〇々",
    "第Ⅲ级", "38㎡", "ＷＴＯ", "⻩⾦⼀", "ｶﾞラス", "まち、マチ", "あ゙い゚う゛ガ゙", "소득 증가", "जिले की आय", "الدخل، ٤٦", "Доход района", "ᠮᠣᠩᠭᠣᠯ", "2016,2017",
)  # fmt: skip


def cut_in_browser(texts: list[str]) -> list[list[list[Any]]]:
    """Return what the script of the search page cuts texts into."""
    program = [sys.executable, "-m", "deno", "eval", "--ext=js", CUT_IN_BROWSER]
    answer = subprocess.run(program, input=json.dumps(texts), capture_output=True, text=True, check=True, cwd=HOME)
    cut: list[list[list[Any]]] = json.loads(answer.stdout)
    return cut


def cut_for_index(text: str) -> list[list[Any]]:
    """Return the same of what is indexed, whose marks it leaves out."""
    found = []
    for token in tokens(normal_form(text)):
        word = re.sub(rf"^[^{HAN}{letters()}0-9]+|[^{HAN}{letters()}0-9]+$", "", token)
        is_han = bool(re.match(f"[{HAN}]", word))
        found.append([word if is_han else fold(re.sub(r"(?<=[0-9])p(?=[0-9])", ".", word.replace("‚", ","))), is_han])
    return [one for one in found if one[0]]


def test_browser_cuts_alike() -> None:
    """The script cuts a query as the index is cut: the samples of many scripts, and letters of all kinds that chance puts together."""
    chance = random.Random(11)
    letters = [
        chr(code)
        for start in (0x20, 0xA0, 0x370, 0x600, 0x900, 0x2150, 0x2E80, 0x3000, 0xAC00, 0xF900, 0xFF00)
        for code in range(start, start + 0x60)
    ]
    letters = [letter for letter in letters if category(letter) != "Cn" and letter not in "^~-␞‚'’"]
    texts = [*SAMPLES, *("".join(chance.choices(letters, k=12)) for _ in range(500))]
    differing = [text for text, found in zip(texts, cut_in_browser(texts), strict=True) if found != cut_for_index(text)]
    assert differing == []


@pytest.mark.parametrize(
    ("text", "form"),
    [("第Ⅲ级", "第III级"), ("38㎡", "38m2"), ("ＷＴＯ", "WTO"), ("⻩⾦", "黄金"), ("ｶﾞ", "ガ"), ("（一）：…", "（一）：…"), ("４６．８，１", "46.8,1"), ("一，二．三", "一，二．三"), ("豈", "豈")],
)  # fmt: skip
def test_normal_form(text: str, form: str) -> None:
    """Compatibility forms are searched as what they stand for; punctuation stays as an excerpt shows it."""
    assert normal_form(text) == form


def test_han_characters_that_nobody_reads_as_chinese_have_no_pinyin(tmp_path: Path) -> None:
    """On a site without Chinese a title such as 水 is not found by shui; what an editor has written as pinyin is."""
    project = Project(tmp_path)
    init_documentary(project, ["ja"], "2021-02-03")
    assert not any(entry.pinyin for entry in make_catalogue(localize_site(*load_site(project)))[0])
    edit(tmp_path / "content/places.yaml", "  kind: town", "  pinyin: Jiuqiao\n  kind: town")
    assert any(entry.pinyin for entry in make_catalogue(localize_site(*load_site(project)))[0])
