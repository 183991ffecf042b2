"""Explains syntax errors in YAML to writers: the problem is on the mistyped line, not on the line where the parser stopped."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import yaml

from chronicle.problems import Problem, Where, shorten

PLAIN_SPACES = "Indent with spaces, two for each step."
BELOW = "Begin the fields of one entry below each other, and fields inside another two spaces further to the right."
INDENTATION = "Check the indentation, and put text that contains ': ' or '#' in quotation marks."
STRAY = (
    "This does not belong to the text before it.",
    "Put a text that contains quotation marks or brackets in other quotation marks.",
)
OPEN_QUOTATION = (
    "The quotation mark that opens here is not closed.",
    'Close it; write a quotation mark inside as “ ”, 「 」 or \\".',
)
SECOND_COLON = "There is a second colon on this line."
IN_QUOTATION = "Put a text that contains ': ' in quotation marks."
STRAIGHT = 'Put it in straight quotation marks, "…": YAML does not know curly ones.'
COMMENT = "This is not a comment in YAML.", "Begin a comment with '# '."
ENTRY = "An entry of a list begins with a hyphen and a space.", "Write '- ' in front of it."
_WIDE_SPACE = re.compile(" *[\u00a0\u2000-\u200a\u202f\u3000]")
_COLON = re.compile(r":\s")
_CURLY = re.compile(r"[:{,] *[“”„«「『]")
_FALSE_ENTRY = re.compile(r"\s*(?:-(?![\s-])|[•·–—]\s)")
_FIELD = re.compile(r"\s*(?:- +)*(?:[\w.-]+|\"[^\"]*\"|'[^']*')")


@dataclass(frozen=True)
class _Stop:
    """Where the YAML parser stopped, where the value began that it was reading, both counted from 0, and its own words for both."""

    lines: Sequence[str]
    line: int
    column: int
    began_line: int
    began_column: int
    said: str
    context: str

    def text(self, number: int) -> str:
        return self.lines[number] if 0 <= number < len(self.lines) else ""


# Line and column, counted from 0, message, hint.
Finding = tuple[int, int, str, str]


def explain_syntax(error: yaml.YAMLError, lines: Sequence[str], path: str) -> Problem:
    """Return the problem that explains an error of the YAML parser."""
    if not isinstance(error, yaml.MarkedYAMLError) or not (error.problem_mark or error.context_mark):
        return Problem(Where(path), "yaml-syntax", f"This is not valid YAML: {shorten(str(error))}.", INDENTATION)
    mark = error.problem_mark or error.context_mark
    began = error.context_mark or mark
    assert mark and began, "one of the two is there"
    said = str(error.problem)
    stop = _Stop(lines, mark.line, mark.column, began.line, began.column, said, str(error.context))
    unknown = (mark.line, mark.column, f"This is not valid YAML: {said}.", INDENTATION)
    line, column, message, hint = next((finding for find in _FINDERS for finding in find(stop)), unknown)
    return Problem(Where(path, line + 1, column + 1), "yaml-syntax", message, hint)


def _find_wide_space(stop: _Stop) -> Iterator[Finding]:
    for number in (stop.line - 1, stop.line):
        if found := _WIDE_SPACE.match(stop.text(number)):
            yield number, found.end() - 1, "A wide space or one that does not break indents this line.", PLAIN_SPACES


def _find_colon(stop: _Stop) -> Iterator[Finding]:
    """Find a mistyped or missing colon. The parser stops only at the next colon, on the same line or on a line below."""
    is_mapping = "mapping values" in stop.said
    if not is_mapping and "expected ':'" not in stop.said:
        return
    for number in dict.fromkeys((stop.began_line, stop.line - 1, stop.line)):
        yield from _find_false_colon(number, stop.text(number))
    yield from _find_false_colon(stop.began_line, stop.text(stop.began_line), stop.began_column)
    for number in (stop.began_line, stop.line - 1, stop.line):
        if stop.text(number).lstrip().startswith(("//", "/*", "<!--")):
            yield number, _indent(stop.text(number)), *COMMENT
    if (brace := stop.text(stop.line).find(": ｛")) >= 0:
        yield stop.line, brace + 2, "A full-width brace opens no fields.", "Write '{' for '｛'."
    above = stop.text(stop.line - 1)
    no_colon = (
        "There is no colon on this line.",
        "Write 'field: value', with a colon and a space between them; indent a line that continues the text above it.",
    )
    if is_mapping and _COLON.search(stop.text(stop.line)[: stop.column]):
        yield stop.line, stop.column, *_second_colon(stop)
    elif is_mapping and above.strip() and ":" not in above:
        yield stop.line - 1, len(above) - len(above.lstrip()), *no_colon
    elif is_mapping and above.strip() and _indent(stop.text(stop.line)) > _indent(above):
        yield stop.line, _indent(stop.text(stop.line)), "This line is indented further than the one above it.", BELOW
    elif not is_mapping:
        yield stop.began_line, stop.began_column, *no_colon


def _second_colon(stop: _Stop) -> tuple[str, str]:
    return SECOND_COLON, STRAIGHT if _CURLY.search(stop.text(stop.line)[: stop.column]) else IN_QUOTATION


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _find_open_bracket(stop: _Stop) -> Iterator[Finding]:
    if "expected ',' or" not in stop.said:
        return
    line = stop.text(stop.began_line)
    comma, brace, quotation = line.find("，", stop.began_column), line.find("｝"), line.rfind('"')
    if brace >= 0:
        yield stop.began_line, brace, "A full-width brace closes no fields.", "Write '}' for '｝'."
    elif line.count('"') % 2:
        yield stop.began_line, quotation, *OPEN_QUOTATION
    elif comma >= 0:
        yield stop.began_line, comma, "A full-width comma does not part two fields.", "Write ', ' for '，'."
    elif stop.line > stop.began_line:
        sign = stop.said.rstrip("'")[-1]
        message, hint = "The bracket that opens here is not closed.", f"Add a '{sign}' after its last field."
        yield stop.began_line, stop.began_column, message, hint
    elif stop.text(stop.line)[stop.column :].startswith(": "):
        yield stop.line, stop.column, *_second_colon(stop)
    else:
        yield stop.line, stop.column, *STRAY


def _find_quotation(stop: _Stop) -> Iterator[Finding]:
    if "parsing a quoted scalar" in stop.context:
        backslash = stop.text(stop.line).rfind("\\", 0, stop.column + 1)
        hint = "Write two backslashes for one, or put the text in single quotation marks."
        yield stop.line, max(backslash, 0), "This backslash and what follows it are no character.", hint
    elif "quoted scalar" in stop.context:
        yield stop.began_line, stop.began_column, *OPEN_QUOTATION


def _find_false_start(stop: _Stop) -> Iterator[Finding]:
    line = stop.text(stop.line)
    if "tab character" in stop.said or line[stop.column : stop.column + 1] == "\t":
        yield stop.line, max(0, line.find("\t")), "A tab stands here.", PLAIN_SPACES
        return
    is_mark = any(name in stop.context for name in ("alias", "anchor", "block scalar"))
    is_sign = line[stop.column : stop.column + 1] in ("-", "?") and (
        "not allowed" in stop.said or "node content" in stop.said
    )
    if is_mark or is_sign or "cannot start any token" in stop.said:
        at, column = (stop.began_line, stop.began_column) if is_mark else (stop.line, stop.column)
        yield (
            at,
            column,
            f"A text cannot begin with '{stop.text(at)[column : column + 1]}'.",
            "Put it in quotation marks.",
        )


def _find_stray(stop: _Stop) -> Iterator[Finding]:
    if _FALSE_ENTRY.match(stop.text(stop.line)):
        yield stop.line, _indent(stop.text(stop.line)), *ENTRY
    if "expected key" in stop.said and stop.text(stop.line)[: stop.column].strip():
        yield stop.line, stop.column, *STRAY
    elif (
        "expected key" in stop.said
        or "block collection" in stop.context
        or _indent(stop.text(stop.line - 1)) > _indent(stop.text(stop.line))
    ):
        yield stop.line, stop.column, "This line does not begin below one of the lines above it.", BELOW


# The first finding of the first finder that has one is reported.
_FINDERS: tuple[Callable[[_Stop], Iterator[Finding]], ...] = (
    _find_wide_space,
    _find_colon,
    _find_open_bracket,
    _find_quotation,
    _find_false_start,
    _find_stray,
)


def _find_false_colon(number: int, line: str, start: int = 0) -> Iterator[Finding]:
    """Find a full-width colon after a field's name, or a colon without a space after it."""
    name = _FIELD.match(line, start)
    if not name:
        return
    sign = line[name.end() : name.end() + 1]
    if sign == "：":
        yield number, name.end(), "A full-width colon stands behind the name of a field.", "Write ': ' for '：'."
    elif sign == ":" and line[name.end() + 1 : name.end() + 2] not in ("", " "):
        yield number, name.end(), "There is no space after the colon.", "Write 'field: value', with a space."
