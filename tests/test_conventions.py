"""Numbers by the rules of each language: written, and read back from print."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

import pytest
from hypothesis import given, strategies as st

from chronicle.dates import format_day
from chronicle.figures import Print, format_printed, format_western, read_bounds, read_figure
from chronicle.figures.format import format_number
from chronicle.model import Unit
from chronicle.words import Words

UNITS: Mapping[str, Unit] = {
    "people": Unit(
        ("Einwohner", "people", "habitants", "लोग", "نسمة", "человек"),
        whole=True,
        text={
            "de": {"one": "{n} Mensch", "other": "{n} Menschen"},
            "fr": {"one": "{n} personne", "many": "{n} de personnes", "other": "{n} personnes"},
            "ja": {"other": "{n}人"},
            "hi": {"other": "{n} लोग"},
            "ar": {"other": "{n} شخص"},
            "en": {"one": "{n} person", "other": "{n} people"},
            "zh": {"other": "{n}人"},
        },
    ),
    "tonnes": Unit(("t", "Tonnen")),
    "percent": Unit(("%", "٪"), highest=Decimal(100), text={"de": {"other": "{n}\u00a0%"}, "en": {"other": "{n}%"}}),
    "euros": Unit(("€", "Euro")),
}
BOUNDS = read_bounds([("more-than", ("mehr als ", "")), ("about", ("rund ", "")), ("at-least", ("", " oder mehr"))])
LOCALES = ("de_DE", "en_GB", "fr_FR", "de_CH", "hi_IN", "ar_EG", "fa_IR", "ru_RU", "es_ES", "sv_SE", "bn_BD", "en_IN")


def read(printed: str, locale: str = "de_DE", unit: str | None = None) -> tuple[str, str, str, str]:
    """Return value, upper end, place of the last digit and bound of a figure."""
    figure = read_figure(printed, UNITS, unit, Print(locale, BOUNDS))
    return f"{figure.value:f}", f"{figure.value_max:f}" if figure.value_max else "", f"{figure.step:f}", figure.bound


@pytest.mark.parametrize(
    ("printed", "locale", "shown"),
    [
        ("468.000 Einwohner", "de_DE", ("468000", "", "1", "")),
        ("12,5 %", "de_DE", ("12.5", "", "0.1", "")),
        ("12,5\u00a0%", "fr_FR", ("12.5", "", "0.1", "")),
        ("3,2 Millionen Einwohner", "de_DE", ("3200000", "", "100000", "")),
        ("1.2 million people", "en_GB", ("1200000", "", "100000", "")),
        ("mehr als 7.300 t", "de_DE", ("7300", "", "100", "more-than")),
        ("Rund 500 Einwohner", "de_DE", ("500", "", "100", "about")),
        ("5 Einwohner oder mehr", "de_DE", ("5", "", "1", "at-least")),
        ("1\u202f234,5 t", "fr_FR", ("1234.5", "", "0.1", "")),
        ("4,68,000 लोग", "hi_IN", ("468000", "", "1", "")),
        ("12 लाख लोग", "hi_IN", ("1200000", "", "100000", "")),
        ("٤٦٨٬٠٠٠ نسمة", "ar_EG", ("468000", "", "1", "")),
        ("468’000 Einwohner", "de_CH", ("468000", "", "1", "")),
        ("468 000 человек", "ru_RU", ("468000", "", "1", "")),
        ("-5 %", "de_DE", ("-5", "", "1", "")),
        ("€ 500", "de_DE", ("500", "", "1", "")),
        ("6.000–10.000 Euro", "de_DE", ("6000", "10000", "1", "")),
        ("46.8万人", "de_DE", None),
    ],
)
def test_print_is_read_as_its_language_writes(printed: str, locale: str, shown: tuple[str, ...] | None) -> None:
    """A German point stands between thousands; names of large numbers, digits of other scripts and bounds are read."""
    if shown is None:
        with pytest.raises(ValueError, match=r"the unit '人' of '46.8万人' is not in units.yaml"):
            read(printed, locale)
    else:
        assert read(printed, locale) == shown


@pytest.mark.parametrize(
    ("printed", "locale", "message"),
    [
        ("468,000 Einwohner", "de_DE", "the ',' of '468,000 Einwohner' may stand before decimals or between thousands: this language writes 468.000; 12,5"),
        ("468.000 people", "en_GB", "the '.' of '468.000 people' may stand before decimals or between thousands: this language writes 468,000; 12.5"),
        ("46.80 Einwohner", "de_DE", "'46.80' in '46.80 Einwohner' is not a number as this language writes it: 468.000; 12,5"),
        ("1,234.5 t", "de_DE", "'1,234.5' in '1,234.5 t' is not a number as this language writes it: 468.000; 12,5"),
        ("Einwohner", "de_DE", "'Einwohner' has no number in digits"),
        ("12 Hasen", "de_DE", "the unit 'Hasen' of '12 Hasen' is not in units.yaml"),
        ("12", "de_DE", "'12' has no unit"),
        ("0468 Einwohner", "de_DE", "the number of '0468 Einwohner' begins with 0"),
        ("10–6 t", "de_DE", "'10–6 t' is a range whose second number is not the larger one"),
    ],
)  # fmt: skip
def test_what_could_be_meant_otherwise_is_asked(printed: str, locale: str, message: str) -> None:
    """468,000 of a German source is neither 468 nor 468,000 until somebody says so."""
    with pytest.raises(ValueError) as error:
        read(printed, locale)
    assert str(error.value) == message


@pytest.mark.parametrize("locale", LOCALES)
@given(value=st.decimals(0, 10**12, places=2))
def test_what_is_written_is_read_again(locale: str, value: Decimal) -> None:
    """A number as a language writes it is read as the same number in that language."""
    shown = format_number(value, Decimal("0.01"), locale)
    figure = read_figure(f"{shown} t", UNITS, None, Print(locale, {}))
    assert figure.value == value


@pytest.mark.parametrize(
    ("value", "language", "locale", "shown"),
    [
        ("468000", "de", "de_DE", "468.000 Menschen"),
        ("5200000", "de", "de_DE", "5,2 Millionen Menschen"),
        ("5200000", "fr", "fr_FR", "5,2 millions de personnes"),
        ("468000", "fr", "fr_FR", "468\u202f000 personnes"),
        ("468000", "hi", "hi_IN", "4.68 लाख लोग"),
        ("28527", "hi", "hi_IN", "28,527 लोग"),
        ("468000", "ja", "ja_JP", "46.8万人"),
        ("28527", "ja", "ja_JP", "28,527人"),
        ("468000", "zh", "zh_TW", "46.8萬人"),
        ("28527", "ar", "ar_EG", "٢٨٬٥٢٧ شخص"),
        ("1032000000", "en", "en_GB", "1.032 billion people"),
    ],
)
def test_figures_are_written_by_the_rules_of_the_language(
    value: str, language: str, locale: str, shown: str, words: Mapping[str, Words]
) -> None:
    """Separators, digits, grouping and names of large numbers are the language's own."""
    figure = read_figure(f"{Decimal(value):,} people", UNITS, None, Print("en_GB", {}))
    assert format_western(figure, UNITS, language, locale, words["en"]).full == shown


def test_a_print_stands_as_it_is_printed() -> None:
    """In the language of the source a figure keeps its spaces and its point."""
    figure = read_figure("468.000 Einwohner", UNITS, None, Print("de_DE", {}))
    text = format_printed(figure, UNITS)
    assert (text.full, text.number) == ("468.000 Einwohner", "468.000")


def test_a_range_stands_with_the_dash_of_its_language() -> None:
    """A range in a source without Chinese numerals keeps a dash of the width of a digit, however it was typed."""
    for printed in ("6.000–10.000 %", "6.000-10.000 %"):
        figure = read_figure(printed, UNITS, None, Print("de_DE", {}))
        assert format_printed(figure, UNITS).full == "6.000–10.000 %"


def test_days_have_the_digits_of_their_language() -> None:
    """A date has the same digits as the figures beside it."""
    assert format_day("2013-12-31", "ar_EG") == "٣١ ديسمبر ٢٠١٣"
    assert format_day("2013", "de_DE") == "2013"
