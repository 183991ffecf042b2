"""Pages in other languages than the first two, in a real browser: searched, and as they are laid out."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import accessibility
import pytest
from html_validity import validity_messages
from playwright.sync_api import Page, expect
from projects import edit, lay_out

from chronicle.pipeline import build_site
from chronicle.reading import Project
from chronicle.scaffold import init_documentary

DOCUMENTARIES = Path(__file__).parent.parent / "documentaries"

# Parts of the header that cover each other or lie outside it, a pixel set aside.
OVERLAPS = """() => {
    const header = document.querySelector(".site-header").getBoundingClientRect();
    const parts = [...document.querySelectorAll(".site-title, .search-box, .to-search, .languages, .settings, .site-header .menu > ul")];
    const boxes = parts.map((part) => [part.className || "menu", part.getBoundingClientRect()]).filter(([, box]) => box.width);
    const covers = (one, two) => one.left < two.right - 1 && two.left < one.right - 1 && one.top < two.bottom - 1 && two.top < one.bottom - 1;
    const out = boxes.filter(([, box]) => box.left < header.left - 1 || box.right > header.right + 1 || box.top < header.top - 1 || box.bottom > header.bottom + 1);
    return [...out.map(([name]) => name), ...boxes.flatMap(([one, box], i) => boxes.slice(i + 1).filter(([, other]) => covers(box, other)).map(([two]) => `${one} ${two}`))];
}"""


def test_a_derived_language_is_searched_in_either_form(
    open_page: Callable[..., Page], tmp_path: Path, serve: Callable[..., str]
) -> None:
    """A query in simplified or traditional characters finds the same page, and a click leads to it."""
    build_site(lay_out("derived-language", tmp_path / "site"), tmp_path / "output")
    address = serve(tmp_path / "output")
    page = open_page()
    for query in ("貧困人口", "贫困人口", "鄉裡", "乡里"):
        page.goto(f"{address}zh-hant/search/?q={query}")
        results = page.locator("[data-search-results]")
        expect(results).to_have_attribute("data-search-state", "done")
        assert results.locator('a[href*="/zh-hant/part/one/"]').count(), query
    results.locator('a[href*="/zh-hant/part/one/"]').first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("鄉裡的貧困人口")
    assert page.evaluate("document.documentElement.lang") == "zh-Hant"


def test_a_page_is_not_offered_in_the_derived_language_too(
    open_page: Callable[..., Page], tmp_path: Path, serve: Callable[..., str]
) -> None:
    """A page that is asked for by its English name is offered in English and in the language of the reader, not once more in other characters."""
    build_site(lay_out("derived-language", tmp_path / "site"), tmp_path / "output")
    page = open_page(serve(tmp_path / "output") + "zh/search/?q=The poor in the township")
    results = page.locator("[data-search-results]")
    expect(results).to_have_attribute("data-search-state", "done")
    hrefs = results.locator('a[href*="/part/one/"]').evaluate_all("links => links.map((link) => link.pathname)")
    assert hrefs == ["/zh/part/one/", "/en/part/one/"]


def test_kana_are_searched_in_either_writing(
    open_page: Callable[..., Page], tmp_path: Path, serve: Callable[..., str]
) -> None:
    """What stands in katakana is found in hiragana, and the other way round; a query that differs in a small letter, or in the sign of a voiced sound, is another."""
    project = lay_out("good-site", tmp_path / "site")
    edit(project.root / "content/site.yaml", "locale: zh_CN", "locale: ja_JP")
    edit(
        project.root / "content/chapters/part/one/zh.md",
        "## 土地",
        "さくらとラーメン。バスが走る。きっとはずである。\n\n## 土地",
    )
    edit(
        project.root / "content/chapters/part/one/en.md",
        "## Land",
        "Blossoms and noodles — and buses — run. Of course.\n\n## Land",
    )
    build_site(project, tmp_path / "output")
    address = serve(tmp_path / "output")
    page = open_page(painted=False)
    queries = {"サクラ": True, "らーめん": True, "ラーメン": True, "“さっくら”": False, "ばす": True, "“はすが”": False}
    assert {query: is_found(page, f"{address}zh/search/?q={query}") for query in queries} == queries


def test_a_quoted_phrase_reaches_across_a_dash(
    open_page: Callable[..., Page], tmp_path: Path, serve: Callable[..., str]
) -> None:
    """Words on both sides of a dash, a hyphen or a quotation mark are a phrase, written as the text has it."""
    project = lay_out("good-site", tmp_path / "site")
    text = "Noodles — and buses – run, a well-known “house” of tea."
    edit(project.root / "content/chapters/part/one/en.md", "## Land", f"{text}\n\n## Land")
    edit(project.root / "content/chapters/part/one/zh.md", "## 土地", "面条。\n\n## 土地")
    build_site(project, tmp_path / "output")
    address, page = serve(tmp_path / "output"), open_page(painted=False)
    phrases = ["noodles — and buses", "and buses – run, a", "well-known", "known ‘house’ of", "of tea"]
    found = {one: is_found(page, f'{address}en/search/?q="{quote(one)}"') for one in [*phrases, "noodles — run"]}
    assert found == {**dict.fromkeys(phrases, True), "noodles — run": False}


def is_found(page: Page, address: str) -> bool:
    """Return whether the chapter of the smallest site is among the results of a search."""
    page.goto(address)
    results = page.locator("[data-search-results]")
    expect(results).to_have_attribute("data-search-state", "done")
    return bool(results.locator('a[href*="/part/one/"]').count())


@pytest.fixture(scope="module", params=["lagoon", "island"])
def documentary(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A documentary of another country, built: in French, Arabic and English, or in English alone."""
    folder = tmp_path_factory.mktemp(request.param)
    shutil.copytree(DOCUMENTARIES / request.param, folder / "project")
    build_site(Project(folder / "project"), folder / "output")
    return folder / "output"


