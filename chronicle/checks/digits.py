"""Typed digits: figures and dates in texts are references, and only declared names have digits."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from chronicle.checks.content import Content
from chronicle.dates import find_written
from chronicle.model import Site
from chronicle.problems import Problem, shorten
from chronicle.prose import strip_references
from chronicle.prose.findings import Findings
from chronicle.prose.leftovers import blank_markup
from chronicle.typography import OBJECT

# The digits of a telephone stand in several groups: 010-8888 8888, (010) 8888 8888, +86 10 8888 8888, 138 0013 8000.
_TELEPHONE = (
    r"(?<!\d)(?:(?:\+\d{1,3}[ -]|0\d{1,4}[ -]|[(（]0\d{1,4}[)）][ -]?)\d+(?:[ -]\d+)*|1\d\d[ -]\d{4}[ -]\d{4}(?!\d))"
)
TYPED_NUMBER = re.compile(
    rf"(?P<digits>{_TELEPHONE}|\d(?:[\d,，]|[ \u00a0\u2009\u202f’'](?=\d{{3}}(?!\d)))*(?:\.\d+)?)(?P<more>(?:[-–—/:.]\d+)*)\s*(?P<scale>万|亿|million|billion)?"
)
DIGITS_HINT = (
    'Write {sheet.key} for a figure, {2020-09} for a date; put a name with digits into the glossary, or write {"..."}.'
)
LIST_HINT = (
    'Write a list, 1. and a space, each item on a line of its own; a number that is to be seen as it is: {"(1)"}.'
)
_OF_ITEM = re.compile(r"(?m:^)[（(]$")
SCALES = {None: 0, "万": 4, "million": 6, "亿": 8, "billion": 9}


def check_typed_digits(content: Content) -> Iterator[Problem]:
    """No digits are typed in a text, except in declared names: figures and dates are references."""
    site = content.site
    if not content.is_whole("term", "place", "source"):
        return  # a declared name with digits may be in a file that could not be read
    names = declared_names(site)
    for language, half, body in content.halves:
        for phrase in half.phrases.values():
            typed = blank_names(blank_markup(strip_references(phrase.text)), names)
            for at, message, hint, facts in _find_typed(site, typed, language):
                yield Problem(phrase.where_at(at), "typed-digits", message, hint, facts=facts)
        findings = Findings(half)
        for block in body.blocks:
            typed = blank_names(block.visible.text, names)
            for at, message, hint, facts in _find_typed(site, typed, language):
                where = findings.where(block.visible.offset(at))
                yield Problem(where, "typed-digits", message, hint, facts=facts)


def declared_names(site: Site) -> list[str]:
    """Return the names of terms, places and sources that have digits in them, the longest first."""
    names = {name for term in site.terms.values() for name in term.term.values()}
    names |= {form for term in site.terms.values() for forms in term.forms.values() for form in forms}
    names |= {name for place in site.places.values() for name in (*place.name.values(), *place.other)}
    names |= {name for source in site.sources.values() for name in (*source.title.values(), *source.short.values())}
    return sorted((name for name in names if re.search(r"\d", name)), key=lambda name: (-len(name), name))


def blank_names(words: str, names: Sequence[str]) -> str:
    """Return a text with object characters in place of names, as many as a name has characters, so that positions stay the same."""
    for name in names:
        words = words.replace(name, OBJECT * len(name))
    return words


def _find_typed(site: Site, text: str, language: str) -> Iterator[tuple[int, str, str, tuple[str, ...]]]:
    """Yield (position, message, hint, the facts that may be meant) for each date and each other number that is typed in a text."""
    lines, text = text, text.replace("\n", " ")
    for at, written, meant in find_written(text, site.settings.languages[language].locale):
        yield at, f"The date '{written}' is typed instead of a reference.", f"Write {{{meant}}}.", ()
        text = text[:at] + OBJECT * len(written) + text[at + len(written) :]
    for number in TYPED_NUMBER.finditer(text):
        digits = number["digits"].strip(",，")
        value = Decimal(re.sub(r"[^\d.]", "", digits)).scaleb(SCALES[number["scale"]])
        same = [fact.id for fact in site.facts.values() if fact.figure.value == value and not number["more"]]
        meant = " or ".join(f"{{{fact}}}" for fact in same[:3])
        hint = f"This may be the figure of {meant}: write the reference. {DIGITS_HINT}" if same else DIGITS_HINT
        if _OF_ITEM.search(lines[: number.start()]) and re.match(r"\d\d?[)）]", text[number.start() :]):
            hint = LIST_HINT
        message = f"The digits '{shorten(digits)}{number['more']}' are typed instead of a reference."
        yield number.start(), message, hint, tuple(same)
