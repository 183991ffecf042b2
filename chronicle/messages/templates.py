"""From English to another language by templates."""

from __future__ import annotations

import importlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from chronicle.problems import Problem
from chronicle.rules import RULES

SPOKEN = "en"  # what problems are told in
LANGUAGES = (SPOKEN, "zh")
_SLOT = re.compile(r"%(\d)")
_PURPOSE = re.compile(r"([a-z_]+): (.+)")
SENTENCE_END = re.compile(r"(?<=[.?!])\s+(?=[A-Z'])")
_QUOTED = re.compile(r"(?<!\w)'[^']*'(?!\w)")


@dataclass(frozen=True)
class _Catalogue:
    """All that is known of one language. `templates` are the patterns of English messages, each with its translation."""

    rules: Mapping[str, str]
    terms: Mapping[str, str]
    templates: Sequence[tuple[re.Pattern[str], str]]


def choose_language(wanted: str, locale: str) -> str:
    """Return the language that was asked for, or else that of the system (`zh_CN.UTF-8`), or else English."""
    found = wanted or re.split(r"[_.@-]", locale)[0].lower()
    return found if found in LANGUAGES else SPOKEN


def translate(text: str, language: str) -> str:
    """Return what is told in a language, by the shortest runs of sentences that are known; English where none is."""
    if language == SPOKEN or not text:
        return text
    told, sentences = "", _split(text)
    while sentences:
        runs = ((length, _find(" ".join(sentences[:length]), language)) for length in range(1, len(sentences) + 1))
        length, found = next((run for run in runs if run[1] is not None), (1, f"{sentences[0]} "))
        told, sentences = f"{told}{found}", sentences[length:]
    return told.rstrip()


def _split(text: str) -> list[str]:
    """Return the sentences of a text; between quotation marks none ends: '3,2 Mio. Menschen'."""
    joined = _QUOTED.sub(lambda quoted: quoted[0].replace(" ", "\0"), text)
    return [sentence.replace("\0", " ") for sentence in SENTENCE_END.split(joined)]


def translate_problem(problem: Problem, language: str) -> Problem:
    """Return a problem with its message and hint in a language; the rule keeps its id."""
    return replace(problem, message=translate(problem.message, language), hint=translate(problem.hint, language))


def explain_in(rule: str, language: str) -> str:
    """Return what a rule asks for, in a language."""
    if language == SPOKEN:
        return RULES[rule]
    return _read(language).rules.get(rule) or translate(RULES[rule], language)


@cache
def _read(language: str) -> _Catalogue:
    module = importlib.import_module(f"chronicle.messages.{language}")
    # What is more exactly written fits before what would fit nearly anything.
    known = sorted(module.MESSAGES.items(), key=lambda pair: -len(_SLOT.sub("", pair[0])))
    return _Catalogue(module.RULES, module.TERMS, [(_pattern(english), other) for english, other in known])


def _pattern(english: str) -> re.Pattern[str]:
    """Return what a text by a template looks like; a slot between quotation marks is a `name`, which has no other language."""
    pieces = _SLOT.split(english)
    for place in range(1, len(pieces), 2):
        is_name = pieces[place - 1].endswith("'") and pieces[place + 1].startswith("'")
        pieces[place] = f"(?P<{'name' if is_name else 'slot'}{pieces[place]}>.+?)"
        pieces[place - 1] = re.escape(pieces[place - 1])
    return re.compile("".join([*pieces[:-1], re.escape(pieces[-1])]), re.DOTALL)


def _find(text: str, language: str) -> str | None:
    """Return the translation of a text that a template fits as a whole."""
    catalogue = _read(language)
    for english, other in catalogue.templates:
        if found := english.fullmatch(text):
            return _fill(other, found.groupdict(), language)
    if (purpose := _PURPOSE.fullmatch(text)) and purpose[2] in catalogue.terms:
        return f"{purpose[1]}: {catalogue.terms[purpose[2]]}"
    return catalogue.terms.get(text)


def _fill(other: str, values: Mapping[str, str], language: str) -> str:
    """Return a translation with its slots filled: a name as it is, a term or a reason in the other language if it has one."""

    def fill(slot: re.Match[str]) -> str:
        if (name := values.get(f"name{slot[1]}")) is not None:
            return name
        value = values[f"slot{slot[1]}"]
        found = _find(value, language)
        return value if found is None else found

    return _SLOT.sub(fill, other)
