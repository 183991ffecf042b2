"""The possible references of a text in one language: figures with their words, and the addresses of links."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import astuple, dataclass, field, replace
from functools import partial
from types import MappingProxyType

from chronicle.figures import FigureText, format_printed, format_western, spell, write_as_printed
from chronicle.lazy import LazyMapping
from chronicle.model import Figure, Half, Image, Language, Site, Unit
from chronicle.pictures import ENCODERS, plan_variants
from chronicle.prose.terms import TermFinder, make_term_finder
from chronicle.relations import Calculation, calculate
from chronicle.spellings import convert
from chronicle.typography import HAN_SCRIPTS, script_of
from chronicle.urls import Addresses, entry_path, fact_path, place_path, sheet_path, term_path, text_path
from chronicle.words import Words


@dataclass(frozen=True, slots=True)
class FigureReference:
    """A fact's figure as one language shows it, its value in the base unit as plain digits (468000), and whether it is doubtful."""

    value: str
    text: FigureText
    is_doubtful: bool = False


@dataclass(frozen=True)
class ImageReference:
    """An image as one language shows it: links to its forms, its size in pixels, and its credit.

    `sources` are (media type, srcset), the best format first; `src` is for browsers that choose none of them.
    """

    sources: tuple[tuple[str, str], ...]
    src: str
    srcset: str
    larger: str
    width: int
    height: int
    credit: str


@dataclass(frozen=True)
class References:
    """All that can be referred to in one language.

    `figures` and `printed` map the id of a fact to its figure, as shown and as printed. `links` maps a link as it is written
    (`place:oldbridge`, `chapter:town/water`) to its address, `images` the path of a file to its image. Calculations use `printed` and
    `units`; `settings` say how figures are written. `lender` is for borrowed texts: the references of the main language, with this language's links.
    """

    language: str
    locale: str
    figures: Mapping[str, FigureReference]
    links: Mapping[str, str]
    words: Words
    terms: TermFinder = field(default_factory=TermFinder)
    images: Mapping[str, ImageReference] = field(default_factory=dict)
    printed: Mapping[str, Figure] = field(default_factory=dict)
    units: Mapping[str, Unit] = field(default_factory=dict)
    settings: Language | None = None
    lender: References | None = None

    def of(self, half: Half) -> References:
        """Return the references for a half: the lender's if the half is borrowed, else these."""
        return self.lender if half.borrowed and self.lender else self


def make_references(
    site: Site, addresses: Addresses, known: Mapping[str, References] = MappingProxyType({})
) -> dict[str, References]:
    """Return language → references. Those in `known` are taken from there."""
    made = {language: known.get(language) or _make_references(site, addresses, language) for language in site.languages}
    if not site.written.partial:
        return made
    main = made[site.languages[0]]
    return {
        language: one if one is main else replace(one, lender=replace(main, links=one.links))
        for language, one in made.items()
    }


def _make_references(site: Site, addresses: Addresses, language: str) -> References:
    """Return the references of one language."""
    settings = site.settings.languages[language]
    words = Words(site.words, language, settings.locale)
    printed = {fact.id: fact.figure for fact in site.facts.values()}
    doubtful = frozenset(fact.id for fact in site.facts.values() if site.is_doubtful(fact))
    figures = LazyMapping(printed, partial(_refer_to, printed, doubtful, site.units, language, settings, words))
    paths = {f"{text.kind}:{text.key}": text_path(language, text) for text in site.texts}
    paths |= {f"chapter:{part.key}": text_path(language, part.opening) for part in site.parts}
    paths |= {f"source:{key}": entry_path(language, "sources", key) for key in site.sources}
    paths |= {f"term:{key}": term_path(language, key, term) for key, term in site.terms.items()}
    paths |= {f"sheet:{key}": sheet_path(language, key) for key in site.sheets}
    paths |= {f"fact:{fact}": fact_path(language, fact) for fact in site.facts}
    paths |= {f"place:{key}": place_path(language, key, place) for key, place in site.places.items()}
    links = {name: addresses.link(path) for name, path in paths.items()}
    images = {
        image.path: _image_reference(image, addresses, language)
        for text in site.texts
        for image in text.images.values()
    }
    terms = make_term_finder(site, language)
    return References(language, settings.locale, figures, links, words, terms, images, printed, site.units, settings)


def work_out(calculation: Calculation, references: References) -> FigureReference | None:
    """Return the result of a calculation as one language shows it; None if it cannot be calculated, which the checks report."""
    settings = references.settings
    try:
        figure = calculate(calculation, references.printed, references.units)
    except (KeyError, ValueError):
        return None
    if settings is None:
        return None
    if settings.numbers == "as-printed" and script_of(settings.locale) not in HAN_SCRIPTS:
        figure = write_as_printed(figure, references.units, references.language, settings.locale, references.words)
    return _refer(figure, references.units, references.language, settings, references.words)


def _image_reference(image: Image, addresses: Addresses, language: str) -> ImageReference:
    plan = plan_variants(image)
    sets = [
        (ENCODERS[row[0].format].type, ", ".join(f"{addresses.link(one.path)} {one.width}w" for one in row))
        for row in plan.rows
    ]
    *sources, (_, srcset) = sets
    larger = addresses.link(plan.original or plan.larger.path)
    src, credit = addresses.link(plan.shown.path), image.credit.get(language, "")
    return ImageReference(tuple(sources), src, srcset, larger, plan.shown.width, plan.shown.height, credit)


def _refer_to(
    printed: Mapping[str, Figure],
    doubtful: Collection[str],
    units: Mapping[str, Unit],
    language: str,
    settings: Language,
    words: Words,
    fact: str,
) -> FigureReference:
    return replace(_refer(printed[fact], units, language, settings, words), is_doubtful=fact in doubtful)


def _refer(
    figure: Figure, units: Mapping[str, Unit], language: str, settings: Language, words: Words
) -> FigureReference:
    if settings.numbers != "as-printed":
        text = format_western(figure, units, language, settings.locale, words)
    else:
        text = format_printed(figure, units, settings.locale)
        if figure.normal:
            text = spell(text, figure, words)
        if made := settings.derived:
            text = FigureText(*(convert(one, made.by, made.exceptions) for one in astuple(text)))
    return FigureReference(f"{figure.value:f}", text)
