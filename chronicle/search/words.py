"""How text is cut into words: every Han character is one. `static/search/words.js` cuts in the same way, and a test compares them.

Each word has a position. Neighbours are one apart; where something stands between two words that no run of characters
may reach across (punctuation beside a Han character, a space between two, the end of a block) they are two apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from unicodedata import normalize

# The inside of two character classes: Han characters, and letters of other scripts with their combining marks.
HAN = r"\u3005\u3007\u3021-\u3029\u3038-\u303b\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
LETTERS = r"A-Za-z\u00aa\u00b5\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02af\u0300-\u036f\u0370-\u1fff"

_WORD = re.compile(
    rf"(?P<han>[{HAN}])|[0-9]{{1,3}}(?:,[0-9]{{3}})+(?![0-9])(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?"
    rf"|[{LETTERS}]+(?:['’][{LETTERS}]+)*"
)
_FOLDED = re.compile(r"[\u0300-\u036f'’,]")


def cut(text: str, start: int = 0) -> Iterator[tuple[int, str, bool]]:
    """Yield position, folded word and whether it is a Han character, for each word of blocks joined by line ends."""
    position, end, before = start, None, False
    for match in _WORD.finditer(text):
        is_han = match["han"] is not None
        if end is not None:
            position += 2 if _keeps_apart(before, text[end : match.start()], is_han) else 1
        yield position, match[0] if is_han else fold(match[0]), is_han
        end, before = match.end(), is_han


def fold(word: str) -> str:
    """Return a word without case, accents, apostrophes and the commas of thousands."""
    return _FOLDED.sub("", normalize("NFD", word.lower()))


def _keeps_apart(before: bool, gap: str, after: bool) -> bool:
    if not gap or not (before or after):
        return "\n" in gap
    return gap != " " or (before and after)
