"""A county at a glance: what its profile holds."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from projects import lay_out

from chronicle.pages import localize_site
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


def test_a_profile_does_not_repeat_the_opening(tmp_path: Path) -> None:
    """Figures that stand at the opening of a county's chapter are not in its profile; its data, the map and the comparison are linked from there."""
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
