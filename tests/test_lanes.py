"""The drawing of the timeline, and the groups of long lists."""

from __future__ import annotations

import re

import pytest

from chronicle.lanes import Lane, Mark, draw_lanes
from chronicle.pages.groups import by_letter
from chronicle.spellings import sort_name


def mark(first: int, last: int = 0) -> Mark:
    return Mark(f"#e{first}", f"In {first}", first, last or first)


def values(svg: str, tag: str, name: str) -> list[float]:
    return [float(one) for one in re.findall(rf'<{tag} [^>]*\b{name}="([\d.]+)"', svg)]


def test_time_goes_from_left_to_right() -> None:
    """Points stand in the order of their years, those of one year and lane beside each other, and each leads to its event."""
    svg = draw_lanes([Lane("A", (mark(1990), mark(2000), mark(2000), mark(2001)))])
    places = values(svg, "circle", "cx")
    assert places == sorted(places) and len(set(places)) == 4
    assert svg.count('<a href="#e2000" tabindex="-1"><circle') == 2
    assert "<title>In 1990</title>" in svg


def test_empty_years_are_narrow() -> None:
    """A year in which nothing begins or ends has no room for its number; a year is as wide as its fullest lane needs."""
    svg = draw_lanes([Lane("A", (mark(1990), mark(2000))), Lane("B", (mark(2000),) * 6)])
    assert re.findall(">(\\d{4})</text>", svg) == ["1990", "2000"]
    begins = values(svg, "line", "x1")
    years = sorted(set(begins) - {0.0})
    assert years[1] - years[0] == 40 and years[2] - years[1] == 7
    far = values(svg, "circle", "cx")
    assert max(far) < float(re.search(r'width="([\d.]+)"', svg)[1])


def test_a_period_is_a_bar_to_the_end_of_its_last_year() -> None:
    """Bars of one lane lie below each other, so that none hides another, and the lane is as high as they need."""
    lanes = [Lane("A", (mark(2000, 2003), mark(2001, 2002))), Lane("B", (mark(2003),))]
    svg = draw_lanes(lanes)
    tops = values(svg, "rect", "y")
    assert tops[0] < tops[1] < values(svg, "circle", "cy")[0]
    assert lanes[0].height > lanes[1].height
    start, width = values(svg, "rect", "x")[0], values(svg, "rect", "width")[0]
    assert start + width > values(svg, "circle", "cx")[0]


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Éducation", "education"), ("“three leads”", "threeleads"), ("1+4+5", "145"), ("教育扶贫", "jiaoyufupin"), ("旅游", "lvyou"),
        ("“三个一”工程", "sangeyigongcheng"), ("", ""), ("مدينة", "مدينة"),
    ],
)  # fmt: skip
def test_what_a_name_is_sorted_by(name: str, key: str) -> None:
    """Letters and digits alone count, small and without accents; Chinese in pinyin."""
    assert sort_name(name) == key


def test_groups_by_letter() -> None:
    """Names are in one order, each below its first letter; what begins with a digit or nothing comes first."""
    groups = by_letter(["教育", "apple", "Ähre", "13511", "1+20", "1+4", "10 to 1", "Bee", "帮扶", ""], str)
    assert [(group.key, group.title, group.items) for group in groups] == [
        ("letter-none", "0–9", ("", "1+4", "1+20", "10 to 1", "13511")),
        ("letter-a", "A", ("Ähre", "apple")),
        ("letter-b", "B", ("帮扶", "Bee")),
        ("letter-j", "J", ("教育",)),
    ]
