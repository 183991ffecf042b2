"""Entries: the shape of what an editor writes in YAML and front matter, checked on reading.

They are pydantic models, and the JSON Schemas are generated from them.
"""

from __future__ import annotations

import datetime
import re
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Literal, TypeVar

import babel
import babel.localedata
from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Discriminator,
    Field,
    Tag,
    ValidationInfo,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import PydanticCustomError

from chronicle.model.addresses import MAX_ADDRESS, is_mail_address, is_web_address
from chronicle.problems import suggest

T = TypeVar("T")

KEY_PATTERN = r"^[a-z0-9]+(?:-[a-z0-9]+)*$"
# `part/key` or `key`, as addresses of texts are below their language.
FORMER_ADDRESS_PATTERN = r"^(?:[a-z0-9]+(?:-[a-z0-9]+)*/)?[a-z0-9]+(?:-[a-z0-9]+)*$"
# A fact's id, `sheet.key`, wherever one stands in a text.
FACT_ID = r"[a-z0-9]+(?:-[a-z0-9]+)*\.[a-z0-9]+(?:-[a-z0-9]+)*"
PERIOD_PATTERN = r"^[0-9]{4}(-[0-9]{2}){0,2}(/(\.\.|[0-9]{4}(-[0-9]{2}){0,2}))?$"


def _every_language(value: dict[str, T], info: ValidationInfo) -> dict[str, T]:
    """Refuse a text that lacks one of the site's languages, or has one that the site does not know."""
    languages = (info.context or {}).get("languages", ())
    for language in languages:
        if language not in value:
            raise PydanticCustomError("language_missing", "{language}", {"language": language})
    for language in value:
        if languages and language not in languages:
            raise PydanticCustomError("language_unknown", "{language}", {"language": language})
    return value


def _has_other(forms: dict[str, str]) -> dict[str, str]:
    """Refuse plural forms without the one that every language has, for all numbers that no other form is for."""
    if "other" not in forms:
        raise PydanticCustomError("form_missing", "{form}", {"form": "other"})
    return forms


def _real_day(value: str) -> str:
    """Refuse a day that the calendar does not have."""
    try:
        datetime.date.fromisoformat(value)
    except ValueError:
        raise PydanticCustomError("refused", "The calendar has no such day.") from None
    return value


def _web_address(value: str) -> str:
    """Refuse what is no full address of the web: a link must never run anything."""
    if not is_web_address(value):
        hint = "Write a full address with https:// or http://, without spaces: https://example.org/page."
        raise PydanticCustomError("refused", hint)
    return value


def _locale(value: str) -> str:
    """Return a CLDR locale as it is usually written, en_GB for en-gb; refuse one that nobody knows."""
    language, *more = re.split("[-_]", value)
    steps = [step.title() if len(step) == SCRIPT_LETTERS else step.upper() for step in more]
    name = "_".join([language.lower(), *steps])
    try:
        if re.fullmatch("[A-Za-z0-9_]+", name) and babel.localedata.exists(str(babel.Locale.parse(name))):
            return name
    except (ValueError, babel.UnknownLocaleError):
        pass
    hint = suggest(name, babel.localedata.locale_identifiers()) if more else ""
    raise PydanticCustomError("refused", hint if "?" in hint else LOCALE_HINT)


def _factor(value: str) -> str:
    """Refuse what is no number above nothing."""
    if not _FACTOR.fullmatch(value) or not Fraction(value):
        raise PydanticCustomError("refused", "Write a number or a fraction: 0.5, 1/15.")
    return value


def _report_address(value: str) -> str:
    """Refuse what a reader cannot write to; `{url}` and `{title}` stand for the page that is reported."""
    filled = re.sub(r"\{(?:url|title)\}", "x", value[:MAX_ADDRESS])
    if len(value) > MAX_ADDRESS or (value and not is_web_address(filled) and not is_mail_address(filled)):
        hint = "Write an address with https://, http:// or mailto:, without spaces; {url} and {title} in it stand for the page's."
        raise PydanticCustomError("refused", hint)
    return value


def _contact_address(value: str) -> str:
    """Refuse what nobody can be reached at."""
    if value and not is_web_address(value) and not is_mail_address(value):
        raise PydanticCustomError("refused", "Write an address with https:// or mailto:, without spaces.")
    return value


