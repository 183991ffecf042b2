"""Drawings of charts: scales, places, and what the SVG says."""

from __future__ import annotations

import csv
import gzip
import re
from collections.abc import Sequence
from dataclasses import replace
from html import unescape
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PIL import Image
from projects import edit, lay_out, real_content

from chronicle.charts import (
    Chart,
    Row,
    Tick,
    Value,
    count_left_out,
    draw_chart,
    draw_quilt,
    draw_thumbnail,
    lay_out_poster,
    render_poster,
)
from chronicle.charts.layout import place_chart
from chronicle.charts.nouns import NARROW, THUMB, WIDE, Placed, Sheet
from chronicle.charts.pieces import figure_width, width_of
from chronicle.charts.scale import round_ticks, scale_chart
from chronicle.lines import break_lines
from chronicle.model import ChartKind, Drawing, Piece
from chronicle.pages.charts import moment_of
from chronicle.pipeline import build_site, make_site
from chronicle.shapes import FACE, LOOKS, SIZE, Box, Face, Label, Mark, Stroke
from chronicle.urls import SitePath

SVG = "{http://www.w3.org/2000/svg}"


def bars(*values: float | Value, kind: str = "bars", **more: object) -> Chart:
    """Return a chart with a row for each value, called A, B, C."""
    made = [value if isinstance(value, Value) else Value(f"{value:g}", value) for value in values]
    rows = tuple(Row(chr(ord("A") + number), (value,)) for number, value in enumerate(made))
    return Chart("chart-x-en", kind, "Title", "Description", rows, **more)  # type: ignore[arg-type]


def boxes(placed: Placed, role: str) -> list[Box]:
    """Return the boxes of a role, those of a key left out."""
    return [shape for shape in placed.shapes if isinstance(shape, Box) and shape.role == role and shape.tip]


def texts(placed: Placed) -> list[Label]:
    """Return the lines of text."""
    return [shape for shape in placed.shapes if isinstance(shape, Label)]


def strokes(placed: Placed, role: str) -> list[Stroke]:
    """Return the lines of a role."""
    return [shape for shape in placed.shapes if isinstance(shape, Stroke) and shape.role == role]


def extent(label: Label) -> tuple[float, float]:
    """Return where a line of text begins and ends."""
    width = (figure_width if label.role == "value" else width_of)(label.text) + width_of(
        f"  {label.tail}" if label.tail else ""
    )
    left = label.x - {"start": 0, "middle": width / 2, "end": width}[label.anchor]
    return left, left + width


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
    placed = place_chart(scale_chart(bars(Value("2–3", 2, 3), Value("1", 1))), NARROW)
    (low, other), (rest,) = boxes(placed, "bar s1"), boxes(placed, "range")
    assert other.width == pytest.approx(low.width / 2)
    assert (rest.x, rest.width) == pytest.approx((low.width, low.width / 2))


@pytest.mark.parametrize(
    ("most", "ticks"),
    [
        (57.2, [0, 20, 40, 60]),
        (15.7, [0, 5, 10, 15, 20]),
        (13159, [0, 5000, 10000, 15000]),
        (0.61, [0, 0.2, 0.4, 0.6, 0.8]),
        (100, [0, 20, 40, 60, 80, 100]),
        (0, [0]),
        (0.0029, [0, 0.001, 0.002, 0.003]),
    ],
)
def test_a_scale_has_few_round_ticks(most: float, ticks: list[float]) -> None:
    """They begin at nothing, are evenly apart, and the last is the first that is not below the highest value.

    Each is the nearest number to a short decimal, so that 0.6 is not written 0.6000000000000001.
    """
    assert round_ticks(most) == ticks


def test_with_ticks_the_scale_reaches_from_the_first_to_the_last() -> None:
    """A value stands among the ticks of its scale, which need not begin at nothing: years, for example."""
    ticks = (Tick(2016, "2016"), Tick(2020, "2020"))
    scaled = scale_chart(
        Chart("x", "change", "T", "D", (Row("A", (Value("2017", 2017), Value("2019", 2019))),), ticks=ticks)
    )
    assert [span.end for span in scaled.rows[0].spans] == [0.25, 0.75]
    assert scaled.ticks == ((0, "2016"), (1, "2020"))


