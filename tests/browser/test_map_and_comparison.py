"""A reader looks rather than reads: follows a place, sorts the table, on a phone, in the dark, without JavaScript."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from projects import append, lay_out

from chronicle.pipeline import build_site

PAGES = ("zh/map/", "en/map/", "zh/compare/", "en/compare/", "zh/", "en/")
# The relative luminance of WCAG, and the contrast of each line of text on a map with what lies under it.
CONTRASTS = """() => {
  const light = (colour) => {
    const [r, g, b] = colour.match(/[\\d.]+/g).map(Number).map((c) => c / 255)
      .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  return [...document.querySelectorAll(".map a")].flatMap((place) => {
    const area = place.querySelector("path");
    const under = area && place.ownerSVGElement.matches(".areas") ? getComputedStyle(area).fill
      : getComputedStyle(document.documentElement).backgroundColor;
    return [...place.querySelectorAll("text")].map((text) => {
      const [one, other] = [light(getComputedStyle(text).fill), light(under)].sort((a, b) => b - a);
      return { contrast: (one + 0.05) / (other + 0.05), of: `${place.getAttribute("class")} ${text.textContent}` };
    });
  });
}"""


def order_of(page: Page) -> list[str]:
    """Return the places in the order of the table's columns."""
    return page.locator("[data-compare] thead th:not(:first-child)").all_inner_texts()


def values_of(page: Page, key: str) -> list[float | None]:
    """Return the values of a measure from left to right, None for gaps."""
    return page.evaluate(
        """(key) => [...document.getElementById(`measure-${key}`).cells].slice(1).map((cell) => {
          const data = cell.querySelector("data");
          return data ? Number(data.value) : null;
        })""",
        key,
    )


def test_the_keyboard_leads_from_place_to_place_and_into_a_chapter(
    open_page: Callable[..., Page], address: str
) -> None:
    """Tab reaches all twelve places of the map, each is seen to have the focus, and Enter opens the chapter of its place."""
    page = open_page(f"{address}en/map/")
    tiles = page.locator("#left ~ .map-drawing .map a")
    expect(tiles).to_have_count(12)
    unfocused = tiles.nth(3).evaluate("place => getComputedStyle(place.querySelector('circle')).stroke")
    tiles.first.focus()
    names = [page.evaluate("document.activeElement.getAttribute('aria-label')")]
    for _ in range(11):
        page.keyboard.press("Tab")
        names.append(page.evaluate("document.activeElement.getAttribute('aria-label')"))
    assert len(set(names)) == 12
    assert "Linxi County: 2017" in names
    tiles.nth(2).focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == names[3]
    focused = tiles.nth(3).evaluate("place => getComputedStyle(place.querySelector('circle')).stroke")
    assert focused != unfocused, "a focused place has a stroke of its own"
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{address}en/counties/linxi/")


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (1366, 768), (1440, 900), (1920, 1080)])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_choice_legend_and_map_are_seen_at_once(
    open_page: Callable[..., Page], address: str, language: str, width: int, height: int
) -> None:
    """On a laptop no measure needs scrolling: choices, legend and the whole map are in the window, and the map is more than half as high as that."""
    page = open_page(f"{address}{language}/map/", painted=False, viewport={"width": width, "height": height})
    assert page.locator(".measures").bounding_box()["y"] < page.locator(".measures :checked").bounding_box()["y"]
    for measure in page.locator(".measures input").all():
        measure.evaluate("one => one.click()")
        ends = [
            page.locator(part).last.evaluate("one => one.getBoundingClientRect().bottom")
            for part in (".measures", ".map-legend:visible", ".seats:visible .bar")
        ]
        assert max(ends) <= height, measure.get_attribute("value")
        assert page.locator(".map-ground:visible").bounding_box()["height"] > height / 2


