"""References by key in YAML and front matter: one table of the fields that hold keys of other entries."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from chronicle.model import Document, Location, Reference

# Field → kind of entry, for the file of each kind; `*` stands for any key or number.
REFERENCE_FIELDS: Mapping[str, Mapping[tuple[str, ...], str]] = {
    "setting": {
        ("highlights", "*"): "fact", ("profile", "*"): "measure", ("menu", "*", "parts", "*"): "part",
        ("begin", "*"): "chapter", ("cover",): "drawing", ("findings", "*"): "chart",
        ("story", "before"): "fact", ("story", "after"): "fact",
    },
    "place": {("*", "parent"): "place"},
    "term": {("*", "place"): "place"},
    "person": {("*", "place"): "place", ("*", "chapters", "*"): "chapter", ("*", "quote", "source"): "source"},
    "event": {("*", "place"): "place", ("*", "chapter"): "chapter"},
    "caption": {("*", "place"): "place", ("*", "chapter"): "chapter", ("*", "source"): "source"},
    "comparison": {("*", "measure"): "measure"},
    "relation": {("*", "doubt"): "doubt-kind"},
    "sheet": {
        ("source",): "source", ("place",): "place", ("theme",): "theme", ("facts", "*", "source"): "source",
        ("facts", "*", "place"): "place", ("facts", "*", "theme"): "theme", ("facts", "*", "measure"): "measure",
        ("facts", "*", "unit"): "unit", ("facts", "*", "counts"): "count",
        ("facts", "*", "doubt"): "doubt-kind",
    },
    "chart": {("theme",): "theme", ("whole",): "fact", ("rows", "*", "facts", "*"): "fact"},
    "text": {("place",): "place", ("drawing",): "drawing", ("theme",): "theme", ("sources", "*", "source"): "source", ("highlights", "*"): "fact"},
}  # fmt: skip


# The name of the list of headings in `keys.json`, from which editors complete the fields below.
HEADING = "heading"
# Kind of file → the fields that hold a heading of a source, as `REFERENCE_FIELDS` has those that hold keys.
HEADING_FIELDS: Mapping[str, Sequence[tuple[str, ...]]] = {
    "sheet": (("facts", "*", "section"), ("facts", "*", "also", "*")),
    "text": (("sources", "*", "section"),),
    "person": (("*", "quote", "section"),),
    "caption": (("*", "section"),),
}


def find_references(document: Document, kind: str) -> Iterator[Reference]:
    """Yield every reference by key in a document, even if the document has mistakes."""
    for pattern, target in REFERENCE_FIELDS.get(kind, {}).items():
        for location in _matching(document, (), pattern):
            key = document.get(*location)
            if isinstance(key, str) and key:
                yield Reference(target, key, document.where_value(*location))


def _matching(document: Document, location: Location, pattern: tuple[str, ...]) -> Iterator[Location]:
    if not pattern:
        yield location
        return
    inside = document.get(*location)
    step, *rest = pattern
    if step != "*":
        steps: list[str | int] = [step] if isinstance(inside, dict) and step in inside else []
    elif isinstance(inside, dict):
        steps = list(inside)
    else:
        steps = list(range(len(inside))) if isinstance(inside, list) else []
    for one in steps:
        yield from _matching(document, (*location, one), tuple(rest))
