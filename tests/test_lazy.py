"""`chronicle/lazy.py`: a mapping whose values are made when they are asked for."""

from __future__ import annotations

import pickle
from functools import partial

import pytest

from chronicle.lazy import LazyMapping

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
