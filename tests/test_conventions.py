"""Numbers by the rules of each language: written, and read back from print."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings, strategies as st

from chronicle.dates import format_day
from chronicle.factsheets import unreadable
from chronicle.figures import Print, UnknownUnit, format_printed, format_western, read_figure, spell, write_share
from chronicle.figures.format import format_number
from chronicle.model import Conversion, Figure, Language, Unit
from chronicle.model.entries import Key, UnitEntry
from chronicle.patterns import parse_pattern
from chronicle.problems import Where
from chronicle.project import PACKAGE
from chronicle.prose.references import References, work_out
from chronicle.reading import Project
from chronicle.reading.nouns import make_noun
from chronicle.reading.prints import make_print
from chronicle.reading.shipped import read_shared
from chronicle.relations import parse_calculation
from chronicle.words import Words, parse_words

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
BOUNDS = (("more-than", ("mehr als ", "")), ("about", ("rund ", "")), ("at-least", ("", " oder mehr")))
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
        ("rund 1/3", "de_DE", ("33.3", "", "0.1", "about")),
        ("mehr als ½", "de_DE", ("50", "", "1", "more-than")),
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
        ("Einwohner", "de_DE", "'Einwohner' has no number in digits; what is printed in words is written in words in the text"),
        ("12 Hasen", "de_DE", "the unit 'Hasen' of '12 Hasen' is not in units.yaml"),
        ("12", "de_DE", "'12' has no unit"),
        ("21.970,- t", "de_DE", "',- t', behind the number of '21.970,- t', cannot be read"),
        ("五、六人", "ja_JP", "'、六人', behind the number of '五、六人', cannot be read"),
        ("三・五トン", "ja_JP", "'・五トン', behind the number of '三・五トン', cannot be read"),
        ("1 1/2 t", "en_GB", "'1 1/2 t' has a fraction, which is read only if it stands alone, as a share of a whole: 1/3"),
        ("5/4", "en_GB", "'5/4' is more than the whole, and is not read as a share"),
        ("0468 Einwohner", "de_DE", "the number of '0468 Einwohner' begins with 0"),
        ("10–6 t", "de_DE", "'10–6 t' is a range whose second number is not the larger one"),
    ],
)  # fmt: skip
def test_what_could_be_meant_otherwise_is_asked(printed: str, locale: str, message: str) -> None:
    """468,000 of a German source is neither 468 nor 468,000 until somebody says so."""
    with pytest.raises(ValueError) as error:
        read(printed, locale)
    assert str(error.value) == message


PRINTS = {
    "en_GB": [
        ("over 300 people", "300", "", "more-than"), ("some 300 people", "300", "", "about"), ("around 300 people", "300", "", "about"),
        ("almost 300 people", "300", "", "nearly"), ("just under 300 people", "300", "", "nearly"),
        ("fewer than 300 people", "300", "", "below"), ("under 300 people", "300", "", "below"),
        ("at least 300 people", "300", "", "at-least"), ("300 or more people", "300", "", "at-least"), ("300+ people", "300", "", "at-least"),
        ("up to 300 people", "300", "", "at-most"), ("no more than 300 people", "300", "", "at-most"), ("not more than 300 people", "300", "", "at-most"),
        ("more than 300 people", "300", "", "more-than"), ("approximately 300 people", "300", "", "about"),
        ("Roughly 300 people", "300", "", "about"), ("c. 300 people", "300", "", "about"), ("~300 people", "300", "", "about"),
        ("some €3m", "3000000", "", "about"), ("€ 3.2bn", "3200000000", "", ""), ("5k people", "5000", "", ""), ("5 m", "5", "", ""),
        ("6,000 to 10,000 people", "6000", "10000", ""), ("between 6,000 and 10,000 people", "6000", "10000", ""),
        ("from 3 million to 5 million people", "3000000", "5000000", ""), ("€6,000 to €10,000", "6000", "10000", ""),
        ("3 to 5 million people", "3000000", "5000000", ""), ("3m to 5m people", "3000000", "5000000", ""), ("10% to 20%", "10", "20", ""),
    ],
    "de_DE": [
        ("rund 500 Menschen", "500", "", "about"), ("etwa 500 Menschen", "500", "", "about"), ("knapp 500 Menschen", "500", "", "nearly"),
        ("über 500 Menschen", "500", "", "more-than"), ("mehr als 500 Menschen", "500", "", "more-than"), ("fast 500 Menschen", "500", "", "nearly"),
        ("mindestens 500 Menschen", "500", "", "at-least"), ("höchstens 500 Menschen", "500", "", "at-most"),
        ("bis zu 500 Menschen", "500", "", "at-most"), ("nicht weniger als 500 Menschen", "500", "", "at-least"),
        ("3,2 Mio. Euro", "3200000", "", ""), ("knapp 2 Mrd. Euro", "2000000000", "", "nearly"),
        ("von 6.000 bis 10.000 Euro", "6000", "10000", ""), ("zwischen 6.000 und 10.000 Euro", "6000", "10000", ""),
    ],
    "fr_FR": [
        ("environ 500 personnes", "500", "", "about"), ("près de 500 personnes", "500", "", "nearly"), ("plus de 500 personnes", "500", "", "more-than"),
        ("moins de 500 personnes", "500", "", "below"), ("au moins 500 personnes", "500", "", "at-least"), ("presque 500 personnes", "500", "", "nearly"),
        ("quelque 500 personnes", "500", "", "about"), ("jusqu’à 500 personnes", "500", "", "at-most"), ("de 10 à 20 personnes", "10", "20", ""),
        ("3 Md€", "3000000000", "", ""), ("3,2 millions d’€", "3200000", "", ""), ("3 millions de personnes", "3000000", "", ""),
        ("3 000 000 de personnes", "3000000", "", ""), ("3 millions de personnes à 5 millions de personnes", "3000000", "5000000", ""),
        ("3 millions ou plus de personnes", "3000000", "", "at-least"), ("env. 500 personnes", "500", "", "about"), ("± 500 personnes", "500", "", "about"),
    ],
    "ja_JP": [
        ("約500人", "500", "", "about"), ("およそ500人", "500", "", "about"), ("500人余り", "500", "", "more-than"), ("500人強", "500", "", "more-than"),
        ("500人弱", "500", "", "nearly"), ("500人未満", "500", "", "below"), ("500人以上", "500", "", "at-least"), ("500人以下", "500", "", "at-most"),
        ("1兆2千億人", "1200000000000", "", ""), ("約1.5兆人", "1500000000000", "", "about"), ("3分の1", "33.3", "", "about"), ("5割弱", "50", "", "nearly"),
        ("1万2,300人", "12300", "", ""), ("ほぼ5万人", "50000", "", "about"), ("6000から10000人", "6000", "10000", ""),
    ],
    "ko_KR": [
        ("1만 2,300명", "12300", "", ""), ("1만2300명", "12300", "", ""), ("4만6천명", "46000", "", ""), ("3억 5천만 명", "350000000", "", ""),
        ("1조 2천억명", "1200000000000", "", ""), ("약 1만 2,300명", "12300", "", "about"), ("1만명", "10000", "", ""), ("46.8만 명", "468000", "", ""),
        ("500여 명", "500", "", "more-than"), ("1만여 명", "10000", "", "more-than"), ("500여명", "500", "", "more-than"),
        ("500명 이상", "500", "", "at-least"), ("500명 미만", "500", "", "below"), ("약 3만명에서 5만명", "30000", "50000", "about"),
    ],
    "ar_MA": [
        ("حوالي 500 شخص", "500", "", "about"), ("أكثر من 500 شخص", "500", "", "more-than"), ("أقل من 500 شخص", "500", "", "below"),
        ("بين 10 و20 شخص", "10", "20", ""), ("ما لا يقل عن 500 شخص", "500", "", "at-least"),
    ],
    "cy_GB": [("tua 500 %", "500", "", "about"), ("about 500 %", "500", "", "about")],
}  # fmt: skip
SPOKEN = {
    "people": Unit(("people", "Menschen", "personnes", "人", "شخص", "명"), whole=True),
    "percent": Unit(("%",)),
    "euros": Unit(("€", "Euro")),
    "metres": Unit(("m",)),
}


def form_of(locale: str, words: Mapping[str, Words], **own: str) -> Print:
    """Return how sources in a language print figures, with words of a project."""
    english = {key: {"x": words["en"].pattern(key)} for key in words["en"] if key in ("figure.about", "figure.nearly")}
    own_words = {f"figure.{key}.synonyms": {"x": parse_pattern(text)} for key, text in own.items()}
    form = make_print("x", Language("x", locale, "own"), {**english, **own_words})
    assert form is not None
    return form


@pytest.mark.parametrize(("locale", "row"), [(locale, row) for locale, rows in PRINTS.items() for row in rows])
def test_words_that_qualify(locale: str, row: tuple[str, ...], words: Mapping[str, Words]) -> None:
    """What qualifies a number, ranges in words and short names of large numbers are read in each wording of the language."""
    printed, *shown = row
    figure = read_figure(printed, SPOKEN, None, form_of(locale, words))
    assert [f"{figure.value:f}", f"{figure.value_max or ''}", figure.bound] == shown
    assert figure.printed == printed


@pytest.mark.parametrize("printed", ["약 1만 2,300명", "46.8만 명", "4만6천명"])
def test_korean_keeps_its_spaces(printed: str, words: Mapping[str, Words]) -> None:
    """A figure of a Korean source stands in Korean text as it is printed."""
    assert format_printed(read_figure(printed, SPOKEN, None, form_of("ko_KR", words)), SPOKEN, "ko_KR").full == printed


@pytest.mark.parametrize(
    ("locale", "text", "shown"),
    [
        ("de_DE", "= s.a + s.b", "12.800 people"),
        ("ar_EG", "= s.a + s.b", "١٢٬٨٠٠ people"),
        ("en_GB", "= s.a / s.b", "15.6%"),
        ("zh_CN", "= s.a + s.b", "1.28万people"),
    ],
)
def test_what_is_worked_out(locale: str, text: str, shown: str, words: Mapping[str, Words]) -> None:
    """Where figures stand as printed, one that is worked out is written as sources in that language would: no 万 in German."""
    figures = {
        f"s.{key}": Figure(str(value), Decimal(value), None, Decimal(1), "people", "")
        for key, value in {"a": 1728, "b": 11072}.items()
    }
    settings = Language("x", locale, "as-printed")
    references = References("x", locale, {}, {}, words["en"], printed=figures, units=SPOKEN, settings=settings)
    worked = work_out(parse_calculation(text), references)
    assert worked and worked.text.full == shown


@pytest.mark.parametrize(
    ("locale", "text", "shown"),
    [
        ("de_DE", "= s.a - s.b", "16,3 Millionen Euro"),
        ("en_GB", "= s.c * 2", "about 4,700 people"),
        ("en_GB", "= s.a * 2", "95.6 million Euro"),
        ("fr_FR", "= s.a * 2", "95\u202f600\u202f000 Euro"),
        ("ja_JP", "= s.a * 2", "9,560万Euro"),
        ("ja_JP", "= s.c * 2", "about 4,700 people"),
    ],
)
def test_large_and_rough_results_where_figures_stand_as_printed(
    locale: str, text: str, shown: str, words: Mapping[str, Words]
) -> None:
    """A result in millions is written so, unless the unit would need a word before it; one of a figure with a bound is not exact."""
    rough = Figure("more than 2300", Decimal(2300), None, Decimal(100), "people", "more-than")
    money = {"s.a": Decimal(47_800_000), "s.b": Decimal(31_500_000)}
    figures = {key: Figure(str(value), value, None, Decimal(100_000), "euros", "") for key, value in money.items()}
    units = {**UNITS, "euros": Unit(("Euro",))}
    settings = Language("en", locale, "as-printed")
    references = References(
        "en", locale, {}, {}, words["en"], printed={**figures, "s.c": rough}, units=units, settings=settings
    )
    worked = work_out(parse_calculation(text), references)
    assert worked and worked.text.full == shown


def test_every_wording_is_its_bound(words: Mapping[str, Words]) -> None:
    """No wording of a language is taken for another: each is read as the bound that it is listed under."""
    for name in yaml.safe_load((PACKAGE / "shipped/prints.yaml").read_text(encoding="utf-8")).keys() - {"ja"}:
        form = form_of(name, words)
        assert len({around for _, around in form.bounds}) == len(form.bounds)
        for bound, (before, behind) in form.bounds:
            assert read_figure(f"{before}37{behind} %", SPOKEN, None, form).bound == bound
            assert read_figure(f"{before}37 %{behind}", SPOKEN, None, form).bound == bound
        for before, between in form.ranges:
            assert read_figure(f"{before}37{between}41 %", SPOKEN, None, form).value_max == 41


@pytest.mark.parametrize("locale", ["de_DE", "en_GB", "fr_FR", "ru_RU", "ar_MA"])
@given(low=st.integers(1, 10**9), more=st.integers(1, 10**9), which=st.integers(0, 10**3))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_qualified_prints_are_read_again(
    locale: str, low: int, more: int, which: int, words: Mapping[str, Words]
) -> None:
    """Whatever number a bound or a range in words is put around, value, upper end and bound come back."""
    form = form_of(locale, words)
    first, last = (format_number(Decimal(value), Decimal(1), locale) for value in (low, low + more))
    bound, (before, behind) = form.bounds[which % len(form.bounds)]
    figure = read_figure(f"{before}{first}{behind} %", SPOKEN, None, form)
    assert (figure.value, figure.value_max, figure.bound) == (low, None, bound)
    before, between = form.ranges[which % len(form.ranges)]
    figure = read_figure(f"{before}{first}{between}{last} %", SPOKEN, None, form)
    assert (figure.value, figure.value_max, figure.bound) == (low, low + more, "")


def test_a_project_adds_wordings(words: Mapping[str, Words]) -> None:
    """Words of a project stand beside those of the generator."""
    form = form_of("de_DE", words, about="schätzungsweise {n}; so {n}")
    bounds = [
        read_figure(f"{word} 500 Menschen", SPOKEN, None, form).bound for word in ("schätzungsweise", "so", "rund")
    ]
    assert bounds == ["about"] * 3


@pytest.mark.parametrize(
    ("printed", "unit", "message"),
    [
        ("up to about 500 people", None, "'up to about 500 people' is qualified twice"),
        ("about 500 or more people", None, "'about 500 or more people' is qualified twice"),
        ("€5 to 10%", None, "the unit '€ %' of '€5 to 10%' is not in units.yaml"),
        ("5% to 10 people", None, "the two ends of '5% to 10 people' have different units"),
        ("overseas 500 people", None, "the unit 'overseas people' of 'overseas 500 people' is not in units.yaml"),
        ("3 k", "people", "'k' is not a printed form of the unit 'people'"),
    ],
)
def test_what_is_qualified_wrongly_is_told(
    printed: str, unit: str | None, message: str, words: Mapping[str, Words]
) -> None:
    """Two qualifications, two units, words that only begin like a qualification, and a letter that may be a unit are no figure."""
    with pytest.raises(ValueError) as error:
        read_figure(printed, SPOKEN, unit, form_of("en_GB", words))
    assert str(error.value) == message


def test_words_before_a_number_are_no_unit(words: Mapping[str, Words]) -> None:
    """Whoever is told of an unknown qualification adds it to the qualifications, not to a unit, where it would be lost."""
    form = replace(form_of("de_DE", words), bounds=(("about", ("rund ", "")), ("at-least", ("", " oder mehr"))))
    with pytest.raises(UnknownUnit) as error:
        read_figure("schlappe 500 Menschen", SPOKEN, None, form)
    assert unreadable(Where("f"), error.value, form).hint == (
        "'schlappe' qualifies no number here. Among the words that do are about: rund …; at-least: … oder mehr. "
        "In interface.yaml add it to the list of its bound, such as figure.about.synonyms: 'schlappe {n}'."
    )


@pytest.mark.parametrize("locale", LOCALES)
@given(value=st.decimals(0, 10**12, places=2))
def test_what_is_written_is_read_again(locale: str, value: Decimal) -> None:
    """A number as a language writes it is read as the same number in that language."""
    shown = format_number(value, Decimal("0.01"), locale)
    figure = read_figure(f"{shown} t", UNITS, None, Print(locale))
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
        ("468000", "ja", "ja_JP", "46万8,000人"),
        ("28527", "ja", "ja_JP", "28,527人"),
        ("124000000", "ja", "ja_JP", "1億2,400万人"),
        ("124000000", "ko", "ko_KR", "1억 2,400만"),
        ("124000000", "zh", "zh_CN", "1.24亿人"),
        ("468000", "zh", "zh_TW", "46.8萬人"),
        ("28527", "ar", "ar_EG", "٢٨٬٥٢٧ شخص"),
        ("1032000000", "en", "en_GB", "1.032 billion people"),
    ],
)
def test_figures_are_written_by_the_rules_of_the_language(
    value: str, language: str, locale: str, shown: str, words: Mapping[str, Words]
) -> None:
    """Separators, digits, grouping and names of large numbers are the language's own."""
    figure = read_figure(f"{Decimal(value):,} people", UNITS, None, Print("en_GB"))
    assert format_western(figure, UNITS, language, locale, words["en"]).full == shown