@pytest.mark.parametrize(
    ("values", "zero", "spans"),
    [((-3, -5), 1, [(0.4, 1), (0, 1)]), ((4, -2), 1 / 3, [(1 / 3, 1), (0, 1 / 3)]), ((-5, 0), 1, [(0, 1), (1, 1)])],
)
def test_bars_below_nothing_go_to_the_left(
    values: tuple[float, ...], zero: float, spans: list[tuple[float, float]]
) -> None:
    """The axis stands at nothing; what is below lies left of it, and its figure stands right of the axis."""
    scaled = scale_chart(bars(*values))
    assert scaled.zero == pytest.approx(zero)
    for row, (start, end) in zip(scaled.rows, spans, strict=True):
        assert (row.spans[0].start, row.spans[0].end) == pytest.approx((start, end))
    placed = place_chart(scaled, THUMB)
    (axis,) = strokes(placed, "axis")
    assert all(label.x > axis.x1 for label in texts(placed) if label.role == "value")
    assert all(box.x + box.width <= THUMB.width for box in boxes(placed, "bar s1"))


def test_what_is_not_drawn_is_told() -> None:
    """A gap, or a figure that counts something else, has words at the axis and no bar; nothing can still be seen."""
    placed = place_chart(scale_chart(bars(Value("10", 10), Value("not reported"), Value("0", 0))), THUMB)
    assert [box.width for box in boxes(placed, "bar s1")][1] == 1
    (gap,) = [label for label in texts(placed) if label.role == "quiet"]
    (axis,) = strokes(placed, "axis")
    assert gap.text == "not reported" and gap.x == axis.x1 + 8


@pytest.mark.parametrize(("kind", "role"), [("bars", "bar other"), ("units", "bar other"), ("parts", "part other")])
def test_what_counts_something_else_is_hollow(kind: str, role: str) -> None:
    """Beside figures that count alike, one that does not has an outline of its own, in the drawing and in its key, and keeps its length."""
    placed = place_chart(scale_chart(bars(4, Value("4*", 4, is_other=True), kind=kind)), WIDE)
    hollow = boxes(placed, role)
    full = [box for box in placed.shapes if isinstance(box, Box) and box.tip and box.role != role]
    assert sum(box.width for box in hollow) == sum(box.width for box in full) > 0
    assert LOOKS[role].fill == "paper"


def test_before_and_after_of_something_else_are_rings() -> None:
    """A row that counts something else has no disc."""
    row = Row("A", (Value("4*", 4, is_other=True), Value("2*", 2, is_other=True)))
    placed = place_chart(scale_chart(Chart("x", "change", "T", "D", (row,))), WIDE)
    assert [mark.series for mark in placed.shapes if isinstance(mark, Mark)] == [4, 4]


@pytest.mark.parametrize("kind", ["bars", "change", "line", "parts", "units", "table"])
def test_a_doubtful_figure_has_a_wavy_line_in_every_kind(kind: ChartKind) -> None:
    """On a page by the style sheet, in a file of its own by an attribute."""
    one, other = Value("4", 4, moment=2000, is_doubtful=True), Value("2", 2, moment=2001)
    rows = (Row("A", (one, other)),) if kind in ("change", "line") else (Row("A", (one,)), Row("B", (other,)))
    chart = Chart("x", kind, "T", "D", rows)
    for sheet in (NARROW, WIDE):
        marked = [label.text for label in texts(place_chart(scale_chart(chart), sheet)) if "doubtful" in label.role]
        assert marked == ["4 → 2" if kind == "change" else "4"]
    colours = dict.fromkeys(("ink", "paper"), "#000000")
    assert render_poster(lay_out_poster(chart, "", ()), colours).count('text-decoration="underline wavy') == 1


@pytest.mark.parametrize("sheet", [NARROW, WIDE], ids=lambda sheet: sheet.name)
def test_a_table_has_no_bars(sheet: Sheet) -> None:
    """Counts that differ in kind are told one below the other, and no length sets them beside each other."""
    placed = place_chart(scale_chart(bars(4, 2, kind="table")), sheet)
    assert not [shape for shape in placed.shapes if isinstance(shape, Box | Mark)]
    assert [label.text for label in texts(placed)] == ["4", "A", "2", "B"]


