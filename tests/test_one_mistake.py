"""One mistake is one problem, wherever it stands; and what is wrong in shape and what refers to nothing is told in one run."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PIL import Image
from projects import HOME, append, edit, lay_out, problems_of, put, take_templates

from chronicle.messages import translate
from chronicle.model import Document, Registry, Spot
from chronicle.pipeline import load_site
from chronicle.problems import Problem, Where, group_problems
from chronicle.prose.limits import PARAGRAPH_LIMITS, TEXT_LIMITS, Limit
from chronicle.reading import Project
from chronicle.scaffold import init_documentary


def rules_of(project: Project) -> list[str]:
    """Return the places and rules of what a person is told."""
    return [
        f"{problem.where.path.removeprefix('content/')}:{problem.where.line} {problem.rule}"
        for problem in problems_of(load_site, project)
    ]


def spoil(project: Project, file: str, old: str, new: str) -> None:
    path = project.root / "content" / file
    if not path.exists():  # words that the real site wants otherwise than the generator
        path.write_text((HOME / "content" / file).read_text(encoding="utf-8"), encoding="utf-8")
    edit(path, old, new, 1)


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        ("units.yaml", "\npeople:", "\nx: {\npeople:", ["units.yaml:4 yaml-syntax"]),
        ("units.yaml", "printed: [人", "printed: {[人", ["units.yaml:5 yaml-key"]),
        ("units.yaml", "printed: [人", "print: [人", ["units.yaml:5 unknown-field"]),
        ("units.yaml", "other: \"{n} yuan\"", "yes: \"{n} yuan\"", ["units.yaml:48 missing-pattern"]),
        ("units.yaml", "text: {en: {other: \"{n} yuan", "text: {fr: {other: \"{n} yuan", ["units.yaml:48 unknown-language"]),
        ("interface.yaml", "\nfacts.intro:", "\nx: {\nfacts.intro:", ["interface.yaml:3 yaml-syntax"]),
        ("interface.yaml", "\nfacts.intro:", "\nFacts.intro:", ["interface.yaml:3 wrong-value"]),
        ("glossary.yaml", "meaning:", "meanin:", ["glossary.yaml:4 unknown-field"]),
        ("glossary.yaml", "word:", "word: {", ["glossary.yaml:1 yaml-syntax"]),
        ("places.yaml", "town:", "town: [", ["places.yaml:1 yaml-syntax"]),
        ("places.yaml", "kind:", "kid:", ["places.yaml:4 unknown-field"]),
        ("sources.yaml", "book:", "book: {", ["sources.yaml:1 yaml-syntax"]),
        ("sources.yaml", "    - {zh: 第二节, en: Section two}\n", "    - {zh: 第二节, en: Section two}\n    -\n", ["sources.yaml:12 wrong-type"]),
        ("sources.yaml", "    - {zh: 第二节, en: Section two}\n", "    - {zh: 第二节, en: Section two}\n    - ''\n", ["sources.yaml:12 wrong-type"]),
        ("site.yaml", "name: English", "name: {zh: 英文, en: English}", ["site.yaml:6 wrong-type"]),
        ("site.yaml", "numbers: western", "numbers: {years: western}", ["site.yaml:6 unknown-choice"]),
        ("site.yaml", "  zh: {name: 中文, short: 中, locale: zh_CN, numbers: as-printed}\n  en: {name: English, short: EN, locale: en_GB, numbers: western}\n", "  main: zh\n", ["site.yaml:5 wrong-type"]),
        ("sources.yaml", "year:", "yer:", ["sources.yaml:5 unknown-field"]),
        ("facts/sheet.yaml", "facts:", "facts: {", ["facts/sheet.yaml:5 yaml-syntax"]),
        ("facts/sheet.yaml", "facts:", "fact:", ["facts/sheet.yaml:5 unknown-field"]),
        ("facts/sheet.yaml", "  poor:", "  Poor:", ["facts/sheet.yaml:6 wrong-value"]),
        ("facts/sheet.yaml", "printed: 46.8万人", "printed: 46.8万仝", ["facts/sheet.yaml:8 unreadable-figure"]),
        ("chapters/part/one/en.md", "title:", "title: {", ["chapters/part/one/en.md:2 yaml-syntax"]),
        ("chapters/part/one/zh.md", "{2013}底", "2013年底", ["chapters/part/one/zh.md:9 typed-digits"]),
        ("chapters/part/one/zh.md", "title: 第一章", "title: 第一章<!-- x -->", ["chapters/part/one/zh.md:2 markup-in-title"]),
        ("chapters/part/one/zh.md", "title: 第一章", "title: 第一<br>章", ["chapters/part/one/zh.md:2 markup-in-title"]),
        ("facts/sheet.yaml", "en: Poor people", "en: Poor, people", ["facts/sheet.yaml:7 wrong-type"]),
        ("facts/sheet.yaml", "label: {zh: 土地", "label: {zh: 土<sub>地", ["facts/sheet.yaml:12 markup-in-yaml"]),
        ("chapters/part/one/zh.md", "## 土地", "> <<<<<<< HEAD\n\n## 土地", ["chapters/part/one/zh.md:11 merge-conflict"]),
        ("chapters/part/one/zh.md", "## 土地", "=======\n\n## 土地", ["chapters/part/one/zh.md:11 merge-conflict"]),
        ("chapters/part/one/zh.md", "，\n是一个", "：\n· 是一个", ["chapters/part/one/zh.md:14 foreign-bullet"]),
        ("chapters/part/one/zh.md", "，\n是一个", "：\n– 是一个", ["chapters/part/one/zh.md:14 foreign-bullet"]),
        ("chapters/part/one/zh.md", "title: 第一章", "title: '{{ x }}第一章'", ["chapters/part/one/zh.md:2 unclosed-brace"]),
        ("chapters/part/one/en.md", "It has", "A\t\tB\t\tC\nIt\t\thas", ["chapters/part/one/en.md:9 several-spaces"]),
        ("chapters/part/one/en.md", "It has", "''It'' has", ["chapters/part/one/en.md:9 foreign-emphasis"]),
        ("chapters/part/one/en.md", "[@book, 第一节]", "[book, 第一节]", ["chapters/part/one/en.md:5 foreign-citation"]),
        ("chapters/part/one/en.md", "It has", "The [book] of 【book, it has】 [not book, it has] has", []),
        ("chapters/part/one/en.md", "It has {sheet.land},\nwhich is a [word](term:word). In code", "In code", ["chapters/part/one/en.md:9 halves-differ"]),
        ("chapters/part/one/en.md", "[@book, 第一节]", " (@book, 第一节)", ["chapters/part/one/en.md:5 foreign-citation"]),
        ("chapters/part/one/en.md", "It has", "As @book says (not @books, x@book.example), it has", ["chapters/part/one/en.md:9 foreign-citation"]),
        ("chapters/part/one/zh.md", "## 土地", "　　## 土地", ["chapters/part/one/zh.md:11 unread-heading"]),
        ("chapters/part/one/en.md", "It has", "[It](https://example.org/a “It”) has", ["chapters/part/one/en.md:9 unknown-address"]),
        ("chapters/part/one/en.md", "{sheet.land}", "[sheet.land]", ["chapters/part/one/en.md:9 unclosed-brace"]),
        ("chapters/part/one/en.md", "{sheet.land}", "sheet.land", ["chapters/part/one/en.md:9 unclosed-brace"]),
        ("chapters/part/one/en.md", "{2013}", "17 July 2013", ["chapters/part/one/en.md:5 typed-digits"]),
        ("chapters/part/one/en.md", "{2013}", "node.js", ["chapters/part/one/en.md:5 halves-differ"]),
        ("chapters/part/one/zh.md", "{2013}底", "2013年7月17日", ["chapters/part/one/zh.md:9 typed-digits"]),
        ("chapters/part/one/en.md", "{2013}", "{place:town}", ["chapters/part/one/en.md:5 unknown-reference"]),
        ("chapters/part/one/en.md", "It has", "3 200 or 3’200 of sheet.nothing it has", ["chapters/part/one/en.md:9 typed-digits", "chapters/part/one/en.md:9 typed-digits"]),
        ("chapters/part/one/en.md", "It has", "<ul><li>one<li>two</ul>\n\nIt has", ["chapters/part/one/en.md:9 halves-differ", "chapters/part/one/en.md:9 unclosed-tag"]),
        ("chapters/part/one/en.md", "It has", "![A field] (a.jpg) It has", ["chapters/part/one/en.md:9 unread-link"]),
        ("chapters/part/one/en.md", "It has", "Ｉｔ has", ["chapters/part/one/en.md:9 lookalike"]),
        ("chapters/part/one/zh.md", "是一个", "是Ａ区一个", []),
        ("chapters/part/one/zh.md", "是一个", "见<<书>>和<文>，是一个", ["chapters/part/one/zh.md:14 unclosed-angle", "chapters/part/one/zh.md:14 unclosed-angle"]),
        ("chapters/part/one/zh.md", "是一个", "路 很 远 很 长，是一个", ["chapters/part/one/zh.md:14 typed-space"]),
        ("chapters/part/one/zh.md", "是一个", "真 善 美，路远 路长 路难 路险，是一个", []),
        ("chapters/part/one/zh.md", "是一个", "卡尔•马克思，卡尔·马克思，是一个", ["chapters/part/one/zh.md:14 lookalike"]),
        ("glossary.yaml", "zh: 一个词。,", 'zh: "一个GDP\n    词，用Python\n    写。",', []),
        ("chapters/part/one/en.md", "It has", "[@book, It has", ["chapters/part/one/en.md:9 unclosed-note"]),
        ("chapters/part/one/en.md", "It has", "It <www.example.org> has", ["chapters/part/one/en.md:9 refused-html"]),
        ("chapters/part/one/en.md", "It has", "www.example.org (for 1999, www.example.org/1999) has", ["chapters/part/one/en.md:9 unread-link", "chapters/part/one/en.md:9 typed-digits", "chapters/part/one/en.md:9 unread-link"]),
        ("chapters/part/one/zh.md", "是一个", "[站]（www.example.org）是一个", ["chapters/part/one/zh.md:14 full-width-markup"]),
        ("chapters/part/one/en.md", "It has", "\\frac{1}{2} has", ["chapters/part/one/en.md:9 foreign-math"]),
        ("chapters/part/one/en.md", "It has", "{color:#123456}It{color} has", ["chapters/part/one/en.md:9 foreign-bbcode"]),
        ("chapters/part/one/zh.md", "title: 第一章", "title: 第一{color:red}章{color}", ["chapters/part/one/zh.md:2 markup-in-title"]),
        ("chapters/part/one/zh.md", "title: 第一章", "title: '{% raw %}第一章'", ["chapters/part/one/zh.md:2 markup-in-title"]),
        ("chapters/part/one/zh.md", "title: 第一章", "title: 第一章\\textbf{a few words of English}", ["chapters/part/one/zh.md:2 markup-in-title"]),
        ("chapters/part/one/en.md", "summary: ", "summary: 'In \\textbf{{2013}} {quote}' #", ["chapters/part/one/en.md:3 markup-in-title", "chapters/part/one/en.md:3 markup-in-title"]),
        ("chapters/part/one/en.md", "It has", "<span/>It has", ["chapters/part/one/en.md:9 unclosed-tag"]),
        ("chapters/part/one/en.md", "It has", "ItÂ´s CafÃ©", ["chapters/part/one/en.md:9 lost-character", "chapters/part/one/en.md:9 lost-character"]),
        ("chapters/part/one/en.md", "It has", "Itâ€™s", ["chapters/part/one/en.md:9 lost-character"]),
        ("chapters/part/one/zh.md", "一个", "ä¸€äº›", ["chapters/part/one/zh.md:14 lost-character"]),
        ("chapters/part/one/zh.md", "是一个", "是锟斤拷", ["chapters/part/one/zh.md:14 lost-character"]),
        ("chapters/part/one/en.md", "It has", "“CAFÉ” ‘é’” XÃ”", []),
        ("chapters/part/one/zh.md", "，\n是一个", "...\n是一个", ["chapters/part/one/zh.md:13 punctuation"]),
        ("chapters/part/one/zh.md", "{2013}底", "・・・・・・{2013}底", ["chapters/part/one/zh.md:9 punctuation"]),
        ("chapters/part/one/zh.md", "[某镇](place:town)有", "某镇(place:town)有", ["chapters/part/one/zh.md:9 unread-link"]),
        ("chapters/part/one/en.md", "title:", "titel:", ["chapters/part/one/en.md:2 unknown-field"]),
        ("chapters/part/one/en.md", "At the", "<<<<<<< HEAD\nAt the", ["chapters/part/one/en.md:5 merge-conflict"]),
        ("chapters/part/one/en.md", "At the", "At\u202e the", ["chapters/part/one/en.md:5 unseen-character"]),
        ("chapters/part/one/en.md", "At the", "At\ufffd the", ["chapters/part/one/en.md:5 lost-character"]),
        ("chapters/part/one/en.md", "[Some Town](place:town)", "it", ["chapters/part/one/en.md:5 halves-differ"]),
        ("chapters/part/one/en.md", "At the end", "某镇的人都搬了家，At the end", ["chapters/part/one/en.md:5 wrong-script"]),
        ("chapters/part/one/en.md", "[@book, 第一节]", "[@book, {2013}]", ["chapters/part/one/en.md:5 foreign-citation"]),
        ("chapters/part/one/en.md", "## Land {#land}", "## {#land}", ["chapters/part/one/en.md:7 missing-text"]),
        ("chapters/part/one/en.md", "It has", "<!-- It has", ["chapters/part/one/en.md:9 unclosed-comment"]),
        ("chapters/part/one/en.md", "It has", "```\nIt has", ["chapters/part/one/en.md:9 unclosed-fence"]),
        ("chapters/part/one/en.md", "It has", '<time datetime="x">It</time> has', ["chapters/part/one/en.md:9 wrong-date"]),
        ("chapters/part/one/en.md", "It has", '<time datetime="2020-09-30T09:30+08:00">It</time> has', []),
        ("chapters/part/one/en.md", "It has", "<b>" * 13 + "It" + "</b>" * 13 + " has", ["chapters/part/one/en.md:9 nested-too-deep"]),
        ("chapters/part/one/en.md", "had {sheet.poor}.[@book", "had {sheet.poor}. [@book", []),
        ("chapters/part/one/en.md", "{2013}", "{2013/14}", ["chapters/part/one/en.md:5 unknown-reference"]),
        ("chapters/part/one/en.md", "{2013}", "{09/2013}", ["chapters/part/one/en.md:5 unknown-reference"]),
        ("chapters/part/one/en.md", "{sheet.poor}", "{Sheet.por}", ["chapters/part/one/en.md:5 unknown-fact"]),
        ("chapters/part/one/en.md", "{sheet.poor}", "sheet.poor}", ["chapters/part/one/en.md:5 unclosed-brace"]),
        ("chapters/part/one/en.md", "It has", "[It (https://example.org/a) has", ["chapters/part/one/en.md:9 unread-link"]),
        ("chapters/part/one/en.md", "It has", "[It [sic] and [[It](https://example.org/a) has", ["chapters/part/one/en.md:9 unread-link", "chapters/part/one/en.md:9 unread-link"]),
        ("chapters/part/one/en.md", "It has", "[It (call 010-8888 8888) has", ["chapters/part/one/en.md:9 unread-link", "chapters/part/one/en.md:9 typed-digits"]),
        ("chapters/part/one/en.md", "It has", "[It [sic]\nhas] it", []),
        ("chapters/part/one/en.md", "It has", "<https://example.org/a It has", ["chapters/part/one/en.md:9 unclosed-angle"]),
        ("chapters/part/one/en.md", "It has {sheet.land}", "It has <{sheet.land}", []),
        ("chapters/part/one/en.md", "It has", "Poet*innen and Painter*innen have", ["chapters/part/one/en.md:9 unclosed-emphasis"]),
        ("chapters/part/one/en.md", "It has", "*In*land un*believ*able it has", []),
        ("chapters/part/one/en.md", "It has", "Lorem ipsum dolor, it has", ["chapters/part/one/en.md:9 placeholder"]),
        ("chapters/part/one/en.md", "It has", "It doesn´t have", ["chapters/part/one/en.md:9 lookalike"]),
        ("facts/sheet.yaml", "  land:", "land:", ["facts/sheet.yaml:11 unknown-field"]),
        ("facts/sheet.yaml", "    section: 第一节\n  land:", "  section: 第一节\n  land:", ["facts/sheet.yaml:10 wrong-type"]),
        ("facts/sheet.yaml", "    section: 第一节\n  land:", "    section: 第一节\n  note: {zh: 说明。, en: A note.}\n  land:", ["facts/sheet.yaml:11 unknown-field"]),
        ("facts/sheet.yaml", "    label: {zh: 土地, en: Land}", "    label:\n    zh: 土地\n    en: Land", ["facts/sheet.yaml:12 wrong-type"]),
        ("facts/sheet.yaml", "    printed: 46.8万人", "\u3000\u3000printed: 46.8万人", ["facts/sheet.yaml:8 yaml-syntax"]),
        ("facts/sheet.yaml", "    printed: 46.8万人", "\u00a0   printed: 46.8万人", ["facts/sheet.yaml:8 yaml-syntax"]),
        ("glossary.yaml", "  meaning:", "meaning:", ["glossary.yaml:4 unknown-field"]),
        ("site.yaml", "  part: [one]", "part: [one]", ["site.yaml:12 wrong-type"]),
        ("chapters/part/one/zh.md", "{2013}底", "{2013}年", ["chapters/part/one/zh.md:9 repeated-unit"]),
        ("chapters/part/one/zh.md", "{2013}底", "{2013}年底", []),
        ("chapters/part/one/zh.md", "{2013}底", "{2013}年的底", ["chapters/part/one/zh.md:9 repeated-unit"]),
        ("chapters/part/one/zh.md", "title: 第一章", "title: '{2013}年'", ["chapters/part/one/en.md:2 halves-differ", "chapters/part/one/zh.md:2 repeated-unit"]),
        ("chapters/part/one/zh.md", "有{sheet.poor}。", "有{sheet.poor:number}万人。", ["chapters/part/one/zh.md:9 repeated-unit"]),
        ("glossary.yaml", "en: A word.", "en: A word, see https://example.org/.", ["glossary.yaml:4 wrong-type"]),
        ("chapters/part/one/en.md", "It has", "[It](https://example.org/{2013}) has", ["chapters/part/one/en.md:9 unknown-address"]),
        ("chapters/part/one/en.md", "It has", "<https://example.org/{2013}> has", ["chapters/part/one/en.md:9 unknown-address"]),
        ("chapters/part/one/en.md", "It has", "https://example.org/{2013} has", ["chapters/part/one/en.md:9 cut-address"]),
        ("chapters/part/one/en.md", "It has", "<abbr title='{2013}'>It</abbr> has", ["chapters/part/one/en.md:9 reference-in-html"]),
        ("chapters/part/one/en.md", "## Land {#land}", "Land {#land}\n-", ["chapters/part/one/en.md:7 paragraph-as-heading"]),
        ("chapters/part/one/en.md", "## Land {#land}", "Land {#land}\n---", []),
        ("chapters/part/one/en.md", "## Land {#land}", "## The land. {#land}", []),
        ("sources.yaml", "book:", "boook:", ["chapters/part/en.md:4 unknown-source"]),
        ("places.yaml", "  kind:", "    kind:", ["places.yaml:4 yaml-syntax"]),
        ("facts/sheet.yaml", "en: Land}", "en: Land #1}", ["facts/sheet.yaml:12 comment-in-line"]),
        ("facts/sheet.yaml", "  land:", "  more:\n    label: {zh: 户, en: Households}\n    printed: 12户\n    section: 第一节\n  land:", ["facts/sheet.yaml:11 unused-fact"]),
        ("site.yaml", "themes:", "thems:", ["site.yaml:15 unknown-field"]),
        ("site.yaml", "  en: {", "  fr: {", ["site.yaml:6 unused-language"]),
        ("site.yaml", "  en: {name: English, short: EN, locale: en_GB, numbers: western}\n", "", ["chapters/part/en.md:1 unknown-language"]),
        ("site.yaml", "  part: [one]", "  prt: [one]", ["chapters/part:1 not-listed", "site.yaml:13 unknown-part"]),
        ("site.yaml", "locale: zh_CN", "locale: xx_YY", ["site.yaml:5 wrong-value"]),
        ("site.yaml", "base_url: https://", "base_url: htps://", ["site.yaml:7 wrong-address"]),
    ],
)  # fmt: skip
def test_one_mistake_is_one_problem(file: str, old: str, new: str, told: list[str], project: Project) -> None:
    """What hangs on a file, an entry or a field that could not be read is not complained of."""
    spoil(project, file, old, new)
    assert rules_of(project) == told


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        ("facts: {}", "5 wrong-length"),
        (
            "facts:\npoor:\n  label: {zh: 贫困人口, en: Poor people}\n  printed: 46.8万人\n  section: 第一节",
            "5 wrong-type",
        ),
    ],
)
def test_facts_that_a_sheet_has_lost(facts: str, told: str, project: Project) -> None:
    """Where a sheet has no facts, or they are not indented below its field, no text is told that its facts are unknown."""
    sheet = project.root / "content/facts/sheet.yaml"
    sheet.write_text(sheet.read_text(encoding="utf-8").partition("facts:")[0] + f"{facts}\n", encoding="utf-8")
    assert rules_of(project) == [f"facts/sheet.yaml:{told}"]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
@pytest.mark.parametrize("name", ["facts/sheet.yaml", "chapters/part/one/en.md"])
def test_a_file_in_another_encoding(name: str, encoding: str, project: Project) -> None:
    """A file in UTF-16 is one problem, also without its mark at the beginning."""
    path = project.root / "content" / name
    path.write_bytes(path.read_text(encoding="utf-8").encode(encoding))
    assert [rule.split()[1] for rule in rules_of(project)] == ["not-utf-8"]


def test_a_shape_that_is_wrong_everywhere(project: Project) -> None:
    """A value that has the same wrong shape in many places is one problem, which says in how many more it is."""
    sheet = "".join(f"  a{n}:\n    label: Land\n    printed: {n}人\n    section: 第一节\n" for n in range(5))
    append(project.root / "content/facts/sheet.yaml", sheet)
    (problem,) = [one for one in problems_of(load_site, project) if one.rule == "wrong-type"]
    assert problem.message == "'label' should be fields but is text. 4 more places have the same problem."


def test_the_only_language_has_another_code(project: Project) -> None:
    """If no text is written in the languages of site.yaml, this is told there, and not at each text and entry."""
    spoil(project, "site.yaml", "  zh: {", "  cn: {")
    spoil(project, "site.yaml", "  en: {", "  gb: {")
    assert rules_of(project) == ["site.yaml:5 unused-language", "site.yaml:6 unused-language"]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("title:", "title: {", "site.yaml:1 yaml-key"),
        ("title:", "<<<<<<< HEAD\ntitle:", "site.yaml:1 merge-conflict"),
        ("  en: {", "  fr: {", "site.yaml:6 unused-language"),
    ],
)
def test_merge_conflicts_are_told_beside_a_broken_site_yaml(old: str, new: str, told: str, project: Project) -> None:
    """A merge mostly has several conflicts; none waits until the settings can be read. Of other files, nothing else is told."""
    spoil(project, "site.yaml", old, new)
    files = ("chapters/part/one/zh.md", "facts/sheet.yaml", "geo/counties.geojson", "places.yaml")
    put(
        project.root,
        {"content/geo/counties.geojson": "{", "content/README.md": "<<<<<<< HEAD\n", "content/counts.yaml": "{"},
    )
    for file in files:
        append(project.root / "content" / file, "\n<<<<<<< HEAD\n=======\n>>>>>>> theirs\n")
    found = rules_of(project)
    assert found.pop(len(files)) == told
    assert [one.partition(":")[0] + one.partition(" ")[2] for one in found] == [
        f"{file}merge-conflict" for file in files
    ]


def test_a_slot_of_an_own_word_is_no_markup(project: Project) -> None:
    """A template of the project may fill a slot that has the name of a macro of a wiki."""
    (project.root / "content/interface.yaml").write_text(
        "my.word: {zh: '{note}了', en: '{note} b'}\n", encoding="utf-8"
    )
    take_templates(project)
    append(project.root / "templates/pages/home.html", "{{ words.fill('my.word', note='x') }}")
    assert rules_of(project) == []


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("places.yaml", "", "There is no place at all in content/places.yaml."),
        ("facts", "", "There is no fact at all in content/facts/."),
        ("facts/sheet.yaml", "facts/shoot.yaml", "There is no fact sheet 'sheet'. Did you mean 'shoot'?"),
    ],
)
def test_what_is_gone_as_a_whole(old: str, new: str, told: str, tmp_path: Path) -> None:
    """A file or folder of entries that is gone, or has another name, is a problem or two, however many things named its entries."""
    project = lay_out("map-and-comparison", tmp_path)
    content = project.root / "content"
    content.joinpath(old).rename(content / new if new else tmp_path / "gone")
    messages = [problem.message for problem in problems_of(load_site, project)]
    assert any(message.startswith(told) for message in messages)
    assert len(messages) <= 3, messages


@pytest.mark.parametrize(
    ("zh", "en", "told"),
    [
        ("{2013-05}月", "In {2013-05}", "zh"),
        ("{2013-05}月初", "Early in {2013-05}", ""),
        ("{2013-05-06}日", "On {2013-05-06}", "zh"),
        ("{2013-05}", "In May {2013-05}", "en"),
        ("{2017/..}", "Since {2017/..}", "en"),
        ("{2017/..}以来", "{2017/..}", "zh"),
        ("自{2017/..}", "In the year {2017/..}", ""),
    ],
)
def test_words_of_a_date_are_typed_once(zh: str, en: str, told: str, project: Project) -> None:
    """A date brings 年 and the name of its month with it; words that only begin with 年 or 月 may follow."""
    for language, text in (("zh", zh), ("en", en)):
        append(project.root / f"content/chapters/part/one/{language}.md", f"\n{text}\n")
    found = [(problem.rule, problem.where.path[-5:-3]) for problem in problems_of(load_site, project)]
    assert found == ([("repeated-unit", told)] if told else [])


def test_a_date_that_no_calendar_has(tmp_path: Path) -> None:
    """The day of an event is told where it is written, as that of a fact is."""
    project = lay_out("registers", tmp_path)
    spoil(project, "timeline.yaml", 'date: "2013-05-06"', 'date: "2013-15"')
    assert rules_of(project) == ["timeline.yaml:6 wrong-date"]


def test_a_row_without_its_label(tmp_path: Path) -> None:
    """A list is not too short for that one of its entries has a mistake of its own."""
    project = lay_out("charts", tmp_path)
    spoil(project, "charts/school-groups.yaml", "  - label: {zh:", "  - label: {fr:")
    assert "wrong-length" not in [line.split()[1] for line in rules_of(project)]


def test_a_name_that_lost_a_form(project: Project) -> None:
    """A form that was taken from the glossary is told once, not at each text that uses it."""
    (project.root / "content/glossary.yaml").write_text(
        "word:\n  term: {zh: 词, en: wrod}\n  kind: programme\n  meaning: {zh: 一个词。, en: A word.}\n",
        encoding="utf-8",
    )
    for language, text in (("zh", "词。"), ("en", "A word.")):
        append(project.root / f"content/chapters/part/one/{language}.md", f"\n{text}\n" * 5)
    (problem,) = problems_of(load_site, project)
    assert problem.message == (
        "The term '词' is named in many texts by none of 'wrod'. Add the form that they use to glossary.yaml. 5 more places have the same problem."
    )


def test_calculations_need_their_units(tmp_path: Path) -> None:
    """Of a unit that could not be read nothing more is told where a text works out a figure in it."""
    project = lay_out("calculations", tmp_path)
    spoil(project, "units.yaml", "highest: 100", "highest: much")
    assert rules_of(project) == ["units.yaml:38 wrong-type"]


def test_a_file_that_holds_itself_twice(project: Project) -> None:
    """A file that was pasted behind itself is one problem, not one for each of its fields."""
    units = (HOME / "content/units.yaml").read_text(encoding="utf-8")
    (project.root / "content/units.yaml").write_text(units + units, encoding="utf-8")
    (problem,) = problems_of(load_site, project)
    assert problem.rule == "repeated-field"
    assert problem.message.startswith(
        "Fields of content/units.yaml are repeated, as if it contained a second copy of itself. "
    )


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("chapters/part", "chapters/prt", ["chapters/prt:1 not-listed", "site.yaml:13 unknown-part"]),
        ("chapters/part/one", "chapters/part/won", ["chapters/part/won:1 not-listed", "site.yaml:13 unknown-chapter"]),
    ],
)
def test_a_folder_of_another_name(old: str, new: str, told: list[str], project: Project) -> None:
    """A part or chapter whose folder has another name is told where it is listed and where it lies, not at each link and fact."""
    content = project.root / "content"
    content.joinpath(old).rename(content / new)
    assert rules_of(project) == told


@pytest.mark.parametrize(
    ("name", "hint"), [("One", "one"), ("one two", "one-two"), ("one_two", "one-two"), ("第一章", "")]
)
def test_a_folder_that_cannot_be_a_key(name: str, hint: str, project: Project) -> None:
    """A folder of texts with capitals, spaces or Chinese in its name is told once, with a name that would do."""
    folder = project.root / "content/chapters/part/one"
    folder.rename(folder.with_name(name))
    assert rules_of(project) == [f"chapters/part/{name}:1 wrong-name", "site.yaml:13 unknown-chapter"]
    first = problems_of(load_site, project)[0]
    assert first.hint == "Keys are written with the letters a-z, digits and single hyphens." + (
        f" Did you mean '{hint}'?" if hint else ""
    )


@pytest.mark.parametrize("name", ["cn.md", "ZH.md", "zh.md.txt", "zh .md", "zh.markdown"])
def test_a_half_of_another_name(name: str, project: Project) -> None:
    """Where a file of a text is called otherwise than its language, it is told of this file, and of no missing one."""
    folder = project.root / "content/chapters/part/one"
    (folder / "zh.md").rename(folder / name)
    assert [line.split(":")[0] for line in rules_of(project)] == [f"chapters/part/one/{name}"]


@pytest.mark.parametrize(
    ("name", "told"), [("notes.txt", True), ("data.csv", True), ("README.txt", False), (".notes", False)]
)
def test_a_file_beside_a_text_that_nothing_reads(name: str, told: bool, project: Project) -> None:
    """What lies beside a text and is no text and no image is told, but for hidden files and what is for people."""
    (project.root / "content/chapters/part/one" / name).write_text("x", encoding="utf-8")
    assert rules_of(project) == ([f"chapters/part/one/{name}:1 misplaced-file"] if told else [])


def test_a_table_without_rows(project: Project) -> None:
    """A table that has only its head is told at the head, once in each language."""
    for language in ("zh", "en"):
        append(project.root / f"content/chapters/part/one/{language}.md", "\n| {2013} | {2014} |\n|---|---|\n")
    assert [line.split()[1] for line in rules_of(project)] == ["wrong-row", "wrong-row"]


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ('<img src="field.png" alt="一块绿地">', "refused-html"),
        ('<img src="field.png" alt="一块绿地">\n说明。', "refused-html"),
        ("这里![一块绿地](field.png)有。", "image-in-line"),
        ("这里{chart:land}有。", "chart-in-line"),
    ],
)
@pytest.mark.parametrize("before", ["", "Here it is.\n\n"])
def test_what_has_no_paragraph_of_its_own(written: str, told: str, before: str, tmp_path: Path) -> None:
    """An image that is written as HTML in one half, and a chart or image within a sentence, are not told to be missing there, nor used nowhere."""
    project = lay_out("charts", tmp_path)
    chapter = project.root / "content/chapters/part/one"
    Image.new("RGB", (60, 40)).save(chapter / "field.png")
    edit(chapter / "zh.md", "---\n", "---\nimages: {field.png: {credit: {zh: 某人摄, en: Somebody}}}\n", 1)
    if "chart" in told:
        edit(chapter / "zh.md", "{chart:land}", "![一块绿地](field.png)", 1)
        edit(chapter / "en.md", "{chart:land}", "![A green field](field.png)", 1)
    shown = "{chart:land}" if "chart" in told else "![A green field](field.png)"
    append(chapter / "zh.md", f"\n{written}\n" if "这里" in written or not before else f"\n在此。\n\n{written}\n")
    append(chapter / "en.md", f"\n{before}{shown}\n")
    (problem,) = problems_of(load_site, project)
    assert (problem.rule, problem.where.path) == (told, "content/chapters/part/one/zh.md")


def test_a_reference_in_the_description_of_an_image(project: Project) -> None:
    """A date in the alternative text of an image is no run of spaces."""
    for language, text in (("zh", "{2013}冬天的一块绿地"), ("en", "A green field in {2013}, in winter")):
        append(project.root / f"content/chapters/part/one/{language}.md", f"\n![{text}](field.jpg)\n")
    Image.new("RGB", (60, 40)).save(project.root / "content/chapters/part/one/field.jpg")
    spoil(
        project, "chapters/part/one/zh.md", "---\n", "---\nimages: {field.jpg: {credit: {zh: 某人摄, en: Somebody}}}\n"
    )
    assert rules_of(project) == []


@pytest.mark.parametrize("sign", ["chart", "image"])
def test_a_chart_or_image_that_is_not_there(sign: str, project: Project) -> None:
    """Where one half names a chart or image that is not there, it is not told that the halves differ."""
    Image.new("RGB", (300, 200)).save(project.root / "content/chapters/part/one/cow.jpg")
    for language, image in (("zh", "![牛](cow.jpg)"), ("en", "![A cow](cow.jpg)")):
        append(project.root / f"content/chapters/part/one/{language}.md", f"\n{image}\n\n{{chart:poor}}\n")
    put(
        project.root / "content/charts",
        {
            "poor.yaml": "kind: bars\ntitle: {zh: 两个数, en: Two}\nmeasure: {zh: 数, en: Figures}\nlabels: fact\n"
            "rows:\n  - facts: [sheet.poor]\n  - facts: [sheet.poor-2014]\n"
        },
    )
    spoil(project, "facts/sheet.yaml", "  land:", "  poor-2014:\n    label: {zh: 另一些, en: Others}\n    printed: 12人\n    section: 第一节\n  land:")  # fmt: skip
    for language in ("zh", "en"):
        append(project.root / f"content/chapters/part/one/{language}.md", "\n{sheet.poor-2014}\n")
    assert rules_of(project) == []
    spoil(project, "chapters/part/one/zh.md", "cow.jpg" if sign == "image" else "chart:poor", "cat.jpg" if sign == "image" else "chart:poo")  # fmt: skip
    assert {line.split()[1] for line in rules_of(project)} - {"unused-image"} == {f"unknown-{sign}"}


def test_a_renamed_folder_is_found(project: Project) -> None:
    """For a chapter that is listed and not there, the one that is there and not listed is suggested, however it is called."""
    folder = project.root / "content/chapters/part"
    (folder / "one").rename(folder / "quite-another")
    hints = [problem.hint for problem in problems_of(load_site, project) if problem.rule == "unknown-chapter"]
    assert hints == ["Did you mean 'part/quite-another'?"]


def test_a_list_without_commas(project: Project) -> None:
    """Where entries of a list run together, the hint says what stands between them."""
    spoil(project, "site.yaml", "part: [one]", "part: [one two]")
    assert problems_of(load_site, project)[0].hint == "Between two entries of a list stands a comma: [one, two]."


def test_a_text_that_is_too_long(project: Project) -> None:
    """Of a text that could not be read nothing more is told: not that no text uses its facts, nor that its halves differ."""
    spoil(project, "chapters/part/one/en.md", "At the", "word " * 50_000 + "At the")
    assert rules_of(project) == ["chapters/part/one/en.md:5 too-long"]


def test_a_text_of_more_tables_than_can_be_read(project: Project) -> None:
    """It is told as one that is too long, in the editor's language; each cell needs a mark, and there are only so many."""
    append(
        project.root / "content/chapters/part/one/en.md",
        "\n" + "\n\n".join(["\n".join(["x" + "|a" * 59] * 400)] * 6) + "\n",
    )
    letters = [translate(f"{problem.message}", "zh") for problem in problems_of(load_site, project)]
    assert letters == ["文字太长，读不了：有141,600格，最多60,000。"]


