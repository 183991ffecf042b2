"""Numbers written as words in a text: 十二个村, twelve villages."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress

from chronicle.figures.numerals import DIGITS, POWERS, parse_han

# Words for numbers up to ten are also used without counting: two sides, a tenth, 一起. Numbers from a hundred on are rounded, and each
# language rounds in its own way: 二十多万 is somewhat less than three hundred thousand.
COUNTED = range(11, 100)
_HAN_RUN = re.compile(f"[{''.join(DIGITS)}{''.join(POWERS)}]+(?![多余几来])")
_ONES = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_ENGLISH = {word: number for number, word in enumerate(_ONES.split())}
_ENGLISH |= {word: 10 * number for number, word in enumerate(_TENS.split(), 2)}
_ENGLISH_SCALES = {"thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
_WORD = rf"(?:{'|'.join([*_ENGLISH, 'hundred', *_ENGLISH_SCALES])})\b"
# No ordinal, decade or compound: twenty-first, nineteen-eighties, five-year.
_ENGLISH_RUN = re.compile(rf"\b(?<!or ){_WORD}(?:[ -](?:(?<=hundred )and )?{_WORD})*(?!-\w| or\b)", re.IGNORECASE)


def can_hear(language: str) -> bool:
    """Return whether the number words of a language can be read. `language` is its code, such as `en`."""
    return language in READERS


def find_spoken(text: str, language: str) -> Iterator[int]:
    """Yield the numbers from eleven to ninety-nine that a text counts in words; ambiguous ones are skipped."""
    yield from (number for number in READERS[language](text) if number in COUNTED)


def _find_han(text: str) -> Iterator[int]:
    for run in _HAN_RUN.findall(text):
        with suppress(ValueError):
            yield parse_han(run) if not set(run) <= POWERS.keys() else 0  # 百姓, 千方百计: nothing is counted


def _find_english(text: str) -> Iterator[int]:
    for run in _ENGLISH_RUN.findall(text):
        words = re.split("[ -]", run.lower())
        if not _ENGLISH.keys() & set(words):
            continue  # a hundred, a million: nothing is counted
        whole = part = 0
        for word in words:
            if word == "hundred":
                part = (part or 1) * 100
            elif word in _ENGLISH_SCALES:
                whole, part = whole + (part or 1) * _ENGLISH_SCALES[word], 0
            elif word != "and":
                fits = part % 100 == 0 or (part % 100 >= 20 and part % 10 == 0 and _ENGLISH[word] < 10)
                if not fits:
                    yield whole + part
                    whole = part = 0
                part += _ENGLISH[word]
        yield whole + part


READERS: Mapping[str, Callable[[str], Iterator[int]]] = {"zh": _find_han, "ja": _find_han, "en": _find_english}
