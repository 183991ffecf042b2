"""Messages of the rules for the markup of a text, and the problems of one text."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property
from itertools import accumulate

from chronicle.model import Half
from chronicle.problems import Problem, Where

IMAGE_HINT = "For an image, write ![what it shows](photo.jpg) in a paragraph of its own."
# rule → (message, hint)
RULES = {
    "wrong-calculation": (
        "'{written}' cannot be calculated: {why}.",
        "Write facts and numbers with + - * / and brackets after the sign, such as {{= sheet.money / sheet.visits}}.",
    ),
    "refused-html": (
        "The HTML element <{tag}> is not allowed.",
        "Use Markdown, or write &lt; for a literal '<'.",
    ),
    "lost-attribute": (
        "'{attributes}' of <{tag}> would be lost: it does not get through.",
        "Remove it; the style sheet sets how the site looks.",
    ),
    "foreign-include": (
        "'{written}' would be lost: the content of another file.",
        "Write it here, or link to the text that has it.",
    ),
    "reference-in-html": (
        "'{written}' is inside raw HTML, which cannot have references.",
        "Write the link in Markdown: [text]({written}).",
    ),
    "missing-text": ("This {what} has no text.", "Write one, or take it away."),
    "unused-definition": (
        "No link or image asks for the address that '[{written}]:' defines, so that this line would be lost.",
        "Write [text][{written}] where the link stands, or take the line away; for a text, write a backslash before the bracket.",
    ),
    "first-rank-heading": ("A text has no first-level heading of its own: that is its title.", "Begin headings with '##'; the title of the text itself is in its front matter."),
    "paragraph-as-heading": (
        "The line of hyphens below this paragraph makes it a heading.",
        "Write an empty line above the hyphens; a heading has no full stop at its end.",
    ),
    "skipped-level": (
        "This heading of level {level} follows one of level {above}: a level is skipped.",
        "Write {marks} instead, or raise the heading that follows by one level.",
    ),
    "unknown-address": (
        "The link '{written}' leads nowhere.",
        "Write chapter:, place:, source:, term:, sheet: or fact: and a key, or a full address with https://.",
    ),
    "foreign-wiki-link": (
        "'[{written} …]' would be published literally: a wiki link.",
        "Write [text](https://…).",
    ),
    "cut-address": (
        "The address '{written}' ends before '{behind}', which may belong to it.",
        "Write the whole address in angle brackets: <https://…>.",
    ),
    "unclosed-angle": ("'<{written}' would be published literally: an angle bracket.", "Write > where the address ends."),
    "wrong-anchor": (
        "'{written}' is not a valid anchor.",
        "Write small letters of the alphabet, digits and hyphens, the same in every language: {{#land-use}}.",
    ),
    "wrong-date": (
        "'{written}' is no date or time that a program can read.",
        "Write 2020, 2020-09, 2020-09-30 or 09:30, or leave 'datetime' out.",
    ),
    "unclosed-tag": ("The HTML element <{tag}> is never closed.", "Write </{tag}> where it ends."),
    "unopened-tag": ("</{tag}> closes an element that is not open here.", "Remove it, or write <{tag}> where it begins."),
    "unclosed-comment": ("A comment begins here and does not end.", "Write --> where it ends."),
    "unclosed-fence": ("A block of code begins here and does not end.", "Write {fence} on a line of its own where it ends."),
    "nested-too-deep": (
        "Lists, quotations or elements of HTML are nested too deeply here: more than 12 levels.",
        "Turn the outer levels into paragraphs or headings.",
    ),
    "too-long": (
        "The text is too long to be read: {count} {what}; there may be {most}.",
        "Make several texts of it, or write it more simply.",
    ),
    "wrong-row": ("This row has {cells}, the head has {head}.", "Write as many cells in each row as in the head: | one | two |. For a '|' in a cell write \\|."),
    "chart-in-line": (
        "The chart '{chart}' is inside a paragraph, list or table.",
        "Write {{chart:{chart}}} on a line of its own, with an empty line above and below.",
    ),
    "image-in-line": (
        "The image '{name}' is in the middle of a paragraph or a list.",
        "Give it a paragraph of its own; the lines directly below it are its caption.",
    ),
    "image-titled": (
        "The image '{name}' has a title in quotation marks, which few readers would see.",
        "Write the caption on the line below the image, in the same paragraph.",
    ),
    "image-sized": (
        "A size is behind the description of the image '{name}', and would be read out with it.",
        "Remove it with its |: the style sheet sets the size of images.",
    ),
    "image-says-nothing": (
        "'{text}' does not describe the image '{name}'.",
        "Say between the square brackets what it shows, for people who cannot see it: ![A greenhouse in snow]({name})",
    ),
    "image-without-text": (
        "The image '{name}' has no alternative text.",
        "Describe it between the square brackets, for people who cannot see it: ![A greenhouse in snow]({name})",
    ),
}  # fmt: skip


class TooMuch(Exception):
    """Raised where a text cannot be read any further."""


class Findings:
    """The problems of one text, collected while it is read."""

    def __init__(self, half: Half) -> None:
        self._half = half
        self._problems: set[Problem] = set()

    @cached_property
    def _lines(self) -> list[int]:
        return [0, *accumulate(len(line) + 1 for line in self._half.markdown.split("\n"))]

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All problems, in the order of the text."""
        return tuple(sorted(self._problems))

    def tell(self, rule: str, offset: int, instead: str = "", **values: object) -> None:
        """Add the problem of a rule at an offset of the Markdown. `instead` is a more exact hint than that of the rule."""
        message, hint = RULES[rule]
        self.add(rule, offset, message.format(**values), instead or hint.format(**values))

    def add(self, rule: str, offset: int, message: str, hint: str) -> None:
        """Add a problem with a message and a hint of its own."""
        self._problems.add(Problem(self.where(offset), rule, message, hint))

    def add_literal(self, rule: str, offset: int, written: str, what: str, hint: str) -> None:
        """Add the problem of markup that a reader would see as it is typed."""
        self.add(rule, offset, f"'{written}' would be published literally: {what}.", hint)

    def stop(self, rule: str, offset: int, **values: object) -> None:
        """Add a problem that makes reading the text impossible. Raises TooMuch."""
        self.tell(rule, offset, "", **values)
        raise TooMuch

    def begin(self, offset: int) -> int:
        """Return the offset of the first character that is not a space, on the line of `offset`."""
        start = self._lines[bisect_right(self._lines, offset) - 1]
        line = self._half.markdown[start:offset]
        return start + len(line) - len(line.lstrip())

    def where(self, offset: int) -> Where:
        """Return the path, line and column of an offset of the Markdown."""
        line = bisect_right(self._lines, offset) - 1
        return Where(self._half.path, self._half.first_line + line, offset - self._lines[line] + 1)
