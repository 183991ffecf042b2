"""What a shared link shows: tags and pictures of every page of the real site; icons."""

from __future__ import annotations

import gzip
import re
import shutil
from html import unescape
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageStat
from playwright.sync_api import Browser
from projects import HOME, edit, lay_out, pages_of

from chronicle.cli import main
from chronicle.cli.building import _tell_unset
from chronicle.pipeline import Options, build_site, make_site
from chronicle.reading import Project
from tools.make_icons import FAVICON_SIZES, FOLDERS, TOUCH_SIZE, draw_icon

BASE = "https://chronicle.example.org/"
MAX_TAGS_BYTES = 500


def tags_of(path: Path) -> dict[str, str]:
    """Return property → content of a page's Open Graph tags."""
    html = path.read_text(encoding="utf-8")
    return {name: unescape(text) for name, text in re.findall(r'<meta property="(og:[^"]+)" content="([^"]*)">', html)}


LOCALES = {"zh": "zh_CN", "en": "en_GB", "zh-Hant": "zh_TW"}


def test_every_page_says_what_a_link_to_it_shows(real_site: Path) -> None:
    """Title, description, address, locale, and a picture with its size and its words; its own on chapters, parts, places and home."""
    own: dict[str, list[str]] = {}
    for path in pages_of(real_site):
        name = path.relative_to(real_site).as_posix()
        html, tags = path.read_text(encoding="utf-8"), tags_of(path)
        if name == "status/index.html":  # one page for all languages, shared by nobody
            continue
        if name.endswith(("404.html", "not-kept.html")):
            assert tags == {}
            continue
        language = re.search(r'<html lang="([A-Za-z-]+)"', html)[1]
        assert tags["og:url"] == BASE + name.removesuffix("index.html")
        assert f"<title>{tags['og:title']}" in unescape(html)
        assert f'<meta name="description" content="{tags["og:description"]}">' in unescape(html)
        assert tags["og:locale"] == LOCALES[language]
        alternates = re.findall('<meta property="og:locale:alternate" content="(.*?)">', html)
        assert {*alternates, LOCALES[language]} == {*LOCALES.values()} and LOCALES[language] not in alternates
        assert tags["og:type"] == ("article" if 'class="page-chapter"' in html else "website")
        assert '<meta name="twitter:card" content="summary_large_image">' in html
        assert (tags["og:image:width"], tags["og:image:height"]) == ("1200", "630") and tags["og:image:alt"]
        picture = tags["og:image"].removeprefix(BASE)
        assert picture.startswith("images/share/") and (real_site / picture).is_file()
        # These show the picture of the text that they show, or that they are made from.
        if not name.startswith(("zh-en/", "en-zh/", "zh-hant/")):
            own.setdefault(picture, []).append(name)
    chapters = [name for name in (HOME / "content/chapters").glob("*/*/zh.md")]
    alone = [picture for picture, pages in own.items() if len(pages) == 1]
    assert len(alone) >= 2 * (len(chapters) + 12), "a chapter and a county share theirs with no other page"


def test_share_pictures_are_what_they_say(real_site: Path) -> None:
    """Each is a PNG of 1200 × 630 pixels and less than 30 kB; none is there that no page names."""
    named = {tags_of(path).get("og:image", "").removeprefix(BASE) for path in pages_of(real_site)} - {""}
    pictures = {path.relative_to(real_site).as_posix(): path for path in (real_site / "images/share").rglob("*.png")}
    assert set(pictures) == named and len(pictures) > 100
    for path in pictures.values():
        with Image.open(path) as image:
            assert (image.format, image.size) == ("PNG", (1200, 630))
        assert path.stat().st_size < 30_000


def test_tags_are_light(real_site: Path) -> None:
    """They add at most half a kilobyte to a compressed page."""
    for path in (one for one in pages_of(real_site) if len(one.relative_to(real_site).parts) == 4):
        html = path.read_text(encoding="utf-8")
        without = re.sub(r'<meta (?:property="og:|name="twitter:)[^>]*>\n', "", html)
        added = len(gzip.compress(html.encode())) - len(gzip.compress(without.encode()))
        assert 0 < added <= MAX_TAGS_BYTES, path


def test_addresses_of_pictures_below_a_path(project: Project, tmp_path: Path) -> None:
    """With a base URL below a host the picture's address is below it too."""
    build_site(project, tmp_path / "output", Options("https://example.org/chronicle/"), with_search=False)
    tags = tags_of(tmp_path / "output/zh/part/one/index.html")
    assert tags["og:image"].startswith("https://example.org/chronicle/images/share/")
    assert tags["og:image:alt"] == "第一章。贫困人口，2013年12月31日：46.8万人。小站"


