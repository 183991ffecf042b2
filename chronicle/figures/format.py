"""From a figure to what a reader sees, in the number system of the reader's language."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction
from functools import cache

import babel
from babel.numbers import format_decimal

from chronicle.figures.parse import DASHES, DIGITS
from chronicle.model import Figure, Unit
from chronicle.patterns import Fillable, Pattern, parse_pattern
from chronicle.problems import Problem, Where, suggest

# Babel looks a locale up anew for every number.
_parse_locale = cache(babel.Locale.parse)

LARGE = ((Decimal(10) ** 9, "figure.billion"), (Decimal(10) ** 6, "figure.million"))
MAX_LARGE_DECIMALS = 3
CONVERSION_CONTEXT = Context(prec=3, rounding=ROUND_HALF_EVEN)
PATTERN_HINT = 'Write the pattern with {n} where the number stands: "{n} people".'

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
    figure: Figure, units: Mapping[str, Unit], language: str, locale: str, words: Fillable
) -> FigureText:
    """Return a figure for a language that counts in thousands, millions and billions, with its conversion in brackets.

    `words` holds the patterns of the bounds (figure.nearly: "nearly {n}") and the names of the large numbers.
    """
    # Zeros that end a whole number may be mere size (100万); those after a decimal point are meant (10.30亿).
    step = figure.step if "." in figure.printed and figure.value_max is None else None
    number = format_range(figure.value, figure.value_max, step, locale, words)
    counted = _with_unit(number, figure.value_max or figure.value, units[figure.unit], language, locale)
    plain = _bounded(figure, counted, words)
    conversion = _format_conversion(figure, units, language, locale, words)
    full = words.fill("figure.with-conversion", figure=plain, conversion=conversion) if conversion else plain
    return FigureText(full, plain, _bounded(figure, number, words), conversion)


def check_units(units: Mapping[str, Unit], western: Iterable[str], where: Callable[..., Where]) -> Iterator[Problem]:
    """Yield what is wrong with the patterns and the conversions of units.

    `western` are the languages that need patterns; `where` tells the place of a value by its steps in units.yaml.
    """
    for key, unit in units.items():
        for language in western:
            if "other" not in unit.text.get(language, {}):
                message = f"The unit '{key}' has no pattern 'other' in the language '{language}'."
                yield Problem(where(key, "text", language), "missing-pattern", message, PATTERN_HINT)
        for language, forms in unit.text.items():
            for form, text in forms.items():
                try:
                    parse_pattern(text, ("n",))
                except ValueError as error:
                    message = f"The pattern of the unit '{key}' cannot be read: {error}."
                    yield Problem(where(key, "text", language, form), "wrong-pattern", message, PATTERN_HINT)
        for language, conversion in unit.convert.items():
            if conversion.unit not in units:
                message = f"The unit '{key}' converts to '{conversion.unit}', which is not in units.yaml."
                place = where(key, "convert", language, "unit")
                yield Problem(place, "unknown-unit", message, suggest(conversion.unit, units))


def format_range(low: Decimal, high: Decimal | None, step: Decimal | None, locale: str, words: Fillable) -> str:
    """Write one or two numbers in millions or billions where that keeps every digit and adds none, else in full."""
    ends = [low] if high is None else [low, high]
    for scale, word in LARGE:
        if low >= scale and all(_decimals(end / scale, _scaled(step, scale)) <= MAX_LARGE_DECIMALS for end in ends):
            numbers = "–".join(_format_number(end / scale, _scaled(step, scale), locale) for end in ends)
            return words.fill(word, n=numbers)
    return "–".join(_format_number(end, step, locale) for end in ends)


@cache
def read_unit_pattern(text: str) -> Pattern:
    """Read the pattern of a unit. One with a mistake stands as it is written: `check_units` tells it, and the build stops."""
    try:
        return parse_pattern(text, ("n",))
    except ValueError:
        return Pattern((text,))


def _bounded(figure: Figure, text: str, words: Fillable) -> str:
    return words.fill(f"figure.{figure.bound}", n=text) if figure.bound else text


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
    form = forms.get(_parse_locale(locale).plural_form(value), forms["other"])
    return read_unit_pattern(form).fill(n=number)


def _format_conversion(figure: Figure, units: Mapping[str, Unit], language: str, locale: str, words: Fillable) -> str:
    """Return what a figure comes to in the reader's unit, with three significant digits; "about" where that rounds."""
    conversion = units[figure.unit].convert.get(language)
    if conversion is None:
        return ""
    exact = [Fraction(end) * Fraction(conversion.factor) for end in (figure.value, figure.value_max) if end is not None]
    ends = [CONVERSION_CONTEXT.divide(Decimal(end.numerator), Decimal(end.denominator)) for end in exact]
    number = format_range(ends[0], ends[1] if len(ends) > 1 else None, None, locale, words)
    text = _with_unit(number, ends[-1], units[conversion.unit], language, locale)
    rounded = any(Fraction(end) != whole for end, whole in zip(ends, exact, strict=True))
    return words.fill("figure.about", n=text) if rounded or figure.bound else text
