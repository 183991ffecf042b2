"""The interface words: every word that the generator itself puts on a page, in each language, with plural forms.

A word is a pattern. `slots` lists the slots of each word; the same word in a project's interface.yaml has the same slots.
"""

from chronicle.words.parse import (
    LIST_SIGN as LIST_SIGN,
    Word as Word,
    WrittenWords as WrittenWords,
    mark_words as mark_words,
    parse_words as parse_words,
)
from chronicle.words.slots import OPTIONAL as OPTIONAL, SLOTS as SLOTS
from chronicle.words.units import PLURAL_FORMS as PLURAL_FORMS, unit_names as unit_names, unit_patterns as unit_patterns
from chronicle.words.words import Words as Words
