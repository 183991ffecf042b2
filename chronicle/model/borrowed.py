"""Partial languages, in which texts may be missing, and the texts of the main language that replace the missing ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup


class Written(tuple[str, ...]):
    """The languages that texts are written in, the main one first; in those that are `partial` a text may be missing."""

    partial: frozenset[str]

    def __new__(cls, languages: Sequence[str] = (), partial: frozenset[str] = frozenset()) -> Written:
        """Return the languages, knowing which are partial."""
        made = super().__new__(cls, languages)
        made.partial = partial
        return made

    @property
    def whole(self) -> tuple[str, ...]:
        """Those in which every text is written."""
        return tuple(language for language in self if language not in self.partial)


class Borrowed(str):
    """A text of the main language that replaces a missing one in a partial language; `language` is the main language.

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
        """Return HTML or text in an element with its language; browsers find its direction themselves."""
        return Markup('<bdi lang="{}">{}</bdi>').format(self.language, html)


def borrow(value: Any, language: str) -> Any:
    """Return a value of the main language marked for use in another language; plural forms are kept."""
    return Borrowed(value, language) if isinstance(value, str) else value


def written_in(texts: Mapping[str, str]) -> Mapping[str, str]:
    """Return the texts by language that somebody wrote."""
    return {language: text for language, text in texts.items() if not isinstance(text, Borrowed)}
