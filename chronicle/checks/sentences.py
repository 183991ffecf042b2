"""Rules of single sentences that refer to figures and dates: titles and summaries of texts, the texts of charts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from chronicle.checks.content import Content
from chronicle.dates import DATE_HINT
from chronicle.model import Phrase
from chronicle.problems import Problem, shorten
from chronicle.prose import render_sentence, strip_references
from chronicle.prose.braces import explain_unknown
from chronicle.prose.leftovers import blank_markup, find_markup

TITLE_HINT = "A title or summary can refer to {sheet.key} and {2020-09}; remove anything else."


def check_titles(content: Content) -> Iterator[Problem]:
    """Titles and summaries refer to facts and dates that exist, and have no other markup."""
    for _, half, _ in content.halves:
        for phrase in half.phrases.values():
            yield from check_mentions(content, phrase, TITLE_HINT)
            for position, written in find_markup(strip_references(phrase.text)):
                message = f"'{shorten(written)}' would be published literally: titles and summaries have no markup."
                hint = "Write it without markup, or say it in the text."
                yield Problem(phrase.where_at(position), "markup-in-title", message, hint)


def check_mentions(content: Content, phrase: Phrase, hint: str) -> Iterator[Problem]:
    """Yield a problem for an unpaired brace, and for each text in braces that is not a fact, a date or a declared text."""
    if brace := re.search(r"[{}]", blank_markup(strip_references(phrase.text))):
        message = f"The brace '{brace[0]}' is unpaired, so its content would be published literally."
        yield Problem(phrase.where_at(brace.start()), "unclosed-brace", message, hint)
    for kind, target, position in render_sentence(phrase.text, content.references[phrase.language]).mentions:
        where = phrase.where_at(position)
        if phrase.text[:position].endswith("{"):
            continue  # a doubled brace, which is reported as unpaired
        if kind == "fact" and content.lacks("fact", target):
            yield content.tell_unknown("fact", target, where)
        elif kind not in ("fact", "period", "declared"):
            written = f"chart:{target}" if kind == "chart" else target
            message, meant = explain_unknown(written, content.site.settings.languages[phrase.language].locale)
            yield Problem(
                where, "unknown-reference", message, meant if meant == DATE_HINT or "Did you mean" in meant else hint
            )
