"""What HTML gets through, and reading the raw HTML that a text has in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from html.parser import HTMLParser

import nh3

TAGS = {
    "a", "abbr", "b", "blockquote", "br", "cite", "code", "data", "dd", "del", "details", "div", "dl", "dt", "em", "h1", "h2", "h3", "h4",
    "h5", "h6", "hr", "i", "ins", "kbd", "li", "mark", "ol", "p", "pre", "q", "rp", "rt", "ruby", "s", "small", "span", "strong", "sub",
    "summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "time", "tr", "u", "ul",
}  # fmt: skip
ATTRIBUTES = {
    "*": {"lang", "dir", "title", "id"},
    "a": {"href", "aria-label"},
    "abbr": {"title"},
    "data": {"value"},
    "time": {"datetime"},
    "div": {"role", "tabindex", "aria-label"},
    "ol": {"start", "reversed"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
}
CLASSES = {"a": {"figure", "note"}, "div": {"table"}, "td": {"number"}, "th": {"number"}, "figure": {"image"}}
# Where a chart stands: a name that raw HTML cannot use, since TAGS does not have it.
CHART_PLACE = "chart-place"
# What is made of an image, and the place that its picture is put in afterwards; raw HTML may not use these either.
IMAGE_PLACE = "image-place"
IMAGE_TAGS = {"figure", "figcaption", IMAGE_PLACE}
# What stands in that place; only what is clean already has it.
PICTURES = {
    "picture": set(),
    "source": {"type", "srcset", "sizes"},
    "img": {"src", "srcset", "sizes", "alt", "width", "height", "loading", "decoding"},
}
SCHEMES = {"http", "https", "mailto"}

# What stands in these was not typed as text; `script` and `style` do not get through at all.
UNTYPED_TAGS = {"code", "pre", "data", "time", "sup"}
_REFERENCE = re.compile(r"\{(?!#)[^{}\n]*\}|\[@[^\[\]]+\]")

_CHART_PLACE = re.compile(
    rf'<{CHART_PLACE}(?=[^>]* key="(?P<key>[^"]*)")(?=[^>]* lang="(?P<language>[^"]*)")[^>]*></{CHART_PLACE}>'
)


def _make_cleaner(attributes: Mapping[str, set[str]], rewrite: Callable[[str], str] | None = None) -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=TAGS | IMAGE_TAGS | {CHART_PLACE} | attributes.keys() & PICTURES.keys(),
        attributes={**attributes, CHART_PLACE: {"key"}, IMAGE_PLACE: {"number"}},
        allowed_classes=CLASSES,
        link_rel=None,
        url_schemes=SCHEMES,
        url_relative=rewrite,
    )


_CLEANER = _make_cleaner(ATTRIBUTES)


def clean_html(html: str) -> str:
    """Return HTML without the elements, attributes and addresses that do not get through."""
    return _CLEANER.clean(html)


def make_detacher(page: str, kept: Collection[str] = ()) -> Callable[[str], str]:
    """Return what makes the HTML of a text fit for another page: it loses its anchors, and links to anchors lead to `page`.

    `kept` are the anchors that the other page has too: links to them stay there.
    """

    def lead(url: str) -> str:
        return page + url if url.startswith("#") and url[1:] not in kept else url

    return _make_cleaner({**ATTRIBUTES, **PICTURES, "*": ATTRIBUTES["*"] - {"id"}}, lead).clean


def fill_charts(html: str, figures: Mapping[tuple[str, str], str]) -> str:
    """Return HTML with a finished figure, found by (language, key), at every place of a chart."""
    return _CHART_PLACE.sub(lambda place: figures[place["language"], place["key"]], html)


def fill_images(html: str, pictures: Sequence[str]) -> str:
    """Return HTML with the pictures, which are made by us and need no cleaning, in their places."""
    place = rf'<{IMAGE_PLACE} number="(\d+)"></{IMAGE_PLACE}>'
    return re.sub(place, lambda found: pictures[int(found[1])], html) if pictures else html


class RawHtml(HTMLParser):
    """One piece of raw HTML, read: its tags as (name, attributes, as written), its text, and what in that looks like a reference."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str], str]] = []
        self.text = ""
        self._untyped = 0
        self.feed(html)
        self.close()

    @property
    def kind(self) -> str:
        """The name of the first element; empty for a comment."""
        return self.tags[0][0] if self.tags else ""

    @property
    def references(self) -> list[str]:
        """What would be a figure, a date or a note in Markdown."""
        return _REFERENCE.findall(self.text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag."""
        written = self.get_starttag_text() or f"<{tag}"
        self.tags.append((tag, {name: value or "" for name, value in attrs}, written))
        self._untyped += tag in UNTYPED_TAGS

    def handle_endtag(self, tag: str) -> None:
        """Note that an element ends."""
        self._untyped -= tag in UNTYPED_TAGS

    def handle_data(self, data: str) -> None:
        """Note text, but no script or style."""
        if self._untyped <= 0 and not self.cdata_elem:
            self.text += data


def is_refused(tag: str, attributes: dict[str, str]) -> bool:
    """Tell whether a tag does not get through, or carries a script."""
    return tag not in TAGS or any(name.startswith("on") for name in attributes)
