"""Rules of sources: each is used, its lists of authors match, and headings that are referred to are listed with it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial

from chronicle.checks.content import Content
from chronicle.figures import write_digits
from chronicle.model import Half, written_in
from chronicle.problems import Problem, Where, find_near, suggest
from chronicle.prose.findings import Findings


def check_unused_sources(content: Content) -> Iterator[Problem]:
    """Each source is used by a fact, a text or a quote."""
    site = content.site
    used = {fact.source for fact in site.facts.values()}
    used |= {mention.source for text in site.texts for mention in text.sources}
    used |= {person.quote.source for person in site.people.values() if person.quote}
    used |= {key for outline in content.outlines.values() for kind, key in outline.mentions if kind == "source"}
    if not content.is_told or not content.is_whole("sheet", "fact"):
        return
    unknown = {find_near(key, site.sources) for key in used if content.lacks("source", key)}
    for key in site.sources:
        if key not in used | unknown:  # mistyped keys are reported elsewhere
            hint = "Remove it from sources.yaml, or cite it where it is used."
            yield Problem(site.registry.where("source", key), "unused-source", f"The source '{key}' is not used.", hint)


def check_authors(content: Content) -> Iterator[Problem]:
    """A source has as many authors in Latin letters as it has authors, if it has any."""
    for key, source in content.site.sources.items():
        if source.authors_en and len(source.authors_en) != len(source.authors):
            message = f"'authors_en' has {len(source.authors_en)} names, but 'authors' has {len(source.authors)}."
            hint = "Write every author in both, in the same order."
            where = content.site.registry.spots["source"][key].document.where(key, "authors_en")
            yield Problem(where, "authors-differ", message, hint)


def check_headings(content: Content) -> Iterator[Problem]:
    """A heading that is referred to is listed with its source, if the source lists headings."""
    site = content.site
    for (source, heading), find_where in _find_headings(content).items():
        known = site.headings_of.get(source, {})
        if known and heading not in known:
            message = f"The heading '{heading}' is not listed with the source '{source}'."
            hint = f"Add {{{', '.join(f'{language}: ...' for language in site.languages)}}} to its 'headings:' in sources.yaml."
            digits = write_digits(heading)
            rendered = next((one for one, listed in known.items() if heading in written_in(listed).values()), "")
            rendered = rendered or next((one for one in known if write_digits(one) == digits), "")
            if rendered or find_near(heading, known):
                hint = f"{suggest(rendered or heading, known)} {hint}"
            begun = [one for one in known if re.match(rf"{re.escape(one)} ?[,，、;；(（]", heading)]
            if begun:
                page = heading.removeprefix(begun[0])
                hint = f"Leave out '{page}': a note names a source and a heading in it, and no page."
            yield Problem(find_where(), "missing-heading", message, hint)


def _find_headings(content: Content) -> Mapping[tuple[str, str], Callable[[], Where]]:
    """Return (source, heading) → a function that finds the place of the first reference to it."""
    site, registry = content.site, content.site.registry
    found: dict[tuple[str, str], Callable[[], Where]] = {}
    for fact in site.facts.values():
        found.setdefault((fact.source, fact.section), partial(registry.where, "fact", fact.id, "section"))
        for number, heading in enumerate(fact.also):
            found.setdefault((fact.source, heading), partial(registry.where, "fact", fact.id, "also", number))
    for key, caption in site.captions.items():
        found.setdefault((caption.source, caption.section), partial(registry.where, "caption", key, "section"))
    for key, person in site.people.items():
        if person.quote:
            where = partial(registry.where, "person", key, "quote", "section")
            found.setdefault((person.quote.source, person.quote.section), where)
    for text in site.texts:
        for number, mention in enumerate(text.sources):
            if mention.section:
                where = partial(registry.where, text.kind, text.key, "sources", number, "section")
                found.setdefault((mention.source, mention.section), where)
        for half in text.halves.values():
            for source, section in content.outlines[half.path].notes:
                if section:
                    found.setdefault((source, section), partial(_where_noted, half, source, section))
    return found


def _where_noted(half: Half, source: str, heading: str) -> Where:
    """Return the place of a heading of a source in the first note of a half that refers to it; that of the text if it is typed otherwise."""
    note = re.search(rf"\[@\s*{re.escape(source)}\s*[,，]\s*(?={re.escape(heading)}\s*\])", half.markdown)
    return Findings(half).where(note.end() if note else 0)
