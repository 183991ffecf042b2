"""What the program says when something goes wrong: no traceback, nothing that a terminal obeys, and the right exit code."""

from __future__ import annotations

import errno
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import pytest
from projects import HOME, lay_out

from chronicle.cli import main
from chronicle.problems import ContentError, Problem, Where, printable

ESCAPE = "\x1b]0;owned\x07"
HOSTILE = Problem(
    Where("content/a\n::b.yaml", 2, 3), "wrong-value", f"{ESCAPE}\n::error::a\u202eb", "Write\r\x9b31m it, 100%."
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A tiny project's folder."""
    return lay_out("good-site", tmp_path / "site").root


@pytest.fixture
def run(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., tuple[int, str, str]]:
    """`run(*arguments, error=None)` -> exit code, output, errors; with an error that comes up while the content is read."""

    def start(*arguments: str, error: BaseException | None = None) -> tuple[int, str, str]:
        def fail(*_: object, **__: object) -> NoReturn:
            path = "content/facts/sheet.yaml"
            raise error or AssertionError(path)

        if error:
            monkeypatch.setattr("chronicle.loading.read_site", fail)
        with pytest.raises(SystemExit) as end:
            main([*arguments, "--project", str(folder)])
            sys.exit(0)
        captured = capsys.readouterr()
        return int(end.value.code or 0), captured.out, captured.err

    return start


# --- what was not foreseen -----------------------------------------------------------------------------------------
@pytest.mark.parametrize("command", ["build", "check", "books", "snapshot", "translations"])
def test_an_unforeseen_error_asks_for_a_report(command: str, run: Callable[..., tuple[int, str, str]]) -> None:
    """It names what has happened, where, and the file at work; the exit code is 1. It does not guess whether something was written."""
    assert run(command, error=KeyError("a\x1b")) == (
        1,
        "",
        "Error: The program has met what it was not made for: KeyError: 'a\\x1b' (in fail of test_cli_errors.py). "
        "The file at work was content/facts/sheet.yaml. "
        "Please report this with what the same command shows when you add --debug.\n",
    )


def test_an_unforeseen_error_is_told_in_the_language_of_the_editor(run: Callable[..., tuple[int, str, str]]) -> None:
    """Its sentences have a Chinese form, every one."""
    assert run("check", "--lang", "zh", error=KeyError("a"))[2] == (
        "错误：程序遇到了没有料到的情况：KeyError: 'a'（test_cli_errors.py的fail）。当时在处理的文件是content/facts/sheet.yaml。"
        "请加上--debug再运行一次，把显示的内容一并报告。\n"
    )


def test_debug_shows_the_traceback(run: Callable[..., tuple[int, str, str]]) -> None:
    """With --debug the way to the error comes before the message."""
    code, _, told = run("build", "--debug", error=RecursionError("deep"))
    assert code == 1 and told.startswith("Traceback (most recent call last):\n") and "RecursionError: deep (in" in told


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (OSError(errno.ENOSPC, "No space left on device", "/x/output/a.html"), "/x/output/a.html: No space left on device. Free some space, or name another place with --output."),
        (PermissionError(errno.EACCES, "Permission denied", "/x/a\x1b"), "/x/a\\x1b: Permission denied. Check its permissions; a build may stand elsewhere with --output."),
        (OSError(errno.EXDEV, "Invalid cross-device link", "/a", None, "/b"), "/a and /b: Invalid cross-device link."),
        (KeyboardInterrupt(), "Stopped."),
    ],
)  # fmt: skip
def test_errors_of_the_system(error: BaseException, told: str, run: Callable[..., tuple[int, str, str]]) -> None:
    """An error of the disk names the file and what to do, and ends with 2, as does a person who stops the program."""
    code, _, errors = run("build", error=error)
    assert (code, errors.lstrip("\n")) == (2, f"Error: {told}\n")


@pytest.mark.parametrize(
    ("command", "hint"),
    [
        ("build", "Check its permissions; a build may stand elsewhere with --output."),
        ("check", "Check its permissions."),
    ],
)
def test_only_a_command_that_takes_output_is_told_of_it(
    command: str, hint: str, run: Callable[..., tuple[int, str, str]]
) -> None:
    """What to do about an error of the disk is what the command can do."""
    _, _, errors = run(command, error=PermissionError(errno.EACCES, "Permission denied", "/x"))
    assert errors.lstrip("\n") == f"Error: /x: Permission denied. {hint}\n"


