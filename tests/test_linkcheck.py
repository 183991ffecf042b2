"""What only finished pages can show: one address for two, an id that stands twice, a link that leads nowhere."""

from __future__ import annotations

from pathlib import Path

import pytest
from projects import append, lay_out, letters, problems_of as found_in, put

from chronicle.pipeline import make_site

RENAME = "Rename one of them, or give a text a 'slug:'."
ANOTHER = (
    "Write another {#...} after the heading; the anchor of a block is the anchor of the heading above it and a number."
)


def problems_of(tmp_path: Path, **files: str) -> list[str]:
    """Return what is wrong with the base site when files are written over it."""
    project = lay_out("_base", tmp_path)
    put(tmp_path, files)
    return letters(make_site, project)


def test_the_base_site_is_sound(tmp_path: Path) -> None:
    """Nothing is wrong with a small site, the pages of the generator included."""
    assert problems_of(tmp_path) == []


def test_a_chapter_where_a_place_has_its_page(tmp_path: Path) -> None:
    """A part of the name `places` has chapters where places have their pages: one of the two would be lost."""
    settings = (Path(__file__).parent / "sites/_base/content/site.yaml").read_text(encoding="utf-8")
    places = "town:\n  name: {zh: 某镇, en: Some Town}\n  pinyin: Mou Zhen\n  kind: town\n  seat: [118.9, 42.2]\n"
    half = "---\ntitle: T\n---\nT\n"
    files = {
        "content/site.yaml": settings.replace("  part: [one]", "  part: [one]\n  places: [town]"),
        "content/places.yaml": places,
        "content/chapters/places/zh.md": "---\ntitle: T\nslug: other\n---\nT\n",
        "content/chapters/places/en.md": half,
        "content/chapters/places/town/zh.md": half,
        "content/chapters/places/town/en.md": half,
    }
    assert problems_of(tmp_path, **files) == [
        "content/places.yaml:1:1: The address /zh/places/town/ is used twice: by the chapter 'T' and the place '某镇'.\n"
        f"    {RENAME}"
    ]


def test_a_text_where_the_site_has_a_page(tmp_path: Path) -> None:
    """A text of the name of a kind of page is in its way; that is told once, though it is so in every language."""
    files = {f"content/pages/search/{language}.md": "---\ntitle: T\n---\nT\n" for language in ("zh", "en")}
    assert problems_of(tmp_path, **files) == [
        "content/pages/search/zh.md:1:1: The address /zh/search/ is used twice: by the page 'T' and the page 'search'.\n"
        f"    {RENAME}"
    ]


def test_an_alias_where_the_site_has_a_page(tmp_path: Path) -> None:
    """A former address that a page has now, or another text had, would lead to one of two; that is told at the alias."""
    files = {
        f"content/pages/{key}/{language}.md": f"---\ntitle: T\n{aliases if language == 'zh' else ''}---\nT\n"
        for language in ("zh", "en")
        for key, aliases in (("a", "aliases: [old, part/one]\n"), ("b", "aliases:\n  - old\n"))
    }
    assert problems_of(tmp_path, **files) == [
        "content/pages/a/zh.md:3:16: The address /zh/part/one/ is used twice: by the chapter '第一章' and the alias "
        f"'part/one'.\n    {RENAME}",
        "content/pages/b/zh.md:4:5: The address /zh/old/ is used twice: by the alias 'old' and the alias 'old'.\n"
        f"    {RENAME}",
    ]


def test_an_anchor_that_the_page_has(tmp_path: Path) -> None:
    """A heading of the home page's text cannot have the anchor of one of the page's own: that of its figures is `story`."""
    text = "---\ntitle: T\n---\nA\n\n## B {#story}\n"
    files = {f"content/pages/home/{language}.md": text for language in ("zh", "en")}
    assert problems_of(tmp_path, **files) == [
        f"content/pages/home/{language}.md:6:1: The anchor 'story' is repeated on the page /{language}/, which has it for "
        f"something else.\n    {ANOTHER}"
        for language in ("en", "zh")
    ]


def test_a_link_of_a_template(tmp_path: Path) -> None:
    """What a template links to is looked up too, and told once for all pages."""
    base = (Path(__file__).parent.parent / "templates/base.html").read_text(encoding="utf-8")
    files = {
        "templates/base.html": base.replace("</body>", '<a href="/en/nowhere/">A</a><a href="/en/#no">B</a>\n</body>')
    }
    assert problems_of(tmp_path, **files) == [
        "content/site.yaml:1:1: The link '/en/nowhere/' on the page / leads nowhere.\n"
        "    Correct it in the text, or in the template.",
        "content/site.yaml:1:1: The link '/en/#no' on the page / leads to a page that has no anchor 'no'.\n"
        "    Known here: begin, card, contents, main, menu-chapters, menu-data, menu-reference, parts, settings, story.",
    ]


@pytest.mark.parametrize(
    "link", ["https://example.com/x/", "mailto:a@example.com", "//example.com/", "#main", "../", "?q=1"]
)
def test_links_that_are_sound(link: str, tmp_path: Path) -> None:
    """Other sites are not looked at; a link may be relative, and have a query."""
    assert (
        problems_of(tmp_path, **{"templates/pages/sources.html": f'<h1>T</h1><a href="{link}">A</a><i id="book"></i>'})
        == []
    )


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("en/part/one/", []),
        ("en/part/one", []),
        ("en/part/one/#land", []),
        ("en/feed.xml", []),
        ("blog/", []),
        ("en/search/?q=x", []),
        ("en/part/two/", ["unknown-address"]),
        ("en/part/one/#lnd", ["unknown-anchor"]),
    ],
)
def test_a_full_address_of_this_site(address: str, told: list[str], tmp_path: Path) -> None:
    """A full address below a language of this site leads to one of its pages; another program may serve all other addresses."""
    project = lay_out("_base", tmp_path)
    for language in ("zh", "en"):
        append(tmp_path / f"content/chapters/part/one/{language}.md", f"\n<https://example.org/{address}>\n")
    assert {problem.rule for problem in found_in(make_site, project)} == {*told}
