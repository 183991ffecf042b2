"""One text's Markdown: figures, dates, notes, links and anchors, Chinese line breaks, and what is recorded of them."""

import re
import string
from collections.abc import Callable, Mapping
from html import unescape

import pytest

from chronicle import prose
from chronicle.figures import FigureText
from chronicle.model import Body, Half, Heading, Mention, Note
from chronicle.problems import Where
from chronicle.prose import FigureReference, References, render_prose, render_sentence
from chronicle.prose.leftovers import find_markup
from chronicle.words import Words

MU = FigureText("more than 7,300 mu (about 487 hectares)", "more than 7,300 mu", "more than 7,300")
FIGURES = {
    "s.poor": FigureReference("468000", FigureText("468,000 people", "468,000 people", "468,000")),
    "s.mu": FigureReference("7300", MU),
}
LINKS = {"place:aohan": "/en/places/#aohan", "chapter:part/one": "/en/part/one/", "fact:s.poor": "/en/facts/s/#poor"}
Render = Callable[..., Body]


@pytest.fixture
def render(words: Mapping[str, Words]) -> Render:
    """`render(markdown, language="en")` -> Body of a text whose Markdown begins on line 5 of en.md."""

    def render(markdown: str, language: str = "en") -> Body:
        references = References(language, {"zh": "zh_CN", "en": "en_GB"}[language], FIGURES, LINKS, words[language])
        return render_prose(Half("T", "", markdown, 5, "en.md"), references)

    return render


def figure(fact: str, value: str, text: str, first: bool = True) -> str:
    """Return a figure's HTML: it leads to its entry below the text, which leads back to the first place of use."""
    use = f' id="use-{fact}"' if first else ""
    return f'<a class="figure" href="#figure-{fact}"{use}><data value="{value}">{text}</data></a>'


def paragraph(html: str) -> str:
    """Return the HTML of a text's first and only paragraph."""
    return f'<p id="start-1">{html}</p>'


POOR = figure("s.poor", "468000", "468,000 people")


def at(kind: str, target: str, line: int, column: int, anchor: str = "") -> Mention:
    return Mention(kind, target, Where("en.md", line, column), anchor)  # type: ignore[arg-type]


def told(body: Body) -> list[tuple[str, int, int]]:
    """Return the rules that a text breaks, each with its line and column."""
    return [(problem.rule, problem.where.line, problem.where.column) for problem in body.problems]


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("{s.poor}", POOR),
        ("{ s.poor }", POOR),
        ("**{s.poor}**", f"<strong>{POOR}</strong>"),
        ("({s.poor})", f"({POOR})"),
        ("{s.mu}", figure("s.mu", "7300", MU.full).replace(">m", ">M").replace("<data", '<data class="long"')),
        ("{s.mu:plain}", figure("s.mu", "7300", MU.plain).replace(">m", ">M")),
        ("{s.mu:number}", figure("s.mu", "7300", MU.number).replace(">m", ">M")),
        ("`{s.poor}`", "<code>{s.poor}</code>"),
        ("`` {s.poor} ``", "<code>{s.poor}</code>"),
        ("\\{s.poor}", "{s.poor}"),
        ('{"306"}', "<span>306</span>"),
        ("[@someone](https://example.org/)", '<a href="https://example.org/">@someone</a>'),
        ("{“306”}", "<span>306</span>"),
        ("{no.fact}", "<span>{no.fact}</span>"),
        ("{s.poor:large}", "<span>{s.poor:large}</span>"),
        (
            "[a {s.poor} b](place:aohan)",
            '<a href="/en/places/#aohan">a <data id="use-s.poor" value="468000">468,000 people</data> b</a>',
        ),
        ("{s.poor", "{s.poor"),
    ],
)
def test_figures(markdown: str, html: str, render: Render) -> None:
    """A figure in braces becomes its text with the plain value and a link, unless it stands in one; in code, escaped, quoted or unknown it stays as written."""
    assert render(markdown).html == paragraph(html)


def test_every_figure_has_its_details(words: Mapping[str, Words]) -> None:
    """However many figures a text has, each leads to its details, and these back to where it is first used."""
    names = [f"s.f{number}" for number in range(120)]
    figures = {name: FigureReference("1", FigureText("1", "1", "1")) for name in names}
    references = References("en", "en_GB", figures, {}, words["en"])
    markdown = " ".join(f"{{{name}}}" for name in (*names, names[0]))
    html = render_prose(Half("T", "", markdown, 5, "en.md"), references).html
    assert html.count('id="use-s.f0"') == 1
    assert all(f'href="#figure-{name}" id="use-{name}"' in html for name in names)


@pytest.mark.parametrize(
    "markdown", ["    {s.poor} {2020} [@x]", "```\n{s.poor} {2020} [@x]\n```", "~~~\n{s.poor} {2020} [@x]\n~~~"]
)
def test_code_blocks_stay_code(markdown: str, render: Render) -> None:
    """In a block of code nothing is a figure, a date or a note, and nothing is recorded."""
    body = render(markdown)
    assert "<code>{s.poor} {2020} [@x]\n</code></pre>" in body.html
    assert (body.mentions, body.notes) == ((), ())


@pytest.mark.parametrize(
    ("markdown", "zh", "en"),
    [
        ("{2013}", '<time datetime="2013">2013年</time>', '<time datetime="2013">2013</time>'),
        ("{2020-09}", '<time datetime="2020-09">2020年9月</time>', '<time datetime="2020-09">September 2020</time>'),
        ("{2016/2020}", '<span class="whole">2016—2020年</span>', '<span class="whole">2016–2020</span>'),
        ("{2017/..}", '<span class="whole">2017年以来</span>', '<span class="whole">Since 2017</span>'),
        ("{2020-13}", "<span>{2020-13}</span>", "<span>{2020-13}</span>"),
    ],
)
def test_dates(markdown: str, zh: str, en: str, render: Render) -> None:
    """A date in braces reads as each language writes it, with the machine's form beside it; what no calendar has stays."""
    assert render(markdown, "zh").html == paragraph(zh)
    assert render(markdown, "en").html == paragraph(en)


