"""Creates files that did not exist before, all or none, and writes those that may be replaced."""

from __future__ import annotations

from collections.abc import Mapping

from chronicle.problems import ContentError, Problem, Where
from chronicle.project import Project


def create(project: Project, files: Mapping[str, str]) -> list[str]:
    """Create files, path → text, all or none; return what was made. Raises ContentError with a problem for each file that exists already."""
    problems = [
        Problem(Where(name), "existing-file", "This file exists already.", "Choose another key.")
        for name in files
        if (project.root / name).exists()
    ]
    if problems:
        raise ContentError(problems)
    write(project, files)
    return [f"Created {name}" for name in files]


def write(project: Project, files: Mapping[str, str]) -> None:
    """Write files, path → text, with the folders that they need; earlier files are replaced."""
    for name, text in files.items():
        path = project.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
