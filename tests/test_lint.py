"""The tools that read the code: ruff, mypy and, for the scripts, Deno. Each finds nothing."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from projects import HOME


def run(*command: str, cache: Path) -> tuple[int, str]:
    """Run a tool of this environment at the top of the project; return its exit code and what it says."""
    environment = {**os.environ, "DENO_DIR": str(cache), "DENO_NO_UPDATE_CHECK": "1", "NO_COLOR": "1"}
    done = subprocess.run(command, cwd=HOME, env=environment, capture_output=True, encoding="utf-8", check=False)
    return done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize("command", [["check"], ["format", "--check"]], ids=["check", "format"])
def test_ruff(command: list[str], tmp_path: Path) -> None:
    """The Python is tidy by the rules of pyproject.toml, and formatted."""
    code, said = run(sys.executable, "-m", "ruff", *command, "--no-cache", ".", cache=tmp_path)
    assert code == 0, said


def test_mypy(tmp_path: Path) -> None:
    """The types of the package hold, strictly."""
    code, said = run(sys.executable, "-m", "mypy", "--cache-dir", os.devnull, cache=tmp_path)
    assert code == 0, said


@pytest.mark.parametrize(
    "command",
    ["lint static/", "check static/", "test --no-check --quiet tests/scripts/"],
    ids=["lint", "check", "test"],
)
def test_deno(command: str, tmp_path: Path) -> None:
    """The scripts are tidy, their types hold (deno.json says how strictly), and so does every test of tests/scripts/, with no permission to read, write or connect."""
    code, said = run(sys.executable, "-m", "deno", *command.split(), cache=tmp_path)
    assert code == 0, said
