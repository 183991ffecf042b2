"""The design in a real Chromium: every kind of page, on a phone, magnified, by keyboard, in the reader's own colours, on paper."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable
from functools import cache
from itertools import pairwise
from pathlib import Path

import accessibility
import pytest
from playwright.sync_api import Page, expect
from projects import pages_of

CHAPTER = "en/counties/aohan/"

# What WCAG 1.4.12 lets a reader set.
TEXT_SPACING = """
* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
p { margin-block-end: 2em !important; }
"""


@cache
def kinds(site: Path) -> dict[str, str]:
    """Return language and kind → one page of that kind, of middling length."""
    found: dict[str, list[Path]] = defaultdict(list)
    for path in pages_of(site):
        text = path.read_text(encoding="utf-8")
        language, kind = re.search(r'<html lang="([\w-]+)"', text), re.search(r'<body class="page-([\w-]+)"', text)
        assert language and kind, path
        found[f"{language[1]} {kind[1]}"].append(path)
    middling = {
        name: sorted(paths, key=lambda path: path.stat().st_size)[len(paths) // 2] for name, paths in found.items()
    }
    return {name: path.relative_to(site).as_posix().removesuffix("index.html") for name, path in middling.items()}


@pytest.mark.parametrize("language", ["zh", "en", "zh-Hant"])
def test_every_kind_of_page_is_accessible(
    open_page: Callable[..., Page], real_site: Path, address: str, language: str
) -> None:
    """axe finds nothing on any kind of page on a phone, its rule on the size of targets included; on a desk by night only the colours and targets are others.

    A derived language has the elements of the one that it is made from (`test_output.py`): three kinds of page show that its frame is sound.
    """
    page = open_page(painted=False, bypass_csp=True)
    of_language = {
        kind: path for name, path in kinds(real_site).items() for key, kind in [name.split()] if key == language
    }
    asked = ("home", "chapter", "search") if language == "zh-Hant" else of_language
    for kind in asked:
        page.set_viewport_size({"width": 360, "height": 800})
        page.emulate_media(color_scheme="light", reduced_motion="reduce")
        page.goto(address + of_language[kind])
        accessibility.check(page, rules={"target-size": {"enabled": True}})
        page.set_viewport_size({"width": 1280, "height": 800})
        page.emulate_media(color_scheme="dark")
        accessibility.check(page, runOnly=[*accessibility.OF_COLOURS, "target-size"])


def test_what_stands_in_an_empty_field_is_legible(open_page: Callable[..., Page], address: str) -> None:
    """A placeholder has the colour of quiet text, which axe does not look at."""
    page = open_page(painted=False)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        page.goto(f"{address}en/glossary/")
        colours = page.evaluate("""[...document.querySelectorAll("[placeholder]")].map((field) => [
            getComputedStyle(field, "::placeholder").color, getComputedStyle(document.querySelector(".trail")).color])""")
        assert colours
        assert all(here == quiet for here, quiet in colours), colours


def test_reflow(open_page: Callable[..., Page], real_site: Path, address: str) -> None:
    """At 400 % on a desk's screen, which is 320 by 256 pixels, no kind of page scrolls sideways, with the reader's own spacing too."""
    page = open_page(painted=False, viewport={"width": 320, "height": 256}, bypass_csp=True)
    for path in kinds(real_site).values():
        page.goto(address + path)
        check_that_all_is_seen(page)
        page.add_style_tag(content=TEXT_SPACING)
        check_that_all_is_seen(page)


def check_that_all_is_seen(page: Page) -> None:
    """Fail if a page is wider than its window of 320 pixels, or a text is cut by its box."""
    assert page.evaluate("document.documentElement.scrollWidth") <= 320, page.url
    cut = page.evaluate(
        "[...document.querySelectorAll('h1, h2, h3, p, dt, dd, a')].filter(e => e.clientHeight > 8"
        " && !e.closest('.skip, .out-of-sight, .table') && getComputedStyle(e).overflow !== 'visible'"
        " && e.scrollHeight > e.clientHeight + 1).map(e => e.textContent)"
    )
    assert cut == [], page.url


def test_skip_link_and_focus(open_page: Callable[..., Page], address: str) -> None:
    """The first Tab shows the way past the header; wherever the focus is, it is seen by a line of at least two pixels."""
    page = open_page(address + CHAPTER)
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    expect(page.locator(".skip")).to_be_in_viewport()
    seen = set()
    for _ in range(14):
        outline = page.evaluate(
            "(() => { const e = document.activeElement, s = getComputedStyle(e);"
            " return [e.tagName, s.outlineStyle, parseFloat(s.outlineWidth)] })()"
        )
        assert outline[1:] == ["solid", 3], outline
        seen.add(outline[0])
        page.keyboard.press("Tab")
    assert {"A", "INPUT", "BUTTON"} <= seen
    page.goto(address + CHAPTER)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.url.endswith("#main")


@pytest.mark.parametrize("width", [360, 1440])
def test_menu(open_page: Callable[..., Page], address: str, width: int) -> None:
    """At any width two actions lead to any chapter, by touch or key, without JavaScript, from deep in a page too; Escape closes a panel."""
    page = open_page(
        f"{address}{CHAPTER}#what-remains", viewport={"width": width, "height": 740}, java_script_enabled=False
    )
    button = page.get_by_role("button", name="Chapters")
    link = page.get_by_role("navigation", name="Main menu").get_by_role("link", name="Relocation")
    expect(link).to_be_hidden()
    button.focus()
    page.keyboard.press("Enter")
    expect(link).to_be_visible()
    page.keyboard.press("Escape")
    expect(link).to_be_hidden()
    expect(button).to_be_in_viewport()
    button.click()
    link.click()
    expect(page).to_have_url(f"{address}en/measures/relocation/")


@pytest.mark.parametrize(("width", "height"), [(360, 740), (1440, 480)])
def test_a_menu_scrolls_only_down(open_page: Callable[..., Page], address: str, width: int, height: int) -> None:
    """All links of a group lie below each other's heads in its panel, however low the window: nothing of it is off to the side."""
    page = open_page(f"{address}zh/", viewport={"width": width, "height": height})
    for button in page.locator(".menu button").all():
        button.click()
        panel = page.locator(".panel:popover-open")
        assert panel.evaluate("panel => panel.scrollWidth - panel.clientWidth") == 0
        assert panel.evaluate("panel => panel.scrollHeight") > 100
        page.keyboard.press("Escape")


