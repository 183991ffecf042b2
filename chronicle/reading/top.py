"""The top of `content/`: which of the known files and folders exist, and which others are not read."""

from __future__ import annotations

import difflib
import re
import stat
from collections.abc import Mapping
from dataclasses import dataclass, field

from chronicle.problems import ContentError, Problem, Where
from chronicle.project import Project
from chronicle.reading.files import IS_FILE, list_folder

FILES = ("site", "units", "interface", "counts", "drawings", "sources", "places", "glossary", "people", "timeline", "captions", "relations", "comparisons", "map")  # fmt: skip
FOLDERS = ("chapters", "pages", "facts", "charts", "geo", "translations", "templates", "static")
NAMES = (*FILES, *FOLDERS)
NEAR = 0.75  # images is not meant as pages
# Documents for people who look into the folder.
FOR_PEOPLE = re.compile(r"(?:README|LICENSE|LICENCE|NOTICE|CHANGELOG)(?:\..*)?")


@dataclass(frozen=True)
class Top:
    """The known files and folders at the top of `content/`.

    `misnamed` maps a known name to the place of what was found instead, such as a misspelt name or a symbolic link.
    """

    names: frozenset[str] = frozenset()
    misnamed: Mapping[str, Where] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


def read_top(project: Project) -> Top:
    """Return the top of `content/`. Raises ContentError if the folder is missing or cannot be read."""
    folder = project.root / "content"
    if not folder.exists() and not folder.is_symlink():
        is_inside = (project.root / "site.yaml").exists()
        hint = "Name the folder above this one." if is_inside else "Begin a documentary with: chronicle init"
        raise ContentError([Problem(Where("content"), "missing-folder", "There is no folder 'content' here.", hint)])
    found, problems = list_folder(project, folder)
    if problems and not found:
        raise ContentError(problems)
    modes = {path.name: mode for path, mode in found.items()}
    known = {f"{name}.yaml": stat.S_IFREG for name in FILES} | dict.fromkeys(FOLDERS, stat.S_IFDIR)
    names = {name for name, mode in modes.items() if known.get(name) == stat.S_IFMT(mode)}
    misnamed = {problem.where.path.rpartition("/")[2]: problem.where for problem in problems}
    for name, mode in modes.items():
        if name in names or FOR_PEOPLE.fullmatch(name):
            continue
        where = Where(f"content/{name}")
        if name in known:
            message = "This is a folder; a file has this name." if stat.S_ISDIR(mode) else IS_FILE
            problems.append(Problem(where, "misplaced-file", message, "Give it another name."))
            misnamed[name] = where
            continue
        same_kind = [one for one in known if known[one] == stat.S_IFMT(mode)]
        # Names are compared without their endings, which would make every file similar to every other.
        near = [*difflib.get_close_matches(name.lower().partition(".")[0], NAMES, n=1, cutoff=NEAR), ""][0]
        meant = {one.partition(".")[0]: one for one in same_kind}.get(near, "")
        what = "folder" if stat.S_ISDIR(mode) else "file"
        message = f"'{name}' is misplaced: no {what} of this name is read here."
        hint = f"Did you mean '{meant}'?" if meant else f"Known here: {', '.join(sorted(same_kind))}."
        if near in FOLDERS and not meant:
            hint = f"The files of this kind are in the folder {near}/."
        problems.append(Problem(where, "misplaced-file", message, hint))
        if meant and meant not in modes:
            misnamed[meant] = where
    return Top(frozenset(names), misnamed, tuple(problems))