_FOLDER = r"(?!-)(?:~/|/|(?:\.{1,2}/)+)?[\w.@+-]+(?:/[\w.@+-]+)*/?"
_HOST = r"(?:[A-Za-z0-9][\w.-]*@)?[A-Za-z0-9][A-Za-z0-9.-]*"
TARGET_FORMS = {
    "folder": re.compile(_FOLDER),
    "releases": re.compile(rf"(?:{_HOST}:)?/[\w.@+-]+(?:/[\w.@+-]+)*/?"),
    "s3": re.compile(r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](?:/[\w.+-]+)*/?"),
    "git": re.compile(rf"(?:https|ssh)://{_HOST}(?::[0-9]+)?/[\w./~-]+|{_HOST}:[\w./~-]+|{_FOLDER}"),
}
TARGET_HINTS = {
    "folder": "Write a folder: ../www, /srv/www/site.",
    "releases": "Write a server and a folder on it, from its root: user@host:/srv/www/site.",
    "s3": "Write a bucket, and a folder in it if wanted: bucket, bucket/folder.",
    "git": "Write a repository: git@host:owner/name.git, https://host/owner/name.git.",
}


SCRIPT_LETTERS = 4  # in zh_Hans_CN
LOCALE_HINT = "Write a language and a country: zh_CN, en_GB, fr_FR."
_FACTOR = re.compile(r"[0-9]{1,12}(?:\.[0-9]{1,12})?(?:/[0-9]{0,11}[1-9][0-9]{0,11})?")


def _piece(value: str) -> str:
    """Refuse what is no piece of a drawing: a line has two points at least, an area three, and all lie on the square."""
    match = _PIECE.fullmatch(value)
    numbers = [float(number) for number in re.findall(r"[\d.]+", value)]
    fewest = {"line": 4, "area": 6, "dot": 3}
    if match is None or len(numbers) < fewest[match["kind"] or match["dot"]] or max(numbers) > FELT_SIDE:
        hint = "Write a colour, a kind and points within 48: grass area 4,40 24,8 44,40; sand line 4,40 44,40; red dot 24,24,6."
        raise PydanticCustomError("refused", hint)
    return value


