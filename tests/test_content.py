"""The real content: it builds, and it is what the site promises."""

from __future__ import annotations

import re
from pathlib import Path

from chronicle.pipeline import load_site
from chronicle.reading import Project

HOME = Path(__file__).parent.parent


def test_the_real_content_has_no_problem() -> None:
    """Every rule passes on the whole content."""
    site, *_ = load_site(Project(HOME))
    assert site.chapters and site.facts


def test_no_digits_are_typed_in_chapters() -> None:
    """A chapter's text has figures and dates as references only; names with digits are declared in the glossary or as places."""
    site, *_ = load_site(Project(HOME))
    names = {
        form
        for term in site.terms.values()
        for forms in ([*term.term.values()], *term.forms.values())
        for form in forms
    }
    names |= {form for place in site.places.values() for form in (*place.name.values(), *place.other)}
    declared = sorted((name for name in names if re.search(r"\d", name)), key=len, reverse=True)
    wrong = []
    for text in site.texts:
        for half in text.texts.values():
            plain = re.sub(r"\{[^}]*\}|\]\([^)]*\)|\[@[^\]]*\]", " ", half.markdown)
            for name in declared:
                plain = plain.replace(name, " ")
            wrong += [f"{half.path}: {found[0]}" for found in re.finditer(r".{0,10}\d.{0,10}", plain)]
    assert wrong == []


def test_every_fact_is_told() -> None:
    """Each fact is used in a chapter, in every language."""
    site, _, _, bodies = load_site(Project(HOME))
    for language in site.languages:
        told = {
            fact for text in site.texts for block in bodies[text.texts[language].path].blocks for fact in block.facts
        }
        assert sorted(set(site.facts) - told) == []
