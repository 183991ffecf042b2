"""A build that would come out the same is not made again; anything that it depends on, or that was done to its output, makes it anew."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from projects import lay_out

from chronicle import builds
from chronicle.builds import plan_build
from chronicle.project import HOME, Project

TOLD = ["32 pages."]


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A project whose last build is remembered; its output is two files in a folder."""
    project = lay_out("good-site", tmp_path / "site")
    output = project.root / "output"
    (output / "en").mkdir(parents=True)
    (output / "index.html").write_text("entrance", encoding="utf-8")
    (output / "en/index.html").write_text("home", encoding="utf-8")
    plan_build(project, output, ()).remember(TOLD)
    return project


def find(project: Project, options: tuple[object, ...] = ()) -> object:
    """Return what is told of the last build, if it stands."""
    return plan_build(project, project.root / "output", options).find()


def test_little_is_loaded_to_see_that_nothing_changed(tmp_path: Path) -> None:
    """A build that is not made again loads neither the shapes of content nor templates: these take longer than all the rest."""
    project = lay_out("good-site", tmp_path / "site")
    build = "import sys\nfrom chronicle.cli import main\ntry: main(['build', '--no-search', '--project', sys.argv[1]])\nexcept SystemExit: pass\n"
    loaded = "print(sorted({'pydantic', 'jinja2', 'markdown', 'pypinyin', 'PIL'} & {*sys.modules}))"
    for told in (" pages, without search, 2 facts.", "Nothing has changed since the last build.\n"):
        run = subprocess.run(
            [sys.executable, "-c", build + loaded, project.root], capture_output=True, text=True, check=True
        )
        assert told in run.stdout
    assert run.stdout.splitlines()[-1] == "[]"


def test_the_same_build_stands(project: Project) -> None:
    """What was told of it is told again, in this process and in any later one."""
    assert find(project) == TOLD


@pytest.mark.parametrize(
    "change",
    [
        lambda root: (root / "content/chapters/part/one/en.md").write_text("", encoding="utf-8"),
        lambda root: (root / "content/interface.yaml").write_text("", encoding="utf-8"),
        lambda root: (root / "content/new.txt").touch(),
        lambda root: (root / "content/chapters/part/one/en.md").rename(root / "content/chapters/part/one/fr.md"),
        lambda root: (root / "content/link").symlink_to("places.yaml"),
        lambda root: (root / "static").mkdir(exist_ok=True) or (root / "static/own.js").touch(),
        lambda root: (root / "output/index.html").write_text("entrances", encoding="utf-8"),
        lambda root: os.utime(root / "output/index.html", ns=(1, 1)),
        lambda root: (root / "output/en/index.html").unlink(),
        lambda root: (root / "output/zh").mkdir(),
        lambda root: (root / "output").rename(root / "elsewhere"),
    ],
)
def test_another_build_does_not(project: Project, change: Callable[[Path], object]) -> None:
    """A file of the project that is changed, new, renamed or a link; a file of the output that is changed, touched or gone."""
    change(project.root)
    assert find(project) is None


def test_the_content_of_the_generator_is_not_part_of_another_project(project: Project) -> None:
    """Its templates and static files are, which the project may lack."""
    read = {
        str(Path(path).relative_to(HOME))
        for path in plan_build(project, project.root, ()).sources
        if path.startswith(f"{HOME}/")
    }
    assert "templates/base.html" in read and "static/compare.js" in read
    assert {path.split("/")[0] for path in read} == {"templates", "static", "chronicle"}


def test_options_and_the_program_are_part_of_a_build(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another address, or another version of the program, is another build."""
    assert find(project, ("https://example.com/",)) is None
    monkeypatch.setattr(builds, "program_sum", lambda: "another")
    assert find(project) is None


def test_what_is_saved_while_a_site_is_built(project: Project) -> None:
    """A build is current until a file that it depends on is written, made, or taken away, even in the same length and with the same time."""
    output, chapter = project.root / "output", project.root / "content/chapter.md"
    chapter.write_text("one", encoding="utf-8")
    for change in (
        lambda: [chapter.write_text("two", encoding="utf-8"), os.utime(chapter, ns=(0, 0))],
        lambda: (project.root / "content/another.md").touch(),
        chapter.unlink,
    ):
        planned = plan_build(project, output, ())
        assert planned.is_current()
        change()
        assert not planned.is_current()
