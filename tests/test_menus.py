"""The menu of the work: which groups it has, and what leads where."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from projects import append, lay_out, letters

from chronicle.pipeline import make_site
from chronicle.reading import Project

SETTING = "menu:\n  - title: {zh: 分部, en: The part}\n    parts: [part]\n"


def project(folder: Path, setting: str) -> Project:
    """Lay out the good site with a setting more."""
    made = lay_out("good-site", folder)
    append(folder / "content/site.yaml", setting)
    return made


def panels(made: Project, path: str) -> dict[str, list[str]]:
    """Return the title of each panel → where it leads, in their order."""
    html = next(one.html for one in make_site(made).pages if one.page.path == path)
    found = re.findall(r'<button [^>]*popovertarget="(menu-[\w-]+)"[^>]*>(.*?)</button>\s*(.*?)</div>', html, re.DOTALL)
    assert all(f'id="{key}"' in panel for key, _, panel in found)
    return {title: re.findall('href="([^"]*)"', panel) for _, title, panel in found}


def test_the_menu_leads_to_every_chapter_and_list(tmp_path: Path) -> None:
    """From any page two actions lead to any chapter: the menu has each below its part, then the pages of data and of reference."""
    for path in ("en/", "en/part/one/", "en/facts/sheet/"):
        assert panels(project(tmp_path, ""), path) == {
            "Chapters": ["/en/part/", "/en/part/one/"],
            "Data": ["/en/facts/"],
            "Reference": ["/en/places/", "/en/glossary/", "/en/sources/", "/en-zh/"],
        }  # fmt: skip


@pytest.mark.parametrize(
    ("setting", "links"), [("", ["/en/part/one/"]), ("begin: [part/one, part]\n", ["/en/part/one/", "/en/part/"])]
)
def test_the_cover_leads_to_what_the_settings_name(setting: str, links: list[str], tmp_path: Path) -> None:
    """The cover of the home page leads to the chapters and parts of `begin`, in their order, or else to the first chapter."""
    made = make_site(project(tmp_path, setting))
    (html,) = (one.html for one in made.pages if one.page.path == "en/")
    cover = html[html.index('class="cover-title"') :].partition("</nav>")[0].partition("</header>")[0]
    assert re.findall('<li>.*?href="([^"]*)"', cover[: cover.index("</ul>")], re.DOTALL) == links


def test_what_the_cover_names_is_there(tmp_path: Path) -> None:
    """A chapter that the cover leads to and that is not there is told once."""
    assert letters(make_site, project(tmp_path, "begin: [part/two]\n")) == [
        "content/site.yaml:24:9: There is no chapter 'part/two'.\n    Did you mean 'part/one'?"
    ]


def test_parts_have_a_heading_of_their_own(tmp_path: Path) -> None:
    """A group of site.yaml has the parts that it names; a group of no parts is not shown."""
    made = project(tmp_path, SETTING)
    assert list(panels(made, "zh/")) == ["分部", "数据", "资料"]
    assert panels(made, "en/")["The part"] == ["/en/part/", "/en/part/one/"]


def test_the_group_of_a_page_is_marked(tmp_path: Path) -> None:
    """The button of the group in which the reader is, and the link to the page itself, say so."""
    html = next(one.html for one in make_site(project(tmp_path, "")).pages if one.page.path == "en/part/one/")
    assert '<button type="button" popovertarget="menu-chapters" class="current">Chapters</button>' in html
    assert '<a href="/en/part/one/" aria-current="page">Chapter one</a>' in html


@pytest.mark.parametrize(
    ("path", "group", "link"),
    [
        ("en/facts/sheet/", "data", ("/en/facts/", "Figures and fact sheets")),
        ("en-zh/part/one/", "reference", ("/en-zh/", "Side by side")),
    ],
)
def test_a_page_below_the_menu_marks_what_it_belongs_to(
    tmp_path: Path, path: str, group: str, link: tuple[str, str]
) -> None:
    """A page that is not in the menu marks the last step of its trail that is."""
    html = next(one.html for one in make_site(project(tmp_path, "")).pages if one.page.path == path)
    assert re.findall('popovertarget="menu-(.*?)" class="current"', html) == [group]
    menu = html.partition('<nav class="menu"')[2].partition("</nav>")[0]
    assert re.findall('<a href="(.*?)" aria-current="true">(.*?)</a>', menu) == [link]


def test_an_address_that_does_not_exist_has_the_menu(tmp_path: Path) -> None:
    """The page for all is in the main language and leads to the others; each language has its own, with its menu."""
    pages = {one.page.path: one.html for one in make_site(project(tmp_path, "")).pages}
    assert {path for path in pages if "404" in path} == {"404.html", "zh/404.html", "en/404.html"}
    for path, language, homes in (("404.html", "zh", ["/zh/", "/en/"]), ("en/404.html", "en", ["/en/"])):
        assert 'popovertarget="menu-data"' in pages[path]
        assert f'<html lang="{language}">' in pages[path]
        assert f'action="/{language}/search/"' in pages[path].partition("<main")[2]
        main = pages[path].partition("<main")[2].partition("</main>")[0]
        assert re.findall('<a href="(.*?)" hreflang', main) == homes
        assert set(re.findall('<a href="(.*?)" lang=".*?" hreflang', pages[path])) == {"/zh/", "/en/"}


def test_a_group_of_a_part_that_is_not_there(tmp_path: Path) -> None:
    """A part that nobody knows is told with its place."""
    assert letters(make_site, project(tmp_path, SETTING.replace("[part]", "[prat]"))) == [
        "content/site.yaml:26:13: There is no part 'prat'.\n    Did you mean 'part'?"
    ]
