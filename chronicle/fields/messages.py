"""Validation errors of pydantic → problems with line, column and hint."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import reduce
from itertools import takewhile
from operator import getitem
from typing import Any

from pydantic_core import ErrorDetails

from chronicle.model import Document, Location, find_period
from chronicle.problems import Problem, Where, shorten, suggest, unknown_language

Schema = Mapping[str, Any]


@dataclass(frozen=True)
class Mistake:
    """A mistake in a document: its location, what is `written` there, and the schema; and what pydantic says: the error's name, context and message."""

    document: Document
    location: Location
    name: str
    written: Any
    context: Mapping[str, Any]
    said: str
    schema: Schema

    @property
    def field(self) -> str:
        """The name of the field; items of lists are named after their list."""
        names = [str(step) for step in self.location if isinstance(step, str)]
        return shorten(names[-1]) if names else "the file"

    @property
    def key(self) -> Where:
        """The place of the field's name."""
        return self.document.where(*self.location)

    @property
    def value(self) -> Where:
        """The place of what was written."""
        return self.document.where_value(*self.location)

    @property
    def lacks_language(self) -> bool:
        """Whether this is a value for no language where one for each language belongs; so are those beside it."""
        around = str(_property(self.schema, self.location[:-1]).get("description", ""))
        is_text = WANTED.get(self.name) == "fields" and isinstance(self.written, str)
        return is_text and around.startswith("Per language") and self.location[-1] not in self.context["languages"]

    @property
    def purpose(self) -> str:
        """The purpose of the field, as a hint; empty if the schema has none."""
        names = self.location[:-1] if self.location and isinstance(self.location[-1], int) else self.location
        description = _property(self.schema, names).get("description", "")
        return f"{self.field}: {description}" if description else ""


Told = tuple[Where, str, str]

INDENT_HINT = "Indent it two spaces further than the field above that it belongs to."
BELOW_HINT = "Indent the lines below it that belong to it, two spaces further."
TOO_DEEP_HINT = "Take this line away, and move the lines below it two spaces to the left."
COMMA_HINT = "A comma inside {...} begins a new field: put a text that contains a comma in quotation marks."
EMPTY_ENTRY_HINT = "Write it, or remove it with its hyphen or comma."
# Fields of front matter in other programs → the field that has it here, or what to do.
_LIKE = {
    **dict.fromkeys(("description", "excerpt", "abstract"), "summary"),
    **dict.fromkeys(("lastmod", "date", "last_modified_at", "last_update", "modified"), "updated"),
    **dict.fromkeys(("permalink", "url"), "slug"),
    **dict.fromkeys(("redirect_from", "alias", "redirects"), "aliases"),
    "keywords": "synonyms",
}
_FOREIGN = {
    "tags", "tag", "categories", "category", "layout", "weight", "author", "authors", "id", "type", "toc", "math", "comments", "cover",
    "image", "featured_image", "hide", "icon", "status", "sidebar_label", "sidebar_position", "sidebar", "cssclasses", "cssclass",
    "created", "excerpt_separator", "bibliography", "csl", "nav_order", "parent", "subtitle", "menu", "params", "resources",
}  # fmt: skip
FOREIGN_HINT = "Remove it: it is a field of other programs, and nothing reads it here."
DRAFT_HINT = "Remove it; a text that is not to be published yet is left out of the list in site.yaml, and its files are kept outside content/."
FILE_HINTS = {
    "a list": "Write 'key:' above each entry, in place of its hyphen, and its fields two spaces further to the right.",
    "text": "Write 'field: value', with a colon and a space.",
    "empty": "Write its content, or delete it.",
}


def find_mistake(document: Document, error: ErrorDetails, schema: Schema, context: Mapping[str, Any]) -> Mistake:
    """Return an error of pydantic as a mistake at its location in the document."""
    # Pydantic adds steps of its own to a location, such as '[key]' or the branch of a union. Only steps in the document are kept.
    location: Location = ()
    for step in error["loc"]:
        if (*location, step) in document.keys:
            location = (*location, step)
    if error["type"] == "missing":
        location = (*location, error["loc"][-1])
    told = {**context, **error.get("ctx", {})}
    return Mistake(document, location, error["type"], error["input"], told, error["msg"], schema)


def make_problem(mistake: Mistake) -> Problem:
    """Return the problem that reports a mistake."""
    rule, tell = MESSAGES.get(mistake.name, ("wrong-value", _said))
    where, message, hint = tell(mistake)
    return Problem(where, rule, message, hint)