def test_notes(render: Render) -> None:
    """Notes are numbered in the order of the text; the same section again has the same number, and one way back."""
    body = render("a[@pictorial, 发展 生产] b[@pictorial] c[@pictorial，发展 生产]")
    first = '<sup><a aria-label="Note 1" class="note" href="#note-1" id="note-1-text">1</a></sup>'
    second = '<sup><a aria-label="Note 2" class="note" href="#note-2" id="note-2-text">2</a></sup>'
    again = '<sup><a aria-label="Note 1" class="note" href="#note-1">1</a></sup>'
    assert body.html == paragraph(f"a{first} b{second} c{again}")
    assert body.notes == (Note(1, "pictorial", "发展 生产"), Note(2, "pictorial", ""))


def test_the_order_is_that_of_the_text(render: Render) -> None:
    """Notes are numbered, mentions recorded and first uses marked in the order in which a reader meets them, lists included."""
    body = render("- a[@one] {s.mu}\n- b[@two]\n\nc[@three] {s.mu}[@one]\n\n> d {s.poor}")
    assert [note.source for note in body.notes] == ["one", "two", "three"]
    assert [mention.target for mention in body.mentions] == ["one", "s.mu", "two", "three", "s.mu", "one", "s.poor"]
    assert body.html.index('id="use-s.mu"') < body.html.index('id="note-2-text"') < body.html.index('id="note-3-text"')


@pytest.mark.parametrize("name", ["`npm run`", "`a < b`", r"a\_b", "**bold**", "two\nlines"])
def test_a_link_by_a_name_with_markup(name: str, render: Render) -> None:
    """The name of an address is found as it is typed, also over two lines."""
    told_name = name.replace("\n", " ")
    for written in (f"[{name}][]", f"[{name}]", f"[text][{told_name}]"):
        body = render(f"See {written}.\n\n[{told_name}]: https://example.org/")
        assert not body.problems
        assert '<a href="https://example.org/">' in body.blocks[0].html


def test_a_note_in_a_link(render: Render) -> None:
    """A note inside the text of a link is a number without a link of its own."""
    html = '<a href="/en/places/#aohan">A<sup id="note-1-text">1</sup></a>'
    assert render("[A[@one]](place:aohan)").html == paragraph(html)


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("[A](place:aohan)", '<a href="/en/places/#aohan">A</a>'),
        ("[A](chapter:part/one)", '<a href="/en/part/one/">A</a>'),
        ("[A](chapter:part/one#work)", '<a href="/en/part/one/#work">A</a>'),
        ("[A](fact:s.poor)", '<a href="/en/facts/s/#poor">A</a>'),
        ("[A](#work)", '<a href="#work">A</a>'),
        ("[A](https://example.org/)", '<a href="https://example.org/">A</a>'),
        ("[A][1]\n\n[1]: place:aohan", '<a href="/en/places/#aohan">A</a>'),
        ("[A](place:nowhere)", '<a href="">A</a>'),
    ],
)
def test_links(markdown: str, html: str, render: Render) -> None:
    """A link by kind and key leads to its address in the text's language; one to nowhere loses its address."""
    assert render(markdown).html == paragraph(html)


def test_headings_and_anchors(render: Render) -> None:
    """A heading has its written anchor, or one by its position, which is the same in every language."""
    body = render("## One\n\n## Two {#two}\n\n### *Three* {#three}\n\n## With {s.poor} people\n")
    assert body.headings == (
        Heading(2, "section-1", "One"),
        Heading(2, "two", "Two"),
        Heading(3, "three", "Three"),
        Heading(2, "section-4", "With 468,000 people people"),
    )
    for heading in ('<h2 id="section-1">One</h2>', '<h2 id="two">Two</h2>', '<h3 id="three"><em>Three</em></h3>'):
        assert heading in body.html
    assert [mention.kind for mention in body.mentions] == ["fact"]


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("赤峰\n敖汉", "赤峰敖汉"),
        ("赤峰，\n敖汉", "赤峰，敖汉"),
        ("赤峰 \n 敖汉", "赤峰敖汉"),
        ("赤峰\n**敖汉**\n林西", "赤峰<strong>敖汉</strong>林西"),
        ("**赤峰**\n**敖汉**", "<strong>赤峰</strong><strong>敖汉</strong>"),
        ("他说：“来。”\n“好。”", "他说：“来。”“好。”"),
        ("赤峰——\n——敖汉", "赤峰————敖汉"),
        ("赤峰\n“敖汉”\n林西", "赤峰“敖汉”林西"),
        ("He said “yes”\n“no” she said", "He said “yes”\n“no” she said"),
        ("one —\n‘two’", "one —\n‘two’"),
        ("赤峰\n`x`\n敖汉", "赤峰<code>x</code>敖汉"),
        ("赤峰\nChifeng\n赤峰", "赤峰Chifeng赤峰"),
        ("赤峰\n2020", "赤峰2020"),
        ("到\n{s.poor}\n为止", f"到{POOR}为止"),
        ("one\ntwo", "one\ntwo"),
        ("**one**\ntwo", "<strong>one</strong>\ntwo"),
        ("赤峰  \n敖汉", "赤峰<br>敖汉"),
        ("赤峰 敖汉", "赤峰 敖汉"),
    ],
)
def test_soft_breaks(markdown: str, html: str, render: Render) -> None:
    """In a Chinese text a line break beside a Han character, or between one and a mark that both languages have, is no space."""
    assert render(markdown, "zh").html == paragraph(html)


