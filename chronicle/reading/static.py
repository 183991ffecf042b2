"""Reads templates and static files, each file of the project in place of the generator's; and books and archives to publish."""

from __future__ import annotations

import re
import stat
from collections.abc import Collection
from io import BytesIO
from pathlib import Path

from chronicle.dates import check_period
from chronicle.fields import find_conflict
from chronicle.model import OutputFile
from chronicle.problems import ContentError, Problem, Where
from chronicle.project import HOME, Project
from chronicle.reading.files import PASSED_OVER, decode_text, list_folder, read_bytes, read_text

TEMPLATES = (".css", ".html", ".opf", ".svg", ".xhtml", ".xml")
MAX_BYTES = 60_000_000
BOOKS, OFFLINE, SNAPSHOTS = "books", "offline", "snapshots"
# Downloads for readers, which separate commands make: the folder, in the project as in the site → the endings of its files.
DOWNLOADS = {BOOKS: (".epub", ".pdf"), OFFLINE: (".zip",), SNAPSHOTS: (".zip",)}
PUBLISHED_AS_THEY_ARE = "root"  # the folder whose files keep their names, hidden ones too: .well-known/, .nojekyll
_NOT_ON_WINDOWS = re.compile(
    r"""[<>:"|?*]|[. ](?:/|$)|(?:^|/)(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.[^/]*)?(?:/|$)""", re.IGNORECASE
)
_DAY = re.compile(r"(?:^|-)\d{4}-\d\d-\d\d$")
_UNDATED = "The name of a snapshot ends with the day of its edition: example.org-2026-11-28.zip."
_LITTER = re.compile(r"\.git.*|\.DS_Store|\._.*|\..*\.sw[a-z]|.*~|.*\.(?:bak|orig)|#.*#", re.DOTALL)
_MARKS = (b"<" * 7, b">" * 7, b"|" * 7)  # of a merge conflict
_ARCHIVES = (".zip", ".epub")
# How a JPEG, a PNG and a PDF begin and end.
_ENDS = ((b"\xff\xd8\xff", b"\xff\xd9"), (b"\x89PNG\r\n", b"IEND\xaeB`\x82"), (b"%PDF-", b"%%EOF"))
_TEXTS = re.compile(r"(?!root/).*\.css|drawings/.*|.*\.m?js")


def is_passed_over(name: str) -> bool:
    """Return whether a build passes over the file of this path, which is hidden or was left there by a program."""
    above, is_published, rest = name.partition(f"static/{PUBLISHED_AS_THEY_ARE}/")
    if is_published and above in ("", "content/"):
        return any(map(_LITTER.fullmatch, rest.split("/")))
    return any(map(PASSED_OVER.fullmatch, name.split("/")))


def refuse_conflict(text: str, name: str) -> str:
    """Return the text of a file that is neither a text nor YAML. Raises ContentError if it has a merge conflict."""
    if problems := [*find_conflict(text, name, is_content=False)]:
        raise ContentError(problems)
    return text


def read_templates(project: Project) -> dict[str, str]:
    """Return the templates by name: `base.html`, `pages/chapter.html`. Raises ContentError for each that cannot be read."""
    files, problems = _overlay(project, "templates")
    templates: dict[str, str] = {}
    for name, path in files.items():
        if path.suffix in TEMPLATES:
            try:
                templates[name] = refuse_conflict(read_text(path, project.name(path)), project.name(path))
            except ContentError as error:
                problems.extend(error.problems)
    if problems:
        raise ContentError(problems)
    return templates


def read_static(project: Project) -> dict[str, bytes]:
    """Return the static files by name: `styles/2-base.css`, `search.js`. Raises ContentError for each that cannot be published."""
    files, problems = _overlay(project, "static")
    static: dict[str, bytes] = {}
    for name, path in files.items():
        shown = project.name(path)
        try:
            content = read_bytes(path, shown, MAX_BYTES, "a file of static/", "Publish it elsewhere and link to it.")
            if any(mark in content for mark in _MARKS):
                refuse_conflict(content.decode("utf-8", "replace"), shown)
            _refuse_part(content, shown)
            static[name] = decode_text(content, shown).encode() if _TEXTS.fullmatch(name) else content
        except ContentError as error:
            problems.extend(error.problems)
    if problems:
        raise ContentError(problems)
    return static


