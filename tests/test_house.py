"""The floors of the house: a room uses only rooms below it."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

from grimp import build_graph

from chronicle.words import SLOTS

PACKAGE = Path(__file__).parent.parent / "chronicle"
TEMPLATES = PACKAGE.parent / "templates"

# From the roof down. ARCHITECTURE.md tells what each room is for.
FLOORS = (
    {"cli"},
    {"binding", "offline", "remaking", "snapshot", "serve", "scaffold", "deploy", "translations"},
    {"pipeline", "completion", "schemas", "builds"},
    {"loading", "indexing", "renderers"},
    {"made"},
    {"look"},
    {"reading", "output", "search", "imaging", "keeping"},
    {"timing"},
    {"cache", "project", "executors"},
    {"books", "linkcheck"},
    {"rendering", "exports", "checks", "catalogue"},
    {"head", "site_view"},
    {"jsonld", "sharing"},
    {"pages"},
    {"editions"},
    {"assets", "prose", "templating"},
    {"charts", "citations", "comparison", "derivation", "factsheets", "felt", "geography", "lanes", "navigation", "pairs", "relations"},
    {"colours", "dates", "fields", "figures", "pictures", "policy", "spellings", "svg", "typography", "urls", "words"},
    {"lines", "shapes"},
    {"model"},
    {"lazy", "patterns", "scripts"},
    {"formats", "media_types", "messages"},
    {"problems", "rules"},
)  # fmt: skip


@cache
def nodes() -> list[tuple[Path, str, ast.AST]]:
    """Return every node of the package's syntax, with its file and room."""
    return [
        (path, path.relative_to(PACKAGE).with_suffix("").parts[0], node)
        for path in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    ]


@cache
def rooms() -> dict[str, set[str]]:
    """Return room → the rooms that it imports from, in whatever form; a sub-package is one room."""
    graph = build_graph("chronicle", cache_dir=None)
    imports: dict[str, set[str]] = {}
    for module in graph.modules - {"chronicle"}:
        used = imports.setdefault(module.split(".")[1], set())
        direct = graph.find_modules_directly_imported_by(module) - {"chronicle"}
        used |= {imported.split(".")[1] for imported in direct}
    return {room: used - {room} for room, used in imports.items()}


def test_every_room_has_a_floor() -> None:
    """Each module stands on exactly one floor, and each name on a floor is a module."""
    placed = [room for floor in FLOORS for room in floor]
    assert sorted(placed) == sorted(rooms())


def test_imports_only_point_down() -> None:
    """A room imports nothing from its own floor or from one above."""
    level = {room: number for number, floor in enumerate(FLOORS) for room in floor}
    wrong = [f"{room} uses {used}" for room, uses in rooms().items() for used in uses if level[used] <= level[room]]
    assert wrong == []


def test_only_doors_touch_the_disk() -> None:
    """Outside the doors nothing opens, reads or writes a file."""
    doors = {"reading", "output", "search", "imaging", "cache", "builds", "serve", "scaffold", "translations", "deploy", "cli"}  # fmt: skip
    acts = {"open", "read_text", "read_bytes", "write_text", "write_bytes", "mkdir", "unlink", "rename"}
    wrong = []
    for path, room, node in nodes():
        if room not in doors and isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name in acts:
                wrong.append(f"{path.name}:{node.lineno} calls {name}")
    assert wrong == []


def test_entries_end_at_the_gate() -> None:
    """What an editor writes is an entry only where it is read and made into nouns, and where schemas are made of it."""
    gate = {"model", "reading", "factsheets", "relations", "schemas"}
    wrong = [
        f"{path.name}:{node.lineno}"
        for path, room, node in nodes()
        if isinstance(node, ast.ImportFrom) and room not in gate
        if any(f"{node.module}.{one.name}".startswith("chronicle.model.entries") for one in node.names)
    ]
    assert wrong == []


def test_languages_are_data() -> None:
    """No code outside the data package's column names asks which of the two languages it has before it."""
    wrong = [
        f"{path.name}:{node.lineno}"
        for path, _, node in nodes()
        if isinstance(node, ast.Compare)
        for operand in (node.left, *node.comparators)
        if isinstance(operand, ast.Constant) and operand.value in ("zh", "en")
    ]
    assert wrong == []


def test_only_the_program_s_own_texts_are_format_strings() -> None:
    """`.format(` is called on texts that stand in the code: words and units are patterns, whose slots are plain names.

    A name in capitals is such a text, and the messages in `prose/findings.py` are of the table there.
    """
    wrong = []
    for path, _, node in nodes():
        act = node.func if isinstance(node, ast.Call) else None
        if isinstance(act, ast.Attribute) and act.attr in ("format", "format_map"):
            text = act.value.args[0] if isinstance(act.value, ast.Call) and act.value.args else act.value
            name = text.id if isinstance(text, ast.Name) else ""
            is_own = path.name == "findings.py" and name in ("message", "hint")
            if not (isinstance(text, ast.Constant) or name.isupper() or is_own):
                wrong.append(f"{path.name}:{act.lineno}")
    templates = [path for path in TEMPLATES.rglob("*.*") if ".format" in path.read_text(encoding="utf-8")]
    assert (wrong, templates) == ([], [])


def test_words_with_slots_are_filled() -> None:
    """No template and no module takes a word with slots as it stands."""
    sources = [*PACKAGE.rglob("*.py"), *(path for path in TEMPLATES.rglob("*") if path.is_file())]
    wrong = [
        f"{path.name}: {key}"
        for path in sources
        for key in re.findall(r"""words\[["']([^"'\]]+)["']\]""", path.read_text(encoding="utf-8"))
        if key in SLOTS
    ]
    assert wrong == []