def test_a_full_disk_names_the_file(folder: Path, tmp_path: Path) -> None:
    """Also where the system itself does not say which file it was."""
    if not Path("/dev/full").exists():
        pytest.skip("needs /dev/full")
    code = (
        "import pathlib, chronicle.output as output\n"
        "pathlib.Path.write_bytes = lambda self, content: open('/dev/full', 'wb', 0).write(content)\n"
        "from chronicle.cli import main\nmain(['--output', 'out'])"
    )
    environment = {**os.environ, "PYTHONPATH": str(HOME)}
    done = subprocess.run([sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, env=environment)
    assert done.returncode == 2
    assert re.fullmatch(
        r"Error: .*/site/\.out-building-[0-9a-f]{16}/index\.html: No space left on device\. "
        r"Free some space, or name another place with --output\.\n",
        done.stderr,
    ), done.stderr


def test_nobody_listens(folder: Path) -> None:
    """`build | head`: the site is built and the exit code is 0, since nothing is wrong with the content."""
    script = f'"{sys.executable}" "{HOME}/build.py" --no-search | true; echo "${{PIPESTATUS[0]}}"'
    done = subprocess.run(["bash", "-c", script], cwd=folder, capture_output=True, text=True)
    assert (done.stdout, done.stderr) == ("0\n", "") and (folder / "output/index.html").exists()


# --- what a terminal would obey --------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (ESCAPE, r"\x1b]0;owned\x07"),
        ("a\nb\r\tc", r"a\nb\r\tc"),
        ("\x9b\u2028\u202e\u2066\ufeff\u200b", r"\x9b\u2028\u202e\u2066\ufeff\u200b"),
        (os.fsdecode(b"\xb5\xff.txt"), r"\xb5\xff.txt"),
        ("赤峰\u3000\u00a0é 🏞 C:\\dir", "赤峰\u3000\u00a0é 🏞 C:\\dir"),
    ],
)
def test_what_cannot_be_seen_is_written_out(text: str, shown: str) -> None:
    """Control characters, line breaks, marks of direction and bytes that are no UTF-8 are shown, the rest stays."""
    assert printable(text) == shown


def test_a_problem_is_printed_on_its_lines() -> None:
    """Whatever a message quotes, it is two lines, and a terminal obeys nothing in them."""
    assert str(HOSTILE) == (
        "content/a\\n::b.yaml:2:3: \\x1b]0;owned\\x07\\n::error::a\\u202eb [wrong-value]\n    Write\\r\\x9b31m it, 100%."
    )


# --- for other programs ----------------------------------------------------------------------------------------------
def check(run: Callable[..., tuple[int, str, str]], format_: str, *problems: Problem) -> str:
    error = ContentError(problems) if problems else None
    code, output, errors = run("check", "--format", format_, error=error)
    assert (code, errors) == (1 if problems else 0, "")
    return output


PLAIN = Problem(Where("content/b.yaml"), "unknown-fact", "There is no fact '敖汉'.")


def test_json(run: Callable[..., tuple[int, str, str]]) -> None:
    """One object a line, with all that a problem has; nothing where there is none."""
    assert check(run, "json") == ""
    lines = check(run, "json", HOSTILE, PLAIN).splitlines()
    assert [json.loads(line) for line in lines] == [
        {
            "path": "content/a\n::b.yaml", "line": 2, "column": 3, "rule": "wrong-value",
            "message": HOSTILE.message, "hint": HOSTILE.hint,
        },
        {
            "path": "content/b.yaml", "line": 1, "column": 1, "rule": "unknown-fact",
            "message": "There is no fact '敖汉'.", "hint": "",
        },
    ]  # fmt: skip
    assert all(line.isascii() and line.isprintable() for line in lines)


def test_github(run: Callable[..., tuple[int, str, str]]) -> None:
    """A command a line; no text of the content can begin one of its own."""
    assert check(run, "github") == ""
    assert check(run, "github", HOSTILE, PLAIN) == (
        "::error file=content/a%0A%3A%3Ab.yaml,line=2,col=3,title=wrong-value::\\x1b]0;owned\\x07%0A::error::a\\u202eb Write%0D\\x9b31m it, 100%25.\n"
        "::error file=content/b.yaml,line=1,col=1,title=unknown-fact::There is no fact '敖汉'.\n"
    )


def test_sarif(run: Callable[..., tuple[int, str, str]]) -> None:
    """A log with one run: its rules, each explained, and a result for each problem; an empty run where there is none."""
    assert json.loads(check(run, "sarif"))["runs"][0]["results"] == []
    log = json.loads(check(run, "sarif", PLAIN))
    assert log["version"] == "2.1.0"
    (rule,) = log["runs"][0]["tool"]["driver"]["rules"]
    assert rule["id"] == "unknown-fact" and rule["fullDescription"]["text"].startswith("A fact is named by its sheet")
    assert log["runs"][0]["results"] == [
        {
            "ruleId": "unknown-fact",
            "level": "error",
            "message": {"text": "There is no fact '敖汉'."},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": {"uri": "content/b.yaml"},
                        "region": {"startLine": 1, "startColumn": 1},
                    }
                }
            ],
        }
    ]


# --- quick answers ---------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("arguments", [["--help"], ["explain", "unknown-fact"], ["check", "--help"], ["--version"]])
def test_help_loads_nothing_heavy(arguments: list[str]) -> None:
    """Help and explanations import neither the models nor the libraries of the build."""
    code = (
        "import sys\nfrom chronicle.cli import main\n"
        f"try: main({arguments!r})\nexcept SystemExit: pass\n"
        "print(sorted({'pydantic', 'pypinyin', 'jinja2', 'PIL', 'tornado'} & set(sys.modules)))"
    )
    environment = {**os.environ, "PYTHONPATH": str(HOME)}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment)
    assert done.stdout.splitlines()[-1] == "[]", done.stderr
