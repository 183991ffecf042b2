"""YAML and front matter: values with their places, and what is refused with line, column and hint."""

from typing import Any

import pytest
from projects import letters

from chronicle.fields import parse_yaml, split_front_matter
from chronicle.problems import Where

CHECK_INDENTATION = "Check the indentation, and put text that contains ': ' or '#' in quotation marks."
NO_ANCHORS = "Anchors (&), aliases (*) and tags (!) are not used in content.\n    Write the value itself, or put it in quotation marks."
BELOW = "Begin the fields of one entry below each other, and fields inside another two spaces further to the right."
HASH = "Put a text that contains ' #' in quotation marks; put a comment on a line of its own."
CONFLICT = "Keep the right version, and delete the lines <<<<<<<, ======= and >>>>>>>."
TOO_DEEP = "Values are nested more than 20 deep here.\n    Check the brackets and the indentation."


def complaint(text: str) -> str:
    """Return what a person is told of a YAML text that is refused."""
    return "\n".join(letters(parse_yaml, text, "f.yaml"))


def test_values_and_places() -> None:
    """Keys and values keep line and column, counted from 1 and in characters; what was not written has the place around it."""
    document = parse_yaml("# 注\n敖汉旗: {name: 敖汉, tags: [一, 二]}\nplain:\n  - a\n  - b: c\n", "f.yaml")
    assert document.data == {"敖汉旗": {"name": "敖汉", "tags": ["一", "二"]}, "plain": ["a", {"b": "c"}]}
    assert document.where("敖汉旗", "tags") == Where("f.yaml", 2, 17)
    assert document.where_value("敖汉旗", "tags", 1) == Where("f.yaml", 2, 27)
    assert document.where("plain", 1, "b") == Where("f.yaml", 5, 5)
    assert document.where_value("plain", 1, "b") == Where("f.yaml", 5, 8)
    assert document.where("敖汉旗", "nothing", "deeper") == Where("f.yaml", 2, 1)
    assert document.where_value("plain", 7) == Where("f.yaml", 3, 1)
    assert document.where() == Where("f.yaml", 2, 1)


@pytest.mark.parametrize("written", ["no", "2019", "1.10", "0x1F", "2013-12-31", "Null", "1_000", "true", "12:30:00"])
def test_scalars_stay_text(written: str) -> None:
    """A scalar stays the text that was written; YAML turns nothing into a number, a date or a truth."""
    assert parse_yaml(f"a: {written}\n", "f.yaml").data == {"a": written}