@pytest.mark.parametrize(
    ("locale", "html"),
    [
        ("fr_FR", "Il dit&nbsp;: «\u202f<em>ainsi</em>\u202f»\u202f; {}\u202f! <code>a ; b</code>"),
        ("en_GB", "Il dit : « <em>ainsi</em> » ; {} ! <code>a ; b</code>"),
    ],
)
def test_spaces_of_french_marks(locale: str, html: str, words: Mapping[str, Words]) -> None:
    """Spaces typed beside French marks do not break, and are narrow but before a colon, as CLDR and the shipped words have them; in other languages and in code they stay."""
    typed = "Il dit : « *ainsi* » ; {s.poor} ! `a ; b`"
    references = References("fr", locale, FIGURES, LINKS, words["en"])
    assert render_prose(Half("T", "", typed, 5, "fr.md"), references).html == paragraph(html.format(POOR))
    title = render_sentence("Où « {s.poor} » ?", references).text
    assert title == ("Où «\u202f468,000 people\u202f»\u202f?" if locale == "fr_FR" else "Où « 468,000 people » ?")


def test_no_line_begins_with_a_dash(render: Render) -> None:
    """A space before a dash does not break, also behind a figure and at the end of a line; one within a word or in code stays."""
    markdown = "one — two\n– three {s.poor} — four; 3–5, a - b, five—six `x — y`"
    html = f"one\u00a0— two\u00a0– three {POOR}\u00a0— four; 3–5, a - b, five—six <code>x — y</code>"
    assert render(markdown).html == paragraph(html.replace("\u00a0", "&nbsp;"))


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("{s.rough} moved. {s.rough} stayed.", "About 468,000 people moved. About 468,000 people stayed."),
        ("They moved.[@book] {s.rough} stayed.", "They moved.1 About 468,000 people stayed."),
        ("“They moved.” {s.rough} stayed! {2016/..} too.", "“They moved.” About 468,000 people stayed! Since 2016 too."),
        ("Of {s.rough}, i. e. {s.rough}, or e.g. {s.rough} approx. {s.rough}", "Of about 468,000 people, i. e. about 468,000 people, or e.g. about 468,000 people approx. about 468,000 people"),
        ("1. {s.rough}\n2. They left. {s.rough}", "about 468,000 people\nThey left. About 468,000 people"),
        ("In 1900. {s.rough}", "In 1900. about 468,000 people"),
    ],
)  # fmt: skip
def test_a_sentence_begins_with_a_capital(typed: str, shown: str, words: Mapping[str, Words]) -> None:
    """A figure or date at the beginning of a paragraph or behind the end of a sentence begins with a capital letter, but not behind an abbreviation."""
    text = FigureText("about 468,000 people", "about 468,000 people", "about 468,000")
    figures = {"s.rough": FigureReference("468000", text)}
    references = References("en", "en_GB", figures, LINKS, words["en"])
    html = render_prose(Half("T", "", typed, 5, "en.md"), references).html
    assert re.sub("<[^>]*>", "", html).strip().replace("&nbsp;", " ") == shown


def test_titles_begin_with_a_capital(words: Mapping[str, Words]) -> None:
    """So do titles and summaries."""
    text = FigureText("about 468,000 people", "about 468,000 people", "about 468,000")
    references = References("en", "en_GB", {"s.rough": FigureReference("468000", text)}, LINKS, words["en"])
    told = render_sentence("{s.rough} moved. {s.rough} of {s.rough}", references)
    assert told.text == "About 468,000 people moved. About 468,000 people of about 468,000 people"
    assert re.sub("<[^>]*>", "", told.html) == told.text


def test_a_stop_stands_once(words: Mapping[str, Words]) -> None:
    """Where a date ends with a point, it is the full stop of the sentence too, in texts and titles; dots stay."""
    references = References("ru", "ru_RU", FIGURES, LINKS, words["en"])
    half = Half("T", "", "Это {2013-05}. Или {2013-05}... {2013}.", 5, "ru.md")
    assert (
        re.sub("<[^>]*>", "", render_prose(half, references).html)
        == "Это май 2013\u202fг. Или май 2013\u202fг.... 2013."
    )
    assert (
        render_sentence("Это {2013-05}. {2013-05}, {2013-05}.", references).text
        == "Это май 2013\u202fг. май 2013\u202fг., май 2013\u202fг."
    )


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("赤峰\n敖汉", "赤峰敖汉"),
        ("the word 旗\nmeans banner", "the word 旗\nmeans banner"),
        ("called\n旗", "called\n旗"),
        ("“旗”\nand “县”", "“旗”\nand “县”"),
    ],
)
def test_soft_breaks_in_english(markdown: str, html: str, render: Render) -> None:
    """In a text of Latin letters only a break between Han characters is no space."""
    assert render(markdown).html == paragraph(html)


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("**真，**她", "<strong>真，</strong>她"),
        ("她说**真，**她", "她说<strong>真，</strong>她"),
        ("**“引号”**后", "<strong>“引号”</strong>后"),
        ("他说**“好”**。", "他说<strong>“好”</strong>。"),
        ("是**《决定》**的", "是<strong>《决定》</strong>的"),
        ("**真。**她**（真）**她", "<strong>真。</strong>她<strong>（真）</strong>她"),
        ("**100%**的", "<strong>100%</strong>的"),
        ("**{s.poor}**的", f"<strong>{POOR}</strong>的"),
        ("**[某](https://e.org/)，**她", '<strong><a href="https://e.org/">某</a>，</strong>她'),
        ("*“真”*她", "<em>“真”</em>她"),
        ("***真，***她", "<strong><em>真，</em></strong>她"),
        ("**真，*斜*她**后", "<strong>真，<em>斜</em>她</strong>后"),
        ("**真**\n**假，**她", "<strong>真</strong><strong>假，</strong>她"),
        ("_中文_字", "<em>中文</em>字"),
        ("字_中文_", "字<em>中文</em>"),
        ("她说_“真，”_她", "她说<em>“真，”</em>她"),
        ("__真，__她", "<strong>真，</strong>她"),
        ("___真，___她", "<strong><em>真，</em></strong>她"),
        ("foo_bar_baz", "foo_bar_baz"),
        ("文件a_b_c在", "文件a_b_c在"),
        ("`**真，**她`", "<code>**真，**她</code>"),
        ("\\*真\\*她", "*真*她"),
        ("** 真**她", "** 真**她"),
    ],
)
def test_emphasis_beside_han(markdown: str, html: str, render: Render) -> None:
    """Emphasis ends and begins beside Chinese punctuation and between Han characters, which have no spaces; inside a Latin word underscores stay."""
    assert render(markdown, "zh").html == paragraph(html)


