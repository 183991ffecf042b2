"""How texts are typed: which punctuation and which spaces are slips, in which script."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from projects import edit, lay_out, problems_of

from chronicle.checks.slips import find_divided, find_misread, find_punctuation, find_spaces
from chronicle.loading import load_site
from chronicle.model import Body, Half
from chronicle.prose import References, render_prose
from chronicle.typography import NEUTRAL, OBJECT, hold_numbers, script_of
from chronicle.words import Words


@pytest.mark.parametrize(
    ("locale", "script"),
    [
        ("zh_CN", "Hans"),
        ("zh_TW", "Hant"),
        ("zh", "Hans"),
        ("zh_Hant_HK", "Hant"),
        ("en_GB", "Latn"),
        ("fr", "Latn"),
        ("mn_MN", "Cyrl"),
        ("mn_Mong_CN", "Mong"),
        ("ja_JP", "Jpan"),
    ],
)
def test_script_of(locale: str, script: str) -> None:
    """The script of a language follows from its locale, as CLDR has it."""
    assert script_of(locale) == script


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("人口,其中", [(2, "，")]),
        ("完了.", [(2, "。")]),
        ("土地; 人口", [(2, "；")]),
        ("来源:画报", [(2, "：")]),
        ("吗?好!", [(1, "？"), (3, "！")]),
        ("画报(二)", [(2, "（"), (4, "）")]),
        ("画报 (two)中", [(3, "（"), (7, "）")]),
        ('他说"好"，"行"', [(2, "“"), (4, "”"), (6, "“"), (8, "”")]),
        ('①"大洋"即银元', [(1, "“"), (4, "”")]),
        ("GDP(生产总值)", [(3, "（"), (8, "）")]),
        (f"到{OBJECT},其中", [(2, "，")]),
        (f"{OBJECT}, {OBJECT}", [(1, "，")]),
        ("人口3.5万，1,000人，12:30开始", []),
        ("GB/T 7714, APA", []),
        ("“真，”她（说）：好！", []),
        ("the quick, brown fox.", []),
    ],
)
def test_punctuation_in_chinese(text: str, found: list[tuple[int, str]]) -> None:
    """Half-width marks beside Han characters are slips, and the full-width mark is named; between Latin letters and digits they are none."""
    slips = list(find_punctuation(text, "Hans"))
    assert [(slip.position, slip.hint) for slip in slips] == [(at, f"Write {mark} instead.") for at, mark in found]


@pytest.mark.parametrize(
    ("locale", "marks"),
    [
        ("de_AT", "„“‚‘’"),
        ("fr_FR", "«»‘’’"),
        ("pl_PL", "„”‚’’"),
        ("sv_SE", "””’’’"),
        ("en_GB", "“”‘’’"),
        ("pt_BR", "“”‘’’"),
    ],
)
def test_quotation_marks_of_a_language(locale: str, marks: str) -> None:
    """For a straight quotation mark that of the language is named: German opens with „ and closes with “. An apostrophe is ’ in each."""
    slips = find_punctuation("""Sie sagt: "so 'und' so", Karl's.""", "Latn", locale)
    assert [slip.hint for slip in slips] == [f"Write {marks[one]} instead." for one in (0, 2, 3, 1, 4)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("people， of whom", [(6, ",")]),
        ("done。 The", [(4, ".")]),
        ("the banner（旗）", [(10, "(")]),
        ("sheep、goats", [(5, ",")]),
        ("40％ of", [(2, "%")]),
        ("it's", [(2, "’")]),
        ("the 'word'", [(4, "‘"), (9, "’")]),
        ('("yes") said', [(1, "“"), (5, "”")]),
        ("“旗，县” and ‘yes’, the county’s", []),
        ("the motto “一起干！” stands (旗：县)", []),
    ],
)
def test_punctuation_in_english(text: str, found: list[tuple[int, str]]) -> None:
    """Full-width marks beside Latin letters and straight quotation marks are slips; a Chinese quotation keeps its own."""
    slips = list(find_punctuation(text, "Latn"))
    assert [(slip.position, slip.hint) for slip in slips] == [(at, f"Write {mark} instead.") for at, mark in found]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("人口は減った.", [(6, "。")]),
        ("町に水が来た. 家も増えた。", [(6, "。")]),
        ("米,麦", [(1, "、")]),
        (f"町には{OBJECT}, 村には{OBJECT}.", [(4, "、"), (10, "。")]),
        ("「水が来た.」と言う", [(5, "。")]),
        ("行\n終わり.\n次", [(5, "。")]),
        ("人口は・・・減った", [(3, "……")]),
        ("トールキン, J. R. R. は3.5万、1,000人、第１. 概要", []),
        ("ア. 水道\nイ. 道", []),
        ("水 (上水) と「道」、“川”: 次; 水・道・川", []),
    ],
)
def test_punctuation_in_japanese(text: str, found: list[tuple[int, str]]) -> None:
    """A half-width full stop or comma beside Japanese characters is a slip, as are dots for an ellipsis; other half-width marks are usual there, and the letters of a list."""
    slips = list(find_punctuation(text, "Jpan"))
    assert [(slip.position, slip.hint) for slip in slips] == [(at, f"Write {mark} instead.") for at, mark in found]


