"""Shared parts of all layouts: lines of text, the key of the series, the space for labels beside their bars."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from chronicle.charts.nouns import Scaled, ScaledRow, Sheet, Value
from chronicle.lines import BOLD_LETTER, break_lines, estimate_width
from chronicle.shapes import DOT, FACE, SIZE, Box, Label, Mark, Shape

LINE = 17.0  # from one line of text to the next
RISE = 13.0  # from the top of a line to its foot
GAP = 9.0  # between rows
SPACE = 8.0  # between things side by side
ARROW = " → "
DATES = 0.3  # the greatest share of the width that dates may take, if they are wider than the labels
UNIT, PITCH = 10.0, 13.0  # the side of a square, and the distance from one square to the next

Shapes = list[Shape]


def width_of(text: str) -> float:
    """Return an estimate of the width of a line of text, in units of the drawing; the reader's font is not known."""
    return estimate_width(text, SIZE)


def figure_width(text: str) -> float:
    """Return an estimate of the width of a figure, which is bold, in units of the drawing."""
    return estimate_width(text, SIZE, BOLD_LETTER)


def label_room(scaled: Scaled, sheet: Sheet, dates: Sequence[str] = ()) -> float:
    """Return the width of the column of faces, labels and dates, with the space after it; zero if labels are above the bars."""
    if not sheet.beside:
        return 0.0
    labels = min(max(width_of(row.label) for row in scaled.rows), sheet.width * sheet.share)
    labels = max(labels, min(max(map(width_of, dates), default=0.0), sheet.width * DATES))
    return face_room(scaled.rows) + labels + SPACE


def face_room(rows: Sequence[ScaledRow]) -> float:
    """Return the width of the column of faces, with the space behind it; zero if no row has one."""
    return FACE + SPACE if any(row.face for row in rows) else 0.0


def label_lines(label: str, when: str, room: float) -> list[tuple[str, str]]:
    """Return the lines of a label with its date, as (text, tail): the tail follows the text in a quiet style.

    The date is the tail of the last line if there is room, otherwise it has lines of its own, with an empty text.
    """
    lines = break_lines(label, room, width_of) or [""]
    if width_of(f"{lines[-1]}  {when}") <= room:
        return [*((line, "") for line in lines[:-1]), (lines[-1], when)]
    return [*((line, "") for line in lines), *(("", part) for part in arrow_lines(when, room))]


def arrow_lines(text: str, room: float, measure: Callable[[str], float] = width_of) -> list[str]:
    """Return the lines of a date or figure; two with an arrow between them that do not fit on one line are broken after the arrow."""
    first, arrow, then = text.partition(ARROW)
    parts = [first + arrow, then] if then and measure(text) > room else [text]
    return [line for part in parts for line in break_lines(part, room, measure)]


def place_lines(label: str, when: str, left: float, room: float, y: float, shapes: Shapes) -> float:
    """Place a label, broken into lines if needed, with its date after or below it; return the y at which the next thing begins."""
    for line, tail in label_lines(label, when, room):
        shapes.append(Label(line, left, y + RISE, tail=tail) if line else Label(tail, left, y + RISE, "quiet"))
        y += LINE
    return y + 1


def place_head(label: str, figure: Value, sheet: Sheet, y: float, shapes: Shapes) -> float:
    """Place the label of a row with the date of its figure at the left edge and the figure at the right edge; return the y at which the content below them begins.

    If they do not fit side by side, the label has its own lines, and the figure is below it, beside the date if that fits.
    """
    when, room = figure.when, sheet.width - figure_width(figure.text) - SPACE
    if room < sheet.width / 3 and max(width_of(label), width_of(when)) > room:
        y = place_lines(label, "", 0, sheet.width, y, shapes) - 1
        for line in arrow_lines(when, sheet.width):
            shapes.append(Label(line, 0, y + RISE, "quiet"))
            y += LINE
        y -= LINE if when and width_of(when) <= room else 0
        for line in arrow_lines(figure.text, sheet.width, figure_width):
            shapes.append(Label(line, sheet.width, y + RISE, figure.role, "end"))
            y += LINE
        return y + 1
    shapes.append(Label(figure.text, sheet.width, y + RISE, figure.role, "end"))
    return place_lines(label, when, 0, room, y, shapes)


def place_key(names: Sequence[str], looks: Sequence[int | str], sheet: Sheet, shapes: Shapes) -> float:
    """Place the key: the name of each series after a sample of its look, side by side as far as there is room; return the y below it.

    A look is the number of a mark or the role of a box.
    """
    x, y = 0.0, 0.0
    for name, look in zip(names, looks, strict=False):
        width = width_of(name) + 3 * DOT + 2 * SPACE
        if x and x + width > sheet.width:
            x, y = 0.0, y + LINE
        if isinstance(look, int):
            shapes.append(Mark(x + DOT + 1, y + RISE - 4, look))
        else:
            shapes.append(Box(x + 1, y + 4, UNIT, UNIT, look))
        shapes.append(Label(name, x + UNIT + 6, y + RISE, "quiet"))
        x += width
    return y + LINE + 1.5 * GAP if names else 0.0


def place_below(text: str, x: float, sheet: Sheet, y: float) -> Label:
    """Return a line of text centred below a point; near an edge it is aligned to that edge, because its width is only an estimate."""
    half = width_of(text) / 2
    if x < half:
        return Label(text, 0, y, "quiet")
    return (
        Label(text, sheet.width, y, "quiet", "end") if x > sheet.width - half else Label(text, x, y, "quiet", "middle")
    )


def tell_value(label: str, value: Value) -> str:
    """Return the text that is shown when a reader points at a value: its label, the figure with its unit, the date."""
    return value.colon.join(filter(None, (label, ", ".join(filter(None, (value.full or value.text, value.when))))))


def common_date(row: ScaledRow) -> str:
    """Return the date that all values of a row share; empty if they differ."""
    dates = {value.when for value in row.values}
    return dates.pop() if len(dates) == 1 else ""
