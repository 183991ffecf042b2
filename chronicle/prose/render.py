"""Rendering one text: Markdown to HTML that is safe, and the places of everything it mentions."""

from __future__ import annotations

from markdown import Markdown

from chronicle.model import Block, Body, Half
from chronicle.problems import Where
from chronicle.prose.extension import ChronicleExtension, Record
from chronicle.prose.markup import clean_html, fill_images
from chronicle.prose.places import block_lines, place_mentions
from chronicle.prose.references import References


def render_prose(text: Half, references: References) -> Body:
    """Render one language's half of a chapter."""
    record = Record()
    markdown = Markdown(
        extensions=[
            "tables",
            "sane_lists",
            "fenced_code",
            "def_list",
            ChronicleExtension(references, record, text.path),
        ]
    )
    blocks_html = _convert(markdown, text.markdown)
    starts = block_lines(text)
    exact = len(starts) == len(record.blocks)
    lines = starts if exact else [text.first_line] * len(record.blocks)
    blocks = tuple(
        Block(
            kind, anchor, Where(text.path, line), facts, periods, typed, fill_images(clean_html(html), record.pictures)
        )
        for (kind, anchor, facts, periods, typed), line, html in zip(record.blocks, lines, blocks_html, strict=True)
    )
    mentions = place_mentions(record.mentions, text)
    return Body(tuple(record.headings), tuple(record.notes), blocks, mentions, record.has_cards)


def _convert(markdown: Markdown, text: str) -> list[str]:
    """Return the HTML of each block of a text, in the steps by which Python-Markdown's own `convert` makes that of the whole."""
    lines = text.split("\n")
    for preprocessor in markdown.preprocessors:
        lines = preprocessor.run(lines)
    root = markdown.parser.parseDocument(lines).getroot()
    for treeprocessor in markdown.treeprocessors:
        changed = treeprocessor.run(root)
        root = root if changed is None else changed
    return [_finish(markdown, markdown.serializer(block)) for block in root]


def _finish(markdown: Markdown, html: str) -> str:
    for postprocessor in markdown.postprocessors:
        html = postprocessor.run(html)
    return html.strip()
