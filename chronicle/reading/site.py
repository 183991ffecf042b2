"""From the folder `content/` to a `Site`, and every mistake that was met on the way."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field

from chronicle.factsheets import make_factsheet
from chronicle.fields import Document, check_document, parse_yaml, split_front_matter
from chronicle.figures import check_units
from chronicle.model import (
    KEY_PATTERN,
    Chapter,
    ChapterMatter,
    ChapterText,
    Countable,
    Entry,
    Factsheet,
    Key,
    MainChapterMatter,
    Part,
    Place,
    Settings,
    SheetEntry,
    Site,
    Source,
    Term,
    Unit,
)
from chronicle.problems import ContentError, Problem, Where, suggest
from chronicle.reading.files import Project, read_text, walk_files

WordKey = Annotated[str, Field(pattern=r"^[a-z]+(?:[.-][a-z0-9]+)*$")]
STANDALONE = ("units", "interface")


def read_site(project: Project) -> tuple[Site, list[Problem]]:
    """Read a whole project: what could be read, and what is wrong with the rest.

    Raises ContentError where `content/site.yaml` cannot be read, since nothing can be understood without it.
    """
    return _Reader(project).read()


def read_templates(project: Project) -> dict[str, str]:
    """Return the templates by name: `base.html`, `pages/chapter.html`. Raises ContentError for one that cannot be read."""
    return {
        name: read_text(path, f"templates/{name}")
        for name, path in _files(project, "templates")
        if path.suffix == ".html"
    }


def read_static(project: Project) -> dict[str, bytes]:
    """Return the static files by name: `site.css`, `search.js`."""
    return {name: path.read_bytes() for name, path in _files(project, "static")}


def _files(project: Project, folder: str) -> list[tuple[str, Path]]:
    problems: list[Problem] = []
    root = project.find(folder)
    files = [(path.relative_to(root).as_posix(), path) for path in walk_files(project, root, problems)]
    if problems:
        raise ContentError(problems)
    return files


class _Reader:
    """One reading of one project: gathers problems and the places of entries while it goes through the files."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.problems: list[Problem] = []
        self.where: dict[tuple[str, str], Where] = {}
        self.languages: tuple[str, ...] = ()

    def read(self) -> tuple[Site, list[Problem]]:
        settings = self._read_settings()
        units = self._read_entries("units", dict[Key, Unit], "unit")
        for unit, complaint in check_units(
            units, [key for key, one in settings.languages.items() if one.numbers == "western"]
        ):
            self.problems.append(
                Problem(self.where["unit", unit], complaint, 'Each unit needs a pattern such as other: "{n} people".')
            )
        sheets = self._read_sheets(units)
        pages, parts = self._read_pages(), self._read_parts(settings)
        site = Site(
            settings=settings,
            words=self._read_entries("interface", dict[WordKey, Countable], "word"),
            units=units,
            sources=self._read_entries("sources", dict[Key, Source], "source"),
            places=self._read_entries("places", dict[Key, Place], "place", optional=True),
            terms=self._read_entries("glossary", dict[Key, Term], "term", optional=True),
            sheets=sheets,
            facts={fact.id: fact for sheet in sheets.values() for fact in sheet.facts},
            parts=parts,
            pages=pages,
            where=self.where,
        )
        return site, self.problems

    def _read_settings(self) -> Settings:
        document = self._read_document(self.project.root / "content" / "site.yaml")
        languages = document.data.get("languages") if isinstance(document.data, dict) else None
        self.languages = tuple(languages) if isinstance(languages, dict) else ()
        settings = check_document(document, Settings, self.languages)
        for key in ("base_url", "highlights", "updated"):
            self.where["setting", key] = document.where_value(key)
        for number, fact in enumerate(settings.highlights):
            self.where["highlight", fact] = document.where("highlights", number)
        for part, chapters in settings.parts.items():
            self.where["part", part] = document.where("parts", part)
            for number, chapter in enumerate(chapters):
                self.where["listed", f"{part}/{chapter}"] = document.where("parts", part, number)
        for kind, keys in (("theme", settings.themes), ("measure", settings.measures)):
            self.where |= {(kind, key): document.where(f"{kind}s", key) for key in keys}
        return settings

    def _read_document(self, path: Path) -> Document:
        name = self.project.name(path)
        return parse_yaml(read_text(path, name), name)

    def _read_entries(self, name: str, shape: Any, kind: str, optional: bool = False) -> Mapping[str, Any]:
        """Read one of the files that map keys to entries, and note where each entry stands."""
        path = self.project.root / "content" / f"{name}.yaml"
        if name in STANDALONE:
            path = self.project.find(f"content/{name}.yaml")
        elif optional and not path.exists():
            return {}
        try:
            document = self._read_document(path)
            for key in document.data if isinstance(document.data, dict) else ():
                self.where[kind, key] = document.where(key)
                self.where[f"{kind}-parent", key] = document.where_value(key, "parent")
            return check_document(document, shape, self.languages)
        except ContentError as error:
            self.problems.extend(error.problems)
            self.where["unread", kind] = Where(self.project.name(path))
            return {}

    def _read_sheets(self, units: Mapping[str, Unit]) -> dict[str, Factsheet]:
        folder = self.project.root / "content" / "facts"
        sheets = {}
        for path in walk_files(self.project, folder, self.problems):
            if path.suffix != ".yaml" or path.parent != folder or not re.match(KEY_PATTERN, path.stem):
                self._refuse_file(
                    path, "A fact sheet is called content/facts/<key>.yaml, its key in a-z, digits and hyphens."
                )
                continue
            try:
                document = self._read_document(path)
                self._note_sheet(path.stem, document)
                entry = check_document(document, SheetEntry, self.languages)
            except ContentError as error:
                self.problems.extend(error.problems)
                self.where["unread", f"fact {path.stem}"] = Where(self.project.name(path))
                continue
            sheets[path.stem], problems = make_factsheet(path.stem, entry, document, units)
            self.problems.extend(problems)
        return sheets

    def _note_sheet(self, key: str, document: Document) -> None:
        """Note the place of every fact, so that one with a mistake in it still counts as written."""
        self.where["sheet", key] = document.where()
        facts = document.data.get("facts") if isinstance(document.data, dict) else None
        for name in facts if isinstance(facts, dict) else ():
            self.where["fact", f"{key}.{name}"] = document.where("facts", name)
            for field in ("source", "place", "theme", "measure"):
                self.where[f"fact-{field}", f"{key}.{name}"] = (
                    document.where_value("facts", name, field)
                    if ("facts", name, field) in document.values
                    else document.where_value(field)
                )

    def _read_parts(self, settings: Settings) -> tuple[Part, ...]:
        root = self.project.root / "content" / "chapters"
        found = self._find_texts(root)
        listed = set(settings.parts) | {
            f"{part}/{chapter}" for part, keys in settings.parts.items() for chapter in keys
        }
        for key in sorted(set(found) - listed):
            where = Where(self.project.name(root / key))
            self.problems.append(
                Problem(
                    where, f"'{key}' is not listed in site.yaml.", "Add it to 'parts:' where it belongs in the order."
                )
            )
        parts = []
        for part, keys in settings.parts.items():
            opening = self._read_chapter(root, part, "part", found, self.where["part", part])
            chapters = [
                self._read_chapter(root, f"{part}/{key}", "chapter", found, self.where["listed", f"{part}/{key}"])
                for key in keys
            ]
            if opening is not None:
                parts.append(Part(part, opening, tuple(chapter for chapter in chapters if chapter is not None)))
        return tuple(parts)

    def _read_pages(self) -> dict[str, Chapter]:
        root = self.project.root / "content" / "pages"
        found = self._find_texts(root)
        pages = {
            key: self._read_chapter(root, key, "page", found, Where(self.project.name(root / key))) for key in found
        }
        return {key: page for key, page in pages.items() if page is not None}

    def _find_texts(self, root: Path) -> dict[str, dict[str, Path]]:
        """Return key → language → file for every Markdown file below a folder, in the order of their names."""
        found: dict[str, dict[str, Path]] = {}
        for path in walk_files(self.project, root, self.problems):
            key = path.parent.relative_to(root).as_posix()
            if path.suffix != ".md":
                continue
            if path.stem not in self.languages:
                known = ", ".join(f"{language}.md" for language in self.languages)
                self._refuse_file(path, f"A chapter's files are called after the languages: {known}.")
            elif not all(re.match(KEY_PATTERN, step) for step in key.split("/")) or key.count("/") > 1:
                self._refuse_file(
                    path, "A chapter's folder is chapters/<part>/<key>/, its keys in a-z, digits and hyphens."
                )
            else:
                found.setdefault(key, {})[path.stem] = path
        return found

    def _read_chapter(
        self, root: Path, key: str, kind: Any, found: Mapping[str, Mapping[str, Path]], where: Where
    ) -> Chapter | None:
        """Read the halves of one chapter; none where a half is missing or cannot be read."""
        files = found.get(key, {})
        if not files:
            near = [other for other in found if other.count("/") == key.count("/")]
            hint = suggest(key, near) or f"Create {self.project.name(root / key)}/{self.languages[0]}.md."
            self.problems.append(Problem(where, f"There is no {kind} '{key}' in {self.project.name(root)}/.", hint))
            return None
        self.where["chapter", key] = Where(self.project.name(next(iter(files.values()))))
        halves = {}
        for language in self.languages:
            if language not in files:
                here = self.project.name(root / key)
                message = f"The {kind} '{key}' has no half in the language '{language}'."
                self.problems.append(Problem(Where(here), message, f"Write {here}/{language}.md."))
                continue
            try:
                halves[language] = self._read_half(files[language], language)
            except ContentError as error:
                self.problems.extend(error.problems)
        if len(halves) < len(self.languages):
            return None
        matter = halves[self.languages[0]][0]
        self._note_matter(key, halves)
        return Chapter(
            key=key,
            kind=kind,
            slug=matter.slug or key.rpartition("/")[2],
            texts={language: text for language, (_, text, _) in halves.items()},
            place=matter.place or "",
            sources=tuple(matter.sources),
            highlights=tuple(matter.highlights),
            profile=matter.profile,
            updated=matter.updated or "",
            where=Where(halves[self.languages[0]][1].path),
        )

    def _read_half(self, path: Path, language: str) -> tuple[Any, ChapterText, Document]:
        name = self.project.name(path)
        front_matter, markdown, first_line = split_front_matter(read_text(path, name), name)
        document = parse_yaml(front_matter, name)
        if document.data is None:
            raise ContentError(
                [Problem(Where(name), "The front matter is empty.", "Give the chapter at least a 'title:'.")]
            )
        shape: type[Entry] = MainChapterMatter if language == self.languages[0] else ChapterMatter
        matter = check_document(document, shape, self.languages)
        return matter, ChapterText(matter.title, matter.summary or "", markdown, first_line, name), document

    def _note_matter(self, key: str, halves: Mapping[str, tuple[Any, ChapterText, Document]]) -> None:
        matter, _, document = halves[self.languages[0]]
        self.where["chapter-place", key] = document.where_value("place")
        for number, mention in enumerate(matter.sources):
            self.where["chapter-source", f"{key} {mention.source}"] = document.where_value("sources", number, "source")
        for number, fact in enumerate(matter.highlights):
            self.where["chapter-highlight", f"{key} {fact}"] = document.where("highlights", number)

    def _refuse_file(self, path: Path, hint: str) -> None:
        where = Where(self.project.name(path))
        self.problems.append(
            Problem(where, f"'{path.name}' cannot be placed: nothing reads a file of this name here.", hint)
        )
