"""A county at a glance: what its profile holds."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from projects import edit, lay_out, problems_of

from chronicle.pages import localize_site
from chronicle.pages.charts import moment_of
from chronicle.pages.clocks import make_clocks
from chronicle.pages.profiles import find_nearest, make_profile
from chronicle.pipeline import load_site


def test_the_nearest_seats(tmp_path: Path) -> None:
    """The places whose seats are nearest, the nearest first, a degree of longitude being shorter than one of latitude; none for a place without a seat."""
    site = load_site(lay_out("map-and-comparison", tmp_path))[0]
    keys = [key for key, place in site.places.items() if place.seat][:4]
    seats = [(100.0, 60.0), (101.5, 60.0), (100.0, 61.0), (100.1, 60.0)]
    places = {key: replace(site.places[key], seat=seat) for key, seat in zip(keys, seats, strict=True)}
    site = replace(site, places={**places, "bare": replace(site.places[keys[0]], seat=None)})
    assert find_nearest(site, keys[0]) == [keys[3], keys[1], keys[2]]
    assert find_nearest(site, "bare") == find_nearest(site, "nowhere") == []


def test_a_place_left_the_list_in_a_period(tmp_path: Path) -> None:
    """Both dates of a profile may be periods: among the doubtful figures each has its point, in the middle of the period."""
    project = lay_out("map-and-comparison", tmp_path)
    half = project.root / "content/chapters/part/east/zh.md"
    edit(half, 'left: "2018-08"', 'left: "2018-08/2019-03"\n  announced: "2019/2020"')
    site, *rest = load_site(project)
    clocks = make_clocks(localize_site(site, *rest)[-1])
    assert clocks and ("August 2018 to March 2019", True) in [(row.left, bool(row.announced)) for row in clocks.rows]
    assert moment_of("2018/2019") == 2019 and moment_of("2018") < moment_of("2018-08/2019-03") < moment_of("2019-03")


def test_a_period_without_an_end_is_no_date_of_a_profile(tmp_path: Path) -> None:
    """The drawing would have no point for it."""
    project = lay_out("map-and-comparison", tmp_path)
    edit(project.root / "content/chapters/part/east/zh.md", 'left: "2018-08"', 'left: "2018-08/.."')
    assert [(one.rule, one.message) for one in problems_of(load_site, project)] == [
        ("wrong-date", "The period '2018-08/..' has no end.")
    ]


def test_a_profile_does_not_repeat_the_opening(tmp_path: Path) -> None:
    """A measure whose figures all stand at the opening of a county's chapter is not in its profile; its data, the map and the comparison are linked from there."""
    site, *rest = load_site(lay_out("map-and-comparison", tmp_path))
    localized = localize_site(site, *rest)[-1]
    county = next(chapter for chapter in site.chapters if chapter.place and site.places[chapter.place].seat)
    rows = make_profile(localized, county)
    shown = {fact.id for row in rows for fact in row.facts}
    assert not shown & set(county.highlights)
    assert {"Nearest", "Data", "More"} <= {row.label for row in rows}
    if shown:
        hidden = make_profile(localized, replace(county, highlights=tuple(shown)))
        assert not [row for row in hidden if row.facts]


def test_a_profile_tells_the_latest_figure(tmp_path: Path) -> None:
    """Of a measure with an older figure too, the one at the opening stands in the profile, which would else seem to have the last word."""
    site, *rest = load_site(lay_out("map-and-comparison", tmp_path))
    localized = localize_site(site, *rest)[-1]
    county = next(chapter for chapter in site.chapters if chapter.place in site.seats)
    old = next(fact for fact in site.facts.values() if fact.place == county.place and fact.measure)
    new = replace(old, id=f"{old.id}-later", as_of="2020")
    settings = replace(site.settings, profile=(old.measure,))
    localized = replace(
        localized,
        site=replace(site, settings=settings, facts={old.id: old, new.id: new}),
        facts={**localized.facts, new.id: replace(localized.facts[old.id], id=new.id)},
    )
    rows = make_profile(localized, replace(county, highlights=(new.id,)))
    assert [fact.id for row in rows for fact in row.facts] == [old.id, new.id]
