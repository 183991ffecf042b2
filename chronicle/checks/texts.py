"""Rules of texts: references, anchors, markup, keys."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Set

from chronicle.checks.content import Content
from chronicle.model import FACT_ID, PLACE_KINDS, Site
from chronicle.problems import Problem, shorten, suggest
from chronicle.prose import strip_references
from chronicle.prose.findings import Findings
from chronicle.prose.leftovers import find_markup
from chronicle.typography import LATIN, OBJECT


def check_references(content: Content) -> Iterator[Problem]:
    """A reference leads to a fact, place, source, chapter, page, term, sheet or chart that exists."""
    kinds = ("fact", "place", "source", "term", "sheet", "chapter", "page", "chart")
    for body in content.bodies.values():
        for mention in body.mentions:
            if mention.kind in kinds and content.lacks(mention.kind, mention.target):
                yield content.tell_unknown(mention.kind, mention.target, mention.where)


def check_anchors(content: Content) -> Iterator[Problem]:
    """A link to a heading of the same text has an anchor that exists, and no two headings of a text have the same anchor."""
    for body in content.bodies.values():
        anchors = Counter(heading.anchor for heading in body.headings)
        seconds = {block.anchor: block.where for block in body.blocks if anchors[block.anchor] > 1 and block.level}
        for anchor, where in seconds.items():
            message, hint = (
                f"Two headings have the anchor '{anchor}'.",
                "Write another anchor after one of them: {#...}.",
            )
            yield Problem(where, "repeated-anchor", message, hint)
        for mention in body.mentions:
            if mention.kind == "anchor" and mention.target not in anchors:
                message = f"This text has no heading with the anchor '{mention.target}'."
                hint = suggest(mention.target, anchors) or "Write {#...} behind the heading to which it is to lead."
                yield Problem(mention.where, "unknown-anchor", message, hint)


def check_links(content: Content) -> Iterator[Problem]:
    """A link to a heading of another text has an anchor that exists there."""
    texts = {text.key: text for text in content.texts}
    for language, _, body in content.halves:
        links = [mention for mention in body.mentions if mention.kind in ("chapter", "page") and mention.anchor]
        for mention in (mention for mention in links if mention.target in texts):
            halves = texts[mention.target].halves
            shown = halves.get(language) or next(iter(halves.values()))
            there = [heading.anchor for heading in content.bodies[shown.path].headings]
            if mention.anchor not in there:
                message = f"The chapter '{mention.target}' has no heading with the anchor '{mention.anchor}'."
                yield Problem(mention.where, "unknown-anchor", message, suggest(mention.anchor, there))


def check_block_anchors(content: Content) -> Iterator[Problem]:
    """Anchors of blocks and of raw HTML are unique within a text."""
    hint = "The anchor of a block is the anchor of the heading above it and a number: write another {#...} after the heading."
    for body in content.bodies.values():
        headings = [heading.anchor for heading in body.headings]
        if len(set(headings)) < len(headings):
            continue  # check_anchors reports that, and anchors of blocks are made of those of headings
        blocks = [(block.anchor, block.where) for block in body.blocks]
        raw = [(mention.target, mention.where) for mention in body.mentions if mention.kind == "id"]
        taken: set[str] = set()
        for anchor, where in blocks + raw:
            if anchor in taken:
                yield Problem(where, "repeated-anchor", f"The anchor '{anchor}' is repeated in this text.", hint)
            taken.add(anchor)


def check_markup(content: Content) -> Iterator[Problem]:
    """A text has only the chronicle's own markup: no markup of other tools, no links that lead nowhere, and no HTML that is not allowed."""
    for body in content.bodies.values():
        yield from body.problems


def check_entries(content: Content) -> Iterator[Problem]:
    """Each entry that YAML or front matter refers to by key exists."""
    for one in content.site.references:
        if content.lacks(one.kind, one.key):
            yield content.tell_unknown(one.kind, one.key, one.where)


def check_parents(content: Content) -> Iterator[Problem]:
    """No place lies in itself, neither directly nor through other places."""
    for key, parents in content.site.parents.items():
        if key in parents:
            where = content.site.registry.where("place", key, "parent")
            message = f"The place '{key}' is inside itself, through its 'parent:' or a parent above it."
            yield Problem(where, "circular-place", message, "Name the place that it lies in, or remove the field.")


def check_place_kinds(content: Content) -> Iterator[Problem]:
    """The kind of a place is one of the generator's or of the site's own kinds."""
    known = (*PLACE_KINDS, *content.known("place-kind"))
    for key, place in content.site.places.items() if content.is_whole("place-kind") else ():
        if place.kind not in known:
            message = f"There is no kind of place '{shorten(place.kind)}'."
            hint = f"{suggest(place.kind, known)} Name others in site.yaml under 'place_kinds:'."
            yield Problem(content.site.registry.where("place", key, "kind"), "unknown-place-kind", message, hint)


