"""Entries against their shapes: every mistake at once, each with path, line, column and what to do."""

from textwrap import indent
from typing import Any

import pytest
from projects import letter

from chronicle.fields import check_parts, parse_yaml
from chronicle.model.entries import (
    Countable,
    FrontMatter,
    Key,
    LanguageEntry,
    MainFrontMatter,
    PlaceEntry,
    SheetEntry,
    TermEntry,
    UnitEntry,
)

KEY_HINT = "Keys are written with the letters a-z, digits and single hyphens."
PERIOD_HINT = "Write a day, a month or a year (2013-12-31, 2020-09, 2019), or a period (2016/2020, 2017/..)."
COMMA_HINT = "A comma inside {...} begins a new field: put a text that contains a comma in quotation marks."
SEAT = "seat: Longitude and latitude of the seat, degrees."
Places, Units, Words = dict[Key, PlaceEntry], dict[Key, UnitEntry], dict[Key, Countable]


def complaint(text: str, shape: Any) -> str:
    """Return what a person is told of a document that does not fit its shape."""
    return "\n".join(map(letter, check_parts(parse_yaml(text, "f.yaml"), shape, ("zh", "en")).problems))


PLACE = "aohan:\n  name: {zh: 敖汉旗, en: Aohan Banner}\n  pinyin: Aohan\n  kind: banner\n"
SHEET = "title: {zh: 甲, en: A}\nfacts:\n  one:\n    label: {zh: 甲, en: A}\n    printed: 3个\n    section: 题\n"


