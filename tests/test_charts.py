"""Drawings of charts: scales, places, and what the SVG says."""

from __future__ import annotations

import csv
import gzip
import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest

from chronicle.charts import Chart, Row, Value, draw_chart
from chronicle.charts.layout import WIDTH, place_chart
from chronicle.charts.measure import width_of
from chronicle.charts.nouns import Box, Label, Mark, Placed
from chronicle.charts.scale import scale_chart
from chronicle.lines import break_lines
from chronicle.model import Site
from chronicle.pages.charts import moment_of
from chronicle.pipeline import load_site
from chronicle.reading import Project

HOME = Path(__file__).parent.parent
SVG = "{http://www.w3.org/2000/svg}"


def bars(*values: float | Value, kind: str = "bars", **more: object) -> Chart:
    """Return a chart with a row for each value, called A, B, C."""
    made = [value if isinstance(value, Value) else Value(f"{value:g}", value) for value in values]
    rows = tuple(Row(chr(ord("A") + number), (value,)) for number, value in enumerate(made))
    return Chart("chart-x-en", kind, "Title", "Description", rows, **more)  # type: ignore[arg-type]


def boxes(placed: Placed, role: str) -> list[Box]:
    """Return the boxes of a role."""
    return [shape for shape in placed.shapes if isinstance(shape, Box) and shape.role == role]


def texts(placed: Placed) -> list[Label]:
    """Return the lines of text."""
    return [shape for shape in placed.shapes if isinstance(shape, Label)]


# --- scales -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("values", [(1, 2, 4), (57.2, 7.17, 0.61), (3, 3), (0, 5), (0, 0)])
def test_bars_begin_at_nothing_and_are_as_long_as_their_values(values: Sequence[float]) -> None:
    """Every bar is the same share of the longest that its value is of the highest; nothing has no length."""
    scaled = scale_chart(bars(*values))
    most = max(values) or 1
    for row, value in zip(scaled.rows, values, strict=True):
        assert row.spans[0].start == 0
        assert row.spans[0].end == pytest.approx(value / most)


def test_a_range_reaches_to_its_upper_end() -> None:
    """A bar ends at the lower end of a range; the scale has room for the upper one, and the rest is drawn apart."""
    placed = place_chart(scale_chart(bars(Value("2–3", 2, 3), Value("1", 1))))
    (low, other), (rest,) = boxes(placed, "bar"), boxes(placed, "range")
    assert low.width == pytest.approx(WIDTH * 2 / 3)
    assert (rest.x, rest.x + rest.width) == pytest.approx((low.width, WIDTH))
    assert other.width == pytest.approx(WIDTH / 3)


def test_parts_follow_one_another_up_to_the_whole() -> None:
    """Each part begins where the one before it ends; with a rest, that goes on to the end of the whole."""
    whole = Row("All", (Value("10", 10),))
    scaled = scale_chart(bars(5, 2, kind="parts", whole=whole, rest="The others"))
    spans = [row.spans[0] for row in scaled.rows]
    assert [(span.start, span.end) for span in spans] == [(0, 1), (0, 0.5), (0.5, 0.7)]
    assert scaled.rest and (scaled.rest.start, scaled.rest.end) == (0.7, 1)


def test_parts_that_exceed_the_whole_by_rounding_stay_on_the_sheet() -> None:
    """Where the parts as printed come to a hair more than the whole, they are what the scale is as long as."""
    scaled = scale_chart(bars(60.3, 40.2, kind="parts", whole=Row("All", (Value("100", 100),))))
    assert scaled.rows[-1].spans[0].end == 1


def test_time_is_to_scale() -> None:
    """On a line, points stand as far apart as their dates."""
    row = Row("A", (Value("9", 9, moment=2000.5), Value("5", 5, moment=2015.5), Value("1", 1, moment=2020.5)))
    scaled = scale_chart(Chart("x", "line", "Title", "Description", (row,)))
    assert scaled.rows[0].moments == (0, 0.75, 1)


