"""What an editor is told in Chinese: every message and hint of the tiny sites, every rule, and the help."""

import ast
import inspect
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from projects import HOME

from chronicle import problems
from chronicle.cli import HINTS, OUTPUT_HINTS
from chronicle.cli.frame import commands
from chronicle.messages import choose_language, explain_in, translate, translate_problem
from chronicle.messages.templates import SENTENCE_END
from chronicle.problems import Problem, Refusal, Where
from chronicle.prose.findings import RULES as MARKUP_RULES
from chronicle.prose.leftovers import LEFTOVERS
from chronicle.rules import LITERAL, RULES
from chronicle.scripts import has_han

# Four words of English in a row; an example may have three.
ENGLISH = re.compile(r"(?:\b[A-Za-z]{2,} ){3}[a-z]{2,}\b")
_HEAD = re.compile(
    r"^content/.*?:\d+:\d+: (?P<message>.*) \[[a-z0-9-]+\]$|^templates/.*?:\d+:\d+: (?P<other>.*) \[template\]$"
)
# What a field is for is told as the entries describe it.
_PURPOSE = re.compile(r"(?:Write it between brackets: .* )?[a-z_]+: [A-Za-z]")


def told_in_sites() -> list[str]:
    """Return every message and hint of the tiny sites."""
    lines = [
        line
        for path in (HOME / "tests/sites").glob("*/problems.txt")
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    heads = [found["message"] or found["other"] for line in lines if (found := _HEAD.match(line))]
    hints = [line.strip() for line in lines if line.startswith("    ") and not _PURPOSE.match(line.strip())]
    return sorted({*heads, *hints})


def test_every_message_is_translated() -> None:
    """Of what the tiny sites are told nothing stays English; a new message wants a template in chronicle/messages/zh.py."""
    assert [text for text in told_in_sites() if not has_han(translate(text, "zh"))] == []


def is_english(text: str) -> bool:
    """Return whether a text stays English in Chinese, in whole or in part."""
    other = translate(text, "zh")
    return not has_han(other) or bool(ENGLISH.search(other))


def literals(path: Path) -> Iterator[str]:
    """Yield the sentences that a module has in its code, with X for what is put in: no docstrings, no pieces of sentences."""
    tree = ast.parse(path.read_text("utf-8"))
    apart = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    apart |= {id(piece) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for piece in node.values}
    for node in ast.walk(tree):
        pieces = getattr(node, "values", [node])
        if isinstance(node, ast.Constant | ast.JoinedStr) and id(node) not in apart:
            text = "".join(str(piece.value) if isinstance(piece, ast.Constant) else "X" for piece in pieces)
            if re.match(r"[A-WYZ'].* .* .*\.$", text):
                yield text


# The rooms of the program that speak to editors. Marks of Markdown are told of by a table.
TOLD_BY = """
    checks fields figures geography pairs pictures reading relations words assets dates factsheets imaging linkcheck patterns
    templating urls model/entries
"""


def test_every_sentence_for_editors_is_translated() -> None:
    """Nothing that the program may say of content stays English, in whole or in part, whether a tiny site shows it or not."""
    rooms = [HOME / "chronicle" / name for name in TOLD_BY.split()]
    modules = [path for room in rooms for path in (room.rglob("*.py") if room.is_dir() else [room.with_suffix(".py")])]
    marks = [
        re.sub(r"\{\w+\}", "X", text).replace("{{", "{").replace("}}", "}")
        for pair in MARKUP_RULES.values()
        for text in pair
    ]
    told = [*(text for path in modules for text in literals(path)), *marks, *(hint for _, hint in LITERAL.values())]
    assert len(told) > 250
    assert [text for text in told if is_english(text)] == []


def test_what_is_left_of_markup_is_told_in_chinese() -> None:
    """What it is, and what to do about it, is translated in whole; names such as BBCode stay."""
    told = [text for kind in LEFTOVERS for text in (kind.what, kind.hint) if " " in text]
    assert len(told) > 100
    told = [translate(text, "zh") for text in told]
    assert [text for text in told if not has_han(text) or re.search(r"[A-Z][a-z]+ [a-z]", text)] == []


def test_every_help_is_translated() -> None:
    """Each command and each option is described in Chinese."""
    options = [option for command in commands.commands.values() for option in command.params]
    told = [inspect.cleandoc(command.help or "") for command in (commands, *commands.commands.values())]
    told += [help for option in options if (help := getattr(option, "help", ""))]
    assert [text for text in told if is_english(text)] == []


def refusals() -> Iterator[str]:
    """Yield each sentence with which something is refused, as the code has it, with X for what is put in."""
    kinds = {name for name, one in vars(problems).items() if isinstance(one, type) and issubclass(one, Refusal)}
    for path in (HOME / "chronicle").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in kinds and node.args:
                pieces = getattr(node.args[0], "values", [node.args[0]])
                text = "".join(piece.value if isinstance(piece, ast.Constant) else "X" for piece in pieces)
                yield from (sentence for sentence in SENTENCE_END.split(text) if sentence.strip("X."))


def test_every_refusal_is_translated() -> None:
    """What cannot be done is told in Chinese too: why, and what to do."""
    told = [*refusals(), *HINTS.values(), *OUTPUT_HINTS.values()]
    assert len(told) > 80
    assert [text for text in told if not has_han(translate(text, "zh"))] == []


def test_every_rule_is_explained_in_chinese() -> None:
    """What each rule asks for is told in Chinese, under the same id."""
    assert [rule for rule in RULES if explain_in(rule, "zh") == RULES[rule]] == []
    assert explain_in("unused-fact", "en") == RULES["unused-fact"]


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("There is no fact 'sheet.a'.", "没有“sheet.a”这个事实。"),
        ("There is no field 'rows' here.", "这里没有“rows”这个字段。"),
        ("There is no fact '3,2 Mio. Menschen'. Did you mean 'a'?", "没有“3,2 Mio. Menschen”这个事实。是不是“a”？"),
        ("Did you mean 'sheet.b'?", "是不是“sheet.b”？"),
        (
            "Block 2 has other references than in the other half (line 7): it lacks {2019} and has {2018}.",
            "第2段引用的与另一种语言（第7行）不同：缺{2019}，多{2018}。",
        ),
        (
            "The other half has a paragraph (line 5) that is missing here.",
            "另一种语言里有一段话（第5行），这里没有；它本应在此处。",
        ),
        ("This figure cannot be read: 'x' does not begin with a number.", "读不出这个数：“x”不以数开头。"),
        ("Mend it. Nobody has translated this.", "Mend it. Nobody has translated this."),
        ("Did you mean 'a'? Nobody has translated this.", "是不是“a”？Nobody has translated this."),
        ("", ""),
    ],
)
def test_translations(english: str, chinese: str) -> None:
    """What is put into a template is kept, terms and reasons are translated too; what is not known stays English."""
    assert translate(english, "zh") == chinese
    assert translate(english, "en") == english


