"""SVG as values: elements with escaped attributes and texts, and numbers without needless digits.

Colours and type are left to the style sheet: the site's policy allows no inline style, and a drawing has to follow the
reader's light or dark theme. So elements on pages have classes, never colours.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from markupsafe import Markup, escape

from chronicle import shapes
from chronicle.model import FACE_SIDE, Borrowed, Piece

DECIMALS = 1  # a tenth of a unit of the drawing is below what can be seen


def element(name: str, *children: str | Iterable[str], **attributes: str | float | None) -> Markup:
    """Return `<name attributes>children</name>`; text is escaped, Markup is not.

    Underscores in the names of attributes become hyphens, `class_` becomes `class`, and an attribute that is None is left out.
    """
    inner = "".join(_escape(one) for group in children for one in ([group] if isinstance(group, str) else group))
    given = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{_escape(value) if isinstance(value, str) else number(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    return Markup(f"<{name}{given}>{inner}</{name}>" if inner else f"<{name}{given}/>")


def _escape(text: str) -> Markup:
    """Return a text as HTML without the element that gives the language of a borrowed text, since SVG cannot contain it."""
    return escape(str(text) if isinstance(text, Borrowed) else text)


def number(value: float) -> str:
    """Return a number as SVG takes it, without needless digits: 12, 3.5."""
    text = f"{value:.{DECIMALS}f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


Attributes = Mapping[str, str | float | None]
Style = Callable[[str], Attributes]  # role → the attributes of its elements


def by_class(role: str) -> Attributes:
    """Return the class of a role, for a page, whose style sheet colours it; the role `label` needs no class."""
    return {"class_": None if role == "label" else role}


def by_colour(colours: Mapping[str, str]) -> Style:
    """Return a function that gives the attributes of a role, with its colours, for a file that no style sheet reaches."""

    def style(role: str) -> Attributes:
        look = shapes.LOOKS[role]
        return {
            "fill": shapes.colour_of(colours, look.fill) if look.fill else "none",
            "stroke": shapes.colour_of(colours, look.stroke) if look.stroke else None,
            "stroke_width": look.width if look.stroke and look.width != 1 else None,
            "stroke_dasharray": " ".join(map(number, look.dashes)) or None,
            "font_size": shapes.SIZES.get(role),
            "font_weight": "600" if role in shapes.BOLD else None,
            "text_decoration": "underline wavy 1px" if role == "value doubtful" else None,
        }

    return style


def draw_shape(shape: shapes.Shape, style: Style = by_class) -> Markup:
    """Return a shape as an element; `style` gives the attributes of a role."""
    looks = style(shapes.role_of(shape))
    if isinstance(shape, shapes.Label):
        tail = element("tspan", shape.tail, dx=shapes.SIZE / 2, **style("quiet")) if shape.tail else ""
        anchor = None if shape.anchor == "start" else shape.anchor
        return element("text", shape.text, tail, x=shape.x, y=shape.y, text_anchor=anchor, **looks)
    if isinstance(shape, shapes.Stroke):
        return element("line", x1=shape.x1, y1=shape.y1, x2=shape.x2, y2=shape.y2, **looks)
    if isinstance(shape, shapes.Face):
        place = f"translate({number(shape.x)} {number(shape.y)}) scale({shapes.FACE / FACE_SIDE:g})"
        return element("g", map(draw_piece, shape.drawing.pieces), transform=place, **looks)
    tip = element("title", shape.tip) if shape.tip else ""
    if isinstance(shape, shapes.Box):
        return element("rect", tip, x=shape.x, y=shape.y, width=shape.width, height=shape.height, **looks)
    return _draw_mark(shape, tip, looks)


def _draw_mark(mark: shapes.Mark, tip: str, looks: Attributes) -> Markup:
    if mark.series == 3:
        side = 2 * shapes.DOT - 1
        return element("rect", tip, x=mark.x - side / 2, y=mark.y - side / 2, width=side, height=side, **looks)
    return element("circle", tip, cx=mark.x, cy=mark.y, r=shapes.DOT, **looks)


def draw_piece(piece: Piece) -> Markup:
    """Return a piece of a face, in units of its square."""
    role = f"{piece.colour} {piece.kind}"
    if piece.kind == "dot":
        (x, y), radius = piece.points[0], piece.radius
        return element("circle", cx=x, cy=y, r=radius, class_=role)
    if piece.kind == "area":
        return element("polygon", points=points(piece.points), class_=role)
    return element("path", d=line_path(piece.points), class_=role)


def bar_extent(start: float, end: float, edge: float) -> tuple[float, float]:
    """Return (start, width) of a bar: at least one unit wide, so that zero can be seen too, and within the edge."""
    return min(start, edge - 1), max(1.0, end - start)


def line_path(pairs: Iterable[tuple[float, float]]) -> str:
    """Return the path of a line through points: `M0 1L2.5 3`."""
    return "M" + "L".join(f"{number(x)} {number(y)}" for x, y in pairs)


def points(pairs: Iterable[tuple[float, float]]) -> str:
    """Return points as a polyline or polygon takes them: `0,1 2.5,3`."""
    return " ".join(f"{number(x)},{number(y)}" for x, y in pairs)


def text(words: str, x: float, y: float, class_: str | None = None, anchor: str | None = None) -> Markup:
    """Return a line of text at a point; `anchor` is start, middle or end."""
    return element("text", words, x=x, y=y, class_=class_, text_anchor=anchor)
