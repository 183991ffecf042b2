"""What is wrong with the content, told as a letter to a person: where, what, why and what to do.

A problem is a value, collected and returned. Nothing in this package prints one but `cli`.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Where:
    """A place in a file of the project: a path with forward slashes, a line and a column, both counted from 1."""

    path: str
    line: int = 1
    column: int = 1


@dataclass(frozen=True, order=True)
class Problem:
    """One mistake in the content: `rule` is the id of the rule it breaks, `message` says what and why, `hint` what to do about it."""

    where: Where
    rule: str
    message: str
    hint: str = ""

    def __str__(self) -> str:
        """Return the form of the contract: `path:line:column: message [rule]`, the hint indented below."""
        head = f"{self.where.path}:{self.where.line}:{self.where.column}: {self.message} [{self.rule}]"
        return f"{head}\n    {self.hint}" if self.hint else head


class ContentError(Exception):
    """Raised where work cannot go on: it carries the problems that stopped it."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(map(str, self.problems)))


def suggest(name: str, known: Iterable[str]) -> str:
    """Return a hint that leads from a mistyped name to the known ones, or nothing where there are none."""
    names = sorted(set(known))
    near = difflib.get_close_matches(name, names, n=1, cutoff=0.6)
    if near:
        return f"Did you mean '{near[0]}'?"
    if not names:
        return ""
    shown = ", ".join(names[:12])
    return f"Known here: {shown}{', ...' if len(names) > 12 else ''}."
