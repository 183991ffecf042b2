"""Charts in a text: the place of one, what is recorded of it, what is put there; and the sentences of charts."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from chronicle.figures import FigureText
from chronicle.model import Body, Half
from chronicle.prose import FigureReference, References, render_prose, render_sentence, strip_references
from chronicle.typography import OBJECT
from chronicle.words import Words

FIGURES = {"s.poor": FigureReference("468000", FigureText("468,000 people", "468,000 people", "468,000"))}


@pytest.fixture
def references(words: Mapping[str, Words]) -> References:
    """What an English text may refer to."""
    return References("en", "en_GB", FIGURES, {}, words["en"])


def render(markdown: str, references: References) -> Body:
    """Render a text whose Markdown begins on line 5."""
    return render_prose(Half("T", "", markdown, 5, "en.md"), references)


def test_a_chart_is_a_block_of_its_own(references: References) -> None:
    """On its own line it is a block, told apart by its key, and recorded with its place."""
    body = render("One.\n\n{chart:land}\n\nTwo.", references)
    assert [(block.kind, block.where.line) for block in body.blocks] == [("p", 5), ("chart land", 7), ("p", 9)]
    assert [(one.kind, one.target, one.where.line) for one in body.mentions] == [("chart", "land", 7)]


@pytest.mark.parametrize("markdown", ["See {chart:land}.", "- {chart:land}", "> {chart:land}", "{chart:a} {chart:b}"])
def test_a_chart_elsewhere_is_recorded_as_such(markdown: str, references: References) -> None:
    """In a sentence, list or quotation there is no room for a chart, which checks complain of."""
    assert {one.rule for one in render(markdown, references).problems} == {"chart-in-line"}


@pytest.mark.parametrize("markdown", ["`{chart:land}`", "\\{chart:land}", "    {chart:land}"])
def test_code_and_escaped_braces_are_no_charts(markdown: str, references: References) -> None:
    """What is code, or escaped, stays text."""
    body = render(markdown, references)
    assert not body.mentions and "{chart:land}" in body.html


def test_a_chart_is_a_block_by_its_key(references: References) -> None:
    """A block that is a chart has its key and an empty box: the page draws it there."""
    body = render("One.\n\n{chart:land}\n\n{chart:water}", references)
    assert [(block.chart, str(block.html)) for block in body.blocks] == [
        ("", '<p id="start-1">One.</p>'),
        ("land", '<div id="start-2"></div>'),
        ("water", '<div id="start-3"></div>'),
    ]


def test_a_sentence_has_figures_and_dates(references: References) -> None:
    """References are replaced, the rest is escaped; plain text and what was typed are told apart."""
    written = 'In {2013} {s.poor} & <b>, {"306"}.'
    sentence = render_sentence(written, references)
    assert sentence.html == (
        'In <time datetime="2013">2013</time> <data value="468000">468,000 people</data> &amp; &lt;b&gt;, 306.'
    )
    assert sentence.text == "In 2013 468,000 people & <b>, 306."
    assert [kind for kind, *_ in sentence.mentions] == ["period", "fact", "declared"]
    typed = strip_references(written)
    assert typed.replace(OBJECT, "") == "In   & <b>, ." and len(typed) == len(written)


def test_what_is_not_known_stays_as_written(references: References) -> None:
    """A fact that does not exist is shown as written, and recorded for the checks."""
    sentence = render_sentence("{s.rich} and {nothing}", references)
    assert sentence.text == "{s.rich} and {nothing}"
    assert sentence.mentions == (("fact", "s.rich", 0), ("brace", "nothing", 13))