FELT_SIDE = 48
_NUMBER = r"[0-9]{1,2}(?:\.[0-9])?"
_XY = f"{_NUMBER},{_NUMBER}"
_PIECE = re.compile(rf"(?:red|sand|grass) (?:(?P<kind>area|line)(?: {_XY}){{2,24}}|(?P<dot>dot) {_XY},{_NUMBER})")
NonEmpty = Annotated[str, Field(min_length=1)]
FeltPiece = Annotated[str, AfterValidator(_piece)]
Factor = Annotated[str, AfterValidator(_factor)]
Locale = Annotated[NonEmpty, AfterValidator(_locale)]
Highest = Annotated[Decimal, Field(ge=0, le=10**18, allow_inf_nan=False)]
Longitude = Annotated[float, Field(ge=-180, le=180, allow_inf_nan=False)]
Latitude = Annotated[float, Field(ge=-90, le=90, allow_inf_nan=False)]
Day = Annotated[str, Field(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"), AfterValidator(_real_day)]
Year = Annotated[str, Field(pattern=r"^[0-9]{4}$")]
Key = Annotated[str, Field(pattern=KEY_PATTERN)]
FormerAddress = Annotated[str, Field(pattern=FORMER_ADDRESS_PATTERN)]
Period = Annotated[str, Field(pattern=PERIOD_PATTERN)]
WebAddress = Annotated[NonEmpty, AfterValidator(_web_address)]
# In a JSON Schema the languages stand where this mark is; see schemas.py.
LocalizedEntry = Annotated[
    dict[str, NonEmpty], AfterValidator(_every_language), WithJsonSchema({"type": "object", "bilingual": True})
]
PluralForms = Annotated[
    dict[str, NonEmpty], AfterValidator(_has_other), Field(json_schema_extra={"required": ["other"]})
]
Word = Annotated[
    Annotated[NonEmpty, Tag("text")] | Annotated[PluralForms, Tag("forms")],
    Discriminator(lambda value: "forms" if isinstance(value, dict) else "text"),
]
Countable = Annotated[dict[str, Word], AfterValidator(_every_language)]


class Entry(BaseModel):
    """A shape that an editor writes; fields that it does not name are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class LanguageEntry(Entry):
    """One language of the site."""

    name: NonEmpty = Field(description="The language's name in itself: 中文, English.")
    short: str = Field(default="", description="The name where there is little room: 中, EN; may be left out.")
    locale: Locale = Field(description="The CLDR locale for dates and plural forms: zh_CN, en_GB.")
    numbers: Literal["as-printed", "western"] = Field(
        description="How figures read: as the source printed them, or in thousands, millions and billions."
    )


class PartGroupEntry(Entry):
    """Parts that the menu lists below a heading of their own."""

    title: LocalizedEntry = Field(description="The heading, in a word or two.")
    parts: tuple[Key, ...] = Field(min_length=1, description="The parts below it.")


class DoubtEntry(Entry):
    """A kind of doubt about figures, an entry of `doubts` in `content/site.yaml`."""

    title: LocalizedEntry = Field(description="What the kind is called, in a few words.")
    meaning: LocalizedEntry = Field(description="One sentence that stands at every figure of this kind.")


class StoryEntry(Entry):
    """The story in one drawing on the home page: how many there were, how many are left, as stitches of a quilt."""

    before: NonEmpty = Field(description="The fact (sheet.key) that tells how many there were.")
    after: NonEmpty = Field(description="The fact (sheet.key) that tells how many are left, in the same unit.")
    each: Annotated[int, Field(ge=1)] = Field(description="How many a stitch stands for; a begun one counts.")
    text: LocalizedEntry = Field(
        description="What the drawing shows, in a sentence or two, with references to figures."
    )


class RefrainEntry(Entry):
    """What texts say too easily, such as that a source is silent: `refrain` in `content/site.yaml`."""

    one_in: Annotated[int, Field(ge=1, le=1000)] = Field(
        description="Of so many sentences of a text, one may say it: 20."
    )
    phrases: dict[Key, tuple[NonEmpty, ...]] = Field(description="By language, the phrases that say it.")


class TargetEntry(Entry):
    """A place that the site is published to."""

    kind: Literal["folder", "releases", "s3", "git"] = Field(
        description="How: folder, a folder of this machine; releases, dated folders of a server over SSH; s3, a bucket; git, a branch."
    )
    to: NonEmpty = Field(
        description="Where: ../www · user@host:/srv/www/site · bucket or bucket/folder · git@host:owner/name.git."
    )
    endpoint: WebAddress | Literal[""] = Field(
        default="", description="For s3: the address of a store that is not Amazon's."
    )
    region: Annotated[str, Field(pattern=r"^[a-z0-9-]*$")] = Field(default="", description="For s3: the region.")
    branch: Annotated[str, Field(pattern=r"^[A-Za-z0-9]+(?:[./_-][A-Za-z0-9]+)*$")] = Field(
        default="gh-pages", description="For git: the branch."
    )
    keep: Annotated[int, Field(ge=1, le=100)] = Field(
        default=5, description="For releases: how many stay on the server."
    )

    @model_validator(mode="after")
    def _is_somewhere(self) -> TargetEntry:
        """Refuse what the programs that publish would take for an option or a command."""
        if not TARGET_FORMS[self.kind].fullmatch(self.to):
            raise PydanticCustomError("refused", TARGET_HINTS[self.kind])
        return self


class SettingsEntry(Entry):
    """`content/site.yaml`: what holds for the whole site."""

    title: LocalizedEntry = Field(description="The site's name.")
    subtitle: LocalizedEntry = Field(description="One line below the name.")
    description: LocalizedEntry = Field(description="One or two sentences for search engines and feeds.")
    languages: dict[Key, LanguageEntry] = Field(min_length=1, description="The languages, the main one first.")
    base_url: NonEmpty = Field(
        description="Where the site will stand: https://example.org/ or https://example.org/path/."
    )
    updated: Day = Field(description="The day of this edition.")
    earliest: Year = Field(default="1900", description="The first year that the site tells of; 1900 if left out.")
    license: LocalizedEntry = Field(description="The licence of the content, in a sentence.")
    license_url: WebAddress = Field(description="Where the licence can be read.")
    author: LocalizedEntry = Field(description="Who answers for the site.")
    report_url: Annotated[str, AfterValidator(_report_address)] = Field(
        default="",
        description="Where readers report a mistake; may be left out. {url} and {title} in it become the page's.",
    )
    security_contact: Annotated[str, AfterValidator(_contact_address)] = Field(
        default="", description="Whom to tell of a hole in the site's security: an address, https:// or mailto:."
    )
    deploy: dict[Key, TargetEntry] = Field(default={}, description="The places that `deploy` publishes to, by name.")
    parts: dict[Key, tuple[Key, ...]] = Field(
        min_length=1, description="The parts and their chapters, in reading order."
    )
    menu: tuple[PartGroupEntry, ...] = Field(
        default=(), description="Parts that have a heading of their own in the menu; all others stand under Chapters."
    )
    highlights: tuple[NonEmpty, ...] = Field(
        default=(), description="Facts (sheet.key) that tell the story on the home page."
    )
    story: StoryEntry | None = Field(default=None, description="The story in one drawing, on the home page.")
    themes: dict[Key, LocalizedEntry] = Field(default={}, description="The themes that facts are sorted by.")
    measures: dict[Key, LocalizedEntry] = Field(
        default={}, description="The measures that several places or years report."
    )
    refrain: RefrainEntry | None = Field(default=None, description="What texts are not to say again and again.")
    doubts: dict[Key, DoubtEntry] = Field(default={}, description="The kinds of doubt about figures.")
    profile: tuple[Key, ...] = Field(
        default=(), description="The measures that a county's profile shows, in this order."
    )


class SourceEntry(Entry):
    """A published text that facts come from: an entry of `content/sources.yaml`."""

    title: LocalizedEntry = Field(description="The title as published, and in translation.")
    short: LocalizedEntry = Field(description="The name used in running text.")
    kind: Literal["pictorial", "newspaper-page", "book", "report", "web-page"] = Field(description="What it is.")
    publication: LocalizedEntry = Field(default={}, description="The periodical it appeared in.")
    authors: tuple[NonEmpty, ...] = Field(default=(), description="Authors as printed.")
    authors_en: tuple[NonEmpty, ...] = Field(
        default=(), description="The same authors in Latin letters, in the same order."
    )
    editors: tuple[LocalizedEntry, ...] = Field(
        default=(), description="Editors as printed, and in the other languages; with their office, if any."
    )
    writers: tuple[LocalizedEntry, ...] = Field(default=(), description="Those who wrote parts of it.")
    photographs: tuple[LocalizedEntry, ...] = Field(default=(), description="Those who took its photographs.")
    issued_by: LocalizedEntry = Field(default={}, description="The publisher.")
    year: Year = Field(description="The year of publication as far as known.")
    date_note: LocalizedEntry = Field(description="What the text tells of its date, and what is unknown.")
    description: LocalizedEntry = Field(description="What it is and what it covers.")
    reliability: LocalizedEntry = Field(description="How far it can be relied on.")
    headings: tuple[LocalizedEntry, ...] = Field(
        default=(), description="Its headings as printed, in the main language, each with a rendering in the others."
    )


class PlaceEntry(Entry):
    """A banner, county, town or village: an entry of `content/places.yaml`."""

    name: LocalizedEntry = Field(description="The name.")
    pinyin: NonEmpty = Field(description="The Chinese name in pinyin without tones.")
    kind: Literal[
        "region", "city", "league", "banner", "county", "district", "town", "township", "village", "other"
    ] = Field(description="What it is.")
    parent: Key = Field(default="", description="The place that it belongs to.")
    other: tuple[NonEmpty, ...] = Field(default=(), description="Other spellings and short forms in use.")
    seat: tuple[Longitude, Latitude] | None = Field(
        default=None, description="Longitude and latitude of the seat, degrees."
    )


class TermEntry(Entry):
    """A programme, slogan, term, code or organisation: an entry of `content/glossary.yaml`."""

    term: LocalizedEntry = Field(description="The term.")
    forms: dict[Key, tuple[NonEmpty, ...]] = Field(
        default={}, description="Other forms that occur in text, per language."
    )
    synonyms: dict[Key, tuple[NonEmpty, ...]] = Field(
        default={}, description="What readers call it who search, and no text does, per language."
    )
    kind: Literal["programme", "slogan", "term", "unit", "award", "code", "organisation"] = Field(
        description="What sort of term it is; codes and organisations have a page of their own."
    )
    place: Key = Field(default="", description="The place that it belongs to, or worked in.")
    meaning: LocalizedEntry = Field(description="What it is, in one or two sentences.")


class DrawingEntry(Entry):
    """The face of a county or part, an entry of `content/drawings.yaml`: pieces on a square of 48 units, one upon the other."""

    pieces: tuple[FeltPiece, ...] = Field(
        description="Each a colour (red, sand, grass), a kind (area, line, dot) and points x,y; a dot has x,y,radius."
    )


class QuoteEntry(Entry):
    """Words of a person that a source prints."""

    text: LocalizedEntry = Field(
        description="The words without quotation marks: as printed in the main language, rendered in the others."
    )
    source: Key = Field(description="The source that prints them.")
    section: NonEmpty = Field(description="The heading that they stand under in the source.")


class PersonEntry(Entry):
    """Somebody named for what they did: an entry of `content/people.yaml`."""

    name: LocalizedEntry = Field(description="The name.")
    pinyin: NonEmpty = Field(description="The Chinese name in pinyin without tones.")
    role: LocalizedEntry = Field(description="Office or part played, as the source gives it at the time.")
    place: Key = Field(default="", description="The place where that was.")
    chapters: tuple[NonEmpty, ...] = Field(min_length=1, description="The chapters that tell of the person: part/key.")
    quote: QuoteEntry | None = Field(default=None, description="Words of the person that a source prints.")


class EventEntry(Entry):
    """Something dated that the chapters tell of: an entry of `content/timeline.yaml`."""

    date: Period = Field(description="A day, month, year or period.")
    event: LocalizedEntry = Field(description="What happened, in one sentence.")
    chapter: NonEmpty = Field(description="The chapter that tells of it: part/key.")
    place: Key = Field(default="", description="Where it happened.")


class CaptionEntry(Entry):
    """A picture that a source prints: an entry of `content/captions.yaml`."""

    shows: LocalizedEntry = Field(description="What was photographed, in our words.")
    source: Key = Field(description="The source that prints the picture.")
    section: NonEmpty = Field(description="The heading that it stands under in the source.")
    place: Key = Field(default="", description="The place that it shows.")
    chapter: NonEmpty = Field(default="", description="The chapter that tells the section: part/key.")


class CountEntry(Entry):
    """What several places or sources count alike: an entry of `content/counts.yaml`."""

    name: LocalizedEntry = Field(description="What is counted, in a few words.")
    definition: LocalizedEntry = Field(description="What is in it and what is not, and why these figures are alike.")


class ConversionEntry(Entry):
    """What a unit comes to in one that readers of a language know."""

    unit: Key = Field(description="The unit converted to.")
    factor: Factor = Field(description="What one comes to: 1/15, 0.5.")


class UnitEntry(Entry):
    """A unit of figures: an entry of `content/units.yaml`."""

    printed: tuple[NonEmpty, ...] = Field(min_length=1, description="How the sources print it: 人, 名, 口.")
    whole: bool = Field(
        default=False, description="true for what is counted in whole things: printed in full it is exact."
    )
    highest: Highest | None = Field(
        default=None, description="The highest value that makes sense: 100 for a percentage."
    )
    text: dict[Key, dict[NonEmpty, NonEmpty]] = Field(
        default={}, description="Per language that rewrites figures and per plural form: a pattern with {n}."
    )
    convert: dict[Key, ConversionEntry] = Field(default={}, description="Per language: a conversion shown in brackets.")


class FactEntry(Entry):
    """One figure as an editor writes it in `content/facts/<sheet>.yaml`."""

    label: LocalizedEntry = Field(description="What exactly is counted.")
    printed: NonEmpty = Field(description="The figure as the source prints it: 46.8万人, 近10亿元, 6000-10000元.")
    section: NonEmpty = Field(description="The heading that it stands under in the source, in the source's language.")
    also: tuple[NonEmpty, ...] = Field(
        default=(), description="Other headings of the source that print the same figure."
    )
    source: Key = Field(default="", description="The source, where it differs from the sheet's.")
    place: Key = Field(default="", description="The place, where it differs from the sheet's.")
    theme: Key = Field(default="", description="The theme, where it differs from the sheet's.")
    measure: Key = Field(default="", description="The measure, where other places or years report it too.")
    counts: Key = Field(default="", description="What it counts, a key of counts.yaml: the same for what is alike.")
    unit: Key = Field(default="", description="The unit, where the printed form leaves it open.")
    as_of: Period = Field(default="", description="A day, month, year, or a period: 2016/2020, 2017/..")
    planned: bool = Field(
        default=False, description="true for what the source only plans: it may be dated after the source."
    )
    highest: Highest | None = Field(
        default=None, description="The highest value that makes sense, where not the unit's."
    )
    doubt: Key = Field(default="", description="The kind of doubt about it, a key of doubts in site.yaml; with a note.")
    note: LocalizedEntry = Field(default={}, description="What a reader should know of the figure.")


class SheetEntry(Entry):
    """`content/facts/<sheet>.yaml`: facts that belong together."""

    title: LocalizedEntry = Field(description="The sheet's name.")
    intro: LocalizedEntry = Field(default={}, description="One or two sentences on what the sheet gathers.")
    source: Key = Field(default="", description="The source of its facts, unless a fact says otherwise.")
    place: Key = Field(default="", description="The place of its facts, unless a fact says otherwise.")
    theme: Key = Field(default="", description="The theme of its facts, unless a fact says otherwise.")
    facts: dict[Key, FactEntry] = Field(min_length=1, description="The facts by key.")


class RelationEntry(Entry):
    """Arithmetic between facts: an entry of `content/relations.yaml`."""

    holds: NonEmpty = Field(description="sheet.a + sheet.b = sheet.c; signs + - * / ( ) and one of = == <=.")
    why: LocalizedEntry = Field(description="Why it must hold, in one sentence.")
    contradiction: LocalizedEntry = Field(
        default={}, description="Where the sources contradict it: what they print and why it cannot be reconciled."
    )
    doubt: Key = Field(default="", description="With contradiction: of what kind it is, a key of doubts in site.yaml.")


class ComparisonEntry(Entry):
    """A measure set side by side: an entry of `content/comparisons.yaml`, for a measure that needs more than its name."""

    measure: Key = Field(description="The measure of site.yaml whose figures are compared.")
    title: LocalizedEntry = Field(description="What the column, map and chart are called.")
    as_of: Period = Field(default="", description="Only figures dated within this period: 2014/2015, 2019/..")
    undated: bool = Field(default=False, description="With as_of: whether figures without a date count too.")


class MapEntry(Entry):
    """`content/map.yaml`: the map of the places that have a seat."""

    shows: tuple[Key, ...] = Field(
        default=(), description="What the map shows, one at a time: comparisons, measures, 'left'; all if left out."
    )


class BoundaryEntry(Entry):
    """`content/geo/counties.yaml`: where the boundaries beside it come from."""

    source: LocalizedEntry = Field(description="Who made the boundaries, and when, as they ask to be named.")
    source_url: WebAddress = Field(default="", description="Where they were published.")
    licence: LocalizedEntry = Field(description="The name of the licence that they may be used under.")
    licence_url: WebAddress = Field(description="Where the licence can be read.")


class ChartRowEntry(Entry):
    """One row of a chart: a bar, a pair of bars, a line, a part of the whole."""

    facts: tuple[NonEmpty, ...] = Field(min_length=1, description="Its facts (sheet.key); the values are theirs.")
    label: LocalizedEntry = Field(default={}, description="What the row is called, where 'labels' is too long.")


class ChartEntry(Entry):
    """`content/charts/<key>.yaml`: which facts, drawn how. Titles and sentences refer to figures as running text does."""

    kind: Literal["bars", "groups", "change", "line", "parts", "units"] = Field(
        description="bars, groups (of bars), change (before and after), line (over time), parts (of a whole), units (a mark each)."
    )
    title: LocalizedEntry = Field(description="What is found: a short sentence without a full stop.")
    measure: LocalizedEntry = Field(
        description="What is drawn: the measure, of what, when; the unit is told by itself."
    )
    note: LocalizedEntry = Field(default={}, description="What a reader should know before comparing.")
    theme: Key = Field(default="", description="The theme that the page of charts shows it under.")
    labels: Literal["fact", "place", "date"] = Field(
        default="fact", description="What rows are called: by the fact's label, its place, or its date."
    )
    series: tuple[LocalizedEntry, ...] = Field(
        default=(), description="For groups: what the facts of each row are, in their order."
    )
    rows: tuple[ChartRowEntry, ...] = Field(min_length=1, description="The rows, in the order in which they are drawn.")
    whole: NonEmpty = Field(default="", description="For parts: the fact (sheet.key) that they are parts of.")
    rest: LocalizedEntry = Field(default={}, description="For parts: what the rest is, where no fact tells it.")


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
    profile: ProfileEntry | None = Field(
        default=None, description="For a county: what its profile shows beside figures."
    )
    updated: Day = Field(default="", description="The day of the last change, where not the edition's.")
    images: dict[NonEmpty, ImageEntry] = Field(default={}, description="By file name: what is said of an image.")
