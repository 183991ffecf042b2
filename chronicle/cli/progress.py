"""The progress of a build, in one line of a terminal, which is overwritten, and cleared when the stage is done."""

from __future__ import annotations

import sys
import time
from dataclasses import dataclass, field
from typing import TextIO
from unicodedata import east_asian_width

from chronicle.messages import SPOKEN, translate

PATIENCE, PAUSE = 1.0, 0.1  # seconds: until a bar is shown, and until it is drawn again
WIDTH, COLUMN = 30, 16


@dataclass
class ProgressBar:
    """Shows how many things of a kind are done, once they have taken a second. It shows nothing if `stream` is no terminal, or `is_shown` is false."""

    stream: TextIO = field(default_factory=lambda: sys.stderr)
    is_shown: bool = True
    language: str = SPOKEN
    _what: str = ""
    _due: float = 0.0
    _shown: int = 0

    def show(self, what: str, done: int, total: int) -> None:
        """Note that `done` of `total` things are done, and draw the line if it is time."""
        now = time.monotonic()
        if what != self._what:
            self._what, self._due = what, now + PATIENCE
        if now >= self._due and self.is_shown and self.stream.isatty():
            self._due = now + PAUSE
            filled = WIDTH * done // max(total, 1)
            self._write(
                f"  {set_column(translate(what, self.language))}[{'#' * filled}{'-' * (WIDTH - filled)}] {done}/{total}"
            )

    def clear(self) -> None:
        """Clear the line, if one is shown."""
        self._what = ""
        if self._shown:
            self._write("")
            self._write("")

    def _write(self, line: str) -> None:
        self.stream.write(f"\r{line:<{self._shown}}")
        self.stream.flush()
        self._shown = len(line)


def set_column(text: str) -> str:
    """Return a text padded to the width of a column; in a terminal a Chinese character is as wide as two others."""
    return text + " " * (COLUMN - sum(2 if east_asian_width(letter) == "W" else 1 for letter in text))