# Words of a map that lie over others, or over the circle of another place; its names of rivers stand where there is room.
COVERED = """() => [...document.querySelectorAll(".map.seats")].filter((map) => map.checkVisibility()).flatMap((map) => {
  const box = (one) => one.getBoundingClientRect();
  const words = [...map.querySelectorAll("text:not(.along)")].filter((text) => text.checkVisibility());
  return words.flatMap((text, number) => {
    const { left, right, top, bottom } = box(text), own = text.closest("a");
    const over = words.slice(number + 1).filter((other) => (!own || own !== other.closest("a"))
      && left < box(other).right - 1 && box(other).left < right - 1
      && top < box(other).bottom - 4 && box(other).top < bottom - 4);
    const under = [...map.querySelectorAll("a")].filter((place) => {
      const circle = box(place.querySelector("circle")), radius = circle.width / 2;
      const [x, y] = [circle.left + radius, circle.top + radius];
      const [near, level] = [Math.max(left, Math.min(x, right)), Math.max(top + 2, Math.min(y, bottom - 2))];
      return place !== own && Math.hypot(near - x, level - y) < radius - 1;
    });
    return [...over, ...under].map((other) => `${text.textContent} | ${other.textContent}`);
  });
})"""


@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_name_on_a_map_lies_over_another(open_page: Callable[..., Page], address: str, language: str) -> None:
    """On a phone, on a desk and on paper, whatever is measured, every name is read and none covers the circle of another place."""
    page = open_page(f"{address}{language}/map/", painted=False)
    for width in (360, 768, 1440):
        page.set_viewport_size({"width": width, "height": 900})
        for measure in page.locator(".measures input").all():
            measure.evaluate("one => one.click()")
            assert page.evaluate(COVERED) == [], (width, measure.get_attribute("value"))
    page.set_viewport_size({"width": 680, "height": 900})
    page.emulate_media(media="print")
    assert page.evaluate(COVERED) == []


def test_a_reader_chooses_what_the_map_shows(open_page: Callable[..., Page], address: str) -> None:
    """One map is seen at a time, chosen by radio buttons, with the keyboard too, and without a script."""
    page = open_page(f"{address}en/map/", java_script_enabled=False)
    expect(page.locator(".maps > section:visible")).to_have_count(1)
    expect(page.locator(".maps h2:visible")).to_have_text("Year of leaving the list of poor counties")
    page.get_by_role("radio", name="People relocated").check()
    expect(page.locator(".maps > section:visible")).to_have_count(1)
    expect(page.locator(".maps h2:visible")).to_have_text("People relocated")
    page.keyboard.press("ArrowUp")
    expect(page.locator(".maps h2:visible")).to_have_text("Poor villages")
    page.get_by_role("link", name="Aohan Banner: ").first.click()
    expect(page).to_have_url(f"{address}en/counties/aohan/")


def test_a_reader_goes_from_year_to_year(open_page: Callable[..., Page], address: str) -> None:
    """On the map of years those that come later are empty circles without a year, without a script; at first, and on paper, all are told."""
    page = open_page(f"{address}en/map/", java_script_enabled=False)
    filled = """() => [...document.querySelectorAll("#left ~ .map-drawing .map a:not(.gap)")]
        .filter((place) => getComputedStyle(place.querySelector(".value")).visibility === "visible").length"""
    years = page.get_by_role("radiogroup", name="Year of leaving the list of poor counties").get_by_role("radio")
    expect(years.last).to_be_checked()
    assert page.evaluate(filled) == 10
    for year, reached in (("by 2017: 1 of 10", 1), ("by 2018: 6 of 10", 6), ("by 2019: 10 of 10", 10)):
        page.get_by_role("radio", name=year).check()
        assert page.evaluate(filled) == reached
    years.first.check()
    page.emulate_media(media="print")
    assert page.evaluate(filled) == 10


def test_on_paper_all_maps_are_there(open_page: Callable[..., Page], address: str) -> None:
    """Nothing is left to choose on paper: every map is printed, the buttons are not."""
    page = open_page(f"{address}en/map/")
    page.emulate_media(media="print")
    assert page.locator(".maps > section:visible").count() == page.locator(".maps > section").count()
    expect(page.get_by_role("radio")).to_have_count(0)


