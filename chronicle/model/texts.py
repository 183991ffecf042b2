"""Nouns of the texts that editors write: each is one file for each language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from chronicle.model.registers import Localized
from chronicle.problems import Where

TextKind = Literal["chapter", "part", "page"]


@dataclass(frozen=True, slots=True)
class SourceMention:
    """A source on which a chapter is based; `section` is a heading in it, empty for the whole source."""

    source: str
    section: str = ""


@dataclass(frozen=True, slots=True)
class Profile:
    """What the front matter of a county's chapter says about the county, besides its figures.

    `left` is the date on which the county reached the aim that the site is about, such as leaving a list, according to the
    record of all counties; the interface words say what the aim is. `announced` is that date according to the county's own source.
    """

    left: str = ""
    announced: str = ""
    industries: Localized = field(default_factory=dict)
    partner: Localized = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A text in one language, as written in YAML or front matter; `lines` are the lines of its file."""

    language: str
    text: str
    where: Where
    lines: Sequence[str] = field(default=(), repr=False, compare=False)

    def where_at(self, position: int) -> Where:
        """Return the place in the file of the character at a position of the text.

        The file also has quotation marks, folds and indentation, which the text does not have. So each character is searched
        for after the previous one. If one is not found, for example because it is written as an escape, the place is that of
        the whole text.
        """
        line, column = self.where.line - 1, self.where.column - 2
        for character in self.text[: position + 1]:
            if character.isspace():
                continue
            column = self._find(line, character, column + 1)
            while column < 0:
                line += 1
                if line >= len(self.lines):
                    return self.where
                column = self._find(line, character, 0)
        return Where(self.where.path, line + 1, column + 1)

    def _find(self, line: int, character: str, start: int) -> int:
        return self.lines[line].find(character, max(0, start)) if line < len(self.lines) else -1


@dataclass(frozen=True, slots=True)
class Half:
    """One language's file of a text: its Markdown, and `first_line`, the line of the file on which the Markdown begins.

    Title and summary may contain references to figures and dates; `phrases` has both, each with its place in the file.
    `front_matter` is its text as written. `borrowed` is the main language if this half is missing in its own language and the
    main half replaces it; otherwise it is empty.
    """

    title: str
    summary: str
    markdown: str
    first_line: int
    path: str
    phrases: Mapping[str, Phrase] = field(default_factory=dict)
    front_matter: str = ""
    borrowed: str = ""

    @property
    def begin(self) -> Where:
        """The place of the first line of its Markdown that is not empty."""
        empty = self.markdown[: -len(self.markdown.lstrip()) or None].count("\n")
        return Where(self.path, self.first_line + empty)

    def without_front_matter(self) -> Half:
        """Return a half that has only the Markdown, the path and the first line."""
        return Half("", "", self.markdown, self.first_line, self.path)


@dataclass(frozen=True, slots=True)
class Image:
    """An editor's image beside a text. `path` is relative to the project's folder, `text` is the key of the text, `digest` the file's SHA-256.

    Width and height are in pixels, of the image as it is displayed.
    """

    path: str
    text: str
    digest: str
    width: int
    height: int
    transparent: bool
    credit: Localized
    publish_original: bool


@dataclass(frozen=True, slots=True)
class Text:
    """A text in every language of the site. `key` is its path below its folder: `measures/industry`.

    `aliases` are its former addresses without the language: `measures/relocation`.
    `synonyms` are language → names of its subject that readers search for and the title does not contain.
    `described_images` are the file names of the images that its front matter describes.
    `theme` is the theme that it covers completely, or empty. `drawing` is the key of its face, or empty.
    """

    key: str
    kind: TextKind
    slug: str
    halves: Mapping[str, Half]
    place: str
    sources: tuple[SourceMention, ...]
    highlights: tuple[str, ...]
    profile: Profile | None
    updated: str
    where: Where
    images: Mapping[str, Image] = field(default_factory=dict)
    described_images: tuple[str, ...] = ()
    theme: str = ""
    drawing: str = ""
    aliases: tuple[str, ...] = ()
    synonyms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def untranslated(self) -> frozenset[str]:
        """The languages in which the text is missing, so that its pages show it in the main language."""
        return frozenset(language for language, half in self.halves.items() if half.borrowed)


@dataclass(frozen=True)
class Part:
    """A part of the site: an opening of its own and chapters in reading order."""

    key: str
    opening: Text
    chapters: tuple[Text, ...]
