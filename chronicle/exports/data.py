"""The data package: facts, places, sources, terms, relations and charts as tables, described by a Frictionless `datapackage.json`.

The columns of the facts are part of the contract. A column with a star in its name becomes one column per written language.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType
from typing import Any
from urllib.parse import urlsplit

from chronicle.model import Borrowed, Fact, Place, Relation, Site, written_in
from chronicle.pages import chart_rows
from chronicle.prose import References
from chronicle.urls import DATA_PACKAGE, FACTS_CSV, FACTS_JSON, Addresses, chart_table, fact_path, sheet_data_path

# The columns of each table; one with a star becomes a column per language: `name_*` gives `name_zh`, `name_en`.
FACTS = (
    "id", "sheet", "place", "theme", "label_*", "value", "value_max", "unit", "as_of", "printed", "source", "section", "status",
    "note_*", "text_*", "url_*",
)  # fmt: skip
PLACES = ("id", "name_*", "pinyin", "kind", "parent", "other", "longitude", "latitude")
SOURCES = ("id", "title_*", "kind", "authors", "year", "date_note_*", "reliability_*")
TERMS = ("id", "term_*", "kind", "meaning_*")
RELATIONS = ("id", "holds", "status", "why_*", "contradiction_*")
CHARTS = ("id", "label_*", "series_*", "value", "value_max", "unit", "as_of", "printed", "source")
CREATIVE_COMMONS = re.compile(
    r"https?://creativecommons\.org/(?:publicdomain/(?P<zero>zero)|licenses/(?P<terms>[a-z-]+))/(?P<version>\d\.\d)"
)
# It tells spreadsheets that a file is UTF-8. Tables of the package have none, because programs would read it as part of the first column's name.
BOM = "\ufeff"
# The beginning of a text that a spreadsheet would evaluate as a formula, or of an escaped one; plain numbers are no formulas.
FORMULA = re.compile(r"'+[=+\-@\t\r]|[=+\-@\t\r](?![\d.,]*\s?%?$)")
UNWORKED = "A text that a spreadsheet would take for a formula has an apostrophe before it."
NUMBERS = ("value", "value_max", "longitude", "latitude")
DESCRIPTIONS = {
    "id": "What identifies the row in this table.",
    "value": "A plain number in the base unit; the lower end of a range.",
    "value_max": "The upper end of a range, else empty.",
    "unit": "The unit, a key of units.yaml.",
    "as_of": "ISO 8601 day, month, year or period (2016/2020, 2017/..); empty where the source does not say.",
    "printed": "The figure as the source prints it.",
    "section": "The heading that the figure stands under in the source.",
    "status": "as-printed, or doubtful: then the notes say why.",
    "holds": "The arithmetic, with the ids of facts.",
}


@dataclass(frozen=True)
class Table:
    """One table of the package. `links` maps a column to the table whose ids it holds. The facts are written without `rows`: see `_write_facts`."""

    name: str
    columns: tuple[str, ...]
    rows: Sequence[Mapping[str, Any]]
    links: Mapping[str, str]


def make_data(site: Site, addresses: Addresses, references: Mapping[str, References]) -> dict[str, bytes]:
    """Return path → content of every file of the data package, with a table for each fact sheet too."""
    relations = {relation.key: relation for relation in site.relations}
    tables = [
        Table("facts", _in_each(site.written, FACTS), (), {"place": "places", "source": "sources"}),
        _tabulate(site, "places", PLACES, site.places, {"parent": "places"}, _seat),
        _tabulate(site, "sources", SOURCES, site.sources),
        _tabulate(site, "glossary", TERMS, site.terms),
        _tabulate(site, "relations", RELATIONS, relations, told=_outcome),
        *(_chart_table(key, site, references) for key in site.charts),
    ]
    files = {f"data/{table.name}.csv": _csv(table.columns, table.rows) for table in tables}
    files |= _write_facts(tables[0].columns, site, addresses, references)
    files[DATA_PACKAGE] = _json(_package(site, addresses, tables))
    return files


def _write_facts(
    columns: Sequence[str], site: Site, addresses: Addresses, references: Mapping[str, References]
) -> dict[str, bytes]:
    """Return path → content of the tables of facts: of each sheet, and of all. Those of all are put together from those of the sheets, to save memory."""
    header = _csv(columns, ())
    files: dict[str, bytes] = {}
    tables, lists = [header], []
    for key, sheet in site.sheets.items():
        values = (_fact_row(fact, site, addresses, references) for fact in sheet.facts)
        rows = [dict(zip(columns, row, strict=True)) for row in values]
        table = _csv(columns, rows)
        files[sheet_data_path(key)] = BOM.encode() + table
        tables.append(table.removeprefix(header))
        lists += [_json(rows)[1:-3]] if rows else []
    everything = b"[" + b",".join(lists) + b"\n]\n" if lists else _json([])
    return {**files, FACTS_CSV: b"".join(tables), FACTS_JSON: everything}


def _package(site: Site, addresses: Addresses, tables: Sequence[Table]) -> dict[str, Any]:
    settings = site.settings
    language = site.described_in
    return {
        "profile": "tabular-data-package",
        "name": package_name(settings.base_url),
        "title": settings.title[language],
        "description": f"{settings.description[language]} {UNWORKED}",
        "homepage": addresses.absolute(""),
        "version": settings.updated,
        "created": f"{settings.updated}T00:00:00Z",
        "licenses": [describe_licence(settings.license_url, settings.license[language])],
        "contributors": [{"title": settings.author[language], "role": "author"}],
        "sources": [{"title": source.title[language]} for source in site.sources.values()],
        "resources": [_resource(table) for table in tables],
    }


def package_name(base_url: str) -> str:
    """Return the site's host and path as a name that the Frictionless specification allows: `example.org-chronicle`."""
    address = urlsplit(base_url)
    return re.sub(r"[^a-z0-9._-]+", "-", f"{address.hostname}{address.path}".lower()).strip("-")


