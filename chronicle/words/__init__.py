"""The interface words: every word that the generator itself puts on a page, in each language, with plural forms.

A word is a pattern. `slots` says which values the generator puts into it; a project's own interface.yaml has the same.
"""

from chronicle.words.parse import LIST_SIGN, Word, WrittenWords, parse_words
from chronicle.words.slots import SLOTS
from chronicle.words.units import PLURAL_FORMS, unit_names, unit_patterns
from chronicle.words.words import Words

__all__ = [
    "LIST_SIGN",
    "PLURAL_FORMS",
    "SLOTS",
    "Word",
    "Words",
    "WrittenWords",
    "parse_words",
    "unit_names",
    "unit_patterns",
]
