"""Rules of typing: each language has the punctuation of its script, and no space where the style sheet sets the distance."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from chronicle.checks.subject import Subject
from chronicle.problems import Problem
from chronicle.prose import read_visible
from chronicle.typography import Slip, find_punctuation, find_spaces, script_of

FindSlips = Callable[[str, str], Iterator[Slip]]


def check_punctuation(subject: Subject) -> Iterator[Problem]:
    """Chinese has full-width punctuation, English has half-width, and quotation marks that are not straight."""
    yield from _check_typing(subject, find_punctuation)


def check_spaces(subject: Subject) -> Iterator[Problem]:
    """No space is typed between Han characters and Latin letters or digits, and no two spaces stand together."""
    yield from _check_typing(subject, find_spaces)


def _check_typing(subject: Subject, find: FindSlips) -> Iterator[Problem]:
    """Look through every text that is written in a language of the site, in Markdown and in YAML."""
    site = subject.site
    scripts = {key: script_of(language.locale) for key, language in site.settings.languages.items()}
    for phrase in site.phrases:
        for slip in find(phrase.text, scripts[phrase.language]):
            yield Problem(phrase.where, slip.message, slip.hint)
    for text in site.texts:
        for language, half in text.texts.items():
            visible = read_visible(half)
            for slip in find(visible.text, scripts[language]):
                yield Problem(visible.where(slip.position), slip.message, slip.hint)
