"""Boundaries in `content/geo/`, where an editor has put some."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from chronicle.geography import parse_boundaries
from chronicle.model import Boundaries
from chronicle.model.entries import BoundaryEntry
from chronicle.problems import ContentError, Problem, Where
from chronicle.project import Project
from chronicle.reading.documents import FileRead, read_file
from chronicle.reading.files import misplaced_file, read_text, walk_files
from chronicle.reading.nouns import make_noun

SHAPES, TERMS = "counties.geojson", "counties.yaml"


@dataclass(frozen=True)
class BoundariesRead:
    """The boundaries as read; `value` is None if there are none, or if they may not be used."""

    value: Boundaries | None = None
    terms: FileRead[BoundaryEntry] | None = None
    problems: tuple[Problem, ...] = ()


def read_boundaries(project: Project, languages: Collection[str]) -> BoundariesRead:
    """Read the boundaries, and whom they come from."""
    folder = project.root / "content" / "geo"
    walk = walk_files(project, folder)
    problems = list(walk.problems)
    wanted = (folder / SHAPES, folder / TERMS)
    hint = f"Boundaries are in {SHAPES}, their source and licence in {TERMS}."
    problems += [misplaced_file(project, path, hint) for path in walk.files if path not in wanted]
    found = [path for path in wanted if path in walk.files]
    if len(found) < len(wanted):
        alone = [] if walk.problems else [_alone(project.name(path), path.name) for path in found]
        return BoundariesRead(problems=(*problems, *alone))
    name = project.name(folder / SHAPES)
    terms = read_file(project, folder / TERMS, BoundaryEntry, languages)
    problems += terms.problems
    try:
        polygons, places, mistakes = parse_boundaries(read_text(folder / SHAPES, name), name)
    except ContentError as error:
        return BoundariesRead(None, terms, (*problems, *error.problems))
    problems += mistakes
    if not terms.value or not polygons:
        return BoundariesRead(None, terms, tuple(problems))
    value = make_noun(Boundaries, terms.value, polygons=polygons, where=Where(name), places=places)
    return BoundariesRead(value, terms, tuple(problems))


def _alone(path: str, name: str) -> Problem:
    """Return what is told to whoever put one of the two files there without the other."""
    if name == TERMS:
        message = "The boundaries that this file describes are missing."
        return Problem(Where(path), "lonely-file", message, f"Put them beside it as {SHAPES}, or delete this file.")
    message = "The source and licence of these boundaries are missing."
    hint = f"Write content/geo/{TERMS} with 'source:', 'licence:' and 'licence_url:'; if there is no licence, remove the boundaries."
    return Problem(Where(path), "lonely-file", message, hint)
