"""The clocks: for each place, the dates `left` and `announced` of its chapter's profile, on one line of years.

`left` is from the record of all places, `announced` from the place's own source.
"""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from chronicle.charts import Chart, Row, Tick, Value, draw_chart
from chronicle.dates import years_of
from chronicle.model import Profile
from chronicle.pages.charts import moment_of
from chronicle.pages.columns import county_link
from chronicle.pages.links import Link
from chronicle.pages.localized import LocalizedSite
from chronicle.urls import fixed_path, home_path, with_anchor


@dataclass(frozen=True)
class ClockRow:
    """A place with both dates in words; `announced` may be empty."""

    place: Link
    left: str
    announced: str


@dataclass(frozen=True)
class Clocks:
    """The drawing, and the same as a table."""

    drawing: Markup
    rows: tuple[ClockRow, ...]


def make_clocks(localized: LocalizedSite) -> Clocks | None:
    """Return the clocks of every place whose profile has `left`; None if none of these profiles has `announced`."""
    dated = _dated_places(localized)
    if not dated:
        return None
    rows = tuple(
        ClockRow(county_link(localized, place), localized.period(profile.left), localized.period(profile.announced))
        for place, profile in dated
    )
    return Clocks(draw_chart(_chart(localized, [profile for _, profile in dated], rows)), rows)


def clocks_link(localized: LocalizedSite) -> Link | None:
    """Return the link to the clocks: on the page of doubtful figures, or on the home page if there is none; None if there are no clocks."""
    language, has_doubts = localized.language, any(fact.doubtful for fact in localized.facts.values())
    page = fixed_path(language, "doubtful") if has_doubts else home_path(language)
    return Link(localized.words["clocks.title"], with_anchor(page, "clocks")) if _dated_places(localized) else None


def _dated_places(localized: LocalizedSite) -> list[tuple[str, Profile]]:
    """Return each place whose profile has `left`, with the profile, the earliest first; none if no such profile has `announced`."""
    chapters = localized.site.chapters
    dated = [(text.place, text.profile) for text in chapters if text.place and text.profile and text.profile.left]
    has_own = any(profile.announced for _, profile in dated)
    return sorted(dated, key=lambda one: (one[1].left, one[1].announced)) if has_own else []


def _chart(localized: LocalizedSite, profiles: list[Profile], rows: tuple[ClockRow, ...]) -> Chart:
    words = localized.words
    dates = [date for profile in profiles for date in (profile.left, profile.announced) if date]
    years = [year for date in dates for year in years_of(date)]
    unknown = Value(words["clocks.not-given"])
    return Chart(
        key=f"clocks-{localized.language}",
        kind="change",
        title=words["clocks.title"],
        description=words["clocks.description"],
        rows=tuple(
            Row(
                row.place.title,
                (
                    Value(row.left, moment_of(profile.left), full=words.fill("clocks.left", date=row.left)),
                    Value(
                        row.announced,
                        moment_of(profile.announced),
                        full=words.fill("clocks.announced", date=row.announced),
                    )
                    if row.announced
                    else unknown,
                ),
            )
            for profile, row in zip(profiles, rows, strict=True)
        ),
        series=(words["clocks.record"], words["clocks.own"]),
        ticks=tuple(Tick(year, localized.period(f"{year}")) for year in range(min(years), max(years) + 2)),
    )
