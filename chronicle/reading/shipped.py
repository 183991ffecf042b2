"""Interface words and units that the generator brings: in the languages of a site, the project's own over them.

A language that the generator has no words for begins with its English ones.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from babel import Locale

from chronicle.fields import check_parts, parse_yaml
from chronicle.model import Document
from chronicle.problems import ContentError
from chronicle.project import HOME, Project
from chronicle.reading.documents import FileRead, empty_document, read_file
from chronicle.reading.files import read_text
from chronicle.typography import script_of

FALLBACK = "en"


def read_shared(project: Project, name: str, shape: Any, locales: Mapping[str, str]) -> FileRead[Mapping[str, Any]]:
    """Read the interface words or the units of a project; `locales` are those of its languages.

    Of words each text of the project stands over the generator's; units are the project's as a whole, if it has any.
    """
    file = f"content/{name}.yaml"
    own, shipped = project.root / file, HOME / file
    has_own = own.exists() or own.is_symlink()
    if own.resolve() == shipped.resolve() or (has_own and name == "units"):
        return read_file(project, own, shape, locales)
    try:
        written = parse_yaml(read_text(own, file), file) if has_own else Document(file, {}, {}, {})
        brought = parse_yaml(read_text(shipped, file), file).data
    except ContentError as error:
        return FileRead(empty_document(file), None, error.problems)
    if not isinstance(written.data, dict):
        return read_file(project, own, shape, locales)  # which tells what is wrong with it
    adapt = _words_in if name == "interface" else _unit_in
    known = _match(locales, _languages_of(brought, name))
    data = {key: adapt(entry, known) for key, entry in brought.items()}
    for key, entry in written.data.items():
        data[key] = {**data.get(key, {}), **entry} if isinstance(entry, dict) else entry
    whole = Document(file, data, written.keys, written.values, written.lines)
    checked = check_parts(whole, shape, locales)
    # The project answers for its own texts alone: English ones that stand in for others are no mistakes of it.
    document = written if name == "interface" else Document(file, _without_texts(data), {}, {})
    return FileRead(document, checked.value, checked.problems)


def _without_texts(units: Mapping[str, Any]) -> Mapping[str, Any]:
    return {key: {field: value for field, value in unit.items() if field != "text"} for key, unit in units.items()}


def _languages_of(brought: Mapping[str, Any], name: str) -> frozenset[str]:
    entries = brought.values() if name == "interface" else (entry.get("text", {}) for entry in brought.values())
    return frozenset(language for entry in entries for language in entry)


def _match(locales: Mapping[str, str], brought: frozenset[str]) -> Mapping[str, str]:
    """Return language of the site → the language of the generator that stands for it: the same in the same script, or English."""
    return {
        language: next((one for one in sorted(brought) if _is_same(one, locale)), FALLBACK)
        for language, locale in locales.items()
    }


def _is_same(one: str, locale: str) -> bool:
    return Locale.parse(one).language == Locale.parse(locale).language and script_of(one) == script_of(locale)


def _words_in(entry: Mapping[str, Any], known: Mapping[str, str]) -> Mapping[str, Any]:
    return {language: entry[brought] for language, brought in known.items()}


def _unit_in(entry: Mapping[str, Any], known: Mapping[str, str]) -> Mapping[str, Any]:
    """Return a unit with its patterns in the languages of a site; what it comes to in a language is said of that language alone."""
    adapted = dict(entry)
    if "text" in entry:
        adapted["text"] = {
            language: entry["text"][brought] for language, brought in known.items() if brought in entry["text"]
        }
    if "convert" in entry:
        adapted["convert"] = {
            language: entry["convert"][brought]
            for language, brought in known.items()
            if brought in entry["convert"] and (brought != FALLBACK or language == FALLBACK)
        }
    return adapted