def test_the_guide_on_a_phone(open_page: Callable[..., Page], address: str) -> None:
    """On a phone a button opens the headings of a chapter and the others of its part; on a desk they stand beside the text."""
    page = open_page(address + CHAPTER, viewport={"width": 360, "height": 740}, java_script_enabled=False)
    expect(page.locator(".guide")).to_be_hidden()
    page.get_by_role("button", name="In this chapter").click()
    page.locator(".guide").get_by_role("link", name="Linxi County").click()
    expect(page).to_have_url(f"{address}en/counties/linxi/")
    page.set_viewport_size({"width": 1440, "height": 900})
    expect(page.locator(".guide")).to_be_visible()
    expect(page.locator(".guide-button")).to_be_hidden()


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (1440, 900)])
def test_the_text_begins_on_the_first_screen_of_a_desk(
    open_page: Callable[..., Page], address: str, width: int, height: int
) -> None:
    """Of each county title, figures and the first sentence are seen at once, in either language, whatever the font."""
    page = open_page(painted=False, viewport={"width": width, "height": height})
    for path in ("en/counties/harqin/", "en/counties/songshan/", "zh/counties/aohan/"):
        page.goto(address + path)
        figure, text = (page.locator(name).bounding_box() for name in (".highlights", "#start-1"))
        assert figure and text
        assert figure["y"] + figure["height"] < text["y"] < 660


