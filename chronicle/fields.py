"""YAML and front matter → checked entries, every mistake with its line and column, all of them at once.

YAML is read from its events, so that each value keeps its place and a scalar stays the text that was written: `no`, `2019`
and `1.10` are not turned into something else. Anchors, aliases and tags are refused: content has no use for them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

import yaml
from pydantic import TypeAdapter, ValidationError

from chronicle.problems import ContentError, Problem, Where, suggest

Value = TypeVar("Value")
Location = tuple[str | int, ...]

MAX_DEPTH = 20


@dataclass(frozen=True)
class Document:
    """A YAML text as plain dictionaries, lists and strings, with the place of every key and value."""

    path: str
    data: Any
    keys: Mapping[Location, Where]
    values: Mapping[Location, Where]

    def where(self, *location: str | int) -> Where:
        """Return the place of a key, or of the nearest thing around it that was written."""
        while location and location not in self.keys:
            location = location[:-1]
        return self.keys.get(location, Where(self.path, self._first_line()))

    def where_value(self, *location: str | int) -> Where:
        """Return the place of a value, or of its key where the value was not written."""
        return self.values.get(location) or self.where(*location)

    def _first_line(self) -> int:
        return self.values[()].line if () in self.values else 1


def split_front_matter(text: str, path: str) -> tuple[str, str, int]:
    """Split a chapter into its front matter, its Markdown and the line on which the Markdown begins.

    Raises ContentError where the front matter is missing or never closed.
    """
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        raise ContentError(
            [
                Problem(
                    Where(path),
                    "The front matter is missing.",
                    "Begin the file with a line '---', fields, and a second line '---'.",
                )
            ]
        )
    for number, line in enumerate(lines[1:], 1):
        if line.rstrip() == "---":
            return "\n".join(["", *lines[1:number]]), "\n".join(lines[number + 1 :]), number + 2
    raise ContentError(
        [
            Problem(
                Where(path),
                "The front matter that opens here is never closed.",
                "Put a line '---' below its last field.",
            )
        ]
    )


def parse_yaml(text: str, path: str) -> Document:
    """Read one YAML text.

    Raises ContentError for a syntax error, a key that stands twice, an anchor, an alias or a tag.
    """
    composer = _Composer(path)
    try:
        data = composer.compose(yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = Where(path, mark.line + 1, mark.column + 1) if mark else Where(path)
        hint = "Check the indentation, and put text that has ': ' or '#' in it between quotation marks."
        raise ContentError([Problem(where, f"This is not valid YAML: {error.problem}.", hint)]) from error
    except yaml.reader.ReaderError as error:
        problem = Problem(
            Where(path), f"This is not valid YAML: {error.reason}.", "Remove the character that cannot be seen."
        )
        raise ContentError([problem]) from error
    if composer.problems:
        raise ContentError(composer.problems)
    return Document(path, data, composer.keys, composer.values)


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


class _Composer:
    """Builds plain values from YAML events and notes where each began."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.keys: dict[Location, Where] = {}
        self.values: dict[Location, Where] = {}
        self.problems: list[Problem] = []

    def compose(self, events: Iterator[yaml.Event]) -> Any:
        data: Any = None
        documents = 0
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self._refuse(event, "A second YAML document begins here.", "Keep one document to a file.")
                data = self._node(events, next(events), ())
        return data

    def _node(self, events: Iterator[yaml.Event], event: yaml.Event, location: Location) -> Any:
        self.values[location] = self._where(event)
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) or getattr(event, "tag", None):
            self._refuse(
                event, "Anchors (&), aliases (*) and tags (!) are not used in content.", "Write the value itself."
            )
        if len(location) > MAX_DEPTH:
            self._refuse(
                event, f"Values are nested more than {MAX_DEPTH} deep here.", "Check the brackets and the indentation."
            )
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(events, location)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(events, location)
        return event.value

    def _mapping(self, events: Iterator[yaml.Event], location: Location) -> dict[str, Any]:
        mapping: dict[str, Any] = {}
        while not isinstance(event := next(events), yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent):
                self._refuse(
                    event, "A list or a mapping cannot be the name of a field.", "Write the name as plain text."
                )
            key = event.value
            if key in mapping:
                first = self.keys[(*location, key)]
                message = f"The field '{key}' stands twice; it stood on line {first.line} before."
                self.problems.append(
                    Problem(self._where(event), message, "Keep one of them, or give the second another name.")
                )
            self.keys[(*location, key)] = self._where(event)
            mapping[key] = self._node(events, next(events), (*location, key))
        return mapping

    def _sequence(self, events: Iterator[yaml.Event], location: Location) -> list[Any]:
        items: list[Any] = []
        while not isinstance(event := next(events), yaml.SequenceEndEvent):
            here = (*location, len(items))
            self.keys[here] = self._where(event)
            items.append(self._node(events, event, here))
        return items

    def _where(self, event: yaml.Event) -> Where:
        return Where(self.path, event.start_mark.line + 1, event.start_mark.column + 1)

    def _refuse(self, event: yaml.Event, message: str, hint: str) -> None:
        raise ContentError([*self.problems, Problem(self._where(event), message, hint)])