def test_on_paper_a_comparison_is_of_the_chosen_places(open_page: Callable[..., Page], address: str) -> None:
    """Its address has the choice, its table the width of the sheet in letters of at least nine points, and what is told of other places is not printed."""
    page = open_page(f"{address}en/compare/?places=linxi,aohan")
    page.emulate_media(media="print")
    expect(page.locator(".on-paper")).to_contain_text("/en/compare/?places=linxi,aohan")
    expect(page.locator("#charts")).to_be_hidden()
    table = page.locator("[data-compare]")
    assert table.evaluate("one => one.clientWidth / one.parentElement.clientWidth") > 0.95
    cell = page.locator("#measure-poverty-rate-before td:visible").first
    last = page.locator("#measure-poverty-rate-before td:visible").last
    assert cell.evaluate("one => parseFloat(getComputedStyle(one).fontSize)") >= 12
    assert last.evaluate("one => one.getBoundingClientRect().right / document.body.clientWidth") > 0.9


def test_sorting(open_page: Callable[..., Page], address: str) -> None:
    """A click on a measure puts the places from high to low, the next from low to high; gaps stay at the end; the corner restores the order."""
    page = open_page(f"{address}en/compare/")
    before = order_of(page)
    assert len(before) == 12
    status = page.locator(".comparison [role=status]")
    expect(status).to_be_empty()
    linxi = before.index("Linxi")
    rates = values_of(page, "poverty-rate-before")
    head = page.locator("#measure-relocated-people th")
    for direction in ("descending", "ascending"):
        head.get_by_role("button").click()
        expect(head).to_have_attribute("aria-sort", direction)
        values = values_of(page, "relocated-people")
        there = [value for value in values if value is not None]
        assert there == sorted(there, reverse=direction == "descending")
        assert values[: len(there)] == there, "gaps stand at the end"
        expect(status).to_have_text(", ".join(["People relocated", *order_of(page)]))
        now = order_of(page).index("Linxi")
        assert values_of(page, "poverty-rate-before")[now] == rates[linxi], "all rows are put in one order"
    expect(page.locator("[aria-sort]")).to_have_count(1)
    assert order_of(page) != before
    page.get_by_role("button", name="Place").focus()
    page.keyboard.press("Enter")
    assert order_of(page) == before


@pytest.mark.parametrize("has_scripts", [True, False])
def test_places_are_chosen(open_page: Callable[..., Page], address: str, has_scripts: bool) -> None:
    """Only chosen places are shown, without scripts too; with scripts, the measures that all of them report come first in each group."""
    page = open_page(f"{address}en/compare/", java_script_enabled=has_scripts)
    for name in ("Linxi", "Aohan"):
        page.get_by_role("checkbox", name=name).check()
    heads = page.locator("[data-compare] thead th:has(a):visible")
    expect(heads).to_have_count(2)
    expect(heads.first).to_have_text("Linxi")
    expect(page.locator(".comparison [role=status]")).to_have_text("Linxi, Aohan" if has_scripts else "")
    for group in page.locator("[data-compare] tbody").all():
        reported = [row.locator("td:visible data").count() for row in group.locator("tr:has(td)").all()]
        assert not has_scripts or reported == sorted(reported, reverse=True)
    for name in ("Linxi", "Aohan"):
        page.get_by_role("checkbox", name=name).uncheck()
    expect(heads).to_have_count(12)


def test_a_choice_stands_in_the_address(open_page: Callable[..., Page], address: str) -> None:
    """Chosen places and the measure of the map can be sent as an address, and are the same in another language; nothing enters the history, and other words there change nothing."""
    page = open_page(f"{address}en/compare/?places=linxi,nowhere,aohan", own=True)
    heads = page.locator("[data-compare] thead th:has(a):visible")
    expect(heads).to_have_text(["Linxi", "Aohan"])
    expect(page).to_have_url(f"{address}en/compare/?places=linxi,aohan")
    page.get_by_role("checkbox", name="Linxi").uncheck()
    expect(page).to_have_url(f"{address}en/compare/?places=aohan")
    assert page.evaluate("history.length") <= 2
    page.locator(".languages").get_by_role("link", name="中文").click()
    expect(page.locator("[data-compare] thead th:has(a):visible")).to_have_text(["敖汉"])
    page.get_by_role("checkbox", name="敖汉").uncheck()
    expect(page).to_have_url(f"{address}zh/compare/")
    page.goto(f"{address}en/map/?measure=loans")
    expect(page.locator("#loans")).to_be_visible()
    page.get_by_role("radio").first.check()
    expect(page).to_have_url(f"{address}en/map/")
    page.goto(f"{address}en/map/?measure=nothing")
    expect(page.locator(".maps > section:visible")).to_have_count(1)


