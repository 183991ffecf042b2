"""How text is cut into words: every Han character is one. `static/search/words.js` cuts queries in the same way, and a test compares them.

Pagefind splits text at white space and counts the words; the number of a word is its position. Neighbouring words of the text have
neighbouring positions. Where no run of characters may cross (punctuation beside a Han character, a space between two, the end of a
block), there is a token without letters, which Pagefind counts but does not find.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import groupby
from unicodedata import category, normalize

from chronicle.scripts import plain_form

# The inside of a character class: the scripts in which every character is a word. These are Han with its radicals, kana, bopomofo, and
# Hangul, whose words carry their particles. In other scripts a word consists of letters with their marks.
HAN = (
    r"\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3038-\u303b\u3041-\u3096\u3099-\u309f\u30a1-\u30fa\u30fc-\u30ff\u3105-\u312f"
    r"\u3131-\u318e\u31a0-\u31bf\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff"
)


def _letters() -> Iterator[str]:
    """Yield ranges of the letters and marks of all other scripts; the planes from U+20000 on have only Han characters."""
    is_han = re.compile(f"[{HAN}]").match
    codes = (code for code in range(0x20000) if category(chr(code))[0] in "LM" and not is_han(chr(code)))
    for _, some in groupby(enumerate(codes), key=lambda pair: pair[1] - pair[0]):
        run = [code for _, code in some]
        yield f"{re.escape(chr(run[0]))}-{re.escape(chr(run[-1]))}"


@cache  # looking at every letter there is takes as long as loading the rest of the program, and most commands cut no words
def letters() -> str:
    """Return the letters and marks of all scripts but Han, as a class of a regular expression has them."""
    return "".join(_letters())


@cache
def _word() -> re.Pattern[str]:
    word = f"[{letters()}]+(?:['’][{letters()}]+)*"
    return re.compile(
        rf"(?P<han>[{HAN}])|[0-9]{{1,3}}(?:,[0-9]{{3}})+(?![0-9])(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?|{word}"
    )


# Unicode does not decompose letters with a bar and ligatures. Here they become plain letters and a combining sign, which is removed like
# any accent: Turkish writes I for ı, a Vietnamese keyboard may lack đ, a French one œ, a Swiss one ß.
_PLAIN = str.maketrans(
    {letter: f"{bare}\u0335" for letter, bare in zip("ıđłøħŧĐŁØĦŦ", "idlohtDLOHT", strict=True)}
    | {letter: f"{bare}\u0334" for letter, bare in zip("œæßŒÆẞ", ("oe", "ae", "ss", "OE", "AE", "SS"), strict=True)}
)
_FOLDED = re.compile(r"[\u0300-\u036f'’,]")
BORDER = "␞"
KEPT = 1 << 14  # cached results of functions that are often called with the same arguments
# The sign before a token tells what precedes it on the page: a space beside a Han character; no space, or a hyphen, between two other words.
SPACE, GLUE, HYPHEN = "^", "~", "-"


@lru_cache(KEPT)  # a site says "As of" and "Place" a thousand times
def tokens(block: str) -> tuple[str, ...]:
    """Return the tokens of a block's text; joined by single spaces they are the text that Pagefind indexes and keeps."""
    found: list[str] = []
    end, before = 0, None
    for match in _word().finditer(block):
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
    return tuple(found)


class _Forms(dict[int, str]):
    """Code of a character → the form in which it is searched: compatibility forms become what they stand for, but punctuation stays as it is."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        form = character if category(character)[0] in "PZC" else plain_form(character)
        self[code] = form
        return form


_FORMS = _Forms()
_WIDE_POINT = re.compile(r"(?<=[0-9])[．，](?=[0-9])")


def normal_form(text: str) -> str:
    """Return a text in the form in which it is indexed and searched: Ⅲ as III, ㎡ as m2, ＷＴＯ as WTO, ⻩ as 黄, ４６．８ as 46.8."""
    text = normalize("NFC", normalize("NFC", text).translate(_FORMS))
    return _WIDE_POINT.sub(lambda match: "." if match[0] == "．" else ",", text)


@lru_cache(KEPT)
def fold(word: str) -> str:
    """Return a word without case, accents, apostrophes and the commas of thousands."""
    return _FOLDED.sub("", normalize("NFD", word.lower().translate(_PLAIN)))


def _keep(word: str) -> str:
    """Write a word so that Pagefind keeps it whole: 46.8 as 46p8, and 468,000 with a comma that it does not cut at."""
    return word.replace(".", "p").replace(",", "‚") if word[0].isdigit() else word.replace("’", "'").translate(_PLAIN)
