"""A column of the comparison, and what it has of each place, as one language shows them."""

from __future__ import annotations

from typing import Any

from chronicle.comparison import Column
from chronicle.figures import format_compact, unit_name
from chronicle.pages.localized import Link, LocalizedSite
from chronicle.pages.views import fact_view


def place_link(localized: LocalizedSite, place: str) -> Link:
    """Return the link to the chapter of a county, or to its page where it has no chapter."""
    name = localized.site.places[place].name[localized.language]
    chapter = next((text for text in localized.site.chapters if text.place == place), None)
    url = localized.text_link(chapter).url if chapter else localized.link(localized.place_path(place))
    return Link(name, url, key=place)


def column_title(localized: LocalizedSite, column: Column) -> str:
    """Return what a column is called; that of leaving the list is called by the interface."""
    return column.title[localized.language] if column.unit else localized.words["map.left"]


def short_figure(localized: LocalizedSite, column: Column, place: str, marked: bool = True) -> str:
    """Return a place's figure in its short form, marked where it counts something else than most."""
    cell = column.cells.get(place)
    if cell is None:
        return localized.words["map.not-reported"]
    if cell.fact is None:
        return localized.period(f"{cell.value // 10000}")
    mark = "*" if marked and column.label and not column.is_common(place) else ""
    references, language = localized.references, localized.language
    if localized.site.settings.languages[language].numbers == "as-printed":
        return references.figures[cell.fact.id].text.plain + mark
    return format_compact(cell.fact.figure, localized.site.units, language, references.locale, localized.words) + mark


def column_view(localized: LocalizedSite, column: Column) -> dict[str, Any]:
    """Return a column's title, what most places count in it, and the notes that it needs."""
    words, language, site = localized.words, localized.language, localized.site
    title, label = column_title(localized, column), column.label.get(language, "")
    notes = []
    if column.unit and site.settings.languages[language].numbers != "as-printed":
        unit = unit_name(site.units[column.unit].text[language]["other"])
        notes += [words["map.unit"].format(unit=unit)] if unit else []
    others = sum(not column.is_common(place) for place in column.cells)
    if column.unit and not label:
        notes.append(words["compare.no-common"])
    elif others:
        notes.append(words.count("compare.marked", others, label=label))
    return {
        "key": column.key,
        "title": title,
        "label": label if label != title else "",
        "notes": notes,
        "unit": column.unit,
    }


def cell_view(localized: LocalizedSite, column: Column, place: str) -> dict[str, Any] | None:
    """Return what a column has of a place, with what it counts where that is not what most count; none for a gap."""
    cell = column.cells.get(place)
    if cell is None:
        return None
    if cell.fact is None:
        told = {
            "value": f"{cell.value}",
            "text": localized.period(cell.period),
            "url": place_link(localized, place).url,
        }
        return {**told, "label": "", "mark": "", "as_of": "", "doubtful": False}
    fact = fact_view(localized, cell.fact)
    other = not column.is_common(place)
    return {
        "value": fact["value"],
        "text": fact["plain"],
        "url": fact["url"],
        "label": fact["label"] if other else "",
        "mark": "*" if other and column.label else "",
        "as_of": fact["as_of"],
        "doubtful": fact["doubtful"],
    }
