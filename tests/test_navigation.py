"""Reading order, and what stands before and after a text."""

from chronicle.model import Part, Text
from chronicle.navigation import find_neighbours, reading_order
from chronicle.problems import Where


def chapter(key: str) -> Text:
    return Text(
        key=key, kind="chapter", slug=key, halves={}, place="", sources=(), highlights=(), profile=None, updated="", where=Where(key)
    )  # fmt: skip


PARTS = (
    Part("a", chapter("a"), (chapter("a/one"), chapter("a/two"))),
    Part("b", chapter("b"), ()),
    Part("c", chapter("c"), (chapter("c/one"),)),
)


def test_openings_stand_before_their_chapters() -> None:
    """A reader meets a part's opening, then its chapters, then the next part; a part may have no chapters."""
    assert [text.key for text in reading_order(PARTS)] == ["a", "a/one", "a/two", "b", "c", "c/one"]
    assert reading_order(()) == ()


def test_neighbours_lead_through_the_whole_book() -> None:
    """Each text has the one before and the one after it, across parts; the ends have none."""
    neighbours = find_neighbours(reading_order(PARTS))
    keys = {key: tuple(text.key if text else None for text in pair) for key, pair in neighbours.items()}
    assert keys == {
        "a": (None, "a/one"),
        "a/one": ("a", "a/two"),
        "a/two": ("a/one", "b"),
        "b": ("a/two", "c"),
        "c": ("b", "c/one"),
        "c/one": ("c", None),
    }


def test_one_text_alone_has_no_neighbours() -> None:
    """A book of one text leads nowhere; one of none has no neighbours at all."""
    assert find_neighbours([chapter("a")]) == {"a": (None, None)}
    assert find_neighbours([]) == {}
