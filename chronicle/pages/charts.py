"""Charts: the chart that an editor defined → its drawing and its table in one language."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import reduce

from markupsafe import Markup, escape

from chronicle.charts import Chart, Row, Tick, Value, draw_chart, round_ticks
from chronicle.comparison import set_apart
from chronicle.dates import format_period
from chronicle.figures import format_tick, plural_name, unit_name, write_share
from chronicle.model import ChartSpec, Fact, Site
from chronicle.pages.facts import FactView
from chronicle.pages.links import Link, SourceHeading
from chronicle.pages.localizer import Localizer
from chronicle.prose import References, Sentence, render_sentence
from chronicle.typography import HAN_SCRIPTS, script_of
from chronicle.urls import SitePath, chart_anchor, chart_data_path, chart_path, fixed_path

MARK = "*"  # of a figure that counts something else than the others

Told = tuple[str, str, Fact]


def chart_rows(site: Site, references: References, chart: ChartSpec) -> list[Told]:
    """Return (label, name of the series or empty, fact) for every fact that a chart shows: the whole first, then the rows in order."""
    language = references.language
    told = [(_label(site, references, chart, chart.whole, None), "", site.facts[chart.whole])] if chart.whole else []
    for row in chart.rows:
        for place, fact in enumerate(row.facts):
            series = render_sentence(chart.series[place][language], references).text if chart.series else ""
            label = _label(site, references, chart, row.facts[0], row.label.get(language))
            told.append((label, series, site.facts[fact]))
    return told


@dataclass(frozen=True)
class ChartTableRow:
    """A row of a chart's table: its label, the name of its series or empty, its fact; it has a `mark` if the fact counts something else than the others."""

    label: str
    series: str
    fact: FactView
    section: SourceHeading
    mark: str


@dataclass(frozen=True)
class ChartView:
    """A chart in one language: its title and measure, the drawing, the sentences below it, its table.

    `section` is the heading of the source under which all figures are printed, None if there are several. A chart of the kind
    `table` has no drawing. `other` says what the figures with a mark count.
    """

    key: str
    path: SitePath
    anchor: str
    chart: Chart
    title: Markup
    title_text: str
    measure: Markup
    about: Markup
    other: str
    drawing: Markup
    section: SourceHeading | None
    sources: tuple[Link, ...]
    has_dates: bool
    has_sections: bool
    doubtful: bool
    doubtful_path: SitePath
    rows: tuple[ChartTableRow, ...]
    download: SitePath
    chapters: tuple[Link, ...]


def make_chart_view(localizer: Localizer, views: Mapping[str, FactView], key: str) -> ChartView:
    """Return the view of a chart in one language; `views` are the views of facts in this language."""
    site, language, references = localizer.site, localizer.language, localizer.references
    chart = site.charts[key]
    told = chart_rows(site, references, chart)
    facts = [fact for _, _, fact in told]
    written = {"title": chart.title, "measure": chart.measure, "note": chart.note}
    texts = {name: render_sentence(text[language], references) for name, text in written.items() if text}
    dates, sections = {fact.as_of for fact in facts}, {(fact.source, fact.section) for fact in facts}
    apart = set_apart(site, chart)
    drawn, other = _drawn(localizer, key, told, apart), _other(localizer, told, apart)
    return ChartView(
        key=key,
        path=chart_path(language, key),
        anchor=chart_anchor(key),
        chart=drawn,
        title=texts["title"].html,
        title_text=texts["title"].text,
        measure=_measure(localizer, facts, texts["measure"]),
        about=_about(localizer, chart, facts, texts, other),
        other=other,
        drawing=draw_chart(drawn) if chart.kind != "table" else Markup(),
        section=localizer.source_heading(facts[0].source, facts[0].section) if len(sections) == 1 else None,
        sources=tuple(map(localizer.source_link, dict.fromkeys(fact.source for fact in facts))),
        has_dates=len(dates) > 1,
        has_sections=len(sections) > 1,
        doubtful=any(site.is_doubtful(fact) for fact in facts),
        doubtful_path=fixed_path(language, "doubtful"),
        rows=tuple(
            ChartTableRow(label, series, views[fact.id], views[fact.id].sections[0], MARK if fact.id in apart else "")
            for label, series, fact in told
        ),
        download=chart_data_path(key),
        chapters=localizer.text_links("chart", key),
    )


