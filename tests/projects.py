"""Projects to try things on: small ones, laid out in a folder, edited, and what a person is told of them; the real one."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from chronicle.loading import Loaded, load_site
from chronicle.problems import ContentError, Problem
from chronicle.reading import Project

HOME = Path(__file__).parent.parent
SITES = HOME / "tests/sites"
EMPTY_ARCHIVE = b"PK\x05\x06" + bytes(18)


def lay_out(case: str, folder: Path) -> Project:
    """Copy the base site and the case over it."""
    shutil.copytree(SITES / "_base", folder, dirs_exist_ok=True)
    shutil.copytree(SITES / case, folder, dirs_exist_ok=True)
    return Project(folder)


def take_templates(project: Project) -> None:
    """Give a project copies of all templates of the generator, for tests that edit them; other projects use the generator's own."""
    shutil.copytree(HOME / "templates", project.root / "templates")


def lay_out_in(languages: Mapping[str, Mapping[str, str]], folder: Path) -> Project:
    """Write the base site in other languages, given with their settings, the first the main one: what is not Chinese is in English words."""
    shutil.copytree(SITES / "_base", folder)

    def adapt(value: Any) -> Any:
        if isinstance(value, dict) and set(value) == {"zh", "en"}:
            return {one: value[_written_in(one)] for one in languages}
        if isinstance(value, dict):
            return {key: adapt(one) for key, one in value.items()}
        return [adapt(one) for one in value] if isinstance(value, list) else value

    for path in folder.rglob("*.yaml"):
        content = adapt(yaml.safe_load(path.read_text(encoding="utf-8")))
        if path.name == "site.yaml":
            content["languages"] = languages
        if path.name == "sources.yaml":  # facts name the headings as they are printed
            content["book"]["headings"] = [dict.fromkeys(languages, heading) for heading in ("第一节", "第二节")]
        path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    for half in [*folder.rglob("zh.md")]:
        texts = {one: half.with_name(f"{one}.md").read_text(encoding="utf-8") for one in ("zh", "en")}
        for one in texts:
            half.with_name(f"{one}.md").unlink()
        shared = re.sub(r"(?m)^(?:title|summary): .*\n", "", texts["zh"].split("---\n")[1])  # the main language's
        for number, one in enumerate(languages):
            text = texts[_written_in(one)]
            is_bare = number == 0 and text != texts["zh"]
            half.with_name(f"{one}.md").write_text(
                text.replace("---\n", f"---\n{shared}", 1) if is_bare else text, encoding="utf-8"
            )
    return Project(folder)


def _written_in(language: str) -> str:
    return "zh" if language.startswith("zh") else "en"


@cache
def real_content() -> Loaded:
    """Read, render and check the real content, once for all tests of a process."""
    return load_site(Project(HOME))


def pages_of(site: Path) -> list[Path]:
    """Return the HTML files of a site in order, without those that only lead from a former address to the one now."""
    return [
        path for path in sorted(site.rglob("*.html")) if 'http-equiv="refresh"' not in path.read_text(encoding="utf-8")
    ]


def read(folder: Path) -> dict[str, bytes]:
    """Return the files below a folder, path → content."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def put(folder: Path, files: Mapping[str, str | bytes]) -> None:
    """Write files below a folder, path → content."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())


def edit(path: Path, old: str, new: str, most: int = -1) -> Path:
    """Write something else for a text that a file has, everywhere or `most` times; return the file."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, most), encoding="utf-8")
    return path


def append(path: Path, text: str) -> None:
    """Write a text behind all that a file has."""
    with path.open("a", encoding="utf-8") as file:
        file.write(text)


def letter(problem: object) -> str:
    """Return a problem, or all of an error, as printed; the id of the rule behind each message is left out."""
    return re.sub(r" \[[a-z0-9-]+\]$", "", str(problem), flags=re.MULTILINE)


def problems_of(act: Callable[..., object], *arguments: object, **options: object) -> tuple[Problem, ...]:
    """Return what keeps a person from doing something with content; nothing where it is done."""
    try:
        act(*arguments, **options)
    except ContentError as error:
        return error.problems
    return ()


def letters(act: Callable[..., object], *arguments: object, **options: object) -> list[str]:
    """Return the same as printed, one text for each problem."""
    return [letter(problem) for problem in problems_of(act, *arguments, **options)]