def test_soft_breaks_in_code_stay(render: Render) -> None:
    """Lines of code stay lines, whatever they are written in."""
    assert "<code>赤峰\n敖汉\n</code>" in render("    赤峰\n    敖汉", "zh").html
    assert "<code>赤峰\n敖汉\n</code>" in render("```\n赤峰\n敖汉\n```", "zh").html
    assert "<code>赤峰\n敖汉\n</code>" in render("- 项\n\n        赤峰\n        敖汉", "zh").html


def test_headings_are_told_as_they_read(render: Render) -> None:
    """In the list of contents a heading has no marks of Markdown's own for what was escaped or raw."""
    [heading] = render("## 5 \\* 6 <b>R&D</b>").headings
    assert heading.text == "5 * 6 R&D"


def test_tables_scroll_in_a_box(render: Render) -> None:
    """A table stands in a named box that can be focused and scrolled; a column aligned to the right holds numbers."""
    body = render("| a | b |\n|---|--:|\n| {s.poor} | x |", "zh")
    box = '<div aria-label="表格，可左右滚动" class="table" role="region" tabindex="0"><table id="start-1">'
    assert body.html.startswith(box)
    assert body.html.endswith("</table>\n</div>")
    assert f"<td>{POOR}</td>" in body.html
    assert '<td class="number">x</td>' in body.html
    assert [(block.kind, block.facts) for block in body.blocks] == [("table", ("s.poor",))]


def test_side_notes(render: Render) -> None:
    """A side note is folded behind a word that says what it is; figures, notes and links in it are as anywhere."""
    body = render("One.\n\n<aside>From [Aohan](place:aohan): {s.poor}.[@x]</aside>\n\nTwo.")
    note = body.blocks[1]
    link = '<a href="/en/places/#aohan">Aohan</a>'
    assert note.html == (
        '<details class="side-note"><summary>Remark</summary>\n'
        f'<aside id="start-2" role="note"><p>From {link}: {POOR}.'
        '<sup><a aria-label="Note 1" class="note" href="#note-1" id="note-1-text">1</a></sup></p>\n</aside>\n</details>'
    )
    assert (note.kind, note.facts, [item.kind for item in note.items]) == ("aside", ("s.poor",), ["p"])
    assert [block.anchor for block in body.blocks] == ["start-1", "start-2", "start-3"]
    assert not body.problems


def test_blocks(render: Render) -> None:
    """Every block is recorded with its kind, the line of the file it begins on, and the facts and periods in it."""
    markdown = "## H\n\nOne {s.poor}\nand {2016/2020}.\n\n\n- {s.mu}\n- {s.mu}\n\n> {2020}\n\n1. x\n\n| a |\n|---|\n| b |\n\n---\n"
    expected = [
        ("h2", 5, (), ()),
        ("p", 7, ("s.poor",), ("2016/2020",)),
        ("ul", 11, ("s.mu", "s.mu"), ()),
        ("blockquote", 14, (), ("2020",)),
        ("ol", 16, (), ()),
        ("table", 18, (), ()),
        ("hr", 22, (), ()),
    ]
    blocks = render(markdown).blocks
    assert [
        (
            block.kind,
            block.where.line,
            block.facts,
            tuple(mention.target for mention in block.mentions if mention.kind == "period"),
        )
        for block in blocks
    ] == expected
    assert {block.where.path for block in blocks} == {"en.md"}


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("In {2013} **{s.poor}** of 12 towns.", "In of 12 towns."),
        ('The “1+{"20"}” plan and `99`[@pictorial, 7].', "The “1+ ” plan and ."),
        ("- one\n- 2", "one 2"),
        ("a\\*b <b>x</b> <!-- 3 --> <me@example.org>", "a*b x me@example.org"),
        ("<div>5 <code>6</code> x</div>", "5 x"),
    ],
)
def test_typed_text(markdown: str, text: str, render: Render) -> None:
    """A block keeps what was typed in it, without figures, dates, notes, code, and what is declared to stand as it is."""
    [block] = render(markdown).blocks
    assert " ".join(block.text.split()) == text