@pytest.mark.parametrize("limit", [*TEXT_LIMITS, *PARAGRAPH_LIMITS])
def test_what_a_text_has_too_much_of_is_called_in_chinese(limit: Limit) -> None:
    """No English stands in the Chinese letter."""
    message = f"The text is too long to be read: 9,000 {limit.what}; there may be 8,000."
    assert not re.search("[a-z]{2}", translate(message, "zh").replace("HTML", ""))


def test_all_of_a_sheet_in_one_run(project: Project) -> None:
    """A field that nothing reads, keys that nothing has and a figure that is none are told together."""
    spoil(project, "facts/sheet.yaml", "place: town", "place: tonw")
    spoil(project, "facts/sheet.yaml", "theme: results", "theme: resluts")
    spoil(project, "facts/sheet.yaml", "    as_of:", "    as_off:")
    spoil(project, "facts/sheet.yaml", "printed: 7300多亩", "printed: 多亩")
    told = rules_of(project)
    assert [line.partition(" ")[2] for line in told] == [
        "unknown-place",
        "unknown-theme",
        "unknown-field",
        "unreadable-figure",
    ]


def test_a_row_that_is_mistyped_is_there(project: Project) -> None:
    """A fact that a table of its theme names wrongly is not told as missing there too; one that no row names is, when the name is right."""
    rows = "\n\n| {0} | {1} |\n|---|---|\n| {{sheet.lnd}} | {{sheet.land}} |\n"
    spoil(project, "chapters/part/one/zh.md", "place: town", "place: town\ntheme: results")
    for half, heads in (("zh", ("甲", "乙")), ("en", ("A", "B"))):
        append(project.root / f"content/chapters/part/one/{half}.md", rows.format(*heads))
    assert rules_of(project) == [
        "chapters/part/one/en.md:15 unknown-fact",
        "chapters/part/one/zh.md:20 unknown-fact",
    ]
    for half in ("zh", "en"):
        spoil(project, f"chapters/part/one/{half}.md", "{sheet.lnd}", "{sheet.land}")
    assert rules_of(project) == ["chapters/part/one/zh.md:5 missing-row"]


