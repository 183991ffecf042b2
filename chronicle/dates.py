"""Days, months, years and periods: checks of their ISO 8601 form, and the way in which each language writes them.

`2013-12-31`, `2020-09`, `2019`; a period has two of these, `2016/2020`; a period without an end is `2017/..` (as in EDTF).
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from functools import lru_cache

import babel.dates

from chronicle.patterns import Fillable
from chronicle.scripts import own_digits, parse_locale

DATE_HINT = "Write a day, a month, a year or a period: 2013-12-31, 2020-09, 2019, 2016/2020."
FOR_EVER = 9999  # the year in which an open period ends
YEAR, MONTH, DAY = 4, 7, 10  # characters of 2013, 2020-09 and 2013-12-31
_YEAR = re.compile(r"[12]\d{3}")
# A field of a pattern of CLDR, or other words, which stand in quotation marks.
_FIELD = re.compile(r"'[^']*'|(?P<field>[yMLd])(?P=field)*")
# The first day of a month is an ordinal number in these languages, which CLDR does not know; not so in Portugal.
_FIRST = {"fr": "1er", "it": "1º", "pt": "1º"}


def check_period(text: str) -> str:
    """Return what is wrong with a day, month, year or period, as a sentence; empty if it is valid."""
    start, _, end = text.partition("/")
    try:
        first = _first_day(start)
        last = _first_day(end) if end not in ("", "..") else None
    except ValueError:
        return f"The calendar has no '{text}'."
    return f"The period '{text}' ends before it begins." if last and last < first and not start.startswith(end) else ""


def format_period(text: str, locale: str, words: Fillable) -> str:
    """Return a day, month, year or period as readers of a language expect it; a period from a date to itself is shown as this date.

    `words` has the patterns date.since, date.since-day, date.years, date.range.
    """
    start, _, end = text.partition("/")
    if end in ("", start):
        return format_day(start, locale)
    if end == "..":
        return words.fill("date.since-day" if len(start) == DAY else "date.since", date=format_day(start, locale))
    if len(start) == len(end) == YEAR:
        return words.fill("date.years", start=own_digits(start, locale), end=own_digits(end, locale))
    ends = _format_ends(start, end, locale)
    return words.fill("date.range", start=ends[0], end=ends[1])


@lru_cache(maxsize=10_000)
def format_day(text: str, locale: str) -> str:
    """Return a year, month or day in the form of a locale: 2013年, September 2020, 17 August 2018."""
    return _format(text, _pattern(text, locale), locale)


def _format_ends(start: str, end: str, locale: str) -> tuple[str, str]:
    """Return the two ends of a period; what both have stands once: 9月 of 2020年8月至9月, 17 of 17 to 20 August 2018."""
    first, last = _pattern(start, locale), _pattern(end, locale)
    if start[:YEAR] == end[:YEAR] and YEAR not in (len(start), len(end)):
        is_month = start[:MONTH] == end[:MONTH] and len(start) == len(end)
        months = "ML" if is_month else ""
        if first.startswith("y"):
            last = _without_first(last, "y" + months)
        else:
            first, last = _without_last(first, "y" + months), _without_first(last, months)
    return _format(start, first, locale), _format(end, last, locale)


def _pattern(text: str, locale: str) -> str:
    """Return CLDR's pattern for a year, month or day: y年M月d日."""
    language = parse_locale(locale)
    if len(text) == DAY:
        return str(language.date_formats["long"].pattern)
    return str(language.datetime_skeletons["y" if len(text) == YEAR else "yMMMM"].pattern)


def _without_first(pattern: str, fields: str) -> str:
    """Return a pattern without some fields at its beginning."""
    return next((pattern[one.start() :] for one in _FIELD.finditer(pattern) if one["field"] not in (None, *fields)), "")


def _without_last(pattern: str, fields: str) -> str:
    """Return a pattern without some fields at its end. The point of an ordinal number stays."""
    kept = [one for one in _FIELD.finditer(pattern) if one["field"] not in (None, *fields)]
    return pattern[: kept[-1].end()] + ("." if pattern[kept[-1].end() :].startswith(".") else "")


def _format(text: str, pattern: str, locale: str) -> str:
    language = parse_locale(locale)
    shown = babel.dates.format_date(_first_day(text), pattern, locale=language)
    if len(text) == DAY and language.territory != "PT":
        shown = re.sub(r"^1(?= |$)", _FIRST.get(language.language, "1"), shown)
    return own_digits(shown, locale)


def find_written(text: str, locale: str) -> Iterator[tuple[int, str, str]]:
    """Yield (position, text, ISO form) of each day or month that is written out in a language: 17 July 1860, Juli 1860, 17.7.1860, 1860年7月."""
    if not _YEAR.search(text):
        return
    patterns, months = _written_dates(locale)
    for found in (one for pattern in patterns for one in pattern.finditer(text)):
        number = months.get(found["month"].casefold(), found["month"])
        meant = "-".join(one.zfill(2) for one in (found["year"], number, found["day"]) if one)
        if not check_period(meant):
            yield found.start(), found[0], meant


@lru_cache(maxsize=100)
def _written_dates(locale: str) -> tuple[list[re.Pattern[str]], dict[str, str]]:
    """Return the patterns of the dates of a language, and the number of each name of a month."""
    names = parse_locale(locale).months["format"]
    pairs = [pair for width in ("abbreviated", "wide") for pair in names[width].items()]
    months = {name.casefold().rstrip("."): str(number) for number, name in pairs}
    name = rf"(?<!\w)(?P<month>{'|'.join(sorted(map(re.escape, months), key=len, reverse=True))})\b\.?"
    day, year, end = r"(?P<day>[0-3]?\d)", r"(?P<year>[12]\d{3})", "(?:st|nd|rd|th|er|[º°])?"
    month = r"(?P<month>[01]?\d)"
    written = (
        rf"(?:(?<![\w.]){day}(?:\.|{end}) (?:de |of )?)?{name}(?: de|,)? {year}(?!\d)",
        rf"{name} {day}{end},? {year}(?!\d)",
        rf"(?<![\d.]){day}\. ?{month}\. ?{year}(?!\d)",
        rf"(?<!\d){year} ?年 ?{month} ?月(?: ?{day} ?[日号])?",
        rf"(?<!\d){year}(?P<sign>[-.]){month}(?P=sign){day}(?!\d)",
    )
    return [re.compile(pattern, re.IGNORECASE) for pattern in written], months


def years_of(period: str) -> tuple[int, int]:
    """Return the first and the last year of a day, month, year or period; an open period ends in `FOR_EVER`."""
    start, slash, end = period.partition("/")
    return int(start[:4]), FOR_EVER if end == ".." else int((end if slash else start)[:4])


def _first_day(text: str) -> datetime.date:
    """Return a day, or the first day of a month or year. Raises ValueError if the calendar has no such day."""
    year, month, day = [*map(int, text.split("-")), 1, 1][:3]
    return datetime.date(year, month, day)