def test_charts_and_comparison_agree_on_what_stands_apart(real_site: Path) -> None:
    """What the comparison marks is hollow and marked in a chart, with what it counts; what it calls counted differently has no bars."""
    page = (real_site / "en/charts/relocated-by-county/index.html").read_text(encoding="utf-8")
    assert page.count('class="part other"') == 4  # the piece and its key, on both sheets
    assert "7,117*" in page and "* counts something different from the others and is hollow. Ongniud Banner: " in page
    page = (real_site / "en/charts/industry-people/index.html").read_text(encoding="utf-8")
    main = page.partition('<figure class="chart"')[2].partition("</figure>")[0]
    assert "<svg" not in main and "<details open>" in main


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


def check_texts_apart(placed: Placed, sheet: Sheet) -> list[Label]:
    """Return the texts of a chart; fail if one is off the sheet or lies on another."""
    found = texts(placed)
    for number, one in enumerate(found):
        left, right = extent(one)
        assert left >= -0.01 and right <= sheet.width + 0.01 and one.y <= placed.height + 1, one
        for other in found[number + 1 :]:
            start, end = extent(other)
            assert end <= left + 0.01 or start >= right - 0.01 or abs(one.y - other.y) >= 12, (one, other)
    return found


@pytest.mark.parametrize(
    ("kind", "sheet"),
    [("bars", THUMB), *((kind, sheet) for kind in ("bars", "units", "parts", "change") for sheet in (NARROW, WIDE))],
)
@pytest.mark.parametrize(
    "label", ["Short", "A label so long that it must be broken into several lines to be read", "一个长得必须折成好几行才读得完的标签，比画幅还要宽得多"]
)  # fmt: skip
def test_nothing_lies_on_anything_else(kind: str, label: str, sheet: Sheet) -> None:
    """Labels, figures and bars of all rows are apart, and all are on the sheet."""
    values = tuple(Value("more than 9,000", 30 - n, when="September 2020") for n in range(2 if kind == "change" else 1))
    rows = tuple(Row(label, values) for _ in range(3))
    placed = place_chart(scale_chart(Chart("x", kind, "Title", "Description", rows)), sheet)  # type: ignore[arg-type]
    found = check_texts_apart(placed, sheet)
    for box in [shape for shape in placed.shapes if isinstance(shape, Box)]:
        assert box.x >= 0 and box.x + box.width <= sheet.width + 0.01 and box.y + box.height <= placed.height + 1
        for words in found:
            left, right = extent(words)
            assert right <= box.x or left >= box.x + box.width or not box.y < words.y <= box.y + box.height


@pytest.mark.parametrize("sheet", [NARROW, WIDE, THUMB], ids=lambda sheet: sheet.name)
@pytest.mark.parametrize(
    "label", ["A", "Bairin Left Banner", "A label so long that it must be broken into several lines"]
)
@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("2013–2020", "March 2016 to December 2020"),
        ("31 December 2013 to 31 December 2014", "31 December 2019 to 31 December 2020"),
        ("2016年3月至2018年12月", "2016年3月至2020年12月31日"),
    ],
)
def test_long_periods_before_and_after_are_on_the_sheet(before: str, after: str, label: str, sheet: Sheet) -> None:
    """Two periods are broken after the arrow where they have no room on one line, as figures and as dates of figures; nothing lies on anything else."""
    numbers = Value("12,345 households", 12345, when=before), Value("345 households", 345, when=after)
    for values in ((Value(before, 2016.0), Value(after, 2018.0)), numbers):
        chart = Chart("x", "change", "Title", "Description", (Row(label, values), Row("B", values)))
        placed = place_chart(scale_chart(chart), sheet)
        found = check_texts_apart(placed, sheet)
        marks = [shape for shape in placed.shapes if isinstance(shape, Mark)]
        assert len(marks) == 4 and all(
            not left < mark.x < right or not words.y - 13 < mark.y < words.y
            for mark in marks
            for words in found
            for left, right in [extent(words)]
        )


@pytest.mark.parametrize("sheet", [NARROW, WIDE, THUMB], ids=lambda sheet: sheet.name)
@pytest.mark.parametrize("unit", ["", " Millionen", " Millionen Deutsche Mark im Jahr"])
def test_texts_of_a_scale_have_room(unit: str, sheet: Sheet) -> None:
    """Where long texts have no room beside each other, some lines of a scale have none; one always has its text."""
    ticks = tuple(Tick(value, f"{value:.0f}{unit}") for value in (0.0, 10.0, 20.0, 30.0, 40.0, 50.0))
    values = Value("31,5 Millionen", 31.5), Value("47,8 Millionen", 47.8)
    chart = Chart("x", "change", "Title", "Description", (Row("Baukosten", values),), ticks=ticks)
    placed = place_chart(scale_chart(chart), sheet)
    shown = [label.text for label in check_texts_apart(placed, sheet) if label.text in {tick.text for tick in ticks}]
    assert shown and (unit or sheet is THUMB or len(shown) == len(ticks))


