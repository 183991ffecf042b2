"""Whether this machine has the fonts for a book: a PDF can only be set in fonts of the machine that makes it."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterable

from chronicle.problems import BooksUnavailable


def list_fonts() -> str:
    """Return the font files of this machine with their versions, one per line; empty without fontconfig."""
    program = shutil.which("fc-list")
    asked = [str(program), "--format", "%{file} %{fontversion}\\n"]
    told = subprocess.run(asked, capture_output=True, check=False).stdout if program else b""
    return "\n".join(sorted(told.decode("utf-8", "replace").splitlines()))


def check_fonts(titles: Iterable[str]) -> None:
    """Raise BooksUnavailable if no font of this machine has the letters of a title; without fontconfig nothing is checked."""
    program = shutil.which("fc-list")
    for title in titles if program else ():
        letters = " ".join(sorted({f"{ord(letter):x}" for letter in title if letter.isalpha()}))
        asked = [str(program), f":charset={letters}", "family"]
        if letters and not subprocess.run(asked, capture_output=True, check=False).stdout.strip():
            raise BooksUnavailable(
                f"A PDF needs a font with the glyphs of '{title}', and this machine has none. "
                "On Debian or Ubuntu: apt-get install fonts-noto-core fonts-noto-cjk"
            )
