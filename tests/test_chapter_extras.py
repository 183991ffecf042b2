"""What stands around a chapter's text: how long it takes, when it was changed, how it is cited, where a mistake is reported."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from projects import edit, lay_out, letters

from chronicle.pipeline import build_site, make_site


def build(folder: Path, setting: str = "", matter: str = "") -> Path:
    """Build the tiny site with a line more in site.yaml and in a chapter's front matter; its output."""
    project = lay_out("good-site", folder / "site")
    settings = folder / "site/content/site.yaml"
    settings.write_text(f"{settings.read_text(encoding='utf-8')}\n{setting}\n", encoding="utf-8")
    edit(folder / "site/content/chapters/part/one/zh.md", "---\n", f"---\n{matter}", 1)
    build_site(project, folder / "output", with_search=False)
    return folder / "output"


def read(output: Path, path: str) -> str:
    return (output / path / "index.html").read_text(encoding="utf-8")


def report_links(html: str, words: str) -> list[str]:
    return [unescape(link) for link in re.findall(rf'<a href="([^"]*)">{words}</a>', html)]


def test_a_chapter_says_when_it_was_changed(tmp_path: Path) -> None:
    """The day of the front matter, or that of the edition, is shown in the words of each language and to machines; the citation has the same."""
    output = build(tmp_path / "own", matter='updated: "2019-12-31"\n')
    assert '最近修改：<time datetime="2019-12-31">2019年12月31日</time>' in read(output, "zh/part/one")
    english = read(output, "en/part/one")
    assert 'Last changed on <time datetime="2019-12-31">31 December 2019</time>' in english
    assert "<dd>The editors. (2019). Chapter one. Small site. https://example.org/en/part/one/</dd>" in english
    assert '<time datetime="2020-01-01">1 January 2020</time>' in read(build(tmp_path / "localized"), "en/part/one")


def test_a_chapter_says_how_long_it_takes(tmp_path: Path) -> None:
    """Every chapter says how many minutes it takes to read, in the singular where there is one; no other kind of page does."""
    output = build(tmp_path)
    assert "<span>About 1 minute to read</span>" in read(output, "en/part/one")
    assert "<span>约需1分钟读完</span>" in read(output, "zh/part/one")
    assert "byline" not in read(output, "en/part") + read(output, "en/facts/sheet")


@pytest.mark.parametrize(
    ("setting", "link"),
    [
        ("", []),
        ("report_url: https://example.org/new", ["https://example.org/new"]),
        (
            'report_url: "https://example.org/new?body={url}&title={title}"',
            [
                "https://example.org/new?body=https%3A%2F%2Fexample.org%2Fzh%2Fpart%2Fone%2F&title=%E7%AC%AC%E4%B8%80%E7%AB%A0"
            ],
        ),
        (
            'report_url: "mailto:editors@example.org?subject={title}"',
            ["mailto:editors@example.org?subject=%E7%AC%AC%E4%B8%80%E7%AB%A0"],
        ),
    ],
)
def test_where_a_mistake_is_reported(setting: str, link: list[str], tmp_path: Path) -> None:
    """The link of the settings stands on every page and carries the page's address and title where it has room for them; without one there is none."""
    assert report_links(read(build(tmp_path, setting), "zh/part/one"), "指出错误") == link


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "/report",
        "example.org",
        "mailto:",
        "mailto:nobody",
        "https://",
        "https://e.org/{path}",
        "https://e.org/a b",
        "ftp://e.org/",
    ],
)
def test_where_no_mistake_can_be_reported(address: str, tmp_path: Path) -> None:
    """Only addresses of the web and of mail are taken, with no other placeholders."""
    assert letters(build, tmp_path, f'report_url: "{address}"') == [
        f"content/site.yaml:25:13: '{address}' is not allowed as 'report_url'.\n"
        "    Write an address with https://, http:// or mailto:, without spaces; {url} and {title} in it stand for the page's."
    ]


def test_where_a_page_is_edited(tmp_path: Path) -> None:
    """The link leads to the file and line of the page's own language; a list that is made of many files has none."""
    output = build(tmp_path, 'edit_url: "https://example.org/edit/{path}#L{line}"')
    below = "https://example.org/edit/content"
    assert report_links(read(output, "zh/part/one"), "编辑本页") == [f"{below}/chapters/part/one/zh.md#L9"]
    assert report_links(read(output, "en/part/one"), "Edit this page") == [f"{below}/chapters/part/one/en.md#L5"]
    assert report_links(read(output, "en/facts/sheet"), "Edit this page") == [f"{below}/facts/sheet.yaml#L1"]
    assert report_links(read(output, "en/glossary"), "Edit this page") == []
    assert report_links(read(build(tmp_path / "without"), "en/part/one"), "Edit this page") == []


@pytest.mark.parametrize(
    "address",
    ["javascript:alert('{path}')", "https://example.org/", "vscode://file/{path}", "https://e.org/{path} {url}"],
)
def test_where_no_page_can_be_edited(address: str, tmp_path: Path) -> None:
    """Only addresses of the web that name the page's file are taken, with no other placeholders."""
    assert letters(build, tmp_path, f'edit_url: "{address}"') == [
        f"content/site.yaml:25:11: '{address}' is not allowed as 'edit_url'.\n    Write an address with https:// or http://, "
        "without spaces, with {path} in it, and {line} if wanted: those of the page's file."
    ]


def test_a_day_that_no_calendar_has(tmp_path: Path) -> None:
    """A chapter cannot have been changed on the 31st of February."""
    told = "'2021-02-31' is not allowed as 'updated'.\n    The calendar has no such day."
    assert letters(build, tmp_path, matter='updated: "2021-02-31"\n') == [
        f"content/chapters/part/one/zh.md:2:10: {told}"
    ]


def test_a_page_has_its_contents(tmp_path: Path) -> None:
    """A text outside the parts has the headings of its own beside it, and no other chapters."""
    project = lay_out("good-site", tmp_path)
    for language, title in (("zh", "说明"), ("en", "Notes")):
        half = tmp_path / "content/pages/notes" / f"{language}.md"
        half.parent.mkdir(parents=True, exist_ok=True)
        half.write_text(f"---\ntitle: {title}\n---\n\n## {title} {{#a}}\n\n{title}\n\n## {title} {{#b}}\n\n{title}\n")
    html = next(one.html for one in make_site(project).pages if one.page.path == "en/notes/")
    guide = html.partition('<div class="guide"')[2].partition("</div>")[0]
    assert re.findall('href="(.*?)"', guide) == ["#a", "#b"]
    assert '<h2 id="in-this-chapter">Contents</h2>' in guide
