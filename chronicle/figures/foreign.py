"""From print to a figure, for sources in languages other than Chinese: 468.000 Einwohner, 12,5 %, 3,2 Millionen."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property, lru_cache

from chronicle.figures.conventions import named_numbers, separators, write_number
from chronicle.figures.parse import (
    FRACTION,
    ROUND,
    UnknownUnit,
    check_length,
    check_minus,
    find_unit,
    last_digit,
    parse_figure,
    parse_fraction,
    scale_up,
)
from chronicle.figures.printed import HALF_WIDTH, write_fraction
from chronicle.model import Bound, Figure, Unit
from chronicle.scripts import has_han

_SPACES = " \u00a0\u2009\u202f"
_TOKEN = rf"[0-9](?:[0-9.,٫٬'’{_SPACES}]*[0-9])?"
_NUMBER = re.compile(_TOKEN)
_DASHES = "-–—−~"
_SECOND = re.compile(rf"(?P<between>[^0-9{_DASHES}]*)[{_DASHES}](?P<sign>[^0-9{_DASHES}]*)(?P<high>{_TOKEN})")
THOUSAND = 3  # digits
HANGUL = re.compile(r"(?<=[0-9])(?:[십백천만억조]+여?|여)(?![성자학])")  # 여성, 여자 and 여학생 are women
SHOWN = 3  # words of a bound, in a hint


class NoDigits(ValueError):
    """Raised for a printed figure without a digit."""


@dataclass(frozen=True)
class Print:
    """How the sources print figures: the locale of their language, and for each bound the words before and after a number.

    `ranges` are the words before the lower number of a range and between the two. `short` maps short names of large numbers to their
    power of ten. `joins` are the words between a large number and a unit: 3 millions d’euros. `has_numerals` is whether
    the language counts in 万 and 億.
    """

    locale: str
    bounds: tuple[tuple[Bound, tuple[str, str]], ...] = ()
    ranges: tuple[tuple[str, str], ...] = ()
    short: Mapping[str, int] = field(default_factory=dict)
    joins: tuple[str, ...] = ()
    has_numerals: bool = False

    @cached_property
    def scales(self) -> tuple[tuple[str, int], ...]:
        """(name, power of ten) of each large number with a name, the longest name first."""
        names = {
            _plain(pattern.fill(n="")): len(str(scale)) - 1
            for scale, forms in named_numbers(self.locale).items()
            for pattern in forms.values()
        }
        return tuple(sorted({**names, **self.short}.items(), key=lambda name: -len(name[0])))

    @cached_property
    def by_length(self) -> tuple[tuple[Bound, tuple[str, str]], ...]:
        """The bounds with their words, the longest first: `not less than` before `less than`."""
        return tuple(sorted(self.bounds, key=lambda one: -len("".join(one[1]))))

    @property
    def qualifying(self) -> str:
        """The bounds with their first few words, written around a number, as a hint: `about: about …, around …`."""
        known: dict[str, list[str]] = {}
        for bound, (before, behind) in self.bounds:
            known.setdefault(bound, []).append(f"{before}…{behind}")
        return "; ".join(f"{bound}: {', '.join(words[:SHOWN])}" for bound, words in known.items())

    @property
    def example(self) -> str:
        """Two numbers as this language writes them."""
        return f"{write_number(Decimal(468000), 0, self.locale)}; {write_number(Decimal('12.5'), 1, self.locale)}"


def read_figure(printed: str, units: Mapping[str, Unit], unit: str | None, form: Print | None) -> Figure:
    """Read a figure from its printed form. `form` describes how the sources print figures; it is None for sources in Chinese.

    Raises ValueError, with the reason as a sentence; see `parse_figure`.
    """
    if form is None or (has_han(printed) and not form.has_numerals):
        return parse_figure(printed, units, unit)
    # Korean writes 1만 2,300명 as Chinese and Japanese do.
    has_numerals = form.has_numerals or HANGUL.search(printed)
    return (_parse_numerals if has_numerals else parse_foreign)(printed, units, unit, form)


def _parse_numerals(printed: str, units: Mapping[str, Unit], unit: str | None, form: Print) -> Figure:
    """Read a figure with Chinese numerals and a bound in words of another language: 500人余り."""
    written = printed.replace("兆", "万亿") if ("兆", 12) in form.scales else HANGUL.sub(_write_han, printed)
    normal = "" if form.has_numerals else written
    try:
        return replace(parse_figure(written, units, unit), printed=printed, normal=normal)
    except ValueError:
        text, bound = _take_bound(_join_range(written, form), form)
        if text == written:
            raise
    figure = parse_figure(text, units, unit)
    if bound and figure.bound:
        raise ValueError(f"'{printed}' is qualified twice")
    if figure.value < 0:
        check_minus(figure.value, bound, printed)
    step = last_digit(figure.value, figure.step) if bound in ROUND and figure.value_max is None else figure.step
    return replace(figure, printed=printed, bound=bound or figure.bound, step=step, normal=normal)


def _write_han(numerals: re.Match[str]) -> str:
    return numerals[0].translate(
        {ord(hangul): han for hangul, han in zip("십백천만억조여", (*"十百千万亿", "万亿", "余"), strict=True)}
    )


def parse_foreign(printed: str, units: Mapping[str, Unit], unit: str | None, form: Print) -> Figure:
    """Read a figure from its printed form. Raises ValueError, with the reason as a sentence; see `parse_figure`."""
    check_length(printed)
    text, bound = _take_bound(write_fraction(_plain(printed)), form)
    if FRACTION.fullmatch(text) and unit in (None, "percent"):
        return parse_fraction(text, printed, bound)
    text = _join_range(text, form)
    found = _NUMBER.search(text)
    before = text[: found.start()].strip() if found else ""
    is_negative = before.endswith(("-", "−"))
    before = before.rstrip("-−").strip()
    if found is None:
        raise NoDigits(f"'{printed}' has no number in digits; what is printed in words is written in words in the text")
    low, rest = found[0], text[found.end() :]
    high, between, sign = "", "", ""
    if second := _SECOND.match(rest):
        high, rest = second["high"], rest[second.end() :]
        between, sign = second["between"].strip(), second["sign"].strip()
    rest = rest.strip()
    power, left = _take_scale(rest, form, units, before)
    is_same = power and between == rest[: len(rest) - len(left)].strip()  # 3m to 5m people
    low_power, between = (power, "") if is_same else _take_scale(between, form, units, sign)
    behind, inner = _take_inner(left, form)
    if bound and (inner or _take_bound(text, form)[1]):
        raise ValueError(f"'{printed}' is qualified twice")
    bound = bound or inner
    name = _find_unit(before, _without_join(behind, form, units), units, unit, printed)
    between = _without_join(between, form, units)
    if (between and between not in map(_plain, units[name].printed)) or sign not in ("", before):
        raise ValueError(f"the two ends of '{printed}' have different units")
    value, step, normal = _read(low, low_power or power, form, units[name], printed)
    if not high:
        if is_negative:
            check_minus(value, bound, printed)
        step = last_digit(value, step) if bound in ROUND else step
        return Figure(printed, -value if is_negative else value, None, step, name, bound, normal, before or behind)
    value_max, other_step, _ = _read(high, power, form, units[name], printed)
    if is_negative or value_max <= value:
        raise ValueError(f"'{printed}' is a range whose second number is not the larger one")
    return Figure(printed, value, value_max, min(step, other_step), name, bound, normal, before or behind)


def _find_unit(before: str, rest: str, units: Mapping[str, Unit], unit: str | None, printed: str) -> str:
    """Return the key of the unit before or after a number. Raises ValueError as `find_unit`; an UnknownUnit gets the words before the number."""
    try:
        return find_unit(f"{before} {rest}".strip(), units, unit, printed, _plain)
    except UnknownUnit as error:
        error.before = before if any(map(str.isalpha, before)) else ""
        raise


@lru_cache(maxsize=10_000)  # units and words of bounds are the same for each figure
def _plain(text: str) -> str:
    """Return a print with ASCII digits, half-width signs and single spaces."""
    digits = "".join(str(unicodedata.decimal(one, one)) for one in text.translate(HALF_WIDTH))
    return re.sub(r"[\u061c\u200e\u200f]", "", re.sub(r"\s+", " ", digits)).strip()


def _begins(text: str, words: str) -> bool:
    """Return whether a text begins with `words`. If `words` ends with a space, no letter may follow them in the text."""
    bare = _plain(words)
    return text.lower().startswith(bare.lower()) and not (words.endswith(" ") and text[len(bare) :][:1].isalpha())


def _take_bound(text: str, form: Print) -> tuple[str, Bound]:
    """Return a print without the words of its bound, and the bound."""
    for bound, (before, behind) in form.by_length:
        first, last = len(_plain(before)), len(_plain(behind))
        if _begins(text, before) and text.lower().endswith(_plain(behind).lower()) and len(text) > first + last:
            return text[first : len(text) - last].strip(), bound
    return text, ""


def _take_inner(rest: str, form: Print) -> tuple[str, Bound]:
    """Return the text after a number without the words of a bound before the unit, and the bound: 500 or more people."""
    for bound, (before, behind) in form.by_length:
        if not before and _begins(rest, f"{behind} "):
            return rest[len(_plain(behind)) :].strip(), bound
    return rest, ""


def _join_range(text: str, form: Print) -> str:
    """Return a print with a dash in place of the words of a range: `3–5 people` for `from 3 to 5 people`."""
    for before, between in form.ranges:
        if _begins(text, before):
            ends = rf"^([^0-9]*{_TOKEN}[^0-9]*?)(?<![A-Za-z])\s*{re.escape(between.strip())}\s*(?=\W*[0-9])"
            joined, count = re.subn(ends, r"\1–", text[len(_plain(before)) :].strip(), flags=re.IGNORECASE)
            if count:
                return joined
    return text


def _take_scale(rest: str, form: Print, units: Mapping[str, Unit], before: str) -> tuple[int, str]:
    """Return the power of ten of the large number's name that `rest` begins with, or 0, and the text after it.

    A name of one letter needs a unit, as in 3m people.
    """
    if f"{before} {rest}".strip() in _prints(units):
        return 0, rest
    for name, power in form.scales:
        left = rest[len(name) :].strip()
        is_named = rest.startswith(name) and (left or before) if len(name) == 1 else _begins(rest, f"{name} ")
        if is_named and not rest[len(name) : len(name) + 1].isalpha():
            return power, left
    return 0, rest


def _without_join(text: str, form: Print, units: Mapping[str, Unit]) -> str:
    """Return the name of a unit without the word that joins it to a large number: `francs` for `de francs`."""
    join = next((join for join in form.joins if text.startswith(join) and text not in _prints(units)), "")
    return text[len(join) :].strip()


def _prints(units: Mapping[str, Unit]) -> set[str]:
    return {_plain(print_) for unit in units.values() for print_ in unit.printed}


def _read(token: str, power: int, form: Print, unit: Unit, printed: str) -> tuple[Decimal, Decimal, str]:
    """Return the value of a number, the place value of its last digit, and the number in digits with a decimal point."""
    point, group = separators(form.locale)
    groups = {*_SPACES, "'", "’", group}
    whole, sign, decimals = token.partition(point)
    parts = re.split("|".join(map(re.escape, sorted(groups))), whole)
    if not (decimals.isdigit() or not sign) or not all(part.isdigit() for part in parts) or not _is_grouped(parts):
        raise ValueError(f"'{token}' in '{printed}' is not a number as this language writes it: {form.example}")
    if len(whole) > 1 and whole[0] == "0":
        raise ValueError(f"the number of '{printed}' begins with 0")
    if _is_open(whole, decimals, unit, power):
        raise ValueError(
            f"the '{point}' of '{printed}' may stand before decimals or between thousands: this language writes {form.example}"
        )
    normal = "".join(parts) + ("." + decimals if decimals else "")
    return *scale_up(Decimal(normal), Decimal(1).scaleb(-len(decimals)), power, printed), normal


def _is_grouped(parts: list[str]) -> bool:
    """Return whether groups of digits are regular: groups of three; or as in India, groups of two before a last group of three."""
    if len(parts) == 1:
        return True
    first, *others = (len(part) for part in parts)
    by_threes = first <= THOUSAND and all(count == THOUSAND for count in others)
    return by_threes or (first <= 2 and others[-1] == THOUSAND and all(count == 2 for count in others[:-1]))


def _is_open(whole: str, decimals: str, unit: Unit, power: int) -> bool:
    """Return whether a decimal separator may be meant for thousands: three digits follow, and they are zeros or the unit counts whole things."""
    may_be_thousands = len(decimals) == THOUSAND and len(whole) <= THOUSAND and whole != "0" and not power
    return may_be_thousands and (unit.whole or decimals == "000")
