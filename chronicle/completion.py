"""Completion in editors: the keys of a project as a JSON Schema that the others refer to, and snippets for Markdown."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from chronicle.model import Site
from chronicle.reading import HEADING, REFERENCE_FIELDS

DIALECT = "https://json-schema.org/draft/2020-12/schema"
KEYS_FILE = "keys.json"
SNIPPETS_FILE = ".vscode/chronicle.code-snippets"


def make_keys(site: Site) -> str:
    """Return a JSON Schema with the keys of each kind of entry that YAML and front matter refer to, each with its name."""
    kinds = sorted({kind for fields in REFERENCE_FIELDS.values() for kind in fields.values()})
    schema = {
        "$schema": DIALECT,
        "$defs": {kind: _enumerate(site, kind) for kind in kinds} | {HEADING: _enumerate_headings(site)},
    }
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"


def make_snippets(site: Site) -> str:
    """Return VS Code snippets for Markdown: figures, links and notes, each with its name as its description."""
    snippets = {
        f"{prefix} {name}".strip(): {"scope": "markdown", "prefix": prefix, "body": _literal(body), "description": name}
        for prefix, body, name in _find_snippets(site)
    }
    return json.dumps(snippets, ensure_ascii=False, indent=1) + "\n"


def _enumerate(site: Site, kind: str) -> dict[str, Any]:
    keys = sorted(site.registry.keys(kind))
    names = [_name(site, kind, key) for key in keys]
    return {"enum": keys, "enumDescriptions": names} if keys else {"not": {}}


def _enumerate_headings(site: Site) -> dict[str, Any]:
    """Return the headings that sources list, in the main language, each with the source that has it first."""
    main = site.languages[0]
    headings: dict[str, str] = {}
    for source in site.sources.values():
        for heading in source.headings:
            headings.setdefault(heading[main], source.short[main])
    return {"enum": list(headings), "enumDescriptions": list(headings.values())} if headings else {"not": {}}


def _name(site: Site, kind: str, key: str) -> str:
    """Return the name of an entry in the main language, of a fact with its figure; empty if the entry could not be read."""
    main = site.languages[0]
    if kind == "fact":
        fact = site.facts.get(key)
        return f"{fact.label[main]}: {fact.figure.printed}" if fact else ""
    if kind in ("chapter", "part"):
        return next((text.halves[main].title for text in site.texts if text.key == key and text.kind != "page"), "")
    named = {
        "place": {one: place.name for one, place in site.places.items()},
        "source": {one: source.short for one, source in site.sources.items()},
        "term": {one: term.term for one, term in site.terms.items()},
        "count": {one: count.name for one, count in site.counts.items()},
        "theme": site.settings.themes,
        "measure": site.settings.measures,
        "doubt-kind": {one: doubt.title for one, doubt in site.settings.doubts.items()},
    }
    return named.get(kind, {}).get(key, {}).get(main, "")


def _find_snippets(site: Site) -> Iterator[tuple[str, str, str]]:
    """Yield (what the editor types, what is inserted, its name)."""
    main = site.languages[0]
    for kind in ("place", "term", "chapter", "sheet"):
        for key in site.registry.keys(kind):
            name = _name(site, kind, key)
            yield f"{kind}:{key}", f"[{name}]({kind}:{key})", name
    for fact in site.facts.values():
        yield fact.id, f"{{{fact.id}}}", _name(site, "fact", fact.id)
    for chart in site.charts:
        yield f"chart:{chart}", f"{{chart:{chart}}}", site.charts[chart].title[main]
    for key, source in site.sources.items():
        yield f"@{key}", f"[@{key}]", source.short[main]
        for heading in source.headings:
            yield f"@{key}", f"[@{key}, {heading[main]}]", heading[main]


def _literal(body: str) -> str:
    """Return a text as the body of a snippet, where a dollar, a closing brace and a backslash are escaped."""
    return "".join(f"\\{one}" if one in "\\$}" else one for one in body)