def test_a_key_that_is_not_there(project: Project) -> None:
    """A link or a note that leads to no key says that the key is missing, not that nothing is called ''."""
    edit(project.root / "content/chapters/part/one/en.md", "[Some Town](place:town)", "[Some Town](place:)", 1)
    edit(project.root / "content/chapters/part/one/en.md", "[@book, 第一节]", "[@]", 1)
    told = {problem.message for problem in problems_of(load_site, project)}
    assert {"The key of the place is missing here.", "The key of the source is missing here."} <= told


def test_an_invisible_character_hides_no_other_mistake(project: Project) -> None:
    """A soft hyphen from a word processor is told, and so is what is wrong elsewhere in the same text, and in the other half."""
    edit(project.root / "content/chapters/part/one/en.md", "Some Town", "Some\u00ad Town", 1)
    edit(project.root / "content/chapters/part/one/en.md", "It has", "• It has", 1)
    edit(project.root / "content/chapters/part/one/zh.md", "是一个", "是 2 个", 1)
    told = [line.removeprefix("chapters/part/one/") for line in rules_of(project)]
    assert told == [
        "en.md:5 unseen-character", "en.md:9 foreign-bullet",
        "zh.md:14 typed-space", "zh.md:14 typed-digits", "zh.md:14 typed-space",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "hint"),
    [
        ("[@book, 第一节]", "[@book, 第1节]", "Did you mean '第一节'? Add {zh: ..., en: ...} to its 'headings:' in sources.yaml."),
        ("[@book, 第一节]", "[@book, 第2节]", "Did you mean '第二节'? Add {zh: ..., en: ...} to its 'headings:' in sources.yaml."),
        ("[@book, 第一节]", "[@book 第一节]", "Write a comma between the source and the heading: [@book, 第一节]."),
        ("[@book, 第一节]", "[@book; 第一节]", "Write a comma between the source and the heading: [@book, 第一节]."),
        ("[@book, 第一节]", "[@book, 第一节, p. 12]", "Leave out ', p. 12': a note names a source and a heading in it, and no page."),
        ("(place:town)", "(Place:town)", "Write 'place:town'."),
        ("(place:town)", "(anna@example.org)", "Write 'mailto:anna@example.org'."),
        ("(place:town)", "(example.org/town)", "Write 'https://example.org/town'."),
        ("(place:town)", "(https://example.org/ “A town”)", "Leave out the title in quotation marks: few readers would see it."),
        ("{2013}", "{31.12.2013}", "Did you mean '{2013-12-31}'?"),
        ("{2013}", "{2013年12月17日}", "Did you mean '{2013-12-17}'?"),
        ("{2013}", "{17 July 2013}", "Did you mean '{2013-07-17}'?"),
        ("{2013}", "17 July 2013", "Write {2013-07-17}."),
        ("{2013}", "July 2013", "Write {2013-07}."),
        ("(place:town)", "(place:town){.wide}", "Leave out the attributes of other programs: the style sheet sets how the site looks."),
        ("(place:town)", '(place:town){:target="_blank"}', "Leave out the attributes of other programs: the style sheet sets how the site looks."),
        ("(place:town)", "(place:town){width=50%}", "Leave out the attributes of other programs: the style sheet sets how the site looks."),
        ("{2013}", "{place：town}", "Write a link: [text](place:town)."),
        ("{2013}", "{sheet/poor}", "Did you mean '{sheet.poor}'?"),
        ("## Land {#land}", "## Land { #land }", "Write '{#land}', an anchor without spaces."),
        ("Some Town", "\uf0b7 Some Town", "It is a sign of the fonts Symbol or Wingdings: write the character itself, and a list with - and a space."),
    ],
)  # fmt: skip
def test_the_hint_tells_what_is_right(old: str, new: str, hint: str, project: Project) -> None:
    """What is nearly right is told with what is to be written in its place."""
    edit(project.root / "content/chapters/part/one/en.md", old, new, 1)
    assert hint in [problem.hint for problem in problems_of(load_site, project)]


