"""From interface.yaml to patterns, and what is wrong with them."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import replace

from chronicle.patterns import Pattern, parse_pattern
from chronicle.problems import Problem, Where
from chronicle.words.slots import SLOTS

# A word in one language: a pattern, or one for each plural form.
Word = Pattern | Mapping[str, Pattern]

# In many languages these forms stand for one number each, which need not be written: "one day", "两天", "يومان".
NAMED_NUMBERS = ("zero", "one", "two")
LIST_SIGN = re.compile("[;；؛]")
COUNTED = ("n", "count")

WrittenWords = Mapping[str, Mapping[str, str | Mapping[str, str]]]


def parse_words(
    written: WrittenWords, where: Callable[..., Where]
) -> tuple[Mapping[str, Mapping[str, Word]], list[Problem]]:
    """Return the words as patterns, and a problem for each that cannot be read; such a word stands as it is written.

    `where` tells the place of a text by its key, its language and, where it has one, its plural form.
    """
    problems: list[Problem] = []

    def parse(text: str, key: str, *steps: str) -> Pattern:
        optional = COUNTED if steps[-1] in NAMED_NUMBERS else ()
        try:
            for one in LIST_SIGN.split(text) if key.endswith(".synonyms") else ():
                parse_pattern(one, SLOTS.get(key))
            return parse_pattern(text, SLOTS.get(key), optional)
        except ValueError as error:
            message = f"The interface word '{key}' cannot be read: {error}."
            problems.append(Problem(where(key, *steps), "wrong-pattern", message, _hint(key)))
            return Pattern((text,))

    return {
        key: {
            language: parse(word, key, language)
            if isinstance(word, str)
            else {form: parse(text, key, language, form) for form, text in word.items()}
            for language, word in words.items()
        }
        for key, words in written.items()
    }, problems


def mark_words(
    words: Mapping[str, Mapping[str, Word]], kept: Mapping[str, Collection[str]], language: str
) -> Mapping[str, Mapping[str, Word]]:
    """Return words of which those that `kept` names by language tell that they are in another one."""

    def mark(word: Word) -> Word:
        if isinstance(word, Pattern):
            return replace(word, language=language)
        return {form: replace(pattern, language=language) for form, pattern in word.items()}

    return {
        key: {one: mark(word) if key in kept.get(one, ()) else word for one, word in forms.items()}
        for key, forms in words.items()
    }


def _hint(key: str) -> str:
    names = [f"{{{name}}}" for name in SLOTS.get(key, ())]
    if not names:
        return "A brace stands in a word only around the name of a value: {n}."
    return f"Write {' and '.join(names)} as they stand here, each at least once, and no other brace."