@pytest.mark.parametrize(
    ("locale", "four", "five"),
    [
        ("es_ES", "1234,5", "12.345"),
        ("es_MX", "1,234.5", "12,345"),
        ("pt_PT", "1234,5", "12\u00a0345"),
        ("pt_BR", "1.234,5", "12.345"),
        ("pl", "1234,5", "12\u00a0345"),
        ("de_DE", "1.234,5", "12.345"),
    ],
)
def test_a_number_of_four_digits(locale: str, four: str, five: str) -> None:
    """Some languages part thousands only from ten thousand on."""
    assert [format_number(Decimal(one), None, locale) for one in ("1234.5", "12345")] == [four, five]


def test_the_half_of_a_percentage_is_rounded_up() -> None:
    """Twelve and a half and eleven and a half are 13% and 12%, as readers reckon."""
    assert [write_share(share, "en_GB") for share in (0.125, 0.115, 0.1249)] == ["13%", "12%", "12%"]
    assert [write_share(0.125, locale) for locale in ("fr", "ar_EG", "zh")] == ["13\u00a0%", "١٣٪", "13%"]


@pytest.mark.parametrize(
    ("printed", "digits"),
    [
        ("468 000 habitants", "468 000"),
        ("468\u202f000,5 habitants", "468\u202f000,5"),
        ("468’000 Einwohner", "468’000"),
        ("6 à 7 habitants", "6"),
        ("1億2,400万円", "1億2,400"),
    ],
)
def test_the_digits_of_a_print_are_whole(printed: str, digits: str) -> None:
    """What a page sets large of a figure is its whole number, whatever stands between its thousands."""
    figure = Figure(printed, Decimal(1), None, Decimal(1), "people", "", printed)
    assert format_printed(figure, UNITS, "fr_FR").digits == digits


