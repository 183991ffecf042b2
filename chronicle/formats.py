"""Problems in the formats of other programs: lines of JSON, GitHub annotations, and SARIF for code scanners and editors."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence

from chronicle.problems import Problem, printable
from chronicle.rules import RULES

SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def to_json(problems: Sequence[Problem]) -> str:
    """Return one JSON object a line: path, line, column, rule, message, hint."""
    lines = (one.where._asdict() | {"rule": one.rule, "message": one.message, "hint": one.hint} for one in problems)
    return "".join(f"{json.dumps(line)}\n" for line in lines)


def to_github(problems: Sequence[Problem]) -> str:
    """Return workflow commands, which GitHub Actions shows beside the lines of a change."""
    return "".join(
        f"::error file={_property(one.where.path)},line={one.where.line},col={one.where.column},"
        f"title={_property(one.rule)}::{_data(' '.join(filter(None, (one.message, one.hint))))}\n"
        for one in problems
    )


def to_sarif(problems: Sequence[Problem]) -> str:
    """Return a SARIF 2.1.0 log with one run and the rules that are broken in it."""
    rules = [
        {"id": rule, "fullDescription": {"text": RULES.get(rule, rule)}}
        for rule in sorted({one.rule for one in problems})
    ]
    results = [
        {
            "ruleId": one.rule,
            "level": "error",
            "message": {"text": " ".join(filter(None, (one.message, one.hint)))},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": {"uri": one.where.path},
                        "region": {"startLine": one.where.line, "startColumn": one.where.column},
                    }
                }
            ],
        }
        for one in problems
    ]
    run = {
        "tool": {"driver": {"name": "chronicle", "rules": rules}},
        "columnKind": "unicodeCodePoints",
        "results": results,
    }
    return json.dumps({"$schema": SARIF_SCHEMA, "version": "2.1.0", "runs": [run]}, indent=1) + "\n"


FORMATS: Mapping[str, Callable[[Sequence[Problem]], str]] = {"json": to_json, "github": to_github, "sarif": to_sarif}


def _data(text: str) -> str:
    lines = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return printable(lines)


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
