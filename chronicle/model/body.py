"""Nouns of one rendered text: its mentions, notes, headings and blocks."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal, NamedTuple

from markupsafe import Markup

from chronicle.problems import Problem, Where

SWALLOWING = ("unclosed-comment", "unclosed-fence")  # rules: after such a mistake, text is not read as it was meant
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


class SafeHtml(Markup):
    """HTML that is safe: it has no scripts and no frames, and no link to an address that runs a script."""

    __slots__ = ()


class Mention(NamedTuple):
    """An occurrence of a reference in a text: the kind of its target, the target's key or name, and an anchor there: a heading or entry.

    The kind is `anchor` for a heading of the text itself, and `id` for an anchor that raw HTML sets. A numbered note to a
    source has the kind `source` among the mentions of the text. Among those of a block it has the kind `note`, with the heading
    of the source as its `anchor`. Only blocks have mentions of the kind `address`: links to a full address.
    """

    kind: Literal[
        "fact", "period", "source", "chapter", "page", "place", "term", "sheet", "anchor", "id", "chart", "image",
        "calculation", "note", "address",
    ]  # fmt: skip
    target: str
    where: Where
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A numbered note to a source; `section` is a heading of the source, empty for the whole source."""

    number: int
    source: str
    section: str


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading in a text; `anchor` is the same in every language."""

    level: int
    anchor: str
    text: str


class Visible(NamedTuple):
    """The visible text of a block, as typed; each reference, piece of code and address is replaced by U+FFFC (OBJECT REPLACEMENT CHARACTER).

    `runs` are (position in the text, offset in the Markdown) at the start of each stretch in which both go forward together.
    """

    text: str
    runs: tuple[tuple[int, int], ...]

    def offset(self, position: int) -> int:
        """Return the offset in the Markdown of the character at a position of the text."""
        start, offset = self.runs[bisect_right(self.runs, (position, 1 << 60)) - 1]
        return offset + position - start


NOTHING_VISIBLE = Visible("", ((0, 0),))


class Item(NamedTuple):
    """An item of a list, a row or cell of a table, or a paragraph of a quotation: its kind, its depth of nesting, and where it begins."""

    kind: str
    depth: int
    where: Where


@dataclass(frozen=True)
class Block:
    """One paragraph, heading, list, quotation or table of a text, with its mentions in the order of the text.

    `anchor` is the same in every language. `text` is the typed text of the block, without code, figures, dates, notes and
    text that is marked as verbatim. `chart` is the key of a chart if the block is one; its HTML has a slot for the drawing.
    `items` are the items, rows, cells or paragraphs inside the block.
    """

    kind: str
    anchor: str
    where: Where
    mentions: tuple[Mention, ...]
    text: str
    html: SafeHtml
    visible: Visible = NOTHING_VISIBLE
    items: tuple[Item, ...] = ()
    chart: str = ""

    @property
    def facts(self) -> tuple[str, ...]:
        """The ids of the facts that it mentions, in order and with repetitions."""
        return tuple(mention.target for mention in self.mentions if mention.kind == "fact")

    @property
    def level(self) -> int:
        """The level of a heading; 0 for any other block."""
        return int(self.kind[1]) if self.kind in HEADINGS else 0


@dataclass(frozen=True, slots=True)
class Outline:
    """The data of one half of a text, besides its front matter, that other pages use; everything else is only on the text's own pages.

    `mentions` are (kind, key), `notes` are (source, section), and `facts` are the ids of the facts in its blocks, each once and in order.
    `is_read` tells whether the whole half could be read as meant: it has blocks, which a text that is empty, too long or nested too
    deeply has not, and no mistake of `SWALLOWING`.
    """

    mentions: tuple[tuple[str, str], ...]
    facts: tuple[str, ...]
    notes: tuple[tuple[str, str], ...]
    is_read: bool


@dataclass(frozen=True)
class Body:
    """One language's half of a text, rendered, with its mentions and its problems."""

    headings: tuple[Heading, ...]
    notes: tuple[Note, ...]
    blocks: tuple[Block, ...]
    mentions: tuple[Mention, ...]
    problems: tuple[Problem, ...] = ()

    @cached_property
    def outline(self) -> Outline:
        """The outline: the data that other pages use."""
        return Outline(
            tuple(dict.fromkeys((mention.kind, mention.target) for mention in self.mentions)),
            tuple(dict.fromkeys(fact for block in self.blocks for fact in block.facts)),
            tuple(dict.fromkeys((note.source, note.section) for note in self.notes)),
            bool(self.blocks) and not any(problem.rule in SWALLOWING for problem in self.problems),
        )

    @property
    def without_checked(self) -> Body:
        """The body without the data that only the checks of its own text need: visible texts and items."""
        blocks = (replace(block, visible=NOTHING_VISIBLE, items=()) for block in self.blocks)
        return replace(self, blocks=tuple(blocks))

    @property
    def html(self) -> SafeHtml:
        """The whole text: its blocks, one below the other."""
        return SafeHtml("\n").join(block.html for block in self.blocks)


@dataclass(frozen=True)
class OutputFile:
    """A file of the finished site: a path below `output/` with forward slashes, and its bytes."""

    path: str
    content: bytes