@pytest.mark.parametrize(
    ("markdown", "mentions"),
    [
        (
            "one {s.poor}\ntwo {s.poor}\n\n{no.fact}",
            [("fact", "s.poor", 5, 5), ("fact", "s.poor", 6, 5), ("fact", "no.fact", 8, 1)],
        ),
        ("赤峰{s.mu:number}，{2020-09}", [("fact", "s.mu", 5, 3), ("period", "2020-09", 5, 17)]),
        ("a\nb[@pictorial, 题]", [("source", "pictorial", 6, 2)]),
        ("[A](place:aohan) [B](chapter:part/one#x)", [("place", "aohan", 5, 4), ("chapter", "part/one", 5, 21, "x")]),
        ("[A](#x)", [("anchor", "x", 5, 4)]),
        ("[A](https://example.org/) [B](mailto:a@example.org) [C](HTTPS://example.org) <a@example.org>", []),
        ("text\n\nmore ![alt](x.png)", [("image", "x.png", 7, 12)]),
        ("[A][1]\n\n[1]: place:aohan", [("place", "aohan", 7, 6)]),
        ("- a\n\n- b\n\n  c {s.mu}\n- d\n    1. e {s.poor}", [("fact", "s.mu", 9, 5), ("fact", "s.poor", 11, 10)]),
        ("| a | b |\n|---|---|\n| c | {s.mu} |", [("fact", "s.mu", 7, 7)]),
        ("> a\n> > b [@x]\n> c {s.mu}", [("source", "x", 6, 7), ("fact", "s.mu", 7, 5)]),
        ("Term\n:   means {s.mu}", [("fact", "s.mu", 6, 11)]),
        ("<div>\n\n## H {s.mu}\n\n- <p>{s.poor}</p>\n\n</div>", [("fact", "s.mu", 7, 6), ("fact", "s.poor", 9, 6)]),
    ],
)
def test_mentions(markdown: str, mentions: list[tuple[str, str, int, int]], render: Render) -> None:
    """Whatever a text refers to is recorded with the line and column at which it was written, right or wrong."""
    assert list(render(markdown).mentions) == [at(*mention) for mention in mentions]


@pytest.mark.parametrize(
    ("markdown", "problems"),
    [
        ("x {nonsense} {2020-13}", [("unknown-reference", 5, 3), ("unknown-reference", 5, 14)]),
        ("[A](#x)\n[B](other.md)", [("unknown-address", 6, 4)]),
        ("[A](javascript:x)", [("unknown-address", 5, 4)]),
        (
            "[A](https:) [B](https:///x) [C](http://[) <ftp://e.org/>",
            [("unknown-address", 5, n) for n in (4, 16, 32, 43)],
        ),
        ("text\n\n# Title\n", [("first-rank-heading", 7, 1)]),
        ("## A # B\n\nTitle\n=====\n\n# Two", [("first-rank-heading", 7, 1), ("first-rank-heading", 10, 1)]),
        ("[A](placeholder) [B](place)", [("unknown-address", 5, 4), ("unknown-address", 5, 21)]),
        ("[x]()", [("unknown-address", 5, 4)]),
        ("<h1>raw</h1>", [("first-rank-heading", 5, 1)]),
        ('a <a href="other.md">x</a>', [("unknown-address", 5, 3)]),
        ('<a href="data:text/html,x">x</a>', [("unknown-address", 5, 1)]),
        ('<a href="place:aohan">x</a>', [("reference-in-html", 5, 1)]),
        ("text\n\n#\n\n# #", [("missing-text", 7, 1), ("missing-text", 9, 1)]),
        ("    有{s.poor}。\n\n\t一段。", [("typed-space", 5, 5)]),
        ("- a\n\nA text.\n\n\tA text of five words.", [("typed-space", 9, 2)]),
        ("    ## A", [("typed-space", 5, 5)]),
        ("    x = 5\n    print(x)  # a", []),
        ("## A {#补偿}\n\n## B {#a b}", [("wrong-anchor", 5, 6), ("wrong-anchor", 7, 6)]),
    ],
)
def test_problems(markdown: str, problems: list[tuple[str, int, int]], render: Render) -> None:
    """What is wrong with how a text is written is recorded with its line and column."""
    assert told(render(markdown)) == problems


@pytest.mark.parametrize(
    ("markdown", "line", "column"),
    [
        ("`{s.mu}` {s.mu}", 5, 10),
        ("``a ` {s.mu}`` \\{s.mu} {s.mu}", 5, 24),
        ("```\n{s.mu}\n\n```\n\n{s.mu}", 10, 1),
        ("    {s.mu}\n\n    {s.mu}\n\n{s.mu}", 9, 1),
        ("<!-- {s.mu}\n\n{s.mu} -->\n\n{s.mu}", 9, 1),
        ("- a\n\n    {s.mu}", 7, 5),
        ("a\n    {s.mu}", 6, 5),
        ("a ` b\n\n{s.mu} ` c", 7, 1),
    ],
)
def test_places_beside_code(markdown: str, line: int, column: int, render: Render) -> None:
    """What stands in code, in a comment or behind a backslash is no mention, and does not pass for the place of one."""
    assert render(markdown).mentions == (at("fact", "s.mu", line, column),)


@pytest.mark.parametrize(
    ("markdown", "mentions"),
    [
        ('<a href="#x">x</a> <a href="https://example.org/">x</a>', [("anchor", "x", 5, 1)]),
        ('a <b id="y">b</b>', [("id", "y", 5, 3)]),
        (
            "{s.mu}\n\n<details><summary>s</summary>\n\n{s.mu}[@x]\n\n</details>\n\n{s.mu}",
            [("fact", "s.mu", 5, 1), ("fact", "s.mu", 9, 1), ("source", "x", 9, 7), ("fact", "s.mu", 13, 1)],
        ),
        ("<div><code>{s.mu}</code></div>\n\n<pre>{s.mu}</pre>", []),
    ],
)
def test_mentions_in_raw_html(markdown: str, mentions: list[tuple[str, str, int, int]], render: Render) -> None:
    """Raw links and anchors are recorded like those of Markdown, and what stands in an element is Markdown; but code is code."""
    assert list(render(markdown).mentions) == [at(*mention) for mention in mentions]


