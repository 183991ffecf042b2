"""What script a character is of: one answer for every room, as classes to be used between the brackets of a regular expression.

The ranges are those of the Unicode property Script (UAX 24), version 17; a test compares them with the names of the characters.
Whether a character is an ideograph and whether it is set as wide as one are two questions.
"""

from __future__ import annotations

import re

# Ideographs, 々, 〇 and the radicals; no punctuation.
HAN = (
    r"\u2e80-\u2e99\u2e9b-\u2ef3\u2f00-\u2fd5\u3005\u3007\u3021-\u3029\u3038-\u303b\u3400-\u4dbf\u4e00-\u9fff"
    r"\uf900-\ufa6d\ufa70-\ufad9\U00016fe2\U00016fe3\U00016ff0-\U00016ff6\U00020000-\U0002ffff\U00030000-\U0003ffff"
)
KANA = r"\u3041-\u3096\u309b-\u309f\u30a0-\u30ff\u31f0-\u31ff\uff66-\uff9f\U0001aff0-\U0001b16f"
HANGUL = r"\u1100-\u11ff\u3131-\u318e\ua960-\ua97c\uac00-\ud7fb\uffa0-\uffdc"
# Punctuation and forms that are as wide as an ideograph: 、 。 《 ， ％ Ａ.
FULL_WIDTH = r"\u3000-\u3004\u3006\u3008-\u3020\u302a-\u3037\u303c-\u303f\uff01-\uff60\uffe0-\uffe6"

_HAN = re.compile(f"[{HAN}]")


def has_han(text: str) -> bool:
    """Tell whether an ideograph stands in a text."""
    return bool(_HAN.search(text))