@pytest.mark.parametrize("path", ["zh/counties/aohan/", "en/counties/linxi/"])
def test_the_text_begins_on_a_phones_first_screen(open_page: Callable[..., Page], address: str, path: str) -> None:
    """The first sentence of a county stands on the first screen; its profile is a sheet behind a button, and stands beside the text on a desk."""
    page = open_page(address + path, viewport={"width": 360, "height": 740}, java_script_enabled=False)
    expect(page.locator("#start-1")).to_be_in_viewport()
    profile = page.locator(".profile")
    expect(profile).to_be_hidden()
    page.locator(".profile-button").click()
    expect(profile).to_be_visible()
    page.keyboard.press("Escape")
    expect(profile).to_be_hidden()
    page.set_viewport_size({"width": 1440, "height": 900})
    expect(profile).to_be_visible()


def test_a_phone_folds_the_figures_of_a_county(open_page: Callable[..., Page], address: str) -> None:
    """Where labels are long a phone shows two figures of a county and, without a script, all at a touch; nothing scrolls sideways. Elsewhere all are shown."""
    page = open_page(f"{address}en/counties/linxi/", viewport={"width": 360, "height": 740}, java_script_enabled=False)
    figures, others = page.locator(".highlights .numeral:visible"), page.locator(".highlights .to-figures a")
    expect(figures).to_have_count(2)
    others.click()
    expect(figures).to_have_count(5)
    expect(figures.first).to_be_in_viewport()
    expect(others).to_be_hidden()
    assert page.locator(".highlights").evaluate("list => list.scrollWidth <= list.clientWidth")
    for path, width in (("zh/counties/linxi/", 360), ("en/counties/linxi/", 768), ("en/counties/linxi/", 1440)):
        page.set_viewport_size({"width": width, "height": 740})
        page.goto(address + path)
        expect(figures).to_have_count(5)
        expect(others).to_be_hidden()


@pytest.mark.parametrize("width", [360, 800, 1440])
def test_the_keyboard_goes_as_the_eye_does(open_page: Callable[..., Page], address: str, width: int) -> None:
    """In the header each stop of the keyboard is to the right of the one before, or in a row below it."""
    page = open_page(address + CHAPTER, painted=False, viewport={"width": width, "height": 800})
    boxes = page.locator(".site-header :is(a, button, input):visible").evaluate_all(
        "found => found.map(one => one.getBoundingClientRect()).map(box => [box.left, box.top, box.bottom])"
    )
    assert len(boxes) >= 8
    assert all(after[0] > before[0] or after[1] >= before[2] for before, after in pairwise(boxes))


def test_header_of_a_phone_is_low(open_page: Callable[..., Page], address: str) -> None:
    """Title, search, languages and menu take no more than 100 pixels of a small phone's height, and 48 once the reader has gone on."""
    page = open_page(viewport={"width": 320, "height": 640})
    for path in ("zh/", "en/"):
        page.goto(address + path)
        box = page.locator(".site-header").bounding_box()
        assert box and box["height"] <= 100
        page.evaluate("scrollTo(0, 900)")
        box = page.locator(".site-header").bounding_box()
        assert box and box["y"] + box["height"] <= 48


@pytest.mark.parametrize("width", [320, 360, 768, 1440, 1920, 2560])
def test_the_peak_is_whole_at_every_width(open_page: Callable[..., Page], address: str, width: int) -> None:
    """On the cover, the entrance and the page for missing addresses the peaks lie within their drawing, and the plain reaches both edges."""
    page = open_page(painted=False, viewport={"width": width, "height": 900})
    for path in ("", "en/", "zh/", "404.html"):
        page.goto(address + path)
        peaks, plain, drawing = (
            page.locator(name).first.bounding_box() for name in (".horizon .rose", ".plain", ".horizon")
        )
        assert peaks and plain and drawing
        assert peaks["x"] >= 0 and peaks["x"] + peaks["width"] <= width, path
        assert peaks["y"] >= drawing["y"], path
        assert plain["x"] <= 0 and plain["x"] + plain["width"] >= width, path
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path


def test_the_story_is_seen_at_once(open_page: Callable[..., Page], address: str) -> None:
    """In a window of 1,440 by 900 pixels the cover names the texts to begin with and the map, and the last stitches of the story and what they stand for are within it."""
    page = open_page(painted=False, viewport={"width": 1440, "height": 900})
    for language in ("en", "zh"):
        page.goto(f"{address}{language}/")
        expect(page.locator(".cover .begin a")).to_have_count(3)
        for seen in (".stitch.left", ".quilted figcaption"):
            last = page.locator(seen).bounding_box()
            assert last and last["y"] + last["height"] <= 900