@pytest.mark.parametrize("script", ["Hans", "Hant", "Jpan"])
def test_stops_and_dots_in_a_row(script: str) -> None:
    """What is left out has its own mark; a name with one point in its middle, or two, has none too many."""
    texts = {"后...来": 1, "后。。": 1, "後・・・": 1, "后···": 1, "阿·托·品": 0, "后……来": 0}
    assert {text: len(list(find_punctuation(text, script))) for text in texts} == texts


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Itâ€™s", [2]),
        ("Ã©tÃ©", [0, 3]),
        ("è¿™æ˜¯", [0]),
        ("是锟斤拷", [1]),
        ("«\u00a0Il est passé\u00a0», dit-il", []),
        ("“Nescafé®”, „vidíš“, passé†”, né “à” «\u00a0été\u00a0»", []),
        ("NÃO, MÃE", []),
    ],
)
def test_characters_that_were_misread(text: str, found: list[int]) -> None:
    """Characters of another encoding are found; marks that stand behind accented letters in sound texts are not taken for them."""
    assert [slip.position for slip in find_misread(text)] == found


@pytest.mark.parametrize(
    ("text", "script", "found"),
    [
        ("发展 GDP 的", "Hans", [2, 6]),
        ("到 2020 年", "Hans", [1, 6]),
        (f"到 {OBJECT} 人", "Hans", [1, 3]),
        ("占 5% 的", "Hans", [1, 4]),
        ("人口， GDP", "Hans", [3]),
        ("到2020年GDP增长5%的", "Hans", []),
        ("第一节 概述", "Hans", []),
        ("GB/T 7714", "Hans", []),
        ("甲  乙", "Hans", [1]),
        ("the word 旗 means", "Latn", []),
        ("two  spaces", "Latn", [3]),
        ("end  \nbegin", "Latn", []),
        ("| a  | b |", "Latn", []),
        ("два  слова 2020 旗", "Cyrl", [3]),
        (f"the word , and the end .\nOf {OBJECT} , (more .)", "Latn", [8, 22, 29, 37]),
        ("at .5 or .net , or left out . . . there ... here …", "Latn", [13]),
        ("слово , и « слово » .", "Cyrl", [5, 19]),
        ("词 ，好（甲） 。", "Hans", [1, 7]),
        ("言葉 、次 。", "Jpan", [2, 5]),
    ],
)
def test_spaces(text: str, script: str, found: list[int]) -> None:
    """A space between Han and Latin or digits is a slip in Chinese; two spaces are one in any script, but at the end of a line or cell; so is a space before a comma or full stop."""
    assert [slip.position for slip in find_spaces(text, script)] == found


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("减少到0.98万人，2018年专版", "减少到[0.98万人]，[2018年]专版"),
        ("2.2万多户、3500余次、46.8%的人", "[2.2万多户]、[3500余次]、[46.8%的]人"),
        ("每年6000—10000元，2016—2019年", "每年[6000—10000元]，[2016—2019年]"),
        ("某镇 · 2013年12月31日", "某镇 · [2013年12月31日]"),
        ("3.1亿元÷18.7亿元=16.6%", "[3.1亿元]÷[18.7亿元]=16.6%"),
        ("from 600–1,200 yuan to 16,000 yuan", "from [600–1,200 yuan] to [16,000 yuan]"),
        ("Of 46.8 million people, in 2018 the rest", "Of [46.8 million people], in 2018 the rest"),
        ("2013–2018, then 5 <b> & 3 m", "[2013–2018], then 5 &lt;b&gt; &amp; [3 m]"),
        ("section 14.3, 1.5-fold, A4 paper", "section 14.3, 1.5-fold, A4 paper"),
        ("2 ملّاحات", "[2 ملّاحات]"),
    ],
)
def test_numbers_are_held_to_their_units(text: str, held: str) -> None:
    """A number and its unit, or a range, are in one element that does not break; the text stays as it is, and is escaped."""
    assert hold_numbers(text) == held.replace("[", '<span class="whole">').replace("]", "</span>")


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("一{s.a}二{2020}三", f"一{OBJECT}二{OBJECT}三"),
        ('{"page 1"}', OBJECT),
        ('[旗](place:a, "b, c")和[县][x]', "旗和\x1a\x1a\x1a\x1a\x1a\x1a"),
        ("[旗](https://e.org/a(b),c)", "旗"),
        ("人[@book, 第一节]，", "人，"),
        ("**真**、*假*、_中文_字、a_b", "真、假、中文字、a_b"),
        ("甲&lt;乙&#44;丙&middot;丁&#20013;", f"甲{NEUTRAL}乙{NEUTRAL}丙{NEUTRAL}丁中"),
        ("全旗<!-- 待核 -->都", "全旗都"),
        ("`a, b`", OBJECT),
        ("\\*真\\*", f"{NEUTRAL}真{NEUTRAL}"),
        ('<span title="a, b">真</span>', "真"),
        ("<https://e.org/,>与https://e.org/,a", f"{OBJECT}与{OBJECT}"),
        ("## 土地 {#land}", "土地"),
        ("1. 一\n2. 二", "一\n二"),
        ("- 一\n  二", "一\n二"),
        ("> 一", "一"),
        ("| 甲 | 乙 |\n|----|---:|\n| 丙 | 丁 |", "甲\n乙\n丙\n丁"),
        ("[x]: https://e.org/ 'a, b'\n一", "一"),
        ("一\n<!-- a, 中 -->", "一"),
    ],
)
def test_what_is_seen(markdown: str, text: str, words: Mapping[str, Words]) -> None:
    """Of Markdown the text is seen, without marks and addresses, and an object in the place of code and references."""
    seen = "".join(block.visible.text for block in read(markdown, words).blocks)
    assert [piece for piece in seen.split("\n") if piece] == text.split("\n")