def test_lines_below_a_table(project: Project) -> None:
    """A line of text directly below a table, a caption with a colon, and a meaning behind a full-width colon are told once in each language."""
    for language, cells in (("en", ("a", "b")), ("zh", ("甲", "乙"))):
        table = "| {} | {} |\n|---|---|\n| {} | {} |\n".format(*cells, *cells)
        colon = "：" if language == "zh" else ": "
        text = f"\n{table}{cells[0]}\n\n{table}\n: {cells[0]}\n\n{cells[0]}\n{colon}{cells[1]}\n"
        append(project.root / f"content/chapters/part/one/{language}.md", text)
    told = {(problem.where.path[-5:], problem.rule): problem.hint for problem in problems_of(load_site, project)}
    text, caption = (
        "If this is no row of the table, write an empty line above it.",
        "Write the term on the line above it. A caption is a paragraph, without the colon.",
    )
    assert told == {
        ("en.md", "wrong-row"): text,
        ("en.md", "unread-list"): caption,
        ("zh.md", "wrong-row"): text,
        ("zh.md", "unread-list"): caption,
        ("zh.md", "full-width-markup"): "Type it with the Chinese input method off: - or > or : and a space.",
    }


def test_typed_digits_beside_a_figure_that_cannot_be_read(project: Project) -> None:
    """One figure of a sheet whose unit is missing does not hide the digits that are typed in the texts."""
    spoil(project, "facts/sheet.yaml", "printed: 46.8万人", "printed: 46.8万仝")
    spoil(project, "chapters/part/one/zh.md", "是一个", "是9个")
    assert rules_of(project) == ["chapters/part/one/zh.md:14 typed-digits", "facts/sheet.yaml:8 unreadable-figure"]


