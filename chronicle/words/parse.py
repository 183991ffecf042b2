"""Parses the words of interface.yaml into patterns, and reports mistakes in them."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import replace

from chronicle.patterns import Pattern, parse_pattern
from chronicle.problems import Problem, Where
from chronicle.words.slots import SLOTS

# A word in one language: a pattern, or one for each plural form.
Word = Pattern | Mapping[str, Pattern]

# In many languages each of these plural forms is for a single number, so that its slot may be left out: "one day", "两天", "يومان".
NAMED_NUMBERS = ("zero", "one", "two")
LIST_SIGN = re.compile("[;；؛]")
COUNTED = ("n", "count")

WrittenWords = Mapping[str, Mapping[str, str | Mapping[str, str]]]


def parse_words(
    written: WrittenWords, where: Callable[..., Where]
) -> tuple[Mapping[str, Mapping[str, Word]], list[Problem]]:
    """Return key → language → word, and a problem for each text that cannot be parsed; such a text becomes a pattern without slots.

    `where` returns the place of a text from its key, its language and, if it has one, its plural form.
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
    """Return words, some of them marked as being in `language`. `kept` maps each language to the keys of the words to mark in it."""

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
