"""The characters of each script, for all other modules, as ranges for use between the brackets of a regular expression.

The ranges are those of the Unicode property Script (UAX 24), version 17; a test compares them with the names of the characters.
Being an ideograph (`HAN`) and being as wide as one (`FULL_WIDTH`) are different properties.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from itertools import groupby

import babel

# Ideographs, 々, 〇 and the radicals; no punctuation.
HAN = (
    r"\u2e80-\u2e99\u2e9b-\u2ef3\u2f00-\u2fd5\u3005\u3007\u3021-\u3029\u3038-\u303b\u3400-\u4dbf\u4e00-\u9fff"
    r"\uf900-\ufa6d\ufa70-\ufad9\U00016fe2\U00016fe3\U00016ff0-\U00016ff6\U00020000-\U0002ffff\U00030000-\U0003ffff"
)
KANA = r"\u3041-\u3096\u309b-\u309f\u30a0-\u30ff\u31f0-\u31ff\uff66-\uff9f\U0001aff0-\U0001b16f"
HANGUL = r"\u1100-\u11ff\u3131-\u318e\ua960-\ua97c\uac00-\ud7fb\uffa0-\uffdc"
# Punctuation and forms that are as wide as an ideograph: 、 。 《 ， ％ Ａ.
FULL_WIDTH = r"\u3000-\u3004\u3006\u3008-\u3020\u302a-\u3037\u303c-\u303f\uff01-\uff60\uffe0-\uffe6"

# The digit zero of each numbering system of CLDR that has digits of its own.
_ZEROS = {
    "arab": "٠", "arabext": "۰", "beng": "০", "deva": "०", "gujr": "૦", "guru": "੦", "khmr": "០", "knda": "೦", "laoo": "໐",
    "mlym": "൦", "mymr": "၀", "orya": "୦", "tamldec": "௦", "telu": "౦", "thai": "๐", "tibt": "༠",
}  # fmt: skip

# Radicals without a compatibility form in Unicode, which occur in text copied from a PDF, and the characters meant by them.
_RADICALS = dict(
    zip(
        "⺠⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻤⻥⻦⻧⻨⻩⻬⻮⻰",
        "民西见角贝车长门青韦页风飞食马鬼鱼鸟卤麦黄齐齿龙",
        strict=True,
    )
)

_HAN = re.compile(f"[{HAN}]")

# Babel looks a locale up again each time.
parse_locale = cache(babel.Locale.parse)


def has_han(text: str) -> bool:
    """Return whether a text contains an ideograph."""
    return bool(_HAN.search(text))


def plain_form(character: str) -> str:
    """Return what a compatibility form stands for: 黄 for ⻩, fi for ﬁ. Any other character is returned itself."""
    return unicodedata.normalize("NFKC", _RADICALS.get(character, character))


def own_digits(text: str, locale: str) -> str:
    """Return a text with the own digits of a language, if these are its usual ones: ۲۰۱۹ for 2019 in Persian."""
    return text.translate(_digits(locale))


@cache
def _digits(locale: str) -> Mapping[int, str]:
    zero = _ZEROS.get(parse_locale(locale).default_numbering_system)
    return {ord("0") + digit: chr(ord(zero) + digit) for digit in range(10)} if zero else {}


# The beginnings of the Unicode names of a script's letters. Texts in a script that is not listed are not checked.
_BEGINNINGS = {
    "Hans": ("CJK", "IDEOGRAPHIC"), "Hant": ("CJK", "IDEOGRAPHIC"),
    "Jpan": ("CJK", "IDEOGRAPHIC", "HIRAGANA", "KATAKANA", "HALFWIDTH"), "Kore": ("HANGUL", "CJK"),
    "Latn": ("LATIN", "FEMININE", "MASCULINE"), "Arab": ("ARABIC",), "Cyrl": ("CYRILLIC",), "Grek": ("GREEK",),
    "Hebr": ("HEBREW",), "Deva": ("DEVANAGARI",), "Thai": ("THAI",), "Mong": ("MONGOLIAN",), "Tibt": ("TIBETAN",),
}  # fmt: skip
_WORD = re.compile(rf"[{HAN}{KANA}{HANGUL}]|[^\W\d_{HAN}{KANA}{HANGUL}]+")
# A text without any of these letters is in its script. Most texts are, so this saves time.
_BEYOND = {
    "Latn": re.compile(r"[^\W\d_A-Za-z\u00c0-\u024f]"),
    **dict.fromkeys(("Hans", "Hant"), re.compile(rf"[^\W\d_{HAN}]")),
}
MOST_FOREIGN = 5  # so many words, or ideographs, of another script may stand together: a name, a title
MOST_NAMES = 2  # a text of so many words of another script alone may be a name


def find_foreign(text: str, script: str) -> tuple[int, int] | None:
    """Return (start, end) of the first run of words of other scripts in a text that is too long for a name, or None.

    If a text has no word in its own script, this is the whole text, unless it can be a name.
    """
    if script not in _BEGINNINGS or (script in _BEYOND and not _BEYOND[script].search(text)):
        return None
    words = list(_WORD.finditer(text))
    runs = [(is_own, list(run)) for is_own, run in groupby(words, lambda word: _is_of(word[0][0], script))]
    if words and not any(is_own for is_own, _ in runs):
        return (0, len(text)) if len(words) > MOST_NAMES or has_han(text) else None
    long = (run for is_own, run in runs if not is_own and len(run) > MOST_FOREIGN)
    return next(((run[0].start(), run[-1].end()) for run in long), None)


@cache
def _is_of(letter: str, script: str) -> bool:
    return unicodedata.name(letter, "").startswith(_BEGINNINGS[script])
