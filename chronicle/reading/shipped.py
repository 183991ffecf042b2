"""Reads interface words and units: the generator ships a file for each language, and the project's own override them.

A language without a shipped file begins with the English words.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, TypeAlias

from chronicle.fields import FileRead, check_parts, parse_yaml
from chronicle.model import Derived, Document, Language
from chronicle.model.entries import DerivedEntry, LanguageEntry
from chronicle.problems import ContentError, Problem, find_near
from chronicle.project import HOME, PACKAGE, Project
from chronicle.reading.documents import empty_document, read_document, read_file
from chronicle.reading.files import read_text
from chronicle.reading.static import read_own_texts
from chronicle.spellings import convert
from chronicle.typography import UNSPACED, is_same_language, script_of
from chronicle.words import OPTIONAL, SLOTS, unit_names, unit_patterns

Languages: TypeAlias = Mapping[str, Language] | Mapping[str, LanguageEntry]

SHIPPED = PACKAGE / "shipped"
PRINTS = "prints"
FALLBACK = "en"
CHINESE = "zh"  # prints with Han characters are read as Chinese, whatever the main language is
# Chinese units whose characters mean something else in Japanese: degrees, a ri of 3.9 km, shares, laps.
_OTHER_IN_JAPANESE = "度里斤口周平"


@dataclass(frozen=True)
class WordState:
    """How far the interface words of a language are translated. `count` is the number of all words.

    `english` maps the keys of words that are still English to these words. `is_reviewed` is whether a native speaker has reviewed
    the words that the generator ships in the language.
    """

    language: str
    count: int
    english: Mapping[str, Any]
    is_reviewed: bool


def read_shared(project: Project, name: str, shape: Any, languages: Languages) -> FileRead[Mapping[str, Any]]:
    """Read the interface words or the units of a project. Each text that the project writes overrides the shipped text."""
    file = f"content/{name}.yaml"
    own = project.root / file
    try:
        has_own = own.exists() or own.is_symlink()
        written = read_document(project, own) if has_own else Document(file, {}, {}, {})
    except ContentError as error:
        return FileRead(empty_document(file), None, error.problems)
    if not isinstance(written.data, dict):
        return read_file(project, own, shape, languages)  # which reports its mistakes
    return project.once(file, _check_over_brought, written, name, shape, languages)


def _check_over_brought(written: Document, name: str, shape: Any, languages: Languages) -> FileRead[Mapping[str, Any]]:
    brought = _bring_words(languages) if name == "interface" else _bring_units(languages)
    own_words = {key: _with_derived(entry, languages) for key, entry in written.data.items()}
    data = {key: _lay_over(brought.get(key), entry) for key, entry in own_words.items()}
    # A shipped unit without a printed form in the main language is left out, unless the project has an entry for it.
    unwritten = (key for key in brought if key not in data and (name == "interface" or brought[key]["printed"]))
    data |= {key: brought[key] for key in unwritten}
    checked = check_parts(replace(written, data=data), shape, languages)
    if name == "interface":
        return replace(checked, document=written)
    # The document to check has no shipped texts, since their mistakes are not the project's; but it has shipped units, to which content may refer.
    bare = {
        key: {field: one for field, one in entry.items() if field != "text"}
        for key, entry in data.items()
        if key in brought and isinstance(entry, dict)
    }
    return replace(checked, document=replace(written, data={**bare, **written.data}))


def find_unasked(project: Project, own: FileRead[Mapping[str, Any]], kinds: Collection[str]) -> Iterator[Problem]:
    """Yield a problem for each interface word of a project that neither the generator nor the project's templates and scripts use.

    `kinds` are the kinds of the project's places, for which it may have words.
    """
    known = {*_load(FALLBACK)["words"], *SLOTS, *OPTIONAL, *(f"place.{kind}" for kind in kinds)}
    titled = {key.removesuffix(".title") for key in known if key.endswith(".title")}
    others = [key for key in own.value or () if key not in known and key.removesuffix(".synonyms") not in titled]
    try:
        files = read_own_texts(project) if others else {}
    except ContentError:  # which is reported when the site is made
        return
    pages = [name for name in files if not (HOME / "templates" / name).exists()]
    for key in others:
        group, _, rest = key.partition(".")
        beside = find_near(rest, (one.removeprefix(f"{group}.") for one in known if one.startswith(f"{group}.")))
        near = f"{group}.{beside}" if beside else "" if group == "place" else find_near(key, known)
        # Templates may compose keys: words["place." ~ kind].
        stems = [f"{quote}{key[: cut.end()]}{quote}" for cut in re.finditer("[.-]", key) for quote in "\"'"]
        is_named = any(name in text for name in (key, *stems) for text in files.values())
        may_be = (group == "place" and not near) or f"pages/{group}.html" in pages  # of a kind without entries yet
        if not is_named and not may_be:
            message = f"Nothing asks for the interface word '{key}', so it would be lost."
            hint = f"Did you mean '{near}'?" if near else "Take it away, or name it in a template of the project."
            yield Problem(own.document.where(key), "unknown-word", message, hint)


def read_word_states(project: Project, locales: Mapping[str, str]) -> tuple[WordState, ...]:
    """Return the state of the interface words in each language. Raises ContentError if the project's interface.yaml cannot be read."""
    file = "content/interface.yaml"
    own = parse_yaml(read_text(project.root / file, file), file).data if (project.root / file).exists() else {}
    return find_english(own, locales)