def test_the_order_stands_in_the_address(open_page: Callable[..., Page], address: str) -> None:
    """A sorted table is sorted when its address is opened, in another language and with chosen places too; the corner takes the order out, and what is no measure sorts nothing."""
    page = open_page(f"{address}en/compare/?places=linxi,aohan,ningcheng&sort=poverty-rate-before,ascending")
    head = page.locator("#measure-poverty-rate-before th")
    expect(head).to_have_attribute("aria-sort", "ascending")
    expect(page.locator("[data-compare] thead th:has(a):visible")).to_have_text(["Aohan", "Linxi", "Ningcheng"])
    head.get_by_role("button").click()
    expect(page).to_have_url(f"{address}en/compare/?places=linxi,ningcheng,aohan&sort=poverty-rate-before")
    page.locator(".languages").get_by_role("link", name="中文").click()
    expect(page.locator("[data-compare] thead th:has(a):visible")).to_have_text(["宁城", "林西", "敖汉"])
    page.locator("[data-compare] thead button").click()
    expect(page).to_have_url(f"{address}zh/compare/?places=linxi,ningcheng,aohan")
    page.goto(f"{address}en/compare/?sort=nothing")
    expect(page.locator("[aria-sort]")).to_have_count(0)
    expect(page).to_have_url(f"{address}en/compare/")


def test_what_no_chosen_place_reports_is_folded(open_page: Callable[..., Page], address: str) -> None:
    """Below the table its number is told, and a button shows it; with another choice the rows are back where they were."""
    page = open_page(f"{address}en/compare/")
    fold = page.locator("[data-folded='0']")
    rows = page.locator("[data-compare] tr:has(td)")
    before = rows.count()
    expect(fold).to_be_hidden()
    page.get_by_role("checkbox", name="Linxi").check()
    empty = fold.locator("tr:has(td)")
    number = empty.count()
    assert number > 0
    expect(empty.first).to_be_hidden()
    assert all(
        row.locator("td:visible data").count() for row in page.locator("[data-compare] tr:has(td):visible").all()
    )
    button = fold.get_by_role("button")
    expect(button).to_have_text(f"Measures that none of the chosen places reports: {number}")
    button.press("Enter")
    expect(empty.first).to_be_visible()
    page.get_by_role("checkbox", name="Linxi").uncheck()
    expect(fold).to_be_hidden()
    assert rows.count() == before


def test_what_only_one_of_the_chosen_places_reports_is_folded(open_page: Callable[..., Page], address: str) -> None:
    """It compares nothing: of several places only what at least two report is shown, no heading stands above nothing, and a button shows the rest; of one place all that it reports is shown."""
    page = open_page(f"{address}en/compare/?places=linxi,aohan")
    shown = page.locator("[data-compare] tr:has(td):visible")
    assert {row.locator("td:visible data").count() for row in shown.all()} == {2}
    expect(page.get_by_text("Counted differently in each place")).to_be_hidden()
    fold = page.locator("[data-folded='1']")
    rows = fold.locator("tr:has(td)")
    button = fold.get_by_role("button")
    expect(button).to_have_text(f"Measures that only one of the chosen places reports: {rows.count()}")
    button.press("Enter")
    assert {row.locator("td:visible data").count() for row in rows.all()} == {1}
    page.get_by_role("checkbox", name="Linxi").uncheck()
    expect(fold).to_be_hidden()
    expect(page.get_by_text("Counted differently in each place")).to_be_visible()
    assert {row.locator("td:visible data").count() for row in shown.all()} == {1}


