"""Facts, relations and sources as one language shows them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from chronicle.model import Fact, Relation, SourceMention, Text
from chronicle.pages.links import Link, Name, SourceHeading
from chronicle.pages.localizer import Localizer
from chronicle.relations import show_relation
from chronicle.scripts import has_han
from chronicle.typography import HAN_SCRIPTS, script_of
from chronicle.urls import SitePath, entry_path, fact_path


@dataclass(frozen=True)
class FactView:
    """A fact as one language shows it, with everything that is known of it.

    `text` is the figure with its conversion, `plain` without; `before`, `digits` and `after` are `plain` in three pieces, the
    digits to be set large. `value` is the plain number in the base unit. `as_of`, `note` and `place` may be empty. `doubts` are
    one sentence for each kind of doubt about it.
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
        """Whether it is to be doubted."""
        return bool(self.doubts)


@dataclass(frozen=True)
class RelationView:
    """A relation with its figures in place of their names: `156464人 ÷ 386289人 = 40.5%`; `contradiction` may be empty.

    `rule` says how its sides should stand to each other.
    """

    key: str
    text: str
    rule: str
    why: str
    contradiction: str
    facts: tuple[FactView, ...]


@dataclass(frozen=True)
class FactItem:
    """A fact on the page of its sheet, with the arithmetic that it takes part in.

    `is_more` tells that the one before it has the same label, and its date is what it differs in.
    """

    fact: FactView
    relations: tuple[RelationView, ...]
    is_more: bool = False


@dataclass(frozen=True)
class SourceView:
    """A source that a text draws on, with the headings drawn on."""

    title: str
    path: SitePath
    sections: tuple[SourceHeading, ...]


def make_fact_view(localizer: Localizer, key: str) -> FactView:
    """Return a fact as one language shows it."""
    site, language = localizer.site, localizer.language
    fact = site.facts[key]
    reference = localizer.references.figures[fact.id]
    source = site.sources[fact.source]
    # What differs from the print by its form of writing alone is no other figure.
    is_from_main = language in site.derived and localizer.written == site.languages[0]
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
        printed=reference.text.full if is_from_main else fact.figure.printed,
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


def make_relation_view(
    localizer: Localizer, facts: Mapping[str, FactView], relations: Mapping[str, Relation], key: str
) -> RelationView:
    """Return one of some relations as one language shows it; `facts` are those of this language."""
    relation = relations[key]
    return RelationView(
        key=relation.key,
        text=show_relation(relation, lambda fact: facts[fact].plain),
        rule=localizer.words["doubtful.at-most" if relation.sign == "<=" else "doubtful.equal"],
        why=relation.why[localizer.language],
        contradiction=relation.contradiction.get(localizer.language, ""),
        facts=tuple(facts[fact] for fact in relation.facts),
    )


def make_source_views(localizer: Localizer, text: Text, facts: Sequence[Fact]) -> tuple[SourceView, ...]:
    """Return the sources that a text names and those of its figures."""
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
    """Return what stands beside a name: as the other languages have it, but nothing in the language of the sources, whose own it is."""
    return () if localizer.written == localizer.site.languages[0] else translated(texts, localizer)


def translated(texts: Mapping[str, str], localizer: Localizer) -> tuple[Name, ...]:
    """Return a name as the other languages have it, those left out that are made from this one or that this one is made from."""
    written = (other for other in texts if other != localizer.written and other not in localizer.site.derived)
    return tuple(Name(texts[other], other) for other in written)


def in_their_script(localizer: Localizer, names: Sequence[str]) -> tuple[Name, ...]:
    """Return other spellings of a name; those in Han characters tell their language where the page is in another script."""
    locales = {language: one.locale for language, one in localizer.site.settings.languages.items()}
    in_han = [language for language, one in locales.items() if script_of(one) in HAN_SCRIPTS]
    han = in_han[0] if in_han and localizer.language not in in_han else ""
    return tuple(Name(name, han if has_han(name) else "") for name in names)
