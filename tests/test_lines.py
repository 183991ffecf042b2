"""Lines of drawings: where a text may break, and that it fits."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, strategies as st

from chronicle.lines import NOT_FIRST, NOT_LAST, balance_lines, break_lines, estimate_width, split_pieces


def count(text: str) -> float:
    """Return a width that is easy to tell: that of a text in type of size 1, every character 1 wide."""
    return float(len(text))


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("易地搬迁", ["易", "地", "搬", "迁"]),
        ("总理：“一件事”。", ["总", "理：", "“一", "件", "事”。"]),
        ("看2013—2020年", ["看", "2013—2020", "年"]),
        ("《筑梦》——书", ["《筑", "梦》——", "书"]),
        ("Aohan’s millet", ["Aohan’s ", "millet"]),
        ("joined-up matching", ["joined-", "up ", "matching"]),
        ("  a \n b ", ["a ", "b"]),
        ("", []),
        ("00( 0%", ["00( 0%"]),
        ("00 (0 %)", ["00 ", "(0 %)"]),
        ("one [two] three", ["one ", "[two] ", "three"]),
        ("6,000–10,000 yuan", ["6,000–10,000 ", "yuan"]),
        ("down -5% or 1/15", ["down -5% ", "or ", "1/15"]),
        ('he said "no"', ["he ", "said ", '"no"']),
        ("10\u00a0000 元", ["10\u00a0000 ", "元"]),
        ("阿鲁·科尔沁", ["阿", "鲁·", "科", "尔", "沁"]),
        ("カーテン", ["カー", "テ", "ン"]),
        ("豈〇々⼀𠀀", ["豈", "〇々", "⼀", "𠀀"]),
        ("한국어 텍스트", ["한국어 ", "텍스트"]),
        ("er sagte „so“ und ging", ["er ", "sagte ", "„so“ ", "und ", "ging"]),
        ("on dit « ainsi » et va", ["on ", "dit ", "« ainsi » ", "et ", "va"]),
    ],
)
def test_what_stays_together(text: str, pieces: list[str]) -> None:
    """An ideograph keeps the punctuation beside it, a word its letters, a bracket what it opens; a dash stays with what it follows. “ and « close in German and open in French."""
    assert split_pieces(text) == tuple(pieces)


@pytest.mark.parametrize(
    ("text", "room", "greedy", "even"),
    [
        ("one two three", 99, ["one two three"], ["one two three"]),
        ("aaaa bb cc", 8, ["aaaa bb", "cc"], ["aaaa", "bb cc"]),
        ("unbreakable", 6, ["unbrea", "kable"], ["unbrea", "kable"]),
        ("(((((((", 3, ["(((", "(((", "("], ["(((", "(((", "("]),
        ("", 9, [], []),
    ],
)
def test_filling(text: str, room: float, greedy: list[str], even: list[str]) -> None:
    """Lines are filled one after the other, or as evenly as the same number of lines allows."""
    assert break_lines(text, room, count) == greedy
    assert balance_lines(text, room, count) == even


def test_words_that_stay_whole() -> None:
    """A name on a map sticks out rather than being broken within a word."""
    assert balance_lines("Yuanbaoshan District", 8, count, whole_words=True) == ["Yuanbaoshan", "District"]


@given(
    st.text(alphabet="易搬々〇，。：“”《》（）—…· Ao'\"’-–/2013%(),.[]{}¥\u00a0\u0301カー", max_size=60),
    st.integers(4, 40),
    st.booleans(),
)
def test_any_text_is_broken_well(text: str, room: int, is_even: bool) -> None:
    """No line is too wide; unless a cluster of marks alone is, none ends with what opens or begins with what closes. A sign of money ends one where a space is typed behind it, as after 5 €."""
    lines = (balance_lines if is_even else break_lines)(text, room, count)
    assert all(len(line) <= room for line in lines)
    assert "".join("".join(lines).split(" ")) == "".join(" ".join(text.split(" ")).split(" "))
    if all(len(piece.rstrip(" ")) <= room for piece in split_pieces(text)):
        assert not any(line[0] in NOT_FIRST or unicodedata.category(line[0]) in ("Pe", "Pf") for line in lines[1:])
        held = [mark for mark in NOT_LAST if f"{mark} " not in text]
        assert not any(line[-1] in held or opens(line) for line in lines[:-1])


def opens(line: str) -> bool:
    """Return whether a line ends with a mark that opens: “ and « open unless they stand behind a word."""
    before = line[-2:-1] or " "
    is_free = before.isspace() or unicodedata.category(before) in ("Ps", "Pi")
    return unicodedata.category(line[-1]) == "Ps" or (unicodedata.category(line[-1]) == "Pi" and is_free)


def test_widths() -> None:
    """An ideograph and a full-width mark are one em wide, a letter less, a combining mark nothing."""
    assert estimate_width("敖，", 10) == 20
    assert estimate_width("e\u0301", 10) == estimate_width("e", 10) == pytest.approx(5.8)


def test_the_same_width_in_every_python() -> None:
    """Widths are added up exactly: Python 3.11 would sum ten tenths to less than one, newer ones not, and a label would break elsewhere."""
    assert estimate_width("abcdefghij", 1, 0.1) == 1.0
