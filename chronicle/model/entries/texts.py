"""The front matter of texts."""

from __future__ import annotations

from pydantic import Field

from chronicle.model.entries.values import Day, Entry, FormerAddress, Key, LocalizedEntry, NonEmpty, Period


class SourceMentionEntry(Entry):
    """A section of a source on which a chapter is based."""

    source: Key = Field(description="A key of sources.yaml.")
    section: NonEmpty = Field(default="", description="The heading in the source, in its language.")


class ProfileEntry(Entry):
    """What a county's chapter says about it besides its figures."""

    left: Period = Field(
        default="",
        description="When it reached the aim that the site tells of, such as leaving a list, according to the record of the whole.",
    )
    announced: Period = Field(
        default="", description="When that was according to the place's own source, if it gives a date."
    )
    industries: LocalizedEntry = Field(default={}, description="The main industries that its chapter names.")
    partner: LocalizedEntry = Field(default={}, description="The city, district or company paired with it.")


class ImageEntry(Entry):
    """An image in the main language's front matter; its alternative text and caption are in the text."""

    credit: LocalizedEntry = Field(default={}, description="Its maker or origin.")
    publish_original: bool = Field(
        default=False,
        description="true to publish the file itself too, with all data that the camera has written into it.",
    )


class FrontMatter(Entry):
    """The front matter of one language's file."""

    title: NonEmpty = Field(description="The title in this language.")
    summary: str = Field(default="", description="One plain sentence on the subject.")


class MainFrontMatter(FrontMatter):
    """The front matter of the main language's file, which also has the fields for every language."""

    slug: Key = Field(default="", description="The last part of the address, if it is not the folder's name.")
    aliases: tuple[FormerAddress, ...] = Field(
        default=(), description="Former addresses, which redirect here, without the language: measures/relocation."
    )
    place: Key = Field(default="", description="The place that the chapter is about.")
    theme: Key = Field(
        default="",
        description="The theme that the chapter covers as a whole: each of its facts is in a table or chart.",
    )
    sources: tuple[SourceMentionEntry, ...] = Field(
        default=(), description="The sections on which the chapter is based: {source: yearbook, section: Water}."
    )
    highlights: tuple[NonEmpty, ...] = Field(default=(), description="Facts (sheet.key) shown at the top.")
    drawing: Key = Field(default="", description="Its face, a key of drawings.yaml.")
    synonyms: dict[Key, tuple[NonEmpty, ...]] = Field(
        default={},
        description="Other names of the subject that readers search for and the title does not contain, per language.",
    )
    profile: ProfileEntry | None = Field(
        default=None, description="For a county: what its profile shows besides figures."
    )
    updated: Day = Field(default="", description="The date of the last change, if it is not the edition's.")
    images: dict[NonEmpty, ImageEntry] = Field(
        default={}, description="Images by file name, with their makers: {photo.jpg: {credit: ...}}."
    )
