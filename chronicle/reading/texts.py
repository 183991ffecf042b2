"""Chapters, openings of parts, and pages: Markdown files, one per language."""

from __future__ import annotations

import difflib
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from chronicle.fields import check_parts, find_conflict, find_unseen, parse_yaml, remove_unseen, split_front_matter
from chronicle.model import KEY_PATTERN, Document, Half, Phrase, Text, TextKind, Written, suggest_key
from chronicle.model.entries import FrontMatter, MainFrontMatter
from chronicle.problems import ContentError, Problem, Where, unknown_language
from chronicle.project import Project
from chronicle.reading.documents import empty_document
from chronicle.reading.files import misplaced_file, read_text, walk_files
from chronicle.reading.images import check_image, is_image, read_images
from chronicle.reading.nouns import fields_of
from chronicle.reading.top import FOR_PEOPLE

MOST_STEPS = 2  # chapters/<part>/<key>


@dataclass(frozen=True)
class FoundTexts:
    """The files of texts below a folder: key → language → file, and key → images. `is_whole` is whether all of the folder could be read."""

    root: Path
    files: Mapping[str, Mapping[str, Path]]
    images: Mapping[str, Sequence[Path]]
    problems: tuple[Problem, ...]
    is_whole: bool
    misnamed: Mapping[str, int]  # key → how many files beside the text have wrong names, and may be missing halves


@dataclass(frozen=True)
class HalfRead:
    """The file of a half as read. `half` is None if it could not be read."""

    document: Document
    half: Half | None = None
    front_matter: FrontMatter | None = None
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class TextRead:
    """A text as read. `value` is None if a half is missing or could not be read."""

    kind: TextKind
    key: str
    documents: Mapping[str, Document]
    value: Text | None = None
    problems: tuple[Problem, ...] = ()
    unread_images: frozenset[str] = frozenset()


# The name of a half's file, in any language, also in one that the site does not have.
_LANGUAGE = re.compile(r"[a-z]{2}(?:-[A-Za-z]+)*")


def find_texts(project: Project, root: Path, languages: Collection[str]) -> FoundTexts:
    """Return the files of texts and their images below a folder."""
    walk = walk_files(project, root)
    files: dict[str, dict[str, Path]] = defaultdict(dict)
    images: dict[str, list[Path]] = defaultdict(list)
    misnamed: Counter[str] = Counter()
    problems = list(walk.problems)
    # The folders of texts. An image elsewhere would be left out; but a folder that could not be opened may have texts.
    folders = {path.parent for path in walk.files if walk.problems or _is_nearly_a_text(path, languages)} - {root}
    for path in walk.files:
        key = "/".join(path.parts[len(root.parts) : -1]) or "."
        is_text = all(re.fullmatch(KEY_PATTERN, step) for step in key.split("/")) and key.count("/") < MOST_STEPS
        if is_image(path):
            problem = check_image(project, path, path.parent in folders)
            problems += [problem] if problem else []
            images[key].append(path)
        elif path.suffix == ".md" and path.stem in languages and is_text:
            files[key][path.stem] = path
        elif path.suffix == ".md" and path.stem in languages and (folder := _find_misnamed(path, root)):
            problems.append(_misnamed_folder(project, folder))
        elif path.suffix == ".md" and path.stem in languages:
            hint = "A chapter's folder is chapters/<part>/<key>/, its keys in a-z, digits and hyphens."
            problems.append(misplaced_file(project, path, hint))
        elif path.suffix == ".md" and is_text and _LANGUAGE.fullmatch(path.stem):
            problems.append(unknown_language(Where(project.name(path)), path.stem))
            misnamed[key] += 1
        elif _is_nearly_a_text(path, languages):
            known = ", ".join(f"{language}.md" for language in languages)
            hint = f"The files of a chapter are named after the languages: {known}."
            problems.append(misplaced_file(project, path, hint))
            misnamed[key] += 1
        elif not FOR_PEOPLE.fullmatch(path.name):
            hint = "Beside a text lie its other languages and its images: keep all else outside content/."
            problems.append(misplaced_file(project, path, hint))
    return FoundTexts(root, files, images, tuple(problems), not walk.problems, misnamed)


def _find_misnamed(path: Path, root: Path) -> Path | None:
    """Return the folder above a text whose name cannot be a key; None if there is none."""
    above = [folder for folder in path.parents if root in folder.parents]
    return next((folder for folder in reversed(above) if not re.fullmatch(KEY_PATTERN, folder.name)), None)


def _misnamed_folder(project: Project, folder: Path) -> Problem:
    hint = "Keys are written with the letters a-z, digits and single hyphens."
    hint += f" Did you mean '{meant}'?" if (meant := suggest_key(folder.name)) else ""
    message = f"'{folder.name}' cannot be the name of a folder of texts."
    return Problem(Where(project.name(folder)), "wrong-name", message, hint)


def read_half(project: Project, path: Path, language: str, languages: Sequence[str]) -> HalfRead:
    """Read the file of a half. Parts of its front matter that have mistakes are left out."""
    name = project.name(path)
    try:
        return project.once(name, _read_half, name, read_text(path, name), language, languages)
    except ContentError as error:
        return HalfRead(empty_document(name), problems=error.problems)


