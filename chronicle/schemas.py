"""JSON Schemas of the YAML files, from the same definition that they are checked by, for editors with a YAML language server."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from pydantic import TypeAdapter

from chronicle.model import BoundaryEntry, ChartEntry, MapEntry, SettingsEntry, SheetEntry
from chronicle.reading import ENTRY_FILES

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def make_schemas(languages: Sequence[str]) -> dict[str, str]:
    """Return file name → JSON Schema for every YAML file of `content/`; the fact sheets share `facts.json`, the charts `charts.json`."""
    shapes: dict[str, Any] = {
        "site": SettingsEntry, "facts": SheetEntry, "charts": ChartEntry, "map": MapEntry, "counties": BoundaryEntry,
    }  # fmt: skip
    shapes |= {name: shape for name, (shape, _, _) in ENTRY_FILES.items()}
    return {f"{name}.json": _schema(shape, languages) for name, shape in sorted(shapes.items())}


def _schema(shape: Any, languages: Sequence[str]) -> str:
    schema = _with_languages(TypeAdapter(shape).json_schema(), languages)
    return json.dumps({"$schema": DIALECT, **schema}, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _with_languages(node: Any, languages: Sequence[str]) -> Any:
    """Return a schema in which a text in every language has a field per language."""
    if isinstance(node, list):
        return [_with_languages(item, languages) for item in node]
    if not isinstance(node, dict):
        return node
    if node.get("bilingual") is True:
        texts = {language: {"type": "string", "minLength": 1} for language in languages}
        kept = {key: value for key, value in node.items() if key != "bilingual"}
        return {**kept, "properties": texts, "required": list(languages), "additionalProperties": False}
    # What is empty where it is left out is not offered as something to write.
    left_out = {key for key, value in node.items() if key == "default" and value in ("", {}, [], None)}
    return {key: _with_languages(value, languages) for key, value in node.items() if key not in left_out}
