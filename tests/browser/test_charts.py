"""Charts as a reader sees them: on a phone and on a desk, in the dark, in either language, without JavaScript."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import accessibility
import pytest
from playwright.sync_api import Page, expect

PAGES = (
    "zh/charts/income-of-the-poor/",
    "en/charts/poverty-rate-by-county/",
    "en/charts/relocated-by-county/",
    "zh/counties/",
    "en/measures/industry/",
)
SMALLEST_TEXT = 11  # CSS pixels


@pytest.mark.parametrize("path", PAGES)
def test_drawings_are_read_on_a_phone(open_page: Callable[..., Page], address: str, path: str) -> None:
    """At 360 pixels nothing sticks out, no text is smaller than eleven pixels, and no two texts of a drawing overlap."""
    page = open_page(address + path, viewport={"width": 360, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    found = page.evaluate(
        """() => [...document.querySelectorAll('.drawing')].filter(one => one.checkVisibility()).flatMap(svg => {
            const scale = svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
            const sheet = svg.getBoundingClientRect();
            const texts = [...svg.querySelectorAll('text')].map(text => ({
                words: text.textContent, box: text.getBoundingClientRect(),
                size: parseFloat(getComputedStyle(text).fontSize) * scale}));
            const small = texts.filter(one => one.size < SMALLEST).map(one => `small: ${one.words}`);
            const outside = texts.filter(one => one.box.left < sheet.left - 1 || one.box.right > sheet.right + 1)
                .map(one => `outside: ${one.words}`);
            const touching = texts.flatMap((one, number) => texts.slice(number + 1).filter(two =>
                one.box.left < two.box.right - 1 && two.box.left < one.box.right - 1
                && one.box.top < two.box.bottom - 4 && two.box.top < one.box.bottom - 4)
                .map(two => `${svg.id} ${one.words} | ${two.words}`));
            return [...small, ...outside, ...touching];
        })""".replace("SMALLEST", str(SMALLEST_TEXT))
    )
    assert page.locator(".drawing").count() > 0
    assert found == []


def test_what_counts_something_different_has_an_outline(open_page: Callable[..., Page], address: str) -> None:
    """A bar, a part and the key of it that are hollow are seen by their outline, in whatever colours."""
    page = open_page(f"{address}en/charts/")
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        looks = page.locator(".drawing rect.other").evaluate_all(
            "marks => marks.map(mark => getComputedStyle(mark)).map(({fill, stroke, strokeWidth}) => [fill, stroke, strokeWidth])"
        )
        assert len(looks) > 4
        assert {width for _, _, width in looks} == {"2px"}
        assert all(fill != stroke for fill, stroke, _ in looks)


@pytest.mark.parametrize(("width", "shown"), [(360, "narrow"), (1440, "wide")])
def test_a_chart_is_drawn_for_the_room_it_has(
    open_page: Callable[..., Page], address: str, width: int, shown: str
) -> None:
    """In a text one of the two drawings is seen, as wide as the text, and only that one is told to a screen reader."""
    page = open_page(f"{address}en/counties/", viewport={"width": width, "height": 800})
    chart = page.locator("#chart-poverty-rate-by-county")
    expect(chart.get_by_role("img")).to_have_count(1)
    box, text = chart.locator(f".drawing.{shown}").bounding_box(), chart.bounding_box()
    assert box and text and box["width"] == pytest.approx(text["width"], abs=1)


@pytest.mark.parametrize(
    ("path", "drawn", "told"),
    [
        ("en/charts/loans-by-county/", ".bar", "925 million"),
        ("en/charts/relocated-by-county/", ".part.p2", "3,988"),
        ("en/charts/relocated-by-county/", ".part.other", "7,117*"),
        ("en/charts/poverty-rate-by-county/", ".mark.s4", "12.6% → 0.04%"),
    ],
)
def test_what_is_pointed_at_keeps_its_colour(
    open_page: Callable[..., Page], address: str, path: str, drawn: str, told: str
) -> None:
    """A pointer on a bar, a piece or a dot leaves its figure black while other text fades, and hides nothing. Dots of lines have their figures beside them."""
    page = open_page(address + path, viewport={"width": 1440, "height": 900})
    drawing = page.locator(".drawing.wide").first
    colours = """svg => Object.fromEntries([...svg.querySelectorAll('text')].map(text =>
        [text.firstChild.textContent, getComputedStyle(text).fill]))"""
    before = drawing.evaluate(colours)
    marks = drawing.locator(drawn)
    marks.nth({".bar": 1, ".mark.s4": 2}.get(drawn, 0)).hover()
    after = drawing.evaluate(colours)
    assert after[told] == before[told]
    faded = [text for text in after if after[text] != before[text]]
    assert len(faded) >= 2
    assert told not in faded


def test_a_row_of_the_table_shows_its_bar(open_page: Callable[..., Page], address: str) -> None:
    """What has the focus in the table has an outline in the drawing beside it."""
    page = open_page(f"{address}en/charts/loans-by-county/", viewport={"width": 1440, "height": 900})
    page.locator(".chart tbody a").nth(2).focus()
    outlines = page.locator(".drawing.wide .bar").evaluate_all("bars => bars.map(bar => getComputedStyle(bar).stroke)")
    assert [outline != "none" for outline in outlines] == [False, False, True, False]


def test_a_wide_page_is_used_by_a_chart(open_page: Callable[..., Page], address: str) -> None:
    """On the page of a chart what is said of the drawing stands beside it on a wide page, and the table below has the whole width; in a narrower window all stand below each other."""
    page = open_page(viewport={"width": 1440, "height": 900})
    drawing, about, table = (page.locator(f".chart {one}") for one in (".drawing:visible", ".chart-source", "table"))
    for path in ("en/charts/poverty-rate-by-county/", "en/charts/loans-by-county/"):
        page.set_viewport_size({"width": 1440, "height": 900})
        page.goto(address + path)
        left, right, below = drawing.bounding_box(), about.bounding_box(), table.bounding_box()
        assert left and right and below
        assert right["x"] > left["x"] + left["width"]
        assert right["y"] < left["y"] + left["height"] < below["y"]
        assert below["width"] > left["width"] + right["width"]
        page.set_viewport_size({"width": 1024, "height": 800})
        assert about.bounding_box()["y"] > drawing.bounding_box()["y"] + drawing.bounding_box()["height"]


def test_a_table_opens_without_javascript(open_page: Callable[..., Page], address: str) -> None:
    """A reader opens a chart's table, sees the full labels and figures, and finds the data to download."""
    page = open_page(f"{address}en/counties/", java_script_enabled=False, viewport={"width": 360, "height": 800})
    chart = page.locator("#chart-poverty-rate-by-county")
    table = chart.get_by_role("table")
    expect(table).not_to_be_visible()
    chart.get_by_text("Table and data").click()
    expect(table).to_be_visible()
    expect(table.get_by_role("row").nth(1)).to_contain_text("Ar Horqin Banner: Poverty rate")
    expect(table.get_by_role("row").nth(1)).to_contain_text("15.7%")
    expect(
        page.get_by_role("region", name="In the five places that give two poverty rates it fell to 0.61% or less")
    ).to_be_visible()
    with page.expect_download() as download:
        chart.get_by_role("link", name="Download the data").click()
    assert Path(download.value.path()).read_text(encoding="utf-8").startswith("id,label_zh,label_en")


