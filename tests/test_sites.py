"""Tiny sites, one idea each: `sites/<case>/` lies over `sites/_base/`; what comes out is compared to the letter."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from projects import SITES, lay_out

from chronicle.pipeline import build_site
from chronicle.problems import ContentError

GOOD = "good-site"
CASES = sorted(
    (folder.name for folder in SITES.iterdir() if not folder.name.startswith("_")),
    key=lambda name: (name != GOOD, name),
)


@pytest.mark.parametrize("case", CASES)
def test_site(case: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    """A tiny site gives the problems in its `problems.txt` word for word, or the pages of the good site but for those in its `expected/`.

    A site with a `pages.txt` is about the pages that this names, and no others are compared.
    """
    project = lay_out(case, tmp_path / "site")
    output = tmp_path / "site" / "output"
    problems, pages = "", {}
    try:
        build_site(project, output, with_search=False)
        pages = read_mains(output)
    except ContentError as error:
        problems = "".join(f"{problem}\n" for problem in error.problems)
        assert not output.exists(), "nothing is written where the content has problems"
    if request.config.getoption("refresh"):
        keep(SITES / case, problems, pages)
    if problems:
        assert problems == read_if_there(SITES / case / "problems.txt")
        return
    shown = read_if_there(SITES / case / "pages.txt").split() or list(pages)
    expected = read_pages(SITES / GOOD / "expected") | read_pages(SITES / case / "expected")
    assert {name: pages.get(name) for name in shown} == {name: expected.get(name) for name in shown}
    assert shown != list(pages) or set(pages) == set(expected), (
        "a page is there that nobody expected, or one is missing"
    )


def keep(case: Path, problems: str, pages: dict[str, str]) -> None:
    """Write what a tiny site should give: its problems, or the pages that differ from the good site's."""
    shown = read_if_there(case / "pages.txt").split() or list(pages)
    shutil.rmtree(case / "expected", ignore_errors=True)
    (case / "problems.txt").unlink(missing_ok=True)
    if problems:
        (case / "problems.txt").write_text(problems, encoding="utf-8")
    good = {} if case.name == GOOD else read_pages(SITES / GOOD / "expected")
    for name in shown:
        if pages.get(name, "") != good.get(name, ""):
            path = case / "expected" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(pages[name], encoding="utf-8")


def read_mains(output: Path) -> dict[str, str]:
    """Return what stands in the main element of each page, by its path; the entrance, 404, not-kept and the patterns are left out."""
    return {
        name: main_of(path.read_text(encoding="utf-8"))
        for path in sorted(output.rglob("*.html"))
        if path.name != "404.html"
        and (name := path.relative_to(output).as_posix()) not in ("index.html", "not-kept.html")
        and "/patterns/" not in name
    }


def read_pages(folder: Path) -> dict[str, str]:
    """Return the pages kept in a folder by their paths."""
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in folder.rglob("*.html")}


def read_if_there(path: Path) -> str:
    """Return a file's text, nothing where there is no such file."""
    return path.read_text(encoding="utf-8") if path.exists() else ""


def main_of(html: str) -> str:
    """Return what stands in the main element; the frame around it is tested on the real site."""
    match = re.search(r'<main id="main">\n(.*)</main>', html, re.DOTALL)
    assert match, "a page has one main element"
    return match[1]
