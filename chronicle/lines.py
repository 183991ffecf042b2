"""Breaks a text into lines for a drawing, and estimates the width of a line where no font is at hand.

A line may break after a space, between two ideographs, and after a hyphen between letters, but never after an opening mark such as a
bracket, and never before a closing one. This follows UAX 14 as far as the languages of drawings need it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import pairwise
from math import fsum  # `sum` of floats gives other digits from Python 3.12 on

from chronicle.scripts import FULL_WIDTH, HAN, KANA

LETTER = 0.58  # the width of a letter or digit of a wide sans serif, in ems; an ideograph is one em wide
BOLD_LETTER = 0.68

# What no line begins or ends with, besides the characters that Unicode calls opening and closing.
NOT_FIRST = frozenset("，。、；：？！…—·％%,.;:?!-–~～℃°々ー")
NOT_LAST = frozenset("¥$￥￡€#＃")
GLUE = frozenset("\u00a0\u202f\u2060\u200d\ufeff")

Width = Callable[[str], float]
Joint = Callable[[str, str], float]

_SPACES = re.compile(r"[ \t\r\n]+")
_WIDE = re.compile(f"[{HAN}{KANA}{FULL_WIDTH}]")


@lru_cache(maxsize=1 << 14)
def estimate_width(text: str, size: float, letter: float = LETTER) -> float:
    """Return the approximate width of a line in a font size: an ideograph is one em wide, a letter or digit `letter` ems."""
    return size * fsum(_ems(character, letter) for character in text)


def break_lines(text: str, room: float, width: Width) -> list[str]:
    """Break a text into lines of at most the width `room`; a wider word is broken anywhere."""
    return _fill(_measure(text, room, width, _no_joint, whole_words=False), room)


def balance_lines(
    text: str, room: float, width: Width, joint: Joint | None = None, whole_words: bool = False
) -> list[str]:
    """Break a text into the smallest number of lines that fit, and make these lines as even as possible; with `whole_words` no word is broken.

    `joint` returns the space between two characters that is not part of the width of either.
    """
    pieces = _measure(text, room, width, joint or _no_joint, whole_words)
    lines = _fill(pieces, room)
    low, high = 0.0, max([room, *(bare for _, _, bare in pieces)])
    while high - low > room / 256:
        middle = (low + high) / 2
        if len(_fill(pieces, middle)) == len(lines):
            high = middle
        else:
            low = middle
    return _fill(pieces, high)


@lru_cache(maxsize=1 << 12)  # labels of charts occur in several drawings
def split_pieces(text: str) -> tuple[str, ...]:
    """Split a text into pieces that stay together on a line: a word with the space after it, an ideograph with its punctuation."""
    text = " ".join(_SPACES.split(text.strip(" \t\r\n")))
    return tuple(_cut(text, _may_break))


def _cut(text: str, may_break: Callable[[str, int], bool]) -> list[str]:
    cuts = [0, *(at for at in range(1, len(text)) if may_break(text, at)), len(text)]
    return [text[start:end] for start, end in pairwise(cuts) if end > start]


def _may_break(text: str, at: int) -> bool:
    """Return whether a line may end before a position."""
    one, two = text[at - 1], text[at]
    if not _may_part(text, at):
        return False
    if one == " ":
        return True
    if one in "\"'" or two in "\"'":
        return False
    if one in "-/":
        return at > 1 and text[at - 2].isalnum() and two.isalpha()
    return (one == "–" and not two.isdigit()) or bool(_WIDE.match(one) or _WIDE.match(two))


def _may_part(text: str, at: int) -> bool:
    """Return whether a line may end before a position if words may be broken."""
    one, two = text[at - 1], text[at]
    if (
        two == " "
        or two in NOT_FIRST
        or unicodedata.category(two) in ("Pe", "Pf", "Mn", "Mc", "Me")
        or _closes(text, at)
    ):
        return False
    if one == " ":
        return unicodedata.category(text[at - 2]) not in ("Ps", "Pi") or _closes(text, at - 2)
    return not GLUE & {one, two} and one not in NOT_LAST and unicodedata.category(one) not in ("Ps", "Pi")


def _closes(text: str, at: int) -> bool:
    """Return whether the “ or « at a position is a closing mark, as in German: it follows a word and precedes a space. After a space it opens, as in French."""
    before, behind = text[at - 1 : at] or " ", text[at + 1 : at + 2] or " "
    is_mark = unicodedata.category(text[at]) == "Pi" and behind.isspace()
    return is_mark and not before.isspace() and unicodedata.category(before) not in ("Ps", "Pi")


def _measure(text: str, room: float, width: Width, joint: Joint, whole_words: bool) -> list[tuple[str, float, float]]:
    """Return (piece, width, width without the space after it) for each piece of a text."""
    pieces = split_pieces(text)
    if not whole_words:
        pieces = tuple(part for piece in pieces for part in _fit(piece, room, width))
    joints = [0.0, *(joint(one[-1], two[0]) for one, two in pairwise(pieces))][: len(pieces)]
    return [
        (piece, gap + width(piece), gap + width(piece.rstrip(" "))) for gap, piece in zip(joints, pieces, strict=True)
    ]


def _fit(piece: str, room: float, width: Width) -> Iterator[str]:
    """Yield a piece as a whole, or in parts that fit; characters that must stay together are separated only if nothing else helps."""
    if width(piece.rstrip(" ")) <= room:
        yield piece
        return
    clusters = _cut(piece, _may_part)
    if any(width(cluster.rstrip(" ")) > room for cluster in clusters):
        clusters = _cut(piece, lambda text, at: text[at] != " ")
    part = ""
    for cluster in clusters:
        if part and width(part + cluster.rstrip(" ")) > room:
            yield part
            part = ""
        part += cluster
    yield part


def _fill(pieces: Iterable[tuple[str, float, float]], room: float) -> list[str]:
    """Put pieces into lines of at most the width `room`; a line has at least one piece."""
    lines: list[str] = []
    line, filled = "", 0.0
    for piece, advance, bare in pieces:
        if line and filled + bare > room:
            lines.append(line.rstrip(" "))
            line, filled = "", 0.0
        line, filled = line + piece, filled + advance
    return [*lines, line.rstrip(" ")] if line.strip(" ") else lines


def _no_joint(_one: str, _two: str) -> float:
    return 0.0


def _ems(character: str, letter: float) -> float:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0.0
    return 1.0 if unicodedata.east_asian_width(character) in "WF" else letter