def test_motion_only_for_those_who_like_it(open_page: Callable[..., Page], address: str) -> None:
    """Where a reader has asked for less motion nothing moves."""
    for wish, moves in (("no-preference", True), ("reduce", False)):
        page = open_page(address + CHAPTER, painted=False, reduced_motion=wish)
        times = page.evaluate(
            "[...document.querySelectorAll('*')].map(e => getComputedStyle(e))"
            ".map(s => parseFloat(s.transitionDuration) + parseFloat(s.animationDuration))"
        )
        assert (max(times) > 0) == moves


def test_forced_colours(open_page: Callable[..., Page], address: str) -> None:
    """In the reader's own colours the current entry is still marked, and what is drawn by its background is still there."""
    page = open_page(f"{address}en/timeline/", forced_colors="active")
    expect(page.locator(".menu [aria-current]")).to_have_css("text-decoration-line", "underline")
    expect(page.locator(".menu .current")).to_have_css("text-decoration-line", "underline")
    shown = page.evaluate(
        "[getComputedStyle(document.querySelector('.site-title'), '::before').backgroundColor,"
        " getComputedStyle(document.body).backgroundColor, getComputedStyle(document.documentElement).backgroundColor]"
    )
    assert shown[0] not in shown[1:]


@pytest.mark.parametrize(("width", "height"), [(360, 740), (1440, 900)])
def test_only_what_is_left_of_the_quilt_is_red(
    open_page: Callable[..., Page], address: str, width: int, height: int
) -> None:
    """What its sentence says is true at the first look, before the reader goes on and while the thread is still being sewn."""
    page = open_page(f"{address}en/", viewport={"width": width, "height": height})
    stitches, colour = page.locator(".stitch:not(.left)"), "one => getComputedStyle(one).stroke"
    red = page.locator(".stitch.left").last.evaluate(colour)
    assert red not in stitches.evaluate_all("all => all.map(one => getComputedStyle(one).stroke)")
    expect(stitches.last).to_have_css("opacity", "1")
    assert red not in stitches.evaluate_all("all => all.map(one => getComputedStyle(one).stroke)")


def test_key_figures_fill_their_rows(open_page: Callable[..., Page], address: str) -> None:
    """On the home page no row of key figures ends before the last column, and no figure is wider than its own, in any window."""
    for language in ("zh", "en"):
        page = open_page(f"{address}{language}/", painted=False)
        for width in (320, 480, 575, 576, 700, 768, 832, 1440, 1920):
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate(
                """() => {
                    const box = (one) => one.getBoundingClientRect();
                    const list = document.querySelector(".story .highlights"), ends = new Map();
                    for (const item of list.children) ends.set(Math.round(box(item).top), box(item).right);
                    const short = [...ends.values()].filter((end) => end < box(list).right - 4);
                    const wide = [...list.querySelectorAll("b")].filter((b) => b.getClientRects()[0].right > box(b.closest("li")).right + 1);
                    return [short.length, wide.map((one) => one.textContent)];
                }"""
            ) == [0, []], (language, width)


@pytest.mark.parametrize(("language", "most"), [("zh", 4), ("en", 5)])
def test_the_home_page_on_paper(open_page: Callable[..., Page], address: str, language: str, most: int) -> None:
    """No sheet is for two entries alone, and no number of a part touches its title."""
    page = open_page(f"{address}{language}/", viewport={"width": 680, "height": 900})
    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True))) <= most
    page.emulate_media(media="print")
    gaps = page.locator(".table-of-contents > li").evaluate_all(
        "all => all.map(one => parseFloat(getComputedStyle(one).columnGap))"
    )
    assert min(gaps) > 5


