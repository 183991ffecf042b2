"""Rules of dates: no fact is dated after its source, and nothing after the edition or before the earliest year of the site."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from chronicle.checks.content import Content
from chronicle.dates import check_period
from chronicle.model import Fact
from chronicle.problems import Problem, Where

EARLY_HINT = "Correct it, or set 'earliest:' in site.yaml to the first year that the site covers."
LATE_HINT = "Correct it, or correct 'updated:' in site.yaml, the date of this edition."
MANY = 10  # with so many wrong dates, probably the setting is wrong with which they are compared
# A date and its problem.
Dated = tuple[str, Problem]


def check_dates(content: Content) -> Iterator[Problem]:
    """No fact is dated after its source, no source after the edition, and nothing before the earliest year of the site."""
    settings = content.site.settings
    if content.site.registry.spots["site"]["site"].document.get("updated") != settings.updated:
        return  # the day of the edition could not be read
    found = list(_find_dates(content))
    yield from (problem for _, problem in found if problem.hint not in (EARLY_HINT, LATE_HINT))
    for hint, farthest, told in (
        (EARLY_HINT, min, f"dates are before {settings.earliest}; the earliest is"),
        (LATE_HINT, max, f"dates are after the edition of {settings.updated}; the latest is"),
    ):
        alike = [(date, problem) for date, problem in found if problem.hint == hint]
        if len(alike) < MANY:
            yield from (problem for _, problem in alike)
        else:  # one problem in place of all, at the farthest date
            date, problem = farthest(alike, key=lambda one: one[0])
            yield replace(problem, message=f"{len(alike)} {told} {date}, here.")


def _find_dates(content: Content) -> Iterator[Dated]:
    """Yield each wrong date with its problem."""
    site = content.site
    where = site.registry.where
    for fact in site.facts.values():
        if fact.as_of:
            yield from _check_fact(content, fact)
    for key, source in site.sources.items():
        if source.year > site.settings.updated[:4]:
            yield _later(content, where("source", key, "year"), f"The source '{key}' is of {source.year}", source.year)
    for key, event in site.events.items():
        yield from _check_range(content, where("event", key, "date"), f"The event '{key}'", event.date)
    for text in site.texts:
        name = f"The {text.kind} '{text.key}'"
        if text.updated > site.settings.updated:
            told = f"{name} was changed on {text.updated}"
            yield _later(content, where(text.kind, text.key, "updated"), told, text.updated)
        for field in ("left", "announced"):
            if text.profile and (date := getattr(text.profile, field)):
                at = where(text.kind, text.key, "profile", field)
                if date.endswith("/.."):
                    hint = "Write when it was: a day, a month, a year, or a period with an end, 2016/2020."
                    yield date, Problem(at, "wrong-date", f"The period '{date}' has no end.", hint)
                else:
                    yield from _check_range(content, at, name, date)


def _check_fact(content: Content, fact: Fact) -> Iterator[Dated]:
    """A fact is not dated after its source, unless it is planned."""
    site = content.site
    where = site.registry.where("fact", fact.id, "as_of")
    source = site.sources.get(fact.source)
    if fact.planned:
        return
    if source and fact.as_of[:4] > source.year:
        message = f"The fact '{fact.id}' is dated {fact.as_of}, after its source '{fact.source}' of {source.year}."
        hint = "Correct one of the dates; if the source only plans it, write 'planned: true'."
        yield fact.as_of, Problem(where, "impossible-date", message, hint)
    else:
        yield from _check_range(content, where, f"The fact '{fact.id}'", fact.as_of)


def _check_range(content: Content, where: Where, name: str, date: str) -> Iterator[Dated]:
    """Yield a date that does not exist in the calendar, or that begins after the edition or before the earliest year of the site."""
    settings, begin = content.site.settings, date.partition("/")[0]
    if mistake := check_period(date):
        hint = "Write a day, a month, a year or a period: 2013-12-31, 2020-09, 2016/2020."
        yield date, Problem(where, "wrong-date", mistake, hint)
    elif begin[:4] < settings.earliest:
        message = f"{name} is dated {date}, before {settings.earliest}."
        yield begin, Problem(where, "impossible-date", message, EARLY_HINT)
    elif begin > settings.updated[: len(begin)]:
        yield _later(content, where, f"{name} is dated {date}", begin)


def _later(content: Content, where: Where, told: str, date: str) -> Dated:
    message = f"{told}, after the edition of {content.site.settings.updated}."
    return date, Problem(where, "impossible-date", message, LATE_HINT)
