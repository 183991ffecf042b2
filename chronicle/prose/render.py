"""Renders a half in two steps: `parse` reads its Markdown, `resolve` fills in the values of its references.

`parse` depends only on the half, its locale and the names of terms. `resolve` depends only on the draft and the things that it names.
"""

from __future__ import annotations

from markdown import Markdown
from markdown.extensions.def_list import DefListExtension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension

from chronicle.model import Block, Body, Half, Heading, SafeHtml
from chronicle.prose.draft import Draft, DraftBlock
from chronicle.prose.extension import SIGNS, ChronicleExtension, Defined
from chronicle.prose.findings import Findings, TooMuch
from chronicle.prose.layout import lay_out
from chronicle.prose.leftovers import find_leftovers
from chronicle.prose.limits import check_length, check_lines
from chronicle.prose.marks import Marks
from chronicle.prose.markup import clean_html
from chronicle.prose.met import Met
from chronicle.prose.references import References
from chronicle.prose.scan import scan_text
from chronicle.prose.slots import fill_html, fill_text
from chronicle.prose.terms import TermFinder
from chronicle.prose.tree import TextTree

TABLE_BOX = SafeHtml('<div aria-label="{}" class="table" role="region" tabindex="0">{}\n</div>')
SIDE_NOTE_BOX = SafeHtml('<details class="side-note"><summary>{}</summary>\n{}\n</details>')


def render_prose(text: Half, references: References) -> Body:
    """Return the body of a half."""
    return resolve(parse(text, references.locale, references.terms), references)


def parse(text: Half, locale: str, terms: TermFinder) -> Draft:
    """Return the draft of a half. If the half is too long or nested too deeply, the draft has only problems: this one and those before it."""
    findings = Findings(text)
    try:
        return _parse(text, locale, terms, findings)
    except TooMuch:
        return Draft((), (), (), (), findings.problems)


def resolve(draft: Draft, references: References) -> Body:
    """Return the body of a draft: its slots are filled. `references` must have each thing that the draft names, if it exists."""
    blocks = []
    for block in draft.blocks:
        html = fill_html(block.html, references)
        if block.kind == "table":
            html = TABLE_BOX.format(str(references.words["table.label"]), html)
        elif block.kind == "aside":
            html = SIDE_NOTE_BOX.format(references.words["aside.label"], html)
        blocks.append(Block(**{**vars(block), "html": html}))
    headings = [Heading(one.level, one.anchor, fill_text(one.text, references)) for one in draft.headings]
    return Body(tuple(headings), draft.notes, tuple(blocks), draft.mentions, draft.problems)


def _parse(text: Half, locale: str, terms: TermFinder, findings: Findings) -> Draft:
    check_length(text.markdown, findings)
    marks = Marks()
    laid = lay_out(text.markdown, marks, findings)
    check_lines(laid, findings)
    marked, mentioned = scan_text(laid, marks, findings)
    met = Met(marks, findings, locale)
    # Instances, because Python-Markdown would search all installed packages for the names of extensions.
    markdown = Markdown(extensions=[TableExtension(), SaneListExtension(), DefListExtension(), ChronicleExtension(met)])
    defined = markdown.references = Defined(markdown)
    tree = TextTree(markdown, met, text, locale, terms)
    markdown.treeprocessors.register(tree, "chronicle-tree", 5)
    html = _convert(markdown, marked)
    for name in defined.keys() - defined.used:
        findings.tell("unused-definition", findings.begin(met.offset(defined[name][0])), written=name)
    record = tree.record
    pieces = (tuple(marks.split(str(clean_html(one)))) for one in html)
    made = [DraftBlock(**vars(block), html=one) for block, one in zip(record.blocks, pieces, strict=True)]
    blocks = tuple(find_leftovers(made, findings, met.doubted))
    mentions = sorted([*mentioned, *record.mentions], key=lambda mention: mention.where)
    return Draft(tuple(record.headings), tuple(record.notes.values()), blocks, tuple(mentions), findings.problems)


def _convert(markdown: Markdown, text: str) -> list[str]:
    """Return the HTML of each block of a text. The steps are those of Python-Markdown's `convert`, which returns the HTML of the whole text."""
    # Python-Markdown makes one to four spaces of a tab; several spaces are reported, wherever it stands.
    lines = text.replace("\t", "  ").split("\n")
    for preprocessor in markdown.preprocessors:
        lines = preprocessor.run(lines)
    _keep_patterns(markdown, "\n".join(lines))
    root = markdown.parser.parseDocument(lines).getroot()
    assert root is not None, "a document has a root"
    for treeprocessor in markdown.treeprocessors:
        changed = treeprocessor.run(root)
        root = root if changed is None else changed
    return [_finish(markdown, markdown.serializer(block)) for block in root]


def _keep_patterns(markdown: Markdown, text: str) -> None:
    """Remove the inline patterns that cannot occur in a text: Python-Markdown would search every line for each of them."""
    for name, sign in SIGNS.items():
        if sign not in text:
            markdown.inlinePatterns.deregister(name)


def _finish(markdown: Markdown, html: str) -> str:
    for postprocessor in markdown.postprocessors:
        html = postprocessor.run(html)
    return html.strip()
