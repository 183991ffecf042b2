"""The drawing of the timeline, and the groups of long lists."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from chronicle.lanes import Lane, Mark, draw_lanes, last_beginning
from chronicle.pages.groups import by_letter
from chronicle.spellings import sort_name


def mark(first: int, last: int = 0) -> Mark:
    return Mark(f"#e{first}", f"In {first}", first, last or first)


def values(svg: str, tag: str, name: str) -> list[float]:
    return [float(one) for one in re.findall(rf'<{tag} [^>]*\b{name}="([\d.]+)"', svg)]


def wide(lanes: list[Lane]) -> str:
    """The form for a wide page."""
    return draw_lanes(lanes).split("</svg>")[1]


def test_time_goes_from_left_to_right() -> None:
    """Dots stand in the order of their years, and each leads to the first of its events and tells them all."""
    svg = wide([Lane("A", (mark(1990), mark(2000), mark(2000), mark(2001)))])
    places = values(svg, "circle", "cx")
    assert places == sorted(places) and len(set(places)) == 3
    assert svg.count('<a href="#e2000" tabindex="-1"><circle') == 1
    assert "<title>In 1990</title>" in svg and "<title>In 2000\nIn 2000</title>" in svg


def test_a_dot_is_as_large_as_its_events_are_many() -> None:
    """Four events have twice the radius of one, and their number if it has room; no dot is wider than its year, nor higher than its lane."""
    lanes = [Lane("A", (mark(1990), *(mark(1991),) * 4, *(mark(1992),) * 16)), Lane("B", (mark(1990),))]
    for svg, year in zip(draw_lanes(lanes).split("</svg>")[:2], (36, 56), strict=True):
        one, four, most, _ = values(svg, "circle", "r")
        assert four / one == pytest.approx(2, abs=0.1) and most / one == pytest.approx(4, abs=0.2)
        assert 2 * most < year
        assert values(svg, "circle", "cy")[2] + most < values(svg, "line", "y1")[-1]
    assert re.findall(r'class="count"[^>]*>(\d+)<', svg) == re.findall(r">(\d+)</text></a>", svg) == ["4", "16"]


def test_empty_years_are_narrow() -> None:
    """A year in which nothing begins or ends has no room for its number, and dots stand for several of them; all others are equally wide."""
    lanes = [Lane("A", (mark(1990), mark(2000))), Lane("B", (mark(2000),) * 6)]
    svg = wide(lanes)
    assert re.findall(">(\\d{4})</text>", svg) == ["1990", "2000"]
    assert svg.count(">…</text>") == 1
    assert "…" not in wide([Lane("A", (mark(1990), mark(1992), mark(1993)))]), "a single year is no gap"
    begins = values(svg, "line", "x1")
    years = sorted(set(begins) - {0.0})
    assert years[1] - years[0] == 56 and years[2] - years[1] == 7
    far = values(svg, "circle", "cx")
    assert max(far) < float(re.search(r'width="([\d.]+)"', svg)[1])


def test_a_narrow_page_has_a_form_of_its_own() -> None:
    """Fifteen years with events, and twenty without, are as wide as the smallest phone: titles stand above their lanes, years upright."""
    years = [1986, 1988, 1991, 1994, 1997, 2000, 2003, 2006, 2009, 2012, 2015, 2016, 2017, 2018, 2020]
    narrow, wider = draw_lanes([Lane("A", tuple(map(mark, years)))]).split("</svg>")[:2]
    assert 'class="lanes narrow"' in narrow and 'class="lanes wide"' in wider
    assert values(narrow, "svg", "width")[0] <= 320
    assert narrow.count("rotate(-90)") == 15 and "rotate" not in wider


def test_few_years_leave_room() -> None:
    """A drawing of one year is as wide as that of many, so that a page that it fills does not enlarge it; its lanes are as wide."""
    few = draw_lanes([Lane("A", (mark(1998),))]).split("</svg>")[:2]
    assert [values(svg, "svg", "width") for svg in few] == [[320.0], [832.0]]
    assert [max(values(svg, "line", "x2")) for svg in few] == [320.0, 832.0]


def test_a_narrow_page_begins_after_the_last_pause() -> None:
    """Of thirty years those since events are frequent are drawn, with room for their numbers; a period goes on from there, lanes without any are left out."""
    years = range(2013, 2022)
    lanes = [
        Lane("A", (mark(1986), mark(2000, 2014), *map(mark, years), *(mark(2018),) * 14, *(mark(2019),) * 13)),
        Lane("B", (mark(1988), mark(2001, 2002))),
    ]
    assert last_beginning(lanes) == 2013
    narrow, wider = draw_lanes(lanes).split("</svg>")[:2]
    assert re.findall(r">(\d{4})</text>", narrow) == [str(year) for year in years] and "rotate" not in narrow
    assert values(narrow, "svg", "width")[0] <= 320
    assert ">B</text>" in wider and ">B</text>" not in narrow
    assert values(narrow, "rect", "x")[0] == 2 and narrow.count("<rect") == 1
    dots = sorted(zip(values(narrow, "circle", "cx"), values(narrow, "circle", "r"), strict=True))
    assert all(x + r < other - s for (x, r), (other, s) in pairwise(dots)), "no dot touches the next"
    assert re.findall(r'class="count"[^>]*>(\d+)<', narrow) == ["15", "14"]


def test_a_period_is_a_bar_to_the_end_of_its_last_year() -> None:
    """Bars of one lane lie below each other, so that none hides another, and the lane is as high as they need."""
    svg = wide([Lane("A", (mark(2000, 2003), mark(2001, 2002))), Lane("B", (mark(2003),))])
    tops = values(svg, "rect", "y")
    lanes = [y for x, y in zip(values(svg, "line", "x1"), values(svg, "line", "y1"), strict=True) if x == 0]
    assert lanes[0] < tops[0] < tops[1] < lanes[1] < values(svg, "circle", "cy")[0]
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


def test_groups_by_kana() -> None:
    """In Japanese, katakana stand among hiragana, and Han characters, whose reading nobody has written, together at the end."""
    groups = by_letter(["禁漁期", "ピラセマ", "GPS", "ひれ", "アユ", "がに", "網"], str, "Jpan")
    assert [(group.title, group.items) for group in groups] == [
        ("G", ("GPS",)),
        ("あ", ("アユ",)),
        ("か", ("がに",)),
        ("ひ", ("ピラセマ", "ひれ")),
        ("漢", ("禁漁期", "網")),
    ]


def test_groups_by_hangul() -> None:
    """In Korean the heading of a group is the first consonant as a letter by itself, not as a part of a syllable."""
    groups = by_letter(["터널", "가시하라", "기관차", "까치", "존폐"], str, "Kore")
    assert [(group.title, group.items) for group in groups] == [
        ("ㄱ", ("가시하라", "기관차")),
        ("ㄲ", ("까치",)),
        ("ㅈ", ("존폐",)),
        ("ㅌ", ("터널",)),
    ]