def chart_links(localizer: Localizer, facts: Set[str]) -> tuple[Link, ...]:
    """Return links to the charts that show at least one of the facts."""
    language, references = localizer.language, localizer.references
    return tuple(
        Link(render_sentence(chart.title[language], references).text, chart_path(language, key))
        for key, chart in localizer.site.charts.items()
        if not facts.isdisjoint(chart.facts)
    )


def _measure(localizer: Localizer, facts: Sequence[Fact], measure: Sentence) -> Markup:
    """Return the measure of a chart, with the unit if all figures share one and the measure does not name it: Inhabitants."""
    unit = _common_unit(localizer, facts)
    unit = "" if unit.casefold() == str(measure.text).casefold() else unit
    return localizer.words.fill_html("chart.measure", measure=measure.html, unit=unit) if unit else measure.html


def _about(
    localizer: Localizer, chart: ChartSpec, facts: Sequence[Fact], texts: Mapping[str, Sentence], other: str
) -> Markup:
    """Return the sentences below a drawing: figures that count something else, the note, a date that all share or that some lack, and the word before the sources."""
    words, dates = localizer.words, {fact.as_of for fact in facts}
    sentences = [escape(other)] if other else []
    sentences += [texts["note"].html] if "note" in texts else []
    # A chart of change shows every date in the drawing, or says there that a figure is undated.
    lacks_dates = len(dates) > 1 and "" in dates and chart.kind != "change"
    sentences += [escape(words["chart.lacks-dates"])] if lacks_dates else []
    if len(dates) == 1 and facts[0].as_of:
        sentences.append(words.fill_html("chart.as-of", date=localizer.period(facts[0].as_of)))
    sentences.append(escape(words["chart.source"]))
    return reduce(lambda one, two: words.fill_html("chart.sentences", one=one, next=two), sentences)


def _other(localizer: Localizer, told: Sequence[Told], apart: Set[str]) -> str:
    """Return a text that says what the facts `apart` count, which count something else than the others; empty if there are none."""
    words, language = localizer.words, localizer.language
    told_of = [f"{label}{words['chart.colon']}{fact.label[language]}" for label, _, fact in told if fact.id in apart]
    return words.fill("chart.other", facts=words["list.separator"].join(told_of)) if told_of else ""


def _drawn(localizer: Localizer, key: str, told: Sequence[Told], apart: Set[str]) -> Chart:
    """Return a chart for drawing: texts in one language, values, and dates in words if they differ."""
    site, words, references = localizer.site, localizer.words, localizer.references
    entry = site.charts[key]
    facts = [fact for _, _, fact in told]
    # A date that all figures share is given once, below the drawing; rows labelled by date already have it.
    is_dated = entry.kind == "line" or (entry.labels != "date" and len({fact.as_of for fact in facts}) > 1)
    unit = _common_unit(localizer, facts)
    values = {
        fact.id: _value(localizer, fact, _when(localizer, entry, fact, label, is_dated), unit, fact.id in apart)
        for label, _, fact in told
    }
    if entry.kind == "parts" and site.units[facts[0].figure.unit].highest is None:
        values = _share_out(localizer, values, entry.whole)
    labels = {fact.id: label for label, _, fact in told}
    places = [site.facts[row.facts[0]].place for row in entry.rows]
    seats = places & site.seats.keys()
    # Where all rows are about one place, its face would say nothing.
    rows = tuple(
        Row(
            labels[row.facts[0]],
            tuple(values[fact] for fact in row.facts),
            localizer.place_drawing(place) if place in seats and len(seats) > 1 else None,
        )
        for row, place in zip(entry.rows, places, strict=True)
    )
    series = tuple(render_sentence(name[localizer.language], references).text for name in entry.series)
    if entry.kind == "change" and not series:
        series = (words["chart.before"], words["chart.after"])
    return Chart(
        key=f"{chart_anchor(key)}-{localizer.language}",  # two languages may stand on one page
        kind=entry.kind,
        title=render_sentence(entry.title[localizer.language], references).text,
        description=words.count(f"chart.description.{entry.kind}", len(rows)),
        rows=rows,
        series=series,
        whole=Row(labels[entry.whole], (values[entry.whole],)) if entry.whole else None,
        rest=render_sentence(entry.rest[localizer.language], references).text if entry.rest else "",
        ticks=_ticks(localizer, facts, rows) if entry.kind in ("line", "change") else (),
    )