@pytest.mark.parametrize(
    ("written", "data"),
    [
        ("", None),
        ("# only a comment\n", None),
        ("a:\n", {"a": ""}),
        ('a: ~\nb: null\nc: "null"\nd: "  "\n', {"a": "", "b": "", "c": "null", "d": ""}),
        ("a: >-\n  one\n  two\n", {"a": "one two"}),
        ("a: |\n  one\n  two\n", {"a": "one\ntwo\n"}),
        ('"a: b": "#c"\n', {"a: b": "#c"}),
        ("a: 这个\n  词\n\n  里 好\n  。x\n", {"a": "这个词\n里 好。x"}),
        ('a: "这个\n  词"\nb: one\n  two\n', {"a": "这个词", "b": "one two"}),
        ("a: >-\n  这个\n  词 two\n  词\n", {"a": "这个词 two词"}),
        ("a: |-\n  这个\n  词\n", {"a": "这个\n词"}),
        ("a: 'b' # c\n", {"a": "b"}),
        ("a: 👨\u200d👩 می\u200cخواهم\n", {"a": "👨\u200d👩 می\u200cخواهم"}),
    ],
)
def test_forms_of_yaml(written: str, data: Any) -> None:
    """Comments, quotation marks, folded and literal texts work as in any YAML."""
    assert parse_yaml(written, "f.yaml").data == data


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("a: &x 1\n", f"1:4: {NO_ANCHORS}"),
        ("a: 1\nb: *x\n", f"2:4: {NO_ANCHORS}"),
        ("a: [1, !!int 2]\n", f"1:8: {NO_ANCHORS}"),
        ("a: !secret x\n", f"1:4: {NO_ANCHORS}"),
        ("&x a: 1\n", f"1:1: {NO_ANCHORS}"),
        ("!!str a: 1\n", f"1:1: {NO_ANCHORS}"),
        ("- &x {a: b}\n", f"1:3: {NO_ANCHORS}"),
        ("a:\n  <<: *x\n", f"2:7: {NO_ANCHORS}"),
        ("? [a]\n: b\n", "1:3: A list or a mapping cannot be the name of a field.\n    Write the name as plain text."),
        ("a: 1\n---\nb: 2\n", "2:1: A second YAML document begins here.\n    Keep one document to a file."),
        ("a: " + "[" * 25 + "]" * 25, f"1:24: {TOO_DEEP}"),
        ("a: " + "{a: " * 3000 + "}" * 3000, f"1:84: {TOO_DEEP}"),
        ("a: [1\nb: 2\n", "1:4: The bracket that opens here is not closed.\n    Add a ']' after its last field."),
        ("a: {zh: b\nc: 2\n", "1:4: The bracket that opens here is not closed.\n    Add a '}' after its last field."),
        ("a: {zh: b， en: c}\nd: 2\n", "1:10: A full-width comma does not part two fields.\n    Write ', ' for '，'."),
        ("a: 1\nb：2\nc: 3\n", "2:2: A full-width colon stands behind the name of a field.\n    Write ': ' for '：'."),
        ("a:\n  b:2\n  c: 3\n", "2:4: There is no space after the colon.\n    Write 'field: value', with a space."),
        (
            "a 1\nb: 2\n",
            "1:1: There is no colon on this line.\n    Write 'field: value', with a colon and a space between them; indent a line that continues the text above it.",
        ),
        (
            "a: 'b\nc: 2\n",
            '1:4: The quotation mark that opens here is not closed.\n    Close it; write a quotation mark inside as “ ”, 「 」 or \\".',
        ),
        *(
            (
                f'a: "x{escape}"\n',
                "1:6: This backslash and what follows it are no character.\n"
                "    Write two backslashes for one, or put the text in single quotation marks.",
            )
            for escape in (r"\data", r"\uD800", r"\U00110000", r"\xyz")
        ),
        (
            "a: 'it's'\n",
            "1:8: This does not belong to the text before it.\n    Put a text that contains quotation marks or brackets in other quotation marks.",
        ),
        ("a:\n  b: 1\n c: 2\n", f"3:2: This line does not begin below one of the lines above it.\n    {BELOW}"),
        ("a: C #1\n", f"1:6: A comment begins here, so the text ends before '#1'.\n    {HASH}"),
        ("a: # b\n", f"1:4: A comment begins here, so the text ends before '# b'.\n    {HASH}"),
        (
            "a: 1\n<<<<<<< HEAD\nb: 2\n=======\nb: 3\n>>>>>>> other\n",
            f"2:1: This line marks a merge conflict: '<<<<<<<'.\n    {CONFLICT}",
        ),
        (
            "a: " + "x" * 10_001,
            "1:4: This text has 10,001 letters; one in YAML has at most 10,000.\n    Tell it in a chapter, or in parts.",
        ),
        ("a: [" + "x," * 10_001 + "]", "1:20005: Here are more than 10,000 entries.\n    Keep what texts refer to."),
        (
            "k" * 201 + ": 1\n",
            f"1:1: The name '{'k' * 40} … {'k' * 20}' has more than 200 letters.\n    Write a short one.",
        ),
        (
            "标题: 一: 二\n",
            "1:6: There is a second colon on this line.\n    Put a text that contains ': ' in quotation marks.",
        ),
        ("a:\n\tb: 2\n", "2:1: A tab stands here.\n    Indent with spaces, two for each step."),
        ("a:\n  b: 1\n\tc: 2\n", "3:1: A tab stands here.\n    Indent with spaces, two for each step."),
        (
            "a:\n  - b\n  -c: d\n",
            "3:3: An entry of a list begins with a hyphen and a space.\n    Write '- ' in front of it.",
        ),
        ("a: 1\n// b\nc: 2\n", "2:1: This is not a comment in YAML.\n    Begin a comment with '# '."),
        ("a: {b: c｝\nd: 1\n", "1:9: A full-width brace closes no fields.\n    Write '}' for '｝'."),
        ("a: ｛b: c}\n", "1:4: A full-width brace opens no fields.\n    Write '{' for '｛'."),
        (
            "a: {b: 'It's', c: d}\n",
            "1:12: This does not belong to the text before it.\n    Put a text that contains quotation marks or brackets in other quotation marks.",
        ),
        (
            'a: {b: "c, d: e}\nf: "g"\n',
            '1:8: The quotation mark that opens here is not closed.\n    Close it; write a quotation mark inside as “ ”, 「 」 or \\".',
        ),
        ("a: *b* and c\n", "1:4: A text cannot begin with '*'.\n    Put it in quotation marks."),
        ("a: - b\n", "1:4: A text cannot begin with '-'.\n    Put it in quotation marks."),
        ("a: > b\n", "1:4: A text cannot begin with '>'.\n    Put it in quotation marks."),
        ("a: @b\n", "1:4: A text cannot begin with '@'.\n    Put it in quotation marks."),
        ("a: ? b\n", "1:4: A text cannot begin with '?'.\n    Put it in quotation marks."),
        ("a: {b: - c}\n", "1:8: A text cannot begin with '-'.\n    Put it in quotation marks."),
        ("a: {b:}\n", "1:6: There is no space after the colon.\n    Write 'field: value', with a space."),
        (
            "a: {b: {c: d: e, f: g}}\n",
            "1:13: There is a second colon on this line.\n    Put a text that contains ': ' in quotation marks.",
        ),
        (
            "a: “b: c”\n",
            '1:6: There is a second colon on this line.\n    Put it in straight quotation marks, "…": YAML does not know curly ones.',
        ),
        (
            "a: b :c:\n",
            "1:8: There is a second colon on this line.\n    Put a text that contains ': ' in quotation marks.",
        ),
        ("  a: b\nc: d\n", f"2:1: This line does not begin below one of the lines above it.\n    {BELOW}"),
        (
            "a:\n  b\n    c: d\n",
            "2:3: There is no colon on this line.\n    Write 'field: value', with a colon and a space between them; indent a line that continues the text above it.",
        ),
        (
            "a:\n  b\n    c: {d: e}\n",
            "2:3: There is no colon on this line.\n    Write 'field: value', with a colon and a space between them; indent a line that continues the text above it.",
        ),
        (
            "a: 1\n...\nb\n",
            f"3:1: This is not valid YAML: did not find expected <document start>.\n    {CHECK_INDENTATION}",
        ),
    ],
)
def test_refused_yaml(written: str, told: str) -> None:
    """YAML that is broken, or cleverer than content needs, is refused with the place where it goes wrong."""
    assert complaint(written) == f"f.yaml:{told}"


