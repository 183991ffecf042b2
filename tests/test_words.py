"""Interface words: one language's view of interface.yaml, with plural forms, and strict about what is missing."""

import pytest
from projects import letters

from chronicle.problems import ContentError, Where
from chronicle.words import Words, WrittenWords, parse_words

ENTRIES = {
    "menu.facts": {"zh": "数字", "en": "Figures"},
    "menu.places": {"zh": "地名", "en": "Places"},
    "facts.count": {"zh": "共{n}个数字。", "en": {"one": "{n} figure.", "other": "{n} figures."}},
    "note.own": {"zh": "注{n}", "en": "Note {n}"},
    "days": {"zh": "{n}天", "en": {"other": "{n} days", "one": "{n} day", "ignored": "?"}},
}


def make_words(entries: WrittenWords, language: str, locale: str) -> Words:
    """Return the words of one language, as reading makes them."""
    words, problems = parse_words(entries, lambda *_: Where("interface.yaml"))
    assert problems == []
    return Words(words, language, locale)


ZH = make_words(ENTRIES, "zh", "zh_CN")
EN = make_words(ENTRIES, "en", "en_GB")


def test_a_word_in_each_language() -> None:
    """A word is asked for by its key and comes in the language of the view."""
    assert (ZH["menu.facts"], EN["menu.facts"]) == ("数字", "Figures")
    assert list(EN) == list(ENTRIES)
    assert len(EN) == 5


@pytest.mark.parametrize(
    ("number", "zh", "en"),
    [
        (0, "共0个数字。", "0 figures."),
        (1, "共1个数字。", "1 figure."),
        (2, "共2个数字。", "2 figures."),
        (21, "共21个数字。", "21 figures."),
        (101, "共101个数字。", "101 figures."),
    ],
)
def test_counting(number: int, zh: str, en: str) -> None:
    """A word that counts takes the plural form that the language has for the number."""
    assert (ZH.count("facts.count", number), EN.count("facts.count", number)) == (zh, en)


def test_english_words_of_a_language_without_forms() -> None:
    """A word that is still English has its form for one in a language that has a single form for all numbers."""
    words = make_words({"minutes": {"ko": {"one": "{n} minute", "other": "{n} minutes"}}}, "ko", "ko_KR")
    assert [words.count("minutes", number) for number in (1, 2)] == ["1 minute", "2 minutes"]


def test_plural_rules_are_the_locale_s_own() -> None:
    """A language with more forms than English uses them; a form that is not written falls back on `other`."""
    entries = {"days": {"ru": {"one": "{n} день", "few": "{n} дня", "other": "{n} дней"}}}
    russian = make_words(entries, "ru", "ru_RU")
    assert [russian.count("days", number) for number in (1, 3, 5, 21)] == ["1 день", "3 дня", "5 дней", "21 день"]


def test_forms_for_scripts() -> None:
    """Scripts that count by themselves get the forms as written."""
    assert EN.forms("facts.count") == {"one": "{n} figure.", "other": "{n} figures."}
    assert ZH.forms("facts.count") == "共{n}个数字。"


@pytest.mark.parametrize(
    ("key", "problem"),
    [
        ("menu.fact", "The interface word 'menu.fact' is missing.\n    Did you mean 'menu.facts'?"),
        (
            "zzz",
            "The interface word 'zzz' is missing.\n    Known here: days, facts.count, menu.facts, menu.places, note.own.",
        ),
        (
            "facts.count",
            "The interface word 'facts.count' has plural forms where one is wanted.\n    Write it as one text per language.",
        ),
    ],
)
def test_a_word_that_cannot_be_had(key: str, problem: str) -> None:
    """A missing word, and one with plural forms where one is wanted, stop the build and say what to do."""
    assert letters(lambda: EN[key]) == [f"content/interface.yaml:1:1: {problem}"]


def test_a_missing_word_is_not_passed_over() -> None:
    """Counting with a word that is missing stops the build too."""
    with pytest.raises(ContentError, match=r"The interface word 'facts\.counts' is missing\."):
        EN.count("facts.counts", 2)


def test_a_slot_without_a_value() -> None:
    """A slot that is given no value is a problem that names the word, never a KeyError."""
    assert letters(EN.fill, "note.own", number=3) == [
        "content/interface.yaml:1:1: The interface word 'note.own' has {n}, which nothing is put into here.\n"
        "    It is given {number}."
    ]


def test_a_word_with_slots_is_not_had_as_it_stands() -> None:
    """`words[key]` of a word with slots is a problem, so that no page shows `{n}`; its pattern is what scripts fill."""
    assert letters(lambda: EN["note.own"]) == [
        "content/interface.yaml:1:1: The interface word 'note.own' has {n}, which nothing is put into here.\n"
        "    It is given nothing."
    ]
    assert str(EN.pattern("note.own")) == "Note {n}"


def test_filling() -> None:
    """A word with slots is filled as text or as HTML."""
    assert EN.fill("note.own", n="<3>") == "Note <3>"
    assert EN.fill_html("note.own", n="<3>") == "Note &lt;3&gt;"
