"""The folder `content/` → a `Site`, and the problems that were found while reading it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from typing import Any

from chronicle.factsheets import make_factsheet
from chronicle.fields import FileRead
from chronicle.figures import Print, check_units
from chronicle.model import (
    ChartSpec,
    Document,
    Factsheet,
    MapSettings,
    Phrase,
    Reference,
    Registry,
    Relation,
    Settings,
    Site,
    Text,
    Unit,
)
from chronicle.model.entries import SettingsEntry
from chronicle.problems import ContentError, Problem, unknown_language
from chronicle.project import Project
from chronicle.reading.content import ENTRY_FILES, ContentRead, read_content
from chronicle.reading.documents import find_phrases, read_file
from chronicle.reading.nouns import MAKERS, make_noun
from chronicle.reading.parts import check_parts, make_parts
from chronicle.reading.prints import make_print
from chronicle.reading.references import find_references
from chronicle.reading.registry import make_registry
from chronicle.reading.shipped import FALLBACK, find_english, find_unasked
from chronicle.reading.steps import STEPS, read_steps
from chronicle.reading.texts import find_sentences
from chronicle.reading.top import read_top
from chronicle.relations import make_relation
from chronicle.words import Word, mark_words, parse_words


def read_settings(project: Project) -> Settings:
    """Read `content/site.yaml` alone. Raises ContentError if it has a mistake, or if there is no content."""
    read_top(project)
    read = read_file(project, project.root / "content/site.yaml", SettingsEntry, ())
    if read.problems or read.value is None:
        raise ContentError(read.problems)
    return make_noun(Settings, read.value)


def read_site(project: Project) -> tuple[Site, list[Problem]]:
    """Return the site of a project, without the entries that have mistakes, and the problems of single files and entries.

    Raises ContentError if `content/site.yaml` cannot be read, because nothing can be understood without it.
    """
    read = read_content(project)
    problems = list(read.problems)
    whole = make_noun(Settings, read.settings)
    settings = replace(whole, languages={key: whole.languages[key] for key in read.languages})
    nouns = {name: _make_nouns(read, name) for name in ENTRY_FILES}
    problems += _check_units(read, settings, nouns["units"])
    written = {key: one.locale for key, one in settings.languages.items() if not one.derived}
    words, mistakes = project.once("interface", _make_words, read.entries["interface"], written)
    kinds = {place.kind for place in nouns["places"].values()}
    problems += find_unasked(project, read.entries["interface"], kinds)
    relations, unreadable = _make_relations(read)
    sheets, wrong_facts = _make_sheets(
        project, read, nouns["units"], make_print(*next(iter(settings.languages.items())), words)
    )
    problems += [*mistakes, *unreadable, *wrong_facts]
    charts = {key: make_noun(ChartSpec, file.value) for key, file in read.charts.files.items() if file.value}
    values: dict[tuple[str, str], Text | None] = {(text.kind, text.key): text.value for text in read.texts}
    parts = make_parts(settings, values)
    pages = {key: text for (kind, key), text in values.items() if kind == "page" and text}
    facts = {fact.id: fact for sheet in sheets.values() for fact in sheet.facts}
    problems += check_parts(read, settings)
    steps, misplaced = read_steps(project) if STEPS in read.top.names else ({}, [])
    problems += misplaced
    references, phrases = _look_into_all(project, read)
    map_entry = read.map_settings.value if read.map_settings else None
    site = Site(
        settings=settings,
        words=words,
        units=nouns["units"],
        counts=nouns["counts"],
        drawings=nouns["drawings"],
        sources=nouns["sources"],
        places=nouns["places"],
        terms=nouns["glossary"],
        people=nouns["people"],
        events=dict(sorted(nouns["timeline"].items(), key=lambda item: item[1].date)),
        captions=nouns["captions"],
        sheets=sheets,
        facts=facts,
        relations=relations,
        comparisons=nouns["comparisons"],
        map_settings=make_noun(MapSettings, map_entry) if map_entry else None,
        boundaries=read.geography.boundaries,
        ground=read.geography.ground,
        charts=charts,
        parts=parts,
        pages=pages,
        registry=Registry(),
        references=references,
        phrases=phrases,
        steps=steps,
        all_languages=whole.languages,
    )
    return replace(site, registry=make_registry(read, site)), problems


def _make_nouns(read: ContentRead, name: str) -> Mapping[str, Any]:
    entries = read.entries[name].value or {}
    make = MAKERS.get(ENTRY_FILES[name].kind)
    return {key: make(entry) for key, entry in entries.items()} if make else entries


def _make_words(
    interface: FileRead[Mapping[str, Any]], locales: Mapping[str, str]
) -> tuple[Mapping[str, Mapping[str, Word]], list[Problem]]:
    words, mistakes = parse_words(interface.value or {}, interface.document.where_value)
    states = find_english(interface.document.data, locales)
    return mark_words(words, {state.language: state.english for state in states if state.english}, FALLBACK), mistakes


def _make_relations(read: ContentRead) -> tuple[tuple[Relation, ...], list[Problem]]:
    file = read.entries["relations"]
    relations, problems = [], []
    for key, entry in (file.value or {}).items():
        try:
            relations.append(make_relation(key, entry, file.document.where(key)))
        except ValueError as error:
            hint = "Write facts and numbers with + - * / ( ) and one of =, ==, <=: sheet.a + sheet.b = sheet.c"
            message = f"The relation '{key}' cannot be read: {error}."
            problems.append(Problem(file.document.where_value(key, "holds"), "unreadable-relation", message, hint))
    return tuple(relations), problems


def _make_sheets(
    project: Project, read: ContentRead, units: Mapping[str, Unit], form: Print | None
) -> tuple[dict[str, Factsheet], list[Problem]]:
    units_read = read.entries["units"]
    are_units_whole = units_read.value is not None and not units_read.problems
    sheets, problems = {}, []
    for key, file in read.sheets.files.items():
        if file.value:
            given = (key, file.value, file.document, units, are_units_whole, form)
            sheets[key], mistakes = project.once(key, make_factsheet, *given)
            problems += mistakes
    return sheets, problems


def _check_units(read: ContentRead, settings: Settings, units: Mapping[str, Unit]) -> Iterator[Problem]:
    file = read.entries["units"]
    for key, unit in units.items():
        for language in unit.text.keys() - settings.languages.keys():
            yield unknown_language(file.document.where(key, "text", language), language)
    western = [key for key, language in settings.languages.items() if language.numbers != "as-printed"]
    yield from check_units(units, western, file.document.where_value)


def _look_into_all(project: Project, read: ContentRead) -> tuple[tuple[Reference, ...], tuple[Phrase, ...]]:
    """Return all references by key and all texts in YAML files and front matter."""
    documents = [(file.document, kind, "") for kind, file in read.files]
    documents += [(half, "text", language) for text in read.texts for language, half in text.documents.items()]
    found = [project.once(one.path, _look_into, one, kind, read.languages, own) for one, kind, own in documents]
    return tuple(key for keys, _ in found for key in keys), tuple(text for _, texts in found for text in texts)


def _look_into(
    document: Document, kind: str, languages: Collection[str], own: str
) -> tuple[list[Reference], list[Phrase]]:
    """Return the references by key and the texts of one document. `own` is the language of a half, empty for other files."""
    phrases = [*find_phrases(document, languages), *(find_sentences(document, own).values() if own else ())]
    return [*find_references(document, kind)], phrases
