"""A wrong digit cannot get through: the real content with one figure changed."""

from __future__ import annotations

import re
import shutil
from decimal import Decimal
from pathlib import Path

import pytest
from projects import HOME, edit, problems_of, real_content

from chronicle.pipeline import load_site, make_site
from chronicle.reading import Project


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """The real content in a folder of its own."""
    shutil.copytree(HOME / "content", tmp_path / "content")
    return Project(tmp_path)


def change(project: Project, name: str, before: str, after: str) -> None:
    """Replace one figure in a sheet."""
    edit(project.root / "content" / "facts" / name, f"printed: {before}", f"printed: {after}")


def test_a_changed_figure_changes_wherever_it_is_used(project: Project) -> None:
    """A fact is stored once: another value in its sheet stands on every page that uses it, in both languages."""
    change(project, "ecology.yaml", "7300多亩", "7500多亩")
    pages = {one.page.path.strip("/"): one.html for one in make_site(project).pages}
    for language, old, new in (
        ("zh", "7300多亩", "7500多亩"),
        ("en", "more than 7,300 mu", "more than 7,500 mu (about 500 hectares)"),
    ):
        for page in ("measures/ecology", "facts/ecology"):
            html = pages[f"{language}/{page}"]
            assert new in html
            assert old not in re.sub(r"<span lang.*?</span>", "", html)


@pytest.mark.parametrize(
    ("sheet", "before", "after", "facts"),
    [
        (
            "special-groups.yaml",
            "156464人",
            "165464人",
            ("special-groups.bottom-line", "special-groups.registered", "special-groups.bottom-line-share"),
        ),
        (
            "health.yaml",
            "2483万元",
            "2583万元",
            ("health.aohan-payouts", "health.aohan-premiums", "health.aohan-payout-rate"),
        ),
        ("industry.yaml", "28处", "29处", ("industry.ningcheng-facility-parks", "industry.ningcheng-parks")),
    ],
)
def test_a_wrong_digit_breaks_its_relations(
    project: Project, sheet: str, before: str, after: str, facts: tuple[str, ...]
) -> None:
    """The message names the relation, and every operand with its print and where it stands."""
    change(project, sheet, before, after)
    told = [problem for problem in problems_of(load_site, project) if "does not hold" in problem.message]
    assert told
    for fact in facts:
        assert any(
            re.search(rf"{re.escape(fact)} is \S+ \(content/facts/\S+\.yaml:\d+\)\.", problem.hint) for problem in told
        )


def test_there_are_relations_enough() -> None:
    """At least forty relations are stated, and every one either holds or is declared a contradiction and shown."""
    site, *_ = real_content()
    assert len(site.relations) >= 40
    doubted = {fact for relation in site.relations if relation.contradiction for fact in relation.facts}
    assert doubted and all(site.is_doubtful(site.facts[fact]) for fact in doubted)


# What notes write out, in either language: 30.6亿元÷34266户=89301元, 3.06 billion yuan ÷ 34,266 households = 89,301 yuan.
SCALES = {"": 1, "%": Decimal("0.01"), "万": 10**4, "亿": 10**8, " million": 10**6, " billion": 10**9}
AMOUNT = r"(\d[\d,]*(?:\.\d+)?)(%|万|亿| million| billion)?"
COUNTED = r"[^\d÷×=+−。；;，:：\"]{0,30}?"
SUM = re.compile(rf"{AMOUNT}{COUNTED}([÷×])\s?{AMOUNT}{COUNTED}=\D{{0,3}}{AMOUNT}")


def test_sums_that_notes_write_out_come_out() -> None:
    """Each has the result of its own numbers, rounded to its last digit that is not zero."""
    notes = [path.read_text(encoding="utf-8") for path in (HOME / "content").rglob("*.yaml")]
    sums = [found for text in notes for found in SUM.finditer(text)]
    assert len(sums) > 60
    for found in sums:
        one, two, result = (Decimal(found[at].replace(",", "")) * SCALES[found[at + 1] or ""] for at in (1, 4, 6))
        worked_out = one / two if found[3] == "÷" else one * two
        last = Decimal(1).scaleb(int(result.normalize().as_tuple().exponent))
        assert abs(worked_out - result) <= last / 2, f"{found[0]}: {worked_out:f}"