def test_a_link_to_a_folded_measure_shows_it(open_page: Callable[..., Page], address: str) -> None:
    """The charts below lead to the rows of the table, also to one that is folded; the others stay folded."""
    page = open_page(f"{address}en/compare/?places=linxi,aohan")
    rows = page.locator("[data-folded] tr:has(td)")
    page.goto(f"{page.url}#{rows.first.get_attribute('id')}")
    expect(rows.first).to_be_in_viewport()
    expect(rows.nth(1)).to_be_hidden()


@pytest.mark.parametrize("width", [360, 768, 1440])
def test_figures_of_chosen_places_stand_one_above_the_other(
    open_page: Callable[..., Page], address: str, width: int
) -> None:
    """Each has a line with the name of its place, all bars begin at one edge, and lines and bars use the width of the page."""
    page = open_page(f"{address}en/compare/?places=linxi,aohan", viewport={"width": width, "height": 900})
    row = page.locator("#measure-poverty-rate-before")
    cells = row.locator("td:visible")
    assert cells.evaluate_all("all => all.map((one) => getComputedStyle(one, '::before').content)") == [
        '"Linxi" / ""',
        '"Aohan" / ""',
    ]
    first, last = (cells.nth(number).bounding_box() for number in (0, 1))
    assert first["y"] + first["height"] <= last["y"] + 1
    assert first["x"] + first["width"] > 0.94 * width
    bars = [row.locator(".share:visible").nth(number).bounding_box() for number in (0, 1)]
    assert bars[0]["x"] == bars[1]["x"]
    assert bars[0]["width"] == bars[1]["width"] > 0.2 * width
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_a_phone_shows_the_comparison_whole(open_page: Callable[..., Page], address: str) -> None:
    """In a narrow window there are the three places that report most, or those that are chosen, each figure beside its place; nothing is cut off or scrolls in a box of its own, and a measure is seen whole."""
    page = open_page(viewport={"width": 360, "height": 800})
    box = "(box => [box.scrollWidth - box.clientWidth, box.scrollHeight - box.clientHeight])(document.querySelector('.compare'))"
    for language in ("zh", "en"):
        page.goto(f"{address}{language}/compare/")
        heads = page.locator("[data-compare] thead th:has(a):visible")
        expect(heads).to_have_count(3)
        assert max(page.evaluate(box)) <= 0
        row = page.locator("#measure-relocated-people")
        assert row.bounding_box()["height"] < 200
        for checkbox in page.get_by_role("checkbox").all()[:5]:
            checkbox.check()
        expect(heads).to_have_count(5)
        assert max(page.evaluate(box)) <= 0


@pytest.mark.parametrize("width, shown", [(768, 6), (1024, 9), (1280, 12)])
def test_a_window_shows_as_many_places_as_it_has_room_for(
    open_page: Callable[..., Page], address: str, width: int, shown: int
) -> None:
    """Those that report most, each in a column; the page is as wide as the window, and the names of the places stay below the menu."""
    page = open_page(viewport={"width": width, "height": 800})
    for language in ("zh", "en"):
        page.goto(f"{address}{language}/compare/")
        expect(page.locator("[data-compare] thead th:has(a):visible")).to_have_count(shown)
        assert page.evaluate("document.documentElement.scrollWidth") == width
        page.locator("#measure-enterprises").evaluate("row => row.scrollIntoView({block: 'center'})")
        expect(page.locator("[data-compare] thead th:has(a):visible").first).to_be_in_viewport()


def test_what_cannot_be_compared_stands_apart(open_page: Callable[..., Page], address: str) -> None:
    """Measures that each place counts in its own way have no bars and stand below the others, under a heading of their own that stays first when the rows are put in order."""
    page = open_page(f"{address}en/compare/")
    page.get_by_role("checkbox", name="Linxi").check()
    page.get_by_role("checkbox", name="Aohan").check()
    own = page.locator("[data-compare] tbody:not([data-folded])").last
    expect(own.locator("tr").first).to_have_text("Counted differently in each place; not charted")
    expect(own.locator(".share")).to_have_count(0)
    rest = page.locator("[data-compare] tbody").first
    for row in rest.locator("tr:not(#measure-left)").all():
        assert row.locator(".share").count() > 0


