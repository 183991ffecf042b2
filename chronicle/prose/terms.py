"""Links the first use of each glossary term in a text to the glossary."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from xml.etree import ElementTree as etree

from chronicle.model import Site

SHORTEST_FORM = 2
LONGEST_START = 4  # characters of a form that are its key in `TermFinder.forms`
# No term is linked in these: they have another function already, or are headings, which the contents repeat.
PASSED_OVER = {"a", "code", "pre", "sup", "x-slot", "h1", "h2", "h3", "h4", "h5", "h6"}


@dataclass(frozen=True)
class TermFinder:
    """Finds the longest name at each position of a text.

    `forms` maps the first characters of a form, in lower case, to the forms that begin with them, longest first, each with
    the key of its term. Names of places are forms too; their key is empty.
    """

    forms: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)

    @cached_property
    def digest(self) -> str:
        """A SHA-256 of all forms."""
        return hashlib.sha256(repr(sorted(self.forms.items())).encode()).hexdigest()

    @cached_property
    def _starts(self) -> re.Pattern[str]:
        """A pattern for the places where a form may begin: not inside a word of Latin letters or digits. A pattern of all forms would try each in turn."""
        letters = {start[0] for start in self.forms if _joins(start[0])}
        others = {start[0] for start in self.forms} - letters
        begins = [rf"(?<![a-z0-9]){_one_of(letters)}", _one_of(others)]
        return re.compile(rf"(?:{'|'.join(begins)})(?={_one_of({start[1] for start in self.forms})})")

    def find(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Yield (start, end, key) of each term in a text, from left to right, without overlaps; terms inside names of places are passed over."""
        small = text.lower()
        position = 0
        while start := self._starts.search(small, position):
            position, key = self._longest(small, start.start())
            if key:
                yield start.start(), position, key

    def _longest(self, text: str, start: int) -> tuple[int, str]:
        for length in range(LONGEST_START, SHORTEST_FORM - 1, -1):
            for form, key in self.forms.get(text[start : start + length], ()):
                end = start + len(form)
                if text.startswith(form, start) and _is_whole(text, start, end):
                    return end, key
        return start + 1, ""


def _one_of(characters: Iterable[str]) -> str:
    """Return a pattern that matches one of the characters; without characters, one that never matches."""
    return f"[{re.escape(''.join(sorted(characters)))}]" if characters else "(?!)"


def make_term_finder(site: Site, language: str) -> TermFinder:
    """Return the finder of one language. Names of places are found too, so that no term is seen inside one."""
    owners: dict[str, str] = {
        name: "" for place in site.places.values() for name in (place.name[language], *place.other)
    }
    for key, term in site.terms.items():
        owners |= {form: key for form in (term.term[language], *term.forms.get(language, ()))}
    forms: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for form in sorted(owners, key=lambda form: (-len(form), form)):
        if len(form) >= SHORTEST_FORM:
            forms[form.lower()[:LONGEST_START]].append((form.lower(), owners[form]))
    return TermFinder({start: tuple(found) for start, found in forms.items()})


def _is_whole(text: str, start: int, end: int) -> bool:
    """Return whether a name is a whole word in the text: if it begins or ends with an ASCII letter or digit, no other one is next to it there."""
    before, after = text[start - 1 : start] if start else "", text[end : end + 1]
    return not (_joins(before) and _joins(text[start])) and not (_joins(after) and _joins(text[end - 1]))


def _joins(character: str) -> bool:
    return character.isascii() and character.isalnum()


def link_terms(root: etree.Element, finder: TermFinder) -> None:
    """Turn the first use of each term into a link `term:key`, as an editor would write it, unless the text already has a link to the term."""
    written = (link.get("href", "") for link in root.iter("a"))
    linked = {href.removeprefix("term:") for href in written if href.startswith("term:")}
    for block in root:
        _link_in(block, finder, linked)


def _link_in(element: etree.Element, finder: TermFinder, linked: set[str]) -> None:
    if element.tag in PASSED_OVER or "declared" in element.attrib:
        return
    children = list(element)
    element.text, links = _cut(element.text, finder, linked)
    for position, link in enumerate(links):
        element.insert(position, link)
    for child in children:
        _link_in(child, finder, linked)
        child.tail, links = _cut(child.tail, finder, linked)
        place = list(element).index(child) + 1
        for position, link in enumerate(links, place):
            element.insert(position, link)


def _cut(text: str | None, finder: TermFinder, linked: set[str]) -> tuple[str | None, Iterable[etree.Element]]:
    """Return the text before the first new link, and the new links. The tail of each is the text after it."""
    links: list[etree.Element] = []
    rest = text or ""
    done = 0
    for start, end, key in finder.find(rest):
        if key in linked:
            continue
        linked.add(key)
        if links:
            links[-1].tail = rest[done:start]
        else:
            text = rest[:start]
        link = etree.Element("a", {"href": f"term:{key}"})
        link.text = rest[start:end]
        links.append(link)
        done = end
    if links:
        links[-1].tail = rest[done:]
    return text, links
