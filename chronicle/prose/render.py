"""Rendering one text: Markdown to HTML that is safe, and the places of everything it mentions."""

from __future__ import annotations

from markdown import Markdown

from chronicle.model import Block, Body, ChapterText
from chronicle.problems import Where
from chronicle.prose.extension import ChronicleExtension, Record
from chronicle.prose.markup import clean_html, fill_images
from chronicle.prose.places import block_lines, place_mentions
from chronicle.prose.references import References


def render_prose(text: ChapterText, references: References) -> Body:
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
    html = fill_images(clean_html(markdown.convert(text.markdown)), record.pictures)
    starts = block_lines(text)
    exact = len(starts) == len(record.blocks)
    blocks = tuple(
        Block(kind, Where(text.path, starts[number] if exact else text.first_line), facts, periods, typed)
        for number, (kind, facts, periods, typed) in enumerate(record.blocks)
    )
    return Body(html, tuple(record.headings), tuple(record.notes), blocks, place_mentions(record.mentions, text))
