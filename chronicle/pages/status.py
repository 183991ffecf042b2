"""The status board of translations, for editors: how much of each text is in step in each language.

It has no dates, so the same content gives the same bytes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from chronicle.model import Text
from chronicle.navigation import reading_order
from chronicle.pages.links import Link
from chronicle.pages.localized import LocalizedSite
from chronicle.pages.page import Page, PageKind
from chronicle.pairs import Step, find_steps
from chronicle.urls import SitePath, is_home_text, parallel_folder, text_path, with_anchor

PATH = SitePath("status/")


@dataclass(frozen=True)
class LanguageStatus:
    """The status of one language of a text: the number of its blocks, and how many of them are in step with the main language.

    `others` are texts about the blocks that are not in step: what has changed, and how many.
    """

    language: str
    name: str
    blocks: int
    in_step: int
    others: tuple[str, ...]
    link: SitePath


@dataclass(frozen=True)
class StatusRow:
    """A text, and the status of each of its written languages except the main one."""

    key: str
    link: Link
    languages: tuple[LanguageStatus, ...]


@dataclass(frozen=True)
class Status:
    """The status board: a row for each text."""

    rows: tuple[StatusRow, ...]

    @property
    def sums(self) -> tuple[LanguageStatus, ...]:
        """The sums of the numbers of blocks for each language, in the order of the columns."""
        return tuple(
            replace(column[0], blocks=sum(one.blocks for one in column), in_step=sum(one.in_step for one in column))
            for column in zip(*(row.languages for row in self.rows), strict=True)
        )


def make_status(kind: PageKind, localized_sites: Sequence[LocalizedSite]) -> Iterator[Page]:
    """Yield the status board; nothing for a site with only one written language."""
    main, *others = (one for one in localized_sites if one.written == one.language)
    if others:
        texts = (*main.site.pages.values(), *reading_order(main.site.parts))
        rows = tuple(_make_row(localized_sites, text) for text in texts)
        words = main.words
        yield Page(kind, main.language, PATH, words["status.title"], words["status.intro"], Status(rows))


def update_status(page: Page, localized_sites: Sequence[LocalizedSite], text: Text) -> Page:
    """Return the status board with a new row for a text that was edited; `localized_sites` need only the bodies of that text."""
    assert isinstance(page.content, Status)
    row = _make_row(localized_sites, text)
    rows = tuple(row if one.key == row.key else one for one in page.content.rows)
    return replace(page, content=Status(rows))


def _make_row(localized_sites: Sequence[LocalizedSite], text: Text) -> StatusRow:
    main, *others = (one for one in localized_sites if one.written == one.language)
    languages = tuple(_make_status(main, other, text) for other in others)
    return StatusRow(f"{text.kind} {text.key}", main.text_link(text), languages)


def _make_status(main: LocalizedSite, other: LocalizedSite, text: Text) -> LanguageStatus:
    first, half = text.halves[main.language], text.halves[other.language]
    name = main.site.settings.languages[other.language].name
    if half.borrowed:
        blocks = 1 + len(main.bodies[first.path].blocks)
        told, link = main.words["status.untranslated"], text_path(other.language, text)
        return LanguageStatus(other.language, name, blocks, 0, (told,), link)
    seen = main.site.steps.get(half.path, frozenset())
    steps = tuple(find_steps(first, main.bodies[first.path], half, other.bodies[half.path], seen))
    open_ = [step for step in steps if step.state != "in-step"]
    counts = Counter(told for step in open_ for told in _tell(step, main, other))
    others = tuple(_write(main, word, language, n) for (word, language), n in counts.items())
    return LanguageStatus(
        other.language, name, len(steps), len(steps) - len(open_), others, _find_place(main, other, text, open_)
    )


def _write(main: LocalizedSite, word: str, language: str, n: int) -> str:
    return (
        main.words.fill(word, n=str(n))
        if word == "status.unseen"
        else main.words.fill(word, n=str(n), language=language)
    )


def _tell(step: Step, main: LocalizedSite, other: LocalizedSite) -> Iterator[tuple[str, str]]:
    """Yield what has changed in a step, as (key of the interface word, name of the language)."""
    names = main.site.settings.languages
    first, second = names[main.language].name, names[other.language].name
    if step.state == "unseen":
        yield "status.unseen", second
    if step.state in ("main-changed", "both-changed"):
        yield "status.changed", first
    if step.state in ("other-changed", "both-changed"):
        yield "status.changed", second
    if step.state in ("missing", "added"):
        yield "status.missing", second if step.state == "missing" else first


def _find_place(main: LocalizedSite, other: LocalizedSite, text: Text, steps: Sequence[Step]) -> SitePath:
    """Return the path of the parallel page of a text, with the anchor of the first block of `steps`.

    The text of the home page has no parallel page: return the path of its page in the other language.
    """
    if is_home_text(text):
        return text_path(other.language, text)
    anchor = next((step.anchor for step in steps if step.anchor), "")
    return with_anchor(text_path(parallel_folder((main.language, other.language)), text), anchor)
