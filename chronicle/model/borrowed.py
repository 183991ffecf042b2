"""Partial languages, in which texts may be missing, and the texts of the main language that replace the missing ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup


class Written(tuple[str, ...]):
    """The languages that texts are written in, the main one first; in those that are `partial` a text may be missing."""

    partial: frozenset[str]

    def __new__(cls, languages: Sequence[str] = (), partial: frozenset[str] = frozenset()) -> Written:
        """Return the languages; `partial` are those in which texts may be missing."""
        made = super().__new__(cls, languages)
        made.partial = partial
        return made

    @property
    def whole(self) -> tuple[str, ...]:
        """The languages in which every text is written, that is, all but the partial ones."""
        return tuple(language for language in self if language not in self.partial)


class Borrowed(str):
    """A text of the main language that replaces a missing text in a partial language; `language` is the main language.

    In HTML it is in an element with a `lang` attribute. Everything else made from it, such as a slice, is an ordinary `str`.
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
        """Return HTML or text in a `<bdi>` element with the `lang` of this text; plain text is escaped, and browsers find the direction of the writing."""
        return Markup('<bdi lang="{}">{}</bdi>').format(self.language, html)


def borrow(value: Any, language: str) -> Any:
    """Return a text of the main language as `Borrowed`; any other value, such as plural forms, is returned unchanged."""
    return Borrowed(value, language) if isinstance(value, str) else value


def written_in(texts: Mapping[str, str]) -> Mapping[str, str]:
    """Return language → text without the borrowed texts."""
    return {language: text for language, text in texts.items() if not isinstance(text, Borrowed)}
