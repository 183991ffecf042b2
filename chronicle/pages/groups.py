"""Long lists in groups: by the first letter of the names, or by county-level unit."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from markupsafe import Markup

from chronicle.pages.links import NOTHING
from chronicle.pages.localized import LocalizedSite
from chronicle.scripts import has_han
from chronicle.spellings import sort_name

T = TypeVar("T")
NO_LETTER = "0–9"  # the group of names that begin with a digit or sign
NO_COUNTY = "in-none"
# The first consonants of Hangul, as parts of a syllable → as letters by themselves.
_JAMO = dict(enumerate("ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ", 0x1100))
HAN_LETTER = "漢"  # the group of names that begin with a Han character without pinyin


@dataclass(frozen=True)
class Group(Generic[T]):
    """Items under a heading: `key` is the anchor of the heading, `face` a small drawing before it, or empty."""

    key: str
    title: str
    items: tuple[T, ...]
    face: Markup = NOTHING


@dataclass(frozen=True)
class Choice:
    """A filter of a list."""

    key: str
    title: str


def by_letter(items: Iterable[T], name: Callable[[T], str], script: str = "") -> tuple[Group[T], ...]:
    """Return items in the order of their names, grouped by first letter; names that do not begin with a letter come first, sorted by the numbers in them."""
    groups: dict[str, list[T]] = defaultdict(list)
    for key, item in sorted(((_order(name(item), script), item) for item in items), key=lambda pair: pair[0]):
        letter = key[-1][0].upper().translate(_JAMO) if key[0] else NO_LETTER
        groups[HAN_LETTER if has_han(letter) else letter].append(item)
    return tuple(
        Group(f"letter-{letter.lower()}" if letter != NO_LETTER else "letter-none", letter, tuple(of))
        for letter, of in groups.items()
    )


def _order(name: str, script: str) -> tuple[bool, list[tuple[int, str]], str]:
    """Return the sort key of a name: whether it begins with a letter, the numbers in it if it does not, and its sort name."""
    key = sort_name(name, script)
    is_word = key[:1].isalpha()
    numbers = [] if is_word else [digits.lstrip("0") for digits in re.findall("[0-9]+", name)]
    return is_word, [(len(digits), digits) for digits in numbers], key


def by_county(
    localized: LocalizedSite, items: Iterable[T], place: Callable[[T], str], elsewhere: str
) -> tuple[Group[T], ...]:
    """Return items grouped by the county-level unit of their place, in the order of places.yaml.

    Items that belong to none are in the last group, with the title `elsewhere`.
    """
    counties = localized.site.counties
    groups: dict[str, list[T]] = defaultdict(list)
    for item in items:
        groups[counties.get(place(item), "")].append(item)
    titles = {key: one.name[localized.language] for key, one in localized.site.places.items()}
    return tuple(
        Group(
            f"in-{key}" if key else NO_COUNTY,
            titles[key] if key else elsewhere,
            tuple(groups[key]),
            localized.place_face(key),
        )
        for key in (*titles, "")
        if key in groups
    )
