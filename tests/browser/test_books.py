"""Books as a reading system on a phone shows them: pages are columns of one wide window."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser

from chronicle.assets import join_styles
from chronicle.colours import read_colours
from chronicle.reading import Project, read_static, read_templates
from chronicle.templating import make_environment, render_template

PROJECT = Project(Path(__file__).parent.parent.parent)
HEADS = (
    "Place",
    "Households helped",
    "Amount",
    "Beneficiaries",
    "Registered households",
    "Announcement",
    "Responsibility",
)


def test_a_wide_table_fits_a_page(browser: Browser) -> None:
    """A table of seven columns of long words is as wide as a page of 320 pixels with letters a quarter larger, in a window of many pages."""
    colours, _ = read_colours(join_styles(read_static(PROJECT)))
    style = render_template(make_environment(read_templates(PROJECT)), "book/book.css", {"colours": colours})
    row = "".join(f"<td>{head}</td>" for head in HEADS)
    page = browser.new_page(viewport={"width": 4000, "height": 640})
    page.set_content(
        f"<!doctype html><html lang=en><style>{style} html {{ font-size: 20px }} body {{ column-width: 320px; column-gap: 0; column-fill: auto; width: 3200px; height: 600px; margin: 0 }}"
        f"</style><body><table><tr>{row}</tr></table>"
    )
    assert page.evaluate("document.querySelector('table').offsetWidth") <= 320
    page.close()
