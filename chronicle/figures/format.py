"""Figures as readers see them, in the number system of their language."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction
from functools import cache
from typing import Literal, TypeAlias

from chronicle.figures.conventions import (
    form_of_large,
    is_mixed,
    large_numbers,
    plural_form,
    range_sign,
    write_mixed,
    write_number,
)
from chronicle.figures.numerals import DIGITS
from chronicle.figures.parse import DASHES
from chronicle.figures.printed import has_decimals, show_printed
from chronicle.model import Figure, Unit
from chronicle.patterns import Fillable, Pattern, Slot, parse_pattern
from chronicle.problems import Problem, Where, suggest
from chronicle.scripts import has_han

MAX_LARGE_DECIMALS = 3
CONVERSION_CONTEXT = Context(prec=3, rounding=ROUND_HALF_EVEN)
Form: TypeAlias = Literal["full", "plain", "number", "words"]
PATTERN_HINT = 'Write the pattern with {n} where the number stands: "{n} people".'

# 1万2300 is one number: a scale between two runs of digits belongs to the first run. So is 9 480, and Swiss 9’480.
_DIGITS = re.compile(
    r"−?(?:(?<![0-9])[0-9]{1,3}(?:[ \u00a0\u202f'’][0-9]{3})+(?![0-9])(?:[.,][0-9]+)?|[0-9](?:[0-9.,–—]*[0-9])?)(?:[十百千万萬亿億兆십백천만억조][0-9]+(?:,[0-9]{3})*)*"
)
_RANGE_DASH = re.compile(rf"(?<=\S)[{DASHES}]+(?=[\d{''.join(DIGITS)}十百千])")


@dataclass(frozen=True, slots=True)
class FigureText:
    """A figure as a reader sees it.

    `full` is the whole figure, `more than 7,300 mu (about 487 hectares)`. `plain` is without the conversion, `number` also without the unit.
    `before`, `digits` and `after` together are `plain`: some pages set the digits in large type.
    `spelled` is `plain` with a small number in words, `four households`; empty if the number is not small.
    """

    full: str
    plain: str
    number: str
    before: str = ""
    digits: str = ""
    after: str = ""
    spelled: str = ""

    def show(self, form: Form) -> str:
        """Return one form of the figure. In the form `words`, small numbers are words and all others digits."""
        if form == "words":
            return self.spelled or self.plain
        return {"full": self.full, "plain": self.plain, "number": self.number}[form]


def format_printed(figure: Figure, units: Mapping[str, Unit], locale: str) -> FigureText:
    """Return a figure for a language that counts in the way of the sources: as printed, but with the sign of the language in ranges."""
    is_han = has_han(figure.printed) or not figure.normal
    text = show_printed(figure.printed) if is_han else figure.printed
    if figure.value_max is not None:
        text = _RANGE_DASH.sub(range_sign(locale), text)
    number = text
    if is_han:
        for form in sorted(units[figure.unit].printed, key=len, reverse=True):
            number = number.replace(form, "").strip()
    elif figure.unit_print:
        number = _word(figure.unit_print).sub("", text).strip()
    digits = list(_DIGITS.finditer(text))
    last = 0 if figure.value_max is None else -1  # up to the second number of 6,000 to 10,000
    start, end = (digits[0].start(), digits[last].end()) if digits else (0, len(text))
    return FigureText(text, text, number, before=text[:start], digits=text[start:end], after=text[end:])


@cache
def _word(text: str) -> re.Pattern[str]:
    """Return the pattern of a text that is not part of a longer word, with any space for its spaces. Korean units follow a numeral directly."""
    letter = r"[^\W\d_가-힣]"
    words = r"\s+".join(map(re.escape, text.split()))
    return re.compile(
        rf"\s*{rf'(?<!{letter})' if text[0].isalpha() else ''}{words}{rf'(?!{letter})' if text[-1].isalpha() else ''}"
    )


def format_western(
    figure: Figure, units: Mapping[str, Unit], language: str, locale: str, words: Fillable
) -> FigureText:
    """Return a figure by the rules of a language, with its conversion in brackets.

    `words` holds the patterns of the bounds (figure.nearly: "nearly {n}"); the names of large numbers are CLDR's.
    """
    # Zeros at the end of a whole number may not be significant (100万); zeros at the end of decimals are (10.30亿).
    step = figure.step if has_decimals(figure.normal or figure.printed) and figure.value_max is None else None
    digits, size = _format_ends(figure.value, figure.value_max, step, locale)
    bound = words.pattern(f"figure.{figure.bound}") if figure.bound else None
    unit = _unit_pattern(
        units[figure.unit], figure.value_max or figure.value, language, locale, is_large=size is not None
    )
    before, after = _put_around(digits, size, unit, bound)
    number = digits.join(_put_around(digits, size, bound))
    plain = before + digits + after
    conversion = _format_conversion(figure, units, language, locale, words)
    full = words.fill("figure.with-conversion", figure=plain, conversion=conversion) if conversion else plain
    return spell(FigureText(full, plain, number, before, digits, after), figure, words)


def spell(text: FigureText, figure: Figure, words: Fillable) -> FigureText:
    """Return the text of a figure with its small whole number in words too, if it has a name."""
    names = words.fill("figure.small-numbers").split()
    is_small = figure.value_max is None and figure.step >= 1 and figure.value in range(1, len(names) + 1)
    name = names[int(figure.value) - 1] if is_small else ""
    # The list has digits where the name depends on the gender of what is counted: un, une.
    return replace(text, spelled=text.before + name + text.after) if name and not name.isdecimal() else text


def check_units(units: Mapping[str, Unit], western: Iterable[str], where: Callable[..., Where]) -> Iterator[Problem]:
    """Yield the problems of the patterns and conversions of units.

    `western` are the languages that need patterns. `where` returns the place of a value from its location in units.yaml.
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