def test_a_problem_keeps_its_place_and_rule() -> None:
    """Only message and hint are in another language."""
    problem = Problem(Where("a.md", 2, 3), "unknown-fact", "There is no fact 'a.b'.", "Did you mean 'a.c'?")
    assert str(translate_problem(problem, "zh")) == "a.md:2:3: 没有“a.b”这个事实。 [unknown-fact]\n    是不是“a.c”？"
    assert translate_problem(problem, "en") == problem


@pytest.mark.parametrize(
    ("wanted", "locale", "language"),
    [
        ("", "", "en"),
        ("", "C.UTF-8", "en"),
        ("", "zh_CN.UTF-8", "zh"),
        ("", "zh", "zh"),
        ("", "de_DE.UTF-8", "en"),
        ("en", "zh_CN.UTF-8", "en"),
        ("zh", "", "zh"),
    ],
)
def test_the_language_of_the_editor(wanted: str, locale: str, language: str) -> None:
    """The language that is asked for, or else that of the system, or else English."""
    assert choose_language(wanted, locale) == language


def run(*arguments: str, **environment: str) -> tuple[int, str, str]:
    command = [sys.executable, str(HOME / "build.py"), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, env={"PATH": "/usr/bin:/bin", **environment})
    return done.returncode, done.stdout, done.stderr


def test_the_command_line() -> None:
    """Help, explanations and errors of use are in the language of the editor, the ids of rules as ever."""
    assert "按所有规则检查内容；什么都不写出。" in run("check", "--help", "--lang", "zh")[1]
    for of_all in (("--help", "--lang", "zh"), ("--lang", "zh", "--help"), ("new", "--help", "--lang", "zh")):
        code, told, _ = run(*of_all)
        assert code == 0 and "显示这段说明后退出。" in told and "..." not in told.replace("[ARGS]...", "")
    assert run("explain", "unused-source", "--lang=zh") == (
        0,
        "unused-source\n    每个来源都有事实取自它，或在文中提到。\n",
        "",
    )
    code, _, told = run("explain", "unused-sorce", LANG="zh_CN.UTF-8")
    assert code == 2 and told.endswith("Error: 没有“unused-sorce”这条规则。是不是“unused-source”？\n")
    assert run("explain", "unused-source", "--lang", "en", LANG="zh_CN.UTF-8")[1].endswith(
        f"{RULES['unused-source']}\n"
    )
    assert run("explain", "unused-source", "--lang", "xx")[0] == 2
