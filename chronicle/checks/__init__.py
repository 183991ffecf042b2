"""Every rule of the site: one generator of problems per rule, listed with those of texts or those of the site. A check looks and never repairs."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from chronicle.checks.charts import check_chart_places, check_chart_texts, check_charts, check_story
from chronicle.checks.content import Content, gather_content
from chronicle.checks.dates import check_dates
from chronicle.checks.facts import (
    check_calculations,
    check_contradictions,
    check_one_value,
    check_ranges,
    check_relations,
    check_stored_once,
    check_typed_digits,
    check_untold_facts,
    check_unused_counts,
)
from chronicle.checks.geography import check_boundaries, check_comparisons, check_map
from chronicle.checks.halves import (
    check_chart_pairs,
    check_empty_texts,
    check_languages,
    check_pairs,
    check_phrase_languages,
    check_spoken_numbers,
    check_title_pairs,
)
from chronicle.checks.images import check_images
from chronicle.checks.names import check_names, check_pinyin
from chronicle.checks.prose import check_refrain, check_theme_tables
from chronicle.checks.sentences import check_titles
from chronicle.checks.sources import check_authors, check_headings, check_unused_sources
from chronicle.checks.texts import (
    check_anchors,
    check_block_anchors,
    check_entries,
    check_markup,
    check_parents,
    check_place_kinds,
    check_references,
    check_text_in_yaml,
)
from chronicle.checks.typing import check_phrases, check_placeholders, check_repeated_units, check_typing
from chronicle.model import Body, Text
from chronicle.problems import Problem

# What is asked of each text by itself, of its halves and of how they answer to each other.
TEXT_CHECKS = (
    check_references,
    check_anchors,
    check_block_anchors,
    check_markup,
    check_titles,
    check_title_pairs,
    check_spoken_numbers,
    check_languages,
    check_empty_texts,
    check_pairs,
    check_calculations,
    check_typed_digits,
    check_names,
    check_refrain,
    check_theme_tables,
    check_chart_places,
    check_typing,
    check_repeated_units,
    check_images,
)
# What is asked of each text and key that stands in YAML and front matter.
FIELD_CHECKS = (
    check_entries,
    check_text_in_yaml,
    check_phrase_languages,
    check_phrases,
    check_placeholders,
)
# What is asked of all together. These know of a text no more than its outline.
SITE_CHECKS = (
    *FIELD_CHECKS,
    check_parents,
    check_place_kinds,
    check_chart_pairs,
    check_relations,
    check_contradictions,
    check_untold_facts,
    check_unused_sources,
    check_authors,
    check_headings,
    check_unused_counts,
    check_one_value,
    check_stored_once,
    check_dates,
    check_ranges,
    check_pinyin,
    check_comparisons,
    check_map,
    check_boundaries,
    check_charts,
    check_chart_texts,
    check_story,
)

__all__ = ["SITE_CHECKS", "TEXT_CHECKS", "Content", "check_fields", "check_site", "check_text", "gather_content"]


def check_site(content: Content) -> Iterator[Problem]:
    """Yield every problem that any rule finds."""
    for check in TEXT_CHECKS:
        yield from check(content)
    outlined = replace(content, bodies={})
    for check in SITE_CHECKS:
        yield from check(outlined)


def check_text(content: Content, text: Text, bodies: Mapping[str, Body]) -> Iterator[Problem]:
    """Yield every problem that the rules of texts find in one text with these bodies; where links of it lead is not looked at."""
    alone = replace(content, texts=(text,), bodies=bodies)
    for check in TEXT_CHECKS:
        yield from check(alone)


def check_fields(content: Content, paths: Collection[str]) -> Iterator[Problem]:
    """Yield every problem of the texts and keys that stand in the YAML or front matter of some files."""
    site = content.site
    phrases = tuple(phrase for phrase in site.phrases if phrase.where.path in paths)
    references = tuple(reference for reference in site.references if reference.where.path in paths)
    alone = replace(content, site=replace(site, phrases=phrases, references=references), bodies={})
    for check in FIELD_CHECKS:
        yield from check(alone)