def test_on_paper(open_page: Callable[..., Page], address: str) -> None:
    """A chapter printed from a dark screen is black on white, without navigation, with its sources and the address of the page."""
    page = open_page(f"{address}{CHAPTER}#figure-aohan.poverty-rate-2019", color_scheme="dark")
    page.emulate_media(media="print", color_scheme="dark")
    for gone in (".menu", ".languages", ".trail", ".neighbours", ".contents", ".search-box", ".guide"):
        expect(page.locator(gone).first).to_be_hidden()
    for kept in ("h1", ".highlights", ".profile", ".notes", ".chapter-figures", ".chapter-sources", ".site-title"):
        expect(page.locator(kept).first).to_be_visible()
    expect(page.locator(".on-paper")).to_have_text(f"Read online: https://chronicle.example.org/{CHAPTER}")
    expect(page.locator("html")).to_have_css("color", "rgb(0, 0, 0)")
    expect(page.locator("html")).to_have_css("background-color", "rgb(255, 255, 255)")
    pages = len(re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True)))
    assert 3 <= pages <= 9


def test_the_address_stands_on_the_first_sheet(open_page: Callable[..., Page], address: str) -> None:
    """On paper licence, address and edition stand above the title, where nothing covers them; a long table is broken between its rows."""
    page = open_page(f"{address}en/by-subject/money/", viewport={"width": 658, "height": 970})
    page.emulate_media(media="print")
    told, title = page.locator(".on-paper").bounding_box(), page.locator("h1").bounding_box()
    assert told and title and told["y"] + told["height"] < title["y"]
    at = "([x, y]) => document.elementFromPoint(x, y).closest('.on-paper') !== null"
    assert page.evaluate(at, [told["x"] + told["width"] - 9, told["y"] + 4])
    broken = "one => getComputedStyle(one).breakInside"
    assert page.locator(".prose table").first.evaluate(broken) == "auto"
    assert page.locator(".prose tr").first.evaluate(broken) == "avoid"


def test_what_only_a_screen_can_do_is_not_printed(open_page: Callable[..., Page], address: str) -> None:
    """Paper has no code to embed, no downloads, no ways of a profile; no links of the foot of a page; a folded doubt is open there."""
    page = open_page(f"{address}zh/charts/loans-by-county/", painted=False)
    page.emulate_media(media="print")
    for gone in (".embed", "[download]", ".site-footer [rel=license]"):
        expect(page.locator(gone).first).to_be_hidden()
    assert page.locator(".site-footer p:visible").count() == 3
    page.goto(address + CHAPTER)
    expect(page.locator(".profile .way").first).to_be_hidden()
    page.goto(f"{address}zh/doubtful/")
    expect(page.locator(".doubt > p").last).to_be_visible()


def test_doubts_are_folded(open_page: Callable[..., Page], address: str) -> None:
    """The page of doubts shows each with its figures, and why on demand; one that a link leads to is open, and on a desk all are; on a phone all places are seen at once."""
    page = open_page(f"{address}zh/doubtful/", viewport={"width": 360, "height": 740}, java_script_enabled=False)
    doubts = page.locator(".doubt")
    expect(doubts.first.locator("summary data").first).to_be_visible()
    expect(doubts.last.locator("p").last).to_be_hidden()
    assert page.evaluate("document.documentElement.scrollHeight") < 18000
    ends = page.locator(".choose a").evaluate_all("all => all.map(e => e.getBoundingClientRect().right)")
    assert max(ends) <= 340
    page.goto(f"{address}zh/doubtful/#{doubts.last.get_attribute('id')}")
    expect(doubts.last.locator("p").last).to_be_visible()
    page.goto(f"{address}zh/doubtful/")
    page.set_viewport_size({"width": 1440, "height": 900})
    expect(doubts.last.locator("p").last).to_be_visible()


def test_figures_of_a_chapter_are_folded_on_a_phone(open_page: Callable[..., Page], address: str) -> None:
    """A phone shows them heading by heading; the one that a link leads to is seen, without a script; on a desk and on paper all are."""
    page = open_page(f"{address}{CHAPTER}", viewport={"width": 360, "height": 740}, java_script_enabled=False)
    last = page.locator(".figures li").last
    expect(last).to_be_hidden()
    page.goto(f"{address}{CHAPTER}#{last.get_attribute('id')}")
    expect(last).to_be_in_viewport()
    page.goto(f"{address}en/counties/linxi/")
    page.set_viewport_size({"width": 1440, "height": 900})
    expect(page.locator(".figures li").last).to_be_visible()
    page.set_viewport_size({"width": 360, "height": 740})
    page.emulate_media(media="print")
    expect(page.locator(".figures li").last).to_be_visible()