@pytest.mark.parametrize(
    ("shape", "written", "told"),
    [
        (
            Places,
            PLACE.replace("  kind: banner\n", ""),
            "1:1: The field 'kind' is missing.\n    kind: The kind of place: region, city, county, district, town, township, village, other, or a key of place_kinds in site.yaml.",
        ),
        (FrontMatter, "summary: x\n", "1:1: The field 'title' is missing.\n    title: The title in this language."),
        (Places, f"{PLACE}  knd: x\n", "5:3: There is no field 'knd' here.\n    Did you mean 'kind'?"),
        (
            FrontMatter,
            "title: T\nplace: aohan\n",
            "2:1: There is no field 'place' here.\n    Known here: summary, title.",
        ),
        (SheetEntry, f"{SHEET}    secton: x\n", "7:5: There is no field 'secton' here.\n    Did you mean 'section'?"),
        (
            Places,
            PLACE.replace(", en: Aohan Banner", ""),
            "2:3: 'name' has no text in the language 'en'.\n    Add 'en: ...'.",
        ),
        (
            Places,
            PLACE.replace("}", ", fr: A}"),
            "2:37: The site has no language 'fr'.\n    The languages are listed in site.yaml.",
        ),
        (Places, PLACE.replace("aohan", "Ao Han"), f"1:1: 'Ao Han' is not a valid key.\n    {KEY_HINT}"),
        (Places, f"{PLACE}  parent: Chi Feng\n", f"5:11: 'Chi Feng' is not allowed as 'parent'.\n    {KEY_HINT}"),
        (
            SheetEntry,
            f"{SHEET}    as_of: last year\n",
            f"7:12: 'last year' is not allowed as 'as_of'.\n    {PERIOD_HINT}",
        ),
        (
            MainFrontMatter,
            "title: T\nupdated: today\n",
            "2:10: 'today' is not allowed as 'updated'.\n    Write a day as 2020-09-30.",
        ),
        (
            Units,
            "mu: {printed: [亩], convert: {en: {unit: ha, factor: one}}}\n",
            "1:53: 'one' is not allowed as 'factor'.\n    Write a number or a fraction: 0.5, 1/15.",
        ),
        (
            LanguageEntry,
            "name: 中文\nlocale: zh_CN\nnumbers: sure\n",
            "3:10: 'sure' is not allowed as 'numbers'.\n    Known here: as-printed, own, western.",
        ),
        (
            dict[Key, TermEntry],
            "word:\n  term: {zh: 词, en: word}\n  meaning: {zh: 词, en: word}\n  kind: programm\n",
            "4:9: 'programm' is not allowed as 'kind'.\n    Did you mean 'programme'?",
        ),
        (
            Places,
            f"{PLACE}  other: A\n",
            "5:3: 'other' should be a list but is text.\n    Write it between brackets: [A]. other: Other spellings and short forms in use.",
        ),
        (
            Places,
            f"{PLACE}  other: [A, [B]]\n",
            "5:14: 'other' should be text but is a list.\n    other: Other spellings and short forms in use.",
        ),
        (Places, f"{PLACE}  seat: [119.9, north]\n", f"5:17: 'seat' should be a number but is text.\n    {SEAT}"),
        (Places, f"{PLACE}  seat: [181, 42.3]\n", f"5:10: 'seat' should be at most 180 but is 181.\n    {SEAT}"),
        (Places, f"{PLACE}  seat: [119.9, -91]\n", f"5:17: 'seat' should be at least -90 but is -91.\n    {SEAT}"),
        (Places, f"{PLACE}  seat: [42.3, 119.9]\n", f"5:16: 'seat' should be at most 90 but is 119.9.\n    {SEAT}"),
        (Places, f"{PLACE}  seat: [nan, 42.3]\n", f"5:10: 'seat' should be a number but is nan.\n    {SEAT}"),
        (Places, f"{PLACE}  seat: [119.9, inf]\n", f"5:17: 'seat' should be a number but is inf.\n    {SEAT}"),
        (Places, f"{PLACE}  seat: [1e400, 42.3]\n", f"5:10: 'seat' should be a number but is 1e400.\n    {SEAT}"),
        (Places, f"{PLACE}  seat: [119.9]\n", f"5:3: 'seat' should have 2 entries but has 1.\n    {SEAT}"),
        (Places, f"{PLACE}  seat: []\n", f"5:3: 'seat' should have 2 entries but has none.\n    {SEAT}"),
        (Places, f"{PLACE}  seat: [1, 2, 3]\n", f"5:3: 'seat' should have 2 entries but has 3.\n    {SEAT}"),
        (
            SheetEntry,
            "title: {zh: 甲, en: A}\nfacts: {}\n",
            "2:1: 'facts' should have at least 1 entry but has none.\n    facts: The facts by key.",
        ),
        (
            Places,
            PLACE.replace("banner", "[banner]"),
            "4:3: 'kind' should be text but is a list.\n    kind: The kind of place: region, city, county, district, town, township, village, other, or a key of place_kinds in site.yaml.",
        ),
        (
            Places,
            "# only a comment\n",
            "1:1: This file should be fields but is empty.\n    Write its content, or delete it.",
        ),
        (
            Places,
            "- name: Aohan\n",
            "1:1: This file should be fields but is a list.\n    Write 'key:' above each entry, in place of its hyphen, and its fields two spaces further to the right.",
        ),
        (Words, 'days: {zh: 天, en: ""}\n', "1:15: 'en' should be text but is empty."),
        (Words, "days: {zh: 天, en: [day]}\n", "1:15: 'en' should be text but is a list."),
        (Words, 'days: {zh: 天, en: {other: ""}}\n', "1:20: 'other' should be text but is empty."),
        (
            Words,
            "days: {zh: 天, en: {one: day}}\n",
            "1:15: 'en' has no plural form 'other'.\n    Add 'other: ...', which is for every number that the other forms leave out.",
        ),
        (
            Places,
            "aohan: banner\n",
            "1:1: 'aohan' should be fields but is text.\n    Known here: beyond, kind, name, other, parent, pinyin, seat, short.",
        ),
        (
            Places,
            PLACE.replace("{zh: 敖汉旗, en: Aohan Banner}", "敖汉"),
            "2:3: 'name' should be fields but is text.\n    Write it in every language: {zh: ..., en: ...}.",
        ),
        (FrontMatter, "title:\n", "1:1: 'title' should be text but is empty.\n    title: The title in this language."),
        (
            FrontMatter,
            'title: ""\n',
            "1:1: 'title' should be text but is empty.\n    title: The title in this language.",
        ),
        (
            SheetEntry,
            SHEET.replace("en: A}\nfacts", "en: A, and more}\nfacts"),
            f"1:23: 'and more' should be text but is empty.\n    {COMMA_HINT}",
        ),
    ],
)
def test_one_mistake(shape: Any, written: str, told: str) -> None:
    """Each kind of mistake is told in its own words, at its own place, with what to do."""
    assert complaint(written, shape) == f"f.yaml:{told}"