def _said(mistake: Mistake) -> Told:
    return mistake.value, f"'{mistake.field}': {mistake.said}.", ""


def _missing(mistake: Mistake) -> Told:
    if isinstance(mistake.location[-1], int):
        return _wrong_length(replace(mistake, location=mistake.location[:-1]))
    return mistake.document.where(*mistake.location[:-1]), f"The field '{mistake.field}' is missing.", mistake.purpose


def _unknown(mistake: Mistake) -> Told:
    if around := _find_line_too_many(mistake):
        message = f"What stands below '{shorten(str(around[-1]))}' is one level too deep."
        return mistake.document.where(*around), message, TOO_DEEP_HINT
    known = _resolve(mistake.schema, mistake.location[:-1]).get("properties", {})
    hint = suggest(mistake.field, known)
    if "summary" in known and (like := _LIKE.get(mistake.field, "")) in known:
        hint = f"Did you mean '{like}'?"
    elif "summary" in known and mistake.field in _FOREIGN:
        hint = FOREIGN_HINT
    elif "summary" in known and mistake.field in ("draft", "published"):
        hint = DRAFT_HINT
    if mistake.field in mistake.context.get("languages", ()) or _is_entry_of_field_above(mistake):
        hint = INDENT_HINT
    elif not mistake.written and mistake.document.has_no_colon(*mistake.location):
        hint = COMMA_HINT
    return mistake.key, f"There is no field '{mistake.field}' here.", hint


def _find_line_too_many(mistake: Mistake) -> Location:
    """Return the location of a field or entry whose fields belong to what is around it; empty if the unknown field is none of these.

    Either the unknown field has a field that is required beside it, or so have all fields of the entry that it is in: an entry too many.
    """
    around = mistake.location[:-1]
    schema, beside = _resolve(mistake.schema, around), mistake.document.get(*around)
    inside = mistake.written if isinstance(mistake.written, dict) else {}
    if not any(name in inside and name not in beside for name in schema.get("required", ())):
        return ()
    is_entry = around and all(isinstance(one, dict) for one in beside.values())
    return around if is_entry and not beside.keys() & schema["properties"].keys() else mistake.location


def _is_entry_of_field_above(mistake: Mistake) -> bool:
    """Return whether an unknown field has the fields of an entry of the mapping above it: it begins too far to the left."""
    *around, name = mistake.location
    names = list(mistake.document.get(*around))
    above = names[max(0, names.index(name) - 1)]
    fields = _resolve(mistake.schema, (*around, above, name)).get("properties", {})
    return isinstance(mistake.written, dict) and bool(fields.keys() & mistake.written.keys())


def move_to_field(mistake: Mistake) -> Mistake:
    """Return a mistake in an entry that is a field of the entry above it, which begins too far to the left, as a mistake of that field."""
    *around, _ = mistake.location or ("",)
    written = mistake.document.get(*around)
    is_text = (
        bool(around)
        and isinstance(written, dict)
        and 0 < len(written) <= len(written.keys() & {*mistake.context["languages"]})
    )
    is_field = is_text and around[-1] in _resolve(mistake.schema, tuple(around)).get("properties", {})
    return replace(mistake, location=tuple(around), name="displaced") if is_field else mistake


def _displaced(mistake: Mistake) -> Told:
    return mistake.key, f"There is no field '{mistake.field}' here.", INDENT_HINT


def _language_missing(mistake: Mistake) -> Told:
    language = mistake.context["language"]
    return mistake.key, f"'{mistake.field}' has no text in the language '{language}'.", f"Add '{language}: ...'."


def _language_unknown(mistake: Mistake) -> Told:
    language = mistake.context["language"]
    told = unknown_language(mistake.document.where(*mistake.location, language), language)
    return told.where, told.message, told.hint


def _not_a_key(mistake: Mistake) -> Told:
    if not mistake.written:
        return mistake.key, f"'{mistake.field}' should be text but is empty.", mistake.purpose
    pattern = mistake.context["pattern"]
    hints = [hint for start, hint in PATTERN_HINTS.items() if pattern.startswith(start)]
    hint = hints[-1] if hints else f"It has to match {pattern}."
    if examples := _property(mistake.schema, mistake.location).get("examples"):
        hint = suggest(mistake.written, examples)
    if (meant := find_period(mistake.written)) and re.search(pattern, meant):
        hint = f"Write '{meant}'."
    if isinstance(mistake.location[-1], int) and re.search(r"[a-z0-9][ ，、;；]+[a-z0-9]", mistake.written):
        hint = "Between two entries of a list stands a comma: [one, two]."
    if mistake.written == mistake.location[-1]:
        return mistake.key, f"'{shorten(mistake.written)}' is not a valid key.", hint
    return mistake.value, f"'{shorten(mistake.written)}' is not allowed as '{mistake.field}'.", hint