@pytest.mark.parametrize(
    ("printed", "locale", "number"),
    [
        ("8,00 millions d’habitants", "fr_FR", "8,00 millions"),
        ("8,00 millions d’habitants environ", "fr_FR", "8,00 millions environ"),
        ("etwa 500 t", "de_DE", "etwa 500"),
        ("6.000 Euro bis 10.000 Euro", "de_DE", "6.000 bis 10.000"),
        ("€ 500", "de_DE", "500"),
        ("1만2300명", "ko_KR", "1만2300"),
        ("mehr als 12,5\u00a0%", "de_DE", "mehr als 12,5"),
    ],
)
def test_a_number_without_its_unit(printed: str, locale: str, number: str) -> None:
    """`{fact:number}` leaves out the unit with what joins it to a large number, and no letter of another word."""
    form = make_print("x", Language("x", locale, "as-printed"), {})
    units = {**UNITS, "koreans": Unit(("명",))}
    assert format_printed(read_figure(printed, units, None, form), units, locale).number == number


def test_small_numbers_of_a_print_in_words(words: Mapping[str, Words]) -> None:
    """A language that shows figures as printed writes small whole numbers in words too; decimals and large numbers stay as they are."""
    prints = ("8 people", "about 8 people", "8.0 tonnes", "800 people", "6 to 7 people")
    units = {**UNITS, "tonnes": Unit(("tonnes",))}
    form = make_print("x", Language("x", "en_GB", "as-printed"), {})
    read = [read_figure(one, units, None, form) for one in prints]
    spelled = [spell(format_printed(figure, units, "en_GB"), figure, words["en"]).spelled for figure in read]
    assert spelled == ["eight people", "about eight people", "", "", ""]


