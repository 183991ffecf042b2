"""One walk through a text before Markdown reads it: marks are put in, tags of raw HTML are read, comments are left out."""

from __future__ import annotations

import re
from bisect import bisect_left
from html import unescape

from chronicle.fields import find_unseen
from chronicle.model import Mention
from chronicle.problems import shorten
from chronicle.prose.bare_addresses import BARE_ADDRESS
from chronicle.prose.braces import IN_BRACES
from chronicle.prose.findings import Findings
from chronicle.prose.layout import Laid
from chronicle.prose.links import NO_REFERENCE, as_url, is_full_address
from chronicle.prose.marks import MARK, Code, Marks, Tag, without_marks
from chronicle.prose.markup import BLOCK_TAGS, HIDDEN_TAGS
from chronicle.prose.tags import OpenTags, find_mentions, is_refused, lost_attributes, read_tag
from chronicle.rules import LITERAL

_TOKEN = re.compile(
    r"(?P<newline>\n)"
    r"|(?P<comment><!--)"
    r"|(?P<ticks>`+)"
    r"|\\(?P<escaped>[!-/:-@\[-`{-~])"
    r"|(?P<entity>&(?:\#[0-9]{1,7}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{0,31});)"
    r"|\{\#(?P<anchor>[^{}\n]*)\}"
    r"|(?P<template>\{\{[^{}\n]*\}\}|\{[%!][^{}\n]*[%!]\})"
    rf"|\{{(?P<brace>{IN_BRACES})\}}"
    r"|(?:(?<=\S)[ ]+)?\[@(?P<note>[^\[\]{}@\n]*)\](?!\(https?:)"
    r"|<(?P<address>[A-Za-z][A-Za-z0-9+.-]*://[^<>\s]*|(?:mailto:)?[^<>\s@/:]+@[^<>\s@]+)>"
    r"|<(?P<instruction>\?[^<>\n]*|!\[CDATA\[[^\n]*?\]\])>"
    r"|(?P<tag></?[a-zA-Z][^<>\n]*(?:\n(?![> ]*\n)[^<>\n]*){0,9}>)"
    r"|\]\((?P<target>[^()\n]*(?:\([^()\n]*\)[^()\n]*)*\))"
    r"|(?P<label>\][ ]?\[[^\[\]\n]*\])"
    rf"|(?P<url>{BARE_ADDRESS})"
    r"|(?P<other>https?://[^\s<>）)\]]*)"
    r"|(?P<pipe>\|[ ]*)"
)
_LINE = re.compile(
    r"(?P<definition>[ ]*\[(?!\^)[^\[\]\n]{1,200}\]:[ ]*<?(?=\S))"
    r"|(?P<plain>[>| ]*[-=:|][-=:| ]*$|[> ]*$)"
    r"|(?P<start>(?:[ ]*(?:>|[-*+](?=[ ])|\d{1,9}\.(?=[ ])|:(?=[ ])))*[ ]*(?:\#{1,6}(?!\#)[ ]*)?(?:\|[ ]*)?)",
    re.MULTILINE,
)
_CONTAINER = re.compile(r"(?P<quotes>(?:> )*)(?P<indent>[ ]*)(?P<items>(?:(?:[-*+]|\d{1,9}\.)[ ])*)")
# A formula of TeX: \[ … \] or \( … \) with a command or an exponent in it.
_FORMULA = re.compile(r"\\(?:\[(?:[^\n]|\n(?![> ]*\n)){1,2000}?\\\]|\([^\n]{1,500}?\\\))")
_TEX = re.compile(r"\\[A-Za-z]{2,}|\^[\w{]|_\{")
# Behind code: `text <https://…>`_ is a link in reStructuredText.
_LINK_OF_RST = re.compile(r"__?(?![\w_])")
_UNDERSCORE = re.compile(r"(?<![\w_])__?(?=\S|$)")
LINK = "a link of another program", "Write [text](place:key), or [text](https://…)."
# A comment with which another tool would include a file here.
_INCLUDE = re.compile(r"<!-- *[@#]? *(?:include|import|embed)[:(\"' ] *\S*(?:/|\.[a-z]+\b)\S* *-->")
_BLANK = re.compile(r"\n[> ]*(?=\n)")
_ANCHOR = re.compile(r"[a-z0-9-]+")
# These invisible characters are allowed as entities, because editors see those: &shy;, &rlm;. A replacement character is reported elsewhere.
_SEEN_AS_ENTITY = "\xad\u061c\u200e\u200f\ufffd"