@pytest.mark.parametrize(
    ("day", "moment"), [("2019", 2019.5), ("2013-12-31", 2013.995), ("2020-09", 2020.705), ("2016-01-01", 2016)]
)
def test_moments(day: str, moment: float) -> None:
    """A year or month without a day stands at its middle."""
    assert moment_of(day) == pytest.approx(moment, abs=0.005)


# --- places -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["bars", "units", "parts"])
@pytest.mark.parametrize(
    "label", ["Short", "A label so long that it must be broken into several lines to be read", "一个长得必须折成好几行才读得完的标签，比画幅还要宽得多"]
)  # fmt: skip
def test_nothing_lies_on_anything_else(kind: str, label: str) -> None:
    """Labels, figures and bars of all rows are apart, and all are on the sheet."""
    rows = tuple(Row(label, (Value("more than 1,000,000 people", 30, when="September 2020"),)) for _ in range(3))
    placed = place_chart(scale_chart(Chart("x", kind, "Title", "Description", rows)))  # type: ignore[arg-type]
    lines = sorted({words.y for words in texts(placed)})
    assert all(after - before >= 17 for before, after in pairwise(lines))
    bar_boxes = boxes(placed, "bar")
    for box in bar_boxes:
        assert box.x >= 0 and box.x + box.width <= WIDTH + 0.01 and box.y + box.height <= placed.height
        assert not any(box.y < words.y <= box.y + box.height for words in texts(placed))
    for y in lines:
        on_line = [words for words in texts(placed) if words.y == y]
        used = sum(width_of(f"{words.text} {words.tail}".strip()) for words in on_line)
        assert used <= WIDTH


def test_units_are_counted_out() -> None:
    """There are as many squares as the figure says, in rows that fit."""
    placed = place_chart(scale_chart(bars(8, 40, kind="units")))
    squares = boxes(placed, "bar")
    assert len(squares) == 48
    assert len({(square.x, square.y) for square in squares}) == 48
    assert max(square.x + square.width for square in squares) <= WIDTH


def test_before_and_after_differ_without_colour() -> None:
    """What was before is a ring and what came after a disc, in every row and in the legend."""
    row = Row("A", (Value("15.7%", 15.7, when="2014"), Value("0.44%", 0.44, when="2019")))
    chart = Chart("x", "change", "Title", "Description", (row,), series=("before", "after"))
    placed = place_chart(scale_chart(chart))
    marks = [shape for shape in placed.shapes if isinstance(shape, Mark)]
    assert [mark.series for mark in marks] == [2, 1, 2, 1]
    assert marks[2].x > marks[3].x
    assert "15.7% → 0.44%" in [words.text for words in texts(placed)]


def test_a_line_has_a_point_a_figure_and_a_date_for_each_value() -> None:
    """Points go down as values fall; dates that would touch stand one below the other."""
    years = ((1988, 57.2), (2015, 7.17), (2016, 0.61))
    row = Row("A", tuple(Value(f"{value}%", value, when=str(year), moment=year + 0.5) for year, value in years))
    placed = place_chart(scale_chart(Chart("x", "line", "Title", "Description", (row,))))
    marks = [shape for shape in placed.shapes if isinstance(shape, Mark)]
    assert [mark.y for mark in marks] == sorted(mark.y for mark in marks)
    dates = [words for words in texts(placed) if words.role == "quiet"]
    assert [words.text for words in dates] == ["1988", "2015", "2016"]
    assert dates[1].y < dates[2].y
    assert all(words.x <= WIDTH for words in texts(placed))


