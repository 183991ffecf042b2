"""Files that no editor would save as they are: accepted where that loses nothing, else told of exactly."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from projects import letters
from test_sites import main_of

from chronicle.pipeline import build_site
from chronicle.problems import ContentError
from chronicle.reading import Project

CHAPTER = "content/chapters/part/one/en.md"
SHEET = "content/facts/sheet.yaml"


def problems_of(project: Project) -> list[str]:
    """Build and return what a person is told."""
    told = letters(build_site, project, project.root / "output", with_search=False)
    assert not (project.root / "output").exists()
    return told


def test_bom_and_crlf_are_accepted(project: Project) -> None:
    """A byte order mark and CRLF line ends change nothing on the page."""
    output = project.root / "output"
    build_site(project, output, with_search=False)
    page = output / "en/part/one/index.html"
    before = main_of(page.read_text(encoding="utf-8"))
    for path in [*project.root.rglob("content/**/*.md"), *project.root.rglob("content/**/*.yaml")]:
        text = path.read_text(encoding="utf-8")
        path.write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    build_site(project, output, with_search=False)
    assert main_of(page.read_text(encoding="utf-8")) == before


def write_gbk(root: Path) -> None:
    (root / CHAPTER).write_bytes(b"---\ntitle: One\n---\n" + "ab赤峰\n".encode("gbk"))


def write_huge(root: Path) -> None:
    (root / CHAPTER).write_bytes(b"---\ntitle: One\n---\n" + b"x" * 50_000_000)


def write_link(root: Path) -> None:
    (root / "secret.md").write_text("---\ntitle: Secret\n---\n", encoding="utf-8")
    (root / CHAPTER).unlink()
    (root / CHAPTER).symlink_to(root / "secret.md")


def write_linked_folder(root: Path) -> None:
    (root / "elsewhere").mkdir()
    (root / "content/chapters/part/two").symlink_to(root / "elsewhere")


def write_control_character(root: Path) -> None:
    (root / SHEET).write_text("title: {zh: 甲\x07, en: A}\n", encoding="utf-8")


def write_file_for_folder(root: Path) -> None:
    shutil.rmtree(root / "content/facts")
    (root / "content/facts").write_text("x", encoding="utf-8")


def make_folder_for_file(root: Path) -> None:
    (root / "content/places.yaml").unlink()
    (root / "content/places.yaml").mkdir()


def remove_settings(root: Path) -> None:
    (root / "content/site.yaml").unlink()


def remove_sources(root: Path) -> None:
    (root / "content/sources.yaml").unlink()


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (
            write_gbk,
            [f"{CHAPTER}:4:3: This is not UTF-8: the byte 0xB3 cannot stand here.\n    Save the file as UTF-8."],
        ),
        (
            write_huge,
            [
                f"{CHAPTER}:1:1: This file is 50.0 MB large; a text has at most 2 MB.\n    Split it, or move it out of content/."
            ],
        ),
        (
            write_link,
            [
                f"{CHAPTER}:1:1: This is a symbolic link, which the build does not follow.\n    Put the file itself here."
            ],
        ),
        (
            write_linked_folder,
            [
                "content/chapters/part/two:1:1: This is a symbolic link, which the build does not follow.\n"
                "    Put the file itself here."
            ],
        ),
        (
            write_control_character,
            [
                f"{SHEET}:1:1: The field 'facts' is missing.\n    facts: The facts by key.",
                f"{SHEET}:1:14: There is an invisible character here: U+0007.\n"
                "    Delete it; if you cannot find it, retype the line.",
            ],
        ),
        (
            write_file_for_folder,
            ["content/facts:1:1: This is a file; a folder has this name.\n    Give it another name."],
        ),
        (
            make_folder_for_file,
            ["content/places.yaml:1:1: This is a folder; a file has this name.\n    Give it another name."],
        ),
        (
            remove_settings,
            ["content/site.yaml:1:1: This file is missing.\n    Create it; docs/editing.en.md lists its fields."],
        ),
        (
            remove_sources,
            ["content/sources.yaml:1:1: This file is missing.\n    Create it; docs/editing.en.md lists its fields."],
        ),
    ],
)
def test_bad_file(project: Project, spoil: Callable[[Path], None], told: list[str]) -> None:
    """A file that cannot be read is told of with its place, what is wrong and what to do; nothing else is complained of."""
    spoil(project.root)
    assert problems_of(project) == told


def test_a_failed_build_keeps_the_output(project: Project) -> None:
    """Problems in the content leave the previous output as it was, to the byte, and nothing beside it."""
    output = project.root / "output"
    build_site(project, output, with_search=False)
    before = {path: path.read_bytes() for path in sorted(output.rglob("*")) if path.is_file()}
    chapter = project.root / CHAPTER
    chapter.write_text(re.sub(r"\{sheet\.poor\}", "{sheet.por}", chapter.read_text(encoding="utf-8")), encoding="utf-8")
    with pytest.raises(ContentError):
        build_site(project, output, with_search=False)
    assert {path: path.read_bytes() for path in sorted(output.rglob("*")) if path.is_file()} == before
    assert sorted(path.name for path in project.root.iterdir()) == [
        ".cache",
        "README.md",
        "content",
        "expected",
        "output",
    ]
