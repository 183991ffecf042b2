"""YAML events → plain values with the place of each.

YAML is read from its events, so that each value keeps its place and a scalar stays the text that was written: `no`, `2019`
and `1.10` are not turned into something else. Anchors, aliases and tags are refused: content has no use for them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from sys import intern
from typing import Any, NoReturn

import yaml

from chronicle.fields.characters import find_unseen
from chronicle.fields.front_matter import find_conflict
from chronicle.fields.syntax import explain_syntax
from chronicle.model import Document, Location, beside
from chronicle.problems import ContentError, Problem, Where, shorten
from chronicle.scripts import FULL_WIDTH, HAN, KANA

# Far above what content has, and low enough that nothing takes long.
MAX_DEPTH = 20
MAX_ENTRIES = 10_000  # of one mapping or list: places and terms are looked up in every text
MAX_TEXT = 10_000  # characters of one value: text that is longer belongs into a chapter
MAX_KEY = 200  # characters of the name of a field or entry

_WIDE = f"{HAN}{KANA}{FULL_WIDTH}"
_NUMBER = re.compile(r"[-\d./]+")
_RUN = rf"(?:(?P<wide>[{_WIDE}]{{1,8}})|[^\s{_WIDE}\"'{{}},]{{1,8}})"
_LAST, _FIRST = re.compile(f"{_RUN}$"), re.compile(_RUN)
_NOTHING = ("null", "~")
_KEY = re.compile(r"[a-z0-9][a-z0-9./_-]*")
# Two spaces before the sign and one behind it are how comments are written.
_COMMENT = re.compile(r"(?P<gap>[ \t]+)#(?P<behind>.?)")


def parse_yaml(text: str, path: str) -> Document:
    """Return the document in a YAML text.

    Raises ContentError for a syntax error, a repeated key, an anchor, an alias, a tag, an invisible character, a merge conflict,
    a second document, a comment that may be part of a text, or more than a limit allows.
    """
    refused = [*find_conflict(text, path)] or [*find_unseen(text, Where(path))]
    if refused:
        raise ContentError(refused)
    composer = _Composer(path, text.split("\n"))
    try:
        data = composer.compose(yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)))
    except yaml.YAMLError as error:
        problem = explain_syntax(error, composer.lines, path)
        # If a comment hides the end of a line, it may also hide the closing bracket. Then only the comment is reported.
        is_told = any(
            one.rule == "comment-in-line" and one.where.line == problem.where.line for one in composer.problems
        )
        raise ContentError([*composer.problems, *([] if is_told else [problem])]) from error
    if composer.problems:
        raise ContentError(composer.problems)
    return Document(path, data, composer.keys, composer.values, composer.lines)


class _Composer:
    """Builds plain values from YAML events and notes where each began."""

    def __init__(self, path: str, lines: Sequence[str]) -> None:
        self.path = path
        self.lines = lines
        self.has_escapes = any("\\" in line for line in lines)
        self.keys: dict[Location, Where] = {}
        self.values: dict[Location, Where] = {}
        self.problems: list[Problem] = []

    def compose(self, events: Iterator[yaml.Event]) -> Any:
        data: Any = None
        documents = 0
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    message, hint = "A second YAML document begins here.", "Keep one document to a file."
                    self._refuse(event, "yaml-documents", message, hint)
                data = self._node(events, next(events), ())
        return data

    def _node(self, events: Iterator[yaml.Event], event: yaml.Event, location: Location) -> Any:
        where = self._where(event)
        if not location or where != beside(self.keys[location], location[-1]):
            self.values[location] = where
        self._check_event(event)
        if len(location) > MAX_DEPTH:
            message = f"Values are nested more than {MAX_DEPTH} deep here."
            self._refuse(event, "too-deep", message, "Check the brackets and the indentation.")
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(events, location)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(events, location)
        assert isinstance(event, yaml.ScalarEvent), "an alias has been refused"
        return self._scalar(event)

    def _mapping(self, events: Iterator[yaml.Event], location: Location) -> dict[str, Any]:
        mapping: dict[str, Any] = {}
        while not isinstance(event := next(events), yaml.MappingEndEvent):
            self._check_event(event)
            if not isinstance(event, yaml.ScalarEvent):
                message = "A list or a mapping cannot be the name of a field."
                self._refuse(event, "yaml-key", message, "Write the name as plain text.")
            key = intern(event.value)
            if len(key) > MAX_KEY:
                message = f"The name '{shorten(key)}' has more than {MAX_KEY} letters."
                self._refuse(event, "long-text", message, "Write a short one.")
            if key in mapping:
                message = f"The field '{key}' is repeated; it first appears on line {self.keys[(*location, key)].line}."
                hint = "Keep one of them, or give the second another name."
                where = self._where(event)
                cause = f"Fields of {where.path} are repeated, as if it contained a second copy of itself."
                self.problems.append(Problem(where, "repeated-field", message, hint, cause))
            self._check_length(event, mapping)
            here = (*location, key)
            self.keys[here] = self._where(event)
            mapping[key] = self._node(events, next(events), here)
        return mapping

    def _sequence(self, events: Iterator[yaml.Event], location: Location) -> list[Any]:
        items: list[Any] = []
        while not isinstance(event := next(events), yaml.SequenceEndEvent):
            here = (*location, len(items))
            self._check_length(event, items)
            self.keys[here] = self._where(event)
            items.append(self._node(events, event, here))
        return items

    def _scalar(self, event: yaml.ScalarEvent) -> str:
        text: str = event.value
        if len(text) > MAX_TEXT:
            message = f"This text has {len(text):,} letters; one in YAML has at most {MAX_TEXT:,}."
            self.problems.append(
                Problem(self._where(event), "long-text", message, "Tell it in a chapter, or in parts.")
            )
        start, end = event.start_mark, event.end_mark
        assert start and end, "the reader notes where each event stands"
        if not event.style and start.line < len(self.lines):
            self._check_comment(event)
        if event.style != "|" and start.line < end.line:
            text = _without_folds(text, self.lines[start.line : end.line + 1])
        is_nothing = text.isspace() or (not event.style and text in _NOTHING)
        return "" if is_nothing else text

    def _check_comment(self, event: yaml.ScalarEvent) -> None:
        """Report a comment after a text without quotation marks: it may be meant as the rest of the text, which would be lost."""
        if _NUMBER.fullmatch(event.value):
            return
        mark = event.end_mark if event.value else event.start_mark
        assert mark, "the reader notes where each event stands"
        line = self.lines[mark.line] if mark.line < len(self.lines) else ""
        found = _COMMENT.match(line, mark.column)
        if found and not (found["behind"] in " \t" and (len(found["gap"]) > 1 or _KEY.fullmatch(event.value))):
            message = f"A comment begins here, so the text ends before '{shorten(line[found.end('gap') :], 30)}'."
            hint = "Put a text that contains ' #' in quotation marks; put a comment on a line of its own."
            self.problems.append(
                Problem(Where(self.path, mark.line + 1, found.end("gap") + 1), "comment-in-line", message, hint)
            )

    def _check_length(self, event: yaml.Event, entries: Sequence[Any] | dict[str, Any]) -> None:
        if len(entries) >= MAX_ENTRIES:
            message = f"Here are more than {MAX_ENTRIES:,} entries."
            self._refuse(event, "too-many-entries", message, "Keep what texts refer to.")

    def _check_event(self, event: yaml.Event) -> None:
        """Refuse anchors, aliases and tags, and report invisible characters in escapes. Keys are checked in the same way as values."""
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) or getattr(event, "tag", None):
            message = "Anchors (&), aliases (*) and tags (!) are not used in content."
            self._refuse(event, "yaml-anchor", message, "Write the value itself, or put it in quotation marks.")
        if self.has_escapes and isinstance(event, yaml.ScalarEvent):
            where = self._where(event)
            # The file itself has no invisible character, so this one is an escape such as "\0". It is reported where the text begins.
            self.problems += [replace(problem, where=where) for problem in [*find_unseen(event.value, where)][:1]]

    def _where(self, event: yaml.Event) -> Where:
        assert event.start_mark, "the reader notes where each event stands"
        return Where(self.path, event.start_mark.line + 1, event.start_mark.column + 1)

    def _refuse(self, event: yaml.Event, rule: str, message: str, hint: str) -> NoReturn:
        raise ContentError([*self.problems, Problem(self._where(event), rule, message, hint)])


def _without_folds(text: str, lines: Sequence[str]) -> str:
    """Return a text of several lines without the spaces that YAML has put in place of line ends between two wide characters.

    Wide are Han characters, kana and full-width signs. If a text has more than two of them for each word of other letters, it is
    written in them, and spaces beside one are removed too.
    """
    is_wide = len(re.findall(f"[{_WIDE}]", text)) > 2 * len(re.findall(rf"[^\W_{_WIDE}]+", text))
    for above, below in pairwise(lines):
        last, first = _LAST.search(above.rstrip()), _FIRST.match(below.lstrip())
        if last and first and ((last["wide"] and first["wide"]) or (is_wide and (last["wide"] or first["wide"]))):
            text = text.replace(f"{last[0]} {first[0]}", last[0] + first[0])
    return text