def test_a_screen_reader_hears_what_a_drawing_is(open_page: Callable[..., Page], address: str) -> None:
    """A drawing is one image with a name and a description."""
    page = open_page(f"{address}zh/counties/aohan/")
    image = page.get_by_role("img", name="画报给出敖汉旗三个贫困发生率，从57.2%到0.61%")
    expect(image).to_have_count(1)
    expect(image).to_have_accessible_name(
        "画报给出敖汉旗三个贫困发生率，从57.2%到0.61% 折线图，共1条线，时间从左到右。全部数字见下表。"
    )


@pytest.mark.parametrize("path", ["zh/counties/", "en/measures/industry/"])
def test_charts_are_accessible(open_page: Callable[..., Page], address: str, path: str) -> None:
    """axe finds no violation, with every table open, light or dark."""
    page = open_page(address + path, painted=False, bypass_csp=True)
    page.evaluate("document.querySelectorAll('.chart details').forEach(one => { one.open = true })")
    accessibility.check_by_day_and_night(page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_bars_stand_out_from_the_page(open_page: Callable[..., Page], address: str, scheme: str) -> None:
    """Bars have three times the contrast to the page that graphics need, in either scheme, and so do the outlines of the second series."""
    page = open_page(f"{address}en/charts/", painted=False, color_scheme=scheme)
    ratios = page.evaluate("""() => {
            const light = colour => {
                const [r, g, b] = colour.match(/[\\d.]+/g).slice(0, 3).map(one => one / 255)
                    .map(one => one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4);
                return 0.2126 * r + 0.7152 * g + 0.0722 * b;
            };
            const ratio = (one, two) => (Math.max(one, two) + 0.05) / (Math.min(one, two) + 0.05);
            const paper = light(getComputedStyle(document.documentElement).backgroundColor);
            const look = (selector, side) => ratio(light(getComputedStyle(document.querySelector(selector))[side]), paper);
            return [look('.drawing.bars .bar.s1', 'fill'), look('.drawing.parts .p1', 'fill'), look('.drawing.groups .bar.s2', 'fill'),
                look('.drawing.change .trace', 'stroke'), look('.drawing.change .mark.s4', 'stroke')];
        }""")
    assert min(ratios) >= 3


def test_on_paper_a_small_chart_is_whole(open_page: Callable[..., Page], address: str) -> None:
    """In the printed list a chart's title, drawing and measure are one block that no page divides, and share no rows with others."""
    page = open_page(f"{address}en/charts/")
    page.emulate_media(media="print")
    style = "(item => [item.display, item.breakInside])(getComputedStyle(document.querySelector('.chart-list > li')))"
    assert page.evaluate(style) == ["block", "avoid"]


def test_a_chart_that_is_only_a_table_is_called_one(open_page: Callable[..., Page], address: str) -> None:
    """What cannot be drawn is called a table, has the width of the page, and offers no drawing."""
    page = open_page(f"{address}en/charts/income-gains/", viewport={"width": 1440, "height": 900})
    expect(page.locator(".kicker")).to_have_text("Table")
    expect(page.locator("a[download][href$='.svg']")).to_have_count(0)
    assert page.evaluate(
        "document.querySelector('.chart table').clientWidth / document.querySelector('main').clientWidth > 0.9"
    )
    page.goto(f"{address}en/charts/relocated-by-county/")
    expect(page.locator(".kicker")).to_have_text("Chart")
    expect(page.locator("a[download][href$='.svg']")).to_have_count(1)