def describe_licence(url: str, title: str) -> dict[str, str]:
    """Return the licence as Frictionless describes it: its address, its sentence as the title, and for Creative Commons its identifier, such as `CC-BY-4.0`."""
    terms = CREATIVE_COMMONS.match(url)
    name = {"name": f"{'CC0' if terms['zero'] else 'CC-' + terms['terms'].upper()}-{terms['version']}"} if terms else {}
    return {**name, "path": url, "title": title}


def _resource(table: Table) -> dict[str, Any]:
    fields = [
        {"name": column, "type": "number" if column in NUMBERS else "string"}
        | ({"description": DESCRIPTIONS[column]} if column in DESCRIPTIONS else {})
        for column in table.columns
    ]
    schema: dict[str, Any] = {"fields": fields, "primaryKey": ["id"], "missingValues": [""]}
    if table.links:
        schema["foreignKeys"] = [
            {"fields": [column], "reference": {"resource": "" if name == table.name else name, "fields": ["id"]}}
            for column, name in table.links.items()
        ]
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": f"{table.name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": schema,
    }


def _fact_row(fact: Fact, site: Site, addresses: Addresses, references: Mapping[str, References]) -> tuple[Any, ...]:
    """Return the values of a fact in the columns of its table."""
    figure, labels = fact.figure, written_in(fact.label)
    return (
        fact.id,
        fact.sheet,
        fact.place,
        fact.theme,
        *(labels.get(language, "") for language in site.written),
        _number(figure.value),
        _number(figure.value_max),
        figure.unit,
        fact.as_of,
        figure.printed,
        fact.source,
        fact.section,
        "doubtful" if site.is_doubtful(fact) else "as-printed",
        *(_note(fact, site, language) for language in site.written),
        *(references[language].figures[fact.id].text.full for language in site.written),
        *(addresses.absolute(fact_path(language, fact.id)) for language in site.written),
    )


def _note(fact: Fact, site: Site, language: str) -> str:
    """Return a fact's note and the contradictions that it takes part in."""
    texts = (fact.note, *(relation.contradiction for relation in site.contradictions_of.get(fact.id, ())))
    return " ".join(filter(None, (written_in(text).get(language, "") for text in texts)))


def _tabulate(
    site: Site,
    name: str,
    columns: Sequence[str],
    entries: Mapping[str, Any],
    links: Mapping[str, str] = MappingProxyType({}),
    told: Callable[[Any], Mapping[str, Any]] = lambda entry: {},
) -> Table:
    """Return a table with a row for each entry, by its key.

    A column has the value of the entry's field of that name, or what `told` returns under that name. A column with a star has
    the field's text in each language.
    """
    rows = []
    for key, entry in entries.items():
        row = {"id": key, **told(entry)}
        for column in columns:
            field = column.removesuffix("_*")
            if field != column:
                row |= {f"{field}_{language}": getattr(entry, field).get(language, "") for language in site.written}
            elif column not in row:
                value = getattr(entry, field)
                row[column] = "; ".join(value) if isinstance(value, tuple) else value
        rows.append(row)
    return Table(name, _in_each(site.written, columns), rows, links)


def _in_each(languages: Sequence[str], columns: Sequence[str]) -> tuple[str, ...]:
    """Return columns in which each column with a star is replaced by one for each language."""
    starred = ((column.removesuffix("*"), languages if column.endswith("*") else ("",)) for column in columns)
    return tuple(f"{name}{language}" for name, several in starred for language in several)


def _seat(place: Place) -> dict[str, float | None]:
    return dict(zip(("longitude", "latitude"), place.seat or (None, None), strict=True))


def _outcome(relation: Relation) -> dict[str, str]:
    return {"holds": relation.text, "status": "contradicted by the sources" if relation.contradiction else "holds"}


def _chart_table(key: str, site: Site, references: Mapping[str, References]) -> Table:
    """Return a chart's table: a row for each fact that it shows, in the order of the drawing."""
    told = {language: chart_rows(site, references[language], site.charts[key]) for language in site.written}
    rows = []
    for number, (_, _, fact) in enumerate(told[site.written[0]]):
        row: dict[str, Any] = {"id": fact.id, "value": _number(fact.figure.value), "unit": fact.figure.unit}
        row |= {"value_max": _number(fact.figure.value_max), "as_of": fact.as_of, "printed": fact.figure.printed}
        row |= {"source": fact.source}
        for language in site.written:
            row[f"label_{language}"], row[f"series_{language}"], _ = told[language][number]
        rows.append(row)
    return Table(chart_table(key), _in_each(site.written, CHARTS), rows, {"id": "facts", "source": "sources"})


def _number(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == int(value) else float(value)


def _csv(columns: Sequence[str], rows: Sequence[Mapping[str, Any]]) -> bytes:
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows({column: _cell(row[column]) for column in columns} for row in rows)
    return text.getvalue().encode()


def _cell(value: Any) -> Any:
    """Return the value of a cell: a number without an exponent, or a text that no spreadsheet evaluates as a formula.

    None and borrowed text become an empty cell: nobody has written the text in the language of the column.

    A text that looks like a formula gets an apostrophe before it, and so does one that already has apostrophes there. To get
    the original text, remove one apostrophe from those before a `=`, `+`, `-`, `@`, tab or carriage return.
    """
    if isinstance(value, int | float):
        return f"{Decimal(str(value)):f}"
    text = "" if value is None or isinstance(value, Borrowed) else str(value)
    return f"'{text}" if FORMULA.match(text) else text


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1).encode() + b"\n"
