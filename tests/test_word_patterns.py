"""Patterns: texts with slots, `{name}`, in words of the interface and in units; nothing else is read in braces."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from markupsafe import Markup
from projects import HOME, lay_out, problems_of

from chronicle.patterns import Pattern, Slot, parse_pattern
from chronicle.pipeline import build_site
from chronicle.problems import Where
from chronicle.words import SLOTS, Words, parse_words

ENVIRONMENT = "{one}{next}{one.__new__.__globals__[t].sys.modules[os].environ}"


def test_a_pattern_is_text_and_slots() -> None:
    """A pattern is read into pieces, which together are the text again."""
    pattern = parse_pattern("{date}: {n} of {n} figures", ("n", "date"))
    assert pattern.pieces == (Slot("date"), ": ", Slot("n"), " of ", Slot("n"), " figures")
    assert (str(pattern), pattern.names) == ("{date}: {n} of {n} figures", ("date", "n"))
    assert parse_pattern("").pieces == ()


def test_filling() -> None:
    """Values stand where their slots are; a value with braces in it is not read again."""
    assert parse_pattern("{n} of {all}").fill(n=3, all="{n}", other="unused") == "3 of {n}"
    with pytest.raises(KeyError, match="all"):
        parse_pattern("{n} of {all}").fill(n=3)


def test_filling_as_html() -> None:
    """As HTML the pattern's own text and its values are escaped; a value that is HTML already stays."""
    html = parse_pattern("<b>{one}</b> & {two}").fill_html(one="<i>", two=Markup("<em>x</em>"))
    assert html == "&lt;b&gt;&lt;i&gt;&lt;/b&gt; &amp; <em>x</em>"
    assert isinstance(html, Markup)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{nn} people", "nothing is put into {nn} here"),
        ("people", "{n} is missing"),
        ("", "{n} is missing"),
        ("｛n｝ people", "{n} is missing: '｛n｝' has full-width braces"),
        ("{n} people {", "the brace at character 12 is not closed"),
        ("{n people", "the brace at character 1 is not closed"),
        ("{n} people }", "the brace at character 12 closes nothing"),
        ("{n} {{n}}", "'{{' at character 5 is not a slot, and a literal brace is not allowed"),
        ("{n} }}", "'}}' at character 5 is not a slot, and a literal brace is not allowed"),
        ("{}", "'{}' is not a slot: between the braces stands a plain name in a-z, nothing else"),
        ("{0}", "'{0}' is not a slot: between the braces stands a plain name in a-z, nothing else"),
        ("{ n }", "'{ n }' is not a slot: between the braces stands a plain name in a-z, nothing else"),
        ("{n.real}", "'{n.real}' is not a slot: between the braces stands a plain name in a-z, nothing else"),
        ("{n[0]}", "'{n[0]}' is not a slot: between the braces stands a plain name in a-z, nothing else"),
        ("{n!r}", "'{n!r}' is not a slot: between the braces stands a plain name in a-z, nothing else"),
        ("{n:>9}", "'{n:>9}' is not a slot: between the braces stands a plain name in a-z, nothing else"),
        (
            "{n:>9999999999999999999}",
            "'{n:>99999999999999999…}' is not a slot: between the braces stands a plain name in a-z, nothing else",
        ),
        ("{N}", "'{N}' is not a slot: between the braces stands a plain name in a-z, nothing else"),
        ("{n}" * 21, "it has 21 slots, at most 20 are allowed"),
    ],
)
def test_what_is_not_a_pattern(text: str, message: str) -> None:
    """A brace that does not belong to a slot, an unknown slot and a missing one are told as a sentence."""
    with pytest.raises(ValueError) as error:
        parse_pattern(text, ("n",))
    assert str(error.value) == message


def test_names_that_may_be_left_out() -> None:
    """A pattern may lack an optional slot; without a list of names it may have any."""
    assert parse_pattern("a day", ("n",), ("n",)).fill(n=1) == "a day"
    assert parse_pattern("{anything}").names == ("anything",)


def test_a_long_pattern_is_read_at_once() -> None:
    """A pattern of 100,000 characters takes no more than its length, whatever it is made of."""
    for text in ("{" * 100_000, "}" * 100_000, "{n" * 50_000, "x" * 100_000, "{n}" * 33_000):
        with pytest.raises(ValueError, match=r"brace|slots|missing"):
            parse_pattern(text, ("n",))


def test_the_table_of_slots_is_that_of_the_words(words: Mapping[str, Words]) -> None:
    """Each word of the real content has the slots that the generator fills, and no other word has any."""
    for language, own in words.items():
        found = {}
        for key in own:
            form = own.forms(key)
            text = form if isinstance(form, str) else form["other"]
            names = sorted(parse_pattern(text).names)
            if names:
                found[key] = names
        assert found == {key: sorted(names) for key, names in SLOTS.items()}, language


