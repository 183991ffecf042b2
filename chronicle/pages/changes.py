"""The page of changes since an earlier edition; it exists only if the site was compared with one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from chronicle.derivation import derive
from chronicle.editions import FactChange, FactRecord, TextChange
from chronicle.pages.links import Link
from chronicle.pages.localized import LocalizedSite
from chronicle.pages.page import Page, PageKind, fixed_page
from chronicle.urls import SitePath, fact_path


@dataclass(frozen=True)
class ChangedFigure:
    """A figure before and after the changes; `before` is empty for a new one, `after` for a removed one, which has no path either.

    `sheet` is the title of its fact sheet, empty if that was removed too.
    """

    sheet: str
    label: str
    path: SitePath | None
    before: str
    after: str


@dataclass(frozen=True)
class ChangedText:
    """A text that both editions have; `blocks` is the number of its blocks that are new, changed or removed."""

    link: Link
    blocks: int


@dataclass(frozen=True)
class ChangesPage:
    """The page of changes; `since` is the date of the earlier edition in words, `gone_texts` are the titles of removed texts."""

    since: str
    changed: tuple[ChangedFigure, ...]
    new: tuple[ChangedFigure, ...]
    gone: tuple[ChangedFigure, ...]
    doubted: tuple[ChangedFigure, ...]
    settled: tuple[ChangedFigure, ...]
    texts: tuple[ChangedText, ...]
    new_texts: tuple[Link, ...]
    gone_texts: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        """Return whether nothing has changed."""
        return not any(value for name, value in vars(self).items() if name != "since")


def make_changes(kind: PageKind, localized: LocalizedSite) -> Iterator[Page]:
    """Yield the page of changes since an earlier edition: figures, doubts, texts; nothing if the site was not compared with one."""
    if localized.changes:
        yield fixed_page(kind, localized, _list_changes(localized))


def _list_changes(localized: LocalizedSite) -> ChangesPage:
    assert localized.changes, "the page is made of these"
    changes = derive(localized.changes, localized.site.derived)
    figures = [one for one in changes.facts if one.is_figure]
    texts = changes.texts.get(localized.language, ())
    return ChangesPage(
        since=localized.day(changes.since),
        changed=tuple(_view(one, localized) for one in figures if one.before and one.after),
        new=tuple(_view(one, localized) for one in figures if not one.before),
        gone=tuple(_view(one, localized) for one in figures if not one.after),
        doubted=tuple(_view(one, localized) for one in changes.facts if one.is_doubted),
        settled=tuple(_view(one, localized) for one in changes.facts if one.is_settled),
        texts=tuple(ChangedText(_link(one, localized), one.blocks) for one in texts if one.before and one.after),
        new_texts=tuple(_link(one, localized) for one in texts if not one.before),
        gone_texts=tuple(one.before.title for one in texts if one.before and not one.after),
    )


def _view(change: FactChange, localized: LocalizedSite) -> ChangedFigure:
    language, record = localized.language, change.after or change.before
    label = record.labels.get(language, change.id) if record else change.id
    path = fact_path(language, change.id) if change.after else None
    sheet = localized.site.sheets.get(change.id.partition(".")[0])
    title = sheet.title[language] if sheet else ""
    return ChangedFigure(title, label, path, _text(change.before, language), _text(change.after, language))


def _text(record: FactRecord | None, language: str) -> str:
    """Return a figure as the language writes it, or as printed if the edition did not have the language; empty for no record."""
    return record.texts.get(language, record.printed) if record else ""


def _link(change: TextChange, localized: LocalizedSite) -> Link:
    kind, _, key = change.key.partition(":")
    return localized.links[kind, key]
