"""The halves of a chapter side by side: where they stop saying the same thing, and in which words that is told."""

from typing import Any

import pytest

from chronicle.model import Block, Item, Mention, SafeHtml
from chronicle.pairs import align_halves, compare_halves
from chronicle.problems import Where

END = Where("en.md", 99)


def half(path: str, *blocks: str) -> list[Block]:
    """Make blocks from `p`, or `p s.a s.b` for a paragraph that uses two facts; each stands two lines below the one before."""
    split = (block.split() for block in blocks)
    return [
        Block(kind, "", Where(path, 3 + 2 * number), mentions("fact", *facts), "", SafeHtml())
        for number, (kind, *facts) in enumerate(split)
    ]


def mentions(kind: Any, *targets: str) -> tuple[Mention, ...]:
    """Make mentions of one kind, all at the end."""
    return tuple(Mention(kind, target, END) for target in targets)


@pytest.mark.parametrize("blocks", [(), ("p",), ("h2", "p s.a s.b", "ul", "table s.a", "blockquote", "ol", "hr")])
def test_halves_in_step(blocks: tuple[str, ...]) -> None:
    """Halves with the same blocks and the same facts in each have no difference."""
    assert list(compare_halves(align_halves(half("zh.md", *blocks), half("en.md", *blocks)), END)) == []


def test_order_of_facts_is_free() -> None:
    """Within one block a language may name the facts in the order that it likes."""
    assert list(compare_halves(align_halves(half("zh.md", "p s.a s.b"), half("en.md", "p s.b s.a")), END)) == []


@pytest.mark.parametrize(
    ("zh", "en", "told"),
    [
        (["p", "p"], ["p"], [(99, "The other half has a paragraph (line 5) that is missing here")]),
        (["h2", "p", "ul"], ["h2", "p"], [(99, "The other half has a list (line 7) that is missing here")]),
        (["p"], ["p", "aside"], [(5, "This is a side note that is missing in the other half")]),
        (["p"], [], [(99, "The other half has a paragraph (line 3) that is missing here")]),
        (["p"], ["p", "ol"], [(5, "This is a numbered list that is missing in the other half")]),
        (
            ["h2", "p"],
            ["h2", "p", "table", "p"],
            [(7, "Here are 2 blocks that are missing in the other half, the first a table")],
        ),
        (
            ["p s.a", "p s.b", "p s.c", "p s.d", "p s.e"],
            ["p s.a", "p s.c", "p s.d", "p s.e"],
            [(5, "The other half has a paragraph (line 5) that is missing here")],
        ),
        (
            ["p s.a", "ul s.b", "p s.c", "p s.d", "p s.e"],
            ["p s.a", "p s.d", "p s.e"],
            [(5, "The other half has 2 blocks that are missing here, the first a list (line 5)")],
        ),
        (
            ["p", "h3"],
            ["p", "blockquote"],
            [(5, "Block 2 is a quotation here, but a smaller heading in the other half (line 5)")],
        ),
        (["pre"], ["dl"], [(3, "Block 1 is a list of definitions here, but code in the other half (line 3)")]),
        (["hr"], ["figure"], [(3, "Block 1 is <figure> here, but a rule in the other half (line 3)")]),
        (
            ["p s.a", "p s.b", "p s.c"],
            ["p s.a", "p s.c", "p s.d", "p s.b"],
            [
                (5, "The other half has a paragraph (line 5) that is missing here"),
                (7, "Here are 2 blocks that are missing in the other half, the first a paragraph"),
            ],
        ),
    ],
)
def test_blocks_out_of_step(zh: list[str], en: list[str], told: list[tuple[int, str]]) -> None:
    """A block that nothing answers to is told once, at the place where it is lacking or where it stands; the rest is compared on."""
    found = compare_halves(align_halves(half("zh.md", *zh), half("en.md", *en)), END)
    assert [(where.line, message) for where, message in found] == told


def of_items(kind: str, *items: str) -> Block:
    """Make a block from what it is made of: `li`, or `li+1` for one that stands deeper by one."""
    parts = tuple(Item(tag, int(deep or 0), END) for tag, _, deep in (item.partition("+") for item in items))
    return Block(kind, "", Where("en.md", 3), (), "", SafeHtml(), items=parts)


@pytest.mark.parametrize(
    ("zh", "en", "message"),
    [
        (("ul", "li", "li", "li"), ("ul", "li"), "Block 1 has 1 item, but 3 in the other half (line 3)"),
        (("ol", "li"), ("ol", "li", "li"), "Block 1 has 2 items, but 1 in the other half (line 3)"),
        (
            ("table", "tr", "th", "tr", "td", "tr", "td"),
            ("table", "tr", "th", "tr", "td"),
            "Block 1 has 2 rows, but 3 in the other half (line 3)",
        ),
        (
            ("table", "tr", "th", "tr", "td"),
            ("table", "tr", "th", "th", "tr", "td", "td"),
            "Block 1 has 2 cells, but 1 in the other half (line 3)",
        ),
        (("dl", "dt", "dd"), ("dl", "dt", "dd", "dd"), "Block 1 has 2 meanings, but 1 in the other half (line 3)"),
        (("blockquote", "p", "p"), ("blockquote", "p"), "Block 1 has 1 paragraph, but 2 in the other half (line 3)"),
        (("aside", "p"), ("aside", "p", "p"), "Block 1 has 2 paragraphs, but 1 in the other half (line 3)"),
        (("ul", "li", "li+2"), ("ul", "li", "li"), "The parts of block 1 are not nested as in the other half (line 3)"),
    ],
)
def test_parts_of_a_block(zh: tuple[str, ...], en: tuple[str, ...], message: str) -> None:
    """Items, rows, cells and paragraphs in a quotation are counted, and how they are nested."""
    assert list(compare_halves([(of_items(*zh), of_items(*en))], END)) == [(Where("en.md", 3), message)]


