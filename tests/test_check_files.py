"""`check PATHS`: what is wrong in some files, and nothing of what is wrong elsewhere."""

from pathlib import Path

import program
import pytest
from projects import edit, lay_out

from chronicle.reading import Project

ONE = "content/chapters/part/one"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A tiny site with a mistake in a text, one in its other half, one in a sheet, and one in another text."""
    project = lay_out("good-site", tmp_path / "site")
    edit(project.root / f"{ONE}/zh.md", "讲第一件事", "讲TODO第一件事")
    edit(project.root / f"{ONE}/en.md", "which is", "which is {2019}")
    edit(project.root / "content/facts/sheet.yaml", "as_of:", "asof:")
    edit(project.root / "content/chapters/part/zh.md", "{sheet.land}", "{sheet.sea}")
    return project


def checked(project: Project, *paths: str) -> tuple[int, list[str], str]:
    """Return the exit code of a check, the places and rules of its problems, and what it says last."""
    named = (str(project.root / path) for path in paths)
    done = program.run("check", "--project", str(project.root), *named)
    *told, last = (done.stderr or done.stdout).splitlines()
    heads = [line for line in told if line.startswith("content/")]
    return done.returncode, [f"{line.split(': ')[0]} {line.rpartition(' ')[2]}" for line in heads], last


def test_a_text_is_checked_in_all_its_halves(project: Project) -> None:
    """A text is checked with its front matter and its other halves, and alone: what is wrong elsewhere is not told."""
    assert checked(project, f"{ONE}/zh.md") == (
        1,
        [f"{ONE}/en.md:9:1 [halves-differ]", f"{ONE}/zh.md:3:11 [placeholder]"],
        "2 problems. Nothing was written.",
    )


def test_a_folder(project: Project) -> None:
    """A folder stands for all files in it."""
    assert checked(project, "content/chapters")[:2] == (
        1,
        [
            f"{ONE}/en.md:9:1 [halves-differ]",
            f"{ONE}/zh.md:3:11 [placeholder]",
            "content/chapters/part/zh.md:4:20 [unknown-fact]",
        ],
    )


def test_a_sheet(project: Project) -> None:
    """Of YAML what is wrong in that file is told."""
    assert checked(project, "content/facts/sheet.yaml")[:2] == (1, ["content/facts/sheet.yaml:9:5 [unknown-field]"])


@pytest.mark.parametrize("path", ["content/places.yaml", f"{ONE}/en.md"])
def test_nothing_can_be_checked(project: Project, path: str) -> None:
    """Where site.yaml cannot be read no file was checked, so that its mistake is told whatever file is asked for."""
    edit(project.root / "content/site.yaml", "languages:", "languages: [")
    assert checked(project, path)[1] == ["content/site.yaml:4:12 [yaml-syntax]"]


def test_nothing_wrong(project: Project) -> None:
    """Files without a problem are counted, whatever is wrong elsewhere."""
    assert checked(project, "content/places.yaml", "content/glossary.yaml") == (0, [], "No problems in 2 files.")


def test_a_file_elsewhere(project: Project, tmp_path: Path) -> None:
    """What is no content is not passed as being without a problem."""
    (tmp_path / "site/notes.md").write_text("x", encoding="utf-8")
    assert checked(project, "notes.md") == (
        2,
        [],
        f"Error: {project.root}/notes.md is not in the content of the project.",
    )
