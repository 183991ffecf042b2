"""Rules of writing: phrases that a text uses too often, and tables that a text on a theme must have."""

from __future__ import annotations

import re
from collections.abc import Iterator

from chronicle.checks.content import Content
from chronicle.model import Block, Body, Half, Refrain
from chronicle.problems import Problem, Where, name_some

MOST_LINES = 8
MOST_FACTS = 6
_END = re.compile(r"(?<=[。！？])|(?<=[.!?])[”’)]*\s+")


def check_refrain(content: Content) -> Iterator[Problem]:
    """At most one in `one_in` sentences of a text has a phrase of the refrain in site.yaml."""
    refrain = content.site.settings.refrain
    for language, half, body in content.halves if refrain else ():
        if refrain and (problem := _find_refrain(half, body, refrain, language)):
            yield problem


def check_theme_tables(content: Content) -> Iterator[Problem]:
    """A text with a theme shows each fact of the theme in a table or chart."""
    site, main = content.site, content.site.languages[0]
    of_themes = [text for text in content.texts if text.theme in site.settings.themes]
    for text in of_themes if of_themes and content.is_whole("sheet", "fact", "chart") else ():
        blocks = content.bodies[text.halves[main].path].blocks
        shown = {fact for block in blocks if block.kind == "table" for fact in block.facts}
        shown |= {fact for block in blocks if block.chart in site.charts for fact in site.charts[block.chart].facts}
        lacking = [fact.id for fact in site.facts.values() if fact.theme == text.theme and fact.id not in shown]
        if blocks and lacking:
            named = name_some([f"'{fact}'" for fact in lacking], MOST_FACTS)
            message = f"No table or chart of this text shows {named} of its theme '{text.theme}'."
            hint = "Give each a row, or give the fact the theme that it belongs to."
            yield Problem(site.registry.where(text.kind, text.key, "theme"), "missing-row", message, hint)


def _find_refrain(half: Half, body: Body, refrain: Refrain, language: str) -> Problem | None:
    phrases = [phrase.lower() for phrase in refrain.phrases.get(language, ())]
    sentences = [(block, one) for block in body.blocks for one in _sentences(block)]
    said = [block for block, one in sentences if any(phrase in one.lower() for phrase in phrases)]
    allowed = max(1, len(sentences) // refrain.one_in)
    if len(said) <= allowed:
        return None
    lines = [str(line) for line in dict.fromkeys(block.where.line for block in said)]
    shown = ", ".join(lines[:MOST_LINES]) + (" …" if len(lines) > MOST_LINES else "")
    message = f"{len(said)} of {len(sentences)} sentences have a phrase of the refrain, but at most {allowed} may (lines {shown})."
    hint = "Say it in the note of the figure that it is about, once for all in a text on the sources, or not at all."
    return Problem(Where(half.path, said[0].where.line), "refrain", message, hint)


def _sentences(block: Block) -> list[str]:
    """Return the sentences of a block of running text; none of headings, tables, charts and side notes."""
    if block.level or block.chart or block.kind in ("table", "aside"):
        return []
    return [one for one in _END.split(block.text) if one.strip()]