@pytest.mark.parametrize("sheet", [NARROW, WIDE], ids=lambda sheet: sheet.name)
def test_units_are_counted_out(sheet: Sheet) -> None:
    """There are as many squares as the figure says, in rows that fit."""
    squares = boxes(place_chart(scale_chart(bars(8, 40, kind="units")), sheet), "bar s1")
    assert len(squares) == 48
    assert len({(square.x, square.y) for square in squares}) == 48
    assert max(square.x + square.width for square in squares) <= sheet.width


def test_a_row_is_one_line_where_there_is_room() -> None:
    """On a page a label, its bar and its figure stand on one line, the figure at the end of the bar; on a phone the label stands above."""
    chart = scale_chart(bars(4, 2))
    for sheet, is_beside in ((WIDE, True), (NARROW, False)):
        placed = place_chart(chart, sheet)
        (bar, _), (label, figure, *_) = boxes(placed, "bar s1"), texts(placed)
        assert (label.text, figure.text) == ("A", "4")
        assert bar.y < figure.y < bar.y + bar.height + 3 and bar.x + bar.width < figure.x < bar.x + bar.width + 10
        assert (abs(label.y - figure.y) < 3) is is_beside


def test_a_row_about_a_place_has_its_face() -> None:
    """Where there is room beside the bars a face stands before the label, in a column of its own; a picture by itself has none."""
    face = Drawing((Piece("red", "dot", ((24.0, 24.0),), 20.0),))
    chart = bars(3, 2)
    chart = replace(chart, rows=(replace(chart.rows[0], face=face), chart.rows[1]))
    wide = place_chart(scale_chart(chart), WIDE)
    [shape] = [shape for shape in wide.shapes if isinstance(shape, Face)]
    assert (shape.x, shape.drawing) == (0, face)
    starts = {label.text: label.x for label in texts(wide)}
    assert starts["A"] == starts["B"] > FACE
    assert not any(isinstance(shape, Face) for shape in place_chart(scale_chart(chart), NARROW).shapes)
    assert not any(isinstance(shape, Face) for shape in lay_out_poster(chart, "", ()).shapes)
    assert '<g transform="translate(0 0) scale(0.375)" class="felt">' in draw_chart(chart)


def test_parts_are_one_bar_in_pieces() -> None:
    """The parts lie side by side in one bar; what each is stands below in their order, and differs from the next in its looks."""
    whole = Row("All", (Value("10", 10),))
    placed = place_chart(scale_chart(bars(5, 2, kind="parts", whole=whole, rest="The others")), NARROW)
    pieces = [shape for shape in placed.shapes if isinstance(shape, Box) and shape.tip]
    assert len({piece.y for piece in pieces}) == 1
    assert [piece.role for piece in pieces] == ["part p1", "part p2", "rest"]
    assert [piece.x + piece.width for piece in pieces] == pytest.approx([170, 238, 340])
    assert [piece.tip for piece in pieces] == ["A: 5", "B: 2", "The others"]
    assert [label.text for label in texts(placed)] == ["10", "All", "5", "A", "2", "B", "The others"]


@pytest.mark.parametrize(("names", "is_direct"), [(("Many", "Few"), True), (("Many", "x" * 60), False)])
def test_a_few_pieces_are_named_below_themselves(names: tuple[str, str], is_direct: bool) -> None:
    """Two or three have their figures and names where they are, without a key, if these have room; the last goes as far left as it must."""
    rows = tuple(Row(name, (Value(f"{n}", n),)) for name, n in zip(names, (9, 1), strict=True))
    placed = place_chart(scale_chart(Chart("x", "parts", "T", "D", rows)), NARROW)
    keys = [shape for shape in placed.shapes if isinstance(shape, Box) and not shape.tip]
    assert bool(keys) is not is_direct
    if is_direct:
        (nine, many, one, few) = texts(placed)
        assert (nine.x, many.x, one.x) == (0, 0, few.x)
        assert 0.8 * NARROW.width < few.x <= 0.9 * NARROW.width
        assert max(label.y for label in texts(placed)) < placed.height