def _ticks(localizer: Localizer, facts: Sequence[Fact], rows: Sequence[Row]) -> tuple[Tick, ...]:
    """Return the ticks of a scale: round values from zero to at least the highest value."""
    most = max(value.top for row in rows for value in row.values)
    unit, language, number = localizer.site.units[facts[0].figure.unit], localizer.language, localizer.references.locale
    told = [(value, format_tick(Decimal(str(value)), unit, language, number)) for value in round_ticks(most)]
    # Chinese print has no commas: 5000 beside 8994.18.
    is_bare = script_of(number) in HAN_SCRIPTS and localizer.site.settings.languages[language].numbers == "as-printed"
    return tuple(Tick(value, text.replace(",", "") if is_bare else text) for value, text in told)


def _value(localizer: Localizer, fact: Fact, when: str, unit: str, is_other: bool) -> Value:
    high, figure = fact.figure.value_max, localizer.references.figures[fact.id]
    text, mark = figure.text, MARK if is_other else ""
    return Value(
        text=(text.number if unit else text.plain) + mark,
        low=float(fact.figure.value),
        high=None if high is None else float(high),
        when=when,
        moment=moment_of(fact.as_of) if fact.as_of and "/" not in fact.as_of else None,
        full=text.plain + mark,
        colon=localizer.words["chart.colon"],
        is_doubtful=figure.is_doubtful,
        is_other=is_other,
    )


def _share_out(localizer: Localizer, values: Mapping[str, Value], whole: str) -> dict[str, Value]:
    """Return the values by fact id; each part has its share of the whole, or of the sum of the parts if there is no whole."""
    parts = {key: value.bottom for key, value in values.items() if key != whole}
    total = values[whole].bottom if whole else sum(parts.values())
    locale = localizer.references.locale
    return {
        key: replace(value, share=write_share(parts[key] / total, locale)) if key in parts and total else value
        for key, value in values.items()
    }


def _when(localizer: Localizer, chart: ChartSpec, fact: Fact, label: str, is_dated: bool) -> str:
    """Return a value's date in words if the drawing shows it beside the value, or empty; for a line, the year below its point."""
    if chart.kind == "line":
        return localizer.period(fact.as_of[:4])
    if chart.kind == "change":
        return localizer.period(fact.as_of) or localizer.words["chart.undated"]
    when = localizer.period(fact.as_of) if is_dated else ""
    return "" if when in label else when


def moment_of(day: str) -> float:
    """Return a day, or the middle of a month, year or period, as a number of years: 2019-07-02 gives about 2019.5."""
    begin, _, end = day.partition("/")
    if end:
        return (moment_of(begin) + moment_of(end)) / 2
    year, month, day_of_month = [*map(int, day.split("-")), 0, 0][:3]
    if not month:
        return year + 0.5
    first = datetime.date(year, 1, 1)
    return year + (datetime.date(year, month, day_of_month or 15) - first).days / 366


def _label(site: Site, references: References, chart: ChartSpec, fact_id: str, written: str | None) -> str:
    """Return the label of a row: as written, or else the label, place or date of its first fact."""
    if written:
        return render_sentence(written, references).text
    fact, language = site.facts[fact_id], references.language
    if chart.labels == "place":
        return site.places[fact.place].name[language]
    if chart.labels == "date":
        return format_period(fact.as_of, references.locale, references.words)
    return fact.label[language]


def _common_unit(localizer: Localizer, facts: Sequence[Fact]) -> str:
    """Return the unit to show once for all figures: as they print it, or as this language writes it; empty for a sign such as %.

    Where a language has plurals, the greatest figure shows that of the unit: дом, but домов.
    """
    unit = localizer.site.units[facts[0].figure.unit]
    own = plural_name(unit, localizer.language, localizer.references.locale)
    if localizer.site.settings.languages[localizer.language].numbers != "as-printed":
        return own
    figures, forms = [fact.figure for fact in facts], unit.printed
    if any(figure.normal for figure in figures):
        figures, forms = [max(figures, key=lambda one: one.value)], tuple(sorted(forms, key=len, reverse=True))
    return unit_name(next((form for form in forms if all(form in figure.printed for figure in figures)), own))
