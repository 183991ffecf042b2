"""The scripts of the search by themselves: `tests/scripts/` tests their functions under Deno, without a page."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent


def test_functions(tmp_path: Path) -> None:
    """Every test of tests/scripts holds, with no permission to read, write or connect."""
    environment = {**os.environ, "DENO_DIR": str(tmp_path), "DENO_NO_UPDATE_CHECK": "1", "NO_COLOR": "1"}
    command = [sys.executable, "-m", "deno", "test", "--no-check", "--quiet", "tests/scripts/"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
