"""Reads `content/translations/`: the digests of blocks that were in step. The program writes a file there for each text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping

from chronicle.problems import ContentError, Problem, Where
from chronicle.project import Project
from chronicle.reading.files import misplaced_file, read_text, walk_files

STEPS = "translations"
_LINE = re.compile(r"(?P<language>[a-z0-9-]+) (?P<main>[0-9a-f]{12}) (?P<other>[0-9a-f]{12})")
_TEXT = re.compile(r"(?:chapters/[a-z0-9-]+(?:/[a-z0-9-]+)?|pages/[a-z0-9-]+)\.txt")

_PASSED_OVER = re.compile(r"\s*(?:#|<{7}|={7}|>{7}|\|{7}|$)")

Steps = Mapping[str, frozenset[tuple[str, str]]]


def read_steps(project: Project) -> tuple[Steps, list[Problem]]:
    """Return path of a half → the pairs of digests that were in step, and the problems of the folder.

    Markers of a merge conflict are passed over, because both sides of a conflict are to be kept. In each file, the first other line that
    the program does not write is reported, because it would be lost when the file is written again.
    """
    root = project.root / "content" / STEPS
    walk = walk_files(project, root)
    found: dict[str, set[tuple[str, str]]] = defaultdict(set)
    problems = list(walk.problems)
    for path in walk.files:
        name = path.relative_to(root).as_posix()
        if not _TEXT.fullmatch(name):
            hint = "`chronicle translations --accept` writes this folder; nothing else stands in it."
            problems.append(misplaced_file(project, path, hint))
            continue
        try:
            lines = read_text(path, project.name(path)).splitlines()
        except ContentError as error:
            problems += error.problems
            continue
        others = [
            number for number, line in enumerate(lines, 1) if not (_LINE.fullmatch(line) or _PASSED_OVER.match(line))
        ]
        if others:
            message = "`chronicle translations --accept` writes no such line, so it tells nothing."
            hint = "Take the file back from version control, or delete the line."
            problems.append(Problem(Where(project.name(path), others[0]), "unread-line", message, hint))
        for line in filter(None, map(_LINE.fullmatch, lines)):
            half = f"content/{name.removesuffix('.txt')}/{line['language']}.md"
            found[half].add((line["main"], line["other"]))
    return {half: frozenset(pairs) for half, pairs in found.items()}, problems
