"""Views of facts, relations and sources in one language."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from unicodedata import normalize

from chronicle.model import Fact, Relation, SourceMention, Text
from chronicle.pages.links import Link, Name, SourceHeading
from chronicle.pages.localizer import Localizer
from chronicle.relations import show_relation
from chronicle.scripts import has_han
from chronicle.typography import HAN_SCRIPTS, script_of
from chronicle.urls import SitePath, entry_path, fact_path


@dataclass(frozen=True, slots=True)
class FactView:
    """A fact in one language, with everything that is known about it.

    `text` is the figure with its conversion, `plain` without; `before`, `digits` and `after` are `plain` in three pieces,
    because the digits are set large. `value` is the plain number in the base unit. `as_of` and `note` may be empty, `place` may
    be None. `doubts` has one sentence for each kind of doubt about the fact.
    """

    id: str
    key: str
    label: str
    value: str
    text: str
    plain: str
    before: str
    digits: str
    after: str
    printed: str
    path: SitePath
    as_of: str
    place: Link | None
    source: Link
    short_source: str
    sections: tuple[SourceHeading, ...]
    note: str
    doubts: tuple[str, ...]
    used_in: tuple[Link, ...]

    @property
    def doubtful(self) -> bool:
        """Whether there is any doubt about it."""
        return bool(self.doubts)


@dataclass(frozen=True)
class RelationView:
    """A relation in one language: `text` has figures instead of fact ids: `156464人 ÷ 386289人 = 40.5%`; `contradiction` may be empty.

    `rule` is a sentence that says what should hold between its sides.
    """

    text: str
    rule: str
    why: str
    contradiction: str
    facts: tuple[FactView, ...]


@dataclass(frozen=True, slots=True)
class FactItem:
    """A fact on the page of its sheet, with its relations.

    `is_more` tells that the fact before it has the same label and that this one has a date, so the label is shown in a quiet style.
    `place` is the name of its place if other facts of the sheet have the same label and another place, else empty.
    """

    fact: FactView
    relations: tuple[RelationView, ...]
    is_more: bool = False
    place: str = ""


@dataclass(frozen=True)
class SourceView:
    """A source that a text uses, with the headings that it uses."""

    title: str
    path: SitePath
    sections: tuple[SourceHeading, ...]


def places_that_differ(facts: Iterable[FactView]) -> Mapping[str, str]:
    """Return id → name of the place of those facts that have the same label as others, but for another place."""
    by_label: dict[str, dict[str, str]] = defaultdict(dict)
    for fact in facts:
        by_label[fact.label][fact.id] = fact.place.title if fact.place else ""
    return {key: place for places in by_label.values() if len({*places.values()}) > 1 for key, place in places.items()}


def make_fact_view(localizer: Localizer, key: str) -> FactView:
    """Return the view of a fact in one language."""
    site, language = localizer.site, localizer.language
    fact = site.facts[key]
    reference = localizer.references.figures[fact.id]
    source = site.sources[fact.source]
    # In a language derived from the main one, figures differ from the print only in script, so there is no second figure to show;
    # nor is there one if they differ only in the width of a sign: 71.5％.
    is_from_main = language in site.derived and localizer.written == site.languages[0]
    is_alike = _in_one_width(fact.figure.printed) == _in_one_width(reference.text.full)
    return FactView(
        id=fact.id,
        key=fact.key,
        label=fact.label[language],
        value=reference.value,
        text=reference.text.full,
        plain=reference.text.plain,
        before=reference.text.before,
        digits=reference.text.digits,
        after=reference.text.after,
        printed=reference.text.full if is_from_main or is_alike else fact.figure.printed,
        path=fact_path(language, fact.id),
        as_of=localizer.period(fact.as_of),
        place=localizer.place_link(fact.place),
        source=Link(source.title[language], entry_path(language, "sources", fact.source)),
        short_source=source.short[language],
        sections=tuple(localizer.source_heading(fact.source, one) for one in (fact.section, *fact.also)),
        note=fact.note.get(language, ""),
        doubts=tuple(localizer.doubt(kind)[1] for kind in site.doubts_of(fact)),
        used_in=localizer.use_links(fact.id),
    )


def _in_one_width(text: str) -> str:
    return normalize("NFKC", text).replace("〜", "~")


def make_relation_view(
    localizer: Localizer, facts: Mapping[str, FactView], relations: Mapping[str, Relation], key: str
) -> RelationView:
    """Return the view of the relation with a key in one language; `facts` are the views of facts in this language."""
    relation = relations[key]
    return RelationView(
        text=show_relation(relation, lambda fact: facts[fact].plain),
        rule=localizer.words["doubtful.at-most" if relation.sign == "<=" else "doubtful.equal"],
        why=relation.why[localizer.language],
        contradiction=relation.contradiction.get(localizer.language, ""),
        facts=tuple(facts[fact] for fact in relation.facts),
    )


def make_source_views(localizer: Localizer, text: Text, facts: Sequence[Fact]) -> tuple[SourceView, ...]:
    """Return the sources in a text's front matter and the sources of `facts`, each once, with the headings used."""
    sections: dict[str, dict[str, None]] = defaultdict(dict)
    figures = (SourceMention(source=fact.source, section=fact.section) for fact in facts)
    for mention in (*text.sources, *figures):
        sections[mention.source].update({mention.section: None} if mention.section else {})
    sources, language = localizer.site.sources, localizer.language
    return tuple(
        SourceView(
            sources[key].title[language],
            entry_path(language, "sources", key),
            tuple(localizer.source_heading(key, one) for one in headings),
        )
        for key, headings in sections.items()
    )


def in_other_languages(texts: Mapping[str, str], localizer: Localizer) -> tuple[Name, ...]:
    """Return the names to show beside a name, in other languages; none on pages in the main language, which is the language of the sources."""
    return () if localizer.written == localizer.site.languages[0] else translated(texts, localizer)


def translated(texts: Mapping[str, str], localizer: Localizer) -> tuple[Name, ...]:
    """Return a name in all other written languages, each form once; derived languages, and the language that this one is derived from, are left out."""
    written = (other for other in texts if other != localizer.written and other not in localizer.site.derived)
    forms = {texts[localizer.written]: localizer.written}
    for other in written:
        forms.setdefault(texts[other], other)
    return tuple(Name(text, other) for text, other in forms.items() if other != localizer.written)


def in_their_script(localizer: Localizer, names: Sequence[str]) -> tuple[Name, ...]:
    """Return other spellings of a name; those in Han characters tell their language where the page is in another script."""
    locales = {language: one.locale for language, one in localizer.site.settings.languages.items()}
    in_han = [language for language, one in locales.items() if script_of(one) in HAN_SCRIPTS]
    han = in_han[0] if in_han and localizer.language not in in_han else ""
    return tuple(Name(name, han if has_han(name) else "") for name in names)
