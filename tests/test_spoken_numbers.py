"""Numbers in words: which are read, and which are passed over."""

import pytest

from chronicle.figures import can_hear, find_spoken


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("三百户搬了家，二十几个人", []),
        ("二十四个，两万三千五百人", [24]),
        ("一个人，两面，十里，百姓千方百计，万一", []),
        ("十一二个人", []),
        ("一千五", []),
        ("十二到六十五元", [12, 65]),
    ],
)
def test_chinese(text: str, numbers: list[int]) -> None:
    """Chinese numerals from eleven to ninety-nine are read; what could be read in two ways is passed over."""
    assert list(find_spoken(text, "zh")) == numbers


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Three hundred households moved", []),
        ("twenty-four, and twenty-three thousand five hundred people", [24]),
        ("two hundred and five, one thousand and two thousand six hundred", []),
        ("some hundred and twenty pages, a hundred and seventy thousand, a thousand five hundred", []),
        ("a million hands, by the hundred", []),
        ("one or two, ten", []),
        ("twelve thirteen, eleven or twelve", [12, 13]),
        ("the nineteen-eighties, the twenty-first, a fifteen-year plan, hundreds of thousands", []),
    ],
)
def test_english(text: str, numbers: list[int]) -> None:
    """English numbers are read whole; ordinals, decades and compounds are no counts."""
    assert list(find_spoken(text, "en")) == numbers


def test_other_languages() -> None:
    """A language whose numbers cannot be read is not compared."""
    assert [language for language in ("zh", "ja", "en", "fr", "ar") if can_hear(language)] == ["zh", "ja", "en"]
