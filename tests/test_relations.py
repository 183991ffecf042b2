"""Relations: what may be written, and what holds with the precision of the print."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from chronicle.factsheets import make_factsheet
from chronicle.fields import check_parts, parse_yaml
from chronicle.figures import parse_figure
from chronicle.model import Figure
from chronicle.model.entries import RelationEntry, SheetEntry
from chronicle.problems import Where
from chronicle.reading import Project, read_site
from chronicle.relations import calculate, holds, make_relation, parse_calculation, show_relation

SITE, _ = read_site(Project(Path(__file__).parent.parent))
BOTH = {"zh": "一", "en": "one"}


def relation_holds(text: str, **printed: str) -> bool:
    """Tell whether a relation holds between facts s.a, s.b, ... of the given printed forms."""
    entries = "".join(
        f"  {key}: {{label: {{zh: {key}, en: {key}}}, printed: {form}, section: x}}\n" for key, form in printed.items()
    )
    document = parse_yaml(f"title: {{zh: 甲, en: A}}\nsource: book\nfacts:\n{entries}", "s.yaml")
    entry = check_parts(document, SheetEntry, ("zh", "en"))
    assert entry.value
    sheet, problems = make_factsheet("s", entry.value, document, SITE.units)
    assert (entry.problems, problems) == ((), [])
    relation = make_relation("r", RelationEntry(holds=text, why=BOTH), Where("relations.yaml"))
    return holds(relation, {fact.id: fact for fact in sheet.facts}, SITE.units)


@pytest.mark.parametrize(
    ("text", "printed", "true"),
    [
        ("s.a / s.b = s.c", {"a": "156464人", "b": "386289人", "c": "40.5%"}, True),
        ("s.a / s.b = s.c", {"a": "156464人", "b": "386289人", "c": "40.6%"}, False),
        ("s.a / s.b = s.c", {"a": "3105万元", "b": "2483万元", "c": "125%"}, True),
        ("s.a / s.b = s.c", {"a": "3105万元", "b": "2483万元", "c": "126%"}, False),
        ("s.a + s.b = s.c", {"a": "28处", "b": "11处", "c": "39处"}, True),
        ("s.a + s.b = s.c", {"a": "28处", "b": "12处", "c": "39处"}, False),
        ("s.a + s.b = s.c", {"a": "1.2万人", "b": "1.2万人", "c": "2.5万人"}, True),
        ("s.a + s.b = s.c", {"a": "1.2万人", "b": "1.2万人", "c": "2.7万人"}, False),
        ("s.a - s.b = s.c", {"a": "10人", "b": "3人", "c": "7人"}, True),
        ("s.a * s.b = s.c", {"a": "100户", "b": "2.5万元", "c": "250万元"}, True),
        ("(s.a + s.b) * 2 = s.c", {"a": "1人", "b": "2人", "c": "6人"}, True),
        ("s.a + s.b * 2 = s.c", {"a": "1人", "b": "2人", "c": "5人"}, True),
        ("s.a - s.b - s.c = 0", {"a": "9人", "b": "5人", "c": "4人"}, True),
        ("s.a == s.b", {"a": "46.8万人", "b": "468213人"}, True),
        ("s.a == s.b", {"a": "46.8万人", "b": "469213人"}, False),
        ("s.a == s.b", {"a": "7300多亩", "b": "7350亩"}, True),
        ("s.a == s.b", {"a": "7300多亩", "b": "7450亩"}, False),
        ("s.a == s.b", {"a": "近10亿元", "b": "9.7亿元"}, True),
        ("s.a == s.b", {"a": "2600元以上", "b": "3000元"}, True),
        ("s.a == s.b", {"a": "2600元以上", "b": "2500元"}, False),
        ("s.a == s.b", {"a": "6000-10000元", "b": "8000元"}, True),
        ("s.a <= s.b", {"a": "1881户", "b": "2006户"}, True),
        ("s.a <= s.b", {"a": "10125户", "b": "5010口"}, False),
        ("s.a <= s.b", {"a": "0.01%以下", "b": "0.28%"}, True),
    ],
)
def test_relations_hold_within_the_precision_of_the_print(text: str, printed: dict[str, str], true: bool) -> None:
    """Whole things printed in full are exact; rounded figures allow what they may have been rounded from."""
    assert relation_holds(text, **printed) is true


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("s.a", "a relation has one comparison: =, == or <="),
        ("s.a = s.b = s.c", "a relation has one comparison: =, == or <="),
        ("s.a + = s.b", "an operand is missing"),
        ("s.a + s.b == (s.a + s.b)", "both sides are the same, so that it says nothing"),
        ("(s.a = s.b", "a bracket is not closed"),
        ("s.a ) = s.b", "')' is in the wrong place"),
        ("s.a s.b = s.c", "'s.b' is in the wrong place"),
        ("* s.a = s.b", "'*' stands where a fact or a number should"),
        ("s.a ** 2 = s.b", "'*' stands where a fact or a number should"),
        ("open('x') = s.a", "'open('x') = s.a' is not a fact, a number or a sign"),
        ("10-3 = s.", "'s.' is not a fact, a number or a sign"),
        ("(" * 900 + "s.a" + ")" * 900 + " = s.b", "more than 20 brackets stand within one another"),
        (" + ".join(["1"] * 900) + " = s.b", "it has 901 facts and numbers, at most 100 are allowed"),
        ("+".join(["s.a"] * 100_000) + " = s.b", "it has 400005 characters, at most 4000 are allowed"),
        (" " * 1_000_000 + "s.a = s.b", "it has 1000009 characters, at most 4000 are allowed"),
        ("9" * 3000 + " = s.b", "the number '9999999999…' has 3000 digits, at most 15 are allowed"),
        ("", "a relation has one comparison: =, == or <="),
    ],
)
def test_what_is_not_a_relation(text: str, told: str) -> None:
    """Only facts, numbers, + - * / ( ) and one comparison can be written; the reason is told."""
    entry = RelationEntry.model_construct(holds=text, why=BOTH, contradiction=None, doubt="")
    with pytest.raises(ValueError) as caught:
        make_relation("r", entry, Where("relations.yaml"))
    assert str(caught.value) == told


@pytest.mark.parametrize(
    "text", ["s.a / (s.b - s.b) = s.a", "s.a / s.c = s.a", "s.a / (s.d - s.d) = s.a", "1 / 0 = s.a"]
)
def test_division_by_what_may_be_nothing(text: str) -> None:
    """A divisor whose interval holds nothing allows every value: that is told, not computed."""
    with pytest.raises(ZeroDivisionError):
        relation_holds(text, a="46.8万人", b="7300多亩", c="0.01%以下", d="12人")


def test_numbers_with_decimals() -> None:
    """A number may have decimals, though a fact's id has a point in it too; a fact's key may begin with a digit."""
    assert relation_holds("s.a * 1.5 = s.2019-poor", **{"a": "10人", "2019-poor": "15人"})


def test_large_products() -> None:
    """A product of a hundred facts is computed exactly, however large it is."""
    assert not relation_holds(" * ".join(["s.a"] * 99) + " = s.b", a="100万亿元", b="2元")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("s.a/s.b = s.2019-poor", "<s.a> ÷ <s.b> = <s.2019-poor>"),
        ("(s.a + s.b) * 2 <= s.c - 1.5", "(<s.a> + <s.b>) × 2 ≤ <s.c> − 1.5"),
        ("s.a - (s.b - s.c) == s.d", "<s.a> − (<s.b> − <s.c>) = <s.d>"),
        ("((s.a)) + (s.b * s.c) = 0", "<s.a> + <s.b> × <s.c> = 0"),
        ("s.a / (s.b * s.c) = 1", "<s.a> ÷ (<s.b> × <s.c>) = 1"),
    ],
)
def test_showing(text: str, shown: str) -> None:
    """A relation is shown from what was parsed, with the brackets that its arithmetic needs."""
    relation = make_relation("r", RelationEntry(holds=text, why=BOTH), Where("relations.yaml"))
    assert show_relation(relation, lambda fact: f"<{fact}>") == shown


@pytest.mark.parametrize(
    ("text", "shown"), [("s.a <= s.b", "s.a > s.b"), ("s.a = s.b", "s.a ≠ s.b"), ("s.a == s.b", "s.a ≠ s.b")]
)
def test_a_contradiction_is_shown_as_it_is_printed(text: str, shown: str) -> None:
    """What does not hold is not stated as if it did."""
    entry = RelationEntry(holds=text, why=BOTH, contradiction=BOTH)
    relation = make_relation("r", entry, Where("relations.yaml"))
    assert show_relation(relation, lambda fact: fact) == shown


def work_out(text: str, **printed: str) -> Figure:
    """Return what comes out of a calculation with facts s.a, s.b, ... of the given printed forms."""
    figures = {f"s.{key}": parse_figure(form, SITE.units) for key, form in printed.items()}
    return calculate(parse_calculation(text), figures, SITE.units)


@pytest.mark.parametrize(
    ("text", "printed", "shown"),
    [
        ("= s.a / s.b", {"a": "4692.96万元", "b": "9068人次"}, "5180元"),
        ("= s.a / s.b", {"a": "5785户", "b": "12395户"}, "46.7%"),
        ("= s.a / s.b", {"a": "26893人", "b": "12395户"}, "2.17人"),
        ("= s.a / s.b", {"a": "67345人", "b": "12.6%"}, "53万人"),
        ("= s.a / s.b", {"a": "587人", "b": "0.29%"}, "20万人"),
        ("= s.a / s.b", {"a": "13亿元", "b": "600个"}, "220万元"),
        ("= s.a / s.b", {"a": "13.00亿元", "b": "600个"}, "217万元"),
        ("= s.a + s.b", {"a": "587人", "b": "430人"}, "1017人"),
        ("= s.a - s.b", {"a": "430人", "b": "587人"}, "-157人"),
        ("= s.a * 365", {"a": "1000头"}, "36.5万个"),
        ("people = 2.1 * s.a", {"a": "4459户"}, "9363.9人"),
        ("= s.a * s.b", {"a": "386289人", "b": "40.5%"}, "15.6万人"),
        ("= (s.a + s.b) / 2", {"a": "1户", "b": "2户"}, "1.5户"),
        ("= s.a / 3", {"a": "100户"}, "33.3户"),
        ("= s.a * 2", {"a": "2300多人"}, "约4700人"),
        ("= s.a + s.b", {"a": "2300人", "b": "约120人"}, "约2420人"),
        ("= s.a / 2", {"a": "3000-3100元"}, "约1500元"),
    ],
)
def test_what_is_worked_out_is_as_exact_as_the_print(text: str, printed: dict[str, str], shown: str) -> None:
    """A calculation shows three digits at most, fewer where the prints allow no more, and all where it comes out even. Of a figure with a bound it says "about"."""
    assert work_out(text, **printed).printed == shown


@pytest.mark.parametrize(
    ("a", "b"), [("3.42亿元", "8.48亿元"), ("1.5万元", "1元"), ("1.5元", "1.0元"), ("10亿元", "2亿元")]
)
def test_what_is_worked_out_has_the_step_of_a_print(a: str, b: str) -> None:
    """A calculation that comes out at 11.9亿元 is as fine as one so printed: English shows 1.19 billion, not nine zeros."""
    shown = work_out("= s.a + s.b", a=a, b=b)
    assert shown.step == parse_figure(shown.printed, SITE.units).step


@pytest.mark.parametrize(
    ("text", "printed", "why"),
    [
        ("= s.a + s.b", {"a": "1人", "b": "1户"}, "its unit does not follow from those of its facts"),
        ("= 1 / s.a", {"a": "1人"}, "its unit does not follow from those of its facts"),
        ("= s.a / s.b", {"a": "1元", "b": "0人"}, "it divides by a value that may be zero"),
        ("= s.a / 2", {"a": "20余万件"}, "its figures are not precise enough: fewer than two digits are certain"),
        ("= s.a / 2", {"a": "2600元以上"}, "its figures are not precise enough: fewer than two digits are certain"),
    ],
)
def test_what_cannot_be_worked_out_says_why(text: str, printed: dict[str, str], why: str) -> None:
    """A calculation without a unit, by nothing, or of too rough a print is refused."""
    with pytest.raises(ValueError, match=f"^{re.escape(why)}$"):
        work_out(text, **printed)
