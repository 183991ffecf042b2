"""Every rule of the site: one generator of problems per rule, listed in `CHECKS`. A check looks and never repairs."""

from __future__ import annotations

from collections.abc import Iterator

from chronicle.checks.charts import check_chart_places, check_chart_texts, check_charts, check_story
from chronicle.checks.content import Content
from chronicle.checks.facts import (
    check_calculations,
    check_contradictions,
    check_one_value,
    check_ranges,
    check_relations,
    check_typed_digits,
    check_untold_facts,
    check_unused_counts,
)
from chronicle.checks.geography import check_boundaries, check_comparisons, check_map
from chronicle.checks.images import check_images
from chronicle.checks.names import check_names, check_pinyin
from chronicle.checks.prose import check_refrain, check_theme_tables
from chronicle.checks.sentences import check_titles
from chronicle.checks.sources import check_headings, check_unused_sources
from chronicle.checks.texts import (
    check_anchors,
    check_block_anchors,
    check_entries,
    check_markup,
    check_pairs,
    check_parents,
    check_references,
    check_text_in_yaml,
)
from chronicle.checks.typing import check_punctuation, check_spaces
from chronicle.problems import Problem

CHECKS = (
    check_references,
    check_anchors,
    check_block_anchors,
    check_markup,
    check_entries,
    check_parents,
    check_text_in_yaml,
    check_titles,
    check_pairs,
    check_relations,
    check_calculations,
    check_contradictions,
    check_typed_digits,
    check_untold_facts,
    check_unused_sources,
    check_headings,
    check_unused_counts,
    check_one_value,
    check_ranges,
    check_names,
    check_pinyin,
    check_refrain,
    check_theme_tables,
    check_comparisons,
    check_map,
    check_boundaries,
    check_charts,
    check_chart_texts,
    check_chart_places,
    check_story,
    check_punctuation,
    check_spaces,
    check_images,
)

__all__ = ["CHECKS", "Content", "check_site"]


def check_site(content: Content) -> Iterator[Problem]:
    """Yield every problem that any rule finds."""
    for check in CHECKS:
        yield from check(content)