def test_html_of_blocks(render: Render) -> None:
    """Each block has its own HTML and its anchor in it; raw HTML and code too. Together they are the text."""
    body = render("one\n\n## Two {#two}\n\n<div>x</div>\n\n<!-- y -->\n\n```\nz\n```\n\n- a\n- b")
    assert [block.html for block in body.blocks] == [
        '<p id="start-1">one</p>',
        '<h2 id="two">Two</h2>',
        '<div id="two-1"><p>x</p>\n</div>',
        '<pre id="two-2"><code>z\n</code></pre>',
        '<ul id="two-3">\n<li>a</li>\n<li>b</li>\n</ul>',
    ]
    assert body.html == "\n".join(block.html for block in body.blocks)


@pytest.mark.parametrize(
    ("markdown", "blocks"),
    [
        ("<!-- later -->\n\ntext", [("p", 7)]),
        ("```\nx\n\n# y\n```\n\ntext", [("pre", 5), ("p", 11)]),
        ("<div>x</div>\n\ntext", [("div", 5), ("p", 7)]),
        ("<b>x</b> y\n\ntext", [("p", 5), ("p", 7)]),
    ],
)
def test_kinds_of_blocks(markdown: str, blocks: list[tuple[str, int]], render: Render) -> None:
    """A comment is no block, fenced code is code, and raw HTML is what it begins with."""
    assert [(block.kind, block.where.line) for block in render(markdown).blocks] == blocks


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("- a\n\n  b\n- c", "<ul><li><p>a</p><p>b</p></li><li><p>c</p></li></ul>"),
        ("1. a\n\n   b\n2. c", "<ol><li><p>a</p><p>b</p></li><li><p>c</p></li></ol>"),
        (
            "1. a\n   - b\n\n     c\n   - d\n2. e",
            "<ol><li><p>a</p><ul><li><p>b</p><p>c</p></li><li><p>d</p></li></ul></li><li><p>e</p></li></ol>",
        ),
        ("1. a\n\n   b\n   - c\n2. d", "<ol><li><p>a</p><p>b</p><ul><li>c</li></ul></li><li><p>d</p></li></ol>"),
        ("> - a\n>\n>   b\n> - c", "<blockquote><ul><li><p>a</p><p>b</p></li><li><p>c</p></li></ul></blockquote>"),
        ("1. a\n   b\n2. c", "<ol><li>ab</li><li>c</li></ol>"),
        ("1.\ta\n\t-\tb\n2.\tc\n\n\td", "<ol><li>a<ul><li>b</li></ul></li><li><p>c</p><p>d</p></li></ol>"),
        (">\ta\n>\tb", "<blockquote><p>ab</p></blockquote>"),
        (
            "- a\n  | b |\n  |---|\n  | c |",
            "<ul><li><p>a</p><table><thead><tr><th>b</th></tr></thead><tbody><tr><td>c</td></tr></tbody></table></li></ul>",
        ),
    ],
)
def test_items_below_paragraphs(markdown: str, html: str, render: Render) -> None:
    """An item directly below a paragraph of the item before it, or of one within that, is an item, and a table below an item is in it."""
    body = render(markdown)
    assert not body.problems
    assert re.sub(r"\n| id=\"[^\"]*\"", "", body.html) == html


def test_every_sign_can_be_escaped(render: Render) -> None:
    """A backslash before any sign of ASCII shows the sign, as in CommonMark."""
    body = render("".join(f"\\{sign}" for sign in string.punctuation))
    assert not body.problems
    assert unescape(re.sub(r"</?p[^>]*>", "", body.html)).strip() == string.punctuation


