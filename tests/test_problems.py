"""Problems: how many of a kind are told."""

from dataclasses import replace

import pytest

from chronicle.problems import Problem, Where, group_problems, suggest


def test_one_unknown_thing_is_told_once() -> None:
    """A name that is unknown in many places is one problem at the first of them."""
    many = [Problem(Where("a.md", line), "unknown-source", "There is no source 'x'.") for line in range(1, 6)]
    assert [str(one) for one in group_problems(many)] == [
        "a.md:1:1: There is no source 'x'. 4 more places have the same problem. [unknown-source]"
    ]


def test_one_cause_is_told_once() -> None:
    """Many things that are unknown for one cause are one problem, that of the cause; a few are told one by one, and so are others."""
    cause = "There is no fact sheet 's'. Did you mean 't'?"
    facts = [
        Problem(Where("a.md", line), "unknown-fact", f"There is no fact 's.{line}'.", "Hint.", cause)
        for line in range(1, 6)
    ]
    other = Problem(Where("b.md"), "unknown-fact", "There is no fact 't.x'.", "Hint.")
    told = replace(facts[0], message=f"{cause} 4 more places have the same problem.", hint="")
    assert group_problems([*facts, other]) == (told, other)
    assert group_problems([*facts[:3], other]) == (*facts[:3], other)


def test_a_file_has_at_most_fifty_problems_of_one_rule() -> None:
    """Of thousands alike the first are told, and the last of these says how many more there are."""
    many = [
        Problem(Where("a.md", line), "typed-digits", f"The digits '{line}' are typed instead of a reference.")
        for line in range(1, 3001)
    ]
    told = group_problems(
        [*many, Problem(Where("b.md"), "typed-digits", "The digits '1' are typed instead of a reference.")]
    )
    assert len(told) == 51
    assert (
        told[49].message
        == "The digits '50' are typed instead of a reference. There are 2950 more of these in this file."
    )
    assert told[50].where.path == "b.md"


@pytest.mark.parametrize(
    ("name", "known", "hint"),
    [
        ("dam", ["loss/dam", "loss/decline"], "Did you mean 'loss/dam'?"),
        ("catch", ["river.catch", "river.length"], "Did you mean 'river.catch'?"),
        ("dam", ["loss/dam", "work/dam"], "Known here: loss/dam, work/dam."),
        ("", ["loss/"], "Known here: loss/."),
    ],
)
def test_the_last_part_of_a_key_leads_to_it(name: str, known: list[str], hint: str) -> None:
    """Who leaves out the part of a chapter or the sheet of a fact is led to the only one of that name."""
    assert suggest(name, known) == hint
