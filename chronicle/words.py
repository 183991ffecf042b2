"""The interface words of one language: every word that the generator itself puts on a page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import babel

from chronicle.problems import ContentError, Problem, Where, suggest

WORDS_FILE = "content/interface.yaml"

Word = str | Mapping[str, str]


class Words(Mapping[str, str]):
    """The interface words of one language. Asking for one that is not in interface.yaml stops the build."""

    def __init__(self, words: Mapping[str, Mapping[str, Word]], language: str, locale: str) -> None:
        self._words = words
        self._language = language
        self._plural = babel.Locale.parse(locale).plural_form

    def __getitem__(self, key: str) -> str:
        word = self._get(key)
        if not isinstance(word, str):
            raise self._error(
                f"The interface word '{key}' has plural forms where one is wanted.",
                "Write it as one text per language.",
            )
        return word

    def __iter__(self) -> Iterator[str]:
        return iter(self._words)

    def __len__(self) -> int:
        return len(self._words)

    def count(self, key: str, number: int, **more: str) -> str:
        """Return a word with plural forms for a number: `12 facts`; `more` fills its other places."""
        word = self._get(key)
        pattern = word if isinstance(word, str) else word.get(self._plural(number)) or word["other"]
        return pattern.format(n=number, **more)

    def forms(self, key: str) -> Word:
        """Return a word as interface.yaml has it, for scripts that count by themselves."""
        return self._get(key)

    def _get(self, key: str) -> Word:
        if key not in self._words:
            raise self._error(f"The interface word '{key}' is missing.", suggest(key, self._words))
        return self._words[key][self._language]

    @staticmethod
    def _error(message: str, hint: str) -> ContentError:
        return ContentError([Problem(Where(WORDS_FILE), "missing-word", message, hint)])
