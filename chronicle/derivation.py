"""Derived content: languages made from a written one, such as traditional Chinese from simplified, and texts that a partial language borrows.

Written content is checked before this; derived content is not checked.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from functools import partial
from pathlib import PurePosixPath
from typing import Any, TypeVar

from chronicle.model import Borrowed, Derived, Half, Site, Text
from chronicle.spellings import convert

T = TypeVar("T")

# References are not converted: keys, addresses, anchors, headings of sources, code and tags.
_KEPT = re.compile(r'\[@[^\]]*\]|(?<=\])\([^)]*\)|\{(?!")[^}]*\}|`[^`]*`|<[^>]*>|https?://\S+')
# The parts of a site that hold texts in every language.
_LOCALIZED = (
    "counts", "sources", "places", "terms", "people", "events", "captions", "sheets", "relations", "comparisons",
    "map_settings", "boundaries", "ground", "charts", "parts", "pages",
)  # fmt: skip


def derive_site(site: Site) -> Site:
    """Return a site that also has the derived languages, each after the language that it is made from."""
    made = {name: derive(getattr(site, name), site.derived) for name in _LOCALIZED}
    facts = {fact.id: fact for sheet in made["sheets"].values() for fact in sheet.facts}
    settings = derive(replace(site.settings, languages={}), site.derived)
    made_from = {key: [one for one, derived in site.derived.items() if derived.of == key] for key in site.written}
    languages = {one: site.all_languages[one] for key, after in made_from.items() for one in (key, *after)}
    return replace(site, **made, facts=facts, settings=replace(settings, languages=languages))


def without_derived(site: Site) -> Site:
    """Return a site whose settings list only the written languages; its texts and entries still have the derived ones."""
    written = {key: site.all_languages[key] for key in site.written}
    return replace(site, settings=replace(site.settings, languages=written))


def borrow_site(site: Site) -> Site:
    """Return a site in which every text has all languages: halves that a partial language lacks are borrowed."""
    return site.with_texts(partial(borrow_halves, languages=site.languages)) if site.written.partial else site


def borrow_halves(text: Text, languages: Sequence[str]) -> Text:
    """Return a text in all languages: a missing half is borrowed from the main language, the first of `languages`."""
    main, *others = languages
    lent = {
        language: _borrow_half(text.halves[main], language, main) for language in others if language not in text.halves
    }
    return replace(text, halves={one: text.halves.get(one) or lent[one] for one in languages}) if lent else text


def _borrow_half(half: Half, language: str, main: str) -> Half:
    path = PurePosixPath(half.path).with_name(f"{language}.md")
    title, summary = Borrowed(half.title, main), half.summary and Borrowed(half.summary, main)
    return Half(title, summary, half.markdown, half.first_line, path.as_posix(), borrowed=main)


def derive_text(text: Text, derived: Mapping[str, Derived]) -> Text:
    """Return a text that also has the halves in the derived languages."""
    return replace(text, halves=derive(text.halves, derived))


def derive(value: T, derived: Mapping[str, Derived]) -> T:
    """Return a value in which each mapping of language → text also has the derived languages; the same object if it contains no such mapping."""
    made: Any = value
    if isinstance(value, Mapping):
        texts = {key: _put(value[one.of], key, one) for key, one in derived.items() if one.of in value}
        inside = {} if texts else {key: derive(one, derived) for key, one in value.items()}
        made = {**value, **texts} if texts else inside if _differ(value.values(), inside.values()) else value
    elif isinstance(value, tuple):
        several = tuple(derive(one, derived) for one in value)
        made = several if _differ(value, several) else value
    elif is_dataclass(value) and not isinstance(value, type):
        old = {one.name: getattr(value, one.name) for one in fields(value)}
        changed = {name: new for name, one in old.items() if (new := derive(one, derived)) is not one}
        made = replace(value, **changed) if changed else value
    return made  # type: ignore[no-any-return]  # of the type that was given


def _differ(some: Any, others: Any) -> bool:
    return any(one is not other for one, other in zip(some, others, strict=True))


def _put(value: Any, language: str, derived: Derived) -> Any:
    """Return a value of one language (a text, a half, a tuple or an object with texts) converted to the derived language."""
    if isinstance(value, Borrowed):
        return value
    if isinstance(value, str):
        return _convert(value, derived)
    if isinstance(value, Half):
        if value.borrowed:
            return _borrow_half(value, language, value.borrowed)
        path = PurePosixPath(value.path).with_name(f"{language}.md")
        title, summary, markdown = (_convert(one, derived) for one in (value.title, value.summary, value.markdown))
        return Half(title, summary, markdown, value.first_line, path.as_posix())
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{one.name: _put(getattr(value, one.name), language, derived) for one in fields(value)})
    return tuple(_put(one, language, derived) for one in value) if type(value) is tuple else value


def _convert(text: str, derived: Derived) -> str:
    """Return a text in the derived language, with its references unchanged."""
    pieces, end = [], 0
    for kept in _KEPT.finditer(text):
        pieces += [convert(text[end : kept.start()], derived.by, derived.exceptions), kept[0]]
        end = kept.end()
    return "".join([*pieces, convert(text[end:], derived.by, derived.exceptions)])
