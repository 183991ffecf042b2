"""Two languages side by side: anchors of blocks, rows, and what sites in one or three languages get."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from elements import Elements
from projects import edit, lay_out, lay_out_in, pages_of, real_content

from chronicle.model import Half, Language
from chronicle.pipeline import build_site
from chronicle.prose import References, make_detacher, render_prose
from chronicle.urls import parallel_folder
from chronicle.words import Words

NAMES = {"zh": "中文", "en": "English", "fr": "Français"}
LOCALES = {"zh": "zh_CN", "en": "en_GB", "fr": "en_GB"}  # the words of the interface are English in French too


def anchors(markdown: str, words: Mapping[str, Words]) -> list[tuple[str, str]]:
    """Return (kind, anchor) of the blocks of a text."""
    references = References("en", "en_GB", {}, {}, words["en"])
    return [
        (block.kind, block.anchor) for block in render_prose(Half("T", "", markdown, 1, "en.md"), references).blocks
    ]


def test_a_block_is_counted_below_its_heading(words: Mapping[str, Words]) -> None:
    """A heading keeps its anchor; what stands below it is counted from it, what stands above the first one from the start."""
    markdown = "a\n\n- b\n- c\n\n## One {#one}\n\nd\n\n### Two\n\n> e\n\n| f |\n|---|\n| g |\n\n## Three\n\n---\n"
    assert anchors(markdown, words) == [
        ("p", "start-1"), ("ul", "start-2"), ("h2", "one"), ("p", "one-1"), ("h3", "section-2"), ("blockquote", "section-2-1"),
        ("table", "section-2-2"), ("h2", "section-3"), ("hr", "section-3-1"),
    ]  # fmt: skip


def test_what_is_added_moves_only_what_follows_it_in_its_section(words: Mapping[str, Words]) -> None:
    """A paragraph more changes no anchor above it and none below the next heading."""
    before = anchors("a\n\n## One {#one}\n\nb\n\nc\n\n## Two {#two}\n\nd", words)
    after = anchors("a\n\n## One {#one}\n\nb\n\nnew\n\nc\n\n## Two {#two}\n\nd", words)
    assert [one for one in after if one != ("p", "one-3")] == before


def test_comments_are_not_counted(words: Mapping[str, Words]) -> None:
    """A comment is no block: with or without it the anchors are the same."""
    assert anchors("a\n\n<!-- later -->\n\nb", words) == [("p", "start-1"), ("p", "start-2")]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<p id="one-1">a</p>', "<p>a</p>"),
        ('<a href="#figure-s.a" id="use-s.a">1</a>', '<a href="/en/x/#figure-s.a">1</a>'),
        ('<a href="#one">a</a> <a href="#two">b</a>', '<a href="#one">a</a> <a href="/en/x/#two">b</a>'),
        ('<a href="/en/y/#z">a</a> <a href="https://example.org/#z">b</a>', None),
        ('<p id="one-2">a id="b" href="#c" &lt;i id="d"&gt;</p>', '<p>a id="b" href="#c" &lt;i id="d"&gt;</p>'),
        ('<abbr title="a > b id=&quot;c&quot; &lt;" id="d">e</abbr>', '<abbr title="a > b id=&quot;c&quot; &lt;">e</abbr>'),
        ('<div class="table" role="region" tabindex="0"><table><tbody><tr><td class="number">1</td></tr></tbody></table></div>', None),
    ],
)  # fmt: skip
def test_detached(html: str, expected: str | None) -> None:
    """On another page a text has no anchors, and its links to its own anchors lead back, but to those that both pages have."""
    assert make_detacher("/en/x/", {"one"})(html) == (html if expected is None else expected)


def built(tmp_path: Path, *languages: str) -> Path:
    """Return the output of the base site in other languages, for which units have no words."""
    settings = {one: {"name": NAMES[one], "locale": LOCALES[one], "numbers": "as-printed"} for one in languages}
    build_site(lay_out_in(settings, tmp_path / "site"), tmp_path / "output", with_search=False)
    return tmp_path / "output"


def test_one_language_has_nothing_beside_it(tmp_path: Path) -> None:
    """A site in one language has no parallel pages, no links to any, and no languages to choose from; its blocks have anchors all the same."""
    output = built(tmp_path, "en")
    assert sorted(path.name for path in output.iterdir() if path.is_dir()) == [
        "assets",
        "data",
        "deploy",
        "en",
        "images",
    ]
    page = Elements(output / "en/part/one/index.html")
    in_text = page.ids()[page.ids().index("start-1") :]
    assert in_text[:4] == ["start-1", "use-sheet.poor", "note-1-text", "land"]
    assert not page.all("div", "headed") + page.all("nav", "languages")
    links = [link["href"] for link in page.all("a") if "href" in link]
    assert all(link.startswith(("/en/", "#", "https://")) for link in links)


def test_three_languages_make_two_pairs(tmp_path: Path) -> None:
    """The main language stands beside each other one, in the frame of either; its pages lead to both pairs, each named, the others' to their own."""
    output = built(tmp_path, "zh", "en", "fr")
    pairs = sorted(path.parent.relative_to(output).as_posix() for path in output.glob("*-*/part/one/index.html"))
    assert pairs == ["en-zh/part/one", "fr-zh/part/one", "zh-en/part/one", "zh-fr/part/one"]
    html = (output / "zh/part/one/index.html").read_text(encoding="utf-8")
    assert '<a href="/zh-en/part/one/" data-short="ZH–EN">对照 中文–English</a>' in html
    assert '<a href="/zh-fr/part/one/" data-short="ZH–EN">对照 中文–Français</a>' in html
    assert '<a href="/zh-fr/part/one/#land">' in html
    html = (output / "fr/part/one/index.html").read_text(encoding="utf-8")
    assert '<a href="/fr-zh/part/one/">Both</a>' in html
    assert "-en" not in html
    sides = [one["lang"] for one in Elements(output / "zh-fr/part/one/index.html").all("div", "side")]
    assert set(sides) == {"zh", "fr"}


