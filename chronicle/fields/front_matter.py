"""Handles a file before its YAML is read: splits off the front matter of a half, and finds merge conflicts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from chronicle.problems import ContentError, Problem, Where

_AGAIN = re.compile(r"\s*(?P<second>---[ \t]*\n(?:[a-z_]+:.*\n(?:[ -].*\n)*)+---[ \t]*(?:\n|$))")
_FIELD = re.compile(r"\s*[a-z_]+ *[:：]")
_OTHER_FENCE = re.compile(r"\s*(?:[-—–=+;*_~`]{2,}(?: *[a-z]+)?)\s*")  # +++ of TOML, ```yaml
# In files other than texts and YAML, ======= may underline a heading.
_CONFLICT_ANYWHERE = re.compile(r"^(?:<{7}|>{7}|\|{7})(?: |\r?$)", re.MULTILINE)
_CONFLICT = re.compile(r"^[ >]{0,8}(?:<{7}|>{7}|\|{7}|(?<!\S\n)={7})(?: |$)", re.MULTILINE)


def split_front_matter(text: str, path: str) -> tuple[str, str, int]:
    """Return the front matter of a half, its Markdown, and the number of the line on which the Markdown begins.

    Raises ContentError if the front matter is missing, is never closed, or is followed by another one.
    """
    lines = text.split("\n")
    where = Where(path)
    if lines[0].rstrip() != "---":
        raise ContentError([_explain_missing(lines, where)])
    for number, line in enumerate(lines[1:], 1):
        if line.rstrip() == "---":
            if again := _AGAIN.match(text, sum(len(one) + 1 for one in lines[: number + 1])):
                where = Where(path, text.count("\n", 0, again.start("second")) + 1)
                hint = "Keep one of them; for a line between two blocks write ***."
                raise ContentError([Problem(where, "front-matter", "A second front matter begins here.", hint)])
            return "\n".join(["", *lines[1:number]]), "\n".join(lines[number + 1 :]), number + 2
    message, hint = "The front matter that opens here is never closed.", "Add a line '---' after its last field."
    raise ContentError([Problem(where, "front-matter", message, hint)])


def _explain_missing(lines: Sequence[str], where: Where) -> Problem:
    hint = "Begin the file with a line '---', fields such as 'title: …', and a second line '---'."
    for number, (line, below) in enumerate(pairwise(lines)):
        if line.strip() == "---" and _FIELD.match(below):
            message = "A line or a space stands before the front matter, which begins here."
            return Problem(where._replace(line=number + 1), "front-matter", message, "Remove what stands before it.")
    if _OTHER_FENCE.fullmatch(lines[0]):
        return Problem(where, "front-matter", f"'{lines[0].strip()}' does not begin a front matter.", hint)
    return Problem(where, "front-matter", "The front matter is missing.", hint)


def find_conflict(text: str, path: str, is_content: bool = True) -> Iterator[Problem]:
    """Yield a problem for the first marker of a merge conflict in a file. `is_content` says whether the file is a text or YAML."""
    if found := (_CONFLICT if is_content else _CONFLICT_ANYWHERE).search(text):
        where = Where(path, text.count("\n", 0, found.start()) + 1)
        message = f"This line marks a merge conflict: '{found[0].strip()}'."
        hint = "Keep the right version, and delete the lines <<<<<<<, ======= and >>>>>>>."
        yield Problem(where, "merge-conflict", message, hint)
