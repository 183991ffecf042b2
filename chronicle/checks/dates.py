"""Rules of dates: nothing is dated after it was told, after the edition, or long before anything that the site tells of."""

from __future__ import annotations

from collections.abc import Iterator

from chronicle.checks.content import Content
from chronicle.dates import check_period
from chronicle.model import Fact
from chronicle.problems import Problem, Where

EARLY_HINT = "Correct it, or set 'earliest:' in site.yaml to the first year that the site covers."


def check_dates(content: Content) -> Iterator[Problem]:
    """A fact is no younger than its source, which is no younger than the edition; nothing is older than what the site tells of."""
    site = content.site
    where = site.registry.where
    if site.registry.spots["site"]["site"].document.get("updated") != site.settings.updated:
        return  # the day of the edition could not be read
    for fact in site.facts.values():
        if fact.as_of:
            yield from _check_fact(content, fact)
    for key, source in site.sources.items():
        if source.year > site.settings.updated[:4]:
            yield _later(content, where("source", key, "year"), f"The source '{key}' is of {source.year}")
    for key, event in site.events.items():
        yield from _check_range(content, where("event", key, "date"), f"The event '{key}'", event.date)
    for text in site.texts:
        name = f"The {text.kind} '{text.key}'"
        if text.updated > site.settings.updated:
            yield _later(content, where(text.kind, text.key, "updated"), f"{name} was changed on {text.updated}")
        for field in ("left", "announced"):
            if text.profile and (date := getattr(text.profile, field)):
                yield from _check_range(content, where(text.kind, text.key, "profile", field), name, date)


def _check_fact(content: Content, fact: Fact) -> Iterator[Problem]:
    """A fact that its source tells as planned may be dated after it."""
    site = content.site
    where = site.registry.where("fact", fact.id, "as_of")
    source = site.sources.get(fact.source)
    if fact.planned:
        return
    if source and fact.as_of[:4] > source.year:
        message = f"The fact '{fact.id}' is dated {fact.as_of}, after its source '{fact.source}' of {source.year}."
        hint = "Correct one of the dates; if the source only plans it, write 'planned: true'."
        yield Problem(where, "impossible-date", message, hint)
    else:
        yield from _check_range(content, where, f"The fact '{fact.id}'", fact.as_of)


def _check_range(content: Content, where: Where, name: str, date: str) -> Iterator[Problem]:
    """Yield a date that the calendar does not have, or that begins after the edition or before the first year that the site tells of."""
    settings, begin = content.site.settings, date.partition("/")[0]
    if mistake := check_period(date):
        yield Problem(
            where, "wrong-date", mistake, "Write a day, a month, a year or a period: 2013-12-31, 2020-09, 2016/2020."
        )
    elif begin[:4] < settings.earliest:
        message = f"{name} is dated {date}, before {settings.earliest}."
        yield Problem(where, "impossible-date", message, EARLY_HINT)
    elif begin > settings.updated[: len(begin)]:
        yield _later(content, where, f"{name} is dated {date}")


def _later(content: Content, where: Where, told: str) -> Problem:
    updated = content.site.settings.updated
    message = f"{told}, after the edition of {updated}."
    return Problem(
        where, "impossible-date", message, "Correct it, or correct 'updated:' in site.yaml, the date of this edition."
    )