def test_nothing_says_itself_twice(open_page: Callable[..., Page], address: str) -> None:
    """Below the name of a measure stands what is counted, unless the name has said that."""
    page = open_page(f"{address}en/compare/")
    for head in page.locator("[data-compare] tbody th[scope=row]").all():
        name = head.locator(".name").inner_text().lower()
        assert not any(label.lower() in name for label in head.locator(".counted").all_inner_texts())


def test_dates_sort_by_time(open_page: Callable[..., Page], address: str) -> None:
    """The row of leaving the list is sorted by its years."""
    page = open_page(f"{address}zh/compare/")
    page.locator("#measure-left").get_by_role("button").click()
    assert page.locator("#measure-left td").first.inner_text().startswith("2019年")


def test_the_whole_comparison_is_seen_on_a_desktop(open_page: Callable[..., Page], address: str) -> None:
    """Twelve places stand beside one another on a laptop of 1,280 pixels, so that nothing scrolls sideways and no stop of the keyboard is idle."""
    page = open_page(viewport={"width": 1280, "height": 800})
    for language in ("zh", "en"):
        page.goto(f"{address}{language}/compare/")
        assert page.evaluate("(box => box.scrollWidth - box.clientWidth)(document.querySelector('.compare'))") <= 0
        expect(page.locator(".comparison [tabindex]")).to_have_count(0)


def test_without_javascript(open_page: Callable[..., Page], address: str) -> None:
    """Without scripts the table is whole and has no buttons, maps and their tables are there (folded where there is no room beside), and figures lead to their facts."""
    page = open_page(f"{address}en/compare/", java_script_enabled=False)
    expect(page.locator("[data-compare] thead th:has(a)")).to_have_count(12)
    expect(page.locator("[data-compare] button")).to_have_count(0)
    page.locator("[data-compare]").get_by_role("link", name="3,988").click()
    expect(page).to_have_url(f"{address}en/facts/linxi/#relocated-registered-people")
    page.goto(f"{address}en/map/")
    table = page.locator("section:has(#left) > details")
    expect(table.get_by_role("link", name="2017")).to_be_visible()
    page.set_viewport_size({"width": 800, "height": 800})
    expect(table.get_by_role("link", name="2017")).to_be_hidden()
    table.locator("summary").click()
    expect(table.get_by_role("link", name="2017")).to_be_visible()


@pytest.mark.parametrize("width", [320, 360, 1440])
def test_nothing_sticks_out_and_places_are_large_enough(
    open_page: Callable[..., Page], address: str, width: int
) -> None:
    """No page is wider than the window; every place on the map is at least 24 pixels each way, and all names are on it."""
    page = open_page(painted=False, viewport={"width": width, "height": 800})
    for path in PAGES:
        page.goto(address + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        sizes = page.evaluate(
            """() => [...document.querySelectorAll(".map a")].filter((one) => one.checkVisibility()).map((place) => {
                  const box = place.getBoundingClientRect();
                  const map = place.closest(".map").getBoundingClientRect();
                  const texts = [...place.querySelectorAll("text")].map((text) => text.getBoundingClientRect());
                  return [box.width, box.height, texts.every((one) => one.left >= map.left - 2 && one.right <= map.right + 2), place.textContent];
                })"""
        )
        for across, high, is_inside, name in sizes:
            assert min(across, high) >= 24, name
            assert is_inside, name


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES)
def test_contrast_on_maps(open_page: Callable[..., Page], address: str, path: str, scheme: str) -> None:
    """Every line on a map has a contrast of at least 4.5 to 1, which axe does not measure in drawings."""
    page = open_page(address + path, painted=False, color_scheme=scheme, bypass_csp=True)
    low = [one["of"] for one in page.evaluate(CONTRASTS) if one["contrast"] < 4.5]
    assert low == []


