"""The comparison: which figure of a place stands beside the others, colours, and small charts."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from projects import lay_out

from chronicle.comparison import LEFT, Column, make_columns, set_apart
from chronicle.figures import format_compact, parse_figure
from chronicle.model import ChartRow, ChartSpec, Site
from chronicle.pages.comparisons import make_head
from chronicle.pages.links import Link
from chronicle.pipeline import build_site
from chronicle.reading import read_site


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """The tiny site of five made-up counties."""
    site, problems = read_site(lay_out("map-and-comparison", tmp_path / "site"))
    assert problems == []
    return site


@pytest.fixture
def columns(site: Site) -> dict[str, Column]:
    """Its columns by key."""
    return {column.key: column for column in make_columns(site)}


def chosen(column: Column) -> dict[str, str]:
    """Return place → the key of the fact in a column."""
    return {place: cell.fact.key for place, cell in column.cells.items() if cell.fact}


def test_what_fewer_than_four_places_report_is_not_compared(columns: dict[str, Column]) -> None:
    """A measure of one place, and leaving the list, which two chapters tell of, make no column."""
    assert list(columns) == ["rate-before", "rate-after", "people"]


def test_a_comparison_keeps_to_its_years(columns: dict[str, Column]) -> None:
    """1988 is not "before", a period within the years is; undated figures count where the comparison says so."""
    assert chosen(columns["rate-before"]) == {
        "east": "east-rate",
        "west": "west-rate",
        "north": "north-rate-2015",
        "centre": "centre-rate",
    }
    assert chosen(columns["rate-after"])["west"] == "west-rate-now"


def test_the_figure_that_counts_what_most_count_is_taken_then_the_latest(columns: dict[str, Column]) -> None:
    """North's later figure counts poor people, which the others do not; of East's two the later is taken. West calls it otherwise."""
    people = columns["people"]
    assert chosen(people) == {"east": "east", "west": "west", "north": "north", "south": "south"}
    assert people.counts == "people"
    assert [people.is_common(place) for place in people.cells] == [True, True, True, False]
    assert "centre" not in people.cells


def chart_of(*facts: str, whole: str = "") -> ChartSpec:
    """Return a chart of facts of the only sheet."""
    rows = tuple(ChartRow((f"sheet.{fact}",)) for fact in facts)
    return ChartSpec("bars", {}, {}, rows, whole=f"sheet.{whole}" if whole else "")


@pytest.mark.parametrize(
    ("facts", "apart"),
    [
        (("east", "west", "south"), {"sheet.south"}),
        (("east", "east-old", "south"), set()),
        (("north", "north-poor"), set()),
        (("east", "south"), set()),
    ],
)
def test_in_a_chart_what_counts_something_else_stands_apart(
    site: Site, facts: tuple[str, ...], apart: set[str]
) -> None:
    """It does if two places count alike; in a chart about one place nothing does, since its rows differ by intent. A whole never does."""
    assert set_apart(site, chart_of(*facts)) == apart
    assert "sheet.south" not in set_apart(site, chart_of("east", "west", whole="south"))


def test_the_same_wording_is_not_the_same_count(site: Site) -> None:
    """What is called alike but has no `counts` is not set beside the others without a mark."""
    facts = {key: replace(fact, counts="") for key, fact in site.facts.items()}
    people = {column.key: column for column in make_columns(replace(site, facts=facts))}["people"]
    assert people.counts == ""
    assert not any(people.is_common(place) for place in people.cells)


def test_the_real_columns_tell_apart_what_is_counted() -> None:
    """On the real content the rates before and after stand apart, and each column has at least four of the twelve places."""
    from chronicle.reading import Project

    site, _ = read_site(Project(Path(__file__).parent.parent))
    columns = {column.key: column for column in make_columns(site)}
    assert next(iter(columns)) == LEFT
    assert all(len(column.cells) >= 4 for column in columns.values())
    before, after = columns["poverty-rate-before"], columns["poverty-rate-after"]
    assert all(before.cells[place].value > after.cells[place].value for place in before.cells.keys() & after.cells)
    assert "poverty-rate" not in columns
    for column in columns.values():
        assert len({cell.fact.figure.unit for cell in column.cells.values() if cell.fact}) <= 1, column.key


@pytest.mark.parametrize(
    ("printed", "shown"),
    [
        ("15.7%", "15.7%"),
        ("0.01%以下", "≤ 0.01%"),
        ("4546人", "4,546"),
        ("1.7万余户", "> 17,000"),
        ("近10亿元", "≈ 1 billion"),
        ("16.5亿元", "1.65 billion"),
        ("6000-10000元", "6,000–10,000"),
        ("2600元以上", "≥ 2,600"),
    ],
)
def test_figures_are_short_on_maps(printed: str, shown: str, units: dict, words: dict) -> None:
    """Without room a figure has signs for its bound and no unit but a sign."""
    assert format_compact(parse_figure(printed, units), units, "en", "en_GB") == shown


def test_a_site_without_counties_has_neither_map_nor_comparison(tmp_path: Path) -> None:
    """Where nothing can be compared there are no such pages and no links to them; where there is something, there are."""
    for case, there in (("good-site", False), ("map-and-comparison", True)):
        output = tmp_path / case / "output"
        build_site(lay_out(case, tmp_path / case), output, with_search=False)
        home = (output / "en" / "index.html").read_text(encoding="utf-8")
        for page in ("map", "compare"):
            assert (output / "en" / page).exists() is there
            assert (f'href="/en/{page}/"' in home) is there
        assert ('class="map seats"' in home) is there


def test_bars_are_as_long_as_the_figures_are_large(columns: dict[str, Column]) -> None:
    """The largest figure is a hundred, be it one that counts something else; where each counts its own, none has a bar."""
    people = columns["people"]
    most = max(cell.value for cell in people.cells.values())
    assert {place: people.share(place) for place in people.cells} == {
        place: max(1, round(cell.value / most * 100)) for place, cell in people.cells.items()
    }
    assert replace(people, counts="").share("east") == 0


def test_a_figure_that_counts_something_else_has_a_hollow_bar(tmp_path: Path) -> None:
    """South counts poor people: its bar is hollow, what it counts stands below the table, and the key above it."""
    output = tmp_path / "output"
    build_site(lay_out("map-and-comparison", tmp_path / "site"), output, with_search=False)
    page = (output / "en" / "compare" / "index.html").read_text(encoding="utf-8")
    row = page[page.index('<tr id="measure-people">') :].partition("</tr>")[0]
    assert row.count('class="share"') == 3
    assert row.count('class="share other"') == 1
    assert page.index("its bar is hollow") < page.index("<table")


def test_heads_of_columns_break_into_two_lines() -> None:
    """A name of three words breaks once, where its lines are the most even; one of two words as it is."""
    names = {
        "Bairin Right Banner": "Bairin\u00a0Right Banner",
        "Linxi County": "Linxi County",
        "阿鲁科尔沁旗": "阿鲁科尔沁旗",
    }
    assert {name: make_head(Link(name, "/")).title for name in names} == names
