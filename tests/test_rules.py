"""The ids of rules: each that a problem can have is explained, and each that is explained can be had."""

from __future__ import annotations

import ast
import re

import program
from projects import HOME

from chronicle.rules import RULES

PACKAGE = HOME / "chronicle"
ID = re.compile(r"[a-z]+(-[a-z0-9]+)*")
# How the ids of rules begin, and nothing else in the program does.
BEGINNINGS = (
    "missing-",
    "unknown-",
    "wrong-",
    "repeated-",
    "unused-",
    "taken-",
    "unreadable-",
    "misplaced-",
    "unusable-",
)
KINDS = ("chapter", "chart", "count", "doubt-kind", "drawing", "event", "fact", "image", "measure", "page", "part", "person", "place", "sheet", "source", "term", "theme")  # fmt: skip


def trees() -> list[ast.Module]:
    return [ast.parse(path.read_text(encoding="utf-8")) for path in PACKAGE.rglob("*.py") if path.name != "rules.py"]


def strings(node: ast.AST) -> set[str]:
    return {one.value for one in ast.walk(node) if isinstance(one, ast.Constant) and isinstance(one.value, str)}


def takes_rule() -> dict[str, int]:
    """Return the functions and classes with a parameter or field `rule`, and at which place it stands."""
    places = {}
    for node in (node for tree in trees() for node in ast.walk(tree)):
        if isinstance(node, ast.FunctionDef):
            names = [argument.arg for argument in node.args.args if argument.arg not in ("self", "cls")]
        elif isinstance(node, ast.ClassDef):
            names = [
                one.target.id
                for one in node.body
                if isinstance(one, ast.AnnAssign) and isinstance(one.target, ast.Name)
            ]
        else:
            continue
        if "rule" in names:
            places[node.name] = names.index("rule")
    return places


def used_rules() -> set[str]:
    """Return the ids that stand in the code: given to a function as its rule, or written as only ids are."""
    places = takes_rule()
    used = set()
    for tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                given = node.args[places[name] : places[name] + 1] if name in places else []
                given += [keyword.value for keyword in node.keywords if keyword.arg == "rule"]
                used |= {one.value for one in given if isinstance(one, ast.Constant)}
        used |= {one for one in strings(tree) if one.startswith(BEGINNINGS) and ID.fullmatch(one)}
    return {rule for rule in used if not rule.endswith("-")}


def test_each_rule_is_explained() -> None:
    """`explain` knows every id that a problem of the code, or of the golden sites, has."""
    golden = {
        rule
        for path in (HOME / "tests/sites").glob("*/problems.txt")
        for rule in re.findall(r" \[([a-z0-9-]+)\]$", path.read_text(encoding="utf-8"), re.MULTILINE)
    }
    assert sorted((used_rules() | golden) - RULES.keys()) == []


def test_each_explained_rule_is_used() -> None:
    """No explanation is left over; `unknown-<kind>` is made of the kinds of things that can be referred to."""
    written = {one for tree in trees() for one in strings(tree)} | {f"unknown-{kind}" for kind in KINDS}
    assert sorted(RULES.keys() - written) == []


def test_explanations_are_sentences() -> None:
    """One or two plain sentences, or three; every id is kebab-case."""
    for rule, text in RULES.items():
        assert ID.fullmatch(rule) and text[0].isupper() and text.endswith((".", "}")) and len(text) < 260, rule


def test_explain() -> None:
    """`explain` tells of one rule, or of all; an id that is not known gets a guess and exit code 2."""

    def explain(*arguments: str) -> tuple[int, str, str]:
        done = program.run("explain", *arguments)
        return done.returncode, done.stdout, done.stderr

    assert explain("unused-source") == (0, f"unused-source\n    {RULES['unused-source']}\n", "")
    code, told, _ = explain()
    assert code == 0 and [line for line in told.splitlines() if not line.startswith(" ")] == sorted(RULES)
    code, _, told = explain("unknown-fcat")
    assert code == 2 and told.endswith("Error: There is no rule 'unknown-fcat'. Did you mean 'unknown-fact'?\n")
