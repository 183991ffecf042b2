"""Long lists in a real Chromium: ways to their groups, narrowing them by typing, and the drawn timeline."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect


def test_a_list_is_narrowed(open_page: Callable[..., Page], address: str) -> None:
    """What is typed, in small letters and without accents too, and the kind that is chosen leave the entries that have both; groups without any go."""
    page = open_page(f"{address}en/glossary/")
    entries = page.locator("[data-entries] > :visible")
    everything = entries.count()
    page.get_by_label("Filter this list").fill("RELOCATION")
    expect(page.locator(".filter output")).to_have_text(f"{entries.count()} of {everything}")
    assert 0 < entries.count() < 30
    assert page.locator("main section:visible").count() < 15
    page.get_by_label("Show").select_option("Slogan")
    page.get_by_label("Filter this list").fill("")
    assert 0 < entries.count() < everything
    page.get_by_label("Show").select_option("All")
    assert entries.count() == everything
    page.get_by_label("Filter this list").fill("zzqqxx")
    expect(page.locator(".filter output")).to_have_text("Nothing in this list matches.")


def test_the_field_of_a_list_stays_in_sight(open_page: Callable[..., Page], address: str) -> None:
    """Deep in a long list the field is there, below the menu; what is typed leaves entries in sight, and a letter leads to a heading that it does not cover."""
    for width, height in ((360, 740), (1440, 900)):
        page = open_page(f"{address}en/glossary/", viewport={"width": width, "height": height})
        field = page.get_by_label("Filter this list")
        page.evaluate("scrollTo(0, 9000)")
        expect(field).to_be_in_viewport()
        header, form = page.locator(".site-header").bounding_box(), page.locator(".filter").bounding_box()
        assert header["y"] + header["height"] <= form["y"] + 1
        field.fill("relocation")
        expect(page.locator("[data-entries] > :visible").first).to_be_in_viewport()
        field.fill("")
        page.goto(f"{address}en/glossary/#letter-m")
        form = page.locator(".filter").bounding_box()
        assert page.locator("#letter-m").bounding_box()["y"] >= form["y"] + form["height"]


def test_letters_and_places_lead_to_their_groups(open_page: Callable[..., Page], address: str) -> None:
    """Without a script the letters, in Chinese those of pinyin, and the counties lead to their groups; no field is shown that would do nothing."""
    page = open_page(f"{address}zh/glossary/", java_script_enabled=False)
    expect(page.get_by_label("输入文字筛选")).to_be_hidden()
    page.get_by_role("navigation", name="按首字母").get_by_role("link", name="F", exact=True).click()
    expect(page.get_by_role("heading", name="F", exact=True)).to_be_in_viewport()
    page.goto(f"{address}en/places/")
    page.get_by_role("navigation", name="By place").get_by_role("link", name="Linxi County").click()
    expect(page.locator("#linxi")).to_be_in_viewport()


def test_the_timeline_is_drawn(open_page: Callable[..., Page], address: str) -> None:
    """Each event of the list is in the drawing, whose marks lead to the events; a county can be chosen."""
    page = open_page(f"{address}en/timeline/")
    events = page.locator(".events li")
    told = page.locator(".lanes.wide a title").all_text_contents()
    assert sum(len(title.splitlines()) for title in told) == events.count()
    assert page.locator(".lanes.wide a").count() == len(told)
    page.set_viewport_size({"width": 360, "height": 800})
    assert page.locator(".earlier a").all_text_contents() == ["1986", "1988", "1997", "2000", "2001", "2002"]
    page.set_viewport_size({"width": 1280, "height": 720})
    page.locator(".lanes.wide a[href='#aohan-listed']").click()
    expect(page.locator("#aohan-listed")).to_be_in_viewport()
    page.get_by_label("Show").select_option("Aohan Banner")
    expect(page.locator("#aohan-listed")).to_be_visible()
    expect(page.locator("#linxi-listed")).to_be_hidden()
    lanes = page.locator(".lanes.wide [data-lane]")
    assert lanes.filter(has_text="Aohan").evaluate("lane => getComputedStyle(lane).opacity") == "1"
    assert lanes.filter(has_text="Linxi").evaluate("lane => getComputedStyle(lane).opacity") == "0.2"


def test_charts_are_narrowed_by_county_and_by_words(open_page: Callable[..., Page], address: str) -> None:
    """A county and words leave the charts that have both; without a script all are there, by theme and by county."""
    page = open_page(f"{address}en/charts/")
    charts = page.locator(".chart-list > :visible")
    everything = charts.count()
    page.get_by_role("combobox", name="By county").select_option("Aohan Banner")
    of_aohan = charts.count()
    page.get_by_label("Filter this list").fill("poverty rate")
    assert 0 < charts.count() < of_aohan < everything
    expect(page.locator(".chart-list").first).to_contain_text("Three poverty rates are printed for Aohan")
    page = open_page(f"{address}en/charts/", java_script_enabled=False)
    assert page.locator(".chart-list > :visible").count() == everything
    expect(page.locator(".filter")).to_be_hidden()


def test_every_place_says_where_it_is_told_of(open_page: Callable[..., Page], address: str) -> None:
    """A place that stands by itself in the list leads to a text, or to a picture of it; a place that only others belong to says no more."""
    page = open_page(f"{address}en/places/", java_script_enabled=False)
    entries = page.locator("[data-entries] > li")
    assert entries.count() > 200
    assert entries.filter(has_not=page.locator(".mention")).evaluate_all("all => all.map(({ id }) => id)") == ["alxa"]


def test_doubts_are_filtered_by_place_and_kind(open_page: Callable[..., Page], address: str) -> None:
    """Only the doubts that are chosen stand there, each below its place and its kind; how figures should stand to each other is a sentence."""
    page = open_page(f"{address}en/doubtful/", viewport={"width": 1440, "height": 900})
    everything = page.locator(".doubt").count()
    page.get_by_label("By county").select_option("Linxi County")
    linxi = page.locator(".doubt:visible").count()
    assert 0 < linxi < everything
    expect(page.locator("h2:visible", has_text="Aohan Banner")).to_have_count(0)
    page.locator(".filter select").last.select_option("Sums that do not add up")
    assert page.locator(".doubt:visible").count() <= linxi
    expect(page.locator("main h3:visible")).to_have_text(["Sums that do not add up"])
    rules = set(page.locator(".doubt small").all_text_contents())
    assert rules == {"The first should be no more than the second.", "The two should be the same."}


def test_the_filter_of_a_list_is_one_line_on_a_desk(open_page: Callable[..., Page], address: str) -> None:
    """Labels stand before their fields, so that the bar that stays in sight is as high as a field."""
    page = open_page(f"{address}en/charts/", viewport={"width": 1440, "height": 900})
    assert page.locator(".filter").bounding_box()["height"] < 70