def test_shares_stand_above_their_pieces() -> None:
    """Each piece has its share of the whole above its middle, but for one too narrow for it."""
    rows = tuple(Row("A", (Value(f"{n}", n, share=f"{n}%"),)) for n in (60, 39, 1))
    chart = Chart("x", "parts", "Title", "Description", rows, whole=Row("All", (Value("100", 100),)))
    placed = place_chart(scale_chart(chart), NARROW)
    shares = [label for label in texts(placed) if label.text.endswith("%")]
    assert [(label.text, label.x, label.anchor) for label in shares] == [
        ("60%", 0.3 * 340, "middle"),
        ("39%", pytest.approx(0.795 * 340), "middle"),
    ]
    (top,) = {box.y for box in boxes(placed, "part p1") if box.height > 20}
    assert all(top - 10 < label.y < top for label in shares)


def test_a_small_drawing_has_every_row_that_its_title_may_speak_of() -> None:
    """In a list a chart shows up to eight rows, each told directly, else the first and the last; it is hidden from those whom its link tells the same."""
    rows = tuple(Row(f"Place {n}", (Value(f"{n} years", n, when="2019", full="x"),)) for n in range(11, 0, -1))
    chart = Chart("x", "bars", "Title", "Description", rows)
    drawn = draw_thumbnail(chart, "3 more")
    told = [text for n in (11, 10, 9, 8, 7, 6, 5, 1) for text in (f"Place {n}", f"{n} years")]
    assert count_left_out(chart) == 3
    assert re.findall(r">([^<]+)</text>", drawn) == [*told, "3 more"]
    assert drawn.count("<rect") == 8
    assert 'aria-hidden="true"' in drawn and "title" not in drawn


def test_a_small_drawing_of_parts_names_them() -> None:
    """Pieces without their key would say nothing."""
    rows = tuple(Row(f"Part {n}", (Value(f"{n}", n),)) for n in (3, 2))
    drawn = draw_thumbnail(Chart("x", "parts", "Title", "Description", rows), "")
    assert re.findall(r">([^<]+)</text>", drawn) == ["3", "Part 3", "2", "Part 2"]


def test_before_and_after_differ_without_colour() -> None:
    """What was before is a ring and what came after a disc, in every row and in the legend."""
    row = Row("A", (Value("15.7%", 15.7, when="2014"), Value("0.44%", 0.44, when="2019")))
    chart = Chart("x", "change", "Title", "Description", (row,), series=("before", "after"))
    placed = place_chart(scale_chart(chart), WIDE)
    marks = [shape for shape in placed.shapes if isinstance(shape, Mark)]
    assert [mark.series for mark in marks] == [4, 1, 4, 1]
    assert marks[2].x > marks[3].x
    assert [mark.tip for mark in marks[2:]] == ["A: 15.7%, 2014", "A: 0.44%, 2019"]
    assert "15.7% → 0.44%" in [words.text for words in texts(placed)]


def test_two_long_dates_take_two_lines_beside_their_bar() -> None:
    """The column of labels is widened for dates, so that before and after have a line each at most."""
    values = (Value("12.12%", 12.12, when="31 December 2013"), Value("0.28%", 0.28, when="31 December 2019"))
    chart = Chart("x", "change", "Title", "Description", (Row("Chifeng", values),), series=("before", "after"))
    placed = place_chart(scale_chart(chart), WIDE)
    lines = [shape.text for shape in placed.shapes if isinstance(shape, Label) and "December" in shape.text]
    assert lines == ["31 December 2013 →", "31 December 2019"]


def test_a_date_below_a_short_label_is_one_line() -> None:
    """The column of labels is as wide as the dates below them."""
    placed = place_chart(scale_chart(bars(Value("4", 4, when="2014年以来"), Value("2", 2))), WIDE)
    assert "2014年以来" in [label.text or label.tail for label in texts(placed)] + [
        label.tail for label in texts(placed)
    ]


@pytest.mark.parametrize("length", [23, 42, 55, 200])
def test_squares_beside_a_long_figure(length: int) -> None:
    """A figure that leaves no room for squares beside it still has a column of them."""
    chart = Chart("x", "units", "T", "D", (Row("A label of rows", (Value("9" * length, 12.0),)),))
    for sheet in (NARROW, WIDE, THUMB):
        boxes = [shape for shape in place_chart(scale_chart(chart), sheet).shapes if isinstance(shape, Box)]
        assert len(boxes) == 12


