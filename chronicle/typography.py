"""The script of a language, and spaces at which no line may end.

Scripts have their names in ISO 15924: Hans and Hant for Chinese, Latn for English.
"""

from __future__ import annotations

import re
from functools import cache

from babel.core import get_global
from markupsafe import Markup, escape

from chronicle.model import Site
from chronicle.scripts import FULL_WIDTH, HAN, parse_locale

HAN_SCRIPTS = ("Hans", "Hant")
UNSPACED = (*HAN_SCRIPTS, "Jpan")  # scripts without spaces between words
# Stands for a reference in a text: the text that replaces it is written by the program.
OBJECT = "\ufffc"
# Stands for a character that cannot be mistaken for markup, because it was escaped, written as an entity, or reported.
NEUTRAL = "\x1a"

# Han characters and the punctuation that is set like them.
CHINESE = HAN + FULL_WIDTH
# Letters and digits of Latin script. \w has Han characters too, which may stand directly beside a Latin word.
LATIN = r"A-Za-z0-9\u00c0-\u024f"


@cache
def script_of(locale: str) -> str:
    """Return the script that a CLDR locale is written in: Hans for zh_CN, Latn for en_GB; empty if CLDR does not say."""
    parsed, likely = parse_locale(locale), get_global("likely_subtags")
    if parsed.script:
        return parsed.script
    full = likely.get(f"{parsed.language}_{parsed.territory}") or likely.get(parsed.language, "")
    return full.split("_")[1] if full else ""


def is_same_language(one: str, other: str) -> bool:
    """Return whether two CLDR locales are of one language in one script."""
    return parse_locale(one).language == parse_locale(other).language and script_of(one) == script_of(other)


def has_chinese(site: Site) -> bool:
    """Return whether one of a site's languages is Chinese."""
    return any(script_of(one.locale) in HAN_SCRIPTS for one in site.settings.languages.values())


def direction_of(locale: str) -> str:
    """Return the direction of the script of a CLDR locale, as HTML has it: ltr or rtl."""
    return parse_locale(locale).text_direction


def hold_marks(text: str) -> str:
    """Return a French text with non-breaking spaces for those that are typed beside punctuation marks: « ainsi » ; comment ?"""
    return _BESIDE_FRENCH.sub(lambda space: "\u00a0" if text[space.end() :][:1] == ":" else "\u202f", text)


def hold_dashes(text: str) -> str:
    """Return a text with a non-breaking space for that before a dash between spaces, so that no line begins with the dash."""
    return _BEFORE_DASH.sub("\u00a0", text) if "—" in text or "–" in text else text


def hold_numbers(text: str) -> Markup:
    """Return a text as HTML in which no line ends between a number and its unit, or within a range."""
    return Markup(
        _NUMBERS.sub(lambda found: f'<span class="whole">{found[0]}</span>' if found[1] else found[0], escape(text))
    )


_BEFORE_DASH = re.compile(r"[ \n](?=[—–](?:\s|\Z))")
_BESIDE_FRENCH = re.compile("(?<=«)[ \u00a0]|[ \u00a0](?=[;:!?»])")
_DIGITS = r"\d(?:[\d,.]*\d)?%?"
# A range, with or without a unit, or a number with its unit: a Han character, also after 余 or 万, or words after spaces. A year has no unit.
_HAN_UNIT = rf"[余多]?[十百千万亿]*[余多]?[{HAN}]"
# Vowel signs and other marks, which are not letters: Hebrew, Arabic, and the scripts from Devanagari to Thai.
_MARKS = "\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u0900-\u0e4e"
_UNIT = rf"{_HAN_UNIT}|(?<!(?:19|20)\d\d)(?: \w*illi(?:on|ard)\w*)?(?: (?:[^\W\d_{HAN}][{_MARKS}]*)+)"
_NUMBERS = re.compile(
    rf"<[^>]*>|&#?\w+;|(?<![A-Za-z0-9.,])({_DIGITS}[–—-]{_DIGITS}(?:{_UNIT})?|(?:{_DIGITS}{_HAN_UNIT})+|{_DIGITS}(?:{_UNIT}))"
)
