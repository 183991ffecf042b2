"""Languages of which texts may be missing, and what stands there instead."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup


class Written(tuple[str, ...]):
    """The languages that texts are written in, the main one first; in those that are `partial` a text may be missing."""

    partial: frozenset[str]

    def __new__(cls, languages: Sequence[str] = (), partial: frozenset[str] = frozenset()) -> Written:
        """Return the languages with those of them that are partial."""
        made = super().__new__(cls, languages)
        made.partial = partial
        return made

    @property
    def whole(self) -> tuple[str, ...]:
        """Those in which every text is written."""
        return tuple(language for language in self if language not in self.partial)


class Borrowed(str):
    """A text in the main language that stands in place of one that a partial language lacks; `language` is its own.

    As HTML it tells its language. Whatever is made of it otherwise is plain text.
    """

    language: str

    def __new__(cls, text: str, language: str) -> Borrowed:
        """Return the text with its language."""
        made = super().__new__(cls, text)
        made.language = language
        return made

    def __reduce__(self) -> tuple[type[Borrowed], tuple[str, str]]:
        return Borrowed, (str(self), self.language)

    def __html__(self) -> Markup:
        return self.mark(str(self))

    def mark(self, html: str) -> Markup:
        """Return HTML, or text, as an element that tells the language; which way it runs a browser sees by itself."""
        return Markup('<bdi lang="{}">{}</bdi>').format(self.language, html)


def borrow(value: Any, language: str) -> Any:
    """Return what stands in the main language for another one; forms by number stay what they are."""
    return Borrowed(value, language) if isinstance(value, str) else value


def written_in(texts: Mapping[str, str]) -> Mapping[str, str]:
    """Return the texts by language that somebody wrote."""
    return {language: text for language, text in texts.items() if not isinstance(text, Borrowed)}