def test_an_unknown_fact_is_told_once() -> None:
    """Where a block names a fact that does not exist, that is told; its facts are not compared besides."""
    assert not list(
        compare_halves(
            align_halves(half("zh.md", "p s.a"), half("en.md", "p s.x")), END, lambda mention: mention.target != "s.x"
        )
    )


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
    message = f"Block 1 has other references than in the other half (line 3): {difference}"
    assert list(compare_halves(align_halves(half("zh.md", zh), half("en.md", en)), END)) == [
        (Where("en.md", 3), message)
    ]


@pytest.mark.parametrize(
    ("zh", "en", "difference"),
    [
        ([("period", "2019", "")], [("period", "2018", "")], "it lacks {2019} and has {2018}"),
        ([("note", "book", "")], [], "it lacks [@book]"),
        ([("note", "book", "One")], [("note", "book", "")], "it lacks [@book, One] and has [@book]"),
        ([("note", "book", "")], [("source", "book", "")], "it lacks [@book] and has (source:book)"),
        ([("place", "a", "")], [("place", "b", "")], "it lacks (place:a) and has (place:b)"),
        ([("chapter", "a/b", "c")], [("chapter", "a/b", "d")], "it lacks (chapter:a/b#c) and has (chapter:a/b#d)"),
        ([("anchor", "a", "")], [("anchor", "b", "")], "it lacks (#a) and has (#b)"),
        ([("address", "https://a.org", "")], [], "it lacks a link to a full address"),
        ([("image", "a.jpg", "")], [("image", "b.jpg", "")], "it lacks (image:a.jpg) and has (image:b.jpg)"),
    ],
)
def test_whatever_is_referred_to(zh: list[Any], en: list[Any], difference: str) -> None:
    """Dates, notes with their headings, links and images are compared as facts are, and told as they are written."""
    one, two = (
        Block(
            "p",
            "",
            Where("en.md", 3),
            tuple(Mention(kind, target, END, anchor) for kind, target, anchor in side),
            "",
            SafeHtml(),
        )
        for side in (zh, en)
    )
    message = f"Block 1 has other references than in the other half (line 3): {difference}"
    assert [told for _, told in compare_halves([(one, two)], END)] == [message]


def test_what_each_language_has_of_its_own() -> None:
    """The first use of a term leads to the glossary by itself, and a full address is the one in the reader's language."""
    one, two = (
        Block("p", "", Where("en.md", 3), (*mentions("term", *terms), *mentions("address", address)), "", SafeHtml())
        for terms, address in ((("word",), "https://example.org/zh"), ((), "https://example.org/en"))
    )
    assert list(compare_halves([(one, two)], END)) == []


def test_each_part_of_a_block_is_compared() -> None:
    """In a list or table each item or cell is compared, so that two values that have changed places are told."""
    row, cell = Item("tr", 1, Where("en.md", 5)), Item("td", 2, Where("en.md", 5))
    second = Item("td", 2, Where("en.md", 5, 9))
    for kind, items, names in (
        ("table", (row, cell, second), ("row 1, cell 1", "row 1, cell 2")),
        ("ul", (Item("li", 1, Where("en.md", 5)), Item("li", 1, Where("en.md", 5, 9))), ("item 1", "item 2")),
    ):
        one, two = (
            Block(
                kind, "", Where("en.md", 3),
                (Mention("fact", first, Where("en.md", 5, 3)), Mention("fact", last, Where("en.md", 5, 12))),
                "", SafeHtml(), items=items,
            )
            for first, last in (("s.a", "s.b"), ("s.b", "s.a"))
        )  # fmt: skip
        assert list(compare_halves([(one, two)], END)) == [
            (where, f"Block 1, {name} has other references than in the other half (line 5): it {difference}")
            for where, name, difference in (
                (Where("en.md", 5), names[0], "lacks {s.a} and has {s.b}"),
                (Where("en.md", 5, 9), names[1], "lacks {s.b} and has {s.a}"),
            )
        ]


def test_every_block_with_other_facts_is_told() -> None:
    """Other facts do not end the comparison: each block that differs is told."""
    found = compare_halves(
        align_halves(half("zh.md", "p s.a", "p s.b", "p s.c"), half("en.md", "p", "p s.b", "p")), END
    )
    assert [where.line for where, _ in found] == [3, 7]
