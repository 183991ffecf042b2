"""From print to a figure: digits and Chinese numerals, 万 and 亿, approximations, ranges, fractions."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal

from chronicle.figures.numerals import DIGITS, POWERS, parse_compound, parse_han
from chronicle.figures.printed import normalize
from chronicle.model import Bound, Figure, Unit

BOUNDS_BEFORE: dict[str, Bound] = {
    "将近": "nearly", "接近": "nearly", "近": "nearly", "大约": "about", "约": "about", "超过": "more-than", "超": "more-than",
    "逾": "more-than", "高于": "more-than", "多于": "more-than", "突破": "more-than", "上": "at-least",
    "不足": "below", "不到": "below", "低于": "below", "少于": "below", "不少于": "at-least", "不低于": "at-least", "至少": "at-least",
    ">": "more-than", "≥": "at-least", "≤": "at-most", "<": "below", "≈": "about", "~": "about",
    "最多": "at-most", "至多": "at-most", "不超过": "at-most", "不高于": "at-most", "不多于": "at-most",
}  # fmt: skip
BOUNDS_AFTER: dict[str, Bound] = {
    "及以上": "at-least",
    "及以下": "at-most",
    "以上": "at-least",
    "以下": "at-most",
    "以内": "at-most",
    "之内": "at-most",
    "内": "at-most",
    "左右": "about",
    "上下": "about",
    "有余": "more-than",
    "+": "at-least",
}
MORE = "多余几"
DASHES = "—–‐‑―−~～〜至到-"

# With these bounds, zeros at the end of a number are not significant.
ROUND = ("more-than", "nearly", "about")
# The bounds that negative numbers may have. Others have no clear meaning there: 近-5%.
BOUNDS_BELOW_NOTHING = ("", "about")

SCALES = re.compile(rf"(?P<alone>^[1{''.join(DIGITS)}])?(?P<small>[十百千]?)(?P<large>(?:万亿|[万亿])?)$")
LEAST_LITERAL = 100

MOST_CHARACTERS = 60
MOST_VALUE = Decimal(10) ** 18

_HAN = f"[{''.join(DIGITS)}{''.join(POWERS)}]"
_HAN_DECIMALS = f"点[{''.join(DIGITS)}]+"


def _amount(which: int) -> str:
    """Return the regular expression of one number: digits or Chinese numerals, perhaps 多 or 余, a scale, and 多 or 余 after it."""
    return (
        rf"(?:(?P<compound{which}>[1-9][0-9]{{0,3}}(?:[十百千万亿]{{1,2}}零?[1-9](?:,[0-9]{{3}}|[0-9]{{0,3}}))+[十百千万亿]{{0,2}})"
        rf"|(?P<digits{which}>(?:[1-9][0-9]{{0,2}}(?:,[0-9]{{3}})+|0|[1-9][0-9]{{0,14}})(?:\.[0-9]{{1,9}})?)"
        rf"|(?P<han{which}>{_HAN}+(?:{_HAN_DECIMALS})?))"
        rf"(?P<thousands{which}>[十百千]?)(?P<more{which}>[{MORE}])?(?P<scale{which}>(?:万亿|[万亿])?)(?P<late{which}>[{MORE}])?"
    )


_BEFORE = rf"(?P<before>{'|'.join(BOUNDS_BEFORE)})?"
NUMBER = re.compile(rf"{_BEFORE}(?P<minus>[-–负])?{_amount(1)}")
PRINTED = re.compile(rf"{NUMBER.pattern}(?:(?P<between>[^0-9{DASHES}]*)[{DASHES}]+{_amount(2)})?(?P<rest>[^0-9]*)")
FRACTION = re.compile(r"[1-9][0-9]{0,4}/[1-9][0-9]{0,4}")
SHARE = re.compile(
    rf"{_BEFORE}(?:(?P<whole>{_HAN}+|[1-9][0-9]{{0,4}})分[之の](?P<part>{_HAN}+(?:{_HAN_DECIMALS})?|[0-9]{{1,15}}(?:\.[0-9]{{1,9}})?)"
    rf"|(?P<tenths>{_HAN}+|[1-9])[成割](?P<half>半)?|(?P<equal>一半|半数|半分)|(?P<fraction>{FRACTION.pattern}))(?P<after>{'|'.join(map(re.escape, BOUNDS_AFTER))})?"
)
# 2013年, 2013年内 and 2013—2015年, but not 2000年 of history.
_YEAR = "(?:1[5-9]|20)(?!00)[0-9]{2}"
# Each numeral is a digit, as in vertical print: 三〇〇. Without 〇, 七八 may also be seven or eight.
_BY_PLACE = re.compile("[一二三四五六七八九]+〇[〇一二三四五六七八九]*")
_DATE = re.compile(rf"(?:{_YEAR}年?[{DASHES}]+)?{_YEAR}年(?:[以之]?内)?")
# 3头及3头以上 is 3头以上.
_SAID_TWICE = re.compile(r"(?P<bound>.+)及(?P=bound)(?=以[上下])")
# 468.000 is 468 to some and 468,000 to others.
THOUSANDS_OR_DECIMALS = re.compile(r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+")


def parse_figure(printed: str, units: Mapping[str, Unit], unit: str | None = None) -> Figure:
    """Read a figure from its printed form.

    `unit` is the key of the unit, if the print does not show which it is. Raises ValueError, with the reason as a sentence, for a
    text that is not a figure or whose unit is not known (UnknownUnit).
    """
    check_length(printed)
    text = _SAID_TWICE.sub(r"\g<bound>", normalize(printed))
    if unit is None and _DATE.fullmatch(text):
        raise ValueError(f"'{printed}' may be a date: write it in the text, {{2013}}; if it counts years, add 'unit:'")
    if share := SHARE.fullmatch(text):
        if unit not in (None, "percent"):
            raise ValueError(f"'{printed}' is a share, which is read as a percentage, not as '{unit}'")
        return _parse_share(share, printed)
    match = PRINTED.fullmatch(text)
    if not match:
        raise ValueError(_why_not(text, printed))
    after = next((bound for bound in (*BOUNDS_AFTER, "多", "余") if match["rest"].endswith(bound)), "")
    form = match["rest"].removesuffix(after)
    name = find_unit(form, units, unit, printed)
    more = any(match[group] for group in ("more1", "late1", "more2", "late2")) or after in ("多", "余")
    bound = _one_bound(printed, match["before"], after, more)
    is_range = any(match[group] for group in ("compound2", "digits2", "han2"))
    low, step = _parse_amount(match, 1)
    for which in (1, 2):
        _check_point(match, which, units[name], printed)
    if not is_range:
        if match["minus"]:
            check_minus(low, bound, printed)
        step = last_digit(low, step) if bound in ROUND else step
        return Figure(printed, -low if match["minus"] else low, None, step, name, bound, unit_print=form)
    if match["minus"]:
        raise ValueError(f"'{printed}' is a range with a minus sign, which cannot be read")
    if match["between"] and normalize(match["between"]) not in map(normalize, units[name].printed):
        raise ValueError(f"the two ends of '{printed}' have different units")
    high, high_step = _parse_amount(match, 2)
    borrowed = 0 if match["between"] else _borrow(match, low, high, printed)
    low, step = low.scaleb(borrowed) + 0, step.scaleb(borrowed)
    if high <= low:
        raise ValueError(f"'{printed}' is a range whose second number is not the larger one")
    return Figure(printed, low, high, min(step, high_step), name, bound, unit_print=form)


def check_length(printed: str) -> None:
    """Raise ValueError for a print that is too long for a figure."""
    if len(printed) > MOST_CHARACTERS:
        raise ValueError(
            f"'{printed[:20]}…' is too long for a figure: it has {len(printed)} characters, at most {MOST_CHARACTERS} are allowed"
        )


def check_minus(value: Decimal, bound: str, printed: str) -> None:
    """Raise ValueError for a number with a minus sign that is zero, or that has a bound without a clear meaning below zero."""
    if bound not in BOUNDS_BELOW_NOTHING or not value:
        raise ValueError(f"'{printed}' has a minus sign, which cannot be combined with a bound or with zero")


def scale_up(number: Decimal, step: Decimal, power: int, printed: str) -> tuple[Decimal, Decimal]:
    """Return a number and the place value of its last digit, both multiplied by a power of ten. Raises ValueError for a number that is too large."""
    value, step = number.scaleb(power), step.scaleb(power)
    if value > MOST_VALUE:
        raise ValueError(f"'{printed}' is more than a figure can be")
    return Decimal(int(value)) if step >= 1 else value, step


class UnknownUnit(ValueError):
    """Raised for a printed figure with an unknown unit. `form` is the unit as printed, `before` the words of it before the number."""

    before = ""

    def __init__(self, reason: str, form: str) -> None:
        super().__init__(reason)
        self.form = form


def find_unit(
    form: str, units: Mapping[str, Unit], unit: str | None, printed: str, plain: Callable[[str], str] = normalize
) -> str:
    """Return the key of the unit that is printed as `form`; of the first, if several units are. If `unit` is given, return it after a check.

    `plain` normalizes the printed forms of units in the same way as `form`. Raises ValueError, with the reason as a sentence: for a `unit`
    that does not exist or is not printed as `form`, and for a `form` that is no unit (UnknownUnit).
    """
    if unit is not None:
        if unit not in units:
            raise ValueError(f"the unit '{unit}' is not in units.yaml")
        if form and form not in map(plain, units[unit].printed):
            raise ValueError(f"'{form}' is not a printed form of the unit '{unit}'")
        return unit
    name = next((key for key, one in units.items() if form in map(plain, one.printed)), None) if form else None
    if name is None and re.search("[¼-¾⅐-⅞]|/[0-9]|.半|分[之の]", form):
        raise ValueError(
            f"'{printed}' has a fraction, which is read only if it stands alone, as a share of a whole: 1/3"
        )
    if name is None and re.search(
        "^[-,.;:、。・·–—数万亿]|[，,；;、。*]$", form
    ):  # 21.970,- Mark; 五、六人; 十数人; 46人*
        raise ValueError(f"'{form}', behind the number of '{printed}', cannot be read")
    if name is None and form:
        raise UnknownUnit(f"the unit '{form}' of '{printed}' is not in units.yaml", form)
    if name is None:
        raise UnknownUnit(f"'{printed}' has no unit", "")
    return name


def _why_not(text: str, printed: str) -> str:
    """Return why a print is not a number with a unit, as a sentence."""
    begins = NUMBER.match(text)
    if re.match(r"[^0-9]{0,4}[1-9][0-9]{0,2}(?:\.[0-9]{3}){2,}(?![0-9])", text):
        return _ask_of_points(printed)
    if re.match(r"[^0-9]{0,4}[0-9]+,", text) and not re.match(
        r"[^0-9]{0,4}[1-9][0-9]{0,2}(?:,[0-9]{3})+(?![0-9,])", text
    ):
        return f"a comma of '{printed}' does not stand before three digits: 46,800 has one, 46.8 a point"
    if re.match(r"[^0-9]{0,4}0[0-9]", text):
        return f"the number of '{printed}' begins with 0"
    if re.match(r"[^0-9]{0,4}[0-9]{16,}", text):
        return f"the number of '{printed}' has more than 15 digits"
    if re.match(r"[^0-9]{0,4}[0-9]+\.[0-9]{10,}", text):
        return f"the number of '{printed}' has more than 9 decimals"
    if not begins:
        return f"'{printed}' does not begin with a number"
    return f"'{text[begins.end() :]}', behind the number of '{printed}', cannot be read"


def _ask_of_points(printed: str) -> str:
    return (
        f"the point of '{printed}' may stand before decimals or between thousands: "
        "write thousands without a point or with a comma, decimals without zeros at their end"
    )


def _check_point(match: re.Match[str], which: int, unit: Unit, printed: str) -> None:
    """Raise ValueError for a point before three digits, unless it can only be a decimal point.

    It can only be one before a scale (16.483万元), and in a quantity that is measured and not counted, if the three digits are not zeros.
    """
    digits = match[f"digits{which}"] or ""
    counts = unit.whole or digits.endswith(".000")
    if counts and not _scale(match, which) and THOUSANDS_OR_DECIMALS.fullmatch(digits):
        raise ValueError(_ask_of_points(printed))


def _one_bound(printed: str, before: str | None, after: str | None, more: bool) -> Bound:
    """Return the bound of a figure; empty if it has none. Raises ValueError if it has two."""
    bounds: list[Bound] = [
        BOUNDS_BEFORE.get(before or "", ""),
        BOUNDS_AFTER.get(after or "", ""),
        "more-than" if more else "",
    ]
    found = [bound for bound in bounds if bound]
    if len(found) > 1:
        raise ValueError(f"'{printed}' is qualified twice")
    return found[0] if found else ""


def _parse_share(share: re.Match[str], printed: str) -> Figure:
    """Read 三分之一, 两成, 一半 and 1/3 as percentages."""
    bound = _one_bound(printed, share["before"], share["after"], more=False)
    if share["tenths"]:
        tenths = _parse_whole(share["tenths"])
        value = Decimal(tenths * 10 + (5 if share["half"] else 0))
        return Figure(printed, value, None, Decimal(5 if share["half"] else 10), "percent", bound)
    if share["equal"]:
        return parse_fraction("1/2", printed, bound)
    if share["fraction"]:
        return parse_fraction(share["fraction"], printed, bound)
    part = Decimal(share["part"]) if share["part"][0] in "0123456789" else _parse_han_decimal(share["part"])
    return _make_share(part, _parse_whole(share["whole"]), printed, bound)


def parse_fraction(fraction: str, printed: str, bound: Bound) -> Figure:
    """Read 1/3 as a percentage. Raises ValueError for a fraction that is more than the whole."""
    part, whole = map(int, fraction.split("/"))
    if part > whole:
        raise ValueError(f"'{printed}' is more than the whole, and is not read as a share")
    return _make_share(Decimal(part), whole, printed, bound)


def _make_share(part: Decimal, base: int, printed: str, bound: Bound) -> Figure:
    """Return a part of a whole as a percentage. A percentage with many decimals is rounded, and has the bound "about" if it has no other."""
    if not base:
        raise ValueError(f"'{printed}' divides by nothing")
    value = part * 100 / base
    is_exact = f"{base}".strip("0") == "1" or value == round(value, 2)
    rounded = (value if is_exact else round(value, max(1, 1 - value.adjusted()))).normalize() + 0
    step = Decimal(1).scaleb(min(0, int(rounded.as_tuple().exponent)))
    return Figure(printed, rounded, None, step, "percent", bound or ("" if rounded == value else "about"))


def _parse_whole(text: str) -> int:
    return int(text) if text.isascii() else parse_han(text)


def _parse_amount(match: re.Match[str], which: int) -> tuple[Decimal, Decimal]:
    """Return the value of the first or second number of a print, and the place value of its last digit."""
    if compound := match[f"compound{which}"]:
        whole, power = parse_compound(compound)
        number, step = Decimal(whole), Decimal(10) ** power
    elif digits := match[f"digits{which}"]:
        number = Decimal(digits.replace(",", ""))
        step = Decimal(1).scaleb(int(number.as_tuple().exponent))
    else:
        number = _parse_han_decimal(match[f"han{which}"])
        step = last_digit(number, Decimal(1).scaleb(int(number.as_tuple().exponent)))
    return scale_up(number, step, _scale(match, which), match[0])


def _borrow(match: re.Match[str], low: Decimal, high: Decimal, printed: str) -> int:
    """Return the power of ten that the first number of a range borrows from the second: 3-5万 and 三至五万 begin at 30,000."""
    begin, end = (_find_scales(match, which) for which in (1, 2))
    if begin["large"] or match["compound1"] or match["compound2"]:
        return 0
    large = sum(POWERS[character] for character in end["large"])
    small = POWERS[end["small"]] if end["small"] and begin["alone"] and end["alone"] and not begin["small"] else 0
    power = next((power for power in (small + large, large, 0) if low.scaleb(power) <= high), large)
    if small == 1 and power > large:  # 三至五十
        raise ValueError(f"the numerals '{printed}' could be read in more than one way")
    # In 8000—1.2万 the first number is not 8000万; in 3—2万 one of the numbers is mistyped.
    return power or (large if low < LEAST_LITERAL else 0)


def _find_scales(match: re.Match[str], which: int) -> re.Match[str]:
    """Return a match with the scales at the end of the first or second number. Its group `alone` is a single digit before them."""
    number = match[f"han{which}"] or "1"
    found = SCALES.search(number + (match[f"thousands{which}"] or "") + (match[f"scale{which}"] or ""))
    assert found
    return found


def _scale(match: re.Match[str], which: int) -> int:
    """Return the power of ten of the scales after a number."""
    scales = (match[f"thousands{which}"] or "") + (match[f"scale{which}"] or "")
    return sum(POWERS[character] for character in scales)


def _parse_han_decimal(text: str) -> Decimal:
    """Read a number in Chinese numerals, with decimals after 点: 三点五."""
    whole, _, decimals = text.partition("点")
    number = _write_digits(whole) if _BY_PLACE.fullmatch(whole) else parse_han(whole)
    return Decimal(f"{number}.{_write_digits(decimals)}")


def _write_digits(numerals: str) -> str:
    return "".join(str(DIGITS[numeral]) for numeral in numerals)


def last_digit(value: Decimal, step: Decimal) -> Decimal:
    """Return the place value of the last digit that is not zero: in 7300多 only the 73 is certain."""
    while value and value % (step * 10) == 0:
        step *= 10
    return step
