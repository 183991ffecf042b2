"""How long a text takes to read."""

from __future__ import annotations

import re
from html import unescape

from chronicle.scripts import HAN, KANA

# Readers of Chinese read about 300 to 500 characters per minute, readers of English about 240 words of plain prose.
HAN_CHARACTERS_A_MINUTE = 400
WORDS_A_MINUTE = 230

_WITHOUT_SPACES = re.compile(f"[{HAN}{KANA}]+")
_WORD = re.compile(r"\w+(?:[.,’'-]\w+)*")
_TAG = re.compile(r"<[^<>]*>")


def reading_minutes(html: str) -> int:
    """Return how many minutes it takes to read a text in HTML, rounded, at least 1.

    Han characters and kana are counted as characters, other scripts as words, each with its own rate.
    """
    text = unescape(_TAG.sub("", html))
    others, runs = _WITHOUT_SPACES.subn(" ", text)
    characters = len(text) - len(others) + runs
    words = len(_WORD.findall(others))
    return max(1, round(characters / HAN_CHARACTERS_A_MINUTE + words / WORDS_A_MINUTE))