def test_the_way_to_a_slug_holds_for_pairs(tmp_path: Path) -> None:
    """A text with a slug has it on the parallel page too, and the folder's name leads there."""
    project = lay_out("_base", tmp_path / "site")
    edit(tmp_path / "site/content/chapters/part/one/zh.md", "---\n", "---\nslug: first\n", 1)
    build_site(project, tmp_path / "output", with_search=False)
    assert (tmp_path / "output/zh-en/part/first/index.html").is_file()
    assert "/zh-en/part/one/ /zh-en/part/first/ 301\n" in (tmp_path / "output/_redirects").read_text()


def test_the_way_from_a_former_address(tmp_path: Path) -> None:
    """A text's aliases lead to it in each language and side by side, from wherever it stood before."""
    project = lay_out("_base", tmp_path / "site")
    edit(tmp_path / "site/content/chapters/part/one/zh.md", "---\n", "---\naliases: [old/name, alone]\n", 1)
    build_site(project, tmp_path / "output", with_search=False)
    redirects = (tmp_path / "output/_redirects").read_text().splitlines()
    assert redirects == [
        f"/{folder}/{alias}/ /{folder}/part/one/ 301"
        for folder in ("zh", "en", "zh-en", "en-zh")
        for alias in ("old/name", "alone")
    ] + ["/zh/* /zh/404.html 404", "/en/* /en/404.html 404"]


# --- the real site --------------------------------------------------------------------------------------------------
def texts_of(site: Path) -> list[str]:
    """Return the path of every text that has a parallel page, below the folder of its language."""
    return sorted(
        path.parent.relative_to(site / "zh-en").as_posix()
        for path in pages_of(site / "zh-en")
        if path.parent != site / "zh-en"
    )