def test_words_of_a_person_in_quotation_marks(tmp_path: Path) -> None:
    """They are told in each language; quotation marks inside the words are right."""
    project = lay_out("registers", tmp_path)
    spoil(project, "people.yaml", "zh: 水来了，地就活了。", "zh: “水来了，地就活了。”")
    spoil(project, "people.yaml", 'en: "When water comes, the land lives."', 'en: "“Water” is “life”"')
    assert rules_of(project) == ["people.yaml:8 punctuation"]


def test_a_nested_list_behind_wide_spaces(project: Project) -> None:
    """A list that is indented by wide spaces is told where it is, and not as missing in the other half."""
    append(project.root / "content/chapters/part/one/en.md", "\n- one\n  - two\n")
    append(project.root / "content/chapters/part/one/zh.md", "\n- 一\n　- 二\n")
    assert rules_of(project) == ["chapters/part/one/zh.md:17 typed-space"]


@pytest.mark.parametrize(
    ("file", "more"),
    [
        ("site.yaml", "\nx: 1\n"),
        ("facts/sheet.yaml", "\nx: 1\n"),
        ("places.yaml", ""),
        ("sources.yaml", ""),
        ("glossary.yaml", ""),
    ],
)
def test_an_invisible_character_in_yaml_hides_no_other_mistake(file: str, more: str, project: Project) -> None:
    """Behind a soft hyphen in a file of YAML its other mistakes are told, and those of the texts."""
    edit(project.root / "content" / file, "{zh: ", "{zh: \u00ad", 1)
    append(project.root / "content" / file, more)
    edit(project.root / "content/chapters/part/one/zh.md", "是一个", "是9个", 1)
    told = {line.split(" ")[1] for line in rules_of(project)}
    assert told == {"unseen-character", "typed-digits", *(["unknown-field"] if more else [])}


