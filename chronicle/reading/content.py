"""Reads every file of `content/` once: its entries, the places of everything in it, and its problems. Nouns are made later."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import Field

from chronicle.fields import FileRead, find_conflict
from chronicle.model import KEY_PATTERN, Document, TextKind, Written, entries as shapes
from chronicle.problems import ContentError, Problem, suggest
from chronicle.project import OVERLAYS, Project
from chronicle.reading.documents import empty_document, read_file
from chronicle.reading.files import misplaced_file, read_text, walk_files
from chronicle.reading.geography import GeographyRead, read_geography
from chronicle.reading.shipped import read_shared
from chronicle.reading.texts import FoundTexts, TextRead, find_texts, read_text_files
from chronicle.reading.top import FOR_PEOPLE, Top, read_top

WordKey = Annotated[str, Field(pattern=r"^[a-z]+(?:[.-][a-z0-9]+)*$")]


@dataclass(frozen=True)
class EntryFile:
    """A file of `content/` that maps keys to entries of a kind."""

    shape: Any
    kind: str


# Name of a file without `.yaml` → what it has.
ENTRY_FILES: Mapping[str, EntryFile] = {
    "units": EntryFile(dict[shapes.Key, shapes.UnitEntry], "unit"),
    "interface": EntryFile(dict[WordKey, shapes.Countable], "word"),
    "counts": EntryFile(dict[shapes.Key, shapes.CountEntry], "count"),
    "drawings": EntryFile(dict[shapes.Key, shapes.DrawingEntry], "drawing"),
    "sources": EntryFile(dict[shapes.Key, shapes.SourceEntry], "source"),
    "places": EntryFile(dict[shapes.Key, shapes.PlaceEntry], "place"),
    "glossary": EntryFile(dict[shapes.Key, shapes.TermEntry], "term"),
    "people": EntryFile(dict[shapes.Key, shapes.PersonEntry], "person"),
    "timeline": EntryFile(dict[shapes.Key, shapes.EventEntry], "event"),
    "captions": EntryFile(dict[shapes.Key, shapes.CaptionEntry], "caption"),
    "relations": EntryFile(dict[shapes.Key, shapes.RelationEntry], "relation"),
    "comparisons": EntryFile(dict[shapes.Key, shapes.ComparisonEntry], "comparison"),
}
# Files whose entries the generator ships too.
SHARED = ("units", "interface")
REQUIRED = "sources"  # the only one of these files that every project has


@dataclass(frozen=True)
class FolderRead:
    """Key → file, for a folder with one entry in each file.

    `misnamed` are the keys that may be meant by files with wrong names, which are not read. `is_whole` is whether all of the folder could be read.
    """

    files: Mapping[str, FileRead[Any]]
    problems: tuple[Problem, ...]
    is_whole: bool
    misnamed: frozenset[str] = frozenset()


@dataclass(frozen=True)
class ContentRead:
    """All of `content/` as read. `settings_file` is the file of the `settings`."""

    top: Top
    settings_file: FileRead[shapes.SettingsEntry]
    settings: shapes.SettingsEntry
    languages: Written
    entries: Mapping[str, FileRead[Mapping[str, Any]]]
    sheets: FolderRead
    charts: FolderRead
    map_settings: FileRead[shapes.MapEntry] | None
    geography: GeographyRead
    found_chapters: FoundTexts
    found_pages: FoundTexts
    texts: tuple[TextRead, ...]

    @property
    def files(self) -> Iterator[tuple[str, FileRead[Any]]]:
        """Every YAML file with the kind of its entries."""
        yield "setting", self.settings_file
        yield from ((ENTRY_FILES[name].kind, file) for name, file in self.entries.items())
        yield from (("sheet", file) for file in self.sheets.files.values())
        yield from (("chart", file) for file in self.charts.files.values())
        if self.map_settings:
            yield "map", self.map_settings
        yield from (("boundary", file) for file in self.geography.terms)

    @property
    def problems(self) -> Iterator[Problem]:
        """Everything that is wrong with single files."""
        for _, file in self.files:
            yield from file.problems
        for folder in (self.top, self.sheets, self.charts, self.geography, self.found_chapters, self.found_pages):
            yield from folder.problems
        for text in self.texts:
            yield from text.problems


# What an editor may write for true, in a file that has not been validated yet.
YES = (True, "true", "yes", "on")


def read_content(project: Project) -> ContentRead:
    """Read every file of a project's `content/`.

    Raises ContentError if `content/site.yaml` has no valid languages or settings, because nothing can be understood without them,
    except merge conflicts in other files, which are reported too.
    """
    try:
        return _read_content(project)
    except ContentError as error:
        raise ContentError((*error.problems, *_find_conflicts(project))) from None


def _find_conflicts(project: Project) -> Iterator[Problem]:
    """Yield the merge conflicts in texts, YAML and GeoJSON."""
    for path in walk_files(project, project.root / "content").files:
        name = project.name(path)
        if (
            path.suffix not in (".md", ".yaml", ".geojson")
            or FOR_PEOPLE.fullmatch(path.name)
            or name.startswith(OVERLAYS)
        ):
            continue
        with suppress(ContentError):  # of what cannot be read
            yield from find_conflict(read_text(path, name), name, is_content=path.suffix != ".geojson")


def _read_content(project: Project) -> ContentRead:
    folder = project.root / "content"
    top = read_top(project)
    file, settings, languages = _read_settings(project, top)
    (chapters, texts), (pages, page_texts) = (
        project.once_unless_saved(
            f"content/{name}", _read_texts, project, name, top, tuple(languages), languages.partial
        )
        for name in ("chapters", "pages")
    )
    _check_languages(file.document, languages, chapters, pages)
    _check_derived(file.document, settings.languages, languages)
    _check_partial(file.document, settings.languages, languages)
    return ContentRead(
        top=top,
        settings_file=file,
        settings=settings,
        languages=languages,
        entries={name: _read_entries(project, top, name, languages, settings.languages) for name in ENTRY_FILES},
        sheets=_read_folder(project, top, "facts", shapes.SheetEntry, languages, "A fact sheet", ("facts",)),
        charts=_read_folder(project, top, "charts", shapes.ChartEntry, languages, "A chart", ()),
        map_settings=read_file(project, folder / "map.yaml", shapes.MapEntry, languages, ()) if "map.yaml" in top.names else None,
        geography=read_geography(project, languages) if "geo" in top.names else GeographyRead(),
        found_chapters=chapters,
        found_pages=pages,
        texts=(*texts, *page_texts),
    )  # fmt: skip


def _read_settings(project: Project, top: Top) -> tuple[FileRead[shapes.SettingsEntry], shapes.SettingsEntry, Written]:
    if "site.yaml" in top.misnamed:
        raise ContentError(top.problems)
    path = project.root / "content" / "site.yaml"
    first = read_file(project, path, shapes.SettingsEntry, ())
    languages, title = first.document.get("languages"), first.document.get("title")
    told = {
        key: one if isinstance(one, dict) else {}
        for key, one in (languages.items() if isinstance(languages, dict) else ())
        if isinstance(one, dict) or not isinstance(title, dict) or key in title
    }
    # Derived languages have no texts of their own in the content. Only the field `derived` of a language is a mapping, so a mistyped
    # `derived` is recognized by its value.
    keys = [
        key
        for key, one in told.items()
        if "derived" not in one
        and not any(
            isinstance(value, dict) for name, value in one.items() if name not in shapes.LanguageEntry.model_fields
        )
    ]
    if not all(re.fullmatch(KEY_PATTERN, key) for key in keys):
        keys = []  # so that only the wrong key is reported, and not that its language has no texts
    languages = Written(keys, frozenset(key for key in keys[1:] if told[key].get("partial") in YES))
    instead = {
        **dict.fromkeys(("title", "subtitle", "description", "license", "author"), dict.fromkeys(languages, "-")),
        **dict.fromkeys(("base_url", "license_url"), "https://example.org/"),
        "updated": "2000-01-01",
    }
    read = read_file(
        project,
        path,
        shapes.SettingsEntry,
        languages,
        ("parts", "themes", "measures", "doubts", "place_kinds"),
        instead,
    )
    # If no language was found at first, but the file has no problems now, it was saved in between. The next build reads it.
    problems = read.problems or (() if languages else first.problems)
    if read.value is None or (problems and not languages):
        raise ContentError((*top.problems, *problems))
    return read, read.value, languages


def _check_languages(document: Document, languages: Written, *found: FoundTexts) -> None:
    """Raise ContentError for languages in which no text has a file. Otherwise each text would be reported as missing in them."""
    written = {language for texts in found for files in texts.files.values() for language in files}
    has_texts = written or any(one.rule == "unknown-language" for texts in found for one in texts.problems)
    missing = [language for language in languages if has_texts and language not in written | languages.partial]
    if missing:
        raise ContentError(
            Problem(
                document.where("languages", language),
                "unused-language",
                f"No text is written in the language '{language}'.",
                f"Write {language}.md beside each text, or 'partial: true' for a language that has only begun; files have the names of languages.",
            )
            for language in missing
        )


def _check_derived(document: Document, declared: Mapping[str, shapes.LanguageEntry], languages: Sequence[str]) -> None:
    """Raise ContentError for derived languages whose original is not a language in which texts are written."""
    made = {key: one.derived.of for key, one in declared.items() if one.derived}
    if wrong := {key: of for key, of in made.items() if of not in languages}:
        raise ContentError(
            Problem(
                document.where_value("languages", key, "derived", "of"),
                "unknown-language",
                f"The language '{key}' is made from '{of}', which is not a language that texts are written in.",
                suggest(of, languages),
            )
            for key, of in wrong.items()
        )


def _check_partial(document: Document, declared: Mapping[str, shapes.LanguageEntry], languages: Written) -> None:
    """Raise ContentError if the main language or a derived language is declared `partial`."""
    partial = [key for key, one in declared.items() if one.partial and key not in languages.partial]
    if partial:
        hint = "Texts may be missing only in a written language other than the first; the texts of the first are shown instead."
        raise ContentError(
            Problem(
                document.where_value("languages", key, "partial"),
                "wrong-value",
                "'true' is not allowed as 'partial'.",
                hint,
            )
            for key in partial
        )


def _read_entries(
    project: Project, top: Top, name: str, languages: Collection[str], all_languages: Mapping[str, shapes.LanguageEntry]
) -> FileRead[Mapping[str, Any]]:
    shape, file = ENTRY_FILES[name].shape, f"content/{name}.yaml"
    if f"{name}.yaml" in top.misnamed:
        return FileRead(empty_document(file))
    if name in SHARED:
        return read_shared(project, name, shape, all_languages)
    if name != REQUIRED and f"{name}.yaml" not in top.names:
        return FileRead(empty_document(file), {})
    return read_file(project, project.root / file, shape, languages)


def _read_folder(
    project: Project, top: Top, name: str, shape: Any, languages: Collection[str], what: str, deep: Collection[str]
) -> FolderRead:
    """Read a folder with one entry in each file."""
    folder = project.root / "content" / name
    if name not in top.names:
        return FolderRead({}, (), name not in top.misnamed)
    walk = walk_files(project, folder)
    problems, files, misnamed = list(walk.problems), {}, []
    # In place of a wrong title, so that the rest of the file can be used.
    instead = {"title": dict.fromkeys(languages, "-")}
    for path in walk.files:
        if path.suffix == ".yaml" and path.parent == folder and re.fullmatch(KEY_PATTERN, path.stem):
            files[path.stem] = read_file(project, path, shape, languages, deep, instead)
        else:
            hint = f"{what} is named content/{name}/<key>.yaml, its key in a-z, digits and hyphens."
            problems.append(misplaced_file(project, path, hint))
            misnamed.append(path.name.partition(".")[0].lower())
    return FolderRead(files, tuple(problems), not walk.problems, frozenset(misnamed) - {""})


def _read_texts(
    project: Project, name: str, top: Top, keys: Sequence[str], partial: frozenset[str]
) -> tuple[FoundTexts, Sequence[TextRead]]:
    """Read the texts below a folder of `content/`, which may be missing."""
    languages, folder = Written(keys, partial), project.root / "content" / name
    if name not in top.names:
        return FoundTexts(folder, {}, {}, (), name not in top.misnamed, {}), ()
    found = find_texts(project, folder, languages)
    return found, [read_text_files(project, _kind_of(name, key), key, found, languages) for key in found.files]


def _kind_of(folder: str, key: str) -> TextKind:
    if folder == "pages":
        return "page"
    return "chapter" if "/" in key else "part"
