"""One YAML file of content → its value, the places of everything in it, and its problems."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from chronicle.fields import FileRead, check_parts, parse_yaml, remove_unseen
from chronicle.model import Document, Phrase
from chronicle.problems import ContentError, Problem
from chronicle.project import Project
from chronicle.reading.files import read_text
from chronicle.words import PLURAL_FORMS

T = TypeVar("T")


def read_file(
    project: Project,
    path: Path,
    shape: type[T],
    languages: Collection[str],
    deep: Collection[str] = (),
    instead: Mapping[str, object] | None = None,
) -> FileRead[T]:
    """Read a YAML file without the parts that have mistakes; see `fields.check_parts`."""
    name = project.name(path)
    unseen: tuple[Problem, ...] = ()
    try:
        document = read_document(project, path)
    except ContentError as error:
        if any(problem.rule != "unseen-character" for problem in error.problems):
            return FileRead(empty_document(name), None, error.problems)
        unseen = error.problems
        try:  # without its invisible characters, so that they hide no other mistake
            document = parse_yaml(remove_unseen(read_text(path, name)), name)
        except ContentError as other:
            return FileRead(empty_document(name), None, (*unseen, *other.problems))
    read = project.once(name, check_parts, document, shape, languages, deep, instead)
    return replace(read, problems=(*unseen, *read.problems)) if unseen else read


def read_document(project: Project, path: Path) -> Document:
    """Read a YAML file of any shape. Raises ContentError if it cannot be read or is not valid YAML."""
    name = project.name(path)
    return project.once(name, parse_yaml, read_text(path, name), name)


def empty_document(name: str) -> Document:
    """Return the document of a file that could not be read: it has no data."""
    return Document(name, None, {}, {})


def find_phrases(document: Document, languages: Collection[str]) -> Iterator[Phrase]:
    """Yield every text of a document under the key of a language: a single text, the texts of a list, or those of plural forms."""
    for location, text in document.texts():
        is_inner = bool(location) and (isinstance(location[-1], int) or location[-1] in PLURAL_FORMS)
        language = location[-2:-1] if is_inner else location[-1:]
        if language and language[0] in languages:
            yield Phrase(str(language[0]), text, document.where_value(*location), document.lines)