TOO_DEEP = "is one level too deep.\n    Take this line away, and move the lines below it two spaces to the left."


@pytest.mark.parametrize(
    ("shape", "written", "told"),
    [
        (SheetEntry, "flood:\n" + indent(SHEET, "  "), f"1:1: What stands below 'flood' {TOO_DEEP}"),
        (Places, "places:\n" + indent(PLACE + PLACE.replace("aohan", "linxi"), "  "), f"1:1: What stands below 'places' {TOO_DEEP}"),
        (SheetEntry, SHEET.replace("facts:", "facts:\n  all:").replace("  one", "    one").replace("    l", "      l").replace("    p", "      p").replace("    s", "      s"), f"3:3: What stands below 'all' {TOO_DEEP}"),
        (Places, PLACE.replace("  kind", "  more:\n    kind"), f"4:3: What stands below 'more' {TOO_DEEP}"),
    ],
)  # fmt: skip
def test_a_line_too_many(shape: Any, written: str, told: str) -> None:
    """Fields or entries below a line that nothing reads are one mistake: no field is missing besides."""
    assert complaint(written, shape) == f"f.yaml:{told}"


def test_all_mistakes_at_once() -> None:
    """Every field that is wrong is told, in the order of the lines; one whose name was mistyped is not missing besides."""
    written = "aohan:\n  name: {zh: 敖汉旗}\n  kind: King\n  pinyn: x\n  other: A\nlinxi:\n  pinyin: Linxi\n"
    assert complaint(written, Places) == (
        "f.yaml:2:3: 'name' has no text in the language 'en'.\n    Add 'en: ...'.\n"
        "f.yaml:3:9: 'King' is not allowed as 'kind'.\n"
        "    Known here: city, county, district, other, region, town, township, village.\n"
        "f.yaml:4:3: There is no field 'pinyn' here.\n    Did you mean 'pinyin'?\n"
        "f.yaml:5:3: 'other' should be a list but is text.\n    Write it between brackets: [A]. other: Other spellings and short forms in use.\n"
        "f.yaml:6:1: The field 'kind' is missing.\n    kind: The kind of place: region, city, county, district, town, township, village, other, or a key of place_kinds in site.yaml.\n"
        "f.yaml:6:1: The field 'name' is missing.\n    name: The name."
    )


def test_a_summary_may_be_empty() -> None:
    """A chapter that has just been begun has an empty summary."""
    checked = check_parts(parse_yaml('title: T\nsummary: ""\n', "f.yaml"), FrontMatter, ())
    assert checked.value and (checked.value.summary, checked.problems) == ("", ())


def test_what_is_right_comes_back() -> None:
    """A document without a mistake comes back as values of the shape, its defaults filled in."""
    checked = check_parts(parse_yaml(f"{PLACE}  seat: [119.9, 42.3]\n", "f.yaml"), Places, ("zh", "en"))
    places = checked.value
    assert places and checked.problems == ()
    name = {"zh": "敖汉旗", "en": "Aohan Banner"}
    assert places == {"aohan": PlaceEntry(name=name, pinyin="Aohan", kind="banner", seat=(119.9, 42.3))}
    assert (places["aohan"].parent, places["aohan"].other) == ("", ())
