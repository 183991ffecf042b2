"""The interface words of one language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from babel.numbers import format_decimal
from markupsafe import Markup, escape

from chronicle.model import Borrowed
from chronicle.patterns import Pattern
from chronicle.problems import ContentError, Problem, Where, suggest
from chronicle.scripts import own_digits, parse_locale
from chronicle.words.parse import LIST_SIGN, Word

WORDS_FILE = "content/interface.yaml"


class Words(Mapping[str, str]):
    """The interface words of one language: `words["menu.facts"]`, `words.fill("note.label", n=1)`, `words.count("facts.count", 12)`.

    Raises ContentError, which stops the build, for a word that is not in interface.yaml, and for a slot that is given no value.
    So `words[key]` is only for words without slots.
    """

    def __init__(self, words: Mapping[str, Mapping[str, Word]], language: str, locale: str) -> None:
        self._words = words
        self._language = language
        self._locale = locale
        self._plain: dict[str, str] = {}  # words that were asked for without values
        parsed = parse_locale(locale)
        self._plural = parsed.plural_form
        self.digits = parsed.default_numbering_system  # in CLDR: latn, arab

    def __getitem__(self, key: str) -> str:
        if key not in self._plain:
            self._plain[key] = self.fill(key)
        return self._plain[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._words)

    def __len__(self) -> int:
        return len(self._words)

    def fill(self, key: str, /, **values: object) -> str:
        """Return a word with values in its slots: `Note 1`."""
        pattern = self._given(key, self.pattern(key), values)
        return _mark(pattern, pattern.fill(**self._shown(values)))

    def fill_html(self, key: str, /, **values: object) -> Markup:
        """Return a word as HTML: it and the values are escaped, values that are HTML stay as they are."""
        pattern = self._given(key, self.pattern(key), values)
        return escape(_mark(pattern, pattern.fill_html(**self._shown(values))))

    def count(self, key: str, number: int, /, **values: object) -> str:
        """Return a word in the plural form for a number, which stands in its slot `{n}`: `12 facts`."""
        word = self._get(key)
        # A word that is still English has the form "one", even in a language that has a single form for all numbers.
        name = "one" if number == 1 and "one" not in self._plural.tags else self._plural(number)
        form = word if isinstance(word, Pattern) else word.get(name) or word["other"]
        values = {"n": number, **values}
        return _mark(form, self._given(key, form, values).fill(**self._shown(values)))

    def listed(self, key: str) -> tuple[str, ...]:
        """Return the words of a list, which are separated by semicolons of any script; empty if the site has no such list."""
        return tuple(word.strip() for word in LIST_SIGN.split(self[key])) if key in self._words else ()

    def pattern(self, key: str) -> Pattern:
        """Return a word without plural forms as a pattern."""
        word = self._get(key)
        if not isinstance(word, Pattern):
            raise self._error(
                f"The interface word '{key}' has plural forms where one is wanted.",
                "Write it as one text per language.",
            )
        return word

    def forms(self, key: str) -> str | dict[str, str]:
        """Return a word as it is in interface.yaml, for scripts of pages, which choose the plural form themselves."""
        word = self._get(key)
        return str(word) if isinstance(word, Pattern) else {form: str(pattern) for form, pattern in word.items()}

    def _shown(self, values: Mapping[str, object]) -> Mapping[str, Any]:
        """Return values in which numbers are written in the way of the language; whole numbers have no thousands separators."""
        return {
            name: self._number(value) if isinstance(value, int | float) else value for name, value in values.items()
        }

    def _number(self, value: float) -> str:
        if isinstance(value, float):
            text = format_decimal(value, "0.0#####", locale=parse_locale(self._locale), numbering_system="default")
        else:
            text = str(value)
        return own_digits(text, self._locale)

    def _get(self, key: str) -> Word:
        if key not in self._words:
            raise self._error(f"The interface word '{key}' is missing.", suggest(key, self._words))
        return self._words[key][self._language]

    def _given(self, key: str, pattern: Pattern, values: Mapping[str, object]) -> Pattern:
        """Return the pattern. Raises ContentError if one of its slots has no value."""
        for name in pattern.names:
            if name not in values:
                known = " and ".join(f"{{{one}}}" for one in values) or "nothing"
                raise self._error(
                    f"The interface word '{key}' has {{{name}}}, which nothing is put into here.",
                    f"It is given {known}.",
                )
        return pattern

    @staticmethod
    def _error(message: str, hint: str) -> ContentError:
        return ContentError([Problem(Where(WORDS_FILE), "missing-word", message, hint)])


def _mark(pattern: Pattern, text: str) -> str:
    """Return a text that is marked with its language if that is not the language of the page: a word that is still English."""
    if not pattern.language:
        return text
    return Borrowed(text, pattern.language).mark(text) if isinstance(text, Markup) else Borrowed(text, pattern.language)