def test_every_text_stands_side_by_side(real_site: Path) -> None:
    """Each part, chapter and page but the home page has a parallel page, and the contents lead to each, in one order."""
    site = real_content().site
    paths = {text.key for text in site.texts} - {"home"}
    assert set(texts_of(real_site)) == paths
    contents = Elements(real_site / "zh-en/index.html")
    linked = [link["href"] for link in contents.all("a") if re.fullmatch(r"/zh-en/.+", link.get("href", ""))]
    assert len(linked) == len(set(linked))
    assert {link.removeprefix("/zh-en/").rstrip("/") for link in linked} == paths


def test_every_block_is_in_its_place_on_all_three_pages(real_site: Path) -> None:
    """Each row's anchor is on the chapter's page in either language, in the same order, and each row leads to both."""
    for path in texts_of(real_site):
        page = Elements(real_site / "zh-en" / path / "index.html")
        rows = [row["id"] for row in page.all("div", "pair") if "id" in row]
        assert rows, path
        for language in ("zh", "en"):
            ids = Elements(real_site / language / path / "index.html").ids()
            assert [one for one in ids if one in rows] == rows, f"{language}/{path}"
            ways = [
                (stands[-1], link["href"])
                for tag, link, stands in page.found
                if tag == "a" and stands and "#" in link.get("href", "")
            ]
            for row in rows:
                assert (row, f"/{language}/{path}/#{row}") in ways, f"{path}#{row} to {language}"


def test_a_chapter_leads_to_the_same_place(real_site: Path) -> None:
    """Beside each heading stand links to it in the other language and in both; the header leads to the parallel page."""
    bodies = real_content().bodies
    for path in texts_of(real_site):
        for language, other in (("zh", "en"), ("en", "zh")):
            page = Elements(real_site / language / path / "index.html")
            links = [link["href"] for link in page.all("a") if "href" in link]
            assert f"/{language}-{other}/{path}/" in links
            own = {
                block.anchor
                for block in next(
                    body for name, body in bodies.items() if name.endswith(f"/{path}/{language}.md")
                ).blocks
            }
            headings = [
                one["id"] for tag, one, stands in page.found if re.fullmatch("h[2-6]", tag) and one.get("id") in own
            ]
            for anchor in headings:
                assert f"/{other}/{path}/#{anchor}" in links
                assert f"/{language}-{other}/{path}/#{anchor}" in links


def test_parallel_pages_say_what_they_are(real_site: Path) -> None:
    """They are in the main language, each run in its own; not for search engines, in no sitemap, not searched; the contents are listed."""
    for path in texts_of(real_site):
        page = Elements(real_site / "zh-en" / path / "index.html")
        assert page.all("html")[0]["lang"] == "zh"
        assert {side["lang"] for side in page.all("div", "side")} == {"zh", "en"}
        assert {"name": "robots", "content": "noindex"} in page.all("meta")
        assert not [link for link in page.all("link") if "hreflang" in link]
        switch = [link["href"] for link in page.all("a") if link.get("href", "").endswith(f"/{path}/")]
        assert {f"/zh/{path}/", f"/en/{path}/", f"/zh-en/{path}/"} <= set(switch)
    sitemap = (real_site / "sitemap.xml").read_text()
    assert "/zh-en/</loc>" in sitemap
    assert "/zh-en/counties/" not in sitemap
    assert all(meta.get("name") != "robots" for meta in Elements(real_site / "zh-en/index.html").all("meta"))


def test_folder_of_a_pair() -> None:
    """The languages of a pair are joined in their order."""
    assert parallel_folder(("zh", "en")) == "zh-en"


def test_names_of_languages_where_there_is_little_room() -> None:
    """A language without a short name is shown by its code: a whole name would break within the margin of a phone."""
    assert Language("Deutsch", "de_DE", "own").mark == "DE"
    assert Language("中文", "zh_CN", "as-printed", "中").mark == "中"
