"""Renders a sentence outside running text, such as a chart's title. It may have references, but no other Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from markupsafe import Markup, escape

from chronicle.dates import format_period
from chronicle.model import Borrowed, Site, Text
from chronicle.prose.braces import (
    COMMAND,
    MACRO,
    ChartReference,
    Declared,
    FactReference,
    PeriodReference,
    parse_reference,
)
from chronicle.prose.joints import begin_with_capital, drop_stop
from chronicle.prose.references import References
from chronicle.prose.slots import is_long
from chronicle.typography import OBJECT, hold_marks, is_same_language

# A reference in braces, but not the markup of another tool, which is reported as such.
_REFERENCES = re.compile(rf"(?P<other>{COMMAND}|\{{(?:{MACRO}|[%!#][^{{}}\n]*)\}})|\{{(?P<inside>[^{{}}\n]*)\}}")


@dataclass(frozen=True)
class Sentence:
    """A sentence as HTML and as plain text. A mention is (kind, target, position)."""

    html: Markup
    text: str
    mentions: tuple[tuple[str, str, int], ...]


def render_sentence(written: str, references: References) -> Sentence:
    """Return a sentence with figures and dates in place of its references; the figures are no links."""
    if isinstance(written, Borrowed) and references.lender:
        lent = render_sentence(str(written), references.lender)
        return replace(lent, html=written.mark(lent.html), text=Borrowed(lent.text, written.language))
    held = hold_marks(written) if is_same_language(references.locale, "fr") else written
    pieces = list(_pieces(held, references))
    return Sentence(
        html=Markup("").join(html for html, _, _ in pieces),
        text="".join(text for _, text, _ in pieces),
        mentions=tuple(mention for _, _, mention in pieces if mention),
    )


def strip_references(written: str) -> str:
    """Return a sentence with object characters in place of each reference, as many as it has characters, so that positions stay the same."""
    return _REFERENCES.sub(lambda found: found["other"] or OBJECT * len(found[0]), written)


def resolve_titles(site: Site, references: Mapping[str, References]) -> Site:
    """Return the site with figures and dates in place of the references in titles and summaries."""
    plain = {key for key, one in references.items() if not one.lender and not is_same_language(one.locale, "fr")}

    def tell(written: str, language: str) -> str:
        """Return a title or summary as readers see it; most stay as they are written."""
        return (
            written if language in plain and "{" not in written else render_sentence(written, references[language]).text
        )

    def resolve(text: Text) -> Text:
        written = {language: (half.title, half.summary) for language, half in text.halves.items()}
        shown = {language: tuple(one and tell(one, language) for one in both) for language, both in written.items()}
        if shown == written:
            return text
        halves = {
            language: replace(half, title=shown[language][0], summary=shown[language][1])
            for language, half in text.halves.items()
        }
        return replace(text, halves=halves)

    return site.with_texts(resolve)


def _pieces(written: str, references: References) -> Iterator[tuple[Markup, str, tuple[str, str, int] | None]]:
    """Yield (HTML, text, mention) for each stretch of text and each reference."""
    end, text = 0, ""
    for braces in _REFERENCES.finditer(written):
        if braces["other"]:
            continue
        before = written[end : braces.start()]
        before = drop_stop(before) if text.endswith(".") else before
        yield escape(before), before, None
        html, text, (kind, target) = _refer(braces["inside"].strip(), braces[0], references)
        if kind in ("fact", "period"):
            before = written[: braces.start()]
            html = Markup(begin_with_capital(html, references.locale, before))
            text = begin_with_capital(text, references.locale, before)
        yield html, text, (kind, target, braces.start())
        end = braces.end()
    rest = drop_stop(written[end:]) if text.endswith(".") else written[end:]
    yield escape(rest), rest, None


def _refer(inside: str, written: str, references: References) -> tuple[Markup, str, tuple[str, str]]:
    reference = parse_reference(inside)
    if isinstance(reference, FactReference):
        figure = references.figures.get(reference.fact)
        text = figure.text.show(reference.form) if figure else written
        html = Markup('<data value="{}">{}</data>').format(figure.value, text) if figure else escape(text)
        return html, text, ("fact", reference.fact)
    if isinstance(reference, PeriodReference):
        text = format_period(reference.period, references.locale, references.words)
        html = Markup('<time datetime="{}">{}</time>').format(reference.period, text)
        if "/" in reference.period:
            html = escape(text) if is_long(text) else Markup('<span class="whole">{}</span>').format(text)
        return html, text, ("period", reference.period)
    if isinstance(reference, Declared):
        return escape(reference.text), reference.text, ("declared", "")
    if isinstance(reference, ChartReference):
        return Markup(""), "", ("chart", reference.chart)
    return escape(written), written, ("brace", inside)
