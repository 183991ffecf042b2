"""The folder of content: what cannot be read, what nothing reads, and what an editor's tools leave behind."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from projects import lay_out, letters, problems_of, put

from chronicle.pipeline import build_site, load_site
from chronicle.reading import Project, read_settings
from chronicle.reading.documents import read_file
from chronicle.reading.files import IS_FILE

LINK = "This is a symbolic link, which the build does not follow.\n    Put the file itself here."


def test_settings_that_come_back_while_they_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """site.yaml is read twice, first for its languages: one that an editor's program puts in its place just then is missing, and no more is said."""
    project = lay_out("good-site", tmp_path)
    path = tmp_path / "content/site.yaml"
    text = path.read_text(encoding="utf-8")

    def read(*given: Any) -> Any:
        path.unlink(missing_ok=True)
        monkeypatch.setattr("chronicle.reading.content.read_file", read_file)
        first = read_file(*given)
        path.write_text(text, encoding="utf-8")
        return first

    monkeypatch.setattr("chronicle.reading.content.read_file", read)
    assert [problem.rule for problem in problems_of(load_site, project)] == ["missing-file"]


@pytest.mark.parametrize(
    "folder", ["pages", "facts", "charts", "chapters", "chapters/part", "chapters/part/one", "geo"]
)
def test_a_folder_that_cannot_be_read(folder: str, project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that may not be read is a problem and never counts as empty; nothing that may be in it is missed."""
    locked = project.root / "content" / folder
    locked.mkdir(exist_ok=True)
    listdir = os.listdir

    def refuse(path: Path) -> list[str]:
        if Path(path) == locked:
            raise PermissionError(13, "Permission denied")
        return listdir(path)

    monkeypatch.setattr(os, "listdir", refuse)
    assert letters(load_site, project) == [
        f"content/{folder}:1:1: This folder cannot be read: Permission denied.\n    Check its permissions."
    ]


def rename(old: str, new: str) -> Callable[[Path], None]:
    return lambda content: (content / old).rename(content / new) and None


def write(name: str) -> Callable[[Path], None]:
    return lambda content: put(content, {name: "x"})


def misplaced(name: str, what: str, hint: str) -> str:
    return f"content/{name}:1:1: '{name}' is misplaced: no {what} of this name is read here.\n    {hint}"


@pytest.mark.parametrize(
    ("spoil", "problem"),
    [
        (write("people.yml"), misplaced("people.yml", "file", "Did you mean 'people.yaml'?")),
        (write("poeple.yaml"), misplaced("poeple.yaml", "file", "Did you mean 'people.yaml'?")),
        (write("People.yaml"), misplaced("People.yaml", "file", "Did you mean 'people.yaml'?")),
        (write("facts.yaml"), misplaced("facts.yaml", "file", "The files of this kind are in the folder facts/.")),
        (write("chapter.md"), misplaced("chapter.md", "file", "The files of this kind are in the folder chapters/.")),
        (write("map.yaml.txt"), misplaced("map.yaml.txt", "file", "Did you mean 'map.yaml'?")),
        (rename("sources.yaml", "source.yaml"), misplaced("source.yaml", "file", "Did you mean 'sources.yaml'?")),
        (rename("places.yaml", "places.yml"), misplaced("places.yml", "file", "Did you mean 'places.yaml'?")),
        (rename("site.yaml", "Site.yaml"), misplaced("Site.yaml", "file", "Did you mean 'site.yaml'?")),
        (rename("facts", "fact"), misplaced("fact", "folder", "Did you mean 'facts'?")),
        (rename("chapters", "chapter"), misplaced("chapter", "folder", "Did you mean 'chapters'?")),
        (write("page/home/zh.md"), misplaced("page", "folder", "Did you mean 'pages'?")),
        (write("odd/x"), misplaced("odd", "folder", "Known here: chapters, charts, facts, geo, pages, static, templates, translations.")),
        (write("pages"), f"content/pages:1:1: {IS_FILE}\n    Give it another name."),
    ],
)  # fmt: skip
def test_names_that_are_not_quite_right(spoil: Callable[[Path], None], problem: str, project: Project) -> None:
    """A file or folder at the top of content/ that nothing reads is the one problem, with the name that was meant."""
    spoil(project.root / "content")
    assert letters(load_site, project) == [problem]


@pytest.mark.parametrize(
    "name",
    [
        "README.md",
        "LICENSE",
        ".DS_Store",
        "places.yaml~",
        "places.yaml.bak",
        "places.yaml.orig",
        "#places.yaml#",
        "old.bak/x",
        "facts/sheet.yaml~",
        "facts/sheet.yaml.bak",
        "facts/.sheet.yaml.swp",
        "facts/#sheet.yaml#",
        "charts/x.yaml.orig",
        "chapters/part/one/zh.md~",
        "chapters/part/one/zh.md.orig",
        "chapters/part/one/#zh.md#",
        "chapters/part~/zh.md",
        "pages/home.bak/zh.md",
    ],
)
def test_what_is_passed_over(name: str, project: Project) -> None:
    """Documents for people, hidden files and the backups that editors leave are passed over everywhere."""
    write(name)(project.root / "content")
    assert letters(load_site, project) == []


@pytest.mark.parametrize(
    "name",
    [
        "",
        "site.yaml",
        "places.yaml",
        "chapters",
        "chapters/part",
        "chapters/part/one/en.md",
        "facts",
        "facts/sheet.yaml",
    ],
)
def test_links_are_not_followed(name: str, project: Project) -> None:
    """A link in the place of a file or folder is the one problem, content/ itself included."""
    path = project.root / "content" / name
    path.rename(project.root / "elsewhere")
    path.symlink_to(project.root / "elsewhere")
    assert letters(load_site, project) == [f"{'/'.join(['content', name]).strip('/')}:1:1: {LINK}"]


@pytest.mark.parametrize("name", ["site.yaml", "units.yaml", "people.yaml", "facts/x.yaml", "chapters/part/one/en.md"])
def test_a_named_pipe_is_never_waited_for(name: str, project: Project) -> None:
    """What is neither file nor folder is a problem at once."""
    path = project.root / "content" / name
    path.unlink(missing_ok=True)
    os.mkfifo(path)
    assert letters(load_site, project) == [
        f"content/{name}:1:1: This is not a file that can be read.\n    Put a file here, or take it away."
    ]


def test_a_project_without_content(tmp_path: Path) -> None:
    """A folder that is no project is told so."""
    assert letters(load_site, Project(tmp_path)) == [
        "content:1:1: There is no folder 'content' here.\n    Begin a documentary with: chronicle init"
    ]


def test_a_folder_that_is_no_project(project: Project) -> None:
    """Every reader of a project tells it, those that need the settings alone too; within `content/` the way leads out of it."""
    for read in (load_site, read_settings):
        assert letters(read, Project(project.root / "content")) == [
            "content:1:1: There is no folder 'content' here.\n    Name the folder above this one."
        ]
        assert letters(read, Project(project.root / "content/facts")) == [
            "content:1:1: There is no folder 'content' here.\n    Begin a documentary with: chronicle init"
        ]


def test_links_that_lead_to_each_other(tmp_path: Path) -> None:
    """They are told as links are, by a build too, which asks where its output would be."""
    (tmp_path / "content").symlink_to("other")
    (tmp_path / "other").symlink_to("content")
    for act in (load_site, read_settings, partial(build_site, output=tmp_path / "output")):
        assert letters(act, Project(tmp_path)) == [f"content:1:1: {LINK}"]