def test_every_duplicate_is_told() -> None:
    """A key that stands twice is told each time, with the line of the first; elsewhere the same key is another field."""
    assert complaint("a: 1\nb: {c: 1, c: 2}\nd:\n  a: 3\na: 4\n") == (
        "f.yaml:2:11: The field 'c' is repeated; it first appears on line 2.\n    Keep one of them, or give the second another name.\n"
        "f.yaml:5:1: The field 'a' is repeated; it first appears on line 1.\n    Keep one of them, or give the second another name."
    )


@pytest.mark.parametrize(
    ("text", "place", "code"),
    [
        ("a: \x00b\n", "1:4", "0000"),
        ("a: 1\nb:\n  c: x\x07\n", "3:7", "0007"),
        ("a: \x1b\n", "1:4", "001B"),
        ("a: \x7f\n", "1:4", "007F"),
        ("na\u200bme: x\n", "1:3", "200B"),
        ("\u202ename: x\n", "1:1", "202E"),
        ("x\ufeff: 1\n", "1:2", "FEFF"),
        ("a: b\u2028c\n", "1:5", "2028"),
        ("a: \uffff\n", "1:4", "FFFF"),
        ("a: b\u200dc\n", "1:5", "200D"),
        ("a: 字\u200c字\n", "1:5", "200C"),
        ("a: b\n\u200cb: c\n", "2:1", "200C"),
        *(
            (f"a: b{character}c\n", "1:5", f"{ord(character):04X}")
            for character in "\u034f\u115f\u1160\u17b4\u2800\u3164\uffa0\ufffc"
        ),
        ('a: "\\0b"\n', "1:4", "0000"),
        ('a: 1\n"\\x07": b\n', "2:1", "0007"),
    ],
)
def test_characters_that_cannot_be_seen(text: str, place: str, code: str) -> None:
    """A character that no editor shows is refused at its place, in keys and values, as itself or by an escape."""
    message = f"There is an invisible character here: U+{code}."
    assert complaint(text) == f"f.yaml:{place}: {message}\n    Delete it; if you cannot find it, retype the line."


