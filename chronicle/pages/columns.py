"""The columns of the comparison and their cells, in one language."""

from __future__ import annotations

from dataclasses import dataclass

from chronicle.comparison import Column
from chronicle.figures import format_compact, plural_name
from chronicle.pages.links import Link
from chronicle.pages.localized import LocalizedSite
from chronicle.urls import SitePath


@dataclass(frozen=True)
class ColumnView:
    """A column: its title; `label`, what most places count in it; its unit; its notes. Label and unit are empty if the title has them.

    `unit` is also empty if the figures are written with their units, or have none.
    """

    key: str
    title: str
    label: str
    unit: str
    notes: tuple[str, ...]


@dataclass(frozen=True)
class CellView:
    """The cell of a place in a column; `label` says what the figure counts, if most places count something else.

    `short` and `years` are the figure and its date for narrow columns. `share` is the length of its bar in percent; the bar is
    hollow if the figure has a `mark`.
    """

    value: str
    text: str
    short: str
    path: SitePath
    label: str = ""
    mark: str = ""
    as_of: str = ""
    doubtful: bool = False
    years: str = ""
    share: int = 0


def county_link(localized: LocalizedSite, place: str) -> Link:
    """Return the link to the chapter of a county, or to its page where it has no chapter; with its face."""
    name = localized.site.places[place].name[localized.language]
    chapter = localized.site.chapter_of.get(place)
    path = localized.text_link(chapter).path if chapter else localized.place_path(place)
    return Link(name, path, face=localized.place_face(place))


def column_title(localized: LocalizedSite, column: Column) -> str:
    """Return the title of a column; that of the column `left` is an interface word."""
    return column.title[localized.language] if column.unit else localized.words["map.left"]


def short_figure(localized: LocalizedSite, column: Column, place: str) -> str:
    """Return a place's figure in its short form, with `*` if it counts something else than most places do."""
    cell = column.cells.get(place)
    if cell is None:
        return localized.words["map.not-reported"]
    if cell.fact is None:
        return localized.period(f"{cell.value // 10000}")
    mark = "*" if column.counts and not column.is_common(place) else ""
    references, language = localized.references, localized.language
    if localized.site.settings.languages[language].numbers == "as-printed":
        return references.figures[cell.fact.id].text.plain + mark
    return format_compact(cell.fact.figure, localized.site.units, language, references.locale) + mark


def column_view(localized: LocalizedSite, column: Column) -> ColumnView:
    """Return the view of a column in one language."""
    words, language, site = localized.words, localized.language, localized.site
    title = column_title(localized, column)
    counted = site.counts.get(column.counts)
    label = counted.name[language] if counted else "" if column.unit else words["map.left-record"]
    notes = [counted.definition[language]] if counted else [label] if label not in ("", title) else []
    has_unit = column.unit and site.settings.languages[language].numbers != "as-printed"
    unit = plural_name(site.units[column.unit], language, localized.references.locale) if has_unit else ""
    notes += [words.fill("map.unit", unit=unit)] if unit else []
    others = sum(not column.is_common(place) for place in column.cells)
    if not column.is_comparable:
        notes.append(words["compare.no-common"])
    elif others:
        notes.append(words.count("compare.marked", others, label=label))
    label, unit = ("" if one.casefold() in title.casefold() else one for one in (label, unit))
    return ColumnView(column.key, title, label, unit, tuple(notes))


def cell_view(localized: LocalizedSite, column: Column, place: str) -> CellView | None:
    """Return the cell of a place in a column; None if the place does not report it."""
    cell = column.cells.get(place)
    if cell is None:
        return None
    short = short_figure(localized, column, place)
    if cell.fact is None:
        return CellView(f"{cell.value}", localized.period(cell.period), short, county_link(localized, place).path)
    fact = localized.facts[cell.fact.id]
    other = not column.is_common(place)
    return CellView(
        value=fact.value,
        text=fact.plain,
        short=short,
        path=fact.path,
        label=fact.label if other else "",
        mark="*" if other and column.counts else "",
        as_of=fact.as_of,
        doubtful=fact.doubtful,
        years=_years(localized, cell.fact.as_of),
        share=column.share(place),
    )


def _years(localized: LocalizedSite, as_of: str) -> str:
    """Return the year of a date, or the first and last year of a period, as the language writes them; empty for no date."""
    years = dict.fromkeys(date[:4] for date in as_of.split("/"))
    return localized.period("/".join(years))
