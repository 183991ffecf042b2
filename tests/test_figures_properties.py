"""What holds for every figure that a source may print, whatever its digits: tried on many that hypothesis makes up."""

import re
from collections.abc import Mapping
from decimal import Decimal

import pytest
from hypothesis import assume, given, strategies as st

from chronicle.figures import format_printed, format_western, parse_figure
from chronicle.model import Unit
from chronicle.words import Words

SCALES = {"": 0, "万": 4, "亿": 8}
BOUNDS_BEFORE = {
    "近": "nearly",
    "约": "about",
    "超": "more-than",
    "不足": "below",
    "至少": "at-least",
    "最多": "at-most",
}
BOUNDS_AFTER = {
    "以上": "at-least",
    "以下": "at-most",
    "以内": "at-most",
    "之内": "at-most",
    "内": "at-most",
    "左右": "about",
}
UNITS = ["人", "户", "元", "%", "亩", "斤", "公顷", "吨", "个", "年", "人次", "个百分点"]
ENGLISH = {
    "more than": "more-than",
    "nearly": "nearly",
    "about": "about",
    "at least": "at-least",
    "at most": "at-most",
    "below": "below",
}
READ = re.compile(
    rf"(?:(?P<bound>{'|'.join(ENGLISH)}) )?(?P<low>[\d,]+(?:\.\d+)?)(?:–(?P<high>[\d,]+(?:\.\d+)?))?(?: (?P<large>million|billion))?"
)

integers = st.integers(1, 99_999_999).map(str)
# Three digits behind a point may be thousands, which is refused; see test_figures.py.
decimals = st.builds("{}.{}".format, st.integers(0, 99_999), st.from_regex(r"\A(?:[0-9]{1,2}|[0-9]{4})\Z"))
numbers = st.one_of(integers, decimals).filter(lambda text: Decimal(text) > 0)


@st.composite
def printed_figures(draw: st.DrawFn) -> tuple[str, Decimal, str, str]:
    """Return a figure as printed, its value, its bound, and its digits."""
    digits, scale, unit = draw(numbers), draw(st.sampled_from(list(SCALES))), draw(st.sampled_from(UNITS))
    before, more, after = "", "", ""
    match draw(st.sampled_from(["none", "before", "more", "after"])):
        case "before":
            before = draw(st.sampled_from(list(BOUNDS_BEFORE)))
        case "more":
            more = draw(st.sampled_from("多余"))
        case "after":
            after = draw(st.sampled_from(list(BOUNDS_AFTER)))
    bound = BOUNDS_BEFORE.get(before) or BOUNDS_AFTER.get(after) or ("more-than" if more else "")
    amount = f"{digits}{scale}{more}" if draw(st.booleans()) else f"{digits}{more}{scale}"
    printed = f"{before}{amount}{unit}{after}"
    assume(not re.fullmatch("[0-9]{4}年", printed))  # may be a date, which is refused; see test_figures.py
    return printed, Decimal(digits).scaleb(SCALES[scale]), bound, digits


def read_english(number: str) -> tuple[Decimal, Decimal | None, str]:
    """Read value, upper end and bound back from an English number without its unit."""
    match = READ.fullmatch(number)
    assert match, number
    scale = {"million": 6, "billion": 9}.get(match["large"], 0)
    low, high = (Decimal(end.replace(",", "")).scaleb(scale) if end else None for end in match.group("low", "high"))
    assert low is not None
    return low, high, ENGLISH.get(match["bound"], "")


def significant(number: str) -> int:
    """Count the digits of a number that say something; zeros at the end of a whole number are taken for mere size."""
    digits = number.replace(",", "")
    return len(digits.replace(".", "").lstrip("0")) if "." in digits else len(digits.strip("0"))


@given(printed_figures())
def test_values_are_exact(units: Mapping[str, Unit], figure: tuple[str, Decimal, str, str]) -> None:
    """The value is the digits times the scale, and the bound is what the qualifying word says."""
    printed, value, bound, _ = figure
    read = parse_figure(printed, units)
    assert (read.value, read.value_max, read.bound) == (value, None, bound)


@given(printed_figures())
def test_chinese_reads_back(units: Mapping[str, Unit], figure: tuple[str, Decimal, str, str]) -> None:
    """What a Chinese reader sees is read as the same figure again."""
    read = parse_figure(figure[0], units)
    again = parse_figure(format_printed(read, units, "zh_CN").full, units)
    assert (again.value, again.value_max, again.step, again.unit, again.bound) == (
        read.value, read.value_max, read.step, read.unit, read.bound,
    )  # fmt: skip


@given(printed_figures())
def test_english_says_the_same(
    units: Mapping[str, Unit], words: Mapping[str, Words], figure: tuple[str, Decimal, str, str]
) -> None:
    """What an English reader sees has the same value and the same qualification."""
    printed, value, bound, _ = figure
    text = format_western(parse_figure(printed, units), units, "en", "en_GB", words["en"])
    assert read_english(text.number) == (value, None, bound)


@given(printed_figures())
def test_english_adds_no_precision(
    units: Mapping[str, Unit], words: Mapping[str, Words], figure: tuple[str, Decimal, str, str]
) -> None:
    """English never shows more significant digits than the source printed."""
    printed, _, _, digits = figure
    text = format_western(parse_figure(printed, units), units, "en", "en_GB", words["en"])
    match = READ.fullmatch(text.number)
    assert match
    assert significant(match["low"]) <= len(digits.replace(".", "").lstrip("0"))


@given(numbers, numbers, st.sampled_from(list(SCALES)), st.sampled_from(UNITS), st.sampled_from("-—~至到"))
def test_ranges_say_the_same(
    units: Mapping[str, Unit], words: Mapping[str, Words], one: str, two: str, scale: str, unit: str, dash: str
) -> None:
    """A range has the same two ends in print, in Chinese and in English."""
    low, high = sorted((one, two), key=Decimal)
    printed = f"{low}{dash}{high}{scale}{unit}"
    ends = tuple(Decimal(end).scaleb(SCALES[scale]) for end in (low, high))
    if ends[0] == ends[1]:
        with pytest.raises(ValueError, match="is a range whose second number is not the larger one"):
            parse_figure(printed, units)
        return
    figure = parse_figure(printed, units)
    again = parse_figure(format_printed(figure, units, "zh_CN").full, units)
    assert (figure.value, figure.value_max) == (again.value, again.value_max) == ends
    assert read_english(format_western(figure, units, "en", "en_GB", words["en"]).number) == (*ends, "")
