"""A single sentence outside running text, such as a chart's title: references in it, and nothing else of Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup, escape

from chronicle.prose.extension import refer
from chronicle.prose.references import References

BRACES = re.compile(r"\{([^{}\n]*)\}")


@dataclass(frozen=True)
class Sentence:
    """A sentence as HTML and as plain text. A mention is (kind, target); `typed` is what was written without references."""

    html: Markup
    text: str
    mentions: tuple[tuple[str, str], ...]
    typed: str


def render_sentence(written: str, references: References) -> Sentence:
    """Return a sentence with its figures and dates in the place of the references; figures lead nowhere."""
    pieces = list(_pieces(written, references))
    return Sentence(
        html=Markup("").join(html for html, _, _ in pieces),
        text="".join(text for _, text, _ in pieces),
        mentions=tuple(mention for _, _, mention in pieces if mention),
        typed=BRACES.sub(" ", written),
    )


def _pieces(written: str, references: References) -> Iterator[tuple[Markup, str, tuple[str, str] | None]]:
    """Yield (HTML, text, mention) for each stretch of text and each reference."""
    end = 0
    for braces in BRACES.finditer(written):
        before = written[end : braces.start()]
        yield escape(before), before, None
        element = refer(braces[1].strip(), braces[0], references)
        text, html = element.text or "", escape(element.text or "")
        for tag, attribute in (("data", "value"), ("time", "datetime")):
            if element.tag == tag:
                html = Markup('<{0} {1}="{2}">{3}</{0}>').format(tag, attribute, element.get(attribute), html)
        yield html, text, (element.get("mention", "declared"), element.get("target", ""))
        end = braces.end()
    yield escape(written[end:]), written[end:], None