def test_one_unknown_thing_in_many_places() -> None:
    """What is unknown in more than three places is told once, with their number; other problems stay as they are."""
    many = [Problem(Where("a.md", line), "unknown-fact", "There is no fact 'a.b'.", "Hint.") for line in range(1, 6)]
    few = [Problem(Where("b.md", line), "unknown-fact", "There is no fact 'c.d'.", "Hint.") for line in range(1, 4)]
    same = [
        Problem(Where("c.md", line), "typed-digits", "The digits '1' are typed instead of a reference.")
        for line in range(1, 6)
    ]
    grouped = group_problems([*many, *few, *same])
    first = Problem(
        Where("a.md"), "unknown-fact", "There is no fact 'a.b'. 4 more places have the same problem.", "Hint."
    )
    assert grouped == (first, *few, *same)


def test_the_registry() -> None:
    """An entry exists where it was written; it is lacking only where everything that it may stand in was read."""
    document = Document("f.yaml", {"a": {"b": "c"}}, {("a",): Where("f.yaml", 1)}, {("a", "b"): Where("f.yaml", 2, 6)})
    registry = Registry(
        {"place": {"a": Spot(document, ("a",))}},
        {"fact": frozenset({"s"}), "term": frozenset({""})},
        {"place": frozenset("a")},
    )
    assert registry.exists("place", "a") and not registry.lacks("place", "a") and registry.lacks("place", "b")
    assert registry.lacks("fact", "t.x") and not registry.lacks("fact", "s.x") and not registry.lacks("term", "x")
    assert not registry.is_whole("place") and not registry.is_whole("term") and registry.is_whole("source")
    assert registry.where("place", "a") == Where("f.yaml", 1)
    assert registry.where("place", "a", "b") == Where("f.yaml", 2, 6)
    assert registry.where("place", "a", "nothing") == Where("f.yaml", 1)


