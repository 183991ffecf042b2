"""Days, months, years and periods: what the calendar has, and how each language writes it."""

from collections.abc import Mapping

import pytest

from chronicle.dates import check_period, find_written, format_day, format_period
from chronicle.words import Words


@pytest.mark.parametrize(
    ("period", "zh", "en"),
    [
        ("2013", "2013年", "2013"),
        ("2020-09", "2020年9月", "September 2020"),
        ("2020-10", "2020年10月", "October 2020"),
        ("2013-12-31", "2013年12月31日", "31 December 2013"),
        ("2018-08-07", "2018年8月7日", "7 August 2018"),
        ("2016/2020", "2016—2020年", "2016–2020"),
        ("2016-03/2016-05", "2016年3月至5月", "March to May 2016"),
        ("2016-03-01/2016-03-17", "2016年3月1日至17日", "1 to 17 March 2016"),
        ("2016-03-01/2016-05-17", "2016年3月1日至5月17日", "1 March to 17 May 2016"),
        ("2018-08/2018-09-20", "2018年8月至9月20日", "August to 20 September 2018"),
        ("2018-08/2019-01", "2018年8月至2019年1月", "August 2018 to January 2019"),
        ("2013-12-31/2014", "2013年12月31日至2014年", "31 December 2013 to 2014"),
        ("2013/2014-06-30", "2013年至2014年6月30日", "2013 to 30 June 2014"),
        ("2018/2018", "2018年", "2018"),
        ("2018-03/2018-03", "2018年3月", "March 2018"),
        ("2018-03-01/2018-03-01", "2018年3月1日", "1 March 2018"),
        ("2017/..", "2017年以来", "since 2017"),
        ("2017-05/..", "2017年5月以来", "since May 2017"),
        ("2017-05-01/..", "2017年5月1日以来", "since 1 May 2017"),
    ],
)
def test_periods_in_both_languages(period: str, zh: str, en: str, words: Mapping[str, Words]) -> None:
    """A day, month, year or period reads as each language writes it."""
    assert check_period(period) == ""
    assert format_period(period, "zh_CN", words["zh"]) == zh
    assert format_period(period, "en_GB", words["en"]) == en


@pytest.mark.parametrize(
    ("locale", "shown"),
    [
        ("en_US", "March 1 to 17, 2018"),
        ("de", "1. to 17. März 2018"),
        ("fr", "1er to 17 mars 2018"),
        ("es", "1 to 17 de marzo de 2018"),
        ("ru", "1 to 17 марта 2018\u202fг."),
        ("ja", "2018年3月1日 to 17日"),
        ("hu", "2018. március 1. to 17."),
    ],
)
def test_what_both_ends_have_stands_once(locale: str, shown: str, words: Mapping[str, Words]) -> None:
    """Year and month stand where the language has them, and the point of an ordinal number stays."""
    assert format_period("2018-03-01/2018-03-17", locale, words["en"]) == shown


def test_a_single_day() -> None:
    """A day alone needs no interface words."""
    assert [format_day("2020-02-29", locale) for locale in ("zh_CN", "en_GB")] == ["2020年2月29日", "29 February 2020"]


@pytest.mark.parametrize(
    ("locale", "first", "eleventh"),
    [
        ("fr_CA", "1er mars 1930", "11 mars 1930"),
        ("it", "1º marzo 1930", "11 marzo 1930"),
        ("pt_BR", "1º de março de 1930", "11 de março de 1930"),
        ("pt_PT", "1 de março de 1930", "11 de março de 1930"),
        ("es", "1 de marzo de 1930", "11 de marzo de 1930"),
    ],
)
def test_the_first_day_of_a_month(locale: str, first: str, eleventh: str) -> None:
    """Where the first day of a month is an ordinal number, no other day is; and it is read as it is written."""
    assert [format_day(day, locale) for day in ("1930-03-01", "1930-03-11")] == [first, eleventh]
    assert [meant for _, _, meant in find_written(f"{first}; {eleventh}", locale)] == ["1930-03-01", "1930-03-11"]


@pytest.mark.parametrize(
    ("period", "message"),
    [
        ("2013-02-30", "The calendar has no '2013-02-30'."),
        ("2019-02-29", "The calendar has no '2019-02-29'."),
        ("2013-13", "The calendar has no '2013-13'."),
        ("2013-00", "The calendar has no '2013-00'."),
        ("2013-01-00", "The calendar has no '2013-01-00'."),
        ("0000", "The calendar has no '0000'."),
        ("2019/2019-13", "The calendar has no '2019/2019-13'."),
        ("2019-13/..", "The calendar has no '2019-13/..'."),
        ("2020/2019", "The period '2020/2019' ends before it begins."),
        ("2020-12-31/2020-12-01", "The period '2020-12-31/2020-12-01' ends before it begins."),
    ],
)
def test_impossible_dates(period: str, message: str) -> None:
    """What no calendar has, and a period that runs backwards, are told as a sentence."""
    assert check_period(period) == message


@pytest.mark.parametrize(
    "period",
    ["2020-02-29", "2000-02-29", "2016/2016", "2016-05/2016", "2020-12-01/2020-12", "2016-05/2017", "2016/..", "9999"],
)
def test_possible_dates(period: str) -> None:
    """Leap days, equal ends, ends in which the beginning lies, and open ends are as good as any."""
    assert check_period(period) == ""


@pytest.mark.parametrize(
    ("locale", "text", "found"),
    [
        ("en_GB", "On 17 July 1860, July 17, 1860, in Jul. 1860, in 1860.", ["1860-07-17", "1860-07", "1860-07-17"]),
        ("de", "am 17. Juli 1860, 17.7.1860, im März 1900; 17.13.1860", ["1860-07-17", "1900-03", "1860-07-17"]),
        ("fr_FR", "le 1er mai 1900, le 14 juillet 1789", ["1900-05-01", "1789-07-14"]),
        ("pt_BR", "17 de julho de 1860", ["1860-07-17"]),
        ("zh_CN", "1860年7月17日，2018.8.17，1860年7月，1860年", ["1860-07-17", "1860-07", "2018-08-17"]),
    ],
)
def test_dates_written_out(locale: str, text: str, found: list[str]) -> None:
    """A day or a month in the words of a language is read; a year alone, and a date that no calendar has, are not."""
    assert [meant for _, _, meant in find_written(text, locale)] == found
