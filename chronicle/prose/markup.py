"""The allowed HTML: its elements, attributes and classes, and what removes all others."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from html import escape, unescape

import nh3

from chronicle.model import SafeHtml
from chronicle.prose.findings import IMAGE_HINT
from chronicle.prose.links import SCHEMES

TAGS = {
    "a", "abbr", "aside", "b", "blockquote", "br", "cite", "code", "data", "dd", "del", "details", "div", "dl", "dt", "em", "h1", "h2", "h3", "h4",
    "h5", "h6", "hr", "i", "ins", "kbd", "li", "mark", "ol", "p", "pre", "q", "rp", "rt", "ruby", "s", "small", "span", "strong", "sub",
    "summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "time", "tr", "u", "ul",
}  # fmt: skip
# The elements that are blocks. Their content is read as Markdown.
BLOCK_TAGS = {
    "aside", "blockquote", "dd", "details", "div", "dl", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p", "pre", "summary", "table",
    "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
}  # fmt: skip
# The elements that hold a line of text and not paragraphs.
LINE_TAGS = {"dd", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "li", "p", "summary", "td", "th"}
EMPTY_TAGS = {
    "br",
    "hr",
    "wbr",
    "img",
    "source",
    "input",
    "link",
    "meta",
    "base",
    "col",
    "area",
    "embed",
    "track",
    "param",
}
# HTML allows the end tags of these to be left out.
UNENDED_TAGS = {"p", "rt", "rp"}
# HTML lets these do without an end tag too; here each needs one, and is reported once in its list or table.
PART_TAGS = {"li", "dd", "dt", "td", "th", "tr", "tbody", "thead", "tfoot"}
# The content of these is not text.
HIDDEN_TAGS = {"script", "style", "template", "noscript", "textarea", "title", "svg", "math"}
# What is only part of another element that is not allowed, and is reported with it.
WHOLES = {
    "img": ("figure", "picture"), "figcaption": ("figure",), "source": ("picture", "video", "audio"), "track": ("video", "audio"), "col": ("colgroup",),
    "embed": ("object",), "param": ("object",), "option": ("select",), "input": ("form",), "select": ("form",), "label": ("form",), "textarea": ("form",),
}  # fmt: skip
# What these hold is text like any other; what those hold is none.
_PLAIN = (
    "address", "article", "bdi", "bdo", "big", "blink", "body", "center", "dfn", "font", "footer", "header", "html", "main", "marquee", "nav", "nobr",
    "o:p", "samp", "section", "var",
)  # fmt: skip
_HEADS = ("base", "colgroup", "form", "head", "link", "meta", "noscript", "script", "style", "svg", "title", "wbr")
# What to write in place of elements that are not allowed.
INSTEAD = {
    **dict.fromkeys(("img", "picture"), IMAGE_HINT),
    "figure": f"{IMAGE_HINT} The lines directly below it are its caption. For a table or quotation, remove the tag and its end tag.",
    **dict.fromkeys(("iframe", "video", "audio", "object", "embed"), "Write a link to it: [text](https://…)."),
    **dict.fromkeys(_PLAIN, "Remove the tag and its end tag; what is between them can stay."),
    **dict.fromkeys(_HEADS, "Remove it."),
    "figcaption": "Write it as the lines directly below the image.",
    "caption": "Write it as a paragraph above the table.",
    "strike": "Write ~~text~~.",
    "tt": "Write `text`.",
    "acronym": "Write <abbr>.",
}
ATTRIBUTES = {
    "*": {"lang", "dir", "title", "id"},
    "a": {"href", "aria-label"},
    "abbr": {"title"},
    "aside": {"role"},
    "data": {"value"},
    "details": {"open"},
    "time": {"datetime"},
    "div": {"role", "tabindex", "aria-label"},
    "ol": {"start", "reversed"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
}
CLASSES = {
    "a": {"figure", "note"},
    "data": {"long"},
    "details": {"side-note"},
    "div": {"table"},
    "td": {"number"},
    "th": {"number"},
    "figure": {"image"},
}
# The elements that are made of an image; raw HTML may not use them.
IMAGE_TAGS = {"figure", "figcaption"}
_TAG = re.compile(r'<[a-z][^<>"]*+(?:"[^"]*+"[^<>"]*+)++>')
_ANCHORED = re.compile(r' id="[^"]*"| href="#(?P<anchor>[^"]*)"')


_CLEANER = nh3.Cleaner(
    tags=TAGS | IMAGE_TAGS,
    attributes=dict(ATTRIBUTES),
    allowed_classes=CLASSES,
    link_rel=None,
    url_schemes=set(SCHEMES),
)


def clean_html(html: str) -> SafeHtml:
    """Return clean HTML: without the elements, attributes and addresses that are not allowed."""
    return SafeHtml(_CLEANER.clean(html))


def make_detacher(page: str, kept: Collection[str] = ()) -> Callable[[SafeHtml], SafeHtml]:
    """Return a function that adapts HTML of a text for another page: it removes anchors, and makes links to anchors lead to `page`.

    Links to the anchors in `kept` stay as they are, because the other page has these anchors too.
    """

    def lead(found: re.Match[str]) -> str:
        anchor = found["anchor"]
        if anchor is None:
            return ""
        return found[0] if unescape(anchor) in kept else f' href="{escape(page)}#{anchor}"'

    # In clean HTML each '<' begins a tag, and all values are in double quotes.
    return lambda html: SafeHtml(_TAG.sub(lambda tag: _ANCHORED.sub(lead, tag[0]), html))