def _not_a_choice(mistake: Mistake) -> Told:
    if not isinstance(mistake.written, str):
        return _wrong_type(mistake)
    choices = mistake.context["expected"].replace("'", "").replace(" or ", ", ").split(", ")
    message = f"'{shorten(mistake.written)}' is not allowed as '{mistake.field}'."
    return mistake.value, message, suggest(mistake.written, choices)


def _wrong_type(mistake: Mistake) -> Told:
    names: Mapping[type, str] = {dict: "fields", list: "a list", str: "text", type(None): "nothing"}
    got = "empty" if mistake.written in ("", None) else names.get(type(mistake.written), "something else")
    if got == "empty" and mistake.location and isinstance(mistake.location[-1], int):
        return mistake.key, f"An entry of the list '{mistake.field}' is empty.", EMPTY_ENTRY_HINT
    wanted, inside = WANTED[mistake.name], _resolve(mistake.schema, mistake.location)
    hint = _hint_for_nothing(mistake) if got == "empty" else _hint_for_text(mistake, inside) if got == "text" else ""
    hint = hint or mistake.purpose
    if not mistake.location and wanted == "fields":
        hint = hint or FILE_HINTS[got]
    hint = hint or replace(mistake, location=mistake.location[:-1]).purpose
    if not hint and wanted == "fields":
        hint = suggest("", inside.get("properties", {}))
    subject = f"'{mistake.field}'" if mistake.location else "This file"
    return mistake.key, f"{subject} should be {wanted} but is {got}.", hint


def _hint_for_nothing(mistake: Mistake) -> str:
    """Return a hint for a field that should have something; empty if its name does not show why it has nothing."""
    name = str(mistake.location[-1]) if mistake.location else ""
    if find_misplaced_fields(mistake):
        return BELOW_HINT
    if sign := re.search("：|:(?!//)", name):
        return f"Write ': ' for '{sign[0]}', a half-width colon and a space."
    if not mistake.document.has_no_colon(*mistake.location):
        return ""
    return f'{COMMA_HINT.removesuffix(".")}, straight ones (").' if re.search("[”“»」]", name) else COMMA_HINT


def _hint_for_text(mistake: Mistake, inside: Schema) -> str:
    """Return a hint for a text in place of something else; empty if it does not show what was meant. `inside` is the schema of its place."""
    name, known = str(mistake.location[-1]) if mistake.location else "", inside.get("properties", {})
    if name in known:
        if "{" not in mistake.document.lines[mistake.key.line - 1][: mistake.key.column]:
            return INDENT_HINT
        key = next(iter(mistake.context["languages"]), "key") if mistake.lacks_language else "key"
        around: Any = reduce(getitem, mistake.location[:-1], mistake.document.data)
        fields = [one for one in around if one in known] if mistake.lacks_language else [name]
        return f"Put it in braces of its own, behind a key: {{{key}: {{{': ..., '.join(fields)}: ...}}}}."
    if (_property(mistake.schema, mistake.location) or inside).get("bilingual"):
        languages = ", ".join(f"{one}: ..." for one in mistake.context.get("languages", ()))
        return f"Write it in every language: {{{languages}}}."
    if not mistake.location and "：" in mistake.written:
        return "Write ': ' for '：'."
    if WANTED[mistake.name] == "a list":
        return f"Write it between brackets: [{shorten(mistake.written, 30)}]. {mistake.purpose}".strip()
    return ""


def find_misplaced_fields(mistake: Mistake) -> tuple[Location, ...]:
    """Return the unknown fields directly below a field that has none, although it should: they are its own, but not indented."""
    if mistake.written not in ("", None) or WANTED.get(mistake.name) != "fields" or not mistake.location:
        return ()
    *around, name = mistake.location
    if isinstance(name, int):  # an item of a list has no field below it
        return ()
    known = _resolve(mistake.schema, tuple(around)).get("properties", {})
    names = list(mistake.document.get(*around))
    below = takewhile(lambda one: one not in known, names[names.index(name) + 1 :])
    return tuple((*around, one) for one in below)