def test_each_wording_of_a_list_has_its_slots() -> None:
    """A wording without its number is told, wherever it stands in its list."""
    where = lambda *steps: Where(str(steps))  # noqa: E731
    _, problems = parse_words({"figure.about.synonyms": {"en": "around {n}; some"}}, where)
    assert [problem.message for problem in problems] == [
        "The interface word 'figure.about.synonyms' cannot be read: {n} is missing."
    ]


def test_a_form_for_one_number_may_leave_the_number_out() -> None:
    """`one` and `two` may be words for the number; `other` may not leave it out."""
    where = lambda *steps: steps  # noqa: E731 - the steps themselves show what was asked for
    _, problems = parse_words({"facts.count": {"en": {"one": "A figure.", "other": "Figures."}}}, where)
    assert [(problem.where, problem.message) for problem in problems] == [
        (("facts.count", "en", "other"), "The interface word 'facts.count' cannot be read: {n} is missing.")
    ]


WORDS = """chart.sentences: {zh: "{one}{next}", en: "{one} {next}"}
title.pattern: {zh: "{page} · {site}", en: "{page} · {site}"}
"""


def site_with(folder: Path, name: str, old: str, new: str) -> list[str]:
    """Build the tiny site of charts with one text of interface.yaml or units.yaml changed; return the problems."""
    project = lay_out("charts", folder / "site")
    target = folder / "site" / "content" / name
    text = WORDS if name == "interface.yaml" else (HOME / "content" / name).read_text(encoding="utf-8")
    assert old in text
    target.write_text(text.replace(old, new), encoding="utf-8")
    return [str(problem) for problem in problems_of(build_site, project, folder / "site/output", with_search=False)]


@pytest.mark.parametrize(
    ("name", "old", "new", "problem"),
    [
        (
            "interface.yaml",
            'chart.sentences: {zh: "{one}{next}"',
            f'chart.sentences: {{zh: "{ENVIRONMENT}"',
            "The interface word 'chart.sentences' cannot be read: '{one.__new__.__global…}'"
            " is not a slot: between the braces stands a plain name in a-z, nothing else. [wrong-pattern]\n"
            "    Write {one} and {next} as they stand here, each at least once, and no other brace.",
        ),
        (
            "interface.yaml",
            'en: "{page} · {site}"',
            'en: "{pag} · {site}"',
            "The interface word 'title.pattern' cannot be read: nothing is put into {pag} here."
            " [wrong-pattern]\n    Write {page} and {site} as they stand here, each at least once, and no other brace.",
        ),
        (
            "units.yaml",
            'other: "{n} people"',
            'other: "{n:>400000000} people"',
            "The pattern of the unit 'people' cannot be read: '{n:>400000000}' is not a slot:"
            " between the braces stands a plain name in a-z, nothing else. [wrong-pattern]\n"
            '    Write the pattern with {n} where the number stands: "{n} people".',
        ),
        (
            "units.yaml",
            'other: "{n} people"',
            'other: "{n} {x} people"',
            "The pattern of the unit 'people' cannot be read: nothing is put into {x} here."
            ' [wrong-pattern]\n    Write the pattern with {n} where the number stands: "{n} people".',
        ),
    ],
)
def test_a_wrong_pattern_is_one_problem(tmp_path: Path, name: str, old: str, new: str, problem: str) -> None:
    """A word or unit that asks for more than its slots is one problem at its place: nothing of the machine is published."""
    problems = site_with(tmp_path, name, old, new)
    # The place is that of the value, between its quotation marks.
    text = (tmp_path / "site" / "content" / name).read_text(encoding="utf-8")
    before = text[: text.index(new) + new.rindex('"', 0, -1)]
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    assert problems == [f"content/{name}:{line}:{column}: {problem}"]


def test_html_in_a_word_is_text(tmp_path: Path) -> None:
    """Markup in a word that no rule takes for such is published as it is written, never as markup: a script in it does not run."""
    script = "文<SCRIPT>alert(1)<IMG src=//>"
    assert site_with(tmp_path, "interface.yaml", '{zh: "{one}{next}"', f'{{zh: "{{one}}{{next}}{script}"') == []
    pages = list((tmp_path / "site" / "output").rglob("*.html"))
    texts = [page.read_text(encoding="utf-8") for page in pages]
    assert any("&lt;SCRIPT&gt;alert(1)" in text for text in texts)
    assert not any("<SCRIPT>alert" in text or "<IMG src=//" in text for text in texts)


def test_a_wrong_pattern_stands_as_it_is() -> None:
    """A word that cannot be read stands as it is written, so that the rest of the content can be read and checked."""
    words, problems = parse_words({"note.label": {"en": "Note {m}"}}, lambda *steps: steps)
    assert words == {"note.label": {"en": Pattern(("Note {m}",))}}
    assert len(problems) == 1
