"""A column of the comparison, and what it has of each place, as one language shows them."""

from __future__ import annotations

from typing import Any

from chronicle.comparison import Column
from chronicle.figures import format_compact, unit_name
from chronicle.pages.edition import Edition, Link
from chronicle.pages.views import fact_view


def place_link(edition: Edition, place: str) -> Link:
    """Return the link to the chapter of a county, or to its page where it has no chapter."""
    name = edition.site.places[place].name[edition.language]
    chapter = next((text for text in edition.site.chapters if text.place == place), None)
    url = edition.text_link(chapter).url if chapter else edition.link(edition.place_path(place))
    return Link(name, url, key=place)


def column_title(edition: Edition, column: Column) -> str:
    """Return what a column is called; that of leaving the list is called by the interface."""
    return column.title[edition.language] if column.unit else edition.words["map.left"]


def short_figure(edition: Edition, column: Column, place: str, marked: bool = True) -> str:
    """Return a place's figure in its short form, marked where it counts something else than most."""
    cell = column.cells.get(place)
    if cell is None:
        return edition.words["map.not-reported"]
    if cell.fact is None:
        return edition.period(f"{cell.value // 10000}")
    mark = "*" if marked and column.label and not column.is_common(place) else ""
    references, language = edition.references, edition.language
    if edition.site.settings.languages[language].numbers == "as-printed":
        return references.figures[cell.fact.id].text.plain + mark
    return format_compact(cell.fact.figure, edition.site.units, language, references.locale, edition.words) + mark


def column_view(edition: Edition, column: Column) -> dict[str, Any]:
    """Return a column's title, what most places count in it, and the notes that it needs."""
    words, language, site = edition.words, edition.language, edition.site
    title, label = column_title(edition, column), column.label.get(language, "")
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


def cell_view(edition: Edition, column: Column, place: str) -> dict[str, Any] | None:
    """Return what a column has of a place, with what it counts where that is not what most count; none for a gap."""
    cell = column.cells.get(place)
    if cell is None:
        return None
    if cell.fact is None:
        told = {"value": f"{cell.value}", "text": edition.period(cell.period), "url": place_link(edition, place).url}
        return {**told, "label": "", "mark": "", "as_of": "", "doubtful": False}
    fact = fact_view(edition, cell.fact)
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
