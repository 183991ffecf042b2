"""References in GB/T 7714 and APA."""

import re
from pathlib import Path

import pytest

from chronicle.citations import cite_page, cite_source
from chronicle.model import Source
from chronicle.pipeline import make_site
from chronicle.project import Project
from chronicle.scaffold import init_documentary

TEXT = {"zh": "无", "en": "none"}
PAGE = Source(
    title={"zh": "不负责任使命", "en": "Worthy of the Duty"},
    short={"zh": "报", "en": "the page"},
    kind="newspaper-page",
    authors=["高凤义", "张丙存"],
    authors_en=["Gao Fengyi", "Zhang Bingcun"],
    year="2018",
    date_note=TEXT,
    description=TEXT,
    reliability=TEXT,
)
BOOK = Source(
    title={"zh": "筑梦美丽赤峰", "en": "Building a Dream"},
    short={"zh": "《筑梦》", "en": "the pictorial"},
    kind="pictorial",
    publication={"zh": "赤峰画报（专刊）", "en": "Chifeng Pictorial, special issue"},
    issued_by={"zh": "赤峰画报社", "en": "Chifeng Pictorial Press"},
    year="2020",
    date_note=TEXT,
    description=TEXT,
    reliability=TEXT,
)


def test_sources() -> None:
    """Authors come first, else the issuer; what a source does not tell is left out."""
    assert cite_source(PAGE, "zh", latin=False).gb == "高凤义, 张丙存. 不负责任使命[N]. 2018."
    assert cite_source(PAGE, "en", latin=True).apa == "Gao Fengyi, Zhang Bingcun. (2018). Worthy of the Duty."
    assert cite_source(BOOK, "zh", latin=False).gb == "赤峰画报社. 筑梦美丽赤峰[J]. 赤峰画报（专刊）, 2020."
    assert (
        cite_source(BOOK, "en", latin=True).apa
        == "Chifeng Pictorial Press. (2020). Building a Dream. Chifeng Pictorial, special issue."
    )


def test_pages() -> None:
    """A fact sheet is cited as a data set, with the day of the edition and its address."""
    cited = cite_page(
        "Linxi County: fact sheet",
        "The Chifeng Chronicle",
        "The editors",
        "2026-11-23",
        "https://example.org/en/",
        data_set="Data set",
    )
    assert (
        cited.gb
        == "The editors. Linxi County: fact sheet[DS/OL]//The Chifeng Chronicle. (2026-11-23). https://example.org/en/."
    )
    assert (
        cited.apa
        == "The editors. (2026). Linxi County: fact sheet [Data set]. The Chifeng Chronicle. https://example.org/en/"
    )


@pytest.mark.parametrize(("languages", "styles"), [("ja,pt", ["APA"]), ("en,zh", ["GB/T 7714", "APA"])])
def test_only_readers_of_chinese_are_told_gb(languages: str, styles: list[str], tmp_path: Path) -> None:
    """A site without Chinese cites its pages and sources by APA alone."""
    project = Project(tmp_path)
    init_documentary(project, languages.split(","), "2021-02-03")
    pages = {one.page.path: one.html for one in make_site(project).pages}
    main = languages.partition(",")[0]
    for path in (f"{main}/sources/", f"{main}/town/water/"):
        assert re.findall("<dt>(GB/T 7714|APA)</dt>", pages[path]) == styles