def _read_half(name: str, text: str, language: str, languages: Sequence[str]) -> HalfRead:
    document = empty_document(name)
    unseen = tuple(find_unseen(text, Where(name)))
    conflict = tuple(find_conflict(text, name))
    if conflict or any(problem.rule == "lost-character" for problem in unseen):
        return HalfRead(document, problems=conflict or unseen)
    try:
        # Without its invisible characters the text is read, so that they hide no other mistake.
        front_matter, markdown, first_line = split_front_matter(remove_unseen(text) if unseen else text, name)
        document = parse_yaml(front_matter, name)
    except ContentError as error:
        return HalfRead(document, problems=(*unseen, *error.problems))
    if document.data is None:
        hint = "Give the chapter at least a 'title:'."
        empty = Problem(Where(name), "front-matter", "The front matter is empty.", hint)
        return HalfRead(document, problems=(*unseen, empty))
    shape: type[FrontMatter] = MainFrontMatter if language == languages[0] else FrontMatter
    document, shared = _take_shared(document, shape, languages[0])
    checked = check_parts(document, shape, languages, deep=("images",), instead={"title": "-"})
    problems = (*unseen, *shared, *checked.problems)
    if checked.value is None:
        return HalfRead(document, problems=problems)
    half = Half(
        checked.value.title,
        checked.value.summary,
        markdown,
        first_line,
        name,
        find_sentences(document, language),
        front_matter,
    )
    return HalfRead(document, half, checked.value, problems)


def _take_shared(document: Document, shape: type[FrontMatter], main: str) -> tuple[Document, list[Problem]]:
    """Return a document without the fields that only the main half may have, and one problem for all of them."""
    fields = document.data if isinstance(document.data, dict) else {}
    shared = [name for name in fields if name in MainFrontMatter.model_fields.keys() - shape.model_fields.keys()]
    if not shared:
        return document, []
    message = f"Fields for every language stand in {main}.md only: {', '.join(shared)}."
    problem = Problem(document.where(shared[0]), "unknown-field", message, "Remove them here.")
    return replace(document, data={name: fields[name] for name in fields if name not in shared}), [problem]


def read_text_files(project: Project, kind: TextKind, key: str, found: FoundTexts, languages: Written) -> TextRead:
    """Read the halves of one text, and the images beside it."""
    files = found.files[key]
    needed = [language for language in languages if language in files or language not in languages.partial]
    halves = {
        language: read_half(project, files[language], language, languages)
        for language in languages
        if language in files
    }
    documents = {language: read.document for language, read in halves.items()}
    problems = [problem for read in halves.values() for problem in read.problems]
    here = project.name(found.root / key)
    missing = [language for language in needed if language not in files]
    if found.is_whole and len(missing) > found.misnamed.get(key, 0):
        problems += [_missing_half(kind, key, here, language) for language in missing]
    whole = {language: read.half for language, read in halves.items() if read.half}
    main = halves[languages[0]].front_matter if languages[0] in halves else None
    if len(whole) < len(needed) or not isinstance(main, MainFrontMatter):
        return TextRead(kind, key, documents, None, tuple(problems))
    paths = [path for path in found.images.get(key, ()) if check_image(project, path, is_in_text=True) is None]
    images, mistakes = read_images(project, key, paths, main.images)
    fields = fields_of(main, "title", "summary", "images")  # each half has its title and its summary
    fields |= {"slug": main.slug or key.rpartition("/")[2], "images": images, "described_images": tuple(main.images)}
    text = Text(key=key, kind=kind, halves=whole, where=Where(whole[languages[0]].path), **fields)
    unread = {path.name for path in found.images.get(key, ())} - set(images)
    below = [folder for folder in found.images if folder.startswith(f"{key}/") and folder not in found.files]
    unread |= {f"{folder}/{path.name}".removeprefix(f"{key}/") for folder in below for path in found.images[folder]}
    return TextRead(kind, key, documents, text, (*problems, *mistakes), frozenset(f"{here}/{name}" for name in unread))


def find_sentences(document: Document, language: str) -> dict[str, Phrase]:
    """Return field name → phrase for the title and the summary of a half, if they were written."""
    texts = ((name, document.get(name)) for name in ("title", "summary"))
    return {
        name: Phrase(language, text, document.where_value(name), document.lines)
        for name, text in texts
        if isinstance(text, str)
    }


def _missing_half(kind: TextKind, key: str, here: str, language: str) -> Problem:
    message = f"The {kind} '{key}' has no half in the language '{language}'."
    return Problem(Where(here), "missing-half", message, f"Write {here}/{language}.md.")


def _is_nearly_a_text(path: Path, languages: Collection[str]) -> bool:
    """Return whether the name of a file is so similar to that of a half that it must be meant as one: cn.md, zh.md.txt, ZH.MD, en.markdown."""
    names = [f"{language}.md" for language in languages]
    return (
        path.suffix == ".md"
        or path.stem in languages
        or bool(difflib.get_close_matches(path.name.lower(), names, n=1, cutoff=0.7))
    )
