"""Documents against their shapes: pydantic's mistakes → letters with line, column and what to do."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from pydantic import TypeAdapter, ValidationError

from chronicle.fields.documents import Document, Location
from chronicle.problems import ContentError, Problem, Where, suggest

Letter = Callable[[Document, Location, Mapping[str, Any], Mapping[str, Any]], tuple[Where, str, str]]


def check_document(document: Document, shape: Any, languages: Iterable[str]) -> Any:
    """Return the document as a value of `shape` (a pydantic model or a type of one).

    Raises ContentError with every field that is missing, unknown or of a wrong type.
    """
    adapter = TypeAdapter(shape)
    try:
        return adapter.validate_python(document.data, context={"languages": tuple(languages)})
    except ValidationError as error:
        schema = adapter.json_schema()
        problems = (_make_problem(document, mistake, schema) for mistake in error.errors(include_url=False))
        raise ContentError(problems) from error


def _missing(document: Document, location: Location, mistake: Mapping, schema: Mapping) -> tuple[Where, str, str]:
    if isinstance(location[-1], int):
        return _wrong_length(document, location[:-1], mistake, schema)
    return document.where(*location[:-1]), f"The field '{location[-1]}' is missing.", _describe(schema, location)


def _unknown(document: Document, location: Location, mistake: Mapping, schema: Mapping) -> tuple[Where, str, str]:
    known = _resolve(schema, location[:-1]).get("properties", {})
    return document.where(*location), f"There is no field '{location[-1]}' here.", suggest(str(location[-1]), known)


def _language_missing(
    document: Document, location: Location, mistake: Mapping, schema: Mapping
) -> tuple[Where, str, str]:
    language = mistake["ctx"]["language"]
    return (
        document.where(*location),
        f"'{_name(location)}' has no text in the language '{language}'.",
        f"Add '{language}: ...'.",
    )


def _language_unknown(
    document: Document, location: Location, mistake: Mapping, schema: Mapping
) -> tuple[Where, str, str]:
    language = mistake["ctx"]["language"]
    hint = "The languages are listed in site.yaml."
    return document.where(*location, language), f"The site has no language '{language}'.", hint


def _not_a_key(document: Document, location: Location, mistake: Mapping, schema: Mapping) -> tuple[Where, str, str]:
    pattern = mistake["ctx"]["pattern"]
    value, hint = mistake["input"], f"It has to match {pattern}."
    for start, explained in PATTERN_HINTS.items():
        if pattern.startswith(start):
            hint = explained
    as_what = "be a key" if value == _name(location) else f"stand as '{_name(location)}'"
    return (
        document.where_value(*location) if value != _name(location) else document.where(*location),
        f"'{value}' cannot {as_what}.",
        hint,
    )


def _not_a_choice(document: Document, location: Location, mistake: Mapping, schema: Mapping) -> tuple[Where, str, str]:
    if not isinstance(mistake["input"], str):
        return _wrong_type(document, location, mistake, schema)
    choices = mistake["ctx"]["expected"].replace("'", "").replace(" or ", ", ").split(", ")
    value = mistake["input"]
    return (
        document.where_value(*location),
        f"'{value}' cannot stand as '{_name(location)}'.",
        suggest(str(value), choices),
    )


def _wrong_type(document: Document, location: Location, mistake: Mapping, schema: Mapping) -> tuple[Where, str, str]:
    wanted = WANTED[mistake["type"]]
    got = {dict: "fields", list: "a list", str: "text", type(None): "nothing"}.get(
        type(mistake["input"]), "something else"
    )
    if mistake["input"] in ("", None):
        got = "empty"
    hint = _describe(schema, location)
    if got == "empty" and location and " " in str(location[-1]):
        hint = "A comma inside {...} begins a new field: put a text with a comma in it between quotation marks."
    return document.where(*location), f"'{_name(location)}' should be {wanted} but is {got}.", hint


def _wrong_length(document: Document, location: Location, mistake: Mapping, schema: Mapping) -> tuple[Where, str, str]:
    inside = _resolve(schema, location)
    least, most = (inside.get(f"{end}Items", inside.get(f"{end}Properties")) for end in ("min", "max"))
    has = len(mistake["input"])
    wanted = least if least == most else f"at least {least}" if least and has < least else f"at most {most}"
    message = f"'{_name(location)}' should have {wanted} {'entry' if wanted in (1, 'at least 1') else 'entries'} but has {has or 'none'}."
    return document.where(*location), message, _describe(schema, location)


def _out_of_range(document: Document, location: Location, mistake: Mapping, schema: Mapping) -> tuple[Where, str, str]:
    limit = f"at least {mistake['ctx']['ge']}" if "ge" in mistake["ctx"] else f"at most {mistake['ctx']['le']}"
    message = f"'{_name(location)}' should be {limit} but is {mistake['input']}."
    return document.where_value(*location), message, _describe(schema, location)


def _form_missing(document: Document, location: Location, mistake: Mapping, schema: Mapping) -> tuple[Where, str, str]:
    form = mistake["ctx"]["form"]
    hint = f"Add '{form}: ...', which is for every number that the other forms leave out."
    return document.where(*location), f"'{_name(location)}' has no plural form '{form}'.", hint


def _refused(document: Document, location: Location, mistake: Mapping, schema: Mapping) -> tuple[Where, str, str]:
    message = f"'{mistake['input']}' cannot stand as '{_name(location)}'."
    return document.where_value(*location), message, mistake["msg"]


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
    "bool_parsing": "true or false",
    "int_parsing": "a whole number",
    "int_type": "a whole number",
}
PATTERN_HINTS = {
    r"^[a-z0-9]+": "Keys are written with the letters a-z, digits and single hyphens.",
    r"^\d{4}(-": "Write a day, a month or a year (2013-12-31, 2020-09, 2019), or a period (2016/2020, 2017/..).",
    r"^\d{4}-\d\d-\d\d": "Write a day as 2020-09-30.",
    r"^\d{4}$": "Write a year as 2020.",
    r"^\d+(\.": "Write a number or a fraction: 0.5, 1/15.",
}
LETTERS: dict[str, Letter] = {
    "missing": _missing,
    "extra_forbidden": _unknown,
    "language_missing": _language_missing,
    "language_unknown": _language_unknown,
    "form_missing": _form_missing,
    "string_pattern_mismatch": _not_a_key,
    "too_short": _wrong_length,
    "too_long": _wrong_length,
    **dict.fromkeys(WANTED, _wrong_type),
    "literal_error": _not_a_choice,
    "greater_than_equal": _out_of_range,
    "less_than_equal": _out_of_range,
    "refused": _refused,
}

RULES: dict[str, str] = {
    "missing": "missing-field",
    "extra_forbidden": "unknown-field",
    "language_missing": "missing-language",
    "language_unknown": "unknown-language",
    "form_missing": "missing-form",
    "string_pattern_mismatch": "wrong-value",
    "too_short": "wrong-length",
    "too_long": "wrong-length",
    **dict.fromkeys(WANTED, "wrong-type"),
    "literal_error": "unknown-choice",
    "greater_than_equal": "out-of-range",
    "less_than_equal": "out-of-range",
    "refused": "wrong-value",
}


def _make_problem(document: Document, mistake: Mapping[str, Any], schema: Mapping[str, Any]) -> Problem:
    """Turn one of pydantic's mistakes into a letter, its location into a line and column."""
    # Pydantic adds steps of its own to a location, such as '[key]' or the branch of a union; what was written is kept.
    location: Location = ()
    for step in mistake["loc"]:
        if (*location, step) in document.keys:
            location = (*location, step)
    if mistake["type"] == "missing":
        location = (*location, mistake["loc"][-1])
    letter = LETTERS.get(mistake["type"])
    if letter is None:
        return Problem(document.where_value(*location), "wrong-value", f"'{_name(location)}': {mistake['msg']}.")
    where, message, hint = letter(document, location, mistake, schema)
    return Problem(where, RULES[mistake["type"]], message, hint)


def _name(location: Location) -> str:
    """Return the name of the field that a location ends in; items of lists are named after their list."""
    names = [str(step) for step in location if isinstance(step, str)]
    return names[-1] if names else "the file"


def _resolve(schema: Mapping[str, Any], location: Location, root: Mapping[str, Any] | None = None) -> Mapping[str, Any]:
    """Follow a location into a JSON Schema; an empty schema where it leads nowhere."""
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


def _describe(schema: Mapping[str, Any], location: Location) -> str:
    """Return what a field is for, as a hint; nothing where the schema does not say."""
    description = _property(schema, location).get("description", "")
    return f"{_name(location)}: {description}" if description else ""


def _property(schema: Mapping[str, Any], location: Location) -> Mapping[str, Any]:
    """Return what the schema says of a field itself, its description included."""
    around = _resolve(schema, location[:-1])
    return around.get("properties", {}).get(location[-1], {}) if location else {}
