"""A wrong digit cannot get through: the real content with one figure changed."""

from __future__ import annotations

import re
import shutil
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
