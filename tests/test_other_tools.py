"""Texts written for other tools: each construct is told by one letter, at its place, or is read as it was meant; ordinary text is never told."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image
from projects import append, edit, lay_out, problems_of

from chronicle.loading import load_site
from chronicle.problems import Problem
from chronicle.reading import Project
from chronicle.scaffold import init_documentary

HEAD = "---\ntitle: {}\nsummary: ''\n---\n"
FIRST = 5  # the line on which the Markdown begins


def problems_in(markdown: str, folder: Path, language: str = "en") -> list[Problem]:
    """Return the problems of a text in a new project of one language; the picture mill.jpg is beside it."""
    init_documentary(Project(folder), [language], "2026-11-30")
    chapter = folder / "content/chapters/town/water"
    title = {"en": "A mill", "zh": "磨坊"}[language]
    (chapter / f"{language}.md").write_text(HEAD.format(title) + markdown + "\n", encoding="utf-8")
    Image.new("RGB", (400, 300)).save(chapter / "mill.jpg")
    path = f"content/chapters/town/water/{language}.md"
    return [one for one in problems_of(load_site, Project(folder)) if one.where.path == path]


def told(markdown: str, folder: Path, language: str = "en") -> list[str]:
    """Return the line, column and rule of each problem of a text."""
    return [
        f"{one.where.line - FIRST + 1}:{one.where.column} {one.rule}" for one in problems_in(markdown, folder, language)
    ]


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        # Hugo and Jekyll
        ("{{< highlight go >}}\nprint(\"12\")\n\nx = 'a'\n{{< /highlight >}}", ["1:1 foreign-template"]),
        ("{% highlight ruby linenos %}\nputs '12'\n\nend\n{% endhighlight %}", ["1:1 foreign-template"]),
        ("![A mill](mill.jpg){: .right width=\"300\"}", ["1:20 unknown-reference"]),
        ("| a | b |\n|---|---|\n| c | d |\n{: .striped}", ["4:1 unknown-reference"]),
        ('<a href="{{ post.url }}">A post</a>', ["1:1 unknown-address"]),
        ("#history\n\nA mill.", ["1:1 first-rank-heading"]),
        ("Sum $$\\sum_{i=1}^n a_{i}$$ here.", ["1:5 foreign-math"]),
        ("$$\n\\cos x=\\sum_{k=0}^{\\infty}\\frac{(-1)^k}{(2k)!}x^{2k}\n$$", ["1:1 foreign-math"]),
        ("A sum \\(x^2\\) here.", ["1:7 foreign-math"]),
        ("\\[\n\\operatorname{ker} f=\\{g:f(g)=e_{H}\\}{\\mbox{.}}\n\\]", ["1:1 foreign-math"]),
        # MkDocs
        ('!!! note "Title"\n\n    The mill burnt down. It was rebuilt soon.\n', ["1:1 foreign-admonition"]),
        ('=== "One"\n\n    The mill burnt down. It was rebuilt soon.', ["1:1 foreign-tab"]),
        ("*[HTML]: Hyper Text\n*[CSS]: Cascading Sheets", ["1:1 foreign-abbreviation", "2:1 foreign-abbreviation"]),
        ("A ^^new word^^ here.", ["1:3 foreign-insertion"]),
        ("A :material-home: house.", ["1:3 foreign-emoji"]),
        ("A {++new++} word.", ["1:3 unknown-reference"]),
        ("A {==marked==} word.", ["1:3 unknown-reference"]),
        ("## A house { #custom-id .class }\n\nText.", ["1:12 unknown-reference"]),
        # Docusaurus and VitePress
        ("<<< @/snippets/a.js{2}", ["1:1 foreign-include"]),
        (":::{figure} mill.jpg\nText.\n:::", ["1:1 foreign-container"]),
        ("::: {.column width=\"50%\"}\nText.\n:::", ["1:1 foreign-container"]),
        ("```mermaid\ngraph TD\n```", ["1:1 foreign-markup"]),
        # MyST and reStructuredText
        ("```{note}\nThe mill burnt down.\n```", ["1:1 foreign-markup"]),
        ("See {ref}`my-label`.", ["1:5 foreign-markup"]),
        ("As {cite:p}`mill` says.", ["1:4 foreign-markup"]),
        ("(my-label)=\n## A house\n\nText.", ["1:1 foreign-anchor"]),
        (".. image:: mill.png\n   :alt: A mill\n   :width: 200px", ["1:1 foreign-wiki-link"]),
        (".. list-table:: Mills\n   :header-rows: 1\n\n   * - a\n     - b", ["1:1 foreign-markup"]),
        (".. contents:: Contents\n   :depth: 2", ["1:1 foreign-contents"]),
        (".. a remark\n\nText.", ["1:1 foreign-comment"]),
        (":Author: Ann\n\nText.", ["1:1 foreign-markup"]),
        ("The mill::\n\n    code\n\nText.", ["1:9 foreign-markup"]),
        ("Heading\n=======\n\nText.", ["1:1 first-rank-heading"]),
        ("One house\n~~~~~~~~~\n\nText.\n\nTwo houses\n~~~~~~~~~~\n\nText.", ["2:1 unread-heading", "7:1 unread-heading"]),
        ("House\n*****\n\nText.", ["2:1 unread-heading"]),
        ("House\n\"\"\"\"\"\n\nText.", ["2:1 unread-heading"]),
        ("House\n^^^^^\n\nText.", ["2:1 unread-heading"]),
        ("=====  =====\na      b\n=====  =====\nc      d\n=====  =====", ["1:1 unread-table"]),
        ("#. one\n#. two\n\nText.", ["1:1 unread-list", "2:1 unread-list"]),
        # Obsidian
        ("![[Other note#Section]]", ["1:1 foreign-include"]),
        ("A [[Mill|mill\nof oak]] here.", ["1:3 foreign-wiki-link"]),
        ("![[mill.jpg|300]]", ["1:1 foreign-wiki-link"]),
        ("![A mill|300](mill.jpg)", ["1:14 image-sized"]),
        ("- [>] one\n- [-] two", ["1:3 foreign-task-list", "2:3 foreign-task-list"]),
        ("Author:: Ann", ["1:7 foreign-markup"]),
        # Pandoc
        ("An [old word]{.smallcaps} here.", ["1:14 unknown-reference"]),
        ("An [old word]{lang=fr} here.", ["1:14 unknown-reference"]),
        ("`code`{=html} here.", ["1:7 unknown-reference"]),
        ("## Heading {-}\n\nText.", ["1:12 unknown-reference"]),
        ("![A mill](mill.jpg){width=\"2.0in\"\nheight=\"3.0in\"}", ["1:20 unknown-reference"]),
        ("![A mill](mill.jpg){#fig:mill width=50%}", ["1:20 wrong-anchor"]),
        ("## []{#_Toc523 .anchor}Heading\n\nText.", ["1:6 wrong-anchor"]),
        ("(@)  My first example.", ["1:1 unread-list"]),
        ("1.  one\n\n    a.  nested\n    b.  nested", ["3:5 unread-list"]),
        ("| A line of a verse\n| and another line", ["1:1 unread-table"]),
        ("  Left     Right\n------- --------\n     a     b\n\nText.", ["1:3 unread-table"]),
        ("Text.\n\n------------------\n Left     Right\n------- ----------\n a        b\n\n c        d\n------------------\n\nText.", ["3:1 unread-table"]),
        (": A caption\n\n| a |\n|---|\n| b |", ["1:1 unread-list"]),
        ("```{=latex}\n\\newpage\n```", ["1:1 foreign-markup"]),
        ("\\newpage\n\nText.", ["1:1 foreign-math"]),
        ("See @fig:mill here.", ["1:5 foreign-citation"]),
        ("A line\\\nand another\\\n\nText.", ["2:12 stray-backslash"]),
        ("1\\. one\n\nText.", ["1:1 unread-list"]),
        # WordPress and Word
        ("A word[[1]](#ftnt1) here.\n\n[[1]](#ftnt_ref1) A remark.", ["1:12 foreign-footnote", "3:6 foreign-footnote"]),
        ("A word[\\[1\\]](#_ftn1) here.", ["1:14 foreign-footnote"]),
        ("See `a book <https://example.org/>`_ here.", ["1:5 unread-link"]),
        ("A word [#f1]_ here.\n\n.. [#f1] A remark.", ["1:8 foreign-footnote", "3:1 foreign-footnote"]),
        ('<figure><img src="https://example.org/a.jpg" alt="A mill"><figcaption>A mill</figcaption></figure>', ["1:1 refused-html"]),
        ("<table><colgroup><col><col></colgroup><tr><td>a</td><td>b</td></tr></table>", ["1:8 refused-html"]),
        ("<p>·&nbsp;&nbsp;&nbsp; item</p>", ["1:4 foreign-bullet"]),
        ('<ol type="a"><li>one</li></ol>', ["1:1 lost-attribute"]),
        ("[gallery]", ["1:1 foreign-bbcode"]),
        ("[my_map]", ["1:1 foreign-bbcode"]),
        ("[youtube https://example.org/a]", ["1:1 foreign-bbcode"]),
        ('[contact-form-7 id="1" title="Write"]', ["1:1 foreign-bbcode"]),
        ("Text.\n\n&nbsp;\n\nText.", ["3:1 missing-text"]),
        ("<br>\n<br/>\n\nText.", ["2:1 missing-text"]),
        ('<a name="top"></a>\n\n## Mill\n\nText.', ["1:1 lost-attribute"]),
        ("Go [](https://example.org) there.", ["1:6 missing-text"]),
        ("[Top](#)", ["1:6 unknown-address"]),
    ],
)  # fmt: skip
def test_a_construct_of_another_tool_is_one_letter(markdown: str, expected: list[str], tmp_path: Path) -> None:
    """What another tool reads and this one does not is told where it begins, each construct once."""
    assert told(markdown, tmp_path / "site") == expected


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("（一）第一\n（二）第二", ["1:1 unread-list"]),
        ("①第一\n②第二\n③第三", ["1:1 unread-list"]),
        ("·第一\n·第二", ["1:1 foreign-bullet"]),
        ("(1)第一\n(2)第二", ["1:2 typed-digits", "2:2 typed-digits"]),
        ("a.甲\nb.乙", ["1:1 unread-list"]),
        ("    四个空格开头的段落，没有句号", ["1:5 typed-space"]),
        ("====================\n正文", ["1:1 unread-heading"]),
        ("表一：某镇\n村名\t户数\n甲村\t一百", ["2:3 several-spaces"]),
        ("*甲\n*乙\n*丙", ["1:1 unread-list", "2:1 unread-list", "3:1 unread-list"]),
        ("a、甲\nb、乙", ["1:1 unread-list"]),
        ("@[TOC](目录)\n\n正文。", ["1:1 foreign-contents"]),
        ("他说“甲“，又说”乙”。", ["1:3 punctuation"]),
        ("A.甲\nB.乙", ["1:1 unread-list"]),
        ("【一】甲\n【二】乙", ["1:1 unread-list"]),
        ("&emsp;&emsp;段首的空格。", ["1:1 typed-space"]),
        ("                某镇志", ["1:17 typed-space"]),
        ("[此处为语雀卡片，点击链接查看](https://example.org/a)", ["1:2 placeholder"]),
    ],
)
def test_a_habit_of_chinese_texts_is_one_letter(markdown: str, expected: list[str], tmp_path: Path) -> None:
    """The same holds for what is typed or exported in Chinese."""
    assert told(markdown, tmp_path / "site", "zh") == expected


@pytest.mark.parametrize(
    ("markdown", "language"),
    [
        ("| a | b |\n|---|---|\n| - | - |", "en"),
        ("| a | b |\n|---|---|\n| c | d |\n| - | - |\n| e | f |", "en"),
        ("| a |\n|---|\n| - |", "en"),
        ("Tea\n***\nMilk", "en"),
        ("Text:\n~~~\ncode\n~~~", "en"),
        ("```{.python .numberLines}\nx\n```", "en"),
        ("```{r}\nx\n```", "en"),
        ("*[sic]: an old word* and so on.", "en"),
        ("A price of std::string and a::b; ... and so on.", "en"),
        ("He said (see [sic] and [my map]) so.", "en"),
        ("A\n---\n\nText.", "en"),
        ("Text.\n\n- - -\n\nText.\n\n--- ---\n\nText.\n\n-- -- --\n\nText.", "en"),
        ("Text\n.....\nText", "en"),
        ("As he wrote \\[sic\\] and \\(so\\) and \\[a_b\\].", "en"),
        ("- a\n~~~~\ncode\n~~~~", "en"),
        ("见[附件.pdf](https://example.org/a.pdf)和地图.jpg。", "zh"),
        ("他说了甲，\n①乙，\n②丙。", "zh"),
        ("见（一）甲，（二）乙。", "zh"),
        ("他说：“好的”，然后走了。", "zh"),
        ("```pycon\n>>> print(table)\n---- ----\none  two\n```", "en"),
        ("What it prints:\n```\n---- ----\none  two\n---- ----\n```", "en"),
        ("| what | is |\n|---|---|\n| doors: \\{n\\}[] | [] |", "en"),
        ("It is a _`mill`_ and _not a `pump`_.", "en"),
        ('<i id="old-name"></i><i id="older-name"></i>\n\nThe mill stands.', "en"),
    ],
)
def test_ordinary_text_is_not_told(markdown: str, language: str, tmp_path: Path) -> None:
    """Text that only resembles a construct of another tool has no problem."""
    assert told(markdown, tmp_path / "site", language) == []


@pytest.mark.parametrize(
    ("written", "hint", "instead"),
    [
        ("[Old]{.underline}", "Leave out the attributes of other programs, and the square brackets: text, <u>text</u>, <mark>text</mark> or *text*.", "<u>Old</u>"),
        ("{>>a remark<<}", "Write <!-- comment -->.", "<!-- a remark -->"),
        ("{/* a remark */}", "Write <!-- comment -->.", "<!-- a remark -->"),
        ("* Contents\n{:toc}", "Remove it: each text has its own table of contents.", "* Contents"),
        ("## A house { #custom-id .class }", "Write '{#custom-id}', an anchor without spaces.", "## A house {#custom-id}"),
        ("#history", "Begin headings with '## '. Remove a tag that only another program reads; for a sign that is meant as one write \\#.", "\\#history"),
        ("#. one", "Write 1. and a space.", "1. one"),
        ("++ctrl+c++", "Write <ins>text</ins>; for a key <kbd>C</kbd>.", "<kbd>Ctrl</kbd>+<kbd>C</kbd>"),
        ("<iframe src=\"https://example.org/\"></iframe>", "Write a link to it: [text](https://…).", "[A film](https://example.org/)"),
        ("<center>A mill</center>", "Remove the tag and its end tag; what is between them can stay.", "A mill"),
        ("[A house](#house)", "Write {#...} behind the heading to which it is to lead.", "## A house {#house}\n\n[A house](#house)"),
        ("(1) one", 'Write a list, 1. and a space, each item on a line of its own; a number that is to be seen as it is: {"(1)"}.', '{"(1)"} one'),
        ("| a verse\n| in lines", "Write each line without its |, and a backslash at its end, but for the last; for a table write | one | two |, with a line |---|---| below the first.", "a verse\\\nin lines"),
        ("House\n~~~~~", "Write ## and a space before the heading, and leave the line below it out.", "## House"),
    ],
)  # fmt: skip
def test_the_remedy_works(written: str, hint: str, instead: str, tmp_path: Path) -> None:
    """A construct is told with a remedy, and what follows the remedy to the letter has no problem."""
    assert [one.hint for one in problems_in(f"Text.\n\n{written}", tmp_path / "wrong")] == [hint]
    assert told(f"Text.\n\n{instead}", tmp_path / "right") == []


@pytest.mark.parametrize(
    ("field", "hint"),
    [
        ("description: x", "Did you mean 'summary'?"),
        ("lastmod: 2020-01-01", "Did you mean 'updated'?"),
        ("permalink: /a/", "Did you mean 'slug'?"),
        ("tags: [a]", "Remove it: it is a field of other programs, and nothing reads it here."),
        (
            "draft: true",
            "Remove it; a text that is not to be published yet is left out of the list in site.yaml, and its files are kept outside content/.",
        ),
    ],
)
def test_a_field_of_another_tool(field: str, hint: str, tmp_path: Path) -> None:
    """A field of front matter that other tools have is told with the one that stands for it here, or is to be removed."""
    project = Project(tmp_path)
    init_documentary(project, ["en"], "2026-11-30")
    edit(tmp_path / "content/chapters/town/water/en.md", "place: oldbridge", f"place: oldbridge\n{field}", 1)
    assert [one.hint for one in problems_of(load_site, project)] == [hint]


@pytest.mark.parametrize(
    ("en", "zh", "expected"),
    [
        ("```{note}\nThe mill.\n```", "> **注意：** 磨坊。", ["12 foreign-markup"]),
        ("House\n~~~~~\n\nText.", "## 屋\n\n文字。", ["13 unread-heading"]),
        ("One  Two\n---- ----\na     b", "| 一 | 二 |\n|---|---|\n| 甲 | 乙 |", ["12 unread-table"]),
        ("{% highlight x %}\na\n{% endhighlight %}", "```\na\n```", ["12 foreign-template"]),
        ("#. one\n#. two", "1. 甲\n2. 乙", ["12 unread-list", "13 unread-list"]),
        ('<a name="x"></a>\n\nText.', "文字。", ["12 lost-attribute"]),
    ],
)
def test_a_construct_in_one_half(en: str, zh: str, expected: list[str], tmp_path: Path) -> None:
    """A half that has a construct of another tool is not told besides to differ from a half that has what belongs there."""
    project = lay_out("good-site", tmp_path / "site")
    for language, text in (("en", en), ("zh", zh)):
        append(project.root / f"content/chapters/part/one/{language}.md", f"\n{text}\n")
    assert [f"{one.where.line} {one.rule}" for one in problems_of(load_site, project)] == expected


def test_an_image_whose_name_has_a_space(tmp_path: Path) -> None:
    """A file whose name cannot be used is told once, also where a text writes %20 for its space."""
    init_documentary(Project(tmp_path), ["en"], "2026-11-30")
    chapter = tmp_path / "content/chapters/town/water"
    Image.new("RGB", (400, 300)).save(chapter / "Untitled 1.png")
    append(chapter / "en.md", "\n![A mill](Untitled%201.png)\n")
    assert [one.rule for one in problems_of(load_site, Project(tmp_path))] == ["wrong-name"]
