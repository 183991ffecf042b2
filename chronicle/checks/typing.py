"""Rules of typing: each language has the punctuation of its script, and no space where the style sheet sets the distance."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from chronicle.checks.content import Content
from chronicle.model import FACT_ID
from chronicle.problems import MANY, Problem, Where
from chronicle.prose import strip_references
from chronicle.prose.findings import Findings
from chronicle.prose.leftovers import PLACEHOLDER, blank_markup
from chronicle.scripts import find_foreign
from chronicle.typography import Slip, find_divided, find_lookalikes, find_misread, find_punctuation, find_spaces

TABLE_HINT = "Write one space; for a table that was copied, write its rows as | one | two |, with a line |---|---| below the first."
# Words that stand below each other as in the columns of a table.
_COLUMNS = re.compile(r"\S(?:\t| {3,})[^\n]*\n[^\n]*\S(?:\t| {2,})\S")
_QUOTED = re.compile("[“„«「『][^“”„«»「」『』]*[”“»」』]")
_IN_WORD = re.compile(r"\w")
_WITH_UNIT = re.compile(rf"\{{ *(?P<fact>{FACT_ID})(?::(?:plain|words))? *\}}[*_ ]*")


def check_placeholders(content: Content) -> Iterator[Problem]:
    """No text in YAML or front matter has a TODO or another placeholder."""
    for phrase in content.site.phrases:
        if found := PLACEHOLDER.search(phrase.text):
            message = f"'{found[0]}' would be published literally: a placeholder for unwritten text."
            yield Problem(
                phrase.where_at(found.start()),
                "placeholder",
                message,
                "Write it; a field that is not required can be left out.",
            )


def check_phrases(content: Content) -> Iterator[Problem]:
    """The texts in YAML and front matter have the punctuation and spaces of their script: see `check_typing`."""
    for phrase in content.site.phrases:
        for slip in _find_slips(blank_markup(strip_references(phrase.text)), content, phrase.language):
            yield Problem(phrase.where_at(slip.position), slip.rule, slip.message, slip.hint)


def check_quotes(content: Content) -> Iterator[Problem]:
    """The words of a person are written without quotation marks, because the pages set those of their language."""
    for key, person in content.site.people.items():
        for language, words in person.quote.text.items() if person.quote else ():
            if _QUOTED.fullmatch(words):
                where = content.site.registry.where("person", key, "quote", "text", language)
                message = "The words of a person stand in quotation marks here, so that readers would see them twice."
                yield Problem(where, "punctuation", message, "Remove them: each page sets those of its language.")


def check_typing(content: Content) -> Iterator[Problem]:
    """Texts have the punctuation and spaces of their script.

    Chinese has full-width punctuation; English has half-width punctuation and quotation marks that are not straight. There are no
    double spaces, and no spaces between Han characters and Latin letters or digits.
    """
    for language, half, body in content.halves:
        findings = Findings(half)
        for block in body.blocks:
            slips = [*_find_slips(block.visible.text, content, language)]
            spaces = [slip for slip in slips if slip.rule == "several-spaces"]
            has_tab = any(half.markdown.startswith("\t", block.visible.offset(slip.position)) for slip in spaces)
            is_table = has_tab or bool(_COLUMNS.search(block.visible.text))
            for slip in slips:
                told = slip
                if slip.rule == "several-spaces" and (is_table or len(spaces) > MANY):
                    # A copied table is one mistake, and so is a habit such as two spaces behind each sentence.
                    if slip is not spaces[0]:
                        continue
                    more = f" So it is in {len(spaces) - 1} more places." if len(spaces) > 2 else ""
                    told = replace(slip, message=slip.message + more, hint=TABLE_HINT if is_table else slip.hint)
                yield Problem(findings.where(block.visible.offset(slip.position)), told.rule, told.message, told.hint)


def check_repeated_units(content: Content) -> Iterator[Problem]:
    """No unit is typed after a reference to a figure, since the figure already has its unit."""
    for language, half, _ in content.halves:
        for phrase in half.phrases.values():
            for position, unit in _find_repeated(content, phrase.text, language):
                yield _repeated_unit(phrase.where_at(position), unit)
        findings = Findings(half)
        for position, unit in _find_repeated(content, half.markdown, language):
            yield _repeated_unit(findings.where(position), unit)


def _find_repeated(content: Content, written: str, language: str) -> Iterator[tuple[int, str]]:
    """Yield (position, unit) for each unit that is typed after a figure that already ends with its unit."""
    for found in _WITH_UNIT.finditer(written):
        fact = content.site.facts.get(found["fact"])
        if fact is None or fact.figure.unit not in content.site.units:
            continue
        unit = content.site.units[fact.figure.unit]
        patterns = unit.text.get(language, {}).values()
        forms = {*unit.printed, *(pattern.rpartition("{n}")[2].strip() for pattern in patterns)} - {""}
        shown = content.references[language].figures[fact.id].text.plain
        end = found.end()
        behind = [f for f in forms if written.startswith(f, end) and not _IN_WORD.match(written, end + len(f))]
        if behind and shown.endswith(tuple(forms)):
            yield end, max(behind, key=len)


def _repeated_unit(where: Where, unit: str) -> Problem:
    message = f"The unit '{unit}' is typed behind a figure that already ends with it, so readers would see it twice."
    return Problem(where, "repeated-unit", message, "Remove it, or write ':number' behind the key: {sheet.key:number}.")


def _find_slips(text: str, content: Content, language: str) -> Iterator[Slip]:
    script, locale = content.scripts[language], content.site.settings.languages[language].locale
    slips = [*find_punctuation(text, script, locale), *find_spaces(text, script), *find_divided(text, script)]
    # A run of text in another script is reported elsewhere, so slips in it are not.
    begin, end = (slips and find_foreign(text, script)) or (0, -1)
    yield from (slip for slip in slips if not begin <= slip.position <= end)
    yield from find_lookalikes(text, script)
    yield from find_misread(text)
