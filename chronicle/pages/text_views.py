"""Views of a text on pages: its blocks, its figures, notes and sources."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from chronicle.model import Borrowed, Fact, Heading, SafeHtml, Text
from chronicle.pages.facts import FactView, SourceView, make_source_views, places_that_differ
from chronicle.pages.links import Link, SourceHeading
from chronicle.pages.localized import LocalizedSite
from chronicle.pairs import find_steps
from chronicle.urls import SitePath, entry_path, text_path, use_anchor, with_anchor


@dataclass(frozen=True)
class TextBlock:
    """A block of a text: its HTML, or `chart`, the key of the chart that it is. A heading has links to the same heading in other languages.

    `newer` is a link to the same block in the main language, if that has been changed since both were in step.
    """

    anchor: str
    html: SafeHtml
    chart: str
    heading_links: tuple[Link, ...]
    newer: Link | None


@dataclass(frozen=True)
class FigureDetail:
    """The information on a figure below a text; `back` is the anchor in the text to which its link back leads.

    `place` is the name of its place if other figures there have the same label and another place, else empty.
    """

    fact: FactView
    back: str
    place: str = ""


@dataclass(frozen=True)
class FigureGroup:
    """The details of figures that stand under the same headings of a source."""

    source: str
    sections: tuple[SourceHeading, ...]
    details: tuple[FigureDetail, ...]


@dataclass(frozen=True)
class NoteView:
    """A numbered note to a source; `section` is a heading of the source, None for the whole source."""

    number: int
    title: str
    section: SourceHeading | None
    path: SitePath


@dataclass(frozen=True)
class TextView:
    """A text with its figures, notes and sources. `headings` are those of level 2.

    `borrowed` is a link to its page in the main language, if the text is missing in the page's language and shown in the main one.
    """

    summary: str = ""
    blocks: tuple[TextBlock, ...] = ()
    headings: tuple[Heading, ...] = ()
    highlights: tuple[FactView, ...] = ()
    figures: tuple[FigureGroup, ...] = ()
    sheets: tuple[Link, ...] = ()
    sources: tuple[SourceView, ...] = ()
    notes: tuple[NoteView, ...] = ()
    borrowed: Link | None = None


def make_text_view(localized: LocalizedSite, text: Text) -> TextView:
    """Return the view of a text in one language."""
    site, language = localized.site, localized.language
    half = text.halves[language]
    body = localized.bodies[half.path]
    mentioned = localized.outlines[half.path].facts
    facts = facts_of(localized, text)
    newer = _find_newer(localized, text)
    return TextView(
        summary=half.summary,
        blocks=tuple(
            TextBlock(
                block.anchor,
                block.html,
                block.chart,
                _heading_links(localized, text, block.anchor) if block.level else (),
                newer.get(block.anchor),
            )
            for block in body.blocks
        ),
        headings=tuple(
            replace(heading, text=Borrowed(heading.text, half.borrowed)) if half.borrowed else heading
            for heading in body.headings
            if heading.level == 2
        ),
        highlights=tuple(localized.facts[fact] for fact in text.highlights),
        figures=group_figures(
            FigureDetail(localized.facts[fact.id], use_anchor(fact.id) if fact.id in mentioned else "main")
            for fact in facts
        ),
        sheets=tuple(map(localized.sheet_link, dict.fromkeys(fact.sheet for fact in facts))),
        sources=make_source_views(localized, text, facts),
        notes=tuple(
            NoteView(
                note.number,
                site.sources[note.source].title[language],
                localized.source_heading(note.source, note.section) if note.section else None,
                entry_path(language, "sources", note.source),
            )
            for note in body.notes
        ),
        borrowed=_link_original(localized, text) if half.borrowed else None,
    )


def facts_of(localized: LocalizedSite, text: Text) -> list[Fact]:
    """Return the facts that a text shows, each once: first its highlights, then those in its blocks."""
    mentioned = localized.outlines[text.halves[localized.language].path].facts
    return [localized.site.facts[fact] for fact in dict.fromkeys((*text.highlights, *mentioned))]


def _link_original(localized: LocalizedSite, text: Text) -> Link:
    """Return the link to a text in the main language; the link's title is the name of that language."""
    main = localized.site.languages[0]
    return Link(localized.site.settings.languages[main].name, text_path(main, text), language=main)


def group_figures(details: Iterable[FigureDetail]) -> tuple[FigureGroup, ...]:
    """Return details grouped by source and headings, in the order in which each group first occurs."""
    groups: dict[tuple[str, tuple[SourceHeading, ...]], list[FigureDetail]] = defaultdict(list)
    details = list(details)
    places = places_that_differ(detail.fact for detail in details)
    for detail in details:
        told = replace(detail, place=places.get(detail.fact.id, ""))
        groups[detail.fact.short_source, detail.fact.sections].append(told)
    return tuple(FigureGroup(source, sections, tuple(of)) for (source, sections), of in groups.items())


def _find_newer(localized: LocalizedSite, text: Text) -> Mapping[str, Link]:
    """Return anchor → link to the block in the main language, for each block that has been changed only there since both were in step."""
    site, main = localized.site, localized.site.languages[0]
    first, half = text.halves[main], text.halves[localized.language]
    seen = site.steps.get(half.path)
    if not seen or half.borrowed:
        return {}
    steps = find_steps(first, localized.bodies[first.path], half, localized.bodies[half.path], seen)
    path, name = text_path(main, text), site.settings.languages[main].name
    return {
        step.other_anchor: Link(name, with_anchor(path, step.anchor), language=main)
        for step in steps
        if step.state == "main-changed" and step.anchor
    }


def _heading_links(localized: LocalizedSite, text: Text, anchor: str) -> tuple[Link, ...]:
    """Return the links from a heading to the same heading in the other written languages, and on the parallel pages."""
    path = text_path(localized.language, text)
    others = [
        Link(settings.mark, with_anchor(text_path(language, text), anchor), language=language)
        for language, settings in localized.site.settings.languages.items()
        if language != localized.written and not settings.derived and language not in text.untranslated
    ]
    return (*others, *localized.parallel_links(path, anchor, without=text.untranslated))
