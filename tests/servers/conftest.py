"""Real servers on this machine, each on a port that the system gave, in a folder of its own, stopped when the test ends."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

WHERE = ("/usr/sbin", "/sbin")


def program(name: str, package: str) -> str:
    """Return where a program is; skip the test, or in CI fail, where it is missing."""
    found = shutil.which(name, path=os.pathsep.join((os.environ.get("PATH", ""), *WHERE)))
    if found is None:
        message = f"needs {name}: apt-get install {package}"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    return found


def free_port() -> int:
    """Return a port that is free now."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@contextmanager
def running(command: Sequence[str], port: int, log: Path, environment: dict[str, str] | None = None) -> Iterator[None]:
    """Run a server until the block ends; wait until it answers at its port."""
    with log.open("wb") as said:
        process = subprocess.Popen(command, stdout=said, stderr=said, env=environment)
    try:
        until = time.monotonic() + 60
        while True:
            try:
                socket.create_connection(("127.0.0.1", port), timeout=5).close()
                break
            except OSError:
                assert process.poll() is None and time.monotonic() < until, log.read_text(errors="replace")
                time.sleep(0.05)
        yield
    finally:
        process.terminate()
        process.wait(timeout=60)


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[..., None]]:
    """`start(command, port)`: the server runs until the test ends."""
    with ExitStack() as servers:
        yield lambda command, port, environment=None: servers.enter_context(
            running(command, port, tmp_path / f"server-{port}.log", environment)
        )
