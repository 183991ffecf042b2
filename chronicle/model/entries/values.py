"""The types of the fields of entries: patterns, limits and validators."""

from __future__ import annotations

import datetime
import re
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import Annotated, TypeVar

import babel
import babel.localedata
from babel.core import get_locale_identifier, parse_locale
from pydantic import AfterValidator, BaseModel, ConfigDict, Discriminator, Field, Tag, ValidationInfo, WithJsonSchema
from pydantic_core import PydanticCustomError

from chronicle.model.addresses import MAX_ADDRESS, is_mail_address, is_web_address
from chronicle.model.borrowed import Written, borrow
from chronicle.model.keys import KEY_PATTERN, PERIOD_PATTERN
from chronicle.model.registers import FACE_SIDE, parse_piece
from chronicle.problems import find_near

T = TypeVar("T")

# `part/key` or `key`: the address of a text without its language.
FORMER_ADDRESS_PATTERN = r"^(?:[a-z0-9]+(?:-[a-z0-9]+)*/)?[a-z0-9]+(?:-[a-z0-9]+)*$"


def _every_language(value: dict[str, T], info: ValidationInfo) -> dict[str, T]:
    """Return a text in every language, where partial languages borrow it from the main one; refuse a missing or unknown language."""
    languages = (info.context or {}).get("languages", Written())
    missing = [language for language in languages if language not in value]
    for language in missing:
        if language not in languages.partial:
            raise PydanticCustomError("language_missing", "{language}", {"language": language})
    for language in value:
        if languages and language not in languages:
            raise PydanticCustomError("language_unknown", "{language}", {"language": language})
    return {**value, **{language: borrow(value[languages[0]], languages[0]) for language in missing}}


def _has_other(forms: dict[str, str]) -> dict[str, str]:
    """Refuse plural forms without `other`, the form for all remaining numbers, which every language has."""
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
    """Refuse anything but a full web address: a link must never run a script."""
    if not is_web_address(value):
        hint = "Write a full address with https:// or http://, without spaces: https://example.org/page."
        raise PydanticCustomError("refused", hint)
    return value


@cache  # Babel looks through the names of all its locales each time
def _locale(value: str) -> str:
    """Return a CLDR locale in its usual spelling: en-gb gives en_GB; refuse a locale that Babel does not know."""
    name = value.replace("-", "_")
    try:
        known = get_locale_identifier(parse_locale(name))
        if _LOCALE.fullmatch(name) and babel.localedata.exists(str(babel.Locale.parse(known))):
            return known
    except (ValueError, babel.UnknownLocaleError):
        pass
    near = find_near(name, babel.localedata.locale_identifiers()) if "_" in name else ""
    raise PydanticCustomError("refused", f"Did you mean '{near}'?" if near else LOCALE_HINT)


def _factor(value: str) -> str:
    """Refuse anything but a number or fraction above zero."""
    if not _FACTOR.fullmatch(value) or not Fraction(value):
        raise PydanticCustomError("refused", "Write a number or a fraction: 0.5, 1/15.")
    return value


def _report_address(value: str) -> str:
    """Refuse an address that is neither a web nor a mail address; it may contain `{url}` and `{title}`, those of the reported page."""
    filled = re.sub(r"\{(?:url|title)\}", "x", value[:MAX_ADDRESS])
    if len(value) > MAX_ADDRESS or (value and not is_web_address(filled) and not is_mail_address(filled)):
        hint = "Write an address with https://, http:// or mailto:, without spaces; {url} and {title} in it stand for the page's."
        raise PydanticCustomError("refused", hint)
    return value


def _edit_address(value: str) -> str:
    """Refuse an address that is not a web address with `{path}` in it; `{path}` and `{line}` are those of the page's source file."""
    filled = re.sub(r"\{(?:path|line)\}", "1", value[:MAX_ADDRESS])
    if value and (len(value) > MAX_ADDRESS or "{path}" not in value or not is_web_address(filled)):
        hint = "Write an address with https:// or http://, without spaces, with {path} in it, and {line} if wanted: those of the page's file."
        raise PydanticCustomError("refused", hint)
    return value


def _contact_address(value: str) -> str:
    """Refuse an address that is neither a web nor a mail address."""
    if value and not is_web_address(value) and not is_mail_address(value):
        raise PydanticCustomError("refused", "Write an address with https:// or mailto:, without spaces.")
    return value


_LOCALE = re.compile(r"[A-Za-z0-9_]+")
LOCALE_HINT = "Write a language and a country: zh_CN, en_GB, fr_FR."
_FACTOR = re.compile(r"[0-9]{1,12}(?:\.[0-9]{1,12})?(?:/[0-9]{0,11}[1-9][0-9]{0,11})?")


def _piece(value: str) -> str:
    """Refuse anything but a piece of a drawing: a line has at least two points, an area at least three, and all points are on the square."""
    try:
        parse_piece(value)
    except ValueError:
        hint = f"Write a colour, a kind and points within {FACE_SIDE}: grass area 4,40 24,8 44,40; sand line 4,40 44,40; red dot 24,24,6."
        raise PydanticCustomError("refused", hint) from None
    return value


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
ReportAddress = Annotated[str, AfterValidator(_report_address)]
EditAddress = Annotated[str, AfterValidator(_edit_address)]
ContactAddress = Annotated[str, AfterValidator(_contact_address)]
# In the JSON Schemas, a field for each language replaces the mark `bilingual`; see schemas.py.
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
    """The base class of all entries; fields that an entry does not define are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)
