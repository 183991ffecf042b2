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


def test_wide_tables_fit_a_page(browser: Browser) -> None:
    """Tables of two to seven columns of long words are as wide as a page of 320 pixels with letters a quarter larger, in a window of many pages."""
    colours, _ = read_colours(join_styles(read_static(PROJECT)))
    style = render_template(
        make_environment(read_templates(PROJECT)), "book/book.css", {"colours": colours, "book": {"counter": "decimal"}}
    )
    pages = "body { column-width: 320px; column-gap: 0; column-fill: auto; width: 3200px; height: 600px; margin: 0 }"
    rows = ["".join(f"<td>{head}</td>" for head in HEADS[:columns]) for columns in range(2, len(HEADS) + 1)]
    tables = "".join(f"<table><tr>{row}</tr></table>" for row in rows)
    page = browser.new_page(viewport={"width": 4000, "height": 640})
    page.set_content(
        f"<!doctype html><html lang=en><style>{style} html {{ font-size: 20px }} {pages}</style><body>{tables}"
    )
    widths = page.evaluate("[...document.querySelectorAll('table')].map((table) => table.offsetWidth)")
    assert widths == [320] * len(rows)
    page.close()
