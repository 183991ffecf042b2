"""The real content: it builds, and it is what the site promises."""

from __future__ import annotations

import re

import pytest
from projects import HOME, real_content

from chronicle.catalogue import make_catalogue
from chronicle.pages import localize_site
from chronicle.spellings import convert

COUNTIES = {
    "ar-horqin", "bairin-left", "bairin-right", "linxi", "hexigten", "ongniud", "harqin", "ningcheng", "aohan", "songshan", "hongshan",
    "yuanbaoshan",
}  # fmt: skip

# Chapters that tell headings of the sources. A chapter that an editor adds need not tell one.
TOLD = {
    "visits": "premier-and-general-secretary state-bodies region-and-city",
    "practice": "results pilot-zone",
    "measures": "industry relocation ecology education special-groups",
    "party-building": "cadres first-secretaries joined-up",
    "beijing": "hand-in-hand great-love",
    "finance": "matching small-loans",
    "health": "three-bodies",
    "will-and-skill": "culture filial-support",
    "counties": " ".join(sorted(COUNTIES)),
    "beyond": "inner-mongolia-2018 inner-mongolia-2021 tongliao-2018 xilingol-2019",
}


def test_the_real_content_has_no_problem() -> None:
    """Every rule passes on the whole content."""
    site, *_ = real_content()
    assert site.chapters and site.facts


def test_every_county_has_its_chapter() -> None:
    """Each of the twelve county-level units has a seat, a page, and a chapter that is about it."""
    site, *_ = real_content()
    assert {key for key, place in site.places.items() if place.seat} == COUNTIES
    assert {chapter.place for chapter in site.chapters if chapter.key.startswith("counties/")} == COUNTIES


def test_figures_of_a_sheet_are_filed_together() -> None:
    """A search files the figures of a sheet under the one part that tells most of them: both figures of the city's poor."""
    entries, _ = make_catalogue(localize_site(*real_content()))
    parts = {entry.url: entry.part for entry in entries if entry.kind == "figure"}
    told = ["chifeng/#poor-2013", "chifeng/#poor-2019", "linxi/#parks"]
    chifeng, linxi = "Practice and exploration", "Banners, counties and districts"
    assert [parts.get(f"en/facts/{one}") for one in told] == [chifeng, chifeng, linxi]


def test_a_figure_in_a_search_is_told_from_what_it_counts() -> None:
    """Between what a figure counts and its value stands a colon, in the form of each language."""
    entries, _ = make_catalogue(localize_site(*real_content()))
    titles = {entry.url: entry.title for entry in entries if entry.kind == "figure"}
    assert titles["en/facts/aohan/#area"] == "Area of the banner: 8,300 square kilometres"
    assert titles["zh/facts/aohan/#area"] == "旗域总面积：8300平方公里"


def heading_rows() -> list[tuple[str, str]]:
    """Return (heading, target) of the table in content/README.md."""
    text = (HOME / "content" / "README.md").read_text(encoding="utf-8")
    rows = re.findall(
        r"^\| (?P<heading>[^|]+?) \| (?P<lines>[^|]*?) \| `?(?P<target>chapters/[^|`]+?)`? \|$", text, re.MULTILINE
    )
    return [(heading, target) for heading, _, target in rows]


@pytest.mark.parametrize(("heading", "target"), heading_rows())
def test_every_heading_of_the_sources_has_its_place(heading: str, target: str) -> None:
    """The table of headings leads to a chapter, and to a heading in it, that exist in every language."""
    site, _, _, bodies, *_ = real_content()
    key, _, anchor = target.removeprefix("chapters/").rstrip("/").partition("#")
    text = next(text for text in site.texts if text.kind != "page" and text.key == key.rstrip("/"))
    for half in text.halves.values():
        assert not anchor or anchor in {one.anchor for one in bodies[half.path].headings}


def test_the_table_of_headings_is_whole() -> None:
    """It has the book's parts and sections, the county features with their sub-headings, and the newspapers' headings."""
    targets = {target.partition("#")[0].removeprefix("chapters/").rstrip("/") for _, target in heading_rows()}
    site, *_ = real_content()
    assert targets >= {f"{part}/{key}" for part, keys in TOLD.items() for key in keys.split()}
    assert len(heading_rows()) >= 90
    headings = " ".join(heading for heading, _ in heading_rows())
    lacking = [one["zh"] for source in site.sources.values() for one in source.headings if one["zh"] not in headings]
    assert lacking == ["筑梦美丽赤峰"]  # the title of the whole book


def test_people_are_named_where_it_is_said() -> None:
    """A person's name stands in the chapters that are said to tell of them, in every language; a text may name one by an office."""
    site, _, _, bodies, *_ = real_content()
    assert site.people
    texts = {text.key: text for text in site.texts}
    missing, found = [], 0
    for key, person in site.people.items():
        for chapter in person.chapters:
            for language, half in texts[chapter].halves.items():
                told = " ".join(block.text for block in bodies[half.path].blocks)
                names = [person.name[language], person.name[language].split()[-1], person.name[language].split()[0]]
                is_named = any(name in told for name in names)
                found += is_named
                missing += [] if is_named else [f"{key} in {half.path}"]
    assert len(missing) * 50 <= found, missing


def test_the_timeline_is_in_order_and_within_the_years() -> None:
    """Dated events are in the order of time, wherever they stand in their file; there are some of 1986 and of 2021."""
    site, *_ = real_content()
    dates = [event.date for event in site.events.values()]
    assert dates == sorted(dates)
    assert {"1986", "2021"} <= {date[:4] for date in dates}


def test_every_caption_is_registered() -> None:
    """The register has the captions of the book and of the newspaper pages, each from a source that prints pictures."""
    site, *_ = real_content()
    counts = {source: sum(caption.source == source for caption in site.captions.values()) for source in site.sources}
    assert counts["pictorial"] >= 168
    assert (counts["region-2018"], counts["region-2021"], counts["tongliao-2018"], counts["xilingol-2019"]) == (
        6,
        8,
        0,
        6,
    )


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("于春明的院子", "于春明的院子"),
        ("撰文孙伟、于海波", "撰文孫偉、于海波"),
        ("主编于静", "主編于靜"),
        ("服务“应签尽签”", "服務「應簽盡簽」"),
        ("没有采访当事人", "沒有採訪當事人"),
        ("扶贫园区里正在采摘", "扶貧園區裡正在採摘"),
        ("写在一句里，系于", "寫在一句裡，繫於"),
        ("八里罕镇", "八里罕鎮"),
    ],
)
def test_traditional_forms(written: str, shown: str) -> None:
    """In traditional characters a surname stays what it is, and a word has the character that its meaning there asks for."""
    site, *_ = real_content()
    form = site.derived["zh-hant"]
    assert convert(written, form.by, form.exceptions) == shown
