"""What one reading of a project gathers while it goes through the files: problems, and the places of entries."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from chronicle.fields import Document, check_document, parse_yaml
from chronicle.model import Phrase
from chronicle.problems import ContentError, Problem, Where
from chronicle.reading.files import Project, read_text, walk_files
from chronicle.reading.top import Top

PLURAL_FORMS = ("zero", "one", "two", "few", "many", "other")


@dataclass
class Shelf:
    """A project while it is read. `where` tells for (kind, key) where an entry stands; ("unread", kind) marks what could not be read.

    `images` are the files of images that may be read, by the folder they lie in, as problems show it;
    `documents` are the files that map keys to entries, by the kind of entry.
    """

    project: Project
    languages: tuple[str, ...] = ()
    problems: list[Problem] = field(default_factory=list)
    where: dict[tuple[str, str], Where] = field(default_factory=dict)
    phrases: list[Phrase] = field(default_factory=list)
    images: dict[str, list[Path]] = field(default_factory=dict)
    top: Top = field(default_factory=Top)
    documents: dict[str, Document] = field(default_factory=dict)

    @property
    def content(self) -> Path:
        """The project's folder of content."""
        return self.project.root / "content"

    def name(self, path: Path) -> str:
        """Return a path as problems show it."""
        return self.project.name(path)

    def read_document(self, path: Path) -> Document:
        """Read a YAML file and note the phrases in it; raises ContentError."""
        document = parse_yaml(read_text(path, self.name(path)), self.name(path))
        self.note_phrases(document)
        return document

    def note_phrases(self, document: Document) -> None:
        """Note every text that stands under the key of a language: alone, in a list, or in plural forms."""
        for location, text in document.texts():
            *_, above, last = (None, *location)
            is_inner = isinstance(last, int) or last in PLURAL_FORMS
            language = above if is_inner else last
            if language in self.languages:
                self.phrases.append(Phrase(str(language), text, document.where_value(*location)))

    def read_entries(self, path: Path, shape: Any, kind: str) -> Mapping[str, Any]:
        """Read a file that maps keys to entries and note where each stands; nothing where it cannot be read."""
        try:
            document = self.documents[kind] = self.read_document(path)
            for key in document.data if isinstance(document.data, dict) else ():
                self.where[kind, key] = document.where(key)
                self.where[f"{kind}-parent", key] = document.where_value(key, "parent")
                self.where[f"{kind}-holds", key] = document.where_value(key, "holds")
            return check_document(document, shape, self.languages)
        except ContentError as error:
            self.problems.extend(error.problems)
            self.where["unread", kind] = Where(self.name(path))
            return {}

    def walk(self, folder: Path, *kinds: str) -> tuple[Path, ...]:
        """Return the files below a folder; where some of them cannot be seen, these kinds of entries count as unread."""
        if folder.parent == self.content and folder.name not in self.top.names:
            return ()
        walk = walk_files(self.project, folder)
        self.problems.extend(walk.problems)
        if walk.problems:
            self.where |= {("unread", kind): walk.problems[0].where for kind in kinds}
        return walk.files

    def refuse_file(self, path: Path, hint: str) -> None:
        """Note a file that nothing reads."""
        message = f"'{path.name}' cannot be placed: nothing reads a file of this name here."
        self.problems.append(Problem(Where(self.name(path)), "misplaced-file", message, hint))
