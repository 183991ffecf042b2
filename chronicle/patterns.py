"""Patterns: texts with slots, `{name}`, and nothing else in braces.

A pattern is an editor's text, so it is not a Python format string: a slot is a plain name, without attributes, indexes,
formats or conversions. A pattern cannot contain literal braces.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Protocol

from markupsafe import Markup, escape

MOST_SLOTS = 20

_BRACES = re.compile(r"\{(?P<inside>[^{}]*)\}|[{}]{2}|[{}]")
_NAME = re.compile(r"[a-z][a-z_]*")


@dataclass(frozen=True)
class Slot:
    """A place in a pattern that a value is put into."""

    name: str


@dataclass(frozen=True)
class Pattern:
    """A text with slots, in pieces: `{n} people` is `(Slot("n"), " people")`."""

    pieces: tuple[str | Slot, ...]
    language: str = ""  # if it differs from the language in which the pattern is used

    def __str__(self) -> str:
        """Return the pattern as it was written."""
        return "".join(f"{{{piece.name}}}" if isinstance(piece, Slot) else piece for piece in self.pieces)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The names of the slots, each once, in their order."""
        return tuple(dict.fromkeys(piece.name for piece in self.pieces if isinstance(piece, Slot)))

    def around(self, name: str, value: str) -> tuple[str, str]:
        """Return the texts before and after the first slot of a name; other slots of that name are filled with the value."""
        if Slot(name) not in self.pieces:
            return "", str(self)
        at = self.pieces.index(Slot(name))
        before, after = Pattern(self.pieces[:at]), Pattern(self.pieces[at + 1 :])
        return before.fill(**{name: value}), after.fill(**{name: value})

    def fill(self, **values: object) -> str:
        """Return the text with values in the slots. Raises KeyError for a slot without a value."""
        return "".join(str(values[piece.name]) if isinstance(piece, Slot) else piece for piece in self.pieces)

    def fill_html(self, **values: object) -> Markup:
        """Return the text as HTML: its own words and the values are escaped, values that are HTML stay as they are."""
        pieces = (values[piece.name] if isinstance(piece, Slot) else piece for piece in self.pieces)
        return Markup("").join(escape(piece) for piece in pieces)


class Fillable(Protocol):
    """Patterns by their keys, such as the interface words of a language."""

    def fill(self, key: str, /, **values: object) -> str:
        """Return a pattern with values in its slots."""

    def pattern(self, key: str) -> Pattern:
        """Return a pattern."""


@lru_cache(maxsize=4096)
def parse_pattern(text: str, names: tuple[str, ...] | None = None, optional: tuple[str, ...] = ()) -> Pattern:
    """Read a pattern. `names` are the slots that it has, each at least once unless it is among the `optional`; None allows any.

    Raises ValueError, with the reason as a sentence, for a brace that does not belong to a slot, and for a slot that is
    unknown or missing.
    """
    pieces: list[str | Slot] = []
    end = 0
    for found in _BRACES.finditer(text):
        pieces += [text[end : found.start()], Slot(_parse_slot(found, names))]
        end = found.end()
    pattern = Pattern(tuple(piece for piece in (*pieces, text[end:]) if piece))
    for name in sorted(set(names or ()) - set(optional) - set(pattern.names)):
        hint = f": '｛{name}｝' has full-width braces" if f"｛{name}｝" in text else ""
        raise ValueError(f"{{{name}}} is missing{hint}")
    if len(pieces) > 2 * MOST_SLOTS:
        raise ValueError(f"it has {len(pieces) // 2} slots, at most {MOST_SLOTS} are allowed")
    return pattern


def _parse_slot(found: re.Match[str], names: tuple[str, ...] | None) -> str:
    """Return the name between two braces. Raises ValueError if it is not a slot, or its name is not allowed."""
    name = found["inside"]
    if name is None:
        raise ValueError(_lone_brace(found))
    if not _NAME.fullmatch(name):
        shown = name if len(name) <= 20 else f"{name[:20]}…"
        raise ValueError(f"'{{{shown}}}' is not a slot: between the braces stands a plain name in a-z, nothing else")
    if names is not None and name not in names:
        raise ValueError(f"nothing is put into {{{name}}} here")
    return name


def _lone_brace(found: re.Match[str]) -> str:
    where = f"at character {found.start() + 1}"
    if len(found[0]) == 2:
        return f"'{found[0]}' {where} is not a slot, and a literal brace is not allowed"
    return f"the brace {where} is not closed" if found[0] == "{" else f"the brace {where} closes nothing"
