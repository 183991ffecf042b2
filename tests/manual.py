"""The part of the guide for editors that is made from the program: every field by its file, every rule by its id, in one language."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from typing import Literal, get_args, get_origin

from pydantic import BaseModel

from chronicle.messages import explain_in, translate
from chronicle.model.entries import facts, registers, settings, texts
from chronicle.rules import RULES

BEGIN = "<!-- From here on this is written by the program. -->"


def make_reference(language: str) -> str:
    """Return the fields and the rules as Markdown."""
    titles = {
        one: translate(one, language)
        for one in ("Fields", "Rules", "Field", "What it is for", "Rule", "What it asks for")
    }
    lines = [BEGIN, "", f"## {titles['Fields']}", ""]
    for shape in _find_shapes():
        lines += [
            f"### {_first_line(shape, language)}",
            "",
            f"| {titles['Field']} | {titles['What it is for']} |",
            "|---|---|",
        ]
        for name, field in shape.model_fields.items():
            mark = " *" if field.is_required() else ""
            told = [translate(field.description or "", language), *_list_choices(field.annotation)]
            lines.append(f"| `{name}`{mark} | {_cell(' '.join(told))} |")
        lines.append("")
    lines += [f"## {titles['Rules']}", "", f"| {titles['Rule']} | {titles['What it asks for']} |", "|---|---|"]
    lines += [f"| `{rule}` | {_cell(explain_in(rule, language))} |" for rule in sorted(RULES)]
    return "\n".join(lines) + "\n"


def _find_shapes() -> Iterator[type[BaseModel]]:
    """Yield the shapes that an editor writes, in the order in which they are written down."""
    for module in (settings, registers, facts, texts):
        for shape in vars(module).values():
            if inspect.isclass(shape) and issubclass(shape, BaseModel) and shape.__module__ == module.__name__:
                yield shape


def _list_choices(annotation: object) -> Iterator[str]:
    """Yield the values that a field may have, if these are given."""
    if get_origin(annotation) is Literal:
        yield " · ".join(f"`{choice}`" for choice in get_args(annotation))


def _first_line(shape: type[BaseModel], language: str) -> str:
    return translate((shape.__doc__ or "").strip().split("\n")[0], language).rstrip(".。")


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
