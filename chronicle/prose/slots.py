"""Slots: places in a draft that are filled when the values of its references are known."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import escape
from typing import TypeAlias

from chronicle.dates import format_period
from chronicle.figures import Form
from chronicle.lines import estimate_width
from chronicle.model import SafeHtml
from chronicle.prose.images import picture_link
from chronicle.prose.joints import begin_with_capital, drop_stop, ends_with_stop
from chronicle.prose.references import References, work_out
from chronicle.relations import Calculation
from chronicle.scripts import own_digits
from chronicle.urls import figure_anchor

ON_ONE_LINE = 14  # a figure or period of this width in ems fits on every line


@dataclass(frozen=True)
class FigureSlot:
    """A figure in a text. It links to its detail (`leads`), unless it is inside a link. `use` is the anchor of the first use of a fact, else empty."""

    fact: str
    form: Form
    leads: bool
    use: str


@dataclass(frozen=True)
class CalculationSlot:
    """A figure calculated from others. `uses` are the anchors of those facts that the text uses here for the first time."""

    calculation: Calculation
    form: Form
    uses: tuple[str, ...]


@dataclass(frozen=True)
class PeriodSlot:
    """A date as its language writes it."""

    period: str


@dataclass(frozen=True)
class NoteSlot:
    """The number of a note. The list of notes links back to the first use of each note."""

    number: int
    is_first: bool
    in_link: bool


@dataclass(frozen=True)
class LinkSlot:
    """The address of a link to something of the site. `anchor` is that of a heading there, or empty."""

    kind: str
    key: str
    anchor: str


@dataclass(frozen=True)
class ImageSlot:
    """The picture of an image. `path` is the path of its file."""

    path: str
    alternative: tuple[str | Slot, ...]


@dataclass(frozen=True)
class CreditSlot:
    """The credit of an image: after its caption, or as its caption."""

    path: str
    is_caption: bool


@dataclass(frozen=True)
class ChartSlot:
    """A chart, which the page inserts."""

    chart: str


Slot: TypeAlias = FigureSlot | CalculationSlot | PeriodSlot | NoteSlot | LinkSlot | ImageSlot | CreditSlot | ChartSlot


def fill_html(pieces: Iterable[str | Slot], references: References) -> SafeHtml:
    """Return clean HTML with its slots filled; a figure that does not exist is shown as its reference: `{sheet.key}`."""
    return SafeHtml("".join(_filled(pieces, lambda slot: _fill(slot, references), references.locale)))


def fill_text(pieces: Iterable[str | Slot], references: References) -> str:
    """Return text with its slots filled."""
    return "".join(_filled(pieces, lambda slot: slot_text(slot, references), references.locale))


def _filled(pieces: Iterable[str | Slot], fill: Callable[[Slot], str], locale: str) -> Iterator[str]:
    """Yield pieces with their slots filled, joined to the text around them."""
    has_stop = False
    before = deque(["\n"], maxlen=6)
    for piece in pieces:
        if isinstance(piece, str):
            shown = drop_stop(piece) if has_stop else piece
        else:
            shown = fill(piece)
            if isinstance(piece, FigureSlot | CalculationSlot | PeriodSlot):
                shown = begin_with_capital(shown, locale, "".join(before))
        if not isinstance(piece, NoteSlot):
            before.append(shown)
        has_stop = not isinstance(piece, str) and ends_with_stop(shown)
        yield shown


def slot_text(slot: Slot, references: References) -> str:
    """Return the plain text of a slot; empty for a link, a chart, an image or a credit."""
    match slot:
        case FigureSlot():
            figure = references.figures.get(slot.fact)
            return figure.text.show(slot.form) if figure else f"{{{slot.fact}}}"
        case CalculationSlot():
            worked = work_out(slot.calculation, references)
            return worked.text.show(slot.form) if worked else ""
        case PeriodSlot():
            return format_period(slot.period, references.locale, references.words)
        case NoteSlot():
            return str(slot.number)
        case LinkSlot() | ChartSlot() | ImageSlot() | CreditSlot():
            return ""


def _fill(slot: Slot, references: References) -> str:
    match slot:
        case FigureSlot():
            return _figure(slot, references)
        case CalculationSlot():
            return _calculation(slot, references)
        case PeriodSlot():
            text = escape(slot_text(slot, references), quote=False)
            # The attribute `datetime` cannot hold a period such as 2016/2019.
            if "/" not in slot.period:
                return _element("time", {"datetime": slot.period}, text)
            return _element("span", {"class": "" if is_long(text) else "whole"}, text)
        case NoteSlot():
            return _note(slot, references)
        case LinkSlot():
            found = references.links.get(f"{slot.kind}:{slot.key}", "")
            return escape(f"{found.partition('#')[0]}#{slot.anchor}" if found and slot.anchor else found)
        case ChartSlot():
            return ""  # the chart is drawn with the page
        case ImageSlot():
            image = references.images.get(slot.path)
            return picture_link(image, fill_text(slot.alternative, references), references.words) if image else ""
        case CreditSlot():
            image = references.images.get(slot.path)
            credit = _element("small", {}, escape(image.credit, quote=False)) if image and image.credit else ""
            return _element("figcaption", {}, credit) if credit and slot.is_caption else credit and f"\n{credit}"


def is_long(text: str) -> bool:
    """Return whether a figure or period is wider than some lines."""
    return estimate_width(text, 1) > ON_ONE_LINE


def _figure(slot: FigureSlot, references: References) -> str:
    figure = references.figures.get(slot.fact)
    text = escape(slot_text(slot, references), quote=False)
    if figure is None:
        return _element("span", {}, text)
    shape = {"class": "long" if is_long(text) else ""}
    if not slot.leads:
        return _element("data", {**shape, "id": slot.use, "value": figure.value}, text)
    link = {
        "class": "figure doubtful" if figure.is_doubtful else "figure",
        "href": f"#{figure_anchor(slot.fact)}",
        "id": slot.use,
    }
    return _element("a", link, _element("data", {**shape, "value": figure.value}, text))


def _calculation(slot: CalculationSlot, references: References) -> str:
    worked = work_out(slot.calculation, references)
    html = escape(slot_text(slot, references), quote=False)
    html = _element("data", {"value": worked.value}, html) if worked else html
    for use in slot.uses:
        html = _element("span", {"id": use}, html)
    return html


def _note(slot: NoteSlot, references: References) -> str:
    anchor = f"note-{slot.number}-text" if slot.is_first else ""
    mark = own_digits(str(slot.number), references.locale)
    if slot.in_link:
        return _element("sup", {"id": anchor}, mark)
    label = references.words.fill("note.label", n=slot.number)
    link = {"aria-label": label, "class": "note", "href": f"#note-{slot.number}", "id": anchor}
    return _element("sup", {}, _element("a", link, mark))


def _element(tag: str, attributes: Mapping[str, str], inside: str) -> str:
    """Return an element with those of its attributes that have a value."""
    written = "".join(f' {name}="{escape(value)}"' for name, value in attributes.items() if value)
    return f"<{tag}{written}>{inside}</{tag}>"
