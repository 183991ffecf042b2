"""The program's commands as they are typed, in the process of the tests: to start another takes half a second."""

from __future__ import annotations

from contextlib import chdir, redirect_stderr, redirect_stdout
from io import BytesIO, TextIOWrapper
from pathlib import Path
from subprocess import CompletedProcess

from chronicle.cli import main


def run(*arguments: str, folder: Path | None = None) -> CompletedProcess[str]:
    """Run a command in a folder, or in the one where the tests run; return its exit code and what it wrote."""
    out, errors = (TextIOWrapper(BytesIO(), "utf-8", write_through=True) for _ in range(2))
    code: str | int | None = 0
    with chdir(folder or "."), redirect_stdout(out), redirect_stderr(errors):
        try:
            main([*arguments])
        except SystemExit as end:
            code = end.code
    texts = (stream.buffer.getvalue().decode() for stream in (out, errors))
    return CompletedProcess(arguments, int(code or 0), *texts)