@pytest.mark.parametrize(
    ("text", "matter", "markdown", "line"),
    [
        ("---\ntitle: T\n---\nText\n", "\ntitle: T", "Text\n", 4),
        ("---\ntitle: T\n---\n\n---\n\nText", "\ntitle: T", "\n---\n\nText", 4),
        ("---  \ntitle: T\nsummary: S\n---\t\nText", "\ntitle: T\nsummary: S", "Text", 5),
        ("---\n---\n", "", "", 3),
    ],
)
def test_front_matter(text: str, matter: str, markdown: str, line: int) -> None:
    """Front matter ends at the second line of hyphens; its own lines keep their numbers, the Markdown's first one is told."""
    assert split_front_matter(text, "zh.md") == (matter, markdown, line)


HOW = "\n    Begin the file with a line '---', fields such as 'title: …', and a second line '---'."
MISSING = f"The front matter is missing.{HOW}"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", MISSING),
        ("Text\n", MISSING),
        ("Text\n\n---\nNote: no field\n---\n", MISSING),
        ("----\ntitle: T\n----\n", f"'----' does not begin a front matter.{HOW}"),
        ("+++\ntitle = 'T'\n+++\n", f"'+++' does not begin a front matter.{HOW}"),
        ("```yaml\ntitle: T\n```\n", f"'```yaml' does not begin a front matter.{HOW}"),
        (
            "---\ntitle: T\n",
            "The front matter that opens here is never closed.\n    Add a line '---' after its last field.",
        ),
        (
            "---\ntitle: T\n ---\n",
            "The front matter that opens here is never closed.\n    Add a line '---' after its last field.",
        ),
    ],
)
def test_front_matter_that_is_none(text: str, told: str) -> None:
    """Front matter that is missing or never closed is told with how it should stand."""
    assert letters(split_front_matter, text, "zh.md") == [f"zh.md:1:1: {told}"]


@pytest.mark.parametrize(("before", "line"), [("\n", 2), ("<!-- note -->\n\n", 3), (" ", 1)])
def test_front_matter_that_does_not_begin_the_file(before: str, line: int) -> None:
    """What stands before the front matter, if only an empty line, is told where the front matter begins."""
    assert letters(split_front_matter, f"{before}---\ntitle: T\n---\n", "zh.md") == [
        f"zh.md:{line}:1: A line or a space stands before the front matter, which begins here.\n    Remove what stands before it."
    ]


@pytest.mark.parametrize("second", ["---\ntitle: T\n---\n", "\n\n---  \ntitle: T\nsources:\n  - {a: b}\n---"])
def test_front_matter_that_stands_twice(second: str) -> None:
    """A second front matter directly behind the first would be published as a line and a heading."""
    line = 4 + second.index("---")
    assert letters(split_front_matter, f"---\ntitle: T\n---\n{second}", "zh.md") == [
        f"zh.md:{line}:1: A second front matter begins here.\n    Keep one of them; for a line between two blocks write ***."
    ]