def test_letters_that_no_font_has(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    """A page whose title cannot be set shows the home page's picture; the build says so, and does not fail."""
    edit(project.root / "content/chapters/part/one/zh.md", "第一章", "ᠮᠣᠩ")
    main(["build", "--no-search", "--project", str(project.root)])
    assert (
        "Note: zh/part/one/ has no share picture of its own, because the fonts have no glyphs for: ᠮᠣᠩ\n"
        in capsys.readouterr().out
    )
    output = project.root / "output"
    assert tags_of(output / "zh/part/one/index.html")["og:image"] == tags_of(output / "zh/index.html")["og:image"]
    edit(project.root / "content/site.yaml", "小站", "ᠮᠣᠩ")
    build_site(Project(project.root), output, with_search=False)
    tags = tags_of(output / "zh/index.html")
    assert "og:image" not in tags and tags["og:title"] == "ᠮᠣᠩ"


def test_letters_that_no_font_has_on_many_pages() -> None:
    """More than three pages that lack letters are one note, as in a script that the fonts have not."""
    (told,) = _tell_unset(
        {"ja/": "橋", "ja/town/": "図橋", "ja/other/": "橋", "ar/": "".join(map(chr, range(0x620, 0x660)))}
    )
    lacking = "".join(map(chr, range(0x620, 0x648)))  # the first forty, by path and title
    assert told == f"Note: 4 pages have no share picture of their own, because the fonts have no glyphs for: {lacking}…"


def test_icons_are_where_they_are_asked_for(real_site: Path) -> None:
    """favicon.ico and apple-touch-icon.png stand at the root; pages name the SVG and the touch icon, and who knows neither asks for the first."""
    with Image.open(real_site / "favicon.ico") as favicon:
        assert favicon.info["sizes"] == {(size, size) for size in FAVICON_SIZES}
    with Image.open(real_site / "apple-touch-icon.png") as touch:
        assert touch.size == (TOUCH_SIZE, TOUCH_SIZE) and "transparency" not in touch.info
    for path in pages_of(real_site):
        icons = re.findall(r'<link rel="(?:apple-touch-)?icon" href="([^"]+)"', path.read_text(encoding="utf-8"))
        assert [re.sub(r"\.[0-9a-f]{10}\.", ".", icon) for icon in icons] == [
            "/assets/favicon.svg",
            "/apple-touch-icon.png",
        ]


def test_a_projects_own_icon_takes_the_place_of_ours(project: Project, tmp_path: Path) -> None:
    """A project's static/ lies over the generator's file by file: its icon is shown, and what it lacks is ours."""
    (project.root / "static").mkdir()
    (project.root / "static/favicon.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>', encoding="utf-8")
    build_site(project, tmp_path / "output", with_search=False)
    html = (tmp_path / "output/zh/index.html").read_text(encoding="utf-8")
    icons = [path.read_text(encoding="utf-8") for path in (tmp_path / "output/assets").glob("favicon.*.svg")]
    assert 'rel="icon"' in html and icons == ['<svg xmlns="http://www.w3.org/2000/svg"/>']
    assert (tmp_path / "output/favicon.ico").read_bytes() == (HOME / "static/root/favicon.ico").read_bytes()


@pytest.mark.parametrize("folder", FOLDERS, ids=("generator", "site"))
def test_icons_show_the_drawing(folder: Path, browser: Browser) -> None:
    """The icons were made from favicon.svg as it is, the generator's and this site's: after a change of that file, `make icons`."""
    drawn = draw_icon(browser, folder, 32).convert("RGBA")
    with Image.open(BytesIO((folder / "root/favicon.ico").read_bytes())) as favicon:
        favicon.size = (32, 32)
        made = favicon.convert("RGBA")
    # Chromium's versions differ a little in how they smooth edges.
    assert max(ImageStat.Stat(ImageChops.difference(drawn, made)).mean) < 6
    with Image.open(folder / "root/apple-touch-icon.png") as touch:
        inner = touch.convert("RGB").resize((32, 32), Image.Resampling.BOX).crop((4, 4, 28, 28))
    assert max(ImageStat.Stat(ImageChops.difference(drawn.convert("RGB").crop((4, 4, 28, 28)), inner)).mean) < 8


def test_titles_with_references_reach_every_head(tmp_path: Path) -> None:
    """A title's figures stand in the head, the share tags, the JSON-LD and the feed as a reader of the page sees them, never as references."""
    output = tmp_path / "output"
    build_site(lay_out("titles-with-references", tmp_path / "site"), output, with_search=False)
    page = (output / "en/part/one/index.html").read_text(encoding="utf-8")
    title = re.search(r"<h1[^>]*>(.*?)</h1>", page, re.DOTALL)
    assert title
    shown = unescape(re.sub(r"<[^>]+>", "", title[1])).strip()
    assert shown == "Chapter one: 468,000 people and 50"
    head = unescape(page.partition("</head>")[0])
    assert re.findall(r"<title>(.*?) [·|–—-] ", head) == [shown]
    assert re.findall(r'property="og:title" content="(.*?)"', head) == [shown]
    assert shown in head.partition("application/ld+json")[2]
    assert shown in unescape((output / "en/feed.xml").read_text(encoding="utf-8"))
    published = [*output.rglob("*.html"), *output.rglob("*.xml"), *output.rglob("*.json")]
    assert not [
        path for path in published if "{sheet." in re.sub(r"<code>.*?</code>", "", path.read_text(encoding="utf-8"))
    ]


def test_the_picture_of_a_place_has_a_figure_of_the_place(tmp_path: Path) -> None:
    """A chapter about a place may begin with a figure of another one; the picture of the place then shows the next."""
    project = Project(shutil.copytree(Path(__file__).parent / "documentaries/lagoon", tmp_path / "lagoon"))
    edit(
        project.root / "content/chapters/salt/work/fr.md",
        "highlights: [lagoon.salt]",
        "highlights: [lagoon.dune, lagoon.salt]",
    )
    pictures = {one.page.path: one.page.picture for one in make_site(project).pages}
    shown = [pictures[f"fr/{path}/"] for path in ("places/port", "salt/work")]
    assert [one.label.partition(",")[0] for one in shown if one] == ["Sel récolté", "Habitants de Dune-Haute"]
