"""How the sources of a project print figures: the words of its main language that qualify a number or join a range."""

from __future__ import annotations

from collections.abc import Mapping
from typing import get_args

from chronicle.figures import Print
from chronicle.model import Bound, Language
from chronicle.reading.shipped import shipped_prints
from chronicle.typography import HAN_SCRIPTS, script_of
from chronicle.words import LIST_SIGN, Word

SIGNS: tuple[tuple[Bound, tuple[str, str]], ...] = (
    ("more-than", ("> ", "")), ("about", ("~ ", "")), ("about", ("≈ ", "")), ("about", ("± ", "")), ("at-least", ("≥ ", "")), ("at-least", ("", "+")),
    ("at-most", ("≤ ", "")), ("below", ("< ", "")),
)  # fmt: skip


def make_print(language: str, main: Language, words: Mapping[str, Mapping[str, Word]]) -> Print | None:
    """Return how sources in the main language print figures; None if it is Chinese.

    The words are the generator's, those of the project (figure.about.synonyms) and those of the pages (figure.about).
    """
    script = script_of(main.locale)
    if script in HAN_SCRIPTS:
        return None
    shipped = shipped_prints(main.locale)

    def listed(key: str, slot: str) -> list[tuple[str, str]]:
        """Return the texts before and after a slot in each pattern of a list."""
        own = (words.get(name, {}).get(language, "") for name in (f"figure.{key}.synonyms", f"figure.{key}"))
        texts = ";".join(map(str, (shipped.get(key, ""), *own)))
        pieces = (text.strip().partition(slot) for text in LIST_SIGN.split(texts) if slot in text)
        return list(dict.fromkeys((before, behind) for before, _, behind in pieces))

    known = [(bound, around) for bound in get_args(Bound) if bound for around in listed(bound, "{n}")]
    ranges = [(before, behind.partition("{high}")[0]) for before, behind in listed("range", "{low}")]
    ranges.sort(key=lambda one: -len(one[0]))
    scales = {name: int(power) for name, power in shipped.get("scales", {}).items()}
    joins = tuple(before for before, _ in listed("joins", "{n}"))
    return Print(main.locale, (*known, *SIGNS), tuple(ranges), scales, joins, script == "Jpan")
