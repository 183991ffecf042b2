"""The workflows and the Dockerfile that are ready to be copied: right by the rules of those who run them, pinned, without more rights than they need."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

DEPLOY = Path(__file__).parent.parent / "deploy"
GITHUB = sorted((DEPLOY / "github").glob("*.yml"))
PROGRAMS = Path(sys.executable).parent


@pytest.mark.parametrize(
    "command",
    [
        ["check-jsonschema", "--builtin-schema", "vendor.github-workflows", *map(str, GITHUB)],
        ["check-jsonschema", "--builtin-schema", "vendor.gitlab-ci", str(DEPLOY / "gitlab-ci.yml")],
        ["hadolint", "--failure-threshold", "info", str(DEPLOY / "Dockerfile")],
        ["zizmor", "--offline", "--no-progress", *map(str, GITHUB)],
    ],
    ids=["github", "gitlab", "docker", "holes"],
)
def test_what_others_find(command: list[str]) -> None:
    """The programs that know these files find nothing to complain of."""
    done = subprocess.run([PROGRAMS / command[0], *command[1:]], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_everything_is_pinned() -> None:
    """Actions are named by a commit, with its version beside; images and runners by a version."""
    for file in GITHUB:
        text = file.read_text(encoding="utf-8")
        used = re.findall(r"uses: (.*)", text)
        assert used and all(re.fullmatch(r"[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", one) for one in used), file
        assert set(re.findall(r"runs-on: (.*)", text)) == {"ubuntu-24.04"}
    images = re.findall(r"^FROM (\S+)", (DEPLOY / "Dockerfile").read_text(encoding="utf-8"), re.MULTILINE)
    images.append(yaml.safe_load((DEPLOY / "gitlab-ci.yml").read_text(encoding="utf-8"))["default"]["image"])
    assert all(re.search(r":\d+\.\d+-", one) for one in images)


def test_pull_requests_get_no_keys() -> None:
    """What runs for anybody's pull request may read the repository and has no secret."""
    text = (DEPLOY / "github/check.yml").read_text(encoding="utf-8")
    workflow = yaml.safe_load(text)
    assert workflow["permissions"] == {"contents": "read"} and "secrets." not in text
    assert "pull_request_target" not in text


def test_all_are_told_of() -> None:
    """The README has every file."""
    told = set(re.findall(r"^\| `([^`]+)`", (DEPLOY / "README.md").read_text(encoding="utf-8"), re.MULTILINE))
    there = {path.relative_to(DEPLOY).as_posix() for path in DEPLOY.rglob("*") if path.is_file()}
    assert there - told == {"README.md", "Dockerfile.dockerignore"} and told <= there