def read_own_texts(project: Project) -> dict[str, str]:
    """Return the project's own templates and scripts by name. Raises ContentError for one that cannot be read."""
    return {
        name: read_text(path, project.name(path))
        for folder in ("templates", "static")
        for name, path in _overlay(project, folder)[0].items()
        if path.suffix in (*TEMPLATES, ".js", ".mjs") and path.is_relative_to(project.root)
    }


def read_downloads(project: Project, folders: Collection[str]) -> list[OutputFile]:
    """Return downloads for readers as files of the site: books, the offline copy, the newest snapshot.

    `folders` are the keys of `DOWNLOADS` to read. Raises ContentError, with a problem for each file that cannot be published.
    """
    files: list[OutputFile] = []
    problems: list[Problem] = []
    for name in folders:
        folder = project.root / name
        found, met = list_folder(project, folder) if folder.is_dir() or folder.is_symlink() else ({}, [])
        problems += [one for one in met if one.where.path == name or one.where.path.endswith(DOWNLOADS[name])]
        paths = [path for path, mode in found.items() if path.suffix in DOWNLOADS[name] and stat.S_ISREG(mode)]
        if name == SNAPSHOTS and paths:
            dated = [path for path in paths if _DAY.search(path.stem) and not check_period(path.stem[-10:])]
            if not dated:
                hint = "Give it the name again that `chronicle snapshot` gave it, or move it away."
                problems.append(Problem(Where(project.name(paths[0])), "wrong-name", _UNDATED, hint))
            paths = sorted(dated, key=lambda path: (path.stem[-10:], path.name))[-1:]
        for path in paths:
            shown = project.name(path)
            try:
                _check_name(path.name, shown)
                content = read_bytes(path, shown, MAX_BYTES, "a download", "Publish it elsewhere, or remove it.")
                _refuse_part(content, shown)
                files.append(OutputFile(f"{name}/{path.name}", content))
            except ContentError as error:
                problems += error.problems
    if problems:
        raise ContentError(problems)
    return files


def _overlay(project: Project, folder: str) -> tuple[dict[str, Path], list[Problem]]:
    """Return name → path for the files of a folder, and their problems. Files of the project replace the generator's of the same name.

    The project's folder may be beside `content/` or in `content/`.
    """
    files: dict[str, Path] = {}
    problems: list[Problem] = []
    for root in dict.fromkeys((HOME / folder, project.root / folder, project.root / "content" / folder)):
        if not root.exists() and not root.is_symlink():
            continue
        for path in _walk(project, root, root / PUBLISHED_AS_THEY_ARE, problems):
            name = path.relative_to(root).as_posix()
            try:
                _check_name(name, project.name(path))
                files[name] = path
            except ContentError as error:
                problems += error.problems
    return dict(sorted(files.items())), problems


def _walk(project: Project, folder: Path, with_hidden: Path, problems: list[Problem]) -> list[Path]:
    """Return the files below a folder; in the folder `with_hidden`, hidden files too."""
    passed_over = (_LITTER,) if folder.is_relative_to(with_hidden) else ()
    names, met = list_folder(project, folder, *passed_over)
    problems.extend(met)
    files = []
    for path, mode in names.items():
        files += _walk(project, path, with_hidden, problems) if stat.S_ISDIR(mode) else [path]
    return files


def _refuse_part(content: bytes, shown: str) -> None:
    """Raise ContentError for an archive, a picture or a PDF without its end, as after a copy that broke off, and for a .zip or .epub that is none.

    Which kind of file it is shows at its beginning: an .xlsx is an archive too. Data behind the end are allowed, as cameras write them.
    """
    if shown.endswith(_ARCHIVES) or content.startswith(b"PK\3\4"):
        import zipfile  # takes long to load, and few sites have archives

        is_whole = zipfile.is_zipfile(BytesIO(content))
    else:  # a picture may have smaller ones in it
        is_whole = not any(
            content.startswith(begin) and content.count(end) < content.count(begin) for begin, end in _ENDS
        )
    if not is_whole:
        message = "This file is broken, or only a part of it is there."
        raise ContentError([Problem(Where(shown), "unreadable-file", message, "Copy or save it again.")])


def _check_name(name: str, shown: str) -> None:
    """Raise ContentError for a file name that some system cannot write, or that has characters which cannot be in a line of a list."""
    if not name.isprintable() or "\\" in name:
        message = "The name of this file is not UTF-8, or has characters in it that cannot be seen or typed."
    elif _NOT_ON_WINDOWS.search(name):
        message = "Windows cannot write a file of this name, and so cannot keep a copy of the site."
    else:
        return
    raise ContentError([Problem(Where(shown), "wrong-name", message, "Give it another name.")])
