"""Rules of halves: all halves of a text say the same, each in the script of its language, and none is empty."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterator, Sequence, Set
from functools import partial

from chronicle.checks.content import Content
from chronicle.checks.digits import TYPED_NUMBER, blank_names, declared_names
from chronicle.checks.slips import INDENTED_MARK
from chronicle.checks.texts import find_unmarked, known_references, unmarked_note
from chronicle.figures import can_hear, find_spoken
from chronicle.model import HEADINGS, SWALLOWING, Block, Body, Half, Mention, Phrase, Site
from chronicle.pairs import APART, Pair, compare_halves, tell_difference
from chronicle.problems import Problem, Where, shorten
from chronicle.prose import render_sentence, strip_references
from chronicle.prose.findings import Findings
from chronicle.prose.leftovers import blank_markup
from chronicle.scripts import find_foreign, parse_locale
from chronicle.typography import OBJECT, is_same_language

FEWEST_ALIKE_WORDS = 5  # shorter texts, such as names, may be the same in two languages
UNREAD_BLOCKS = ("unread-heading", "full-width-markup")
AS_PUBLISHED = "content/sources.yaml"  # titles of sources are in the language in which they were published
LANGUAGE_HINT = 'Translate it. In a text, a long name that is the same in every language is written {"..."}.'


def check_pairs(content: Content) -> Iterator[Problem]:
    """The halves of a text have the same blocks and anchors, and the same references in each block."""
    main, names = content.site.languages[0], declared_names(content.site)
    note, known = unmarked_note(content.site), known_references(content)
    for first, half, language in content.counterparts:
        one, two = content.bodies[first.path], content.bodies[half.path]
        if not (one.blocks and two.blocks) and (one.problems or two.problems or not one.blocks):
            continue  # a text that could not be read is not compared, and an empty text is reported elsewhere
        if any(problem.rule in SWALLOWING for body in (one, two) for problem in body.problems):
            continue
        end = Where(half.path, half.first_line + half.markdown.rstrip().count("\n"))
        exists = partial(_exists, content, {heading.anchor for body in (one, two) for heading in body.headings})
        unread = {where for body in (one, two) for where in _find_unread(body)}
        is_unread = partial(_is_unread, unread, names, note, known)
        misplaced = frozenset(kind for body in (one, two) for kind in _find_misplaced(body))
        # A heading or list that could not be read is a paragraph for now, so that blocks seem to be missing.
        has_unread = any(problem.rule in UNREAD_BLOCKS for body in (one, two) for problem in body.problems)
        unsure = frozenset(("p", "dl", "ul", "ol", "blockquote", *HEADINGS) if has_unread else ())
        for where, message in compare_halves(content.pairs[half.path], end, exists, is_unread, misplaced, unsure):
            yield Problem(where, "halves-differ", f"{message}.", _in_step(first, half))
        pairs = content.pairs[half.path]
        if not any(problem.rule == "wrong-anchor" for body in (one, two) for problem in body.problems):
            yield from _compare_anchors(pairs, first.path)
        locales = [content.site.settings.languages[one].locale for one in (main, language)]
        if content.scripts[main] == content.scripts[language] and not is_same_language(*locales):
            yield from _find_copies(pairs)


def check_spoken_numbers(content: Content) -> Iterator[Problem]:
    """Numbers in words are the same in both halves. A number that only one of them has, without another in its place, may be a figure of speech."""
    site = content.site
    spoken = {language: parse_locale(one.locale).language for language, one in site.settings.languages.items()}
    main = site.languages[0]
    names = {language: _names_with_numbers(site, language, spoken[language]) for language in site.languages}
    for _, half, language in content.counterparts if can_hear(spoken[main]) else ():
        pairs = content.pairs[half.path] if can_hear(spoken[language]) else ()
        for there, here in ((there, here) for there, here in pairs if there and here):
            one = Counter(find_spoken(blank_names(there.text, names[main]), spoken[main]))
            two = Counter(find_spoken(blank_names(here.text, names[language]), spoken[language])) if one else one
            if (only := one - two) and (added := two - one):
                yield _otherwise(here.where, there.where, only, added)


def check_title_pairs(content: Content) -> Iterator[Problem]:
    """The titles and summaries of a text have the same references in every language, and no summary is empty if another is not."""
    for first, half, _ in content.counterparts:
        if bool(first.summary) != bool(half.summary):
            empty, other = (half, first) if first.summary else (first, half)
            where = empty.phrases["summary"].where if "summary" in empty.phrases else Where(empty.path)
            message = f"The summary is empty here, but not in {other.path}:{other.phrases['summary'].where.line}."
            yield Problem(where, "halves-differ", message, _in_step(first, half))
        for name in first.phrases.keys() & half.phrases.keys():
            yield from _compare_phrases(content, name, first.phrases[name], half.phrases[name])


def check_chart_pairs(content: Content) -> Iterator[Problem]:
    """The texts of a chart have the same references in every language."""
    for key, chart in content.site.charts.items():
        for location, texts in chart.texts.items():
            first, *others = content.phrases("chart", key, location, texts)
            for phrase in others:
                yield from _compare_phrases(content, str(location[-1]), first, phrase)


def check_languages(content: Content) -> Iterator[Problem]:
    """A text in a language is in its script: untranslated values and sentences in another script are problems."""
    for language, half, body in content.halves:
        findings, told = Findings(half), []
        for block in body.blocks:
            seen = block.visible.text
            if found := find_foreign(seen, content.scripts[language]):
                where = findings.where(block.visible.offset(found[0])) if found[0] else block.where
                told.append(_foreign(where, seen[slice(*found)], language))
        if len(told) > 1 and len(told) == sum(bool(block.text.strip()) for block in body.blocks):
            message = f"No block of this text is written in the script of the language '{language}'."
            told = [Problem(told[0].where, "wrong-script", message, "Translate it, or exchange the two files.")]
        yield from told


def check_phrase_languages(content: Content) -> Iterator[Problem]:
    """Each text in YAML and front matter is in the script of its language."""
    for phrase in content.site.phrases:
        typed, script = strip_references(phrase.text), content.scripts[phrase.language]
        if phrase.where.path == AS_PUBLISHED or not find_foreign(typed, script):
            continue
        typed = blank_markup(typed)
        if found := find_foreign(typed, script):
            yield _foreign(phrase.where_at(found[0]), typed[slice(*found)], phrase.language)


def check_empty_texts(content: Content) -> Iterator[Problem]:
    """A text has blocks besides headings and rules."""
    main = content.site.languages[0]
    for text in content.texts:
        half = text.halves[main]
        body = content.bodies[half.path]
        if {block.kind for block in body.blocks} <= {"hr", *HEADINGS} and not body.problems:
            message = f"The {text.kind} '{text.key}' has a title but no text: it would be published as an empty page."
            yield Problem(Where(half.path), "empty-text", message, "Write it, or remove its files until it is written.")


def _in_step(first: Half, half: Half) -> str:
    return f"Make {half.path} and {first.path} match."


def _compare_phrases(content: Content, name: str, there: Phrase, here: Phrase) -> Iterator[Problem]:
    """Yield a problem if two phrases refer to different figures or dates."""
    one, two = (
        [
            Mention(kind, target, phrase.where)  # type: ignore[arg-type]
            for kind, target, _ in render_sentence(phrase.text, content.references[phrase.language]).mentions
            if kind in ("fact", "period")
        ]
        for phrase in (there, here)
    )
    if difference := tell_difference(one, two, partial(_exists, content, ())):
        place = f"{there.where.path}:{there.where.line}"
        message = f"The {name} has other references than in the language '{there.language}' ({place}): it {difference}."
        yield Problem(here.where, "halves-differ", message, "Make both match.")


def _exists(content: Content, anchors: Collection[str], mention: Mention) -> bool:
    """Return whether the thing that is mentioned exists. If not, the rule of its kind reports it."""
    if mention.kind == "note":
        headings = content.site.headings_of.get(mention.target)
        return headings is not None and (not mention.anchor or mention.anchor in headings)
    if mention.kind == "anchor":
        return mention.target in anchors
    if mention.kind == "image":
        return f"{mention.where.path.rpartition('/')[0]}/{mention.target}" in content.images
    return mention.kind in ("period", "address", "calculation") or not content.lacks(mention.kind, mention.target)


def _names_with_numbers(site: Site, language: str, spoken: str) -> Sequence[str]:
    """Return the names of terms and places that contain a number in words, the longest first. Such a number counts nothing."""
    terms = (name for term in site.terms.values() for name in (term.term[language], *term.forms.get(language, ())))
    places = (place.name[language] for place in site.places.values())
    names = {name for name in (*terms, *places) if can_hear(spoken) and any(find_spoken(name, spoken))}
    return sorted(names, key=lambda name: (-len(name), name))


def _otherwise(here: Where, there: Where, only: Counter[int], added: Counter[int]) -> Problem:
    lacks, has = (", ".join(f"{number:,}" for number in sorted(one.elements())) for one in (only, added))
    message = f"In words this says {has}, but {there.path}:{there.line} says {lacks}."
    return Problem(here, "halves-differ", message, "Correct the wrong one, or refer to a fact in both.")


def _is_unread(unread: Set[Where], names: Sequence[str], note: re.Pattern[str], known: Set[str], block: Block) -> bool:
    """Return whether something is wrong with the markup of a block, a note or a reference lacks its brackets, digits are typed, or wide spaces stand before the mark of a list."""
    text = block.visible.text
    is_typed = TYPED_NUMBER.search(blank_names(text, names)) or INDENTED_MARK.search(text)
    return block.where in unread or bool(is_typed or note.search(text) or any(find_unmarked(text, known)))


def _find_unread(body: Body) -> Iterator[Where]:
    """Yield the places of blocks in which something is wrong with the markup."""
    begins = [block.where for block in body.blocks]
    for problem in body.problems:
        yield from begins[max(0, bisect_right(begins, problem.where) - 1) :][:1]


def _find_misplaced(body: Body) -> Iterator[str]:
    """Yield the kinds of blocks that the charts and images would be that are told not to have a paragraph of their own."""
    told = {problem.where for problem in body.problems}
    yield from (f"{one.kind} {one.target}" for one in body.mentions if one.kind in APART and one.where in told)


def _find_copies(pairs: Sequence[Pair]) -> Iterator[Problem]:
    """Yield a problem for each block that has the same words in two languages."""
    for there, here in pairs:
        if not (there and here) or here.kind in ("pre", "hr"):
            continue
        words = here.text.split()
        if len(words) >= FEWEST_ALIKE_WORDS and words == there.text.split():
            message = f"This is identical in the other half (line {there.where.line}): '{shorten(here.text, 40)}'."
            yield Problem(here.where, "not-translated", message, "Translate one of them.")


def _foreign(where: Where, written: str, language: str) -> Problem:
    shown = shorten(written.strip().replace(OBJECT, "{…}"), 40)
    message = f"'{shown}' is not written in the script of the language '{language}'."
    return Problem(where, "wrong-script", message, LANGUAGE_HINT)


def _compare_anchors(pairs: Sequence[Pair], path: str) -> Iterator[Problem]:
    """Yield a problem for each pair of corresponding headings with different anchors. `path` is that of the main half."""
    # If a heading is missing, which is reported elsewhere, anchors by number differ without a mistake.
    in_step = all((one and one.level) == (two and two.level) for one, two in pairs)
    for there, here in pairs:
        if not (there and here and there.level) or there.anchor == here.anchor or "｛#" in there.text + here.text:
            continue  # full-width braces are reported elsewhere
        if in_step or not (there.anchor.startswith("section-") and here.anchor.startswith("section-")):
            title = " ".join(here.text.split())
            message = f"The heading '{title}' has the anchor '{here.anchor}', but '{there.anchor}' in {path}."
            hint = f"Write {{#{there.anchor}}} after the heading, or change the other one."
            yield Problem(here.where, "anchors-differ", message, hint)
