"""Rules of typing: each language has the punctuation of its script, and no space where the style sheet sets the distance."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from chronicle.checks.content import Content
from chronicle.problems import Problem
from chronicle.prose import strip_references
from chronicle.prose.findings import Findings
from chronicle.typography import Slip, find_punctuation, find_spaces, script_of

FindSlips = Callable[[str, str], Iterator[Slip]]


def check_punctuation(content: Content) -> Iterator[Problem]:
    """Chinese has full-width punctuation, English has half-width, and quotation marks that are not straight."""
    yield from _check_typing(content, find_punctuation)


def check_spaces(content: Content) -> Iterator[Problem]:
    """No space is typed between Han characters and Latin letters or digits, and no two spaces stand together."""
    yield from _check_typing(content, find_spaces)


def _check_typing(content: Content, find: FindSlips) -> Iterator[Problem]:
    """Look through every text that is written in a language of the site, in Markdown and in YAML."""
    site = content.site
    scripts = {key: script_of(language.locale) for key, language in site.settings.languages.items()}
    for phrase in site.phrases:
        for slip in find(strip_references(phrase.text), scripts[phrase.language]):
            yield Problem(phrase.where_at(slip.position), slip.rule, slip.message, slip.hint)
    for text in site.texts:
        for language, half in text.halves.items():
            findings = Findings(half)
            for block in content.bodies[half.path].blocks:
                for slip in find(block.visible.text, scripts[language]):
                    where = findings.where(block.visible.offset(slip.position))
                    yield Problem(where, slip.rule, slip.message, slip.hint)
