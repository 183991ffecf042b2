"""All checks: generators of problems, listed here by what they need. The docstring of a check states its rule. Checks never repair."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from chronicle.checks import (
    charts,
    dates,
    digits,
    facts,
    geography,
    halves,
    images,
    names,
    prose,
    sentences,
    sources,
    texts,
    typing,
)
from chronicle.checks.content import Content
from chronicle.model import Body, Text
from chronicle.problems import Problem

# Rules of each text by itself: of its halves, and of the correspondence between them.
TEXT_CHECKS = (
    texts.check_references,
    texts.check_anchors,
    texts.check_block_anchors,
    texts.check_markup,
    texts.check_unmarked_notes,
    texts.check_unmarked_references,
    sentences.check_titles,
    halves.check_title_pairs,
    halves.check_spoken_numbers,
    halves.check_languages,
    halves.check_empty_texts,
    halves.check_pairs,
    facts.check_calculations,
    digits.check_typed_digits,
    names.check_names,
    prose.check_refrain,
    prose.check_theme_tables,
    charts.check_chart_places,
    typing.check_typing,
    typing.check_repeated_units,
    images.check_images,
)
# Rules of each text and key in YAML and front matter.
FIELD_CHECKS = (
    texts.check_entries,
    texts.check_text_in_yaml,
    halves.check_phrase_languages,
    typing.check_phrases,
    typing.check_quotes,
    typing.check_placeholders,
)
# Rules of each text that also need the bodies of other texts.
LINK_CHECKS = (texts.check_links,)
# Rules of the whole site. They get the outlines of texts and no bodies.
SITE_CHECKS = (
    *FIELD_CHECKS,
    texts.check_parents,
    texts.check_place_kinds,
    halves.check_chart_pairs,
    facts.check_relations,
    facts.check_contradictions,
    facts.check_untold_facts,
    sources.check_unused_sources,
    sources.check_authors,
    sources.check_headings,
    facts.check_unused_counts,
    facts.check_one_value,
    facts.check_stored_once,
    dates.check_dates,
    facts.check_ranges,
    names.check_terms,
    names.check_pinyin,
    geography.check_comparisons,
    geography.check_map,
    geography.check_boundaries,
    geography.check_ground,
    charts.check_charts,
    charts.check_chart_texts,
    charts.check_story,
)

__all__ = [
    "LINK_CHECKS",
    "SITE_CHECKS",
    "TEXT_CHECKS",
    "Content",
    "check_fields",
    "check_site",
    "check_text",
    "check_texts",
]


def check_texts(content: Content) -> Iterator[Problem]:
    """Yield the problems that the rules of texts find in `content.texts`. Bodies of other texts are not needed: `check_site` checks links to them."""
    for check in TEXT_CHECKS:
        yield from check(content)


def check_site(content: Content) -> Iterator[Problem]:
    """Yield the problems that all other rules find: those of links, and those of the whole site."""
    for check in LINK_CHECKS:
        yield from check(content)
    outlined = replace(content, bodies={})
    for check in SITE_CHECKS:
        yield from check(outlined)


def check_text(content: Content, text: Text, bodies: Mapping[str, Body]) -> Iterator[Problem]:
    """Yield the problems that the rules of texts find in one text. `bodies` are those of its halves, by path."""
    yield from check_texts(replace(content, texts=(text,), bodies=bodies))


def check_fields(content: Content, paths: Collection[str]) -> Iterator[Problem]:
    """Yield the problems of the texts and keys in the YAML or front matter of the files at `paths`."""
    site = content.site
    phrases = tuple(phrase for phrase in site.phrases if phrase.where.path in paths)
    references = tuple(reference for reference in site.references if reference.where.path in paths)
    alone = replace(content, site=replace(site, phrases=phrases, references=references), bodies={})
    for check in FIELD_CHECKS:
        yield from check(alone)
