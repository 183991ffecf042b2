"""The paths of a project's files, and of the generator's own files, which are used where the project has none."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T")

# In a checkout templates/ and static/ stand beside the package, in an installed wheel inside it.
PACKAGE = Path(__file__).resolve().parent
# The folders of templates and static files in the content.
OVERLAYS = ("content/static/", "content/templates/")
# The generator's folders of which a project uses the files that it does not have.
LENT = ("templates", "static")
HOME = PACKAGE / "_home" if (PACKAGE / "_home").is_dir() else PACKAGE.parent


@dataclass(frozen=True)
class Project:
    """A folder with `content/` in it. Templates, static files, interface words and units that it does not have are the generator's own.

    `memory` keeps what was made from its files (see `once`) if they are read again and again; otherwise it is None.
    `saved` are the names of all files saved since then, or None if these are not known.
    """

    root: Path
    memory: dict[tuple[str, str], tuple[object, Any]] | None = field(default=None, compare=False, repr=False)
    saved: frozenset[str] | None = field(default=None, compare=False, repr=False)

    def once(self, name: str, make: Callable[..., T], *given: object) -> T:
        """Return `make(*given)`: what a function makes from the file of this name, that is, from its text and all its other input.

        A project with a memory returns the same object as before if `given` is equal, so nobody may change it.
        """
        if self.memory is None:
            return make(*given)
        before, made = self.memory.get((make.__qualname__, name), (None, None))
        if before != given:
            made = make(*given)
            self.memory[make.__qualname__, name] = given, made
        return made  # type: ignore[no-any-return]  # of the same function

    def once_unless_saved(self, name: str, make: Callable[..., T], *given: object) -> T:
        """Return `make(*given)`: what a function makes from the files of the folder of this name, which it reads, and all its other input.

        A project with a memory does not look at the files again if it is known that none of them was saved.
        """
        if self.memory and (self.saved is None or any(one.startswith(name) for one in self.saved)):
            self.memory.pop((make.__qualname__, name), None)
        return self.once(name, make, *given)

    def find(self, name: str) -> Path:
        """Return the project's own file or folder of that name, or the generator's where the project has none."""
        own = self.root / name
        return own if own.exists() or own.is_symlink() else HOME / name

    def name(self, path: Path) -> str:
        """Return a path as problems show it: below the project's folder, with forward slashes."""
        for base in (self.root, HOME):
            # This is called for every file, and ten times as fast as comparing paths.
            if str(path).startswith(above := f"{base}{os.sep}"):
                return _readable(str(path)[len(above) :].replace(os.sep, "/"))
            if path.is_relative_to(base):
                return _readable(path.relative_to(base).as_posix())
        return _readable(path.name)

    def overlaid(self, path: Path) -> str:
        """Return the name of a file; of a template or static file in the content, without `content/`: `static/styles/2-base.css`."""
        name = self.name(path)
        return name.removeprefix("content/") if name.startswith(OVERLAYS) else name


def _readable(name: str) -> str:
    """Return a name that can be printed: bytes that are not UTF-8 are written as escapes, `\\xe4`."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