def test_places_of_what_is_seen(words: Mapping[str, Words]) -> None:
    """Each character is found again in the file, on its line and in its column."""
    markdown = "一\n\n- **二**{s.a}三 [四](place:a)五"
    places = [
        markdown[visible.offset(position)]
        for visible in (block.visible for block in read(markdown, words).blocks)
        for position, character in enumerate(visible.text)
        if character not in f"\n{OBJECT}"
    ]
    assert "".join(places) == "一二三 四五"


def read(markdown: str, words: Mapping[str, Words]) -> Body:
    """Return a Chinese text without anything that it may refer to."""
    return render_prose(Half("T", "", markdown, 1, "zh.md"), References("zh", "zh_CN", {}, {}, words["zh"]))


@pytest.mark.parametrize(
    ("text", "script", "divided"),
    [
        ("die Draht-\nzieher", "Latn", ["Draht-zieher"]),
        ("Ein-\nund Ausfuhr, Vor-\noder Nachteile", "Latn", []),
        ("Sauer-\nLand, A-\nb, 1900-\nist", "Latn", []),
        ("a dash -\nso, a list-\n\nitem", "Latn", []),
        ("про-\nволока", "Cyrl", ["про-волока"]),
        ("用 Wi-\nfi 的", "Hans", []),
    ],
)
def test_words_divided_at_the_end_of_a_line(text: str, script: str, divided: list[str]) -> None:
    """A word that a PDF divided is told; a part of a word before "and" or "or" is none, nor is a name in two parts."""
    told = [slip.message for slip in find_divided(text, script)]
    assert told == [f"A word is divided at the end of a line: 「{word}」." for word in divided]


def test_a_unit_typed_before_a_particle(tmp_path: Path) -> None:
    """In Japanese a particle follows the unit at once, and the unit is said twice all the same."""
    project = lay_out("good-site", tmp_path)
    edit(project.root / "content/site.yaml", "locale: zh_CN", "locale: ja_JP")
    for language, text in (("zh", "{sheet.poor}人が働いた。"), ("en", "{sheet.poor} worked.")):
        heading = {"zh": "## 土地", "en": "## Land"}[language]
        edit(project.root / f"content/chapters/part/one/{language}.md", heading, f"{text}\n\n{heading}")
    assert [problem.rule for problem in problems_of(load_site, project)] == ["repeated-unit"]
