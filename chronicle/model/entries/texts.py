"""The front matter of texts."""

from __future__ import annotations

from pydantic import Field

from chronicle.model.entries.values import Day, Entry, FormerAddress, Key, LocalizedEntry, NonEmpty, Period


class SourceMentionEntry(Entry):
    """A section of a source that a chapter rests on."""

    source: Key = Field(description="A key of sources.yaml.")
    section: NonEmpty = Field(default="", description="The heading in the source, in its language.")


class ProfileEntry(Entry):
    """What a county's chapter says of it beside its figures."""

    left: Period = Field(default="", description="When it left the list of poor counties, by the record of the whole.")
    announced: Period = Field(default="", description="When that was by the place's own source, where it gives a date.")
    industries: LocalizedEntry = Field(default={}, description="The main industries that its chapter names.")
    partner: LocalizedEntry = Field(default={}, description="The city, district or company paired with it.")


class ImageEntry(Entry):
    """What is said of an image in the main language's front matter; its alternative text and caption stand in the text."""

    credit: LocalizedEntry = Field(default={}, description="Who made it, or where it comes from.")
    publish_original: bool = Field(
        default=False, description="true to publish the file itself too, with all that the camera has written into it."
    )


class FrontMatter(Entry):
    """The front matter of one language's file."""

    title: NonEmpty = Field(description="The title in this language.")
    summary: str = Field(default="", description="One plain sentence on what is told.")


class MainFrontMatter(FrontMatter):
    """The front matter of the main language's file, which also says what is true of every language."""

    slug: Key = Field(default="", description="The last part of the address, where not the folder's name.")
    aliases: tuple[FormerAddress, ...] = Field(
        default=(), description="Former addresses, which lead here: measures/relocation, as below the language."
    )
    place: Key = Field(default="", description="The place that the chapter is about.")
    theme: Key = Field(
        default="",
        description="The theme that the chapter tells as a whole: each fact of it stands in a table or chart.",
    )
    sources: tuple[SourceMentionEntry, ...] = Field(default=(), description="The sections that the chapter rests on.")
    highlights: tuple[NonEmpty, ...] = Field(default=(), description="Facts (sheet.key) shown at the top.")
    drawing: Key = Field(default="", description="Its face, a key of drawings.yaml.")
    synonyms: dict[Key, tuple[NonEmpty, ...]] = Field(
        default={}, description="What readers call its subject who search, and its title does not, per language."
    )
    profile: ProfileEntry | None = Field(
        default=None, description="For a county: what its profile shows beside figures."
    )
    updated: Day = Field(default="", description="The day of the last change, where not the edition's.")
    images: dict[NonEmpty, ImageEntry] = Field(default={}, description="By file name: what is said of an image.")
