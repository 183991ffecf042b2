"""How text is cut into words: every Han character is one. `static/search/words.js` cuts queries in the same way, and a test compares them.

Pagefind takes words from white space and counts them; a word's number is its position. Neighbours in the text are neighbours
there; where no run of characters may reach across (punctuation beside a Han character, a space between two, the end of a
block), a token stands that has no letters, which Pagefind counts and does not find.
"""

from __future__ import annotations

import re
from unicodedata import normalize

# The inside of two character classes: Han characters, and letters of other scripts with their combining marks.
HAN = r"\u3005\u3007\u3021-\u3029\u3038-\u303b\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
LETTERS = r"A-Za-z\u00aa\u00b5\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02af\u0300-\u036f\u0370-\u1fff"

_WORD = re.compile(
    rf"(?P<han>[{HAN}])|[0-9]{{1,3}}(?:,[0-9]{{3}})+(?![0-9])(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?"
    rf"|[{LETTERS}]+(?:['’][{LETTERS}]+)*"
)
_FOLDED = re.compile(r"[\u0300-\u036f'’,]")
BORDER = "␞"
# Before a token: a space that the page has beside a Han character; none, or a hyphen, that it has between two other words.
SPACE, GLUE, HYPHEN = "^", "~", "-"


def tokens(block: str) -> list[str]:
    """Return a block's text token by token; with single spaces between them it is what Pagefind indexes and keeps."""
    found: list[str] = []
    end, before = 0, None
    for match in _WORD.finditer(block):
        is_han, gap = match["han"] is not None, block[end : match.start()]
        lead, beside_han = "", before or is_han
        if before is None or not beside_han:
            lead = GLUE if before is not None and not gap else HYPHEN if gap == HYPHEN and found else ""
            mark = "" if lead else gap.strip()
            if mark and mark.isascii() and found and not gap.startswith(" "):
                found[-1] += mark.replace(" ", SPACE)
                lead = "" if gap.endswith(" ") else GLUE
            elif mark:
                found.append(gap.replace(" ", SPACE))
        elif gap.strip() or (before and is_han and gap):
            found.append(gap.replace(" ", SPACE))
        elif gap:
            lead = SPACE
        found.append(lead + _keep(match[0]))
        end, before = match.end(), is_han
    if rest := block[end:]:
        found.append(rest.replace(" ", SPACE))
    return found


def fold(word: str) -> str:
    """Return a word without case, accents, apostrophes and the commas of thousands."""
    return _FOLDED.sub("", normalize("NFD", word.lower()))


def _keep(word: str) -> str:
    """Write a word so that Pagefind keeps it whole: 46.8 as 46p8, and 468,000 with a comma that it does not cut at."""
    return word.replace(".", "p").replace(",", "‚") if word[0].isdigit() else word.replace("’", "'")