def test_a_converted_number_in_millions_has_its_own_form(words: Mapping[str, Words]) -> None:
    """Behind millions French has `de` before the converted unit too."""
    text = {"fr": {"one": "{n} are", "many": "{n} d’ares", "other": "{n} ares"}}
    units = {"mu": Unit(("mu",), convert={"fr": Conversion("ares", "20/3")}), "ares": Unit((), text=text)}
    figure = read_figure("600,000 mu", units, None, Print("en_GB"))
    assert format_western(figure, units, "fr", "fr_FR", words["en"]).full.endswith("(4 millions d’ares)")


@pytest.mark.parametrize(("value", "spelled"), [("1", ""), ("2", "two people"), ("3", "three people"), ("11", "")])
def test_numbers_that_have_no_name(value: str, spelled: str) -> None:
    """A small number has a name in running text, unless the list of names has a digit in its place, as where its name has a gender."""
    entries = {"figure.small-numbers": {"en": "1 two three"}}
    names = Words(parse_words(entries, lambda *_: Where(""))[0], "en", "en_GB")
    figure = read_figure(f"{value} people", UNITS, None, Print("en_GB"))
    assert format_western(figure, UNITS, "en", "en_GB", names).spelled == spelled


def test_a_print_stands_as_it_is_printed() -> None:
    """In the language of the source a figure keeps its spaces and its point."""
    figure = read_figure("468.000 Einwohner", UNITS, None, Print("de_DE"))
    text = format_printed(figure, UNITS, "de_DE")
    assert (text.full, text.number) == ("468.000 Einwohner", "468.000")