def find_english(own: Any, locales: Mapping[str, str]) -> tuple[WordState, ...]:
    """Return the state of the interface words in each language. `own` has the words that the project writes, which count as translated."""
    entries = own.items() if isinstance(own, dict) else ()
    written = {key: set(entry) for key, entry in entries if isinstance(entry, dict)}
    english = _load(FALLBACK)["words"]
    states = []
    for language, locale in locales.items():
        name = shipped_name(locale)
        shipped = _load(name) if name else {"words": {}, "reviewed": "true"}
        lacking = {key: word for key, word in english.items() if key not in shipped["words"]}
        lacking = {key: word for key, word in lacking.items() if language not in written.get(key, ())}
        states.append(WordState(language, len(english), lacking, shipped["reviewed"] == "true"))
    return tuple(states)


def shipped_prints(locale: str) -> Mapping[str, Any]:
    """Return how sources in a language print figures: bound → list of patterns, and `range`, `joins` and `scales`; empty if this is not known."""
    return next((one for name, one in _load(PRINTS).items() if is_same_language(name, locale)), {})


@cache
def shipped_name(locale: str) -> str:
    """Return the name of the generator's file for a locale: that of the same language in the same script; empty if there is none."""
    names = sorted(path.stem for path in (SHIPPED / "words").glob("*.yaml"))
    return next((name for name in names if is_same_language(name.replace("-", "_"), locale)), "")


@cache
def _load(name: str) -> Mapping[str, Any]:
    """Return one of the generator's own files."""
    file = f"{name}.yaml" if name in ("units", PRINTS) else f"words/{name}.yaml"
    return parse_yaml(read_text(SHIPPED / file, file), file).data  # type: ignore[no-any-return]  # it is a mapping


def _lay_over(brought: Any, written: Any) -> Any:
    """Return a shipped value, overridden by the written one field by field and language by language. Written plural forms replace all shipped ones."""
    if not isinstance(brought, dict) or not isinstance(written, dict) or "other" in (written.keys() | brought.keys()):
        return written
    return {**brought, **{key: _lay_over(brought.get(key), one) for key, one in written.items()}}


def _with_derived(entry: Any, languages: Languages) -> Any:
    """Return a word of the project, with its texts in derived languages added."""
    made = ((key, one.derived) for key, one in languages.items() if one.derived)
    texts = {key: _convert(entry[one.of], one) for key, one in made if isinstance(entry, dict) and one.of in entry}
    return {**entry, **{key: text for key, text in texts.items() if key not in entry}} if texts else entry


def _convert(word: Any, derived: Derived | DerivedEntry) -> Any:
    if isinstance(word, dict):
        return {form: _convert(text, derived) for form, text in word.items()}
    return convert(word, derived.by, derived.exceptions) if isinstance(word, str) else word


def _bring_words(languages: Languages) -> Mapping[str, Mapping[str, Any]]:
    english = _load(FALLBACK)["words"] | _list_prints(FALLBACK)
    files = {
        language: _load(shipped_name(one.locale) or FALLBACK)["words"] | _list_prints(one.locale)
        for language, one in languages.items()
    }
    return {key: {language: words.get(key, english[key]) for language, words in files.items()} for key in english}


def _list_prints(locale: str) -> Mapping[str, str]:
    """Return key → list of patterns: how sources in a language print figures, in the form of interface words."""
    return {f"figure.{key}.synonyms": text for key, text in shipped_prints(locale).items() if key != "scales"}


def _bring_units(languages: Languages) -> Mapping[str, Mapping[str, Any]]:
    """Return the shipped units, with their printed forms in the main language and in Chinese, and with patterns for languages that rewrite or calculate figures.

    A language that shows figures as printed writes only those that a text calculates; without spaces between words, it has no plural forms.
    """
    locales = {language: one.locale for language, one in languages.items()}
    main = next(iter(locales.values()), FALLBACK)
    rewriting = {language: one.locale for language, one in languages.items() if one.numbers != "as-printed"}
    calculating = {
        language: locale
        for language, locale in locales.items()
        if language not in rewriting and script_of(locale) not in UNSPACED
    }
    others = _OTHER_IN_JAPANESE if script_of(main) == "Jpan" else ""
    units = {}
    for key, unit in _load("units").items():
        patterns = [
            _patterns_of(key, main),
            *(unit_patterns(unit.get("cldr", ""), main, one) for one in ("long", "short")),
        ]
        printed = [
            *_own_unit(key, main).get("printed", ()),
            *(name for one in patterns for name in unit_names(one)),
            *(one for one in _own_unit(key, CHINESE).get("printed", ()) if one not in others),
        ]
        texts = {
            language: _patterns_of(key, locale) or _patterns_of(key, FALLBACK) for language, locale in rewriting.items()
        } | {language: forms for language, locale in calculating.items() if (forms := _patterns_of(key, locale))}
        kept = {field: unit[field] for field in ("whole", "highest") if field in unit}
        if "convert" in unit:
            kept["convert"] = dict.fromkeys(rewriting, unit["convert"])
        units[key] = {"printed": [*dict.fromkeys(printed)], "text": texts, **kept}
    return units


def _patterns_of(key: str, locale: str) -> Mapping[str, str]:
    """Return the patterns of a unit in a language: those of the generator's own file, or else CLDR's; empty if neither has any."""
    unit = _load("units")[key]
    return _own_unit(key, locale).get("text") or unit_patterns(unit.get("cldr", ""), locale, unit.get("width", "long"))


def _own_unit(key: str, locale: str) -> Mapping[str, Any]:
    """Return the entry of a unit in the shipped file of a language; empty if there is none."""
    name = shipped_name(locale)
    return _load(name).get("units", {}).get(key, {}) if name else {}
