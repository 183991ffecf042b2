"""The halves of a chapter side by side: where they stop saying the same thing, and in which words that is told."""

import pytest

from chronicle.model import Block
from chronicle.pairs import compare_halves
from chronicle.problems import Where

END = Where("en.md", 99)


def half(path: str, *blocks: str) -> list[Block]:
    """Make blocks from `p`, or `p s.a s.b` for a paragraph that uses two facts; each stands two lines below the one before."""
    split = (block.split() for block in blocks)
    return [
        Block(kind, "", Where(path, 3 + 2 * number), tuple(facts), (), "", "")
        for number, (kind, *facts) in enumerate(split)
    ]


@pytest.mark.parametrize(
    "blocks",
    [
        (),
        ("p",),
        ("h2", "p s.a s.b", "ul", "table s.a", "blockquote", "ol", "hr"),
    ],
)
def test_halves_in_step(blocks: tuple[str, ...]) -> None:
    """Halves with the same blocks and the same facts in each have no difference."""
    assert list(compare_halves(half("zh.md", *blocks), half("en.md", *blocks), END)) == []


def test_order_of_facts_is_free() -> None:
    """Within one block a language may name the facts in the order that it likes."""
    assert list(compare_halves(half("zh.md", "p s.a s.b"), half("en.md", "p s.b s.a"), END)) == []


@pytest.mark.parametrize(
    ("zh", "en", "line", "message"),
    [
        (
            ["p", "p"],
            ["p"],
            99,
            "This half ends after 1 block, but the other half has 2; next there is a paragraph (line 5)",
        ),
        (
            ["h2", "p", "ul"],
            ["h2", "p"],
            99,
            "This half ends after 2 blocks, but the other half has 3; next there is a list (line 7)",
        ),
        (["p"], [], 99, "This half ends after 0 blocks, but the other half has 1; next there is a paragraph (line 3)"),
        (["p"], ["p", "ol"], 5, "Block 2 is a numbered list, but the other half ends after 1 block"),
        (["h2", "p"], ["h2", "p", "table", "p"], 7, "Block 3 is a table, but the other half ends after 2 blocks"),
        (["h2", "p"], ["p", "h2"], 3, "Block 1 is a paragraph here, but a heading in the other half (line 3)"),
        (
            ["p", "h3"],
            ["p", "blockquote"],
            5,
            "Block 2 is a quotation here, but a smaller heading in the other half (line 5)",
        ),
        (["pre"], ["dl"], 3, "Block 1 is a list of definitions here, but code in the other half (line 3)"),
        (["hr"], ["figure"], 3, "Block 1 is <figure> here, but a rule in the other half (line 3)"),
    ],
)
def test_blocks_out_of_step(zh: list[str], en: list[str], line: int, message: str) -> None:
    """The first block that has no counterpart is named with both places, and ends the comparison."""
    assert list(compare_halves(half("zh.md", *zh), half("en.md", *en), END)) == [(Where("en.md", line), message)]


@pytest.mark.parametrize(
    ("zh", "en", "difference"),
    [
        ("p s.a", "p", "it lacks {s.a}"),
        ("p", "p s.a", "it has {s.a}"),
        ("p s.b s.a", "p s.c", "it lacks {s.a}, {s.b} and has {s.c}"),
        ("p s.a s.a", "p s.a", "it lacks {s.a}"),
        ("p s.a", "p s.a s.a s.a", "it has {s.a}, {s.a}"),
    ],
)
def test_facts_out_of_step(zh: str, en: str, difference: str) -> None:
    """A block that uses other facts, or one of them more or less often, is told with what it lacks and has."""
    message = f"Block 1 does not use the same facts as in the other half (line 3): {difference}"
    assert list(compare_halves(half("zh.md", zh), half("en.md", en), END)) == [(Where("en.md", 3), message)]


def test_every_block_with_other_facts_is_told() -> None:
    """Other facts do not end the comparison: each block that differs is told."""
    found = compare_halves(half("zh.md", "p s.a", "p s.b", "p s.c"), half("en.md", "p", "p s.b", "p"), END)
    assert [where.line for where, _ in found] == [3, 7]