def _wrong_length(mistake: Mistake) -> Told:
    inside = _resolve(mistake.schema, mistake.location)
    least, most = (inside.get(f"{end}Items", inside.get(f"{end}Properties")) for end in ("min", "max"))
    has = len(mistake.written)
    wanted = least if least == most else f"at least {least}" if least and has < least else f"at most {most}"
    entries = "entry" if wanted in (1, "at least 1") else "entries"
    message = f"'{mistake.field}' should have {wanted} {entries} but has {has or 'none'}."
    return mistake.key, message, mistake.purpose


def _out_of_range(mistake: Mistake) -> Told:
    limits = {"ge": "at least", "le": "at most", "gt": "more than", "lt": "less than"}
    limit = " and ".join(f"{limits[name]} {limit:.15g}" for name, limit in mistake.context.items() if name in limits)
    message = f"'{mistake.field}' should be {limit or 'a number'} but is {shorten(str(mistake.written))}."
    return mistake.value, message, mistake.purpose


def _form_missing(mistake: Mistake) -> Told:
    form = mistake.context["form"]
    hint = f"Add '{form}: ...', which is for every number that the other forms leave out."
    return mistake.key, f"'{mistake.field}' has no plural form '{form}'.", hint


def _refused(mistake: Mistake) -> Told:
    return mistake.value, f"'{shorten(str(mistake.written))}' is not allowed as '{mistake.field}'.", mistake.said


WANTED = {
    "string_type": "text",
    "string_too_short": "text",
    "literal_error": "text",
    "dict_type": "fields",
    "model_type": "fields",
    "model_attributes_type": "fields",
    "list_type": "a list",
    "tuple_type": "a list",
    "float_parsing": "a number",
    "float_type": "a number",
    "decimal_parsing": "a number",
    "decimal_type": "a number",
    "bool_parsing": "true or false",
    "int_parsing": "a whole number",
    "int_type": "a whole number",
    "int_parsing_size": "a whole number",
}
PATTERN_HINTS = {
    r"^[a-z0-9]+": "Keys are written with the letters a-z, digits and single hyphens.",
    r"^(?:[a-z0-9]+": "Write a former address without the language: measures/relocation.",
    r"^[0-9]{4}(-": "Write a day, a month or a year (2013-12-31, 2020-09, 2019), or a period (2016/2020, 2017/..).",
    r"^[0-9]{4}-[0-9]{2}-": "Write a day as 2020-09-30.",
    r"^[0-9]{4}$": "Write a year as 2020.",
}
MESSAGES: Mapping[str, tuple[str, Callable[[Mistake], Told]]] = {
    "missing": ("missing-field", _missing),
    "extra_forbidden": ("unknown-field", _unknown),
    "displaced": ("unknown-field", _displaced),
    "language_missing": ("missing-language", _language_missing),
    "language_unknown": ("unknown-language", _language_unknown),
    "form_missing": ("missing-form", _form_missing),
    "string_pattern_mismatch": ("wrong-value", _not_a_key),
    "too_short": ("wrong-length", _wrong_length),
    "too_long": ("wrong-length", _wrong_length),
    **dict.fromkeys(WANTED, ("wrong-type", _wrong_type)),
    "literal_error": ("unknown-choice", _not_a_choice),
    **dict.fromkeys(
        ("greater_than_equal", "less_than_equal", "greater_than", "less_than", "finite_number"),
        ("out-of-range", _out_of_range),
    ),
    "refused": ("wrong-value", _refused),
}


def _resolve(schema: Schema, location: Location, root: Schema | None = None) -> Schema:
    """Return the part of a JSON Schema at a location; an empty schema if there is none."""
    root = root or schema
    if "$ref" in schema:
        return _resolve(root["$defs"][schema["$ref"].rsplit("/", 1)[1]], location, root)
    for branch in (*schema.get("anyOf", ()), *schema.get("oneOf", ())):
        if found := _resolve(branch, location, root):
            return found
    if not location:
        return schema
    if isinstance(location[0], int):
        inside = schema.get("items")
    else:
        inside = schema.get("properties", {}).get(location[0]) or schema.get("additionalProperties")
        inside = inside or next(iter(schema.get("patternProperties", {}).values()), None)
    return _resolve(inside, location[1:], root) if isinstance(inside, Mapping) else {}


def _property(schema: Schema, location: Location) -> Schema:
    """Return the schema of a field as it stands in the schema around it, with the description of the field."""
    around = _resolve(schema, location[:-1])
    return around.get("properties", {}).get(location[-1], {}) if location else {}
