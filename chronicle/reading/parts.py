"""The parts of the site, in the order of `site.yaml`, with the texts that were found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from chronicle.model import Part, Settings, Text
from chronicle.problems import Problem, Where, suggest
from chronicle.reading.content import ContentRead


def make_parts(settings: Settings, texts: Mapping[tuple[str, str], Text | None]) -> tuple[Part, ...]:
    """Return the parts in the order of site.yaml, without those whose opening could not be read."""
    parts = []
    for part, keys in settings.parts.items():
        chapters = (texts.get(("chapter", f"{part}/{key}")) for key in keys)
        if opening := texts.get(("part", part)):
            parts.append(Part(part, opening, tuple(chapter for chapter in chapters if chapter)))
    return tuple(parts)


def check_parts(read: ContentRead, settings: Settings) -> Iterator[Problem]:
    """Yield a problem for each part or chapter that site.yaml lists but that does not exist, or that exists but is not listed or is listed twice."""
    document, found = read.settings_file.document, read.found_chapters
    folder = "content/chapters"
    listed: dict[str, tuple[str | int, ...]] = {key: ("parts", key) for key in settings.parts}
    listed |= {
        f"{part}/{key}": ("parts", part, n) for part, keys in settings.parts.items() for n, key in enumerate(keys)
    }
    for part, keys in settings.parts.items():
        for n, key in enumerate(keys):
            if key in keys[:n]:
                message = f"The chapter '{part}/{key}' is listed twice."
                where = document.where("parts", part, n)
                yield Problem(where, "repeated-chapter", message, "Leave it where it belongs in the order.")
    if len(settings.parts) == len(document.get("parts")):
        for text in read.texts:
            part, _, chapter = text.key.partition("/")
            if text.kind != "page" and text.key not in listed and not (chapter and part not in listed):
                where = Where(f"{folder}/{text.key}")
                hint = "Add it to 'parts:' where it belongs in the order."
                yield Problem(where, "not-listed", f"'{text.key}' is not listed in site.yaml.", hint)
    for key, location in listed.items():
        part, _, chapter = key.partition("/")
        if key not in found.files and found.is_whole and not (chapter and part not in found.files):
            kind = "chapter" if "/" in key else "part"
            near = [other for other in found.files if other.count("/") == key.count("/")]
            # A folder that was renamed exists under a name that is not listed.
            new = [other for other in near if other not in listed and other.startswith(f"{part}/" if chapter else "")]
            hint = (
                f"Did you mean '{new[0]}'?"
                if len(new) == 1
                else suggest(key, near) or f"Create {folder}/{key}/{read.languages[0]}.md."
            )
            message = f"There is no {kind} '{key}' in {folder}/."
            yield Problem(document.where(*location), f"unknown-{kind}", message, hint)
