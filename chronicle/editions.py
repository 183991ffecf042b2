"""An edition of the site as a record of its figures, doubts and texts, and the changes between two editions.

The texts of a snapshot are in its `texts.json`, the figures in `data/facts.json` of its site. So an edition can be compared with one that
another version of the program has made.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from chronicle.model import Body, Site
from chronicle.prose import References
from chronicle.urls import FACTS_JSON, text_path

# In a snapshot: the folder that holds the site itself, the file of its texts, and that of its figures.
SITE, TEXTS = "site/", "texts.json"
FACTS = f"{SITE}{FACTS_JSON}"


@dataclass(frozen=True)
class FactRecord:
    """A fact of an edition. `labels` and `texts` (the figure as readers see it) are by language; `printed`, `unit` and `as_of` make up the figure."""

    labels: Mapping[str, str]
    texts: Mapping[str, str]
    printed: str
    unit: str
    as_of: str
    is_doubtful: bool

    @property
    def figure(self) -> tuple[str, str, str]:
        """The values that identify the figure. Its label and the number format of a language are not among them."""
        return self.printed, self.unit, self.as_of


@dataclass(frozen=True)
class TextRecord:
    """A text of an edition in one language: its title, its path below the language, each of its blocks as plain text, and its former paths."""

    title: str
    path: str
    blocks: tuple[str, ...]
    former: tuple[str, ...] = ()


@dataclass(frozen=True)
class Edition:
    """The record of an edition: its ISO day, its facts by their ids, and its texts by language and key (`chapter:measures/industry`)."""

    updated: str
    facts: Mapping[str, FactRecord]
    texts: Mapping[str, Mapping[str, TextRecord]]


@dataclass(frozen=True)
class FactChange:
    """A fact that has changed: `before` is None for a new fact, `after` is None for a removed one."""

    id: str
    before: FactRecord | None
    after: FactRecord | None

    @property
    def is_figure(self) -> bool:
        """Return whether the figure itself is new, removed or different."""
        return self.before is None or self.after is None or self.before.figure != self.after.figure

    @property
    def is_doubted(self) -> bool:
        """Return whether the fact is doubtful, and was not doubtful or did not exist before."""
        return bool(self.after and self.after.is_doubtful and not (self.before and self.before.is_doubtful))

    @property
    def is_settled(self) -> bool:
        """Return whether the fact was doubtful, and is no longer doubtful or was removed."""
        return bool(self.before and self.before.is_doubtful and not (self.after and self.after.is_doubtful))


@dataclass(frozen=True)
class TextChange:
    """A text that has changed in one language; `blocks` is the number of its blocks that are new, different or removed."""

    key: str
    before: TextRecord | None
    after: TextRecord | None
    blocks: int


@dataclass(frozen=True)
class Changes:
    """The changes since the edition of an ISO date; `texts` are by language."""

    since: str
    facts: tuple[FactChange, ...]
    texts: Mapping[str, tuple[TextChange, ...]]


def make_edition(site: Site, references: Mapping[str, References], bodies: Mapping[str, Body]) -> Edition:
    """Return the record of a site as it stands."""
    facts = {
        fact.id: FactRecord(
            fact.label,
            {language: references[language].figures[fact.id].text.full for language in site.written},
            fact.figure.printed,
            fact.figure.unit,
            fact.as_of,
            site.is_doubtful(fact),
        )
        for fact in site.facts.values()
    }
    texts: dict[str, dict[str, TextRecord]] = {language: {} for language in site.written}
    for text in site.texts:
        for language in (one for one in site.written if one not in text.untranslated):
            half = text.halves[language]
            blocks = tuple(block.html.striptags() for block in bodies[half.path].blocks)
            path = text_path(language, text).removeprefix(f"{language}/")
            former = tuple(f"{alias}/" for alias in text.aliases)
            texts[language][f"{text.kind}:{text.key}"] = TextRecord(half.title, path, blocks, former)
    return Edition(site.settings.updated, facts, texts)


def write_texts(edition: Edition) -> str:
    """Return the day and the texts of an edition as JSON."""
    texts = {
        language: {
            key: {"title": text.title, "path": text.path, "blocks": list(text.blocks)} for key, text in texts.items()
        }
        for language, texts in edition.texts.items()
    }
    return json.dumps({"updated": edition.updated, "texts": texts}, ensure_ascii=False, indent=1) + "\n"


def read_edition(facts: bytes, texts: bytes) -> Edition:
    """Read an edition from its `facts.json` and `texts.json`. Raises ValueError if one of them is not such a record."""
    name = FACTS
    try:
        records = {str(row["id"]): _read_fact(row) for row in json.loads(facts)[:]}  # of a list
        name = TEXTS
        told = json.loads(texts)
        halves = {
            str(language): {str(key): _read_text(text) for key, text in of_language.items()}
            for language, of_language in told["texts"].items()
        }
        return Edition(str(told["updated"]), records, halves)
    except json.JSONDecodeError as error:
        raise ValueError(f"{name} is no JSON from line {error.lineno} on") from error
    except (LookupError, TypeError, ValueError, AttributeError, RecursionError) as error:
        raise ValueError(f"{name} is not as 'chronicle snapshot' writes it") from error


def _read_fact(row: Mapping[str, Any]) -> FactRecord:
    labels = {key.removeprefix("label_"): str(value) for key, value in row.items() if key.startswith("label_")}
    texts = {key.removeprefix("text_"): str(value) for key, value in row.items() if key.startswith("text_")}
    printed, unit, as_of = (str(row[name]) for name in ("printed", "unit", "as_of"))
    return FactRecord(labels, texts, printed, unit, as_of, row["status"] == "doubtful")


def _read_text(text: Mapping[str, Any]) -> TextRecord:
    return TextRecord(str(text["title"]), str(text["path"]), tuple(map(str, text["blocks"])))


def compare_editions(old: Edition, new: Edition) -> Changes:
    """Return the changes: first in the order of the new edition, then what was removed, in the order of the old one.

    A new text that has the path of an old text among its former paths is the same text, renamed.
    """
    facts = (FactChange(key, old.facts.get(key), new.facts.get(key)) for key in {**new.facts, **old.facts})
    changed = tuple(one for one in facts if one.is_figure or one.is_doubted or one.is_settled)
    texts = {language: tuple(_compare_texts(old.texts.get(language, {}), of)) for language, of in new.texts.items()}
    return Changes(old.updated, changed, texts)


def _compare_texts(old: Mapping[str, TextRecord], new: Mapping[str, TextRecord]) -> Iterator[TextChange]:
    former = {path: key for key, text in new.items() for path in text.former}
    old = {key if key in new else former.get(text.path, key): text for key, text in old.items()}
    for key in {**new, **old}:
        before, after = old.get(key), new.get(key)
        blocks = _count_changed(before.blocks if before else (), after.blocks if after else ())
        if blocks or before is None or after is None or before.title != after.title:
            yield TextChange(key, before, after, blocks)


def _count_changed(old: Sequence[str], new: Sequence[str]) -> int:
    """Return how many blocks differ between two texts; a rewritten block counts once."""
    before, after = Counter(old), Counter(new)
    return max((after - before).total(), (before - after).total())


def tell_changes(changes: Changes) -> Iterator[str]:
    """Yield the lines of a plain listing, with keys in place of titles."""
    for one in changes.facts:
        before, after = one.before.printed if one.before else "", one.after.printed if one.after else ""
        if one.is_figure:
            yield f"figure  {one.id}: {before or 'new'} -> {after or 'gone'}"
        if one.is_doubted or one.is_settled:
            yield f"doubt   {one.id}: {'doubtful now' if one.is_doubted else 'no longer doubtful'}"
    for language, texts in changes.texts.items():
        for text in texts:
            changed = f"{text.blocks} paragraph{'s' if text.blocks != 1 else ''} changed"
            what = "new" if not text.before else "gone" if not text.after else changed
            yield f"text    {text.key} ({language}): {what}"
