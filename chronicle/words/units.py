"""CLDR's names of units: patterns in each language and plural form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from chronicle.scripts import parse_locale

# Of CLDR.
PLURAL_FORMS = ("zero", "one", "two", "few", "many", "other")


@cache
def unit_patterns(unit: str, locale: str, width: str) -> Mapping[str, str]:
    """Return the patterns of a unit of CLDR (`length-kilometer`) by plural form; empty if it has no such unit.

    `width` is long (kilometres) or short (km). A form that names its number by itself, such as the Arabic dual, is left out:
    figures are always set in digits.
    """
    if not unit:
        return {}
    widths = _all_patterns(locale).get(unit, {})
    forms = {**widths.get("short", {}), **widths.get(width, {})}
    return {form: forms[form].replace("{0}", "{n}") for form in PLURAL_FORMS if "{0}" in forms.get(form, "")}


@cache
def _all_patterns(locale: str) -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    # Babel has no public function that returns the patterns of units.
    return parse_locale(locale)._data["unit_patterns"]  # type: ignore[no-any-return]


def unit_names(patterns: Mapping[str, str]) -> Iterator[str]:
    """Yield the names of a unit in its patterns, each once: `kilometre` and `kilometres` of `{n} kilometre` and `{n} kilometres`."""
    names = (pattern.replace("{n}", "").strip() for pattern in patterns.values())
    yield from dict.fromkeys(name for name in names if name)