def test_the_entrance_on_a_phone(open_page: Callable[..., Page], address: str) -> None:
    """The links to all languages are on a phone's first screen, at the entrance and where a page is missing; titles are of one size."""
    page = open_page(viewport={"width": 360, "height": 780})
    for path in ("", "404.html"):
        page.goto(address + path)
        for link in page.locator("ul.entrance a").all():
            expect(link).to_be_in_viewport(ratio=1)
        expect(page.locator("h1 > span")).to_have_count(3)


def test_foot_of_a_phones_page(open_page: Callable[..., Page], address: str) -> None:
    """On a phone the contents at the foot of a page stand in two columns."""
    page = open_page(f"{address}zh/about/", painted=False, viewport={"width": 360, "height": 740})
    first, second = (page.locator(".contents section").nth(number).bounding_box() for number in (0, 1))
    assert first and second and first["y"] == second["y"]


def test_a_figure_that_matters_stands_first(open_page: Callable[..., Page], address: str) -> None:
    """At the opening of a chapter the first figure is set at least twice as large as the others; on the home page all are large, and none is told that the drawing tells."""
    page = open_page(address + CHAPTER, painted=False)
    sizes = page.locator(".highlights b").evaluate_all("all => all.map(e => parseFloat(getComputedStyle(e).fontSize))")
    assert len(sizes) >= 3 and all(sizes[0] >= 2 * size for size in sizes[1:])
    page.goto(f"{address}zh/")
    sizes = page.locator(".story b").evaluate_all("all => all.map(e => parseFloat(getComputedStyle(e).fontSize))")
    assert len(sizes) == 3 and min(sizes) >= 48


def test_the_twelve_counties(open_page: Callable[..., Page], address: str) -> None:
    """The home page lists each county with its name in both languages, and the year in which it left the list where it was on it."""
    page = open_page(f"{address}en/", painted=False)
    entries = page.locator("ul.counties > li")
    expect(entries).to_have_count(12)
    expect(entries.filter(has_text="Linxi County")).to_have_text("Linxi County 林西县 2017")
    expect(entries.filter(has_text="Hongshan District")).to_have_text("Hongshan District 红山区")


@pytest.mark.parametrize("width", [360, 1100, 1440, 1920])
def test_no_number_is_broken(open_page: Callable[..., Page], address: str, width: int) -> None:
    """However narrow its column, a figure at an opening stands on one line: as large as there is room for it."""
    page = open_page(painted=False, viewport={"width": width, "height": 900})
    for path in ("en/", "en/measures/special-groups/", "en/beyond/inner-mongolia-2018/", "zh/by-subject/jobs/"):
        page.goto(address + path)
        broken = page.evaluate(
            "[...document.querySelectorAll('.highlights b')].filter(b => b.getClientRects().length > 1).map(b => b.textContent)"
        )
        assert broken == [], path


def test_a_county_begins_on_one_sheet(open_page: Callable[..., Page], address: str) -> None:
    """On paper the title of a county and its profile, with the map, stand on the first sheet together."""
    page = open_page(f"{address}{CHAPTER}", painted=False, viewport={"width": 680, "height": 960})
    page.emulate_media(media="print")
    box = page.locator(".profile").bounding_box()
    assert box
    assert box["y"] + box["height"] < 960


