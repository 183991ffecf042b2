"""What is wrong with a text that is not YAML, told for people who write texts: the line that was mistyped, not the one where reading stopped."""

from __future__ import annotations

import re
from collections.abc import Sequence

import yaml

from chronicle.problems import Problem, Where, shorten

INDENTATION = "Check the indentation, and put text that has ': ' or '#' in it between quotation marks."
_FIELD = re.compile(r"\s*(?:- +)*(?:[\w.-]+|\"[^\"]*\"|'[^']*')")


def explain_syntax(error: yaml.YAMLError, lines: Sequence[str], path: str) -> Problem:
    """Return the problem of a text that the YAML reader has stopped at."""
    if not isinstance(error, yaml.MarkedYAMLError) or not (error.problem_mark or error.context_mark):
        return Problem(Where(path), "yaml-syntax", f"This is not valid YAML: {shorten(str(error))}.", INDENTATION)
    mark = error.problem_mark or error.context_mark
    opened = error.context_mark or mark
    assert mark and opened, "one of the two is there"
    line = _line(lines, mark.line)
    said = str(error.problem)

    def problem(number: int, column: int, message: str, hint: str) -> Problem:
        return Problem(Where(path, number + 1, column + 1), "yaml-syntax", message, hint)

    # A colon that is none is met at the next one, on that line or a line below.
    if "mapping values" in said or "expected ':'" in said:
        for number in dict.fromkeys((opened.line, mark.line - 1, mark.line)):
            if found := _find_false_colon(_line(lines, number)):
                return problem(number, *found)
        above = _line(lines, mark.line - 1)
        if "mapping" in said and line.count(": ") > 1:
            hint = "Put a text that has ': ' in it between quotation marks."
            return problem(mark.line, mark.column, "A second colon stands on this line.", hint)
        if "mapping" in said and above.strip() and ":" not in above:
            hint = "Write 'field: value', with a colon and a space between them."
            return problem(mark.line - 1, len(above) - len(above.lstrip()), "There is no colon on this line.", hint)
    if "expected ':'" in said:
        hint = "Write 'field: value', with a colon and a space between them."
        return problem(opened.line, opened.column, "There is no colon on this line.", hint)
    if "expected ',' or" in said:
        sign = said.rstrip("'")[-1]
        if "，" in _line(lines, opened.line)[opened.column :]:
            column = _line(lines, opened.line).index("，", opened.column)
            return problem(opened.line, column, "A full-width comma does not part two fields.", "Write ', ' for '，'.")
        if mark.line > opened.line:
            return problem(
                opened.line,
                opened.column,
                "The bracket that opens here is not closed.",
                f"Put a '{sign}' behind its last field.",
            )
    if "quoted scalar" in str(error.context):
        return problem(
            opened.line,
            opened.column,
            "The quotation mark that opens here is not closed.",
            'Close it; write a quotation mark inside as “ ”, 「 」 or \\".',
        )
    if "cannot start any token" in said and line[mark.column : mark.column + 1] == "\t":
        return problem(mark.line, mark.column, "A tab stands here.", "Indent with spaces, two for each step.")
    if "cannot start any token" in said:
        sign = line[mark.column : mark.column + 1]
        return problem(mark.line, mark.column, f"A text cannot begin with '{sign}'.", "Put it between quotation marks.")
    if "expected key" in said and line[: mark.column].strip():
        hint = "Put a text with quotation marks or brackets in it between other quotation marks."
        return problem(mark.line, mark.column, "This does not belong to what stands before it.", hint)
    if "expected key" in said or "block collection" in str(error.context):
        hint = (
            "Begin the fields of one entry below each other, and fields inside another two spaces further to the right."
        )
        return problem(mark.line, mark.column, "This line does not begin below one of the lines above it.", hint)
    return problem(mark.line, mark.column, f"This is not valid YAML: {said}.", INDENTATION)


def _find_false_colon(line: str) -> tuple[int, str, str] | None:
    """Return where a line has a full-width colon behind a field's name, or one without a space, and what to say of it."""
    name = _FIELD.match(line)
    if not name:
        return None
    sign = line[name.end() : name.end() + 1]
    if sign == "：":
        return name.end(), "A full-width colon stands behind the name of a field.", "Write ': ' for '：'."
    if sign == ":" and line[name.end() + 1 : name.end() + 2] not in ("", " "):
        return name.end(), "There is no space behind the colon.", "Write 'field: value', with a space."
    return None


def _line(lines: Sequence[str], number: int) -> str:
    return lines[number] if 0 <= number < len(lines) else ""
