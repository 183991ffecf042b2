"""Entries of `content/site.yaml`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from chronicle.model.entries.values import (
    ContactAddress,
    Day,
    EditAddress,
    Entry,
    Key,
    Locale,
    LocalizedEntry,
    NonEmpty,
    ReportAddress,
    WebAddress,
    Year,
)
from chronicle.model.settings import TargetKind


class DerivedEntry(Entry):
    """How an unwritten language is made from another one: `derived` of a language in `content/site.yaml`."""

    of: Key = Field(description="The language that it is made from.")
    by: Literal["s2t", "s2tw", "s2twp", "s2hk", "s2hkp", "t2s", "t2tw", "t2hk", "tw2s", "tw2sp", "hk2s"] = Field(
        description="The conversion of OpenCC: s2tw makes simplified Chinese traditional as Taiwan writes it, s2twp with its words too."
    )
    exceptions: dict[NonEmpty, NonEmpty] = Field(
        default={},
        description="Words of the source language and their correct conversions, where OpenCC converts them differently.",
    )


class LanguageEntry(Entry):
    """One language of the site."""

    name: NonEmpty = Field(description="The language's name in itself: 中文, English.")
    short: str = Field(
        default="",
        description="The name where there is little room: 中, EN; without it the code of the language.",
    )
    locale: Locale = Field(description="The CLDR locale for dates and plural forms: zh_CN, en_GB.")
    numbers: Literal["as-printed", "own", "western"] = Field(
        description="How figures are written: as the source printed them, or by the rules of the language (own; western is an older name)."
    )
    derived: DerivedEntry | None = Field(
        default=None, description="How it is made from another language, if nobody writes it."
    )
    partial: bool = Field(
        default=False, description="true if texts may be missing: missing texts are shown in the main language."
    )


class PartGroupEntry(Entry):
    """Parts that the menu lists under a heading of their own."""

    title: LocalizedEntry = Field(description="The heading, in a word or two.")
    parts: tuple[Key, ...] = Field(min_length=1, description="The parts below it.")


class DoubtEntry(Entry):
    """A kind of doubt about figures, an entry of `doubts` in `content/site.yaml`."""

    title: LocalizedEntry = Field(description="The name of the kind, in a few words.")
    meaning: LocalizedEntry = Field(description="One sentence that is shown at every figure of this kind.")


class StoryEntry(Entry):
    """The story in one drawing on the home page: how many there were and how many are left, as stitches of a quilt."""

    before: NonEmpty = Field(description="The fact (sheet.key) for how many there were.")
    after: NonEmpty = Field(description="The fact (sheet.key) for how many are left, in the same unit.")
    each: Annotated[int, Field(ge=1)] = Field(
        description="How many a stitch represents; a partial stitch counts as one."
    )
    text: LocalizedEntry = Field(
        description="What the drawing shows, in a sentence or two, with references to figures."
    )


class RefrainEntry(Entry):
    """Phrases that texts repeat too easily, such as that a source is silent: `refrain` in `content/site.yaml`."""

    one_in: Annotated[int, Field(ge=1, le=1000)] = Field(
        description="The number of sentences for which one may contain such a phrase: 20."
    )
    phrases: dict[Key, tuple[NonEmpty, ...]] = Field(description="The phrases, by language.")


_FOLDER = r"(?!-)(?:~/|/|(?:\.{1,2}/)+)?[\w.@+-]+(?:/[\w.@+-]+)*/?"
_HOST = r"(?:[A-Za-z0-9][\w.-]*@)?[A-Za-z0-9][A-Za-z0-9.-]*"
TARGET_FORMS: Mapping[TargetKind, re.Pattern[str]] = {
    "folder": re.compile(_FOLDER),
    "releases": re.compile(rf"(?:{_HOST}:)?/[\w.@+-]+(?:/[\w.@+-]+)*/?"),
    "s3": re.compile(r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](?:/[\w.+-]+)*/?"),
    "git": re.compile(rf"(?:https|ssh)://{_HOST}(?::[0-9]+)?/[\w./~-]+|{_HOST}:[\w./~-]+|{_FOLDER}"),
}
TARGET_HINTS: Mapping[TargetKind, str] = {
    "folder": "Write a folder: ../www, /srv/www/site.",
    "releases": "Write a server and a folder on it, from its root: user@host:/srv/www/site.",
    "s3": "Write a bucket, and a folder in it if wanted: bucket, bucket/folder.",
    "git": "Write a repository: git@host:owner/name.git, https://host/owner/name.git.",
}


class TargetEntry(Entry):
    """A place to which the site is published."""

    kind: TargetKind = Field(
        description="The method: folder, a folder of this machine; releases, dated folders of a server over SSH; s3, a bucket; git, a branch."
    )
    to: NonEmpty = Field(
        description="The destination: ../www · user@host:/srv/www/site · bucket or bucket/folder · git@host:owner/name.git."
    )
    endpoint: WebAddress | Literal[""] = Field(
        default="", description="For s3: the address of a store that is not Amazon's."
    )
    region: Annotated[str, Field(pattern=r"^[a-z0-9-]*$")] = Field(default="", description="For s3: the region.")
    branch: Annotated[str, Field(pattern=r"^[A-Za-z0-9]+(?:[./_-][A-Za-z0-9]+)*$")] = Field(
        default="gh-pages", description="For git: the branch."
    )
    keep: Annotated[int, Field(ge=1, le=100)] = Field(
        default=5, description="For releases: the number of releases to keep on the server."
    )

    @model_validator(mode="after")
    def _is_somewhere(self) -> TargetEntry:
        """Refuse a destination that does not match the pattern of its kind: rsync, ssh or git could take it for an option or a command."""
        if not TARGET_FORMS[self.kind].fullmatch(self.to):
            raise PydanticCustomError("refused", TARGET_HINTS[self.kind])
        return self


class SettingsEntry(Entry):
    """`content/site.yaml`: the settings of the whole site."""

    title: LocalizedEntry = Field(description="The site's name.")
    subtitle: LocalizedEntry = Field(description="One line below the name.")
    description: LocalizedEntry = Field(description="One or two sentences for search engines and feeds.")
    languages: dict[Key, LanguageEntry] = Field(min_length=1, description="The languages, the main one first.")
    base_url: NonEmpty = Field(
        description="The address of the published site: https://example.org/ or https://example.org/path/."
    )
    updated: Day = Field(description="The date of this edition.")
    earliest: Year = Field(default="1900", description="The first year that the site covers (default: 1900).")
    license: LocalizedEntry = Field(description="The licence of the content, in a sentence.")
    license_url: WebAddress = Field(description="The address of the licence's text.")
    author: LocalizedEntry = Field(description="The person or organisation responsible for the site.")
    report_url: ReportAddress = Field(
        default="",
        description="The address at which readers report a mistake; optional. {url} and {title} are replaced by those of the page.",
    )
    edit_url: EditAddress = Field(
        default="",
        description="The address at which a page's file can be edited; optional. {path} and {line} are replaced by those of the file: https://github.com/owner/name/edit/main/{path}#L{line}.",
    )
    security_contact: ContactAddress = Field(
        default="", description="The contact for security problems of the site: an address, https:// or mailto:."
    )
    deploy: dict[Key, TargetEntry] = Field(default={}, description="The places that `deploy` publishes to, by name.")
    parts: dict[Key, tuple[Key, ...]] = Field(
        min_length=1,
        description="The parts and their chapters, in reading order, a part with its list below the other: town: [water, school].",
    )
    menu: tuple[PartGroupEntry, ...] = Field(
        default=(), description="Parts that have a heading of their own in the menu; all others are under Chapters."
    )
    cover: Key = Field(
        default="", description="The drawing that stands behind the plain on the cover, a key of drawings.yaml."
    )
    begin: tuple[NonEmpty, ...] = Field(
        default=(),
        description="The parts or chapters that the cover of the home page leads to, beside the map (default: the first chapter).",
    )
    highlights: tuple[NonEmpty, ...] = Field(
        default=(), description="Facts (sheet.key) that tell the story on the home page."
    )
    findings: tuple[Key, ...] = Field(
        default=(), description="Charts whose findings stand on the home page, with a small drawing of each."
    )
    story: StoryEntry | None = Field(default=None, description="The story in one drawing, on the home page.")
    themes: dict[Key, LocalizedEntry] = Field(default={}, description="The themes by which facts are sorted.")
    measures: dict[Key, LocalizedEntry] = Field(
        default={}, description="The measures that several places or years report."
    )
    place_kinds: dict[Key, LocalizedEntry] = Field(
        default={}, description="Kinds of places that are specific to this site: parish, oblast."
    )
    refrain: RefrainEntry | None = Field(default=None, description="Phrases that texts should not repeat too often.")
    doubts: dict[Key, DoubtEntry] = Field(default={}, description="The kinds of doubt about figures.")
    profile: tuple[Key, ...] = Field(
        default=(), description="The measures that a county's profile shows, in this order."
    )