def test_of_two_dates_one_may_be_missing() -> None:
    """Where only one of two values is known it has its mark, and no way leads from it; the words tell that the other is missing."""
    ticks = (Tick(2017, "2017"), Tick(2019, "2019"))
    row = Row("A", (Value("2018", 2018.5), Value("not given")))
    placed = place_chart(scale_chart(Chart("x", "change", "T", "D", (row,), ticks=ticks)), WIDE)
    assert [mark.series for mark in placed.shapes if isinstance(mark, Mark)] == [4]
    assert strokes(placed, "trace s1") == []
    assert "2018 → not given" in [label.text for label in texts(placed)]


def test_two_dates_are_no_doubt(tmp_path: Path) -> None:
    """A site whose places have two dates each but whose figures are sound has no page of doubtful figures; the map leads to the dates on the home page."""
    project = lay_out("map-and-comparison", tmp_path / "site")
    edit(
        project.root / "content/chapters/part/west/zh.md", '  left: "2019"', '  left: "2019"\n  announced: "2019-04-18"'
    )
    build_site(project, tmp_path / "output", with_search=False)
    assert not (tmp_path / "output/en/doubtful").exists()
    assert 'href="/en/#clocks"' in (tmp_path / "output/en/map/index.html").read_text(encoding="utf-8")
    assert '<h2 id="clocks">' in (tmp_path / "output/en/index.html").read_text(encoding="utf-8")


def test_every_place_tells_both_its_dates(real_site: Path) -> None:
    """Home and doubtful figures show when each unit left the list by the city's record and by its own feature, with a table; the map leads there."""
    assert 'href="/en/doubtful/#clocks"' in (real_site / "en/map/index.html").read_text(encoding="utf-8")
    for path in ("en/index.html", "en/doubtful/index.html"):
        html = (real_site / path).read_text(encoding="utf-8")
        figure = html[html.index('<figure class="chart clocks">') :].partition("</figure>")[0]
        rows = re.findall(r'<tr><th scope="row"><a[^>]*>([^<]+)</a></th><td>([^<]+)</td><td>([^<]+)</td>', figure)
        assert len(rows) == 10 and ("Linxi County", "2017", "17 August 2018") in rows
        assert sum(own != "not given" for _, _, own in rows) == 7


def test_a_line_has_a_point_a_figure_and_a_date_for_each_value() -> None:
    """Points go down as values fall; dates that would touch stand one below the other."""
    years = ((1988, 57.2), (2015, 7.17), (2016, 0.61))
    row = Row("A", tuple(Value(f"{value}%", value, when=str(year), moment=year + 0.5) for year, value in years))
    placed = place_chart(scale_chart(Chart("x", "line", "Title", "Description", (row,))), NARROW)
    marks = [shape for shape in placed.shapes if isinstance(shape, Mark)]
    assert [mark.y for mark in marks] == sorted(mark.y for mark in marks)
    dates = [words for words in texts(placed) if words.role == "quiet"]
    assert [words.text for words in dates] == ["1988", "2015", "2016"]
    assert dates[1].y < dates[2].y
    assert all(words.x <= NARROW.width for words in texts(placed))


def test_texts_of_a_long_line_do_not_touch() -> None:
    """Of many figures and dates those at the ends, the highest and the lowest are written, and others where there is room."""
    figures = [2048, 2132, 2002, 1945, 2014, 1923, 1941, 2004] * 3
    values = [
        Value(str(value), value, when=str(1842 + 6 * n), moment=1842.5 + 6 * n) for n, value in enumerate(figures)
    ]
    ticks = tuple(Tick(value, str(value)) for value in (0, 1000, 2000, 3000))
    for sheet, count in ((NARROW, 8), (WIDE, 8), (NARROW, 24)):
        row = Row("A", tuple(values[:count]))
        placed = place_chart(scale_chart(Chart("x", "line", "Title", "Description", (row,), ticks=ticks)), sheet)
        spots = []
        for one in texts(placed):
            width = figure_width(one.text) if one.role == "value" else width_of(one.text)
            left = one.x - {"start": 0, "middle": width / 2, "end": width}[one.anchor]
            spots.append((one.text, left, left + width, one.y))
        touching = [
            (one[0], two[0])
            for number, one in enumerate(spots)
            for two in spots[number + 1 :]
            if one[1] < two[2] and two[1] < one[2] and abs(one[3] - two[3]) < SIZE
        ]
        assert touching == []
        assert {"2048", "2004", values[count - 1].when} <= {one[0] for one in spots}
        assert sum(isinstance(shape, Mark) for shape in placed.shapes) == count


