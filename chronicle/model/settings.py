"""Nouns of `site.yaml`: the settings of the whole site."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from chronicle.model.registers import Localized


@dataclass(frozen=True)
class Derived:
    """How a language is derived: `of` is the source language, `by` the conversion of OpenCC.

    `exceptions` are words of the source language → their conversions, where OpenCC converts them differently.
    """

    of: str
    by: str
    exceptions: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Language:
    """One language of the site.

    `locale` is a CLDR locale (en_GB). `numbers` says how figures are written. `derived` says how the language is made from
    another one; it is None if somebody writes it. `partial` tells whether texts may be missing in it.
    """

    name: str
    locale: str
    numbers: Literal["as-printed", "own", "western"]
    short: str = ""
    derived: Derived | None = None
    partial: bool = False

    @property
    def mark(self) -> str:
        """The name where there is little room: the short one, or the code of the language: EN."""
        return self.short or self.locale.partition("_")[0].upper()


@dataclass(frozen=True)
class PartGroup:
    """Parts that the menu lists below a heading of their own."""

    title: Localized
    parts: tuple[str, ...]


@dataclass(frozen=True)
class Doubt:
    """A kind of doubt about figures; `meaning` is a sentence that is shown at every figure of this kind."""

    title: Localized
    meaning: Localized


@dataclass(frozen=True)
class Story:
    """The story in one drawing: two facts in the same unit, how many things each stitch represents, and a text that says what the drawing shows."""

    before: str
    after: str
    each: int
    text: Localized


@dataclass(frozen=True)
class Refrain:
    """Language → phrases that texts should not repeat too often: at most one sentence in `one_in` may contain one of them."""

    one_in: int
    phrases: Mapping[str, tuple[str, ...]]


TargetKind = Literal["folder", "releases", "s3", "git"]


@dataclass(frozen=True)
class Target:
    """A place that the site is published to; which fields matter depends on the kind."""

    kind: TargetKind
    to: str
    endpoint: str = ""
    region: str = ""
    branch: str = ""
    keep: int = 1


@dataclass(frozen=True)
class Settings:
    """The settings of the whole site; the first of `languages` is the main one. `parts` is part → chapters, in reading order."""

    title: Localized
    subtitle: Localized
    description: Localized
    languages: Mapping[str, Language]
    base_url: str
    updated: str
    license: Localized
    license_url: str
    author: Localized
    parts: Mapping[str, tuple[str, ...]]
    menu: tuple[PartGroup, ...] = ()
    cover: str = ""
    begin: tuple[str, ...] = ()
    report_url: str = ""
    edit_url: str = ""
    security_contact: str = ""
    deploy: Mapping[str, Target] = field(default_factory=dict)
    earliest: str = "1900"
    highlights: tuple[str, ...] = ()
    findings: tuple[str, ...] = ()
    story: Story | None = None
    themes: Mapping[str, Localized] = field(default_factory=dict)
    measures: Mapping[str, Localized] = field(default_factory=dict)
    doubts: Mapping[str, Doubt] = field(default_factory=dict)
    place_kinds: Mapping[str, Localized] = field(default_factory=dict)
    refrain: Refrain | None = None
    profile: tuple[str, ...] = ()
