"""From a figure to what a reader sees, in the number system of the reader's language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction
from functools import cache

import babel
from babel.numbers import format_decimal

from chronicle.figures.parse import DASHES, DIGITS
from chronicle.model import Figure, Unit

# Babel looks a locale up anew for every number.
_parse_locale = cache(babel.Locale.parse)

LARGE = ((Decimal(10) ** 9, "figure.billion"), (Decimal(10) ** 6, "figure.million"))
MAX_LARGE_DECIMALS = 3
CONVERSION_CONTEXT = Context(prec=3, rounding=ROUND_HALF_EVEN)

_RANGE_DASH = re.compile(rf"(?<=\S)[{DASHES}]+(?=[\d{''.join(DIGITS)}十百千])")


@dataclass(frozen=True)
class FigureText:
    """A figure as a reader sees it: `full` with unit and conversion, `plain` with the unit, `number` without; the conversion alone."""

    full: str
    plain: str
    number: str
    conversion: str = ""


def format_printed(figure: Figure, units: Mapping[str, Unit]) -> FigureText:
    """Return a figure for a language that counts as the sources do: as printed, ranges with the dash of running text."""
    text = re.sub(r"\s+", "", figure.printed)
    if figure.value_max is not None:
        text = _RANGE_DASH.sub("—", text)
    number = text
    for form in sorted(units[figure.unit].printed, key=len, reverse=True):
        number = number.replace(form, "")
    return FigureText(text, text, number)


def format_western(
    figure: Figure, units: Mapping[str, Unit], language: str, locale: str, words: Mapping[str, str]
) -> FigureText:
    """Return a figure for a language that counts in thousands, millions and billions, with its conversion in brackets.

    `words` holds the patterns of the bounds (figure.nearly: "nearly {n}") and the names of the large numbers.
    """
    bounded = words[f"figure.{figure.bound}"] if figure.bound else "{n}"
    # Zeros that end a whole number may be mere size (100万); those after a decimal point are meant (10.30亿).
    step = figure.step if "." in figure.printed and figure.value_max is None else None
    number = format_range(figure.value, figure.value_max, step, locale, words)
    plain = bounded.format(n=_with_unit(number, figure.value_max or figure.value, units[figure.unit], language, locale))
    conversion = _format_conversion(figure, units, language, locale, words)
    full = words["figure.with-conversion"].format(figure=plain, conversion=conversion) if conversion else plain
    return FigureText(full, plain, bounded.format(n=number), conversion)


def check_units(units: Mapping[str, Unit], western: Iterable[str]) -> list[tuple[str, str]]:
    """Return (unit, complaint) for every unit that lacks a pattern or converts to a unit that does not exist."""
    complaints = []
    for key, unit in units.items():
        for language in western:
            if "{n}" not in unit.text.get(language, {}).get("other", ""):
                complaints.append(
                    (key, f"The unit '{key}' has no pattern 'other' with {{n}} in the language '{language}'.")
                )
        for conversion in unit.convert.values():
            if conversion.unit not in units:
                complaints.append(
                    (key, f"The unit '{key}' converts to '{conversion.unit}', which is not in units.yaml.")
                )
    return complaints


def format_range(
    low: Decimal, high: Decimal | None, step: Decimal | None, locale: str, words: Mapping[str, str]
) -> str:
    """Write one or two numbers in millions or billions where that keeps every digit and adds none, else in full."""
    ends = [low] if high is None else [low, high]
    for scale, word in LARGE:
        if low >= scale and all(_decimals(end / scale, _scaled(step, scale)) <= MAX_LARGE_DECIMALS for end in ends):
            return words[word].format(
                n="–".join(_format_number(end / scale, _scaled(step, scale), locale) for end in ends)
            )
    return "–".join(_format_number(end, step, locale) for end in ends)


def _scaled(step: Decimal | None, scale: Decimal) -> Decimal | None:
    return None if step is None else step / scale


def _decimals(value: Decimal, step: Decimal | None) -> int:
    """Return how many decimals a number needs to keep all its digits and its precision."""
    return max(0, *(-int(number.normalize().as_tuple().exponent) for number in (value, step or value)))


def _format_number(value: Decimal, step: Decimal | None, locale: str) -> str:
    decimals = _decimals(value, step)
    return format_decimal(value, "#,##0" + ("." + "0" * decimals if decimals else ""), locale=_parse_locale(locale))


def _with_unit(number: str, value: Decimal, unit: Unit, language: str, locale: str) -> str:
    forms = unit.text[language]
    return forms.get(_parse_locale(locale).plural_form(value), forms["other"]).format(n=number)


def _format_conversion(
    figure: Figure, units: Mapping[str, Unit], language: str, locale: str, words: Mapping[str, str]
) -> str:
    """Return what a figure comes to in the reader's unit, with three significant digits; "about" where that rounds."""
    conversion = units[figure.unit].convert.get(language)
    if conversion is None:
        return ""
    exact = [Fraction(end) * Fraction(conversion.factor) for end in (figure.value, figure.value_max) if end is not None]
    ends = [CONVERSION_CONTEXT.divide(Decimal(end.numerator), Decimal(end.denominator)) for end in exact]
    number = format_range(ends[0], ends[1] if len(ends) > 1 else None, None, locale, words)
    text = _with_unit(number, ends[-1], units[conversion.unit], language, locale)
    rounded = any(Fraction(end) != whole for end, whole in zip(ends, exact, strict=True))
    return words["figure.about"].format(n=text) if rounded or figure.bound else text
