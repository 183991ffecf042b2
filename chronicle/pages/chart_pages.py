"""The page of all charts, and a page for each: what it shows, its table, pictures to download and to embed, how it is cited."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from markupsafe import Markup, escape

from chronicle.charts import Poster, count_left_out, draw_thumbnail, lay_out_poster
from chronicle.citations import Citation
from chronicle.lazy import LazyMapping
from chronicle.pages.charts import ChartView
from chronicle.pages.columns import county_link
from chronicle.pages.groups import Group
from chronicle.pages.links import Link
from chronicle.pages.localized import LocalizedSite
from chronicle.pages.page import Page, PageKind, fixed_page, with_translations
from chronicle.urls import SitePath, chart_picture_path

MOST_RELATED = 30  # charts that the page of a chart shows; the page of all charts has the others


@dataclass(frozen=True)
class ChartItem:
    """A chart in the list of charts: its title, its measure, a small drawing; `choices` are the keys of the groups that it is in."""

    anchor: str
    path: SitePath
    title: str
    measure: Markup
    thumbnail: Markup
    choices: tuple[str, ...]


@dataclass(frozen=True)
class Charts:
    """The page of all charts: each once under its theme, and under the places of its figures."""

    themes: tuple[Group[ChartItem], ...]
    places: tuple[Group[ChartItem], ...]
    count: int


@dataclass(frozen=True)
class ChartPage:
    """The page of a chart; `embed` is the HTML for other sites, `poster` the picture that it shows; `related` are the other charts of its theme."""

    chart: ChartView
    svg: SitePath
    png: SitePath
    embed: str
    poster: Poster
    citation: Citation
    places: tuple[Link, ...]
    related: tuple[ChartItem, ...]


def make_charts(kind: PageKind, localized: LocalizedSite) -> Iterator[Page]:
    """Yield the page of all charts."""
    site, words, language = localized.site, localized.words, localized.language
    items = list_charts(localized)
    themes = tuple(
        Group(
            _theme_group(theme),
            site.settings.themes[theme][language] if theme else words["charts.more"],
            tuple(items[key] for key in keys),
        )
        for theme, keys in _by_theme(localized)
    )
    places = tuple(
        Group(
            _place_group(place),
            site.places[place].name[language],
            tuple(items[key] for key in site.charts if place in _places(localized, key)),
            localized.place_face(place),
        )
        for place in site.seats
    )
    content = Charts(themes, tuple(group for group in places if group.items), len(items))
    yield fixed_page(kind, localized, content)


def list_charts(localized: LocalizedSite) -> Mapping[str, ChartItem]:
    """Return key → chart as an item of lists; each is drawn when it is first asked for."""
    return LazyMapping(localized.site.charts, partial(_item, localized))


def make_chart_pages(kind: PageKind, localized: LocalizedSite) -> Iterator[Page]:
    """Yield a page for each chart, in the order of the page of all charts."""
    words, language = localized.words, localized.language
    groups, items = _by_theme(localized), list_charts(localized)
    order = [key for _, keys in groups for key in keys]
    charts_of_theme = {key: keys for _, keys in groups for key in keys}
    trail = localized.trail(localized.page_link("charts"))
    for number, key in enumerate(order):
        chart, poster = localized.charts[key], _poster(localized, key)
        path, picture = chart.path, localized.share_picture(chart.title_text, words["charts.title"])
        svg, png = (chart_picture_path(localized.written, key, ending) for ending in (".svg", ".png"))
        content = ChartPage(
            chart,
            svg,
            png,
            _embed(localized, path, svg, poster),
            poster,
            localized.citation(chart.title_text, path, is_data=True),
            tuple(county_link(localized, place) for place in _places(localized, key)),
            tuple(items[one] for one in _related(key, charts_of_theme[key])),
        )
        page = Page(
            kind,
            language,
            path,
            chart.title_text,
            f"{chart.title_text}{words['chart.colon']}{chart.measure.striptags()}",
            content,
            trail,
            _link(localized, order[number - 1]) if number else None,
            _link(localized, order[number + 1]) if number + 1 < len(order) else None,
            picture=picture,
            table=chart.download,
            where=localized.site.registry.where("chart", key),
        )
        yield with_translations(localized, page)


def _related(key: str, theme: Sequence[str]) -> list[str]:
    """Return the other charts of a chart's theme, of many the `MOST_RELATED` that are next to it."""
    at, most = theme.index(key), MOST_RELATED + 1
    first = max(0, min(at - most // 2, len(theme) - most))
    return [one for one in theme[first : first + most] if one != key]


def posters_of(pages: Sequence[Page], languages: Collection[str]) -> dict[str, Poster]:
    """Return path without its ending → poster, for the pages of charts in these languages."""
    return {
        chart_picture_path(page.language, page.content.chart.key): page.content.poster
        for page in pages
        if isinstance(page.content, ChartPage) and page.language in languages
    }


def _poster(localized: LocalizedSite, key: str) -> Poster:
    chart, words = localized.charts[key], localized.words
    sources = words["list.separator"].join(source.title for source in chart.sources)
    settings, language = localized.site.settings, localized.language
    feet = (
        *filter(None, (chart.other, words["chart.doubtful"] if chart.doubtful else "")),
        f"{words['chart.source']}{sources}",
        f"{settings.title[language]} · {localized.addresses.absolute(chart.path)}",
        settings.license_url,
    )
    return lay_out_poster(chart.chart, chart.measure.striptags(), feet)


def _embed(localized: LocalizedSite, path: SitePath, svg: SitePath, poster: Poster) -> str:
    """Return the HTML with which another site embeds a chart: a picture in a link, since the site's policy forbids frames."""
    page, picture = localized.addresses.absolute(path), localized.addresses.absolute(svg)
    text = f"{poster.title}. {poster.description}"
    return (
        f'<a href="{escape(page)}"><img src="{escape(picture)}" alt="{escape(text)}"'
        f' width="{poster.width:.0f}" height="{poster.height:.0f}" loading="lazy"></a>'
    )


def _by_theme(localized: LocalizedSite) -> list[tuple[str, tuple[str, ...]]]:
    """Return each theme that has charts, with the keys of these; charts without a theme come last, under an empty one."""
    charts = localized.site.charts
    groups = [
        (theme, tuple(key for key, chart in charts.items() if chart.theme == theme))
        for theme in (*localized.site.settings.themes, "")
    ]
    return [(theme, keys) for theme, keys in groups if keys]


def _places(localized: LocalizedSite, key: str) -> tuple[str, ...]:
    """Return the places with a seat of which a chart shows figures."""
    shown = {localized.site.facts[fact].place for fact in localized.site.charts[key].facts}
    return tuple(place for place in localized.site.seats if place in shown)


def _item(localized: LocalizedSite, key: str) -> ChartItem:
    chart = localized.charts[key]
    groups = (_theme_group(localized.site.charts[key].theme), *map(_place_group, _places(localized, key)))
    left_out = count_left_out(chart.chart)
    thumbnail = draw_thumbnail(chart.chart, localized.words.count("chart.left-out", left_out) if left_out else "")
    return ChartItem(chart.anchor, chart.path, chart.title_text, chart.measure, thumbnail, groups)


def _theme_group(theme: str) -> str:
    return f"theme-{theme or 'more'}"


def _place_group(place: str) -> str:
    return f"place-{place}"


def _link(localized: LocalizedSite, key: str) -> Link:
    chart = localized.charts[key]
    return Link(chart.title_text, chart.path, chart.measure.striptags())
