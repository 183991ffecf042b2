"""JSON Schemas of YAML files and front matter, with which editors complete and check them. They are made from the definitions that the build uses."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from pydantic import TypeAdapter

from chronicle.model import Written, entries
from chronicle.reading import ENTRY_FILES, HEADING, HEADING_FIELDS, REFERENCE_FIELDS

DIALECT = "https://json-schema.org/draft/2020-12/schema"
KEYS = "keys.json#/$defs/"
# Schema → its kind in `REFERENCE_FIELDS`, for the files that are not in `ENTRY_FILES`.
REFERENCE_KINDS = {"site": "setting", "facts": "sheet", "charts": "chart", "main-front-matter": "text"}


def make_schemas(languages: Written) -> dict[str, str]:
    """Return file name → JSON Schema for every YAML file of `content/`; the fact sheets share `facts.json`, the charts `charts.json`."""
    shapes: dict[str, Any] = {
        "site": entries.SettingsEntry, "facts": entries.SheetEntry, "charts": entries.ChartEntry, "map": entries.MapEntry, "counties": entries.BoundaryEntry, "ground": entries.BoundaryEntry,
        "front-matter": entries.FrontMatter, "main-front-matter": entries.MainFrontMatter,
    }  # fmt: skip
    shapes |= {name: file.shape for name, file in ENTRY_FILES.items()}
    kinds = {**{name: file.kind for name, file in ENTRY_FILES.items()}, **REFERENCE_KINDS}
    return {f"{name}.json": _schema(shape, languages, kinds.get(name, "")) for name, shape in sorted(shapes.items())}


def _schema(shape: Any, languages: Written, kind: str) -> str:
    schema = _with_languages(TypeAdapter(shape).json_schema(), languages)
    completed = {**REFERENCE_FIELDS.get(kind, {}), **dict.fromkeys(HEADING_FIELDS.get(kind, ()), HEADING)}
    for pattern, target in completed.items():
        field = _find_field(schema, schema, pattern)
        # Editors offer the keys that existed when the schemas were written; other keys are not wrong.
        field["anyOf"] = [{"$ref": f"{KEYS}{target}"}, {"type": field.pop("type")}]
    return json.dumps({"$schema": DIALECT, **schema}, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _find_field(node: dict[str, Any], schema: dict[str, Any], pattern: Sequence[str]) -> dict[str, Any]:
    """Return the part of a schema that describes a field; `*` in the pattern stands for any key or number."""
    for branch in node.get("anyOf", ()):
        node = branch if "$ref" in branch else node
    if "$ref" in node:
        node = schema["$defs"][node["$ref"].rpartition("/")[2]]
    if not pattern:
        return node
    step, *rest = pattern
    if step != "*":
        return _find_field(node["properties"][step], schema, rest)
    inside = node.get("items") or node.get("additionalProperties") or next(iter(node["patternProperties"].values()))
    return _find_field(inside, schema, rest)


def _with_languages(node: Any, languages: Written) -> Any:
    """Return a schema in which a text in every language has a field per language."""
    if isinstance(node, list):
        return [_with_languages(item, languages) for item in node]
    if not isinstance(node, dict):
        return node
    if node.get("bilingual") is True:
        texts = {language: {"type": "string", "minLength": 1} for language in languages}
        kept = {key: value for key, value in node.items() if key != "bilingual"}
        return {**kept, "properties": texts, "required": list(languages.whole), "additionalProperties": False}
    if "patternProperties" in node:  # a key that does not match the pattern is wrong
        node = {"additionalProperties": False, **node}
    # An empty default is left out, so that editors do not offer it as a value.
    left_out = {key for key, value in node.items() if key == "default" and value in ("", {}, [], None)}
    return {key: _with_languages(value, languages) for key, value in node.items() if key not in left_out}