def test_the_keyboard_meets_the_opening_figures_before_the_profile(
    open_page: Callable[..., Page], address: str
) -> None:
    """On a wide page the profile stands at the end of the line, beside the text of a county; the keyboard comes to it after the figures of the opening and before the text."""
    page = open_page(f"{address}{CHAPTER}", painted=False, viewport={"width": 1440, "height": 900})
    groups = page.evaluate(
        "[...document.querySelectorAll('.highlights a, .profile a, .prose a')].map((link) => link.closest('.highlights, .profile, .prose').classList[0])"
    )
    assert list(dict.fromkeys(groups)) == ["highlights", "profile", "prose"]
    opening, profile, text = (page.locator(name).first.bounding_box() for name in ("h1", ".profile", ".prose p"))
    assert opening and profile and text
    assert profile["x"] > opening["x"] + opening["width"]
    assert profile["x"] > text["x"] + text["width"]
    assert profile["y"] < text["y"] < profile["y"] + profile["height"]


def test_the_smallest_phone_tells_the_language(open_page: Callable[..., Page], address: str) -> None:
    """At 320 pixels the language of the page is seen among the others, on one line with them."""
    page = open_page(f"{address}en/", painted=False, viewport={"width": 320, "height": 640})
    links = [link.bounding_box() for link in page.locator(".languages a").all()]
    assert all(box and box["height"] >= 24 and box["x"] + box["width"] <= 320 for box in links)
    assert len({box["y"] for box in links if box}) == 1
    expect(page.locator(".languages [aria-current]")).to_have_text("English")


def test_the_smallest_phone_tells_the_name_of_the_site(open_page: Callable[..., Page], address: str) -> None:
    """At 320 pixels the title is read beside search, three languages and settings, in letters of 14 pixels; a longer way ends in the page."""
    page = open_page(f"{address}en/counties/aohan/", viewport={"width": 320, "height": 640})
    assert page.locator(".site-title").evaluate("title => parseFloat(getComputedStyle(title).fontSize)") >= 14
    assert page.locator(".site-title").evaluate("title => title.scrollWidth <= title.clientWidth")
    expect(page.locator(".trail [aria-current]")).to_be_visible()


@pytest.mark.parametrize("width", [360, 768, 1440])
def test_no_tile_of_a_band_is_cut(open_page: Callable[..., Page], address: str, width: int) -> None:
    """A band has a whole number of its tiles, in the middle between the margins."""
    page = open_page(f"{address}en/counties/aohan/", painted=False, viewport={"width": width, "height": 740})
    left, right, tiles = page.locator(".band").evaluate(
        """(band) => {
            const [outer, inner] = [band, band.querySelector('rect')].map((one) => one.getBoundingClientRect());
            return [inner.left - outer.left, outer.right - inner.right, parseFloat(getComputedStyle(band.querySelector('rect')).width) / 72];
        }"""
    )
    assert abs(left - right) < 1 and left >= 0
    assert tiles == round(tiles) > 5


def test_a_title_has_the_same_lines_on_either_side(open_page: Callable[..., Page], address: str) -> None:
    """An English title stands in the same lines whether the frame of two languages is Chinese or English."""
    heights = []
    for path in ("zh-en", "en-zh"):
        page = open_page(f"{address}{path}/counties/aohan/", painted=False, viewport={"width": 1440, "height": 900})
        heights.append(page.locator("h1 .side:lang(en)").evaluate("(side) => getComputedStyle(side).lineHeight"))
    assert heights[0] == heights[1]


def test_tables_are_seen_whole(open_page: Callable[..., Page], real_site: Path, address: str) -> None:
    """No table of a text or chart scrolls sideways: not on a phone, a tablet or in a column of two languages; a column takes three characters."""
    page = open_page(painted=False)
    for folder in ("zh/by-subject", "en/by-subject", "en-zh/by-subject", "zh/counties", "en/charts"):
        for path in sorted((real_site / folder).glob("*/index.html")):
            if "<table" not in path.read_text(encoding="utf-8"):
                continue
            page.goto(f"{address}{folder}/{path.parent.name}/")
            for width in (320, 360, 560, 768, 1280, 1440):
                page.set_viewport_size({"width": width, "height": 740})
                over, narrow = page.evaluate(
                    """() => {
                        const boxes = [...document.querySelectorAll('.table')].filter((box) => box.offsetParent);
                        const cells = boxes.flatMap((box) => [...box.querySelectorAll('th, td')]);
                        const across = (cell) => cell.getBoundingClientRect().width / parseFloat(getComputedStyle(cell).fontSize);
                        return [boxes.filter((box) => box.scrollWidth > box.clientWidth + 1).length, cells.filter((cell) => across(cell) < 3).length];
                    }"""
                )
                assert (over, narrow) == (0, 0), (path, width)


