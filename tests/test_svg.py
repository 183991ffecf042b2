"""SVG as values."""

from __future__ import annotations

import pytest
from markupsafe import Markup

from chronicle.svg import element, number, points, text


def test_texts_and_attributes_are_escaped() -> None:
    """What comes from content cannot end an element or an attribute."""
    made = element("title", "a < b & c", class_='x" onload="y')
    assert made == '<title class="x&#34; onload=&#34;y">a &lt; b &amp; c</title>'


def test_elements_nest() -> None:
    """Elements inside elements stay elements; lists of them may be given as they are."""
    bars = [element("rect", x=number, width=2.0) for number in (0, 10.25)]
    assert element("g", bars, text("12%", 3, 4, anchor="end")) == Markup(
        '<g><rect x="0" width="2"/><rect x="10.2" width="2"/><text x="3" y="4" text-anchor="end">12%</text></g>'
    )


def test_an_attribute_without_a_value_is_left_out() -> None:
    """None stands for an attribute that is not there; hyphens are written as underscores."""
    assert element("path", d="M0 0", stroke_width=None, stroke_dasharray="2 2") == (
        '<path d="M0 0" stroke-dasharray="2 2"/>'
    )


@pytest.mark.parametrize(("value", "shown"), [(12, "12"), (3.5, "3.5"), (-0.01, "0"), (0.26, "0.3"), (100, "100")])
def test_numbers_are_short(value: float, shown: str) -> None:
    """A number has one decimal at most, and none that is zero."""
    assert number(value) == shown


def test_points_are_pairs() -> None:
    """Points are written as polylines take them."""
    assert points([(0, 1), (2.55, 3)]) == "0,1 2.5,3"