def test_other_documentaries_are_valid(documentary: Path) -> None:
    """The HTML checker has nothing to say of any page, and no page tells of China."""
    assert validity_messages(documentary) == []
    for path in documentary.rglob("index.html"):
        text = re.sub(r"<[^>]*>", " ", path.read_text(encoding="utf-8"))
        assert not re.search(r"Chifeng|banner|pinyin|Pinyin|兵|赤峰", text), path


def test_other_documentaries_are_accessible(
    open_page: Callable[..., Page], documentary: Path, serve: Callable[..., str]
) -> None:
    """axe finds no violation on any page, in either direction, and nothing sticks out of a phone's window."""
    address = serve(documentary)
    page = open_page(painted=False, bypass_csp=True, viewport={"width": 360, "height": 800})
    for path in sorted(documentary.rglob("index.html")):
        page.goto(address + path.parent.relative_to(documentary).as_posix() + "/")
        accessibility.check(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, path


@pytest.mark.parametrize(
    ("name", "query", "path"),
    [
        ("lagoon", "fr/search/?q=marais+salant", "fr/"),
        ("lagoon", "ar/search/?q=ملّاحة", "ar/"),
        ("lagoon", "en/search/?q=salters", "en/"),
        ("island", "en/search/?q=sheep", "en/"),
    ],
)
def test_other_documentaries_are_searched(
    open_page: Callable[..., Page], documentary: Path, serve: Callable[..., str], name: str, query: str, path: str
) -> None:
    """A word in French, Arabic or English finds pages in its language, which are counted in its digits."""
    if not documentary.parent.name.startswith(name):
        return
    address = serve(documentary)
    page = open_page(address + query, painted=False)
    results = page.locator("[data-search-results]")
    expect(results).to_have_attribute("data-search-state", "done")
    assert results.locator(f'a[href*="/{path}"]').count(), query
    counted = page.locator("[data-search-status]").inner_text()
    assert set(re.findall(r"\d", counted)) <= set("٠١٢٣٤٥٦٧٨٩" if path == "ar/" else "0123456789"), counted


def test_pages_in_arabic_run_from_right_to_left(
    open_page: Callable[..., Page], tmp_path: Path, serve: Callable[..., str]
) -> None:
    """The page begins at the right, its French and English pieces run their own way, and drawings as on every page."""
    shutil.copytree(DOCUMENTARIES / "lagoon", tmp_path / "project")
    build_site(Project(tmp_path / "project"), tmp_path / "output", with_search=False)
    address = serve(tmp_path / "output")
    page = open_page(f"{address}ar/salt/work/", viewport={"width": 1440, "height": 900})
    assert page.evaluate("document.documentElement.dir") == "rtl"
    heading = page.get_by_role("heading", level=1).bounding_box()
    assert heading and heading["x"] + heading["width"] > 1300
    foreign = page.locator("main [lang=fr]")
    assert foreign.count() and {one.get_attribute("dir") for one in foreign.all()} == {"ltr"}
    assert page.locator("main svg").first.evaluate("one => getComputedStyle(one).direction") == "ltr"
    page.goto(f"{address}fr/salt/work/")
    assert page.evaluate("document.documentElement.dir") == "ltr"


@pytest.mark.parametrize("languages", [("ja", "pt"), ("en", "zh"), ("zh", "en"), ("en", "fr")])
def test_two_languages_leave_the_title_room(
    languages: tuple[str, ...], open_page: Callable[..., Page], tmp_path: Path, serve: Callable[..., str]
) -> None:
    """On a phone two languages have short names if their names and the link to both are long, so that all are on one line and the title has room; elsewhere they have their names."""
    project = Project(tmp_path / "site")
    init_documentary(project, languages, "2021-02-03")
    build_site(project, tmp_path / "output", with_search=False)
    address = serve(tmp_path / "output")
    page = open_page(painted=False)
    for language in languages:
        page.goto(f"{address}{language}/")
        for width in (320, 360, 375, 390, 412):
            page.set_viewport_size({"width": width, "height": 844})
            boxes = [box for link in page.locator(".languages a").all() if (box := link.bounding_box())]
            assert len(boxes) == 3 and len({box["y"] for box in boxes}) == 1, (language, width)
            title = page.locator(".site-title").bounding_box()
            assert title and title["width"] > (90 if width > 360 else 70), (language, width)
            assert page.locator(".languages a").first.evaluate("(link) => getComputedStyle(link).fontSize") == "0px"
    page.set_viewport_size({"width": 1280, "height": 800})
    assert page.locator(".languages a").first.evaluate("(link) => getComputedStyle(link).fontSize") != "0px"


@pytest.mark.parametrize("languages", ["zh,en,fr,es", "de,en,fr,es,it,nl", "zh,zh-hant,ja,ko,fr,de,es,pt,it,nl,ru,ar"])
def test_many_languages_leave_the_title_room(
    languages: str, open_page: Callable[..., Page], tmp_path: Path, serve: Callable[..., str]
) -> None:
    """In a window of any width nothing of the header covers anything else of it, and nothing lies outside the header."""
    project = Project(tmp_path / "site")
    init_documentary(project, languages.split(","), "2021-02-03")
    build_site(project, tmp_path / "output", with_search=False)
    address = serve(tmp_path / "output")
    page = open_page(painted=False)
    first, *_, last = languages.split(",")
    for path in (f"{first}/town/water/", f"{last}/town/water/", "404.html"):
        page.goto(address + path)
        for width in (360, 600, 820, 1000, 1280, 1600):
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate(OVERLAPS) == [], (path, width)


def test_nothing_sticks_out_beside_long_words_of_the_header(
    open_page: Callable[..., Page], tmp_path: Path, serve: Callable[..., str]
) -> None:
    """On phones of every width no page is wider than the window, and the header of three languages ends at the margin, whatever "both" is called."""
    project = Project(tmp_path / "site")
    init_documentary(project, ["ja", "pt", "en"], "2021-02-03")
    build_site(project, tmp_path / "output", with_search=False)
    address = serve(tmp_path / "output")
    page = open_page(painted=False)
    for path in sorted(path for one in ("pt", "pt-ja") for path in (tmp_path / "output" / one).rglob("index.html")):
        page.goto(address + path.parent.relative_to(tmp_path / "output").as_posix() + "/")
        for width in (320, 344, 360, 375, 390, 412):
            page.set_viewport_size({"width": width, "height": 740})
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (path, width)
            box = page.locator(".settings").bounding_box()
            assert box and box["x"] + box["width"] <= width - 19, (path, width)