def test_a_range_stands_with_the_dash_of_its_language() -> None:
    """A range in a source without Chinese numerals keeps a dash of the width of a digit, however it was typed."""
    for printed in ("6.000–10.000 %", "6.000-10.000 %"):
        figure = read_figure(printed, UNITS, None, Print("de_DE"))
        assert format_printed(figure, UNITS, "de_DE").full == "6.000–10.000 %"


def test_both_ends_of_a_range_in_words_stand_out(words: Mapping[str, Words]) -> None:
    """Where the digits of a figure are set large, those of a range in words are so from its first number to its second."""
    figure = read_figure("about 6,000 to 10,000 people", SPOKEN, None, form_of("en_GB", words))
    text = format_printed(figure, SPOKEN, "en_GB")
    assert (text.before, text.digits, text.after) == ("about ", "6,000 to 10,000", " people")


def test_days_have_the_digits_of_their_language() -> None:
    """A date has the same digits as the figures beside it."""
    assert format_day("2013-12-31", "ar_EG") == "٣١ ديسمبر ٢٠١٣"
    assert format_day("2013", "de_DE") == "2013"


@pytest.mark.parametrize(
    ("printed", "locale", "read_as"),
    [
        ("12 p. 100", "fr_FR", ("12", "percent")), ("4 ‰", "fr_FR", ("4", "permille")), ("25 familles", "fr_FR", ("25", "households")),
        ("3,2 millions d’euros", "fr_FR", ("3200000", "euros")), ("9'480 hl", "fr_FR", ("9480", "hectolitres")), ("3,5 cm", "fr_FR", ("3.5", "centimetres")),
        ("3 Wochen", "de_DE", ("3", "weeks")), ("€ 500", "de_DE", ("500", "euros")), ("40 miles", "en_GB", ("40", "miles")), ("5ユーロ", "ja_JP", ("5", "euros")),
    ],
)  # fmt: skip
def test_units_that_any_documentary_has(printed: str, locale: str, read_as: tuple[str, str], tmp_path: Path) -> None:
    """Percentages and thousandths, money, lengths, weights and durations need no entry in units.yaml."""
    languages = {"x": Language("x", locale, "as-printed")}
    entries = read_shared(Project(tmp_path), "units", dict[Key, UnitEntry], languages).value or {}
    units = {key: make_noun(Unit, entry) for key, entry in entries.items()}
    figure = read_figure(printed, units, None, make_print("x", languages["x"], {}))
    assert (f"{figure.value:f}", figure.unit) == read_as


@pytest.mark.parametrize(
    ("printed", "hint"),
    [
        ("ein Drittel", "Write it in words where it belongs, and take the fact away."),
        ("3 t 20 Kilo", "A fact is one number with one unit. Write 3.5 hours for 3 hours and 30 minutes, or tell it in words in the text."),
        ("3 Hasen", "In units.yaml add it to what a unit is printed as, or begin one: key: {printed: [Hasen]}."),
    ],
)  # fmt: skip
def test_what_to_do_with_a_print_that_is_no_number_with_a_unit(printed: str, hint: str) -> None:
    """Numbers in words and two numbers in one print are told in the text; only a unit is added to the units."""
    with pytest.raises(ValueError) as error:
        read(printed)
    assert unreadable(Where(""), error.value, Print("de_DE", BOUNDS)).hint == hint
