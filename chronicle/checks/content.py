"""The input of the checks."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from chronicle.model import Body, Half, Location, Outline, Phrase, Site, Text, find_period, written_in
from chronicle.pairs import Pair, align_halves
from chronicle.problems import Problem, Where, shorten, suggest
from chronicle.prose import References
from chronicle.typography import script_of

# Kind → its name in messages, where that is not the kind itself.
NAMES = {"term": "glossary term", "sheet": "fact sheet", "doubt-kind": "kind of doubt"}
# Kind → the kind of entries that contain it, and the sign between the two in a key: `sheet.fact`, `part/chapter`.
HOLDERS = {"fact": ("sheet", "."), "chapter": ("part", "/")}


@dataclass(frozen=True)
class Content:
    """The content to check: a site, the bodies and outlines of its texts by file path, and `references` by language.

    Rules of the site get no bodies, only outlines. Rules of texts look at `texts`, which may be fewer than the site has.
    """

    site: Site
    bodies: Mapping[str, Body]
    references: Mapping[str, References]
    outlines: Mapping[str, Outline]
    texts: tuple[Text, ...]

    @property
    def is_told(self) -> bool:
        """Return whether every text could be read. Only then, a thing that none of them mentions is mentioned nowhere."""
        return self.is_whole("chapter", "part", "page") and all(outline.is_read for outline in self.outlines.values())

    def is_whole(self, *kinds: str) -> bool:
        """Return whether every entry of some kinds could be read. False if a kind has no entries but is referred to: its file may be missing."""
        registry = self.site.registry
        return registry.is_whole(*kinds) and all(registry.keys(kind) or kind not in self._named for kind in kinds)

    @cached_property
    def _named(self) -> frozenset[str]:
        mentioned = {kind for outline in self.outlines.values() for kind, _ in outline.mentions}
        return frozenset(mentioned | {reference.kind for reference in self.site.references})

    @cached_property
    def pairs(self) -> Mapping[str, tuple[Pair, ...]]:
        """Path of each half that is not in the main language → its blocks, each with the corresponding block of the main half."""
        return {
            half.path: align_halves(self.bodies[first.path].blocks, self.bodies[half.path].blocks)
            for first, half, _ in self.counterparts
        }

    @cached_property
    def images(self) -> frozenset[str]:
        """The paths of the images that lie beside the texts."""
        return frozenset(image.path for text in self.texts for image in text.images.values())

    @property
    def halves(self) -> Iterator[tuple[str, Half, Body]]:
        """The halves of the texts, each with its language and body."""
        for text in self.texts:
            yield from ((language, half, self.bodies[half.path]) for language, half in text.halves.items())

    def phrases(self, kind: str, key: str, location: Location, texts: Mapping[str, str]) -> list[Phrase]:
        """Return a text of an entry in each language in which it is written, with its place."""
        registry = self.site.registry
        return [
            Phrase(language, text, registry.where(kind, key, *location, language), registry.lines(kind, key))
            for language, text in written_in(texts).items()
        ]

    @cached_property
    def scripts(self) -> Mapping[str, str]:
        """The script that each language is written in."""
        return {key: script_of(language.locale) for key, language in self.site.settings.languages.items()}

    @property
    def counterparts(self) -> Iterator[tuple[Half, Half, str]]:
        """The main half of each text with each of its other halves and its language."""
        for text in self.texts:
            (_, first), *others = text.halves.items()
            yield from ((first, half, language) for language, half in others)

    @cached_property
    def unknown_facts(self) -> frozenset[str]:
        """The ids that texts mention as facts but that no fact has."""
        mentioned = {key for outline in self.outlines.values() for kind, key in outline.mentions if kind == "fact"}
        return frozenset(fact for fact in mentioned if self.lacks("fact", fact))

    def lacks(self, kind: str, key: str) -> bool:
        """Return whether no entry of a kind has this key. False if the entry may be in a file that could not be read."""
        return self.site.registry.lacks(kind, key)

    def known(self, kind: str) -> Collection[str]:
        """Return the keys of all entries of a kind, also of entries that have mistakes."""
        return self.site.registry.keys(kind)

    def tell_unknown(self, kind: str, key: str, where: Where) -> Problem:
        """Return the problem of a reference to a key that does not exist.

        Its cause may be that the kind has no entries at all, or that the sheet or part in the key does not exist.
        """
        known = self.known(kind)
        name = NAMES.get(kind, kind)
        cause = (
            "" if known else f"There is no {name} at all in {self.site.registry.homes.get(kind, 'content/site.yaml')}."
        )
        if kind in HOLDERS and known:
            holder, sign = HOLDERS[kind]
            above = key.partition(sign)[0]
            if above not in self.known(holder):
                hint = suggest(above, self.known(holder))
                cause = f"There is no {NAMES.get(holder, holder)} '{shorten(above)}'. {hint}".strip()
        message = f"There is no {name} '{shorten(key)}'." if key.strip() else f"The key of the {name} is missing here."
        return Problem(
            where,
            f"unknown-{kind}",
            message,
            self._renamed(kind, key) or self._meant(kind, key) or suggest(key, known) or cause,
            cause,
        )

    def _meant(self, kind: str, key: str) -> str:
        """Return a hint with the right form of a date, or with the key of the entry that has this name; empty if there is none."""
        if kind == "fact" and (meant := find_period(key)):
            return f"Write '{meant}'."
        source, *heading = re.split(r"[ ;；:：]+", key, maxsplit=1)
        if kind == "source" and source in self.site.sources and heading:
            return f"Write a comma between the source and the heading: [@{source}, {heading[0]}]."
        entries: Mapping[str, Mapping[str, object]] = {
            "place": self.site.places,
            "term": self.site.terms,
            "source": self.site.sources,
        }
        for one, entry in entries.get(kind, {}).items():
            named = (getattr(entry, field, None) or {} for field in ("name", "term", "title", "short"))
            if any(key in names.values() for names in named):
                return f"Did you mean '{one}'?"
        return ""

    def _renamed(self, kind: str, key: str) -> str:
        """Return a hint with the present key of the text that has `key` as a former address; empty if there is none."""
        texts = (text for text in self.site.texts if (text.kind == "page") == (kind == "page"))
        now = next((text.key for text in texts if key in text.aliases), None)
        return f"It is '{now}' now." if now and kind in ("chapter", "page") else ""