def check_text_in_yaml(content: Content) -> Iterator[Problem]:
    """Only texts and charts have references, and only texts have markup. In other files both would be published as typed."""
    story = content.site.registry.spots["site"]["site"].document.get("story", "text")
    told = story.values() if isinstance(story, dict) else ()
    for phrase in content.site.phrases:
        if phrase.where.path.endswith(".md"):
            continue  # check_titles checks titles and summaries
        refers = _REFERS.match(phrase.where.path) or phrase.text in told
        if not refers and (found := _REFERENCE.search(phrase.text)):
            message = (
                f"'{shorten(found[0])}' is in a text that cannot have references, so it would be published literally."
            )
            hint = "Write out what it stands for; only chapters and the texts of charts can have references."
            yield Problem(phrase.where_at(found.start()), "reference-in-yaml", message, hint)
            continue
        has_slots = phrase.where.path in _WITH_SLOTS
        typed = (
            _SLOT.sub(lambda slot: OBJECT * len(slot[0]), phrase.text) if has_slots else strip_references(phrase.text)
        )
        for position, written in find_markup(typed):
            message = f"'{shorten(written)}' would be published literally: a text of YAML has no markup."
            hint = "Write it without marks, or say it in a chapter."
            yield Problem(phrase.where_at(position), "markup-in-yaml", message, hint)


# Interface words and units have slots in braces.
_WITH_SLOTS = ("content/interface.yaml", "content/units.yaml")
_SLOT = re.compile(r"\{[^{}\n]*\}")
_REFERS = re.compile(rf"content/charts/|{'|'.join(map(re.escape, _WITH_SLOTS))}")
_REFERENCE = re.compile(
    r"\{[^{}\n]{1,200}\}|\[@[^\[\]\n]{1,200}\]|\]\((?:chapter|page|place|source|term|sheet|fact):[^()\n]{0,200}\)|[{}]"
)


def check_unmarked_notes(content: Content) -> Iterator[Problem]:
    """A note is in square brackets and begins with @: [@book, heading], not [book, heading], (@book, heading) or @book."""
    note = unmarked_note(content.site)
    for _, half, body in content.halves:
        for block in body.blocks:
            for found in note.finditer(block.visible.text):
                where = Findings(half).where(block.visible.offset(found.start()))
                lacks, meant = "its @", f"[@{found[0][1:]}"
                if "@" in found[0]:
                    lacks, meant = "its square brackets", f"[{shorten(found[0].strip('()（）'))}]"
                message = f"'{shorten(found[0], 40)}' would be published literally: a note without {lacks}."
                yield Problem(where, "foreign-citation", message, f"Write {meant}.")


def check_unmarked_references(content: Content) -> Iterator[Problem]:
    """A reference is in braces: no text has the id of a fact or the key of a chart in other brackets, or in none."""
    known = known_references(content)
    for _, half, body in content.halves:
        for block in body.blocks:
            for found in find_unmarked(block.visible.text, known):
                where = Findings(half).where(block.visible.offset(found.start()))
                message = f"'{found[0]}' would be published literally: a reference without its braces."
                hint = f"Write {{{found['key']}}}."
                yield Problem(where, "unclosed-brace", message, hint, facts=(found["key"],))


def known_references(content: Content) -> Set[str]:
    """Return what braces can hold of the facts and charts that exist."""
    return {*content.known("fact"), *(f"chart:{key}" for key in content.known("chart"))}


def find_unmarked(text: str, known: Set[str]) -> Iterator[re.Match[str]]:
    """Yield each of the known references that a text has without braces."""
    found = _UNMARKED.finditer(text) if _LIKE_KEY.search(text) else ()
    return (one for one in found if one["key"] in known)


_LIKE_KEY = re.compile(r"[a-z0-9]\.[a-z0-9]|chart:")
_UNMARKED = re.compile(
    rf"[(（\[［【]?(?<![{LATIN}_.@/-])(?P<key>{FACT_ID}|chart:[a-z0-9-]+)(?![{LATIN}_@/-])[)）\]］】]?"
)


def unmarked_note(site: Site) -> re.Pattern[str]:
    """Return the pattern of a note to one of a site's sources without its @, or without its square brackets."""
    keys = "|".join(sorted(map(re.escape, site.sources), reverse=True)) or "(?!)"
    return re.compile(
        rf"\[(?:{keys})[,，、][ \n]*[^\[\]\n]+\]|[(（]@(?:{keys})(?:[,，、][^()（）\n]*)?[)）]|(?<![{LATIN}_@.-])@(?:{keys})(?![{LATIN}_-])"
    )