def test_a_line_is_dashed_over_years_of_which_nothing_is_told() -> None:
    """Between figures of neighbouring years a line is whole; where a year is missing it is not."""
    row = Row("A", tuple(Value("1", 1, when=str(year), moment=year + 0.5) for year in (2015, 2016, 2019)))
    placed = place_chart(scale_chart(Chart("x", "line", "Title", "Description", (row,))), WIDE)
    assert len(strokes(placed, "trace s1")) == 1 and len(strokes(placed, "trace s1 gap")) == 1


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
    """Each SVG is an image with a title and a description, which its ids tie to it; what comes from content is escaped."""
    drawn = draw_chart(Chart("chart-x-en", "bars", "A & B", "Two <bars>", bars(1, 2).rows))
    narrow, wide = drawn.split("\n")
    assert "style=" not in drawn and "fill=" not in drawn and "stroke=" not in drawn
    for svg, sheet in ((narrow, NARROW), (wide, WIDE)):
        root = ElementTree.fromstring(svg)
        assert root.get("role") == "img" and root.get("class") == f"drawing bars {sheet.name}"
        named = {one.get("id"): one.text for one in root if one.tag in ("title", "desc")}
        assert [named[name] for name in root.get("aria-labelledby", "").split()] == ["A & B", "Two <bars>"]
        assert root.get("viewBox", "").startswith(f"0 0 {sheet.width:g} ")
        assert [one.find("title").text for one in root.iter("rect")] == ["A: 1", "B: 2"]  # type: ignore[union-attr]


@pytest.mark.parametrize(("count", "left"), [(468, 10), (468, 0), (12, 12), (13, 1), (500, 45)])
def test_a_quilt_has_a_stitch_for_each(count: int, left: int) -> None:
    """In twelve rows at most, the last ones set off; the length of a thread is told in stitches."""
    root = ElementTree.fromstring(draw_quilt(count, left, "A quilt"))
    assert (root.get("role"), root.get("aria-label")) == ("img", "A quilt")
    threads = [(one.get("class"), int(one.get("pathLength", "0"))) for one in root]
    assert sum(length for _, length in threads) == count
    assert sum(length for role, length in threads if role == "stitch left") == left
    assert float(root.get("viewBox", "").split()[3]) <= 115
    assert len(gzip.compress(draw_quilt(count, left, "A quilt").encode())) < 2500


# --- the real charts ----------------------------------------------------------------------------------------------


def drawings(real_site: Path, language: str) -> dict[str, str]:
    """Return key → the first SVG on each chart's own page; a table has none."""
    charts = {key: chart for key, chart in real_content().site.charts.items() if chart.kind != "table"}
    pages = {key: real_site / language / "charts" / key / "index.html" for key in charts}
    return {
        key: re.search(r'<figure class="chart"[^>]*>.*?(<svg.*?</svg>)', path.read_text("utf-8"), re.DOTALL)[1]  # type: ignore[index]
        for key, path in pages.items()
    }


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_chart_has_a_page_and_stands_in_the_list_of_all(real_site: Path, language: str) -> None:
    """There are at least fifteen, each with a drawing of its own that comes to 1.2 kB at most when compressed: what is said
    of each bar where one points at it is in it."""
    made, listed = (
        drawings(real_site, language),
        (real_site / language / "charts/index.html").read_text(encoding="utf-8"),
    )
    assert len(made) >= 15
    assert max(len(gzip.compress(svg.encode())) for svg in made.values()) <= 1200
    assert len(set(made.values())) == len(made)
    charts = real_content().site.charts
    assert all(f'href="/{language}/charts/{key}/"' in listed for key in charts)
    assert listed.count('class="drawing') == len(charts), "a small drawing each"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_chart_is_a_picture_that_stands_by_itself(real_site: Path, language: str) -> None:
    """As SVG and PNG, with its finding, its figures and where they come from; in the SVG no style sheet, script or link."""
    site, _, references, *_ = real_content()
    for key, chart in site.charts.items():
        folder = real_site / language / "charts" / key
        root = ElementTree.fromstring((folder / f"{key}.svg").read_text(encoding="utf-8"))
        assert {one.tag.removeprefix(SVG) for one in root.iter()} <= {"svg", "title", "desc", "rect", "circle", "line", "text", "tspan"}  # fmt: skip
        assert not any("style" in one.attrib or "class" in one.attrib for one in root.iter())
        shown = " ".join(one.text or "" for one in root.iter(f"{SVG}text"))
        for fact in chart.facts:
            text = references[language].figures[fact].text
            assert text.number in shown or text.plain in shown, (key, fact)
        assert "https://chronicle.example.org/" in shown
        with Image.open(folder / f"{key}.png") as picture:
            assert picture.format == "PNG" and picture.width == 2 * int(root.get("width", "0"))
        assert (folder / f"{key}.png").stat().st_size < 70_000


