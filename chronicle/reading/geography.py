"""Reads `content/geo/`: boundaries, and lines that are drawn below the places. Both are optional."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from chronicle.fields import FileRead
from chronicle.geography import parse_boundaries, parse_lines
from chronicle.model import Boundaries, Ground
from chronicle.model.entries import BoundaryEntry
from chronicle.problems import ContentError, Problem, Where
from chronicle.project import Project
from chronicle.reading.documents import read_file
from chronicle.reading.files import misplaced_file, read_text, walk_files
from chronicle.reading.nouns import make_noun
from chronicle.reading.static import refuse_conflict

BOUNDARIES, GROUND = "counties", "ground"
ENDINGS = (".geojson", ".yaml")


@dataclass(frozen=True)
class GeographyRead:
    """What the map shows besides the places. Boundaries or ground are None if there are none, or if they cannot be used.

    `terms` are the files that have their sources and licences; `problems` are all others than theirs.
    """

    boundaries: Boundaries | None = None
    ground: Ground | None = None
    terms: tuple[FileRead[BoundaryEntry], ...] = ()
    problems: tuple[Problem, ...] = ()


def read_geography(project: Project, languages: Collection[str]) -> GeographyRead:
    """Read the boundaries, the lines below the places, and their sources and licences."""
    folder = project.root / "content" / "geo"
    walk = walk_files(project, folder)
    problems = list(walk.problems)
    wanted = [folder / f"{name}{ending}" for name in (BOUNDARIES, GROUND) for ending in ENDINGS]
    hint = "Boundaries are in counties.geojson, lines in ground.geojson, their source and licence in a .yaml of the same name."
    problems += [misplaced_file(project, path, hint) for path in walk.files if path not in wanted]
    texts, terms = {}, {}
    for name in (BOUNDARIES, GROUND):
        found = [path for path in wanted if path.stem == name and path in walk.files]
        if len(found) == len(ENDINGS):
            shapes, source = found
            terms[name] = read_file(project, source, BoundaryEntry, languages)
            try:
                shown = project.name(shapes)
                texts[name] = refuse_conflict(read_text(shapes, shown), shown), shown
            except ContentError as error:
                problems += error.problems
        elif found and not walk.problems:
            problems.append(_alone(project.name(found[0]), name, found[0].suffix))
    boundaries, ground = None, None
    if BOUNDARIES in texts:
        polygons, places, mistakes = parse_boundaries(*texts[BOUNDARIES])
        problems += mistakes
        if (entry := terms[BOUNDARIES].value) and polygons:
            boundaries = make_noun(
                Boundaries, entry, polygons=polygons, where=Where(texts[BOUNDARIES][1]), places=places
            )
    if GROUND in texts:
        lines, mistakes = parse_lines(*texts[GROUND])
        problems += mistakes
        if (entry := terms[GROUND].value) and lines:
            ground = make_noun(Ground, entry, lines=lines, where=Where(texts[GROUND][1]))
    return GeographyRead(boundaries, ground, tuple(terms.values()), tuple(problems))


def _alone(path: str, name: str, ending: str) -> Problem:
    """Return the problem of a GeoJSON file without its YAML file, or of a YAML file without its GeoJSON file."""
    if ending == ".yaml":
        message = "The GeoJSON file that this file describes is missing."
        hint = f"Put it beside this file as {name}.geojson, or delete this file."
    else:
        message = "The source and licence of this file are missing."
        hint = f"Write content/geo/{name}.yaml with 'source:', 'licence:' and 'licence_url:'; if there is no licence, remove this file."
    return Problem(Where(path), "lonely-file", message, hint)
