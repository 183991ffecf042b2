"""How text is set in a real Chromium: what its style sheet makes of Han and Latin, punctuation, lines and emphasis."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

# Put text into a paragraph of the prose, in a box as wide as is said, and return what `measure` finds.
SET = """([html, width, lang]) => {
    const text = document.querySelector('.prose p');
    text.innerHTML = html;
    text.lang = lang;
    text.style.inlineSize = width;
    text.style.fontSize = '20px';
}"""
LINES = """() => {
    const text = document.querySelector('.prose p');
    const lines = [];
    let top = null;
    for (const node of text.childNodes) {
        for (let at = 0; at < node.length; at++) {
            const range = document.createRange();
            range.setStart(node, at);
            range.setEnd(node, at + 1);
            const box = range.getClientRects()[0];
            if (!box) continue;
            if (top === null || box.top > top + 10) { lines.push(''); top = box.top; }
            lines[lines.length - 1] += node.data[at];
        }
    }
    return lines;
}"""
WIDTH = "() => { const range = document.createRange(); range.selectNodeContents(document.querySelector('.prose p')); return range.getBoundingClientRect().width; }"


@pytest.fixture
def read(address: str, open_page: Callable[..., Page]) -> Callable[[str], Page]:
    """`read("zh/...")` -> that page of the real site, laid out."""
    return lambda path: open_page(address + path, painted=False)


def width(page: Page, html: str, lang: str = "zh") -> float:
    """Return how wide a line of text is, in pixels; the type is 20 pixels."""
    page.evaluate(SET, [html, "max-content", lang])
    return page.evaluate(WIDTH)


def style(page: Page, selector: str, name: str) -> str:
    """Return a computed value of the first element that a selector finds."""
    return page.evaluate(
        "([selector, name]) => getComputedStyle(document.querySelector(selector)).getPropertyValue(name)",
        [selector, name],
    )


@pytest.mark.parametrize("joined", ["中A", "A中", "中1", "中<a>1</a>", "<b>中</b>1", "中<data>46.8</data>"])
def test_han_and_latin_stand_apart(joined: str, read: Callable[[str], Page]) -> None:
    """Between Han and a Latin letter or digit there is a gap of an eighth to a quarter of an em, across markup too; between two of a kind there is none."""
    page = read("zh/counties/aohan/")
    latin = joined.replace("中", "").replace("<b></b>", "")
    gap = width(page, joined) - width(page, "中") - width(page, latin)
    assert 20 / 8 - 0.1 <= gap <= 20 / 4 + 0.1
    assert width(page, "中国") == pytest.approx(2 * width(page, "中"), abs=0.1)


def test_marks_that_meet_are_squeezed(read: Callable[[str], Page]) -> None:
    """Two full-width marks that meet take the room of one and a half; one that begins a line gives up its empty half."""
    page = read("zh/counties/aohan/")
    assert width(page, "中）（中") == pytest.approx(20 * 3.5, abs=0.2)
    assert width(page, "中。》中") == pytest.approx(20 * 3.5, abs=0.2)
    assert width(page, "（中") == pytest.approx(20 * 1.5, abs=0.2)
    assert width(page, "中（中") == pytest.approx(20 * 3, abs=0.2)


@pytest.mark.parametrize("columns", range(4, 12))
def test_what_may_not_begin_or_end_a_line(columns: int, read: Callable[[str], Page]) -> None:
    """However narrow the box, no line begins with a closing mark, an iteration mark or a unit sign, and none ends with an opening one."""
    page = read("zh/counties/aohan/")
    text = "他说：“扶贫、脱贫，都是大事。”（见《决定》）！占5%；人人々都——好……对吗？" * 3
    page.evaluate(SET, [text, f"{columns}em", "zh"])
    lines = page.evaluate(LINES)
    assert "".join(lines) == text
    assert len(lines) > 5
    assert [line for line in lines if line[0] in "，。、；：！？）》”’%々"] == []
    assert [line for line in lines if line[-1] in "（《“‘"] == []


def test_characters_are_not_drawn_apart(read: Callable[[str], Page]) -> None:
    """Where a figure that is not broken goes to the next line, the characters of a Chinese line keep their distance, on a desk too."""
    page = read("zh/counties/aohan/")
    assert style(page, ".prose p", "text-align") == "start"
    page.evaluate(SET, ["敖汉旗<data>12345678901亿元</data>增长了。" * 4, "10em", "zh"])
    widths = page.evaluate(
        """() => { const text = document.querySelector('.prose p').firstChild; const range = document.createRange();
        range.setStart(text, 0); range.setEnd(text, 2); return [range.getBoundingClientRect().width, parseFloat(getComputedStyle(text.parentElement).fontSize)]; }"""
    )
    assert abs(widths[0] - 2 * widths[1]) < 1


def test_the_number_of_a_note_begins_no_line(read: Callable[[str], Page]) -> None:
    """However wide a Chinese line is, the number of a note stands with the mark before it."""
    page = read("zh/counties/aohan/")
    for width in range(60, 80):
        page.evaluate(SET, ["到二〇一七年。<sup><a class=note>1</a></sup>", f"{width / 10}em", "zh"])
        stop, number = page.evaluate(
            """() => { const p = document.querySelector('.prose p'); const range = document.createRange(); range.setStart(p.firstChild, 6);
            range.setEnd(p.firstChild, 7); return [range, p.querySelector('a')].map(one => one.getBoundingClientRect().bottom); }"""
        )
        assert abs(stop - number) < 20, width


@pytest.mark.parametrize(
    ("markup", "inner"), [("<em>真</em>", "em"), ("<i>真</i>", "i"), ("<em><a>真</a></em>", "em a")]
)
def test_emphasis_by_weight(markup: str, inner: str, read: Callable[[str], Page]) -> None:
    """Emphasis is bold and upright in Chinese, and slanted in English, on a page of either language."""
    for path in ("zh/counties/aohan/", "en/counties/aohan/"):
        page = read(path)
        page.evaluate(SET, [markup, "auto", "zh"])
        assert style(page, f".prose p {inner}", "font-style") == "normal"
        assert int(style(page, f".prose p {inner}", "font-weight")) >= 600
        page.evaluate(SET, [markup, "auto", "en"])
        assert style(page, f".prose p {inner}", "font-style") == "italic"
        assert int(style(page, f".prose p {inner}", "font-weight")) == 400


def test_english_is_hyphenated(read: Callable[[str], Page]) -> None:
    """English text may be hyphenated, not its short words; headings, names and figures are not; Chinese is not."""
    page = read("en/counties/aohan/")
    assert style(page, ".prose p", "hyphens") == "auto"
    assert style(page, ".prose p", "hyphenate-limit-chars") == "7 3 3"
    for selector in ("h1", ".prose h2", ".prose data", "nav a", "dt"):
        assert style(page, selector, "hyphens") == "manual", selector
    assert style(read("zh/counties/aohan/"), ".prose p", "hyphens") == "manual"


def test_quotation_marks(read: Callable[[str], Page]) -> None:
    """A short quotation has the marks of its language, as if they were typed."""
    page = read("zh/counties/aohan/")
    for lang, typed in (
        ("zh", "“a‘b’”"),
        ("en", "“a‘b’”"),
        ("zh-Hant", "「a『b』」"),
        ("de", "„a‚b‘“"),
        ("fr", "«a«b»»"),
    ):
        page.evaluate(SET, [f"<q>a<q>b</q></q><span>{typed}</span>", "auto", lang])
        marked, plain = (page.locator(f".prose {one}").first.evaluate(WIDTH) for one in ("q", "span"))
        assert marked == plain, lang


def test_figures_in_tables_stand_below_one_another(read: Callable[[str], Page]) -> None:
    """In a table every digit is as wide as any other; in text figures are lining."""
    page = read("en/counties/aohan/")
    assert style(page, ".prose p", "font-variant-numeric") == "lining-nums"
    page.evaluate("document.querySelector('.prose').innerHTML = '<table><tr><td><p>1111</p></td></tr></table>'")
    assert "tabular-nums" in style(page, ".prose td", "font-variant-numeric")


def test_lines_are_balanced(read: Callable[[str], Page]) -> None:
    """Headings are broken evenly, and no paragraph ends in a line of one word where that can be helped."""
    page = read("zh/counties/aohan/")
    assert style(page, "h1", "text-wrap-style") == "balance"
    assert style(page, ".prose p", "text-wrap-style") == "pretty"
    page.evaluate(SET, ["敖" * 11, "10em", "zh"])
    assert len(page.evaluate(LINES)[-1]) > 1


def test_a_long_address_breaks(open_page: Callable[..., Page], address: str) -> None:
    """An address without spaces does not make a page wider than a small phone."""
    page = open_page(painted=False, viewport={"width": 320, "height": 800})
    for path in ("zh/counties/aohan/", "en/counties/aohan/"):
        page.goto(address + path)
        page.evaluate("document.querySelector('.prose p').textContent = 'https://example.org/' + 'a'.repeat(300)")
        assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_headings_break_between_words(read: Callable[[str], Page]) -> None:
    """Where scripts run, a heading in Han characters may break before a word of several characters and after 的, in no word, quotation or range and in no name that the browser does not know."""
    page = read("zh/about/")
    page.evaluate(
        """() => { document.querySelector('h2').innerHTML = "自治区<a href='#'>来源是什么</a>，赤峰“农业有限公司”“覆盖”，县里的贫困户印有2013—2018年"; }"""
    )
    script = page.evaluate("""() => [...document.scripts].find((one) => /settings/.test(one.src)).src""")
    page.evaluate("(script) => import(`${script}?again`)", script)
    pieces = page.evaluate(
        """() => document.querySelector('h2').innerHTML.split('<wbr>').map((one) => one.replace(/<[^>]*>/g, ''))"""
    )
    told = [
        "自治区",
        "来源是",
        "什么，赤峰",
        "“农业有限公司”",
        "“覆盖”，县里的",
        "贫困户",
        "印有",
        "2013\u2060—\u20602018年",
    ]
    assert [one for one in pieces if one] == told
    assert page.evaluate("document.querySelector('h2').className") == "phrased"
    assert page.evaluate("getComputedStyle(document.querySelector('h2')).wordBreak") == "keep-all"


def test_no_line_ends_between_a_number_and_its_unit(read: Callable[[str], Page]) -> None:
    """On a phone a figure, or a range, stands on one line in titles, sums, remarks and running text, and no mark begins the line after it."""
    split = """() => [...document.querySelectorAll("main .whole, .prose :not(td) > data:not(.long), .prose :not(td) > a > data:not(.long)")]
      .filter((one) => !one.closest(".table") && one.checkVisibility() && new Set([...one.getClientRects()].map(({ top }) => Math.round(top))).size > 1)
      .map(({ textContent }) => textContent)"""
    opened = """() => [...document.querySelectorAll("main .whole, .prose data")].filter((one) => {
        const after = (one.closest("a") ?? one).nextSibling;
        if (one.closest(".table") || after?.nodeType !== Node.TEXT_NODE || !/^[，。、；,.;]/u.test(after.data)) return false;
        const mark = document.createRange();
        mark.setStart(after, 0);
        mark.setEnd(after, 1);
        return mark.getBoundingClientRect().top > [...one.getClientRects()].at(-1).bottom - 4;
      }).map(({ textContent }) => textContent)"""
    for path in (
        "zh/charts/",
        "en/charts/income-gains/",
        "zh/doubtful/",
        "en/doubtful/",
        "en-zh/by-subject/money/",
        "zh/by-subject/jobs/",
    ):
        page = read(path)
        page.set_viewport_size({"width": 360, "height": 800})
        assert page.locator("main .whole").count() > 0, path
        assert page.evaluate(split) == [], path
        assert page.evaluate(opened) == [], path
