"""How a language writes numbers, according to CLDR: separators, grouping, digits, and names of large numbers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from functools import cache

from babel.numbers import format_decimal, format_percent, get_decimal_symbol, get_group_symbol

from chronicle.patterns import Pattern, parse_pattern
from chronicle.scripts import own_digits, parse_locale

# Below this, numbers are written in full even if the language has a name for them: 12,000 and not 12 thousand.
LEAST_NAMED = 10_000
MOST_NAMED = 10**9
MYRIAD = 10_000
# Where a number of four digits has no separator: minimumGroupingDigits of CLDR 47, which Babel leaves out.
_FOUR_DIGITS_WHOLE = re.compile(r"(?:bg|et|hu|it|lv|pl|sl)(?:_.*)?|es(?:_(?:EA|ES|GQ|IC|PH))?|pt_(?!BR).*|ru_UA")
_LEAST_GROUPED = 10_000
_RANGE_SIGNS = {"zh": "—", "ja": "〜", "ko": "~"}
_BETWEEN_PARTS = {"ja": "", "ko": " "}  # Chinese writes 46.8万


def write_number(value: Decimal, decimals: int, locale: str) -> str:
    """Return a number as a language writes it, with `decimals` decimals: 468,000; 468.000; 4,68,000."""
    language = parse_locale(locale)
    whole = language.decimal_formats[None].pattern.partition(".")[0]
    pattern = whole + ("." + "0" * decimals if decimals else "")
    is_grouped = abs(value) >= _LEAST_GROUPED or not _FOUR_DIGITS_WHOLE.fullmatch(str(language))
    text = format_decimal(value, pattern, locale=language, numbering_system="default", group_separator=is_grouped)
    return own_digits(re.sub(r"[\u061c\u200e\u200f]?-", "−", text), locale)


def is_mixed(locale: str) -> bool:
    """Return whether a language writes a large number in several parts, 46万8,000, and not with decimals, 46.8万."""
    return parse_locale(locale).language in _BETWEEN_PARTS


def write_mixed(value: Decimal, locale: str) -> str:
    """Return a whole number in parts, each with the name of its size: 1億2,400万, 1억 2,400만."""
    parts = []
    for size, forms in large_numbers(locale):
        count, value = divmod(value, size)
        if count:
            parts.append(forms["other"].fill(n=write_number(count, 0, locale)))
    parts += [write_number(value, 0, locale)] if value else []
    return _BETWEEN_PARTS[parse_locale(locale).language].join(parts)


def range_sign(locale: str) -> str:
    """Return the sign between the ends of a range of numbers."""
    return _RANGE_SIGNS.get(parse_locale(locale).language, "–")


def write_share(share: float, locale: str) -> str:
    """Return a share such as 0.31 as a whole percentage in the way of a language: 31%; 31 %. A half is rounded up."""
    rounded = Decimal(str(share)).quantize(Decimal("0.01"), ROUND_HALF_UP)
    language = parse_locale(locale)
    signs = language.number_symbols.get(language.default_numbering_system, {})
    text = format_percent(rounded, locale=language, numbering_system="default")
    return own_digits(text.replace("%", signs.get("percentSign", "%").strip("\u061c\u200e\u200f")), locale)


def separators(locale: str) -> tuple[str, str]:
    """Return the decimal separator and the thousands separator."""
    language, system = parse_locale(locale), "default"
    return get_decimal_symbol(language, numbering_system=system), get_group_symbol(language, numbering_system=system)


@cache
def large_numbers(locale: str) -> tuple[tuple[int, Mapping[str, Pattern]], ...]:
    """Return (number, plural form → pattern) for large numbers with names, the largest first: 1,000,000 and `{n} million`."""
    named = {scale: forms for scale, forms in named_numbers(locale).items() if scale >= LEAST_NAMED}
    most = max(named) if MYRIAD in named else MOST_NAMED
    return tuple((scale, named[scale]) for scale in sorted(named, reverse=True) if scale <= most)


@cache
def named_numbers(locale: str) -> Mapping[int, Mapping[str, Pattern]]:
    """Return number → plural form → pattern, for every number that has a name in a language."""
    formats = parse_locale(locale).compact_decimal_formats
    named: dict[int, dict[str, Pattern]] = {}
    for form, patterns in (formats.get("long") or formats.get("short") or {}).items():
        for scale, pattern in patterns.items():
            text = pattern.pattern.replace("'", "")
            if text.count("0") == 1 and text != "0":
                named.setdefault(int(scale), {})[form] = parse_pattern(text.replace("0", "{n}"), ("n",))
    return {scale: forms for scale, forms in named.items() if "other" in forms}


def plural_form(value: Decimal, locale: str) -> str:
    """Return the plural form of CLDR for a number."""
    return parse_locale(locale).plural_form(value)


def form_of_large(value: Decimal, locale: str) -> str:
    """Return the plural form of a unit after a number in millions. Some languages have their own form: French has `millions d’habitants`, not `millions habitants`."""
    rule = parse_locale(locale).plural_form
    return "many" if rule(10**6) == "many" != rule(11) else rule(value)
