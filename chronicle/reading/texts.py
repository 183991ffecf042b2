"""Chapters, openings of parts, and pages: pairs of Markdown files, one per language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from chronicle.fields import Document, check_document, parse_yaml, split_front_matter
from chronicle.model import (
    KEY_PATTERN,
    Entry,
    FrontMatter,
    Half,
    MainFrontMatter,
    Part,
    Phrase,
    Settings,
    Text,
)
from chronicle.problems import ContentError, Problem, Where, suggest
from chronicle.reading.files import read_text
from chronicle.reading.images import note_image, read_images
from chronicle.reading.nouns import make_profile, make_sources
from chronicle.reading.shelf import Shelf


def read_parts(shelf: Shelf, settings: Settings) -> tuple[Part, ...]:
    """Return the parts in the order of site.yaml, without those whose opening could not be read."""
    root = shelf.content / "chapters"
    found = _find_texts(shelf, root)
    listed = set(settings.parts) | {f"{part}/{chapter}" for part, keys in settings.parts.items() for chapter in keys}
    for key in sorted(set(found) - listed):
        where = Where(shelf.name(root / key))
        shelf.problems.append(
            Problem(
                where,
                "not-listed",
                f"'{key}' is not listed in site.yaml.",
                "Add it to 'parts:' where it belongs in the order.",
            )
        )
    parts = []
    for part, keys in settings.parts.items():
        opening = _read_chapter(shelf, root, part, "part", found, shelf.where["part", part])
        chapters = [
            _read_chapter(shelf, root, f"{part}/{key}", "chapter", found, shelf.where["listed", f"{part}/{key}"])
            for key in keys
        ]
        if opening is not None:
            parts.append(Part(part, opening, tuple(chapter for chapter in chapters if chapter is not None)))
    return tuple(parts)


def read_pages(shelf: Shelf) -> dict[str, Text]:
    """Return the pages that stand outside the parts."""
    root = shelf.content / "pages"
    found = _find_texts(shelf, root)
    pages = {key: _read_chapter(shelf, root, key, "page", found, Where(shelf.name(root / key))) for key in found}
    return {key: page for key, page in pages.items() if page is not None}


def _find_texts(shelf: Shelf, root: Path) -> dict[str, dict[str, Path]]:
    """Return key → language → file for every Markdown file below a folder, in the order of their names."""
    found: dict[str, dict[str, Path]] = {}
    for path in shelf.walk(root, "chapter", root.name):
        key = path.parent.relative_to(root).as_posix()
        if path.suffix != ".md":
            note_image(shelf, root, path)
            continue
        if path.stem not in shelf.languages:
            known = ", ".join(f"{language}.md" for language in shelf.languages)
            shelf.refuse_file(path, f"A chapter's files are called after the languages: {known}.")
        elif not all(re.match(KEY_PATTERN, step) for step in key.split("/")) or key.count("/") > 1:
            shelf.refuse_file(
                path, "A chapter's folder is chapters/<part>/<key>/, its keys in a-z, digits and hyphens."
            )
        else:
            found.setdefault(key, {})[path.stem] = path
    return found


def _read_chapter(
    shelf: Shelf, root: Path, key: str, kind: Any, found: Mapping[str, Mapping[str, Path]], where: Where
) -> Text | None:
    """Read the halves of one chapter; none where a half is missing or cannot be read."""
    files = found.get(key, {})
    is_unseen = ("unread", root.name) in shelf.where
    if not files and is_unseen:
        return None
    if not files:
        near = [other for other in found if other.count("/") == key.count("/")]
        hint = suggest(key, near) or f"Create {shelf.name(root / key)}/{shelf.languages[0]}.md."
        shelf.where["unread", "chapter"] = where
        shelf.problems.append(
            Problem(where, "unknown-" + kind, f"There is no {kind} '{key}' in {shelf.name(root)}/.", hint)
        )
        return None
    shelf.where["chapter", key] = Where(shelf.name(next(iter(files.values()))))
    halves = {}
    for language in shelf.languages:
        if language not in files and not is_unseen:
            here = shelf.name(root / key)
            message = f"The {kind} '{key}' has no half in the language '{language}'."
            shelf.problems.append(Problem(Where(here), "missing-half", message, f"Write {here}/{language}.md."))
        if language not in files:
            continue
        try:
            halves[language] = _read_half(shelf, files[language], language)
        except ContentError as error:
            shelf.problems.extend(error.problems)
    if len(halves) < len(shelf.languages):
        shelf.where["unread", "chapter"] = Where(shelf.name(root / key))
        return None
    matter = halves[shelf.languages[0]][0]
    _note_matter(shelf, kind, key, halves)
    return Text(
        key=key,
        kind=kind,
        slug=matter.slug or key.rpartition("/")[2],
        halves={language: text for language, (_, text, _) in halves.items()},
        place=matter.place,
        sources=make_sources(matter),
        highlights=matter.highlights,
        profile=make_profile(matter),
        updated=matter.updated,
        where=Where(halves[shelf.languages[0]][1].path),
        images=read_images(shelf, root, key, matter.images),
    )


def _read_half(shelf: Shelf, path: Path, language: str) -> tuple[Any, Half, Document]:
    name = shelf.name(path)
    front_matter, markdown, first_line = split_front_matter(read_text(path, name), name)
    document = parse_yaml(front_matter, name)
    if document.data is None:
        raise ContentError(
            [
                Problem(
                    Where(name), "front-matter", "The front matter is empty.", "Give the chapter at least a 'title:'."
                )
            ]
        )
    shape: type[Entry] = MainFrontMatter if language == shelf.languages[0] else FrontMatter
    matter = check_document(document, shape, shelf.languages)
    shelf.note_phrases(document)
    shelf.phrases += [
        Phrase(language, document.data[field], document.where_value(field))
        for field in ("title", "summary")
        if field in document.data
    ]
    return matter, Half(matter.title, matter.summary, markdown, first_line, name), document


def _note_matter(shelf: Shelf, kind: str, key: str, halves: Mapping[str, tuple[Any, Half, Document]]) -> None:
    matter, _, document = halves[shelf.languages[0]]
    shelf.where["chapter-place", key] = document.where_value("place")
    for number, mention in enumerate(matter.sources):
        shelf.where["chapter-source", f"{key} {mention.source}"] = document.where_value("sources", number, "source")
    for number, fact in enumerate(matter.highlights):
        shelf.where["chapter-highlight", f"{key} {fact}"] = document.where("highlights", number)
    for name in matter.images:
        shelf.where["image-entry", f"{kind} {key} {name}"] = document.where("images", name)
