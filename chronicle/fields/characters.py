"""Finds invisible characters: control characters, direction marks, zero-width spaces, private-use characters, noncharacters."""

from __future__ import annotations

import re
from collections.abc import Iterator

from chronicle.problems import Problem, Where

_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u2800\u3164\ufdd0-\ufdef\ufeff\uffa0\ufff9-\uffff"
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0x110000, 0x10000))
    + "\U000e0000-\U000e007f\ud800-\uf8ff\U000f0000-\U0010ffff]"
    # Zero-width joiners and non-joiners after scripts whose letters are never joined: Arabic, Indian scripts and emoji need both.
    "|(?:(?<=[\x00-\u05ff\u2e80-\ua4cf\uac00-\ud7af])|(?<![^\n]))[\u200c\u200d]"
)
# The invisible characters that Python counts as printable. A printable line without them has none; this test takes a twentieth of the time.
_PRINTABLE = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0\ufffc\ufffd]")


def find_unseen(text: str, where: Where) -> Iterator[Problem]:
    """Yield a problem for the first invisible character on each line of a text. `where` is the place at which the text begins."""
    for number, line in enumerate(text.split("\n")):
        if (not line.isprintable() or _PRINTABLE.search(line)) and (found := _UNSEEN.search(line)):
            column = found.start() + (where.column if number == 0 else 1)
            yield _problem(Where(where.path, where.line + number, column), found[0])


def remove_unseen(text: str) -> str:
    """Return a text without its invisible characters."""
    return _UNSEEN.sub("", text)


def _problem(where: Where, character: str) -> Problem:
    code = f"U+{ord(character):04X}"
    if character == "\ufffd":
        message = f"The character {code} marks a character that was lost here."
        return Problem(where, "lost-character", message, "Retype the original character.")
    hint = "Delete it; if you cannot find it, retype the line."
    if "\uf020" <= character <= "\uf0ff":
        hint = (
            "It is a sign of the fonts Symbol or Wingdings: write the character itself, and a list with - and a space."
        )
    return Problem(where, "unseen-character", f"There is an invisible character here: {code}.", hint)