@pytest.mark.parametrize("text", ["just text", "---", "42", "''", "- a", "# only a comment", "[]", "{}"])
@pytest.mark.parametrize("file", ["site.yaml", "units.yaml", "places.yaml", "timeline.yaml", "facts/sheet.yaml", "map.yaml", "charts/x.yaml"])  # fmt: skip
def test_documents_that_are_no_mapping(text: str, file: str, project: Project) -> None:
    """A file that is one text, a list or nothing is one problem in that file, or none where nothing is needed."""
    put(project.root / "content", {file: text})
    told = rules_of(project)
    if (file, text) == ("units.yaml", "{}"):
        return  # units may be none; then no figure has one
    assert {line.partition(":")[0] for line in told if "unused" not in line and "unknown" not in line} <= {file}
    assert len(told) <= 11


@pytest.mark.parametrize("languages", [("zh", "en"), ("en",)])
def test_an_emptied_chapter(languages: tuple[str, ...], tmp_path: Path) -> None:
    """Of a chapter without a text that is told, and not that its figures, its source and its images are used nowhere."""
    project = lay_out("_base", tmp_path)
    for language in languages:
        path = tmp_path / f"content/chapters/part/one/{language}.md"
        front_matter = path.read_text(encoding="utf-8").split("---\n")[1]
        path.write_text(f"---\n{front_matter}---\n", encoding="utf-8")
    Image.new("RGB", (800, 600)).save(tmp_path / "content/chapters/part/one/photo.jpg")
    told = {"zh": ["chapters/part/one/zh.md:1 empty-text"], "en": ["chapters/part/one/en.md:5 halves-differ"]}
    assert [line for line in rules_of(project) if "unused-image" not in line] == told[languages[0]]
    assert len(languages) == 1 or len(rules_of(project)) == 1


def test_the_hint_of_a_full_width_colon(tmp_path: Path) -> None:
    """Front matter that is one text, for its only colon is a full-width one, is told so."""
    project = lay_out("_base", tmp_path)
    (tmp_path / "content/chapters/part/one/en.md").write_text("---\ntitle：One\n---\nText.\n", encoding="utf-8")
    assert [problem.hint for problem in problems_of(load_site, project)] == ["Write ': ' for '：'."]


def test_a_unit_that_is_missing(project: Project) -> None:
    """A unit that no entry has is one problem, in however many figures it stands."""
    figure = "  x{}:\n    label: {{zh: 马, en: Horses}}\n    printed: {}匹马\n    section: 第一节\n"
    append(project.root / "content" / "facts" / "sheet.yaml", "".join(figure.format(n, n + 20) for n in range(9)))
    (problem,) = (one for one in problems_of(load_site, project) if one.rule == "unreadable-figure")
    assert problem.message.startswith("The unit '匹马' is not in units.yaml")
    assert problem.message.endswith("8 more places have the same problem.")


def test_facts_that_a_lost_paragraph_told(project: Project) -> None:
    """Many facts of one sheet that no text uses are one problem; a few are told each by its name."""
    figure = "  x{}:\n    label: {{zh: 第{}处户数, en: Households {}}}\n    printed: {}户\n    section: 第一节\n"
    sheet = project.root / "content" / "facts" / "sheet.yaml"
    append(sheet, "".join(figure.format(n, "甲乙丙丁戊己庚辛壬"[n], "abcdefghi"[n], n + 20) for n in range(3)))
    assert [one.rule for one in problems_of(load_site, project)] == 3 * ["unused-fact"]
    append(sheet, "".join(figure.format(n, "甲乙丙丁戊己庚辛壬"[n], "abcdefghi"[n], n + 20) for n in range(3, 9)))
    (problem,) = problems_of(load_site, project)
    assert problem.message == "No text uses many facts of the sheet 'sheet'. 8 more places have the same problem."


def test_a_mistake_in_the_story_leaves_its_text(project: Project) -> None:
    """Where a field of the story is wrong, nothing is told of the references in its text besides."""
    story = 'story: {before: sheet.poor, after: sheet.poor, each: none, text: {zh: "{sheet.poor}。", en: "{sheet.poor}."}}\n'
    append(project.root / "content/site.yaml", story)
    assert [rule.partition(" ")[2] for rule in rules_of(project)] == ["wrong-type"]


def test_a_conversion_without_its_language(project: Project) -> None:
    """It is told once; inside braces nothing can be indented: the hint shows the braces that are missing. So it is with forms without theirs."""
    text = '  text: {zh: {other: "{n}捆"}, en: {other: "{n} bundles"}}\n'
    put(
        project.root / "content",
        {"units.yaml": f"bundles:\n  printed: [捆]\n{text}  convert: {{unit: hectares, factor: 1/15}}\n"},
    )
    (told,) = (problem for problem in problems_of(load_site, project) if problem.rule == "wrong-type")
    assert told.hint == "Put it in braces of its own, behind a key: {zh: {unit: ..., factor: ...}}."
    text = '  text: {one: "{n} bundle", other: "{n} bundles"}\n  convert:\n    unit: hectares\n    factor: 1/15\n'
    put(project.root / "content", {"units.yaml": f"bundles:\n  printed: [捆]\n{text}"})
    assert [rule for rule in rules_of(project) if "wrong-type" in rule] == [
        "units.yaml:3 wrong-type",
        "units.yaml:5 wrong-type",
    ]


