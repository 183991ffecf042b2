"""From print to a figure: digits and Chinese numerals, 万 and 亿, approximations, ranges, fractions."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from chronicle.model import Figure, Unit

DIGITS = {"零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
POWERS = {"十": 1, "百": 2, "千": 3, "万": 4, "亿": 8}
BOUNDS_BEFORE = {
    "将近": "nearly", "接近": "nearly", "近": "nearly", "大约": "about", "约": "about", "超过": "more-than", "超": "more-than",
    "逾": "more-than", "上": "at-least", "不足": "below", "不到": "below", "低于": "below", "不少于": "at-least", "至少": "at-least", "最多": "at-most",
}  # fmt: skip
BOUNDS_AFTER = {"以上": "at-least", "以下": "below", "以内": "at-most", "左右": "about", "上下": "about"}
MORE = "多余几"
DASHES = "—–~～至到-"

_HAN = f"[{''.join(DIGITS)}{''.join(POWERS)}]"


def _amount(which: int) -> str:
    """Return the pattern of one number: digits or Chinese numerals, 多 or 余, a scale, again 多 or 余."""
    return (
        rf"(?:(?P<digits{which}>(?:[1-9]\d{{0,2}}(?:,\d{{3}})+|0|[1-9]\d{{0,14}})(?:\.\d{{1,9}})?)|(?P<han{which}>{_HAN}+))"
        rf"(?P<more{which}>[{MORE}])?(?P<scale{which}>[十百千万亿]*)(?P<late{which}>[{MORE}])?"
    )


_BEFORE = rf"(?P<before>{'|'.join(BOUNDS_BEFORE)})?"
PRINTED = re.compile(rf"{_BEFORE}{_amount(1)}(?:(?P<between>[^\d{DASHES}]*)[{DASHES}]+{_amount(2)})?(?P<rest>[^\d]*)")
SHARE = re.compile(
    rf"{_BEFORE}(?:(?P<whole>{_HAN}+)分之(?P<part>{_HAN}+(?:点{_HAN}+)?)|(?P<tenths>{_HAN}+)成(?P<half>半)?)"
    rf"(?P<after>{'|'.join(BOUNDS_AFTER)})?"
)
# One power of ten after another, each smaller than the one before; 七八 or 一万二 could be read in two ways.
HAN_BELOW_MYRIAD = r"(?:[一二两三四五六七八九]千零?)?(?:[一二两三四五六七八九]百零?)?(?:[一二三四五六七八九]?十)?[一二两三四五六七八九]?"
HAN_NUMBER = re.compile(
    rf"(?:(?:{HAN_BELOW_MYRIAD})亿零?)?(?:(?:{HAN_BELOW_MYRIAD})万零?)?(?:{HAN_BELOW_MYRIAD})|[零〇]|[百千万亿]+"
)


def parse_figure(printed: str, units: Mapping[str, Unit], unit: str | None = None) -> Figure:
    """Read a figure from its printed form.

    `unit` names the unit where the print leaves it open. Raises ValueError, with the reason as a sentence, for a text
    that is not a figure or whose unit is not known.
    """
    text = re.sub(r"\s+", "", printed)
    if share := SHARE.fullmatch(text):
        if unit not in (None, "percent"):
            raise ValueError(f"'{printed}' is a share, which is read as a percentage, not as '{unit}'")
        return _parse_share(share, printed)
    match = PRINTED.fullmatch(text)
    if not match:
        raise ValueError(f"'{printed}' does not begin with a number")
    name, after = _parse_unit(match["rest"], units, unit, printed)
    more = any(match[group] for group in ("more1", "late1", "more2", "late2")) or after in ("多", "余")
    bound = _one_bound(printed, match["before"], after, more)
    is_range = match["digits2"] or match["han2"]
    low, step = _parse_amount(match, 1, borrowed=match["scale2"] if is_range and not match["between"] else "")
    if not is_range:
        step = _last_digit(low, step) if bound in ("more-than", "nearly", "about") else step
        return Figure(printed, low, None, step, name, bound)
    if match["between"] and match["between"] not in units[name].printed:
        raise ValueError(f"the two ends of '{printed}' have different units")
    high, high_step = _parse_amount(match, 2)
    if high <= low:
        raise ValueError(f"'{printed}' is a range whose second number is not the larger one")
    return Figure(printed, low, high, min(step, high_step), name, bound)


def parse_han(text: str) -> int:
    """Read a whole number in Chinese numerals: 十二, 三百六十, 两万. Raises ValueError for what could be read in two ways."""
    if not HAN_NUMBER.fullmatch(text) or re.search(r"[万亿][一二两三四五六七八九]$", text):
        raise ValueError(f"the numerals '{text}' could be read in more than one way")
    total = section = digit = 0
    for character in text:
        if character in DIGITS:
            digit = DIGITS[character]
        elif character in "万亿":
            total = ((total + section + digit) or 1) * 10 ** POWERS[character]
            section = digit = 0
        else:
            section += (digit or 1) * 10 ** POWERS[character]
            digit = 0
    return total + section + digit


def unit_names(units: Mapping[str, Unit]) -> dict[str, str]:
    """Return printed form → unit; where two units share a form, the first has it."""
    names: dict[str, str] = {}
    for key, unit in units.items():
        for form in unit.printed:
            names.setdefault(form, key)
    return names


def _one_bound(printed: str, before: str | None, after: str | None, more: bool) -> Any:
    """Return the one qualification that a figure has; raises ValueError for two of them."""
    bounds = [BOUNDS_BEFORE.get(before or ""), BOUNDS_AFTER.get(after or ""), "more-than" if more else None]
    found = [bound for bound in bounds if bound]
    if len(found) > 1:
        raise ValueError(f"'{printed}' is qualified twice")
    return found[0] if found else ""


def _parse_share(share: re.Match[str], printed: str) -> Figure:
    """Read 三分之一 and 两成 as percentages."""
    bound = _one_bound(printed, share["before"], share["after"], more=False)
    if share["tenths"]:
        value = Decimal(parse_han(share["tenths"]) * 10 + (5 if share["half"] else 0))
        return Figure(printed, value, None, Decimal(5 if share["half"] else 10), "percent", bound)
    whole, _, decimals = share["part"].partition("点")
    part = Decimal(f"{parse_han(whole)}.{''.join(str(DIGITS[digit]) for digit in decimals) or 0}")
    base = parse_han(share["whole"])
    if not base:
        raise ValueError(f"'{printed}' divides by nothing")
    value = part * 100 / base
    rounded = value if base == 100 else round(value, 0 if value == round(value, 0) else 1)
    rounded = rounded.normalize() + 0
    step = Decimal(1).scaleb(min(0, int(rounded.as_tuple().exponent)))
    return Figure(printed, rounded, None, step, "percent", bound or ("" if rounded == value else "about"))


def _parse_unit(rest: str, units: Mapping[str, Unit], unit: str | None, printed: str) -> tuple[str, str]:
    """Split what follows the number into the key of its unit and the bound that may stand behind it."""
    after = next((bound for bound in (*BOUNDS_AFTER, "多", "余") if rest.endswith(bound)), "")
    form = rest.removesuffix(after)
    if unit is not None:
        if unit not in units:
            raise ValueError(f"the unit '{unit}' is not in units.yaml")
        if form and form not in units[unit].printed:
            raise ValueError(f"'{form}' is not a printed form of the unit '{unit}'")
        return unit, after
    name = unit_names(units).get(form)
    if name is None:
        raise ValueError(
            f"the unit '{form}' of '{printed}' is not in units.yaml" if form else f"'{printed}' has no unit"
        )
    return name, after


def _parse_amount(match: re.Match[str], which: int, borrowed: str = "") -> tuple[Decimal, Decimal]:
    """Return the value of one of the two numbers and the place value of its last digit.

    The first number of a range borrows the scale of the second: 3-5万 begins at 30,000.
    """
    scale = sum(POWERS[character] for character in match[f"scale{which}"] or borrowed)
    digits = match[f"digits{which}"]
    if digits is None:
        han = match[f"han{which}"]
        number = Decimal(parse_han(han))
        return number.scaleb(scale) + 0, _last_digit(number, Decimal(1)).scaleb(scale)
    number = Decimal(digits.replace(",", ""))
    step = Decimal(1).scaleb(int(number.as_tuple().exponent) + scale)
    return Decimal(int(number.scaleb(scale))) if step >= 1 else number.scaleb(scale), step


def _last_digit(value: Decimal, step: Decimal) -> Decimal:
    """Return the place of the last digit that is not zero: of 7300多 only the 73 is said."""
    while value and value % (step * 10) == 0:
        step *= 10
    return step
