"""Raw HTML in a text: what is harmless stays, what acts or frames is taken out and recorded."""

import re
from collections.abc import Mapping
from html.parser import HTMLParser

import pytest
from hypothesis import given, strategies as st

from chronicle.model import Body, Half
from chronicle.prose import References, render_prose
from chronicle.words import Words

ACTING_TAGS = {"script", "style", "iframe", "object", "form", "button", "img", "svg", "math", "base", "meta", "link"}
ACTING_ADDRESS = re.compile(r"\s*(?:javascript|vbscript|data)\s*:", re.IGNORECASE)


class Acting(HTMLParser):
    """Lists the tags of a text that act: by what they are, by an event attribute, or by an address."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        acts = any(name.startswith("on") or ACTING_ADDRESS.match(value or "") for name, value in attrs)
        if tag in ACTING_TAGS or acts:
            self.found.append(self.get_starttag_text() or tag)


def render_body(markdown: str, words: Mapping[str, Words]) -> Body:
    return render_prose(Half("T", "", markdown, 1, "en.md"), References("en", "en_GB", {}, {}, words["en"]))


def render(markdown: str, words: Mapping[str, Words]) -> tuple[str, list[str]]:
    """Return the HTML of a text without the anchor of its block, and the tags that are recorded as refused."""
    body = render_body(markdown, words)
    return body.html.replace(' id="start-1"', ""), [
        problem.message.partition("<")[2].partition(">")[0]
        for problem in body.problems
        if problem.rule == "refused-html"
    ]


@pytest.mark.parametrize(
    ("markdown", "html", "refused"),
    [
        ("<script>alert(1)</script>", "", ["script"]),
        ("a <script>alert(1)</script> b", "<p>a b</p>", ["script"]),
        ("a <style>p {color: red}</style> b", "<p>a b</p>", ["style"]),
        ('a <iframe src="https://example.org/"></iframe> b', "<p>a b</p>", ["iframe"]),
        ("a <img src=x onerror=alert(1)> b", "<p>a b</p>", ["img"]),
        ("<svg onload=alert(1)></svg>", "", ["svg"]),
        ('<div onclick="alert(1)">a</div>', "<p>a</p>", ["div"]),
        ("<b OnMouseOver=alert(1)>a</b>", "<p>a</p>", ["b"]),
        ('<form action="/x"><button>a</button></form>', "<p>a</p>", ["form", "button"]),
    ],
)
def test_what_acts_does_not_get_through(
    markdown: str, html: str, refused: list[str], words: Mapping[str, Words]
) -> None:
    """Scripts, frames, forms and event attributes are taken out, and each is recorded."""
    assert render(markdown, words) == (html, refused)


@pytest.mark.parametrize(
    "markdown",
    [
        '<a href="javascript:alert(1)">a</a>',
        '<a href=" JaVaScRiPt:alert(1)">a</a>',
        '<a href="&#106;avascript:alert(1)">a</a>',
        "[a](javascript:alert(1))",
        "[a](<javascript:alert(1)>)",
        "[a][1]\n\n[1]: javascript:alert(1)",
        '<a href="data:text/html,x">a</a>',
        '<a href="vbscript:x">a</a>',
        '<a href="java&#9;script:alert(1)">a</a>',
        '<a href="java&Tab;script:alert(1)">a</a>',
        "[a](data:text/html,x)",
    ],
)
def test_other_schemes_lose_their_address(markdown: str, words: Mapping[str, Words]) -> None:
    """A link of any scheme but http, https and mailto loses its address, and is recorded once as a link that leads nowhere."""
    body = render_body(markdown, words)
    assert body.html == '<p id="start-1"><a>a</a></p>'
    assert [problem.rule for problem in body.problems] == ["unknown-address"]


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ('<span lang="zh">赤峰</span>', '<p><span lang="zh">赤峰</span></p>'),
        ("H<sub>2</sub>O <kbd>x</kbd>", "<p>H<sub>2</sub>O <kbd>x</kbd></p>"),
        ("<ruby>赤<rt>chì</rt></ruby>", "<p><ruby>赤<rt>chì</rt></ruby></p>"),
        ('<span class="big" style="color: red" data-x="1">a</span>', "<p><span>a</span></p>"),
        ('<a href="https://example.org/" target="_blank" rel="x">a</a>', '<p><a href="https://example.org/">a</a></p>'),
        ("a < b & c > d", "<p>a &lt; b &amp; c &gt; d</p>"),
        ("&lt;script&gt;", "<p>&lt;script&gt;</p>"),
        ("`<script>`", "<p><code>&lt;script&gt;</code></p>"),
        ("<b>a", "<p><b>a</b></p>"),
    ],
)
def test_what_is_harmless_stays(markdown: str, html: str, words: Mapping[str, Words]) -> None:
    """Elements of running text stay, without classes and styles of their own; unclosed ones are closed; nothing is recorded."""
    assert render(markdown, words) == (html, [])


PIECES = [
    "<",
    ">",
    '"',
    "'",
    "=",
    " ",
    "\n",
    "\t",
    "/",
    "a",
    "img",
    "svg",
    "script",
    "style",
    "href",
    "src",
    "onerror",
    "onload",
]
PIECES += [
    "javascript:",
    "alert(1)",
    "&#106;",
    "&Tab;",
    "[x](",
    ")",
    "`",
    "<!--",
    "-->",
    "<a ",
    "<b ",
    "</",
    "<p>",
    "{s.a}",
    "|",
    "x",
]


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_nothing_that_acts_whatever_is_written(words: Mapping[str, Words], markdown: str) -> None:
    """However scraps of markup are put together, no tag in the result is one that acts."""
    assert Acting(render(markdown, words)[0]).found == []


@pytest.mark.parametrize("html", ["<script>", "<b ONCLICK=x>", '<a href="java&#115;cript:x">', '<a href=" data:x">'])
def test_the_test_itself(html: str) -> None:
    """What this file looks for would be found."""
    assert len(Acting(html).found) == 1
