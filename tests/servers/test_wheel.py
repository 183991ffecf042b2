"""The program as a wheel in a clean environment: it builds, checks, publishes and serves a folder that holds content only."""

from __future__ import annotations

import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest
from projects import HOME, append

from .conftest import free_port, running


@pytest.fixture(scope="module")
def chronicle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The command of a wheel, in an environment with the locked packages and nothing else."""
    folder = tmp_path_factory.mktemp("wheel")
    pip = [sys.executable, "-m", "pip", "-qq", "--disable-pip-version-check"]
    subprocess.run([*pip, "wheel", "--no-deps", "--wheel-dir", str(folder), str(HOME)], check=True)
    subprocess.run([sys.executable, "-m", "venv", str(folder / "venv")], check=True)
    own = [str(folder / "venv/bin/python"), "-m", "pip", "-qq", "--disable-pip-version-check", "install"]
    subprocess.run([*own, "--require-hashes", "--requirement", str(HOME / "requirements.lock")], check=True)
    subprocess.run([*own, "--no-deps", *map(str, folder.glob("*.whl"))], check=True)
    return folder / "venv/bin/chronicle"


def test_the_wheel(chronicle: Path, tmp_path: Path) -> None:
    """What it needs beside its code is in it: templates, styles, scripts, words, units, letters, the sample that `init` begins with."""
    project = tmp_path / "project"
    begin = [chronicle, "init", str(project), "--languages", "zh,en,ar"]
    subprocess.run(begin, cwd=tmp_path, capture_output=True, check=True)
    append(project / "content/site.yaml", "deploy:\n  www: {kind: folder, to: ../www}\n")
    for command in (["check"], ["build", "--compress"], ["deploy", "www"]):
        done = subprocess.run([chronicle, *command], cwd=project, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
    assert (tmp_path / "www/zh/index.html.br").exists() and (tmp_path / "www/pagefind/pagefind.js").exists()
    port = free_port()
    serve = [str(chronicle), "serve", "--project", str(project), "--port", str(port)]
    with running(serve, port, tmp_path / "serve.log"), urllib.request.urlopen(f"http://127.0.0.1:{port}/zh/") as page:
        assert page.status == 200
