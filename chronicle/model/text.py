"""Nouns of one rendered text: what it mentions, its notes, headings and blocks."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal, NamedTuple

from markupsafe import Markup

from chronicle.problems import Problem, Where

SWALLOWING = ("unclosed-comment", "unclosed-fence")  # rules: what follows such a mistake is not read as it was meant
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


class SafeHtml(Markup):
    """HTML that is clean: nothing in it acts, frames or leads to an address that runs a script."""

    __slots__ = ()


class Mention(NamedTuple):
    """Something that a text refers to: `kind` says to what, `target` is its key or name, `anchor` a heading or entry there.

    Of kind `anchor` is a heading of the text itself, of kind `id` an anchor that raw HTML sets. Those of a block tell besides a
    `note`, a numbered one to a source whose heading is the anchor, from a link to that source, and a full `address`.
    """

    kind: Literal[
        "fact", "period", "source", "chapter", "page", "place", "term", "sheet", "anchor", "id", "chart", "image",
        "calculation", "note", "address",
    ]  # fmt: skip
    target: str
    where: Where
    anchor: str = ""


@dataclass(frozen=True)
class Note:
    """A numbered note to a source; `section` is empty if the source as a whole is meant."""

    number: int
    source: str
    section: str


@dataclass(frozen=True)
class Heading:
    """A heading in a text; `anchor` is the same in every language."""

    level: int
    anchor: str
    text: str


class Visible(NamedTuple):
    """The visible text of a block, as typed; each reference, piece of code and address is replaced by U+FFFC (OBJECT REPLACEMENT CHARACTER).

    `runs` are (position in the text, offset in the Markdown) wherever the two do not go on side by side.
    """

    text: str
    runs: tuple[tuple[int, int], ...]

    def offset(self, position: int) -> int:
        """Return the offset in the Markdown of a character of the text."""
        start, offset = self.runs[bisect_right(self.runs, (position, 1 << 60)) - 1]
        return offset + position - start


NOTHING_VISIBLE = Visible("", ((0, 0),))


class Item(NamedTuple):
    """An item of a list, a row or a cell of a table, a paragraph of a quotation: its kind, how deep it stands, and where it begins."""

    kind: str
    depth: int
    where: Where


@dataclass(frozen=True)
class Block:
    """One paragraph, heading, list, quotation or table of a text, with all that it refers to in the order of the text.

    `anchor` is the same in every language. `text` is what was typed in the block: code, figures, dates, notes and text
    declared as it stands are left out. `chart` is the key of the chart that the block is; its HTML has a slot for it.
    `items` are what the block is made of.
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
        """The facts that it refers to, in order and with repetitions."""
        return tuple(mention.target for mention in self.mentions if mention.kind == "fact")

    @property
    def level(self) -> int:
        """The level of a heading; 0 for any other block."""
        return int(self.kind[1]) if self.kind in HEADINGS else 0


@dataclass(frozen=True)
class Outline:
    """The data of one half of a text, besides its front matter, that other pages use; everything else is only on the text's own pages.

    `mentions` are (kind, key), `facts` those that its blocks tell, `notes` (source, section). `is_read` is that of the body.
    """

    mentions: tuple[tuple[str, str], ...]
    facts: frozenset[str]
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

    @property
    def is_read(self) -> bool:
        """Return whether anything is in the text that could be read: one that is empty, too long or nested too deep has no blocks."""
        return bool(self.blocks)

    @cached_property
    def outline(self) -> Outline:
        """The outline: the data that other pages use."""
        return Outline(
            tuple(dict.fromkeys((mention.kind, mention.target) for mention in self.mentions)),
            frozenset(fact for block in self.blocks for fact in block.facts),
            tuple(dict.fromkeys((note.source, note.section) for note in self.notes)),
            self.is_read and not any(problem.rule in SWALLOWING for problem in self.problems),
        )

    @property
    def without_checked(self) -> Body:
        """The half without what only checks ask of its blocks."""
        return replace(self, blocks=tuple(replace(block, visible=NOTHING_VISIBLE, items=()) for block in self.blocks))

    @property
    def html(self) -> SafeHtml:
        """The whole text: its blocks, one below the other."""
        return SafeHtml("\n").join(block.html for block in self.blocks)


@dataclass(frozen=True)
class OutputFile:
    """A file of the finished site: a path below `output/` with forward slashes, and its bytes."""

    path: str
    content: bytes