Letter = Callable[[Document, Location, Mapping[str, Any], Mapping[str, Any]], tuple[Where, str, str]]


def _missing(document: Document, location: Location, mistake: Mapping, schema: Mapping) -> tuple[Where, str, str]:
    field = _property(schema, location)
    what = field.get("description", "")
    return (
        document.where(*location[:-1]),
        f"The field '{location[-1]}' is missing.",
        f"{location[-1]}: {what}" if what else "",
    )


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
    description = _property(schema, location).get("description", "")
    hint = f"{_name(location)}: {description}" if description else ""
    if got == "empty" and " " in _name(location):
        hint = "A comma inside {...} begins a new field: put a text with a comma in it between quotation marks."
    return document.where(*location), f"'{_name(location)}' should be {wanted} but is {got}.", hint


WANTED = {
    "string_type": "text",
    "string_too_short": "text",
    "dict_type": "fields",
    "model_type": "fields",
    "model_attributes_type": "fields",
    "list_type": "a list",
    "tuple_type": "a list",
    "float_parsing": "a number",
    "float_type": "a number",
    "too_short": "longer",
    "bool_parsing": "true or false",
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
    "string_pattern_mismatch": _not_a_key,
    "literal_error": _not_a_choice,
    **dict.fromkeys(WANTED, _wrong_type),
}


def _make_problem(document: Document, mistake: Mapping[str, Any], schema: Mapping[str, Any]) -> Problem:
    """Turn one of pydantic's mistakes into a letter, its location into a line and column."""
    # Pydantic adds steps of its own to a location, such as '[key]' or the branch of a union; what was written is kept.
    location = mistake["loc"]
    if mistake["type"] != "missing":
        while location and location not in document.keys:
            location = location[:-1]
    letter = LETTERS.get(mistake["type"])
    if letter is None:
        return Problem(document.where_value(*location), f"'{_name(location)}': {mistake['msg']}.")
    return Problem(*letter(document, location, mistake, schema))


def _name(location: Location) -> str:
    """Return the name of the field that a location ends in; items of lists are named after their list."""
    names = [str(step) for step in location if isinstance(step, str)]
    return names[-1] if names else "the file"


def _resolve(schema: Mapping[str, Any], location: Location, root: Mapping[str, Any] | None = None) -> Mapping[str, Any]:
    """Follow a location into a JSON Schema; an empty schema where it leads nowhere."""
    root = root or schema
    if "$ref" in schema:
        return _resolve(root["$defs"][schema["$ref"].rsplit("/", 1)[1]], location, root)
    for branch in schema.get("anyOf", ()):
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


def _property(schema: Mapping[str, Any], location: Location) -> Mapping[str, Any]:
    """Return what the schema says of a field itself, its description included."""
    around = _resolve(schema, location[:-1])
    return around.get("properties", {}).get(location[-1], {}) if location else {}
