"""Whole numbers with Chinese numerals or scales in them: 三百六十, 两万, 46万8千, 1万2345."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

DIGITS = {"零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
POWERS = {"十": 1, "百": 2, "千": 3, "万": 4, "亿": 8}

# One power of ten after another, each smaller than the one before; 七八 or 一万二 could be read in two ways.
_DIGIT = "[一二两三四五六七八九]"
_WITH_ONES = rf"(?:{_DIGIT}千零?)?(?:{_DIGIT}百零?)?(?:[一二三四五六七八九]?十)?{_DIGIT}?"
# Without 一, as in Japanese: 百五十, 千二百, 四千百. 百十 and 千百 are not read, because they are vague in Chinese.
_WITHOUT_ONES = rf"(?:{_DIGIT}千百|千{_DIGIT}百|百|千)(?:零?{_DIGIT}十)?(?:零?{_DIGIT})?"
_BELOW_MYRIAD = rf"(?:{_WITHOUT_ONES}|{_WITH_ONES})"
HAN_NUMBER = re.compile(
    rf"(?:(?:(?:{_BELOW_MYRIAD})万零?)?(?:{_BELOW_MYRIAD})亿零?)?(?:(?:{_BELOW_MYRIAD})万零?)?(?:{_BELOW_MYRIAD})|[零〇]|[百千]?[万亿]|百|千"
)

_BELOW_HUNDRED = re.compile(r"[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九]")

# The places where a 一 is left out: 三百十 is 310, 千万 is 10 million.
_LEFT_OUT = re.compile(rf"(?<!{_DIGIT})(?=[十百千])|(?<![^零〇])(?=[万亿])")


def parse_han(text: str) -> int:
    """Read a whole number in Chinese numerals: 十二, 三百六十, 两万. Raises ValueError for what could be read in two ways."""
    text = re.sub("(?<=[十百千万亿])〇", "零", text)
    if not HAN_NUMBER.fullmatch(text) or re.search(r"[百千万亿][一二两三四五六七八九]$", text):
        raise ValueError(f"the numerals '{text}' could be read in more than one way")
    parts = [str(DIGITS.get(part, part)) for part in _LEFT_OUT.sub("一", text)]
    return sum(number * 10**power for number, power in _terms(parts))


def write_digits(text: str) -> str:
    """Return a text with digits for its Chinese numerals up to 99: 第12节 for 第十二节."""
    return _BELOW_HUNDRED.sub(lambda found: str(parse_han(found[0])), text)


def parse_compound(text: str) -> tuple[int, int]:
    """Read digits with scales between them: 46万8千 is 468000; return the number and the power of ten of its last part.

    Raises ValueError for what could be read in two ways, such as 1万2.
    """
    terms = _terms(re.findall(r"[0-9]+|[十百千万亿]", text.replace(",", "")))
    descends = all(number * 10**power < 10**above for (_, above), (number, power) in pairwise(terms))
    if not descends or re.search(r"[百千万亿][0-9]$", text):
        raise ValueError(f"the number '{text}' could be read in more than one way")
    return sum(number * 10**power for number, power in terms), terms[-1][1]


def _terms(parts: Sequence[str]) -> list[tuple[int, int]]:
    """Return (number, power of ten) for each number in digits. The scales after the number give the power."""
    terms = []
    power = base = 0
    for part in reversed(parts):
        if part in ("万", "亿"):
            # A 万 before 亿 multiplies it: in 1万2千亿 it stands for 万亿.
            power = base = 8 if part == "亿" else (base // 8) * 8 + 4
        elif part in POWERS:
            power = base + POWERS[part]
        else:
            terms.append((int(part), power))
            power = base
    return terms[::-1]
