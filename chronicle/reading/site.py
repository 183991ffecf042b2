"""From the folder `content/` to a `Site`, and every mistake that was met on the way."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field

from chronicle.factsheets import make_factsheet
from chronicle.fields import Document, check_document
from chronicle.figures import check_units
from chronicle.model import (
    KEY_PATTERN,
    CaptionEntry,
    ChartEntry,
    ChartSpec,
    ComparisonEntry,
    Countable,
    EventEntry,
    Factsheet,
    Key,
    PersonEntry,
    PlaceEntry,
    Relation,
    RelationEntry,
    Settings,
    SettingsEntry,
    SheetEntry,
    Site,
    SourceEntry,
    TermEntry,
    Unit,
    UnitEntry,
)
from chronicle.problems import ContentError, Problem, Where
from chronicle.reading.files import Project, read_text, walk_files
from chronicle.reading.geography import read_boundaries, read_tile_map
from chronicle.reading.nouns import MAKERS, make_chart, make_settings
from chronicle.reading.shelf import Shelf
from chronicle.reading.texts import read_pages, read_parts
from chronicle.reading.top import read_top
from chronicle.relations import make_relation
from chronicle.words import Word, WrittenWords, parse_words

WordKey = Annotated[str, Field(pattern=r"^[a-z]+(?:[.-][a-z0-9]+)*$")]

# The files that map keys to entries: name → (shape, kind of entry, may it be missing).
ENTRY_FILES: Mapping[str, tuple[Any, str, bool]] = {
    "units": (dict[Key, UnitEntry], "unit", False),
    "interface": (dict[WordKey, Countable], "word", False),
    "sources": (dict[Key, SourceEntry], "source", False),
    "places": (dict[Key, PlaceEntry], "place", True),
    "glossary": (dict[Key, TermEntry], "term", True),
    "people": (dict[Key, PersonEntry], "person", True),
    "timeline": (dict[Key, EventEntry], "event", True),
    "captions": (dict[Key, CaptionEntry], "caption", True),
    "relations": (dict[Key, RelationEntry], "relation", True),
    "comparisons": (dict[Key, ComparisonEntry], "comparison", True),
}


def read_site(project: Project) -> tuple[Site, list[Problem]]:
    """Read a whole project: what could be read, and what is wrong with the rest.

    Raises ContentError where `content/site.yaml` cannot be read, since nothing can be understood without it.
    """
    top = read_top(project)
    shelf = Shelf(project, top=top, problems=[*top.problems])
    if "site.yaml" in top.misnamed:
        raise ContentError(top.problems)
    _note_misnamed(shelf)
    settings = _read_settings(shelf)
    entries = {name: _read_entry_file(shelf, name) for name in ENTRY_FILES}
    units = entries["units"]
    _note_unit_problems(shelf, settings, units)
    words = _parse_words(shelf, entries["interface"])
    relations = _make_relations(shelf, entries["relations"])
    sheets = _read_sheets(shelf, units)
    site = Site(
        settings=settings,
        words=words,
        units=units,
        sources=entries["sources"],
        places=entries["places"],
        terms=entries["glossary"],
        people=entries["people"],
        events=entries["timeline"],
        captions=entries["captions"],
        sheets=sheets,
        facts={fact.id: fact for sheet in sheets.values() for fact in sheet.facts},
        relations=relations,
        comparisons=entries["comparisons"],
        tile_map=read_tile_map(shelf),
        boundaries=read_boundaries(shelf),
        charts=_read_charts(shelf),
        parts=read_parts(shelf, settings),
        pages=read_pages(shelf),
        where=shelf.where,
        phrases=tuple(shelf.phrases),
    )
    return site, shelf.problems


def read_templates(project: Project) -> dict[str, str]:
    """Return the templates by name: `base.html`, `pages/chapter.html`. Raises ContentError for one that cannot be read."""
    return {
        name: read_text(path, f"templates/{name}")
        for name, path in _files(project, "templates")
        if path.suffix in (".html", ".xml")
    }


def read_static(project: Project) -> dict[str, bytes]:
    """Return the static files by name: `styles/2-base.css`, `search.js`."""
    return {name: path.read_bytes() for name, path in _files(project, "static")}


def _files(project: Project, folder: str) -> list[tuple[str, Path]]:
    root = project.find(folder)
    walk = walk_files(project, root)
    if walk.problems:
        raise ContentError(walk.problems)
    return [(path.relative_to(root).as_posix(), path) for path in walk.files]


def _note_misnamed(shelf: Shelf) -> None:
    """Let nothing be said to be lacking that may stand in a file or folder whose name is not right."""
    kinds = {f"{name}.yaml": (kind,) for name, (_, kind, _) in ENTRY_FILES.items()}
    kinds |= {
        "facts": ("sheet", "fact"),
        "charts": ("chart",),
        "chapters": ("chapter", "chapters"),
        "pages": ("chapter", "pages"),
    }
    for name, where in shelf.top.misnamed.items():
        shelf.where |= {("unread", kind): where for kind in kinds.get(name, ())}


def _read_settings(shelf: Shelf) -> Settings:
    document = shelf.read_document(shelf.content / "site.yaml")
    languages = document.data.get("languages") if isinstance(document.data, dict) else None
    shelf.languages = tuple(languages) if isinstance(languages, dict) else ()
    shelf.note_phrases(document)
    settings = make_settings(check_document(document, SettingsEntry, shelf.languages))
    where = shelf.where
    for field in ("base_url", "profile"):
        where["setting", field] = document.where_value(field)
    for number, fact in enumerate(settings.highlights):
        where["highlight", fact] = document.where("highlights", number)
    for part, chapters in settings.parts.items():
        where["part", part] = document.where("parts", part)
        for number, chapter in enumerate(chapters):
            where["listed", f"{part}/{chapter}"] = document.where("parts", part, number)
    for kind, keys in (("theme", settings.themes), ("measure", settings.measures)):
        where |= {(kind, key): document.where(f"{kind}s", key) for key in keys}
    return settings


def _read_entry_file(shelf: Shelf, name: str) -> Mapping[str, Any]:
    shape, kind, optional = ENTRY_FILES[name]
    path = (
        shelf.project.find(f"content/{name}.yaml") if name in ("units", "interface") else shelf.content / f"{name}.yaml"
    )
    if path.name in shelf.top.misnamed or (optional and path.name not in shelf.top.names):
        return {}
    return _make_nouns(kind, shelf.read_entries(path, shape, kind))


def _make_nouns(kind: str, entries: Mapping[str, Any]) -> Mapping[str, Any]:
    return {key: MAKERS[kind](entry) for key, entry in entries.items()} if kind in MAKERS else entries


def _parse_words(shelf: Shelf, written: WrittenWords) -> Mapping[str, Mapping[str, Word]]:
    words, problems = parse_words(written, lambda *steps: shelf.documents["word"].where_value(*steps))
    shelf.problems += problems
    return words


def _note_unit_problems(shelf: Shelf, settings: Settings, units: Mapping[str, Unit]) -> None:
    western = [key for key, language in settings.languages.items() if language.numbers == "western"]
    shelf.problems += check_units(units, western, lambda *steps: shelf.documents["unit"].where_value(*steps))


def _make_relations(shelf: Shelf, entries: Mapping[str, RelationEntry]) -> tuple[Relation, ...]:
    relations = []
    for key, entry in entries.items():
        try:
            relations.append(make_relation(key, entry, shelf.where["relation", key]))
        except ValueError as error:
            hint = "Write facts and numbers with + - * / ( ) and one of =, ==, <=: sheet.a + sheet.b = sheet.c"
            message = f"The relation '{key}' cannot be read: {error}."
            shelf.problems.append(Problem(shelf.where["relation-holds", key], "unreadable-relation", message, hint))
    return tuple(relations)


def _read_sheets(shelf: Shelf, units: Mapping[str, Unit]) -> dict[str, Factsheet]:
    folder = shelf.content / "facts"
    sheets = {}
    for path in shelf.walk(folder, "sheet", "fact"):
        if path.suffix != ".yaml" or path.parent != folder or not re.match(KEY_PATTERN, path.stem):
            shelf.refuse_file(
                path, "A fact sheet is called content/facts/<key>.yaml, its key in a-z, digits and hyphens."
            )
            continue
        try:
            document = shelf.read_document(path)
            _note_sheet(shelf, path.stem, document)
            entry = check_document(document, SheetEntry, shelf.languages)
        except ContentError as error:
            shelf.problems.extend(error.problems)
            shelf.where["unread", f"fact {path.stem}"] = Where(shelf.name(path))
            continue
        sheets[path.stem], problems = make_factsheet(path.stem, entry, document, units)
        shelf.problems.extend(problems)
    return sheets


def _note_sheet(shelf: Shelf, key: str, document: Document) -> None:
    """Note the place of every fact, so that one with a mistake in it still counts as written."""
    shelf.where["sheet", key] = document.where()
    facts = document.data.get("facts") if isinstance(document.data, dict) else None
    for name in facts if isinstance(facts, dict) else ():
        shelf.where["fact", f"{key}.{name}"] = document.where("facts", name)
        for field in ("source", "place", "theme", "measure", "printed"):
            own = ("facts", name, field)
            shelf.where[f"fact-{field}", f"{key}.{name}"] = (
                document.where_value(*own) if own in document.values else document.where_value(field)
            )


def _read_charts(shelf: Shelf) -> dict[str, ChartSpec]:
    folder = shelf.content / "charts"
    charts: dict[str, ChartSpec] = {}
    for path in shelf.walk(folder, "chart"):
        if path.suffix != ".yaml" or path.parent != folder or not re.match(KEY_PATTERN, path.stem):
            shelf.refuse_file(path, "A chart is called content/charts/<key>.yaml, its key in a-z, digits and hyphens.")
            continue
        key = path.stem
        # Noted before it is read, so that a chart with a mistake in it still counts as written.
        shelf.where["chart", key] = Where(shelf.name(path))
        try:
            document = shelf.read_document(path)
            charts[key] = make_chart(check_document(document, ChartEntry, shelf.languages))
        except ContentError as error:
            shelf.problems.extend(error.problems)
            continue
        places = document.values.items()
        shelf.where |= {("chart-at", f"{key} {'.'.join(map(str, steps))}"): where for steps, where in places}
    return charts
