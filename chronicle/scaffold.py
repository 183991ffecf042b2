"""Beginnings: the files of a new chapter or fact sheet, in every language of the site. Nothing that exists is touched."""

from __future__ import annotations

import re
from collections.abc import Mapping

from chronicle.model import KEY_PATTERN
from chronicle.problems import ContentError, Problem, Where
from chronicle.reading import Project, read_site
from chronicle.schemas import make_schemas

CHAPTER = """---
title: "{title}"
summary: ""
{more}---

"""
MAIN_FIELDS = """sources: []
highlights: []
"""
SHEET = """# yaml-language-server: $schema=../.schemas/facts.json
title: {{{titles}}}
source: {source}
facts:
  first-figure:
    label: {{{titles}}}
    printed: 1个
    as_of: "2020"
    section: "?"
"""


def new_chapter(project: Project, part: str, key: str) -> list[str]:
    """Create the files of a chapter; return what was made and what is left to do. Raises ContentError for a key that cannot be."""
    site, _ = read_site(project)
    _check_key(part, key)
    folder = f"content/chapters/{part}/{key}"
    files = {}
    for language in site.languages:
        more = MAIN_FIELDS if language == site.languages[0] else ""
        files[f"{folder}/{language}.md"] = CHAPTER.format(title=key, more=more)
    if part not in site.settings.parts:
        opening = CHAPTER.format(title=part, more="")
        files |= {f"content/chapters/{part}/{language}.md": opening for language in site.languages}
    return [*_create(project, files), f"Now add '{key}' to the part '{part}' under 'parts:' in content/site.yaml."]


def new_sheet(project: Project, key: str) -> list[str]:
    """Create a fact sheet with one example fact; return what was made. Raises ContentError for a key that cannot be."""
    site, _ = read_site(project)
    _check_key(key)
    titles = ", ".join(f"{language}: {key}" for language in site.languages)
    source = next(iter(site.sources), "?")
    return _create(project, {f"content/facts/{key}.yaml": SHEET.format(titles=titles, source=source)})


def write_schemas(project: Project) -> list[str]:
    """Write the JSON Schemas of the YAML files anew; return what was written."""
    site, _ = read_site(project)
    folder = project.root / "content" / ".schemas"
    folder.mkdir(exist_ok=True)
    schemas = make_schemas(site.languages)
    for name, text in schemas.items():
        (folder / name).write_text(text, encoding="utf-8")
    return [f"Wrote content/.schemas/{name}" for name in schemas]


def _check_key(*keys: str) -> None:
    for key in keys:
        if not re.fullmatch(KEY_PATTERN, key):
            hint = "Keys are written with the letters a-z, digits and single hyphens."
            raise ContentError([Problem(Where("content"), "wrong-name", f"'{key}' cannot be a key.", hint)])


def _create(project: Project, files: Mapping[str, str]) -> list[str]:
    """Create files, path → text, all or none; return what was made."""
    problems = [
        Problem(Where(name), "existing-file", "This file exists already.", "Choose another key.")
        for name in files
        if (project.root / name).exists()
    ]
    if problems:
        raise ContentError(problems)
    for name, text in files.items():
        path = project.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return [f"Created {name}" for name in files]
