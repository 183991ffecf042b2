"""References in braces: `{sheet.key}`, `{= a.b / a.c}`, `{2020-09}`, `{chart:key}`, `{"306"}`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from chronicle.dates import DATE_HINT, check_period, find_written
from chronicle.figures import Form
from chronicle.model import FACT_ID, PERIOD_PATTERN, find_period, plain_key
from chronicle.problems import find_near, shorten
from chronicle.prose.links import LINK_KINDS
from chronicle.relations import Calculation, parse_calculation

FORMS = ("number", "plain", "words")
_FACT = re.compile(rf"(?P<fact>{FACT_ID})(?::(?P<form>{'|'.join(FORMS)}))?")
_LIKE_FORM = re.compile(rf"(?P<fact>{FACT_ID})[ .:|,]+(?P<form>[a-z]+)")
_CALCULATION = re.compile(r"(?P<text>[a-z-]*\s*=.*?)(?::(?P<form>number|plain))?")
# Attributes of Pandoc and kramdown: {width=50%}, {.wide}, {:target="_blank"}, {lang=fr}, {=html}, {-}.
_ATTRIBUTES = re.compile(
    r" *(?::|\.[A-Za-z]|-$|=[a-z]+$|(?:width|height|align|style|class|id|target|rel|loading|alt|title) *=|[a-z-]+ *= *(?:[\"'“”]|[A-Za-z]+(?![\w.-])))"
)
# Other braces of other tools, and what to write instead: a table of contents, comments, marks of changes.
_FOREIGN = (
    (re.compile(r":?: *toc\b"), "Remove it: each text has its own table of contents."),
    (re.compile(r":[:/]comment|>>|/\*"), "Write <!-- comment -->."),
    (re.compile(r"--|\+\+|~~|=="), "Write <del>text</del>, <ins>text</ins> or <mark>text</mark>."),
    (_ATTRIBUTES, "Leave out the attributes of other programs: the style sheet sets how the site looks."),
)
_BRACKETED = "Leave out the attributes of other programs, and the square brackets: text, <u>text</u>, <mark>text</mark> or *text*."
_CHART = re.compile(r"chart:([a-z0-9-]+)")
_DECLARED = re.compile(r'["“”]([^"“”]+)["“”]')
# What may be in a pair of braces. Attributes may go on in the next line.
IN_BRACES = r"[^{}\n]*(?:\n[> ]*(?=[\w-]+=[\"“])[^{}\n]*){0,9}"
# Braces that other tools have: `{color:red}` of wikis, and those behind a command of TeX, `\textbf{…}`.
MACRO = r"(?:color|quote|code|noformat|panel|info|note|tip|warning|expand)(?::[^{}\n]*)?"
COMMAND = r"\\[A-Za-z]+\*?(?:\[[^\[\]\n]*\])?(?:\{(?:[^{}\n]|\{[^{}\n]*\})*\})+"

REFERENCE_HINT = "Write {sheet.key} or {2020-09}; for a literal brace, write \\{."


@dataclass(frozen=True)
class FactReference:
    """`{sheet.key}`, `{sheet.key:number}`: a fact, and which form of its figure is shown."""

    fact: str
    form: Form


@dataclass(frozen=True)
class CalculationReference:
    """`{= a.money / a.visits}`, `{people = 2.1 * a.households}`: a figure calculated from others, and which form of it is shown."""

    calculation: Calculation
    form: Form


@dataclass(frozen=True)
class PeriodReference:
    """`{2020-09}`, `{2016/2019}`: a day, month, year or period."""

    period: str


@dataclass(frozen=True)
class ChartReference:
    """`{chart:key}`: a chart."""

    chart: str


@dataclass(frozen=True)
class Declared:
    """`{"306"}`: text that is shown as it is written."""

    text: str


def parse_calculation_reference(inside: str) -> CalculationReference | None:
    """Return the calculation in a pair of braces; None if it is not a calculation. Raises ValueError, with the reason, if it cannot be read."""
    found = _CALCULATION.fullmatch(inside.strip())
    if not found or any(other.match(inside) for other, _ in _FOREIGN):
        return None
    return CalculationReference(parse_calculation(found["text"]), found["form"] or "full")  # type: ignore[arg-type]


def parse_reference(inside: str) -> FactReference | PeriodReference | ChartReference | Declared | None:
    """Return the reference in a pair of braces, other than a calculation; None if it is not a reference."""
    inside = inside.strip()
    if fact := _FACT.fullmatch(inside):
        return FactReference(fact["fact"], fact["form"] or "full")  # type: ignore[arg-type]
    if re.match(PERIOD_PATTERN, inside) and not check_period(inside):
        return PeriodReference(inside)
    if chart := _CHART.fullmatch(inside):
        return ChartReference(chart[1])
    if declared := _DECLARED.fullmatch(inside):
        return Declared(declared[1])
    return None


def find_meant(inside: str, locale: str) -> str:
    """Return the reference that was probably meant by the text in a pair of braces; empty if it resembles none. Dates may have the words of the locale."""
    written = next((meant for _, date, meant in find_written(inside, locale) if date == inside.strip()), "")
    key = re.sub("^charts:", "chart:", plain_key(inside).replace(".yaml", ""))
    if key.partition(":")[0] not in (*LINK_KINDS, "chart"):
        key = re.sub("[:/,]", ".", key, count=1) if re.match(".*[a-z].*[:/,]", key) else key
    if (like := _LIKE_FORM.fullmatch(key)) and (form := find_near(like["form"], FORMS)):
        key = f"{like['fact']}:{form}"
    meant = find_period(inside) or written or key
    return meant if meant != inside and parse_reference(meant) else ""


def is_attributes(inside: str) -> bool:
    """Return whether a text in braces is attributes of other programs."""
    return bool(_ATTRIBUTES.match(inside))


def explain_unknown(inside: str, locale: str, before: str = "") -> tuple[str, str]:
    """Return the message and the hint for a text in braces that is not a reference, behind a character."""
    if re.match(PERIOD_PATTERN, inside) and (mistake := check_period(inside)):
        return mistake, DATE_HINT
    key, meant = plain_key(inside), find_meant(inside, locale)
    foreign = next((hint for other, hint in _FOREIGN if other.match(inside)), "")
    if foreign:
        hint = _BRACKETED if before == "]" and is_attributes(inside) else foreign
    elif anchor := re.match(r" *([#＃]\S+)", inside):
        hint = f"Write '{{{plain_key(anchor[1])}}}', an anchor without spaces."
    elif key.startswith(tuple(f"{kind}:" for kind in LINK_KINDS)):
        hint = f"Write a link: [text]({key})."
    else:
        hint = f"Did you mean '{{{meant}}}'?" if meant else REFERENCE_HINT
    return f"'{{{shorten(inside)}}}' is neither a fact nor a date.", hint