def test_boundaries_are_drawn_and_attributed(
    open_page: Callable[..., Page], tmp_path: Path, serve: Callable[..., str]
) -> None:
    """With boundaries a click on an area opens its place, also on its second piece; source and licence stand below the maps."""
    output = tmp_path / "site" / "output"
    build_site(lay_out("boundaries", tmp_path / "site"), output, with_search=False)
    address = serve(output)
    page = open_page(f"{address}en/map/", viewport={"width": 360, "height": 800})
    expect(page.locator(".attribution")).to_contain_text("Some Survey, 1999")
    expect(page.locator(".attribution").get_by_role("link", name="Some licence")).to_be_visible()
    west = page.locator(".map").first.locator("a", has_text="West")
    box = west.locator("path").bounding_box()
    assert box is not None
    # The lower left corner of the box is the second piece, apart from the first.
    west.locator("path").click(position={"x": 10, "y": box["height"] - 2})
    expect(page).to_have_url(f"{address}en/part/west/")


def test_a_hole_is_not_part_of_its_place(
    open_page: Callable[..., Page], tmp_path: Path, serve: Callable[..., str]
) -> None:
    """What lies in the hole of an area is not painted and not the area's link."""
    output = tmp_path / "site" / "output"
    build_site(lay_out("boundaries", tmp_path / "site"), output, with_search=False)
    page = open_page(f"{serve(output)}en/map/", viewport={"width": 1000, "height": 1400})
    hit = page.evaluate(
        """() => {
              const path = [...document.querySelectorAll(".map a")].find((place) => place.textContent.includes("Centre")).querySelector("path");
              const box = path.getBoundingClientRect();
              const at = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
              return [path.isPointInFill(Object.assign(path.ownerSVGElement.createSVGPoint(), {
                x: path.getBBox().x + path.getBBox().width / 2, y: path.getBBox().y + path.getBBox().height / 2 })), at === path];
            }"""
    )
    assert hit == [False, False]


def test_all_choices_are_seen_on_a_phone(open_page: Callable[..., Page], address: str) -> None:
    """Neither the measures of the map nor the places of the comparison are hidden in a strip that scrolls sideways."""
    page = open_page(viewport={"width": 360, "height": 800})
    for name in ("map", "compare"):
        page.goto(f"{address}en/{name}/")
        for label in page.locator(".measures label").all():
            box = label.bounding_box()
            assert box["x"] >= 0
            assert box["x"] + box["width"] <= 360


def test_names_on_the_map_grow_with_the_text(open_page: Callable[..., Page], address: str) -> None:
    """A reader who chooses larger text has larger names on the map too."""
    page = open_page(f"{address}en/map/", viewport={"width": 360, "height": 800})
    size = "parseFloat(getComputedStyle(document.querySelector('.map text')).fontSize)"
    before = page.evaluate(size)
    page.evaluate("document.documentElement.style.setProperty('--size', '1.25')")
    assert page.evaluate(size) > before * 1.1


def test_a_comparison_of_many_places_shows_its_first_measure(
    open_page: Callable[..., Page], tmp_path: Path, serve: Callable[..., str]
) -> None:
    """Of more places than stand beside each other the table scrolls sideways; the names of the places do not lie on what is below them."""
    project = lay_out("map-and-comparison", tmp_path / "site")
    for number in range(20):
        append(
            project.root / "content/places.yaml",
            f"p{number}: {{name: {{zh: 第{number}县, en: County {number}}}, pinyin: Di, kind: county, seat: [118.{number:02}, 41.5]}}\n",
        )
    build_site(project, tmp_path / "output", with_search=False)
    page = open_page(f"{serve(tmp_path / 'output')}en/compare/", painted=False, viewport={"width": 1280, "height": 800})
    table = page.locator(".compare")
    assert table.evaluate("box => box.scrollWidth > box.clientWidth")
    head, first = (
        table.locator(f"{place} > th").first.evaluate(
            "cell => { const { top, bottom } = cell.getBoundingClientRect(); return [top, bottom]; }"
        )
        for place in ("thead tr", "tbody tr:has(td)")
    )
    assert head[1] <= first[0]
