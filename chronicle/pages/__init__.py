"""Site and bodies → every page, as finished values: templates receive them and search for nothing.

`kinds` is the table of all kinds of pages; each has a maker here and a template in `templates/pages/`. `localizer` and
`localized`: one language of the site, with everything that its pages are made from.
"""

from chronicle.pages.chart_pages import posters_of as posters_of
from chronicle.pages.charts import chart_rows as chart_rows
from chronicle.pages.columns import column_title as column_title, short_figure as short_figure
from chronicle.pages.kinds import (
    PAGE_KINDS as PAGE_KINDS,
    make_pages as make_pages,
    make_text_pages as make_text_pages,
    update_pages as update_pages,
)
from chronicle.pages.links import Link as Link
from chronicle.pages.localized import LocalizedSite as LocalizedSite, localize_site as localize_site
from chronicle.pages.menus import MenuGroup as MenuGroup, find_current as find_current, make_menu as make_menu
from chronicle.pages.page import SETTINGS as SETTINGS, Page as Page, PageKind as PageKind
from chronicle.pages.profiles import is_county as is_county
