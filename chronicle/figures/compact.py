"""Figures in short form, for maps: signs for bounds, and no unit but a sign such as %."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from chronicle.figures.conventions import form_of_large, plural_form
from chronicle.figures.format import format_range, read_unit_pattern
from chronicle.figures.printed import has_decimals
from chronicle.model import Figure, Unit

MILLION = 10**6
SIGNS = {"more-than": ">", "nearly": "≈", "about": "≈", "at-least": "≥", "at-most": "≤", "below": "<"}


def format_compact(figure: Figure, units: Mapping[str, Unit], language: str, locale: str) -> str:
    """Return a figure in the short form of a language that counts in thousands and millions: `> 17,000`, `≈ 1 billion`, `0.44%`."""
    step = figure.step if has_decimals(figure.normal or figure.printed) and figure.value_max is None else None
    shown = format_range(figure.value, figure.value_max, step, locale)
    pattern = read_unit_pattern(units[figure.unit].text[language]["other"])
    if not unit_name(str(pattern)):
        shown = pattern.fill(n=shown)
    return f"{SIGNS[figure.bound]} {shown}" if figure.bound else shown


def unit_name(pattern: str) -> str:
    """Return the words of a unit's pattern without the number; empty for a sign that is written with the number, such as %."""
    name = pattern.replace("{n}", "").strip()
    return name if any(character.isalpha() for character in name) else ""


def plural_name(unit: Unit, language: str, locale: str) -> str:
    """Return the name of a unit by itself, in the plural: `households`, Russian `человек`; empty for a sign, or if the language has no pattern."""
    forms = unit.text.get(language, {})
    # Russian has the form "other" only for fractions; all languages write five of something in the plural.
    return unit_name(forms.get(plural_form(Decimal(5), locale)) or forms.get("other", ""))


def format_tick(value: Decimal, unit: Unit, language: str, locale: str, has_unit: bool = False) -> str:
    """Return a round value as it stands on a scale: `20%`, `5,000`, or with its unit in a legend: `500 million yuan`.

    A language without a pattern takes the unit as printed.
    """
    value = Decimal(int(value)) if value == int(value) else value  # in Russian, 1.0 has another plural form than 1
    number = format_range(value, None, None, locale)
    forms = unit.text.get(language) or {"other": "{n}" + unit.printed[0]}
    pattern = forms.get(
        form_of_large(value, locale) if value >= MILLION else plural_form(value, locale), forms["other"]
    )
    return number if unit_name(pattern) and not has_unit else read_unit_pattern(pattern).fill(n=number)