def test_a_chart_that_is_mistyped_in_both_halves(tmp_path: Path) -> None:
    """Of the facts that are drawn there alone nothing is told besides."""
    project = lay_out("charts", tmp_path / "site")
    for language in ("zh", "en"):
        edit(project.root / f"content/chapters/part/one/{language}.md", "{chart:land}", "{chart:lan}")
    assert {rule.partition(" ")[2] for rule in rules_of(project)} == {"unknown-chart"}


def test_a_hint_has_the_languages_of_the_site(tmp_path: Path) -> None:
    """What is to be written in every language is shown in those that the site has."""
    project = Project(tmp_path)
    init_documentary(project, ["ja", "pt"], "2021-02-03")
    edit(tmp_path / "content/facts/oldbridge.yaml", "    printed: 38%\n", "    printed: 38%\n    doubt: sums\n")
    hints = [problem.hint for problem in problems_of(load_site, project) if problem.rule == "missing-note"]
    assert hints == ["Add 'note: {ja: ..., pt: ...}'."]


def test_a_space_before_a_comma_behind_a_note(project: Project) -> None:
    """A space between a note and a comma is told; one before the note is right, because it is left out."""
    edit(
        project.root / "content/chapters/part/one/en.md",
        ".[@book, 第一节]",
        " [@book, 第一节] , or so [@book, 第一节].",
        1,
    )
    edit(
        project.root / "content/chapters/part/one/zh.md",
        "。[@book, 第一节]",
        " [@book, 第一节] ，左右 [@book, 第一节]。",
        1,
    )
    assert rules_of(project) == ["chapters/part/one/en.md:5 typed-space", "chapters/part/one/zh.md:9 typed-space"]


@pytest.mark.parametrize(
    "number",
    [
        "010-8888 8888",
        "010-88888888",
        "(010) 8888 8888",
        "（010）88888888",
        "+86 10 8888 8888",
        "+44 20 7946 0958",
        "138 0013 8000",
    ],
)
def test_a_telephone_number(number: str, project: Project) -> None:
    """A telephone number that is typed is one problem, however many groups of digits it has; figures beside it are told too."""
    edit(project.root / "content/chapters/part/one/zh.md", "是一个", f"（电话：{number}、9号）是一个", 1)
    told = [one.message for one in problems_of(load_site, project) if one.rule == "typed-digits"]
    assert told == [f"The digits '{digit}' are typed instead of a reference." for digit in (number, "9")]


@pytest.mark.parametrize("mark", ["**", "*", "***", "__", "~~", "`", "$$", "%%"])
def test_a_mark_that_is_closed_in_another_paragraph(mark: str, project: Project) -> None:
    """It is told where it begins; a second beginning is told too."""
    append(project.root / "content/chapters/part/one/zh.md", f"\n{mark}甲乙\n\n丙丁{mark}\n\n{mark}戊己\n\n庚\n")
    append(project.root / "content/chapters/part/one/en.md", f"\nA {mark}b\n\nc\n\nd{mark} e\n\nF {mark}g\n")
    told = [one.partition(" ")[0].removeprefix("chapters/part/one/") for one in rules_of(project)]
    assert told == ["en.md:12", "en.md:18", "zh.md:16", "zh.md:20"]


def test_two_marks_that_are_never_closed(project: Project) -> None:
    """Two beginnings of emphasis, each at the beginning of its paragraph, are two problems."""
    append(project.root / "content/chapters/part/one/zh.md", "\n**注：甲\n\n**注：乙\n")
    append(project.root / "content/chapters/part/one/en.md", "\n**Note: a\n\n**Note: b\n")
    assert [one.partition(" ")[2] for one in rules_of(project)] == 4 * ["unclosed-emphasis"]


def test_a_link_of_a_wiki(project: Project) -> None:
    """An address and words in one pair of brackets are told, once in each text; an address alone in brackets, and such text as a link, are right."""
    spoil(project, "chapters/part/one/zh.md", "是一个", "（[https://example.org 镇名]、[https://example.org]）是一个")
    spoil(
        project, "chapters/part/one/en.md", "which is", "[https://example.org/a?b=1 the name], [https://example.org] is"
    )
    spoil(project, "sources.yaml", "en: A book.", 'en: "A book. [https://example.org the book]"')
    append(project.root / "content/chapters/part/one/zh.md", "\n[https://example.org](place:town)\n")
    append(project.root / "content/chapters/part/one/en.md", "\n[https://example.org](place:town)\n")
    told = [
        (problem.where.path.removeprefix("content/"), problem.message) for problem in problems_of(load_site, project)
    ]
    assert told == [
        ("chapters/part/one/en.md", "'[https://example.org/a?b=1 …]' would be published literally: a wiki link."),
        ("chapters/part/one/zh.md", "'[https://example.org …]' would be published literally: a wiki link."),
        (
            "sources.yaml",
            "'[https://example.org the book]' would be published literally: a text of YAML has no markup.",
        ),
    ]


@pytest.mark.parametrize(
    ("zh", "en"), [("sheet.land", "[sheet.land]"), ("7300多亩", "7,300 mu"), ("{sheet.land", "sheet.land")]
)
def test_the_only_use_of_a_fact_is_mistyped(zh: str, en: str, project: Project) -> None:
    """A fact whose only reference lacks its braces, or is typed in digits, is told there, and not as unused besides."""
    for language, typed, other in (("zh", zh, "这"), ("en", en, "it")):
        spoil(project, f"chapters/part/one/{language}.md", "{sheet.land}", typed)
        spoil(project, f"chapters/part/{language}.md", "{sheet.land}", other)
    assert {rule.partition(":")[0] for rule in rules_of(project)} == {
        "chapters/part/one/zh.md",
        "chapters/part/one/en.md",
    }


@pytest.mark.parametrize(
    ("typed", "rule"),
    [
        (":smile:", "foreign-emoji"),
        ("$x$", "foreign-math"),
        (":ref:`x`", "unread-link"),
        ("image::a.jpg[图]", "foreign-wiki-link"),
        ("@book", "foreign-citation"),
        ("sheet.poor", "unclosed-brace"),
        ("&nbsp", "unknown-entity"),
    ],
)
def test_marks_directly_beside_han_characters(typed: str, rule: str, project: Project) -> None:
    """Han words have no spaces between them: what is a mistake between spaces is the same one, told once, between Han characters."""
    edit(project.root / "content/chapters/part/one/zh.md", "是一个", f"是{typed}一个", 1)
    assert rules_of(project) == [f"chapters/part/one/zh.md:14 {rule}"]


def test_wells_are_counted_as_people_are(project: Project) -> None:
    """口 counts people, and wells: a fact of wells says that its unit is `count`."""
    spoil(project, "facts/sheet.yaml", "printed: 7300多亩", "printed: 12口")
    assert load_site(project).site.facts["sheet.land"].figure.unit == "people"
    spoil(project, "facts/sheet.yaml", "printed: 12口", "printed: 12口\n    unit: count")
    loaded = load_site(project)
    assert loaded.site.facts["sheet.land"].figure.unit == "count"
    assert loaded.references["en"].figures["sheet.land"].text.plain == "12"