def scan_text(laid: Laid, marks: Marks, findings: Findings) -> tuple[str, list[Mention]]:
    """Return a text with its marks inserted, and the mentions in its tags."""
    walk = _Walk(laid, marks, findings)
    walk.run()
    return "".join(walk.pieces), walk.mentions


class _Walk:
    """A walk through a text. Holds the pieces made so far.

    Each sort of token has a method of its name, which returns the position where the walk continues.
    """

    def __init__(self, laid: Laid, marks: Marks, findings: Findings) -> None:
        self.laid, self.text = laid, laid.text
        self.marks = marks
        self.findings = findings
        self.pieces: list[str] = []
        self.mentions: list[Mention] = []
        self._tags = OpenTags(findings)
        self._left_out = -1, -1
        self._ends = _ends_of_code(laid.text)

    def run(self) -> None:
        """Walk to the end."""
        position = self._start_line(0)
        while found := _TOKEN.search(self.text, position):
            self.pieces.append(self.text[position : found.start()])
            position = getattr(self, f"_{found.lastgroup}")(found)
        self.pieces.append(self.text[position:])
        self._tags.end_text()

    def _mark(self, position: int) -> str:
        return self.marks.add(self.laid.offset(position))

    def _copy(self, found: re.Match[str]) -> int:
        """Copy a token and mark the text after it, because Markdown's output does not show how long the token was."""
        self.pieces += [found[0], self._mark(found.end())]
        return found.end()

    _label = _other = _copy

    def _url(self, found: re.Match[str]) -> int:
        """Copy an address that is typed as it is, without its escapes, and mark the text before and after it."""
        self.pieces += [self._mark(found.start()), found[0].replace("\\", ""), self._mark(found.end())]
        return found.end()

    def _start_line(self, position: int) -> int:
        line = _LINE.match(self.text, position)
        assert line, "every line begins somehow"
        if line["plain"] is not None or (line["start"] or "").strip("> "):
            self._tags.end_block()
        self.pieces.append(line[0])
        if line["plain"] is None and not MARK.match(self.text, line.end()):
            self.pieces.append(self._mark(line.end()))
        return line.end()

    def _newline(self, found: re.Match[str]) -> int:
        self.pieces.append("\n")
        return self._start_line(found.end()) if found.end() < len(self.text) else found.end()

    def _comment(self, found: re.Match[str]) -> int:
        end = self.text.find("-->", found.end())
        if end < 0:
            self.findings.tell("unclosed-comment", self.laid.offset(found.start()))
            return len(self.text)
        if include := _INCLUDE.match(self.text, found.start()):
            written = shorten(without_marks(include[0]))
            self.findings.tell("foreign-include", self.laid.offset(found.start()), written=written)
        end = self._pass_over(found.start(), end + 3)
        self.pieces.append(self._mark(end) if self.text[end : end + 1].strip() else "")
        return end

    def _pass_over(self, start: int, end: int) -> int:
        """Return where the text continues after a part that is left out. Spaces after the part are left out too if there is one before it."""
        start = self._left_out[0] if start == self._left_out[1] else start
        while self.text[start - 1] in " \n" and re.compile(r" +\S").match(self.text, end):
            end += 1
        self._left_out = start, end
        return end

    def _ticks(self, found: re.Match[str]) -> int:
        end = self._ends.get(found.start(), 0)
        self.pieces += [self.text[found.start() : end], self._mark(end)] if end else [found[0]]
        paragraph = self.text.rfind("\n\n", 0, found.start()) + 1
        is_emphasis = _UNDERSCORE.search(self.text, paragraph, found.start())
        if link := _LINK_OF_RST.match(self.text, end) if end and not is_emphasis else None:
            message = f"'{shorten(without_marks(self.text[found.start() : link.end()]), 40)}' would be published as code: {LINK[0]}."
            self.findings.add("unread-link", self.laid.offset(found.start()), message, LINK[1])
            return link.end()
        return end or found.end()

    def _escaped(self, found: re.Match[str]) -> int:
        if (formula := _FORMULA.match(self.text, found.start())) and _TEX.search(formula[0]):
            (what, hint), written = LITERAL["foreign-math"], shorten(without_marks(formula[0]), 40)
            self.findings.add_literal("foreign-math", self.laid.offset(found.start()), written, what, hint)
            self.pieces += ["`TeX`", self._mark(formula.end())]  # so that the spaces around it are no mistake
            return formula.end()
        self.pieces.append(self._mark(found.start()))
        return self._copy(found)

    def _entity(self, found: re.Match[str]) -> int:
        character = unescape(found[0])
        offset = self.laid.offset(found.start())
        for problem in find_unseen(character.strip(_SEEN_AS_ENTITY), self.findings.where(offset)):
            self.findings.add(problem.rule, offset, problem.message, problem.hint)
        return self._escaped(found)

    def _instruction(self, found: re.Match[str]) -> int:
        self.findings.tell("refused-html", self.laid.offset(found.start()), tag=found["instruction"])
        return found.end()

    def _anchor(self, found: re.Match[str]) -> int:
        if not _ANCHOR.fullmatch(found["anchor"]):
            offset = self.laid.offset(found.start("anchor") - 2)
            line = self.text[self.text.rfind("\n", 0, found.start()) + 1 : found.start()]
            is_at_end = line.lstrip("> ").startswith("#") and self.text[found.end() : found.end() + 1] in ("", "\n")
            hint = (
                ""
                if is_at_end
                else "Leave it out, with square brackets before it: only a heading has an anchor, at its end."
            )
            self.findings.tell("wrong-anchor", offset, hint, written=found["anchor"])
            if self.pieces and self.pieces[-1].endswith("[]"):
                self.pieces[-1] = self.pieces[-1][:-2]  # they belong to it
            return found.end()
        return self._copy(found)

    def _brace(self, found: re.Match[str]) -> int:
        self.pieces += ["{", self._mark(found.start()), found["brace"], "}", self._mark(found.end())]
        return found.end()

    def _note(self, found: re.Match[str]) -> int:
        # Spaces that were typed before a note are dropped: its number follows the word directly.
        self.pieces += ["[@", self._mark(found.start("note") - 2), found["note"], "]", self._mark(found.end())]
        return found.end()

    def _address(self, found: re.Match[str]) -> int:
        if re.search(r"\{[^{}]*\}", found["address"]):
            offset = self.laid.offset(found.start())
            self.findings.tell("unknown-address", offset, NO_REFERENCE, written=shorten(found["address"]))
        elif "://" in found["address"] and not is_full_address(found["address"].replace("\\", "")):
            self.findings.tell("unknown-address", self.laid.offset(found.start()), written=shorten(found["address"]))
        return self._copy(found)

    def _target(self, found: re.Match[str]) -> int:
        inside = found["target"]
        opening = inside[: len(inside) - len(inside.lstrip(" <"))]
        begin = self._mark(found.start() + 1)
        self.pieces += ["](", opening, begin, inside[len(opening) :], self._mark(found.end())]
        return found.end()

    def _pipe(self, found: re.Match[str]) -> int:
        return self._copy(found) if self.text[found.end() : found.end() + 1] not in ("", "\n") else self._leave(found)

    def _leave(self, found: re.Match[str]) -> int:
        self.pieces.append(found[0])
        return found.end()

    _template = _leave

    def _tag(self, found: re.Match[str]) -> int:
        name, attributes, is_end = read_tag(without_marks(found[0]))
        offset = self.laid.offset(found.start())
        if name.endswith(":"):
            self.findings.tell("unknown-address", offset, written=found[0][1:-1])
            return self._copy(found)
        if is_refused(name, attributes) or (is_end and self._tags.passes_over(name)):
            return self._refuse(found, name, attributes, is_end)
        if not is_end:
            if lost := lost_attributes(attributes):
                self.findings.tell("lost-attribute", offset, attributes=", ".join(lost), tag=name)
            elif name == "a" and "name" in attributes and "href" not in attributes:
                hint = "Remove it; an anchor is written behind a heading: ## Land {#land}."
                self.findings.tell("lost-attribute", offset, hint, attributes="name", tag=name)
                self._tags.pass_over_end(name)
                return self._pass_over(found.start(), found.end())
            self.mentions += find_mentions(name, attributes, offset, self.findings)
        if name in ("pre", "code") and not is_end:
            return self._literal(found, name, offset)
        if is_end:
            self._tags.close(name, offset)
        else:
            self._tags.add(name, offset)
        if name in BLOCK_TAGS:
            self._tags.end_block()
            self._structure(found.start(), self.marks.add(Tag(name, tuple(attributes.items()), is_end, offset)))
            return self._go_on(found.end())
        href = attributes.get("href", "")
        written = found[0].replace(href, as_url(href)) if is_full_address(href) else found[0]
        self.pieces += [written, self._mark(found.end())]
        return found.end()

    def _refuse(self, found: re.Match[str], name: str, attributes: dict[str, str], is_end: bool) -> int:
        """Leave out a tag that is not allowed, and report it unless it is part of an element that has been reported."""
        written = re.findall(r"[^\s<>/]+", found[0])[0]
        told = self._tags.refuse(name, written, self.laid.offset(found.start()), is_end)
        if name == "img" and "src" in attributes:  # so that it is not told to be used nowhere
            self.mentions.append(Mention("image", attributes["src"], self.findings.where(told)))
        end = self.text.lower().find(f"</{name}", found.end()) if name in HIDDEN_TAGS and not is_end else -1
        return self._pass_over(found.start(), end if end >= 0 else found.end())

    def _literal(self, found: re.Match[str], name: str, offset: int) -> int:
        """Insert code that is written as HTML (`<pre>`, `<code>`); return the position after it."""
        end = self.text.find(f"</{name}>", found.end())
        if end < 0:
            self.findings.tell("unclosed-tag", offset, tag=name)
            return found.end()
        inside = unescape(re.sub(r"</?[a-zA-Z][^<>]*>", "", self.text[found.end() : end]))
        after = end + len(name) + 3
        if name == "pre":
            self._structure(found.start(), self.marks.add(Code(f"{inside.strip(chr(10))}\n", offset)))
            return self._go_on(after)
        ticks = "`" * (1 + max(map(len, re.findall("`+", inside)), default=0))
        self.pieces += [f"{ticks} {inside} {ticks}", self._mark(after)]
        return after

    def _structure(self, position: int, mark: str) -> None:
        """Insert a mark as a block of its own, inside the list or quotation at its position."""
        begin = self.text.rfind("\n", 0, position) + 1
        container = _CONTAINER.match(self.text, begin)
        assert container
        edge = container["quotes"] + container["indent"] + "    " * (len(container["items"].split()))
        is_first = bool(container["items"]) and container.end() >= position
        apart = f"\n{container['quotes']}\n{edge}"
        while self.pieces and not self.pieces[-1]:
            self.pieces.pop()
        if self.pieces and MARK.fullmatch(self.pieces[-1]):
            self.pieces.pop()  # the line has no text whose position this mark would show
        self.pieces += ["" if is_first else apart, mark, apart]

    def _go_on(self, position: int) -> int:
        """Mark the text that follows a block on its line, if there is any; return its position."""
        while self.text[position : position + 1] == " ":
            position += 1
        if self.text[position : position + 1] not in ("", "\n", "<"):
            self.pieces.append(self._mark(position))
        return position


def _ends_of_code(text: str) -> dict[int, int]:
    """Return start → end of each code span. It ends at a run of as many backticks as it begins with, in the same paragraph."""
    runs = [(run.start(), run.end()) for run in re.finditer("`+", text)]
    blanks = [blank.start() for blank in _BLANK.finditer(text)]
    starts: dict[int, list[int]] = {}
    for start, end in runs:
        starts.setdefault(end - start, []).append(start)
    ends, done = {}, 0
    for start, end in runs:
        before = text[max(0, start - 20) : start]
        escapes = len(before) - len(before.rstrip("\\"))
        if start < done or escapes % 2:
            continue
        same = starts[end - start]
        number = bisect_left(same, end)
        blank = bisect_left(blanks, end)
        limit = blanks[blank] if blank < len(blanks) else len(text)
        if number < len(same) and same[number] < limit:
            done = ends[start] = same[number] + end - start
    return ends
