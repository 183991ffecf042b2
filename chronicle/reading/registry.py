"""Make the registry from the content read: what exists, where it is, and what could not be read."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import Any

from chronicle.fields import FileRead
from chronicle.model import KEY_PATTERN, Registry, Site, Spot, entries as shapes
from chronicle.reading.content import ENTRY_FILES, ContentRead

KEYED = ("fact", "place", "source", "term", "theme", "measure", "doubt-kind", "unit", "count", "comparison", "drawing")
FOLDERS = {
    "fact": "facts",
    "sheet": "facts",
    "chart": "charts",
    "chapter": "chapters",
    "part": "chapters",
    "page": "pages",
}
# Kind → the field of site.yaml that has its entries.
IN_SETTINGS = {"theme": "themes", "measure": "measures", "doubt-kind": "doubts", "place-kind": "place_kinds"}
ANY = ""  # in place of a key: any entry of the kind may exist, because not all could be read


def make_registry(read: ContentRead, site: Site) -> Registry:
    """Return the registry of the content that was read. Entries that are not in the site, because of their mistakes, are broken."""
    spots, values = _find_spots(read), _list_values(site)
    broken = {
        kind: frozenset(key for key in entries if key not in values[kind])
        for kind, entries in spots.items()
        if kind in values
    }
    unread = _find_unread(read)
    for kind, entries in spots.items():
        # If an entry has a wrong key, any unknown key of its kind may mean this entry. So these are not reported.
        wrong = (
            {key for key in entries if not re.fullmatch(KEY_PATTERN, key.rpartition(".")[2])} if kind in KEYED else ()
        )
        unread[kind] = unread[kind] | {key.rpartition(".")[0] for key in wrong}
    homes = {kind: f"content/{name}/" for kind, name in FOLDERS.items()}
    homes |= {file.kind: f"content/{name}.yaml" for name, file in ENTRY_FILES.items()}
    return Registry(spots, {kind: frozenset(keys) for kind, keys in unread.items() if keys}, broken, homes)


def _list_values(site: Site) -> Mapping[str, Collection[str]]:
    """Return the keys of the entries of each kind that could be made into values."""
    settings, openings = site.settings, [part.key for part in site.parts]
    return {
        "word": site.words, "unit": site.units, "count": site.counts, "drawing": site.drawings, "source": site.sources,
        "place": site.places, "term": site.terms, "person": site.people, "event": site.events, "caption": site.captions,
        "comparison": site.comparisons, "relation": [relation.key for relation in site.relations], "sheet": site.sheets,
        "fact": site.facts, "chart": site.charts, "part": openings, "page": site.pages,
        "chapter": [*openings, *(chapter.key for chapter in site.chapters)],
        **{kind: getattr(settings, field) for kind, field in IN_SETTINGS.items()},
    }  # fmt: skip


def _find_spots(read: ContentRead) -> Mapping[str, Mapping[str, Spot]]:
    spots: dict[str, dict[str, Spot]] = defaultdict(dict)

    def note(kind: str, read_from: Spot, prefix: str = "") -> None:
        """Note the keys of a mapping as entries of a kind."""
        inside = read_from.document.get(*read_from.location)
        for key in inside if isinstance(inside, dict) else ():
            spots[kind][prefix + key] = Spot(read_from.document, (*read_from.location, key))

    site = read.settings_file.document
    spots["site"]["site"] = Spot(site)
    for kind, field in IN_SETTINGS.items():
        note(kind, Spot(site, (field,)))
    for name, entries in read.entries.items():
        note(ENTRY_FILES[name].kind, Spot(entries.document))
    for key, sheet in read.sheets.files.items():
        spots["sheet"][key] = Spot(sheet.document)
        note("fact", Spot(sheet.document, ("facts",)), f"{key}.")
    spots["chart"] = {key: Spot(chart.document) for key, chart in read.charts.files.items()}
    if read.map_settings:
        spots["map"]["map"] = Spot(read.map_settings.document)
    for text in read.texts:
        document = next(iter(text.documents.values()))
        spots[text.kind][text.key] = Spot(document)
        if text.kind == "part":  # a link to a part is written as one to a chapter
            spots["chapter"][text.key] = Spot(document)
    return spots


def _find_unread(read: ContentRead) -> dict[str, set[str]]:
    unread: dict[str, set[str]] = defaultdict(set)
    for kind, field in IN_SETTINGS.items() if read.settings_file.problems else ():
        if not isinstance(read.settings_file.document.get(field), dict):
            unread[kind].add(ANY)  # it may be in a field with a mistyped name
    for name, entries in read.entries.items():
        if entries.value is None and not entries.is_read:
            unread[ENTRY_FILES[name].kind].add(ANY)
    unread["fact"] |= {key for key, sheet in read.sheets.files.items() if _lacks_facts(sheet)}
    for folder, kinds in ((read.sheets, ("sheet", "fact")), (read.charts, ("chart",))):
        for kind in kinds:
            unread[kind] |= {*folder.misnamed, *(() if folder.is_whole else (ANY,))}
    for found, kinds in ((read.found_chapters, ("chapter", "part")), (read.found_pages, ("page",))):
        for kind in kinds if not found.is_whole else ():
            unread[kind].add(ANY)
    # Texts that site.yaml lists but that do not exist are reported there.
    for part, keys in read.settings.parts.items():
        listed = {part, *(f"{part}/{key}" for key in keys)}
        unread["chapter"] |= listed - read.found_chapters.files.keys()
        unread["part"] |= {part} - read.found_chapters.files.keys()
    unread["image"] |= {name for text in read.texts for name in text.unread_images}
    return unread


def _lacks_facts(sheet: FileRead[Any]) -> bool:
    """Return whether a sheet may have more facts than were read: it has none, or one in place of a field of the sheet."""
    data = sheet.document.data if sheet.is_read else {}
    facts, others = data.get("facts"), data.keys() - shapes.SheetEntry.model_fields.keys()
    return not (isinstance(facts, dict) and facts) or any(isinstance(data[key], dict) for key in others)
