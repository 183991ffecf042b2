"""`chronicle/lazy.py`: mappings whose values are made when they are asked for, or packed."""

from __future__ import annotations

import pickle
from functools import partial

import pytest

from chronicle.lazy import LazyMapping, PackedDict

ASKED: list[str] = []


def measure(unit: str, key: str) -> str:
    """Return how long a key is, and note that it was asked for."""
    ASKED.append(key)
    return f"{len(key)} {unit}"


def test_values_are_made_when_they_are_asked_for() -> None:
    """Each value is made once; keys, their order and number, and whether there is one, make none; a mapping is stored without values."""
    ASKED.clear()
    lengths = LazyMapping(["long", "short", "long"], partial(measure, "letters"))
    assert [*lengths] == ["long", "short"] and len(lengths) == 2 and "short" in lengths and "other" not in lengths
    again = pickle.loads(pickle.dumps(lengths))
    assert ASKED == []
    assert lengths["long"] == lengths["long"] == again["long"] == "4 letters" and ASKED == ["long", "long"]
    assert lengths == {"long": "4 letters", "short": "5 letters"}
    assert lengths.get("other") is None
    with pytest.raises(KeyError, match="other"):
        lengths["other"]


def test_the_oldest_values_are_forgotten() -> None:
    """A mapping of a large site holds a limited number of values; one that was forgotten is made again."""
    ASKED.clear()
    lengths = LazyMapping(["one", "three", "seven"], partial(measure, "letters"), most=2)
    assert lengths == {"one": "3 letters", "three": "5 letters", "seven": "5 letters"}
    assert lengths["seven"] and lengths["three"] and ASKED == ["one", "three", "seven"]
    assert lengths["one"] == "3 letters" and ASKED[3:] == ["one"]


def test_a_packed_dict_holds_equal_values() -> None:
    """Each value comes back equal, also after another was put in its place."""
    packed: PackedDict[str, tuple[str, ...]] = PackedDict()
    packed["one"] = ("a", "b")
    packed.update(one=("c",), two=("d",) * 1000)
    assert dict(packed) == {"one": ("c",), "two": ("d",) * 1000} and len(packed) == 2
    del packed["one"]
    assert "one" not in packed and packed.get("one") is None