@pytest.mark.parametrize("around", ["{}", "- a {}\n- b", "| a | b |\n|---|---|\n| {} | d |", "> {}", "**a {}** b"])
@pytest.mark.parametrize(
    "markdown",
    [
        "`code`",
        "a\\\nb",
        "a  \nb",
        "a\t\nb",
        "\\*a\\*",
        "{s.poor}",
        "[@book, one]",
        "[a](https://example.org/)",
        "[a][b]",
        "[b]",
        "![a](b.jpg)",
        "![a][b]",
        "![b]",
        "<https://example.org/>",
        "<a@example.org>",
        "a <b>b</b>",
        "a &amp; b &lt; c",
        "*a* _b_ **c** ~~d~~",
        "a `![x]` \\[@b] <{s.poor}> &\\amp;",
    ],
)
def test_only_patterns_that_a_text_has_no_sign_of_are_left_out(
    markdown: str, around: str, render: Render, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A text is read the same when all inline patterns are looked for in it."""
    text = f"{around.replace('{}', markdown)}\n\n[b]: https://example.org/b\n"
    some = render(text)
    monkeypatch.setattr(prose.render, "SIGNS", {})
    assert render(text) == some


@pytest.mark.parametrize(
    ("markdown", "rules"),
    [
        ("<!--@include: part.md-->", [("foreign-include", 5, 1)]),
        ('A <!-- #include virtual="/part.html" -->', [("foreign-include", 5, 3)]),
        ('@import "part.md"', [("foreign-include", 5, 1)]),
        ("import Box from './box'", [("foreign-include", 5, 1)]),
        ("image::photo.jpg[A greenhouse]", [("foreign-wiki-link", 5, 1)]),
        ("A [b]word[/b] and [url]https://example.org/[/url]", [("foreign-bbcode", 5, 3), ("foreign-bbcode", 5, 19)]),
        ('[quote="Ann"]\nA [i]word[/i].\n[/quote]', [("foreign-bbcode", 5, 1)]),
        ("[quote]\n\nA word.\n\n[/quote]", [("foreign-bbcode", 9, 1)]),
        ('[gallery ids="a"]', [("foreign-bbcode", 5, 1)]),
        ("{{ x }}, {% if y %} and {! part.md !}", [("foreign-template", 5, n) for n in (1, 10, 25)]),
        ("{{Infobox\n| name = {{x}}\n}}", [("foreign-template", 5, 1)]),
        ("{{ s.poor:number }}, {{{s.mu}}} {{2013}}", [("unclosed-brace", 5, n) for n in (1, 22, 33)]),
        ("'{3}bold'{3} and ''italic''".replace("'{3}", "'" * 3), [("foreign-emphasis", 5, 1), ("foreign-emphasis", 5, 16)]),
        ("/// note\nA word.\n///", [("foreign-container", 5, 1)]),
        ("::: note\n\nA word.\n\n:::\n\n:::", [("foreign-container", 5, 1), ("foreign-container", 11, 1)]),
        ("{% raw %}\n\nA\n\n{% endraw %}", [("foreign-template", 5, 1)]),
        ("{{< details >}}\n\nA\n\n{{< /details >}}", [("foreign-template", 5, 1)]),
        ("A word ^block", [("foreign-anchor", 5, 8)]),
        ("= Land =\n\nh2. Land", [("unread-heading", 5, 1), ("unread-heading", 7, 1)]),
        ("See :ref:`x` and `x <https://example.org/>`_", [("unread-link", 5, 5), ("unread-link", 5, 18)]),
        ("A \\textbf{word} and \\frac{1}{2}, \\cite[see]{book}", [("foreign-math", 5, n) for n in (3, 21, 34)]),
        ("\\begin{itemize}\n\\item {s.mu}\n\\end{itemize}", [("foreign-math", 5, 1)]),
        ("\\begin{quote}\n\nA\n\n\\end{quote}", [("foreign-math", 5, 1)]),
        ("A \\textbf{{s.mu}} and \\textbf{\\emph{word}} {s.mu}", [("foreign-math", 5, 3), ("foreign-math", 5, 23)]),
        ("{color:red}A{color} {color:#f00} {s.mu}", [("foreign-bbcode", 5, 1), ("foreign-bbcode", 5, 21)]),
        ("{quote}\nA word.\n{quote}", [("foreign-bbcode", 5, 1)]),
        ("{quote}A\n\nword.{quote}\n\n{code}b{code}\n\n{quote} A", [("foreign-bbcode", n, 1) for n in (5, 9, 11)]),
        ("{info:title=A}\n\nA word.\n\n{info}", [("foreign-bbcode", 5, 1)]),
        ("[url=https://zh.e.org/wiki/赤峰市]A[/url] [[https://zh.e.org/赤/|A]]", [("foreign-bbcode", 5, 1), ("foreign-wiki-link", 5, 40)]),
        ("[url=https://me:secret@e.org/]A[/url]", [("foreign-bbcode", 5, 1)]),
        ("==https://e.org/a== **==https://e.org/?a=b==**", [("foreign-highlight", 5, 1), ("foreign-highlight", 5, 23)]),
        ("++https://e.org/a++", [("foreign-insertion", 5, 1)]),
        ("See www.example.org, WWW.example.org/a_b. And", [("unread-link", 5, 5), ("unread-link", 5, 22)]),
        ("见www.example.org。又（www.example.org/a）", [("unread-link", 5, 2), ("unread-link", 5, 20)]),
        ("[www.e.org](https://www.e.org/) and [*www.e.org* is](https://e.org) www.e.org", [("unread-link", 5, 69)]),
        ('<a href="https://www.e.org/">at www.e.org</a> `www.e.org` {"www.e.org"} <https://www.e.org> a@www.e.org', []),
        ("https://www.e.org/ and the prefix www. of old", []),
        ("![The page of www.e.org](a.jpg)\n\nwww.f.org", [("unread-link", 7, 1)]),
        ("・一\n\n➢ 二", [("foreign-bullet", 5, 1), ("foreign-bullet", 7, 1)]),
        ("5&nbsp km", [("unknown-entity", 5, 2)]),
        ("A word:\na) one,\nor more\nb) two", [("unread-list", 6, 1)]),
        ("i. one\nii. two\n\nA）一\nB）二", [("unread-list", n, 1) for n in (5, 8)]),
    ],
)  # fmt: skip
def test_markup_of_other_tools(markdown: str, rules: list[tuple[str, int, int]], render: Render) -> None:
    """What another tool reads, and this one would publish as typed or lose, is told once, where it begins."""
    assert told(render(markdown)) == rules


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("See https://e.org/.", 'See <a href="https://e.org/">https://e.org/</a>.'),
        (
            "见https://e.org/a?b=1&c=2的说明。",
            '<a href="https://e.org/a?b=1&amp;c=2">https://e.org/a?b=1&amp;c=2</a>的说明。',
        ),
        ("（https://e.org）", '<a href="https://e.org">https://e.org</a>）'),
        ("(HTTPS://e.org/a_(b), c)", '<a href="HTTPS://e.org/a_(b)">HTTPS://e.org/a_(b)</a>, c)'),
        ("(https://e.org/a_(b))", '(<a href="https://e.org/a_(b)">https://e.org/a_(b)</a>)'),
        (r"https://e.org/a\_b\_c", '<a href="https://e.org/a_b_c">https://e.org/a_b_c</a>'),
        ("~~https://e.org/a~~", '<del><a href="https://e.org/a">https://e.org/a</a></del>'),
        (
            "https://e.org/a,https://f.org/",
            '<a href="https://e.org/a">https://e.org/a</a>,<a href="https://f.org/">https://f.org/</a>',
        ),
        ("https://fr.e.org/Café,", '<a href="https://fr.e.org/Café">https://fr.e.org/Café</a>,'),
        (
            "https://e.org/?b[]=c&d[a][1]=e,",
            '<a href="https://e.org/?b[]=c&amp;d[a][1]=e">https://e.org/?b[]=c&amp;d[a][1]=e</a>,',
        ),
        ("[https://e.org/?b[]=c]", '[<a href="https://e.org/?b[]=c">https://e.org/?b[]=c</a>]'),
        ("https://e.org/a[b] https://e.org/b[1]=c", '<a href="https://e.org/a">https://e.org/a</a>[b]'),
        ("https://e.org/?a=b==", '<a href="https://e.org/?a=b==">https://e.org/?a=b==</a>'),
        ("https://россия.рф/", '<a href="https://россия.рф/">https://россия.рф/</a>'),
        ("https://e.org/，`x <b>y`", '<a href="https://e.org/">https://e.org/</a>，<code>x &lt;b&gt;y</code>'),
        ("**https://e.org/a_b_c**", '<strong><a href="https://e.org/a_b_c">https://e.org/a_b_c</a></strong>'),
        ("_https://e.org/_", '<em><a href="https://e.org/">https://e.org/</a></em>'),
        ("[https://e.org/](https://f.org/)", '<a href="https://f.org/">https://e.org/</a>'),
        ("<https://e.org/>", '<a href="https://e.org/">https://e.org/</a>'),
        ('<a href="https://e.org/">at https://e.org/</a>', '<a href="https://e.org/">at https://e.org/</a>'),
        ("<b>https://e.org/</b>", '<b><a href="https://e.org/">https://e.org/</a></b>'),
        ("`https://e.org/`", "<code>https://e.org/</code>"),
        ("xhttps://e.org/ and https:// and http://。", "xhttps://e.org/ and https:// and http://。"),
    ],
)
def test_an_address_without_brackets_is_a_link(markdown: str, html: str, render: Render) -> None:
    """An address that is typed as it is leads where it says, without the signs of the sentence around it; in a link or in code it stays text."""
    body = render(markdown)
    assert html in body.blocks[0].html
    assert not body.problems


@pytest.mark.parametrize(
    ("markdown", "told_of"),
    [
        ("见 https://me:secret@e.org/", [("unknown-address", 5, 3)]),
        ("<https://e.org@f.org/>", [("unknown-address", 5, 1)]),
        ("See https://e.org:80000/.", [("unknown-address", 5, 5)]),
        ("见https://zh.e.org/wiki/赤峰市", [("cut-address", 5, 2)]),
        ("https://e.org/?q=アルプス", [("cut-address", 5, 1)]),
        ("见https://e.org/的说明，和 https://e.org/a/。", []),
        ("<https://zh.e.org/wiki/赤峰市>", []),
        ("[https://zh.e.org/wiki/赤峰市](https://zh.e.org/wiki/赤峰市)", []),
        ("[**https://me:secret@e.org/**](https://e.org/) and `https://e:80000/`", []),
        ("[1]: https://zh.e.org/wiki/赤峰市\n\n[text][1]", []),
    ],
)
def test_an_address_that_leads_elsewhere_is_told(
    markdown: str, told_of: list[tuple[str, int, int]], render: Render
) -> None:
    """An address with a user name or a wrong port, and one that may be cut before a Chinese character, stands at its place."""
    assert told(render(markdown)) == told_of


def test_thousands_of_addresses_in_a_paragraph_are_told(render: Render) -> None:
    """They would take seconds to read."""
    assert [problem.rule for problem in render("https://e.org/。" * 1500).problems] == ["too-long"]


@pytest.mark.parametrize(
    "markdown",
    [
        "<!-- more --> A <!-- include the figures of both years --> b <!-- import/export -->",
        "A [b] or [sic], [Smith] and ‘one’ ''",
        "Two words:\n(a) one,\n(b) two;\n(1) one,\n(2) two\n\n- a) one\n- b) two\n\na) one\\\nb) two\n\nA. Smith\nB. Jones",
        "（1）一，\n（2）二，\n①三，\n②四",
        "| a) x |\n|---|\n| b) y |",
        "`{{ x }}` and `[b]x[/b]` \\{\\{ x \\}\\}",
        "The county had to\nimport grain from “the south”, and to\nexport wool from 'the north'.",
    ],
)
def test_text_that_only_looks_like_markup(markdown: str, render: Render) -> None:
    """Remarks, words in brackets, letters in running text and what a Chinese editor counts with in a sentence are no markup."""
    assert told(render(markdown)) == []


@pytest.mark.parametrize(
    "markup",
    [
        *("**b**", "`b`", "[b](https://example.org/)", "[b][c]", "[[b]]", "[^b]", "^[b]", "[@b, c]", "![b](c.jpg)", "&amp;"),
        *("<b>c</b>", "<span class=x>", "</div>", "<script>b</script>", "<https://example.org/>", "<!-- b -->"),
        *("~b~", "++b++", "^b^", "==b==", "||b||", "%% b %%", "$b$", ":smile:", "[TOC]", "[!NOTE]", "[i]b[/i]", "{{ b }}", "''b''", "＊b＊", "＜b＞"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("text", ["{}", "A text, {} and more."])
def test_markup_where_none_is_read(text: str, markup: str) -> None:
    """What is markup in a text, or in that of another tool, is found in a title and in YAML too, once and as a whole."""
    assert list(find_markup(text.format(markup))) == [(text.index("{"), markup)]


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("## Land", [(0, "## ")]),
        ("> A word", [(0, "> ")]),
        ("Things:\n- a\n- b", [(8, "- a\n")]),
        ("| a | b |", [(0, "| a | b |")]),
        ("::: tip", [(0, "::: tip")]),
        ("- a", []),
        ("* estimated", []),
        ("1. Land", []),
        ("> 65 years", []),
        ("#1 and C#", []),
        ("5 < 6, 7 > 6", []),
        ("a <b", []),
        ("R&D; AT&T", []),
        ("from $5 to $6", []),
        ("5 * 3 * 2, x_1, poor*", []),
        ("（注）①～②", []),
    ],
)
def test_signs_that_are_no_markup(written: str, found: list[tuple[int, str]]) -> None:
    """Marks of lists, headings and quotations are markup where a line begins; a single sign, as in a label, is none."""
    assert list(find_markup(written)) == found
