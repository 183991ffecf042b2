"""Problems of the content: where, what, why and what to do.

A problem is a value, collected and returned. Nothing in this package prints one but `cli`.
"""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

LONGEST_NAME = 100  # a longer text is not a mistyped name
MANY = 3  # a thing that is unknown in more places than these is reported once
MOST_OF_A_RULE = 50  # no more problems of one rule are reported in a file


class Where(NamedTuple):
    """A place in a file of the project: a path with forward slashes, a line and a column, both counted from 1."""

    path: str
    line: int = 1
    column: int = 1


@dataclass(frozen=True, order=True)
class Problem:
    """One mistake in the content: `rule` is the id of the rule it breaks, `message` says what and why, `hint` what to do about it.

    `cause` is the message of a mistake that may be behind many problems: many facts are unknown because their sheet is.
    `facts` are the ids of the facts that a text may mean where the mistake is; of `unused-fact`, the fact itself.
    """

    where: Where
    rule: str
    message: str
    hint: str = ""
    cause: str = ""
    facts: tuple[str, ...] = ()

    def __str__(self) -> str:
        """Return the form of the contract: `path:line:column: message [rule]`, the hint indented below."""
        place = f"{printable(self.where.path)}:{self.where.line}:{self.where.column}"
        head = f"{place}: {printable(self.message)} [{self.rule}]"
        return f"{head}\n    {printable(self.hint)}" if self.hint else head


class ContentError(Exception):
    """Raised where work cannot go on: it carries the problems that stopped it."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(map(str, self.problems)))

    def __reduce__(self) -> tuple[type[ContentError], tuple[tuple[Problem, ...]]]:
        """Let it pass from one process to another."""
        return ContentError, (self.problems,)


class Refusal(Exception):
    """Raised where something cannot be done, although the content has no mistake; the message tells a person why, and what to do."""


class WorkerLost(Refusal):
    """One of several processes was killed before it had done its work."""


class SearchUnavailable(Refusal):
    """The search index cannot be made."""


class BooksUnavailable(Refusal):
    """A book cannot be made."""


class OutputRefused(Refusal):
    """The output folder is not one that the build may replace."""


class SnapshotUnavailable(Refusal):
    """The file or folder is not a snapshot of an edition."""


class DeployRefused(Refusal):
    """The site cannot be published."""


def printable(text: str) -> str:
    """Return a text with control characters and invisible characters written as escapes: `\\x1b`, `\\u202e`, `\\n`."""
    return "".join(_escape(character) if _is_unseen(character) else character for character in text)


def _is_unseen(character: str) -> bool:
    return not character.isprintable() and unicodedata.category(character) not in ("Zs", "Cn", "Co")


def _escape(character: str) -> str:
    """Return the escape of a character in Python; of a byte in a file's name that is not UTF-8, the escape of that byte: `\\xe4`."""
    number = ord(character)
    if 0xDC80 <= number <= 0xDCFF:
        return f"\\x{number - 0xDC00:02x}"
    return character.encode("unicode_escape").decode("ascii")


def unknown_language(where: Where, language: str) -> Problem:
    """Return the problem of a text in a language that site.yaml does not list; many such problems of one language are reported once."""
    message = f"The site has no language '{shorten(language)}'."
    return Problem(where, "unknown-language", message, "The languages are listed in site.yaml.")


def group_problems(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return problems in their order; a cause, unknown thing, missing field or wrong type in more than `MANY` places is reported once, at the first place."""
    groups: dict[tuple[str, str], list[Problem]] = {}
    problems = set(problems)
    unknown = {problem.where for problem in problems if problem.rule.startswith("unknown-")}
    mistyped = {problem.where for problem in problems if problem.rule == "unknown-fact"}
    # A name in place of a key is also an unknown key, and a mistyped reference one to an unknown fact: that problem suggests the right one.
    told = {"wrong-value": unknown, "unknown-reference": mistyped}
    kept = [problem for problem in problems if problem.where not in told.get(problem.rule, ())]
    # A fact whose name is mistyped in a text is not lacking there.
    astray = {where.path for where in mistyped}
    kept = [problem for problem in kept if problem.rule != "missing-row" or problem.where.path not in astray]
    # A fact that a text means, but mentions wrongly, is not unused.
    meant = {fact for problem in kept if problem.rule != "unused-fact" for fact in problem.facts}
    kept = [problem for problem in kept if problem.rule != "unused-fact" or meant.isdisjoint(problem.facts)]
    for problem in _join_causes(sorted(kept)):
        is_grouped = (
            problem.rule.startswith("unknown-")
            or problem.rule in ("missing-field", "wrong-type")
            or problem.message == problem.cause
        )
        groups.setdefault((problem.rule, problem.message if is_grouped else str(problem)), []).append(problem)
    grouped = [
        found
        if len(found) <= MANY
        else [replace(found[0], message=f"{found[0].message} {len(found) - 1} more places have the same problem.")]
        for found in groups.values()
    ]
    return tuple(sorted(_limit(problem for found in grouped for problem in found)))


def _join_causes(problems: Sequence[Problem]) -> list[Problem]:
    """Return problems; if more than `MANY` different ones have the same cause, its message replaces theirs."""
    things: dict[str, set[str]] = {}
    for problem in problems:
        things.setdefault(problem.cause, set()).add(problem.message)
    return [
        replace(problem, message=problem.cause, hint="")
        if problem.cause and len(things[problem.cause]) > MANY
        else problem
        for problem in problems
    ]


def _limit(problems: Iterable[Problem]) -> Iterator[Problem]:
    """Yield the first problems of each rule in each file; the last of them says how many more there are."""
    files: dict[tuple[str, str], list[Problem]] = {}
    for problem in sorted(problems):
        files.setdefault((problem.where.path, problem.rule), []).append(problem)
    for found in files.values():
        yield from found[: MOST_OF_A_RULE - 1]
        for last in found[MOST_OF_A_RULE - 1 : MOST_OF_A_RULE]:
            more = len(found) - MOST_OF_A_RULE
            yield (
                replace(last, message=f"{last.message} There are {more} more of these in this file.") if more else last
            )


def find_near(name: str, known: Iterable[str]) -> str:
    """Return the known name most similar to a mistyped one, or else the only one that ends with it, such as `measures/industry` with `industry`; "" if there is none."""
    names = sorted(set(known))
    near = difflib.get_close_matches(name, names, n=1) if len(name) <= LONGEST_NAME else []
    ending = [one for one in names if one.endswith((f"/{name}", f".{name}"))] if name else []
    return near[0] if near else ending[0] if len(ending) == 1 else ""


def suggest(name: str, known: Iterable[str]) -> str:
    """Return a hint that leads from a mistyped name to the known ones, or "" if there are none."""
    names = sorted(set(known))
    if near := find_near(name, names):
        return f"Did you mean '{near}'?"
    if not names:
        return ""
    shown = ", ".join(names[:12])
    return f"Known here: {shown}{', ...' if len(names) > 12 else ''}."


def name_some(names: Sequence[str], most: int = 5) -> str:
    """Return the first few of some names, and how many more there are."""
    return ", ".join(names[:most]) + (f" and {len(names) - most} more" if len(names) > most else "")


def shorten(text: str, most: int = 80) -> str:
    """Return a text as a message quotes it: on one line, its middle left out where it is long."""
    flat = " ".join(text.split())
    return flat if len(flat) <= most else f"{flat[: most // 2]} … {flat[-most // 4 :]}"
