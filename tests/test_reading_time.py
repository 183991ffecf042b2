"""How long a text takes to read."""

from __future__ import annotations

import pytest

from chronicle.pages.reading_time import reading_minutes


@pytest.mark.parametrize(
    ("html", "minutes"),
    [
        ("", 1),
        ("<p>真</p>", 1),
        ("真" * 400, 1),
        ("真" * 800, 2),
        ("真，。" * 800, 2),
        ("word " * 230, 1),
        ("word " * 690, 3),
        ('<a href="/one/two/three/">word</a> ' * 460, 2),
        ("county&amp;city " * 230, 2),
        ("real<b>ly</b> " * 460, 2),
        ("468,000 people " * 230, 2),
        ("the poor’s co-operative " * 230, 3),
        ("真" * 400 + " word" * 460, 3),
        ("真word" * 400, 3),
    ],
)
def test_reading_minutes(html: str, minutes: int) -> None:
    """Four hundred Han characters or 230 words are a minute; tags and punctuation take no time, and nothing takes less than a minute."""
    assert reading_minutes(html) == minutes
