"""Every rule of the site: one generator of problems per rule, listed with those of texts or those of the site. A check looks and never repairs."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from chronicle.checks import (
    charts,
    dates,
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
from chronicle.checks.content import Content, gather_content
from chronicle.model import Body, Text
from chronicle.problems import Problem

# What is asked of each text by itself, of its halves and of how they answer to each other.
TEXT_CHECKS = (
    texts.check_references,
    texts.check_anchors,
    texts.check_block_anchors,
    texts.check_markup,
    texts.check_unmarked_notes,
    sentences.check_titles,
    halves.check_title_pairs,
    halves.check_spoken_numbers,
    halves.check_languages,
    halves.check_empty_texts,
    halves.check_pairs,
    facts.check_calculations,
    facts.check_typed_digits,
    names.check_names,
    prose.check_refrain,
    prose.check_theme_tables,
    charts.check_chart_places,
    typing.check_typing,
    typing.check_repeated_units,
    images.check_images,
)
# What is asked of each text and key that stands in YAML and front matter.
FIELD_CHECKS = (
    texts.check_entries,
    texts.check_text_in_yaml,
    halves.check_phrase_languages,
    typing.check_phrases,
    typing.check_placeholders,
)
# What is asked of each text after all have been read.
LINK_CHECKS = (texts.check_links,)
# What is asked of all together. These know of a text no more than its outline.
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
    "gather_content",
]


def check_texts(content: Content) -> Iterator[Problem]:
    """Yield every problem that the rules of texts find in its texts, whose bodies alone are looked at. Where links lead is not asked."""
    for check in TEXT_CHECKS:
        yield from check(content)


def check_site(content: Content) -> Iterator[Problem]:
    """Yield every problem that the other rules find: those of links, and those of all together."""
    for check in LINK_CHECKS:
        yield from check(content)
    outlined = replace(content, bodies={})
    for check in SITE_CHECKS:
        yield from check(outlined)


def check_text(content: Content, text: Text, bodies: Mapping[str, Body]) -> Iterator[Problem]:
    """Yield every problem that the rules of texts find in one text with these bodies."""
    yield from check_texts(replace(content, texts=(text,), bodies=bodies))


def check_fields(content: Content, paths: Collection[str]) -> Iterator[Problem]:
    """Yield every problem of the texts and keys that stand in the YAML or front matter of some files."""
    site = content.site
    phrases = tuple(phrase for phrase in site.phrases if phrase.where.path in paths)
    references = tuple(reference for reference in site.references if reference.where.path in paths)
    alone = replace(content, site=replace(site, phrases=phrases, references=references), bodies={})
    for check in FIELD_CHECKS:
        yield from check(alone)
