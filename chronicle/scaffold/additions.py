"""Additions to a documentary: chapters, sheets, charts and entries, in every language of the site. Texts to be written say TODO."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, get_args

from pydantic import TypeAdapter

from chronicle.completion import KEYS_FILE, SNIPPETS_FILE, make_keys, make_snippets
from chronicle.model import KEY_PATTERN, Document, Site, suggest_key
from chronicle.problems import ContentError, Problem, Where, find_near, suggest
from chronicle.project import Project
from chronicle.reading import ENTRY_FILES, read_site
from chronicle.scaffold.files import create, write
from chronicle.schemas import make_schemas

CHAPTER = """---
title: TODO
summary: TODO
{more}---

"""
MAIN_FIELDS = """sources: []
highlights: []
"""
LEFT_FIELD = "profile: {left: TODO}\n"
SHEET = """# yaml-language-server: $schema=../.schemas/facts.json
title: {titles}
source: {source}
facts:
  first-figure:
    label: {titles}
    printed: TODO
    section: TODO
"""
CHART = """# yaml-language-server: $schema=../.schemas/charts.json
kind: bars
title: {titles}
measure: {titles}
rows:
  - facts: [TODO]
  - facts: [TODO]
"""


def new_part(project: Project, key: str) -> list[str]:
    """Create the opening of a part and list it; return what was made. Raises ContentError for an invalid key."""
    site, _ = read_site(project)
    _check_key(key)
    document = site.registry.spots["site"]["site"].document
    opening = CHAPTER.format(more="")
    made = create(project, {f"content/chapters/{key}/{language}.md": opening for language in site.written.whole})
    last = list(document.get("parts"))[-1]
    end = max(document.where_value(*location) for location in document.keys if location[:2] == ("parts", last))
    begin = document.where_value("parts")
    if document.lines[begin.line - 1][begin.column - 1] == "{":
        while "]" not in document.lines[end.line - 1][end.column - 1 :]:
            end = Where(end.path, end.line + 1)
        behind = document.lines[end.line - 1][end.column - 1 :].index("]") + 1
        return [*made, _insert(project, end, behind, f", {key}: []")]
    indent = document.where("parts", last).column - 1
    return [*made, _insert_line(project, document.path, end.line, f"{' ' * indent}{key}: []")]


def new_chapter(project: Project, part: str, key: str, more: str = MAIN_FIELDS, known: Site | None = None) -> list[str]:
    """Create the files of a chapter and list it in its part; return what was made.

    `known` is the site, if it has been read. Raises ContentError for an invalid key, and for an unknown part: it may be mistyped, so it is not created.
    """
    site = known or read_site(project)[0]
    _check_key(part, key)
    document = site.registry.spots["site"]["site"].document
    if part not in site.settings.parts:
        near = suggest(part, site.settings.parts)
        hint = near if find_near(part, site.settings.parts) else f"Begin it with `new part {part}`. {near}"
        raise ContentError([Problem(document.where("parts"), "unknown-part", f"There is no part '{part}'.", hint)])
    folder = f"content/chapters/{part}/{key}"
    files = {
        f"{folder}/{language}.md": CHAPTER.format(more=more if language == site.written.whole[0] else "")
        for language in site.written.whole
    }
    return [*create(project, files), _list_chapter(project, document, part, key)]


def new_county(project: Project, part: str, key: str) -> list[str]:
    """Create a chapter and, unless it exists, the place that it is about; return what was made.

    The chapter has a profile with the field `left` if another chapter has this field.
    """
    site, _ = read_site(project)
    left = LEFT_FIELD if any(text.profile and text.profile.left for text in site.texts) else ""
    more = f"place: {key}\n{MAIN_FIELDS}{left}"
    made = new_chapter(project, part, key, more, site)
    return made if site.registry.exists("place", key) else [*made, *new_entry(project, "place", key, site)]


def new_sheet(project: Project, key: str) -> list[str]:
    """Create a fact sheet with one example fact; return what was made. Raises ContentError for an invalid key."""
    site, _ = read_site(project)
    _check_key(key)
    source = next(iter(site.sources), "TODO")
    text = SHEET.format(titles=_localized(site.written.whole), source=source)
    return create(project, {f"content/facts/{key}.yaml": text})


def new_chart(project: Project, key: str) -> list[str]:
    """Create a chart of two rows; return what was made. Raises ContentError for an invalid key."""
    site, _ = read_site(project)
    _check_key(key)
    text = CHART.format(titles=_localized(site.written.whole))
    return create(project, {f"content/charts/{key}.yaml": text})


def new_entry(project: Project, kind: str, key: str, known: Site | None = None) -> list[str]:
    """Add an entry with all its required fields at the end of its file; return what was made.

    `known` is the site, if it has been read. Raises ContentError for a key that is invalid or taken.
    """
    site = known or read_site(project)[0]
    _check_key(key)
    name, shape = next((name, file.shape) for name, file in ENTRY_FILES.items() if file.kind == kind)
    file = f"content/{name}.yaml"
    if site.registry.exists(kind, key):
        there = site.registry.where(kind, key)
        raise ContentError([Problem(there, "taken-key", f"The {kind} '{key}' already exists.", "Choose another key.")])
    path = project.root / file
    before = _read(path) if path.exists() else f"# yaml-language-server: $schema=.schemas/{name}.json\n"
    schema = TypeAdapter(shape).json_schema()["$defs"][get_args(shape)[1].__name__]
    fields = "".join(
        f"  {field}: {_stand_in(schema['properties'][field], site.written.whole)}\n" for field in schema["required"]
    )
    _write(path, f"{before.rstrip()}\n\n{key}:\n{fields}", before)
    return [f"Added '{key}' to {file}"]


BEGINNINGS: Mapping[str, Callable[..., list[str]]] = {
    "chapter": new_chapter,
    "county": new_county,
    "part": new_part,
    "chart": new_chart,
    "sheet": new_sheet,
    **{kind: partial(new_entry, kind=kind) for kind in ("source", "place", "term", "person", "event")},
}


def write_schemas(project: Project) -> list[str]:
    """Write the JSON Schemas of YAML files and front matter again, and the snippets of VS Code; return what was written."""
    site, _ = read_site(project)
    files = {f"content/.schemas/{name}": text for name, text in make_schemas(site.written).items()}
    files |= {f"content/.schemas/{KEYS_FILE}": make_keys(site), SNIPPETS_FILE: make_snippets(site)}
    write(project, files)
    return [f"Wrote {name}" for name in files]


def _localized(languages: Sequence[str]) -> str:
    return f"{{{', '.join(f'{language}: TODO' for language in languages)}}}"


def _stand_in(field: Mapping[str, Any], languages: Sequence[str]) -> str:
    """Return the placeholder of a field, TODO in the form of its value, so that no field is overlooked."""
    if field.get("bilingual"):
        return _localized(languages)
    return "[TODO]" if field.get("type") == "array" else "TODO"


def _list_chapter(project: Project, document: Document, part: str, key: str) -> str:
    """List a chapter at the end of its part in site.yaml, in the YAML style of the list there; return a sentence on its place."""
    listed = document.get("parts", part)
    if key in listed:
        return f"Listed in {document.path}:{document.where_value('parts', part, listed.index(key)).line}"
    if not listed:
        where = document.where_value("parts", part)
        return _insert(project, where, 1, key)
    last = document.where_value("parts", part, len(listed) - 1)
    before = document.lines[last.line - 1][: last.column - 1]
    if before.strip() == "-":
        return _insert_line(project, document.path, last.line, f"{before}{key}")
    return _insert(project, last, len(listed[-1]), f", {key}")


def _insert(project: Project, where: Where, behind: int, text: str) -> str:
    before = _read(project.root / where.path)
    lines = before.splitlines(keepends=True)
    line, at = lines[where.line - 1], where.column - 1 + behind
    lines[where.line - 1] = f"{line[:at]}{text}{line[at:]}"
    _write(project.root / where.path, "".join(lines), before)
    return f"Listed in {where.path}:{where.line}"


def _insert_line(project: Project, name: str, after: int, line: str) -> str:
    before = _read(project.root / name)
    lines = before.splitlines(keepends=True)
    lines.insert(after, f"{line}\n")
    _write(project.root / name, "".join(lines), before)
    return f"Listed in {name}:{after + 1}"


def _read(path: Path) -> str:
    return path.read_bytes().decode("utf-8")


def _write(path: Path, text: str, before: str) -> None:
    """Write a text with the line ends that the file had before."""
    plain = text.replace("\r\n", "\n")
    path.write_bytes((plain.replace("\n", "\r\n") if "\r\n" in before else plain).encode())


def _check_key(*keys: str) -> None:
    for key in keys:
        if not re.fullmatch(KEY_PATTERN, key):
            hint = "Keys are written with the letters a-z, digits and single hyphens."
            hint += f" Did you mean '{meant}'?" if (meant := suggest_key(key)) else ""
            raise ContentError([Problem(Where("content"), "wrong-name", f"'{key}' is not a valid key.", hint)])
