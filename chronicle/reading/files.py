"""Reading single files safely: in the project's folder, no links, UTF-8, of a sensible size."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from chronicle.problems import ContentError, Problem, Where

MAX_TEXT_BYTES = 2_000_000

# In a checkout templates/ and static/ stand beside the package, in an installed wheel inside it.
_PACKAGE = Path(__file__).resolve().parent.parent
HOME = _PACKAGE / "_home" if (_PACKAGE / "_home").is_dir() else _PACKAGE.parent


@dataclass(frozen=True)
class Project:
    """A folder with `content/` in it. What it leaves out of templates, static files, interface words and units, the generator's own home has."""

    root: Path

    def find(self, name: str) -> Path:
        """Return the project's own file or folder of that name, or the generator's where the project has none."""
        own = self.root / name
        return own if own.exists() or own.is_symlink() else HOME / name

    def name(self, path: Path) -> str:
        """Return a path as problems show it: below the project's folder, with forward slashes."""
        for base in (self.root, HOME):
            if path.is_relative_to(base):
                return path.relative_to(base).as_posix()
        return path.name


def read_text(path: Path, name: str) -> str:
    """Read a text: UTF-8, a byte order mark and CRLF accepted and dropped.

    Raises ContentError for a symbolic link, a file too large, one that is empty or not UTF-8, or one that cannot be opened.
    """
    if path.is_symlink():
        raise _error(
            name,
            "symbolic-link",
            "This is a symbolic link, which the build does not follow.",
            "Put the file itself here.",
        )
    try:
        size = path.stat().st_size
        if size > MAX_TEXT_BYTES:
            megabytes, most = f"{size / 1e6:,.1f} MB", f"{MAX_TEXT_BYTES / 1e6:,.0f} MB"
            raise _error(
                name,
                "large-file",
                f"This file is {megabytes} large; a text has at most {most}.",
                "Split it, or move it out of content/.",
            )
        content = path.read_bytes()
    except FileNotFoundError:
        raise _error(
            name, "missing-file", "This file is missing.", "Create it; CONTRIBUTING.md shows what goes into it."
        ) from None
    except OSError as error:
        raise _error(
            name, "unreadable-file", f"This file cannot be read: {error.strerror}.", "Check its permissions."
        ) from error
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = content[: error.start]
        line = before.count(b"\n") + 1
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
        byte = f"0x{content[error.start]:02X}"
        raise _error(
            name,
            "not-utf-8",
            f"This is not UTF-8: the byte {byte} cannot stand here.",
            "Save the file as UTF-8.",
            line,
            column,
        ) from None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise _error(name, "empty-file", "This file is empty.", "Write its content, or delete it.")
    return text


def walk_files(project: Project, folder: Path, problems: list[Problem]) -> Iterator[Path]:
    """Yield the files below a folder in the order of their names; a symbolic link is a problem, hidden files are passed over."""
    if not folder.is_dir():
        return
    for parent, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in [*folders, *sorted(files)]:
            path = Path(parent, name)
            if name.startswith("."):
                continue
            if path.is_symlink():
                message = "This is a symbolic link, which the build does not follow."
                problems.append(
                    Problem(Where(project.name(path)), "symbolic-link", message, "Put the file itself here.")
                )
            elif name in files:
                yield path


def _error(name: str, rule: str, message: str, hint: str, line: int = 1, column: int = 1) -> ContentError:
    return ContentError([Problem(Where(name, line, column), rule, message, hint)])
