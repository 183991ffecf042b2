"""Other ways to write Chinese: pinyin, syllable by syllable, and traditional or simplified characters."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from functools import cache, lru_cache
from unicodedata import normalize

from chronicle.scripts import HAN

_HAN = re.compile(f"[{HAN}]")
_UNIFIED = range(0x4E00, 0xA000)
_HIRAGANA = {katakana: katakana - 0x60 for katakana in range(0x30A1, 0x30F7)}


@lru_cache(1 << 13)  # every language asks for the same names
def make_pinyin(text: str, given: str = "") -> str:
    """Return a Chinese name's syllables without tones, with spaces between them: `ao han qi`.

    `given` is the pinyin that an editor wrote; it decides which of several readings a character has. If it does not fit the characters,
    it is returned itself, in small letters.
    """
    from pypinyin import Style, lazy_pinyin, pinyin  # its tables take a third of a second, which few builds need

    characters = _HAN.findall(text)
    wanted = squash(given)
    if not wanted:
        return " ".join(syllable.replace("ü", "v") for syllable in lazy_pinyin("".join(characters), v_to_u=False))
    if len(characters) != len(re.sub(r"\s", "", text)):
        return given.lower()
    options = pinyin("".join(characters), style=Style.NORMAL, heteronym=True)
    return " ".join(_choose(options, wanted) or [given.lower()])


def squash(text: str) -> str:
    """Return pinyin in small letters without tones, spaces and marks; ü is v."""
    bare = re.sub(r"u\u0308", "v", normalize("NFD", text.lower()))
    return re.sub(r"[^a-z0-9]", "", bare)


def other_forms(written: Collection[str], named: Collection[str] = ()) -> dict[str, str]:
    """Return a character that a site does not write → the same character in the form in which its texts or names have it.

    This leads from traditional to simplified characters or, on a site in traditional ones, the other way round.
    """
    known = {*written, *named}
    simple = {old: new for old, new in _simplifications().items() if new in known and old not in written}
    lacking = {new for old, new in _simplifications().items() if old in written and new not in written}
    traditional = {one: _converter("s2t")(one) for one in sorted(lacking)}
    full = {one: other for one, other in traditional.items() if other in written}
    return {**simple, **full}


def convert(text: str, by: str, exceptions: Mapping[str, str]) -> str:
    """Return a Chinese text in another form of writing, by a conversion of OpenCC such as `s2twp`; `exceptions` is word → its form there, if OpenCC has another."""
    if not _HAN.search(text):
        return text
    write = _converter(by)
    if not exceptions:
        return write(text)
    pieces = _any_of(tuple(exceptions)).split(text)
    return "".join(exceptions.get(piece) or write(piece) for piece in pieces)


@cache
def _converter(by: str) -> Callable[[str], str]:
    from opencc import OpenCC

    convert: Callable[[str], str] = OpenCC(by).convert
    return convert


@cache
def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    """Return a pattern of some words, the longest first, in a group, so that splitting a text by it keeps the words."""
    return re.compile(f"({'|'.join(map(re.escape, sorted(words, key=len, reverse=True)))})")


def sort_name(text: str, script: str = "") -> str:
    """Return the sort key of a name: its letters and digits, small and without accents, katakana as hiragana.

    Han characters become pinyin, unless the name is in Japanese or Korean script (`Jpan`, `Kore`).
    """
    is_pinyin = script not in ("Jpan", "Kore") and _HAN.search(text)
    letters = _latin(text) if is_pinyin else text.translate(_HIRAGANA)
    return "".join(one for one in normalize("NFD", letters.casefold()) if one.isalnum())


def _latin(text: str) -> str:
    from pypinyin import lazy_pinyin  # only a site with lists of Chinese names waits for its tables

    return "".join(lazy_pinyin(text, v_to_u=False))


def _choose(options: list[list[str]], wanted: str) -> list[str]:
    """Return one reading for each character so that together they spell `wanted`; an empty list if there are none."""
    if not options:
        return []
    for reading in options[0]:
        syllable = squash(reading)
        if len(options) == 1 and syllable == wanted:
            return [syllable]
        if len(options) > 1 and wanted.startswith(syllable):
            rest = _choose(options[1:], wanted[len(syllable) :])
            if rest:
                return [syllable, *rest]
    return []


@cache
def _simplifications() -> dict[str, str]:
    """Return traditional character → simplified one, for every character by itself."""
    characters = [chr(code) for code in _UNIFIED]
    simplified = _converter("t2s")("\n".join(characters)).split("\n")
    return {old: new for old, new in zip(characters, simplified, strict=True) if old != new and len(new) == 1}
