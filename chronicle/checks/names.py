"""Rules of names: programmes, slogans, awards and places are called the same everywhere, in every language."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping

from chronicle.checks.content import Content
from chronicle.model import Block, Site, written_in
from chronicle.problems import Problem, Where

TERM_HINT = "Make one entry of both, or name the place to which each belongs; other forms of a term stand in 'forms:'."
FORM_HINT = "Remove it from the 'forms:' of one, or make one entry of both."
NAMED_KINDS = ("programme", "award", "code", "organisation", "slogan")

Forms = Mapping[str, Mapping[str, tuple[str, ...]]]


def check_names(content: Content) -> Iterator[Problem]:
    """A programme, award, code, organisation, slogan or place that a block of the main half names is also named in the corresponding block of each other half, in a known form."""
    site = content.site
    main = site.languages[0]
    for what, file, forms in (("term", "glossary", _term_forms(site)), ("place", "places", _place_forms(site))):
        pattern, owners = _finder(forms, main)
        for _, half, language in content.counterparts:
            for block, counterpart in content.pairs[half.path]:
                if block is None or counterpart is None:
                    continue
                links, others = (
                    {one.target for one in each.mentions if one.kind == what} for each in (block, counterpart)
                )
                for key, form in _names_in(block, pattern, owners).items():
                    known = forms[key].get(language, ())
                    is_told = what == "place" and key in links - others  # the missing link is reported elsewhere
                    if known and not is_told and not _stands_in(counterpart, known):
                        yield _missing(what, file, form, known, block.where, counterpart.where)


def check_terms(content: Content) -> Iterator[Problem]:
    """In the glossary a term of a place, or of none, is once, also among the forms of other terms: in a text it leads to one entry."""
    site, main = content.site, content.site.languages[0]
    first: dict[tuple[str, str], tuple[str, bool]] = {}
    for key, term in site.terms.items():
        told = {key}
        for number, name in enumerate((term.term[main], *term.forms.get(main, ()))):
            other, is_form = first.setdefault((_composed(name).casefold(), term.place), (key, number > 0))
            if other in told:
                continue
            told.add(other)
            message = f"The term '{name}' is in the glossary twice: as '{other}' too."
            hint = FORM_HINT if number or is_form else TERM_HINT
            field = ("forms", main, number - 1) if number else ("term",)
            yield Problem(site.registry.where("term", key, *field), "repeated-term", message, hint)


def check_pinyin(content: Content) -> Iterator[Problem]:
    """In pinyin, an apostrophe inside a word stands only before a syllable that begins with a, e or o."""
    site = content.site
    named = [("place", key, place.pinyin) for key, place in site.places.items()]
    named += [("person", key, person.pinyin) for key, person in site.people.items()]
    for kind, key, pinyin in named:
        if found := _WRONG_APOSTROPHE.search(pinyin):
            message = f"'{pinyin}' has an apostrophe before '{found['after']}'."
            hint = "In pinyin, one is used only before a, e or o inside a word: Xi’an, but Xishangen."
            yield Problem(site.registry.where(kind, key, "pinyin"), "wrong-apostrophe", message, hint)


_WRONG_APOSTROPHE = re.compile(r"[a-zü]['’](?P<after>[b-df-npq-zü])", re.IGNORECASE)


def _missing(what: str, file: str, form: str, known: tuple[str, ...], there: Where, here: Where) -> Problem:
    names = ", ".join(f"'{one}'" for one in known)
    message = f"The {what} '{form}' is named in the other half ({there.path}:{there.line}), but none of {names} is found here."
    hint = f"Use one of these forms, or add the one used here to {file}.yaml."
    cause = f"The {what} '{form}' is named in many texts by none of {names}. Add the form that they use to {file}.yaml."
    return Problem(here, "missing-name", message, hint, cause)


def _term_forms(site: Site) -> Forms:
    return {
        key: {language: (name, *term.forms.get(language, ())) for language, name in written_in(term.term).items()}
        for key, term in site.terms.items()
        if term.kind in NAMED_KINDS
    }


def _place_forms(site: Site) -> Forms:
    """Return key → language → forms of the names of places. The main language has only the name itself; others also have its short form and its other spellings."""
    main = site.languages[0]
    return {
        key: {
            language: (name,) if language == main else (name, *_short_forms(name), *place.other)
            for language, name in written_in(place.name).items()
        }
        for key, place in site.places.items()
    }


def _short_forms(name: str) -> tuple[str, ...]:
    """Return a name without its last word, which is the kind of place: Essex for Essex County."""
    short = name.rpartition(" ")[0]
    return (short,) if len(short) > 2 else ()


def _finder(forms: Forms, language: str) -> tuple[re.Pattern[str], Mapping[str, set[str]]]:
    """Return a pattern that finds the longest form at each place, and form → the keys that it may stand for."""
    owners: dict[str, set[str]] = {}
    for key, texts in forms.items():
        for form in map(_composed, texts[language]):
            owners.setdefault(form, set()).add(key)
    longest_first = sorted(owners, key=lambda form: (-len(form), form))
    return re.compile("|".join(map(re.escape, longest_first)) or "(?!)"), owners


def _names_in(block: Block, pattern: re.Pattern[str], owners: Mapping[str, set[str]]) -> Mapping[str, str]:
    """Return key → form for the entries that are named in a block. A form of several entries is passed over."""
    found = (match[0] for match in pattern.finditer(_composed(block.text)))
    return {next(iter(owners[form])): form for form in found if len(owners[form]) == 1}


def _stands_in(block: Block, forms: tuple[str, ...]) -> bool:
    text = _composed(block.text).casefold()
    return any(_composed(form).casefold() in text for form in forms)


def _composed(text: str) -> str:
    """Return a text in Unicode's composed form (NFC), in which é is always one character."""
    return unicodedata.normalize("NFC", text)
