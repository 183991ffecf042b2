"""Tiny sites, one idea each: `sites/<case>/` lies over `sites/_base/`; what comes out is compared to the letter."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from chronicle.pipeline import build_site
from chronicle.problems import ContentError
from chronicle.reading import Project

SITES = Path(__file__).parent / "sites"
HOME = Path(__file__).parent.parent
CASES = sorted(folder.name for folder in SITES.iterdir() if not folder.name.startswith("_"))


def lay_out(case: str, folder: Path) -> Project:
    """Copy the base site and the case over it; templates are the real ones with the case's own over them."""
    shutil.copytree(SITES / "_base", folder, dirs_exist_ok=True)
    shutil.copytree(HOME / "templates", folder / "templates", dirs_exist_ok=True)
    shutil.copytree(SITES / case, folder, dirs_exist_ok=True)
    return Project(folder)


@pytest.mark.parametrize("case", CASES)
def test_site(case: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    """A tiny site gives the pages in its `expected/`, or the problems in its `problems.txt`, word for word.

    A site with a `pages.txt` is about the pages that this names, and no others are compared.
    """
    project = lay_out(case, tmp_path / "site")
    output = tmp_path / "site" / "output"
    try:
        build_site(project, output, with_search=False)
        made = {
            path.relative_to(output).as_posix(): main_of(path.read_text(encoding="utf-8"))
            for path in sorted(output.rglob("*.html"))
            if path.relative_to(output).as_posix() not in ("404.html", "index.html") and path.parent.name != "patterns"
        }
    except ContentError as error:
        made = {"problems.txt": "".join(f"{problem}\n" for problem in error.problems)}
        assert not output.exists(), "nothing is written where the content has problems"
    shown = SITES / case / "pages.txt"
    if shown.exists() and "problems.txt" not in made:
        made = {name: made[name] for name in shown.read_text(encoding="utf-8").split()}
    expected_folder = SITES / case
    if "problems.txt" not in made:
        expected_folder /= "expected"
    if request.config.getoption("refresh"):
        shutil.rmtree(SITES / case / "expected", ignore_errors=True)
        (SITES / case / "problems.txt").unlink(missing_ok=True)
        for name, text in made.items():
            path = expected_folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    pattern = "problems.txt" if "problems.txt" in made else "*.html"
    expected = {
        path.relative_to(expected_folder).as_posix(): path.read_text(encoding="utf-8")
        for path in expected_folder.rglob(pattern)
    }
    assert expected, f"{case} has neither expected/ nor problems.txt: make them with --refresh and read them"
    assert made == expected


def main_of(html: str) -> str:
    """Return what stands in the main element; the frame around it is tested on the real site."""
    match = re.search(r'<main id="main">\n(.*)</main>', html, re.DOTALL)
    assert match, "a page has one main element"
    return match[1]
