"""Rules of typing: each language has the punctuation of its script, and no space where the style sheet sets the distance."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from chronicle.checks.content import Content
from chronicle.checks.slips import Slip, find_divided, find_lookalikes, find_misread, find_punctuation, find_spaces
from chronicle.dates import check_period, format_period
from chronicle.model import FACT_ID
from chronicle.problems import LONGEST_NAME, MANY, Problem
from chronicle.prose import strip_references
from chronicle.prose.findings import Findings
from chronicle.prose.leftovers import PLACEHOLDER, blank_markup
from chronicle.scripts import HAN, HANGUL, find_foreign

TABLE_HINT = "Write one space; for a table that was copied, write its rows as | one | two |, with a line |---|---| below the first."
# Words that stand below each other as in the columns of a table.
_COLUMNS = re.compile(r"\S(?:\t| {3,})[^\n]*\n[^\n]*\S(?:\t| {2,})\S")
_QUOTED = re.compile("[“„«「『][^“”„«»「」『』]*[”“»」』]")
# A letter that goes on with a word; particles in Japanese and Korean are words of their own: 人が, 명이.
_IN_WORD = re.compile(rf"(?![ぁ-ゖ]|(?:[이가은는을를의에과와도만로]|으로|에서)(?![{HANGUL}]))\w")
_DATE = re.compile(r"\{ *(?P<period>\d{4}(?:-\d\d){0,2}(?:/[\d.-]*)?) *\}[*_ ]*")
_WORD_BEFORE = re.compile(r"[^\W\d_]{3,}(?=[*_ ]*$)")
# 年 and 月 behind a date; not 年 of 年底 or 年均, nor 月 of 月初.
_SIGN_OF_DATE = re.compile(rf"[{HAN}{HANGUL}](?![{HAN}])|[{HAN}](?=[的至到以起份])")
_NUMBER_ALONE = re.compile(rf"\{{ *(?P<fact>{FACT_ID}):number *\}}[*_ ]*")
_LAST_WORD = re.compile(rf"(?:[{HAN}{HANGUL}]|[^\W\d_]+)$")
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
                    more = f" {len(spaces) - 1} more places have the same problem." if len(spaces) > 2 else ""
                    told = replace(slip, message=slip.message + more, hint=TABLE_HINT if is_table else slip.hint)
                yield Problem(findings.where(block.visible.offset(slip.position)), told.rule, told.message, told.hint)


def check_repeated_units(content: Content) -> Iterator[Problem]:
    """No unit is typed after a reference to a figure, since the figure already has its unit, and no 年 or May beside a date that has it."""
    for language, half, _ in content.halves:
        findings = Findings(half)
        texts = [*((phrase.text, phrase.where_at) for phrase in half.phrases.values()), (half.markdown, findings.where)]
        for written, where in texts:
            for find in (_find_repeated_units, _find_repeated_scales, _find_repeated_dates):
                for position, message, hint in find(content, written, language):
                    yield Problem(where(position), "repeated-unit", message, hint)


# Position, message, hint.
_Repeated = Iterator[tuple[int, str, str]]


def _find_repeated_units(content: Content, written: str, language: str) -> _Repeated:
    """Find units that are typed after a figure that already ends with its unit."""
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
            message = f"The unit '{max(behind, key=len)}' is typed behind a figure that already ends with it, so readers would see it twice."
            yield end, message, "Remove it, or write ':number' behind the key: {sheet.key:number}."


def _find_repeated_scales(content: Content, written: str, language: str) -> _Repeated:
    """Find names of large numbers that are typed after a number that already ends with one: {a.b:number}万人 for 46.8万."""
    for found in _NUMBER_ALONE.finditer(written):
        figure = content.references[language].figures.get(found["fact"])
        scale = _LAST_WORD.search(figure.text.number) if figure else None
        if scale and re.match(rf"{scale[0]}(?:(?<=[{HAN}{HANGUL}])|\b)", written[found.end() :]):
            message = f"'{scale[0]}' is typed behind a number that already ends with it, so readers would see it twice."
            yield found.end(), message, "Remove it."


def _find_repeated_dates(content: Content, written: str, language: str) -> _Repeated:
    """Find words of a date that are typed again beside it: {2013}年, May {2013-05}, since {2013/..}."""
    locale, words = content.site.settings.languages[language].locale, content.references[language].words
    for found in _DATE.finditer(written):
        if check_period(found["period"]):
            continue
        shown, end = format_period(found["period"], locale, words), found.end()
        before = _WORD_BEFORE.search(written, max(0, found.start() - LONGEST_NAME), found.start())
        if before and before[0].casefold() in re.findall(r"[^\W\d_]+", shown.casefold()):
            position, word = before.start(), before[0]
        elif written.startswith(shown[-2:], end) and shown[-2:].isalpha():
            position, word = end, shown[-2:]
        elif written.startswith(shown[-1:], end) and _SIGN_OF_DATE.match(written, end):
            position, word = end, shown[-1:]
        else:
            continue
        yield (
            position,
            f"'{word}' is typed beside a date that already has it, so readers would see it twice.",
            "Remove it.",
        )


def _find_slips(text: str, content: Content, language: str) -> Iterator[Slip]:
    script, locale = content.scripts[language], content.site.settings.languages[language].locale
    slips = [*find_punctuation(text, script, locale), *find_spaces(text, script), *find_divided(text, script)]
    # A run of text in another script is reported elsewhere, so slips in it are not.
    begin, end = (slips and find_foreign(text, script)) or (0, -1)
    yield from (slip for slip in slips if not begin <= slip.position <= end)
    yield from find_lookalikes(text, script)
    yield from find_misread(text)
