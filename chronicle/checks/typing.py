"""Rules of typing: each language has the punctuation of its script, and no space where the style sheet sets the distance."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from chronicle.checks.content import Content
from chronicle.model import Site
from chronicle.problems import Problem
from chronicle.prose import strip_references
from chronicle.prose.findings import Findings
from chronicle.prose.leftovers import PLACEHOLDER, blank_markup
from chronicle.scripts import find_foreign
from chronicle.typography import Slip, find_punctuation, find_spaces, script_of


def check_placeholders(content: Content) -> Iterator[Problem]:
    """No TODO or placeholder is published, in YAML and front matter either."""
    for phrase in content.site.phrases:
        if found := PLACEHOLDER.search(phrase.text):
            message = f"'{found[0]}' would be published literally: a placeholder for unwritten text."
            yield Problem(phrase.where_at(found.start()), "placeholder", message, "Write it, or leave the field out.")


def check_phrases(content: Content) -> Iterator[Problem]:
    """The same is true of every text that stands in YAML."""
    scripts = _scripts(content.site)
    for phrase in content.site.phrases:
        for slip in _find_slips(blank_markup(strip_references(phrase.text)), scripts[phrase.language]):
            yield Problem(phrase.where_at(slip.position), slip.rule, slip.message, slip.hint)


def check_typing(content: Content) -> Iterator[Problem]:
    """Chinese has full-width punctuation, English has half-width, and quotation marks that are not straight; spaces stand where
    they are seen, none between Han characters and Latin letters or digits, and no two together.
    """
    scripts = _scripts(content.site)
    for text in content.texts:
        for language, half in text.halves.items():
            findings = Findings(half)
            for block in content.bodies[half.path].blocks:
                for slip in _find_slips(block.visible.text, scripts[language]):
                    where = findings.where(block.visible.offset(slip.position))
                    yield Problem(where, slip.rule, slip.message, slip.hint)


def _scripts(site: Site) -> Mapping[str, str]:
    """Return the script of each language."""
    return {key: script_of(language.locale) for key, language in site.settings.languages.items()}


def _find_slips(text: str, script: str) -> Iterator[Slip]:
    slips = [*find_punctuation(text, script), *find_spaces(text, script)]
    begin, end = (slips and find_foreign(text, script)) or (0, -1)  # of a run in another script that is told
    return (slip for slip in slips if not begin <= slip.position <= end)