def format_range(low: Decimal, high: Decimal | None, step: Decimal | None, locale: str) -> str:
    """Return one or two numbers in millions or billions if this keeps every digit and adds none, otherwise in full."""
    number, size = _format_ends(low, high, step, locale)
    return size.fill(n=number) if size else number


def _format_ends(low: Decimal, high: Decimal | None, step: Decimal | None, locale: str) -> tuple[str, Pattern | None]:
    """Return one or two numbers in digits, and the pattern of their scale, such as `{n} million`; None if they are written in full."""
    ends, dash = [low] if high is None else [low, high], range_sign(locale)
    for size, forms in large_numbers(locale):
        scale = Decimal(size)
        if low >= scale and all(_decimals(end / scale, _scaled(step, scale)) <= MAX_LARGE_DECIMALS for end in ends):
            if is_mixed(locale):
                return dash.join(write_mixed(end, locale) for end in ends), None
            shown = dash.join(format_number(end / scale, _scaled(step, scale), locale) for end in ends)
            return shown, forms.get(plural_form(ends[-1] / scale, locale), forms["other"])
    return dash.join(format_number(end, step, locale) for end in ends), None


@cache
def read_unit_pattern(text: str) -> Pattern:
    """Read the pattern of a unit. A pattern with a mistake is used as written: `check_units` reports it, and the build stops."""
    try:
        return parse_pattern(text, ("n",))
    except ValueError:
        return Pattern((text,))


def _put_around(digits: str, *patterns: Pattern | None) -> tuple[str, str]:
    """Return the texts that patterns put before and after digits. The first pattern is the innermost: {n} billion, {n} yuan, nearly {n}."""
    before, after = "", ""
    for pattern in patterns:
        if pattern:
            start, end = pattern.around("n", before + digits + after)
            before, after = start + before, after + end
    return before, after


def _scaled(step: Decimal | None, scale: Decimal) -> Decimal | None:
    return None if step is None else step / scale


def _decimals(value: Decimal, step: Decimal | None) -> int:
    """Return how many decimals a number needs to keep all its digits and its precision."""
    return max(0, *(-int(number.normalize().as_tuple().exponent) for number in (value, step or value)))


def write_as_printed(figure: Figure, units: Mapping[str, Unit], language: str, locale: str, words: Fillable) -> Figure:
    """Return a calculated figure with a print as in a source in the language, in its plural form: 8,200 homes; about 16.3 million yen; 12%."""
    unit = units[figure.unit]
    number, size = _format_ends(figure.value, None, None, locale)
    has_text = language in unit.text
    if (
        size and not has_text and form_of_large(figure.value, locale) == "many"
    ):  # which needs a word before the unit: millions de
        number, size = format_number(figure.value, None, locale), None
    name = unit.printed[0]
    pattern = Pattern((Slot("n"), f" {name}" if name[0].isalpha() else name))
    if has_text:
        pattern = _unit_pattern(unit, figure.value, language, locale, is_large=size is not None)
    number = size.fill(n=number) if size else number
    about = words.pattern(f"figure.{figure.bound}") if figure.bound else None
    printed = number.join(_put_around(number, pattern, about))
    return replace(
        figure, printed=printed, normal=f"{figure.value:f}", unit_print="".join(pattern.around("n", number)).strip()
    )


def format_number(value: Decimal, step: Decimal | None, locale: str) -> str:
    """Return a number in full, with the decimals that its value or its precision needs."""
    return write_number(value, _decimals(value, step), locale)


def _unit_pattern(unit: Unit, value: Decimal, language: str, locale: str, is_large: bool = False) -> Pattern:
    """Return the pattern of a unit for a value; the number alone if there is none, which `check_units` reports."""
    forms = unit.text.get(language, {})
    form = form_of_large(value, locale) if is_large else plural_form(value, locale)
    return read_unit_pattern(forms.get(form) or forms.get("other", "{n}"))


def _format_conversion(figure: Figure, units: Mapping[str, Unit], language: str, locale: str, words: Fillable) -> str:
    """Return a figure in the reader's unit with three significant digits, with "about" if that rounds."""
    conversion = units[figure.unit].convert.get(language)
    if conversion is None or conversion.unit not in units:  # the entry of that unit may have had mistakes
        return ""
    exact = [Fraction(end) * Fraction(conversion.factor) for end in (figure.value, figure.value_max) if end is not None]
    ends = [CONVERSION_CONTEXT.divide(Decimal(end.numerator), Decimal(end.denominator)) for end in exact]
    number, size = _format_ends(ends[0], ends[1] if len(ends) > 1 else None, None, locale)
    unit = _unit_pattern(units[conversion.unit], ends[-1], language, locale, is_large=size is not None)
    text = number.join(_put_around(number, size, unit))
    rounded = any(Fraction(end) != whole for end, whole in zip(ends, exact, strict=True))
    return words.fill("figure.about", n=text) if rounded or figure.bound else text
