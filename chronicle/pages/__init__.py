"""Site and bodies → every page, as finished values: templates receive them and search for nothing.

`kinds` is the table of all kinds of pages; each has a maker here and a template in `templates/pages/`. `locale` and
`localized`: one language of the site with all that its pages are made from.
"""

from chronicle.pages.chart_pages import posters_of
from chronicle.pages.charts import ChartView, chart_rows
from chronicle.pages.kinds import PAGE_KINDS, make_pages, make_text_pages, update_pages
from chronicle.pages.links import Link
from chronicle.pages.localized import LocalizedSite, localize_site
from chronicle.pages.menus import MenuGroup, find_current, make_menu
from chronicle.pages.page import SETTINGS, Page, PageKind
from chronicle.pages.profiles import is_county

__all__ = [
    "PAGE_KINDS",
    "SETTINGS",
    "ChartView",
    "Link",
    "LocalizedSite",
    "MenuGroup",
    "Page",
    "PageKind",
    "chart_rows",
    "find_current",
    "is_county",
    "localize_site",
    "make_menu",
    "make_pages",
    "make_text_pages",
    "posters_of",
    "update_pages",
]
