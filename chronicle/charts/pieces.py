"""Shared parts of all layouts: lines of text, the key of the series, the space for labels beside their bars."""

from __future__ import annotations

from collections.abc import Sequence

from chronicle.charts.nouns import Scaled, ScaledRow, Sheet, Value
from chronicle.lines import BOLD_LETTER, break_lines, estimate_width
from chronicle.shapes import DOT, FACE, SIZE, Box, Label, Mark, Shape

LINE = 17.0  # from one line of text to the next
RISE = 13.0  # from the top of a line to its foot
GAP = 9.0  # between rows
SPACE = 8.0  # between what stands side by side
ARROW = " → "
DATES = 0.3  # of the width, the most that is taken for dates alone
UNIT, PITCH = 10.0, 13.0  # a square that stands for one, and the way to the next

Shapes = list[Shape]


def width_of(text: str) -> float:
    """Return about how wide a line of text is, in units of the drawing, as far as can be told without the reader's font."""
    return estimate_width(text, SIZE)


def figure_width(text: str) -> float:
    """Return about how wide a figure is, which is set bold."""
    return estimate_width(text, SIZE, BOLD_LETTER)


def label_room(scaled: Scaled, sheet: Sheet, dates: Sequence[str] = ()) -> float:
    """Return the width of the column of labels, of dates below them, and of faces, with the space behind it; zero if labels stand above."""
    if not sheet.beside:
        return 0.0
    labels = min(max(width_of(row.label) for row in scaled.rows), sheet.width * sheet.share)
    labels = max(labels, min(max(map(width_of, dates), default=0.0), sheet.width * DATES))
    return face_room(scaled.rows) + labels + SPACE


def face_room(rows: Sequence[ScaledRow]) -> float:
    """Return the width of the column of faces, with the space behind it; zero if no row has one."""
    return FACE + SPACE if any(row.face for row in rows) else 0.0


def label_lines(label: str, when: str, room: float) -> list[tuple[str, str]]:
    """Return the lines of a label with its date, each as a text and what follows it quietly; a date has its own where it must."""
    lines = break_lines(label, room, width_of) or [""]
    if width_of(f"{lines[-1]}  {when}") <= room:
        return [*((line, "") for line in lines[:-1]), (lines[-1], when)]
    return [*((line, "") for line in lines), *(("", part) for part in _date_lines(when, room))]


def _date_lines(when: str, room: float) -> list[str]:
    """Return the lines of a date; where two dates need more than one, they part at their arrow."""
    first, arrow, then = when.partition(ARROW)
    parts = [first + arrow, then] if then and width_of(when) > room else [when]
    return [line for part in parts for line in break_lines(part, room, width_of)]


def place_lines(label: str, when: str, left: float, room: float, y: float, shapes: Shapes) -> float:
    """Place a label, broken where it must be, and its date behind it or below it; return where the next thing begins."""
    for line, tail in label_lines(label, when, room):
        shapes.append(Label(line, left, y + RISE, tail=tail) if line else Label(tail, left, y + RISE, "quiet"))
        y += LINE
    return y + 1


def place_head(label: str, figure: Value, when: str, sheet: Sheet, y: float, shapes: Shapes) -> float:
    """Place the label of a row and, at the other edge, its figure; return where what they head begins.

    Where they do not fit side by side, the label has its own lines and the figure shares the next with the date.
    """
    room = sheet.width - figure_width(figure.text) - SPACE
    if room < sheet.width / 3 and width_of(label) > room:
        y = place_lines(label, "", 0, sheet.width, y, shapes) - 1
        if when:
            shapes.append(Label(when, 0, y + RISE, "quiet"))
            y += LINE if width_of(when) > room else 0
        shapes.append(Label(figure.text, sheet.width, y + RISE, figure.role, "end"))
        return y + LINE + 1
    shapes.append(Label(figure.text, sheet.width, y + RISE, figure.role, "end"))
    return place_lines(label, when, 0, room, y, shapes)


def place_key(names: Sequence[str], looks: Sequence[int | str], sheet: Sheet, shapes: Shapes) -> float:
    """Place the names of the series behind their looks, a point's or a bar's, side by side where there is room."""
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
    """Return a line of text in the middle below a point; at an edge it is tied to that, since how wide it is can only be guessed."""
    half = width_of(text) / 2
    if x < half:
        return Label(text, 0, y, "quiet")
    return (
        Label(text, sheet.width, y, "quiet", "end") if x > sheet.width - half else Label(text, x, y, "quiet", "middle")
    )


def tell_value(label: str, value: Value) -> str:
    """Return what is said of a value where a reader points at it."""
    return ": ".join(filter(None, (label, ", ".join(filter(None, (value.full or value.text, value.when))))))


def common_date(row: ScaledRow) -> str:
    """Return the date of a row where its values share one."""
    dates = {value.when for value in row.values}
    return dates.pop() if len(dates) == 1 else ""
