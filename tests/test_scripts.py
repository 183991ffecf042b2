"""Scripts: one answer to what a Han character is."""

from __future__ import annotations

import re
import sys
import unicodedata

import pytest

from chronicle.scripts import FULL_WIDTH, HAN, HANGUL, KANA, has_han

IS = {name: re.compile(f"[{ranges}]") for name, ranges in (("han", HAN), ("kana", KANA), ("hangul", HANGUL), ("wide", FULL_WIDTH))}  # fmt: skip
HAN_NAMES = re.compile(
    r"CJK (UNIFIED|COMPATIBILITY) IDEOGRAPH-|CJK RADICAL |KANGXI RADICAL |HANGZHOU NUMERAL |IDEOGRAPHIC NUMBER ZERO$"
    r"|(VERTICAL )?IDEOGRAPHIC ITERATION MARK$|OLD CHINESE |VIETNAMESE ALTERNATE READING MARK |CHINESE SMALL "
)


@pytest.mark.parametrize(
    ("characters", "name"),
    [
        ("〇々⼀豈𠀀敖⺀〡", "han"),
        ("あアーｱ", "kana"),
        ("한ㄱᄀ", "hangul"),
        ("，。、：《》（％Ａ＂　", "wide"),
        ("aé1%,.·—…“”é\u00a0Ж", ""),
    ],
)
def test_each_character_is_of_one_kind(characters: str, name: str) -> None:
    """An ideograph, a full-width mark, kana and Hangul are four things; letters, digits and shared marks are none."""
    for character in characters:
        assert [kind for kind, pattern in IS.items() if pattern.match(character)] == ([name] if name else [])


def test_ideographs_are_those_of_unicode() -> None:
    """The ranges hold exactly the characters that Unicode calls ideographs, radicals and their numerals and marks."""
    for code in range(sys.maxunicode + 1):
        name = unicodedata.name(chr(code), "")
        if name:
            assert bool(IS["han"].match(chr(code))) == bool(HAN_NAMES.match(name)), name


def test_finding_ideographs() -> None:
    """A text with an ideograph in it is told from one that has only its punctuation."""
    assert has_han("the 旗")
    assert not has_han("，。")