@pytest.mark.parametrize(
    ("text", "room", "lines"),
    [
        ("one two three", 1000, ["one two three"]),
        ("one two three", 60, ["one two", "three"]),
        ("内蒙古自治区", 39, ["内蒙古", "自治区"]),
        ("巴林左旗，笤帚苗", 52, ["巴林左", "旗，笤帚", "苗"]),
        ("unbreakable", 46, ["unbrea", "kable"]),
    ],
)
def test_lines_are_broken_between_words_or_han_characters(text: str, room: float, lines: list[str]) -> None:
    """Label stay whole unless one is wider than a line, and no line begins with a comma."""
    assert break_lines(text, room, width_of) == lines


# --- SVG ----------------------------------------------------------------------------------------------------------


def test_the_drawing_names_and_describes_itself() -> None:
    """The SVG is an image with a title and a description, which its ids tie to it; what comes from content is escaped."""
    svg = draw_chart(Chart("chart-x-en", "bars", "A & B", "Two <bars>", bars(1, 2).rows))
    root = ElementTree.fromstring(svg)
    assert root.get("role") == "img"
    named = {one.get("id"): one.text for one in root if one.tag in ("title", "desc")}
    assert [named[name] for name in root.get("aria-labelledby", "").split()] == ["A & B", "Two <bars>"]
    assert root.get("viewBox") == "0 0 340 70"
    assert "style=" not in svg and "fill=" not in svg and "stroke=" not in svg


# --- the real charts ----------------------------------------------------------------------------------------------


@cache
def content() -> Site:
    """Read and check the real content once."""
    return load_site(Project(HOME))[0]


def drawings(real_site: Path, language: str) -> dict[str, str]:
    """Return key → SVG of the page of charts."""
    html = (real_site / language / "charts" / "index.html").read_text(encoding="utf-8")
    found = re.findall(r'<figure class="chart" id="chart-([a-z0-9-]+)">.*?(<svg.*?</svg>)', html, re.DOTALL)
    return dict(found)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_chart_is_on_the_page_of_charts(real_site: Path, language: str) -> None:
    """There are at least fifteen, each with a drawing of its own that comes to a kilobyte at most when compressed."""
    made = drawings(real_site, language)
    assert set(made) == set(content().charts) and len(made) >= 15
    assert max(len(gzip.compress(svg.encode())) for svg in made.values()) <= 1000
    assert len(set(made.values())) == len(made)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_figure_of_a_chart_is_in_its_drawing(real_site: Path, language: str) -> None:
    """Each fact's own text stands in the drawing, nothing typed beside it."""
    site, references = load_site(Project(HOME))[0], load_site(Project(HOME))[2][language]
    for key, svg in drawings(real_site, language).items():
        shown = "".join(f"{one.text or ''}\n" for one in ElementTree.fromstring(svg).iter("text"))
        for fact in site.charts[key].facts:
            assert references.figures[fact].text.plain in shown, (key, fact)


def test_every_chart_is_shown_where_it_belongs(real_site: Path) -> None:
    """Each chart stands in at least one text, the same in both languages."""
    for key in content().charts:
        shown = {
            language: {
                path.parent.relative_to(real_site / language).as_posix()
                for path in (real_site / language).rglob("index.html")
                if f'<figure class="chart" id="chart-{key}">' in path.read_text(encoding="utf-8")
            }
            for language in ("zh", "en")
        }
        assert shown["zh"] == shown["en"]
        assert len(shown["zh"]) > 1, f"no text shows '{key}'"


def test_every_chart_can_be_downloaded(real_site: Path) -> None:
    """A chart's table holds its facts in the order of the drawing, with the values that facts.csv has."""
    with (real_site / "data/facts.csv").open(encoding="utf-8", newline="") as file:
        facts = {row["id"]: row for row in csv.DictReader(file)}
    for key, chart in content().charts.items():
        with (real_site / f"data/charts/{key}.csv").open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        assert [row["id"] for row in rows] == list(chart.facts)
        for row in rows:
            same = ("value", "value_max", "unit", "as_of", "printed", "source")
            assert [row[name] for name in same] == [facts[row["id"]][name] for name in same]
            assert row["label_zh"] and row["label_en"]
