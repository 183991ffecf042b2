"""Reads single files and folders safely: no symbolic links, only UTF-8, no file that is too large."""

from __future__ import annotations

import os
import re
import stat
from dataclasses import dataclass
from pathlib import Path

from chronicle.problems import ContentError, Problem, Where
from chronicle.project import Project as Project

MAX_TEXT_BYTES = 2_000_000
PERMISSIONS = "Check its permissions."
IS_FILE = "This is a file; a folder has this name."

# Hidden names, and what editors, version control and file managers leave beside a file.
PASSED_OVER = re.compile(r"\..*|.*~|~\$.*|.*\.(?:bak|orig|swp)|#.*#|[Tt]humbs\.db|[Dd]esktop\.ini", re.DOTALL)


def read_text(path: Path, name: str) -> str:
    """Return the text of a file in UTF-8, without a byte order mark, its lines ending in line feeds.

    Raises ContentError for a symbolic link, for something that is not a file, and for a file that is missing, too large, empty or not
    UTF-8, or cannot be opened.
    """
    text = decode_text(read_bytes(path, name, MAX_TEXT_BYTES, "a text", "Split it, or move it out of content/."), name)
    if not text.strip():
        raise ContentError(
            [Problem(Where(name), "empty-file", "This file is empty.", "Write its content, or delete it.")]
        )
    return text


def decode_text(content: bytes, name: str) -> str:
    """Return the text in the bytes of a file, without a byte order mark, its lines ending in line feeds. Raises ContentError if it is not UTF-8."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = content[: error.start]
        where = Where(
            name, before.count(b"\n") + 1, len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
        )
        if content.startswith(b"PK"):
            message, hint = (
                "This is no text but a document of an office program.",
                "Save it there as plain text in UTF-8.",
            )
            raise ContentError([Problem(Where(name), "not-utf-8", message, hint)]) from None
        message = f"This is not UTF-8: the byte 0x{content[error.start]:02X} cannot stand here."
        raise ContentError([Problem(where, "not-utf-8", message, "Save the file as UTF-8.")]) from None
    if text.count("\0") > 1:  # every second byte, if these are the letters of a Latin script
        message = "This is not UTF-8: it has bytes of zero, as UTF-16 does."
        raise ContentError([Problem(Where(name), "not-utf-8", message, "Save the file as UTF-8.")])
    return text.replace("\r\n", "\n").replace("\r", "\n")


@dataclass(frozen=True)
class Walk:
    """The files below a folder, in the order of their paths, and the problems of everything that cannot be read there."""

    files: tuple[Path, ...]
    problems: tuple[Problem, ...]


def walk_files(project: Project, folder: Path) -> Walk:
    """Return the files below a folder; none if the folder does not exist.

    Symbolic links, folders that cannot be read, and anything that is neither file nor folder are problems. Hidden files and backups are
    passed over.
    """
    files: list[Path] = []
    problems: list[Problem] = []
    folders = [folder] if os.path.lexists(folder) else []
    while folders:
        names, met = list_folder(project, folders.pop())
        problems.extend(met)
        for path, mode in names.items():
            (folders if stat.S_ISDIR(mode) else files).append(path)
    return Walk(tuple(sorted(files, key=lambda path: path.parts)), tuple(sorted(problems)))


def list_folder(
    project: Project, folder: Path, passed_over: re.Pattern[str] = PASSED_OVER
) -> tuple[dict[Path, int], list[Problem]]:
    """Return path → mode of the files and folders in a folder, and problems of everything else. Names that match `passed_over` are left out."""
    where = Where(project.name(folder))
    if folder.is_symlink():
        return {}, [_link(where)]
    try:
        names = sorted(name for name in os.listdir(folder) if not passed_over.fullmatch(name))
    except NotADirectoryError:
        return {}, [Problem(where, "misplaced-file", IS_FILE, "Give it another name.")]
    except OSError as error:
        return {}, [Problem(where, "unreadable-folder", f"This folder cannot be read: {error.strerror}.", PERMISSIONS)]
    found, problems = {}, []
    for name in names:
        path = folder / name
        try:
            mode = path.lstat().st_mode
        except OSError as error:
            message = f"This file cannot be read: {error.strerror}."
            problems.append(Problem(Where(project.name(path)), "unreadable-file", message, PERMISSIONS))
            continue
        if stat.S_ISLNK(mode):
            problems.append(_link(Where(project.name(path))))
        elif stat.S_ISREG(mode) or stat.S_ISDIR(mode):
            found[path] = mode
        else:
            problems.append(_no_file(Where(project.name(path))))
    return found, problems


def misplaced_file(project: Project, path: Path, hint: str) -> Problem:
    """Return the problem of a file that nothing reads."""
    where = Where(project.name(path))
    message = f"'{where.path.rpartition('/')[2]}' is misplaced: no file of this name is read here."
    return Problem(where, "misplaced-file", message, hint)


def read_bytes(path: Path, name: str, most: int, kind: str, smaller: str) -> bytes:
    """Return the bytes of a file. Raises ContentError if it cannot be read, or if it has more than `most` bytes.

    `kind` is the name in the message for such a file, and `smaller` the hint on what to do with one that is too large.
    """
    where = Where(name)
    if path.is_symlink():
        raise ContentError([_link(where)])
    try:
        # Non-blocking, because opening a named pipe without a writer would never end.
        with open(os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)), "rb") as file:
            status = os.fstat(file.fileno())
            if not stat.S_ISREG(status.st_mode):
                raise ContentError([_no_file(where)])
            if status.st_size > most:
                megabytes = f"{status.st_size / 1e6:,.1f} MB"
                message = f"This file is {megabytes} large; {kind} has at most {most / 1e6:,.0f} MB."
                raise ContentError([Problem(where, "large-file", message, smaller)])
            return file.read(most + 1)
    except FileNotFoundError:
        hint = "Create it; docs/editing.en.md lists its fields."
        raise ContentError([Problem(where, "missing-file", "This file is missing.", hint)]) from None
    except IsADirectoryError:
        raise ContentError([_no_file(where)]) from None
    except OSError as error:
        message = f"This file cannot be read: {error.strerror}."
        raise ContentError([Problem(where, "unreadable-file", message, PERMISSIONS)]) from error


def _link(where: Where) -> Problem:
    message = "This is a symbolic link, which the build does not follow."
    return Problem(where, "symbolic-link", message, "Put the file itself here.")


def _no_file(where: Where) -> Problem:
    return Problem(where, "not-a-file", "This is not a file that can be read.", "Put a file here, or take it away.")
