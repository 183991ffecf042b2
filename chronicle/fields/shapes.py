"""Validates documents against their shapes. Parts without mistakes are returned; parts with mistakes are reported and left out."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Generic, TypeVar

from pydantic import TypeAdapter, ValidationError

from chronicle.fields.messages import Mistake, find_misplaced_fields, find_mistake, make_problem, move_to_field
from chronicle.model import Document, Location, Written
from chronicle.problems import Problem

T = TypeVar("T")


@dataclass(frozen=True)
class FileRead(Generic[T]):
    """A file as read. `value` is None if no valid part is left. The document of a file that is not valid YAML has no data."""

    document: Document
    value: T | None = None
    problems: tuple[Problem, ...] = ()

    @property
    def is_read(self) -> bool:
        """Return whether the entries of the file are known: a mapping was read from it."""
        return isinstance(self.document.data, dict)


@cache
def _adapt(shape: Any) -> TypeAdapter[Any]:
    return TypeAdapter(shape)


def check_parts(
    document: Document,
    shape: type[T],
    languages: Iterable[str],
    deep: Collection[str] = (),
    instead: Mapping[str, object] | None = None,
) -> FileRead[T]:
    """Return the value of those parts of a document that have no mistakes, and a problem for every mistake in the others.

    A part is a field of the document, or an entry of a field named in `deep`. A part with a mistake is left out as a whole.
    `instead` has values for required fields that are missing or wrong.
    """
    adapter: TypeAdapter[T] = _adapt(shape)  # type: ignore[arg-type]  # a shape is a type, and types have hashes
    context = {"languages": languages if isinstance(languages, Written) else Written(tuple(languages))}
    try:
        return FileRead(document, adapter.validate_python(document.data, context=context))
    except ValidationError as error:
        schema = adapter.json_schema()
        found = [move_to_field(find_mistake(document, one, schema, context)) for one in error.errors(include_url=False)]
    misplaced = {location for mistake in found for location in find_misplaced_fields(mistake)}
    mistakes = [one for one in found if not _is_long_enough(one) and one.location not in misplaced]
    lacking = {mistake.location[:-1]: mistake for mistake in reversed(mistakes) if mistake.lacks_language}
    unknown = _unknown_fields(mistakes)
    wrong = {mistake.location for mistake in mistakes if mistake.name != "missing"}
    told = {
        make_problem(mistake)
        for mistake in mistakes
        if not _is_meant(mistake, unknown, wrong) and mistake is lacking.get(mistake.location[:-1], mistake)
    }
    problems = tuple(sorted(told))
    broken = {one.location[: 2 if one.location and one.location[0] in deep else 1] for one in mistakes}
    if () in broken:
        return FileRead(document, None, problems)
    try:
        rest = {**(instead or {}), **_without(document.data, broken)}
        return FileRead(document, adapter.validate_python(rest, context=context), problems)
    except ValidationError:
        return FileRead(document, None, problems)


def _unknown_fields(mistakes: Iterable[Mistake]) -> dict[Location, list[str]]:
    """Return location of an entry → names of its unknown fields, and of the fields in these, which may stand one level too deep."""
    unknown: dict[Location, list[str]] = {}
    for one in mistakes:
        if one.name == "extra_forbidden":
            inside = map(str, one.written) if isinstance(one.written, dict) else ()
            unknown.setdefault(one.location[:-1], []).extend((str(one.location[-1]), *inside))
    return unknown


def _is_meant(missing: Mistake, unknown: Mapping[Location, Collection[str]], wrong: Collection[Location]) -> bool:
    """Return whether a field is missing because its name was mistyped, or because it begins too far to the left. Then only that field is reported."""
    if missing.name != "missing":
        return False
    *around, name = missing.location
    if around and (*around[:-1], name) in wrong:
        return True
    return bool(difflib.get_close_matches(str(name), unknown.get(tuple(around), ()), n=1))


def _is_long_enough(mistake: Mistake) -> bool:
    """Return whether a list is too short only because some of its entries have mistakes of their own."""
    return mistake.name == "too_short" and len(mistake.written) > mistake.context["actual_length"]


def _without(data: Mapping[str, Any], broken: Collection[Location]) -> dict[str, Any]:
    """Return a mapping without the parts at these locations."""
    kept = {key: value for key, value in data.items() if (key,) not in broken}
    for key, *inner in broken:
        if inner and isinstance(kept.get(str(key)), dict):
            kept[str(key)] = {name: value for name, value in kept[str(key)].items() if (key, name) not in broken}
    return kept