def test_the_code_to_embed_a_chart_needs_no_frame(real_site: Path) -> None:
    """It is a link with a picture that tells what it shows: the policy lets no other site frame a page."""
    page = unescape((real_site / "en/charts/poor-people/index.html").read_text(encoding="utf-8"))
    code = re.search(r"<textarea[^>]*>(.*?)</textarea>", page, re.DOTALL)[1]  # type: ignore[index]
    assert code.startswith('<a href="https://chronicle.example.org/en/charts/poor-people/"><img src="https://chronicle.example.org/en/charts/poor-people/poor-people.svg" alt="The number of poor people in Chifeng fell from 468,000 to 9,800. Bar chart')  # fmt: skip
    assert code.endswith('loading="lazy"></a>') and "frame" not in code


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_figure_of_a_chart_is_in_its_drawing(real_site: Path, language: str) -> None:
    """Each fact's own text stands in the drawing, nothing typed beside it."""
    site, _, references, *_ = real_content()
    for key, svg in drawings(real_site, language).items():
        shown = "".join(f"{one.text or ''}\n" for one in ElementTree.fromstring(svg).iter("text"))
        for fact in site.charts[key].facts:
            text = references[language].figures[fact].text
            assert text.number in shown or text.plain in shown, (key, fact)


def test_every_chart_is_shown_where_it_belongs(real_site: Path) -> None:
    """Each chart stands in at least one text, the same in both languages."""
    for key in real_content().site.charts:
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
    for key, chart in real_content().site.charts.items():
        with (real_site / f"data/charts/{key}.csv").open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        assert [row["id"] for row in rows] == list(chart.facts)
        for row in rows:
            same = ("value", "value_max", "unit", "as_of", "printed", "source")
            assert [row[name] for name in same] == [facts[row["id"]][name] for name in same]
            assert row["label_zh"] and row["label_en"]


def test_scales_in_chinese_have_no_commas(real_site: Path) -> None:
    """On a page where figures stand as Chinese print has them, so do the numbers of a scale: 5000 beside 8994.18."""
    drawn = (real_site / "zh/charts/income-of-the-poor/index.html").read_text(encoding="utf-8")
    assert ">5000<" in drawn and not re.search(r">\d+,\d{3}<", drawn)
    assert ">5,000<" in (real_site / "en/charts/income-of-the-poor/index.html").read_text(encoding="utf-8")


def test_the_page_of_a_chart_shows_those_next_to_it(tmp_path: Path) -> None:
    """Of forty charts of a theme it shows thirty others, which stand before and behind it on the page of all; the list of all has each."""
    project = lay_out("charts", tmp_path)
    charts = project.root / "content/charts"
    for number in range(40):
        text = (charts / "land.yaml").read_text(encoding="utf-8")
        letter = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMN"[number]
        title = f'title: {{zh: "图之{chr(0x4E00 + number)}。", en: "The chart {letter}{letter}."}}'
        (charts / f"x-{number:02}.yaml").write_text(re.sub("title:.*", title, text), encoding="utf-8")
    pages = {one.page.path: one.page.content for one in make_site(project).pages}
    related = [one.path for one in pages[SitePath("en/charts/x-20/")].related]
    assert related == [f"en/charts/x-{number:02}/" for number in range(5, 36) if number != 20]
    assert len(pages[SitePath("en/charts/land/")].related) == 30