def test_a_table_of_a_phone_is_still_one(open_page: Callable[..., Page], address: str) -> None:
    """A table whose rows have two lines on a phone is told as a table, with its heads, rows and cells; its heads stay in sight."""
    page = open_page(f"{address}zh/by-subject/water/", own=True, viewport={"width": 360, "height": 740})
    told = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    roles = [node["role"]["value"] for node in told if "role" in node]
    rows = page.locator(".table tr")
    assert roles.count("table") == 1
    assert roles.count("row") == rows.count()
    assert roles.count("columnheader") == page.locator(".table thead th").count()
    assert roles.count("cell") == page.locator(".table td").count()
    tops = rows.nth(1).locator("td").evaluate_all("cells => cells.map(cell => cell.getBoundingClientRect().top)")
    assert tops[1] == tops[2] > tops[0], "the other cells stand beside each other, below the first"
    rows.last.evaluate("row => row.scrollIntoView({block: 'center'})")
    expect(page.locator(".table thead")).to_be_in_viewport()


def test_three_columns_stand_beside_each_other(open_page: Callable[..., Page], address: str) -> None:
    """A table of three columns has its cells beside each other in a window of 1,280 pixels, also beside another language."""
    page = open_page(painted=False, viewport={"width": 1280, "height": 740})
    for path in ("en/by-subject/help/", "en-zh/by-subject/help/"):
        page.goto(address + path)
        tops = page.locator(".table:lang(en) tbody tr:has(> :nth-child(3):last-child)").evaluate_all(
            "rows => rows.map(row => new Set([...row.cells].map(cell => cell.getBoundingClientRect().top)).size)"
        )
        assert tops and set(tops) == {1}, path


def test_nothing_is_cut_off_on_a_phone(open_page: Callable[..., Page], address: str) -> None:
    """The timeline, the figures of a chapter, and the figures of the table of a chart stand whole in the window of a phone."""
    page = open_page(painted=False, viewport={"width": 360, "height": 740})
    for path, things in {
        "zh/timeline/": ".lanes.narrow",
        "en/timeline/": ".lanes.narrow",
        "zh/by-subject/jobs/": ".highlights li",
        "en/by-subject/water/": ".highlights li",
        "zh/charts/funds-region/": ".chart td.number, .chart th",
        "en/charts/houses-by-county/": ".chart td.number",
    }.items():
        page.goto(address + path)
        ends = page.locator(things).evaluate_all("all => all.map(e => e.getBoundingClientRect().right)")
        assert ends and max(ends) <= 360, path


def test_a_box_that_scrolls_shows_it(open_page: Callable[..., Page], address: str) -> None:
    """At the edge beyond which a table goes on, the box has another colour; at its end it has that of the paper."""
    page = open_page(f"{address}zh/by-subject/water/", viewport={"width": 1000, "height": 740}, bypass_csp=True)
    page.add_style_tag(content=".table table { min-inline-size: 2000px }")
    box = page.locator(".table").first
    before = box.screenshot()
    box.evaluate("box => box.scrollTo(box.scrollWidth, 0)")
    assert box.screenshot() != before
    assert box.evaluate("box => getComputedStyle(box).backgroundAttachment").startswith("local, local, scroll")


def test_a_place_on_a_phone(open_page: Callable[..., Page], address: str) -> None:
    """The map of where a place lies is below the title and wide enough for its names; other texts are listed without faces."""
    page = open_page(f"{address}en/places/aohan/", viewport={"width": 360, "height": 740})
    title, drawn = (page.locator(one).first.bounding_box() for one in ("h1", ".locator"))
    assert title
    assert drawn
    assert drawn["y"] > title["y"] + title["height"]
    assert drawn["width"] > 250
    expect(page.locator("section[aria-labelledby=also-in] .felt")).to_have_count(0)
