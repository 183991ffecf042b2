"""Runs the other programs that publish: rsync, ssh and git. They use their own settings and keys, and their errors are explained."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping, Sequence

from chronicle.problems import DeployRefused

LAST_LINES = 3


def run(command: Sequence[str], given: bytes = b"", environment: Mapping[str, str] | None = None) -> bytes:
    """Run a program with the input `given` and return what it prints. Raises DeployRefused, with the last lines of its errors, if it fails or is missing."""
    try:
        done = subprocess.run(command, input=given, capture_output=True, env=environment, check=False)
    except FileNotFoundError:
        raise missing(command[0]) from None
    if done.returncode:
        words = " / ".join(done.stderr.decode("utf-8", "replace").strip().splitlines()[-LAST_LINES:])
        raise DeployRefused(f"{command[0]} failed ({done.returncode}): {words or 'it says nothing more'}.")
    return done.stdout


def missing(program: str) -> DeployRefused:
    """Return the refusal for a program that this machine lacks."""
    return DeployRefused(f"The program '{program}' is missing: install it, on Debian with apt-get install.")
