"""Lists of fact sheets and of their facts: in which groups, and in which order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from projects import lay_out

from chronicle.model import Fact, Relation
from chronicle.pages import PAGE_KINDS, LocalizedSite, localize_site, make_pages
from chronicle.pages.sheets import SheetList, SheetPage
from chronicle.pages.terms import Terms
from chronicle.pipeline import load_site


@pytest.fixture
def localized(tmp_path: Path) -> LocalizedSite:
    """A site whose one chapter is about a county, in English; the county lies in a land, and another place does not."""
    site, *rest = load_site(lay_out("registers", tmp_path))
    county = next(key for key, place in site.places.items() if place.seat)
    land = replace(site.places[county], kind="region", seat=None, parent="")
    places = {
        **site.places,
        county: replace(site.places[county], parent="land"),
        "land": land,
        "far": replace(land, kind="town"),
    }
    return localize_site(replace(site, places=places), *rest)[-1]


def show(localized: LocalizedSite, kind: str) -> Iterator[object]:
    """Yield the contents of the pages of a kind."""
    kinds = [one for one in PAGE_KINDS if one.name == kind]
    return (page.complete.content for page in make_pages([localized], kinds))


def test_fact_sheets_stand_in_groups(localized: LocalizedSite) -> None:
    """A sheet that the chapter on a county tells most of stands with the counties, one of a place outside of what holds them elsewhere, all others with the subjects; with the number of its facts."""
    site = localized.site
    sheet = next(iter(site.sheets.values()))

    def sheet_of(key: str, place: str) -> tuple[Fact, ...]:
        return tuple(replace(fact, id=f"{key}.{fact.key}", place=place) for fact in sheet.facts)

    part = localized.chapters["part"]
    sheets = {
        "distant": replace(sheet, facts=sheet_of("distant", "far")),
        "topic": replace(sheet, facts=sheet_of("topic", "land")),
        **site.sheets,
    }
    used = {("fact", f"{key}.{fact.key}"): (part,) for key in ("distant", "topic") for fact in sheet.facts}
    made = replace(localized, site=replace(site, sheets=sheets), used_in={**localized.used_in, **used})
    (content,) = show(made, "facts")
    assert isinstance(content, SheetList)
    told = {
        group.title: [(item.link.path.split("/")[-2], item.count) for item in group.items] for group in content.groups
    }
    assert told == {"Places": [("sheet", 2)], "Subjects": [("topic", 2)], "Elsewhere": [("distant", 2)]}


def test_facts_with_one_label_stand_together(localized: LocalizedSite) -> None:
    """Where a label stands several times on a sheet, its facts follow the first of them, and those with a date tell that alone."""
    key, sheet = next(iter(localized.site.sheets.items()))
    first, second = (localized.facts[fact.id] for fact in sheet.facts)
    later = replace(first, id=f"{key}.later", key="later", as_of="2019")
    undated = replace(first, id=f"{key}.undated", key="undated", as_of="")
    raw = sheet.facts[0]
    facts = (*sheet.facts, *(replace(raw, id=one.id, key=one.key) for one in (later, undated)))
    made = replace(
        localized,
        site=replace(localized.site, sheets={key: replace(sheet, facts=facts)}),
        facts={**localized.facts, later.id: later, undated.id: undated},
    )
    (content,) = show(made, "sheet")
    assert isinstance(content, SheetPage)
    told = [(item.fact.key, item.is_more) for item in content.facts]
    assert told == [(first.key, False), ("later", True), ("undated", False), (second.key, False)]


def test_other_names_of_a_term_stand_beside_it(tmp_path: Path) -> None:
    """The glossary shows the other forms of a term where words have no endings, as in Chinese, unless it is the same name in quotation marks; in English most forms are only plurals."""
    site, *rest = load_site(lay_out("registers", tmp_path))
    terms = {
        key: replace(term, forms={"zh": ("土地流转", f"“{term.term['zh']}”"), "en": ("transfers of land",)})
        for key, term in site.terms.items()
    }
    chinese, english = localize_site(replace(site, terms=terms), *rest)
    for localized, forms in ((chinese, ("土地流转",)), (english, ())):
        (content,) = show(localized, "glossary")
        assert isinstance(content, Terms)
        assert {item.forms for group in content.groups for item in group.items} == {forms}


@pytest.mark.parametrize(
    ("places", "about"),
    [
        (("east", "west", "land"), "land"),  # the parts of a whole do not add up
        (("east", "village", "east"), "east"),
        (("east", "west", "west"), "west"),
        (("east", "west"), "east"),
        (("", "west"), ""),
    ],
)
def test_a_contradiction_is_about_the_place_that_contains_all_others(
    localized: LocalizedSite, places: tuple[str, ...], about: str
) -> None:
    """If none of its facts is about such a place, it is about the place of most of its facts, or of the first."""
    site = localized.site
    place = replace(site.places["far"], parent="land")
    known = {"land": site.places["far"], "east": place, "west": place, "village": replace(place, parent="east")}
    one = next(iter(site.facts.values()))
    facts = {f"s.{number}": replace(one, place=place, doubt="") for number, place in enumerate(places)}
    relation = Relation("r", "", None, "=", None, tuple(facts), {}, {"en": "They differ."}, "", one.where)
    made = replace(site, places=known, facts=facts, relations=(relation,))
    assert made.doubts == {about: [relation]}
